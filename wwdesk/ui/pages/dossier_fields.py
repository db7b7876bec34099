# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The fields of a dossier and of a referral, shared by the new client and the dossier page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.overviews import Organisation, Referral, WorkerRow
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.texts import t
from wwdesk.ui.code_choices import choices
from wwdesk.ui.editor import Columns, Editor
from wwdesk.ui.fields import ChoiceField, LongTextField
from wwdesk.ui.pages.organisation_field import OrganisationChoice
from wwdesk.ui.special_fields import DateField

SIDE_BY_SIDE = 56
"""Average characters of width from which two fields stand beside each other."""


class ReferralFields:
    """Who sent the client, when and why; its fields belong to an editor."""

    def __init__(self, editor: Editor, today: Callable[[], date]) -> None:
        self._today = today
        self.on = editor.know("referred_on", DateField(t("dossier.field.referred_on"), today, past=True))
        self.source = editor.know(
            "source",
            ChoiceField(t("dossier.field.source"), choices("referral_source"), t("dossier.field.source_hint")),
        )
        self.organisation = OrganisationChoice(t("dossier.field.organisation"))
        editor.know("organisation", self.organisation.name)
        self.previous = editor.know(
            "previous_living_situation", ChoiceField(t("dossier.field.previous"), choices("living_situation"))
        )
        self.reason = editor.know(
            "reason", LongTextField(t("dossier.field.reason"), t("dossier.field.reason_hint"), lines=3)
        )

    def rows(self) -> tuple[Columns, ...]:
        """The fields laid out, in reading order."""
        return (
            Columns((self.source, 1), (self.organisation, 1), characters=SIDE_BY_SIDE),
            Columns((self.on, 1), (self.previous, 1), characters=SIDE_BY_SIDE),
            Columns((self.reason, 1), characters=SIDE_BY_SIDE),
        )

    @property
    def said(self) -> bool:
        """Whether anything is known of the referral."""
        filled = (self.source.text(), self.organisation.name.text(), self.previous.text(), self.reason.text())
        return any(text.strip() for text in filled)

    def details(self) -> ReferralDetails:
        """The referral as typed; without a day it is today's."""
        return ReferralDetails(
            on=self.on.day() or self._today(),
            source=self.source.text(),
            organisation_id=self.organisation.organisation_id(),
            reason=self.reason.text().strip(),
            previous_living_situation=self.previous.text(),
        )

    def new_organisation(self) -> OrganisationDetails | None:
        """The organisation to add first, where a new name was typed."""
        return self.organisation.new_organisation()

    def set_referral(self, referral: Referral | None) -> None:
        """The referral that is changed: what it names stays known, also when it went to the bin."""
        details = referral.details if referral else None
        self.organisation.set_named(
            details.organisation_id if details else None, referral.organisation_name if referral else ""
        )

    def set_municipality(self, municipality: str) -> None:
        """Where the client lives, to tell of an organisation that does not work there."""
        self.organisation.set_municipality(municipality)

    def set_organisations(self, organisations: Sequence[Organisation]) -> None:
        """The organisations to choose from."""
        self.organisation.set_organisations(organisations)


def referral_texts(referral: Referral) -> dict[str, str]:
    """What stands in each field for a referral."""
    return {
        "referred_on": show_date(referral.details.on),
        "source": referral.details.source,
        "organisation": referral.organisation_name,
        "reason": referral.details.reason,
        "previous_living_situation": referral.details.previous_living_situation,
    }


class DossierFields:
    """What a worker decides when a dossier is opened; its fields belong to an editor."""

    def __init__(self, editor: Editor, today: Callable[[], date]) -> None:
        self._today = today
        self.opened_on = editor.know("opened_on", DateField(t("dossier.field.opened_on"), today))
        self.worker = editor.know("worker", ChoiceField(t("dossier.field.worker"), (), empty=t("dossier.no_worker")))
        self.target_group = editor.know(
            "target_group", ChoiceField(t("dossier.field.target_group"), choices("target_group"))
        )

    def rows(self) -> tuple[Columns, ...]:
        """The fields laid out, in reading order."""
        return (
            Columns((self.opened_on, 1), (self.worker, 1), characters=SIDE_BY_SIDE),
            Columns((self.target_group, 1), characters=SIDE_BY_SIDE),
        )

    def set_workers(self, workers: Sequence[WorkerRow]) -> None:
        """The workers to choose from; the choice made stays."""
        self.worker.set_choices(
            [(worker.id, worker.name) for worker in workers if worker.active or worker.id == self.worker.text()]
        )

    def details(self, referral: ReferralDetails | None) -> DossierDetails:
        """The dossier as typed."""
        return DossierDetails(
            opened_on=self.opened_on.day() or self._today(),
            target_group=self.target_group.text(),
            worker_id=self.worker.text() or None,
            referral=referral,
        )
