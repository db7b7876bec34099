# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping a dossier: numbers, referrals, notes, attachments, timeline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.offices import wait
from tests.services.test_people import ZOE, made
from wwdesk.domain.dossier import DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.timeline import EventKind
from wwdesk.services import dossiers, people
from wwdesk.services.desk import Desk

TODAY = date(2026, 11, 23)


@pytest.fixture
def dossier_id(desk: Desk) -> str:
    client = made(people.add_person(desk, ZOE))
    referral = ReferralDetails(on=date(2026, 11, 20), source="ocmw", reason="Huurachterstal")
    return made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=TODAY, referral=referral)))


def test_numbers_follow_each_other_per_year(desk: Desk) -> None:
    client = made(people.add_person(desk, ZOE))
    days = (TODAY, date(2026, 1, 1), date(2027, 1, 4), date(2026, 12, 31))
    numbers = [
        dossiers.dossier(desk, made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=day)))).number
        for day in days
    ]
    assert numbers == ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]


def test_the_page_shows_age_referral_and_timeline_newest_first(desk: Desk, dossier_id: str) -> None:
    dossiers.add_note(desk, dossier_id, date(2026, 11, 24), "Eerste huisbezoek")
    overview = dossiers.dossier(desk, dossier_id)
    assert overview.age == 42
    assert overview.referrals[0].details.reason == "Huurachterstal"
    assert [event.kind for event in overview.timeline] == [EventKind.NOTE, EventKind.OPENED, EventKind.REFERRED]


def test_a_note_is_found_changed_binned_and_taken_back(desk: Desk, dossier_id: str) -> None:
    note_id = made(dossiers.add_note(desk, dossier_id, TODAY, "Sleutels van de kelder"))
    assert people.search(desk, "kelder")[0].record_id == dossier_id
    dossiers.change_note(desk, note_id, 1, TODAY, "Sleutels van de zolder")
    assert not people.search(desk, "kelder")
    dossiers.remove_note(desk, note_id)
    assert not people.search(desk, "zolder")
    assert dossiers.dossier(desk, dossier_id).notes == ()
    assert len(dossiers.dossier(desk, dossier_id).binned_notes) == 1
    dossiers.restore_note(desk, note_id)
    assert people.search(desk, "zolder")
    with pytest.raises(DeskError):
        dossiers.add_note(desk, dossier_id, TODAY, " \n ")


def test_a_dossier_is_closed_and_opened_again(desk: Desk, dossier_id: str) -> None:
    with pytest.raises(DeskError) as refused:
        dossiers.close_dossier(desk, dossier_id, date(2026, 11, 22))
    assert "23/11/2026" in refused.value.sentence
    assert dossiers.dossier(desk, dossier_id).status is DossierStatus.OPEN
    dossiers.close_dossier(desk, dossier_id, TODAY)
    with pytest.raises(DeskError):
        dossiers.close_dossier(desk, dossier_id, TODAY)
    assert dossiers.dossier(desk, dossier_id).timeline[0].kind is EventKind.CLOSED
    dossiers.reopen_dossier(desk, dossier_id)
    assert dossiers.dossier(desk, dossier_id).closed_on is None


def test_an_attachment_comes_back_byte_for_byte(desk: Desk, dossier_id: str, tmp_path: Path) -> None:
    file = tmp_path / "huurcontract é.pdf"
    file.write_bytes(bytes(range(256)) * 40)
    attachment_id = made(dossiers.attach(desk, dossier_id, file))
    assert dossiers.attachment_content(desk, attachment_id) == (file.name, file.read_bytes())
    shown = dossiers.dossier(desk, dossier_id).attachments[0]
    assert (shown.media_type, shown.size) == ("application/pdf", 10240)
    dossiers.remove_attachment(desk, attachment_id)
    assert dossiers.dossier(desk, dossier_id).attachments == ()
    with pytest.raises(DeskError):
        dossiers.attachment_content(desk, attachment_id)


def test_files_that_cannot_be_attached_are_refused_in_words(
    desk: Desk, dossier_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "LARGEST_ATTACHMENT", 1024)
    (tmp_path / "leeg.pdf").touch()
    (tmp_path / "groot.pdf").write_bytes(b"x" * 2048)
    for name, key in (
        ("leeg.pdf", "attachment_empty"),
        ("groot.pdf", "attachment_too_large"),
        ("weg.pdf", "attachment_unreadable"),
        ("", "attachment_unreadable"),
    ):
        with pytest.raises(DeskError) as refused:
            dossiers.attach(desk, dossier_id, tmp_path / name)
        assert refused.value.key == key
        assert refused.value.sentence
    assert dossiers.dossier(desk, dossier_id).attachments == ()


def test_what_was_worked_on_last_comes_first(desk: Desk, dossier_id: str) -> None:
    wait(desk, hours=1)
    other = made(dossiers.open_dossier(desk, made(people.add_person(desk, ZOE)), DossierDetails(opened_on=TODAY)))
    wait(desk, hours=1)
    dossiers.add_note(desk, dossier_id, TODAY, "Gebeld")
    client = people.person(desk, dossiers.dossier(desk, dossier_id).client.id)
    assert client.dossiers[0].id == dossier_id
    assert dossiers.dossier(desk, other).revision == 1
