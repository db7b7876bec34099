# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Submissions of KoboToolbox or ODK as answers to a form of ours, to look at before they are taken in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.exchange.odk_files import Flat, submissions
from wwdesk.forms.answer_keeper import Problem
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission as it would be taken in.

    `answers` are by path as `Filling` takes them; `unknown` are columns that are no question of the
    form, `problems` what the form says of the answers, `labels` the questions they are about by path.
    `other_version` is the version it was made with where that is not the one it was checked by: such a
    submission is shown, and cannot be taken in.
    """

    key: str
    on: date | None
    answers: Mapping[str, str]
    answered: int
    asked: int
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    other_version: str = ""

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
    """The submissions of a file, each checked by the form.

    Raises DeskError as `odk_files.submissions`, and `odk_empty`, `odk_other_form` or `odk_other_version`.
    """
    found = submissions(name, content)
    if not found.submissions:
        raise DeskError("odk_empty", file=name)
    remarks = _check_form(name, found.submissions, form)
    if found.orphans:
        remarks = (*remarks, t("exchange.odk.orphans", n=found.orphans))
    paths = _Paths(form)
    read = tuple(_submission(flat, form, paths, today) for flat in found.submissions)
    if not any(one.answers for one in read):
        raise DeskError("odk_other_form", file=name, title=form.title, form=form.form_id)
    return Incoming(read, remarks)


def _check_form(name: str, found: list[Flat], form: Form) -> tuple[str, ...]:
    """Refuses another form, or one made wholly with other versions; a sentence where the file does not say."""
    versions = [_version(flat) for flat in found]
    for flat in found:
        said = _said(flat)
        form_id = next((said[key] for key in _FORM_IDS if said.get(key)), "")
        if form_id and form_id != form.form_id and not re.fullmatch(r"a[A-Za-z0-9]{21}", form_id):
            raise DeskError("odk_other_form", file=name, title=form.title, form=form_id)
    other = sorted(set(versions) - {"", form.version})
    if other and all(version in other for version in versions):
        raise DeskError("odk_other_version", file=name, theirs=", ".join(other[:3]), ours=form.version)
    return () if all(versions) else (t("exchange.odk.version_unknown", version=form.version),)


def _said(flat: Flat) -> dict[str, str]:
    return {"/".join(step for step, _ in steps): value for steps, value in flat.values.items()}


def _version(flat: Flat) -> str:
    """The version of our workbook a submission says it was made with; blank where it does not say."""
    said = _said(flat)
    known = (said[key] for key in _VERSIONS if said.get(key))
    return next((version for version in known if not _KOBO_VERSION.fullmatch(version)), "")


class _Paths:
    """Finds the question a column means: by its whole path, with dashes for steps, or by a name that is unique."""

    def __init__(self, form: Form) -> None:
        self.root = "/" + next(iter(form.by_path()), "/data/x")[1:].split("/")[0]
        self.repeats = {group.path for page in form.pages for group in (page, *page.groups()) if group.repeat}
        self.questions = form.by_path()
        self._multiple = {path for path, one in self.questions.items() if one.kind is QuestionKind.SELECT_MULTIPLE}
        self._found: dict[tuple[str, ...], str | None] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in (*self.questions, *self.repeats):
            self._by_name[path.rpartition("/")[2]].append(path)
            self._by_name[path[len(self.root) + 1 :].replace("/", "-")].append(path)

    def path(self, names: tuple[str, ...]) -> str | None:
        """The path of a question, blank for a column that belongs to one that is read already; None if unknown."""
        if names not in self._found:
            self._found[names] = self._search(names)
        return self._found[names]

    def _search(self, names: tuple[str, ...]) -> str | None:
        whole = f"{self.root}/{'/'.join(names)}"
        if whole in self.questions:
            return whole
        above = whole.rpartition("/")[0]
        if above in self._multiple or (names[1:] and self.path(names[:-1]) in self._multiple):
            return ""  # a column per choice, beside the one with all of them
        *before, last = names
        near = set(self._by_name.get(last, ())) & self.questions.keys()
        if before:  # in a row: the group decides between equal names
            groups = set(self._by_name.get(before[-1], ())) & self.repeats
            near = {path for path in near if any(path.startswith(f"{group}/") for group in groups)} or near
        return near.pop() if len(near) == 1 else None

    def with_rows(self, path: str, rows: list[int]) -> str:
        """The path with the number of its row at each repeated group; the first where none is known."""
        way, found, left = "", "", list(rows)
        for step in path[1:].split("/"):
            way += f"/{step}"
            found += f"/{step}[{left.pop(0) if left else 1}]" if way in self.repeats else f"/{step}"
        return found


def _submission(flat: Flat, form: Form, paths: _Paths, today: date) -> Submission:
    answers: dict[str, str] = {}
    unknown: list[str] = []
    for steps, value in flat.values.items():
        names = tuple(name for name, _ in steps)
        path = paths.path(names)
        question = paths.questions.get(path or "")
        if question is not None and value:
            where = paths.with_rows(question.path, [row for _, row in steps if row])
            answers[where] = _written(question, value)
        elif path is None and value and not _beside(names):
            unknown.append("/".join(names))
    filling = Filling(form, _counted(answers, paths.repeats), today)
    for path, value in answers.items():
        filling.answer(path, value)
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
        other_version=version if (version := _version(flat)) != form.version else "",
    )


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
