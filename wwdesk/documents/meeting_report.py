# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a meeting on paper: who was there, and what was said, advised or decided about each file."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Heading
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.opening import fact_rows, opening
from wwdesk.domain.dates import show_date, show_weekday_date
from wwdesk.domain.meetings import MeetingItem, MeetingOverview
from wwdesk.domain.texts import t


def meeting_report(meeting: MeetingOverview, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """The PDF of a report."""
    style.known_characters()
    day = show_weekday_date(meeting.details.on)
    paper = Paper(
        title=t("documents.meeting.title", label=meeting.label, day=day),
        foot=meeting.method,
        letterhead=letterhead,
        facts=facts,
    )
    rows = [
        (t("documents.meeting.day"), day),
        (t("documents.meeting.place"), meeting.details.place),
        (t("documents.meeting.members"), ", ".join(meeting.members)),
        (t("documents.meeting.present"), ", ".join(meeting.details.present.splitlines())),
    ]
    story: list[Flowable] = [*opening(t("documents.meeting.kicker"), meeting.label), *fact_rows(rows)]
    if meeting.anonymous:
        story.append(style.paragraph(t("documents.meeting.anonymous"), style.HINT))
    if meeting.details.minutes:
        story += [Heading(t("documents.meeting.general")), *_lines(meeting.details.minutes)]
    if not meeting.items:
        story.append(style.paragraph(t("documents.meeting.no_files"), style.HINT))
    for number, item in enumerate(meeting.items, 1):
        story += _item(number, item)
    return build(paper, story)


def _lines(text: str) -> list[Flowable]:
    return [style.paragraph(line, style.BODY) for line in text.splitlines() if line.strip()]


def _item(number: int, item: MeetingItem) -> list[Flowable]:
    details = item.details
    title: list[Flowable] = [Heading(item.shown_name, number=str(number))]
    if item.about:
        title.append(style.paragraph(item.about, style.HINT))
    body = _lines(details.minutes) or [style.paragraph(t("documents.meeting.nothing_said"), style.ABSENT)]
    story: list[Flowable] = [Block([*title, body[0]]), *body[1:]]
    if details.advice:
        said = [style.paragraph(t("documents.meeting.advice", who=details.decided_by), style.SUBSECTION)]
        agreed = t("documents.meeting.consensus")
        otherwise = agreed if details.consensus else t("documents.meeting.dissent", who=details.dissent)
        story.append(Spacer(1, 4))
        story.append(
            Block(
                [*said, *_lines(details.advice), style.paragraph(otherwise, style.HINT)],
                left=10,
                bar=True,
                after=4,
            )
        )
    if details.task:
        by = t("documents.meeting.task_by", day=show_date(details.task_by)) if details.task_by else ""
        task = t("documents.meeting.task", task=details.task)
        story.append(style.paragraph(" ".join(part for part in (task, by) if part), style.BODY))
    story.append(Spacer(1, 6))
    return story
