# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Looks a workbook over before it is converted: every mistake at once, each with its cell and a suggestion.

pyxform stops at the first mistake and passes over columns and sheets it does not know.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from wwdesk.domain.texts import t
from wwdesk.forms.errors import FormProblem
from wwdesk.forms.markdown_tables import KNOWN_SHEETS, Sheet

Sheets = Mapping[str, Sheet]

_NAME = re.compile(r"\$\{\s*(?!last-saved#)([^}#]+?)\s*\}")
_CHOOSING = re.compile(
    r"(select[ _]one|select1|select[ _]multiple|select all that apply(?: from)?|rank)\s+(.+)", re.IGNORECASE
)
_FROM_FILE = re.compile(r"select[ _](one|multiple)[ _]from[ _]file\b|select[ _]one[ _]external\b", re.IGNORECASE)
_FRAME = re.compile(r"(begin|end)[ _](group|repeat|loop)", re.IGNORECASE)
_MEDIA = ("audio", "video", "image", "big-image")

_WITH_NEAR = {"unknown_list": "unknown_list_near", "unknown_name": "unknown_name_near"}
_FREE = ("choices", "external_choices", "entities")

_OURS = {
    "survey": (
        "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "skip_rule",
        "constraint", "constraint_message", "calculation", "default", "choice_filter", "appearance", "parameters",
        "repeat_count", "trigger", "read_only", "weight", "list_name", "choice_label", "or_other", "body", "note",
    ),
    "settings": (
        "form_id", "form_title", "version", "scoring_version", "default_language", "about", "instance_name", "style",
        "id_string", "title", "name", "public_key", "submission_url", "auto_send", "auto_delete", "namespaces",
        "allow_choice_duplicates", "clean_text_values", "omit_instanceid", "instance_xmlns", "sms_keyword",
    ),
    "domains": (
        "domain", "label", "short", "lowest", "highest", "minimum_answered", "higher_is_better", "method",
        "description",
    ),
    "bands": ("domain", "lowest", "below", "label", "colour", "weak", "advice"),
    "locations": ("profile", "label", "description"),
    "location_criteria": ("profile", "label", "expression", "required"),
}  # fmt: skip
"""Columns that are read, besides those of pyxform; any column of `choices` may serve a choice_filter."""


def mistakes(sheets: Sheets) -> list[FormProblem]:
    """What makes the workbook impossible to use, as far as it can be seen without converting it."""
    survey = sheets["survey"]
    names = {row["name"] for row in survey.rows if row.get("name")}
    lists = _lists(sheets)
    found: list[FormProblem] = []
    for row, number in zip(survey.rows, survey.numbers, strict=True):
        found += [*_type(row, number, lists, sheets), *_cells(row, number), *_names(row, number, names)]
    return found


def warnings(sheets: Sheets, all_names: Iterable[str]) -> tuple[FormProblem, ...]:
    """What will not be read though somebody may have meant it: columns and sheets with a name of their own.

    `all_names` are the names of all sheets in the file.
    """
    # a column of choices that an expression names is read by it
    named = {word for row in sheets["survey"].rows for text in row.values() for word in re.findall(r"[\w-]+", text)}
    unread = (one for sheet in sheets.values() for one in _unknown_columns(sheet, named))
    return (*_unknown_sheets(all_names), *unread)


def near(name: str, known: Iterable[str]) -> str:
    """The known name that is most like another one, if one is."""
    by_fold = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else ""


def _problem(key: str, row: Mapping[str, str], number: int, column: str, **values: object) -> FormProblem:
    sentence = t(f"forms.check.{key}", **values)
    return FormProblem(sentence=sentence, sheet="survey", row=number, column=column, name=row.get("name", ""))


def _suggested(
    key: str, row: Mapping[str, str], number: int, column: str, name: str, known: Iterable[str]
) -> FormProblem:
    """A mistake about a name, with the one that was meant where one is near."""
    found = near(name, known)
    return _problem(_WITH_NEAR[key] if found else key, row, number, column, name=name, near=found)


def _lists(sheets: Sheets) -> frozenset[str]:
    choices = sheets.get("choices")
    rows = choices.rows if choices else []
    return frozenset(found for row in rows if (found := row.get("list_name") or row.get("list name")))


def _type(row: Mapping[str, str], number: int, lists: frozenset[str], sheets: Sheets) -> Iterator[FormProblem]:
    kind = row.get("type", "")
    if not kind:
        if row.get("name") or row.get("label"):
            yield _problem("no_type", row, number, "type")
        return
    if _FROM_FILE.match(kind):
        yield _problem("from_file", row, number, "type")
        return
    chosen = _CHOOSING.fullmatch(kind)
    if chosen:
        name = chosen[2].removesuffix(" or_other").removesuffix(" or other").strip()
        if name in lists or "${" in name:
            return
        if "choices" not in sheets:
            meant = near("choices", sheets.keys() - KNOWN_SHEETS)
            key = "no_choices_near" if meant else "no_choices"
            yield _problem(key, row, number, "type", name=name, near=meant)
        else:
            yield _suggested("unknown_list", row, number, "type", name, lists)
        return
    known = [*QUESTION_TYPE_DICT, "begin_group", "end_group", "begin_repeat", "end_repeat"]
    if not _FRAME.match(kind) and kind not in QUESTION_TYPE_DICT and kind not in ("audit", "table-list", "matrix"):
        first, _, rest = kind.partition(" ")
        meant = near(first, ("select_one", "select_multiple", "rank")) if rest else ""
        suggestion = f"{meant} {rest}" if meant else near(kind, known)
        key = "unknown_type_near" if suggestion else "unknown_type"
        yield _problem(key, row, number, "type", name=kind, near=suggestion)


def _cells(row: Mapping[str, str], number: int) -> Iterator[FormProblem]:
    """What a row must have."""
    kind = row.get("type", "")
    if not kind or kind.casefold().startswith("end"):
        return
    own_name = kind in ("start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit")
    if not row.get("name") and not own_name:
        yield _problem("no_name", row, number, "name")
    spoken = any(column.partition("::")[0] in ("label", "hint", "media", *_MEDIA) for column in row)
    silent = own_name or _FRAME.fullmatch(kind) or kind in ("calculate", "hidden", "background-audio")
    if not spoken and not silent and (kind in QUESTION_TYPE_DICT or _CHOOSING.match(kind)):
        yield _problem("no_label", row, number, "label")
    if kind == "calculate" and not row.get("calculation") and not row.get("trigger") and not row.get("default"):
        yield _problem("no_calculation", row, number, "calculation")


def _names(row: Mapping[str, str], number: int, names: set[str]) -> Iterator[FormProblem]:
    for column, text in row.items():
        for found in _NAME.finditer(text):
            if found[1] not in names:
                yield _suggested("unknown_name", row, number, column, found[1], names)


def _unknown_sheets(all_names: Iterable[str]) -> Iterator[FormProblem]:
    for name in all_names:
        if name.startswith("_") or name.casefold() in KNOWN_SHEETS:
            continue
        found = near(name.strip(), KNOWN_SHEETS)
        if found:
            yield FormProblem(sentence=t("forms.check.sheet_near", name=name, near=found), sheet=name)


def _unknown_columns(sheet: Sheet, named: set[str]) -> Iterator[FormProblem]:
    known = _known_columns(sheet.name)
    there = {header.partition("::")[0].strip().casefold() for header in sheet.headers}
    for header in sheet.headers:
        plain = header.partition("::")[0].partition(":")[0].strip()
        if not plain or plain.casefold() in known:
            continue
        if sheet.name in _FREE:
            # any column may serve a choice_filter: only one that stands for a missing one is worth a word
            found = near(plain, {"list_name", "name", "label", "score"} - there)
            if found and plain not in ("list name", "value") and plain not in named:
                yield _unread(sheet, header, found)
        else:
            yield _unread(sheet, header, near(plain, known))


def _known_columns(sheet: str) -> frozenset[str]:
    known = {*_OURS.get(sheet, ()), "bind", "control", "instance", "media", "attribute"}
    if sheet == "survey":
        known |= {*aliases.survey_header, *_MEDIA}
    elif sheet == "settings":
        known |= {*aliases.settings_header}
    return frozenset(name.casefold() for name in known)


def _unread(sheet: Sheet, header: str, meant: str) -> FormProblem:
    key = "column_near" if meant else "column"
    sentence = t(f"forms.check.{key}", name=header, near=meant)
    return FormProblem(sentence=sentence, sheet=sheet.name, row=sheet.head, column=header)
