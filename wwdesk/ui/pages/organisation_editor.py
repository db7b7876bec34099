# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The form with what is known of one partner organisation."""

from __future__ import annotations

from wwdesk.domain.belgian_format import show_phone
from wwdesk.domain.checks import organisation_problems
from wwdesk.domain.people import OrganisationDetails, OrganisationKind
from wwdesk.domain.texts import t
from wwdesk.domain.work_area import tidy_area
from wwdesk.ui.editor import Columns, Editor
from wwdesk.ui.fields import ChoiceField, LongTextField, TextField

LONGEST_TYPED = 300
"""Characters a line takes: more than may be kept, so that a long paste is told of and not cut off."""
_SIDE_BY_SIDE = 44


def texts_of(details: OrganisationDetails) -> dict[str, str]:
    """What stands in each field for an organisation."""
    return {
        "name": details.name,
        "kind": details.kind.value,
        "work_area": details.work_area,
        "phone": details.phone,
        "email": details.email,
        "street": details.street,
        "postcode": details.postcode,
        "municipality": details.municipality,
    }


class OrganisationEditor(Editor):
    """The fields of an organisation: what it is, where it works, how to reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.name = self.know("name", TextField(t("organisations.field.name"), max_length=LONGEST_TYPED))
        kinds = [(kind.value, t(f"people.organisation_kind.{kind}")) for kind in OrganisationKind]
        self.kind = self.know("kind", ChoiceField(t("people.organisation.kind"), kinds, empty=""))
        self.work_area = self.know(
            "work_area", LongTextField(t("organisations.field.work_area"), t("organisations.field.area_hint"), lines=1)
        )
        self.phone = self.know("phone", TextField(t("people.field.phone"), tidy=show_phone))
        self.email = self.know("email", TextField(t("people.field.email"), tidy=str.strip))
        self.street = self.know("street", TextField(t("people.field.street"), max_length=LONGEST_TYPED))
        self.postcode = self.know("postcode", TextField(t("people.field.postcode"), tidy=str.strip, max_length=20))
        self.municipality = self.know("municipality", TextField(t("people.field.municipality")))
        for row in (
            self.name,
            self.kind,
            self.work_area,
            Columns((self.phone, 2), (self.email, 3), characters=_SIDE_BY_SIDE),
            self.street,
            Columns((self.postcode, 1), (self.municipality, 3), characters=30),
        ):
            self.column.addWidget(row)
        self.load_details(OrganisationDetails(name=""))

    def load_details(self, details: OrganisationDetails) -> None:
        """Fills the form with an organisation."""
        self.load(texts_of(details))

    def details(self) -> OrganisationDetails:
        """The organisation as typed, the phone number and the area laid out."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return OrganisationDetails(
            name=" ".join(typed["name"].split()),
            kind=OrganisationKind(typed["kind"]),
            work_area=tidy_area(typed["work_area"]),
            phone=show_phone(typed["phone"]),
            email=typed["email"],
            street=" ".join(typed["street"].split()),
            postcode=typed["postcode"],
            municipality=" ".join(typed["municipality"].split()),
        )

    def is_right(self, more: dict[str, str]) -> bool:
        """Shows what is wrong with the organisation, and `more`; True when nothing is."""
        known = {problem.field: problem.sentence for problem in organisation_problems(self.details())}
        return self.check({**more, **known})

    def set_read_only(self, *, read_only: bool) -> None:
        """Lets the form be read but not changed."""
        for field in self.fields.values():
            field.setEnabled(not read_only)
