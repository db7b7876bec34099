# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the window once and starts it, in two stages.

Stage one imports Qt, the texts, the theme and the lock page, and paints. Stage two (services,
database library, pages) is imported by the background worker after that first paint: `LateDoors`
imports by name (as only the command line does besides), so that a locked window is on the screen
before 700 modules are read.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from wwdesk.app import crash, logs, paths, settings
from wwdesk.app.early import early_holders
from wwdesk.ui.crash_dialog import CrashDialog
from wwdesk.ui.doors import Backup, Demo, Doors, Holder, NewDesk, OpenDesk, Surroundings, WorkArea
from wwdesk.ui.icons import pixmap
from wwdesk.ui.preferences import Preferences, Remembered
from wwdesk.ui.shell import Shell
from wwdesk.ui.theme import LIGHT


class _DoorsModule(Protocol):
    def ServiceDoors(self) -> Doors:  # noqa: N802 - the name of the class
        """See app.doors."""
        ...


class _MoreModule(Protocol):
    def MoreWays(self, doors: Doors, errands: object, folder: Path) -> object:  # noqa: N802 - the name of the class
        """See ui.more_ways."""
        ...


class LateDoors:
    """The doors of stage two, loaded at the first knock."""

    def __init__(self) -> None:
        self._loaded: Doors | None = None

    def _late(self) -> Doors:
        if self._loaded is None:
            module = cast("_DoorsModule", importlib.import_module("wwdesk.app.doors"))
            self._loaded = module.ServiceDoors()
        return self._loaded

    def key_holders(self, office: Path) -> Sequence[Holder]:
        """From the key file alone where it is in order; else the services say what is wrong."""
        return early_holders(office) or self._late().key_holders(office)

    def load(self) -> None:
        """See Doors."""
        self._late().load()

    def open(self, office: Path, slot_id: str, password: str) -> OpenDesk:
        """See Doors."""
        return self._late().open(office, slot_id, password)

    def recover(self, office: Path, recovery_key: str, new_password: str) -> OpenDesk:
        """See Doors."""
        return self._late().recover(office, recovery_key, new_password)

    def create(self, office: Path, name: str, worker: str, password: str) -> NewDesk:
        """See Doors."""
        return self._late().create(office, name, worker, password)

    def close(self, desk: OpenDesk) -> None:
        """See Doors."""
        self._late().close(desk)

    def folder_warning(self, office: Path) -> str:
        """See Doors."""
        return self._late().folder_warning(office)

    def recovery_sheet(self, office_name: str, worker: str, recovery_key: str) -> bytes:
        """See Doors."""
        return self._late().recovery_sheet(office_name, worker, recovery_key)

    def backups(self, office: Path) -> Sequence[Backup]:
        """See Doors."""
        return self._late().backups(office)

    def restore(self, backup: Path, office: Path) -> None:
        """See Doors."""
        self._late().restore(backup, office)

    def demo(self) -> Demo:
        """See Doors."""
        return self._late().demo()

    def more_ways(self, errands: object, folder: Path) -> object:
        """See Doors. Needs no services, so it does not wait for them."""
        return cast("_MoreModule", importlib.import_module("wwdesk.ui.more_ways")).MoreWays(self, errands, folder)

    def workspace(self, desk: OpenDesk, surroundings: Surroundings) -> WorkArea:
        """See Doors."""
        return self._late().workspace(desk, surroundings)


class LastResort(QObject):
    """Shows the crash dialog, on the GUI thread, whatever thread stumbled; one at a time."""

    _stumbled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._stumbled.connect(self._show)

    def report(self, trouble: BaseException) -> None:
        """Writes the trouble to the log and shows it."""
        text = crash.crash_text(trouble)
        logs.write(logs.log_file(), text)
        self._stumbled.emit(text)

    def _show(self, text: str) -> None:
        if self._showing:
            return
        self._showing = True
        CrashDialog(QApplication.activeWindow(), text).exec()
        self._showing = False


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The Qt application in Dutch; the one that is there already where a test or the demo made it."""
    # The style as an option, because setStyle() hands back a QStyle and PySide builds its many enums (10 ms).
    options = [sys.argv[0], "-style", "fusion", *arguments]
    app = cast("QApplication | None", QApplication.instance()) or QApplication(options)
    app.setApplicationName("wwdesk")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("wwdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    translator = QTranslator(app)
    if translator.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def build_window(doors: Doors, remembered: Remembered, last_resort: LastResort) -> Shell:
    """The window in the looks that this computer remembers."""
    shell = Shell(doors, remembered, paths.documents_folder(), last_resort.report)
    shell.looks.apply()
    return shell


def run_window(office: Path | None = None, *, demo_office: bool = False) -> int:
    """Opens the window: on an office, on the example office, or on the last office, and waits until it closes.

    The first time, the example office is proposed on the start page and made when the worker agrees.
    """
    app = application()
    last_resort = LastResort()
    crash.watch(last_resort.report)
    file = settings.settings_file()
    remembered = Remembered(settings.load(file), lambda preferences: settings.keep(file, preferences))
    shell = build_window(LateDoors(), remembered, last_resort)
    if demo_office and not paths.demo_office().exists():
        shell.entrance.demo_office(ask=True)
    else:
        shell.begin(office or _last(remembered.now), demo=demo_office)
    shell.show()
    QTimer.singleShot(0, lambda: app.setWindowIcon(QIcon(pixmap("home", LIGHT.accent, 64))))
    return app.exec()


def _last(preferences: Preferences) -> Path | None:
    """The office opened last, if it is still where it was."""
    return next((office.path for office in preferences.recent if _is_there(office.path)), None)


def _is_there(office: Path) -> bool:
    """Whether a file can be seen; one in a folder that is closed to this user cannot."""
    try:
        return office.exists()
    except OSError:
        return False
