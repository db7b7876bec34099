# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the public ODK XPath cases come out right, and why the others do not."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.forms.public_cases import CASES, Case, all_cases, outcome

FLOOR = 0.975
"""Of the cases outside geo functions and namespaces."""


def reason(case: Case, found: str) -> str:
    """Why a case comes out otherwise on purpose: the first of these that fits."""
    expression = case["expr"]
    reasons = (
        (
            found.startswith(("arguments_", "unknown_function")),
            "a wrong call is refused when the form is read, not when it is reached",
        ),
        (found.endswith(("none here", "no node here")), "a document type and CDATA are no nodes here"),
        ("regex" in expression, "regex() looks at the whole text, as in Collect"),
        ("date(" in expression, "date() drops the time of day, as in Collect"),
        ("number(" in expression, "a date with a zone or before 1970: whole days here, fractions in other cases"),
        (expression == "sum(*)", "a blank counts as nothing in a sum, as in Collect"),
        (True, f"not explained: {expression} {found}"),
    )
    return next(why for fits, why in reasons if fits)


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
    for why, count in Counter(reason(case, found) for case, found in misses).most_common():
        print(f"  {count:3} {why}")
    share = right / len(cases)  # apart, or a failure would print every case
    assert share >= FLOOR
