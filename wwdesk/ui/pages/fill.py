# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Filling a screening: the form, kept answer by answer, and handed in at the end; read-only afterwards."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import office_settings, printing, screening
from wwdesk.services.desk import Desk
from wwdesk.services.screening import Saved, ScreeningWork
from wwdesk.ui.form_autosave import Autosave, saved_words
from wwdesk.ui.form_pdf import save_pdf
from wwdesk.ui.form_state import Sheet, looked_at
from wwdesk.ui.form_view import FormView
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.fill_errands import attach, fetch_file, speak
from wwdesk.ui.pages.fill_head import FillHead


class FillPage(Page):
    """One screening being filled or read."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.work: ScreeningWork | None = None
        self.view: FormView | None = None
        self.autosave: Autosave | None = None
        self._warned = False
        self._handing_in = False
        self.head = FillHead()
        self.head.one.clicked.connect(self._toggle_one)
        self.head.print_button.clicked.connect(self.print_here)
        self.head.to_profile.clicked.connect(self._go_to_profile)
        self.message = MessageBar()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.message)

    # loading -------------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Opens a screening; one that is open already keeps its place and everything typed."""
        if self.work is not None and self.work.id != place.record_id:
            self._drop()
        super().show_place(place)

    def reload(self) -> None:
        """Loads the screening, unless it is open already."""
        screening_id = self.place.record_id
        if screening_id is None or (self.view is not None and not self._handing_in):
            self._focus()
            return

        def load(desk: Desk) -> tuple[ScreeningWork, bool, date]:
            settings = office_settings.settings(desk)
            return screening.load(desk, screening_id), settings.single_key_answers, desk.clock.today()

        self.context.read(load, self, lambda found: self._show(*found))

    def concerned(self, changes: Changes) -> bool:
        """Only what happens to this screening elsewhere."""
        return self.work is None or changes.concerns(Subject.SCREENING, self.work.id)

    def _show(self, work: ScreeningWork, single_keys: bool, today: date) -> None:
        if work.id != self.place.record_id:
            return
        self._drop()
        self.work = work
        read_only = work.status is ScreeningStatus.SUBMITTED or not self._may(Permission.FILL_SCREENING)
        self.view = FormView(
            Sheet(
                form=work.form,
                answers=work.answers,
                today=work.submitted_on or today,
                earlier=work.earlier,
                earlier_on=work.earlier_on,
                confirmed=work.confirmed,
                conclusions=work.conclusions,
                present=work.present,
                read_only=read_only,
                single_keys=single_keys,
                from_paper=work.from_paper and not read_only,
                file_of=partial(fetch_file, self.context, self, work.id),
            )
        )
        self.view.one_at_a_time.connect(self.head.name_one)
        self.view.language_wanted.connect(partial(speak, self.context, self, work.id, self.view, keep=not read_only))
        self.view.file_given.connect(partial(attach, self.context, self.message, work.id, self.view))
        self._column.addWidget(self.view, 1)
        # the layout would show it later, and what is not shown takes no focus
        self.view.show()
        self.head.show_work(work, may_print=self._may(Permission.PRINT))
        if read_only:
            self.view.foot.show_saved(t("screening.read_only"))
        else:
            self._start_saving(work, self.view)
        self.view.begin()

    def _start_saving(self, work: ScreeningWork, view: FormView) -> None:
        self.autosave = autosave = Autosave(self.context, work.id, self)
        autosave.progress = partial(looked_at, view.state)
        view.kept.connect(self._keep)
        view.conclusion_written.connect(autosave.put_conclusion)
        view.present_written.connect(autosave.put_present)
        view.hand_in.connect(self._hand_in)
        autosave.told.connect(view.foot.show_saved)
        autosave.failed.connect(self.message.show_error)
        autosave.recovered.connect(self._recovered)
        if work.saved_at is not None:
            view.foot.show_saved(saved_words(Saved(at=work.saved_at)))

    def _keep(self, path: str, value: str, confirmed: bool) -> None:
        if self.autosave is not None:
            self.autosave.put_answer(path, value, confirmed=confirmed)

    def _drop(self) -> None:
        if self.autosave is not None:
            # hiding the form ends fields that are being typed in; `leave` has kept those already
            self.autosave.close()
        if self.view is not None:
            self.view.hide()
            self._column.removeWidget(self.view)
            self.view.deleteLater()
        if self.autosave is not None:
            self.autosave.progress = None
            self.autosave.deleteLater()
        self.view, self.autosave, self.work = None, None, None
        self._warned = self._handing_in = False
        self.message.clear()

    def _may(self, permission: Permission) -> bool:
        return self.context.desk.worker.may(permission)

    def _focus(self) -> None:
        if self.view is not None and self.view.current and not self.view.reviewing:
            self.view.go_to(self.view.current)

    # leaving -------------------------------------------------------------------------------

    def leave(self) -> bool:
        """Saves what was typed; where saving fails the worker is told once before the page lets go."""
        if self.view is None or self.autosave is None or self.work is None:
            return True
        self.view.flush()
        self.autosave.flush()
        if self.autosave.failing and not self._warned:
            self._warned = True
            self.message.show_error(DeskError("leaving_unsaved"))
            return False
        if self.autosave.given_any:
            subjects = (Subject.SCREENING, Subject.DOSSIER, Subject.TODAY)
            told = changed(*subjects, ids=(self.work.id, self.work.dossier_id))
            # after the saves that still run, because the background works in order
            self.context.background.run(lambda: told, self, self.context.broadcast)
            self.autosave.given_any = False
        return True

    def suspend(self) -> None:
        """See Page: every answer goes to disk before the office is closed behind the lock."""
        if self.view is not None and self.autosave is not None:
            self.view.flush()
            self.autosave.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the review before it leaves the page."""
        if event.key() == Qt.Key.Key_Escape and self.view is not None and self.view.reviewing:
            self.view.pages.leave_review()
        else:
            super().keyPressEvent(event)

    def _recovered(self) -> None:
        self._warned = False
        self.message.clear()

    # doing ---------------------------------------------------------------------------------

    def finish(self) -> None:
        """Ctrl+Enter: nakijken, and from there indienen."""
        if self.view is not None:
            self.view.finish()

    def _hand_in(self, present: str) -> None:
        work, autosave, view = self.work, self.autosave, self.view
        if work is None or autosave is None or view is None or self._handing_in:
            return
        autosave.flush()
        if autosave.failing:
            self.message.show_error(DeskError("answers_not_saved"))
            return
        self._handing_in = True

        def refused(trouble: BaseException) -> bool:
            self._handing_in = False
            if not isinstance(trouble, DeskError):
                return False
            if not autosave.failing:
                # a save that failed has said why already
                self.message.show_error(trouble)
            view.review.reload()
            return True

        def submit(desk: Desk) -> Changes:
            # the saves asked for earlier have run by now
            if not autosave.clean:
                raise DeskError("answers_not_saved")
            return screening.submit(desk, work.id, present)

        self.context.act(submit, self, lambda _: self._go_to_profile(), refused)

    def _go_to_profile(self) -> None:
        if self.work is not None:
            screening_id = self.work.id
            if self._handing_in:
                self._drop()
            self.context.go(Place("profile", screening_id))

    def _toggle_one(self) -> None:
        if self.view is not None:
            self.view.toggle_one()

    def print_here(self) -> None:
        """Saves the filled form as a PDF."""
        work = self.work
        if work is None or not self._may(Permission.PRINT):
            return
        if self.view is not None:
            self.view.flush()
        day = work.submitted_on or self.context.desk.clock.today()
        name = t("screening.pdf.filled_name", number=work.dossier_number, day=day.isoformat())
        save_pdf(self, name, lambda desk: printing.print_filled(desk, work.id), self.message.show_error)
