# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Working in a dossier: notes, people around, documents, referrals, screenings."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from wwdesk.domain.dossier import DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.people import NetworkContactDetails, PersonDetails
from wwdesk.domain.roles import Role, Worker
from wwdesk.services import dossiers, intake, network
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.dossier_copies import Copies, may_open, safe_name

Show = Callable[[Page, Place], Page]


@pytest.fixture
def dossier_id(window: Window) -> str:
    person = PersonDetails(given_name="Amina", family_name="El Amrani", birth_date=date(1984, 3, 12))
    referral = ReferralDetails(on=date(2026, 3, 2), source="ocmw", reason="Moet verhuizen")
    details = DossierDetails(opened_on=date(2026, 3, 5), worker_id=window.desk.worker.id, referral=referral)
    return intake.new_client(window.desk, person, details).made or ""


@pytest.fixture
def page(window: Window, show: Show, dossier_id: str) -> DossierPage:
    made = DossierPage(window.context)
    for tab in (made.tabs.notes, made.tabs.network, made.tabs.referral, made.tabs.person, made.tabs.person.panel):
        tab.ask = window.ask
    return cast("DossierPage", show(made, Place("dossier", dossier_id)))


def stored(window: Window, dossier_id: str) -> DossierOverview:
    return dossiers.dossier(window.desk, dossier_id)


def test_the_name_line_says_who_it_is(page: DossierPage) -> None:
    assert page.name.text() == "Amina El Amrani"
    assert page.age.text() == "42 jaar"
    assert page.status.text() == "Open"
    assert "2026-0001" in page.facts.text()
    assert "An Voorbeeld" in page.facts.text()


def test_a_note_is_written_and_kept_with_ctrl_enter(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("notes")
    page.new_here()
    page.tabs.notes.composer.text_field.set_text("Huisbezoek gedaan.\nAlles goed.")
    page.tabs.notes.composer.on.set_text("gisteren")
    page.finish()
    note = stored(window, dossier_id).notes[0]
    assert note.text == "Huisbezoek gedaan.\nAlles goed."
    assert note.on == date(2026, 11, 22)
    assert page.tabs.notes.composer.text_field.text() == ""
    assert [card.words.text() for card in page.tabs.notes.cards] == [note.text]


def test_an_empty_note_and_one_without_a_day_are_refused(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("notes")
    page.finish()
    assert page.tabs.notes.composer.text_field.problem()
    page.tabs.notes.composer.text_field.set_text("Iets")
    page.tabs.notes.composer.on.set_text("32/13")
    page.finish()
    assert page.tabs.notes.composer.on.problem()
    assert stored(window, dossier_id).notes == ()


def test_a_note_that_cannot_be_kept_stays_in_the_field(page: DossierPage, window: Window) -> None:
    page.tabs.show_part("notes")
    page.tabs.notes.composer.text_field.set_text("Belangrijk")
    window.background.fails = DeskError("not_allowed", worker="An")
    page.finish()
    assert page.tabs.notes.composer.text_field.text() == "Belangrijk"
    assert page.tabs.notes.trouble.isVisible()


def test_a_removed_note_comes_back_by_undo_and_from_the_bin(page: DossierPage, window: Window, dossier_id: str) -> None:
    dossiers.add_note(window.desk, dossier_id, date(2026, 11, 1), "Eerste")
    page.reload()
    page.tabs.show_part("notes")
    page.tabs.notes.remove(page.tabs.notes.cards[0].note)
    assert page.tabs.notes.cards == []
    assert len(stored(window, dossier_id).binned_notes) == 1
    assert page.tabs.notes.bin.isVisible()
    window.undo()
    assert [card.words.text() for card in page.tabs.notes.cards] == ["Eerste"]
    page.tabs.notes.remove(page.tabs.notes.cards[0].note)
    page.tabs.notes._restore(stored(window, dossier_id).binned_notes[0].id)
    assert len(page.tabs.notes.cards) == 1


def test_a_note_changed_by_somebody_else_keeps_what_was_typed_here(
    page: DossierPage, window: Window, dossier_id: str
) -> None:
    dossiers.add_note(window.desk, dossier_id, date(2026, 11, 1), "Eerste")
    page.reload()
    page.tabs.show_part("notes")
    card = page.tabs.notes.cards[0]
    card.edit()
    assert card.editor is not None
    card.editor.text_field.set_text("Mijn tekst")
    dossiers.change_note(window.desk, card.note.id, card.note.revision, card.note.on, "Hun tekst")
    page.finish()
    assert card.editor.text_field.text() == "Mijn tekst"
    assert "Hun tekst" in card.editor.text_field._other.text()
    card.save()
    assert stored(window, dossier_id).notes[0].text == "Mijn tekst"


def test_leaving_with_a_typed_note_saves_it_when_asked_to(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("notes")
    page.tabs.notes.composer.text_field.set_text("Nog even")
    assert not page.leave()
    assert page.tabs.current is page.tabs.notes
    window.answer = Unsaved.SAVE
    assert page.leave()
    assert [note.text for note in stored(window, dossier_id).notes] == ["Nog even"]


def test_a_note_that_failed_to_save_on_leaving_is_back(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("notes")
    page.tabs.notes.composer.text_field.set_text("Nog even")
    window.answer = Unsaved.SAVE
    window.background.held = []
    assert page.leave()
    other = intake.new_client(
        window.desk, PersonDetails(given_name="Jef"), DossierDetails(opened_on=date(2026, 3, 5))
    ).made
    window.background.fails = DeskError("not_allowed", worker="An")
    window.background.release()
    page.show_place(Place("dossier", other))
    assert page.tabs.notes.composer.text_field.text() == ""
    assert window.gone[-1] == Place("dossier", dossier_id, "notes")
    page.show_place(window.gone[-1])
    assert page.tabs.notes.composer.text_field.text() == "Nog even"


def test_somebody_is_added_to_the_household_and_taken_out_with_undo(
    page: DossierPage, window: Window, dossier_id: str
) -> None:
    page.tabs.show_part("network")
    section = page.tabs.network.household
    section.start_new()
    section.save()
    assert section.name.problem()
    section.name.set_text("Noor")
    section.relation.set_text("kind")
    section.since.set_text("01/01/2020")
    section.until.set_text("01/01/2019")
    section.save()
    assert section.until.problem()
    section.until.set_text("")
    section.save()
    member = stored(window, dossier_id).client.household[0]
    assert (member.details.name, member.details.relation) == ("Noor", "child")
    assert not section.form.isVisible()
    assert "1 huisgenoot" in page.facts.text()
    section.remove(member)
    assert stored(window, dossier_id).client.household == ()
    window.undo()
    assert [row.details.name for row in stored(window, dossier_id).client.household] == ["Noor"]


def test_a_contact_changed_by_two_people_is_merged_field_by_field(
    page: DossierPage, window: Window, dossier_id: str
) -> None:
    client = stored(window, dossier_id).client
    network.add_network_contact(window.desk, client.id, NetworkContactDetails(name="Dr. Vandevelde"))
    page.reload()
    page.tabs.show_part("network")
    section = page.tabs.network.contacts
    row = stored(window, dossier_id).client.network[0]
    section.change(row)
    section.phone.set_text("011 22 33 44")
    theirs = NetworkContactDetails(name="Dr. Vandevelde", note="Enkel op afspraak")
    network.change_network_contact(window.desk, row.id, row.revision, theirs)
    section.save()
    assert page.tabs.network.trouble.isVisible()
    assert section.phone.text() == "011 22 33 44"
    assert section.note.text() == "Enkel op afspraak"
    section.save()
    kept = stored(window, dossier_id).client.network[0].details
    assert (kept.phone, kept.note) == ("011 22 33 44", "Enkel op afspraak")


def test_a_document_is_shown_as_a_read_only_copy_that_goes_away(
    page: DossierPage, window: Window, dossier_id: str, tmp_path: Path
) -> None:
    contract = tmp_path / "Huurcontract ü.pdf"
    contract.write_bytes(b"%PDF-1.4 inhoud")
    opened: list[Path] = []
    page.tabs.documents._open_file = lambda path: opened.append(path) is None
    page.tabs.show_part("documents")
    page.tabs.documents.add_files([contract])
    assert page.tabs.documents.model.rowCount() == 1
    row = page.tabs.documents.model.row_at(0)
    assert row is not None
    page.tabs.documents.open_copy(row)
    assert opened[0].read_bytes() == b"%PDF-1.4 inhoud"
    assert stat.S_IMODE(opened[0].stat().st_mode) == 0o400
    assert stat.S_IMODE(opened[0].parent.stat().st_mode) == 0o700
    page.suspend()
    assert not opened[0].exists()
    page.tabs.documents.open_copy(row)
    page.hide()
    assert not opened[1].exists()
    assert not opened[1].parent.parent.exists()


def test_a_file_that_could_start_a_program_is_kept_but_not_opened(
    page: DossierPage, window: Window, tmp_path: Path
) -> None:
    strange = tmp_path / "factuur.pdf.exe"
    strange.write_bytes(b"MZ")
    opened: list[Path] = []
    page.tabs.documents._open_file = lambda path: opened.append(path) is None
    page.tabs.show_part("documents")
    page.tabs.documents.add_files([strange])
    row = page.tabs.documents.model.row_at(0)
    assert row is not None
    page.tabs.documents.open_copy(row)
    assert opened == []
    assert "factuur.pdf.exe" in page.tabs.documents.trouble.told


def test_a_missing_and_an_empty_file_are_named_and_nothing_is_added(page: DossierPage, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.pdf"
    empty.touch()
    page.tabs.show_part("documents")
    page.tabs.documents.add_files([empty])
    assert "leeg.pdf" in page.tabs.documents.trouble.told
    page.tabs.documents.add_files([tmp_path / "weg.pdf"])
    assert "weg.pdf" in page.tabs.documents.trouble.told
    assert page.tabs.documents.model.rowCount() == 0


def test_a_removed_document_comes_back_with_undo(page: DossierPage, window: Window, tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"x")
    page.tabs.show_part("documents")
    page.tabs.documents.add_files([scan])
    assert page.focusWidget() is page.tabs.documents.table
    row = page.tabs.documents.table.current()
    assert row is not None
    page.tabs.documents.remove(row)
    assert page.tabs.documents.model.rowCount() == 0
    window.undo()
    assert page.tabs.documents.model.rowCount() == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\autorun.pdf", "autorun.pdf"),
        ("con?tract*.pdf", "con_tract_.pdf"),
        ("  ...", "document"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_the_name_of_a_copy_stays_inside_its_folder(name: str, kept: str, tmp_path: Path) -> None:
    assert safe_name(name) == kept
    copies = Copies(tmp_path)
    path = copies.write(name, b"x")
    assert tmp_path in path.parents
    copies.clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "opens"),
    [("a.pdf", True), ("A.PDF", True), ("a.docm", False), ("a.html", False), ("a", False), ("a.pdf.lnk", False)],
)
def test_only_documents_are_handed_to_the_desktop(name: str, opens: bool) -> None:
    assert may_open(name) is opens


def test_a_referral_is_added_and_changed(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("referral")
    page.new_here()
    section = page.tabs.referral.referrals
    section.fields.source.set_text("caw")
    section.fields.organisation.name.set_text("CAW Limburg")
    section.fields.on.set_text("01/11/2026")
    page.finish()
    found = stored(window, dossier_id).referrals
    assert {row.organisation_name for row in found} == {"", "CAW Limburg"}
    section.change(next(row for row in found if row.organisation_name))
    section.fields.reason.set_text("Terug dakloos")
    page.finish()
    assert {row.details.reason for row in stored(window, dossier_id).referrals} == {"Moet verhuizen", "Terug dakloos"}


def test_a_dossier_is_closed_with_undo_and_not_before_it_was_opened(
    page: DossierPage, window: Window, dossier_id: str
) -> None:
    page.tabs.show_part("referral")
    section = page.tabs.referral.section
    section.close_button.click()
    section.closed_on.set_text("01/01/2020")
    section.close_dossier()
    assert page.tabs.referral.trouble.isVisible()
    assert stored(window, dossier_id).status is DossierStatus.OPEN
    section.closed_on.set_text("20/11/2026")
    section.close_dossier()
    assert stored(window, dossier_id).closed_on == date(2026, 11, 20)
    assert page.status.text() == "Afgesloten"
    window.undo()
    assert stored(window, dossier_id).status is DossierStatus.OPEN
    assert page.status.text() == "Open"


def test_worker_and_target_group_are_changed(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.tabs.show_part("referral")
    section = page.tabs.referral.section
    assert not section.save_button.isEnabled()
    section.group.set_text("elderly")
    section.worker.set_text("")
    assert section.save_button.isEnabled()
    page.finish()
    kept = stored(window, dossier_id)
    assert (kept.target_group, kept.worker_id) == ("elderly", None)
    assert not section.save_button.isEnabled()


def test_a_screening_starts_in_one_action_from_the_dossier(page: DossierPage, window: Window, dossier_id: str) -> None:
    page.new_here()
    assert window.gone[-1].page == "fill"
    page.reload()
    running = stored(window, dossier_id).screenings[0]
    assert running.id == window.gone[-1].record_id
    page.tabs.show_part("screening")
    page.tabs.screenings.discard(running)
    assert stored(window, dossier_id).screenings == ()
    window.undo()
    assert stored(window, dossier_id).screenings[0].id == running.id


def test_the_timeline_opens_what_it_tells_of(page: DossierPage, window: Window, dossier_id: str, qtbot: QtBot) -> None:
    dossiers.add_note(window.desk, dossier_id, date(2026, 11, 1), "Eerste")
    page.reload()
    timeline = page.tabs.overview.timeline
    assert timeline.rows.rowCount() == 3
    assert "1 × Notitie" in page.tabs.overview.picture.accessibleName()
    timeline.choose(0)
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert page.tabs.current is page.tabs.notes


def test_a_reader_can_look_but_not_touch(window: Window, show: Show, dossier_id: str) -> None:
    reader = Worker(window.desk.worker.id, "Lezer", Role.READER)
    window.context.desk = Desk(window.desk.database, window.desk.clock, reader, "Kantoor")
    page = cast("DossierPage", show(DossierPage(window.context), Place("dossier", dossier_id)))
    assert not page.start.isVisible()
    page.tabs.show_part("notes")
    assert not page.tabs.notes.writing.isVisible()
    page.tabs.show_part("network")
    assert not page.tabs.network.household.add_button.isVisible()
    page.tabs.show_part("referral")
    assert not page.tabs.referral.section.close_button.isVisible()
    page.tabs.show_part("details")
    assert not page.tabs.person.panel.foot.isVisible()
    assert not page.tabs.person.panel.read_only.isHidden()
    page.new_here()
    page.finish()
    assert window.gone == []


def test_the_keyboard_stays_in_the_notes_when_one_is_removed(
    page: DossierPage, window: Window, dossier_id: str, qtbot: QtBot
) -> None:
    for number in range(3):
        dossiers.add_note(window.desk, dossier_id, date(2026, 11, 1 + number), f"Notitie {number}")
    page.reload()
    page.tabs.show_part("notes")
    page.activateWindow()
    notes = page.tabs.notes
    notes.cards[1].edit_button.setFocus()
    qtbot.waitUntil(notes.cards[1].edit_button.hasFocus)
    notes.remove(notes.cards[1].note)
    neighbour = notes.cards[1].edit_button
    qtbot.waitUntil(neighbour.hasFocus)
    assert [card.words.text() for card in notes.cards] == ["Notitie 2", "Notitie 0"]
    for _ in range(2):
        notes.remove(notes.cards[0].note)
    qtbot.waitUntil(notes.composer.text_field.control.hasFocus)


def test_removing_from_a_list_chooses_the_neighbour(page: DossierPage, window: Window, dossier_id: str) -> None:
    client = stored(window, dossier_id).client
    for name in ("An", "Bert", "Cis"):
        network.add_network_contact(window.desk, client.id, NetworkContactDetails(name=name))
    page.reload()
    page.tabs.show_part("network")
    section = page.tabs.network.contacts
    section.table.choose(1)
    row = section.table.current()
    assert row is not None
    section.remove(row)
    left = section.table.current()
    assert left is not None
    assert left.details.name == "Cis"
    assert section.remove_button.isEnabled()


def test_copies_a_killed_program_left_are_swept_a_day_later(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in ("wwdesk-kopie-oud", "wwdesk-kopie-nieuw", "iets-anders"))
    for folder in (old, fresh, other):
        (folder / "1").mkdir(parents=True)
        (folder / "1" / "brief.pdf").write_bytes(b"x")
        (folder / "1" / "brief.pdf").chmod(0o400)
    for folder in (old, other):
        os.utime(folder, (1_000_000, 1_000_000))
    copies = Copies(tmp_path)
    copies.write("a.pdf", b"x")
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()
