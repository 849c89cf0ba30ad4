"""What words changed between two texts: each kept, taken out or put in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from assurance_desk.texts import _, plural

SAME, OUT, IN = "same", "out", "in"
MOST = 20_000
"""Words and signs of the differing middle of a text that are compared one by one; a longer one is told whole."""
_PART = re.compile(r"\s+|\w+(?:[’'\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` is SAME (in both), OUT (only in the earlier) or IN (only in the later)."""

    kind: str
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The later text with what was taken out standing where it stood. Blanks and line ends alone are no change."""
    old, new = _PART.findall(before), _PART.findall(after)
    old_keys, new_keys = [_key(one) for one in old], [_key(one) for one in new]
    blocks = _joined(_blocks(old_keys, new_keys), new_keys)
    pieces: list[Piece] = []
    for alike, a1, a2, b1, b2 in blocks:
        if alike:
            pieces.append(Piece(SAME, "".join(new[b1:b2])))
            continue
        for kind, words in ((OUT, "".join(old[a1:a2])), (IN, "".join(new[b1:b2]))):
            if words:
                pieces.append(Piece(kind, words))
    return tuple(pieces)


def summary(pieces: tuple[Piece, ...]) -> str:
    """Such as: 3 words put in, 5 taken out; or that the words are the same."""
    put, out = (_words(pieces, kind) for kind in (IN, OUT))
    parts = [plural("{n} word put in", "{n} words put in", put)] if put else []
    if out:
        parts.append(
            plural("{n} taken out", "{n} taken out", out)
            if put
            else plural("{n} word taken out", "{n} words taken out", out)
        )
    if parts:
        return ", ".join(parts)
    changed = any(one.kind != SAME for one in pieces)
    return _("only signs differ") if changed else _("the words are the same")


def _words(pieces: tuple[Piece, ...], kind: str) -> int:
    parts = (part for one in pieces if one.kind == kind for part in _PART.findall(one.text))
    return sum(part[0].isalnum() for part in parts)


def _key(part: str) -> str:
    return " " if part.isspace() else part


Block = tuple[bool, int, int, int, int]
"""Alike or not, and where it stands in the earlier (from, to) and the later text (from, to)."""


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    start = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    a2, b2 = len(old) - end, len(new) - end
    middle: list[Block] = [(False, start, a2, start, b2)]
    if max(a2, b2) - start <= MOST:
        middle = [
            (
                code.tag == "equal",
                start + code.src_start,
                start + code.src_end,
                start + code.dest_start,
                start + code.dest_end,
            )
            for code in LCSseq.opcodes(old[start:a2], new[start:b2])
        ]
    found: list[Block] = [(True, 0, start, 0, start), *middle, (True, a2, len(old), b2, len(new))]
    return [one for one in found if one[1] < one[2] or one[3] < one[4]]


def _joined(blocks: list[Block], new: list[str]) -> list[Block]:
    """Neighbours of one kind made one; a blank or a sign alone between two changes is part of the change."""
    made: list[Block] = []
    for number, (alike, a1, a2, b1, b2) in enumerate(blocks):
        inside = 0 < number < len(blocks) - 1
        small = alike and inside and not any(part[0].isalnum() for part in new[b1:b2])
        kind = alike and not small
        if made and made[-1][0] == kind:
            made[-1] = (kind, made[-1][1], a2, made[-1][3], b2)
        else:
            made.append((kind, a1, a2, b1, b2))
    return made
