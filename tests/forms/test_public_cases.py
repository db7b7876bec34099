# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the public ODK XPath cases come out right, and why the others do not."""

from __future__ import annotations

import pytest

from tests.forms.public_cases import CASES, Case, all_cases, outcome

FLOOR = 0.99
"""Of the cases outside geo functions and namespaces."""

WHOLE_DAYS = "a date counts in whole local days, the case in UTC and only for this form of writing"
ON_PURPOSE = {
    "sum(*)": "a blank counts as nothing in a sum, as in Collect",
    'date(decimal-date-time("2003-10-20T08:00:00.000-07:00"))': "date() of a number is a whole day, as in Collect",
    "date(today() + 10)": "the same, at a clock seven hours from UTC",
    'number("1969-12-31")': WHOLE_DAYS,
    'number("1941-12-07")': WHOLE_DAYS,
    'number("2026-08-27T08:27:00.000+07:00")': WHOLE_DAYS,
    'regex(/simple/xpath/to/node, "[0-9]{3}")': "regex() looks at the whole text, as in Collect",
    "round(-1.5)": "halves are rounded upward, as in Collect and XPath 1.0",
    'round("-1.475", "2")': "halves are rounded upward, as in Collect and XPath 1.0",
}
"""The cases that come out otherwise, with the reason: see docs/decisions/011-xpath-differences.md."""


def is_outside(case: Case) -> bool:
    """Geo functions, and cases about namespaces (which our trees do not have)."""
    if "geo" in case["file"] or "namespace" in case["expr"]:
        return True
    # These expect that a name without prefix finds nothing in a document with a default namespace.
    return "xmlns=" in case["xml"] and case["expr"] in ("child::html", "/html", "count(p)", "1 + count(p)")


@pytest.mark.skipif(not CASES.exists(), reason="the public cases are not on this machine")
def test_nearly_all_public_cases_come_out_right() -> None:
    cases = [case for case in all_cases() if not is_outside(case)]
    misses = [(case, found) for case in cases if (found := outcome(case))]
    right = len(cases) - len(misses)
    print(f"\npublic XPath cases: {right} of {len(cases)} = {right / len(cases):.1%} outside geo and namespaces")
    for case, found in misses:
        print(f"  {case['expr']}: {found}; {ON_PURPOSE.get(case['expr'], 'not explained')}")
    assert {case["expr"] for case, _ in misses} == set(ON_PURPOSE)
    share = right / len(cases)  # apart, or a failure would print every case
    assert share >= FLOOR
