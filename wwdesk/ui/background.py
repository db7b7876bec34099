# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The one way to do work that may take over 50 ms: off the GUI thread, result back on it.

There is one database worker, so actions run in the order they were asked for and an office file
has one writer. No other module starts a thread or polls.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Background(QObject):
    """Runs actions one after the other in a thread and brings each result back to the GUI thread.

    Guarantees: actions run in order, one at a time; `done` and `failed` run on the GUI thread;
    neither runs once `owner` is destroyed. An action must not touch a widget.
    """

    _finished = Signal(object)

    def __init__(self, on_error: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._waiting = 0
        self._stopped = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an action is running, waiting, or waiting to be delivered."""
        return self._waiting > 0

    def run(
        self,
        action: Callable[[], Result],
        owner: QObject,
        done: Callable[[Result], None],
        failed: Callable[[BaseException], bool] | None = None,
    ) -> None:
        """Runs `action` in the background, then `done(result)` on the GUI thread.

        `failed` sees an exception first and returns True where it has dealt with it; otherwise
        the exception goes to the window's error handler. After `stop` nothing runs any more: a
        timer that fires while the window goes down asks in vain.
        """
        if self._stopped:
            return
        self._waiting += 1

        def work() -> None:
            try:
                result = action()
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is told on the GUI thread
                trouble = error  # Python forgets `error` at the end of this block, before it is told
                self._finished.emit(lambda: self._fail(owner, failed, trouble))
            else:
                self._finished.emit(lambda: self._succeed(owner, done, result))

        self._pool.submit(work)

    def _succeed(self, owner: QObject, done: Callable[[Any], None], result: object) -> None:
        if shiboken6.isValid(owner):
            done(result)

    def _fail(self, owner: QObject, failed: Callable[[BaseException], bool] | None, trouble: BaseException) -> None:
        if failed is not None and shiboken6.isValid(owner) and failed(trouble):
            return
        self._on_error(trouble)

    def _deliver(self, callback: Callable[[], None]) -> None:
        self._waiting -= 1
        callback()

    def stop(self) -> None:
        """Waits for the running action and takes no more."""
        self._stopped = True
        self._pool.shutdown(wait=True)
