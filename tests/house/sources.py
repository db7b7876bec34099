# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The files the house rules are checked on, read once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".venv", ".git", "out", "dist", "build", "__pycache__"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root of the project, its text and its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path, self.text)

    def at(self, node: ast.AST, message: str) -> str:
        """A problem as an editor can jump to it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {message}"


@cache
def _parsed(path: str, text: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file under the folders."""
    return tuple(
        Source(str(path.relative_to(ROOT)), path.read_text("utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not _NOT_OURS & set(path.parts)
    )


def project_files() -> Iterator[Path]:
    """Every file that belongs to the project: what git tracks, or everything in an unpacked archive."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        yield from (path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
    else:
        yield from (path for path in ROOT.rglob("*") if path.is_file() and not _NOT_OURS & set(path.parts))


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the string nodes that are docstrings, also those under an attribute."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
