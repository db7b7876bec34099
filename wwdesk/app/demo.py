# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Plays the main job through the real window, by keyboard, and leaves PDFs and a picture of each page.

`wwdesk demo --out DIR`. Without a screen it draws on Qt's offscreen platform; nothing else differs
from a worker at the keyboard: the example office is opened on the lock page, a client is found
with Ctrl+K, a screening is answered with one key per question, handed in, and printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wwdesk.app.bootstrap import LastResort, application, build_window
from wwdesk.app.doors import ServiceDoors
from wwdesk.domain.errors import DeskError
from wwdesk.domain.names import fold
from wwdesk.domain.texts import t
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.services import printing
from wwdesk.services.desk import Desk
from wwdesk.services.instruments import forms
from wwdesk.ui.form_view import FormView
from wwdesk.ui.page import Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.fill import FillPage
from wwdesk.ui.pages.profile import ProfilePage
from wwdesk.ui.preferences import Preferences, Remembered
from wwdesk.ui.shell import Shell
from wwdesk.ui.workspace import Workspace

WIDTH, HEIGHT = 1366, 768
"""The window of an office laptop."""
_PATIENCE = 60_000
"""Milliseconds that anything may take before the demo says that it is stuck."""
_LEVELS = "342353242534"
"""The levels that are answered, one after the other: a profile with ups and downs."""
_ROUND = (
    Place("people"),
    Place("screenings"),
    Place("agenda"),
    Place("meetings"),
    Place("methods", "mwv"),
    Place("waiting", "gen"),
    Place("arrears"),
    Place("housing"),
    Place("settings"),
    Place("today"),
)
"""The pages that are looked at, in this order."""
_TABS = ("overview", "trajectory", "screening", "notes", "network", "documents", "referral", "details")


def play(out: Path) -> int:
    """Plays the demo; the pictures and PDFs lie in `out` afterwards. Returns the exit code."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("win32", "darwin")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise DeskError("cannot_write_there", folder=out) from trouble
    qInstallMessageHandler(_say)
    application()
    with tempfile.TemporaryDirectory(prefix="wwdesk-demo-") as folder:
        player = Player(out, Path(folder))
        try:
            player.play()
        finally:
            player.close()
    print(t("demo.done", n=len(player.left), folder=out))
    return 0


class Player:
    """A worker at the keyboard of a real window, with a camera."""

    def __init__(self, out: Path, folder: Path) -> None:
        self.left: list[Path] = []
        self._out = out
        remembered = Remembered(Preferences(), lambda _: None)
        self.window: Shell = build_window(ServiceDoors(demo_folder=folder), remembered, LastResort())
        self.window.resize(WIDTH, HEIGHT)

    def play(self) -> None:
        """The whole story, from the lock page to the printed profile."""
        self._log_in()
        self._look_around()
        self._find_client()
        self._fill_screening()
        self._print()

    def close(self) -> None:
        """Closes the window, and with it the office."""
        self.window.close()
        self._wait(lambda: not self.window.isVisible(), "close")

    def _log_in(self) -> None:
        self.window.begin(None, demo=True)
        self.window.show()
        self.window.activateWindow()
        lock = self.window.entrance.lock
        self._wait(lambda: lock.isVisible() and lock.who.count() > 0 and lock.open.isEnabled(), "lock page")
        self._picture(t("demo.picture.vergrendeld"))
        password = self.window.entrance.demo.password if self.window.entrance.demo else ""
        QTest.keyClicks(lock.password.line, password)
        QTest.keyClick(lock.password.line, Qt.Key.Key_Return)
        self._wait(lambda: self.window.work is not None, "workspace")

    def _look_around(self) -> None:
        for place in _ROUND:
            self._work.go(place)
            self._settle()
            self._picture(t(f"window.place.{place.page}"))

    def _find_client(self) -> None:
        QTest.keyClick(self._focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self._wait(self._work.search.isVisible, "search")
        QTest.keyClicks(self._focused(), t("demo.search"))
        self._settle()
        _pause(400)  # the search starts a moment after the last letter
        self._settle()
        self._picture(t("demo.picture.zoeken"))
        QTest.keyClick(self._focused(), Qt.Key.Key_Return)
        self._wait(lambda: isinstance(self._work.navigator.page, DossierPage), "dossier")
        self._wait(lambda: cast("DossierPage", self._work.navigator.page).dossier is not None, "dossier loaded")
        dossier_id = cast("DossierPage", self._work.navigator.page).place.record_id
        for part in (*_TABS, _TABS[0]):
            self._work.go(Place("dossier", dossier_id, part))
            self._settle()
            self._picture(f"{t('window.place.dossier')} {t(f'dossier.tab.{part}')}")

    def _fill_screening(self) -> None:
        cast("DossierPage", self._work.navigator.page).start.click()
        self._wait(lambda: isinstance(self._work.navigator.page, FillPage) and self._fill_page.view is not None, "form")
        view = cast("FormView", self._fill_page.view)
        self._settle()
        self._picture(t("demo.picture.begin"))
        self._answer_all(view)
        self._picture(t("demo.picture.ingevuld"))
        if not view.reviewing:  # Enter on the last question may have led here already
            QTest.keyClick(self._focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._wait(lambda: view.reviewing, "review")
        view.review.present.setFocus()
        view.review.present.setText(t("demo.present"))  # QTest types no ë
        self._picture(t("demo.picture.nakijken"))
        QTest.keyClick(self._focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._wait(lambda: isinstance(self._work.navigator.page, ProfilePage), "profile")
        self._settle()
        self._picture(t("demo.picture.profiel"))

    def _answer_all(self, view: FormView) -> None:
        """Answers with one key per question, until none is left that was not looked at."""
        seen: set[str] = set()
        while view.current and view.current not in seen:
            path = view.current
            seen.add(path)
            question = view.state.form.by_path()[path]
            level = _LEVELS[len(seen) % len(_LEVELS)]
            QTest.keyClicks(self._focused(), _keys_for(question, level, known=bool(view.state.value(path))))
            if view.current == path and not view.reviewing:
                QTest.keyClick(self._focused(), Qt.Key.Key_Return)
            if len(seen) == 12:
                self._picture(t("demo.picture.halverwege"))
        self._settle()

    def _print(self) -> None:
        desk = cast("Desk", self.window.desk)
        screening_id = cast("ProfilePage", self._work.navigator.page).place.record_id or ""
        self._keep(t("demo.pdf.blanco"), printing.print_blank(desk, forms(desk)[0].form_id))
        self._keep(t("demo.pdf.ingevuld"), printing.print_filled(desk, screening_id))
        self._keep(t("demo.pdf.profiel"), printing.print_profile(desk, screening_id))

    @property
    def _work(self) -> Workspace:
        return cast("Workspace", self.window.work)

    @property
    def _fill_page(self) -> FillPage:
        return cast("FillPage", self._work.navigator.page)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _settle(self) -> None:
        """Waits until nothing runs in the background and the window had time to draw."""
        self._wait(lambda: not self.window.background.busy, "background")
        _pause(50)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _PATIENCE / 1000
        while not until():
            if time.monotonic() > end:
                raise RuntimeError(f"the demo waits in vain: {what}")
            _pause(20)

    def _picture(self, name: str) -> None:
        _pause(80)
        number = sum(left.suffix == ".png" for left in self.left) + 1
        path = self._out / f"{number:02}-{fold(name).replace(' ', '-')}.png"
        self.window.grab().save(str(path))
        self.left.append(path)

    def _keep(self, name: str, content: bytes) -> None:
        path = self._out / f"{name.replace(' ', '-')}.pdf"
        path.write_bytes(content)
        self.left.append(path)


def _say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt has to say, but for the one thing it always says where there is no screen."""
    del kind, context
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _pause(milliseconds: int) -> None:
    """Lets the window work. QTest.qWait would too, but keeps the background from running meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _keys_for(question: Question, level: str, *, known: bool) -> str:
    """What a worker types at a question; `known` where it has an answer of the earlier screening."""
    if question.scored:
        return level
    if question.choices:
        # "=" says that the earlier answer still holds; "2" because the first choice is often "none of these".
        return "=" if known else "2"
    typed = {QuestionKind.INTEGER: "46", QuestionKind.DECIMAL: "12,5", QuestionKind.DATE: "2311"}
    return "" if known else typed.get(question.kind, t("demo.words"))
