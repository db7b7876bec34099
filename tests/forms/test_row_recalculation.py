# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One answer in a row recalculates that row, and whatever else it reaches; the outcome is that of a full pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.making import TODAY, filling_of, form_of
from tests.forms.test_rows import everything_in, state
from wwdesk.forms.engine import Engine
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Group
from wwdesk.forms.tree import Node
from wwdesk.forms.xpath.context import Compiled
from wwdesk.forms.xpath.values import Value

NUMBERS = ("", "0", "1", "2", "3", "-4", "x")


@dataclass
class Draft:
    """A form while it is made up: its lines, the groups that are open, and the questions so far by path."""

    rows: list[str] = field(default_factory=lambda: ["integer n", "integer q0"])
    way: list[str] = field(default_factory=list[str])
    repeats: set[str] = field(default_factory=set[str])
    paths: dict[str, str] = field(default_factory=lambda: {"n": "/data/n", "q0": "/data/q0"})

    def here(self, name: str) -> str:
        return "/".join(["/data", *self.way, name])

    def add(self, name: str, line: str) -> None:
        self.rows.append(line)
        self.paths[name] = self.here(name)

    def groups_of(self, name: str) -> list[str]:
        """The repeated groups a question is in, the outermost first."""
        return [step for step in self.paths[name].split("/") if step in self.repeats]


@st.composite
def values(draw: st.DrawFn, draft: Draft) -> str:
    """A number made of an earlier question: in the own row, in a row by its number, or over all rows."""
    name = draw(st.sampled_from(sorted(draft.paths)))
    path = draft.paths[name]
    down = path.removeprefix("/data/")
    up = "/".join([".."] * (len(draft.way) + 1))
    shapes = [
        f"${{{name}}}",
        f"sum({path})",
        f"sum({up}/{down})",
        f"sum(current()/{up}/{down})",
        f"count({up}/{down}[. > 1])",
        f"number({up}/{down}[1])",
        f"string-length(string(${{{name}}}/text()))",
        f"sum({up}//{name})",
    ]
    groups = draft.groups_of(name)
    if groups:
        shapes += [f"count(${{{groups[0]}}})", f"count(${{{groups[-1]}}})"]
        row = draw(st.sampled_from(["1", "2", "${q0}"] + (["position(..) - 1"] if draft.way else [])))
        where = ", ".join(f"{path.partition(f'/{group}/')[0]}/{group}, {row}" for group in groups)
        shapes.append(f"number(indexed-repeat({path}, {where}))")
        shapes.append(f"sum({path.replace(f'/{groups[-1]}/', f'/{groups[-1]}[position() > 1]/')})")
    if draft.way and draft.way[-1] in draft.repeats:
        beside = [f"count(../{axis}-sibling::{draft.way[-1]})" for axis in ("preceding", "following")]
        shapes += ["position(..)", *beside]
    if draw(st.integers(0, 3)) == 3:
        return f"coalesce({draw(st.sampled_from(shapes))}, 0) + coalesce({draw(st.sampled_from(shapes))}, 0)"
    return draw(st.sampled_from(shapes))


@st.composite
def conditions(draw: st.DrawFn, draft: Draft) -> str:
    one, other = draw(values(draft)), draw(values(draft))
    return draw(st.sampled_from([f"{one} > 1", f"{one} != 2", f"coalesce({one}, 5) > {other}", f"{one} = {other}"]))


SHAPES = ("(qxx(qxx)x)xx", "(qxx)x(qxx)xx", "(qx[qx(qx)x])xx", "#qxx(qxx)x)xx")
"""Brackets are groups, round ones repeated, from # on counted by the form; q is a question, x has a rule."""


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A form of questions and calculations in repeated groups within repeated groups."""
    draft = Draft()
    for place, sign in enumerate(draw(st.sampled_from(SHAPES)), 1):
        name = f"q{place}"
        if sign in "([#":
            kind = "group" if sign == "[" else "repeat"
            count = " ; repeat_count=${n}" if sign == "#" else ""
            relevant = f" ; relevant={draw(conditions(draft))}" if draw(st.integers(0, 4)) == 4 else ""
            if kind == "repeat":
                draft.repeats.add(f"g{place}")
            draft.rows.append(f"begin_{kind} g{place}{count}{relevant}")
            draft.way.append(f"g{place}")
        elif sign in ")]":
            draft.rows.append("end_repeat" if draft.way.pop() in draft.repeats else "end_group")
        elif sign == "q":
            draft.add(name, f"integer {name}")
        elif draw(st.booleans()):
            line = f"calculate {name} ; calculation={draw(values(draft))}"
            draft.add(name, line)
        else:
            rule = draw(st.sampled_from(["relevant", "constraint", "required"]))
            draft.add(name, f"integer {name} ; {rule}={draw(conditions(draft))}")
    return draft


@st.composite
def starts(draw: st.DrawFn, form: Form) -> dict[str, str]:
    """Some rows of everything, answered."""
    answers = {"/data/n": draw(st.sampled_from("0123"))}
    for _ in range(2):  # rows first, then the rows in them
        groups = list(groups_of(Filling(form, answers, TODAY)))
        answers |= {group: draw(st.sampled_from("2310")) for group in groups if group not in answers}
    for path in Filling(form, answers, TODAY).paths():
        answers.setdefault(path, draw(st.sampled_from(NUMBERS)))
    return answers


def groups_of(filling: Filling) -> Iterator[str]:
    for page in filling.pages():
        for item in (page, *everything_in(page)):
            if isinstance(item, Group) and item.repeat and not item.row:
                yield item.path


def outcome(filling: Filling) -> dict[str, object]:
    """Everything there is to see; a calculation kept aside in a row that is not there may be an old one."""
    there = {*filling.paths(), *groups_of(filling)}
    answers = {path: value for path, value in filling.answers(relevant_only=False).items() if path in there}
    return {**state(filling), "answers": answers}


def one_edit(data: st.DataObject, filling: Filling, undo: list[tuple[str, dict[str, str]]]) -> None:
    """An answer, a row that comes, one that goes, or the last one that went, back."""
    able = [group for group in groups_of(filling) if filling.can_add(group)]
    rows = [f"{group}[{row}]" for group in able for row in range(1, filling.rows(group) + 1)]
    action = data.draw(st.sampled_from(["answer", "answer", "add", "add", "remove", "back"]))
    if action == "add" and able:
        group = data.draw(st.sampled_from(able))
        filling.insert_row(f"{group}[{data.draw(st.integers(1, filling.rows(group) + 1))}]", {})
        undo.clear()
    elif action == "remove" and rows:
        row = data.draw(st.sampled_from(rows))
        undo[:] = [(row, filling.remove_row(row))]
    elif action == "back" and undo and filling.can_add(undo[-1][0].rpartition("[")[0]):
        filling.insert_row(*undo.pop())
    else:
        path = data.draw(st.sampled_from([path for path in filling.paths() if not path.startswith("/data/meta")]))
        before = {one: (filling.value(one), filling.relevant(one), filling.problem(one)) for one in filling.paths()}
        touched = filling.answer(path, data.draw(st.sampled_from(NUMBERS)))
        after = {one: (filling.value(one), filling.relevant(one), filling.problem(one)) for one in filling.paths()}
        assert {one for one in after if before.get(one) != after[one]} <= touched
        undo.clear()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_rows_that_change_come_and_go_leave_what_a_full_pass_gives(data: st.DataObject) -> None:
    form = form_of(*data.draw(drafts()).rows)
    filling = Filling(form, data.draw(starts(form)), TODAY)
    undo: list[tuple[str, dict[str, str]]] = []
    for _ in range(data.draw(st.integers(1, 10))):
        one_edit(data, filling, undo)
        assert outcome(filling) == outcome(Filling(form, filling.answers(relevant_only=False), TODAY))


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The path of each expression that was run, in turn."""
    found: list[str] = []
    run_it = Engine.evaluate

    def evaluate(engine: Engine, run: Compiled, node: Node) -> Value:
        found.append(node.path)
        return run_it(engine, run, node)

    monkeypatch.setattr(Engine, "evaluate", evaluate)
    return found


DEBTS = (
    "text wie",
    "begin_repeat schuld",
    "decimal bedrag ; constraint=. < 1000",
    "integer maanden ; relevant=${bedrag} > 100",
    "calculate dubbel ; calculation=${bedrag} * 2",
    "calculate deel ; calculation=${bedrag} div sum(../../schuld/bedrag)",
    "calculate vorige ; calculation=indexed-repeat(${bedrag}, ${schuld}, position(..) - 1)",
    "calculate hoger ; calculation=count(/data/schuld[bedrag > 100]/bedrag)",
    "calculate boven ; calculation=sum(../preceding-sibling::schuld/bedrag)",
    "calculate van ; calculation=concat(${wie}, position(..))",
    "begin_repeat brief",
    "integer dagen ; constraint=. < ${bedrag}",
    "calculate laat ; calculation=${dagen} > ${maanden}",
    "end_repeat",
    "calculate brieven ; calculation=sum(${dagen})",
    "end_repeat",
    "calculate samen ; calculation=sum(${dubbel})",
)


def test_an_answer_in_a_row_runs_only_what_reads_it(evaluated: list[str]) -> None:
    answers = {"/data/schuld": "4", "/data/schuld[2]/brief": "3", "/data/schuld[2]/brief[2]/dagen": "9"}
    filling = filling_of(*DEBTS, answers=answers)
    evaluated.clear()
    filling.answer("/data/schuld[2]/bedrag", "500")
    expected = [
        "/data/samen",
        *(f"/data/schuld[{row}]/{name}" for row in (1, 3, 4) for name in ("boven", "deel", "hoger", "vorige")),
        "/data/schuld[2]/bedrag",
        "/data/schuld[2]/boven",
        "/data/schuld[2]/brief[1]/laat",
        "/data/schuld[2]/brief[2]/dagen",
        "/data/schuld[2]/brief[2]/laat",
        "/data/schuld[2]/brief[3]/laat",
        "/data/schuld[2]/deel",
        "/data/schuld[2]/dubbel",
        "/data/schuld[2]/hoger",
        "/data/schuld[2]/maanden",
        "/data/schuld[2]/vorige",
    ]
    assert sorted(evaluated) == sorted(expected)
    evaluated.clear()
    filling.answer("/data/schuld[2]/brief[3]/dagen", "7")
    assert evaluated == [
        "/data/schuld[2]/brief[3]/laat",
        "/data/schuld[2]/brieven",
        "/data/schuld[2]/brief[3]/dagen",
    ]
    evaluated.clear()
    filling.answer("/data/wie", "An")
    assert evaluated == [f"/data/schuld[{row}]/van" for row in (1, 2, 3, 4)]


def test_a_row_that_goes_only_renumbers_those_after_it(evaluated: list[str]) -> None:
    filling = filling_of(*DEBTS, answers={"/data/schuld": "4"})
    evaluated.clear()
    taken = filling.remove_row("/data/schuld[3]")
    assert [path for path in evaluated if path.endswith(("/van", "/dubbel"))] == ["/data/schuld[3]/van"]
    evaluated.clear()
    filling.insert_row("/data/schuld[3]", taken)
    assert {path for path in evaluated if path.endswith("/dubbel")} == {"/data/schuld[3]/dubbel"}
    assert filling.value("/data/schuld[4]/van") == "4"


def test_a_row_that_goes_takes_its_part_in_the_limit_of_another_question_along() -> None:
    filling = filling_of("begin_repeat r", "integer a", "end_repeat", "integer most ; constraint=. >= sum(${a})")
    filling.answer("/data/r[1]/a", "3")
    filling.add_row("/data/r")
    filling.answer("/data/r[2]/a", "5")
    filling.answer("/data/most", "4")
    assert filling.problem("/data/most") is not None
    filling.remove_row("/data/r[2]")
    assert filling.problem("/data/most") is None


def test_the_text_of_an_answer_is_read_as_the_answer() -> None:
    filling = filling_of("text a", "calculate b ; calculation=string(${a}/text())")
    filling.answer("/data/a", "ja")
    assert filling.value("/data/b") == "ja"
