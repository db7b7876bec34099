# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A submission of a phone in words: its name, its line in a list, and everything to know before it is taken in."""

from __future__ import annotations

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.services.answers_in import Submission
from wwdesk.ui.rows import Row

_MOST_NAMED = 5


def submission_name(number: int, one: Submission) -> str:
    """Its place in the file, from 0, and its day."""
    day = show_date(one.on)
    return (
        t("exchange.submissions.one_on", number=number + 1, day=day)
        if day
        else t("exchange.submissions.one", number=number + 1)
    )


def submission_row(number: int, one: Submission) -> Row:
    """Its line in a list: how much is answered, and whether there is something to look at."""
    if one.refused:
        return Row(
            title=submission_name(number, one),
            detail=t("exchange.submissions.cannot"),
            tone="weak",
            icon="screenings",
            value=number,
        )
    wrong = len(one.mistakes) + len(one.unknown) + len(one.notes)
    return Row(
        title=submission_name(number, one),
        detail=t("exchange.submissions.answered", answered=one.answered, asked=one.asked),
        side=t("exchange.submissions.wrong", n=wrong) if wrong else t("exchange.submissions.right"),
        tone="weak" if wrong else "quiet",
        icon="screenings",
        value=number,
    )


def submission_lines(one: Submission) -> list[str]:
    """What is wrong with it or stays behind; empty where everything is right."""
    if one.refused:
        return [one.refused]
    wrong = one.mistakes
    lines = [f"{one.labels[problem.path]} {problem.sentence}" for problem in wrong[:_MOST_NAMED]]
    if len(wrong) > _MOST_NAMED:
        lines.append(t("exchange.submissions.more", n=len(wrong) - _MOST_NAMED))
    if one.missing:
        lines.append(t("exchange.submissions.missing", n=one.missing))
    lines += one.notes[:_MOST_NAMED]
    if len(one.notes) > _MOST_NAMED:
        lines.append(t("exchange.submissions.more_notes", n=len(one.notes) - _MOST_NAMED))
    if one.unknown:
        lines.append(t("exchange.submissions.unknown", names=", ".join(one.unknown[:_MOST_NAMED])))
    return lines


def submission_told(one: Submission) -> str:
    """Its first answers, to know whose it is, a line each; empty where there are none."""
    return "\n".join(t("exchange.submissions.told", question=label, answer=answer) for label, answer in one.told)


def submission_text(one: Submission) -> str:
    """The lines of `submission_lines` below each other, or that nothing is wrong."""
    lines = submission_lines(one)
    return "\n".join(f"• {line}" for line in lines) if lines else t("exchange.submissions.fine")
