# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while answers are saved, 200 times: everything that was shown as saved is there."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.robustness.killer import Killer
from tests.robustness.saving import PASSWORD, make_work, open_again
from wwdesk.services import dossiers, office, screening
from wwdesk.storage import office_file

ROUNDS = 200

pytestmark = [pytest.mark.kill, pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its rounds")]


@dataclass
class Heard:
    """Everything the killed programs said: what was saved, and what may or may not have been."""

    answers: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """The values a question may have: the one shown as saved, and those tried after it."""
    notes: set[str] = field(default_factory=set[str])
    saved: int = 0
    opened: int = 0

    def line(self, line: str) -> None:
        kind, _, rest = line.partition(" ")
        path, _, value = rest.rpartition(" ")
        if kind == "open":
            self.opened += 1
            found = json.loads(rest)
            self.compare(found["answers"], set(found["notes"]))
        elif kind == "trying":
            self.answers.setdefault(path, {""}).add(value)
        elif kind == "answer":
            self.answers[path] = {value}
            self.saved += 1
        elif kind == "note":
            self.notes.add(rest)
            self.saved += 1
        else:
            pytest.fail(line)

    def compare(self, answers: Mapping[str, str], notes: set[str]) -> None:
        """Everything that was shown as saved is there."""
        assert self.notes <= notes
        for path, values in self.answers.items():
            assert answers.get(path, "") in values, path


def test_200_kills_lose_nothing_that_was_shown_as_saved(tmp_path: Path) -> None:
    file = tmp_path / "De Brug.wwdesk"
    work = make_work(file)
    heard = Heard()
    killer = Killer(file, random.Random(20261123))  # noqa: S311 - moments, no secrets
    for number in range(ROUNDS):
        for line in killer.round(f"{number}", ("answer", "note"), 6):
            heard.line(line)
    killer.end()
    desk = open_again(file)
    notes = {note.text for note in dossiers.dossier(desk, work.dossier_id).notes}
    heard.compare(screening.load(desk, work.screening_id).answers, notes)
    desk.database.close()
    assert heard.opened > ROUNDS / 2
    assert heard.saved > ROUNDS
    print(f"{ROUNDS} kills: {heard.saved} saves shown, none lost")
    key = office_file.unlock_with(file, PASSWORD)[2]
    assert office.check(file, key) == ()
