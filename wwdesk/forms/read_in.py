# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The front door of conversion: pyxform and openpyxl are loaded only when a workbook is read in or written.

A questionnaire is read in once and then filled for years: half a second and 20 MB that most
sessions never need.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, cast

from wwdesk.forms.converted import LARGEST_FILE, ConvertedForm
from wwdesk.forms.errors import FormError, FormProblem

MOST_MEMORY = 512 * 2**20
MOST_SECONDS = 4
"""Of processor time: a little less than the five seconds in which a hostile file must be refused."""
MORE_PATIENCE = 3
"""So many times longer may it take on the clock, where the machine is busy with other things."""
TOO_HEAVY = 3
"""Exit code of the child that ran out of memory."""


def convert(source: bytes | str, name: str = "form") -> ConvertedForm:
    """See `forms.convert.convert`."""
    room = import_module("wwdesk.forms.convert")
    return cast("Callable[[bytes | str, str], ConvertedForm]", room.convert)(source, name)


def workbook_of(source: str) -> bytes:
    """See `forms.workbook_out.workbook_of`."""
    room = import_module("wwdesk.forms.workbook_out")
    return cast("Callable[[str], bytes]", room.workbook_of)(source)


def starter_workbook(on: date) -> bytes:
    """See `forms.workbook_out.starter_workbook`."""
    room = import_module("wwdesk.forms.workbook_out")
    return cast("Callable[[date], bytes]", room.starter_workbook)(on)


def convert_safely(
    source: bytes, name: str = "form", *, memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS
) -> ConvertedForm:
    """Converts a workbook that nobody vouches for, in a process with an end to its memory and time.

    Its form has then been loaded and opened once too. Raises FormError: with what `convert` and `load` found wrong,
    or `form_too_heavy` where a limit was reached.
    """
    if len(source) > LARGEST_FILE:
        raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
    command = [sys.executable, "-P", "-m", "wwdesk.forms.convert_child", name, str(memory), str(seconds)]
    try:
        ran = subprocess.run(  # noqa: S603 our own program; the name is one argument, not a command
            command, input=source, capture_output=True, timeout=seconds * MORE_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FormError("form_too_heavy", seconds=seconds) from error
    except (OSError, ValueError) as error:
        raise FormError("form_not_converted") from error
    if ran.returncode == TOO_HEAVY or ran.returncode < 0 or b"MemoryError" in ran.stderr:
        raise FormError("form_too_heavy", seconds=seconds)
    if ran.returncode:
        raise FormError("form_not_converted")
    answer = cast("dict[str, Any]", json.loads(ran.stdout))
    if "refused" in answer:
        problems = [FormProblem(**problem) for problem in answer["problems"]]
        raise FormError("form_refused" if problems else answer["refused"], problems, **answer["values"])
    found = cast("dict[str, Any]", answer["converted"])
    found["warnings"] = tuple(FormProblem(**warning) for warning in found["warnings"])
    return ConvertedForm(**found)
