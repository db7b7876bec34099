# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Our relevance and calculated values equal those of JavaRosa (Collect), node by node, for random answers.

JavaRosa lies in the jar that pyxform brings; the test is skipped where there is no Java compiler.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.forms.making import LEVELS, TODAY, settings, survey
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Form, Question, QuestionKind

_PYXFORM = find_spec("pyxform")
JAR = Path(_PYXFORM.origin or "").parent / "validators/odk_validate/bin/ODK_Validate.jar" if _PYXFORM else Path("none")
ROUNDS = 25
ROOT = "root"
"""Of a list of choices; written apart because it looks like a folder of this machine."""

pytestmark = pytest.mark.skipif(
    shutil.which("javac") is None or not JAR.exists(), reason="no Java compiler or no JavaRosa here"
)

NUMBERS = survey(
    "integer a",
    "integer b",
    "decimal d",
    "date dag",
    "text t",
    "calculate plus ; calculation=${a} + ${b} * 2",
    "calculate deel ; calculation=${a} div ${b}",
    "calculate rest ; calculation=${a} mod ${b}",
    "calculate rond ; calculation=round(abs(${d}), 1)",
    "calculate heel ; calculation=int(${d})",
    "calculate groot ; calculation=if(${a} > ${b}, ${a}, ${b})",
    "calculate som ; calculation=sum(${a})",
    "calculate tekst ; calculation=concat(${a}, '-', ${t}, '-', ${d} * 2)",
    "calculate lang ; calculation=string-length(${t})",
    "calculate deel2 ; calculation=substr(${t}, 1, 3)",
    "calculate eerste ; calculation=coalesce(${a}, ${b})",
    "calculate dagen ; calculation=int(${dag}) - int(date('2026-01-01'))",
    "calculate later ; calculation=format-date(date(${dag} + 30), '%Y-%m-%d')",
    "calculate macht ; calculation=pow(${a}, 2)",
    "calculate past ; calculation=regex(${t}, '[a-z]+')",
    "calculate lijst ; calculation=join(',', ${a}, ${b}, ${t})",
    "calculate toets ; calculation=checklist(1, 2, ${a} = 1, ${b} = 1, ${t} = 'ab')",
    "calculate weeg ; calculation=weighted-checklist(1, 5, ${a} = 1, 2, ${b} = 1, 3)",
)
BRANCHES = survey(
    "integer a",
    "text t",
    "date dag",
    "select_one level hoe",
    "select_multiple helper wie",
    "calculate meer ; calculation=${a} > 1",
    "calculate getal ; calculation=${a} + 0",
    "text r1 ; relevant=${a}",
    "text r2 ; relevant=${t}",
    "text r3 ; relevant=${hoe}",
    "text r4 ; relevant=${meer}",
    "text r5 ; relevant=${getal}",
    "text r6 ; relevant=not(${meer})",
    "text r7 ; relevant=${meer} = true()",
    "text r8 ; relevant=${meer} = 1",
    "text r9 ; relevant=${a} != 2",
    "text r10 ; relevant=${a} = ''",
    "text r11 ; relevant=${a} = '02'",
    "text r12 ; relevant=${r1} != 'x'",
    "text r13 ; relevant=${dag} > date('2026-01-01')",
    "text r14 ; relevant=${dag}",
    "text r15 ; relevant=selected(${wie}, 'oma') and not(selected(${wie}, 'buur'))",
    "text r16 ; relevant=count-selected(${wie}) > 1",
    "text r17 ; relevant=${t} = 2",
    "begin_group g ; relevant=${a} > 0 or ${t} = 'ab'",
    "integer binnen",
    "begin_group h ; relevant=${binnen} = ''",
    "integer diep ; relevant=${binnen} != 3",
    "end_group",
    "end_group",
    "calculate van_binnen ; calculation=${binnen} + 1",
    "calculate van_diep ; calculation=if(${diep} = '', 'leeg', ${diep})",
    "calculate woorden ; calculation=jr:choice-name(${hoe}, '${hoe}')",
    f"calculate punten ; calculation=instance('level')/{ROOT}/item[name = ${{hoe}}]/score",
    "calculate tweede ; calculation=selected-at(${wie}, 1)",
    "calculate eens ; calculation=once(${a})",
)
REPEATS = survey(
    "integer n",
    "begin_repeat rij",
    "decimal bedrag",
    "text waarom ; relevant=${bedrag} > ${n}",
    "calculate dubbel ; calculation=${bedrag} * 2",
    "calculate plaats ; calculation=position(..)",
    "end_repeat",
    "calculate totaal ; calculation=sum(${bedrag})",
    "calculate aantal ; calculation=count(${rij})",
    # JavaRosa finds 0 for the largest of negative numbers, so there is one of 0 among them.
    "calculate hoogste ; calculation=max(${bedrag}, 0)",
    "calculate eerste ; calculation=indexed-repeat(${bedrag}, ${rij}, 1)",
)
TYPED = {
    QuestionKind.INTEGER: ("0", "1", "2", "3", "-4", "40", "60"),
    QuestionKind.DECIMAL: ("1.5", "2.25", "-2.75", "0.05", "3.0", "1234567.125", "40.0"),
    QuestionKind.DATE: ("2026-11-23", "2024-02-29", "1969-12-30", "2026-03-29"),
}
OWN = content_folder("forms") / "shared" / "woonvaardigheden" / "form.md"


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled Java program that asks JavaRosa."""
    folder = tmp_path_factory.mktemp("oracle")
    source = Path(__file__).parent / "javarosa" / "Oracle.java"
    subprocess.run(["javac", "-cp", str(JAR), "-d", str(folder), str(source)], check=True, capture_output=True)
    return folder


def some_answer(question: Question, dice: random.Random) -> str:
    """A random answer; blank one time in four."""
    if dice.random() < 0.25:
        return ""
    if question.kind is QuestionKind.SELECT_ONE:
        return dice.choice(question.choices).name
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        return " ".join(one.name for one in dice.sample(question.choices, dice.randint(1, len(question.choices))))
    return dice.choice(TYPED.get(question.kind, ("ab", "x", "2", "0", "2.0", "Wim")))


def their_way(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)


def same_value(ours: str, theirs: str) -> bool:
    """Equal, apart from how each writes a condition and a number."""
    if ours == theirs:
        return True
    if ours in ("true", "false"):
        return theirs == {"true": "1", "false": "0"}[ours]
    try:
        return float(ours) == float(theirs)
    except ValueError:
        return False


def differences(form: Form, xform: str, oracle: Path, folder: Path, seed: int) -> tuple[int, list[str]]:
    """How many nodes were compared, and where ours and theirs are not the same."""
    dice = random.Random(seed)  # noqa: S311 answers, not secrets
    asked = [q for q in form.questions() if q.kind not in (QuestionKind.HIDDEN, QuestionKind.NOTE) and not q.read_only]
    (folder / "form.xml").write_text(xform, "utf-8")
    rounds: list[dict[str, str]] = []
    for number in range(ROUNDS):
        answers = {question.path: value for question in asked if (value := some_answer(question, dice))}
        lines = "".join(f"{path}\t{value}\n" for path, value in answers.items())
        (folder / f"{number:02}.tsv").write_text(lines, "utf-8")
        rounds.append(answers)
    files = [str(folder / f"{number:02}.tsv") for number in range(ROUNDS)]
    command = ["java", "-Duser.timezone=UTC", "-Duser.language=nl", "-cp", f"{JAR}:{oracle}", "Oracle"]
    ran = subprocess.run(
        [*command, str(folder / "form.xml"), *files], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    compared, found = 0, list[str]()
    filling = Filling(form, {}, TODAY)
    waiting = iter(rounds)
    for line in ran.stdout.splitlines():
        if line.startswith("=="):
            filling = Filling(form, {}, TODAY)
            for path, value in next(waiting).items():
                filling.answer(path, value)
            continue
        path, relevant, theirs = line.split("\t")
        path = their_way(path)
        if "/meta/" in path:
            continue
        compared += 1
        ours = filling.value(path)
        right = str(filling.relevant(path)).lower() == relevant and (relevant == "false" or same_value(ours, theirs))
        if not right:
            found.append(f"{path}: {filling.relevant(path)} {ours!r}, JavaRosa {relevant} {theirs!r}")
    return compared, found


@pytest.mark.parametrize("name", ["numbers", "branches", "repeats", "own"])
def test_javarosa_agrees_node_by_node(name: str, oracle: Path, tmp_path: Path) -> None:
    sources = {"numbers": NUMBERS, "branches": BRANCHES, "repeats": REPEATS}
    source = sources[name] + LEVELS + settings() if name in sources else OWN.read_text("utf-8")
    converted = convert(source)
    compared, found = differences(
        load(converted.xform, converted.tables), converted.xform, oracle, tmp_path, seed=20261123
    )
    print(f"\n{name}: {compared} nodes, {len(found)} differ")
    assert compared >= ROUNDS
    assert found == []
