# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The quick list of the lock page is the list of the services, and leaves the odd cases to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ui.shell.office import make_office
from wwdesk.app.early import early_holders
from wwdesk.services.office import key_holders


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantoor") / "brug.wwdesk"
    make_office(path)
    return path


def test_it_is_the_same_list(office: Path) -> None:
    quick = [(holder.slot_id, holder.name) for holder in early_holders(office)]
    assert quick == [(holder.slot_id, holder.name) for holder in key_holders(office)]
    assert len(quick) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"format": "wwdesk-keys", "version": 2}',
        b"[" * 100_000,
        b"x" * 2_000_000,
    ],
)
def test_an_odd_key_file_is_left_to_the_services(office: Path, tmp_path: Path, content: bytes) -> None:
    copy = tmp_path / office.name
    copy.write_bytes(office.read_bytes())
    assert early_holders(copy) == ()
    copy.with_name(copy.name + ".keys").write_bytes(content)
    assert early_holders(copy) == ()


def test_an_office_that_is_gone_or_empty_shows_nobody(office: Path, tmp_path: Path) -> None:
    copy = tmp_path / office.name
    keys = office.with_name(office.name + ".keys").read_bytes()
    copy.with_name(copy.name + ".keys").write_bytes(keys)
    assert json.loads(keys)["slots"]
    assert early_holders(copy) == ()
    copy.write_bytes(b"")
    assert early_holders(copy) == ()
