# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the sample office of the schema of today: `python tests/samples/make_sample.py`, once per release.

The samples stay in the project for good: every later wwdesk must open them (tests/storage/test_schema.py).
Only the one of a schema that was never released may be removed and made anew.
The people are invented and the password is no secret.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.dwellings import DwellingDetails
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, OrganisationDetails, PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import (
    arrears,
    dossiers,
    housing,
    instruments,
    merging,
    network,
    office,
    organisations,
    people,
    screening,
    trajectories,
)
from wwdesk.storage import schema

PASSWORD = "een huis aan de vaart"
FORM = "woonvaardigheden"


def make_sample(folder: Path) -> None:
    """Makes an office with something in every table."""
    folder.mkdir(parents=True)
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    path = folder / "kantoor.wwdesk"
    desk = office.create_office(path, "Kantoor Voorbeeld", "An Voorbeeld", PASSWORD, clock).desk
    office.add_worker(desk, "Bert Voorbeeld", Role.WORKER, "bert@voorbeeld.be", "nog een huis aan de vaart")
    organisations.add_organisation(desk, OrganisationDetails(name="OCMW Voorbeeld"))
    ids: list[str] = []
    for given, family in (("Zoë", "Voorbeeld"), ("Youssef", "Verzonnen"), ("Zoe", "Voorbeeld")):
        made = people.add_person(desk, PersonDetails(given_name=given, family_name=family, birth_date=date(1984, 3, 7)))
        ids.append(str(made.made))
    network.add_household_member(desk, ids[0], HouseholdMemberDetails(name="Lena Voorbeeld", relation="dochter"))
    network.add_network_contact(desk, ids[0], NetworkContactDetails(name="Dokter Voorbeeld", relation="huisarts"))
    people.make_volunteer(desk, ids[1])
    merging.merge(desk, ids[0], ids[2])
    opening = DossierDetails(opened_on=date(2026, 11, 2), referral=ReferralDetails(on=date(2026, 11, 1), source="ocmw"))
    dossier = str(dossiers.open_dossier(desk, ids[0], opening).made)
    dossiers.add_note(desk, dossier, date(2026, 11, 3), "Kwam langs aan de balie.")
    note = folder / "brief.txt"
    note.write_text("Een brief.", "utf-8")
    dossiers.attach(desk, dossier, note)
    note.unlink()
    instruments.freeze_built_in(desk, FORM)
    running = str(screening.start(desk, dossier, FORM).made)
    form = screening.load(desk, running).form
    question = next(question for question in form.questions() if question.scored)
    screening.save_answers(desk, running, {question.path: "3"})
    screening.save_conclusion(desk, running, form.domains[0].name, "Gaat vooruit.")
    trajectory = str(trajectories.start(desk, dossier, "hrp", date(2026, 11, 3)).made)
    trajectories.record_step(desk, trajectory, 1, StepTry(step="aanmelding", on=date(2026, 11, 3)))
    home = str(housing.add_dwelling(desk, DwellingDetails(name="Studio 3", site="Vaartkaai", floor="1")).made)
    housing.move_in(desk, home, dossier, date(2026, 11, 3), trajectory_id=trajectory)
    owing = str(trajectories.start(desk, dossier, "lac", date(2026, 11, 3)).made)
    arrears.add_line(desk, owing, date(2026, 11, 1), "huur", 51_250)
    desk.database.close()
    told = {
        "worker": "An Voorbeeld",
        "password": PASSWORD,
        "people": ["Youssef Verzonnen", "Zoë Voorbeeld"],
        "search": "balie",
    }
    (folder / "kantoor.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    path.with_name("kantoor.wwdesk-journal").unlink(missing_ok=True)


if __name__ == "__main__":
    target = Path(__file__).parent / schema.CURRENT
    if target.exists():
        sys.exit(f"{target} is there already; a released sample never changes")
    make_sample(target)
