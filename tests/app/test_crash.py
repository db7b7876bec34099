# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A mistake in the program is told without a word about people."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wwdesk import __version__
from wwdesk.app import crash, logs
from wwdesk.app.bootstrap import LastResort
from wwdesk.ui.crash_dialog import CrashDialog

CLIENT = "Marieke Verbruggen-Geheim"


def stumble() -> BaseException:
    try:
        misfile(CLIENT)
    except ValueError as trouble:
        return trouble
    raise AssertionError


def misfile(name: str) -> None:
    try:
        print({}[name])
    except KeyError as inner:
        raise ValueError(f"cannot file {name}") from inner


def test_the_text_names_version_kinds_and_lines_but_no_values() -> None:
    text = crash.crash_text(stumble())
    assert __version__ in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert "stumble" in text
    for part in (*CLIENT.replace("-", " ").split(), "cannot file", str(Path.home()), str(Path(__file__).parent)):
        assert part not in text


def test_the_dialog_shows_and_copies_that_text_only(qtbot: QtBot) -> None:
    text = crash.crash_text(stumble())
    dialog = CrashDialog(None, text)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert dialog.detail.toPlainText() == text
    assert "Verbruggen" not in dialog.detail.toPlainText()


def test_the_log_is_private_grows_and_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 400)
    file = tmp_path / "logs" / "wwdesk.log"
    for number in range(40):
        logs.write(file, f"stumbled {number}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size < 600
    assert "stumbled 39" in file.read_text()
    assert "stumbled 0\n" not in file.read_text()


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    logs.write(tmp_path / "logs" / "wwdesk.log", "stumbled")


def test_trouble_in_a_thread_is_reported_too(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    monkeypatch.setattr("threading.excepthook", threading.excepthook)
    crash.watch(seen.append)
    thread = threading.Thread(target=lambda: {}["niets"])
    thread.start()
    thread.join()
    assert [type(trouble) for trouble in seen] == [KeyError]


def test_one_crash_dialog_at_a_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    last = LastResort()

    def show(dialog: CrashDialog) -> int:
        shown.append(dialog.detail.toPlainText())
        last.report(ValueError("while the first one is open"))
        return 0

    monkeypatch.setattr(CrashDialog, "exec", show)
    last.report(stumble())
    assert len(shown) == 1
