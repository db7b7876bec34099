# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""ruff and basedpyright have nothing to say, and would say it if there were something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

HEADER = "# SPDX-FileCopyrightText: The wwdesk authors\n# SPDX-License-Identifier: EUPL-1.2\n"


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "--no-cache", "."), ("ruff", "format", "--check", "."), ("basedpyright", "--level", "error")],
    ids=" ".join,
)
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    result = tool(*command)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_tools_find_what_is_planted(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(f'{HEADER}"""Planted."""\nimport os\ndef f(a):\n  return a+1\n', "utf-8")
    config = ("--config", str(ROOT / "pyproject.toml"))
    assert "F401" in tool("ruff", "check", "--no-cache", *config, str(planted)).stdout
    assert tool("ruff", "format", "--check", *config, str(planted)).returncode == 1
    project = tmp_path / "pyproject.toml"
    project.write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "wwdesk").mkdir()
    planted.rename(tmp_path / "wwdesk" / "planted.py")
    strict = tool("basedpyright", "--level", "error", "--project", str(project))
    assert "reportMissingParameterType" in strict.stdout
