# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Werkwijzen: which working methods there are, what each holds, and a copy to make one's own."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import MethodRow
from wwdesk.services import method_library, trajectories
from wwdesk.services.method_library import MethodDetail
from wwdesk.ui.editor import Columns, Editor, InlineForm, TroubleNote
from wwdesk.ui.fields import TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, Sheet, SideBySide
from wwdesk.ui.wrapping import WrappingRow


class MethodsPage(Page):
    """All methods at the left, the chosen one beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chosen = ""
        self._sheet = Sheet(t("methods.page.title"))
        self._sheet.say_below(t("methods.page.subtitle"))
        self._sheet.filling(self)
        self.list = RowList(t("methods.page.list"))
        self.list.show_bare()
        self.list.chosen.connect(self._choose)
        self.detail = MethodCard(self)
        all_of_them = Card()
        all_of_them.column.addWidget(self.list)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(all_of_them)
        left.addStretch(1)
        right.addWidget(self.detail)
        right.addStretch(1)
        self._beside = SideBySide(900)
        self._beside.addLayout(left, 2)
        self._beside.addLayout(right, 3)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the record is the id of a method to show."""
        self._chosen = place.record_id or self._chosen
        super().show_place(place)
        self.list.setFocus()

    def reload(self) -> None:
        """See Page."""
        self.context.read(trajectories.methods, self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.METHODS) or changes.concerns(Subject.TRAJECTORY)

    def _show(self, rows: tuple[MethodRow, ...]) -> None:
        self.list.set_rows([_row(row) for row in rows])
        names = [row.id for row in rows]
        if rows and self._chosen not in names:
            self._chosen = names[0]
        if rows:
            self.list.step(names.index(self._chosen) - self.list.currentIndex().row())
        self._read()

    def _choose(self, value: object) -> None:
        self._chosen = str(value)
        self._read()

    def show_method(self, method_id: str) -> None:
        """Shows another method."""
        self._chosen = method_id
        self.reload()

    def _read(self) -> None:
        chosen = self._chosen
        if chosen:
            self.context.read(lambda desk: method_library.method_detail(desk, chosen), self, self._arrived)

    def _arrived(self, found: MethodDetail) -> None:
        if found.id == self._chosen:
            self.detail.show_method(found)


class MethodCard(Card):
    """What one method holds."""

    def __init__(self, page: MethodsPage) -> None:
        super().__init__()
        self.page = page
        self.method: MethodDetail | None = None
        self.summary = PlainLabel("")
        self.source = PlainLabel("", role="hint")
        self.cases = PlainLabel("", role="strong")
        self.trouble = TroubleNote()
        self.check_button = button(t("methods.page.check"), self._check)
        self.waiting_button = button(t("waiting.button"), self._to_waiting)
        self.arrears_button = button(t("arrears.button"), lambda: page.context.go(Place("arrears")))
        self.copy_button = button(t("methods.page.copy"), self._start_copy)
        self._build_copy()
        self.parts = QWidget()
        self._parts = QVBoxLayout(self.parts)
        self._parts.setContentsMargins(0, 4, 0, 0)
        self._parts.setSpacing(4)
        for part in (self.summary, self.source, self.cases, self.trouble):
            self.column.addWidget(part)
        self.column.addLayout(
            WrappingRow(self.waiting_button, self.arrears_button, self.check_button, self.copy_button)
        )
        self.column.addWidget(self.form)
        self.column.addWidget(self.parts)
        self.hide()

    def _build_copy(self) -> None:
        self.editor = Editor()
        self.name = self.editor.know(
            "name", TextField(t("methods.page.copy_name"), t("methods.page.copy_name_hint"), max_length=60)
        )
        self.label = self.editor.know("label", TextField(t("methods.page.copy_label"), max_length=100))
        self.name.required = self.label.required = True
        self.editor.column.addWidget(Columns((self.name, 1), (self.label, 1), characters=50))
        self.form = InlineForm()
        self.form.escaped.connect(self.form.hide)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.editor)
        self.copy_do = button(t("methods.page.copy_do"), self.copy, role="primary")
        inside.addLayout(WrappingRow(self.copy_do, button(t("dossier.cancel"), self.form.hide)))
        self.form.hide()

    def show_method(self, found: MethodDetail) -> None:
        """Shows a method."""
        if self.method is None or self.method.id != found.id:
            self.form.hide()
            self.trouble.clear()
        self.method = found
        self.heading.setText(found.label)
        self.heading.setVisible(True)
        self.summary.setText(found.summary)
        self.summary.setVisible(bool(found.summary))
        self.source.setText(t("methods.page.version", version=found.version, source=found.source))
        self.source.setVisible(bool(found.version))
        if found.differences:
            self.cases.setText(t("methods.page.differences", n=len(found.differences)))
        else:
            self.cases.setText(t("methods.page.cases", n=found.cases))
        self.cases.setVisible(bool(found.cases or found.differences))
        may = self.page.context.desk.worker.may(Permission.MANAGE_FORMS)
        self.copy_button.setVisible(may and not found.problems)
        self.check_button.setVisible(found.own)
        self.waiting_button.setVisible(found.waiting_list)
        self.arrears_button.setVisible(found.arrears)
        self._fill(found)
        self.show()

    def _fill(self, found: MethodDetail) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found.own:
            self._say(t("methods.page.where", folder=str(found.folder)), "hint")
        self._part(t("methods.page.problems"), found.problems)
        for difference in found.differences:
            self._say(difference)
        for phase, steps in found.steps:
            self._part(phase, [t("methods.page.step_line", label=step.label, role=step.role) for step in steps])
        self._part(t("methods.page.dates"), found.dates)
        guards = [f"{say} ({t(f'methods.page.guard.{kind}')})" for kind, say in found.guards]
        self._part(t("methods.page.guards"), guards)
        roles = [t("methods.page.role_line", label=label, task=task) for label, task in found.roles]
        self._part(t("methods.page.roles"), roles)
        self._part(t("methods.page.papers"), found.papers)

    def _part(self, title: str, lines: tuple[str, ...] | list[str]) -> None:
        if lines:
            self._parts.addSpacing(8)
            self._say(title, "strong")
            for line in lines:
                self._say(f"•  {line}")

    def _say(self, words: str, role: str = "") -> None:
        self._parts.addWidget(PlainLabel(words, role=role))

    def _to_waiting(self) -> None:
        if self.method is not None:
            self.page.context.go(Place("waiting", self.method.id))

    def _check(self) -> None:
        self.page.reload()
        self.page.context.say(t("methods.page.checked"))

    def _start_copy(self) -> None:
        self.editor.load({"label": self.method.label if self.method else ""})
        self.form.show()
        self.editor.go_to("name")

    def copy(self) -> None:
        """Makes a copy in the office's own folder."""
        found = self.method
        if found is None or not self.editor.check():
            return
        name, label = self.name.text().strip(), self.label.text().strip()

        def done(_changes: Changes) -> None:
            self.form.hide()
            self.trouble.clear()
            self.page.show_method(name)
            self.page.context.say(t("methods.page.copied", folder=name))

        def failed(trouble: BaseException) -> bool:
            return isinstance(trouble, DeskError) and self.trouble.tell_error(trouble)

        self.page.context.act(lambda desk: method_library.copy_method(desk, found.id, name, label), self, done, failed)


def _row(row: MethodRow) -> Row:
    if row.problems:
        side, tone = t("methods.page.wrong"), "error"
    else:
        side, tone = t("methods.page.own") if row.own else t("methods.page.built_in"), "quiet"
    running = t("methods.page.running", n=row.running) if row.running else ""
    return Row(title=row.label, detail=running, side=side, icon="methods", tone=tone, value=row.id)
