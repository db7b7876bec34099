# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires of the field, from beginning to end: debts in rows, French halfway, two versions."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from tests.journeys.steps import made
from tests.offices import TestOffices
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.forms.built_in import built_in_forms
from wwdesk.forms.filling import Filling
from wwdesk.services import answers_in, answers_out, dossiers, instruments, library, people, printing, screening
from wwdesk.services.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return TestOffices(tmp_path).fresh()


def a_dossier(desk: Desk) -> str:
    person = made(people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")))
    return made(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())))


def test_a_referral_with_two_debts_is_interrupted_and_finished_the_next_day(desk: Desk) -> None:
    running = made(screening.start(desk, a_dossier(desk), "mwv-aanmelding"))
    work = screening.load(desk, running)
    filling = Filling(work.form, work.answers, desk.clock.today())
    filling.answer("/data/geld/schulden", "ja")
    filling.add_row("/data/geld/schuld")
    for row, (to, amount) in enumerate((("Energie", "420"), ("Huur", "900.5")), 1):
        filling.answer(f"/data/geld/schuld[{row}]/schuld_aan", to)
        filling.answer(f"/data/geld/schuld[{row}]/schuld_bedrag", amount)
    screening.save_answers(desk, running, filling.answers(relevant_only=False))

    again = screening.load(desk, running)
    resumed = Filling(again.form, again.answers, desk.clock.today())
    assert resumed.rows("/data/geld/schuld") == 2
    assert resumed.value("/data/geld/schuld_samen") == "1320.5"
    resumed.remove_row("/data/geld/schuld[1]")
    screening.save_answers(desk, running, {**dict.fromkeys(again.answers, ""), **resumed.answers(relevant_only=False)})
    third = screening.load(desk, running)
    assert Filling(third.form, third.answers, desk.clock.today()).value("/data/geld/schuld[1]/schuld_aan") == "Huur"
    with pytest.raises(DeskError) as refusal:
        screening.submit(desk, running, "Youssef")
    assert refusal.value.key == "answers_with_problems", "required questions are still open"
    assert printing.print_filled(desk, running).startswith(b"%PDF")


def test_a_screening_begun_in_dutch_goes_on_in_french(desk: Desk) -> None:
    running = made(screening.start(desk, a_dossier(desk), "gen-update"))
    screening.save_answers(desk, running, {"/data/nu/nood": "week"})
    assert screening.load(desk, running).language == "nl"
    assert [language.code for language in screening.load(desk, running).languages] == ["nl", "fr", "en", "ar"]
    screening.choose_language(desk, running, "fr")
    work = screening.load(desk, running)
    filling = Filling(work.form, work.answers, desk.clock.today())
    assert work.language == "fr"
    assert filling.label("/data/nu/nood") == "Combien d'accompagnement faut-il maintenant ?"
    assert filling.value("/data/nu/nood") == "week"
    arabic = screening.form_in(desk, running, "ar")
    assert arabic.language == "ar"
    assert printing.print_filled(desk, running).startswith(b"%PDF")


def test_two_versions_live_side_by_side(desk: Desk, tmp_path: Path) -> None:
    first = made(screening.start(desk, a_dossier(desk), "evaluatie"))
    text = built_in_forms()["evaluatie"].read().decode()
    file = tmp_path / "evaluatie.md"
    file.write_text(
        text.replace("| evaluatie | Evaluatie | 2026.1 |", "| evaluatie | Evaluatie | 2027.1 |").replace(
            "Wie doet nu wat?", "Wie doet wat, tegen wanneer?"
        ),
        "utf-8",
    )
    incoming = library.read_workbook(desk, file)
    assert incoming.changes is not None
    assert [change.name for change in incoming.changes.questions] == ["wie_doet_wat"]
    library.activate(desk, made(library.take_in(desk, incoming)))
    second = made(screening.start(desk, a_dossier(desk), "evaluatie"))
    labels = [
        next(
            question.label for question in screening.load(desk, one).form.questions() if question.name == "wie_doet_wat"
        )
        for one in (first, second)
    ]
    assert labels == ["Wie doet nu wat?", "Wie doet wat, tegen wanneer?"]
    assert next(row for row in instruments.library(desk) if row.form_id == "evaluatie").uses == 2


def test_answers_from_a_phone_are_finished_here_and_counted_in_excel(desk: Desk, tmp_path: Path) -> None:
    dossier = a_dossier(desk)
    file = tmp_path / "kobo.json"
    sent = {"_uuid": "telefoon-1", "_submission_time": "2026-11-20T10:00:00", "nu/nood": "week"}
    file.write_text(json.dumps([sent]), "utf-8")
    (one,) = answers_in.preview(desk, "gen-update", file).submissions
    assert {problem.key for problem in one.problems} == {"required"}, "what is open is said"

    running = made(answers_in.take_in(desk, dossier, "gen-update", one))
    work = screening.load(desk, running)
    filling = Filling(work.form, work.answers, desk.clock.today())
    for _ in range(20):  # she asks the rest at the table, one question after the other
        for problem in filling.problems():
            choices = filling.choices(problem.path)
            filling.answer(problem.path, choices[0].name if choices else "2026-11-20")
    screening.save_answers(desk, running, filling.answers(relevant_only=False))
    screening.submit(desk, running, "Youssef")

    version = library.versions(desk, "gen-update")[0].id
    page = cast("Any", openpyxl.load_workbook(BytesIO(answers_out.answers_as_workbook(desk, version)))).worksheets[0]
    names, _labels, row = list(page.iter_rows(values_only=True))
    assert dict(zip(names, row, strict=True))["nood"] == "week"
    assert "Verzonnen" not in str(row)
