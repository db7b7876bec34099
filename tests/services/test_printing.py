# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Printing takes answers out of the office: it is allowed, marked and remembered."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.journeys.steps import FORM, fill, new_client, start_screening
from tests.offices import TestOffices
from tests.services.test_people import journal
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Role
from wwdesk.forms.filling import Filling
from wwdesk.services import printing, screening
from wwdesk.services.desk import Desk


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_running_screening_prints_as_a_draft_and_a_submitted_one_does_not(desk: Desk) -> None:
    screening_id = start_screening(desk, new_client(desk))
    fill(desk, screening_id, lambda _: 3)
    assert "ONTWERP" in text_of(printing.print_filled(desk, screening_id))
    screening.submit(desk, screening_id, "cliënt")
    assert "ONTWERP" not in text_of(printing.print_filled(desk, screening_id))


def test_who_printed_what_stands_in_the_journal(desk: Desk) -> None:
    screening_id = start_screening(desk, new_client(desk))
    before = len(journal(desk))
    printing.print_filled(desk, screening_id)
    printing.print_profile(desk, screening_id)
    printing.print_blank(desk, FORM)  # nobody's answers: nothing to remember
    assert journal(desk)[before:] == ["screening.print_filled", "screening.print_profile"]
    assert screening.load(desk, screening_id).saved_at is None


def test_a_reader_takes_nothing_out(desk: Desk, offices: TestOffices) -> None:
    screening_id = start_screening(desk, new_client(desk))
    reader = offices.colleague(desk, Role.READER)
    with pytest.raises(DeskError) as refused:
        printing.print_filled(reader, screening_id)
    assert refused.value.key == "not_allowed"
    assert "screening.print_filled" not in journal(desk)


def test_the_code_on_the_paper_finds_the_dossier_and_names_nobody(desk: Desk) -> None:
    screening_id = start_screening(desk, new_client(desk))
    text = text_of(printing.print_profile(desk, screening_id))
    assert "SCR-2026-0001-261123-P" in text


def test_every_row_and_its_signature_are_in_the_filled_form(desk: Desk) -> None:
    dossier = new_client(desk)
    running = str(screening.start(desk, dossier, "mwv-aanmelding").made)
    filling = Filling(screening.load(desk, running).form, {}, desk.clock.today())
    filling.answer("/data/geld/schulden", "ja")
    for row, name in enumerate(("Energiebedrijf", "Vorige huisbaas"), 1):
        if filling.rows("/data/geld/schuld") < row:
            filling.add_row("/data/geld/schuld")
        filling.answer(f"/data/geld/schuld[{row}]/schuld_aan", name)
    screening.save_answers(desk, running, filling.answers(relevant_only=False))
    text = text_of(printing.print_filled(desk, running))
    assert "Energiebedrijf" in text
    assert "Vorige huisbaas" in text
