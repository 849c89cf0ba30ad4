"""File names out of words we do not trust, safe on Windows, macOS, Linux and in a mail attachment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 110
_NOT_IN_NAMES = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]'
)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: "xslx.exe" can be made to look like "exe.xlsx"."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: "xslx.exe" can be made to look like "exe.xlsx"."""


def safe_name(words: str, ending: str = "") -> str:
    """``words`` as a file name with ``ending`` (".xlsx"); never empty, never a path, never hidden."""
    name = unicodedata.normalize("NFC", words)
    name = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip(". ")
    while len(name.encode()) > LONGEST:
        name = name[:-1]
    name = name.strip(". ") or "file"
    if _RESERVED.match(name):
        name = f"_{name}"
    return name + ending


def unique_names(names: Iterable[str], ending: str = "") -> list[str]:
    """Safe names that no file system takes for the same, whether it minds capitals or not."""
    taken: set[str] = set()
    made: list[str] = []
    for words in names:
        name = safe_name(words, ending)
        number = 2
        while name.casefold() in taken:
            name = safe_name(f"{safe_name(words)[: LONGEST - 6]} ({number})", ending)
            number += 1
        taken.add(name.casefold())
        made.append(name)
    return made


def tidy(name: str) -> str:
    """A file's name as it may be kept, shown and printed: no control characters, nothing that is no Unicode."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(
        " " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in text if one not in _TURNS
    )
