# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Asks in which language, where there is more than one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QMenu, QWidget


def language_name(code: str) -> str:
    """A language by its own name: `nl` is Nederlands, `fr` français; an unknown code as it is."""
    locale = QLocale(code)
    return locale.nativeLanguageName() if locale.language() != QLocale.Language.C else code


def offer_languages(menu: QMenu, below: QWidget, languages: Sequence[str], then: Callable[[str], None]) -> None:
    """Goes on with the language chosen in a menu below a button; at once where there is only one."""
    if len(languages) < 2:
        then("")
        return
    menu.clear()
    for code in languages:
        menu.addAction(language_name(code)).triggered.connect(lambda _=False, code=code: then(code))
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    menu.setActiveAction(menu.actions()[0])
