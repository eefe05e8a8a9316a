"""`load_yaml`: YAML as plain values with the place of every one: `Located`.

The only door to PyYAML. Events are walked; nothing is ever constructed into objects. Scalars
are read by the core schema of YAML 1.2.2 (§10.3), so ``no``, ``12:30`` and ``2021-04-06`` are
text, and ``010`` is ten. Anchors and aliases work within limits; merge keys and tags outside the
core schema are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from sourcebook.diagnostics import Diagnostic, Source, rules_src, rules_yaml
from sourcebook.formats.located import NO_KEYS, Located, Node, Path
from sourcebook.formats.yaml_advice import advise
from sourcebook.formats.yaml_frame import Frame
from sourcebook.formats.yaml_scalars import resolve

__all__ = ["Located", "Path", "load_yaml", "resolve"]

MOST_NODES = 300_000
MOST_REPEATED = 10_000
"""Nodes that aliases may add. A billion laughs needs a dozen lines."""
DEEPEST = 40

# libyaml is three times as fast; a PyYAML built without it reads the same. Of libyaml the parser
# alone: a loader would make a constructor and a resolver for each of hundreds of small files.
_Parser: Any = yaml.CSafeLoader.__bases__[0] if yaml.__with_libyaml__ else yaml.SafeLoader

_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CORE = "tag:yaml.org,2002:"
_TAG_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
}


def load_yaml(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return the YAML between the offsets *start* and *end* of *source*, and its problems.

    ``None`` means that the text cannot be read as YAML at all (or passes a limit); then nothing
    of it may be used. An empty text is the value ``None``. Of a key that stands twice the first
    counts. Never raises.
    """
    text = source.text[start:end]
    if text.startswith("\ufeff"):
        text, start = text[1:], start + 1
    if found := _UNPRINTABLE.search(text):
        at = source.locate(start + found.start(), start + found.end())
        name = f"U+{ord(found.group()):04X}"
        return None, (rules_src.CONTROL_CHARACTER.at(at, name=name),)
    composer = _Composer(source, start)
    parser = _Parser(text)
    try:
        while composer.is_reading and (event := parser.get_event()) is not None:
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        return None, (*composer.problems, _syntax_problem(source, start, error))
    finally:
        parser.dispose()
    if not composer.is_reading:
        return None, tuple(composer.problems)
    root = composer.root or Node(None, start, start)
    return Located(root.value, source, root), tuple(composer.problems)


class _Composer:
    """Takes parser events one by one and builds `Node` values; what is wrong is collected."""

    def __init__(self, source: Source, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.root: Node | None = None
        self.problems: list[Diagnostic] = []
        self.is_reading = True
        self._frames: list[Frame] = []
        self._anchors: dict[str, Node] = {}
        self._nodes = 0
        self._repeated = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take in one event; which class it is of tells what it has."""
        start: int = self.offset + event.start_mark.index
        end: int = self.offset + event.end_mark.index
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._count(start)
            if not self._is_simple_key(event, start, end):
                self._attach(self._scalar(event, start, end), event.anchor)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, start)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frame = self._frames.pop()
            self._attach(frame.finish(end), frame.anchor)
        elif kind is yaml.AliasEvent:
            self._attach(self._alias(event.anchor or "", start, end), None)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                at = self.source.locate(start, max(end, start + 1))
                self.problems.append(rules_yaml.SEVERAL_DOCUMENTS.at(at))
                self.is_reading = False

    def _open(self, event: yaml.CollectionStartEvent, start: int) -> None:
        self._count(start)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        frame = Frame(start, event.anchor, is_mapping, not event.flow_style)
        tag = "map" if is_mapping else "seq"
        if event.tag not in (None, "!", _CORE + tag):
            frame.is_broken = True
            self._refuse_tag(event.tag, "is not read here", start)
        if len(self._frames) >= DEEPEST:
            self._limit(start, "more levels of nesting", DEEPEST)
        self._frames.append(frame)

    def _count(self, start: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._limit(start, "more values", MOST_NODES)

    def _limit(self, start: int, what: str, most: int) -> None:
        if self.is_reading:
            at = self.source.locate(start, start + 1)
            self.problems.append(rules_yaml.YAML_LIMIT.at(at, what=what, most=f"{most:,}"))
        self.is_reading = False

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> Node:
        text, tag = event.value, event.tag
        # libyaml's events have "" for plain, PyYAML's own have None.
        is_plain = not event.style and tag is None
        value = resolve(text) if is_plain else text
        if is_plain or (tag is None and event.style == "'"):
            return Node(value, start, end, (), NO_KEYS, text, is_plain)
        if event.style in ("|", ">"):
            # The parser ends a block text where the next thing begins.
            end = start + len(self.source.text[start:end].rstrip())
        is_broken = False
        if tag not in (None, "!", _CORE + "str"):
            expected = _TAG_TYPES.get(tag.removeprefix(_CORE)) if tag.startswith(_CORE) else None
            value = resolve(text)
            if expected is None:
                is_broken = True
                self._refuse_tag(tag, "is not read here", start)
            elif type(value) not in expected:
                is_broken = True
                self._refuse_tag(tag, f"does not fit the value “{_short(text)}”", start)
        # The file itself was searched: only an escape between double quotes can make one.
        if event.style == '"' and (found := _UNPRINTABLE.search(text)):
            is_broken = True
            at = self.source.locate(start, end)
            name = f"U+{ord(found.group()):04X}"
            self.problems.append(rules_src.CONTROL_CHARACTER.at(at, name=name))
        return Node(value, start, end, (), NO_KEYS, text, is_plain, 1, is_broken)

    def _refuse_tag(self, tag: str, reason: str, start: int) -> None:
        shown = tag.replace(_CORE, "!!")
        at = self.source.locate(start, start + 1)
        self.problems.append(rules_yaml.YAML_TAG.at(at, tag=_short(shown), reason=reason))

    def _alias(self, name: str, start: int, end: int) -> Node:
        node = self._anchors.get(name)
        if node is not None:
            self._repeated += node.size
            if self._repeated > MOST_REPEATED:
                self._limit(start, "more values repeated by aliases", MOST_REPEATED)
            return node
        is_open = any(frame.anchor == name for frame in self._frames)
        reason = "it stands inside that value" if is_open else "nothing before it has that mark"
        at = self.source.locate(start, end)
        self.problems.append(rules_yaml.UNKNOWN_ANCHOR.at(at, name=name, reason=reason))
        return Node(None, start, end, is_broken=True)

    def _attach(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if frame.is_mapping and frame.key is None:
            frame.key = self._key(frame, node)
        else:
            frame.put(node)

    def _is_simple_key(self, event: Any, start: int, end: int) -> bool:
        """Take in a plain word as the next key, as nearly all keys are, and say whether it was."""
        frame = self._frames[-1] if self._frames else None
        text: str = event.value
        if (
            frame is None
            or not frame.is_mapping
            or frame.key is not None
            or text in frame.keys
            or not text.isidentifier()
            or event.style
            or event.tag is not None
            or event.anchor is not None
        ):
            return False
        frame.key = (text, start, end)
        return True

    def _key(self, frame: Frame, node: Node) -> tuple[str | None, int, int]:
        """Return the key that *node* is, and report one that cannot be."""
        text, start, end = node.text, node.start, node.end
        is_usable = text is not None and "\n" not in text and not (text == "<<" and node.is_plain)
        if is_usable and text not in frame.keys:
            frame.is_broken |= node.is_broken
            return text, start, end
        at = self.source.locate(start, end)
        if text is None or "\n" in text:
            what = "several lines long" if text is not None else "a list or mapping"
            self.problems.append(rules_yaml.YAML_KEY.at(at, what=what))
        elif not is_usable:
            self.problems.append(rules_yaml.MERGE_KEY.at(at))
        else:
            first = self.source.locate(*frame.keys[text])
            self.problems.append(
                rules_yaml.DUPLICATE_KEY.at(
                    at, related=((first, "first given here"),), key=_short(text)
                )
            )
        frame.is_broken |= not is_usable
        return None, start, end


def _index(mark: Any) -> int:
    """Return the offset of a mark; libyaml's and PyYAML's are two classes."""
    return int(mark.index) if mark else 0


def _short(text: str) -> str:
    """Return *text* as one line of a length that a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _syntax_problem(source: Source, start: int, error: yaml.MarkedYAMLError) -> Diagnostic:
    offset = _index(error.problem_mark)
    sign = source.text[start + offset : start + offset + 1]
    if sign == "\t" and "quoted" not in (error.context or ""):
        at = source.locate(start + offset, start + offset + 1)
        return rules_yaml.YAML_TAB.at(at)
    advice = advise(error.context or "", error.problem or "")
    if advice.is_at_opening and error.context_mark:
        offset = _index(error.context_mark)
    at = source.locate(start + offset, start + offset + 1)
    return rules_yaml.YAML_SYNTAX.at(at, reason=advice.reason, advice=advice.advice)
