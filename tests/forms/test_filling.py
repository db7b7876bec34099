# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A worker fills a form: questions come and go, numbers are worked out, mistakes are said."""

from __future__ import annotations

import pytest

from tests.forms.making import LEVELS, TODAY, filling_of, form_of, made, settings, survey
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Group, QuestionKind

DEBTS = (
    "begin_group geld",
    "select_one level rondkomen ; required=yes",
    "integer schulden ; constraint=. >= 0 and . < 100 ; constraint_message=Tussen 0 en 100.",
    "decimal bedrag ; relevant=${schulden} > 0 ; required=${schulden} > 2",
    "select_multiple helper wie ; relevant=${bedrag} > 1000",
    "text afspraak ; relevant=selected(${wie}, 'oma') or selected(${wie}, 'buur')",
    "end_group",
    "calculate per_schuld ; calculation=round(${bedrag} div ${schulden}, 2)",
)


def test_a_question_comes_when_it_matters_and_what_depends_on_it_follows() -> None:
    filling = filling_of(*DEBTS)
    assert filling.answer("/data/geld/schulden", "2") == {"/data/geld/schulden", "/data/geld/bedrag"}
    assert filling.relevant("/data/geld/bedrag")
    touched = filling.answer("/data/geld/bedrag", "2500,50")
    assert touched == {"/data/geld/bedrag", "/data/geld/wie", "/data/per_schuld"}
    assert filling.value("/data/geld/bedrag") == "2500.50"
    assert filling.value("/data/per_schuld") == "1250.25"
    filling.answer("/data/geld/wie", "oma buur")
    assert [item.name for item in filling.visible(filling.form.pages[0])] == [
        "rondkomen",
        "schulden",
        "bedrag",
        "wie",
        "afspraak",
    ]


def test_an_answer_that_is_no_longer_asked_counts_as_blank_and_comes_back() -> None:
    answers = {"/data/geld/schulden": "3", "/data/geld/bedrag": "1500", "/data/geld/wie": "oma"}
    filling = filling_of(*DEBTS, answers=answers)
    before = filling.answers()
    filling.answer("/data/geld/schulden", "0")
    assert not filling.relevant("/data/geld/bedrag")
    assert not filling.relevant("/data/geld/wie"), "what hangs on a question that is not asked is not asked"
    assert filling.value("/data/geld/bedrag") == ""
    assert filling.value("/data/per_schuld") == ""
    assert filling.answers() == {"/data/geld/schulden": "0"}
    assert filling.answers(relevant_only=False)["/data/geld/bedrag"] == "1500"
    filling.answer("/data/geld/schulden", "3")
    assert filling.answers() == before


def test_a_group_that_does_not_apply_takes_everything_in_it_along() -> None:
    filling = filling_of(
        "begin_group a",
        "integer kinderen",
        "end_group",
        "begin_group gezin ; relevant=${kinderen} > 0",
        "begin_group school",
        "text naam",
        "end_group",
        "end_group",
    )
    page = filling.form.pages[1]
    assert not filling.relevant("/data/gezin/school/naam")
    assert filling.visible(page) == ()
    touched = filling.answer("/data/a/kinderen", "1")
    assert {"/data/gezin", "/data/gezin/school", "/data/gezin/school/naam"} < touched
    assert [type(item) is Group for item in filling.visible(page)] == [True, False]


@pytest.mark.parametrize(
    ("kind", "bad", "good"),
    [
        ("integer", "drie", "3"),
        ("integer", "1.5", "-1"),
        ("decimal", "1.2.3", ",5"),
        ("decimal", "1e5", "100000"),
        ("date", "31/02", "2024-02-29"),
        ("date", "2026-02-31", "2026-02-28"),
        ("time", "25:00", "23:59"),
        ("dateTime", "gisteren", "2026-11-23T10:00:00.000+01:00"),
        ("select_one level", "9", "nb"),
        ("select_multiple helper", "oma tante", "oma niemand"),
    ],
)
def test_what_cannot_be_an_answer_is_kept_and_named_but_counts_as_blank(kind: str, bad: str, good: str) -> None:
    filling = filling_of(f"{kind} q", "calculate leeg ; calculation=if(${q} = '', 'ja', 'nee')")
    assert filling.answer("/data/q", bad) == {"/data/q"}
    problem = filling.problem("/data/q")
    assert problem is not None
    assert problem.sentence.endswith(".")
    assert filling.value("/data/q") == bad
    assert filling.value("/data/leeg") == "ja"
    assert [question.name for question in filling.unanswered()] == ["q"]
    assert filling.answer("/data/q", good) == {"/data/q", "/data/leeg"}
    assert filling.problem("/data/q") is None
    assert filling.value("/data/leeg") == "nee"
    assert filling.unanswered() == ()


def test_the_forms_own_sentence_stands_beside_an_answer_that_breaks_its_rule() -> None:
    filling = filling_of(*DEBTS)
    assert filling.answer("/data/geld/schulden", "100") >= {"/data/geld/schulden"}
    problem = filling.problem("/data/geld/schulden")
    assert problem is not None
    assert (problem.key, problem.sentence) == ("constraint", "Tussen 0 en 100.")
    filling.answer("/data/geld/schulden", "")
    assert filling.problem("/data/geld/schulden") is None


def test_a_rule_about_another_answer_is_looked_at_again_when_that_one_changes() -> None:
    filling = filling_of("date van", "date tot ; constraint=. >= ${van}")
    filling.answer("/data/van", "2026-11-01")
    filling.answer("/data/tot", "2026-11-10")
    assert filling.problem("/data/tot") is None
    assert filling.answer("/data/van", "2026-12-01") == {"/data/van", "/data/tot"}
    assert filling.problem("/data/tot") is not None


def test_a_required_blank_is_only_a_problem_at_the_end_and_in_order() -> None:
    filling = filling_of(*DEBTS)
    assert filling.problem("/data/geld/rondkomen") is None
    filling.answer("/data/geld/schulden", "3")
    assert filling.required("/data/geld/bedrag")
    assert [(problem.path, problem.key) for problem in filling.problems()] == [
        ("/data/geld/rondkomen", "required"),
        ("/data/geld/bedrag", "required"),
    ]
    filling.answer("/data/geld/schulden", "2")
    assert [problem.path for problem in filling.problems()] == ["/data/geld/rondkomen"]


def test_progress_counts_what_is_asked_now() -> None:
    filling = filling_of(*DEBTS, "note let_op", "begin_group b", "text iets", "end_group")
    assert filling.progress() == (0, 3)
    filling.answer("/data/geld/schulden", "1")
    assert filling.progress(filling.form.pages[0]) == (1, 3)
    assert filling.progress() == (1, 4)


def test_nothing_happens_for_paths_that_cannot_be_answered() -> None:
    filling = filling_of(*DEBTS)
    assert filling.answer("/data/nergens", "1") == frozenset()
    assert filling.answer("/data/per_schuld", "1") == frozenset()
    assert filling.answer("/data/geld", "1") == frozenset()
    assert filling.value("/data/nergens") == ""
    assert not filling.relevant("/data/nergens")


def test_answers_of_another_version_are_left_out_without_complaint() -> None:
    filling = filling_of("text naam", answers={"/data/oud": "1", "/data/naam": "Jan", "": "x", "/data/naam[7]": "y"})
    assert filling.answers() == {"/data/naam": "Jan"}


def test_defaults_stand_in_until_they_are_wiped() -> None:
    rows = ("text stad ; default=Genk", "date dag ; default=today()", "text land ; default=België")
    filling = filling_of(*rows)
    assert filling.value("/data/stad") == "Genk"
    assert filling.value("/data/dag") == TODAY.isoformat()
    again = filling_of(*rows, answers={"/data/stad": "", "/data/land": "België"})
    assert again.value("/data/stad") == ""


def test_a_value_follows_its_trigger_only() -> None:
    filling = filling_of(
        "text naam", "text ander", "dateTime laatst ; calculation=concat(${ander}, '') ; trigger=${naam}"
    )
    kinds = {question.name: question.kind for question in filling.form.questions()}
    assert kinds["laatst"] is QuestionKind.DATETIME
    plain = filling_of("text naam", "text ander", "calculate kopie ; calculation=${ander} ; trigger=${naam}")
    plain.answer("/data/ander", "x")
    assert plain.value("/data/kopie") == ""
    assert "/data/kopie" in plain.answer("/data/naam", "Jan")
    assert plain.value("/data/kopie") == "x"


def test_choices_narrow_with_an_earlier_answer() -> None:
    choices = LEVELS.replace("| score |", "| score | bij |").replace("| De buur |  |", "| De buur |  | straat |")
    form = made(
        survey("text waar", "select_one helper wie ; choice_filter=bij = ${waar} or ${waar} = ''")
        + choices
        + settings()
    )
    filling = Filling(form, {}, TODAY)
    assert [choice.name for choice in filling.choices("/data/wie")] == ["oma", "buur", "niemand"]
    filling.answer("/data/waar", "straat")
    assert [choice.name for choice in filling.choices("/data/wie")] == ["buur"]


def test_a_label_speaks_of_an_earlier_answer() -> None:
    form = form_of("text naam", "text hobby ; label=Wat doet ${naam} graag?")
    filling = Filling(form, {"/data/naam": "An <b>"}, TODAY)
    assert filling.label("/data/hobby") == "Wat doet An <b> graag?"
    assert form.by_path()["/data/hobby"].label == "Wat doet … graag?"


def test_a_list_of_debts_has_rows_of_its_own() -> None:
    filling = filling_of(
        "begin_repeat schuld",
        "decimal bedrag",
        "text bij_wie ; relevant=${bedrag} > 100",
        "calculate nummer ; calculation=position(..)",
        "end_repeat",
        "calculate totaal ; calculation=sum(${bedrag})",
        "calculate hoeveel ; calculation=count(${schuld})",
        "calculate tweede ; calculation=indexed-repeat(${bedrag}, ${schuld}, 2)",
        answers={"/data/schuld[1]/bedrag": "50", "/data/schuld[3]/bedrag": "250.5"},
    )
    assert filling.value("/data/totaal") == "300.5"
    assert filling.value("/data/hoeveel") == "3"
    assert [filling.value(f"/data/schuld[{row}]/nummer") for row in (1, 2, 3)] == ["1", "2", "3"]
    assert [filling.relevant(f"/data/schuld[{row}]/bij_wie") for row in (1, 2, 3)] == [False, False, True]
    touched = filling.answer("/data/schuld[2]/bedrag", "150")
    assert {"/data/totaal", "/data/tweede", "/data/schuld[2]/bij_wie"} <= touched
    assert filling.value("/data/tweede") == "150"
    assert filling.relevant("/data/schuld[2]/bij_wie")
    assert "/data/schuld[3]/bij_wie" not in touched


def test_words_of_a_choice_and_looked_up_scores() -> None:
    filling = filling_of(
        "select_one level hoe",
        "calculate woorden ; calculation=jr:choice-name(${hoe}, '${hoe}')",
        "calculate punten ; calculation=instance('level')//item[name=${hoe}]/score",
    )
    filling.answer("/data/hoe", "2")
    assert filling.value("/data/woorden") == "Lukt soms"
    assert filling.value("/data/punten") == "2"
    filling.answer("/data/hoe", "nb")
    assert filling.value("/data/punten") == ""
