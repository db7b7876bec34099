# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a method that reads well also makes sense: names that exist, ways that lead out, dates in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wwdesk.forms.places import expression_sentence
from wwdesk.forms.xpath.context import Compiled
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.methods.conditions import OFFICE_NUMBERS, compiled, known_names, names_in
from wwdesk.methods.facts import choices_of
from wwdesk.methods.flow import dead_ends, dead_steps, without_exit
from wwdesk.methods.model import FactKind, LimitKind, Method, Sense, Step, StepKind
from wwdesk.methods.problems import Problems
from wwdesk.methods.rule_profiles import rule_profiles
from wwdesk.methods.toml_lines import Way

_RULE = re.compile(r"[RLDPA]\d\d")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*")
_TABLES = (
    "profile",
    "role",
    "phase",
    "step",
    "list",
    "fact",
    "guard",
    "time_limit",
    "duty",
    "document",
    "indicator",
    "never",
    "capacity",
    "contract",
    "series",
)
_NAMED = ("step", "fact", "time_limit", "duty", "guard")
"""Tables whose ids conditions can use: they share one set of names."""


def check(method: Method, folder: Path | None, forms: Iterable[str], problems: Problems) -> dict[str, Compiled]:
    """Notes every mistake and gives the conditions ready to run.

    `forms` are the questionnaires there are; without a `folder` no template is looked for.
    """
    ids = {table: [one.id for one in getattr(method, table)] for table in _TABLES}
    _ids(method, ids, problems)
    _rules(method, problems)
    _profiles(method, problems)
    _steps(method, ids, set(forms), problems)
    _facts(method, problems)
    _guards(method, problems)
    _limits(method, problems)
    _others(method, folder, problems)
    _flow(method, problems)
    return _conditions(method, problems)


def _ids(method: Method, ids: Mapping[str, Sequence[str]], problems: Problems) -> None:
    for table, names in ids.items():
        for place, name in enumerate(names):
            way = (table, place, "id")
            if not _ID.fullmatch(name):
                problems.note(way, "bad_id", name=name)
            if name in names[:place]:
                problems.note(way, "twice", name=name)
    seen = dict.fromkeys((*OFFICE_NUMBERS, *(name for one in method.profile for name in one.numbers)), "profile")
    for table in _NAMED:
        for place, name in enumerate(ids[table]):
            if seen.get(name, table) != table:
                problems.note((table, place, "id"), "same_name", name=name)
            seen[name] = table
    for place, step in enumerate(method.step):
        codes = [outcome.code for outcome in step.outcome]
        for number, code in enumerate(codes):
            if code in codes[:number]:
                problems.note(("step", place, "outcome", number), "twice", name=code)


def _rules(method: Method, problems: Problems) -> None:
    for way, one in _every(method):
        for code in one.rules:
            if not _RULE.fullmatch(code):
                problems.note((*way, "rules"), "bad_rule", name=code)


def _every(method: Method) -> Iterator[tuple[Way, Any]]:
    """Every table with rules."""
    yield ("method",), method.method
    for table in _TABLES:
        if table != "profile":
            for place, one in enumerate(getattr(method, table)):
                yield (table, place), one
    for place, step in enumerate(method.step):
        for number, outcome in enumerate(step.outcome):
            yield ("step", place, "outcome", number), outcome
    if method.waiting_list:
        yield ("waiting_list",), method.waiting_list
    if method.arrears:
        yield ("arrears",), method.arrears


def _profiles(method: Method, problems: Problems) -> None:
    if not method.profile:
        problems.note((), "no_profile")
    known = [one.id for one in rule_profiles()]
    for place, profile in enumerate(method.profile):
        if profile.base not in known:
            problems.unknown(("profile", place, "base"), "base", profile.base, known)
        if place and profile.since <= method.profile[place - 1].since:
            problems.note(("profile", place, "since"), "dates_out_of_order")
        if profile.numbers.keys() != method.profile[0].numbers.keys():
            problems.note(("profile", place, "numbers"), "other_numbers")


def _steps(method: Method, ids: Mapping[str, Sequence[str]], forms: set[str], problems: Problems) -> None:
    for place, name in enumerate(method.method.start):
        if name not in ids["step"]:
            problems.unknown(("method", "start", place), "step", name, ids["step"])
    wanted = (
        ("next", "step"),
        ("stops", "step"),
        ("needs", "step"),
        ("asks", "fact"),
        ("may_ask", "fact"),
    )
    for place, step in enumerate(method.step):
        way: Way = ("step", place)
        for key, table in wanted:
            _known(problems, (*way, key), table, getattr(step, key), ids[table])
        for number, outcome in enumerate(step.outcome):
            for key in ("next", "stops"):
                _known(problems, (*way, "outcome", number, key), "step", getattr(outcome, key), ids["step"])
        _known(problems, (*way, "phase"), "phase", (step.phase,), ids["phase"])
        _known(problems, (*way, "role"), "role", (step.role,), ids["role"])
        if step.document:
            _known(problems, (*way, "document"), "document", (step.document,), ids["document"])
        if step.form:
            _known(problems, (*way, "form"), "form", (step.form,), forms)
        _kind(step, way, problems)


def _kind(step: Step, way: Way, problems: Problems) -> None:
    """What a kind of step cannot do without."""
    if step.kind is StepKind.FILL and not step.form:
        problems.note((*way, "kind"), "fill_without_form")
    if step.kind in (StepKind.SIGN, StepKind.LETTER) and not step.document:
        problems.note((*way, "kind"), "paper_without_document", kind=step.kind.value)
    if step.kind in (StepKind.DECIDE, StepKind.MATCH) and len(step.outcome) < 2:
        problems.note((*way, "kind"), "decision_without_choice")
    if step.kind is StepKind.CLOSE and (step.next or any(outcome.next for outcome in step.outcome)):
        problems.note((*way, "kind"), "close_leads_on")


def _known(problems: Problems, way: Way, what: str, names: Iterable[str], known: Iterable[str]) -> None:
    for place, name in enumerate(names):
        if name not in known:
            problems.unknown((*way, place), what, name, known)


def _facts(method: Method, problems: Problems) -> None:
    asked = {name for step in method.step for name in (*step.asks, *step.may_ask)}
    for place, fact in enumerate(method.fact):
        if fact.kind is FactKind.CHOICE and not choices_of(method, fact.list):
            problems.note(("fact", place), "no_list", name=fact.list or "-")
        if fact.id not in asked:
            problems.note(("fact", place, "id"), "never_asked", name=fact.id)
    for place, one in enumerate(method.list):
        codes = [item.code for item in one.items]
        if not choices_of(method, one.id):
            problems.note(("list", place, "id"), "no_list", name=one.id)
        for number, code in enumerate(codes):
            if code in codes[:number]:
                problems.note(("list", place, "items", number), "twice", name=code)


def _guards(method: Method, problems: Problems) -> None:
    steps = {step.id: step for step in method.step}
    for place, guard in enumerate(method.guard):
        _known(problems, ("guard", place, "steps"), "step", guard.steps, steps)
        codes = {outcome.code for name in guard.steps if name in steps for outcome in steps[name].outcome}
        _known(problems, ("guard", place, "outcomes"), "outcome", guard.outcomes, codes)


def _limits(method: Method, problems: Problems) -> None:
    steps = [step.id for step in method.step]
    days = {fact.id for fact in method.fact if fact.kind is FactKind.DATE} | set(steps)
    limits = {limit.id: limit for limit in method.time_limit}
    amounts = {fact.id for fact in method.fact if fact.kind is FactKind.NUMBER}
    amounts |= {name for profile in method.profile for name in profile.numbers}
    for place, limit in enumerate(method.time_limit):
        way: Way = ("time_limit", place)
        _known(problems, (*way, "start"), "day", (limit.start,), days | limits.keys())
        _known(problems, (*way, "until"), "step", limit.until, steps)
        for key in ("received", "objected"):
            if name := getattr(limit, key):
                _known(problems, (*way, key), "day", (name,), days)
        if limit.count and not limit.count.isdigit():
            _known(problems, (*way, "count"), "number", (limit.count,), amounts)
        needs_count = limit.kind in (LimitKind.TERM, LimitKind.EXTENSION, LimitKind.REPLY)
        if needs_count and not limit.count:
            problems.note((*way, "kind"), "limit_without_count")
        if limit.sense is Sense.LATEST and not limit.until:
            problems.note(way, "limit_never_settled", name=limit.id)
        if limit.kind is LimitKind.NOTICE and limit.ground:
            _grounds(method, limit.ground, way, problems)
        if _in_a_circle(limit.id, method):
            problems.note((*way, "id"), "limit_circle", name=limit.id)
    for place, duty in enumerate(method.duty):
        _known(problems, ("duty", place, "start"), "day", (duty.start,), days | limits.keys())
        _known(problems, ("duty", place, "done_by"), "step", (duty.done_by,), steps)
        _known(problems, ("duty", place, "until"), "step", duty.until, steps)
        if duty.every < 1 or (duty.latest and duty.latest < duty.every):
            problems.note(("duty", place, "every"), "duty_interval")


def _grounds(method: Method, grounds: tuple[str, ...], way: Way, problems: Problems) -> None:
    """Every profile knows one of the grounds, and each ground is known to some profile."""
    bases = {one.id: one for one in rule_profiles()}
    known = [{rule.id for rule in bases[one.base].notice} for one in method.profile if one.base in bases]
    every = set[str]().union(*known)
    for place, ground in enumerate(grounds):
        if ground not in every:
            problems.unknown((*way, "ground", place), "ground", ground, every)
    if any(names.isdisjoint(grounds) for names in known):
        problems.note((*way, "ground"), "ground_missing")


def _in_a_circle(limit_id: str, method: Method) -> bool:
    """Whether the date of a time limit hangs, by way of others, on itself."""
    limits = {limit.id: limit for limit in method.time_limit}
    todo, seen = [limit_id], set[str]()
    while todo:
        limit = limits[todo.pop()]
        used = {limit.start} | {name.rpartition(".")[0] for name in names_in(limit.when)}
        for name in used & limits.keys():
            if name == limit_id:
                return True
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return False


def _others(method: Method, folder: Path | None, problems: Problems) -> None:
    roles = [role.id for role in method.role]
    steps = [step.id for step in method.step]
    for place, document in enumerate(method.document):
        _known(problems, ("document", place, "made_by"), "role", (document.made_by,), roles)
        if document.template and folder and not (folder / document.template).is_file():
            problems.note(("document", place, "template"), "no_file", name=document.template)
    for place, capacity in enumerate(method.capacity):
        if capacity.taken_by:
            _outcome_of(method, capacity.taken_by, ("capacity", place, "taken_by"), problems)
        for name in capacity.freed_by:
            _outcome_of(method, name, ("capacity", place, "freed_by"), problems)
    _contracts(method, problems)
    _arrears(method, problems)
    for place, series in enumerate(method.series):
        _known(problems, ("series", place, "steps"), "step", series.steps, steps)
        if len(series.members) < 2:
            problems.note(("series", place, "members"), "alone")
    waiting = method.waiting_list
    if waiting is not None:
        _outcome_of(method, waiting.enters, ("waiting_list", "enters"), problems)
        _known(problems, ("waiting_list", "leaves"), "step", waiting.leaves, steps)
        orders = [name.removeprefix("-") for name in waiting.order]
        _known(problems, ("waiting_list", "order"), "day", orders, {*steps, *(fact.id for fact in method.fact)})
        if not choices_of(method, waiting.skip_reasons):
            problems.note(("waiting_list", "skip_reasons"), "no_list", name=waiting.skip_reasons)


def _arrears(method: Method, problems: Problems) -> None:
    """Every word of the board of arrears names something of the right kind."""
    words = method.arrears
    if words is None:
        return
    kinds = {fact.id: fact.kind for fact in method.fact}
    facts = {
        FactKind.NUMBER: ("amount", "months", "rent", "paid", "instalment"),
        FactKind.CHOICE: ("source",),
        FactKind.YES_NO: ("hold",),
        FactKind.DATE: ("first",),
    }
    for kind, keys in facts.items():
        known = [name for name, its in kinds.items() if its is kind]
        for key in keys:
            _known(problems, ("arrears", key), "fact", (getattr(words, key),), known)
    steps = [step.id for step in method.step]
    for key, names in (
        ("payment", (words.payment,)),
        ("share", (words.share,)),
        ("plan", words.plan),
        ("letters", words.letters),
    ):
        _known(problems, ("arrears", key), "step", names, steps)
    limits = [limit.id for limit in method.time_limit]
    for key in ("last_letter", "objection", "transfer", "session"):
        _known(problems, ("arrears", key), "time_limit", (getattr(words, key),), limits)
    numbers = {name for profile in method.profile for name in profile.numbers}
    _known(problems, ("arrears", "letter_day"), "number", (words.letter_day,), numbers)


def _contracts(method: Method, problems: Problems) -> None:
    days = [fact.id for fact in method.fact if fact.kind is FactKind.DATE] + [step.id for step in method.step]
    limits = [limit.id for limit in method.time_limit]
    for place, contract in enumerate(method.contract):
        way: Way = ("contract", place)
        for key in ("signed", "ended_by"):
            named = getattr(contract, key)
            for name in (named,) if isinstance(named, str) else named:
                _outcome_of(method, name, (*way, key), problems)
        if contract.start:
            _known(problems, (*way, "start"), "day", (contract.start,), days)
        _known(problems, (*way, "ends"), "time_limit", contract.ends, limits)


def _outcome_of(method: Method, name: str, way: Way, problems: Problems) -> None:
    """A `step` or `step:outcome` that exists."""
    step_id, _, code = name.partition(":")
    steps = {step.id: step for step in method.step}
    _known(problems, way, "step", (step_id,), steps)
    if code and step_id in steps:
        _known(problems, way, "outcome", (code,), [outcome.code for outcome in steps[step_id].outcome])


def _flow(method: Method, problems: Problems) -> None:
    places = {step.id: place for place, step in enumerate(method.step)}
    if not any(step.kind is StepKind.CLOSE for step in method.step):
        problems.note((), "no_close")
        return
    for name in dead_steps(method):
        problems.note(("step", places[name], "id"), "dead_step", name=name)
    for name in without_exit(method):
        problems.note(("step", places[name], "id"), "no_exit", name=name)
    for name in dead_ends(method):
        step, _, code = name.partition(":")
        problems.note(("step", places[step], "id"), "dead_end_outcome" if code else "dead_end", name=step, code=code)


def _conditions(method: Method, problems: Problems) -> dict[str, Compiled]:
    names = known_names(method)
    found: dict[str, Compiled] = {}
    for table, key in (
        ("guard", "unless"),
        ("time_limit", "when"),
        ("duty", "when"),
        ("indicator", "when"),
        ("never", "when"),
    ):
        for place, one in enumerate(getattr(method, table)):
            text: str = getattr(one, key)
            if not text or text in found:
                continue
            try:
                found[text] = compiled(text)
            except XPathError as error:
                problems.say((table, place, key), expression_sentence(error, text))
            for name in sorted(names_in(text) - names):
                problems.unknown((table, place, key), "name", name, names)
    return found
