# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is answered in whatever order: recalculating a part gives the same as calculating all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.making import TODAY, form_of
from wwdesk.forms.filling import Filling
from wwdesk.forms.graph import CycleError, Dependency, in_turn
from wwdesk.forms.model import Form

NUMBERS = ("", "0", "1", "2", "3", "-4", "x")


@st.composite
def conditions(draw: st.DrawFn, earlier: list[str]) -> str:
    """A condition over one to three earlier questions."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(earlier))
        parts.append(
            draw(
                st.sampled_from(
                    [
                        f"${{{name}}} > 1",
                        f"${{{name}}} = ''",
                        f"not(${{{name}}} = 2)",
                        f"${{{name}}} != 3",
                        f"string-length(${{{name}}}) > 0",
                        f"coalesce(${{{name}}}, 5) > 2",
                        f"${{{name}}}",
                    ]
                )
            )
        )
    return f" {draw(st.sampled_from(['and', 'or']))} ".join(parts)


@st.composite
def forms(draw: st.DrawFn) -> tuple[Form, list[str]]:
    """A form in which questions, groups and calculations depend on earlier ones, and its question paths."""
    rows = ["integer q0"]
    names, paths = ["q0"], ["/data/q0"]
    depth: list[str] = []
    for place in range(1, draw(st.integers(3, 14))):
        shape = draw(st.sampled_from(["question", "question", "calculate", "begin", "end"]))
        if shape == "begin" and len(depth) < 3:
            depth.append(f"g{place}")
            rows.append(f"begin_group g{place} ; relevant={draw(conditions(names))}")
            continue
        if shape == "end" and depth:
            rows += [f"text t{place}", "end_group"]
            depth.pop()
            continue
        name = f"q{place}"
        if shape == "calculate":
            other = draw(st.sampled_from(names))
            rows.append(f"calculate {name} ; calculation=if({draw(conditions(names))}, ${{{other}}} + 1, 0)")
        else:
            extra = " ; constraint=. < ${q0} + 3" if draw(st.booleans()) else ""
            rows.append(f"integer {name} ; relevant={draw(conditions(names))}{extra}")
            paths.append("/".join(["/data", *depth, name]))
        names.append(name)
    while depth:
        rows += [f"text last_{depth.pop()}", "end_group"]
    return form_of(*rows), paths


def everything(filling: Filling) -> dict[str, tuple[str, bool, object]]:
    paths = [question.path for question in filling.form.questions()]
    return {path: (filling.value(path), filling.relevant(path), filling.problem(path)) for path in paths}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_after_any_answers_a_part_recalculated_equals_a_full_pass(data: st.DataObject) -> None:
    form, paths = data.draw(forms())
    filling = Filling(form, {}, TODAY)
    for _ in range(data.draw(st.integers(1, 8))):
        before = everything(filling)
        path, value = data.draw(st.sampled_from(paths)), data.draw(st.sampled_from(NUMBERS))
        touched = filling.answer(path, value)
        after = everything(filling)
        fresh = everything(Filling(form, filling.answers(relevant_only=False), TODAY))
        assert after == fresh
        changed = {path for path in after if after[path] != before[path]}
        assert changed <= touched
        for extra in touched & after.keys() - changed:
            assert not filling.relevant(extra), "only what is kept out of sight may change unseen"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_answer_taken_back_leaves_no_trace(data: st.DataObject) -> None:
    form, paths = data.draw(forms())
    answers = {path: data.draw(st.sampled_from(NUMBERS)) for path in paths}
    filling = Filling(form, answers, TODAY)
    before = everything(filling)
    path = data.draw(st.sampled_from(paths))
    filling.answer(path, data.draw(st.sampled_from(NUMBERS)))
    filling.answer(path, answers[path])
    assert everything(filling) == before


@given(st.lists(st.tuples(st.frozensets(st.sampled_from("abcdef")), st.sampled_from("abcdef")), max_size=8))
def test_every_expression_comes_after_what_it_reads_or_the_circle_is_named(
    pairs: list[tuple[frozenset[str], str]],
) -> None:
    expressions = [Dependency(reads, frozenset((changes,))) for reads, changes in pairs]
    try:
        order = in_turn(expressions)
    except CycleError as cycle:
        ring = [expressions[place] for place in cycle.places]
        for here, needed in zip(ring, [*ring[1:], ring[0]], strict=True):
            assert here.reads & needed.changes
        return
    assert sorted(order) == list(range(len(expressions)))
    for spot, place in enumerate(order):
        later = {path for other in order[spot:] for path in expressions[other].changes}
        assert not expressions[place].reads & later


def test_a_chain_of_thousands_is_put_in_order_without_running_out_of_stack() -> None:
    chain = [Dependency(frozenset((str(place + 1),)), frozenset((str(place),))) for place in range(5000)]
    assert in_turn(chain) == list(reversed(range(5000)))
