# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which printed form each page of a scan belongs to."""

from __future__ import annotations

import json
import subprocess
import sys

from wwdesk.documents.page_code import PageCode, parse
from wwdesk.domain.errors import DeskError

LARGEST_SCAN = 60 * 2**20
"""Bytes."""
MOST_MEMORY = 2**30
MOST_SECONDS = 60
"""For two hundred pages; a page takes a tenth of a second."""


def read_codes(
    data: bytes, *, memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS
) -> tuple[tuple[PageCode, ...], ...]:
    """The codes on each page of a scan (PDF, PNG, JPEG or TIFF), in order; none where a page has none of ours.

    Takes seconds: for the background. Raises DeskError `scan_too_large` and `scan_unreadable`.
    """
    if len(data) > LARGEST_SCAN:
        raise DeskError("scan_too_large", most=LARGEST_SCAN // 2**20)
    command = [sys.executable, "-P", "-m", "wwdesk.documents.scan_child", str(memory), str(seconds)]
    try:
        ran = subprocess.run(  # noqa: S603 our own program with two numbers
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise DeskError("scan_unreadable") from error
    if ran.returncode:
        raise DeskError("scan_unreadable")
    pages: list[list[str]] = json.loads(ran.stdout)
    return tuple(tuple(code for text in page if (code := parse(text)) is not None) for page in pages)
