# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The command line, as an administrator types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.storage.offices import AN, BERT, Office
from wwdesk.app import cli
from wwdesk.domain.roles import Role
from wwdesk.services import office

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "wachtwoord.txt"
    file.write_text(AN + "\n", "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_good_office_is_called_good(brug: Office, password: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", brug.path, "--key-file", password)
    assert (code, out, err) == (0, "De Brug.wwdesk is helemaal in orde.\n", "")


def test_a_damaged_office_is_named_with_exit_code_1(
    brug: Office, password: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(brug.path.read_bytes())
    content[20_000] ^= 1
    brug.path.write_bytes(content)
    code, out, _ = run(capsys, "check", brug.path, "--key-file", password)
    assert code == 1
    assert "1 probleem" in out
    code, out, _ = run(capsys, "check", brug.path, "--key-file", password, "--json")
    assert code == 1
    assert json.loads(out)["whole"] is False


@pytest.mark.parametrize("secret", [AN, BERT, f"\ufeff{AN}\r\n", "recovery"])
def test_any_password_or_the_recovery_key_will_do(
    brug: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    file = tmp_path / "geheim"
    file.write_text(brug.recovery_key.lower() if secret == "recovery" else secret, "utf-8")
    assert run(capsys, "check", brug.path, "--key-file", file, "--json")[0] == 0


def test_a_named_worker_s_password_only(brug: Office, password: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", brug.path, "--key-file", password, "--worker", "An Peeters")[0] == 0
    code, _, err = run(capsys, "check", brug.path, "--key-file", password, "--worker", "Bert Maes")
    assert code == 1
    assert "wachtwoord is niet juist" in err
    assert run(capsys, "check", brug.path, "--key-file", password, "--worker", "Niemand")[0] == 1


def test_the_password_is_asked_where_no_file_is_given(
    brug: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: AN)
    assert run(capsys, "check", brug.path)[0] == 0

    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    assert run(capsys, "check", brug.path)[0] == 1


def test_backups_are_made_listed_and_put_back(brug: Office, password: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "backup", "list", "--office", brug.path)
    assert code == 0
    assert "geen reservekopieën" in out
    code, out, _ = run(capsys, "backup", "make", "--office", brug.path, "--key-file", password, "--json")
    assert code == 0
    made = json.loads(out)["path"]
    code, out, _ = run(capsys, "backup", "list", "--office", brug.path, "--json")
    assert [row["path"] for row in json.loads(out)] == [made]
    assert made in run(capsys, "backup", "list", "--office", brug.path)[1]
    brug.path.write_bytes(b"")
    code, out, err = run(capsys, "backup", "restore", "--office", brug.path, made)
    assert (code, err) == (0, "")
    assert "teruggezet" in out
    assert "-opzij-" in out
    assert brug.refusal() == ""


def test_a_reader_may_not_make_backups(brug: Office, password: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = brug.open()
    bert = next(row for row in office.workers(desk) if row.name == "Bert Maes")
    office.change_worker(desk, bert.id, bert.revision, name=bert.name, role=Role.READER, email="", active=True)
    desk.database.close()
    password.write_text(BERT, "utf-8")
    code, _, err = run(capsys, "backup", "make", "--office", brug.path, "--key-file", password)
    assert code == 1
    assert "rol" in err
    assert brug.refusal() == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"tekst " * 5000, b"SQLite format 3\x00" + bytes(8176), bytes(100_000), os.urandom(100_000), None],
    ids=["empty", "1 byte", "text", "plain SQLite", "zeros", "noise", "folder"],
)
@pytest.mark.parametrize("verb", ["check", "make", "restore"])
def test_a_bad_file_is_a_sentence_and_exit_code_1(
    tmp_path: Path, password: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, verb: str
) -> None:
    path = tmp_path / "iets.wwdesk"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    words = {
        "check": ("check", path, "--key-file", password),
        "make": ("backup", "make", "--office", path, "--key-file", password),
        "restore": ("backup", "restore", "--office", tmp_path / "nieuw.wwdesk", path),
    }[verb]
    code, out, err = run(capsys, *words)
    assert code == 1
    assert out == ""
    assert err.count("\n") == 1
    assert err.strip().endswith(".")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("backup",),
        ("backup", "list"),
        ("backup", "restore", "--office", "x"),
        ("demo",),
        ("onzin",),
        ("--onzin",),
        ("check", "x", "--password", "geheim"),
        ("--demo-office", "--office", "x"),
    ],
)
def test_a_wrong_command_is_exit_code_2_in_dutch(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "--help" in err
    assert not any(english in err for english in ("usage", "required", "invalid", "unrecognized"))


def test_help_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--help",), ("check", "--help"), ("backup", "restore", "--help")):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 0
        out = capsys.readouterr().out
        assert out.startswith("gebruik:")
        assert not any(english in out for english in ("usage", "options:", "show this", "positional"))


@pytest.mark.parametrize(
    ("words", "room", "called"),
    [
        ((), "wwdesk.app.bootstrap", ("run_window", {"office": None, "demo_office": False})),
        (("--demo-office",), "wwdesk.app.bootstrap", ("run_window", {"office": None, "demo_office": True})),
        (
            ("--office", "a.wwdesk"),
            "wwdesk.app.bootstrap",
            ("run_window", {"office": Path("a.wwdesk"), "demo_office": False}),
        ),
        (("demo", "--out", "uit"), "wwdesk.app.demo", ("play", (Path("uit"),))),
    ],
)
def test_the_window_and_the_demo_are_called(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], room: str, called: tuple[str, object]
) -> None:
    calls: list[tuple[str, object]] = []

    def record(name: str) -> Any:
        def call(*args: object, **values: object) -> int:
            calls.append((name, values or args))
            return 0

        return call

    rooms = {room: SimpleNamespace(run_window=record("run_window"), play=record("play"))}
    monkeypatch.setattr(cli.importlib, "import_module", rooms.__getitem__)
    assert cli.main(words) == 0
    assert calls == [called]


def test_a_mistake_in_the_program_tells_nothing_of_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_name: str) -> None:
        raise RuntimeError("Zoë Voorbeeld, 85.07.30-033-28")

    monkeypatch.setattr(cli.importlib, "import_module", stumble)
    code, out, err = run(capsys, "check", "a.wwdesk")
    assert (code, out) == (1, "")
    assert "builtins.RuntimeError" in err
    assert "wwdesk/app/cli.py:" in err
    assert "Zoë" not in err


def test_checking_needs_no_window_libraries(brug: Office, password: Path) -> None:
    script = (
        "import sys\nfrom wwdesk.app.cli import main\ncode = main(sys.argv[1:])\n"
        "print(code, any(name.startswith('PySide6') for name in sys.modules))\n"
    )
    words = ["check", str(brug.path), "--key-file", str(password)]
    answer = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "0 False"


def test_the_command_itself_starts_quickly_loaded() -> None:
    """The libraries of the database (half a second) are loaded only by the verb that needs them."""
    script = (
        "import sys\nimport wwdesk.app.cli\nprint([name for name in ('sqlalchemy', 'PySide6') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
