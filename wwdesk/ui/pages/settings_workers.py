# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The workers of the office: who has which role, who can open it, and a new password for who forgot it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import WorkerRow
from wwdesk.domain.roles import Role
from wwdesk.domain.texts import t
from wwdesk.services import workers
from wwdesk.services.desk import Desk
from wwdesk.ui.cards import plain, primary, row_of
from wwdesk.ui.fields import ChoiceField, SwitchField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import focused
from wwdesk.ui.pages.settings_card import SettingsCard
from wwdesk.ui.password_field import PasswordField


class WorkerDialog(QDialog):
    """One worker: name, role, mail address, active, and a password where one is given."""

    def __init__(self, parent: QWidget, context: Context, row: WorkerRow | None) -> None:
        super().__init__(parent)
        self._context = context
        self._row = row
        title = t("settings.workers.change_title", name=row.name) if row else t("settings.workers.add_title")
        self.setWindowTitle(t("settings.workers.dialog"))
        self.setMinimumWidth(480)
        self.message = MessageBar()
        self.name = TextField(t("settings.workers.name"))
        self.role = ChoiceField(
            t("settings.workers.role"),
            [(role, t(f"roles.{role}")) for role in Role],
            empty=t("settings.workers.choose"),
        )
        self.email = TextField(t("settings.workers.email"))
        self.active = SwitchField(t("settings.workers.active"), t("settings.workers.active_hint"))
        label = t("settings.workers.new_password") if row else t("settings.workers.first_password")
        self.password = PasswordField(label, judge=True)
        self.name.set_text(row.name if row else "")
        self.role.set_text(row.role if row else Role.WORKER)
        self.email.set_text(row.email if row else "")
        self.active.box.setChecked(row.active if row else True)
        self.active.setVisible(row is not None)
        self._save = primary(t("settings.save"))
        self._save.setDefault(True)
        self._save.clicked.connect(self.save)
        cancel = plain(t("window.question.no"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, role="heading"))
        for widget in (self.message, self.name, self.role, self.email, self.active, self.password):
            column.addWidget(widget)
        hint = t("settings.workers.new_password_hint") if row else t("settings.workers.first_password_hint")
        column.addWidget(PlainLabel(hint, role="quiet"))
        column.addLayout(row_of((self._save, cancel)))
        self.name.setFocus()

    def save(self) -> None:
        """Keeps the worker; on trouble the dialog stays with everything typed."""
        name, role, email = self.name.text(), self.role.text(), self.email.text()
        password = self.password.text()
        if not role:
            self.message.show_warning(t("settings.workers.role_missing"))
            self.role.setFocus()
            return
        row = self._row
        if row is None and not password:
            self.message.show_warning(t("settings.workers.password_missing"))
            self.password.setFocus()
            return
        active = self.active.box.isChecked()

        def change(desk: Desk) -> None:
            if row is None:
                workers.add_worker(desk, name, Role(role), email, password)
                return
            workers.change_worker(desk, row.id, row.revision, name=name, role=Role(role), email=email, active=active)
            if password and active:
                workers.reset_password(desk, row.id, password)

        self._save.setEnabled(False)
        desk = self._context.desk
        self._context.background.run(lambda: change(desk), self, lambda _: self.accept(), self._failed)

    def _failed(self, trouble: BaseException) -> bool:
        self._save.setEnabled(True)
        if isinstance(trouble, DeskError):
            self.message.show_error(trouble)
            return True
        return False


class WorkersCard(SettingsCard):
    """The list of workers; only an administrator sees it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, t("settings.workers.title"))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._rows: list[QWidget] = []
        self.add = plain(t("settings.workers.add"))
        self.add.clicked.connect(lambda: self.edit(None))
        self.column.addLayout(self._list)
        self.column.addLayout(row_of((self.add,)))

    def reload(self) -> None:
        """Reads the workers again."""
        self.ask(workers.workers, self._show)

    def edit(self, row: WorkerRow | None) -> WorkerDialog:
        """Opens a worker, or an empty form for a new one."""
        dialog = WorkerDialog(self, self.context, row)
        dialog.accepted.connect(self.reload)
        dialog.open()
        return dialog

    def _show(self, rows: tuple[WorkerRow, ...]) -> None:
        if any(widget.isAncestorOf(focus) for widget in self._rows if (focus := focused(self)) is not None):
            self.add.setFocus()
        for widget in self._rows:
            widget.hide()
            widget.deleteLater()
        self._rows = [self._row(row) for row in rows]
        for widget in self._rows:
            self._list.addWidget(widget)

    def _row(self, row: WorkerRow) -> QWidget:
        widget = QWidget()
        line = QHBoxLayout(widget)
        line.setContentsMargins(0, 3, 0, 3)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(row.name, role="strong"))
        state = "" if row.has_key else t("settings.workers.no_key")
        if not row.active:
            state = t("settings.workers.inactive")
        words.addWidget(PlainLabel(" · ".join(part for part in (t(f"roles.{row.role}"), state) if part), role="quiet"))
        button = plain(t("settings.workers.change"))
        button.setAccessibleName(t("settings.workers.change_name", name=row.name))
        button.clicked.connect(lambda: self.edit(row))
        line.addLayout(words, 1)
        line.addWidget(button)
        return widget
