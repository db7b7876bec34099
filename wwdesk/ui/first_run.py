# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A new office in three steps: its name, you, and the recovery key on paper."""

from __future__ import annotations

import random
import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.cards import CardPage, plain, primary, row_of
from wwdesk.ui.doors import NewDesk
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.password_field import PasswordField
from wwdesk.ui.start_page import SUFFIX

GROUPS_ASKED = 4
KEY_COLUMNS = 3


def file_name_of(office_name: str) -> str:
    """A file name every system takes, from the name of an office."""
    kept = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", office_name)
    return (" ".join(kept.split()).strip(". ") or t("start.new_step.default_name"))[:80]


class LabelledLine(QWidget):
    """A label with a line of text below it."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setMaxLength(120)
        self._label = PlainLabel(label, role="field")
        self._label.setBuddy(self.line)
        self.note = PlainLabel(hint, role="field-note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (self._label, self.line, self.note):
            column.addWidget(widget)
        self.note.setVisible(bool(hint))
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed, without spaces around it."""
        return " ".join(self.line.text().split())


class RecoveryStep(QWidget):
    """Shows the recovery key, keeps it on paper, and asks four groups of it back."""

    confirmed = Signal()
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[str] = []
        self._asked: list[int] = []
        self._key = QGridLayout()
        self._key.setHorizontalSpacing(10)
        self._shown: list[QWidget] = []
        self.print = plain(t("start.recovery_step.print"))
        self.print.clicked.connect(self.printed)
        self.saved = PlainLabel("", role="fine")
        self.saved.hide()
        self.answers: list[QLineEdit] = []
        self._labels: list[PlainLabel] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at in range(GROUPS_ASKED):
            line = QLineEdit()
            line.setMaxLength(40)
            line.returnPressed.connect(self._next)
            label = PlainLabel("", role="field")
            label.setBuddy(line)
            grid.addWidget(label, 0, at)
            grid.addWidget(line, 1, at)
            self.answers.append(line)
            self._labels.append(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PlainLabel(t("start.recovery_step.explain")))
        column.addLayout(self._key)
        column.addLayout(row_of((self.print, self.saved)))
        column.addSpacing(6)
        column.addWidget(PlainLabel(t("start.recovery_step.type_back"), role="strong"))
        column.addLayout(grid)

    def show_key(self, key: str) -> None:
        """Shows a key and chooses which groups to ask back."""
        self._groups = [group for group in re.split(r"[-\s]+", key) if group]
        self._show_groups()
        count = min(GROUPS_ASKED, len(self._groups))
        self._asked = sorted(random.SystemRandom().sample(range(len(self._groups)), count))
        for at, (label, line) in enumerate(zip(self._labels, self.answers, strict=True)):
            shown = at < count
            name = t("start.recovery_step.group", n=self._asked[at] + 1) if shown else ""
            label.setText(name)
            line.setAccessibleName(name)
            line.clear()
            label.setVisible(shown)
            line.setVisible(shown)
        self.saved.hide()
        self.print.setFocus()

    def _show_groups(self) -> None:
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for at, group in enumerate(self._groups):
            number = PlainLabel(f"{at + 1}", role="quiet", wrap=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = PlainLabel(group, role="recovery-key", wrap=False)
            words.setAccessibleName(t("start.recovery_step.group_is", n=at + 1, group=" ".join(group)))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row, column = divmod(at, KEY_COLUMNS)
            self._key.addWidget(number, row, 2 * column)
            self._key.addWidget(words, row, 2 * column + 1)
            self._key.setColumnStretch(2 * column + 1, 1)
            self._shown += [number, words]

    def wrong(self) -> int | None:
        """The first answer that is not what stands on paper; None when all four are right."""
        for at, position in enumerate(self._asked):
            if self.answers[at].text().strip().casefold() != self._groups[position].casefold():
                return at
        return None

    def name_of(self, at: int) -> str:
        """What one of the four is called on screen."""
        return self._labels[at].text()

    def sheet_kept(self, path: Path) -> None:
        """The sheet lies on disk: opens it, so that it can be printed."""
        self.saved.setText(t("start.recovery_step.kept", name=path.name))
        self.saved.show()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _next(self) -> None:
        at = self.answers.index(line) if isinstance(line := self.sender(), QLineEdit) else 0
        if at + 1 < len(self._asked):
            self.answers[at + 1].setFocus()
        else:
            self.confirmed.emit()


class FirstRun(CardPage):
    """The wizard. The office exists once step two is done; step three makes sure it stays reachable."""

    created = Signal(Path, str, str, str)
    """Path, office name, worker name, password: make it."""
    sheet_wanted = Signal()
    """Keep the sheet with the recovery key."""
    add_client = Signal()
    look_at_demo = Signal()
    cancelled = Signal()
    path_changed = Signal(Path)

    def __init__(self, folder: Path) -> None:
        super().__init__("first-run", 680)
        self._folder = folder
        self._path: Path | None = None
        self.new: NewDesk | None = None
        self._step = PlainLabel("", role="quiet")
        self._title = PlainLabel("", role="title")
        self.message = MessageBar()
        self.office = LabelledLine(t("start.new_step.office"), " ")
        self.office.line.textChanged.connect(self._show_path)
        self.office.line.returnPressed.connect(self.go_on)
        self._elsewhere = plain(t("start.new_step.elsewhere"))
        self._elsewhere.clicked.connect(self._choose_path)
        self.worker = LabelledLine(t("start.new_step.worker"))
        self.worker.line.returnPressed.connect(self.go_on)
        self.password = PasswordField(t("start.new_step.password"), judge=True)
        self.password.submitted.connect(self.go_on)
        self.recovery = RecoveryStep()
        self.recovery.confirmed.connect(self.go_on)
        self.recovery.printed.connect(self.sheet_wanted)
        self._done = self._done_step()
        self._now = 0
        self._steps = [
            _stacked(widgets)
            for widgets in (
                (PlainLabel(t("start.new_step.office_explain")), self.office, _to_the_left(self._elsewhere)),
                (PlainLabel(t("start.new_step.worker_explain")), self.worker, self.password),
                (self.recovery,),
                (self._done,),
            )
        ]
        self._next = primary("")
        self._next.clicked.connect(self.go_on)
        self._back = plain("")
        self._back.clicked.connect(self.go_back)
        self._busy = PlainLabel("", role="quiet")
        for widget in (self._step, self._title, self.message, *self._steps):
            self.column.addWidget(widget)
        self.column.addLayout(row_of((self._next, self._back, self._busy)))

    def begin(self) -> None:
        """Starts at step one, empty."""
        self._path = None
        self.new = None
        for line in (self.office.line, self.worker.line):
            line.clear()
        self.password.clear()
        self._show_path()
        self._show_step(0)

    @property
    def path(self) -> Path:
        """Where the office will lie."""
        return self._path or self._folder / f"{file_name_of(self.office.text())}{SUFFIX}"

    def go_on(self) -> None:
        """Checks this step and goes to the next."""
        step = self._now
        self.message.clear()
        if step == 0:
            if not self.office.text():
                self._refuse(t("start.new_step.office_missing"), self.office)
            elif self.path.exists():
                self._refuse(t("start.new_step.exists", path=self.path), self.office)
            else:
                self._show_step(1)
        elif step == 1:
            if not self.worker.text():
                self._refuse(t("start.new_step.worker_missing"), self.worker)
            elif not self.password.text():
                self._refuse(t("start.new_step.password_missing"), self.password)
            else:
                self.set_busy(t("start.new_step.making"))
                self.created.emit(self.path, self.office.text(), self.worker.text(), self.password.text())
        elif step == 2:
            wrong = self.recovery.wrong()
            if wrong is None:
                self._show_step(3)
            else:
                name = self.recovery.name_of(wrong)
                self._refuse(t("start.recovery_step.wrong", group=name), self.recovery.answers[wrong])

    def go_back(self) -> None:
        """One step back; the office that was made stays made."""
        if self._now == 1:
            self._show_step(0)
        else:
            self.cancelled.emit()

    def made(self, new: NewDesk) -> None:
        """The office exists: shows its recovery key."""
        self.new = new
        self.set_busy("")
        self.password.clear()
        self.recovery.show_key(new.recovery_key)
        self._show_step(2)

    def show_trouble(self, trouble: DeskError) -> None:
        """Says why the office was not made; everything typed stays."""
        self.set_busy("")
        self.message.show_error(trouble)
        if self._now == 1:
            self.password.setFocus()

    def show_warning(self, warning: str) -> None:
        """Says what is wrong with the chosen folder."""
        if warning and self._now == 0:
            self.message.show_warning(warning)

    def set_busy(self, sentence: str) -> None:
        """Shows what is going on."""
        self._busy.setText(sentence)
        for widget in (self._next, self._back, *self._steps):
            widget.setEnabled(not sentence)

    def _done_step(self) -> QWidget:
        add = primary(t("start.done.add_client"))
        add.clicked.connect(self.add_client)
        demo = plain(t("start.done.demo"))
        demo.clicked.connect(self.look_at_demo)
        self.add_button = add
        return _stacked((PlainLabel(t("start.done.explain")), add, demo))

    def _show_step(self, step: int) -> None:
        titles = (t("start.step.office"), t("start.step.you"), t("start.step.recovery"), t("start.step.done"))
        self._step.setText(t("start.step.of", n=step + 1) if step < 3 else "")
        self._step.setVisible(step < 3)
        self._title.setText(titles[step])
        self._now = step
        for at, widget in enumerate(self._steps):
            widget.setVisible(at == step)
        self._next.setVisible(step < 3)
        self._next.setText(t("start.step.make") if step == 1 else t("start.step.next"))
        self._back.setVisible(step < 2)
        self._back.setText(t("start.back") if step == 1 else t("start.step.cancel"))
        (self.office, self.worker, self.recovery.print, self.add_button)[step].setFocus()

    def _refuse(self, sentence: str, widget: QWidget) -> None:
        self.message.show_warning(sentence)
        widget.setFocus()

    def _show_path(self) -> None:
        self.office.note.setText(t("start.new_step.where", path=self.path))

    def _choose_path(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self, t("start.new_step.elsewhere_title"), str(self.path), f"{t('start.file_kind')} (*{SUFFIX})"
        )
        if found:
            path = Path(found)
            self._path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
            self._show_path()
            self.path_changed.emit(self._path)


def _to_the_left(button: QWidget) -> QWidget:
    holder = QWidget()
    row = row_of((button,))
    row.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(row)
    return holder


def _stacked(widgets: tuple[QWidget, ...]) -> QWidget:
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(14)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return step
