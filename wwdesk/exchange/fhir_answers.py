# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of a screening as a FHIR R4 QuestionnaireResponse."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wwdesk.exchange.fhir_form import canonical, item_type
from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Group, Question, QuestionKind

Json = dict[str, object]

DOSSIER = "urn:wwdesk:dossier"
_TIME = re.compile(r"(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def questionnaire_response(filling: Filling, *, authored: date, finished: bool, dossier: str = "") -> Json:
    """What was answered, ready for `json.dumps`.

    Only questions that apply and answers that can be one; a row of a repeated group is an item of its
    own. `dossier` is the number of the dossier: it stands for the client, whose name and national
    number never go along. Photos and signatures are named, not enclosed.
    """
    form = filling.form
    made: Json = {
        "resourceType": "QuestionnaireResponse",
        "language": form.language,
        "questionnaire": f"{canonical(form)}|{form.version}",
        "status": "completed" if finished else "in-progress",
    }
    if dossier:
        made["subject"] = {"type": "Patient", "identifier": {"system": DOSSIER, "value": dossier}}
    made["authored"] = authored.isoformat()
    items = _Answers(filling).pages()
    return made | ({"item": items} if items else {})


class _Answers:
    """Writes the items of one filling."""

    def __init__(self, filling: Filling) -> None:
        self._filling = filling

    def pages(self) -> list[Json]:
        """The pages that hold an answer."""
        found: list[Json] = []
        for page in self._filling.pages():
            if without_rows(page.path).count("/") == 1:
                found += self._items(page)
            else:
                found += self._group(page)
        return found

    def _items(self, group: Group) -> list[Json]:
        found: list[Json] = []
        for item in group.items:
            if isinstance(item, Group):
                found += self._group(item)
            else:
                answers = self._answers(item)
                if answers:
                    made: Json = {"linkId": without_rows(item.path)}
                    label = self._filling.label(item.path) or item.name
                    found.append(made | {"text": label, "answer": answers})
        return found

    def _group(self, group: Group) -> list[Json]:
        if group.repeat and not group.row:
            return self._items(group)  # its rows
        inner = self._items(group)
        if not inner:
            return []
        text: Json = {"text": group.label} if group.label else {}
        return [{"linkId": without_rows(group.path)} | text | {"item": inner}]

    def _answers(self, question: Question) -> list[Json]:
        if question.kind is QuestionKind.NOTE or self._filling.problem(question.path):
            return []
        value = self._filling.value(question.path)
        if not value:
            return []
        if item_type(question) == "choice":
            names = [value] if question.kind is QuestionKind.SELECT_ONE else value.split()
            return [{"valueCoding": _coding(question, name)} for name in names]
        return [self._typed(question.kind, value)]

    def _typed(self, kind: QuestionKind, value: str) -> Json:
        match kind:
            case QuestionKind.INTEGER:
                key, found = ("valueInteger" if abs(int(value)) < 2**31 else "valueDecimal"), int(value)
            case QuestionKind.DECIMAL:
                key, found = "valueDecimal", float(value)
            case QuestionKind.DATE:
                key, found = "valueDate", value
            case QuestionKind.TIME:
                key, found = "valueTime", _time(value)
            case QuestionKind.DATETIME:
                key, found = "valueDateTime", self._moment(value)
            case QuestionKind.FILE | QuestionKind.SIGNATURE:
                key, found = "valueAttachment", {"title": value}
            case _:
                key, found = "valueString", value
        return {key: found}

    def _moment(self, value: str) -> str:
        """A date with a time of day must name its distance to UTC in FHIR; where it does not, ours counts."""
        day, _, clock = value.partition("T")
        found = _TIME.fullmatch(clock)
        if found is None:
            return day
        zone = found[3] or _zone(self._filling.clock.offset)
        zone = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
        return f"{day}T{found[1]}{found[2] or ':00'}{zone}"


def _coding(question: Question, name: str) -> Json:
    choice = question.choice(name)
    return {"code": name, "display": choice.label if choice and choice.label else name}


def _time(value: str) -> str:
    found = _TIME.fullmatch(value)
    return f"{found[1]}{found[2] or ':00'}" if found else value


def _zone(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
