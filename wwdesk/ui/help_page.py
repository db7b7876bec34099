# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The manual of the page that is shown: a plain viewer of `docs/handleiding/`, offline."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wwdesk.domain.content import content_folder
from wwdesk.domain.texts import t
from wwdesk.ui.icons import picture_label
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place

_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<file>[^)\s]+)\)")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\([^)]*\)")
_WIDEST = 900


def manual(subject: str) -> tuple[Path, str]:
    """The file and text of the manual about a page; the first page of the manual where there is none yet."""
    folder = content_folder("docs") / "handleiding"
    for name in (subject, "README"):
        file = folder / f"{name}.md"
        if file.is_file():
            return file, file.read_text("utf-8")
    return folder, f"# {t('window.help.none')}"


def blocks(text: str) -> list[tuple[str, str]]:
    """The headings, paragraphs, list items and pictures of a text in simple Markdown: (kind, words)."""
    found: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for line in _joined(block):
            kind, words = "text", line
            if picture := _PICTURE.fullmatch(line.strip()):
                found.append(("picture", f"{picture['file']}\n{picture['words']}"))
                continue
            if heading := re.match(r"(#+)\s+", line):
                kind = "title" if len(heading[1]) == 1 else "heading"
                words = line[heading.end() :]
            elif item := re.match(r"\s*(?:[-*]|\d+\.)\s+", line):
                kind = "item"
                words = line[item.end() :]
            found.append((kind, _bare(words)))
    return found


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
        column.addStretch(1)
        self._scroll.setWidget(paper)
        self._scroll.setFocus()


def _shown(kind: str, words: str, folder: Path) -> QWidget:
    if kind == "picture":
        name, _, says = words.partition("\n")
        return picture_label(folder / name, says, _WIDEST)
    label = PlainLabel(f"•  {words}" if kind == "item" else words, role=kind if kind in ("title", "heading") else "")
    label.setMaximumWidth(_WIDEST)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
