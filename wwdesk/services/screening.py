# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Filling a screening and its profile beside the earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from wwdesk.domain.answer_files import LARGEST
from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.file_names import file_name
from wwdesk.domain.overviews import ScreeningRow, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.carry_over import carry_over
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Band, Form, Language, QuestionKind
from wwdesk.forms.profile import Comparison, DomainResult, Profile
from wwdesk.forms.score_log import Calculation, DomainLog, calculations, score_log
from wwdesk.forms.scoring import compare, score
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import active_version, form_of, freeze_built_in
from wwdesk.storage import answers as store
from wwdesk.storage.database import Session
from wwdesk.storage.reads import screenings as reads
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.screenings import FormVersionRecord, ScoreRecord, ScreeningRecord
from wwdesk.storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWork:
    """A screening as the page that fills it needs it.

    `answers` holds the saved answer per path in XForm spelling (choice name, `2026-11-23`, `1.5`,
    choices of a select_multiple separated by a space). `earlier` are the answers of the screening
    this one updates, and `confirmed` the paths answered or confirmed anew in this one.
    """

    id: str
    dossier_id: str
    client_name: str
    dossier_number: str
    form: Form
    """In the language it is filled in."""
    form_version_id: str
    from_paper: bool
    """Whether it is typed in from paper; `started_on` is then the day on the paper."""
    status: ScreeningStatus
    started_on: date
    submitted_on: date | None
    present: str
    answers: Mapping[str, str]
    earlier: Mapping[str, str]
    earlier_on: date | None
    confirmed: frozenset[str]
    conclusions: Mapping[str, str]
    """The written conclusion per life domain name."""
    saved_at: datetime | None

    @property
    def language(self) -> str:
        """The code of the language it is filled in."""
        return self.form.language

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can be filled in."""
        return self.form.languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The receipt of an autosave: everything sent is on disk. Broadcast only when a page is left."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileOverview:
    """A submitted (or running) screening's profile beside the earlier one of the same dossier."""

    screening: ScreeningRow
    dossier_number: str
    present: str
    comparison: Comparison
    conclusions: Mapping[str, str]
    earlier_screenings: tuple[ScreeningRow, ...]
    """Submitted screenings of this dossier that may be chosen as the earlier one, newest first."""


@permitted(Permission.READ_SCREENING)
def screenings(desk: Desk, *, running_only: bool = False, only_mine: bool = False) -> tuple[ScreeningRow, ...]:
    """Screenings of the office, newest first."""
    worker_id = desk.worker.id if only_mine else None
    with desk.reading() as session:
        return (
            reads.running(session, worker_id=worker_id) if running_only else reads.recent(session, worker_id=worker_id)
        )


@permitted(Permission.FILL_SCREENING)
def start(desk: Desk, dossier_id: str, form_id: str, *, on_paper: date | None = None) -> Changes:
    """Starts a screening with the active version of a form; `made` is its id.

    `on_paper` is the day of a conversation that was written down on paper and is now typed in. An
    earlier submitted screening with the same form in the dossier makes it an update screening:
    it starts from those answers where question name and type are equal, none of them confirmed.
    A running one with the same form is continued instead of starting a second.

    Raises DeskError `form_unknown`, and `paper_from_tomorrow` for a day that is still to come.
    """
    if on_paper is not None and on_paper > desk.clock.today():
        raise DeskError("paper_from_tomorrow")
    freeze_built_in(desk, form_id)
    with desk.reading() as session:
        running = [record.id for record in reads.same_form(session, dossier_id, form_id, ScreeningStatus.DRAFT)]
    if running:
        return changed(Subject.SCREENING, ids=(dossier_id, running[0]), made=running[0])
    with desk.work("screening.start") as work:
        version = active_version(work.session, form_id)
        record = begin(work, dossier_id, version.id, on_paper or desk.clock.today(), from_paper=on_paper is not None)
    return _changed(record)


@permitted(Permission.FILL_SCREENING)
def start_version(desk: Desk, dossier_id: str, version_id: str, on_paper: date) -> Changes:
    """Starts a screening with a version that was printed before, to type in what was written on `on_paper`."""
    if on_paper > desk.clock.today():
        raise DeskError("paper_from_tomorrow")
    with desk.work("screening.start") as work:
        record = begin(work, dossier_id, version_id, on_paper, from_paper=True)
    return _changed(record)


@permitted(Permission.READ_SCREENING)
def running_with(desk: Desk, dossier_id: str, version_id: str) -> str | None:
    """The id of the running screening of a dossier with the form of a version, if there is one."""
    with desk.reading() as session:
        form_id = form_of(session, version_id).form_id
        return next((one.id for one in reads.same_form(session, dossier_id, form_id, ScreeningStatus.DRAFT)), None)


def begin(work: Work, dossier_id: str, version_id: str, on: date, *, from_paper: bool = False) -> ScreeningRecord:
    """A new running screening of a dossier with a version of a form."""
    work.get(DossierRecord, dossier_id)
    form = form_of(work.session, version_id)
    earlier = next(iter(reads.same_form(work.session, dossier_id, form.form_id, ScreeningStatus.SUBMITTED)), None)
    taken_over = _earlier_answers(work.session, earlier, form) if earlier else {}
    filling = Filling(form, taken_over, on)
    _, asked = filling.progress(None)
    record = work.add(
        ScreeningRecord(
            dossier_id=dossier_id,
            form_version_id=version_id,
            earlier_id=earlier.id if earlier else None,
            status=ScreeningStatus.DRAFT,
            started_on=on,
            answered=0,  # what was taken over is no work done yet
            asked=asked,
            language="",
            from_paper=from_paper,
            origin="",
        )
    )
    store.put_answers(work, record.id, taken_over, not_confirmed=frozenset(taken_over))
    work.about(record)
    return record


def _changed(record: ScreeningRecord) -> Changes:
    return changed(
        Subject.SCREENING, Subject.DOSSIER, Subject.TODAY, ids=(record.dossier_id, record.id), made=record.id
    )


def _form_at(session: Session, record: ScreeningRecord) -> Form:
    return form_of(session, record.form_version_id, record.language)


def _form_for_workers(session: Session, record: ScreeningRecord) -> Form:
    """In the form's own language, whatever language it was filled in: a profile is read by workers."""
    return form_of(session, record.form_version_id)


def _values(session: Session, screening_id: str) -> dict[str, str]:
    return {path: value for path, (value, _) in reads.answers(session, screening_id).items()}


def _earlier_answers(session: Session, earlier: ScreeningRecord, form: Form) -> dict[str, str]:
    """The answers of an earlier screening as far as they fit this form."""
    return carry_over(_form_at(session, earlier), _values(session, earlier.id), form)


@permitted(Permission.READ_SCREENING)
def load(desk: Desk, screening_id: str) -> ScreeningWork:
    """A screening with the form version it was started with."""
    with desk.reading() as session:
        record = reads.screening(session, screening_id)
        form = _form_at(session, record)
        row = reads.screening_rows(session, ScreeningRecord.id == screening_id)[0]
        saved = reads.answers(session, screening_id)
        earlier = reads.screening(session, record.earlier_id) if record.earlier_id else None
        return ScreeningWork(
            id=record.id,
            dossier_id=record.dossier_id,
            client_name=row.client_name,
            dossier_number=session.get_one(DossierRecord, record.dossier_id).number,
            form=form,
            form_version_id=record.form_version_id,
            from_paper=record.from_paper,
            status=ScreeningStatus(record.status),
            started_on=record.started_on,
            submitted_on=record.submitted_on,
            present=record.present,
            answers={path: value for path, (value, _) in saved.items()},
            earlier=_earlier_answers(session, earlier, form) if earlier else {},
            earlier_on=earlier.submitted_on if earlier else None,
            confirmed=frozenset(path for path, (_, confirmed) in saved.items() if confirmed),
            conclusions=reads.conclusions(session, screening_id),
            saved_at=record.saved_at,
        )


def _draft(work: Work, screening_id: str) -> ScreeningRecord:
    """The record of a running screening, about to be changed."""
    record = work.get(ScreeningRecord, screening_id)
    if record.binned_at is not None:
        raise DeskError("not_found")
    if record.status != ScreeningStatus.DRAFT:
        raise DeskError("already_submitted")
    record.saved_at = work.at
    work.touch(record)
    work.about(record)
    return record


@permitted(Permission.FILL_SCREENING)
def save_answers(
    desk: Desk,
    screening_id: str,
    answers: Mapping[str, str],
    taken_over: frozenset[str] = frozenset(),
    progress: tuple[int, int] | None = None,
) -> Saved:
    """Keeps answers (path -> value, empty = wiped) given or confirmed just now; on disk when this returns.

    The paths in `taken_over` are not confirmed by this: undo has put the earlier answer back.
    `progress` is (answered, asked) after these answers, for lists. Raises DeskError
    `already_submitted` for a submitted screening.
    """
    with desk.work("screening.answer") as work:
        record = _draft(work, screening_id)
        store.put_answers(work, screening_id, answers, not_confirmed=taken_over)
        if progress is not None:
            record.answered, record.asked = progress
    return Saved(at=work.at)


@permitted(Permission.FILL_SCREENING)
def save_conclusion(desk: Desk, screening_id: str, domain: str, text: str) -> Saved:
    """Keeps the written conclusion of one life domain."""
    with desk.work("screening.conclude") as work:
        _draft(work, screening_id)
        store.put_conclusion(work, screening_id, domain, text)
    return Saved(at=work.at)


@permitted(Permission.FILL_SCREENING)
def save_present(desk: Desk, screening_id: str, present: str) -> Saved:
    """Keeps who was present, while the screening is still running."""
    with desk.work("screening.present") as work:
        _draft(work, screening_id).present = present
    return Saved(at=work.at)


@permitted(Permission.READ_SCREENING)
def form_in(desk: Desk, screening_id: str, language: str) -> Form:
    """The form of a screening in another of its languages."""
    with desk.reading() as session:
        return form_of(session, reads.screening(session, screening_id).form_version_id, language)


@permitted(Permission.FILL_SCREENING)
def choose_language(desk: Desk, screening_id: str, language: str) -> Saved:
    """Remembers the language a screening is filled in, for who continues it."""
    with desk.work("screening.language") as work:
        _draft(work, screening_id).language = language
    return Saved(at=work.at)


@permitted(Permission.FILL_SCREENING)
def attach_file(desk: Desk, screening_id: str, path: str, name: str, data: bytes) -> str:
    """Keeps a photo, signature or other file that answers a question; the name that is its answer.

    Files of one screening have different names, so that an answer means one of them. Raises DeskError for an
    empty or too large one (LARGEST bytes), and `not_found` where no question at `path` takes a file.
    """
    if not data:
        raise DeskError("attachment_empty", name=name)
    if len(data) > LARGEST:
        raise DeskError("attachment_too_large", name=name, size=len(data) // 1024**2 + 1, most=LARGEST // 1024**2)
    with desk.work("screening.file") as work:
        record = _draft(work, screening_id)
        question = _form_at(work.session, record).by_path().get(without_rows(path))
        if question is None or question.kind not in (QuestionKind.FILE, QuestionKind.SIGNATURE):
            raise DeskError("not_found")
        return store.put_file(work, screening_id, file_name(name), data)


@permitted(Permission.READ_SCREENING)
def file_content(desk: Desk, screening_id: str, name: str) -> bytes:
    """The bytes of a file that answers a question. Raises DeskError `not_found`."""
    with desk.reading() as session:
        return reads.answer_file(session, screening_id, name)


@permitted(Permission.READ_SCREENING)
def pictures(desk: Desk, screening_id: str) -> dict[str, bytes]:
    """The files that answer questions by their name, for paper: photos, signatures and what else was given."""
    with desk.reading() as session:
        return reads.answer_files(session, reads.screening(session, screening_id).id)


@permitted(Permission.FILL_SCREENING)
def submit(desk: Desk, screening_id: str, present: str) -> Changes:
    """Submits a screening: scores are fixed, answers of questions not asked are dropped.

    Raises DeskError `answers_with_problems` where an answer breaks a rule of the form, and
    `present_missing` where nobody is named as present.
    """
    if not present.strip():
        raise DeskError("present_missing")
    with desk.work("screening.submit") as work:
        record = _draft(work, screening_id)
        form = _form_at(work.session, record)
        on = record.started_on if record.from_paper else desk.clock.today()
        filling = Filling(form, _values(work.session, screening_id), on)
        problems = filling.problems()
        if problems:
            raise DeskError("answers_with_problems", n=len(problems))
        kept = filling.answers(relevant_only=True)
        known = reads.answers(work.session, screening_id)
        computed = {path: value for path, value in kept.items() if path not in known or known[path][0] != value}
        store.put_answers(work, screening_id, computed)
        store.keep_only(work, screening_id, frozenset(kept))
        store.fix_scores(work, screening_id, score(_form_for_workers(work.session, record), filling, on))
        record.answered, record.asked = filling.progress(None)
        record.present = present.strip()
        record.status = ScreeningStatus.SUBMITTED
        record.submitted_on = on
        record.submitted_at = work.at
        store.drop_files(work, screening_id, frozenset(kept.values()))
    return changed(
        Subject.SCREENING, Subject.DOSSIER, Subject.TODAY, ids=(record.dossier_id, record.id), made=record.id
    )


@permitted(Permission.FILL_SCREENING)
def discard(desk: Desk, screening_id: str) -> Changes:
    """Moves a running screening to the bin."""
    with desk.work("screening.bin") as work:
        record = _draft(work, screening_id)
        work.bin(record)
        work.about(record)
    return _changed(record)


@permitted(Permission.FILL_SCREENING)
def restore(desk: Desk, screening_id: str) -> Changes:
    """Takes a screening out of the bin: the undo of discarding.

    Raises DeskError `screening_running` where another one with this form was started meanwhile.
    """
    with desk.work("screening.restore") as work:
        record = work.get(ScreeningRecord, screening_id)
        form_id = work.get(FormVersionRecord, record.form_version_id).form_id
        if reads.same_form(work.session, record.dossier_id, form_id, ScreeningStatus.DRAFT):
            raise DeskError("screening_running")
        work.restore(record)
        work.about(record)
    return _changed(record)


@permitted(Permission.READ_SCREENING)
def profile(desk: Desk, screening_id: str, earlier_id: str | None = None) -> ProfileOverview:
    """The profile of a screening beside an earlier one (by default the one before it)."""
    with desk.reading() as session:
        record = reads.screening(session, screening_id)
        form = _form_at(session, record)
        choices = _earlier_than(session, record, form.form_id)
        earlier = next((other for other in choices if other.id == earlier_id), choices[0] if choices else None)
        numbered = session.get_one(DossierRecord, record.dossier_id)
        rows = {row.id: row for row in reads.screening_rows(session, ScreeningRecord.dossier_id == record.dossier_id)}
        return ProfileOverview(
            screening=rows[record.id],
            dossier_number=numbered.number,
            present=record.present,
            comparison=_comparison(session, record, earlier, desk.clock.today()),
            conclusions=reads.conclusions(session, screening_id),
            earlier_screenings=tuple(rows[other.id] for other in choices),
        )


@permitted(Permission.READ_SCREENING)
def score_logs(desk: Desk, screening_id: str, *, as_filled: bool = False) -> tuple[DomainLog, ...]:
    """How each score of a screening came about, from the answers as they are saved.

    For workers, in the form's own language; `as_filled` says it in the language the screening is filled in.
    """
    with desk.reading() as session:
        record = reads.screening(session, screening_id)
        form = _form_at(session, record) if as_filled else _form_for_workers(session, record)
        on = record.submitted_on or desk.clock.today()
        filling = Filling(form, _values(session, record.id), on)
        results = _profile(session, record, form, on).domains
        return score_log(form, filling, results, form.language) if as_filled else score_log(form, filling, results)


@permitted(Permission.READ_SCREENING)
def calculated(desk: Desk, screening_id: str) -> tuple[Calculation, ...]:
    """What the form calculates for itself in a screening, with the formulas, from the answers as they are saved."""
    with desk.reading() as session:
        record = reads.screening(session, screening_id)
        on = record.submitted_on or desk.clock.today()
        return calculations(Filling(_form_for_workers(session, record), _values(session, record.id), on))


def _earlier_than(session: Session, record: ScreeningRecord, form_id: str) -> list[ScreeningRecord]:
    """Submitted screenings of the dossier with the same form from before this one, newest first.

    What this one updates was there before it, whatever the clock said on either day.
    """
    submitted = reads.same_form(session, record.dossier_id, form_id, ScreeningStatus.SUBMITTED)
    if record.submitted_at is None:
        return submitted
    return [
        other
        for other in submitted
        if other.id == record.earlier_id
        or (other.submitted_at and other.submitted_at < record.submitted_at and other.earlier_id != record.id)
    ]


def _comparison(session: Session, record: ScreeningRecord, earlier: ScreeningRecord | None, today: date) -> Comparison:
    form = _form_for_workers(session, record)
    saved = reads.answers(session, record.id)
    confirmed = frozenset(path for path, (_, is_confirmed) in saved.items() if is_confirmed)
    now = _profile(session, record, form, today)
    if earlier is None:
        return compare(form, _values(session, record.id), confirmed, now, None, {}, None)
    earlier_form = _form_for_workers(session, earlier)
    return compare(
        form,
        _values(session, record.id),
        confirmed,
        now,
        earlier_form,
        _values(session, earlier.id),
        _profile(session, earlier, earlier_form, today),
    )


def _profile(session: Session, record: ScreeningRecord, form: Form, today: date) -> Profile:
    """The profile of a screening; of a submitted one with the scores as fixed that day."""
    on = record.submitted_on or today
    computed = score(form, Filling(form, _values(session, record.id), on), on)
    fixed = reads.scores(session, record.id)
    if not fixed:
        return computed
    # bands are kept by their label in the form's own language
    bands = tuple(zip(_form_for_workers(session, record).bands, form.bands, strict=True))
    domains = (_fixed(bands, result, fixed.get(result.domain.name)) for result in computed.domains)
    return replace(computed, domains=tuple(domains))


def _fixed(bands: tuple[tuple[Band, Band], ...], result: DomainResult, row: ScoreRecord | None) -> DomainResult:
    if row is None:
        return result
    kept = ((own, said) for own, said in bands if own.domain in ("", row.domain))
    band = next((said for own, said in kept if own.label == row.band), None)
    return replace(
        result,
        score=Fraction(row.score) if row.score else None,
        band=band,
        answered=row.answered,
        asked=row.asked,
        not_discussed=row.not_discussed,
    )
