# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Submissions of KoboToolbox or ODK as answers to a form of ours, to look at before they are taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NoReturn

from wwdesk.domain.answer_files import wrong_kind, wrong_size
from wwdesk.domain.errors import DeskError
from wwdesk.domain.file_names import file_name
from wwdesk.domain.texts import t
from wwdesk.exchange.odk_archive import DamagedPhotoError, bare_key
from wwdesk.exchange.odk_files import Flat, Read, submissions
from wwdesk.exchange.odk_paths import Paths
from wwdesk.forms.answer_keeper import Problem
from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Question, QuestionKind

_OTHER_FACTS = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "phonenumber",
        "simserial",
        "subscriberid",
        "SubmissionDate",
        "KEY",
        "SubmitterID",
        "SubmitterName",
        "AttachmentsPresent",
        "AttachmentsExpected",
        "Status",
        "ReviewState",
        "DeviceID",
        "Edits",
        "formhub",
        "meta",
        "instanceID",
        "instanceName",
    }
)
_FORM_IDS = ("_xform_id_string", "formID", "form_id", "FormID")
_VERSIONS = ("__version__", "_version_", "_version", "FormVersion", "version", "__system/formVersion")
_KOBO_VERSION = re.compile(r"v[A-Za-z0-9]{20,24}")
"""Kobo numbers its own versions: such a number says nothing about the version of our workbook."""
_KOBO_FORM = re.compile(r"a[A-Za-z0-9]{21}")
_MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A photo or another file that came with a submission."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission as it would be taken in.

    `answers` are by path as `Filling` takes them; `unknown` are columns that are no question of the
    form, `problems` what the form says of the answers, `labels` the questions they are about by path.
    `notes` are sentences about what is not taken in with it. `refused` is a sentence where it cannot
    be taken in at all; it has no answers then. `files` are the photos by the path of their question, and
    `told` the first questions with their answers, to know whose it is.
    """

    key: str
    on: date | None
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    answered: int = 0
    asked: int = 0
    unknown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: tuple[str, ...] = ()
    refused: str = ""
    files: Mapping[str, AnswerFile] = field(default_factory=dict[str, AnswerFile])
    told: tuple[tuple[str, str], ...] = ()

    @property
    def mistakes(self) -> tuple[Problem, ...]:
        """Answers that cannot be right; what is only missing is asked when the screening is finished."""
        return tuple(problem for problem in self.problems if problem.key != "required")

    @property
    def missing(self) -> int:
        """How many questions that need an answer have none."""
        return len(self.problems) - len(self.mistakes)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file holds. `remarks` are sentences about the file as a whole."""

    submissions: tuple[Submission, ...]
    remarks: tuple[str, ...]


def read_submissions(name: str, content: bytes, form: Form, today: date) -> Incoming:
    """The submissions of a file, each checked by the form; what is of another form or version is marked.

    Raises DeskError as `odk_files.submissions`, `odk_empty`, and `odk_other_form` or `odk_other_version`
    where nothing in the file is of this form or version.
    """
    read = submissions(name, content)
    if not read.flats:
        raise DeskError("odk_empty", file=name)
    making = _Making(form, today, read)
    origins = [_origin(flat) for flat in read.flats]
    fit = [origin.fits(form) for origin in origins]
    if not any(fit):
        _refuse_file(name, origins, form)
    found: list[Submission] = []
    for flat, origin, fits in zip(read.flats, origins, fit, strict=True):
        found.append(making.submission(flat) if fits else _not_ours(flat, origin, form))
    if not any(one.answers for one in found):
        raise DeskError("odk_other_form", file=name, title=form.title, form=form.form_id)
    found = [one if one.answers or one.refused else replace(one, refused=t("exchange.odk.nothing")) for one in found]
    silent = any(fits and not origin.versions for origin, fits in zip(origins, fit, strict=True))
    unsaid = (t("exchange.odk.version_unknown", version=form.version),) if silent else ()
    return Incoming(_once(found), (*unsaid, *read.remarks, *_groups_left(form, read)))


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a submission says of the form it was made with."""

    form_id: str
    versions: frozenset[str]

    def fits(self, form: Form) -> bool:
        return self.form_id in ("", form.form_id) and self.versions <= {form.version}


def _origin(flat: Flat) -> _Origin:
    said = {"/".join(step for step, _ in steps): value for steps, value in flat.values.items()}
    form_id = next((said[key] for key in _FORM_IDS if said.get(key)), "")
    versions = {said[key] for key in _VERSIONS if said.get(key)}
    return _Origin(
        "" if _KOBO_FORM.fullmatch(form_id) else form_id,
        frozenset(version for version in versions if not _KOBO_VERSION.fullmatch(version)),
    )


def _refuse_file(name: str, origins: list[_Origin], form: Form) -> NoReturn:
    other = next((origin.form_id for origin in origins if origin.form_id not in ("", form.form_id)), "")
    if other and not any(origin.form_id in ("", form.form_id) for origin in origins):
        raise DeskError("odk_other_form", file=name, title=form.title, form=other)
    theirs = sorted({version for origin in origins for version in origin.versions - {form.version}})
    raise DeskError("odk_other_version", file=name, theirs=", ".join(theirs[:3]), ours=form.version)


def _not_ours(flat: Flat, origin: _Origin, form: Form) -> Submission:
    if origin.form_id not in ("", form.form_id):
        why = t("exchange.odk.of_other_form", form=origin.form_id)
    else:
        theirs = ", ".join(sorted(origin.versions - {form.version}))
        why = t("exchange.odk.of_other_version", theirs=theirs, ours=form.version)
    return Submission(key=flat.key, on=_day(flat), refused=why)


def _once(found: list[Submission]) -> tuple[Submission, ...]:
    """The second of two submissions with one key is marked: it cannot be taken in after the first."""
    seen: dict[str, int] = {}
    result: list[Submission] = []
    for number, one in enumerate(found, start=1):
        first = seen.setdefault(one.key, number) if not one.refused else number
        again = t("exchange.odk.again", number=first)
        result.append(one if first == number else Submission(key=one.key, on=one.on, refused=again))
    return tuple(result)


def _groups_left(form: Form, read: Read) -> tuple[str, ...]:
    """A sentence for each repeated group whose rows are in no file: a CSV file alone never has them."""
    if read.groups is None:
        return ()
    repeats = [group for page in form.pages for group in (page, *page.groups()) if group.repeat]
    return tuple(
        t("exchange.odk.rows_elsewhere", group=group.label or group.name)
        for group in repeats
        if group.name not in read.groups
    )


class _Making:
    """Makes submissions of what one file holds."""

    def __init__(self, form: Form, today: date, read: Read) -> None:
        self.form = form
        self.today = today
        self.paths = Paths(form)
        self._photos = read.photos
        self._keys = frozenset(bare_key(flat.key) for flat in read.flats) - {""}

    def submission(self, flat: Flat) -> Submission:
        """One submission, with its photos and what the form says of its answers."""
        answers: dict[str, str] = {}
        unknown: list[str] = []
        files: dict[str, AnswerFile] = {}
        notes: list[str] = []
        for steps, value in flat.values.items():
            names = tuple(name for name, _ in steps)
            path = self.paths.path(names)
            question = self.paths.questions.get(path or "")
            if question is not None and value:
                where = self.paths.with_rows(question.path, [row for _, row in steps if row])
                if question.kind not in (QuestionKind.FILE, QuestionKind.SIGNATURE):
                    answers[where] = _written(question, value)
                    continue
                try:
                    files[where] = self._file(flat, question, value)
                    answers[where] = files[where].name
                except _NoFileError as trouble:
                    notes.append(str(trouble))
            elif path is None and value and not _beside(names):
                unknown.append("/".join(names))
        filling = Filling(self.form, _counted(answers, self.paths.repeats), self.today)
        for path, value in answers.items():
            filling.answer(path, value)
        there = frozenset(filling.paths())
        gone = [path for path in answers if path not in there]
        if gone:
            notes.append(t("exchange.odk.rows_beyond", n=len(gone)))
        answered, asked = filling.progress(None)
        problems = filling.problems()
        return Submission(
            key=flat.key,
            on=_day(flat),
            answers=filling.answers(relevant_only=False) if answers else {},
            answered=answered,
            asked=asked,
            unknown=tuple(unknown),
            problems=problems,
            labels={problem.path: filling.label(problem.path) or problem.path for problem in problems},
            notes=tuple(notes),
            files={path: file for path, file in files.items() if path in there},
            told=tuple(_told(filling, path) for path in filling.paths() if answers.get(path))[:_MOST_TOLD],
        )

    def _file(self, flat: Flat, question: Question, value: str) -> AnswerFile:
        """The file a submission names. Raises _NoFileError."""
        name = file_name(value)
        label = question.label or question.name
        try:
            content = self._photos.photo(value, flat.key, self._keys) if self._photos is not None else None
        except DamagedPhotoError as damaged:
            raise _NoFileError(t("exchange.odk.file_damaged", name=name, question=label)) from damaged
        if content is None:
            raise _NoFileError(t("exchange.odk.file_missing", name=name, question=label))
        accept = "image" if question.kind is QuestionKind.SIGNATURE else question.accept
        problem = wrong_kind(name, accept) or wrong_size(len(content))
        if problem:
            raise _NoFileError(t("exchange.odk.file_refused", name=name, question=label, why=problem))
        return AnswerFile(name, content)


class _NoFileError(Exception):
    """A file that is not taken in; its text is the sentence that says so."""


def _told(filling: Filling, path: str) -> tuple[str, str]:
    question = filling.form.by_path()[without_rows(path)]
    value = filling.value(path)
    if question.kind in (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK):
        chosen = [question.choice(name) for name in value.split()]
        value = ", ".join(choice.label for choice in chosen if choice is not None) or value
    return filling.label(path) or question.name, value


def _counted(answers: Mapping[str, str], repeats: set[str]) -> dict[str, str]:
    """How many rows each repeated group needs, as `Filling` wants it told."""
    found: dict[str, int] = {}
    for path in answers:
        way, bare = "", ""
        for step in path[1:].split("/"):
            name, _, row = step.partition("[")
            bare += f"/{name}"
            if bare in repeats:
                group = f"{way}/{name}"
                found[group] = max(found.get(group, 0), int(row.removesuffix("]")))
            way += f"/{step}"
    return {path: str(rows) for path, rows in found.items()}


def _written(question: Question, value: str) -> str:
    """An answer in the spelling of ours; Kobo writes `1.0` for a whole number and a time with its zone."""
    if question.kind is QuestionKind.INTEGER and re.fullmatch(r"-?\d+\.0+", value):
        return value.partition(".")[0]
    if question.kind is QuestionKind.DATE and re.fullmatch(r"\d{4}-\d{2}-\d{2}T.*", value):
        return value[:10]
    return value


def _beside(names: tuple[str, ...]) -> bool:
    """Whether a column tells about the submission instead of answering a question."""
    return (
        names[0] in _OTHER_FACTS
        or names[-1] in _OTHER_FACTS
        or any(
            name.startswith(("_", "meta-", "formhub", "SET-OF")) or name.endswith("@odata.navigationLink")
            for name in names
        )
        or names[-1] in (*_FORM_IDS, *_VERSIONS)
    )


def _day(flat: Flat) -> date | None:
    """The day it was filled in, or sent."""
    for key in (
        ("today",),
        ("start",),
        ("end",),
        ("_submission_time",),
        ("SubmissionDate",),
        ("__system", "submissionDate"),
    ):
        value = flat.values.get(tuple((name, 0) for name in key), "")[:10]
        try:
            return date.fromisoformat(value)
        except ValueError:
            continue
    return None
