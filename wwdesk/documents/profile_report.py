# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The profile of a screening beside the earlier one, on paper: pictures, table, advice, what changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Columns, Heading
from wwdesk.documents.charts import Spoke, dots, legend, radar
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.marks import Verdict
from wwdesk.documents.opening import cautions, conclusion, fact_rows, opening, screening_facts
from wwdesk.documents.profile_tables import changes_tables, incomparable, scores_table
from wwdesk.documents.score_appendix import score_appendix
from wwdesk.documents.wording import position, round_score, show_bound, show_score
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.profile import AnswerStatus, Comparison, DomainChange, DomainResult, LocationFit
from wwdesk.forms.score_log import DomainLog

_CHART_HEIGHT = 214.0
_CORNERS = 3
"""A star needs as many domains as this; fewer get their scales alone."""
_ORDER = {True: 0, None: 1, False: 2}
"""What fits is read first."""
_STEPS = 10
"""More rings or ticks than this would be a grey patch."""


def profile_report(
    comparison: Comparison,
    letterhead: Letterhead,
    facts: DocumentFacts,
    conclusions: Mapping[str, str],
    scores: Collection[DomainLog] = (),
) -> bytes:
    """The PDF of a profile. `conclusions` are the written ones by life domain name.

    `scores` tell how the scores of now came about; they make the appendix.
    """
    style.known_characters()
    now = comparison.now
    paper = Paper(
        title=t("documents.profile.title", title=now.form_title, client=facts.client_name or facts.dossier_number),
        foot=t("documents.version", title=now.form_title, version=now.form_version),
        letterhead=letterhead,
        facts=facts,
    )
    story = [
        *opening(t("documents.profile.kicker"), now.form_title),
        *fact_rows([*screening_facts(facts), _compared_with(comparison)]),
        *cautions(facts),
        *_pictures(comparison),
        *_scores(comparison),
        *_attention(comparison),
        *_locations(now.locations),
        *_changes(comparison),
        *_conclusions(comparison, conclusions),
        *score_appendix(scores),
    ]
    return build(paper, story)


def _compared_with(comparison: Comparison) -> tuple[str, str]:
    earlier = comparison.earlier
    words = (
        t("documents.facts.screening_of", date=show_date(earlier.on))
        if earlier
        else t("documents.facts.first_screening")
    )
    return t("documents.facts.earlier"), words


def _pictures(comparison: Comparison) -> list[Flowable]:
    spokes = [_spoke(change) for change in comparison.domains if change.now is not None]
    if not spokes:
        return []
    radar_width = style.WIDTH * 0.5
    bars_left = radar_width + 10
    bars_width = style.WIDTH - bars_left
    earlier = comparison.earlier
    shows_earlier = any(spoke.earlier is not None for spoke in spokes)
    pictures: list[Flowable] = [
        Heading(t("documents.profile.scores")),
        legend(
            t("documents.profile.now_on", date=show_date(comparison.now.on)),
            t("documents.profile.earlier_on", date=show_date(earlier.on)) if earlier and shows_earlier else None,
            style.WIDTH,
        ),
        Spacer(1, 4),
    ]
    full = len(spokes) >= _CORNERS
    height = _CHART_HEIGHT if full else 18.0 + 20 * len(spokes)
    bars = dots(spokes, bars_width, height, _ticks(comparison))
    if full:
        star = radar(spokes, radar_width, _CHART_HEIGHT)
        pictures.append(Columns([(0, radar_width, star), (bars_left, bars_width, bars)]))
    else:
        pictures.append(bars)
    pictures.append(style.paragraph(t("documents.profile.scale"), style.HINT))
    return [Block(pictures)]


def _spoke(change: DomainChange) -> Spoke:
    domain = change.domain
    now = change.now.score if change.now else None
    earlier = change.earlier.score if change.earlier and change.comparable else None
    return Spoke(
        label=domain.short or domain.label,
        now=position(domain, now) if now is not None else None,
        earlier=position(domain, earlier) if earlier is not None else None,
        steps=max(1, min(_STEPS, int(domain.highest - domain.lowest))),
        words=show_score(now) if now is not None else "–",
        weak=change.now is not None and change.now.weak,
    )


def _ticks(comparison: Comparison) -> tuple[str, ...]:
    """The numbers above the scales where all domains share one in whole steps; nothing where they differ."""
    scales = {(change.domain.lowest, change.domain.highest) for change in comparison.domains}
    one_way = all(change.domain.higher_is_better for change in comparison.domains)
    if len(scales) != 1 or not one_way:
        return ()
    ((lowest, highest),) = scales
    if (highest - lowest).denominator != 1 or not 1 <= highest - lowest <= _STEPS:
        return show_bound(lowest), show_bound(highest)
    return tuple(show_bound(lowest + step) for step in range(int(highest - lowest) + 1))


def _scores(comparison: Comparison) -> list[Flowable]:
    pieces: list[Flowable] = [Spacer(1, 8), scores_table(comparison), Spacer(1, 4)]
    earlier = comparison.earlier
    if earlier is None:
        pieces.append(style.paragraph(t("documents.profile.first_time"), style.HINT))
    elif earlier.scoring_version != comparison.now.scoring_version and not comparison.comparable:
        versions = {"earlier": earlier.scoring_version, "now": comparison.now.scoring_version}
        pieces.append(style.paragraph(t("documents.profile.nothing_comparable", **versions), style.HINT))
    elif any(incomparable(change) for change in comparison.domains):
        versions = {"earlier": earlier.scoring_version, "now": comparison.now.scoring_version}
        pieces.append(style.paragraph(t("documents.profile.not_comparable_note", **versions), style.HINT))
    if any(_looks_off(change) for change in comparison.domains):
        pieces.append(style.paragraph(t("documents.profile.rounded"), style.HINT))
    if any(change.now is not None and change.now.score is None for change in comparison.domains):
        pieces.append(style.paragraph(t("documents.profile.too_few"), style.HINT))
    return pieces


def _looks_off(change: DomainChange) -> bool:
    """Whether the rounded difference is not that of the two rounded scores, so that a reader would find a mistake."""
    now, earlier = change.now, change.earlier
    if change.difference is None or now is None or earlier is None or now.score is None or earlier.score is None:
        return False
    return round_score(change.difference) != round_score(now.score) - round_score(earlier.score)


def _attention(comparison: Comparison) -> list[Flowable]:
    heading = Heading(t("documents.profile.attention"))
    weak = comparison.now.weak_domains()
    if not weak:
        scored = any(result.score is not None for result in comparison.now.domains)
        words = t("documents.profile.no_attention") if scored else t("documents.profile.nothing_scored")
        return [Block([heading, style.paragraph(words, style.BODY)])]
    rows = [_weak(result) for result in weak]
    return [Block([heading, rows[0]]), *rows[1:]]


def _weak(result: DomainResult) -> Flowable:
    left = style.WIDTH * 0.36
    band = result.band
    score = t(
        "documents.profile.attention_score",
        score=show_score(result.score) if result.score is not None else t("documents.profile.no_score"),
        highest=show_bound(result.domain.highest),
        band=band.label if band else "",
    )
    name = Block([style.paragraph(result.domain.label, style.BODY_BOLD), style.paragraph(score, style.HINT)])
    advice = band.advice if band and band.advice else ""
    words = style.paragraph(advice, style.BODY) if advice else _no_advice()
    return Columns([(0, left - 10, name), (left, style.WIDTH - left, words)], padding=3.5, rule=True)


def _no_advice() -> Flowable:
    return style.paragraph(t("documents.profile.no_advice"), style.ABSENT)


def _locations(fits: tuple[LocationFit, ...]) -> list[Flowable]:
    if not fits:
        return []
    top: list[Flowable] = [
        Heading(t("documents.profile.locations")),
        style.paragraph(t("documents.profile.advice_only"), style.BODY_BOLD),
        style.paragraph(t("documents.profile.legend"), style.HINT),
        Spacer(1, 3),
    ]
    rows = [_location(fit) for fit in sorted(fits, key=lambda fit: _ORDER[fit.fits])]
    return [Block([*top, rows[0]]), *rows[1:]]


def _location(fit: LocationFit) -> Flowable:
    left = style.WIDTH * 0.36
    verdicts = {
        True: "documents.profile.fits",
        False: "documents.profile.fits_not",
        None: "documents.profile.fits_unknown",
    }
    name = Block(
        [
            style.paragraph(fit.label, style.BODY_BOLD),
            Columns([(0, 12, Verdict(fit.fits)), (14, left - 26, style.paragraph(t(verdicts[fit.fits]), style.BODY))]),
        ]
    )
    reasons: list[Flowable] = []
    for criterion in fit.criteria:
        remarks = [] if criterion.required else [t("documents.profile.wish")]
        if criterion.holds is None:
            remarks.append(t("documents.profile.criterion_unknown"))
        words = f"{criterion.label} ({', '.join(remarks)})" if remarks else criterion.label
        room = style.WIDTH - left - 14
        reasons.append(Columns([(0, 12, Verdict(criterion.holds, 7)), (14, room, style.paragraph(words, style.BODY))]))
    cells: list[tuple[float, float, Flowable]] = [(0, left - 10, name)]
    if reasons:
        cells.append((left, style.WIDTH - left, Block(reasons)))
    return Columns(cells, padding=3.5, rule=True)


def _changes(comparison: Comparison) -> list[Flowable]:
    earlier = comparison.earlier
    if earlier is None:
        return []
    shown = [
        change
        for change in comparison.answers
        if change.status in (AnswerStatus.CHANGED, AnswerStatus.ADDED, AnswerStatus.REMOVED)
    ]
    counts = {status: sum(change.status is status for change in comparison.answers) for status in AnswerStatus}
    notes: list[Flowable] = []
    if count := counts[AnswerStatus.CONFIRMED]:
        notes.append(style.paragraph(t("documents.profile.confirmed", n=count), style.BODY))
    if count := counts[AnswerStatus.NOT_CONFIRMED]:
        words = t("documents.profile.not_confirmed", n=count, date=show_date(earlier.on))
        notes.append(style.paragraph(words, style.BODY))
    heading = Heading(t("documents.profile.changes"))
    if not shown:
        words = t("documents.profile.no_changes", date=show_date(earlier.on))
        return [Block([heading, style.paragraph(words, style.BODY), *notes])]
    return [Block([heading, *notes, Spacer(1, 5)]), *changes_tables(shown, earlier.on, comparison.now.on)]


def _conclusions(comparison: Comparison, conclusions: Mapping[str, str]) -> list[Flowable]:
    heading = Heading(t("documents.profile.conclusions"))
    written = [
        conclusion(change.domain.label, text)
        for change in comparison.domains
        if (text := conclusions.get(change.domain.name, "")).strip()
    ]
    if not written:
        return [Block([heading, style.paragraph(t("documents.profile.no_conclusions"), style.ABSENT)])]
    spaced = [piece for block in written[1:] for piece in (Spacer(1, 7), block)]
    return [Block([heading, written[0]]), *spaced]
