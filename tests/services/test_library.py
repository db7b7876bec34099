# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A coordinator owns the questionnaires: takes one out to Excel, changes it, reads it in, puts it to use."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from tests.forms.making import LEVELS, survey
from tests.forms.making import settings as sheet_settings
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.form_versions import FormStatus
from wwdesk.domain.people import PersonDetails
from wwdesk.forms.built_in import built_in_forms
from wwdesk.forms.errors import FormError
from wwdesk.forms.version_changes import Change
from wwdesk.services import dossiers, instruments, library, people, screening
from wwdesk.services.desk import Desk

FORM = "woonvaardigheden"
OWN = "proef"


def book(*rows: str, version: str = "1", scoring: str = "1") -> str:
    return survey(*(rows or ("select_one level a", "text b"))) + LEVELS + sheet_settings(version, scoring)


def read(desk: Desk, folder: Path, source: str | bytes, name: str = "proef.md") -> library.Incoming:
    file = folder / name
    file.write_bytes(source if isinstance(source, bytes) else source.encode())
    return library.read_workbook(desk, file)


def take_in(desk: Desk, folder: Path, source: str | bytes, name: str = "proef.md") -> str:
    return str(library.take_in(desk, read(desk, folder, source, name)).made)


def a_dossier(desk: Desk) -> str:
    person = str(people.add_person(desk, PersonDetails(given_name="Zoë", family_name="Test")).made)
    return str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)


def row(desk: Desk, form_id: str) -> Any:
    return next(one for one in instruments.library(desk) if one.form_id == form_id)


def test_a_question_is_added_in_excel_and_the_new_version_goes_into_use(desk: Desk, tmp_path: Path) -> None:
    dossier = a_dossier(desk)
    running = str(screening.start(desk, dossier, FORM).made)
    before = screening.load(desk, running).form

    workbook = cast("Any", openpyxl.load_workbook(BytesIO(library.as_workbook(desk, FORM))))
    page = workbook["survey"]
    headers = [cell.value for cell in page[1]]
    last = next(number for number in range(page.max_row, 1, -1) if page.cell(number, 1).value)
    assert page.cell(last, 1).value == "end_group"
    page.insert_rows(last)
    for column, text in (("type", "text"), ("name", "wat_nog"), ("label", "Wat wil de cliënt nog zeggen?")):
        page.cell(last, headers.index(column) + 1, text)
    titles = [cell.value for cell in workbook["settings"][1]]
    workbook["settings"].cell(2, titles.index("version") + 1, "2026.1-genk")
    changed = BytesIO()
    workbook.save(changed)

    incoming = read(desk, tmp_path, changed.getvalue(), "Woonvaardigheden Genk.xlsx")
    assert incoming.changes is not None
    assert [(one.change, one.name) for one in incoming.changes.questions] == [(Change.ADDED, "wat_nog")]
    assert incoming.changes.blocked == ()
    assert incoming.warnings == ()
    made = str(library.take_in(desk, incoming).made)
    assert row(desk, FORM).version == before.version
    assert row(desk, FORM).waiting == 1
    library.activate(desk, made)
    assert row(desk, FORM).version == "2026.1-genk"

    assert screening.load(desk, running).form == before, "a running screening goes on with its own version"
    other = a_dossier(desk)
    assert screening.load(desk, str(screening.start(desk, other, FORM).made)).form.version == "2026.1-genk"
    statuses = {one.version: (one.status, one.uses) for one in library.versions(desk, FORM)}
    assert statuses == {"2026.1-genk": (FormStatus.ACTIVE, 1), before.version: (FormStatus.REPLACED, 1)}
    name, content = library.source_file(desk, made)
    assert (name, content) == ("Woonvaardigheden Genk.xlsx", changed.getvalue())
    assert library.as_workbook(desk, FORM) == changed.getvalue()


def test_an_own_questionnaire_lives_through_its_versions(desk: Desk, tmp_path: Path) -> None:
    first = take_in(desk, tmp_path, book())
    assert row(desk, OWN).status is FormStatus.IMPORTED
    assert OWN not in {one.form_id for one in instruments.forms(desk)}
    with pytest.raises(DeskError) as unknown:
        screening.start(desk, a_dossier(desk), OWN)
    assert unknown.value.key == "form_unknown"
    library.activate(desk, first)
    assert OWN in {one.form_id for one in instruments.forms(desk)}

    second = take_in(desk, tmp_path, book("select_one level a", "text b", "text c", version="2"))
    changes = library.compare(desk, second)
    assert changes is not None
    assert [(one.change, one.name) for one in changes.questions] == [(Change.ADDED, "c")]
    library.activate(desk, second)
    back = library.compare(desk, second)
    assert back is not None
    assert back.before == "1"
    library.retire(desk, OWN)
    assert row(desk, OWN).status is FormStatus.RETIRED
    assert OWN not in {one.form_id for one in instruments.forms(desk)}
    library.activate(desk, first)
    assert {one.version: one.status for one in library.versions(desk, OWN)} == {
        "1": FormStatus.ACTIVE,
        "2": FormStatus.RETIRED,
    }


def test_a_built_in_one_is_retired_and_does_not_come_back_by_itself(desk: Desk) -> None:
    library.retire(desk, FORM)
    instruments.freeze_built_in(desk, FORM)
    assert row(desk, FORM).status is FormStatus.RETIRED
    with pytest.raises(DeskError):
        screening.start(desk, a_dossier(desk), FORM)


def test_a_new_release_replaces_its_own_version_but_not_that_of_the_office(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instruments.freeze_built_in(desk, FORM)
    built_in = built_in_forms()[FORM]
    newer = tmp_path / "form.md"
    text = built_in.read().decode()
    newer.write_text(text.replace("| Woonvaardigheden | 2026.1 |", "| Woonvaardigheden | 2027.1 |"), "utf-8")
    released = {FORM: replace(built_in, path=newer, sha256="nieuw", version="2027.1")}
    monkeypatch.setattr(instruments, "built_in_forms", lambda: released)
    monkeypatch.setattr(instruments.reads, "with_source", lambda *_: None)
    instruments.freeze_built_in(desk, FORM)
    assert row(desk, FORM).version == "2027.1"
    monkeypatch.undo()

    own = text.replace("| Woonvaardigheden | 2026.1 |", "| Woonvaardigheden | eigen |")
    library.activate(desk, take_in(desk, tmp_path, own))
    monkeypatch.setattr(instruments, "built_in_forms", lambda: released)
    newest = text.replace("| Woonvaardigheden | 2026.1 |", "| Woonvaardigheden | 2028.1 |")
    newer.write_text(newest, "utf-8")
    monkeypatch.setattr(instruments.reads, "with_source", lambda *_: None)
    instruments.freeze_built_in(desk, FORM)
    assert row(desk, FORM).version == "eigen"
    assert row(desk, FORM).waiting == 1


def test_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, tmp_path, book())
    again = read(desk, tmp_path, book())
    assert again.known_as == "1"
    with pytest.raises(DeskError) as refusal:
        library.take_in(desk, again)
    assert refusal.value.key == "form_version_known"
    with pytest.raises(DeskError) as refusal:
        library.take_in(desk, read(desk, tmp_path, book("text anders")))
    assert refusal.value.key == "form_version_taken"
    assert len(library.versions(desk, OWN)) == 1


def test_scores_that_would_only_look_comparable_are_not_put_to_use(desk: Desk, tmp_path: Path) -> None:
    instruments.freeze_built_in(desk, FORM)
    text = built_in_forms()[FORM].read().decode()
    sharper = text.replace("| Woonvaardigheden | 2026.1 | 1 |", "| Woonvaardigheden | streng | 1 |")
    weighed = "Denk aan energie, water, telefoon en ziekenhuis. De huur komt later. | | | | |"
    sharper = sharper.replace(f"{weighed} 2 |", f"{weighed} 3 |")
    assert sharper.count("| 3 |") > text.count("| 3 |")
    incoming = read(desk, tmp_path, sharper)
    assert incoming.changes is not None
    assert incoming.changes.blocked
    made = str(library.take_in(desk, incoming).made)
    with pytest.raises(DeskError) as refusal:
        library.activate(desk, made)
    assert refusal.value.key == "form_blocked"
    assert "scoring_version" in refusal.value.sentence
    assert row(desk, FORM).version == "2026.1"


def test_what_was_read_in_by_mistake_goes_to_the_bin_and_back(desk: Desk, tmp_path: Path) -> None:
    made = take_in(desk, tmp_path, book())
    library.discard(desk, made)
    assert OWN not in {one.form_id for one in instruments.library(desk)}
    library.restore(desk, made)
    library.activate(desk, made)
    with pytest.raises(DeskError) as refusal:
        library.discard(desk, made)
    assert refusal.value.key == "form_in_use"
    with pytest.raises(DeskError) as refusal:
        library.activate(desk, made)
    assert refusal.value.key == "form_status"


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04rommel", b"\xff\xfe\x00", b"| survey |\n"])
def test_what_is_no_questionnaire_is_refused_in_words(desk: Desk, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FormError) as refusal:
        read(desk, tmp_path, content, "x.xlsx")
    assert refusal.value.sentence
    assert OWN not in {one.form_id for one in instruments.library(desk)}
    with pytest.raises(FormError):
        library.read_workbook(desk, tmp_path / "weg.xlsx")
    with pytest.raises(FormError):
        library.read_workbook(desk, tmp_path)


def test_the_starter_is_read_in_as_it_is(desk: Desk, tmp_path: Path) -> None:
    made = take_in(desk, tmp_path, library.starter(desk), "begin.xlsx")
    library.activate(desk, made)
    assert row(desk, "mijn-vragenlijst").questions == 4


def test_every_built_in_form_is_known_before_it_is_used(desk: Desk) -> None:
    listed = {one.form_id: one for one in instruments.library(desk)}
    assert listed.keys() == built_in_forms().keys()
    assert all(one.status is None and one.uses == 0 for one in listed.values())
    for form_id, one in listed.items():
        form = instruments.form_in_use(desk, form_id)
        told = (one.title, one.version, one.domains, one.questions)
        assert told == (form.title, form.version, len(form.domains), form.asked)
        assert one.languages == (tuple(language.code for language in form.languages) or ("nl",))
    assert [one.form_id for one in instruments.library(desk) if one.status] == [], "looking keeps nothing"
