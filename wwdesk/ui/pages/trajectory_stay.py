# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where the client of a trajectory lives, beside its steps: moving in, leaving, and what was noted by mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wwdesk.domain.changes import Changes
from wwdesk.domain.dwellings import DwellingRow, Stay
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import TrajectoryOverview
from wwdesk.services import housing
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import Columns, InlineForm, Section, TroubleNote
from wwdesk.ui.fields import ChoiceField
from wwdesk.ui.housing_words import place_words, state_words, stay_words
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.inline_form import inline_form
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow


class StaySection(Section):
    """The homes of a client, the last at the top."""

    def __init__(self, context: Context, *, may_edit: bool) -> None:
        super().__init__(t("housing.of_client"))
        self.context = context
        self._may = may_edit
        self._dossier_id = ""
        self._trajectory: TrajectoryOverview | None = None
        self._homes: dict[str, DwellingRow] = {}
        self.stays: tuple[Stay, ...] = ()
        self.rows = RowList(t("housing.of_client"))
        self.rows.show_bare()
        self.rows.always_marked = True
        self.rows.chosen.connect(self._to_home)
        self.rows.selectionModel().currentChanged.connect(self._follow)
        self.nowhere = PlainLabel(t("housing.nowhere"), role="hint")
        self.trouble = TroubleNote()
        self.in_button = button(t("housing.move_in"), self._start_in)
        self.out_button = button(t("housing.move_out"), self._start_out)
        self.mistake_button = button(t("housing.mistake"), self.remove)
        self.coming, self.in_form = inline_form(t("housing.move_in_do"), self.move_in)
        self.dwelling = self.coming.know("dwelling", ChoiceField(t("housing.field.dwelling"), ()))
        self.first = self.coming.know("first", DateField(t("housing.field.first"), self._today))
        self.planned = self.coming.know(
            "planned", DateField(t("housing.field.planned"), self._today, hint=t("housing.field.planned_hint"))
        )
        self.going, self.out_form = inline_form(t("housing.move_out_do"), self.move_out)
        self.on = self.going.know("on", DateField(t("housing.field.last"), self._today))
        for field in (self.dwelling, self.first, self.on):
            field.required = True
        self.coming.column.addWidget(self.dwelling)
        self.coming.column.addWidget(Columns((self.first, 1), (self.planned, 1), characters=44))
        self.going.column.addWidget(self.on)
        for part in (self.rows, self.nowhere, self.trouble):
            self.add(part)
        self.column.addLayout(WrappingRow(self.in_button, self.out_button, self.mistake_button))
        self.add(self.in_form)
        self.add(self.out_form)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def show_trajectory(self, dossier_id: str, one: TrajectoryOverview) -> None:
        """Shows the homes of the client; the stay of a contract goes with its trajectory."""
        if dossier_id != self._dossier_id:
            self.in_form.hide()
            self.out_form.hide()
            self.trouble.clear()
        self._dossier_id, self._trajectory = dossier_id, one

        def read(desk: Desk) -> tuple[tuple[Stay, ...], tuple[DwellingRow, ...]]:
            return housing.stays(desk, dossier_id), housing.dwellings(desk)

        self.context.read(read, self, lambda found: self._arrived(dossier_id, *found))

    def _arrived(self, dossier_id: str, stays: tuple[Stay, ...], homes: tuple[DwellingRow, ...]) -> None:
        if dossier_id != self._dossier_id:
            return
        self._homes = {home.id: home for home in homes}
        self.stays = tuple(reversed(stays))
        # An office without homes of its own sees nothing of them.
        self.setVisible(bool(homes or stays))
        self.rows.set_rows([self._row(stay) for stay in self.stays])
        self.rows.step(-self.rows.currentIndex().row())
        self.rows.setVisible(bool(stays))
        self.nowhere.setVisible(not stays)
        self._follow()

    def _row(self, stay: Stay) -> Row:
        home = self._homes.get(stay.dwelling_id)
        today = self._today()
        place = place_words(home.details) if home else ""
        words = stay_words(stay, today)
        return Row(
            title=home.details.name if home else t("housing.gone"),
            detail=f"{words} · {place}" if place else words,
            side=t("housing.too_long") if stay.overdue(today) else "",
            icon="home",
            tone="warning" if stay.overdue(today) else "quiet",
            value=stay,
        )

    @property
    def dirty(self) -> bool:
        """Whether something typed is not noted."""
        forms = ((self.coming, self.in_form), (self.going, self.out_form))
        return any(editor.dirty and not form.isHidden() for editor, form in forms)

    def save(self) -> None:
        """Notes what was typed."""
        if self.coming.dirty and not self.in_form.isHidden():
            self.move_in()
        elif self.going.dirty and not self.out_form.isHidden():
            self.move_out()

    def put_away(self) -> None:
        """Throws away what was typed."""
        self.in_form.hide()
        self.out_form.hide()

    @property
    def stay(self) -> Stay | None:
        """The stay the cursor is on."""
        value = self.rows.current_value()
        return value if isinstance(value, Stay) else None

    def _follow(self) -> None:
        stay = self.stay
        self.in_button.setVisible(self._may)
        self.out_button.setVisible(self._may and stay is not None and stay.ended_on is None)
        self.mistake_button.setVisible(self._may and stay is not None)

    def _to_home(self, value: object) -> None:
        if isinstance(value, Stay):
            self.context.go(Place("housing", value.dwelling_id))

    def _start_in(self) -> None:
        free = sorted(
            self._homes.values(), key=lambda home: (home.free <= 0 or home.free_from is None, home.details.name)
        )
        self.dwelling.set_choices([(home.id, f"{home.details.name} – {state_words(home)}") for home in free])
        self.coming.load({})
        self.out_form.hide()
        self.in_form.show()
        self.coming.go_to("dwelling")

    def move_in(self) -> None:
        """Notes that the client lives in a home."""
        first, one = self.first.day(), self._trajectory
        if not self.coming.check() or first is None:
            return
        dossier, dwelling, planned = self._dossier_id, self.dwelling.text(), self.planned.day()
        trajectory = one.id if one else None
        self._do(
            lambda desk: housing.move_in(desk, dwelling, dossier, first, planned, trajectory),
            t("housing.moved_in"),
            self.in_form,
        )

    def _start_out(self) -> None:
        self.going.load({})
        self.in_form.hide()
        self.out_form.show()
        self.going.go_to("on")

    def move_out(self) -> None:
        """Notes the last day in the home the cursor is on."""
        stay, on = self.stay, self.on.day()
        if stay is not None and self.going.check() and on is not None:
            self._do(
                lambda desk: housing.move_out(desk, stay.id, stay.revision, on), t("housing.moved_out"), self.out_form
            )

    def remove(self) -> None:
        """Takes back a stay that was noted by mistake."""
        stay = self.stay
        if stay is not None:
            self._do(lambda desk: housing.remove_stay(desk, stay.id), t("housing.mistake_done"), self.out_form)

    def _do(self, action: Callable[[Desk], Changes], said: str, form: InlineForm) -> None:
        def done(_changes: Changes) -> None:
            form.hide()
            self.trouble.clear()
            self.context.say(said)
            self.rows.setFocus()

        self.context.act(action, self, done, self.trouble.tell_error)
