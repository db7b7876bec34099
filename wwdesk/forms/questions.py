# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The questions, groups and pages of a form, as values for screen and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from wwdesk.domain.texts import t
from wwdesk.forms.model import Choice, Group, Limits, Question, QuestionKind
from wwdesk.forms.paper_words import told_on_paper
from wwdesk.forms.places import Places
from wwdesk.forms.rule_builder import RuleBuilder
from wwdesk.forms.tree import Node
from wwdesk.forms.xform import Control, Tag, XForm, instance_name, plain

_INPUT_KINDS = {
    "string": QuestionKind.TEXT,
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "dateTime": QuestionKind.DATETIME,
    "barcode": QuestionKind.TEXT,
}

_CONTROL_KINDS = {
    "select1": QuestionKind.SELECT_ONE,
    "trigger": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
    "rank": QuestionKind.RANK,
}


def fraction(text: str) -> Fraction | None:
    """The number that `text` writes, with a decimal point or comma; None for anything else."""
    text = text.strip().replace(",", ".")
    if not text or len(text) > 30 or text.strip("0123456789.-"):
        return None
    try:
        return Fraction(text)
    except ValueError:
        return None


@dataclass(slots=True)
class QuestionBuilder:
    """Builds the pages of one form from its XForm; mistakes go to `places`."""

    xform: XForm
    rules: RuleBuilder
    places: Places
    _lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict[str, tuple[Choice, ...]])

    def pages(self) -> tuple[Group, ...]:
        """Top-level groups in order; loose questions between them get a page without a name."""
        root = self.rules.definition.children[0]
        pages: list[Group] = []
        loose: list[Question] = []
        hidden: list[Question] = []
        for item in self._items(root):
            if isinstance(item, Group):
                self._close_page(pages, loose, root)
                pages.append(item)
            elif item.kind is QuestionKind.HIDDEN:
                hidden.append(item)
            else:
                loose.append(item)
        self._close_page(pages, loose, root)
        if not pages:
            pages.append(self._loose_page(root, ()))
        if hidden:
            # Calculations between the groups belong to no page; they travel with the last one that is there once.
            place = next((place for place in reversed(range(len(pages))) if not pages[place].repeat), None)
            if place is None:
                pages, place = [self._loose_page(root, pages)], 0
            pages[place] = replace(pages[place], items=(*pages[place].items, *hidden))
        return told_on_paper(tuple(pages), self.xform, self.rules, self.places)

    def _loose_page(self, root: Node, items: Sequence[Question | Group]) -> Group:
        return Group(path=root.generic, name="", label=self.xform.title, items=tuple(items))

    def _close_page(self, pages: list[Group], loose: list[Question], root: Node) -> None:
        if loose:
            pages.append(self._loose_page(root, loose))
            loose.clear()

    def _items(self, node: Node) -> Iterator[Question | Group]:
        for child in node.children:
            if child.name == "meta" and node.parent is self.rules.definition:
                continue
            yield self._group(child) if child.children else self._question(child)

    def _group(self, node: Node) -> Group:
        path = node.generic
        control = self.xform.groups.get(path)
        return Group(
            path=path,
            name=node.name,
            label=plain(control.label) if control else "",
            hint=(plain(control.hint) if control else "") or self.places.row(path).get("hint", ""),
            items=tuple(self._items(node)),
            repeat=path in self.xform.repeats,
            counted=bool(self.xform.repeats.get(path)),
        )

    def _question(self, node: Node) -> Question:
        path = node.generic
        control = self.xform.controls.get(path)
        row = self.places.row(path)
        weight = fraction(row.get("weight", "1"))
        if weight is None or weight < 0:
            self.places.question(path, t("forms.table.no_number", text=row.get("weight", "")), "weight")
        return Question(
            path=path,
            name=node.name,
            kind=self._kind(path, control),
            label=plain(control.label) if control else "",
            hint=plain(control.hint) if control else "",
            guidance=plain(control.guidance) if control else "",
            choices=self._choices(path, control) if control else (),
            required=path in self.rules.required,
            read_only=path in self.rules.read_only,
            appearance=control.appearance if control else "",
            limits=self._limits(path, control) if control and control.tag == "range" else None,
            accept=_accept(control.attributes.get("mediatype", "")) if control else "",
            weight=Fraction(1) if weight is None else weight,
        )

    def _kind(self, path: str, control: Control | None) -> QuestionKind:
        type_name = self.xform.binds.get(path, {}).get("type", "string").rpartition(":")[2]
        if control is None:
            return QuestionKind.HIDDEN
        if control.tag in _CONTROL_KINDS:
            return _CONTROL_KINDS[control.tag]
        if control.tag == "upload":
            drawn = set(control.appearance.split()) & {"signature", "draw"}
            return QuestionKind.SIGNATURE if drawn else QuestionKind.FILE
        kind = _INPUT_KINDS.get(type_name)
        if kind is None:
            self.places.question(path, t("forms.table.unknown_type", type=type_name), "type")
            return QuestionKind.TEXT
        bind = self.xform.binds.get(path, {})
        if kind is QuestionKind.TEXT and "calculate" not in bind and path in self.rules.read_only:
            return QuestionKind.NOTE
        return kind

    def _limits(self, path: str, control: Control) -> Limits | None:
        """The ends and the step of a `range`; pyxform gives a missing one its usual value."""
        lowest, highest, step = (fraction(control.attributes.get(name, "")) for name in ("start", "end", "step"))
        if lowest is None or highest is None or step is None or lowest >= highest or step <= 0:
            self.places.question(path, t("forms.table.range"), "parameters")
            return None
        return Limits(lowest, highest, step)

    def _choices(self, path: str, control: Control) -> tuple[Choice, ...]:
        if control.tag == "trigger":
            return (Choice("OK", t("forms.words.acknowledged", self.xform.language)),)
        if control.items:
            return tuple(Choice(name, plain(words)) for name, words in control.items)
        if not control.itemset:
            return ()
        name = instance_name(control.itemset)
        if name not in self.xform.instances:
            self.places.question(path, t("forms.expression.unknown_instance", name=name), "type")
            return ()
        if name not in self._lists:
            self._lists[name] = tuple(
                self._choice(path, item, control) for item in self.xform.instances[name].below() if item.name == "item"
            )
        return self._lists[name]

    def _choice(self, path: str, item: Tag, control: Control) -> Choice:
        children = {child.name: child for child in item.children}
        name = children[control.value_ref].text if control.value_ref in children else ""
        if "itextId" in children:
            label = plain(self.xform.texts.get(children["itextId"].text, {}).get("", ("",)))
        else:
            label = plain(self.xform.words(children.get(control.label_ref)))
        written = children["score"].text if "score" in children else ""
        score = fraction(written) if written else None
        if written and score is None:
            self.places.question(path, t("forms.table.no_number", text=written), "score")
        return Choice(name, label, score)


def _accept(mediatype: str) -> str:
    """What an upload may be; pyxform writes `application/*` where it may be anything."""
    kind = mediatype.partition("/")[0]
    return kind if kind in ("image", "audio", "video") else ""
