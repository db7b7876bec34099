# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Scores per life domain, where someone could live, and what changed since an earlier screening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import cast

from wwdesk.forms.criteria import SCORE
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Band, Form, Group, LifeDomain, LocationProfile, Question, QuestionKind, ScoreMethod
from wwdesk.forms.profile import (
    AnswerChange,
    AnswerStatus,
    Comparison,
    CriterionResult,
    DomainChange,
    DomainResult,
    LocationFit,
    Profile,
)
from wwdesk.forms.rules import Known, Rules
from wwdesk.forms.xpath.values import Value

Answers = Mapping[str, str]
NOT_DISCUSSED = "nb"
"""The choice that says a question was left open on purpose; a condition cannot be judged by it."""


def score(form: Form, answers: Filling | Answers, on: date) -> Profile:
    """The scores of one filled form on a day. Exact: fractions all the way."""
    filling = answers if isinstance(answers, Filling) else Filling(form, answers, on)
    results = tuple(_domain(form, domain, filling) for domain in form.domains)
    return Profile(
        form_id=form.form_id,
        form_title=form.title,
        form_version=form.version,
        scoring_version=form.scoring_version,
        on=on,
        domains=results,
        locations=tuple(_location(form, location, _known(form, filling, results)) for location in form.locations),
    )


def _domain(form: Form, domain: LifeDomain, filling: Filling) -> DomainResult:
    """The scored answers in the group with the name of the domain, every row of repeated groups included."""
    counted: list[tuple[Fraction, Fraction]] = []
    asked = not_discussed = 0
    for question in domain_questions(filling, domain):
        if not filling.relevant(question.path):
            continue
        asked += 1
        found = question_score(question, filling.value(question.path))
        if found is not None:
            counted.append((found, question.weight))
        elif filling.value(question.path) and filling.problem(question.path) is None:
            not_discussed += 1
    outcome = domain_score(domain, counted) if len(counted) >= domain.minimum_answered else None
    return DomainResult(
        domain=domain,
        score=outcome,
        band=None if outcome is None else band(form, domain, outcome),
        answered=len(counted),
        asked=asked,
        not_discussed=not_discussed,
    )


def domain_questions(filling: Filling, domain: LifeDomain) -> tuple[Question, ...]:
    """The scored questions of a life domain, once per row of the repeated groups they are in."""
    page = next(page for page in filling.pages() if page.name == domain.name)
    return tuple(question for question in page.questions() if question.scored)


def domain_score(domain: LifeDomain, counted: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The score that (score, weight) of the answers make, in the way of the domain; exact.

    None where nothing weighs anything.
    """
    if not counted:
        return None
    match domain.method:
        case ScoreMethod.MIN:
            return min(score for score, _ in counted)
        case ScoreMethod.MAX:
            return max(score for score, _ in counted)
        case ScoreMethod.SUM:
            return sum((score * weight for score, weight in counted), Fraction(0))
        case ScoreMethod.MEAN:
            weights = sum((weight for _, weight in counted), Fraction(0))
            return sum((score * weight for score, weight in counted), Fraction(0)) / weights if weights else None


def question_score(question: Question, value: str) -> Fraction | None:
    """The score of an answer; of several choices together their sum. None without a score."""
    found = [
        choice.score
        for name in (value.split() if question.kind is QuestionKind.SELECT_MULTIPLE else [value])
        if (choice := question.choice(name)) is not None and choice.score is not None
    ]
    return sum(found, Fraction(0)) if found else None


def band(form: Form, domain: LifeDomain, found: Fraction) -> Band | None:
    """The band a score lies in; a domain's own bands go before those for all domains.

    A band that ends at the highest score includes it: "4 to 5" means 5 too.
    """
    own = [one for one in form.bands if one.domain == domain.name]
    for one in own or [one for one in form.bands if not one.domain]:
        if one.lowest <= found < one.below or found == one.below == domain.highest:
            return one
    return None


def _known(form: Form, filling: Filling, results: tuple[DomainResult, ...]) -> Known:
    questions = {question.name: question for question in form.questions()}
    scores = {f"{SCORE}{result.domain.name}": result.score for result in results}

    def value(name: str) -> Value:
        if name in scores:
            found = scores[name]
            return "" if found is None else float(found)
        return filling.value(questions[name].path)

    def missing(name: str, texts: frozenset[str]) -> bool:
        if name in scores:
            return scores[name] is None
        question = questions[name]
        given = filling.value(question.path)
        if not given or filling.problem(question.path) is not None:
            # A condition that compares with nothing asks about blanks itself.
            return "" not in texts
        if given in texts:
            return False
        return given == NOT_DISCUSSED or (question.scored and question_score(question, given) is None)

    return Known(value=value, missing=missing, clock=filling.clock)


def _location(form: Form, location: LocationProfile, known: Known) -> LocationFit:
    judges = cast("Rules", form.rules).criteria
    criteria = tuple(
        CriterionResult(label=criterion.label, holds=judges[criterion.expression](known), required=criterion.required)
        for criterion in location.criteria
    )
    needed = [criterion.holds for criterion in criteria if criterion.required]
    fits = False if False in needed else None if None in needed else True
    return LocationFit(name=location.name, label=location.label, fits=fits, criteria=criteria)


def compare(
    form: Form,
    answers: Answers,
    confirmed: frozenset[str],
    now: Profile,
    earlier_form: Form | None,
    earlier_answers: Answers,
    earlier: Profile | None,
) -> Comparison:
    """A screening beside an earlier one.

    Scores are only compared where form and scoring version are the same. Answers are shown in the
    words of their own version; `confirmed` are the paths answered or confirmed anew.
    """
    if earlier is None or earlier_form is None:
        changes = [_change(result, None, same=False) for result in now.domains]
        return Comparison(now=now, earlier=None, domains=tuple(changes), answers=())
    same = (now.form_id, now.scoring_version) == (earlier.form_id, earlier.scoring_version)
    before = {result.domain.name: result for result in earlier.domains}
    changes = [_change(result, before.pop(result.domain.name, None), same=same) for result in now.domains]
    changes += [
        DomainChange(domain=result.domain, now=None, earlier=result, comparable=False, difference=None)
        for result in before.values()
    ]
    rows = _answer_changes(form, answers, confirmed, earlier_form, earlier_answers)
    return Comparison(now=now, earlier=earlier, domains=tuple(changes), answers=rows)


def _change(now: DomainResult, earlier: DomainResult | None, *, same: bool) -> DomainChange:
    difference = None
    if same and earlier is not None and now.score is not None and earlier.score is not None:
        difference = now.score - earlier.score
    return DomainChange(
        domain=now.domain,
        now=now,
        earlier=earlier,
        comparable=same and earlier is not None,
        difference=difference,
    )


def _answer_changes(
    form: Form, answers: Answers, confirmed: frozenset[str], earlier_form: Form, earlier_answers: Answers
) -> tuple[AnswerChange, ...]:
    """One row per question answered now or before: the form of now in order, then what it no longer asks.

    Questions are the same when their name is: a question that moved to another group is no
    removal and addition.
    """
    found: list[AnswerChange] = []
    before = {question.name: question for _, question in _shown(earlier_form)}
    for page, question in _shown(form):
        old = before.pop(question.name, None)
        value = answers.get(question.path, "")
        old_value = earlier_answers.get(old.path, "") if old is not None else ""
        if value or old_value:
            found.append(
                AnswerChange(
                    path=question.path,
                    page_label=page.label,
                    question_label=question.label,
                    earlier="" if old is None else answer_words(old, old_value),
                    now=answer_words(question, value),
                    status=_status(value, old_value, confirmed=question.path in confirmed),
                )
            )
    for page, question in _shown(earlier_form):
        if question.name in before and (value := earlier_answers.get(question.path, "")):
            found.append(
                AnswerChange(
                    path=question.path,
                    page_label=page.label,
                    question_label=question.label,
                    earlier=answer_words(question, value),
                    now="",
                    status=AnswerStatus.REMOVED,
                )
            )
    return tuple(found)


def _shown(form: Form) -> Iterator[tuple[Group, Question]]:
    """Every question that people answer, with its page."""
    for page in form.pages:
        for question in page.questions():
            if question.kind not in (QuestionKind.HIDDEN, QuestionKind.NOTE):
                yield page, question


def _status(new: str, old: str, *, confirmed: bool) -> AnswerStatus:
    if not old:
        return AnswerStatus.ADDED
    if not new:
        return AnswerStatus.REMOVED
    if new != old:
        return AnswerStatus.CHANGED
    return AnswerStatus.CONFIRMED if confirmed else AnswerStatus.NOT_CONFIRMED


def answer_words(question: Question, value: str) -> str:
    """An answer as people read it: labels of choices, dates as dd/mm/jjjj, a decimal comma."""
    match question.kind:
        case QuestionKind.SELECT_ONE:
            choice = question.choice(value)
            return choice.label if choice else value
        case QuestionKind.SELECT_MULTIPLE | QuestionKind.RANK:
            found = [(question.choice(name), name) for name in value.split()]
            words = [choice.label if choice else name for choice, name in found]
            ranked = question.kind is QuestionKind.RANK
            return ", ".join(f"{place}. {word}" if ranked else word for place, word in enumerate(words, 1))
        case QuestionKind.DATE:
            parts = value.split("-")
            return "/".join(reversed(parts)) if len(parts) == 3 else value
        case QuestionKind.DECIMAL:
            return value.replace(".", ",")
        case _:
            return value
