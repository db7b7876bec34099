# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Converts one unknown workbook in a process of its own: the file comes in, JSON goes out.

Started by `read_in.convert_safely` with the name of the form, bytes of memory and seconds of computing
as arguments. The form is loaded and opened too, so that whoever gets the answer knows that this is no danger.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from importlib import import_module

from wwdesk.forms.errors import FormError
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.read_in import TOO_HEAVY, convert


def main(arguments: list[str]) -> int:
    """Reads the workbook from standard input; 0 with an answer, TOO_HEAVY where the memory ran out."""
    name, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    try:
        answer = _answer(sys.stdin.buffer.read(), name)
        sys.stdout.write(json.dumps(answer))
    except (MemoryError, RecursionError):
        return TOO_HEAVY
    return 0


def _limit(memory: int, seconds: int) -> None:
    """Windows has no such limits for a process of one's own; there only the clock of the parent counts."""
    if sys.platform != "win32":
        resource = import_module("resource")  # Windows has no such module
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(source: bytes, name: str) -> dict[str, object]:
    try:
        converted = convert(source, name)
        Filling(load(converted.xform, converted.tables), {}, date(2000, 1, 1))
    except FormError as error:
        values = {key: value for key, value in error.values.items() if key not in ("problem", "n")}
        return {"refused": error.key, "values": values, "problems": [asdict(problem) for problem in error.problems]}
    return {"converted": asdict(converted)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
