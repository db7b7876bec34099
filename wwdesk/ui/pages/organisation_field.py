# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing a partner organisation by typing a part of its name, or adding one that is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.names import fold
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.people import OrganisationDetails, OrganisationKind
from wwdesk.domain.texts import t
from wwdesk.domain.work_area import outside_work_area
from wwdesk.ui.fields import ChoiceField, SuggestField


class OrganisationChoice(QWidget):
    """The name of an organisation, and its kind as long as the office does not know it."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._organisations: tuple[Organisation, ...] = ()
        self._named: tuple[str, str] | None = None
        self._municipality = ""
        self.name = SuggestField(label, t("people.organisation.hint"))
        kinds = [(kind.value, t(f"people.organisation_kind.{kind}")) for kind in OrganisationKind]
        self.kind = ChoiceField(t("people.organisation.kind"), kinds, empty="")
        self.kind.set_text(OrganisationKind.OTHER)
        self.kind.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.kind)
        self.name.changed.connect(self._follow)

    def set_organisations(self, organisations: Sequence[Organisation]) -> None:
        """The organisations to choose from."""
        self._organisations = tuple(organisations)
        self.name.set_suggestions(organisation.details.name for organisation in organisations)
        self._follow()

    def set_named(self, organisation_id: str | None, name: str) -> None:
        """The organisation that is named already: it stays so even where it is no longer offered."""
        self._named = (organisation_id, name) if organisation_id else None
        self._follow()

    def set_municipality(self, municipality: str) -> None:
        """Where the client lives; a quiet sentence tells when that is outside the work area."""
        self._municipality = municipality
        self._follow()

    def organisation_id(self) -> str | None:
        """The known organisation that is named; capitals and accents do not matter."""
        typed = fold(self.name.text())
        if typed and self._named is not None and fold(self._named[1]) == typed:
            return self._named[0]
        known = self._known()
        return known.id if known is not None else None

    def new_organisation(self) -> OrganisationDetails | None:
        """The organisation to add, where the name typed is not known."""
        typed = self.name.text().strip()
        if not typed or self.organisation_id() is not None:
            return None
        return OrganisationDetails(name=typed, kind=OrganisationKind(self.kind.text()))

    def _known(self) -> Organisation | None:
        typed = fold(self.name.text())
        return next((one for one in self._organisations if typed and fold(one.details.name) == typed), None)

    def _follow(self) -> None:
        new, known = self.new_organisation(), self._known()
        self.kind.setVisible(new is not None)
        if new is not None:
            self.name.set_note(t("people.organisation.new", name=new.name))
        elif known is not None and outside_work_area(known.details.work_area, self._municipality):
            self.name.set_note(
                t(
                    "people.organisation.outside",
                    municipality=self._municipality.strip(),
                    area=known.details.work_area,
                )
            )
        else:
            self.name.set_note("")
