# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A trajectory goes on by events only, and every guard has its say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.methods.samples import SMALL, small
from wwdesk.domain.errors import DeskError
from wwdesk.methods.conditions import FactValue
from wwdesk.methods.guards import StepRefusedError, apply, judge, replay
from wwdesk.methods.limits import View
from wwdesk.methods.progress import Event, Progress, begin

DAY = date(2026, 3, 2)


def event(step: str, on: date = DAY, outcome: str = "", reason: str = "", **facts: FactValue) -> Event:
    return Event(step=step, on=on, outcome=outcome, facts=facts, reason=reason)


def done(*events: Event, profile: str = "oud") -> Progress:
    progress = begin(small(), DAY, profile)
    for one in events:
        progress = apply(progress, one)
    return progress


RENTED = (
    event("begin", outcome="verder"),
    event("plan"),
    event("tekenen"),
    event("huur", huurstart=date(2026, 3, 15)),
)


def refusal(progress: Progress, tried: Event) -> StepRefusedError | DeskError:
    before = progress
    with pytest.raises(DeskError) as refused:
        apply(progress, tried)
    assert progress is before
    assert refused.value.sentence
    return refused.value


def test_a_step_opens_what_follows_and_waits_for_what_it_needs() -> None:
    assert begin(small(), DAY).open == ("begin", "stopt")
    assert done(event("begin", outcome="opnieuw")).open == ("begin", "stopt")
    assert done(*RENTED[:1]).open == ("plan", "tekenen", "stopt")
    assert done(*RENTED[:3]).open == ("huur", "stopt")
    assert done(*RENTED).open == ("bezoek", "einde", "stopt")
    assert done(*RENTED, event("bezoek"), event("bezoek")).times["bezoek"] == (DAY, DAY)


@pytest.mark.parametrize(
    ("progress", "tried", "key"),
    [
        (begin(small(), DAY), event("plan"), "step_not_open"),
        (begin(small(), DAY), event("nergens"), "step_unknown"),
        (begin(small(), DAY), event("begin"), "step_outcome_unknown"),
        (begin(small(), DAY), event("begin", outcome="misschien"), "step_outcome_unknown"),
        (begin(small(), DAY), event("stopt", outcome="verder"), "step_outcome_unknown"),
        (begin(small(), DAY), event("begin", date(2026, 3, 1), "verder"), "step_before_start"),
        (done(*RENTED[:3]), event("huur"), "fact_missing"),
        (done(*RENTED[:3]), event("huur", huurstart="morgen"), "fact_wrong"),
        (done(*RENTED[:3]), event("huur", huurstart=DAY, minuten=Fraction(3)), "fact_unknown"),
        (done(*RENTED), event("bezoek", minuten=Fraction(601)), "fact_out_of_bounds"),
        (done(*RENTED[:2]), event("tekenen", soort="c"), "fact_wrong"),
        (done(*RENTED[:2]), event("tekenen", akkoord="ja"), "fact_wrong"),
        (done(event("stopt")), event("begin", outcome="verder"), "trajectory_closed"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(progress: Progress, tried: Event, key: str) -> None:
    assert refusal(progress, tried).key == key


def test_what_a_step_still_needs_is_named() -> None:
    assert "Tekenen" in refusal(done(*RENTED[:2]), event("huur", huurstart=DAY)).sentence


def test_a_block_stays_a_block_whatever_the_reason() -> None:
    late = event("huur", huurstart=date(2026, 3, 1), reason="het moet nu")
    blocked = refusal(done(*RENTED[:3]), late)
    assert blocked.key == "step_blocked"
    assert isinstance(blocked, StepRefusedError)
    assert [hit.guard.id for hit in blocked.hits] == ["op_tijd"]
    assert "Het plan is later dan de huur. (R06)" in blocked.sentence


def test_a_reason_passes_where_one_is_asked_and_is_kept() -> None:
    progress = done(*RENTED)
    assert refusal(progress, event("einde", date(2026, 5, 4))).key == "step_needs_reason"
    assert refusal(progress, event("einde", date(2026, 5, 4), reason="  ")).key == "step_needs_reason"
    closed = apply(progress, event("einde", date(2026, 5, 4), reason=" verhuisd "))
    assert closed.closed == "einde"
    assert closed.reasons == {"niet_te_snel": "verhuisd"}
    # In time nothing is asked, and a reason given all the same belongs to no guard.
    in_time = apply(progress, event("einde", date(2026, 9, 15), reason="klaar"))
    assert in_time.reasons == {}


def test_a_note_only_speaks() -> None:
    progress = done(*RENTED, event("bezoek", minuten=Fraction(45)))
    assert [hit.guard.id for hit in judge(done(*RENTED), event("bezoek", minuten=Fraction(45))).hits] == ["weinig_tijd"]
    assert judge(progress, event("bezoek", minuten=Fraction(15))).hits == ()


def test_blank_answers_are_not_kept() -> None:
    assert done(event("begin", outcome="verder", opmerking="")).facts == {}


def test_replaying_gives_the_same_without_asking_guards_again() -> None:
    events = (*RENTED, event("einde", date(2026, 5, 4), reason="verhuisd"))
    reached = done(*events)
    again = replay(begin(small(), DAY, "oud"), reached.events, ((), (), (), (), ("niet_te_snel",)))
    assert again == reached or (again.facts, again.times, again.reasons, again.closed) == (
        reached.facts,
        reached.times,
        reached.reasons,
        reached.closed,
    )


def test_dates_follow_the_profile_and_carry_their_reasoning() -> None:
    old = {one.id: one for one in View(done(*RENTED), DAY).deadlines()}
    new = {one.id: one for one in View(done(*RENTED, profile="nieuw"), DAY).deadlines()}
    assert (old["proef"].latest, new["proef"].latest) == (date(2026, 9, 14), date(2027, 3, 14))
    assert (old["halverwege"].latest, new["halverwege"].latest) == (date(2026, 6, 15), date(2026, 9, 15))
    assert "oude afspraak" in " ".join(old["proef"].why)
    assert (old["bezoeken"].due, old["bezoeken"].latest) == (date(2026, 3, 29), date(2026, 4, 5))
    visited = View(done(*RENTED, event("bezoek", date(2026, 4, 1))), DAY).deadlines()
    assert next(one.latest for one in visited if one.id == "bezoeken") == date(2026, 4, 22)


def test_a_date_is_settled_once_and_gone_after_closing() -> None:
    closed = done(*RENTED, event("einde", date(2026, 9, 20)))
    found = {one.id: one for one in View(closed, DAY).deadlines()}
    assert found["proef"].settled_on == date(2026, 9, 20)
    assert set(found) == {"proef"}


def test_what_was_done_before_its_day_is_settled_too() -> None:
    early = done(*RENTED, event("einde", date(2026, 9, 1), reason="verhuisd"))
    found = {one.id: one for one in View(early, date(2026, 12, 1)).deadlines()}
    assert found["proef"].settled_on == date(2026, 9, 1)
    # A fact that is noted anew begins anew.
    agreed = SMALL.replace('may_ask = ["minuten"]\n', 'may_ask = ["minuten", "volgend"]\n')
    agreed += '\n[[fact]]\nid = "volgend"\nlabel = "Volgend bezoek"\nkind = "date"\n'
    agreed += '[[time_limit]]\nid = "bezoek_op"\nlabel = "Bezoek"\nkind = "by"\nstart = "volgend"\nuntil = ["bezoek"]\n'
    progress = begin(small(agreed), DAY, "oud")
    for one in (*RENTED, event("bezoek", volgend=date(2026, 6, 1))):
        progress = apply(progress, one)
    assert {one.id: one.settled_on for one in View(progress, DAY).deadlines()}["bezoek_op"] is None
    again = apply(progress, event("bezoek", date(2026, 5, 20)))
    assert {one.id: one.settled_on for one in View(again, DAY).deadlines()}["bezoek_op"] == date(2026, 5, 20)
    anew = apply(again, event("bezoek", date(2026, 5, 20), volgend=date(2026, 7, 1)))
    assert {one.id: one.latest for one in View(anew, DAY).deadlines()}["bezoek_op"] == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 8, 14), "calm"),
        (date(2026, 8, 15), "near"),
        (date(2026, 9, 14), "due"),
        (date(2026, 9, 15), "overdue"),
    ],
)
def test_a_date_grows_urgent(today: date, light: str) -> None:
    found = {one.id: one for one in View(done(*RENTED), today).deadlines()}
    assert found["proef"].light(today) == light


def test_half_of_an_odd_number_of_months_is_fifteen_days_more() -> None:
    odd = small(SMALL.replace("maanden_proef = 6", "maanden_proef = 9"))
    progress = begin(odd, DAY, "oud")
    for one in RENTED:
        progress = apply(progress, one)
    found = {one.id: one for one in View(progress, DAY).deadlines()}
    assert found["halverwege"].latest == date(2026, 7, 30)
