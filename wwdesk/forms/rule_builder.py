# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Compiles every expression of an XForm and puts the rules in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wwdesk.domain.texts import t
from wwdesk.forms.graph import CycleError, Dependency, in_turn, places_of, readers
from wwdesk.forms.places import Places
from wwdesk.forms.reading import Reads, reads_of, with_below
from wwdesk.forms.rules import Rule, RuleKind, Rules, Setting
from wwdesk.forms.tree import Node, NodeKind, number_nodes
from wwdesk.forms.xform import Control, Tag, Words, XForm, spelled
from wwdesk.forms.xpath.context import Compiled, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Call, Expression, Literal, XPathError, inside

_TRUE, _FALSE = ("true()", "true", "yes"), ("", "false()", "false", "no")

_SHOWN = 12
"""Names of a circle that are all shown; of a longer one the beginning and the end."""


@dataclass(slots=True)
class RuleBuilder:
    """Builds the Rules of one form; mistakes go to `places`."""

    xform: XForm
    places: Places
    definition: Node = field(init=False)
    by_path: dict[str, Node] = field(init=False)
    repeats: frozenset[str] = field(init=False)
    required: set[str] = field(default_factory=set[str])
    read_only: set[str] = field(default_factory=set[str])
    relevant: dict[str, Expression] = field(default_factory=dict[str, Expression])
    calculations: dict[str, Expression] = field(default_factory=dict[str, Expression])
    _around: Surroundings = field(init=False)
    _rules: list[Rule] = field(default_factory=list[Rule])

    def __post_init__(self) -> None:
        self.repeats = frozenset(self.xform.repeats)
        self.definition = Node(NodeKind.DOCUMENT)
        _copy(self.xform.root, self.definition, "", self.repeats)
        number_nodes(self.definition)
        self.by_path = {node.generic: node for node in self.definition.below()}
        plain = frozenset(
            path for path in self.by_path if not any(path == way or path.startswith(f"{way}/") for way in self.repeats)
        )
        self._around = Surroundings(FUNCTIONS, form=True, plain=plain, repeats=self.repeats)

    def build(self) -> Rules:
        """The rules; where there were mistakes they are in `places` and the result is of no use."""
        for path, bind in self.xform.binds.items():
            if path in self.by_path:
                self._bind(path, bind)
        settings = tuple(self._settings())
        filters = {
            path: found for path, control in self.xform.controls.items() if (found := self._filter(path, control))
        }
        labels = {path: found for path, control in self._worded() if (found := self._label(path, control.label))}
        counts = {path: self._count(path, text) for path, text in self.xform.repeats.items()}
        count_reads = frozenset[str]().union(*(reads for _, reads in counts.values()))
        values = self._ordered([rule for rule in self._rules if rule.kind in (RuleKind.RELEVANT, RuleKind.CALCULATE)])
        checks = [rule for rule in self._rules if rule.kind in (RuleKind.CONSTRAINT, RuleKind.REQUIRED)]
        binds = self.xform.binds
        return Rules(
            definition=self.definition,
            types={path: _short_type(bind.get("type", "string")) for path, bind in binds.items()},
            defaults={node.generic: node.text for node in self.definition.below() if node.text},
            repeats={path: run for path, (run, _) in counts.items()},
            count_reads=count_reads,
            plain=self._around.plain,
            instances={name: _instance(tag) for name, tag in self.xform.instances.items()},
            values=tuple(values),
            value_readers=readers([rule.reads for rule in values]),
            value_places=places_of([rule.path for rule in values]),
            checks=tuple(checks),
            check_places=places_of([rule.path for rule in checks]),
            check_readers=readers([rule.reads for rule in checks]),
            required_messages={
                path: self.xform.message(bind.get("jr:requiredMsg", "")) for path, bind in binds.items()
            },
            choice_filters=filters,
            settings=settings,
            preloads={
                path: bind.get("jr:preloadParams", "") or bind["jr:preload"]
                for path, bind in binds.items()
                if "jr:preload" in bind
            },
            labels=labels,
            formulas={path: spelled(bind["calculate"]) for path, bind in binds.items() if "calculate" in bind},
        )

    def _worded(self) -> list[tuple[str, Control]]:
        return [*self.xform.groups.items(), *self.xform.controls.items()]

    def _bind(self, path: str, bind: Mapping[str, str]) -> None:
        for kind, attribute in (
            (RuleKind.RELEVANT, "relevant"),
            (RuleKind.CALCULATE, "calculate"),
            (RuleKind.CONSTRAINT, "constraint"),
        ):
            text = bind.get(attribute, "").strip()
            if text and not (kind is RuleKind.RELEVANT and text in _TRUE):
                self._rule(kind, path, text, self.xform.message(bind.get("jr:constraintMsg", "")))
        required = bind.get("required", "").strip()
        if required in _TRUE:
            self.required.add(path)
        elif required not in _FALSE:
            self._rule(RuleKind.REQUIRED, path, required)
        if bind.get("readonly", "").strip() not in _FALSE or "calculate" in bind:
            self.read_only.add(path)

    def _rule(self, kind: RuleKind, path: str, text: str, message: str = "") -> None:
        expression, run, reads = self.compiled(path, kind.value, text)
        if expression is None or run is None:
            return
        if kind is RuleKind.RELEVANT:
            self.relevant[path] = expression
        elif kind is RuleKind.CALCULATE:
            self.calculations[path] = expression
        self._rules.append(Rule(kind=kind, path=path, run=run, reads=reads, message=message))

    def compiled(
        self, path: str, column: str, text: str
    ) -> tuple[Expression, Compiled, Reads] | tuple[None, None, Reads]:
        """An expression of the node at `path` parsed, compiled and with what it reads."""
        try:
            expression = parse(text)
            run = compile_expression(expression, self._around)
            self._known_instances(expression)
            return expression, run, reads_of(expression, self.by_path[path], self.definition, self.by_path)
        except XPathError as error:
            self.places.expression(path, column, text, error)
            return None, None, {}

    def _known_instances(self, expression: Expression) -> None:
        for part in inside(expression):
            if isinstance(part, Call) and part.name == "instance" and part.arguments:
                name = part.arguments[0]
                if isinstance(name, Literal) and name.value not in self.xform.instances:
                    raise XPathError("unknown_instance", part.position, name=name.value)

    def _ordered(self, rules: list[Rule]) -> list[Rule]:
        changes = [
            frozenset(with_below(self.by_path[rule.path]))
            if rule.kind is RuleKind.RELEVANT
            else frozenset((rule.path,))
            for rule in rules
        ]
        try:
            order = in_turn(
                [Dependency(frozenset(rule.reads), changed) for rule, changed in zip(rules, changes, strict=True)]
            )
        except CycleError as cycle:
            self._note_cycle([rules[place] for place in cycle.places])
            return []
        return [rules[place] for place in order]

    def _note_cycle(self, members: list[Rule]) -> None:
        names = [rule.path.rpartition("/")[2] for rule in members]
        key = "forms.expression.cycle_self" if len(names) == 1 else "forms.expression.cycle"
        turn = [*reversed(names), names[-1]]
        circle = " → ".join(turn if len(turn) <= _SHOWN else [*turn[: _SHOWN // 2], "…", *turn[-_SHOWN // 2 :]])
        self.places.question(members[0].path, t(key, names=circle), members[0].kind.value)

    def _filter(self, path: str, control: Control) -> tuple[Compiled, str] | None:
        """The expression of a list of choices that depends on answers."""
        if "[" not in control.itemset or path not in self.by_path:
            return None
        _, run, _ = self.compiled(path, "choice_filter", control.itemset)
        return None if run is None else (run, control.value_ref)

    def _label(self, path: str, words: Words) -> tuple[Words, tuple[Compiled, ...]] | None:
        if len(words) < 2 or path not in self.by_path:
            return None
        parts = [self.compiled(path, "label", text)[1] for text in words[1::2]]
        return words, tuple(part for part in parts if part is not None)

    def _count(self, path: str, text: str) -> tuple[Compiled | None, Reads]:
        if not text or path not in self.by_path:
            return None, {}
        _, run, reads = self.compiled(path, "repeat_count", text)
        return run, reads

    def _settings(self) -> list[Setting]:
        found: list[Setting] = []
        for action in self.xform.actions:
            if action.ref not in self.by_path:
                continue
            run = None
            if action.value:
                run = self.compiled(action.ref, "default", action.value)[1]
            first = bool(action.events & {"odk-instance-first-load", "odk-new-repeat"})
            found.append(Setting(path=action.ref, run=run, first=first, trigger=action.trigger))
        return found


def _short_type(name: str) -> str:
    return name.rpartition(":")[2]


def _copy(tag: Tag, parent: Node, way: str, repeats: frozenset[str]) -> None:
    """One row of everything; the template of a repeated group stands for its rows."""
    node = parent.add(NodeKind.ELEMENT, tag.name)
    node.generic = f"{way}/{tag.name}"
    if node.generic in repeats:
        node.row = 1
    if not tag.children:
        node.text = tag.text
        return
    seen: set[str] = set()
    for child in tag.children:
        if child.name not in seen:
            seen.add(child.name)
            _copy(child, node, node.generic, repeats)


def _instance(tag: Tag) -> Node:
    root = Node(NodeKind.DOCUMENT)
    todo = [(child, root) for child in reversed(tag.children)]
    while todo:
        part, parent = todo.pop()
        node = parent.add(NodeKind.ELEMENT, part.name)
        for name, value in part.attributes.items():
            node.add(NodeKind.ATTRIBUTE, name.rpartition(":")[2], value)
        if part.children:
            todo += [(child, node) for child in reversed(part.children)]
        else:
            node.text = part.text
    number_nodes(root)
    return root
