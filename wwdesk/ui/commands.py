# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every command of the menu with its keys, chosen so that they work on AZERTY as well as on QWERTY.

On a Belgian keyboard Ctrl and the key "1" is Ctrl+&: a key with a digit or a sign is therefore
registered with its unshifted twin. Nothing uses Ctrl+Alt, which makes @ # { [ there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from wwdesk.domain.texts import t


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name (texts `keys.command`), its menu and its keys; the first key is shown."""

    name: str
    menu: str
    keys: tuple[str, ...] = ()
    locked: bool = False
    """Whether it also works while no office is open."""
    divider: bool = False
    """Whether a line stands above it in the menu."""


COMMANDS: tuple[Command, ...] = (
    Command("new_here", "work", ("Ctrl+N",)),
    Command("search", "work", ("Ctrl+K",)),
    Command("print_here", "work", ("Ctrl+P",), divider=True),
    Command("finish", "work", ("Ctrl+Enter", "Ctrl+Return")),
    Command("save", "work", ("Ctrl+S",)),
    Command("undo", "work", ("Ctrl+Shift+Z",)),
    Command("lock", "work", ("Ctrl+L",), divider=True),
    Command("new_office", "work", locked=True, divider=True),
    Command("open_office", "work", locked=True),
    Command("demo_office", "work", locked=True),
    Command("quit", "work", ("Ctrl+Q",), locked=True, divider=True),
    Command("go_today", "go", ("Ctrl+1", "Ctrl+&")),
    Command("go_people", "go", ("Ctrl+2", "Ctrl+É")),
    Command("go_screenings", "go", ("Ctrl+3", 'Ctrl+"')),
    Command("go_agenda", "go", ("Ctrl+4", "Ctrl+'")),
    Command("go_methods", "go", ("Ctrl+5", "Ctrl+(")),
    Command("go_housing", "go", ("Ctrl+6", "Ctrl+§")),
    Command("go_settings", "go", ("Ctrl+7", "Ctrl+È")),
    Command("back", "go", ("Alt+Left",), divider=True),
    Command("forward", "go", ("Alt+Right",)),
    Command("next_pane", "go", ("F6",)),
    Command("larger", "look", ("Ctrl++", "Ctrl+="), locked=True),
    Command("smaller", "look", ("Ctrl+-",), locked=True),
    Command("normal_size", "look", ("Ctrl+0", "Ctrl+À"), locked=True),
    Command("scheme_system", "look", locked=True, divider=True),
    Command("scheme_light", "look", locked=True),
    Command("scheme_dark", "look", locked=True),
    Command("help", "help", ("F1",)),
    Command("keys", "help", ("Ctrl+/", "Ctrl+:"), locked=True),
    Command("about", "help", locked=True, divider=True),
)
"""In the order of the menus."""

MENUS = ("work", "go", "look", "help")


def fill_menus(bar: QMenuBar, owner: QWidget, do: Callable[[str], None]) -> Mapping[str, QAction]:
    """Fills the menu bar; `do` gets the name of a command. The actions also hear their keys."""
    menus: dict[str, QMenu] = {name: bar.addMenu(t(f"keys.menu.{name}")) for name in MENUS}
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        menu = menus[command.menu]
        if command.divider:
            menu.addSeparator()
        action = QAction(t(f"keys.command.{command.name}"), owner)
        action.setObjectName(f"command-{command.name}")
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setEnabled(command.locked)
        action.triggered.connect(lambda _=False, name=command.name: do(name))
        menu.addAction(action)
        actions[command.name] = action
    return actions


def key_list() -> list[tuple[str, str]]:
    """What every key does, for the list of keys: (key, what it does)."""
    rows = [
        (QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText), _plain(command.name))
        for command in COMMANDS
        if command.keys
    ]
    rows += [(t(f"keys.other.{name}.key"), t(f"keys.other.{name}.does")) for name in OTHER_KEYS]
    return rows


OTHER_KEYS = ("answer", "not_discussed", "next_question", "escape", "context", "letters")
"""Keys that are no menu commands (texts `keys.other`)."""


def _plain(name: str) -> str:
    return t(f"keys.command.{name}").replace("&", "").rstrip("…")
