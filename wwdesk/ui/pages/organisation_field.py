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
from wwdesk.ui.fields import ChoiceField, SuggestField


class OrganisationChoice(QWidget):
    """The name of an organisation, and its kind as long as the office does not know it."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._organisations: tuple[Organisation, ...] = ()
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

    def organisation_id(self) -> str | None:
        """The known organisation that is named; capitals and accents do not matter."""
        typed = fold(self.name.text())
        found = (one.id for one in self._organisations if fold(one.details.name) == typed)
        return next(found, None) if typed else None

    def new_organisation(self) -> OrganisationDetails | None:
        """The organisation to add, where the name typed is not known."""
        typed = self.name.text().strip()
        if not typed or self.organisation_id() is not None:
            return None
        return OrganisationDetails(name=typed, kind=OrganisationKind(self.kind.text()))

    def _follow(self) -> None:
        new = self.new_organisation()
        self.kind.setVisible(new is not None)
        self.name.set_note(t("people.organisation.new", name=new.name) if new else "")
