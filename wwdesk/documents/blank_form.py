# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire on paper, to fill in with a pen: every branch, with its skip rule in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Columns, Heading
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.marks import BoxedWord, CharacterBoxes, Option, WritingLines, option_rows
from wwdesk.documents.opening import opening
from wwdesk.documents.plan import Entry, Sheet, is_not_discussed, level_of, sheets, skip_sentence
from wwdesk.domain.texts import t
from wwdesk.forms.model import Form, Group, Question, QuestionKind

_CHOOSING = (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)
_PATTERNS = {QuestionKind.DATE: "day_pattern", QuestionKind.TIME: "time_pattern"}
_SPACE = 8.5
_ROWS, _ROWS_WITHIN, _DEEP = 3, 2, 99
"""Rows printed of a repeated group, and of one within it."""
_CONCLUSION_LINES, _CONCLUSION_SPACING = 3, 19.0


def blank_form(form: Form, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """The PDF of an empty form; names known in `facts` are printed on their lines."""
    style.known_characters()
    language = form.language
    facts = replace(facts, language=language)
    title = t("documents.blank.title", language, title=form.title)
    paper = Paper(
        title=title,
        foot=t("documents.version", language, title=form.title, version=form.version),
        letterhead=letterhead,
        facts=facts,
        about_client=bool(facts.client_name),
    )
    all_sheets = sheets(form)
    story = [
        *opening(t("documents.blank.kicker", language), form.title),
        *_who_and_when(facts),
        *_how_to(form, all_sheets),
    ]
    scored = {domain.name: domain.label for domain in form.domains}
    for sheet in all_sheets:
        story += _sheet(sheet, scored.get(sheet.page.name), language, last=sheet is all_sheets[-1])
    return build(paper, story)


def _who_and_when(facts: DocumentFacts) -> list[Flowable]:
    half, language = (style.WIDTH - 16) / 2, facts.language
    return [
        Columns(
            [
                (0, half, WritingLines(1, label=t("documents.blank.client", language), filled=facts.client_name)),
                (
                    half + 16,
                    half,
                    WritingLines(1, label=t("documents.blank.dossier", language), filled=facts.dossier_number),
                ),
            ]
        ),
        Spacer(1, 3),
        Columns(
            [
                (
                    0,
                    half,
                    CharacterBoxes(
                        t("documents.blank.day_pattern", language), label=t("documents.blank.day", language)
                    ),
                ),
                (half + 16, half, WritingLines(1, label=t("documents.blank.worker", language), filled=facts.worker)),
            ]
        ),
        Spacer(1, 1),
        WritingLines(2, label=t("documents.blank.present", language), filled=facts.present),
        Spacer(1, 10),
    ]


def _how_to(form: Form, all_sheets: tuple[Sheet, ...]) -> list[Flowable]:
    questions = [entry.item for sheet in all_sheets for entry in sheet.entries if isinstance(entry.item, Question)]
    language = form.language
    lines = [t("documents.blank.how_tick", language) if form.domains else t("documents.blank.how_tick_plain", language)]
    choices = (choice for question in questions for choice in question.choices)
    if skipped := next((choice.label for choice in choices if is_not_discussed(choice)), ""):
        label = skipped[:1].lower() + skipped[1:]
        lines.append(t("documents.blank.how_not_discussed", language, label=label))
    if any(entry.item.skip_rule for sheet in all_sheets for entry in sheet.entries):
        lines.append(t("documents.blank.how_skip", language))
    return [
        Block(
            [
                style.paragraph(t("documents.blank.how_title", language), style.SUBSECTION),
                *(style.paragraph(line, style.BODY) for line in lines),
            ],
            left=10,
            bar=True,
            after=4,
        )
    ]


def _sheet(sheet: Sheet, domain: str | None, language: str, *, last: bool) -> list[Flowable]:
    top: list[Flowable] = [Heading(sheet.page.label or sheet.page.name, number=str(sheet.number))]
    if sheet.page.skip_rule:
        top.append(style.paragraph(skip_sentence(sheet.page.skip_rule, language), style.CONDITION))
    if sheet.page.hint:
        top.append(style.paragraph(sheet.page.hint, style.HINT))
    story: list[Flowable] = []
    for entry in _with_rows(sheet, language):
        piece = (
            _subtitle(entry.item, language) if isinstance(entry.item, Group) else _question(entry, entry.item, language)
        )
        top.append(piece)
        # A title, and what introduces a question, waits for the question it belongs to.
        if isinstance(entry.item, Question) and entry.number:
            story.append(Block(top, before=_SPACE) if len(top) > 1 else piece)
            top = []
    story += top
    if domain is not None:
        words = t("documents.blank.conclusion", language, domain=domain[:1].lower() + domain[1:])
        lines = WritingLines(_CONCLUSION_LINES, spacing=_CONCLUSION_SPACING)
        room = Block([style.paragraph(words, style.SUBSECTION), lines], before=_SPACE + 2, after=4)
        # At the end of the form, room for a conclusion alone on a page would look like a page of something else.
        # Elsewhere the next part follows it, and a question that fits is not kept waiting for it.
        story[-1:] = [Block([story[-1], room], after=4)] if last else [story[-1], room]
    return story


def _with_rows(sheet: Sheet, language: str) -> Iterator[Entry]:
    """The entries of a page, with room for several rows of each repeated group."""
    top = sheet.page.path.count("/")
    entries = list(sheet.entries)
    if sheet.page.repeat:
        entries.insert(0, Entry("", sheet.page))
    yield from _rows_of(entries, top, language)


def _rows_of(entries: Sequence[Entry], depth: int, language: str) -> Iterator[Entry]:
    """Spells out rows: three, and two of a group within one."""
    place = 0
    while place < len(entries):
        item = entries[place].item
        if not isinstance(item, Group) or not item.repeat:
            yield entries[place]
            place += 1
            continue
        inside = [entry for entry in entries[place + 1 :] if entry.item.path.startswith(f"{item.path}/")]
        for row in range(1, (_ROWS if depth < _DEEP else _ROWS_WITHIN) + 1):
            label = t("documents.blank.row", language, group=item.label or item.name, row=row)
            yield Entry("", replace(item, label=label, repeat=row == 1, skip_rule=item.skip_rule if row == 1 else ""))
            yield from _rows_of(inside, _DEEP, language)
        place += 1 + len(inside)


def _subtitle(group: Group, language: str) -> Flowable:
    lines: list[Flowable] = [style.paragraph(group.label, style.SUBSECTION)] if group.label else []
    if group.skip_rule:
        lines.append(style.paragraph(skip_sentence(group.skip_rule, language), style.CONDITION))
    notes = (group.hint, t("documents.blank.repeat", language) if group.repeat else "")
    if hint := " ".join(note for note in notes if note):
        lines.append(style.paragraph(hint, style.HINT))
    return Block(lines, before=_SPACE, after=2)


def _question(entry: Entry, question: Question, language: str) -> Flowable:
    conditional = bool(question.skip_rule)
    left = 12.0 if conditional else 0.0
    width = style.WIDTH - left
    lines: list[Flowable] = []
    if conditional:
        lines.append(style.paragraph(skip_sentence(question.skip_rule, language), style.CONDITION))
    if question.kind is QuestionKind.NOTE:
        lines.append(style.paragraph(question.label, style.BODY))
    else:
        lines.append(_asked(entry.number, question, width))
    if hint := " ".join(part for part in (question.hint, question.choice_rule, _how(question, language)) if part):
        lines.append(_indented(style.paragraph(hint, style.HINT), width))
    if question.kind is not QuestionKind.NOTE:
        lines.append(Spacer(1, 2))
        lines += [_indented(piece, width) for piece in _room(question, width - style.SLOT, language)]
    return Block(lines, left=left, bar=conditional, before=_SPACE)


def _how(question: Question, language: str) -> str:
    """How to answer with a pen, where the room for it does not say so by itself."""
    if question.kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK, QuestionKind.FILE):
        return t(f"documents.blank.how.{question.kind}", language)
    if question.limits is not None:
        ends = (question.limits.lowest, question.limits.highest)
        lowest, highest = (f"{float(end):g}".replace(".", ",") for end in ends)
        return t("documents.blank.how.range", language, lowest=lowest, highest=highest)
    return ""


def _asked(number: str, question: Question, width: float) -> Flowable:
    label = style.paragraph(question.label, style.BODY_BOLD)
    cells: list[tuple[float, float, Flowable]] = [(0, style.SLOT + 4, style.paragraph(number, style.NUMBER))]
    skipped = next((choice for choice in question.choices if is_not_discussed(choice)), None)
    if skipped is None:
        cells.append((style.SLOT, width - style.SLOT, label))
    else:
        box = BoxedWord(skipped.label)
        cells.append((style.SLOT, width - style.SLOT - box.needs - 14, label))
        cells.append((width - box.needs, box.needs, box))
    return Columns(cells)


def _indented(piece: Flowable, width: float) -> Flowable:
    return Columns([(style.SLOT, width - style.SLOT, piece)])


def _room(question: Question, width: float, language: str) -> list[Flowable]:
    """Where the answer goes."""
    if question.kind in _CHOOSING:
        options = [
            Option(level_of(choice), f"{choice.label} ({choice.only_with})" if choice.only_with else choice.label)
            for choice in question.choices
            if not is_not_discussed(choice)
        ]
        return option_rows(options, width, one_per_line=question.scored)
    if question.kind in _PATTERNS:
        return [CharacterBoxes(t(f"documents.blank.{_PATTERNS[question.kind]}", language))]
    if question.kind is QuestionKind.DATETIME:
        day = CharacterBoxes(t("documents.blank.day_pattern", language), label=t("documents.blank.day_label", language))
        hour = CharacterBoxes(
            t("documents.blank.time_pattern", language), label=t("documents.blank.time_label", language)
        )
        return [Columns([(0, width / 2, day), (width / 2, width / 2, hour)])]
    if question.kind in (QuestionKind.INTEGER, QuestionKind.DECIMAL):
        return [Columns([(0, width / 3, WritingLines(1, label=t("documents.blank.answer", language)))])]
    if question.kind is QuestionKind.SIGNATURE:
        return [Spacer(1, 34), WritingLines(1)]
    return [WritingLines(3 if "multiline" in question.appearance else 2)]
