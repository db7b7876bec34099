# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every file says whose it is, and every module says its one purpose."""

from __future__ import annotations

import ast

import pytest

from tests.house.sources import ROOT, Source, project_files, sources

SPDX = ("# SPDX-FileCopyrightText: The wwdesk authors", "# SPDX-License-Identifier: EUPL-1.2")


def has_spdx(text: str) -> bool:
    lines = text.splitlines()
    start = 1 if lines and lines[0].startswith("#!") else 0
    return tuple(lines[start : start + 2]) == SPDX


def header_problems(source: Source) -> list[str]:
    problems: list[str] = []
    if not has_spdx(source.text):
        problems.append(f"{source.path}:1 lacks the two SPDX lines")
    purpose = (ast.get_docstring(source.tree) or "").partition("\n")[0]
    if not purpose:
        problems.append(f"{source.path}:1 does not say its purpose")
    elif not purpose.endswith((".", "!", "?")):
        problems.append(f"{source.path}:3 says its purpose in no whole sentence")
    return problems


def test_every_module_says_whose_it_is_and_what_for() -> None:
    problems = [
        problem for source in sources("wwdesk", "tests", "bench", "installer") for problem in header_problems(source)
    ]
    assert problems == []


def test_every_script_says_whose_it_is() -> None:
    scripts = [path for path in project_files() if path.suffix == ".sh" or path.name in {"Makefile", "run"}]
    assert scripts
    assert [str(path.relative_to(ROOT)) for path in scripts if not has_spdx(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "planted",
    ['"""Does things."""\n', f"{SPDX[0]}\n{SPDX[1]}\nx = 1\n", f'{SPDX[0]}\n{SPDX[1]}\n"""things"""\n', ""],
)
def test_a_bare_module_is_seen(planted: str) -> None:
    assert header_problems(Source("a.py", planted)) != []
