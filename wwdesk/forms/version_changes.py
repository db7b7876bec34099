# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a new version of a questionnaire changes, question by question, and what that does to comparison over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction

from wwdesk.domain.texts import t
from wwdesk.forms.model import Band, Form, Group, LifeDomain, Question, QuestionKind
from wwdesk.forms.sheet_changes import SheetChange, sheet_changes
from wwdesk.forms.xform import XForm, read_xform, spelled

_LIKE = 0.75
"""How alike the words of a question must be to say that it looks renamed."""

_RULES = ("relevant", "constraint", "calculate", "required", "readonly")


class Change(StrEnum):
    """What happened to something in a questionnaire (texts `versions.change`)."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RETYPED = "retyped"
    RESCORED = "rescored"
    CHOICES = "choices"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChange:
    """One thing that changed about one question; `before` and `after` are words for people."""

    change: Change
    name: str
    label: str
    page: str
    before: str = ""
    after: str = ""
    hint: str = ""
    """What else a coordinator should know: that it looks renamed, that answers do not come along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEffect:
    """Whether the scores of a life domain can still be laid beside earlier ones, and why."""

    label: str
    comparable: bool
    why: str
    recount: bool = False
    """Whether the score is made in another way under the same scoring version: nobody would notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanges:
    """A version of a questionnaire beside the one before it.

    `blocked` says why it may not be put to use yet: it would make scores look comparable that are not.
    """

    before: str
    after: str
    questions: tuple[QuestionChange, ...]
    sheets: tuple[SheetChange, ...]
    domains: tuple[DomainEffect, ...]
    languages_added: tuple[str, ...]
    languages_removed: tuple[str, ...]
    blocked: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was, apart from the name of the version."""
        unchanged = all(effect.comparable for effect in self.domains)
        languages = self.languages_added or self.languages_removed
        return not self.questions and not self.sheets and unchanged and not languages


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the two, ready to compare."""

    form: Form
    questions: Mapping[str, tuple[Group, Question]]
    rules: Mapping[str, Mapping[str, str]]
    parts: XForm


def compare_versions(before: Form, before_xform: str, after: Form, after_xform: str) -> VersionChanges:
    """What `after` changes compared with `before`: two versions of one form, each with its XForm.

    A question is the same where its name is; another name is another question, of which answers
    do not come along.
    """
    old, new = _version(before, before_xform), _version(after, after_xform)
    changes = [*_gone_and_new(old, new)]
    for name, (page, question) in new.questions.items():
        if name in old.questions:
            changes += _same_question(old, new, old.questions[name], (page, question))
    effects = tuple(_effects(old, new))
    codes_before, codes_after = ({one.code: one.name for one in form.languages} for form in (before, after))
    return VersionChanges(
        before=before.version,
        after=after.version,
        questions=tuple(changes),
        sheets=sheet_changes(before, after),
        domains=effects,
        languages_added=tuple(name for code, name in codes_after.items() if code not in codes_before),
        languages_removed=tuple(name for code, name in codes_before.items() if code not in codes_after),
        blocked=tuple(_blocked(before, after, effects)),
    )


def _version(form: Form, xform: str) -> _Version:
    parts = read_xform(xform, form.language)
    questions = {question.name: (page, question) for page in form.pages for question in page.questions()}
    rules = {path.rpartition("/")[2]: bind for path, bind in parts.binds.items()}
    return _Version(form, questions, rules, parts)


def _gone_and_new(old: _Version, new: _Version) -> Iterator[QuestionChange]:
    gone = {name: pair for name, pair in old.questions.items() if name not in new.questions}
    for name, (page, question) in new.questions.items():
        if name in old.questions:
            continue
        like = _looks_like(question, gone)
        hint = t("versions.renamed", name=like) if like else ""
        yield _change(Change.ADDED, page, question, hint=hint)
    for page, question in gone.values():
        hidden = question.kind in (QuestionKind.HIDDEN, QuestionKind.NOTE)
        yield _change(Change.REMOVED, page, question, hint="" if hidden else t("versions.answers_stay"))


def _looks_like(question: Question, gone: Mapping[str, tuple[Group, Question]]) -> str:
    """The name of a removed question of the same kind with nearly the same words."""
    best, found = _LIKE, ""
    for name, (_, other) in gone.items():
        if other.kind is question.kind and question.label:
            likeness = SequenceMatcher(None, other.label, question.label).ratio()
            if likeness >= best:
                best, found = likeness, name
    return found


def _change(
    change: Change, page: Group, question: Question, before: str = "", after: str = "", hint: str = ""
) -> QuestionChange:
    return QuestionChange(
        change=change,
        name=question.name,
        label=question.label or question.name,
        page=page.label or page.name,
        before=before,
        after=after,
        hint=hint,
    )


def _same_question(
    old: _Version, new: _Version, before: tuple[Group, Question], after: tuple[Group, Question]
) -> Iterator[QuestionChange]:
    (old_page, was), (page, now) = before, after
    if was.path.rpartition("/")[0] != now.path.rpartition("/")[0]:
        yield _change(
            Change.MOVED, page, now, old_page.label or old_page.name, page.label or page.name, t("versions.moved_hint")
        )
    if was.kind is not now.kind:
        lost = t("versions.retyped_hint")
        yield _change(Change.RETYPED, page, now, t(f"versions.kind.{was.kind}"), t(f"versions.kind.{now.kind}"), lost)
    for old_words, new_words in ((was.label, now.label), (was.hint, now.hint), (was.guidance, now.guidance)):
        if old_words != new_words:
            yield _change(Change.REWORDED, page, now, old_words, new_words)
    yield from _choice_changes(page, was, now)
    if was.weight != now.weight:
        weights = (t("versions.weight", weight=_number(weight)) for weight in (was.weight, now.weight))
        yield _change(Change.RESCORED, page, now, *weights)
    yield from _rule_changes(old, new, page, was, now)


def _choice_changes(page: Group, was: Question, now: Question) -> Iterator[QuestionChange]:
    before, after = ({choice.name: choice for choice in question.choices} for question in (was, now))
    for name, choice in before.items():
        other = after.get(name)
        if other is None:
            yield _change(Change.CHOICES, page, now, before=choice.label, hint=t("versions.choice_gone"))
            continue
        if choice.label != other.label:
            yield _change(Change.REWORDED, page, now, choice.label, other.label)
        if choice.score != other.score:
            scores = (t("versions.score", choice=other.label, score=_number(one.score)) for one in (choice, other))
            yield _change(Change.RESCORED, page, now, *scores)
    for name, choice in after.items():
        if name not in before:
            yield _change(Change.CHOICES, page, now, after=choice.label, hint=t("versions.choice_new"))


def _rule_changes(old: _Version, new: _Version, page: Group, was: Question, now: Question) -> Iterator[QuestionChange]:
    """Conditions, constraints and the like, in the spelling of the workbook; of the groups around it too."""
    pairs = [(old.rules.get(now.name, {}).get(rule, ""), new.rules.get(now.name, {}).get(rule, "")) for rule in _RULES]
    texts = [(rule, spelled(one), spelled(other)) for rule, (one, other) in zip(_RULES, pairs, strict=True)]
    around = (_around(old, was.path), _around(new, now.path))
    texts.append(("relevant", *around))
    texts.append(("choice_filter", _filter(old, was.path), _filter(new, now.path)))
    for rule, one, other in texts:
        if one != other:
            yield _change(
                Change.RULE, page, now, one or t("versions.no_rule"), other or t("versions.no_rule"),
                t(f"versions.rule.{rule}"),
            )  # fmt: skip


def _filter(version: _Version, path: str) -> str:
    """The condition by which a question lists its choices."""
    control = version.parts.controls.get(path)
    return "" if control is None else spelled(control.itemset.partition("[")[2].removesuffix("]"))


def _around(version: _Version, path: str) -> str:
    """The conditions of the groups a question stands in."""
    found: list[str] = []
    above = path.rpartition("/")[0]
    while above.count("/") > 1:
        bind = version.parts.binds.get(above, {})
        if "relevant" in bind:
            found.append(spelled(bind["relevant"]))
        above = above.rpartition("/")[0]
    return " & ".join(found)


def _number(value: Fraction | None) -> str:
    return t("versions.no_score") if value is None else f"{float(value):g}".replace(".", ",")


def _effects(old: _Version, new: _Version) -> Iterator[DomainEffect]:
    before, after = ({domain.name: domain for domain in version.form.domains} for version in (old, new))
    same_scoring = old.form.scoring_version == new.form.scoring_version
    for name, domain in after.items():
        if name not in before:
            yield DomainEffect(label=domain.label, comparable=False, why=t("versions.domain_new"))
            continue
        differs = _scoring(old.form, before[name]) != _scoring(new.form, domain)
        if not same_scoring:
            why = t("versions.scoring_version", before=old.form.scoring_version, after=new.form.scoring_version)
        else:
            why = t("versions.scoring_differs") if differs else t("versions.scoring_same")
        comparable = same_scoring and not differs
        yield DomainEffect(label=domain.label, comparable=comparable, why=why, recount=same_scoring and differs)
    for name, domain in before.items():
        if name not in after:
            yield DomainEffect(label=domain.label, comparable=False, why=t("versions.domain_gone"))


def _scoring(form: Form, domain: LifeDomain) -> object:
    """Everything that decides a score of a domain and how it reads."""
    page = next(page for page in form.pages if page.name == domain.name)
    questions = {
        question.name: (question.weight, {choice.name: choice.score for choice in question.choices})
        for question in page.questions()
        if question.scored
    }
    bands = [_bounds(band) for band in form.bands if band.domain in ("", domain.name)]
    bounds = (domain.lowest, domain.highest, domain.minimum_answered, domain.higher_is_better, domain.method)
    return questions, bands, bounds


def _bounds(band: Band) -> object:
    return band.domain, band.lowest, band.below, band.weak


def _blocked(before: Form, after: Form, effects: tuple[DomainEffect, ...]) -> Iterator[str]:
    recounted = [effect.label for effect in effects if effect.recount]
    if recounted:
        yield t("versions.blocked_scoring", domains=", ".join(recounted), version=after.scoring_version)
    if before.version == after.version and _content(before) != _content(after):
        yield t("versions.blocked_version", version=after.version)


def _content(form: Form) -> tuple[object, ...]:
    """All of a form: its XForm does not hold our own sheets and columns."""
    return form.sha256, form.scoring_version, form.pages, form.domains, form.bands, form.locations
