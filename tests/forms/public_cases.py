# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the public XPath cases where they lie and says how ours come out."""

from __future__ import annotations

import json
import math
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

from wwdesk.forms.tree import Node, NodeKind, number_nodes
from wwdesk.forms.xpath.context import Context, Function, Scope, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.forms.xpath.values import Clock, Value, boolean, number, string

CASES = Path("/work/shared/xpath-cases/cases.json")
OUTSIDE = re.compile(r"\b(area|distance|geofence)\(|namespace::|\w+:\w+\[|xhtml:|ev:")


def read_document(xml: str) -> Node:
    """A whole XML document as a tree: text, comments and instructions too."""
    root = Node(NodeKind.DOCUMENT)
    stack = [root]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        node = stack[-1].add(NodeKind.ELEMENT, name)
        node.prefix = prefix
        scope = dict(names[-1])
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                scope[key.partition(":")[2]] = value
        names.append(scope)
        node.uri = scope.get(prefix, "")
        for key, value in attributes.items():
            if key != "xmlns" and not key.startswith("xmlns:"):
                prefix, _, name = key.rpartition(":")
                attribute = node.add(NodeKind.ATTRIBUTE, name, value)
                attribute.prefix = prefix
                attribute.uri = scope.get(prefix, "") if prefix else ""
        stack.append(node)

    def end(_tag: str) -> None:
        stack.pop()
        names.pop()

    names: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: stack[-1].add(NodeKind.TEXT, "", text) and None
    parser.CommentHandler = lambda text: stack[-1].add(NodeKind.COMMENT, "", text) and None
    parser.ProcessingInstructionHandler = lambda target, text: (
        stack[-1].add(NodeKind.INSTRUCTION, target, text) and None
    )
    parser.Parse(xml.strip(), True)
    number_nodes(root)
    return root


def _broken(_context: Context, _arguments: list[Value]) -> Value:
    raise AssertionError


def _functions() -> dict[str, Any]:
    table: dict[str, Any] = dict(FUNCTIONS)
    for name in ("explode", "explode-a", "explode-b", "explode-c", "explode-d"):
        table[name] = Function(0, None, _broken)
    return table


AROUND = Surroundings(_functions())


def outcome(case: dict[str, Any]) -> str:
    """Empty when the case comes out as expected, else what came instead."""
    try:
        root = read_document(case["xml"])
        clock = Clock(datetime(2026, 11, 23, 10, 0), timedelta(hours=-7), counts_utc=True)
        instances = {
            next(a.text for a in node.attributes if a.name == "id"): node
            for node in root.below()
            if node.name == "instance" and any(a.name == "id" for a in node.attributes)
        }

        def find(path: str) -> Node:
            scope = Scope(root, clock)
            found = compile_expression(parse(path), AROUND)(Context(root, root, scope))
            return cast("list[Node]", found)[0]

        scope = Scope(find(case["rootpath"]), clock, instances)
        node = find(case["ctx"])
        value = compile_expression(parse(case["expr"].replace("xhtml:", "")), AROUND)(Context(node, node, scope))
        return "" if _same(case, value, find, clock) else f"gave {value!r:.80}"
    except XPathError as error:
        return f"{error.key} {error.values}"
    except Exception as error:  # a crash is a finding too
        return f"CRASH {error!r}"


def _same(case: dict[str, Any], value: Value, find: Any, clock: Clock) -> bool:
    expected = case["expected"]
    match case["kind"]:
        case "boolean":
            return boolean(value) is expected
        case "number":
            found = number(value, clock)
            wanted = float(expected) if expected is not None else math.nan
            return found == wanted or (math.isnan(found) and math.isnan(wanted))
        case "rounded":
            return abs(number(value, clock) - expected[0]) <= 1 / expected[1]
        case "string":
            return string(value, clock) == expected
        case "strlen":
            return len(string(value, clock)) == expected
        case "match":
            return re.search(expected, string(value, clock)) is not None
        case _:
            return [id(find(path)) for path in expected] == [id(node) for node in cast("list[Node]", value)]


def all_cases() -> list[dict[str, Any]]:
    return json.loads(CASES.read_text("utf-8"))
