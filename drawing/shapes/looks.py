"""What figure.css says of one node, for renderers that know no style sheets.

The rules are read from the style sheet of the screen itself, so that paper cannot differ. It
holds plain selectors only: a tag, classes, and one ancestor before them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from drawing.shapes.svg import CSS

Look: TypeAlias = "dict[str, str]"
Named: TypeAlias = "tuple[str, frozenset[str]]"  # tag and classes of a node
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[Named, ...]
    look: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        classes = sum(len(found) for _, found in self.steps)
        return classes, sum(bool(tag) for tag, _ in self.steps)


def look_of(node: Named, ancestors: Sequence[Named]) -> Look:
    """Return the properties that hold for `node` below `ancestors` (outermost first)."""
    found = [rule for rule in _rules() if _fits(rule, node, ancestors)]
    look: Look = {}
    for rule in sorted(found, key=lambda rule: rule.weight):  # stable: later rules win
        look.update(rule.look)
    return look


def named(tag: str, attributes: Mapping[str, str | float]) -> Named:
    """Return tag and classes of a node of the drawing tree."""
    return tag, frozenset(str(attributes.get("class", "")).split())


def _fits(rule: _Rule, node: Named, ancestors: Sequence[Named]) -> bool:
    *above, last = rule.steps
    if not _matches(last, node):
        return False
    at = 0
    for step in above:
        while at < len(ancestors) and not _matches(step, ancestors[at]):
            at += 1
        if at == len(ancestors):
            return False
        at += 1
    return True


def _matches(step: Named, node: Named) -> bool:
    return step[0] in {"", node[0]} and step[1] <= node[1]


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", CSS)):
        pairs = [part.split(":", 1) for part in body.split(";") if ":" in part]
        look = {name.strip(): value.strip() for name, value in pairs}
        rules += [_Rule(_steps(selector), look) for selector in selectors.split(",")]
    return tuple(rules)


def _steps(selector: str) -> tuple[Named, ...]:
    parts = (compound.split(".") for compound in selector.split())
    return tuple((tag, frozenset(classes)) for tag, *classes in parts)
