# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Forms and answers as FHIR hold against the R4B models, and say what they should."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from tests.exchange.forms import converted, filling, form
from tests.forms.making import TODAY
from wwdesk.exchange.fhir_answers import questionnaire_response
from wwdesk.exchange.fhir_form import questionnaire
from wwdesk.forms.built_in import built_in_forms
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load


def items(resource: Any) -> dict[str, Any]:
    """Every item by its linkId (of rows the last one)."""
    found: dict[str, Any] = {}
    for item in resource.get("item", ()):
        found[item["linkId"]] = item
        found |= items(item)
    return found


def made() -> Any:
    return json.loads(json.dumps(questionnaire(form(), converted().xform)))


def answered() -> Any:
    return json.loads(json.dumps(questionnaire_response(filling(), authored=TODAY, finished=True, dossier="2026-0001")))


@pytest.mark.parametrize("form_id", sorted(built_in_forms()))
def test_every_built_in_form_is_a_questionnaire(form_id: str) -> None:
    source = convert(built_in_forms()[form_id].read(), form_id)
    own = load(source.xform, source.tables)
    others = [load(source.xform, source.tables, language.code) for language in own.languages]
    resource = json.loads(json.dumps(questionnaire(own, source.xform, others)))
    Questionnaire.model_validate(resource)
    links = [item["linkId"] for item in flat(resource)]
    assert len(links) == len(set(links))
    asked = {question.path for question in own.questions()}
    assert asked <= set(links)
    QuestionnaireResponse.model_validate(
        json.loads(json.dumps(questionnaire_response(Filling(own, {}, TODAY), authored=TODAY, finished=False)))
    )


def flat(resource: Any) -> list[Any]:
    found: list[Any] = []
    for item in resource.get("item", ()):
        found += [item, *flat(item)]
    return found


def test_a_form_says_types_choices_weights_and_rows() -> None:
    resource = made()
    Questionnaire.model_validate(resource)
    known = items(resource)
    assert resource["version"] == "1"
    assert known["/data/naam"]["required"] is True
    assert known["/data/huis/hulp"]["repeats"] is True
    assert known["/data/geld/schuld"]["repeats"] is True
    assert known["/data/geld/schuld"]["type"] == "group"
    coding = known["/data/huis/poetsen"]["answerOption"][0]["valueCoding"]
    assert coding["extension"][0]["valueDecimal"] == 1
    kinds = {
        name: known[f"/data/huis/{name}"]["type"] for name in ("kamers", "sinds", "om", "wanneer", "uitleg", "foto")
    }
    assert kinds == {
        "kamers": "integer",
        "sinds": "date",
        "om": "time",
        "wanneer": "dateTime",
        "uitleg": "display",
        "foto": "attachment",
    }
    assert known["/data/huis/dubbel"]["readOnly"] is True


def test_simple_rules_become_conditions_and_rich_ones_do_not() -> None:
    known = items(made())
    assert known["/data/huis/kamers"]["enableWhen"] == [
        {"question": "/data/huis/poetsen", "operator": "=", "answerCoding": {"code": "1"}}
    ]
    why = known["/data/huis/waarom"]
    assert why["enableBehavior"] == "all"
    assert why["enableWhen"][1] == {"question": "/data/huis/kamers", "operator": ">", "answerInteger": 2}
    assert known["/data/huis/sinds"]["enableWhen"][0]["answerBoolean"] is True
    assert "enableWhen" not in known["/data/som"]


def test_labels_go_along_in_every_language() -> None:
    form_id = next(name for name, found in built_in_forms().items() if len(found.languages) == 4)
    source = convert(built_in_forms()[form_id].read(), form_id)
    own = load(source.xform, source.tables)
    others = [load(source.xform, source.tables, language.code) for language in own.languages]
    resource = questionnaire(own, source.xform, others)
    page: Any = json.loads(json.dumps(resource))["item"][0]
    spoken = {part["extension"][0]["valueCode"] for part in page["_text"]["extension"]}
    assert spoken == {"fr", "en", "ar"}


def test_answers_name_their_form_and_come_in_their_types() -> None:
    resource = answered()
    QuestionnaireResponse.model_validate(resource)
    known = items(resource)
    assert resource["questionnaire"] == "urn:wwdesk:form:proef|1"
    assert resource["status"] == "completed"
    assert [answer["valueCoding"]["code"] for answer in known["/data/huis/hulp"]["answer"]] == ["1", "2"]
    assert known["/data/huis/kamers"]["answer"] == [{"valueInteger": 3}]
    assert known["/data/huis/dubbel"]["answer"] == [{"valueString": "6"}]
    assert known["/data/huis/om"]["answer"] == [{"valueTime": "10:30:00"}]
    assert known["/data/huis/wanneer"]["answer"] == [{"valueDateTime": "2026-11-01T10:30:00+00:00"}]
    rows = [item for item in flat(resource) if item["linkId"] == "/data/geld/schuld"]
    assert [row["item"][1]["answer"][0]["valueDecimal"] for row in rows] == [12.5, 100]


def test_nobody_is_named() -> None:
    assert answered()["subject"] == {
        "type": "Patient",
        "identifier": {"system": "urn:wwdesk:dossier", "value": "2026-0001"},
    }


def test_what_does_not_apply_or_is_wrong_stays_out() -> None:
    once = filling()
    once.answer("/data/huis/poetsen", "2")
    once.answer("/data/geld/schuld[1]/bedrag", "veel")
    known = items(questionnaire_response(once, authored=TODAY, finished=False))
    assert "/data/huis/kamers" not in known
    text = json.dumps(questionnaire_response(once, authored=TODAY, finished=False))
    assert "veel" not in text
