# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How a dossier began and who follows it: worker, target group, referrals, closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview, Organisation, Referral, WorkerRow
from wwdesk.domain.texts import t
from wwdesk.services import dossiers, office, organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.code_choices import choices, label_of
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, InlineForm, Section, Unsaved, ask_unsaved
from wwdesk.ui.fields import ChoiceField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_fields import ReferralFields, referral_texts
from wwdesk.ui.pages.dossier_tab import DossierTab, button, in_a_row
from wwdesk.ui.special_fields import DateField


class DossierSection(Section):
    """Worker and target group of the dossier; closing and opening it again."""

    def __init__(self, tab: ReferralTab) -> None:
        super().__init__(t("dossier.referral.dossier"))
        self.tab = tab
        self.dates = PlainLabel("", role="hint")
        self.editor = Editor()
        self.worker = self.editor.know(
            "worker", ChoiceField(t("dossier.field.worker"), (), empty=t("dossier.no_worker"))
        )
        self.group = self.editor.know(
            "target_group", ChoiceField(t("dossier.field.target_group"), choices("target_group"))
        )
        self.editor.column.addWidget(Columns((self.worker, 1), (self.group, 1), characters=56))
        self.closing = Editor()
        self.closed_on = self.closing.know("on", DateField(t("dossier.referral.close_on"), tab.today))
        self.closed_on.required = True
        self.closing.column.addWidget(PlainLabel(t("dossier.referral.close_title"), role="strong"))
        self.closing.column.addWidget(self.closed_on)
        self.closing.column.addLayout(
            in_a_row(
                button(t("dossier.referral.close_do"), self.close_dossier, role="primary"),
                button(t("dossier.cancel"), self.closing.hide),
            )
        )
        self.closing.hide()
        self.save_button = button(t("dossier.save"), self.save, role="primary")
        self.close_button = button(t("dossier.close"), self._start_closing)
        self.reopen_button = button(t("dossier.reopen"), self.reopen)
        self.add(self.dates)
        self.add(self.editor)
        self.column.addLayout(in_a_row(self.save_button, self.close_button, self.reopen_button))
        self.add(self.closing)
        self.editor.changed.connect(self._follow)

    def show_dossier(self, dossier: DossierOverview, *, anew: bool) -> None:
        """Shows the dossier; typed choices stay unless it is another dossier."""
        texts = {"worker": dossier.worker_id or "", "target_group": dossier.target_group}
        if dossier.worker_id and self.worker.combo.findData(dossier.worker_id) < 0:
            self.worker.set_choices([(dossier.worker_id, dossier.worker_name)])
        if anew or not self.editor.dirty:
            self.editor.load(texts)
        else:
            self.editor.rebase(texts)
        opened = t("dossier.opened_on", on=show_date(dossier.opened_on))
        closed = t("dossier.closed_on", on=show_date(dossier.closed_on)) if dossier.closed_on else ""
        self.dates.setText(" · ".join(part for part in (opened, closed) if part))
        self.closing.hide()
        self._follow()

    def set_workers(self, workers: Sequence[WorkerRow]) -> None:
        """The workers to choose from."""
        chosen = self.worker.text()
        self.worker.set_choices([(row.id, row.name) for row in workers if row.active or row.id == chosen])

    def _follow(self) -> None:
        dossier, may = self.tab.dossier, self.tab.may_edit
        is_open = dossier is not None and dossier.status is DossierStatus.OPEN
        self.save_button.setVisible(may)
        self.save_button.setEnabled(self.editor.dirty)
        self.close_button.setVisible(may and is_open)
        self.reopen_button.setVisible(may and not is_open)
        for field in (self.worker, self.group):
            field.setEnabled(may)

    def save(self) -> None:
        """Keeps worker and target group."""
        dossier = self.tab.dossier
        if dossier is None or not self.editor.check():
            return
        typed = self.editor.texts()

        def done(_changes: Changes) -> None:
            self.editor.stored(typed)
            self._follow()

        self.tab.context.act(
            lambda desk: dossiers.change_dossier(
                desk,
                dossier.id,
                dossier.revision,
                target_group=typed["target_group"],
                worker_id=typed["worker"] or None,
            ),
            self,
            done,
            self.tab.failed,
        )

    def _start_closing(self) -> None:
        self.closing.load({"on": show_date(self.tab.today())})
        self.closing.show()
        self.closing.go_to("on")

    def close_dossier(self) -> None:
        """Closes the dossier on the day typed and offers to undo it."""
        dossier, on = self.tab.dossier, self.closed_on.day()
        if dossier is None or not self.closing.check() or on is None:
            return

        def done(_changes: Changes) -> None:
            self.closing.hide()
            self.reopen_button.setFocus()
            told = t("dossier.referral.closed", number=dossier.number)
            self.tab.context.offer_undo(told, lambda desk: dossiers.reopen_dossier(desk, dossier.id))

        self.tab.context.act(
            lambda desk: dossiers.close_dossier(desk, dossier.id, on), self, done, self.tab.trouble.tell_error
        )

    def reopen(self) -> None:
        """Opens the dossier again."""
        dossier = self.tab.dossier
        if dossier is None:
            return

        def done(_changes: Changes) -> None:
            self.tab.context.say(t("dossier.reopened"))

        self.tab.context.act(
            lambda desk: dossiers.reopen_dossier(desk, dossier.id), self, done, self.tab.trouble.tell_error
        )


class ReferralSection(Section):
    """The referrals, with a form below them to add or change one."""

    def __init__(self, tab: ReferralTab) -> None:
        super().__init__(t("dossier.referral.title"))
        self.tab = tab
        self._referral: Referral | None = None
        self.empty = PlainLabel(t("dossier.referral.empty"), role="hint")
        self._list = QVBoxLayout()
        self._cards: list[QWidget] = []
        self.add_button = button(t("dossier.referral.add"), self.start_new)
        self.title = PlainLabel("", role="strong")
        self.editor = Editor()
        self.fields = ReferralFields(self.editor, tab.today)
        self.form = InlineForm()
        self.form.escaped.connect(self.cancel)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.title)
        for row in self.fields.rows():
            self.editor.column.addWidget(row)
        inside.addWidget(self.editor)
        inside.addLayout(
            in_a_row(
                button(t("dossier.save"), self.save, role="primary"),
                button(t("dossier.cancel"), self.cancel),
            )
        )
        self.add(self.empty)
        self.column.addLayout(self._list)
        self.column.addLayout(in_a_row(self.add_button))
        self.add(self.form)
        self.form.hide()

    def show_referrals(self, referrals: Sequence[Referral]) -> None:
        """Shows the referrals; a form that is open stays open with what was typed."""
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for referral in referrals:
            card = self._card(referral)
            self._list.addWidget(card)
            self._cards.append(card)
            if self._referral is not None and self._referral.id == referral.id:
                self.editor.rebase(referral_texts(referral))
                self._referral = referral
        self.empty.setVisible(not referrals)
        self.add_button.setVisible(self.tab.may_edit)

    def _card(self, referral: Referral) -> QWidget:
        details = referral.details
        card = QFrame()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(3)
        on = show_date(details.on)
        source = " · ".join(
            part for part in (label_of("referral_source", details.source), referral.organisation_name) if part
        )
        column.addWidget(PlainLabel(t("dossier.referral.line", on=on, source=source or "–"), role="strong"))
        if details.previous_living_situation:
            previous = label_of("living_situation", details.previous_living_situation)
            column.addWidget(PlainLabel(t("dossier.referral.previous", previous=previous), role="hint"))
        if details.reason:
            column.addWidget(PlainLabel(details.reason))
        if self.tab.may_edit:
            name = t("dossier.referral.change_name", on=on)
            column.addLayout(in_a_row(button(t("dossier.edit"), lambda: self.change(referral), role="link", name=name)))
        return card

    def start_new(self) -> None:
        """Opens an empty form with today's date."""
        self._open(None, t("dossier.referral.add"), {"referred_on": show_date(self.tab.today())})

    def change(self, referral: Referral) -> None:
        """Opens the form with a referral."""
        self._open(referral, t("dossier.referral.change"), referral_texts(referral))

    def _open(self, referral: Referral | None, title: str, texts: dict[str, str]) -> None:
        if not self.form.isHidden() and self.editor.dirty and self.tab.ask(self) is not Unsaved.DISCARD:
            return
        self._referral = referral
        self.fields.set_referral(referral)
        self.title.setText(title)
        self.editor.load(texts)
        self.form.show()
        self.editor.go_to("source")

    def cancel(self) -> None:
        """Puts the form away, after a question where something was typed."""
        if not self.editor.dirty or self.tab.ask(self) is Unsaved.DISCARD:
            self.close_form()

    def close_form(self) -> None:
        """Puts the form away with what was typed."""
        self._referral = None
        self.editor.load({})
        self.form.hide()

    def save(self) -> None:
        """Keeps the referral, and the organisation it names if that is new."""
        dossier, referral = self.tab.dossier, self._referral
        more = {} if self.fields.on.text().strip() else {"referred_on": t("fields.required")}
        if dossier is None or not self.editor.check(more):
            return
        details, new = self.fields.details(), self.fields.new_organisation()

        def keep(desk: Desk) -> Changes:
            if referral is not None:
                return dossiers.change_referral(desk, referral.id, referral.revision, details, new)
            return dossiers.record_referral(desk, dossier.id, details, new)

        def done(_changes: Changes) -> None:
            self.tab.trouble.clear()
            self.close_form()
            self.add_button.setFocus()

        self.tab.context.act(keep, self, done, self.tab.failed)


class ReferralTab(DossierTab):
    """Aanmelding: the dossier itself and its referrals."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self._anew = True
        self.section = DossierSection(self)
        self.referrals = ReferralSection(self)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.section)
        inside.addWidget(self.referrals)
        self.scrolled(content)

    def today(self) -> date:
        """The day at the office."""
        return self.context.desk.clock.today()

    @property
    def dirty(self) -> bool:
        """See DossierTab."""
        return self.section.editor.dirty or self.referrals.editor.dirty

    def forget(self) -> None:
        """See DossierTab."""
        self._anew = True
        self.referrals.close_form()

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.section.show_dossier(dossier, anew=self._anew)
        self._anew = False
        self.referrals.fields.set_municipality(dossier.client.details.municipality)
        self.referrals.show_referrals(dossier.referrals)
        self.context.read(_lists, self, self._fill_lists)

    def _fill_lists(self, found: tuple[tuple[WorkerRow, ...], tuple[Organisation, ...]]) -> None:
        self.section.set_workers(found[0])
        self.referrals.fields.set_organisations(found[1])

    def new_here(self) -> bool:
        """See DossierTab."""
        if self.may_edit:
            self.referrals.start_new()
        return True

    def finish(self) -> None:
        """See DossierTab."""
        if self.referrals.editor.dirty:
            self.referrals.save()
        elif self.section.editor.dirty:
            self.section.save()

    def leave(self) -> bool:
        """See DossierTab."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.forget()
            if self.dossier is not None:
                self.fill(self.dossier)
            return True
        if answer is Unsaved.SAVE:
            self.finish()
        return False

    def failed(self, trouble: BaseException) -> bool:
        """Shows why keeping failed; what another worker changed meanwhile is read in."""
        if isinstance(trouble, DeskError) and trouble.key == "changed_meanwhile":
            self.ask_again()
        return self.trouble.tell_error(trouble)


def _lists(desk: Desk) -> tuple[tuple[WorkerRow, ...], tuple[Organisation, ...]]:
    return office.workers(desk), organisations.organisations(desk)
