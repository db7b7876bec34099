# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How each score of a profile came about, shown when somebody asks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from wwdesk.domain.texts import t
from wwdesk.forms.score_log import DomainLog, ScoreStep, shown
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

    def show_logs(self, logs: tuple[DomainLog, ...]) -> None:
        """Shows the steps, domain by domain."""
        body = self.fresh()
        for log in logs:
            body.addWidget(PlainLabel(log.result.domain.label, role="strong"))
            body.addWidget(PlainLabel("\n".join(step_sentence(step) for step in log.steps)))
            body.addWidget(PlainLabel(" ".join(log.sentences), role="quiet"))
        self.show_body()


def step_sentence(step: ScoreStep) -> str:
    """One question in a line: its answer, and what that adds or why it adds nothing."""
    if step.score is None:
        return t("score_log.step_without", label=step.label, reason=step.reason)
    if step.weight == 1:
        return t("score_log.step", label=step.label, answer=step.answer, score=shown(step.score))
    weight = shown(step.weight)
    return t("score_log.step_weighed", label=step.label, answer=step.answer, score=shown(step.score), weight=weight)
