# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Imports point one way: the contracts of pyproject.toml hold, and they do catch what they forbid."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, Source, sources

LOADED_LATE = {"wwdesk.ui.more_ways"}
"""Known by name only, so that the lock page shows before it is read; the contracts see such an import too."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def imported(node: ast.AST) -> list[str]:
    """The modules an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "."]
    return []


def hidden_imports(source: Source) -> list[str]:
    """Imports of our own package inside functions or behind TYPE_CHECKING: how cycles hide."""
    tree = source.tree
    at_the_top = {id(node) for node in tree.body}
    return [
        source.at(node, f"imports {name} out of sight")
        for node in ast.walk(tree)
        if id(node) not in at_the_top
        for name in imported(node)
        if name.partition(".")[0] in {"wwdesk", ""} and name not in LOADED_LATE
    ]


def beyond_the_standard_library(source: Source) -> list[str]:
    return [
        source.at(node, f"domain imports {name}")
        for node in ast.walk(source.tree)
        for name in imported(node)
        if name.partition(".")[0] not in sys.stdlib_module_names | {"wwdesk"}
    ]


def test_every_contract_holds() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("domain/people.py", "import PySide6.QtCore", "PySide6 lives in ui"),
        ("domain/people.py", "import wwdesk.services.desk", "imports point down"),
        ("services/people.py", "import wwdesk.ui.labels", "imports point down"),
        ("services/people.py", "import sqlalchemy", "SQLAlchemy, SQLCipher and alembic live in storage"),
        ("ui/labels.py", "import wwdesk.storage.database", "Pages ask services"),
        ("methods/lists.py", "import wwdesk.storage.database", "imports point down"),
        ("storage/database.py", "import wwdesk.storage.work", "No import cycles"),
        ("forms/model.py", "import reportlab", "reportlab lives in documents"),
        ("services/people.py", "import zxingcpp", "Scans are read in documents only"),
        ("services/people.py", "import openpyxl", "pyxform lives in forms"),
        ("attic/__init__.py", "", "imports point down"),
    ],
)
def test_a_planted_import_is_caught(tmp_path: Path, module: str, planted: str, contract: str) -> None:
    shutil.copytree(ROOT / "wwdesk", tmp_path / "wwdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "wwdesk" / module
    target.parent.mkdir(exist_ok=True)
    target.write_text((target.read_text("utf-8") if target.exists() else "") + f"\n{planted}\n", "utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    broken = [line for line in result.stdout.splitlines() if "BROKEN" in line]
    assert any(contract in line for line in broken), result.stdout


def test_our_own_modules_are_imported_at_the_top() -> None:
    assert [problem for source in sources("wwdesk") for problem in hidden_imports(source)] == []


def test_a_hidden_import_is_seen() -> None:
    assert hidden_imports(Source("a.py", "def f():\n    from wwdesk.domain import ids\n")) != []
    assert hidden_imports(Source("a.py", "if TYPE_CHECKING:\n    import wwdesk.ui\n")) != []
    assert hidden_imports(Source("a.py", "from wwdesk.domain import ids\n\ndef f():\n    import json\n")) == []


def test_the_rules_need_nothing_but_python() -> None:
    assert [problem for source in sources("wwdesk/domain") for problem in beyond_the_standard_library(source)] == []


def test_a_library_in_domain_is_seen() -> None:
    assert beyond_the_standard_library(Source("a.py", "from stdnum.be import nn\n")) != []
    assert beyond_the_standard_library(Source("a.py", "import json\nfrom wwdesk.domain.ids import x\n")) == []
