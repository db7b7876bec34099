# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Saves every answer at once, in the background, and says so only when it is on disk.

What is given while a save runs waits and goes together in the next one, the latest value of each
answer only. What could not be saved stays here and is tried again; a later answer to the same
question replaces it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services import screening
from wwdesk.services.desk import Desk
from wwdesk.services.screening import Saved
from wwdesk.ui.page import Context

RETRY = (5_000, 15_000, 60_000)
"""Milliseconds before a save that failed is tried again, longer each time."""


@dataclass
class _Bundle:
    """What goes to disk in one turn."""

    answers: dict[str, str] = field(default_factory=dict[str, str])
    taken_over: set[str] = field(default_factory=set[str])
    conclusions: dict[str, str] = field(default_factory=dict[str, str])
    present: str | None = None
    progress: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return bool(self.answers or self.conclusions) or self.present is not None

    def under(self, newer: _Bundle) -> _Bundle:
        """This bundle with everything newer on top."""
        return _Bundle(
            self.answers | newer.answers,
            (self.taken_over - newer.answers.keys()) | newer.taken_over,
            self.conclusions | newer.conclusions,
            self.present if newer.present is None else newer.present,
            newer.progress or self.progress,
        )


class _Outbox:
    """What waits to be saved, shared by the window, which fills it, and the background, which empties it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting = _Bundle()
        self._underway = False

    def __bool__(self) -> bool:
        with self._lock:
            return bool(self._waiting) or self._underway

    def put(self, newer: _Bundle) -> None:
        """Adds to what waits."""
        with self._lock:
            self._waiting = self._waiting.under(newer)

    def claim(self) -> bool:
        """Whether a save must be asked for: something waits and none is on its way that will take it."""
        with self._lock:
            if self._underway or not self._waiting:
                return False
            self._underway = True
            return True

    def take(self) -> _Bundle:
        """Everything that waits; an empty bundle means that the save is over."""
        with self._lock:
            bundle, self._waiting = self._waiting, _Bundle()
            self._underway = bool(bundle)
            return bundle

    def give_back(self, bundle: _Bundle) -> None:
        """What could not be saved, under everything given since."""
        with self._lock:
            self._waiting = bundle.under(self._waiting)
            self._underway = False


class Autosave(QObject):
    """Keeps one screening on disk.

    Guarantees: what was put is saved in the order of answering and before anything that is asked
    of the background later; `told` says "bewaard" only when nothing waits any more.
    """

    told = Signal(str)
    failed = Signal(DeskError)
    recovered = Signal()

    def __init__(self, context: Context, screening_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self.progress: Callable[[], tuple[int, int]] | None = None
        """How far the form is, kept for the lists of screenings."""
        self.given_any = False
        """Whether anything was given since the page was last left."""
        self._context = context
        self._id = screening_id
        self._outbox = _Outbox()
        self._tries = 0
        self._stopped = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.flush)

    @property
    def clean(self) -> bool:
        """Whether everything given is on disk. May be asked in the background too."""
        return not self._outbox

    @property
    def failing(self) -> bool:
        """Whether the last save did not succeed."""
        return self._tries > 0

    def put_answer(self, path: str, value: str, *, confirmed: bool) -> None:
        """Keeps one answer; `confirmed` False puts it back as taken over from before."""
        self._put(_Bundle(answers={path: value}, taken_over=set() if confirmed else {path}))

    def put_conclusion(self, domain: str, text: str) -> None:
        """Keeps the written conclusion of a life domain."""
        self._put(_Bundle(conclusions={domain: text}))

    def put_present(self, present: str) -> None:
        """Keeps who was present."""
        self._put(_Bundle(present=present))

    def _put(self, bundle: _Bundle) -> None:
        self.given_any = True
        if self.progress is not None:
            bundle.progress = self.progress()
        self._outbox.put(bundle)
        if not self.failing:
            self.flush()

    def close(self) -> None:
        """Takes nothing more; what was sent is still saved."""
        self._stopped = True
        self._retry.stop()

    def flush(self) -> None:
        """Asks for a save, unless one is on its way."""
        if self._context.locked:
            # the office is closed behind the lock; what waits goes when the same worker is back
            self._retry.start(RETRY[0])
            return
        if self._stopped or not self._outbox.claim():
            return
        self._retry.stop()
        if not self.failing:
            self.told.emit(t("screening.saving"))
        desk, outbox = self._context.desk, self._outbox
        self._context.background.run(lambda: _empty(desk, self._id, outbox), self, self._saved, self._not_saved)

    def _saved(self, saved: Saved | None) -> None:
        if self._tries:
            self._tries = 0
            self.recovered.emit()
        self.flush()
        if saved is not None and self.clean:
            self.told.emit(saved_words(saved))

    def _not_saved(self, trouble: BaseException) -> bool:
        self._tries += 1
        self.told.emit(t("screening.not_saved"))
        self._stopped = isinstance(trouble, DeskError) and trouble.key == "already_submitted"
        self.failed.emit(trouble if isinstance(trouble, DeskError) else DeskError("answers_not_saved"))
        if not self._stopped:
            self._retry.start(RETRY[min(self._tries, len(RETRY)) - 1])
        # a mistake of the program goes to the crash dialog, but once and not at every try
        return isinstance(trouble, DeskError) or self._tries > 1


def _empty(desk: Desk, screening_id: str, outbox: _Outbox) -> Saved | None:
    # answers given while this runs go along, so that nothing asked of the background later overtakes them
    saved: Saved | None = None
    while bundle := outbox.take():
        try:
            saved = _save(desk, screening_id, bundle)
        except BaseException:
            outbox.give_back(bundle)
            raise
    return saved


def _save(desk: Desk, screening_id: str, bundle: _Bundle) -> Saved | None:
    saved: Saved | None = None
    if bundle.answers:
        saved = screening.save_answers(
            desk, screening_id, bundle.answers, frozenset(bundle.taken_over), bundle.progress
        )
    for domain, text in bundle.conclusions.items():
        saved = screening.save_conclusion(desk, screening_id, domain, text)
    if bundle.present is not None:
        saved = screening.save_present(desk, screening_id, bundle.present)
    return saved


def saved_words(saved: Saved) -> str:
    """When the last save was done, on the clock of the wall."""
    return t("screening.saved", time=f"{saved.at.astimezone():%H:%M}")
