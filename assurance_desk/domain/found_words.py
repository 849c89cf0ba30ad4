"""Where what was typed stands in a text, and the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

Spans = tuple[tuple[int, int], ...]
NOWHERE: Spans = ()
AROUND = 110
BEFORE = 36
"""Characters shown of a long text, and how many of them before the first word found."""


def best(texts: Sequence[str], typed: str) -> str:
    """The text that holds most of the words typed; the first of those that hold as many, "" where none holds any."""
    counted = [(sum(bool(one.search(text)) for one in patterns(typed)), text) for text in texts]
    most = max((count for count, _text in counted), default=0)
    return next((text for count, text in counted if count == most), "") if most else ""


def excerpt(text: str, typed: str, most: int = AROUND) -> tuple[str, Spans]:
    """On one line, at most about ``most`` characters around the first word found; and where the words typed stand."""
    words = " ".join(text.split())
    found = spans(words, typed)
    if len(words) > most:
        first = found[0][0] if found else 0
        start = 0 if first <= BEFORE else words.rfind(" ", 0, first - BEFORE + 1) + 1
        end = len(words) if start + most >= len(words) else words.rfind(" ", start, start + most)
        end = end if end > first else start + most
        words = ("…" if start else "") + words[start:end] + ("…" if end < len(words) else "")
        found = spans(words, typed)
    return words, found


def spans(text: str, typed: str) -> Spans:
    """Where the words typed stand, in order and without overlap; accents and capitals do not matter."""
    plain = _plain(text)
    found = sorted(place.span() for one in patterns(typed) for place in one.finditer(plain))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


@lru_cache(maxsize=64)
def patterns(typed: str) -> tuple[re.Pattern[str], ...]:
    """One for each word typed, as the index understands it: whole words, the last one as a beginning."""
    words = [re.findall(r"[^\W_]+", _plain(word)) for word in typed.split()]
    words = [parts for parts in words if parts][:8]
    return tuple(
        re.compile(
            r"(?<![^\W_])"
            + r"[\W_]+".join(map(re.escape, parts))
            + ("" if number == len(words) else r"(?![^\W_])"),
            re.IGNORECASE,
        )
        for number, parts in enumerate(words, 1)
    )


def _plain(text: str) -> str:
    """Without accents, letter for letter, so that places stay where they are."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
