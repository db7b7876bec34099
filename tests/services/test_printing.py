# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Printing takes answers out of the office: it is allowed, marked and remembered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.steps import FORM, fill, new_client, start_screening
from tests.offices import TestOffices
from tests.services.test_people import journal
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Role
from wwdesk.forms.filling import Filling
from wwdesk.services import library, papers, printing, screening
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


SPOKEN = """
| settings |
| | form_id | form_title | form_title::Français (fr) | version | default_language |
| | talen | Uw huis | Votre maison | 1 | Nederlands (nl) |

| survey |
| | type | name | label::Nederlands (nl) | label::Français (fr) | weight |
| | begin_group | huis | Huis | Maison | |
| | select_one niveau | poetsen | Poetsen? | Nettoyer ? | 2 |
| | select_one niveau | koken | Koken? | Cuisiner ? | 1 |
| | end_group | | | | |

| choices |
| | list_name | name | label::Nederlands (nl) | label::Français (fr) | score |
| | niveau | 1 | Lukt niet | Pas du tout | 1 |
| | niveau | 2 | Lukt goed | Très bien | 2 |

| domains |
| | domain | label::Nederlands (nl) | label::Français (fr) |
| | huis | Huis en huishouden | La maison et le ménage |

| bands |
| | lowest | below | label::Nederlands (nl) | label::Français (fr) | colour | advice::Nederlands (nl) |
| | 1 | 2 | kwetsbaar | fragile | weak | Plan een huisbezoek. |
| | 2 | | sterk | solide | good | |
"""


@pytest.fixture
def spoken(desk: Desk, tmp_path: Path) -> str:
    """A questionnaire in Dutch and French, in use."""
    file = tmp_path / "talen.md"
    file.write_text(SPOKEN, "utf-8")
    library.activate(desk, str(library.take_in(desk, library.read_workbook(desk, file)).made))
    return "talen"


@pytest.mark.usefixtures("spoken")
def test_a_blank_form_is_printed_in_the_language_that_is_asked(desk: Desk) -> None:
    dutch, french = text_of(printing.print_blank(desk, "talen")), text_of(printing.print_blank(desk, "talen", "fr"))
    assert "Besluit bij huis en huishouden" in dutch
    assert "Conclusion : la maison et le ménage" in french.replace("\u00a0", " ")
    assert "Votre maison" in french
    paper = text_of(papers.print_for_dossier(desk, new_client(desk), "talen", "fr"))
    assert "Nettoyer ?" in paper


def test_a_form_filled_in_french_prints_in_french_and_its_profile_in_dutch(desk: Desk, spoken: str) -> None:
    running = str(screening.start(desk, new_client(desk), spoken).made)
    screening.choose_language(desk, running, "fr")
    screening.save_answers(desk, running, {"/data/huis/poetsen": "1", "/data/huis/koken": "2"})
    for submitted in (False, True):
        if submitted:
            screening.submit(desk, running, "client")
        filled = " ".join(text_of(printing.print_filled(desk, running)).replace("\u00a0", " ").split())
        assert "1,3 sur 2 · fragile" in filled
        assert "Ainsi les scores ont été calculés" in filled
        assert "Moyenne : (2 × 1 + 2) : 3 = 4 : 3 = 1,33 (4/3)." in filled
        assert "kwetsbaar" not in filled
        profile = " ".join(text_of(printing.print_profile(desk, running)).split())
        for words in ("Zo zijn de scores berekend", "kwetsbaar", "Plan een huisbezoek.", "Poetsen?", "Lukt niet"):
            assert words in profile
        assert "fragile" not in profile
