# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a profile page under each other: pictures, what asks attention, places to live, what changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.profile import AnswerChange, AnswerStatus, Comparison, DomainResult, LocationFit
from wwdesk.ui.chart_dots import DomainDots
from wwdesk.ui.chart_radar import RadarChart
from wwdesk.ui.chart_words import DomainLine, domain_lines, score_words
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.pages.profile_tables import WholeTable
from wwdesk.ui.tables import Column


class Part(QFrame):
    """A card with a heading; it hides itself where there is nothing to show."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        em = self.fontMetrics().height()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(em, round(em * 0.8), em, em)
        self.column.setSpacing(em // 2)
        self.heading = PlainLabel(heading, role="heading")
        self.column.addWidget(self.heading)
        self._body: QWidget | None = None

    def fresh(self) -> QVBoxLayout:
        """An empty body in place of the one before."""
        if self._body is not None:
            self._body.hide()
            self.column.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(self.fontMetrics().height() // 3)
        self._body.hide()
        self.column.addWidget(self._body)
        return body

    def show_body(self) -> None:
        """Shows the new body once everything is in it."""
        if self._body is not None:
            self._body.show()


class Pictures(Part):
    """Dots and web beside each other, or under each other where there is no room."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.pictures"))
        self.dots, self.radar = DomainDots(), RadarChart()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.dots, 11)
        self._row.addWidget(self.radar, 9, Qt.AlignmentFlag.AlignVCenter)
        self.refused = PlainLabel(role="warning")
        self.column.addWidget(self.refused)
        self.column.addLayout(self._row)
        self.column.addWidget(PlainLabel(t("screening.profile.reading"), role="hint"))

    def show_comparison(self, comparison: Comparison) -> None:
        """Draws both pictures."""
        self.dots.show_comparison(comparison)
        self.radar.show_comparison(comparison)
        self.radar.setVisible(len(comparison.domains) >= 3)
        other = [change.domain.label for change in comparison.domains if not change.comparable]
        refused = comparison.earlier is not None and bool(other)
        if refused and comparison.earlier is not None:
            key = "refused_some" if comparison.comparable else "refused_all"
            values = {"domains": t("screening.profile.and").join(other)} if comparison.comparable else {}
            self.refused.setText(t(f"screening.profile.{key}", day=show_date(comparison.earlier.on), **values))
        self.refused.setVisible(refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the web below the dots in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < 48 * self.fontMetrics().height()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)


class Attention(Part):
    """The weak domains by name, weakest first, with the advice of their band."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.attention"))

    def show_weak(self, weak: tuple[DomainResult, ...]) -> None:
        """Shows the domains that ask attention."""
        body = self.fresh()
        if not weak:
            body.addWidget(PlainLabel(t("screening.profile.nothing_weak")))
        for result in weak:
            title = t("screening.profile.weak_line", domain=result.domain.label, score=score_words(result))
            if body.count():
                body.addSpacing(self.fontMetrics().height() // 3)
            body.addWidget(PlainLabel(title, role="strong"))
            if result.band is not None and result.band.advice:
                body.addWidget(PlainLabel(result.band.advice))
        self.show_body()


class Scores(Part):
    """The table beside the pictures."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.scores"))
        columns = (
            Column[DomainLine](t("screening.profile.domain"), lambda line: line.label),
            Column[DomainLine](t("screening.profile.now"), lambda line: line.now),
            Column[DomainLine](t("screening.profile.earlier"), lambda line: line.earlier),
            Column[DomainLine](t("screening.profile.difference"), lambda line: line.difference),
        )
        self.table: WholeTable[DomainLine] = WholeTable(t("screening.profile.scores"), columns, (30, 26, 26, 22))
        self.column.addWidget(self.table)

    def show_comparison(self, comparison: Comparison) -> None:
        """Shows all domains; without an earlier screening its columns go."""
        alone = comparison.earlier is None
        self.table.setColumnHidden(2, alone)
        self.table.setColumnHidden(3, alone)
        self.table.show_rows(domain_lines(comparison))


class Locations(Part):
    """Which kind of place fits, with the reasons: advice, never a decision."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.locations"))
        self._places: list[QWidget] = []
        self._grid: QGridLayout | None = None
        self._columns = 0

    def show_fits(self, fits: tuple[LocationFit, ...]) -> None:
        """Shows each kind of place; what fits first."""
        self.setVisible(bool(fits))
        body = self.fresh()
        body.addWidget(PlainLabel(t("screening.profile.advice_only"), role="warning"))
        order = {True: 0, None: 1, False: 2}
        self._grid = QGridLayout()
        em = self.fontMetrics().height()
        self._grid.setHorizontalSpacing(2 * em)
        self._grid.setVerticalSpacing(em)
        body.addLayout(self._grid)
        self._places = [self._place(fit) for fit in sorted(fits, key=lambda fit: order[fit.fits])]
        self._columns = 0
        self._arrange()
        self.show_body()

    def _place(self, fit: LocationFit) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height() // 4)
        key = {True: "fits", None: "unknown", False: "fits_not"}[fit.fits]
        verdict = t(f"screening.profile.fit.{key}")
        column.addWidget(PlainLabel(t("screening.profile.fit_line", place=fit.label, verdict=verdict), role="strong"))
        # what stands in the way comes first: it is the reason of the advice
        weight = {False: 0, None: 1, True: 2}
        for criterion in sorted(fit.criteria, key=lambda one: (not one.required, weight[one.holds])):
            mark = {True: "holds", None: "unknown", False: "fails"}[criterion.holds]
            said = t(f"screening.profile.criterion.{mark}", label=criterion.label)
            if not criterion.required:
                said = t("screening.profile.not_required", line=said)
            column.addWidget(PlainLabel(said, role="quiet" if criterion.holds else ""))
        column.addStretch(1)
        return place

    def _arrange(self) -> None:
        columns = 2 if self.width() > 44 * self.fontMetrics().height() else 1
        if columns == self._columns or self._grid is None:
            return
        self._columns = columns
        for index, place in enumerate(self._places):
            self._grid.addWidget(place, index // columns, index % columns)
            self._grid.setColumnStretch(index % columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the places under each other in a narrow window."""
        super().resizeEvent(event)
        self._arrange()


class Answers(Part):
    """What became of each answer since the earlier screening."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.changes"))
        self._changes: tuple[AnswerChange, ...] = ()
        self.only_changed = QCheckBox(t("screening.profile.only_changed"))
        self.only_changed.setChecked(True)
        self.only_changed.toggled.connect(self._filter)
        self.told = PlainLabel(role="quiet")
        columns = (
            Column[AnswerChange](t("screening.profile.question"), lambda change: change.question_label),
            Column[AnswerChange](t("screening.profile.earlier"), lambda change: change.earlier),
            Column[AnswerChange](t("screening.profile.now"), lambda change: change.now),
            Column[AnswerChange](
                t("screening.profile.what"), lambda change: t(f"screening.answer_status.{change.status}")
            ),
        )
        self.table: WholeTable[AnswerChange] = WholeTable(t("screening.profile.changes"), columns, (30, 32, 32, 18))
        self.column.addWidget(self.told)
        self.column.addWidget(self.only_changed)
        self.column.addWidget(self.table)

    def show_comparison(self, comparison: Comparison) -> None:
        """Shows the answers; hidden for a first screening."""
        self.setVisible(comparison.earlier is not None)
        self._changes = comparison.answers
        statuses = [change.status for change in comparison.answers]
        kept = (AnswerStatus.CONFIRMED, AnswerStatus.NOT_CONFIRMED)
        self.told.setText(
            t(
                "screening.profile.told",
                changed=sum(status not in kept for status in statuses),
                confirmed=statuses.count(AnswerStatus.CONFIRMED),
                not_confirmed=statuses.count(AnswerStatus.NOT_CONFIRMED),
            )
        )
        self._filter()

    def _filter(self) -> None:
        same = (AnswerStatus.CONFIRMED, AnswerStatus.NOT_CONFIRMED)
        only = self.only_changed.isChecked()
        rows = [change for change in self._changes if not only or change.status not in same]
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows)


class Conclusions(Part):
    """The written conclusion of each life domain."""

    def __init__(self) -> None:
        super().__init__(t("screening.profile.conclusions"))

    def show_conclusions(self, comparison: Comparison, conclusions: Mapping[str, str]) -> None:
        """Shows what was written, in the order of the form."""
        body = self.fresh()
        written = [
            (result.domain.label, conclusions[result.domain.name])
            for result in comparison.now.domains
            if conclusions.get(result.domain.name)
        ]
        if not written:
            body.addWidget(PlainLabel(t("screening.profile.no_conclusions"), role="quiet"))
        for label, text in written:
            body.addWidget(PlainLabel(label, role="strong"))
            body.addWidget(PlainLabel(text))
        self.show_body()
