# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Many workers who save until they are killed: the children of `test_kill.py`.

Started once; forks a fresh process per round, so that a round costs milliseconds. A round opens
the office, tells what it found, saves answers and notes through the services and says so after
each: what was said is what a worker saw as saved.

Each line on standard input starts a round: its number, and a password where keys are changed instead
of answers. Answers `pid N`, then the round's own lines, then
`over` when it was killed.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from datetime import date
from pathlib import Path

from tests.robustness.saving import Work, open_again
from wwdesk.domain.roles import Role
from wwdesk.services import dossiers, office, screening
from wwdesk.storage import keys


def say(line: str) -> None:
    """Writes a line at once and unbuffered: what the parent reads, happened."""
    os.write(1, line.encode() + b"\n")


def save_until_killed(file: Path, round_number: int, work: Work) -> None:
    """Saves one answer or note after the other, forever."""
    desk = open_again(file)
    found = screening.load(desk, work.screening_id).answers
    notes = [note.text for note in dossiers.dossier(desk, work.dossier_id).notes]
    say("open " + json.dumps({"answers": dict(found), "notes": notes}))
    number = 0
    while True:
        path = work.paths[number % len(work.paths)]
        value = str(1 + (number + round_number) % 5)
        say(f"trying {path} {value}")
        screening.save_answers(desk, work.screening_id, {path: value})
        say(f"answer {path} {value}")
        if number % 7 == 3:
            text = f"ronde {round_number} notitie {number}"
            dossiers.add_note(desk, work.dossier_id, date(2026, 11, 23), text)
            say(f"note {text}")
        number += 1


def change_keys_until_killed(file: Path, round_number: int, password: str) -> None:
    """Changes the password, adds a worker, backs up and puts the backup back, forever."""
    keys.STANDARD = keys.Effort(memory=8 * 1024, passes=1, lanes=1)
    number = 0
    desk = open_again(file, password)
    while True:
        new = f"wachtwoord {round_number} nummer {number}"
        say(f"trying {new}")
        office.change_password(desk, password, new)
        say(f"password {new}")
        password = new
        name = f"Medewerker {round_number} {number}"
        office.add_worker(desk, name, Role.READER, "", f"eerste dag van {number}")
        say(f"worker {name}")
        office.close_office(desk)
        office.restore_backup(office.backups_of(file)[0].path, file)
        desk = open_again(file, password)
        number += 1


def warm_up(file: Path, work: Work) -> None:
    """Does once what every process does for the first time, so that the rounds need not."""
    desk = open_again(file)
    screening.load(desk, work.screening_id)
    dossiers.dossier(desk, work.dossier_id)
    desk.database.close()


def main() -> None:
    """Runs rounds as they are asked for."""
    file = Path(sys.argv[1])
    work = Work.read(file)
    warm_up(file, work)
    gc.freeze()  # else the first collection in every round copies the whole process
    for line in sys.stdin:
        number, _, password = line.rstrip("\n").partition(" ")
        child = os.fork()
        if child == 0:
            try:
                if password:
                    change_keys_until_killed(file, int(number), password)
                save_until_killed(file, int(number), work)
            except BaseException as error:  # noqa: BLE001 - the parent must see whatever went wrong
                say(f"trouble {type(error).__name__}: {error}")
            os._exit(1)
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main()
