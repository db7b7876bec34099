# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The form with what is known of one person, for a new client and for an existing one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from wwdesk.domain.belgian_format import show_phone
from wwdesk.domain.checks import person_problems
from wwdesk.domain.dates import show_date
from wwdesk.domain.people import Gender, PersonDetails
from wwdesk.domain.rijksregisternummer import digits_of
from wwdesk.domain.texts import t
from wwdesk.ui.code_choices import choices
from wwdesk.ui.editor import Columns, Editor, Section
from wwdesk.ui.fields import ChoiceField, CodedField, Field, SwitchField, TextField
from wwdesk.ui.special_fields import DateField, NumberField

HIDDEN_WHEN_ANONYMOUS = (
    "given_name",
    "family_name",
    "birth_date",
    "phone",
    "email",
    "street",
    "postcode",
    "municipality",
    "rijksregisternummer",
)
"""Fields that would tell who an anonymous person is."""


def texts_of(details: PersonDetails) -> dict[str, str]:
    """What stands in each field for a person."""
    return {
        "given_name": details.given_name,
        "family_name": details.family_name,
        "alias": details.alias,
        "anonymous": "1" if details.anonymous else "",
        "birth_date": show_date(details.birth_date),
        "gender": details.gender.value,
        "language": details.language,
        "phone": details.phone,
        "email": details.email,
        "street": details.street,
        "postcode": details.postcode,
        "municipality": details.municipality,
        "rijksregisternummer": details.rijksregisternummer,
    }


def labels() -> dict[str, str]:
    """What each field is called, in the order of the form."""
    return {
        "given_name": t("people.field.given_name"),
        "family_name": t("people.field.family_name"),
        "alias": t("people.field.alias"),
        "birth_date": t("people.field.birth_date"),
        "gender": t("people.field.gender"),
        "language": t("people.field.language"),
        "phone": t("people.field.phone"),
        "email": t("people.field.email"),
        "street": t("people.field.street"),
        "postcode": t("people.field.postcode"),
        "municipality": t("people.field.municipality"),
        "rijksregisternummer": t("people.field.rijksregisternummer"),
    }


class PersonEditor(Editor):
    """The fields of a person, laid out in two groups. Other groups may be added to `column`."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._use_number = False
        self._stored = PersonDetails()
        self._know_who()
        self._know_reach()
        self.column.addWidget(self._who_section())
        self.reach = self._reach_section()
        self.column.addWidget(self.reach)
        self.use_number(allowed=False)
        self.load(texts_of(PersonDetails()))
        self._follow_anonymous()

    def _know_who(self) -> None:
        names = labels()
        self.given_name = self.know("given_name", TextField(names["given_name"]))
        self.family_name = self.know("family_name", TextField(names["family_name"]))
        self.alias = self.know("alias", TextField(names["alias"], t("people.field.alias_hint")))
        self.anonymous = self.know(
            "anonymous", SwitchField(t("people.field.anonymous"), t("people.field.anonymous_hint"))
        )
        self.birth_date = self.know("birth_date", DateField(names["birth_date"], self._today, birth=True))
        genders = [(gender.value, t(f"people.gender.{gender}")) for gender in Gender]
        self.gender = self.know(
            "gender", ChoiceField(names["gender"], genders, t("people.field.gender_hint"), empty="")
        )
        self.language = self.know(
            "language",
            CodedField(names["language"], choices("contact_language"), t("people.field.language_hint")),
        )
        self.number = self.know(
            "rijksregisternummer",
            NumberField(names["rijksregisternummer"], t("people.field.rijksregisternummer_hint")),
        )
        self.anonymous.changed.connect(self._follow_anonymous)

    def _know_reach(self) -> None:
        names = labels()
        self.phone = self.know("phone", TextField(names["phone"], tidy=show_phone))
        self.email = self.know("email", TextField(names["email"], tidy=str.strip))
        self.street = self.know("street", TextField(names["street"]))
        self.postcode = self.know("postcode", TextField(names["postcode"], tidy=str.strip, max_length=20))
        self.municipality = self.know("municipality", TextField(names["municipality"]))

    def _who_section(self) -> QWidget:
        section = Section(t("people.section.who"))
        self._names = Columns((self.given_name, 1), (self.family_name, 1), characters=56)
        section.add(self._names)
        section.add(Columns((self.birth_date, 1), (self.alias, 1), characters=56))
        section.add(Columns((self.gender, 1), (self.language, 1), characters=56))
        section.add(self.number)
        section.add(self.anonymous)
        return section

    def _reach_section(self) -> QWidget:
        section = Section(t("people.section.reach"))
        section.add(Columns((self.phone, 1), (self.email, 1), characters=56))
        section.add(self.street)
        section.add(Columns((self.postcode, 1), (self.municipality, 3), characters=40))
        return section

    def use_number(self, *, allowed: bool) -> None:
        """Shows the rijksregisternummer only where the office said it may use it."""
        self._use_number = allowed
        self.number.setVisible(allowed and not self.anonymous.text())

    def load_person(self, details: PersonDetails) -> None:
        """Fills the form with a person."""
        self._stored = details
        self.load(texts_of(details))
        self._follow_anonymous()

    def details(self) -> PersonDetails:
        """The person as typed; what an anonymous person may not have is left out."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        anonymous = bool(typed["anonymous"])
        if anonymous:
            typed.update(dict.fromkeys(HIDDEN_WHEN_ANONYMOUS, ""))
        return PersonDetails(
            given_name=typed["given_name"],
            family_name=typed["family_name"],
            alias=typed["alias"],
            anonymous=anonymous,
            birth_date=None if anonymous else self.birth_date.day(),
            gender=Gender(typed["gender"]),
            language=typed["language"],
            phone=typed["phone"],
            email=typed["email"],
            street=typed["street"],
            postcode=typed["postcode"],
            municipality=typed["municipality"],
            rijksregisternummer=digits_of(typed["rijksregisternummer"]) or typed["rijksregisternummer"],
        )

    def person_is_right(self, more: dict[str, str] | None = None) -> bool:
        """Shows what is wrong with the person, and `more`; True when nothing is."""
        known = {problem.field: problem.sentence for problem in person_problems(self.details(), self._today())}
        return self.check({**known, **(more or {})})

    def set_read_only(self, *, read_only: bool) -> None:
        """Lets the form be read but not changed."""
        for field in self.fields.values():
            field.setEnabled(not read_only)

    def _follow_anonymous(self) -> None:
        anonymous = bool(self.anonymous.text())
        hidden: tuple[Field, ...] = tuple(self.fields[name] for name in HIDDEN_WHEN_ANONYMOUS)
        for field in hidden:
            field.setVisible(not anonymous)
        self._names.setVisible(not anonymous)
        self.reach.setVisible(not anonymous)
        self.number.setVisible(self._use_number and not anonymous)
        self.alias.set_label(t("people.field.alias_anonymous") if anonymous else t("people.field.alias"))
        self.alias.set_hint(t("people.field.alias_anonymous_hint") if anonymous else t("people.field.alias_hint"))
        wipes = anonymous and not self._stored.anonymous and bool(self._stored.shown_name)
        self.anonymous.set_note(t("people.field.anonymous_wipes") if wipes else "")
