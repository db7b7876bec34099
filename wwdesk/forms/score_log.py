# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How each score came about, step by step, so that anybody can add it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from wwdesk.domain.texts import LANGUAGE, t
from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Band, Form, LifeDomain, Question, QuestionKind, ScoreMethod
from wwdesk.forms.paper_words import question_numbers
from wwdesk.forms.profile import DomainResult
from wwdesk.forms.scoring import answer_words, domain_questions, question_score


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreStep:
    """One scored question: what its answer adds, or why it adds nothing (`reason`)."""

    path: str
    label: str
    answer: str
    score: Fraction | None
    weight: Fraction
    reason: str = ""
    number: str = ""
    """The number of the question on paper and on the screen."""

    @property
    def adds(self) -> Fraction | None:
        """Score times weight."""
        return None if self.score is None else self.score * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainLog:
    """How the score of one life domain came about: its questions, and the sentences that finish the sum."""

    result: DomainResult
    steps: tuple[ScoreStep, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """One value that the form calculates: its formula in the spelling of the workbook, and its outcome."""

    path: str
    name: str
    formula: str
    value: str


def score_log(
    form: Form, filling: Filling, results: tuple[DomainResult, ...], language: str = LANGUAGE
) -> tuple[DomainLog, ...]:
    """The log of every life domain of a profile of this filling, its own sentences in a language."""
    numbers = question_numbers(form.pages)
    return tuple(
        DomainLog(
            result=result,
            steps=(steps := tuple(_steps(filling, result.domain, numbers, language))),
            sentences=tuple(_sentences(form, result, steps, language)),
        )
        for result in results
    )


def calculations(filling: Filling) -> tuple[Calculation, ...]:
    """Every value the form calculates for itself, each row of repeated groups apart."""
    formulas = filling.formulas
    found: list[Calculation] = []
    for page in filling.pages():
        for question in page.questions():
            formula = formulas.get(without_rows(question.path))
            if formula is not None and filling.relevant(question.path):
                value = filling.value(question.path)
                found.append(Calculation(path=question.path, name=question.name, formula=formula, value=value))
    return tuple(found)


def _steps(filling: Filling, domain: LifeDomain, numbers: Mapping[str, str], language: str) -> Iterator[ScoreStep]:
    for question in domain_questions(filling, domain):
        value = filling.value(question.path)
        score = question_score(question, value) if filling.relevant(question.path) else None
        yield ScoreStep(
            path=question.path,
            label=filling.label(question.path) or question.name,
            answer=answer_words(question, value),
            score=score,
            weight=question.weight,
            reason="" if score is not None else _reason(filling, question, value, language),
            number=numbers.get(without_rows(question.path), ""),
        )


def _reason(filling: Filling, question: Question, value: str, language: str) -> str:
    if not filling.relevant(question.path):
        return t("score_log.not_asked", language)
    if not value:
        return t("score_log.no_answer", language)
    problem = filling.problem(question.path)
    if problem is not None:
        return t("score_log.wrong_answer", language, problem=problem.sentence)
    several = question.kind is QuestionKind.SELECT_MULTIPLE
    return t("score_log.no_score_several" if several else "score_log.no_score", language)


def _sentences(form: Form, result: DomainResult, steps: tuple[ScoreStep, ...], language: str) -> Iterator[str]:
    domain = result.domain
    counted = [step for step in steps if step.score is not None]
    yield t("score_log.counted", language, n=len(counted), asked=result.asked)
    if len(counted) < domain.minimum_answered:
        yield t("score_log.too_few", language, minimum=domain.minimum_answered)
        return
    if result.score is None:
        yield t("score_log.no_weight", language)
        return
    total = sum((step.adds or Fraction(0) for step in counted), Fraction(0))
    weights = sum((step.weight for step in counted), Fraction(0))
    yield t(
        f"score_log.method.{domain.method}",
        language,
        total=shown(total, language),
        weights=shown(weights, language),
        score=shown(result.score, language),
        terms=_terms(domain, counted, language),
    )
    if result.band is not None:
        yield _band(domain, result.band, language)
    elif form.bands:
        yield t("score_log.no_band", language, score=shown(result.score, language))
    yield t("score_log.higher" if domain.higher_is_better else "score_log.lower", language)


def _terms(domain: LifeDomain, counted: list[ScoreStep], language: str) -> str:
    """The terms of the sum, each with its weight where that is not one."""
    if domain.method in (ScoreMethod.MIN, ScoreMethod.MAX):
        return ", ".join(shown(step.score, language) for step in counted)
    return " + ".join(
        shown(step.score, language)
        if step.weight == 1
        else f"{shown(step.weight, language)} × {shown(step.score, language)}"
        for step in counted
    )


def _band(domain: LifeDomain, band: Band, language: str) -> str:
    inclusive = band.below >= domain.highest  # as `scoring.band` has it
    key = "score_log.band_last" if inclusive else "score_log.band"
    below = min(band.below, domain.highest) if inclusive else band.below
    return t(key, language, band=band.label, lowest=shown(band.lowest, language), below=shown(below, language))


def shown(number: Fraction | None, language: str = LANGUAGE) -> str:
    """A number for people: a decimal comma, at most two decimals, a fraction where that would not be exact."""
    if number is None:
        return "–"
    rounded = f"{float(number):.2f}".replace(".", ",")
    if (number * 100).denominator == 1:
        return rounded.rstrip("0").rstrip(",")
    return t("score_log.about", language, fraction=f"{number.numerator}/{number.denominator}", about=rounded)
