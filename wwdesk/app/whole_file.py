# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writes what the command line makes: whole or not at all, and never over a file of another kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t

_BEGIN = 200


def is_pdf(begin: bytes) -> bool:
    """Whether a file that begins so is a PDF."""
    return begin.startswith(b"%PDF-")


def is_fhir(begin: bytes) -> bool:
    """Whether a file that begins so is a FHIR resource as JSON; other JSON, such as answers, is not."""
    return begin.lstrip().startswith(b"{") and b'"resourceType"' in begin


def write_whole(out: Path, content: bytes, may_go: Callable[[bytes], bool], otherwise: str) -> None:
    """Writes a file, over one whose first bytes `may_go`; `otherwise` says what is wrong with any other.

    Raises DeskError `form_print_refused`.
    """
    try:
        if out.exists():
            fine = out.is_file()  # opening a pipe would wait for somebody to write into it
            if fine:
                with out.open("rb") as there:
                    fine = may_go(there.read(_BEGIN))
            if not fine:
                raise DeskError("form_print_refused", file=out, why=otherwise)
        with NamedTemporaryFile(dir=out.parent, prefix=".wwdesk-", suffix=out.suffix, delete=False) as part:
            try:
                part.write(content)
                part.close()
                Path(part.name).replace(out)
            except OSError:
                Path(part.name).unlink(missing_ok=True)
                raise
    except (OSError, ValueError) as error:
        raise DeskError("form_print_refused", file=out, why=t("cli.form.no_place")) from error
