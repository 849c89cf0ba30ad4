"""Whose a file is that does not say so itself: by a reference or a name in its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assurance_desk.domain.returns import Return


def by_file_name(returns: Sequence[Return], name: str) -> Return | None:
    """A file that says nothing may still bear a reference or an organisation's name."""
    by_ref = [one for one in returns if re.search(rf"(?<!\w){re.escape(one.ref)}(?!\w)", name)]
    if len(by_ref) == 1:
        return by_ref[0]
    in_name = set(re.findall(r"\w{5,}", name.casefold()))
    common = _common_words(returns)
    named = [
        one for one in returns
        if in_name & (set(re.findall(r"\w{5,}", one.name.casefold())) - common)
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None


def _common_words(returns: Sequence[Return]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = {
        "housing",
        "homes",
        "council",
        "district",
        "borough",
        "letter",
        "charity",
        "group",
        "association",
    }
    for one in returns:
        words = set(re.findall(r"\w{5,}", one.name.casefold()))
        twice |= words & seen
        seen |= words
    return twice
