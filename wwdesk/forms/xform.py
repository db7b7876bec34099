# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the XML of an XForm into plain parts, refusing everything that is more than data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from wwdesk.forms.errors import FormError

LARGEST = 20 * 2**20
DEEPEST = 60
_LANGUAGE_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"]([^'\"]*)['\"]\s*\)\s*")

Words = tuple[str, ...]
"""A label in pieces: text and, at every odd place, the expression of an `output`."""


@dataclass(slots=True)
class Tag:
    """One element; `content` has its texts and children in order. Names carry no namespace prefix."""

    name: str
    attributes: dict[str, str]
    content: list[str | Tag] = field(default_factory=list["str | Tag"])

    @property
    def children(self) -> list[Tag]:
        """The elements directly below."""
        return [part for part in self.content if isinstance(part, Tag)]

    @property
    def text(self) -> str:
        """The text directly in the element."""
        return "".join(part for part in self.content if isinstance(part, str)).strip()

    def child(self, name: str) -> Tag | None:
        """The first element with a name directly below, if there is one."""
        return next((tag for tag in self.children if tag.name == name), None)

    def all(self, name: str) -> list[Tag]:
        """The elements with a name directly below."""
        return [tag for tag in self.children if tag.name == name]

    def below(self) -> Iterator[Tag]:
        """Every element below, in order."""
        todo = self.children[::-1]
        while todo:
            tag = todo.pop()
            yield tag
            todo += tag.children[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What the body says about one question."""

    tag: str
    label: Words
    hint: Words
    guidance: Words
    appearance: str
    itemset: str
    """The expression that lists the choices; empty without choices."""
    value_ref: str
    label_ref: str
    items: tuple[tuple[str, Words], ...]
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A `setvalue`: on `events` the node `ref` gets `value`; `trigger` is the question it hangs on."""

    events: frozenset[str]
    ref: str
    value: str
    trigger: str


@dataclass(slots=True, kw_only=True)
class XForm:
    """The parts of an XForm."""

    title: str
    root: Tag
    language: str
    languages: tuple[tuple[str, str], ...]
    """Code and name of each language, the default one first."""
    texts: dict[str, dict[str, Words]]
    instances: dict[str, Tag]
    binds: dict[str, dict[str, str]]
    controls: dict[str, Control] = field(default_factory=dict[str, Control])
    groups: dict[str, Control] = field(default_factory=dict[str, Control])
    repeats: dict[str, str] = field(default_factory=dict[str, str])
    """Path of every repeated group with the expression of its number of rows, if it has one."""
    actions: list[Action] = field(default_factory=list[Action])

    def words(self, tag: Tag | None, form: str = "") -> Words:
        """The text of a label, hint or value tag in the language of the form."""
        if tag is None:
            return ("",)
        reference = _ITEXT.fullmatch(tag.attributes.get("ref", ""))
        if reference:
            return self.texts.get(reference[1], {}).get(form, ("",))
        return ("",) if form else pieces(tag)

    def message(self, text: str) -> str:
        """A message of a bind: plain, or in the language of the form."""
        reference = _ITEXT.fullmatch(text)
        return plain(self.texts.get(reference[1], {}).get("", ("",))) if reference else text


_PATH = re.compile(r"\s?/[\w.\-]+(?:/[\w.\-]+)*/([\w.\-]+)\s?|\s?(?:\.\./)+(?:[\w.\-]+/)*([\w\-]+)\s?")


def spelled(expression: str) -> str:
    """An expression as the workbook has it: `${name}` where pyxform wrote a path."""
    return " ".join(_PATH.sub(lambda match: f"${{{match[1] or match[2]}}}", expression).split())


def plain(words: Words) -> str:
    """The text with an ellipsis where the value of another answer would stand."""
    return "".join(piece if place % 2 == 0 else "…" for place, piece in enumerate(words)).strip()


def instance_name(itemset: str) -> str:
    """The list an itemset takes its choices from."""
    _, _, rest = itemset.partition("instance(")
    quote = rest[:1]
    return rest[1:].partition(quote)[0] if quote in ("'", '"') else ""


def pieces(tag: Tag) -> Words:
    """Text and `output` expressions in turn, beginning and ending with text."""
    found = [""]
    for part in tag.content:
        if isinstance(part, str):
            found[-1] += part
        elif part.name == "output":
            found += [part.attributes.get("value") or part.attributes.get("ref", ""), ""]
    return tuple(found)


def parse_xml(text: str) -> Tag:
    """The XML as tags. A document type, entities, oversized or broken XML raise FormError."""
    if len(text) > LARGEST:
        raise FormError("form_too_large", megabytes=LARGEST // 2**20)
    top = Tag("", {})
    stack = [top]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            raise FormError("form_unsafe")
        tag = Tag(name.rpartition(":")[2], attributes)
        stack[-1].content.append(tag)
        stack.append(tag)

    def end(_name: str) -> None:
        stack.pop()

    def characters(data: str) -> None:
        stack[-1].content.append(data)

    def refuse(*_arguments: object) -> None:
        raise FormError("form_unsafe")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)  # noqa: FBT003 expat takes no keywords
    except (expat.ExpatError, ValueError) as error:
        raise FormError("form_not_xform") from error
    return top.children[0]


def read_xform(text: str, language: str = "") -> XForm:
    """The parts of an XForm in one language (by default its default language)."""
    html = parse_xml(text)
    head, body = html.child("head"), html.child("body")
    model = head.child("model") if head else None
    if head is None or body is None or model is None:
        raise FormError("form_not_xform")
    primary = next((tag for tag in model.all("instance") if tag.children), None)
    if primary is None:
        raise FormError("form_not_xform")
    title = head.child("title")
    translations = _translations(model)
    spoken, texts = _texts(translations, language)
    xform = XForm(
        title=title.text if title else "",
        root=primary.children[0],
        language=spoken,
        languages=tuple((_code(tag), _spoken_name(tag)) for tag in translations),
        texts=texts,
        instances={tag.attributes["id"]: tag for tag in model.all("instance") if "id" in tag.attributes},
        binds={tag.attributes.get("nodeset", ""): tag.attributes for tag in model.all("bind")},
    )
    xform.actions += [_action(tag, "") for tag in model.all("setvalue")]
    _read_body(xform, body)
    return xform


def _translations(model: Tag) -> list[Tag]:
    """The languages of a form, the default one first."""
    itext = model.child("itext")
    found = itext.all("translation") if itext else []
    return sorted(found, key=lambda tag: "default" not in tag.attributes)


def _texts(translations: list[Tag], language: str) -> tuple[str, dict[str, dict[str, Words]]]:
    """The language code and its texts: per id the plain one under "" and others by their form.

    Where a language leaves a text out (pyxform then writes a dash) the default language speaks.
    """
    if not translations:
        return "nl", {}
    chosen = next((tag for tag in translations if language and _code(tag) == language), translations[0])
    found: dict[str, dict[str, Words]] = {}
    for tag in translations[:1] if chosen is translations[0] else [translations[0], chosen]:
        for text in tag.all("text"):
            words = found.setdefault(text.attributes.get("id", ""), {})
            own = {value.attributes.get("form", ""): pieces(value) for value in text.all("value")}
            words.update({form: said for form, said in own.items() if said not in (("",), ("-",))})
    return _code(chosen), found


def language_code(name: str) -> str:
    """The code in a name such as `Français (fr)`; a name without one is its own code."""
    code = _LANGUAGE_CODE.search(name)
    return code[1].lower() if code else "nl" if name in ("", "default") else name


def _code(translation: Tag) -> str:
    return language_code(translation.attributes.get("lang", ""))


def _spoken_name(translation: Tag) -> str:
    return _LANGUAGE_CODE.sub("", translation.attributes.get("lang", "")).strip()


def _read_body(xform: XForm, body: Tag) -> None:
    for tag in body.below():
        ref = tag.attributes.get("ref") or tag.attributes.get("nodeset") or ""
        if tag.name == "repeat":
            xform.repeats[ref] = tag.attributes.get("jr:count", "")
        elif tag.name == "group" and ref:
            xform.groups[ref] = _control(xform, tag)
        elif tag.name in ("input", "select1", "select", "rank", "range", "trigger", "upload", "secret"):
            xform.controls[ref] = _control(xform, tag)
        xform.actions += [_action(action, ref) for action in tag.all("setvalue")]


def _action(tag: Tag, trigger: str) -> Action:
    events = frozenset(tag.attributes.get("event", "").split())
    value = tag.attributes.get("value", "")
    return Action(events=events, ref=tag.attributes.get("ref", ""), value=value, trigger=trigger)


def _control(xform: XForm, tag: Tag) -> Control:
    itemset = tag.child("itemset")
    value = itemset.child("value") if itemset else None
    label = itemset.child("label") if itemset else None
    items = tuple(
        (item_value.text, xform.words(item.child("label")))
        for item in tag.all("item")
        if (item_value := item.child("value")) is not None
    )
    hint = tag.child("hint")
    return Control(
        tag=tag.name,
        label=xform.words(tag.child("label")),
        hint=xform.words(hint),
        guidance=xform.words(hint, "guidance"),
        appearance=tag.attributes.get("appearance", ""),
        itemset=itemset.attributes.get("nodeset", "") if itemset else "",
        value_ref=value.attributes.get("ref", "name") if value else "name",
        label_ref=label.attributes.get("ref", "label") if label else "label",
        items=items,
        attributes=tag.attributes,
    )
