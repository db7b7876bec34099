# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The disk fills up while saving: a sentence, nothing half-saved, and saving works again after."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.saving import PASSWORD, make_work, open_again
from wwdesk.services import dossiers, office
from wwdesk.storage import office_file

FULL_DISK = """
import json, resource, signal, sys
from datetime import date
from pathlib import Path
from tests.robustness.saving import Work, open_again
from wwdesk.domain.errors import DeskError
from wwdesk.services import dossiers, office
file, room = Path(sys.argv[1]), int(sys.argv[2])
work = Work.read(file)
desk = open_again(file)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + room, resource.RLIM_INFINITY))
said, errors, sentences = [], [], []
for number in range(60):
    text = f"notitie {number} " + "x" * 900
    try:
        dossiers.add_note(desk, work.dossier_id, date(2026, 11, 23), text)
        said.append(text)
    except DeskError as refused:
        errors.append(refused.key)
        sentences.append(refused.sentence)
        if len(errors) == 3:
            break
read = [note.text for note in dossiers.dossier(desk, work.dossier_id).notes]
try:
    office.back_up(desk)
    backup = ""
except DeskError as refused:
    backup = refused.key
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
dossiers.add_note(desk, work.dossier_id, date(2026, 11, 23), "weer plaats")
said.append("weer plaats")
desk.database.close()
print(json.dumps({"said": said, "errors": errors, "sentences": sentences, "read": read, "backup": backup}))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")


@pytest.mark.parametrize("room", [0, 4096, 20_000, 40_000])
def test_a_full_disk_loses_nothing_that_was_saved(tmp_path: Path, room: int) -> None:
    file = tmp_path / "De Brug.wwdesk"
    work = make_work(file)
    answer = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file), str(room)], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert told["errors"]
    assert set(told["errors"]) <= {"disk_full", "disk_refuses"}
    assert all("nog op je scherm" in sentence for sentence in told["sentences"])
    assert told["backup"] in {"", "disk_full", "disk_refuses"}
    # Reading goes on, and what was refused is not there, not even half.
    assert sorted(told["read"]) == sorted(told["said"][:-1])
    desk = open_again(file)
    assert sorted(note.text for note in dossiers.dossier(desk, work.dossier_id).notes) == sorted(told["said"])
    desk.database.close()
    assert office.check(file, office_file.unlock_with(file, PASSWORD)[2]) == ()
    leftovers = [path.name for path in (tmp_path / "backups").iterdir() if ".new-" in path.name]
    assert leftovers == []


def test_no_room_for_a_new_office_leaves_no_office(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom wwdesk.domain.clock import SystemClock\n"
        "from wwdesk.domain.errors import DeskError\nfrom wwdesk.services import office\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try:\n    office.create_office(Path(sys.argv[1]), 'Brug', 'An', 'koffie om vier uur', SystemClock())\n"
        "except DeskError as refused:\n    print(refused.key)\n"
    )
    path = tmp_path / "k.wwdesk"
    answer = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() in {"disk_full", "disk_refuses"}
    assert list(tmp_path.iterdir()) == []
