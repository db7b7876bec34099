# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The questionnaires that come along work as the people who use them expect."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import pytest

from wwdesk.documents.blank_form import blank_form
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.forms.built_in import SKELETON, built_in_forms
from wwdesk.forms.convert import convert
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Form, QuestionKind
from wwdesk.forms.scoring import score

TODAY = date(2026, 11, 23)
OURS = sorted(form_id for form_id in built_in_forms() if not form_id.startswith(SKELETON))
SKELETONS = sorted(form_id for form_id in built_in_forms() if form_id.startswith(SKELETON))


@lru_cache
def converted(form_id: str) -> ConvertedForm:
    return convert(built_in_forms()[form_id].read(), form_id)


@lru_cache
def form(form_id: str, language: str = "") -> Form:
    return load(converted(form_id).xform, converted(form_id).tables, language)


def filling(form_id: str, **answers: str) -> Filling:
    """The form with answers by the names of its questions; `name__2` means the second row."""
    paths = {question.name: question.path for question in form(form_id).questions()}
    found = Filling(form(form_id), {}, TODAY)
    for key, value in answers.items():
        name, _, row = key.partition("__")
        path = paths[name]
        groups = [group for group in repeated(form(form_id)) if path.startswith(f"{group}/")]
        if groups:
            while found.rows(groups[0]) < int(row or 1):
                found.add_row(groups[0])
            path = path.replace(groups[0], f"{groups[0]}[{row or 1}]")
        found.answer(path, value)
    return found


def repeated(of: Form) -> list[str]:
    return [group.path for page in of.pages for group in (page, *page.groups()) if group.repeat]


def value(of: Filling, name: str) -> str:
    return of.value(next(question.path for question in of.form.questions() if question.name == name))


def asked(of: Filling, name: str) -> bool:
    return of.relevant(next(question.path for question in of.form.questions() if question.name == name))


@pytest.mark.parametrize("form_id", [*OURS, *SKELETONS])
def test_every_form_is_good_in_every_language_and_on_paper(form_id: str) -> None:
    assert converted(form_id).warnings == ()
    for code in [""] + [language.code for language in form(form_id).languages]:
        spoken = form(form_id, code)
        assert all(question.label for question in spoken.questions() if question.kind is not QuestionKind.HIDDEN)
        assert Filling(spoken, {}, TODAY).problems is not None
    facts = DocumentFacts(code="X", printed_on=TODAY)
    assert blank_form(form(form_id), Letterhead(office="Kantoor"), facts).startswith(b"%PDF")


def test_the_sum_of_the_debts_follows_from_the_rows() -> None:
    of = filling("mwv-aanmelding", schulden="ja", schuld_bedrag="600", schuld_bedrag__2="150.50", schuld_plan="ja",
                 schuld_maand="50")  # fmt: skip
    assert value(of, "schuld_samen") == "750.5"
    assert of.label(next(q.path for q in of.form.questions() if q.name == "schuld_nota")).startswith(
        "Samen is er 750.5"
    )
    assert not asked(filling("mwv-aanmelding", schulden="nee"), "schuld_nota")


def test_the_kind_of_service_follows_the_sector_and_nothing_is_discussed_without_consent() -> None:
    of = filling("mwv-aanmelding", verwijzer_sector="ggz", toestemming="nee")
    path = next(question.path for question in of.form.questions() if question.name == "verwijzer_dienst")
    assert {choice.name for choice in of.choices(path)} == {"ziekenhuis", "beschut", "mobiel"}
    assert any("toestemming" in problem.path for problem in of.problems())


@pytest.mark.parametrize(("day", "old"), [("2026-08-25", False), ("2026-08-24", True), ("2026-11-23", False)])
def test_a_screening_of_more_than_ninety_days_asks_to_look_again(day: str, old: bool) -> None:
    of = filling("gen-update", screening_op=day)
    assert asked(of, "te_oud") is old
    assert asked(filling("gen-update", toestemming="nee"), "geen_toestemming")


@pytest.mark.parametrize(
    ("client", "coach", "outcome"),
    [("ja", "ja", "ja"), ("ja", "nee", "nee"), ("nee", "ja", "nee"), ("ja", "", "wacht"), ("denken", "ja", "wacht")],
)
def test_two_people_start_only_when_both_want_to(client: str, coach: str, outcome: str) -> None:
    of = filling("hrp-kennismaking", client_keuze=client, coach_keuze=coach)
    assert value(of, "start") == outcome
    pages = [page.name for page in of.form.pages]
    assert pages.index("client") != pages.index("coach")
    assert asked(of, "eerste_afspraak") is (outcome == "ja")


def test_indicators_rise_and_are_compared() -> None:
    answers = {f"/data/wonen/wonen_{name}": "3" for name in ("huur", "energie", "poetst", "kookt")}
    profile = score(form("hrp-indicatoren"), answers, TODAY)
    living = next(result for result in profile.domains if result.domain.name == "wonen")
    assert living.score == 3
    assert living.band is not None
    assert not living.weak


@pytest.mark.parametrize(
    ("guide", "landlord", "outcome"),
    [("pos", "pos", "positief"), ("pos", "neg", "eenzijdig"), ("neg", "twijfel", "niet")],
)
def test_a_positive_end_needs_both_sides(guide: str, landlord: str, outcome: str) -> None:
    of = filling("evaluatie", soort_evaluatie="eind", oordeel_begeleiding=guide, oordeel_verhuurder=landlord,
                 crit_gehaald="ja", crit_gehaald__2="nee")  # fmt: skip
    assert value(of, "tweezijdig") == outcome
    assert asked(of, "let_op") is (outcome == "eenzijdig")
    assert (value(of, "aantal"), value(of, "aantal_gehaald")) == ("2", "1")
    assert not asked(of, "volgende")


CONDITIONS = {"vw_inkomen": "ja", "vw_eigendom": "ja", "vw_alleen": "ja", "vw_ingeschreven": "ja"}


def test_three_assessors_each_say_what_they_think() -> None:
    two = filling("thu-intake", **CONDITIONS, shm_advies="ja", project_advies="ja")
    assert value(two, "eens") == "nog niet volledig"
    assert not asked(two, "besluit")
    three = filling("thu-intake", **CONDITIONS, shm_advies="ja", project_advies="ja", vrijwilliger_advies="nee")
    assert value(three, "eens") == "niet eens"
    assert asked(three, "besluit")
    assert not asked(filling("thu-intake", **{**CONDITIONS, "vw_alleen": "nee"}), "waarom")


@pytest.mark.parametrize(
    ("danger", "home", "advice"), [("ja", "nee", "vandaag"), ("nee", "ja", "deze week"), ("nee", "nee", "in volgorde")]
)
def test_urgency_is_advice_with_a_reason(danger: str, home: str, advice: str) -> None:
    of = filling("sse-nood", gevaar=danger, woning_kwijt=home)
    assert value(of, "advies") == advice
    assert any(problem.path.endswith("/reden") for problem in of.problems())


def test_a_volunteer_has_had_two_of_three_half_days() -> None:
    of = filling("hrp-vrijwilliger", opleiding="1 3", talen="nl ander")
    assert value(of, "halve_dagen") == "2"
    assert asked(of, "taal_ander")
    assert built_in_forms()["hrp-vrijwilliger"].about == "volunteer"


@pytest.mark.parametrize("form_id", SKELETONS)
def test_a_skeleton_holds_numbers_and_no_words_of_others(form_id: str) -> None:
    for question in form(form_id).questions():
        if question.kind is not QuestionKind.NOTE:
            assert re.fullmatch(r"Domein \d+", question.label)
            assert {choice.label for choice in question.choices if not choice.label.isdigit()} == {"Niet besproken"}
    assert "leeg geraamte" in form(form_id).title
    assert len(SKELETONS) == 6
