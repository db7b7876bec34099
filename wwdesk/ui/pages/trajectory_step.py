# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The form in which a worker notes that a step was done: its day, how it went, what the method asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.belgian_format import parse_number
from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import FactAsked, StepOpen, StepTry, TrajectoryOverview
from wwdesk.services import trajectories
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import Editor, InlineForm, TroubleNote
from wwdesk.ui.fields import ChoiceField, Field, LongTextField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.letter_dialog import offer_letter
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow

_ON, _OUTCOME, _REASON = "on", "outcome", "reason"
_FACT = "fact."


class StepForm(InlineForm):
    """One step at a time. What was typed stays until it is noted, put away, or another step is chosen."""

    noted = Signal()
    put_away = Signal()
    forms_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.trajectory: TrajectoryOverview | None = None
        self.step: StepOpen | None = None
        self.editor = Editor()
        self.trouble = TroubleNote()
        self.title = PlainLabel("", role="strong")
        self._told = PlainLabel("", role="hint")
        self._place = QVBoxLayout()
        self.save_button = button(t("trajectory.step.save"), self.save, role="primary")
        self.cancel_button = button(t("dossier.cancel"), self.put_away.emit)
        self.forms_button = button(t("trajectory.step.to_forms"), self.forms_wanted.emit)
        self.letter_button = button(t("templates.dialog.button"), self.make_document)
        keys = WrappingRow(self.save_button, self.cancel_button, self.forms_button, self.letter_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        for part in (self.title, self._told, self.trouble):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addLayout(keys)
        self.escaped.connect(self.put_away)
        self.hide()

    @property
    def dirty(self) -> bool:
        """Whether something typed is not noted."""
        return self.step is not None and self.editor.dirty

    def show_step(self, trajectory: TrajectoryOverview, step: StepOpen) -> None:
        """Asks what a step wants to know; the same step keeps what was typed."""
        same = self.step == step and self.trajectory is not None and self.trajectory.id == trajectory.id
        self.trajectory = trajectory
        if same and not self.isHidden():
            return
        self.step = step
        self.trouble.clear()
        self.title.setText(step.label)
        self.setAccessibleName(step.label)
        told = (
            t("trajectory.step.tip", tip=step.tip) if step.tip else "",
            t("trajectory.step.form") if step.form else "",
            t("trajectory.step.document", document=step.document) if step.document else "",
        )
        self._told.setText(" ".join(part for part in told if part))
        self._told.setVisible(bool(self._told.text()))
        self.forms_button.setVisible(bool(step.form))
        self.letter_button.setVisible(bool(step.template) and self.context.desk.worker.may(Permission.PRINT))
        self._build(step)
        self.show()
        self.editor.go_to(_OUTCOME if step.outcomes else _ON)

    def close_step(self) -> None:
        """Puts the form away."""
        self.step = None
        self.hide()

    def follow(self, trajectory: TrajectoryOverview) -> None:
        """Takes over what changed meanwhile, so that noting goes on from there."""
        if self.trajectory is not None and self.trajectory.id == trajectory.id:
            self.trajectory = trajectory

    def _build(self, step: StepOpen) -> None:
        old, self.editor = self.editor, Editor()
        self._place.removeWidget(old)
        old.hide()
        old.deleteLater()
        if step.outcomes:
            outcome = self._know(_OUTCOME, ChoiceField(t("trajectory.step.outcome"), step.outcomes))
            outcome.required = True
        on = self._know(_ON, DateField(t("trajectory.step.on"), self._today, past=True))
        on.required = True
        for fact in step.facts:
            self._know(_FACT + fact.id, self._field(fact)).required = fact.required
        self._know(_REASON, LongTextField(t("trajectory.step.reason"), lines=2)).hide()
        known = {_FACT + fact.id: fact.default for fact in step.facts if fact.default}
        self.editor.load({_ON: show_date(self._today()), **known})
        self._place.addWidget(self.editor)

    def _know(self, name: str, field: Field) -> Field:
        self.editor.column.addWidget(self.editor.know(name, field))
        return field

    def _field(self, fact: FactAsked) -> Field:
        if fact.kind == "date":
            return DateField(fact.label, self._today, hint=fact.hint or None)
        if fact.kind == "choice":
            return ChoiceField(fact.label, fact.choices, fact.hint)
        if fact.kind == "yes_no":
            yes_no = (("yes", t("fields.yes")), ("no", t("fields.no")))
            return ChoiceField(fact.label, yes_no, fact.hint)
        if fact.kind == "number":
            check = _not_whole if fact.decimals == 0 else partial(_not_so_precise, decimals=fact.decimals)
            return TextField(fact.label, fact.hint, check=check, max_length=20)
        return LongTextField(fact.label, fact.hint, lines=2)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def make_document(self) -> None:
        """Makes the document of the step from its template; the step itself is not noted by that."""
        trajectory, step = self.trajectory, self.step
        if trajectory is not None and step is not None:
            self.trouble.clear()
            # A notice names its reason before the step is noted: what is typed here goes along.
            labels = {fact.id: dict(fact.choices) for fact in step.facts}
            typed = self._tried(step).facts
            given = {name: labels[name].get(str(value), value) for name, value in typed.items()}
            offer_letter(self, self.context, (trajectory.id, step.template), given, self.trouble.tell_error)

    def save(self) -> None:
        """Notes the step; what stands in the way is told, and nothing typed is lost."""
        trajectory, step = self.trajectory, self.step
        if trajectory is None or step is None or not self.editor.check():
            return
        tried, notes = self._tried(step), list[str]()

        def work(desk: Desk) -> Changes:
            notes.extend(trajectories.told(desk, trajectory.id, tried).notes)
            return trajectories.record_step(desk, trajectory.id, trajectory.revision, tried)

        def done(_changes: Changes) -> None:
            self.context.say(" ".join((t("trajectory.step.saved", label=step.label), *notes)))
            self.close_step()
            self.noted.emit()

        self.context.act(work, self, done, self._failed)

    def _tried(self, step: StepOpen) -> StepTry:
        kinds = {fact.id: fact.kind for fact in step.facts}
        facts: dict[str, object] = {}
        for name, field in self.editor.fields.items():
            if name.startswith(_FACT) and field.text().strip():
                fact_id = name.removeprefix(_FACT)
                facts[fact_id] = _value(kinds[fact_id], field)
        on = self.editor.fields[_ON]
        return StepTry(
            step=step.id,
            on=(on.day() if isinstance(on, DateField) else None) or self._today(),
            outcome=self.editor.fields[_OUTCOME].text() if step.outcomes else "",
            facts=facts,
            reason=self.editor.fields[_REASON].text(),
        )

    def _failed(self, trouble: BaseException) -> bool:
        if not self.trouble.tell_error(trouble):
            return False
        if isinstance(trouble, DeskError) and trouble.key == "step_needs_reason":
            reason = self.editor.fields[_REASON]
            reason.show()
            reason.set_problem(t("trajectory.step.reason_missing"))
            self.editor.go_to(_REASON)
        return True


_VALUES: dict[str, Callable[[Field], object]] = {
    "date": lambda field: field.day() if isinstance(field, DateField) else None,
    "number": lambda field: parse_number(field.text()),
    "yes_no": lambda field: field.text() == "yes",
}


def _value(kind: str, field: Field) -> object:
    """What a field holds, as the kind of its fact wants it."""
    make = _VALUES.get(kind)
    return field.text().strip() if make is None else make(field)


def _not_whole(typed: str) -> str:
    return "" if typed.isascii() and typed.isdigit() else t("trajectory.step.number")


def _not_so_precise(typed: str, decimals: int) -> str:
    number = parse_number(typed)
    right = number is not None and (number * 10**decimals).denominator == 1
    return "" if right else t("trajectory.step.decimals", n=decimals)
