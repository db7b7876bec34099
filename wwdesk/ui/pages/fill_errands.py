# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a form being filled asks of the office: its words in another language, and files that answer a question."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.forms.model import Form
from wwdesk.services import screening
from wwdesk.services.desk import Desk
from wwdesk.ui.form_view import FormView
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context


def speak(context: Context, owner: QWidget, screening_id: str, view: FormView, language: str, *, keep: bool) -> None:
    """Goes on in another language, and remembers it for who continues the screening."""

    def read(desk: Desk) -> Form:
        if keep:
            screening.choose_language(desk, screening_id, language)
        return screening.form_in(desk, screening_id, language)

    def arrived(form: Form) -> None:
        if shiboken6.isValid(view):
            view.speak(form)

    context.read(read, owner, arrived)


def attach(
    context: Context, message: MessageBar, screening_id: str, view: FormView, path: str, name: str, data: bytes
) -> None:
    """Keeps a file that answers a question; its name in the office is the answer."""
    desk = context.desk

    def kept(stored: str) -> None:
        if shiboken6.isValid(view):
            view.state.answer(path, stored)

    def refused(trouble: BaseException) -> bool:
        if isinstance(trouble, DeskError):
            message.show_error(trouble)
        return isinstance(trouble, DeskError)

    context.background.run(lambda: screening.attach_file(desk, screening_id, path, name, data), message, kept, refused)


def fetch_file(
    context: Context, owner: QWidget, screening_id: str, name: str, arrived: Callable[[bytes], None]
) -> None:
    """Brings a file that answers a question."""
    context.read(lambda desk: screening.file_content(desk, screening_id, name), owner, arrived)
