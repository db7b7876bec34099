# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One file of the board of arrears: months and where they come from, payments, the plan, and what is added to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from wwdesk.domain.arrears import ArrearsLine, MonthOwed
from wwdesk.domain.belgian_format import parse_number, show_euro
from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import arrears, trajectories
from wwdesk.services.arrears import ArrearsRow
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Columns, InlineForm, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.fields import ChoiceField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.inline_form import inline_form
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow


class ArrearsCard(Card):
    """A file; a line the cursor is on can be removed."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(" ")
        self.context = context
        self.ask = ask
        self.row: ArrearsRow | None = None
        self.hold = PlainLabel(t("arrears.hold"), role="strong")
        self.plan_title = PlainLabel(t("arrears.plan"), role="strong")
        self.plan = PlainLabel("")
        self.months = RowList(t("arrears.months"))
        self.months.show_bare()
        self.months.always_marked = True
        self.months.selectionModel().currentChanged.connect(self._follow)
        self.no_months = PlainLabel(t("arrears.no_months"), role="hint")
        self.payments = PlainLabel("")
        self.trouble = TroubleNote()
        self.open_button = button(t("arrears.open"), self.open_trajectory)
        self.add_button = button(t("arrears.add"), self.start_line)
        self.pay_button = button(t("arrears.pay"), self.start_payment)
        self.remove_button = button(t("arrears.remove"), self.remove)
        self.owing, self.line_form = inline_form(t("arrears.add_do"), self.add_line)
        know = self.owing.know
        self.month = know("month", DateField(t("arrears.field.month"), self._today, hint=t("arrears.field.month_hint")))
        self.source = know("source", ChoiceField(t("arrears.field.source"), ()))
        amount_hint = t("arrears.field.amount_hint")
        self.amount = know("amount", TextField(t("arrears.field.amount"), amount_hint, check=_no_amount, max_length=20))
        self.note = know("note", TextField(t("arrears.field.note"), max_length=300))
        self.paying, self.pay_form = inline_form(t("arrears.pay_do"), self.add_payment)
        self.paid_on = self.paying.know("on", DateField(t("arrears.field.paid_on"), self._today, past=True))
        self.paid = self.paying.know("paid", TextField(t("arrears.field.paid"), check=_no_amount, max_length=20))
        for field in (self.month, self.source, self.amount, self.paid_on, self.paid):
            field.required = True
        self.owing.column.addWidget(Columns((self.month, 1), (self.source, 1), characters=44))
        self.owing.column.addWidget(self.amount)
        self.owing.column.addWidget(self.note)
        self.paying.column.addWidget(Columns((self.paid_on, 1), (self.paid, 1), characters=44))
        for part in (self.hold, self.plan_title, self.plan):
            self.column.addWidget(part)
        for part in (PlainLabel(t("arrears.months"), role="strong"), self.months, self.no_months):
            self.column.addWidget(part)
        for part in (PlainLabel(t("arrears.payments"), role="strong"), self.payments, self.trouble):
            self.column.addWidget(part)
        self.column.addLayout(WrappingRow(self.open_button, self.add_button, self.pay_button, self.remove_button))
        self.column.addWidget(self.line_form)
        self.column.addWidget(self.pay_form)
        self.hide()

    def _today(self) -> date:
        return self.context.desk.clock.today()

    @property
    def dirty(self) -> bool:
        """Whether something typed is not kept."""
        forms = ((self.owing, self.line_form), (self.paying, self.pay_form))
        return any(editor.dirty and not form.isHidden() for editor, form in forms)

    def leave(self) -> bool:
        """Whether the worker may go."""
        if self.dirty and self.ask(self) is not Unsaved.DISCARD:
            return False
        self.line_form.hide()
        self.pay_form.hide()
        return True

    def show_row(self, row: ArrearsRow | None) -> None:
        """Shows a file; what is typed for another one is put away."""
        if row is None or self.row is None or row.trajectory_id != self.row.trajectory_id:
            self.line_form.hide()
            self.pay_form.hide()
            self.trouble.clear()
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(t("arrears.row", client=row.client_name, amount=show_euro(row.open)))
        self.heading.setVisible(True)
        self.hold.setVisible(row.hold)
        self.plan.setText(_plan_words(row))
        for part in (self.plan_title, self.plan):
            part.setVisible(row.plan is not None)
        self.months.set_rows(_month_rows(row))
        self.months.setVisible(bool(row.lines))
        self.no_months.setVisible(not row.lines)
        paid = [t("arrears.payment", day=show_date(one.on), amount=show_euro(one.cents)) for one in row.payments]
        self.payments.setText("\n".join(reversed(paid)) or t("arrears.no_payments"))
        self._follow()

    def _follow(self) -> None:
        may = self.context.desk.worker.may(Permission.EDIT_DOSSIER)
        self.add_button.setVisible(may)
        self.pay_button.setVisible(may and self.row is not None and self.row.may_pay)
        self.remove_button.setVisible(may and self.line is not None)

    @property
    def line(self) -> ArrearsLine | None:
        """The line the cursor is on."""
        value = self.months.current_value()
        return value if isinstance(value, ArrearsLine) else None

    def open_trajectory(self) -> None:
        """Goes to the trajectory of the file."""
        if self.row is not None:
            self.context.go(Place("dossier", self.row.dossier_id, "trajectory"))

    def start_line(self) -> None:
        """Opens the form for a month."""
        if self.row is not None and self.context.desk.worker.may(Permission.EDIT_DOSSIER):
            self.source.set_choices(self.row.sources)
            self.owing.load({})
            self.pay_form.hide()
            self.line_form.show()
            self.owing.go_to("month")

    def add_line(self) -> None:
        """Notes what is owed for a month."""
        row, month = self.row, self.month.day()
        amount = parse_number(self.amount.text())
        if row is None or not self.owing.check() or month is None or amount is None:
            return
        source, note = self.source.text(), self.note.text()
        cents = int(amount * 100)
        self._do(
            lambda desk: arrears.add_line(desk, row.trajectory_id, month, source, cents, note),
            t("arrears.added"),
            self.line_form,
        )

    def start_payment(self) -> None:
        """Opens the form for a payment."""
        self.paying.load({"on": show_date(self._today())})
        self.line_form.hide()
        self.pay_form.show()
        self.paying.go_to("paid")

    def add_payment(self) -> None:
        """Notes a payment as a step of the trajectory, so that its guards have their say."""
        row, on = self.row, self.paid_on.day()
        amount = parse_number(self.paid.text())
        if row is None or not self.paying.check() or on is None or amount is None:
            return
        facts: dict[str, object] = {row.paid_fact: Fraction(amount)}
        tried = StepTry(step=row.payment_step, on=on, facts=facts)
        self._do(
            lambda desk: trajectories.record_step(desk, row.trajectory_id, row.revision, tried),
            t("arrears.paid"),
            self.pay_form,
        )

    def remove(self) -> None:
        """Moves the line the cursor is on to the bin, and offers to undo it."""
        line = self.line
        if line is None:
            return

        def done(_changes: Changes) -> None:
            self.trouble.clear()
            self.context.offer_undo(t("arrears.removed"), lambda desk: arrears.restore_line(desk, line.id))

        self.context.act(lambda desk: arrears.remove_line(desk, line.id), self, done, self.trouble.tell_error)

    def _do(self, action: Callable[[Desk], Changes], said: str, form: InlineForm) -> None:
        def done(_changes: Changes) -> None:
            form.hide()
            self.trouble.clear()
            self.context.say(said)
            self.add_button.setFocus()

        self.context.act(action, self, done, self.trouble.tell_error)


def _no_amount(typed: str) -> str:
    number = parse_number(typed)
    right = number is not None and number != 0 and (number * 100).denominator == 1
    return "" if right else t("arrears.wrong.amount")


def _plan_words(row: ArrearsRow) -> str:
    """The plan in words, and whether it is kept."""
    plan, now = row.plan, row.standing
    if plan is None or now is None:
        return ""
    agreed = t(
        "arrears.plan_line",
        instalment=show_euro(plan.instalment),
        first=show_date(plan.first),
        total=show_euro(plan.total),
        last=show_date(plan.last),
    )
    if now.missed:
        kept = f"{t('arrears.behind', n=now.missed, amount=show_euro(now.behind))}."
    elif now.next_on is None:
        kept = t("arrears.plan_done")
    else:
        kept = t("arrears.plan_kept", paid=show_euro(now.paid))
    coming = t("arrears.plan_next", day=show_date(now.next_on)) if now.next_on else ""
    return " ".join(part for part in (agreed, kept, coming) if part)


def _month_words(month: MonthOwed) -> str:
    name = f"{month.month:%m/%Y}"
    if month.owed < 0:
        return t("arrears.month_credit", month=name, owed=show_euro(-month.owed))
    if not month.open:
        return t("arrears.month_settled", month=name, owed=show_euro(month.owed))
    return t("arrears.month", month=name, open=show_euro(month.open), owed=show_euro(month.owed))


def _month_rows(row: ArrearsRow) -> list[Row]:
    """Each line under its month; a second line of a month does not tell again what is open of it."""
    months = {month.month: month for month in row.months}
    sources = dict(row.sources)
    found: list[Row] = []
    told: set[date] = set()
    for line in row.lines:
        key = "arrears.line_note" if line.note else "arrears.line"
        source = sources.get(line.source, line.source)
        title = _month_words(months[line.month])
        if line.month in told:
            title = t("arrears.month_more", month=f"{line.month:%m/%Y}")
        told.add(line.month)
        found.append(
            Row(
                title=title,
                detail=t(key, source=source, amount=show_euro(line.cents), note=line.note),
                icon="note",
                tone="warning" if months[line.month].open else "quiet",
                value=line,
            )
        )
    return found
