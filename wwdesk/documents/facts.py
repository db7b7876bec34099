# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a document says about itself: whose paper it is, about whom, when and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wwdesk.domain.texts import LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The office at the top of the paper."""

    office: str
    address: tuple[str, ...] = ()
    """Address lines from street to town."""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What stands around the content. Everything may be left empty but the code and the day of printing.

    `code` names this very paper ("SCR-2026-0012-P"), so that a loose page finds its dossier;
    `printed_on` is the only date the document takes from outside: the same facts print the same bytes.
    """

    code: str
    printed_on: date
    client_name: str = ""
    dossier_number: str = ""
    started_on: date | None = None
    submitted_on: date | None = None
    present: str = ""
    worker: str = ""
    draft: bool = False
    """Not submitted yet: every page says so."""
    language: str = LANGUAGE
    """What the fixed words are said in; a form, blank or filled, has them in its own language."""
    page_code: str = ""
    """What stands on every page, with its number, so that a scan finds its dossier; empty: nothing does."""
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Photos and signatures by the name that is their answer."""
