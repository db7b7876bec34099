# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a file that answers a question may be: the same limits wherever it comes from."""

from __future__ import annotations

import mimetypes

from wwdesk.domain.texts import t

LARGEST = 20 * 1024**2
"""Bytes of one file that answers a question."""


def wrong_kind(name: str, accept: str) -> str:
    """A sentence where a file is no `accept` ("image", "audio", "video"; empty = anything) by its name; else empty."""
    kind = (mimetypes.guess_type(name)[0] or "").partition("/")[0]
    return t("filling.file.wrong_kind", kind=t(f"filling.file.kind.{accept}")) if accept and kind != accept else ""


def wrong_size(size: int) -> str:
    """A sentence where a file is empty or too large; else empty."""
    if not size:
        return t("filling.file.unreadable")
    if size > LARGEST:
        return t("filling.file.too_large", size=size // 1024**2 + 1, most=LARGEST // 1024**2)
    return ""
