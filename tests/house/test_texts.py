# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence the code asks for exists, fits its fields, and every sentence is said somewhere."""

from __future__ import annotations

import ast
import re

import pytest
from pyxform.errors import ErrorCode

from tests.house.sources import ROOT, Source, docstrings, sources
from tests.house.text_keys import (
    asked_exactly,
    loose_keys,
    read_sentences,
    sentences_in,
    spoken_keys,
    unused,
    wrong_asks,
)

TEXTS = ROOT / "resources" / "texts" / "nl"

SAMPLE = {
    "people": 'add = "Nieuwe persoon"\nhello = "Dag {name}"\n'
    '[found]\none = "{n} persoon"\nmany = "{n} personen"\nnone = "Niemand in {place}"\n[role]\nreader = "Lezer"\n',
    "errors": '[disk_full]\nwhat = "De schijf is vol."\nsafe = "Er is niets verloren."\n'
    '[file_gone]\nwhat = "{file} is weg."\ndo = "Zoek het."\n'
    '[too_many]\nsafe = "Er is niets veranderd."\n[too_many.what]\none = "Eén fout."\nmany = "{n} fouten."\n',
}


def code(text: str) -> Source:
    return Source("planted.py", text)


def test_every_sentence_the_code_asks_for_exists_and_fits() -> None:
    known = sentences_in(TEXTS)
    exact = asked_exactly(sources("wwdesk"))
    assert [problem for source in sources("wwdesk") for problem in wrong_asks(source, known, exact)] == []


def test_no_string_is_almost_a_key() -> None:
    known = sentences_in(TEXTS)
    speaking = sources("wwdesk/ui", "wwdesk/documents", "wwdesk/app")  # elsewhere "dossier.id" is a column
    assert [problem for source in speaking for problem in loose_keys(source, known)] == []


def test_every_sentence_is_said_somewhere() -> None:
    of_pyxform = [code.name for code in ErrorCode]
    assert unused(sources("wwdesk"), sentences_in(TEXTS), of_pyxform) == []


@pytest.mark.parametrize("language", sorted(folder.name for folder in TEXTS.parent.iterdir() if folder != TEXTS))
def test_another_language_says_exactly_what_paper_needs(language: str) -> None:
    dutch, other = sentences_in(TEXTS), sentences_in(TEXTS.parent / language)
    assert other.problems == []
    assert sorted(other.plain) == sorted(spoken_keys(sources("wwdesk"), dutch))
    assert {key for key, said in other.plain.items() if said.fields != dutch.plain[key].fields} == set()


def test_a_key_that_needs_other_languages_is_seen() -> None:
    known = read_sentences(SAMPLE)
    assert spoken_keys((code('t("people.add"); t("people.hello", language, name="x")'),), known) == {"people.hello"}
    assert spoken_keys((code('self.t(f"people.found.{kind}", place="x")'),), known) == {"people.found.none"}
    table = code('KEYS = {"=": "people.add"}\nt(KEYS[sign], language)\nt("people.hello", name="x")')
    assert spoken_keys((table,), known) == {"people.add"}


def test_the_text_files_are_whole() -> None:
    known = sentences_in(TEXTS)
    assert known.problems == []
    assert known.plain
    assert known.errors


@pytest.mark.parametrize(
    "wrong",
    [
        't("people.ad")',
        't("people.add", name="x")',
        't("people.hello")',
        't("people.hello", nam="x")',
        't("people.found")',
        't(f"peple.role.{role}")',
        't("people.add" if new else "people.change")',
        'DeskError("disk_ful")',
        'DeskError("file_gone")',
        'DeskError("disk_full", file="x")',
        'DeskError("too_many")',
    ],
)
def test_a_wrong_key_or_field_is_seen(wrong: str) -> None:
    assert wrong_asks(code(wrong), read_sentences(SAMPLE)) != []


@pytest.mark.parametrize(
    "right",
    [
        't("people.add")',
        't("people.hello", name="x")',
        't("people.found", n=2)',
        't("people.found.none", place="Genk")',
        't(f"people.role.{role}")',
        't("people.hello", **values)',
        'DeskError("file_gone", file="x")',
        'DeskError("too_many", n=3)',
        "t(key)",
    ],
)
def test_a_right_key_is_left_alone(right: str) -> None:
    assert wrong_asks(code(right), read_sentences(SAMPLE)) == []


def test_a_typing_mistake_in_a_table_of_keys_is_seen() -> None:
    known = read_sentences(SAMPLE)
    assert loose_keys(code('KEYS = ("people.add", "people.found", "people.json")'), known) == []
    assert loose_keys(code('KEYS = ("people.add", "people.foond")'), known) != []


def test_a_sentence_nobody_says_is_seen() -> None:
    known = read_sentences(SAMPLE)
    uses = "".join(f't("people.{name}");' for name in ("add", "hello", "found", "found.none"))
    uses += 'DeskError("disk_full"); DeskError("file_gone"); DeskError("too_many");'
    role = 'ROLES = ("reader",); t(f"people.role.{role}")'
    assert unused((code(uses + role),), known) == []
    assert unused((code(uses),), known) == ["people.role.reader is said nowhere"]
    assert unused((code(uses + 't(f"people.role.{role}")'),), known) == ["people.role.reader is said nowhere"]
    assert unused((code(role),), known)[-1] == "errors.too_many is said nowhere"
    assert unused((code(uses + 't(f"people.role.{role}")'),), known, ["reader"]) == []


def test_a_pattern_need_not_fill_what_is_asked_for_by_name() -> None:
    source = code('t(f"people.{name}"); t("people.hello", name="x"); t("people.found", n=1); t("people.found.none")')
    known = read_sentences(SAMPLE)
    assert [problem for problem in wrong_asks(source, known) if "hello" in problem] != []
    problems = wrong_asks(source, known, asked_exactly((source,)))
    assert problems == ["planted.py:1 t people.found.none needs place"]


@pytest.mark.parametrize(
    "broken",
    [
        '[disk_full]\nwhat = "Vol."',
        '[disk_full]\nsafe = "Niets verloren."',
        '[disk_full]\nwhat = "Vol."\nsafe = ""',
        '[disk_full]\nwhat = "Vol."\nsafe = "Ja."\nwhy = "Zomaar."',
        '[disk_full]\nwhat = "Vol: {file"\nsafe = "Ja."',
    ],
)
def test_a_half_error_text_is_seen(broken: str) -> None:
    assert read_sentences({"errors": broken}).problems != []


NO_SENTENCES = {
    "dit is een voorbeeld",  # the password of the demo office
    "niet besproken",  # recognises the answer in questionnaires of others that give it no name
    *("lock page", "dossier loaded"),  # what the played demo waited for, told to whoever mends it
    "alleen invullen ",  # the beginning an author may have given a skip rule
}


def sentences_in_code(source: Source) -> list[str]:
    """Strings with two words in a row: a person would read them, so they belong in a text file."""
    tree = source.tree
    skip = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):  # tells whoever mends the program, never a worker
            skip |= {id(part) for part in ast.walk(node)}
    return [
        source.at(node, f"says {node.value!r}, which belongs in {TEXTS.relative_to(ROOT)}")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skip
        and re.search(r"[A-Za-zÀ-ÿ]{2,} [a-zà-ÿ]{2,}", node.value)
        and node.value not in NO_SENTENCES
    ]


def test_no_sentence_hides_in_the_code() -> None:
    rooms = ("app", "ui", "services", "documents", "methods", "domain")
    speaking = sources(*(f"wwdesk/{room}" for room in rooms))
    assert [problem for source in speaking for problem in sentences_in_code(source)] == []


def test_a_sentence_in_the_code_is_seen() -> None:
    assert sentences_in_code(code('label.setText("Er ging iets mis")')) != []
    assert sentences_in_code(code('label.setText(f"Dag {name}, kom binnen")')) != []
    assert sentences_in_code(code('"""Says hello to people."""\nraise ValueError("no such thing")')) == []
    assert sentences_in_code(code('label.setObjectName("person-name")')) == []
