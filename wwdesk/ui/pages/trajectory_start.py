# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing a working method for a client: which, from when, under which rules."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import MethodRow
from wwdesk.services import trajectories
from wwdesk.ui.editor import Columns, Editor, Section, TroubleNote
from wwdesk.ui.fields import ChoiceField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import button, in_a_row
from wwdesk.ui.special_fields import DateField


class StartSection(Section):
    """The form with which a trajectory starts."""

    started = Signal(str)
    """A trajectory was made (its id), or the form was put away (empty)."""

    def __init__(self, context: Context) -> None:
        super().__init__(t("trajectory.start").rstrip("…"))
        self.context = context
        self._dossier_id = ""
        self._methods: dict[str, MethodRow] = {}
        self.trouble = TroubleNote()
        self.editor = Editor()
        know = self.editor.know
        self.method = know("method", ChoiceField(t("trajectory.choose"), (), t("trajectory.choose_hint")))
        self.on = know("on", DateField(t("trajectory.started_on"), self._today, past=True))
        self.profile = know("profile", ChoiceField(t("trajectory.profile"), (), empty=""))
        self.method.required = self.on.required = True
        self.summary = PlainLabel("", role="hint")
        self.method.changed.connect(self._follow)
        self.editor.column.addWidget(self.method)
        self.editor.column.addWidget(self.summary)
        self.editor.column.addWidget(Columns((self.on, 1), (self.profile, 1), characters=56))
        self.start_button = button(t("trajectory.start_do"), self.start, role="primary")
        self.add(self.trouble)
        self.add(self.editor)
        self.column.addLayout(in_a_row(self.start_button, button(t("dossier.cancel"), lambda: self.started.emit(""))))

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def open_for(self, dossier_id: str) -> None:
        """Shows the form for a dossier."""
        self._dossier_id = dossier_id
        self.trouble.clear()
        self.editor.load({"on": show_date(self._today())})
        self.show()
        self.context.read(trajectories.methods, self, self._arrived)
        self.editor.go_to("method")

    def _arrived(self, rows: tuple[MethodRow, ...]) -> None:
        self._methods = {row.id: row for row in rows if not row.problems}
        self.method.set_choices([(row.id, row.label) for row in self._methods.values()])
        self._follow()

    def _follow(self) -> None:
        """Shows what the chosen method is and the rules it can run under, the newest chosen."""
        row = self._methods.get(self.method.text())
        self.summary.setText(f"{row.summary} {row.source}" if row else "")
        self.summary.setVisible(bool(self.summary.text()))
        profiles = row.profiles if row else ()
        self.profile.set_choices(reversed(profiles))
        self.profile.set_text(profiles[-1][0] if profiles else "")
        self.profile.setVisible(len(profiles) > 1)

    def start(self) -> None:
        """Starts the trajectory."""
        on = self.on.day()
        if not self.editor.check() or on is None:
            return
        method_id, profile, dossier_id = self.method.text(), self.profile.text(), self._dossier_id

        def done(changes: Changes) -> None:
            self.context.say(t("trajectory.started"))
            self.started.emit(changes.made or "")

        self.context.act(
            lambda desk: trajectories.start(desk, dossier_id, method_id, on, profile),
            self,
            done,
            self.trouble.tell_error,
        )
