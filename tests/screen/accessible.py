# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads and drives a running window the way a screen reader does: over AT-SPI, by accessible name."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
Found = TypeVar("Found")
PATIENCE = 30.0  # seconds; a busy machine is slow, not wrong
STATES = {"checked": 4, "editable": 7, "enabled": 8, "focusable": 11, "focused": 12, "showing": 25}  # bits of AT-SPI


class GoneError(LookupError):
    """The widget is not there, or no longer."""


class Reader:
    """One connection to the accessibility bus of a private screen."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        with open_dbus_connection(bus=environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
            a11y = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(a11y, "GetAddress"), timeout=PATIENCE).body[0]
        self._bus: DBusConnection = open_dbus_connection(bus=address)

    def close(self) -> None:
        self._bus.close()

    def call(self, address: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        reply = self._bus.send_and_get_reply(new_method_call(address, method, signature, body), timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            raise GoneError(f"{method}: {reply.body}")
        return reply.body[0] if reply.body else None

    def widgets(self) -> Iterator[Widget]:
        """Every widget of every window, parents before children."""
        return Widget(self, *ROOT).below()

    def find(self, name: str, role: str = "", *, showing: bool = True) -> Widget:
        """The widget with exactly this name (and role); waits until it is there."""

        def there() -> Widget | None:
            for widget in self.widgets():
                try:
                    if widget.name == name and role in {"", widget.role} and (not showing or widget.has("showing")):
                        return widget
                except GoneError:
                    continue
            return None

        return until(there, f"{role or 'widget'} named {name!r}")

    def keys(self, *keys: str) -> None:
        """Presses keys as xdotool names them: `ctrl+k`, `Return`, `Tab`."""
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=self.environment, check=True)

    def type(self, text: str) -> None:
        """Types on the keyboard, slowly enough that no letter is lost."""
        subprocess.run(["xdotool", "type", "--delay", "60", text], env=self.environment, check=True)

    def type_into(self, field: Widget, text: str) -> None:
        """Types in a field until it holds the text: on a busy machine xdotool itself loses letters such as ë."""
        for attempt in range(3):
            field.focus()
            if attempt:
                self.keys("ctrl+a")
            self.type(text)
            end = time.monotonic() + 5
            while time.monotonic() < end:
                if field.text() == text:
                    return
                time.sleep(0.05)
        raise GoneError(f"what was typed: {text!r} arrived as {field.text()!r}")


@dataclass(frozen=True)
class Widget:
    """One widget as a screen reader sees it."""

    reader: Reader
    bus: str
    path: str

    def ask(self, interface: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        address = DBusAddress(self.path, self.bus, f"org.a11y.atspi.{interface}")
        return self.reader.call(address, method, signature, body)

    @property
    def name(self) -> str:
        address = DBusAddress(self.path, self.bus, "org.freedesktop.DBus.Properties")
        return self.reader.call(address, "Get", "ss", ("org.a11y.atspi.Accessible", "Name"))[1]

    @property
    def role(self) -> str:
        return self.ask("Accessible", "GetRoleName")

    def has(self, state: str) -> bool:
        low, high = self.ask("Accessible", "GetState")
        return bool((low | high << 32) >> STATES[state] & 1)

    def below(self) -> Iterator[Widget]:
        try:
            children = self.ask("Accessible", "GetChildren")
        except GoneError:
            return
        for bus, path in children:
            child = Widget(self.reader, bus, path)
            yield child
            yield from child.below()

    def press(self) -> None:
        """Does what a click does; returns at once, also where a dialog opens."""
        actions = [row[0] for row in self.ask("Action", "GetActions")]
        self.ask("Action", "DoAction", "i", (actions.index("Press"),))

    def text(self) -> str:
        return self.ask("Text", "GetText", "ii", (0, -1))

    def write(self, text: str) -> None:
        self.ask("EditableText", "SetTextContents", "s", (text,))

    def focus(self) -> None:
        self.ask("Component", "GrabFocus")
        until(lambda: self.has("focused") or None, f"focus on {self.name}")


def until(look: Callable[[], Found | None], what: str) -> Found:
    """Looks until something is found."""
    end = time.monotonic() + PATIENCE
    while (found := look()) is None:
        if time.monotonic() > end:
            raise GoneError(what)
        time.sleep(0.05)
    return found
