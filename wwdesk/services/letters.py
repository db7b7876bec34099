# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Letters and agreements of a method, made from its templates with what the office knows of a trajectory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.press import letter, page_pictures
from wwdesk.documents.template import Template, TemplateError, TemplateKind, read_template
from wwdesk.documents.template_filling import fill
from wwdesk.domain.belgian_format import show_postcode_line
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.methods.facts import choices_of
from wwdesk.methods.folders import FoundMethod
from wwdesk.methods.limits import View
from wwdesk.methods.model import FactKind, Method
from wwdesk.methods.problems import MethodProblem
from wwdesk.methods.progress import Progress
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.dossiers import dossier
from wwdesk.services.method_folders import every_method
from wwdesk.services.office_settings import settings
from wwdesk.services.printing import letterhead
from wwdesk.services.trajectory_progress import progress_of
from wwdesk.storage.reads import housing as housing_reads
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.records.trajectories import TrajectoryRecord

OFFICE_FIELDS = (
    "naam",
    "voornaam",
    "geboortedatum",
    "straat",
    "postcode",
    "gemeente",
    "telefoon",
    "dossiernummer",
    "werkwijze",
    "medewerker",
    "kantoor",
    "kantoor_straat",
    "kantoor_postcode",
    "kantoor_gemeente",
    "kantoor_telefoon",
    "kantoor_email",
    "woning",
    "woning_straat",
    "vandaag",
)
"""What every template can name (texts `templates.field`), besides the facts and dates of its method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field that only this document asks. `columns` are those of a list: (id, label)."""

    id: str
    label: str
    kind: str
    required: bool
    hint: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAsks:
    """What a worker fills in or chooses before a document is made."""

    title: str
    fields: tuple[Asked, ...]
    choices: tuple[tuple[str, str], ...]
    """Clauses that may be left out: (id, label)."""
    free: tuple[tuple[str, str, str], ...]
    """Clauses to write: (id, label, proposal)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTyped:
    """What was filled in: values by field, clauses that are left out, what was written."""

    values: Mapping[str, object]
    without: frozenset[str] = frozenset()
    free: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """A document to look at: a PNG picture per page, and the Dutch names of what is still empty."""

    pages: tuple[bytes, ...]
    missing: tuple[str, ...]


def field_labels(method: Method) -> dict[str, str]:
    """Every field a template of a method can name, with its Dutch words; of a step it is the last day it was done."""
    labels = {name: t(f"templates.field.{name}") for name in OFFICE_FIELDS}
    labels |= {one.id: one.label for one in (*method.step, *method.fact)}
    return labels | {f"{limit.id}.day": limit.label for limit in method.time_limit}


def template_problems(found: FoundMethod) -> tuple[MethodProblem, ...]:
    """What is wrong in the templates of a method: file, line and a sentence."""
    if found.rulebook is None:
        return ()
    method, problems = found.rulebook.method, list[MethodProblem]()
    for name in dict.fromkeys(document.template for document in method.document if document.template):
        try:
            read_template(name, _text(found.folder / name), field_labels(method))
        except TemplateError as wrong:
            problems += [MethodProblem(name, one.line, one.sentence) for one in wrong.problems]
        except DeskError as wrong:
            problems.append(MethodProblem(name, 0, wrong.sentence))
    return tuple(problems)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise DeskError("template_unreadable", name=file.name) from wrong


@permitted(Permission.PRINT)
def asks(desk: Desk, trajectory_id: str, document_id: str) -> LetterAsks:
    """What is asked before a document of a trajectory can be made. Raises DeskError `template_none`."""
    with desk.reading() as session:
        progress = progress_of(session, reads.trajectory(session, trajectory_id))
    template = _template(desk, progress, document_id)
    return LetterAsks(
        title=template.title,
        fields=tuple(
            Asked(
                id=one.id,
                label=one.label,
                kind=one.kind,
                required=one.required,
                hint=one.hint,
                columns=one.columns,
            )
            for one in template.fields
        ),
        choices=tuple((choice.id, choice.label) for choice in template.choices),
        free=tuple((clause.id, clause.label, clause.proposal) for clause in template.free),
    )


@permitted(Permission.PRINT)
def print_letter(desk: Desk, trajectory_id: str, document_id: str, typed: LetterTyped) -> bytes:
    """A document of a trajectory as a PDF; that it was made stands in the journal.

    Raises DeskError `template_none`, and `template_missing` with the Dutch name of every field that is empty.
    """
    made, _missing = _made(desk, trajectory_id, document_id, typed, gaps=False)
    with desk.work("letter.print") as work:  # only now: what was refused was not made
        work.about(work.get(TrajectoryRecord, trajectory_id))
    return made


@permitted(Permission.PRINT)
def preview_letter(desk: Desk, trajectory_id: str, document_id: str, typed: LetterTyped, width: int) -> LetterPreview:
    """How a document will look with what is typed so far: its own pages, `width` pixels wide. Nothing is kept.

    What is empty has its name in its place, and while there is any the pages say that they are a draft.
    """
    made, missing = _made(desk, trajectory_id, document_id, typed, gaps=True)
    return LetterPreview(pages=page_pictures(made, width), missing=missing)


def _made(
    desk: Desk, trajectory_id: str, document_id: str, typed: LetterTyped, *, gaps: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and what is still missing in it where `gaps` are allowed."""
    with desk.reading() as session:
        record = reads.trajectory(session, trajectory_id)
        dossier_id, progress = record.dossier_id, progress_of(session, record)
        stay = housing_reads.last_stay(session, trajectory_id)
        home = housing_reads.dwelling(session, stay.dwelling_id) if stay and stay.ended_on is None else None
        place = (home.name, home.street) if home else ("", "")
    template, labels = _template(desk, progress, document_id), field_labels(progress.rulebook.method)
    found = dossier(desk, dossier_id)
    values = {**_known(desk, progress, found.client.details, place), **typed.values}
    values |= {"dossiernummer": found.number, "medewerker": found.worker_name or desk.worker.name}
    today = desk.clock.today()
    details = found.client.details
    unknown = _no_address(details) if template.kind is TemplateKind.LETTER else []
    if unknown and not gaps:
        raise DeskError("template_missing", fields=", ".join(unknown))
    filled = fill(template, values, labels, today, without=typed.without, free=typed.free, gaps=gaps)
    missing = tuple(dict.fromkeys((*unknown, *filled.missing)))
    to = (
        details.shown_name,
        details.street,
        show_postcode_line(details.postcode, details.municipality),
    )
    facts = DocumentFacts(
        code=f"{document_id.upper()}-{found.number}-{today:%y%m%d}",
        printed_on=today,
        client_name=details.shown_name,
        dossier_number=found.number,
        worker=found.worker_name,
        draft=bool(missing),
    )
    return letter(filled, to, settings(desk).municipality, letterhead(desk), facts), missing


def _no_address(client: PersonDetails) -> list[str]:
    """What is empty in the address a letter goes to, whether its text names it or not."""
    lines = {"straat": client.street, "postcode": client.postcode, "gemeente": client.municipality}
    return [t(f"templates.field.{name}") for name, line in lines.items() if not line.strip()]


def _template(desk: Desk, progress: Progress, document_id: str) -> Template:
    """The template of a document, from the folder of the method as it is now."""
    method = progress.rulebook.method
    document = next((one for one in method.document if one.id == document_id), None)
    for found, _own in every_method(desk):
        if document is not None and document.template and found.id == method.method.id:
            return read_template(document.template, _text(found.folder / document.template), field_labels(method))
    raise DeskError("template_none")


def _known(desk: Desk, progress: Progress, client: PersonDetails, home: tuple[str, str]) -> dict[str, object]:
    """What the office knows: the client, itself, the facts and the dates of the trajectory."""
    office, today = settings(desk), desk.clock.today()
    method, view = progress.rulebook.method, View(progress, desk.clock.today())
    known: dict[str, object] = {
        "naam": client.shown_name,
        "voornaam": client.given_name,
        "geboortedatum": client.birth_date,
        "straat": client.street,
        "postcode": client.postcode,
        "gemeente": client.municipality,
        "telefoon": client.phone,
        "werkwijze": method.method.label,
        "kantoor": office.name,
        "kantoor_straat": office.street,
        "kantoor_postcode": office.postcode,
        "kantoor_gemeente": office.municipality,
        "kantoor_telefoon": office.phone,
        "kantoor_email": office.email,
        "woning": home[0],
        "woning_straat": home[1] or client.street,
        "vandaag": today,
    }
    for fact in method.fact:
        value = progress.facts.get(fact.id)
        if fact.kind is FactKind.CHOICE and isinstance(value, str):
            value = {item.code: item.label for item in choices_of(method, fact.list)}.get(value, value)
        known[fact.id] = value
    for step in method.step:
        known[step.id] = view.day(step.id)
    for limit in method.time_limit:
        found = view.limit(limit.id)
        known[f"{limit.id}.day"] = found.day if found else None
    return known
