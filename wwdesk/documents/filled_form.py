# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A filled questionnaire on paper: what was asked, what was answered, and the conclusion per life domain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Columns, Heading
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.marks import Tag
from wwdesk.documents.opening import cautions, conclusion, fact_rows, opening, screening_facts
from wwdesk.documents.pictures import picture
from wwdesk.documents.plan import Sheet, sheets
from wwdesk.documents.score_appendix import score_appendix
from wwdesk.documents.wording import Answer, Standing, answer_of, score_words
from wwdesk.domain.texts import t
from wwdesk.forms.model import Form, Group, Question, QuestionKind
from wwdesk.forms.profile import DomainResult
from wwdesk.forms.score_log import DomainLog

_GUTTER = 14.0
_QUESTION = (style.WIDTH - style.SLOT) * 0.42
_ANSWER_LEFT = style.SLOT + _QUESTION + _GUTTER
_ANSWER = style.WIDTH - _ANSWER_LEFT
_PHOTO_HEIGHT = 170.0
_SIGNATURE_HEIGHT = 60.0
_ABOVE_TITLE = 6.0
_ROOM_FOR_LONG = 110.0
"""A question with a long answer starts where at least a few lines of it fit."""
_LONG = 700
"""Answers of more characters stand below their question over the whole width, and may run over pages."""


@dataclass(frozen=True, slots=True)
class _Filling:
    answers: Mapping[str, str]
    asked: Collection[str] | None
    labels: Mapping[str, str]
    conclusions: Mapping[str, str]
    results: Mapping[str, DomainResult]
    pictures: Mapping[str, bytes]
    language: str

    def shows(self, question: Question, path: str) -> bool:
        """Whether the question was relevant; a note only matters while filling in."""
        if question.kind in (QuestionKind.NOTE, QuestionKind.HIDDEN):
            return False
        return self.asked is None or path in self.asked

    def rows(self, path: str) -> list[int]:
        """The numbers of the rows a repeated group was answered for."""
        found = {after.split("]", 1)[0] for after in self._after(f"{path}[")}
        return sorted(int(number) for number in found if number.isdecimal())

    def _after(self, start: str) -> Iterator[str]:
        return (path[len(start) :] for path in self.answers if path.startswith(start))


@dataclass(frozen=True, slots=True)
class _Line:
    """A question with the path of this very answer, or the title of a group."""

    title: str
    path: str = ""
    question: Question | None = None


def filled_form(
    form: Form,
    answers: Mapping[str, str],
    letterhead: Letterhead,
    facts: DocumentFacts,
    conclusions: Mapping[str, str],
    *,
    asked: Collection[str] | None = None,
    labels: Mapping[str, str] | None = None,
    scores: Collection[DomainLog] = (),
) -> bytes:
    """The PDF of a screening.

    `asked` holds the paths of the relevant questions, with row numbers inside repeated groups
    (None: all of them); what was not asked is not printed, whatever `answers` holds for it.
    `labels` are the questions that carry an answer in their words, by path. With `scores` each
    domain carries its score, and an appendix tells how it came about.
    """
    style.known_characters()
    language = form.language
    facts = replace(facts, language=language)
    results = {log.result.domain.name: log.result for log in scores}
    filling = _Filling(answers, asked, labels or {}, conclusions, results, facts.pictures, language)
    paper = Paper(
        title=t("documents.filled.title", language, title=form.title, client=facts.client_name or facts.dossier_number),
        foot=t("documents.version", language, title=form.title, version=form.version),
        letterhead=letterhead,
        facts=facts,
    )
    story = [
        *opening(t("documents.filled.kicker", language), form.title),
        *fact_rows(screening_facts(facts), language),
        *cautions(facts),
    ]
    domains = {domain.name for domain in form.domains}
    for sheet in sheets(form):
        story += _sheet(sheet, filling, has_conclusion=sheet.page.name in domains)
    return build(paper, [*story, *score_appendix(scores, language)])


def _sheet(sheet: Sheet, filling: _Filling, *, has_conclusion: bool) -> list[Flowable]:
    result = filling.results.get(sheet.page.name)
    top: list[Flowable] = [
        Heading(
            sheet.page.label or sheet.page.name,
            number=str(sheet.number),
            right=score_words(result, filling.language) if result else "",
        )
    ]
    if result and result.answered < result.asked:
        top += [style.paragraph(_counted(result, filling.language), style.HINT), Spacer(1, 3)]
    story: list[Flowable] = []
    numbers = {entry.item.path: entry.number for entry in sheet.entries}
    for line in _page_lines(sheet.page, filling):
        if line.question is None:
            top.append(style.paragraph(line.title, style.SUBSECTION))
            continue
        answer = answer_of(line.question, filling.answers.get(line.path, ""), filling.language)
        pieces = _answered(numbers[line.question.path], line.title, answer, scored=line.question.scored)
        if isinstance(pieces[0], CondPageBreak):
            story.append(pieces.pop(0))
        pieces = _with_picture(line, pieces, filling)
        if top:
            pieces[0] = Block([*top, pieces[0]], before=None if isinstance(top[0], Heading) else _ABOVE_TITLE)
        story += pieces
        top = []
    if not story:
        story.append(
            Block([*top, style.paragraph(t("documents.filled.nothing_asked", filling.language), style.ABSENT)])
        )
    if has_conclusion:
        title, text = t("documents.filled.conclusion", filling.language), filling.conclusions.get(sheet.page.name, "")
        words = conclusion(title, text, filling.language)
        story[-1:] = [Block([story[-1], Spacer(1, 8), words])]
    return story


def _with_picture(line: _Line, pieces: list[Flowable], filling: _Filling) -> list[Flowable]:
    """The answer with the photo or signature it names below it, on the same page."""
    data = filling.pictures.get(filling.answers.get(line.path, ""))
    question = line.question
    if data is None or question is None or question.kind not in (QuestionKind.FILE, QuestionKind.SIGNATURE):
        return pieces
    drawn = picture(data, _ANSWER, _SIGNATURE_HEIGHT if question.kind is QuestionKind.SIGNATURE else _PHOTO_HEIGHT)
    below: Flowable = drawn or style.paragraph(t("documents.filled.no_picture", filling.language), style.HINT)
    if drawn is None and question.accept != "image" and question.kind is QuestionKind.FILE:
        return pieces  # a letter or a recording: its name says enough
    return [Block([*pieces, Columns([(_ANSWER_LEFT, _ANSWER, below)], padding=3.2)])]


def _page_lines(page: Group, filling: _Filling) -> list[_Line]:
    """What is printed of a page; a page that is a repeated group itself once for each of its rows."""
    if not page.repeat:
        return _lines(page, page.path, filling)
    above = page.path.rpartition("/")[0]
    return _lines(Group(path=above, name="", items=(page,)), above, filling)


def _lines(group: Group, base: str, filling: _Filling) -> list[_Line]:
    """What is printed of a group that stands at the path `base`: a repeated group once for each of its rows."""
    found: list[_Line] = []
    for item in group.items:
        path = base + item.path.removeprefix(group.path)
        if isinstance(item, Question):
            if filling.shows(item, path):
                found.append(_Line(filling.labels.get(path, item.label), path, item))
            continue
        places = [f"{path}[{row}]" for row in filling.rows(path)] if item.repeat else [path]
        for order, place in enumerate(places, 1):
            inner = _lines(item, place, filling)
            title = f"{item.label} {order}" if item.repeat else item.label
            found += [_Line(title), *inner] if inner and item.label else inner
    return found


def _counted(result: DomainResult, language: str) -> str:
    if result.not_discussed:
        return t(
            "documents.filled.counted_not_discussed",
            language,
            answered=result.answered,
            asked=result.asked,
            not_discussed=result.not_discussed,
        )
    return t("documents.filled.counted", language, answered=result.answered, asked=result.asked)


def _answered(number: str, question: str, answer: Answer, *, scored: bool) -> list[Flowable]:
    """Question and answer beside each other; a long answer below its question, free to run over pages."""
    label = style.paragraph(question, style.QUESTION)
    digits = style.paragraph(number, style.NUMBER)
    if len(answer.words) > _LONG or answer.words.count("\n") > 12:
        head = Columns([(0, style.SLOT + 4, digits), (style.SLOT, style.WIDTH - style.SLOT, label)], padding=3.2)
        parts = [style.paragraph(part, style.WRITTEN) for part in answer.words.split("\n") if part.strip()]
        return [CondPageBreak(_ROOM_FOR_LONG), head, *parts, Spacer(1, 3), Columns([(0, 1, Spacer(1, 0))], rule=True)]
    cells: list[tuple[float, float, Flowable]] = [
        (0, style.SLOT + 4, digits),
        (style.SLOT, _QUESTION, label),
    ]
    left, width = _ANSWER_LEFT, _ANSWER
    if answer.standing is not Standing.GIVEN:
        cells.append((left, width, Tag(answer.words, dashed=answer.standing is Standing.ABSENT)))
    else:
        if answer.level:
            cells.append((left, 12, style.paragraph(answer.level, style.NUMBER)))
        indent = 14 if scored else 0
        cells.append((left + indent, width - indent, style.paragraph(answer.words, style.BODY)))
    return [Columns(cells, padding=3.2, rule=True)]
