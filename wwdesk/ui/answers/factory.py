# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The widget that answers a question, by the kind of its answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from wwdesk.forms.model import Question, QuestionKind
from wwdesk.ui.answers.base import AnswerWidget
from wwdesk.ui.answers.files import FileAnswer, SignatureAnswer
from wwdesk.ui.answers.rank import RankAnswer
from wwdesk.ui.answers.scale import ScaleAnswer
from wwdesk.ui.answers.select import LONG_LIST, SelectList, SelectMultiple, SelectOne
from wwdesk.ui.answers.typed import BlockAnswer, LineAnswer, NoteAnswer

_SPECIAL: dict[QuestionKind, type[AnswerWidget]] = {
    QuestionKind.RANK: RankAnswer,
    QuestionKind.FILE: FileAnswer,
    QuestionKind.SIGNATURE: SignatureAnswer,
}


def answer_widget(question: Question, today: date, parent: QWidget | None = None) -> AnswerWidget:
    """A fresh widget for one question."""
    kind = question.kind
    if kind is QuestionKind.NOTE or question.read_only:
        return NoteAnswer(question, today, parent)
    if kind is QuestionKind.SELECT_ONE:
        long = len(question.choices) > LONG_LIST or "minimal" in question.appearance
        return SelectList(question, today, parent) if long else SelectOne(question, today, parent)
    if kind is QuestionKind.SELECT_MULTIPLE:
        return SelectMultiple(question, today, parent)
    if kind in _SPECIAL:
        return _SPECIAL[kind](question, today, parent)
    if question.limits is not None:
        return ScaleAnswer(question, question.limits, today, parent)
    block = kind is QuestionKind.TEXT and "multiline" in question.appearance
    return BlockAnswer(question, today, parent) if block else LineAnswer(question, today, parent)
