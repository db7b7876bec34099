# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A screen of our own: X server, session bus, accessibility bus and window manager, taken down again afterwards."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

NEEDED = ("setpriv", "Xvfb", "openbox", "xdotool", "setxkbmap", "dbus-daemon", "dbus-send")
SIZE = "1366x768x24"  # the laptop of a social worker
START_SECONDS = 30  # on two busy cores


class NoScreenError(RuntimeError):
    """The private screen did not come up; says what is missing."""


@contextmanager
def private_screen(size: str = SIZE) -> Generator[dict[str, str]]:
    """The environment in which a program appears on a screen that nobody else sees.

    The accessibility bus must be awake before the program starts: Qt looks for it once and stays
    silent otherwise, with an empty tree and no word about why.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise NoScreenError(f"needs {' '.join(missing)}: run installer/setup.sh test")
    with ExitStack() as at_the_end:
        runtime = Path(at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="wwdesk-screen-")))
        runtime.chmod(0o700)
        environment = os.environ | {
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "GSETTINGS_BACKEND": "memory",
            "LC_ALL": "C.UTF-8",
        }
        environment.pop("WAYLAND_DISPLAY", None)
        screen = _announced(
            ["Xvfb", "-displayfd", "{fd}", "-screen", "0", size, "-nolisten", "tcp"], environment, at_the_end
        )
        environment["DISPLAY"] = f":{screen}"
        bus = _announced(["dbus-daemon", "--session", "--nofork", "--print-address={fd}"], environment, at_the_end)
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        _quietly(["dbus-send", *_A11Y, "org.a11y.Bus.GetAddress"], environment)
        enable = ["string:org.a11y.Status", "string:IsEnabled", "variant:boolean:true"]
        _quietly(["dbus-send", *_A11Y, "org.freedesktop.DBus.Properties.Set", *enable], environment)
        # é, ï and € on the layout itself: xdotool drops letters it has to map on the fly.
        _quietly(["setxkbmap", "us", "altgr-intl"], environment)
        _started(["openbox", "--sm-disable"], environment, at_the_end)
        yield environment


_A11Y = ["--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=START_SECONDS)


def _started(
    command: list[str], environment: dict[str, str], at_the_end: ExitStack, pass_fds: tuple[int, ...] = ()
) -> None:
    # A test run that is killed takes its servers along.
    with_us = ["setpriv", "--pdeathsig", "TERM", *command]
    process = subprocess.Popen(
        with_us, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=pass_fds
    )

    def stop() -> None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    at_the_end.callback(stop)


def _announced(command: list[str], environment: dict[str, str], at_the_end: ExitStack) -> str:
    """Starts a server that writes its number or address to the file descriptor `{fd}`, and returns that."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb", 0) as announcement:
        try:
            _started([part.format(fd=theirs) for part in command], environment, at_the_end, (theirs,))
        finally:
            os.close(theirs)
        said = b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([announcement], [], [], START_SECONDS)
            part = announcement.read(4096) if ready else b""
            if not part:
                raise NoScreenError(f"{command[0]} did not start")
            said += part
    return said.decode("ascii").strip()
