# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What screens and documents get to see: frozen overviews, never a record or a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wwdesk.domain.dossier import DossierStatus, ReferralDetails
from wwdesk.domain.form_versions import FormStatus
from wwdesk.domain.people import (
    HouseholdMemberDetails,
    NetworkContactDetails,
    OrganisationDetails,
    PersonDetails,
)
from wwdesk.domain.roles import Role
from wwdesk.domain.timeline import TimelineBar, TimelineEvent
from wwdesk.domain.trajectories import DeadlineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One row of the search list: what it is, where it leads, what to show."""

    kind: str
    """`person`, `dossier` or `note`."""
    record_id: str
    """The person or dossier to open."""
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person in a list."""

    id: str
    name: str
    birth_date: date | None
    municipality: str
    dossier_id: str | None
    dossier_number: str
    worker_name: str
    status: DossierStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """A stretch of the list of people and how many there are in all."""

    rows: tuple[PersonRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateHit:
    """A person already known who may be the same; `why` says in Dutch what agrees."""

    person: PersonRow
    likeness: float
    """0 to 1; 1 is the same name and birth date."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """Somebody in the client's household."""

    id: str
    revision: int
    details: HouseholdMemberDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContact:
    """Somebody around the client."""

    id: str
    revision: int
    details: NetworkContactDetails
    organisation_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOverview:
    """Everything known of one person. `revision` goes back with a change so that none is lost."""

    id: str
    revision: int
    details: PersonDetails
    dossiers: tuple[DossierRow, ...]
    household: tuple[HouseholdMember, ...]
    network: tuple[NetworkContact, ...]
    is_volunteer: bool
    merges: tuple[MergeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """A merge of another person into this one that can still be undone."""

    id: str
    merged_name: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier in a list."""

    id: str
    number: str
    client_name: str
    status: DossierStatus
    opened_on: date
    worker_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral of the dossier's client."""

    id: str
    revision: int
    details: ReferralDetails
    organisation_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note in a dossier."""

    id: str
    revision: int
    on: date
    text: str
    author: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept inside the office; its content is read apart."""

    id: str
    name: str
    media_type: str
    size: int
    """Bytes."""
    added_at: datetime
    added_by: str


class ScreeningStatus(StrEnum):
    """Where a screening stands (texts `screening.status`)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRow:
    """One screening in a list."""

    id: str
    dossier_id: str
    client_name: str
    form_title: str
    form_version: str
    status: ScreeningStatus
    on: date
    """The day it was started, or submitted once it is."""
    worker_name: str
    answered: int
    asked: int
    is_update: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierOverview:
    """One dossier with everything its page shows. Timeline newest first, dates that are coming above all."""

    id: str
    revision: int
    number: str
    status: DossierStatus
    opened_on: date
    closed_on: date | None
    target_group: str
    worker_id: str | None
    worker_name: str
    client: PersonOverview
    age: int | None
    referrals: tuple[Referral, ...]
    notes: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    screenings: tuple[ScreeningRow, ...]
    timeline: tuple[TimelineEvent, ...]
    bars: tuple[TimelineBar, ...] = ()
    """What lasts, for the picture of the timeline."""
    next_date: DeadlineRow | None = None
    """The first date of its trajectories that asks or will ask for something."""
    binned_notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A partner organisation."""

    id: str
    revision: int
    details: OrganisationDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """A partner organisation in the list of them, with how often it is named."""

    organisation: Organisation
    referrals: int
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """A worker of this office."""

    id: str
    revision: int
    name: str
    role: Role
    email: str
    active: bool
    has_key: bool
    """Whether the worker can open the office with a password of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """An instrument a screening can be started with."""

    form_id: str
    title: str
    version: str
    questions: int
    domains: int
    uses: int
    """How many screenings there are with any version of it."""
    languages: tuple[str, ...] = ()
    """Their codes, the first the one it is written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """An instrument in the library: its version in use, or the one that would be.

    `status` is None for a built-in one of which nothing was used yet. `waiting` counts versions
    that were read in and not put to use.
    """

    form_id: str
    title: str
    version: str
    about: str
    """Who it is about: empty for a client, `volunteer`."""
    built_in: bool
    skeleton: bool
    """Without words of its own: to be taken out to Excel and completed by who may use the instrument."""
    status: FormStatus | None
    languages: tuple[str, ...]
    questions: int
    domains: int
    uses: int
    versions: int
    waiting: int

    @property
    def offered(self) -> bool:
        """Whether a screening of a client can be started with it."""
        in_use = self.status is FormStatus.ACTIVE or (self.status is None and not self.skeleton)
        return in_use and not self.about


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionRow:
    """One version of an instrument, frozen in this office."""

    id: str
    form_id: str
    title: str
    about: str
    version: str
    scoring_version: str
    status: FormStatus
    built_in: bool
    file_name: str
    languages: tuple[str, ...]
    questions: int
    domains: int
    uses: int
    read_in_at: datetime
    read_in_by: str
    activated_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayItem:
    """Something that asks for attention, with the reason and the place where it is done."""

    kind: str
    """A key of texts `today.kind`: `draft_screening`, `no_screening`, `old_screening`, `backup_old`, `overdue` ..."""
    title: str
    reason: str
    on: date | None
    page: str
    record_id: str | None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayOverview:
    """The first page: what asks for attention and the dossiers last worked on."""

    items: tuple[TodayItem, ...]
    recent: tuple[DossierRow, ...]
    open_dossiers: int
    running_screenings: int
    dates_due: int = 0
    """How many dates ask for attention, shown or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """The settings of the office itself, kept inside its file."""

    name: str
    street: str = ""
    postcode: str = ""
    municipality: str = ""
    phone: str = ""
    email: str = ""
    lock_minutes: int = 10
    """Minutes without input before the window locks, 1 to 30."""
    use_rijksregisternummer: bool = False
    backup_folder: str = ""
    """Empty: `backups` beside the office file."""
    single_key_answers: bool = True
    """Whether digits answer a question while it has the focus (WCAG 2.1.4 asks for the switch)."""
