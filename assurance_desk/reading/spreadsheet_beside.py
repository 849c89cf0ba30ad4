"""What a workbook holds beside its cells: notes on cells, text boxes, pictures. Answers are written there too."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from functools import lru_cache

from assurance_desk.domain.recovery.book import BOX, NOTE, Beside

_COMMENT = re.compile(r"<(?:\w+:)?comment\b([^>]*)>(.*?)</(?:\w+:)?comment>", re.DOTALL)
_PLACE = re.compile(r"\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})")
_WORDS = re.compile(r"<(?:\w+:)?t\b[^>]*?(?<!/)>([^<]*)</(?:\w+:)?t>")
_ANCHOR = re.compile(r"<(?:\w+:)?(\w+)Anchor\b.*?</(?:\w+:)?\1Anchor>", re.DOTALL)
_FROM = re.compile(
    r"<(?:\w+:)?from>.*?<(?:\w+:)?col>\s*(\d+)\s*<.*?<(?:\w+:)?row>\s*(\d+)\s*<.*?</(?:\w+:)?from>", re.DOTALL
)
_PICTURE = re.compile(r"<(?:\w+:)?pic\b")
_PARAGRAPH = re.compile(r"</(?:\w+:)?p>")


def beside(archive: zipfile.ZipFile, part: str, relations: dict[str, str]) -> tuple[Beside, ...]:
    """``relations``: target part to its type, of the sheet in ``part``."""
    names = set(archive.namelist())
    found: list[Beside] = []
    for target, kind in relations.items():
        at = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
        )
        if at not in names:
            continue
        if kind.endswith("/comments"):
            found += _comments(archive.read(at).decode("utf-8", "replace"))
        elif kind.endswith("/drawing"):
            found += _drawn(archive.read(at).decode("utf-8", "replace"))
    return tuple(found)


def _comments(xml: str) -> list[Beside]:
    found = []
    for one in _COMMENT.finditer(xml):
        at = _PLACE.search(one[1])
        text = "".join(html.unescape(words) for words in _WORDS.findall(one[2])).strip()
        if at and text:
            found.append(Beside(int(at[2]) - 1, column(at[1]), text, NOTE))
    return found


def _drawn(xml: str) -> list[Beside]:
    found = []
    for one in _ANCHOR.finditer(xml):
        at = _FROM.search(one[0])
        row, col = (int(at[2]), int(at[1])) if at else (0, 0)
        lines = ["".join(_WORDS.findall(part)) for part in _PARAGRAPH.split(one[0])]
        text = html.unescape("\n".join(line for line in lines if line)).strip()
        if text:
            found.append(Beside(row, col, text, BOX))
        elif _PICTURE.search(one[0]):
            found.append(Beside(row, col, "", BOX))
    return found


@lru_cache(maxsize=1024)
def column(letters: str) -> int:
    """0-based, of at most three letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
