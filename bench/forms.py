# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading and filling a questionnaire of 500 questions and some 600 expressions, beside lxml."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import cycle
from typing import Any

from bench.figures import Figure, milliseconds
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.scoring import score
from wwdesk.forms.xpath.parser import parse

TODAY = date(2026, 11, 23)
DOMAINS, QUESTIONS = 10, 50
etree: Any = importlib.import_module("lxml.etree")
"""Without types of its own."""

_XFORMS = "{http://www.w3.org/2002/xforms}"


def markdown() -> str:
    """A form of ten life domains: each question but the first hangs on the one before."""
    rows = ["| survey |", "| | type | name | label | relevant | constraint | calculation |"]
    for domain in range(DOMAINS):
        rows.append(f"| | begin_group | d{domain} | Domein {domain} | | | |")
        for place in range(QUESTIONS):
            name = f"d{domain}_q{place}"
            relevant = f"${{{name[: -len(str(place))]}{place - 1}}} < 5" if place else ""
            kind, rule = ("integer", ". >= 0 and . <= 10") if place % 5 == 0 else ("select_one level", "")
            rows.append(f"| | {kind} | {name} | Vraag {place}? | {relevant} | {rule} | |")
        rows.append("| | end_group | | | | | |")
    for domain in range(DOMAINS):
        terms = " + ".join(f"${{d{domain}_q{place}}}" for place in range(QUESTIONS))
        rows.append(f"| | calculate | score_{domain} | | | | {terms} |")
        rows.append(f"| | calculate | grens_{domain} | | | | concat('band ', ${{score_{domain}}} > 100) |")
    rows += ["| choices |", "| | list_name | name | label | score |"]
    rows += [f"| | level | {level} | Niveau {level} | {level} |" for level in range(1, 6)]
    rows += ["| settings |", "| | form_id | form_title | version |", "| | bench | Meting | 1 |"]
    rows += ["| domains |", "| | domain | lowest | highest |"]
    rows += [f"| | d{domain} | 1 | 5 |" for domain in range(DOMAINS)]
    return "\n".join(rows)


def with_lxml(xform: str, answers: dict[str, str]) -> tuple[int, Callable[[], None], Callable[[], None]]:
    """How many expressions there are, and lxml compiling and evaluating all of them once."""
    html = etree.fromstring(xform.encode())
    data = copy.deepcopy(next(html.iter(f"{_XFORMS}instance"))[0])
    for node in data.iter():
        node.tag = etree.QName(node).localname
    tree = etree.ElementTree(data)
    expressions = [
        (bind.get("nodeset"), text)
        for bind in html.iter(f"{_XFORMS}bind")
        for kind in ("relevant", "calculate", "constraint")
        if (text := bind.get(kind))
    ]
    nodes = {path: tree.xpath(path)[0] for path, _ in expressions}
    for path, value in answers.items():
        if path in nodes:
            nodes[path].text = value
    compiled = [(nodes[path], etree.XPath(text)) for path, text in expressions]

    def compile_all() -> None:
        for _, text in expressions:
            etree.XPath(text)

    def evaluate_all() -> None:
        for node, run in compiled:
            run(node)

    return len(expressions), compile_all, evaluate_all


def _load_anew(xform: str, tables: dict[str, list[dict[str, str]]]) -> None:
    parse.cache_clear()
    load(xform, tables)


ROWS = """
| survey |
| | type | name | label | relevant | calculation |
| | begin_repeat | schuld | Schuld | | |
| | text | aan | Aan wie? | | |
| | decimal | bedrag | Hoeveel? | | |
| | integer | maanden | Hoe lang? | ${bedrag} > 100 | |
| | calculate | dubbel | | | ${bedrag} * 2 |
| | end_repeat | | | | |
| | calculate | samen | | | sum(${bedrag}) |
"""


def _rows(count: int) -> Iterator[Figure]:
    """A group of so many rows: one answer in a row, and a row that goes and comes back."""
    converted = convert(ROWS)
    form = load(converted.xform, converted.tables)
    filling = Filling(form, {"/data/schuld": str(count)}, TODAY)
    anew = milliseconds(partial(Filling, form, filling.answers(), TODAY), 7)
    values = cycle(("500", "50"))

    def away_and_back() -> None:
        filling.insert_row("/data/schuld[25]", filling.remove_row("/data/schuld[25]"))

    def answer() -> None:
        filling.answer("/data/schuld[25]/bedrag", next(values))

    for name, action, rounds, goal in (
        (f"one answer in one of {count} rows", answer, 31, 2.0),
        (f"a row of {count} goes and comes back", away_and_back, 15, None),
    ):
        yield Figure(
            name=name,
            value=milliseconds(action, rounds),
            unit="ms",
            reference=anew,
            reference_name="the filling made anew",
            goal=goal,
        )


def measure() -> Iterator[Figure]:
    """Conversion (once, when a form is read in), loading, one answer, all expressions, scores."""
    source = markdown()
    converted = convert(source)
    form = load(converted.xform, converted.tables)
    answers = {question.path: "3" for question in form.questions() if not question.read_only}
    count, compile_all, pass_all = with_lxml(converted.xform, answers)
    yield Figure(name="convert 500 questions with pyxform", value=milliseconds(partial(convert, source), 3), unit="ms")
    yield Figure(
        name=f"load 500 questions, {count} expressions",
        value=milliseconds(partial(_load_anew, converted.xform, converted.tables), 7),
        unit="ms",
        reference=milliseconds(compile_all, 7),
        reference_name="lxml: only compiling them",
        goal=100,
    )
    filling = Filling(form, answers, TODAY)
    values = cycle(("5", "4"))
    reference = milliseconds(pass_all, 15)
    for name, path in (
        ("one answer that hides or shows 48 questions", "/data/d0/d0_q1"),
        ("one answer at the end of a domain", "/data/d0/d0_q49"),
    ):
        yield Figure(
            name=name,
            value=milliseconds(lambda path=path: filling.answer(path, next(values)), 31),
            unit="ms",
            reference=reference,
            reference_name=f"lxml: all {count}, it knows no dependencies",
            goal=2,
        )
    yield Figure(
        name="open a filled form: tree, answers, every rule",
        value=milliseconds(partial(Filling, form, answers, TODAY), 15),
        unit="ms",
        reference=reference,
        reference_name=f"lxml: evaluating all {count} once",
        goal=30,
    )
    yield from _rows(50)
    yield from _rows(500)
    yield Figure(name="problems of the whole form", value=milliseconds(filling.problems, 15), unit="ms")
    yield Figure(name="score ten domains", value=milliseconds(partial(score, form, filling, TODAY), 15), unit="ms")
