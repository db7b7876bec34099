# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog in which the submissions of one file get the dossier they belong to, or are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wwdesk.domain.names import fold
from wwdesk.domain.texts import t
from wwdesk.services.answers_in import DossierChoice, Incoming, Submission
from wwdesk.ui.editor import show_in_view
from wwdesk.ui.fields import SuggestField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.pages.submission_dialog import SubmissionDialog
from wwdesk.ui.pages.submission_words import submission_row
from wwdesk.ui.rows import Row


@dataclass(frozen=True, slots=True)
class Dealt:
    """What was typed as the dossier of one submission: a dossier, or a sentence on why it is none."""

    dossier: DossierChoice | None = None
    problem: str = ""


class Dealing:
    """Which submission goes to which dossier, without a window.

    Made in the background, for an office may have thousands of dossiers; what a letter typed changes
    is looked up once, for a file may hold thousands of submissions.
    """

    def __init__(self, submissions: Sequence[Submission], dossiers: Sequence[DossierChoice]) -> None:
        self.submissions = submissions
        self.dossiers = dossiers
        self._by_text: dict[str, list[DossierChoice]] = {}
        for one in dossiers:
            for text in (shown(one), one.number, one.client_name):
                self._by_text.setdefault(fold(text), []).append(one)
        self._typed: dict[int, str] = {}
        self._meant: dict[int, Sequence[DossierChoice]] = {}
        self._first: dict[str, int] = {}

    def typed(self, place: int) -> str:
        """What was typed for a submission, by its place in the file."""
        return self._typed.get(place, "")

    def type(self, place: int, text: str) -> None:
        """Somebody types the dossier of a submission, or takes it away; nothing for one that cannot be taken in."""
        if self.submissions[place].refused:
            return
        self._typed[place] = text
        self._meant.pop(place, None)
        if text.strip():
            self._meant[place] = self._by_text.get(fold(text.strip()), ())
        self._first = {}
        for at in sorted(self._meant):
            if len(self._meant[at]) == 1:
                self._first.setdefault(self._meant[at][0].id, at)

    def at(self, place: int) -> Dealt:
        """The dossier of a submission, or why what was typed is none."""
        if place not in self._meant:
            return Dealt()
        found = self._meant[place]
        if len(found) > 1:
            return Dealt(problem=t("exchange.deal.several", name=self._typed[place].strip()))
        if not found:
            return Dealt(problem=t("exchange.deal.unknown"))
        if found[0].running:
            return Dealt(problem=t("exchange.deal.running"))
        first = self._first[found[0].id]
        return Dealt(found[0]) if first == place else Dealt(problem=t("exchange.deal.twice", number=first + 1))

    def chosen(self) -> list[tuple[int, str]]:
        """The places of the submissions that are taken in, with the id of their dossier."""
        found = ((place, self.at(place).dossier) for place in sorted(self._meant))
        return [(place, dossier.id) for place, dossier in found if dossier is not None]

    def problem_at(self) -> int | None:
        """The first submission whose dossier cannot be so."""
        return next((place for place in sorted(self._meant) if self.at(place).problem), None)

    def next_open(self, place: int) -> int | None:
        """The first submission after this one that can be taken in and has no dossier."""
        rest = range(place + 1, len(self.submissions))
        return next((at for at in rest if not self.submissions[at].refused and not self.typed(at)), None)


def shown(one: DossierChoice) -> str:
    """A dossier in one line, the name first: that is what people type."""
    return t("exchange.deal.dossier", name=one.client_name, number=one.number)


class DealDialog(SubmissionDialog):
    """The one that is looked at has a field for its dossier."""

    def __init__(self, parent: QWidget, file: str, incoming: Incoming, dealing: Dealing) -> None:
        self.dealing = dealing
        self._place = -1
        self.field = SuggestField(
            t("exchange.deal.field"),
            t("exchange.deal.hint"),
            suggestions=[shown(one) for one in dealing.dossiers if not one.running],
        )
        self.none = PlainLabel(t("exchange.deal.no_dossier"), role="strong")
        super().__init__(parent, file, incoming, t("exchange.deal.about"), self.field, self.none)
        for button in (self.go, self.cancel):
            button.setAutoDefault(False)  # Enter in the field goes to the next submission
        self._plain = [submission_row(place, one) for place, one in enumerate(incoming.submissions)]
        self.rows.set_rows([self._row(place) for place in range(len(self._plain))])
        self.rows.selectionModel().currentChanged.connect(self._follow)
        self.rows.chosen.connect(self._enter)
        self.field.changed.connect(self._typed)
        self.field.line.editingFinished.connect(self._check)
        self.field.line.returnPressed.connect(self._go_on)
        self.go.clicked.connect(self.try_accept)
        first = dealing.next_open(-1)
        self.look_at(first or 0)
        self._enter(first or 0)
        self._count()

    def chosen(self) -> list[tuple[int, str]]:
        """The places of the submissions to take in, with the id of their dossier."""
        return self.dealing.chosen()

    def try_accept(self) -> None:
        """Goes on where every dossier that was typed is one; else shows the first that is not."""
        wrong = self.dealing.problem_at()
        if wrong is not None:
            self._enter(wrong)
            self._check()
        elif self.chosen():
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field is for the field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)

    # one submission ------------------------------------------------------------------------

    def look_at(self, place: int) -> None:
        """Shows a submission with the dossier that was typed for it."""
        self._place = place
        refused = bool(self.dealing.submissions[place].refused)
        self.field.setVisible(bool(self.dealing.dossiers) and not refused)
        self.none.setVisible(not self.dealing.dossiers and not refused)
        super().look_at(place)
        self.field.set_text(self.dealing.typed(place))
        self._check()

    def _follow(self, now: QModelIndex) -> None:
        if now.isValid() and now.row() != self._place:
            self.look_at(now.row())

    def _enter(self, place: object) -> None:
        """Looks at a submission and puts the keyboard where its dossier is typed."""
        at = int(str(place))
        self.mark(at)
        self.look_at(at)
        asks = not self.field.isHidden()
        (self.field.line if asks else self.rows).setFocus()
        show_in_view(self.field if asks else self.told)

    def _typed(self) -> None:
        if not self.field.isHidden():
            self.dealing.type(self._place, self.field.text())
            self._count()

    def _check(self) -> None:
        """Says what is wrong with the dossier typed; not while somebody is still typing."""
        self.field.set_problem(self.dealing.at(self._place).problem)
        if self.field.problem():
            show_in_view(self.field)
        self._show_rows()

    def _go_on(self) -> None:
        """Enter: the next submission without a dossier, or the button that takes them in."""
        self._check()
        if self.field.problem():
            return
        following = self.dealing.next_open(self._place)
        if following is not None:
            self._enter(following)
        elif self.go.isEnabled():
            self.go.setFocus()

    def _count(self) -> None:
        count = len(self.chosen())
        self.go.setText(t("exchange.deal.take", n=count) if count else t("exchange.deal.take_none"))
        self.go.setEnabled(bool(count) or self.dealing.problem_at() is not None)

    def _show_rows(self) -> None:
        rows = [self._row(place) for place in range(len(self.dealing.submissions))]
        if rows != list(self.rows.rows):
            self.rows.set_rows(rows)

    def _row(self, place: int) -> Row:
        row = self._plain[place]
        if self.dealing.submissions[place].refused:
            return row
        dealt = self.dealing.at(place)
        to = t("exchange.deal.wrong") if dealt.problem else t("exchange.deal.skip")
        tone = "weak" if dealt.problem else "quiet"
        if dealt.dossier is not None:
            to, tone = t("exchange.deal.to", dossier=shown(dealt.dossier)), "accent"
        return replace(row, detail=f"{row.detail} · {row.side}\n{to}", side="", tone=tone)
