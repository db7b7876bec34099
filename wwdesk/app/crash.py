# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The last resort: what is written down about a mistake in the program, and nothing about people.

A traceback names the lines of the program that ran. The message of an exception and the values
of variables may hold what somebody typed, so neither is ever shown, copied or kept.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from wwdesk import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_MOST_CAUSES = 5


def crash_text(trouble: BaseException) -> str:
    """Version, system, and per exception its kind and the lines it passed; no message, no values."""
    lines = [f"wwdesk {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    error: BaseException | None = trouble
    for _ in range(_MOST_CAUSES):
        if error is None:
            break
        kind = type(error)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {_short(frame.f_code.co_filename)}:{number} {frame.f_code.co_name}"
            for frame, number in traceback.walk_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def watch(show: Callable[[BaseException], None]) -> None:
    """Sends every exception that nobody caught to `show`, from any thread."""

    def from_main(_kind: type[BaseException], trouble: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(trouble, KeyboardInterrupt):
            sys.exit(130)
        show(trouble)

    def from_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            show(args.exc_value)

    sys.excepthook = from_main
    threading.excepthook = from_thread


def _short(file: str) -> str:
    """The file within the program; of others only the name, because a path can hold a person's name."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name
