# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A window of its own process, for `bench.start`: prints what it measured as JSON.

python -m bench._window empty             an empty window with the same Qt modules
python -m bench._window lock OFFICE            until the lock page can be typed in
python -m bench._window open OFFICE PASSWORD   from Enter to the first page, and the memory then
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from wwdesk.ui.workspace import Workspace

STARTED = float(os.environ.get("WWDESK_BENCH_STARTED", "0")) or time.time()


def until(ready: Callable[[], bool]) -> None:
    """Lets the window work until something holds."""
    loop = QtCore.QEventLoop()
    timer = QtCore.QTimer()
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start(2)
    loop.exec()


def tell(**figures: float) -> None:
    """Prints the figures and ends the process without tidying up."""
    print(json.dumps(figures), flush=True)
    os._exit(0)


def empty() -> None:
    """The floor: nothing of wwdesk."""
    app = QtWidgets.QApplication(sys.argv)
    app.setFont(QtGui.QFont(app.font()))
    window = QtWidgets.QMainWindow()
    window.resize(1180, 760)
    window.show()
    until(lambda: window.windowHandle().isExposed())
    tell(usable=(time.time() - STARTED) * 1000)


def shell(office: Path, password: str | None) -> None:
    """The real window on an office; with a password also what comes after Enter."""
    # What a start of wwdesk imports is part of what is measured.
    from bench.figures import proportional_memory  # noqa: PLC0415
    from wwdesk.app.bootstrap import LastResort, LateDoors, application, build_window  # noqa: PLC0415
    from wwdesk.ui.preferences import Preferences, Remembered  # noqa: PLC0415

    application()
    window = build_window(LateDoors(), Remembered(Preferences(), lambda _: None), LastResort())
    window.begin(office)
    window.show()
    lock = window.entrance.lock
    until(lambda: lock.who.count() > 0 and lock.open.isEnabled())
    usable = (time.time() - STARTED) * 1000
    if password is None:
        tell(usable=usable)
    typing = time.time() + 0.5  # somebody types a password meanwhile
    until(lambda: time.time() > typing and not window.background.busy)
    lock.password.line.setText(password or "")
    entered = time.time()
    lock.submit()
    until(lambda: window.work is not None and not window.background.busy)
    first_page = (time.time() - entered) * 1000
    assert cast("Workspace", window.work).navigator.page is not None
    tell(usable=usable, first_page=first_page, memory=proportional_memory(os.getpid()))


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "empty":
        empty()
    else:
        shell(Path(sys.argv[2]), sys.argv[3] if what == "open" else None)
