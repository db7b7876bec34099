# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which machine and process this is, and whether another process still lives."""

from __future__ import annotations

import ctypes
import getpass
import hashlib
import os
import platform
import subprocess
import sys
import uuid
from functools import cache
from pathlib import Path


def host_name() -> str:
    """The name of this machine, as its users know it."""
    return platform.node() or "?"


@cache
def machine_id() -> str:
    """What tells this machine from another of the same name (two laptops called DESKTOP)."""
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            known = Path(place).read_text("ascii").strip()
        except (OSError, ValueError):
            continue
        if known:
            break
    else:
        known = str(uuid.getnode())
    return hashlib.sha256(f"wwdesk machine {known}".encode()).hexdigest()[:16]


def user_name() -> str:
    """Who is logged in on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def started(pid: int) -> str:
    """When a process started, in whatever this system tells; empty if there is no such process.

    Process numbers are used again: the number and the start together name a process.
    """
    if sys.platform == "win32":
        return _started_windows(pid)
    if sys.platform == "linux":
        return _started_linux(pid)
    return _started_ps(pid)


def _started_linux(pid: int) -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return ""
    if fields[0] in (b"Z", b"X"):  # dead, waiting for its parent to notice
        return ""
    return f"{boot} {fields[19].decode()}"


def _started_ps(pid: int) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program with a number
            ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return "?" if _answers(pid) else ""
    return answer.stdout.strip()


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _started_windows(pid: int) -> str:
    """The creation time of a process through the Windows API: without rights on it, it surely lives."""
    if sys.platform != "win32":
        return ""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(0x1000, False, pid)  # noqa: FBT003 - PROCESS_QUERY_LIMITED_INFORMATION, not inherited
    if not handle:
        return "?" if ctypes.get_last_error() == 5 else ""
    try:
        times = [ctypes.c_ulonglong() for _ in range(4)]
        if not kernel.GetProcessTimes(ctypes.c_void_p(handle), *(ctypes.byref(value) for value in times)):
            return "?"
        return str(times[0].value) if not times[1].value else ""
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
