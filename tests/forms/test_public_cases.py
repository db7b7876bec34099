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
    """Why a case comes out otherwise on purpose."""
    if found.startswith(("arguments_", "unknown_function")):
        return "a wrong call is refused when the form is read, not when it is reached"
    if found.endswith(("none here", "no node here")):
        return "a document type and CDATA are no nodes here"
    if "regex" in case["file"]:
        return "regex() looks at the whole text, as in Collect"
    if "date(" in case["expr"]:
        return "date() drops the time of day, as in Collect"
    if "number(" in case["expr"]:
        return "a date before 1970 or in another zone: the case wants whole days where others want fractions"
    if case["expr"] == "sum(*)":
        return "a blank counts as nothing in a sum, as in Collect"
    return f"not explained: {case['expr']} {found}"


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
