# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Notices that nobody is at the desk any more, warns, and asks for the lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

WARN_SECONDS = 30

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last key or mouse movement in any window of the program.

    It counts on the wall clock: a laptop that slept longer than the limit is locked at the first
    sign of life, before that key or click does anything.
    """

    warned = Signal(int)
    """That many seconds are left."""
    woken = Signal()
    """Somebody moved after the warning."""
    expired = Signal()

    def __init__(self, now: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._limit = 0
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)

    def start(self, minutes: int) -> None:
        """Watches from now on; after `minutes` without input the time is up."""
        self._limit = minutes * 60
        self._last = self._now()
        self._warned = False
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)
        self._plan(self._limit - WARN_SECONDS)

    def stop(self) -> None:
        """Watches no more."""
        self._limit = 0
        self._timer.stop()
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def check(self) -> None:
        """Looks at the clock: nothing yet, a warning, or time."""
        if not self._limit:
            return
        left = self._limit - (self._now() - self._last)
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= WARN_SECONDS:
            if not self._warned:
                self._warned = True
                self.warned.emit(round(left))
            self._plan(left)
        else:
            self._plan(left - WARN_SECONDS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Starts counting anew at each sign of life; swallows the one that comes too late."""
        if event.type() not in _INPUT or not self._limit:
            return False
        if self._now() - self._last >= self._limit:
            self.check()
            return True
        self._last = self._now()
        if self._warned:
            self._warned = False
            self.woken.emit()
            self._plan(self._limit - WARN_SECONDS)
        return False

    def _plan(self, seconds: float) -> None:
        self._timer.start(max(100, int(seconds * 1000)))
