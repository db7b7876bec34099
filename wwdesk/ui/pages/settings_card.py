# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the cards of the settings page have in common: a message of their own and saving in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.services.desk import Desk
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context
from wwdesk.ui.sheet import Card

Result = TypeVar("Result")


class SettingsCard(Card):
    """A card with a message bar; trouble is shown on the card it is about, and what was typed stays."""

    def __init__(self, context: Context, heading: str) -> None:
        super().__init__(heading)
        self.context = context
        self.message = MessageBar()
        self.column.addWidget(self.message)

    def act(self, action: Callable[[Desk], Changes], done: Callable[[], None]) -> None:
        """Runs a service that changes something."""
        self.message.clear()
        self.context.act(action, self, lambda _: done(), self._failed)

    def ask(self, action: Callable[[Desk], Result], done: Callable[[Result], None]) -> None:
        """Runs a service that answers something."""
        self.message.clear()
        desk = self.context.desk
        self.context.background.run(lambda: action(desk), self, done, self._failed)

    def _failed(self, trouble: BaseException) -> bool:
        if isinstance(trouble, DeskError):
            self.message.show_error(trouble)
            return True
        return False
