# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The manual of the page that is shown: a plain viewer of `docs/handleiding/`, offline."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from wwdesk.domain.content import content_folder
from wwdesk.domain.texts import t
from wwdesk.ui.cards import link
from wwdesk.ui.icons import picture_label
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place

_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<file>[^)\s]+)\)")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\([^)]*\)")
_CHAPTER = re.compile(r"\]\(([\w-]+)\.md\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_CONTENTS = "README"
_WIDEST = 900


def manual(subject: str) -> tuple[Path, str]:
    """The file and text of the manual about a page; the first page of the manual where there is none yet."""
    folder = content_folder("docs") / "handleiding"
    for name in (subject, _CONTENTS):
        file = folder / f"{name}.md"
        if file.is_file():
            return file, file.read_text("utf-8")
    return folder, f"# {t('window.help.none')}"


def blocks(text: str) -> list[tuple[str, str]]:
    """The headings, paragraphs, list items, pictures and tables of a text in simple Markdown: (kind, words)."""
    found: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if block.startswith("|"):
            found.append(("table", block))
            continue
        for line in _joined(block):
            kind, words = "text", line
            if picture := _PICTURE.fullmatch(line.strip()):
                found.append(("picture", f"{picture['file']}\n{picture['words']}"))
                continue
            if heading := re.match(r"(#+)\s+", line):
                kind = "title" if len(heading[1]) == 1 else "heading"
                words = line[heading.end() :]
            elif item := re.match(r"\s*(?:[-*]|(\d+\.))\s+", line):
                kind = "item"
                words = f"{item[1] or '•'}  {line[item.end() :]}"
            found.append((kind, _bare(words)))
    return found


def chapters(text: str) -> tuple[str, ...]:
    """The other chapters of the manual a text leads to, each once."""
    return tuple(dict.fromkeys(_CHAPTER.findall(text)))


def _joined(block: str) -> list[str]:
    lines: list[str] = []
    for line in block.split("\n"):
        begins = re.match(r"\s*(#|[-*]\s|\d+\.\s|!\[|\|)", line)
        if begins or not lines or lines[-1].startswith("#"):
            lines.append(line)
        else:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
    return lines


def _bare(words: str) -> str:
    return re.sub(r"(\*\*|__|`)", "", _LINK.sub(lambda found: found["words"], words)).strip()


class HelpPage(Page):
    """Shows one page of the manual; `place.part` says which."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setProperty("role", "page")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(t("window.help.name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setFocusProxy(self._scroll)

    def show_place(self, place: Place) -> None:
        """Shows the manual of the page named in `place.part`."""
        super().show_place(place)
        file, text = manual(place.part)
        paper = QWidget()
        paper.setProperty("role", "page")
        column = QVBoxLayout(paper)
        column.setContentsMargins(36, 28, 36, 36)
        column.setSpacing(10)
        for kind, words in blocks(text):
            column.addWidget(_shown(kind, words, file.parent))
        self._lead_on(column, file.stem, text)
        column.addStretch(1)
        if before := self._scroll.takeWidget():
            before.deleteLater()  # the button that led here stands on it
        self._scroll.setWidget(paper)
        self._scroll.setFocus()

    def _lead_on(self, column: QVBoxLayout, here: str, text: str) -> None:
        """A button for each chapter that is named, and one for the list of all of them."""
        named = {chapter: manual(chapter)[1].partition("\n")[0] for chapter in chapters(text)}
        if here != _CONTENTS:
            named[_CONTENTS] = t("window.help.contents")
        column.addWidget(PlainLabel(t("window.help.more"), role="heading"))
        for chapter, words in named.items():
            button = link(words.removeprefix("# "))
            button.clicked.connect(lambda _=False, chapter=chapter: self.context.go(Place("help", part=chapter)))
            column.addWidget(button)


def _shown(kind: str, words: str, folder: Path) -> QWidget:
    if kind == "picture":
        name, _, says = words.partition("\n")
        return picture_label(folder / name, says, _WIDEST)
    if kind == "table":
        return _table(words)
    label = PlainLabel(words, role=kind if kind in ("title", "heading") else "")
    label.setMaximumWidth(_WIDEST)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _table(written: str) -> QWidget:
    """A table of the manual; the row below its head is only a line."""
    table = QWidget()
    table.setMaximumWidth(_WIDEST)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    for number, line in enumerate(line for line in written.splitlines() if line.strip("|-: ")):
        for place, words in enumerate(_CELL_END.split(line.strip().strip("|"))):
            cell = PlainLabel(_bare(words), role="" if number else "strong")
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(cell, number, place)
    return table
