# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What reading a workbook came to: its mistakes, or what the new version changes and whether to take it in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.errors import FormError
from wwdesk.forms.sheet_changes import SheetChange
from wwdesk.forms.version_changes import QuestionChange, VersionChanges
from wwdesk.services.library import Incoming
from wwdesk.ui.cards import plain, primary, row_of
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.sheet import Card


def change_sentence(change: QuestionChange) -> str:
    """One change in words: what, where, from what to what, and what it does."""
    words = t(f"versions.change.{change.change}")
    parts = [t("library.change.line", change=words, page=change.page, label=change.label, name=change.name)]
    if change.before or change.after:
        key = "both" if change.before and change.after else "before" if change.before else "after"
        parts.append(t(f"library.change.{key}", before=change.before, after=change.after))
    if change.hint:
        parts.append(change.hint)
    return " ".join(parts)


def sheet_sentence(change: SheetChange) -> str:
    """A change of a life domain, band or place to live in words."""
    about = t(f"versions.sheet.{change.subject}", label=change.label)
    if not change.what:
        return t("library.change.sheet", about=about, what=change.after or change.before)
    nothing = t("versions.no_rule")
    told = t("library.change.both", before=change.before or nothing, after=change.after or nothing)
    return t("library.change.sheet", about=about, what=f"{change.what}. {told}")


def changes_lines(changes: VersionChanges) -> list[str]:
    """Everything a version changes, as sentences."""
    if changes.nothing:
        return [t("library.change.nothing", before=changes.before)]
    lines = [change_sentence(change) for change in changes.questions]
    lines += [sheet_sentence(change) for change in changes.sheets]
    lines += [t("library.change.domain", domain=effect.label, why=effect.why) for effect in changes.domains]
    lines += [t("library.change.language_added", language=name) for name in changes.languages_added]
    lines += [t("library.change.language_removed", language=name) for name in changes.languages_removed]
    return lines


class IncomingPanel(Card):
    """A workbook that was read; nothing is kept before somebody says so."""

    keep = Signal(object, bool)
    """The Incoming to take in, and whether to put it to use at once."""
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__(t("library.incoming.title"))
        self._incoming: Incoming | None = None
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.use = primary(t("library.incoming.use"))
        self.only_keep = plain(t("library.incoming.keep"))
        self.drop = plain(t("library.incoming.drop"))
        self.use.clicked.connect(lambda: self._keep(use=True))
        self.only_keep.clicked.connect(lambda: self._keep(use=False))
        self.drop.clicked.connect(self._drop)
        self.column.addLayout(row_of((self.use, self.only_keep, self.drop)))
        self.hide()

    def show_incoming(self, incoming: Incoming) -> None:
        """Shows what the workbook holds, compared with the version in use."""
        self._incoming = incoming
        form, changes = incoming.form, incoming.changes
        head = t("library.incoming.read", title=form.title, version=form.version, questions=form.asked)
        parts: list[tuple[str, Sequence[str]]] = []
        if incoming.known_as:
            parts.append((t("library.incoming.known", version=incoming.known_as), ()))
        blocked = changes.blocked if changes else ()
        if blocked:
            parts.append((t("library.incoming.blocked"), blocked))
        if incoming.warnings:
            parts.append((t("library.incoming.warnings"), [str(warning) for warning in incoming.warnings]))
        if changes is None:
            parts.append((t("library.incoming.first"), ()))
        else:
            parts.append((t("library.incoming.changes", before=changes.before), changes_lines(changes)))
        self._show(head, parts)
        self.use.setVisible(not blocked and not incoming.known_as)
        self.only_keep.setVisible(not incoming.known_as)
        self.only_keep.setEnabled(not blocked or changes is None or changes.before != form.version)
        (self.use if not self.use.isHidden() else self.drop).setFocus()

    def show_mistakes(self, file: str, error: FormError) -> None:
        """Shows every mistake of a workbook that cannot be used, with its cell."""
        self._incoming = None
        problems = [str(problem) for problem in error.problems] or [error.sentence]
        self._show(t("library.incoming.refused", file=file, n=len(problems)), [("", problems)])
        self.use.hide()
        self.only_keep.hide()
        self.drop.setFocus()

    def _show(self, head: str, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(head, body, role="strong"))
        for title, lines in parts:
            if title:
                column.addWidget(PlainLabel(title, body, role="strong" if lines else ""))
            for line in lines:
                column.addWidget(PlainLabel(f"• {line}", body))
        self.column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self.show()

    def _keep(self, *, use: bool) -> None:
        if self._incoming is not None:
            self.keep.emit(self._incoming, use)

    def _drop(self) -> None:
        self._incoming = None
        self.hide()
        self.dropped.emit()
