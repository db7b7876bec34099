# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads digits from the keyboard by the place of the key, so that AZERTY and QWERTY both answer questions.

On a Belgian keyboard the key "1" alone types "&". Its place is the same on every keyboard, and
that place is what the system calls the scan code.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from wwdesk.forms.model import Choice

NOT_DISCUSSED = "nb"
"""The name of the choice "niet besproken" in every instrument; its key is 0."""

_XKB_FIRST = 10
"""Scan code of the key "1" on X11 and Wayland; the keys up to "0" follow it."""
_WINDOWS_FIRST = 2
"""The same on Windows."""
_ROWS = ("1234567890", "&é\"'(§è!çà", "&é\"'(-è_çà")
_UNSHIFTED = {sign: digit for signs in _ROWS for digit, sign in enumerate(signs, 1)}
"""What the row of digits types without Shift under be and fr, for systems that tell no scan code."""


def _by_place(event: QKeyEvent) -> int | None:
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        # macOS tells no scan code; its characters are read below
        return None
    first = _WINDOWS_FIRST if platform == "windows" else _XKB_FIRST
    position = event.nativeScanCode() - first
    return (position + 1) % 10 if 0 <= position <= 9 else None


def digit_of(event: QKeyEvent) -> int | None:
    """The digit a key press means, or None: by the number pad, by the place of the key, by the character."""
    modifiers = event.modifiers()
    if modifiers & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    ):
        return None
    key = event.key()
    if modifiers & Qt.KeyboardModifier.KeypadModifier:
        return key - Qt.Key.Key_0.value if Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value else None
    place = _by_place(event)
    if place is not None:
        return place
    sign = event.text()
    if len(sign) == 1 and sign in _UNSHIFTED:
        return _UNSHIFTED[sign] % 10
    return None


def keys_of(choices: Sequence[Choice]) -> dict[str, int]:
    """The digit that picks each choice, by choice name.

    Levels called 1, 2, 3 ... keep their number; other choices count from 1 in order; "niet
    besproken" is always 0. A tenth choice and beyond have no key.
    """
    named = {choice.name: int(choice.name) for choice in choices if choice.name in tuple("123456789")}
    keys: dict[str, int] = {}
    position = 0
    for choice in choices:
        if choice.name == NOT_DISCUSSED:
            keys[choice.name] = 0
        elif named:
            if choice.name in named:
                keys[choice.name] = named[choice.name]
            elif choice.name == "0":
                keys[choice.name] = 0
        else:
            position += 1
            if position <= 9:
                keys[choice.name] = position
    return keys


def is_key_press(event: QEvent) -> bool:
    """Whether an event is a key going down (for event filters)."""
    return event.type() == QEvent.Type.KeyPress
