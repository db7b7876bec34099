# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Charts that grow with the letters, say the same in words, and never hide one label behind another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from wwdesk.forms.model import Band, LifeDomain
from wwdesk.forms.profile import Comparison, DomainChange, DomainResult, Profile
from wwdesk.ui.chart_dots import DomainDots
from wwdesk.ui.chart_radar import RadarChart
from wwdesk.ui.chart_words import difference_words, domain_lines, position, spoken
from wwdesk.ui.charts import Chart

NAMES = ("Huis", "Geld", "Lichaam", "Mentaal", "Gebruik", "Dag", "Netwerk", "Buren en huur", "Wens", "Zorg")
BAND = Band("", Fraction(1), Fraction(6), "gaat", "fair", weak=False)


def domain(name: str, *, higher_is_better: bool = True) -> LifeDomain:
    return LifeDomain(name.lower(), f"{name} & co", name, Fraction(1), Fraction(5), 3, higher_is_better)


def result(of: LifeDomain, score: Fraction | None) -> DomainResult:
    band = BAND if score is not None else None
    return DomainResult(domain=of, score=score, band=band, answered=3 if band else 1, asked=6, not_discussed=0)


def change(of: LifeDomain, now: Fraction | None, before: Fraction | None, *, comparable: bool = True) -> DomainChange:
    difference = now - before if comparable and now is not None and before is not None else None
    return DomainChange(
        domain=of, now=result(of, now), earlier=result(of, before), comparable=comparable, difference=difference
    )


def profile(results: tuple[DomainResult, ...], on: date) -> Profile:
    return Profile(form_id="x", form_title="X", form_version="1", scoring_version="1", on=on, domains=results)


def comparison(changes: tuple[DomainChange, ...], *, first: bool = False) -> Comparison:
    now = profile(tuple(one.now for one in changes if one.now), date(2026, 11, 23))
    before = profile(tuple(one.earlier for one in changes if one.earlier), date(2026, 3, 12))
    return Comparison(now=now, earlier=None if first else before, domains=changes, answers=())


SCORES = st.one_of(st.none(), st.fractions(min_value=1, max_value=5, max_denominator=6))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=10, unique=True))
    changes = tuple(change(domain(name), draw(SCORES), draw(SCORES), comparable=draw(st.booleans())) for name in names)
    return comparison(changes, first=draw(st.booleans()))


@given(shown=comparisons())
def test_the_spoken_words_are_the_table(shown: Comparison) -> None:
    said = spoken(shown)
    for line in domain_lines(shown):
        assert line.label in said
        assert line.now in said
        if shown.earlier is not None:
            assert f"{line.label}: nu {line.now}; vroeger {line.earlier}; verschil: {line.difference}." in said


@given(shown=comparisons(), size=st.sampled_from((10.5, 15.0, 21.0)), width=st.integers(420, 1100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_label_of_the_web_meets_another_or_the_edge(
    qtbot: QtBot, shown: Comparison, size: float, width: int
) -> None:
    chart = RadarChart()
    font = chart.font()
    font.setPointSizeF(size)
    chart.setFont(font)
    chart.show_comparison(shown)
    room = QRectF(0, 0, max(width, chart.minimumSizeHint().width()), chart.height_at(width))
    labels, _, _ = chart.labels(room)
    for place, label in enumerate(labels):
        assert room.adjusted(-1, -1, 1, 1).contains(label.box), label
        for other in labels[place + 1 :]:
            assert not label.box.adjusted(1, 1, -1, -1).intersects(other.box), (label, other)


@pytest.mark.parametrize("chart", [DomainDots, RadarChart])
@given(shown=comparisons())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_profile_can_be_drawn_and_kept_as_a_picture(
    qtbot: QtBot, chart: type[DomainDots | RadarChart], shown: Comparison
) -> None:
    made: Chart = chart()
    made.show_comparison(shown)
    made.resize(600, made.heightForWidth(600))
    assert made.picture().startswith(b"\x89PNG")
    assert made.accessibleName()
    assert made.accessibleDescription() == spoken(shown)


def test_dots_grow_with_the_letters(qtbot: QtBot) -> None:
    chart = DomainDots()
    qtbot.addWidget(chart)
    chart.show_comparison(comparison(tuple(change(domain(name), Fraction(3), Fraction(2)) for name in NAMES)))
    before = chart.heightForWidth(700)
    font = chart.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    chart.setFont(font)
    assert chart.heightForWidth(700) >= 1.8 * before


def test_better_and_worse_follow_the_direction_of_the_domain() -> None:
    up, down = domain("Huis"), domain("Last", higher_is_better=False)
    assert difference_words(change(up, Fraction(4), Fraction(3)), has_earlier=True) == "1,0 beter"
    assert difference_words(change(down, Fraction(4), Fraction(3)), has_earlier=True) == "1,0 minder goed"
    assert difference_words(change(up, Fraction(3), Fraction(3)), has_earlier=True) == "gelijk"
    assert difference_words(change(up, None, Fraction(3)), has_earlier=True) == "nu geen score"
    assert difference_words(change(up, Fraction(3), None), has_earlier=True) == "vroeger geen score"
    assert (position(up, Fraction(5)), position(down, Fraction(5))) == (1.0, 0.0)
