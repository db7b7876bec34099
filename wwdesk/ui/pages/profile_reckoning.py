# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How each score of a profile came about, shown when somebody asks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from wwdesk.domain.belgian_format import show_typed_number
from wwdesk.domain.texts import t
from wwdesk.forms.score_log import Calculation, DomainLog, ScoreStep, shown
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.pages.profile_parts import Part


class Reckoning(Part):
    """A button, and after it every step of every score."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(t("score_log.title"))
        self.show_button()

    def show_button(self) -> None:
        """Only offers it."""
        body = self.fresh()
        self.button = QPushButton(t("score_log.show"))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.wanted)
        body.addWidget(self.button)
        self.show_body()

    def show_logs(self, logs: tuple[DomainLog, ...], calculated: tuple[Calculation, ...] = ()) -> None:
        """Shows the steps, domain by domain, and what the form calculates besides."""
        body = self.fresh()
        for log in logs:
            body.addWidget(PlainLabel(log.result.domain.label, role="strong"))
            body.addWidget(PlainLabel("\n".join(step_sentence(step) for step in log.steps)))
            body.addWidget(PlainLabel(" ".join(log.sentences), role="quiet"))
        if calculated:
            body.addWidget(PlainLabel(t("score_log.calculated"), role="strong"))
            body.addWidget(PlainLabel("\n".join(_calculation(one) for one in calculated)))
        self.show_body()


def _calculation(one: Calculation) -> str:
    value = show_typed_number(one.value) or t("score_log.nothing")
    return t("score_log.calculation", name=one.name, value=value, formula=one.formula)


def step_sentence(step: ScoreStep) -> str:
    """One question in a line: its answer, and what that adds or why it adds nothing."""
    if step.score is None:
        return t("score_log.step_without", label=step.label, reason=step.reason)
    if step.weight == 1:
        return t("score_log.step", label=step.label, answer=step.answer, score=shown(step.score))
    weight = shown(step.weight)
    return t("score_log.step_weighed", label=step.label, answer=step.answer, score=shown(step.score), weight=weight)
