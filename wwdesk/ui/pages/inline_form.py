# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A few fields with a button, put away until they are wanted: what several pages do beside a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.editor import Editor, InlineForm
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.wrapping import WrappingRow


def inline_form(label: str, do: Callable[[], None]) -> tuple[Editor, InlineForm]:
    """An editor in a form of its own, hidden; the button with `label` does it, Esc and "Annuleren" put it away."""
    editor, form = Editor(), InlineForm()
    form.escaped.connect(form.hide)
    inside = QVBoxLayout(form)
    inside.setContentsMargins(0, 4, 0, 0)
    inside.addWidget(editor)
    keys = QWidget()
    keys.setLayout(WrappingRow(button(label, do, role="primary"), button(t("dossier.cancel"), form.hide)))
    inside.addWidget(keys)
    form.hide()
    return editor, form
