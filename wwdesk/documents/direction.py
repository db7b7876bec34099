# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where things stand on a page that is read from right to left: everything is placed as in a mirror, words stay words.

A document decides once, by the language of its paper (`furniture.build`). Every piece of a page is
thought of from the left, and asks here where it stands when it draws itself.
"""

from __future__ import annotations


def mirrored(canvas: object) -> bool:
    """Whether the page begins at the right."""
    return bool(getattr(canvas, "right_to_left", False))


def placed(canvas: object, left: float, width: float, whole: float) -> float:
    """The left edge on paper of what is `width` wide and begins `left` from where a line of `whole` begins."""
    return whole - left - width if mirrored(canvas) else left
