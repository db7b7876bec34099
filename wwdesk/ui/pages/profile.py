# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The profile of a screening beside an earlier one: pictures, words, advice, and a PDF."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.forms.profile import Comparison
from wwdesk.services import printing, screening
from wwdesk.services.screening import ProfileOverview
from wwdesk.ui.form_pdf import save_pdf
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.profile_parts import Answers, Attention, Conclusions, Locations, Pictures, Scores
from wwdesk.ui.pages.profile_reckoning import Reckoning


class ProfilePage(Page):
    """One profile."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.overview: ProfileOverview | None = None
        self._earlier_id: str | None = None
        self._arrived = False
        self.message = MessageBar()
        self.title = PlainLabel(role="heading", wrap=False)
        self.about = PlainLabel(role="quiet")
        self.summary = PlainLabel(role="strong")
        self.empty = PlainLabel(role="subtitle")
        self.pictures, self.attention, self.scores = Pictures(), Attention(), Scores()
        self.locations, self.answers, self.conclusions = Locations(), Answers(), Conclusions()
        self.reckoning = Reckoning()
        self.reckoning.wanted.connect(self._reckon)
        self._parts = (
            self.pictures, self.attention, self.scores, self.reckoning, self.locations, self.answers, self.conclusions
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.message)
        column.addWidget(self._body(), 1)
        self._show_nothing()

    def _head(self) -> QVBoxLayout:
        em = self.fontMetrics().height()
        self.choose = QComboBox()
        self.choose.setAccessibleName(t("screening.profile.choose"))
        self.choose.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choose.setMinimumContentsLength(14)
        self.choose.activated.connect(self._chosen)
        self.choose_label = PlainLabel(t("screening.profile.choose"), wrap=False)
        self.choose_label.setBuddy(self.choose)
        self.read_button = QPushButton(t("screening.profile.read"))
        self.read_button.clicked.connect(self._read)
        self.print_button = QPushButton(t("screening.print"))
        self.print_button.setToolTip(t("screening.print_key"))
        self.print_button.clicked.connect(self.print_here)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(em)
        first.addWidget(self.title)
        first.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        second.setSpacing(em // 2)
        second.addWidget(self.choose_label)
        second.addWidget(self.choose)
        second.addStretch(1)
        second.addWidget(self.read_button)
        second.addWidget(self.print_button)
        rows = QVBoxLayout()
        rows.setContentsMargins(24, 16, 24, 10)
        rows.setSpacing(em // 2)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows

    def _body(self) -> QScrollArea:
        content = QWidget()
        em = self.fontMetrics().height()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 0, 24, 24)
        column.setSpacing(round(em * 0.8))
        column.addWidget(self.summary)
        column.addWidget(self.empty)
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        self.frame = QScrollArea()
        self.frame.setWidgetResizable(True)
        self.frame.setFrameShape(QFrame.Shape.NoFrame)
        self.frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frame.setAccessibleName(t("screening.profile.name"))
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.setWidget(content)
        return self.frame

    # loading -------------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Shows the profile of a screening, beside the one before it."""
        if place.record_id != self.place.record_id:
            self._earlier_id = None
            self._show_nothing()
            self.frame.verticalScrollBar().setValue(0)
        self._arrived = True
        super().show_place(place)

    def reload(self) -> None:
        """See Page."""
        screening_id, earlier_id = self.place.record_id, self._earlier_id
        if screening_id is None:
            self.empty.setText(t("screening.profile.none"))
            return
        self.context.read(lambda desk: screening.profile(desk, screening_id, earlier_id), self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """Only this dossier's screenings."""
        if self.overview is None:
            return True
        row = self.overview.screening
        return changes.concerns(Subject.SCREENING, row.id) or changes.concerns(Subject.SCREENING, row.dossier_id)

    def _show_nothing(self) -> None:
        self.overview = None
        self.title.setText("")
        self.about.setText("")
        self.summary.hide()
        self.empty.show()
        self.empty.setText("")
        for part in self._parts:
            part.hide()
        for widget in (self.choose_label, self.choose, self.read_button, self.print_button):
            widget.hide()

    # showing -------------------------------------------------------------------------------

    def _show(self, overview: ProfileOverview) -> None:
        if overview.screening.id != self.place.record_id:
            return
        self.overview = overview
        comparison, row = overview.comparison, overview.screening
        self.title.setText(row.client_name)
        parts = [
            t("screening.about_form", title=comparison.now.form_title, version=comparison.now.form_version),
            t("screening.about_dossier", number=overview.dossier_number),
            self._when(overview),
        ]
        self.about.setText(t("screening.about_and").join(parts))
        self._show_choice(overview)
        self.read_button.show()
        self.print_button.setVisible(self.context.desk.worker.may(Permission.PRINT))
        scored = any(result.score is not None for result in comparison.now.domains)
        self.summary.setText(summary(comparison))
        self.summary.setVisible(scored)
        self.empty.setVisible(not scored)
        self.empty.setText("" if scored else t("screening.profile.no_scores"))
        for part in (self.pictures, self.attention, self.scores, self.reckoning):
            part.setVisible(scored)
        self.reckoning.show_button()
        self.conclusions.show()
        self.pictures.show_comparison(comparison)
        self.attention.show_weak(comparison.now.weak_domains())
        self.scores.show_comparison(comparison)
        self.locations.show_fits(comparison.now.locations)
        self.answers.show_comparison(comparison)
        self.conclusions.show_conclusions(comparison, overview.conclusions)
        if self._arrived and scored:
            self._arrived = False
            # the picture has the keyboard, so that a screen reader says the outcome first
            self.pictures.dots.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _when(overview: ProfileOverview) -> str:
        day = show_date(overview.screening.on)
        if overview.screening.status is ScreeningStatus.DRAFT:
            return t("screening.profile.draft", day=day)
        return t("screening.about_submitted", day=day, present=overview.present)

    def _show_choice(self, overview: ProfileOverview) -> None:
        self.choose.clear()
        shown = overview.comparison.earlier
        for row in overview.earlier_screenings:
            self.choose.addItem(
                t("screening.profile.choice", day=show_date(row.on), version=row.form_version),
                row.id,
            )
        wanted = self.choose.findData(self._earlier_id) if self._earlier_id else 0
        self.choose.setCurrentIndex(wanted if shown is not None else -1)
        self.choose.setVisible(bool(overview.earlier_screenings))
        self.choose_label.setVisible(bool(overview.earlier_screenings))

    def _chosen(self) -> None:
        self._earlier_id = str(self.choose.currentData())
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page scrolls by keyboard wherever the focus is."""
        bar = self.frame.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    # doing ---------------------------------------------------------------------------------

    def _reckon(self) -> None:
        """Shows how the scores came about."""
        screening_id = self.place.record_id
        if screening_id is not None:
            self.context.read(
                lambda desk: (screening.score_logs(desk, screening_id), screening.calculated(desk, screening_id)),
                self,
                lambda found: self.reckoning.show_logs(*found),
            )

    def _read(self) -> None:
        if self.place.record_id is not None:
            self.context.go(Place("fill", self.place.record_id))

    def print_here(self) -> None:
        """Saves the profile as a PDF."""
        overview, earlier_id = self.overview, self._earlier_id
        if overview is None or not self.context.desk.worker.may(Permission.PRINT):
            return
        row = overview.screening
        name = t("screening.pdf.profile_name", number=overview.dossier_number, day=row.on.isoformat())
        save_pdf(self, name, lambda desk: printing.print_profile(desk, row.id, earlier_id), self.message.show_error)


def summary(comparison: Comparison) -> str:
    """The profile in two sentences: what asks attention, and which way it went."""
    weak = [result.domain.label for result in comparison.now.weak_domains()]
    sentences = [
        t("screening.profile.summary_weak", n=len(weak), domains=t("screening.profile.and").join(weak))
        if weak
        else t("screening.profile.summary_no_weak")
    ]
    if comparison.earlier is not None and comparison.comparable:
        better = sum(change.better is True for change in comparison.domains)
        worse = sum(change.better is False for change in comparison.domains)
        day = show_date(comparison.earlier.on)
        if better and worse:
            sentences.append(t("screening.profile.summary_both", day=day, better=better, worse=worse))
        elif better:
            sentences.append(t("screening.profile.summary_better", day=day, better=better))
        elif worse:
            sentences.append(t("screening.profile.summary_worse", day=day, worse=worse))
        else:
            sentences.append(t("screening.profile.summary_same", day=day))
    return " ".join(sentences)
