# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A filled template on paper: a letter with its address in the window of the envelope, or an agreement to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Columns, Heading
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.opening import opening
from wwdesk.documents.style import Run
from wwdesk.documents.tables import table
from wwdesk.documents.template import FIELD, Signatures, TemplateKind
from wwdesk.documents.template_filling import Filled, Piece
from wwdesk.domain.dates import show_long_date
from wwdesk.domain.texts import t

_WINDOW = 95 * mm
"""From the left margin to the address: the window of a Belgian envelope is at the right."""
_ABOVE_WINDOW = 8 * mm
_INDENT = 16.0
_SIGN = 46.0
"""Room to write a name and sign."""
# Larger than forms and reports: these are read at a kitchen table.
_TEXT = style.PROSE.clone("letter", fontSize=10.5, leading=14.6, spaceAfter=6)
_ITEM = _TEXT.clone("letter-item", spaceAfter=2)
_STRONG = style.BODY_BOLD.clone("letter-strong", fontSize=10.5, leading=14.6)


def letter(filled: Filled, to: Sequence[str], place: str, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """The PDF of a document. `to` are the lines of the address of a letter, `place` the town it is written in."""
    style.known_characters()
    template = filled.template
    paper = Paper(title=template.title, foot=template.title, letterhead=letterhead, facts=facts)
    is_letter = template.kind is TemplateKind.LETTER
    story = (
        _head(filled, to, place, facts)
        if is_letter
        else opening(t(f"documents.letter.above.{template.kind}"), template.title)
    )
    for piece in filled.pieces:
        story += _signing(piece) if isinstance(piece, Signatures) else list(_written(piece))
    return build(paper, story)


def _head(filled: Filled, to: Sequence[str], place: str, facts: DocumentFacts) -> list[Flowable]:
    """Address, day, reference and subject."""
    lines = [style.paragraph(line, _ITEM) for line in to if line.strip()]
    if filled.template.registered:
        lines.insert(0, style.paragraph(t("documents.letter.registered"), _STRONG))
    day = show_long_date(facts.printed_on)
    dated = t("documents.letter.dated", place=place, day=day) if place else day
    number = t("documents.letter.reference", number=facts.dossier_number)
    return [
        Spacer(1, _ABOVE_WINDOW),
        Block(lines or [style.paragraph(" ", style.BODY)], left=_WINDOW),
        Spacer(1, 9 * mm),
        Columns(
            [
                (0.0, style.WIDTH / 2, style.paragraph(number, style.HINT)),
                (_WINDOW, style.WIDTH - _WINDOW, style.paragraph(dated, _ITEM)),
            ]
        ),
        Spacer(1, 5 * mm),
        style.paragraph(filled.template.title, style.SECTION),
        Spacer(1, 3 * mm),
    ]


def _signing(signatures: Signatures) -> list[Flowable]:
    """A box for each who signs, two beside each other."""
    half = (style.WIDTH - _INDENT) / 2
    found: list[Flowable] = [Spacer(1, 14)]
    pairs = [signatures.lines[at : at + 2] for at in range(0, len(signatures.lines), 2)]
    for pair in pairs:
        cells = [
            (number * (half + _INDENT), half, style.paragraph(f"{words}\n{t('documents.letter.sign')}", _ITEM))
            for number, (_, words) in enumerate(pair)
        ]
        found.append(Block([Columns(cells), Spacer(1, _SIGN)]))
    return found


def _written(piece: Piece) -> Iterator[Flowable]:
    """Markdown as it is laid out; nothing in it can be markup of another kind, a picture or a link."""
    yield from _blocks(_markdown().parse(piece.text), {} if piece.free else piece.values)


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["image", "link", "autolink", "html_block", "html_inline", "reference", "code", "fence"])


def _blocks(tokens: Sequence[Token], values: Mapping[str, str]) -> Iterator[Flowable]:
    at, numbers = 0, list[int | None]()
    while at < len(tokens):
        token = tokens[at]
        match token.type:
            case "heading_open":
                words = "".join(run.text for run in _runs(tokens[at + 1], values))
                yield Heading(words) if token.tag in ("h1", "h2") else style.paragraph(words, style.SUBSECTION)
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                yield Spacer(1, 5)
            case "paragraph_open":
                yield _paragraph(_runs(tokens[at + 1], values), tokens, at, numbers)
            case "table_open":
                end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close")
                yield _table(tokens[at:end], values)
                at = end
            case "hr":
                yield Spacer(1, 8)
            case _:
                pass
        at += 1


def _paragraph(runs: Sequence[Run], tokens: Sequence[Token], at: int, numbers: list[int | None]) -> Flowable:
    """A paragraph, or an item of a list with its bullet or number."""
    if not numbers:
        return style.rich(runs, _TEXT)
    made = style.rich(runs, _ITEM)
    left = _INDENT * len(numbers)
    mark = ""
    if at and tokens[at - 1].type == "list_item_open":
        last = numbers[-1]
        mark = "•"
        if last is not None:
            numbers[-1] = last + 1
            mark = f"{last + 1}."
    cells: list[tuple[float, float, Flowable]] = [(left - _INDENT, _INDENT, style.paragraph(mark, _ITEM))]
    return Columns([*cells, (left, style.WIDTH - left, made)])


def _table(tokens: Sequence[Token], values: Mapping[str, str]) -> Flowable:
    rows: list[list[Flowable]] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            look = style.CELL_HEAD if token.type == "th_open" else style.CELL
            rows[-1].append(style.rich(_runs(tokens[place + 1], values), look))
    width = max(len(row) for row in rows)
    return table([[*row, *[style.paragraph("", style.CELL)] * (width - len(row))] for row in rows], [1 / width] * width)


def _runs(inline: Token, values: Mapping[str, str]) -> list[Run]:
    """The words of a paragraph with what is bold or slanted, values in their place."""
    found: list[Run] = []
    bold = slanted = 0
    for child in inline.children or ():
        bold += (child.type == "strong_open") - (child.type == "strong_close")
        slanted += (child.type == "em_open") - (child.type == "em_close")
        text = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
        if child.type in ("text", "code_inline"):
            text = FIELD.sub(lambda name: values.get(name[1], name[0]), child.content)
        if text:
            found.append(Run(text, bold=bold > 0, italic=slanted > 0))
    return found
