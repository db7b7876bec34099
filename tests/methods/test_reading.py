# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a method is told with its file, its line and a Dutch sentence."""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.sources import ROOT
from tests.methods.samples import SMALL, small
from wwdesk.methods import cases, model
from wwdesk.methods.folders import methods_in
from wwdesk.methods.problems import MethodError
from wwdesk.methods.reading import frozen_method, read_method
from wwdesk.methods.toml_lines import line_numbers


def problems(text: str) -> list[str]:
    with pytest.raises(MethodError) as refused:
        frozen_method(text)
    assert refused.value.sentence
    return [str(problem) for problem in refused.value.problems]


def line_of(part: str, text: str = SMALL) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_small_method_is_right() -> None:
    assert small().method.method.id == "klein"


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        ('kind = "decide"', 'kind = "beslis"', "beslis", "“beslis” kan hier niet. Kies uit: fill, decide"),
        ('["bezoek", "einde"]', '["bezoek", "eind"]', '"eind"', "De stap “eind” is er niet. Bedoel je “einde”?"),
        ('asks = ["huurstart"]', 'asks = ["huurbegin"]', "huurbegin", "Het gegeven “huurbegin” is er niet."),
        ('label = "Plan"', 'lable = "Plan"', "lable", "Het woord “lable” kent wwdesk hier niet. Bedoel je “label”?"),
        ('summary = "Om te proberen."\n', "", "[method]", "Hier ontbreekt “summary”."),
        ("since = 2023-01-01", "since = 2010-01-01", "2010", "De profielen staan niet op volgorde"),
        ("since = 2023-01-01", 'since = "2023-01-01"', '"2023', "Hier hoort een dag zoals 2026-11-23"),
        ('id = "plan"', 'id = "begin"', 'label = "Plan"', "“begin” staat er twee keer."),
        ('id = "akkoord"', 'id = "plan"', 'label = "Akkoord"', "“plan” is al de naam van iets anders"),
        ("again = true", "again = 1", "again = 1", "Hier hoort true of false."),
        ("remind = [30]", "remind = 30", "remind = 30", "Hier hoort een lijst"),
        ('"${plan} <= ${huurstart}"', '"${plan} <= ${huurstrt}"', "huurstrt", "Bedoel je “huurstart”?"),
        ('unless = "${plan} <= ${huurstart}"', 'unless = "(${plan} <= ${huurstart}"', "(${plan}", "haakje"),
        ('unless = "${plan} <= ${huurstart}"', 'unless = "plan <= ${huurstart}"', '"plan <=', "accolades"),
        ('rules = ["R06"]', 'rules = ["regel 6"]', "regel 6", "geen code van een regel"),
        ('count = "maanden_proef"\nuntil', "until", 'label = "Einde van de proef"', "Deze termijn heeft “count” nodig"),
        ('base = "huidig-recht"', 'base = "huidig"', '"huidig"', "Het profiel van regels “huidig” is er niet."),
        ('sense = "known"\n', "", 'id = "halverwege"', "zou voor altijd te laat blijven"),
        ("latest = 3", "latest = 1", "every = 2", "“latest” is niet korter dan “every”"),
        ('list = "soorten"', 'list = "sorten"', 'label = "Soort"', "De lijst “sorten” is er niet"),
        ('may_ask = ["opmerking"]\n', "", 'label = "Opmerking"', "wordt in geen enkele stap gevraagd"),
        ('start = "huurstart"\ncount', 'start = "proef"\ncount', 'id = "proef"', "hangt van zichzelf af"),
        ("numbers = { maanden_proef = 12 }", "numbers = {}", "numbers = {}", "andere getallen"),
        ("numbers = { maanden_proef = 12 }", 'numbers = { maanden_proef = "veel" }', "veel", "Hier hoort een getal"),
        ('label = "Kleine werkwijze"', 'label = " "', 'label = " "', "Hier staat niets."),
        ('version = "1"', 'version = "1', 'version = "1', "haakje"),
        ('version = "1"', 'version = "1"\nversion = "2"', "", "haakje"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_sentence(old: str, new: str, at: str, sentence: str) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    found = problems(text)
    assert any(sentence in one for one in found), found
    if at:
        near = line_of(at, text)
        told = next(one for one in found if sentence in one)
        number = re.search(r"regel (\d+)", told)
        assert number is not None
        assert abs(int(number[1]) - near) <= 2, (told, near)


NOTICE = (
    '\n[[time_limit]]\nid = "opzeg"\nlabel = "Opzeg"\nkind = "notice"\nstart = "huurstart"\nsense = "known"\nground = '
)


def test_every_profile_must_know_a_ground_of_a_notice() -> None:
    assert any("Niet elk profiel" in one for one in problems(f'{SMALL}{NOTICE}["huurder"]\n'))
    assert any("Bedoel je “huurder”?" in one for one in problems(f'{SMALL}{NOTICE}["hurder", "proefwonen"]\n'))
    assert frozen_method(f'{SMALL}{NOTICE}["huurder", "proefwonen"]\n')


def with_step(more: str) -> str:
    return f'{SMALL}\n[[step]]\nlabel = "Erbij"\nphase = "een"\nrole = "begeleider"\n{more}'


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('id = "los"\nkind = "register"\nnext = ["einde"]', "Naar de stap “los” leidt geen enkele weg."),
        ('id = "invullen"\nkind = "fill"\nalways = true', "heeft een vragenlijst nodig"),
        ('id = "brief"\nkind = "letter"\nalways = true', "heeft een document nodig"),
        ('id = "keuze"\nkind = "decide"\nalways = true', "minstens twee uitkomsten"),
        ('id = "slot"\nkind = "close"\nalways = true\nnext = ["begin"]', "Na een stap die afsluit komt niets meer"),
    ],
)
def test_a_step_must_make_sense(more: str, sentence: str) -> None:
    assert any(sentence in one for one in problems(with_step(more)))


def test_a_circle_without_a_way_out_is_found() -> None:
    stuck = SMALL.replace('next = ["bezoek", "einde"]', 'next = ["plan"]')
    assert any("leidt geen weg naar een stap die afsluit" in one for one in problems(stuck))
    endless = SMALL.replace('id = "plan"', 'id = "plan"\nnext = ["plan"]')
    assert any("Van de stap “plan” leidt geen weg" in one for one in problems(endless))
    strands = SMALL.replace(
        'code = "opnieuw"\nlabel = "Opnieuw"\nnext = ["begin"]', 'code = "opnieuw"\nlabel = "Opnieuw"'
    )
    assert any("Na de uitkomst “opnieuw” van de stap “begin” komt niets" in one for one in problems(strands))


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(SMALL.replace('kind = "decide"', 'kind = "x"').replace("since = 2023-01-01", "since = 3"))
    lines = [int(re.findall(r"regel (\d+)", one)[0]) for one in found]
    assert len(found) == 2
    assert lines == sorted(lines)


def test_one_wrong_folder_leaves_the_others_working(tmp_path: Path) -> None:
    for name, text in (("goed", SMALL), ("fout", "[method]\n"), ("krom", "[method"), ("leeg", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "method.toml").write_text(text, "utf-8")
    (tmp_path / "geen").mkdir()
    (tmp_path / "binair").mkdir()
    (tmp_path / "binair" / "method.toml").write_bytes(b"\xff\xfe\x00")
    found = methods_in(tmp_path, ())
    assert {one.folder.name: one.rulebook is not None for one in found} == {
        "binair": False,
        "fout": False,
        "goed": True,
        "krom": False,
        "leeg": False,
    }
    assert all(one.problems for one in found if one.rulebook is None)


def test_a_template_or_a_form_that_is_not_there_is_told(tmp_path: Path) -> None:
    papers = '\n[[document]]\nid = "brief"\nlabel = "Brief"\nmade_by = "begeleider"\ntemplate = "brief.doc.md"\n'
    step = 'id = "invullen"\nkind = "fill"\nform = "woonvaardigheid"\nalways = true'
    (tmp_path / "method.toml").write_text(with_step(step) + papers, "utf-8")
    with pytest.raises(MethodError) as refused:
        read_method(tmp_path, ("woonvaardigheden",))
    told = " ".join(str(problem) for problem in refused.value.problems)
    assert "“brief.doc.md” staat niet in de map" in told
    assert "Bedoel je “woonvaardigheden”?" in told
    # A trajectory that started when both were there keeps running.
    assert frozen_method(with_step(step) + papers)


@given(st.integers(0, len(SMALL) - 1), st.sampled_from(["", '"', "]", "[", "=", "\n", "x", "9", "{", "#", "\x00"]))
def test_a_typing_mistake_anywhere_never_crashes(place: int, typed: str) -> None:
    with suppress(MethodError):
        frozen_method(SMALL[:place] + typed + SMALL[place + 1 :])


@given(st.text(max_size=300))
def test_any_text_is_a_method_or_is_refused(text: str) -> None:
    line_numbers(text)
    with pytest.raises(MethodError):
        frozen_method(text)


def test_lines_are_found_in_tables_lists_and_long_texts() -> None:
    text = 'a = """\n[x]\nb = 1\n"""\n[[t]]\nk = [\n  { c = 1 },\n  { c = 2 }, # [ "\n]\n'
    text += '[[t]]\nk = 3\n[t.u]\nv = "#]"\nw = 1\n'
    lines = line_numbers(text)
    assert lines["a",] == 1
    assert lines["t", 0, "k", 1] == 8
    assert lines["t", 1, "k"] == 11
    assert lines["t", 1, "u", "w"] == 14


def test_the_manual_names_every_table_and_word() -> None:
    manual = (ROOT / "docs" / "add-a-method.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `\[+([\w.]+)\]+` \| (.*) \|$", manual, re.MULTILINE))
    tables = {name: (get_args(kind) or (kind,))[0] for name, kind in get_type_hints(model.Method).items()}
    tables["waiting_list"] = model.WaitingList
    tables["step.outcome"] = model.Outcome
    assert rows.keys() == tables.keys()
    for name, row in rows.items():
        needed, _, free = row.partition(";")
        fields = dataclasses.fields(tables[name])
        required = {f.name for f in fields if f.default is f.default_factory is dataclasses.MISSING}
        assert set(re.findall(r"`(\w+)`", needed)) == required, name
        optional = {f.name for f in fields} - required
        assert set(re.findall(r"`(\w+)`", free)) == optional, name
    for cls in (cases.Case, cases.CaseEvent, cases.Expected):
        for one in dataclasses.fields(cls):
            assert re.search(rf"`(?:\[case\.)?{one.name}\b", manual), one.name
