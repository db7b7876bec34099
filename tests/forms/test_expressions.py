# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Expressions are read by the rules of XPath 1.0, and a mistake in one is named with its place."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.texts import t
from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.context import Context, Scope, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS, REFUSED
from wwdesk.forms.xpath.parser import DEEPEST, parse
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.forms.xpath.values import Clock, Value, number, string

CLOCK = Clock(datetime.fromisoformat("2026-11-23T10:00:00"))


def value(text: str) -> Value:
    root = Node(NodeKind.DOCUMENT)
    return compile_expression(parse(text), Surroundings(FUNCTIONS))(Context(root, root, Scope(root, CLOCK)))


def said(text: str) -> str:
    return string(value(text), CLOCK)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("10 - 2 - 3", "5"),
        ("(10 - 2) * -1", "-8"),
        ("- - 5", "5"),
        ("7 mod 4 = 3 and 9 div 3 = 3", "true"),
        ("1 = 1 = true()", "true"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 div 0", "Infinity"),
        ("'a' = \"a\"", "true"),
        ("if(2 > 1, 'ja', 'nee')", "ja"),
        ("3mod 2", "1"),
        ("round(2.15, 1)", "2.2"),
        ("substring('12345', 2, 3)", "234"),
        ("date('2026-11-30') - today()", "7"),
        ("date(today() + 30)", "2026-12-23"),
        ("format-date('2026-11-03', '%d/%m/%Y')", "03/11/2026"),
        ("int((date('2026-07-01') - date('2025-12-15')))", "198"),
        ("coalesce('', 'b')", "b"),
        ("selected('a b c', 'b')", "true"),
        ("count-selected(' a  b ')", "2"),
        ("selected-at('a b c', 2)", "c"),
        ("regex('0499 12', '[0-9 ]+')", "true"),
        ("regex('0499 12x', '[0-9 ]+')", "false"),
        ("regex('a', concat('(', ''))", "false"),
        ("boolean-from-string('true')", "true"),
        ("max(1, 3, 2) - min(4, 2)", "1"),
        ("sum('')", "0"),
        ("pow(-8, 0.5)", "NaN"),
        ("uuid(0)", ""),
    ],
)
def test_an_expression_gives_what_it_says(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "key", "position"),
    [
        ("", "empty", 0),
        ("(1 + 2", "unclosed_bracket", 0),
        ("selected(/d/a, 'x'", "unclosed_bracket", 8),
        ("1 + 2)", "unopened_bracket", 5),
        ("/d/a == 1", "double_equals", 6),
        ("'abc", "unclosed_text", 0),
        ("/d/a = ‘x’", "smart_quote", 7),
        ("1 +", "unexpected_end", 3),
        ("1 ; 2", "strange_character", 2),
        ("selectd('a', 'b')", "unknown_function_near", 0),
        ("qwxyz(1)", "unknown_function", 0),
        ("round()", "arguments_between", 0),
        ("today(1)", "arguments_exactly", 0),
        ("coalesce()", "arguments_at_least", 0),
        ("pulldata('a', 'b', 'c', 'd')", "refused_function", 0),
        ("regex('a', '(a')", "bad_pattern", 11),
        ("regex(., '(a+)+')", "slow_pattern", 9),
        ("regex(., '([a-z]+ ?){2,}')", "slow_pattern", 9),
        ("sideways::a", "unknown_axis", 0),
        ("$x + 1", "variable", 0),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "too_deep", DEEPEST),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, key: str, position: int) -> None:
    with pytest.raises(XPathError) as caught:
        compile_expression(parse(text), Surroundings(FUNCTIONS))
    assert (caught.value.key, caught.value.position) == (key, position)
    assert t(f"forms.expression.{key}", **caught.value.values)


def test_a_function_of_other_programs_is_no_function_here() -> None:
    assert not REFUSED & FUNCTIONS.keys()


def test_a_sum_of_a_thousand_terms_and_eighty_nested_conditions_are_no_danger() -> None:
    assert said(" + ".join(["1"] * 1000)) == "1000"
    assert said(" or ".join(["false()"] * 999 + ["true()"])) == "true"
    assert said("if(2 = 1, 0, " * DEEPEST + "1" + ")" * DEEPEST) == "1"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_but_never_crashes(text: str) -> None:
    place = 0
    try:
        parse(text)
    except XPathError as error:
        place = error.position
    assert 0 <= place <= len(text)


words = st.sampled_from(
    ["1", "'a'", ".", "..", "a", "/d", "//x", "*", "+", "-", "div", "and", "(", ")", "[", "]", ",", "if("]
)


@given(st.lists(words, max_size=14))
def test_any_row_of_words_is_evaluated_or_refused_but_never_crashes(parts: list[str]) -> None:
    try:
        found = value(" ".join(parts))
    except XPathError:
        return
    assert isinstance(string(found, CLOCK), str)


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_a_number_written_out_reads_back_the_same(amount: float) -> None:
    assert number(string(amount, CLOCK), CLOCK) == amount


@given(st.dates())
def test_a_date_is_a_number_of_days_and_back(day: object) -> None:
    text = str(day)
    assert said(f"date(number(date('{text}')))") == text
