# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog in which the submissions of one file get the dossier they belong to, or are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from wwdesk.domain.names import fold
from wwdesk.domain.texts import t
from wwdesk.services.answers_in import DossierChoice, Incoming, Submission
from wwdesk.ui.cards import plain, primary
from wwdesk.ui.editor import FollowingScroll
from wwdesk.ui.fields import SuggestField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.pages.submission_words import submission_name, submission_row, submission_text, submission_told
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, SideBySide
from wwdesk.ui.theme import scale_of
from wwdesk.ui.wrapping import WrappingRow


@dataclass(frozen=True, slots=True)
class Dealt:
    """What was typed as the dossier of one submission: a dossier, or a sentence on why it is none."""

    dossier: DossierChoice | None = None
    problem: str = ""


class Dealing:
    """Which submission goes to which dossier, without a window."""

    def __init__(self, submissions: Sequence[Submission], dossiers: Sequence[DossierChoice]) -> None:
        self.submissions = submissions
        self.typed: dict[int, str] = {}
        self._by_text: dict[str, list[DossierChoice]] = {}
        for one in dossiers:
            for text in (shown(one), one.number, one.client_name):
                self._by_text.setdefault(fold(text), []).append(one)

    def at(self, place: int) -> Dealt:
        """What was typed for a submission, by its place in the file."""
        typed = self.typed.get(place, "").strip()
        if not typed or self.submissions[place].refused:
            return Dealt()
        found = self._by_text.get(fold(typed), [])
        if len(found) > 1:
            return Dealt(problem=t("exchange.deal.several", name=typed))
        if not found:
            return Dealt(problem=t("exchange.deal.unknown"))
        if found[0].running:
            return Dealt(problem=t("exchange.deal.running"))
        earlier = next((other for other in range(place) if self._is(other, found[0])), None)
        if earlier is not None:
            return Dealt(problem=t("exchange.deal.twice", number=earlier + 1))
        return Dealt(found[0])

    def chosen(self) -> list[tuple[int, str]]:
        """The places of the submissions that are taken in, with the id of their dossier."""
        found = ((place, self.at(place).dossier) for place in sorted(self.typed))
        return [(place, dossier.id) for place, dossier in found if dossier is not None]

    def problem_at(self) -> int | None:
        """The first submission whose dossier cannot be so."""
        return next((place for place in sorted(self.typed) if self.at(place).problem), None)

    def next_open(self, place: int) -> int | None:
        """The first submission after this one that can be taken in and has no dossier."""
        rest = range(place + 1, len(self.submissions))
        return next((at for at in rest if not self.submissions[at].refused and not self.typed.get(at)), None)

    def _is(self, place: int, dossier: DossierChoice) -> bool:
        """Whether a submission that can be taken in goes to this dossier."""
        found = self._by_text.get(fold(self.typed.get(place, "").strip()), [])
        return found == [dossier] and not self.submissions[place].refused


def shown(one: DossierChoice) -> str:
    """A dossier in one line, the name first: that is what people type."""
    return t("exchange.deal.dossier", name=one.client_name, number=one.number)


class DealDialog(QDialog):
    """The submissions at one side; at the other the one that is looked at, with the field for its dossier."""

    def __init__(self, parent: QWidget, file: str, incoming: Incoming, dossiers: Sequence[DossierChoice]) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("exchange.submissions.window"))
        self.dealing = Dealing(incoming.submissions, dossiers)
        self._place = -1
        self.rows = RowList(t("exchange.submissions.list"))
        self.rows.always_marked = True
        self.field = SuggestField(
            t("exchange.deal.field"),
            t("exchange.deal.hint"),
            suggestions=[shown(one) for one in dossiers if not one.running],
        )
        self.title = PlainLabel(role="heading")
        self.whose = PlainLabel()
        self.told = PlainLabel()
        self.none = PlainLabel(t("exchange.deal.no_dossier"), role="strong")
        self.go = primary(t("exchange.deal.take_none"))
        self.cancel = plain(t("window.question.no"))
        for button in (self.go, self.cancel):
            button.setAutoDefault(False)  # Enter in the field goes to the next submission
        self._some_dossier = bool(dossiers)
        self._build(file, incoming)
        self.rows.set_rows([self._row(place) for place in range(len(incoming.submissions))])
        self.rows.selectionModel().currentChanged.connect(self._follow)
        self.rows.chosen.connect(self._enter)
        self.field.changed.connect(self._typed)
        self.field.line.editingFinished.connect(self._check)
        self.field.line.returnPressed.connect(self._go_on)
        self.go.clicked.connect(self.try_accept)
        self.cancel.clicked.connect(self.reject)
        first = self.dealing.next_open(-1)
        self._turn_to(first or 0)
        self._enter(first or 0)
        self._count()

    def _build(self, file: str, incoming: Incoming) -> None:
        detail = Card()
        for widget in (self.title, self.field, self.none, self.whose, self.told):
            detail.column.addWidget(widget)
        detail.column.addStretch(1)
        self._sides = SideBySide(700)
        self._sides.addWidget(self.rows, 2)
        self._sides.addWidget(FollowingScroll(detail), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        count = len(incoming.submissions)
        column.addWidget(PlainLabel(t("exchange.submissions.title", file=file, n=count), role="heading"))
        column.addWidget(PlainLabel(t("exchange.deal.about"), role="quiet"))
        if incoming.remarks:
            column.addWidget(PlainLabel("\n".join(f"• {remark}" for remark in incoming.remarks)))
        column.addLayout(self._sides, 1)
        column.addLayout(WrappingRow(self.go, self.cancel))
        room = self.screen().availableSize()
        scale = scale_of(self)
        self.resize(min(round(820 * scale), room.width() - 40), min(round(580 * scale), room.height() - 60))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands above the rest where there is no room beside it."""
        super().resizeEvent(event)
        self._sides.fit(event.size().width(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field is for the field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)

    # one submission ------------------------------------------------------------------------

    def _follow(self, now: QModelIndex) -> None:
        if now.isValid() and now.row() != self._place:
            self._turn_to(now.row())

    def _turn_to(self, place: int) -> None:
        self._place = place
        one = self.dealing.submissions[place]
        asks = self._some_dossier and not one.refused
        self.title.setText(submission_name(place, one))
        self.whose.setText(submission_told(one))
        self.whose.setVisible(bool(one.told))
        self.told.setText(submission_text(one))
        self.field.setVisible(asks)
        self.none.setVisible(not self._some_dossier and not one.refused)
        self.field.set_text(self.dealing.typed.get(place, ""))
        self._check()

    def _enter(self, place: object) -> None:
        """Looks at a submission and puts the keyboard where its dossier is typed."""
        at = int(str(place))
        self.rows.setCurrentIndex(self.rows.model().index(at, 0))
        self._turn_to(at)
        (self.rows if self.field.isHidden() else self.field.line).setFocus()

    def _typed(self) -> None:
        if not self.field.isHidden():
            self.dealing.typed[self._place] = self.field.text()
            self._count()

    def _check(self) -> None:
        """Says what is wrong with the dossier typed; not while somebody is still typing."""
        self.field.set_problem(self.dealing.at(self._place).problem)
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
        row = submission_row(place, self.dealing.submissions[place])
        if self.dealing.submissions[place].refused:
            return row
        dealt = self.dealing.at(place)
        to = t("exchange.deal.wrong") if dealt.problem else t("exchange.deal.skip")
        tone = "weak" if dealt.problem else "quiet"
        if dealt.dossier is not None:
            to, tone = t("exchange.deal.to", dossier=shown(dealt.dossier)), "accent"
        return replace(row, detail=f"{row.detail} · {row.side}\n{to}", side="", tone=tone)
