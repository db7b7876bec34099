# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Asks where a file may be kept, makes it in the background, and says where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk
from wwdesk.ui.file_places import proposed
from wwdesk.ui.form_pdf import write_whole
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Page


def save_file(
    page: Page,
    suggestion: str | Callable[[Desk], str],
    kinds: str,
    make: Callable[[Desk], bytes],
    message: MessageBar,
) -> None:
    """Saves a file where the worker chooses; `suggestion` is a name without personal data, or asks for one."""
    save_file_from(page, page.context, suggestion, kinds, make, message.show_error)


def save_file_from(
    owner: QWidget,
    context: Context,
    suggestion: str | Callable[[Desk], str],
    kinds: str,
    make: Callable[[Desk], bytes],
    trouble: Callable[[DeskError], object],
) -> None:
    """The same for a part of a page."""
    if not isinstance(suggestion, str):
        context.read(suggestion, owner, lambda name: save_file_from(owner, context, name, kinds, make, trouble))
        return
    chosen, _ = QFileDialog.getSaveFileName(owner.window(), t("screening.pdf.title"), proposed(suggestion), kinds)
    if not chosen:
        return
    ending = Path(suggestion).suffix
    path = Path(chosen if Path(chosen).suffix else f"{chosen}{ending}")
    desk = context.desk

    def work() -> Path:
        write_whole(path, make(desk))
        return path

    def failed(problem: BaseException) -> bool:
        if isinstance(problem, OSError):
            trouble(DeskError("file_not_written", name=path.name))
        elif isinstance(problem, DeskError):
            trouble(problem)
        else:
            return False
        return True

    context.background.run(work, owner, lambda kept: context.say(t("library.kept", place=str(kept))), failed)
