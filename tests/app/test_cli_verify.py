# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk agreement verify`: the signatures of a PDF at the command line, without an office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.signed import agreement, identity, signed
from wwdesk.app import cli

CA = identity("CA", days=(-100, 20000))
ONCE = signed(agreement(), identity("An", CA, (-100, 19000)), "Een", certify=True)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A signed PDF and the certificate of who vouches."""
    pdf, trusted = tmp_path / "contract.pdf", tmp_path / "ca.pem"
    pdf.write_bytes(ONCE)
    trusted.write_bytes(CA.pem())
    return str(pdf), str(trusted)


def test_exit_code_and_sentences(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    pdf, trusted = files
    assert cli.main(["agreement", "verify", pdf, "--trust", trusted]) == 0
    assert "Alles klopt" in capsys.readouterr().out
    assert cli.main(["agreement", "verify", pdf]) == 1
    assert "niet zeker wie tekende" in capsys.readouterr().out
    Path(pdf).write_bytes(ONCE + b"x")
    assert cli.main(["agreement", "verify", pdf, "--trust", trusted]) == 1
    assert "veranderd" in capsys.readouterr().out


def test_json(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["agreement", "verify", files[0], "--trust", files[1], "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "well"
    assert told["signatures"][0]["name"] == "An"
    assert told["signatures"][0]["at"] == "2026-11-27T10:00:00+00:00"


def test_files_that_are_not_there_or_no_certificate(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["agreement", "verify", f"{files[0]}.weg"]) == 1
    assert "niet te lezen" in capsys.readouterr().err
    assert cli.main(["agreement", "verify", files[0], "--trust", files[0]]) == 1
    assert "geen certificaat" in capsys.readouterr().err
