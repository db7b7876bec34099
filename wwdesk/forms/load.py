# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a Form, ready to fill, out of a converted workbook: quick, and without pyxform."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from wwdesk.forms.criteria import compile_criteria
from wwdesk.forms.errors import FormError
from wwdesk.forms.model import Form, Language
from wwdesk.forms.places import Places, Row, Tables
from wwdesk.forms.questions import QuestionBuilder
from wwdesk.forms.rule_builder import RuleBuilder
from wwdesk.forms.sheets import SheetReader, cell, translated
from wwdesk.forms.xform import read_xform


def load(xform: str, tables: Tables, language: str = "") -> Form:
    """The form of an XForm and the tables `convert` gave beside it.

    `language` is a code such as `fr`; by default the form's default language. Every expression
    is parsed, compiled and put in order here, so that a filling never meets a broken one. Raises
    FormError with all mistakes found.
    """
    parts = read_xform(xform, language)
    places = Places(tables)
    builder = RuleBuilder(parts, places)
    rules = builder.build()
    pages = QuestionBuilder(parts, builder, places).pages()
    default = parts.languages[0][0] if parts.languages else parts.language
    sheets = SheetReader(tables, places, pages, *dict.fromkeys((parts.language, default)))
    domains = sheets.domains()
    bands, locations = sheets.bands(domains), sheets.locations()
    questions = [question for page in pages for question in page.questions()]
    criteria = compile_criteria(tables, questions, domains, places)
    if places.problems:
        raise FormError(problems=places.problems)
    attributes = parts.root.attributes
    no_row: Row = {}
    version = attributes.get("version", "")
    settings = next(iter(tables.get("settings", ())), no_row)
    return Form(
        form_id=attributes.get("id", ""),
        title=translated(settings, "form_title", parts.language) or parts.title,
        version=version,
        scoring_version=cell(settings, "scoring_version") or version,
        language=parts.language,
        languages=tuple(Language(code, name or code) for code, name in parts.languages),
        sha256=hashlib.sha256(xform.encode()).hexdigest(),
        pages=pages,
        domains=domains,
        bands=bands,
        locations=locations,
        rules=replace(rules, criteria=criteria),
    )
