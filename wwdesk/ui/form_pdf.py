# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Asks where a PDF may be kept, makes it in the background, and says where it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk
from wwdesk.ui.file_places import proposed
from wwdesk.ui.page import Context, Page


def save_pdf(page: Page, suggestion: str, make: Callable[[Desk], bytes], trouble: Callable[[DeskError], None]) -> None:
    """Saves a PDF where the worker chooses; `suggestion` is a name without personal data."""
    save_pdf_from(page, page.context, suggestion, make, trouble)


def save_pdf_from(
    owner: QWidget,
    context: Context,
    suggestion: str,
    make: Callable[[Desk], bytes],
    trouble: Callable[[DeskError], object],
    done: Callable[[], object] = lambda: None,
) -> None:
    """The same for a part of a page; `done` is called once the file is there, not where the worker thought better."""
    chosen, _ = QFileDialog.getSaveFileName(
        owner, t("screening.pdf.title"), proposed(suggestion), t("screening.pdf.kind")
    )
    if not chosen:
        return
    path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
    desk = context.desk

    def work() -> Path:
        write_whole(path, make(desk))
        return path

    def failed(problem: BaseException) -> bool:
        if isinstance(problem, OSError):
            trouble(DeskError("pdf_not_written", name=path.name))
        elif isinstance(problem, DeskError):
            trouble(problem)
        else:
            return False
        return True

    def kept(place: Path) -> None:
        context.say(t("screening.pdf.kept", place=str(place)))
        done()

    context.background.run(work, owner, kept, failed)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file only its owner may read: whole, or not at all."""
    # written beside and put in place at once: a full disk leaves the older file whole
    spare = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        number = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        spare.replace(path)
    except OSError:
        spare.unlink(missing_ok=True)
        raise
