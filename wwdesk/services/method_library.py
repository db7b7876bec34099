# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at working methods: what each holds, whether its examples come out, and a copy to make one's own."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.methods.cases import read_cases, run_case
from wwdesk.methods.folders import FoundMethod
from wwdesk.methods.model import Method
from wwdesk.methods.problems import MethodError
from wwdesk.methods.reading import METHOD_FILE
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.letters import template_problems
from wwdesk.services.method_folders import every_method, own_folder

_ID = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodStep:
    """A step as a person reads it."""

    label: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodDetail:
    """A working method as a coordinator looks at it.

    `steps` are per phase, `guards` what they say with their rules, `dates` the labels of time limits and
    duties, `roles` who does what, `papers` the documents. `cases` counts the examples, `differences` what came
    out otherwise than they say.
    """

    id: str
    label: str
    version: str
    summary: str
    source: str
    own: bool
    folder: Path
    problems: tuple[str, ...]
    steps: tuple[tuple[str, tuple[MethodStep, ...]], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    guards: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    waiting_list: bool = False
    arrears: bool = False
    cases: int = 0
    differences: tuple[str, ...] = ()


@permitted(Permission.READ_DOSSIER)
def method_detail(desk: Desk, method_id: str) -> MethodDetail:
    """A method with what it holds; its examples are played. Raises DeskError `method_not_found`."""
    for found, own in every_method(desk):
        if method_id in (found.id, found.folder.name):
            return _detail(found, own=own)
    raise DeskError("method_not_found")


@permitted(Permission.MANAGE_FORMS)
def copy_method(desk: Desk, method_id: str, new_id: str, new_label: str) -> Changes:
    """Copies a method into the office's own folder under a new id, to be changed there; `made` is that id.

    Raises DeskError `method_id_wrong`, `method_exists` and `method_not_found`.
    """
    if not _ID.fullmatch(new_id):
        raise DeskError("method_id_wrong", name=new_id)
    if not new_label.strip() or '"' in new_label or "\\" in new_label:
        raise DeskError("name_missing")
    known = [found for found, _ in every_method(desk)]
    target = own_folder(desk) / new_id
    if new_id in {found.id for found in known} or target.exists():
        raise DeskError("method_exists", name=new_id)
    source = next((found for found in known if found.id == method_id and found.rulebook), None)
    if source is None or source.rulebook is None:
        raise DeskError("method_not_found")
    try:
        target.mkdir(parents=True, mode=0o700)
        for file in source.folder.iterdir():
            if file.is_file():
                shutil.copyfile(file, target / file.name)
        text = _renamed(source.text, source.rulebook.method, new_id, new_label.strip())
        (target / METHOD_FILE).write_text(text, "utf-8")
    except OSError as trouble:
        shutil.rmtree(target, ignore_errors=True)
        raise DeskError("method_not_copied", folder=str(target)) from trouble
    return changed(Subject.METHODS, made=new_id)


def _renamed(text: str, method: Method, new_id: str, new_label: str) -> str:
    """The text with another id and label; only the first of each, which are those of `[method]`."""
    head = method.method
    text = text.replace(f'id = "{head.id}"', f'id = "{new_id}"', 1)
    return text.replace(f'label = "{head.label}"', f'label = "{new_label}"', 1)


def _detail(found: FoundMethod, *, own: bool) -> MethodDetail:
    problems = tuple(str(problem) for problem in found.problems)
    if found.rulebook is None:
        name = found.folder.name
        return MethodDetail(
            id=name, label=name, version="", summary="", source="", own=own, folder=found.folder, problems=problems
        )
    method = found.rulebook.method
    problems = tuple(str(problem) for problem in template_problems(found))
    try:
        cases = read_cases(found.folder)
    except MethodError as wrong:
        cases, problems = (), (*problems, *(str(problem) for problem in wrong.problems))
    results = [run_case(found.rulebook, case) for case in cases]
    roles = {role.id: role.label for role in method.role}
    steps = [
        (phase.label, tuple(MethodStep(label=s.label, kind=s.kind.value, role=roles[s.role]) for s in in_phase))
        for phase in method.phase
        if (in_phase := [step for step in method.step if step.phase == phase.id])
    ]
    return MethodDetail(
        id=method.method.id,
        label=method.method.label,
        version=method.method.version,
        summary=method.method.summary,
        source=method.method.source,
        own=own,
        folder=found.folder,
        problems=problems,
        steps=tuple(steps),
        roles=tuple((role.label, role.task) for role in method.role),
        guards=tuple((guard.kind.value, guard.say) for guard in method.guard),
        dates=tuple(dict.fromkeys(one.label for one in (*method.time_limit, *method.duty))),
        papers=tuple(document.label for document in method.document),
        waiting_list=method.waiting_list is not None,
        arrears=method.arrears is not None,
        cases=len(cases),
        differences=tuple(f"{one.case.id}: {difference}" for one in results for difference in one.differences),
    )
