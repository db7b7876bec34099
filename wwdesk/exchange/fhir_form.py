# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form as a FHIR R4 Questionnaire, for programs of care partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wwdesk.exchange.fhir_conditions import conditions
from wwdesk.forms.model import Choice, Form, Group, Question, QuestionKind

Json = dict[str, object]

ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"

_TYPES = {
    QuestionKind.SELECT_ONE: "choice",
    QuestionKind.SELECT_MULTIPLE: "choice",
    QuestionKind.RANK: "choice",
    QuestionKind.INTEGER: "integer",
    QuestionKind.DECIMAL: "decimal",
    QuestionKind.TEXT: "text",
    QuestionKind.DATE: "date",
    QuestionKind.TIME: "time",
    QuestionKind.DATETIME: "dateTime",
    QuestionKind.FILE: "attachment",
    QuestionKind.SIGNATURE: "attachment",
    QuestionKind.NOTE: "display",
    QuestionKind.HIDDEN: "string",
}


def canonical(form: Form) -> str:
    """What names a form in FHIR, without its version."""
    return f"urn:wwdesk:form:{form.form_id}"


def item_type(question: Question) -> str:
    """The FHIR type of a question; one without choices of its own takes text."""
    kind = _TYPES[question.kind]
    return "string" if kind == "choice" and not question.choices else kind


def questionnaire(form: Form, xform: str, others: Sequence[Form] = ()) -> Json:
    """The form as a Questionnaire, ready for `json.dumps`; the same form gives the same text.

    `xform` is its converted text, which holds the rules of when a question is asked. `others` is the
    same form in its other languages. linkId is the path in the XForm; scores of choices are item
    weights. Rules too rich for enableWhen are left out: a question is then always enabled.
    """
    writer = _Writer(form, conditions(xform, form.by_path()), others)
    return {
        "resourceType": "Questionnaire",
        "language": form.language,
        "url": canonical(form),
        "version": form.version,
        "title": form.title,
        "status": "active",
        "subjectType": ["Patient"],
        "item": writer.pages(),
    }


class _Writer:
    """Writes the items of one form."""

    def __init__(self, form: Form, rules: Mapping[str, Json], others: Sequence[Form]) -> None:
        self._form = form
        self._rules = rules
        self._others = [(other.language, _words(other)) for other in others if other.language != form.language]

    def pages(self) -> list[Json]:
        """Every page as a group; questions that are in none stand loose, as on the form."""
        found: list[Json] = []
        for page in self._form.pages:
            if page.path.count("/") == 1:  # the form itself: a page made for loose questions
                found += self._items(page)
            else:
                found += self._group(page)
        return found

    def _items(self, group: Group) -> list[Json]:
        found: list[Json] = []
        for item in group.items:
            found += self._group(item) if isinstance(item, Group) else [self._question(item)]
        return found

    def _group(self, group: Group) -> list[Json]:
        inner = self._items(group)
        if not inner:
            return []  # a group without items is not allowed in FHIR
        made: Json = {"linkId": group.path, **self._text(group.path, group.label), "type": "group"}
        made |= self._rules.get(group.path, {})
        if group.repeat:
            made["repeats"] = True
        return [made | {"item": inner}]

    def _question(self, question: Question) -> Json:
        made: Json = {"linkId": question.path}
        if question.kind is QuestionKind.HIDDEN:
            made["extension"] = [{"url": HIDDEN, "valueBoolean": True}]
        made |= self._text(question.path, question.label or question.name)
        made |= {"type": item_type(question)} | self._rules.get(question.path, {})
        if made["type"] == "display":
            return made
        if question.required:
            made["required"] = True
        if question.kind in (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK):
            made["repeats"] = True
        if question.read_only or question.kind is QuestionKind.HIDDEN:
            made["readOnly"] = True
        if made["type"] == "choice":
            made["answerOption"] = [self._option(question, choice) for choice in question.choices]
        return made

    def _option(self, question: Question, choice: Choice) -> Json:
        coding: Json = {}
        if choice.score is not None:
            coding["extension"] = [{"url": ITEM_WEIGHT, "valueDecimal": float(choice.score)}]
        coding["code"] = choice.name
        coding["display"] = choice.label or choice.name
        translated = self._translated(f"{question.path} {choice.name}")
        return {"valueCoding": coding | ({"_display": translated} if translated else {})}

    def _text(self, path: str, label: str) -> Json:
        if not label:
            return {}
        translated = self._translated(path)
        return {"text": label, **({"_text": translated} if translated else {})}

    def _translated(self, key: str) -> Json:
        found = [
            {
                "url": TRANSLATION,
                "extension": [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words[key]}],
            }
            for language, words in self._others
            if words.get(key)
        ]
        return {"extension": found} if found else {}


def _words(form: Form) -> dict[str, str]:
    """Labels by path, and those of choices by path and name."""
    found = {group.path: group.label for page in form.pages for group in (page, *page.groups())}
    for question in form.questions():
        found[question.path] = question.label
        found |= {f"{question.path} {choice.name}": choice.label for choice in question.choices}
    return found
