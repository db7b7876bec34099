# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of repeated groups come and go while a form is filled: a debt each, a child each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.making import TODAY, filling_of, form_of
from wwdesk.forms.answer_tree import MOST_ROWS
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Group, Question

DEBTS = (
    "begin_repeat schuld",
    "text aan",
    "decimal bedrag ; constraint=. >= 0",
    "integer maanden ; relevant=${bedrag} > 100 ; default=12",
    "calculate nummer ; calculation=position(..)",
    "end_repeat",
    "calculate totaal ; calculation=sum(${bedrag})",
    "calculate hoeveel ; calculation=count(${schuld})",
    "text waarom ; relevant=${totaal} > 1000",
)
FAMILY = (
    "text straat",
    "begin_repeat kind ; relevant=${straat} != 'geen'",
    "text naam",
    "begin_repeat bezoek",
    "integer minuten",
    "end_repeat",
    "calculate samen ; calculation=sum(${minuten})",
    "end_repeat",
    "calculate alles ; calculation=sum(${samen})",
)
COUNTED = (
    "integer aantal",
    "begin_repeat kind ; repeat_count=${aantal}",
    "text naam",
    "integer leeftijd",
    "end_repeat",
    "calculate samen ; calculation=sum(${leeftijd})",
)


def row(number: int, name: str) -> str:
    return f"/data/schuld[{number}]/{name}"


def test_somebody_tells_of_a_second_debt_and_the_sum_follows() -> None:
    filling = filling_of(*DEBTS)
    filling.answer(row(1, "bedrag"), "600")
    assert filling.can_add("/data/schuld")
    assert filling.add_row("/data/schuld") == "/data/schuld[2]"
    assert filling.value(row(2, "maanden")) == "", "not asked before the amount is known"
    filling.answer(row(2, "bedrag"), "500,50")
    assert filling.value("/data/totaal") == "1100.5"
    assert filling.value("/data/hoeveel") == "2"
    assert filling.label(row(2, "bedrag")) == "Bedrag?"
    assert filling.value(row(2, "nummer")) == "2"
    assert filling.value(row(2, "maanden")) == "12"
    assert filling.relevant("/data/waarom")


def test_a_debt_that_is_taken_away_leaves_the_others_as_they_were_and_can_come_back() -> None:
    filling = filling_of(*DEBTS)
    for number, amount in enumerate(("100", "-5", "900"), 1):
        if number > 1:
            filling.add_row("/data/schuld")
        filling.answer(row(number, "aan"), f"schuldeiser {number}")
        filling.answer(row(number, "bedrag"), amount)
    assert filling.problem(row(2, "bedrag")) is not None
    before = filling.answers(relevant_only=False)

    taken = filling.remove_row("/data/schuld[2]")
    assert taken["/aan"] == "schuldeiser 2"
    assert filling.rows("/data/schuld") == 2
    assert filling.value(row(2, "aan")) == "schuldeiser 3"
    assert filling.value(row(2, "nummer")) == "2"
    assert filling.problem(row(2, "bedrag")) is None
    assert filling.value("/data/totaal") == "1000"
    assert filling.problems() == ()

    filling.insert_row("/data/schuld[2]", taken)
    assert filling.answers(relevant_only=False) == before
    problem = filling.problem(row(2, "bedrag"))
    assert problem is not None
    assert problem.path == row(2, "bedrag")


def test_a_household_without_debts_has_no_row_at_all() -> None:
    filling = filling_of(*DEBTS)
    filling.remove_row("/data/schuld[1]")
    assert filling.rows("/data/schuld") == 0
    assert filling.value("/data/totaal") == "0"
    assert filling.relevant("/data/schuld")
    assert filling.can_add("/data/schuld")
    saved = filling.answers()
    assert saved["/data/schuld"] == "0"
    assert Filling(filling.form, saved, TODAY).rows("/data/schuld") == 0
    assert filling.add_row("/data/schuld") == "/data/schuld[1]"
    filling.answer(row(1, "bedrag"), "7")
    assert filling.value("/data/totaal") == "7"


def test_rows_within_rows_come_back_with_their_row() -> None:
    filling = filling_of(*FAMILY)
    filling.answer("/data/kind[1]/bezoek[1]/minuten", "30")
    filling.add_row("/data/kind[1]/bezoek")
    filling.answer("/data/kind[1]/bezoek[2]/minuten", "45")
    filling.add_row("/data/kind")
    filling.answer("/data/kind[2]/bezoek[1]/minuten", "5")
    assert (filling.value("/data/kind[1]/samen"), filling.value("/data/alles")) == ("75", "80")
    taken = filling.remove_row("/data/kind[1]")
    assert filling.value("/data/alles") == "5"
    filling.insert_row("/data/kind[1]", taken)
    assert filling.rows("/data/kind[1]/bezoek") == 2
    assert filling.rows("/data/kind[2]/bezoek") == 1
    assert filling.value("/data/alles") == "80"


def test_a_group_that_is_not_asked_takes_no_rows() -> None:
    filling = filling_of(*FAMILY, answers={"/data/straat": "geen", "/data/kind": "0"})
    assert not filling.relevant("/data/kind")
    assert not filling.can_add("/data/kind")
    with pytest.raises(KeyError):
        filling.add_row("/data/kind")
    filling.answer("/data/straat", "Kerkstraat")
    assert filling.can_add("/data/kind")


def test_the_form_itself_counts_the_rows_and_keeps_what_was_typed_in_those_it_takes_away() -> None:
    filling = filling_of(*COUNTED)
    assert filling.rows("/data/kind") == 0
    filling.answer("/data/aantal", "3")
    assert filling.rows("/data/kind") == 3
    assert not filling.can_add("/data/kind")
    filling.answer("/data/kind[3]/naam", "Wout")
    filling.answer("/data/kind[3]/leeftijd", "4")
    filling.answer("/data/aantal", "2")
    assert filling.rows("/data/kind") == 2
    assert filling.value("/data/samen") == "0"
    assert "/data/kind[3]/naam" not in filling.answers()
    kept = filling.answers(relevant_only=False)
    assert kept["/data/kind[3]/naam"] == "Wout"
    again = Filling(filling.form, kept, TODAY)
    for one in (filling, again):
        one.answer("/data/aantal", "3")
        assert one.value("/data/kind[3]/naam") == "Wout"
        assert one.value("/data/samen") == "4"
    with pytest.raises(KeyError):
        filling.remove_row("/data/kind[3]")


def test_nobody_makes_more_rows_than_fit() -> None:
    filling = filling_of(*COUNTED, answers={"/data/aantal": "100000000"})
    assert filling.rows("/data/kind") == MOST_ROWS
    many = filling_of(*DEBTS, answers={"/data/schuld": str(MOST_ROWS)})
    assert not many.can_add("/data/schuld")
    wrong = filling_of(*DEBTS, answers={"/data/schuld": "veel", "/data/schuld[9999999]/bedrag": "1"})
    assert wrong.rows("/data/schuld") == 1


@pytest.mark.parametrize("path", ["/data/schuld[3]", "/data/schuld[0]", "/data/schuld", "/data/totaal", "", "/x[1]"])
def test_a_row_that_is_not_there_cannot_be_taken_away(path: str) -> None:
    filling = filling_of(*DEBTS)
    with pytest.raises(KeyError):
        filling.remove_row(path)


def test_a_value_that_follows_an_answer_follows_it_in_its_own_row() -> None:
    filling = filling_of(
        "begin_repeat rij",
        "text a",
        "text b ; trigger=${a} ; calculation=concat(${a}, '!')",
        "end_repeat",
        answers={"/data/rij": "2"},
    )
    filling.answer("/data/rij[2]/a", "ja")
    assert filling.value("/data/rij[2]/b") == "ja!"
    assert filling.value("/data/rij[1]/b") == ""


def test_pages_spell_every_row_out() -> None:
    filling = filling_of(*FAMILY, answers={"/data/kind": "2", "/data/kind[2]/bezoek": "2"})
    found = [item.path for page in filling.pages() for item in everything_in(page)]
    assert "/data/kind[2]/bezoek[2]/minuten" in found
    assert found.index("/data/kind[1]/naam") < found.index("/data/kind[2]")
    assert found.count("/data/alles") == 1, "a calculation outside is there once"
    assert set(filling.paths()) == {path for path in found if path in filling.paths()}


def everything_in(group: Group) -> list[Question | Group]:
    found: list[Question | Group] = []
    for item in group.items:
        found.append(item)
        if isinstance(item, Group):
            found += everything_in(item)
    return found


FORMS = {"debts": DEBTS, "family": FAMILY, "counted": COUNTED}


def state(filling: Filling) -> dict[str, object]:
    """Everything anybody can ask of every question there is."""
    groups = [item for page in filling.pages() for item in everything_in(page) if isinstance(item, Group)]
    return {
        "answers": filling.answers(relevant_only=False),
        "nodes": [
            (path, filling.value(path), filling.relevant(path), filling.required(path), filling.problem(path))
            for path in filling.paths()
        ],
        "groups": [(group.path, filling.relevant(group.path), filling.can_add(group.path)) for group in groups],
    }


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_whatever_comes_and_goes_a_filling_equals_one_made_anew(data: st.DataObject, name: str) -> None:
    form: Form = form_of(*FORMS[name])
    filling = Filling(form, {}, TODAY)
    undo: list[tuple[str, dict[str, str]]] = []
    for _ in range(data.draw(st.integers(1, 12))):
        groups = [
            item.path
            for page in filling.pages()
            for item in [page, *everything_in(page)]
            if isinstance(item, Group) and item.repeat and not item.row
        ]
        action = data.draw(st.sampled_from(["answer", "answer", "add", "remove", "back"]))
        if action == "answer":
            path = data.draw(st.sampled_from(filling.paths()))
            filling.answer(path, data.draw(st.sampled_from(["", "0", "1", "2", "3", "150", "2000", "geen"])))
        elif action == "add" and (able := [group for group in groups if filling.can_add(group)]):
            filling.add_row(data.draw(st.sampled_from(able)))
        elif action == "remove":
            free = [
                f"{group}[{n}]" for group in groups if filling.can_add(group) for n in range(1, filling.rows(group) + 1)
            ]
            if free:
                gone = data.draw(st.sampled_from(free))
                before = state(filling)
                taken = filling.remove_row(gone)
                undo.append((gone, taken))
                if data.draw(st.booleans()):
                    filling.insert_row(*undo.pop())
                    assert state(filling) == before
        assert state(filling) == state(Filling(form, filling.answers(relevant_only=False), TODAY))
