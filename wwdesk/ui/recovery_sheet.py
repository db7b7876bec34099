# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the sheet with the recovery key where the worker chooses, readable for its owner only."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.background import Background
from wwdesk.ui.file_places import proposed
from wwdesk.ui.first_run import file_name_of


def keep_sheet(
    parent: QWidget,
    background: Background,
    name: str,
    make: Callable[[], bytes],
    done: Callable[[Path], None],
    trouble: Callable[[DeskError], None],
) -> None:
    """Asks for a place, makes the sheet in the background and writes it there; `name` is part of the file name."""
    place = proposed(f"{file_name_of(t('start.recovery_step.file', office=name))}.pdf")
    found, _ = QFileDialog.getSaveFileName(parent, t("start.recovery_step.print"), place, "PDF (*.pdf)")
    if not found:
        return
    path = Path(found)

    def work() -> Path:
        content = make()
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(content)
        except OSError as error:
            raise DeskError("pdf_not_written", name=path.name) from error
        return path

    def failed(error: BaseException) -> bool:
        if isinstance(error, DeskError):
            trouble(error)
            return True
        return False

    background.run(work, parent, done, failed)
