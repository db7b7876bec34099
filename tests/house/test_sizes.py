# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Modules, classes and functions stay small enough to read in one go."""

from __future__ import annotations

import ast

from tests.house.sources import Source, sources

MODULE_LINES = 500
CLASS_METHODS = 20
FUNCTION_LINES = 60

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_big(source: Source) -> list[str]:
    problems: list[str] = []
    lines = len(source.text.splitlines())
    if lines > MODULE_LINES:
        problems.append(f"{source.path}:1 module of {lines} lines, at most {MODULE_LINES}")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, _Function) for part in node.body)
            if methods > CLASS_METHODS:
                problems.append(source.at(node, f"class {node.name} has {methods} methods, at most {CLASS_METHODS}"))
        elif isinstance(node, _Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                problems.append(source.at(node, f"{node.name} is {length} lines, at most {FUNCTION_LINES}"))
    return problems


def test_everything_is_small_enough() -> None:
    assert [problem for source in sources("wwdesk", "tests", "bench") for problem in too_big(source)] == []


def test_a_long_module_a_wide_class_and_a_long_function_are_seen() -> None:
    assert "module of 501 lines" in too_big(Source("a.py", "x = 1\n" * 501))[0]
    methods = "".join(f"    def m{n}(self): ...\n" for n in range(21))
    assert "21 methods" in too_big(Source("a.py", f"class A:\n{methods}"))[0]
    body = "    x = 1\n" * 60
    assert "f is 61 lines" in too_big(Source("a.py", f"def f():\n{body}"))[0]
    assert too_big(Source("a.py", f"def f():\n{body[:-10]}")) == []
