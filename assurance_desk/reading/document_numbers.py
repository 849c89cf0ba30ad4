"""The numbers Word puts before paragraphs by itself: they stand in no text, and readers quote them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_BULLETS = "•"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    words: str = "%1."
    start: int = 1


class Numbering:
    """Counts along as paragraphs come. ``root`` is the document's numbering part, empty where it has none."""

    def __init__(self, root: Any) -> None:
        shapes: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._levels = shapes
        self._at: dict[str, dict[int, int]] = defaultdict(dict)
        for one in root:
            kind = _name(one)
            if kind == "abstractNum":
                shapes[_attribute(one, "abstractNumId")] = dict(
                    _level(level) for level in one if _name(level) == "lvl"
                )
            elif kind == "num":
                self._lists[_attribute(one, "numId")] = _value(one, "abstractNumId")

    def next(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of this list at this depth, with the blank after it."""
        shape = self._levels.get(self._lists.get(number, ""), {})
        level = shape.get(depth)
        if level is None or level.style == "none" or not 0 <= depth < _DEEPEST:
            return ""
        if level.style == "bullet":
            return f"{_BULLETS} "
        counts = self._at[self._lists[number]]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]

        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = shape.get(at, _Level())
            return _shown(counts.get(at, other.start), other.style)

        words = _PLACE.sub(place, level.words).strip()
        return f"{words} " if words else ""


def _shown(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if style == "upperRoman" else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    found = ""
    for worth, letters in _ROMAN:
        while count >= worth:
            found, count = found + letters, count - worth
    return found


def _level(element: Any) -> tuple[int, _Level]:
    depth, start = _attribute(element, "ilvl"), _value(element, "start")
    return (
        int(depth) if depth.isdecimal() else 0,
        _Level(
            _value(element, "numFmt") or "decimal",
            _value(element, "lvlText"),
            int(start) if start.isdecimal() and len(start) < 6 else 1,
        ),
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(element: Any, name: str) -> str:
    found = next((one for one in element if _name(one) == name), None)
    return "" if found is None else _attribute(found, "val")
