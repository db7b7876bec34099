# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the public XPath cases where they lie and says how ours come out."""

from __future__ import annotations

import json
import math
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

from wwdesk.forms.tree import Node, NodeKind, number_nodes
from wwdesk.forms.xpath.context import Context, Function, FunctionTable, LazyFunction, Scope, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.forms.xpath.values import Clock, Value, boolean, number, string

CASES = Path(__file__).parents[3] / "shared" / "xpath-cases" / "cases.json"
"""Lies beside the checkout where it is there at all; nothing of it is in the project."""
Case = dict[str, Any]
CDATA = "cdata"
"""The name of a text node that was a CDATA section: browsers keep those apart, and so do the cases."""


def read_document(xml: str) -> Node:
    """A whole XML document as a tree, as a browser's: text, comments, instructions, CDATA, document type."""
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

    def text(data: str) -> None:
        stack[-1].add(NodeKind.TEXT, in_section[-1], data)

    def section(name: str) -> None:
        in_section.append(name)

    def document_type(name: str, *_more: object) -> None:
        stack[-1].add(NodeKind.OTHER, name)

    def comment(data: str) -> None:
        stack[-1].add(NodeKind.COMMENT, "", data)

    def instruction(target: str, data: str) -> None:
        stack[-1].add(NodeKind.INSTRUCTION, target, data)

    parser.CharacterDataHandler = text
    parser.CommentHandler = comment
    parser.ProcessingInstructionHandler = instruction
    parser.StartCdataSectionHandler = lambda: section(CDATA)
    parser.EndCdataSectionHandler = lambda: section("")
    parser.StartDoctypeDeclHandler = document_type
    in_section = [""]
    names: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(xml.strip(), True)
    number_nodes(root)
    return root


def _broken(_context: Context, _arguments: list[Value]) -> Value:
    raise AssertionError


def _refused_late(name: str, function: Function) -> Function:
    """The function with its arguments counted when it is called: the cases ask that it never is.

    In a form a wrong number of arguments is refused when it is read in (`test_refused`).
    """

    def run(context: Context, arguments: list[Value]) -> Value:
        if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
            raise XPathError("arguments", 0, name=name)
        return function.run(context, arguments)

    return Function(0, None, run)


def _functions() -> FunctionTable:
    """Ours, and stubs of the public suite that fail when they are evaluated."""
    table: dict[str, Function | LazyFunction] = {
        name: _refused_late(name, one) if isinstance(one, Function) else one for name, one in FUNCTIONS.items()
    }
    for name in ("fn", "explode", "explode-a", "explode-b", "explode-c", "explode-d"):
        table[name] = Function(0, None, _broken)
    return table


AROUND = Surroundings(_functions())


def outcome(case: Case) -> str:
    """Empty when the case comes out as expected, else what came instead."""
    root = read_document(case["xml"])
    clock = Clock(datetime.fromisoformat("2026-11-23T10:00:00"), timedelta(hours=-7), counts_utc=True)
    instances = {
        identity: node
        for node in root.below()
        if node.name == "instance" and (identity := next((a.text for a in node.attributes if a.name == "id"), ""))
    }

    def find(path: str) -> Node | None:
        found = evaluate(path, Context(root, root, Scope(root, clock)))
        return found[0] if isinstance(found, list) and found else None

    top, node = find(case["rootpath"]), find(case["ctx"])
    if top is None or node is None:
        return "the context is no node here"
    try:
        value = evaluate(case["expr"].replace("xhtml:", ""), Context(node, node, Scope(top, clock, instances)))
    except XPathError as error:
        return f"{error.key} {error.values}"
    if case["kind"] == "nodes":
        if not isinstance(value, list):
            return "gave no nodes"
        # By name and each once: two names may be alike, the n-th text and the n-th CDATA section.
        found, wanted = [_name(one) for one in value], case["expected"]
        return "" if found == wanted and len(set(value)) == len(value) else f"gave other nodes: {found}"
    return "" if _same(case["kind"], case["expected"], value, clock) else f"gave {value!r:.80}"


_STEPS = {
    NodeKind.ELEMENT: "*",
    NodeKind.TEXT: "text()",
    NodeKind.COMMENT: "comment()",
    NodeKind.INSTRUCTION: "processing-instruction()",
    NodeKind.OTHER: "undefined",
}


def _name(node: Node) -> str:
    """A node as the cases name it: `/*[1]/*[2]/text()[1]`."""
    if node.parent is None:
        return "/"
    above = _name(node.parent).removesuffix("/")
    if node.kind is NodeKind.ATTRIBUTE:
        return f"{above}/@{node.name}"
    apart = node.name if node.kind is NodeKind.TEXT else ""
    alike = [
        one
        for one in node.parent.children
        if one.kind is node.kind and (one.kind is not NodeKind.TEXT or one.name == apart)
    ]
    return f"{above}/{_STEPS[node.kind]}[{alike.index(node) + 1}]"


def evaluate(text: str, context: Context) -> Value:
    """The value of an expression over any XML document."""
    return compile_expression(parse(text), AROUND)(context)


def _same(kind: str, expected: Any, value: Value, clock: Clock) -> bool:
    if kind == "boolean":
        return boolean(value) is expected
    if kind == "rounded":
        return abs(number(value, clock) - expected[0]) <= 1 / expected[1]
    if kind == "number":
        found = number(value, clock)
        return math.isnan(found) if expected in (None, "NaN") else found == float(expected)
    text = string(value, clock)
    return (
        {"string": text, "strlen": len(text)}[kind] == expected if kind != "match" else bool(re.search(expected, text))
    )


def all_cases() -> list[Case]:
    """Every case of the public file."""
    return json.loads(CASES.read_text("utf-8"))
