# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The questionnaires that come with the program, known by their settings before anything is converted.

Converting takes a quarter of a second each; a list of them, and starting the program, may not cost that.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wwdesk.domain.content import content_folder
from wwdesk.forms.markdown_tables import Sheet, read_markdown

SKELETON = "geraamte-"
"""How the form_id begins of a form without words of its own, to be filled in by who may use the instrument."""

_CODE = re.compile(r"label::[^(]*\(([\w-]+)\)")
_NOT_ASKED = ("note", "calculate", "hidden", "begin", "end", "start", "today", "deviceid", "username")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInForm:
    """What can be said of a built-in questionnaire without converting it. `questions` are those asked."""

    form_id: str
    title: str
    version: str
    about: str
    """Who it is about: empty for a client, `volunteer`."""
    path: Path
    sha256: str
    """Of the file."""
    languages: tuple[str, ...]
    questions: int
    domains: int

    @property
    def skeleton(self) -> bool:
        """Whether it has no words of its own: to be taken out to Excel, not to be filled."""
        return self.form_id.startswith(SKELETON)

    def read(self) -> bytes:
        """The file."""
        return self.path.read_bytes()


@cache
def built_in_forms() -> dict[str, BuiltInForm]:
    """Every built-in questionnaire by its form_id, by title."""
    found = [_about(path) for path in content_folder("forms").glob("*/*/form.md")]
    return {form.form_id: form for form in sorted(found, key=lambda form: form.title)}


def _about(path: Path) -> BuiltInForm:
    source = path.read_bytes()
    sheets = read_markdown(source.decode("utf-8"))
    settings = sheets["settings"].rows[0]
    domains = sheets.get("domains", Sheet("domains"))
    asked = (row for row in sheets["survey"].rows if not row.get("type", "").startswith(_NOT_ASKED))
    return BuiltInForm(
        form_id=settings["form_id"],
        title=settings["form_title"],
        version=settings["version"],
        about=settings.get("about", ""),
        path=path,
        sha256=hashlib.sha256(source).hexdigest(),
        languages=tuple(dict.fromkeys(_CODE.findall(" ".join(sheets["survey"].headers)))) or ("nl",),
        questions=sum(1 for _ in asked),
        domains=len(domains.rows),
    )
