# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up questionnaire of ten life domains with six questions each, and made-up people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.forms.model import Band, Choice, Form, Group, LifeDomain, Question, QuestionKind
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
from wwdesk.forms.score_log import DomainLog, ScoreStep

OFFICE = Letterhead(
    office="Wonen-Welzijn Haspengouw (voorbeeld)",
    address=("Voorbeeldstraat 12", "3700 Tongeren-Borgloon"),
    phone="012345678",
    email="onthaal@voorbeeld.be",
)
FACTS = DocumentFacts(
    code="SCR-2026-0012",
    printed_on=date(2026, 11, 23),
    client_name="Maria-Magdalena Van den Broeck-Vandenberghe",
    dossier_number="2026-0147",
    started_on=date(2026, 11, 16),
    submitted_on=date(2026, 11, 20),
    present="Maria-Magdalena, haar zus Godelieve en An Peeters van het CAW",
    worker="An Peeters",
)
DOMAIN_LABELS = (
    ("huis", "Huis en huishouden", "Huishouden"),
    ("geld", "Geld en administratie", "Geld"),
    ("lichaam", "Lichamelijke gezondheid", "Lichaam"),
    ("geest", "Psychisch welzijn", "Psychisch"),
    ("middelen", "Alcohol, drugs en gokken", "Middelen"),
    ("dag", "Daginvulling en werk", "Daginvulling"),
    ("mensen", "Familie, vrienden en netwerk", "Netwerk"),
    ("buren", "Buren en huurdersplichten", "Buren en huur"),
    ("begeleiding", "Wens en bereidheid tot begeleiding", "Begeleiding"),
    ("zorg", "Zorg en hulp in het dagelijks leven", "Zorgnood"),
)
_LEVELS = (
    "Lukt helemaal niet. Zonder dat iemand het overneemt, loopt het meteen mis.",
    "Lukt zelden, alleen met veel hulp. Zonder die hulp stapelen de problemen zich op.",
    "Lukt soms, maar niet elke week. Er is geregeld een herinnering of een duwtje nodig.",
    "Lukt meestal alleen. Bij iets onverwachts is er hulp nodig.",
    "Lukt altijd alleen, ook als het tegenzit.",
)
_QUESTIONS = (
    "Hoe goed lukt het om dit elke week zelf te doen?",
    "Hoe vaak liep het de voorbije drie maanden mis?",
    "Weet de persoon wat er moet gebeuren en bij wie hulp te vinden is, ook als de vaste begeleider er niet is?",
)


def _scored(path: str, label: str) -> Question:
    choices = tuple(Choice(str(n), text, Fraction(n)) for n, text in enumerate(_LEVELS, 1))
    return Question(
        path=path,
        name=path.rsplit("/", 1)[1],
        kind=QuestionKind.SELECT_ONE,
        label=label,
        choices=(*choices, Choice("nb", "Niet besproken")),
        hint="Denk aan de laatste drie maanden." if label.startswith("Hoe goed") else "",
    )


def _last(base: str) -> dict[str, Question]:
    """The last question of a page, where it is another than the usual one."""
    return {
        "geld": Question(
            path=f"{base}/schuld", name="schuld", kind=QuestionKind.DECIMAL, label="Hoeveel schulden zijn er, in euro?"
        ),
        "zorg": Question(
            path=f"{base}/opname",
            name="opname",
            kind=QuestionKind.DATE,
            label="Wanneer was de laatste opname?",
            skip_rule="als er ooit een opname was",
        ),
        "dag": Question(
            path=f"{base}/wat",
            name="wat",
            kind=QuestionKind.SELECT_MULTIPLE,
            label="Wat vult de dagen?",
            choices=(
                Choice("werk", "Betaald werk"),
                Choice("vrijwilliger", "Vrijwilligerswerk"),
                Choice("opleiding", "Opleiding of cursus"),
                Choice("arbeidszorg", "Arbeidszorg"),
                Choice("niets", "Niets van dit alles"),
            ),
        ),
    }


def _page(name: str, label: str) -> Group:
    base = f"/data/{name}"
    items: list[Question | Group] = [_scored(f"{base}/v{n}", text) for n, text in enumerate(_QUESTIONS, 1)]
    items.append(
        Question(
            path=f"{base}/hulp",
            name="hulp",
            kind=QuestionKind.SELECT_ONE,
            label="Helpt er al iemand?",
            choices=(Choice("ja", "Ja"), Choice("nee", "Nee"), Choice("nb", "Niet besproken")),
        )
    )
    items.append(
        Question(
            path=f"{base}/wie",
            name="wie",
            kind=QuestionKind.TEXT,
            label="Wie helpt, en hoe vaak?",
            skip_rule="alleen als bij “Helpt er al iemand?” het antwoord “Ja” is",
        )
    )
    items.append(
        _last(base).get(
            name, Question(path=f"{base}/nota", name="nota", kind=QuestionKind.TEXT, label="Wat wil u nog kwijt?")
        )
    )
    items.append(
        Question(path=f"{base}/score_{name}", name=f"score_{name}", kind=QuestionKind.HIDDEN, label="verborgen")
    )
    return Group(
        path=base,
        name=name,
        label=label,
        hint="Kijk samen rond in de woning en praat over een gewone week.",
        items=tuple(items),
    )


DOMAINS = tuple(LifeDomain(name, label, short, Fraction(1), Fraction(5), 2) for name, label, short in DOMAIN_LABELS)
BANDS = (
    Band(
        "",
        Fraction(1),
        Fraction(2),
        "kwetsbaar",
        "critical",
        weak=True,
        advice="Spreek deze week nog af wie wat overneemt en plan een huisbezoek.",
    ),
    Band(
        "",
        Fraction(2),
        Fraction(3),
        "wankel",
        "weak",
        weak=True,
        advice="Neem dit op in het begeleidingsplan met een haalbare eerste stap en een datum.",
    ),
    Band("", Fraction(3), Fraction(4), "redelijk", "fair", weak=False),
    Band("", Fraction(4), Fraction(51, 10), "sterk", "good", weak=False),
)
FORM = Form(
    form_id="woonvaardigheden",
    title="Eerste screening woonvaardigheden",
    version="2026.1",
    scoring_version="1",
    language="nl",
    sha256="0" * 64,
    pages=tuple(_page(name, label) for name, label, _short in DOMAIN_LABELS),
    domains=DOMAINS,
    bands=BANDS,
    locations=(),
)


def band_of(score: Fraction) -> Band:
    return next(band for band in BANDS if band.lowest <= score < band.below)


def result(index: int, score: Fraction | None) -> DomainResult:
    return DomainResult(
        domain=DOMAINS[index],
        score=score,
        band=band_of(score) if score is not None else None,
        answered=3 if score is not None else 1,
        asked=3,
        not_discussed=0 if score is not None else 2,
    )


SCORES_NOW = (
    Fraction(10, 3),
    Fraction(7, 3),
    Fraction(4),
    Fraction(5, 3),
    Fraction(5),
    Fraction(8, 3),
    Fraction(3),
    None,
    Fraction(13, 3),
    Fraction(11, 3),
)
SCORES_EARLIER = (
    Fraction(7, 3),
    Fraction(7, 3),
    Fraction(13, 3),
    Fraction(4, 3),
    Fraction(4),
    None,
    Fraction(3),
    Fraction(2),
    Fraction(10, 3),
    Fraction(11, 3),
)


def profile(scores: tuple[Fraction | None, ...], on: date, scoring_version: str = "1") -> Profile:
    return Profile(
        form_id=FORM.form_id,
        form_title=FORM.title,
        form_version=FORM.version,
        scoring_version=scoring_version,
        on=on,
        domains=tuple(result(index, score) for index, score in enumerate(scores)),
        locations=(
            LocationFit(
                name="vennestraat",
                label="Vennestraat",
                fits=True,
                criteria=(
                    CriterionResult(label="Begeleiding nodig op meer dan één domein", holds=True, required=True),
                    CriterionResult(label="Wil een netwerk opbouwen", holds=True, required=True),
                    CriterionResult(label="Wil samen met anderen wonen", holds=None, required=False),
                ),
            ),
            LocationFit(
                name="continental",
                label="Continental",
                fits=False,
                criteria=(
                    CriterionResult(label="Kan met begeleiding op afstand", holds=False, required=True),
                    CriterionResult(label="Heeft een eigen netwerk", holds=True, required=True),
                ),
            ),
            LocationFit(
                name="aardlaan",
                label="Aardlaan, gelijkvloers",
                fits=None,
                criteria=(CriterionResult(label="Verhoogde zorgnood", holds=None, required=True),),
            ),
        ),
    )


def logs(profile: Profile) -> tuple[DomainLog, ...]:
    """How the scores of a profile came about, as far as made-up scores can tell."""
    return tuple(
        DomainLog(
            result=result,
            steps=tuple(
                ScoreStep(
                    path=f"/data/{result.domain.name}/v{n}",
                    label=text,
                    answer="Niet besproken" if result.score is None else _LEVELS[n],
                    score=None if result.score is None else Fraction(n),
                    weight=Fraction(1),
                    reason="telt niet mee: dit antwoord heeft geen cijfer" if result.score is None else "",
                    number=str(n),
                )
                for n, text in enumerate(_QUESTIONS, 1)
            ),
            sentences=(f"{result.answered} van de 3 gestelde vragen tellen mee.", "Een hoger cijfer is beter."),
        )
        for result in profile.domains
    )


def comparison(
    now: tuple[Fraction | None, ...] = SCORES_NOW,
    earlier: tuple[Fraction | None, ...] | None = SCORES_EARLIER,
    *,
    incomparable: frozenset[int] = frozenset({2}),
) -> Comparison:
    present = profile(now, date(2026, 11, 20), "2" if incomparable else "1")
    past = profile(earlier, date(2026, 5, 11)) if earlier else None
    changes: list[DomainChange] = []
    for index, domain in enumerate(DOMAINS):
        one = present.domains[index]
        two = past.domains[index] if past else None
        both = two is not None and one.score is not None and two.score is not None and index not in incomparable
        difference = one.score - two.score if both and two and one.score is not None and two.score is not None else None
        changes.append(DomainChange(domain=domain, now=one, earlier=two, comparable=both, difference=difference))
    return Comparison(now=present, earlier=past, domains=tuple(changes), answers=ANSWERS if past else ())


def _change(name: str, question: str, earlier: str, now: str, status: AnswerStatus) -> AnswerChange:
    label = next(label for domain, label, _short in DOMAIN_LABELS if domain == name)
    return AnswerChange(
        path=f"/data/{name}/x", page_label=label, question_label=question, earlier=earlier, now=now, status=status
    )


ANSWERS = (
    _change("huis", _QUESTIONS[0], _LEVELS[1], _LEVELS[2], AnswerStatus.CHANGED),
    _change("huis", _QUESTIONS[1], _LEVELS[2], _LEVELS[3], AnswerStatus.CHANGED),
    _change("huis", "Wie helpt, en hoe vaak?", "", "Een poetshulp, elke donderdag", AnswerStatus.ADDED),
    _change("geld", _QUESTIONS[0], _LEVELS[1], _LEVELS[1], AnswerStatus.CONFIRMED),
    _change("geld", "Hoeveel schulden zijn er, in euro?", "2450,75", "1800", AnswerStatus.CHANGED),
    _change("geest", _QUESTIONS[2], _LEVELS[0], _LEVELS[1], AnswerStatus.CHANGED),
    _change("geest", "Wie helpt, en hoe vaak?", "Het mobiel team, tweewekelijks", "", AnswerStatus.REMOVED),
    _change("dag", "Wat vult de dagen?", "Arbeidszorg", "Arbeidszorg", AnswerStatus.NOT_CONFIRMED),
    _change("dag", "Helpt er al iemand?", "Ja", "Ja", AnswerStatus.NOT_CONFIRMED),
)

CONCLUSIONS: Mapping[str, str] = {
    "huis": "De woning is proper, op de keuken na. Maria-Magdalena wil elke donderdag samen met de poetshulp opruimen."
    "\n\nDe begeleider kijkt na een maand of het lukt.",
    "geld": "Budgetbeheer bij het OCMW loopt. Er kwam geen nieuwe schuld bij.",
    "geest": "Blijft het moeilijkste punt. Contact met het mobiel team hernemen vóór 15/12.",
}


def answers(form: Form = FORM) -> dict[str, str]:
    """Something for nearly every question; some not discussed, some left open."""
    given: dict[str, str] = {}
    for order, question in enumerate(form.questions()):
        match question.kind:
            case QuestionKind.SELECT_ONE:
                given[question.path] = question.choices[order * 7 % len(question.choices)].name
            case QuestionKind.SELECT_MULTIPLE:
                given[question.path] = " ".join(choice.name for choice in question.choices[:2])
            case QuestionKind.DATE:
                given[question.path] = "2025-03-04"
            case QuestionKind.DECIMAL:
                given[question.path] = "1800.50"
            case QuestionKind.TEXT:
                given[question.path] = (
                    "" if order % 3 else "Haar zus Godelieve komt elke zondag langs & doet de was <b>mee</b>."
                )
            case _:
                pass
    return {path: value for path, value in given.items() if value}


def asked(form: Form, given: Mapping[str, str]) -> frozenset[str]:
    """The follow-up question counts only where somebody helps."""
    return frozenset(
        question.path
        for question in form.questions()
        if question.name != "wie" or given.get(question.path.replace("/wie", "/hulp")) == "ja"
    )


DRAFT = replace(FACTS, draft=True, submitted_on=None)
