# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What we make of random answers equals what JavaRosa (Collect) makes of them, node by node.

Relevance, calculated values, required questions, constraints and filtered choices, rows of repeated
groups included. JavaRosa lies in the jar that pyxform brings; skipped where there is no Java compiler.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pytest

from tests.forms.javarosa_forms import FORMS
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Form, Question, QuestionKind
from wwdesk.forms.rules import Rules
from wwdesk.forms.xpath.functions import FUNCTIONS

_PYXFORM = find_spec("pyxform")
JAR = Path(_PYXFORM.origin or "").parent / "validators/odk_validate/bin/ODK_Validate.jar" if _PYXFORM else Path("none")
ROUNDS = 25
OWN = content_folder("forms") / "shared" / "woonvaardigheden" / "form.md"
TYPED = {
    QuestionKind.INTEGER: ("0", "1", "2", "3", "-4", "40", "60"),
    QuestionKind.DECIMAL: ("1.5", "2.25", "-2.75", "0.05", "3.0", "1234567.125", "40.0"),
    QuestionKind.DATE: ("2026-11-23", "2024-02-29", "1969-12-30", "2026-03-29"),
    QuestionKind.DATETIME: ("2026-10-05T14:05:09.000Z", "2024-02-29T00:00:00.000Z", "1969-12-30T23:59:00.000Z"),
    QuestionKind.TIME: ("06:00:00.000Z", "23:59:30.000Z", "00:00:00.000Z"),
}
TEXTS = ("ab", "x", "2", "0", "2.0", "Wim", "12", "9000")
NOT_ASKED = (QuestionKind.HIDDEN, QuestionKind.NOTE)

ONLY_HERE = frozenset(
    ["ceiling", "floor", "id", "lang", "last", "local-name", "name", "namespace-uri", "substring", "time"],
)
"""Functions of XPath 1.0 and of the specification that JavaRosa refuses."""

pytestmark = pytest.mark.skipif(
    shutil.which("javac") is None or not JAR.exists(), reason="no Java compiler or no JavaRosa here"
)


@dataclass
class Case:
    """A form, what was answered in each round, and what JavaRosa printed after it."""

    form: Form
    rounds: list[list[tuple[str, str]]]
    printed: list[list[str]] = field(default_factory=list[list[str]])


def some_answer(question: Question, dice: random.Random) -> str:
    """A random answer; blank one time in four."""
    if question.name.startswith("aantal"):
        return str(dice.randint(1, 3))  # rows by number: blank, none and fewer than before differ on purpose
    if dice.random() < 0.25:
        return ""
    if question.kind is QuestionKind.SELECT_ONE:
        return dice.choice(question.choices).name
    if question.kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK):
        most = len(question.choices)
        least = most if question.kind is QuestionKind.RANK else 1
        return " ".join(one.name for one in dice.sample(question.choices, dice.randint(least, most)))
    if question.limits is not None:
        steps = int((question.limits.highest - question.limits.lowest) / question.limits.step)
        return str(float(question.limits.lowest + dice.randint(0, steps) * question.limits.step)).removesuffix(".0")
    return dice.choice(TYPED.get(question.kind, TEXTS))


def rows_of(form: Form, dice: random.Random) -> dict[str, list[str]]:
    """Every path of a question or group with the paths of its rows: one to three per repeated group."""
    repeats = cast("Rules", form.rules).repeats
    found: dict[str, list[str]] = {"": [""]}

    def grow(path: str) -> list[str]:
        if path not in found:
            parent, _, name = path.rpartition("/")
            above = grow(parent)
            found[path] = [
                f"{way}/{name}[{row}]" if path in repeats else f"{way}/{name}"
                for way in above
                for row in range(1, dice.randint(1, 3) + 1 if path in repeats else 2)
            ]
        return found[path]

    for question in form.questions():
        grow(question.path)
    return found


def some_round(form: Form, dice: random.Random) -> list[tuple[str, str]]:
    """Rows first (but those the form counts itself), then answers, as a file for JavaRosa and for us has them."""
    rows = rows_of(form, dice)
    counted = {path for path, count in cast("Rules", form.rules).repeats.items() if count is not None}
    made = [
        (path, "")
        for generic, paths in rows.items()
        for path in paths
        if path.endswith("]") and not any(generic == way or generic.startswith(f"{way}/") for way in counted)
    ]
    asked = [q for q in form.questions() if q.kind not in NOT_ASKED and not q.read_only]
    answers = [(path, value) for q in asked for path in rows[q.path] if (value := some_answer(q, dice))]
    return made + answers


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """All forms, filled at random, and JavaRosa asked about them in one run."""
    folder = tmp_path_factory.mktemp("javarosa")
    found: dict[str, Case] = {}
    for name, source in {**FORMS, "own": OWN.read_text("utf-8")}.items():
        converted = convert(source)
        form = load(converted.xform, converted.tables)
        dice = random.Random(f"20261123 {name}")  # noqa: S311 answers, not secrets
        case = found[name] = Case(form, [some_round(form, dice) for _ in range(ROUNDS)])
        place = folder / name
        place.mkdir()
        (place / "form.xml").write_text(converted.xform, "utf-8")
        for number, answers in enumerate(case.rounds):
            (place / f"{number:02}.tsv").write_text("".join(f"{path}\t{value}\n" for path, value in answers), "utf-8")
    source = Path(__file__).parent / "javarosa" / "Oracle.java"
    subprocess.run(["javac", "-cp", str(JAR), "-d", str(folder), str(source)], check=True, capture_output=True)
    command = ["java", "-Duser.timezone=UTC", "-Duser.language=nl", "-cp", f"{JAR}:{folder}", "Oracle"]
    ran = subprocess.run(
        [*command, *(str(folder / name) for name in found)],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    case = next(iter(found.values()))
    for line in ran.stdout.splitlines():
        if line.startswith("## "):
            case = found[Path(line[3:]).name]
        elif line.startswith(("== ", "!! ")):
            case.printed.append([line] if line.startswith("!! ") else [])
        else:
            case.printed[-1].append(line)
    return found


def same_value(ours: str, theirs: str) -> bool:
    """Equal, apart from how each writes a condition, a number and a day."""
    if theirs in (ours, f"{ours}T00:00:00.000Z"):
        return True
    if ours in ("true", "false"):
        return theirs == {"true": "1", "false": "0"}[ours]
    try:
        return abs(float(ours) - float(theirs)) <= 1e-9 * max(1.0, abs(float(ours)))
    except ValueError:
        return False


def differences(filling: Filling, line: str) -> Iterator[str]:
    """Where what JavaRosa printed of one node is not what we have."""
    path, *said = line.split("\t")
    if said[0] == "choices":
        ours = " ".join(choice.name for choice in filling.choices(path))
        if filling.relevant(path) and ours != said[1]:
            yield f"{path}: choices {ours!r}, JavaRosa {said[1]!r}"
        return
    relevant, value, required, holds = said
    if str(filling.relevant(path)).lower() != relevant:
        yield f"{path}: relevant {filling.relevant(path)}, JavaRosa {relevant}"
    if relevant == "false" or not filling.relevant(path):
        return
    if not same_value(filling.value(path), value):
        yield f"{path}: {filling.value(path)!r}, JavaRosa {value!r}"
    question = filling.form.by_path().get(re.sub(r"\[\d+\]", "", path))
    if question is None or question.kind in NOT_ASKED:
        return
    if str(filling.required(path)).lower() != required:
        yield f"{path}: required {filling.required(path)}, JavaRosa {required}"
    problem = filling.problem(path)
    if (problem is None) != (holds == "true"):
        yield f"{path}: {problem}, JavaRosa finds it good: {holds}"


@pytest.mark.parametrize("name", [*FORMS, "own"])
def test_javarosa_agrees_node_by_node(name: str, cases: dict[str, Case]) -> None:
    case, now = cases[name], datetime.now(UTC)  # JavaRosa asks the clock of this machine
    assert len(case.printed) == ROUNDS
    compared, found = 0, list[str]()
    for answers, lines in zip(case.rounds, case.printed, strict=True):
        filling = Filling(case.form, {path: "" for path, _ in answers if path.endswith("]")}, now.date(), now)
        for path, value in answers:
            filling.answer(path, value)
        for line in lines:
            if "/meta/" not in line:
                compared += 1
                found += [line] if line.startswith("!! ") else differences(filling, line)
    print(f"\n{name}: {compared} nodes, {len(found)} differ")
    assert found == []
    assert compared >= ROUNDS


def test_the_forms_together_use_every_function_that_javarosa_has() -> None:
    used = set(re.findall(r"(?<![\w:-])([a-z][\w:-]*)\(", "\n".join(FORMS.values())))
    assert set(FUNCTIONS) - used == ONLY_HERE
