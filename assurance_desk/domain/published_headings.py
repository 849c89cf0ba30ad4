"""How a published text says where a recommendation or a response begins.

A heading opens a line, or follows the end of a sentence and carries a colon; the same words inside a sentence
("as recommendation 3 asks") are no heading. What a heading looks like was taken from published responses:
"RECOMMENDATION 1:", "Rec. 1.1", "RECOMMENDATION ONE:", "Board Response:", "Agency response", "Action taken".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RECOMMENDATION, RESPONSE, LIST, LEAD_IN, ITEM, RULE, SECTION, PAGE, PARAGRAPH = (
    "recommendation", "response", "list", "lead-in", "item", "rule", "section", "page", "paragraph",
)  # fmt: skip

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")

_OPEN = r"[ \t]{0,12}(?:>[ \t]?)?(?:\#{1,6}[ \t]+)?[*_]{0,3}"
_CLOSE = r"[*_]{0,3}"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[A-Za-z]?|" + "|".join(_WORDS) + r"|[IVX]{1,5}|[A-Z])(?![\w])"
_RECOMMENDATION = re.compile(
    rf"{_OPEN}(?P<word>recommendation|rec)(?P<dot>\.?)[ \t]*(?:no\.?|number|\#)?[ \t]*{_NUMBER}"
    rf"{_CLOSE}(?P<mark>[ \t]*(?:[:.)]-?|[-–—])?){_CLOSE}",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"{_OPEN}(?P<word>recommendation){_CLOSE}[ \t]*(?P<mark>:-?){_CLOSE}", re.IGNORECASE
)
_WHO = r"(?:[\w’'/&.-]{1,40}[ \t]+){0,6}?"
_TO = (
    r"(?:[ \t]+(?:to|on)[ \t]+(?:this[ \t]+)?rec(?:\.|ommendation)?[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})?"
    r"|[ \t]+(?:from|by|of)(?:[ \t]+[\w’'/&.-]{1,40}){1,6}?)?"
)
_RESPONSE = re.compile(
    rf"{_OPEN}(?P<who>{_WHO})(?P<word>responses?|actions?[ \t]+taken|repl(?:y|ies)){_TO}"
    rf"{_CLOSE}[ \t]*(?P<mark>:-?|[-–—](?=\s)|(?=\s*$)){_CLOSE}",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"{_OPEN}(?:the[ \t]+)?(?P<what>recommendations(?:[ \t]+and[ \t]+responses)?|responses){_CLOSE}[ \t]*:?-?{_CLOSE}\s*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"[^\n]{0,200}\brecommendations\b[^\n.!?]{0,60}:-?\s*$", re.IGNORECASE)
_ITEM = re.compile(
    r"[ \t]{0,12}\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))[ \t]+(?=\S)"
)
_RULE = re.compile(r"\s*(?:[-=_*][ \t]?){3,}\s*$")
_PAGE = re.compile(r"\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*$", re.IGNORECASE)
_SECTION = re.compile(r"[ \t]{0,3}\#{1,6}[ \t]+\S")
_INLINE = re.compile(r"(?<=[.!?*])[ \t]{1,4}(?=[A-Z*_])")
_BULLET = re.compile(r"\s*(?:[-–•·▪◦*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_SENTENCE_ENDS = tuple(".:;!?*_)”’\"'")


@dataclass(frozen=True, slots=True)
class Mark:
    """What opens at ``start`` of the source; its own words end at ``end``. ``number`` "" where none is given."""

    kind: str
    start: int
    end: int
    number: str = ""


def plain_number(words: str) -> str:
    """Figures for "ONE", "IV" and "4"; a letter as it stands."""
    if words.lower() in _WORDS:
        return str(_WORDS.index(words.lower()) + 1)
    if words in _ROMAN:
        return str(_ROMAN.index(words) + 1)
    return words


def number_key(number: str) -> tuple[int, ...]:
    """For comparing "1.2" with "1.10"; a letter counts by its place."""
    found = tuple(int(part) for part in re.findall(r"[0-9]+", number))
    return found or tuple(ord(sign) for sign in number[:1].upper())


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def looks_like_heading(text: str) -> bool:
    """One short line without an end of a sentence: a title between the pairs."""
    words = text.strip()
    return (
        bool(words)
        and "\n" not in words
        and len(words) <= 80
        and not words.endswith((".", ";", ",", ":", "?", "!", "*", "”", ")"))
        and not is_bullet(text)
        and (words[0].isupper() or words[0] in "#*")
    )


def opening(line: str, at: int, *, before: str, after_heading: bool, last: str) -> Mark | None:
    """What the line (standing at ``at``) opens, if anything.

    ``before`` is the line above, "" where a paragraph begins; ``last`` the number of the recommendation before.
    """
    if _RULE.match(line):
        return Mark(RULE, at, at + len(line))
    if _PAGE.match(line) and line.strip():
        return Mark(PAGE, at, at + len(line)) if not before else None
    found = _LIST.match(line)
    if found:
        return Mark(LIST, at, at + len(line), found["what"].casefold().split()[0])
    return (
        _recommendation(line, at, before, last, after_heading=after_heading)
        or _response(line, at, before, after_heading=after_heading)
        or _other(line, at, before)
    )


def _other(line: str, at: int, before: str) -> Mark | None:
    found = _ITEM.match(line)
    if found and (not before or before.rstrip().endswith(_SENTENCE_ENDS)):
        return Mark(ITEM, at, at + found.end(), found["number"])
    if _SECTION.match(line):
        return Mark(SECTION, at, at)
    if _LEAD_IN.match(line):
        return Mark(LEAD_IN, at, at)
    return None


def _recommendation(line: str, at: int, before: str, last: str, *, after_heading: bool) -> Mark | None:
    found = _RECOMMENDATION.match(line) or _UNNUMBERED.match(line)
    if not found:
        return None
    raw = found.groupdict().get("number") or ""
    number = plain_number(raw)
    mark, rest = found["mark"].strip(), line[found.end() :]
    if raw.isalpha() and number == raw and not (raw.isupper() and mark):
        return None
    ends = after_heading or not before or before.rstrip().endswith(_SENTENCE_ENDS)
    follows = number in next_numbers(last)
    if not (mark or not rest.strip() or (_opens_sentence(rest) and (not before or (ends and follows)))):
        return None
    if not (ends or found["word"].isupper() or (":" in mark and follows)):
        return None
    return Mark(RECOMMENDATION, at, at + found.end(), number)


def next_numbers(last: str) -> tuple[str, ...]:
    """What may come after a number: 1.2 is followed by 1.3, 1.2.1, 2 or 2.1."""
    parts = [int(part) for part in re.findall(r"[0-9]+", last)]
    if not parts:
        return ("1", "1.1")
    found = [[*parts, 1]]
    for depth in range(1, len(parts) + 1):
        risen = [*parts[: depth - 1], parts[depth - 1] + 1]
        found += [risen, [*risen, 1]]
    return tuple(".".join(str(part) for part in one) for one in found)


def _opens_sentence(rest: str) -> bool:
    """Whether a colon was lost: in "Recommendation 1 The Board should", not in "recommendation 1 was"."""
    words = rest.lstrip()
    return bool(words) and words[0].isupper()


def _response(line: str, at: int, before: str, *, after_heading: bool) -> Mark | None:
    found = _RESPONSE.match(line)
    if not found:
        return None
    first = found.group().lstrip("#>*_ \t")[:1]
    ends = not before or after_heading or before.rstrip().endswith(_SENTENCE_ENDS)
    if not ends and not (first.isupper() and ":" in found["mark"]):
        return None
    if not first.isupper() and found["who"]:
        return None
    return Mark(RESPONSE, at, at + found.end(), found["number"] or "")


def inside(line: str, at: int) -> list[Mark]:
    """Headings that follow a sentence on the same line, as text pasted from a PDF has them: only with a colon."""
    marks: list[Mark] = []
    for gap in _INLINE.finditer(line):
        if marks and at + gap.end() < marks[-1].end:
            continue  # "P. Response:" is one heading, not a second one inside it
        rest = line[gap.end() :]
        found = _RECOMMENDATION.match(rest, 0, 80) or _RESPONSE.match(rest, 0, 80)
        if found and ":" in found["mark"] and found.group().lstrip("*_")[:1].isupper():
            start = at + gap.end()
            kind = RECOMMENDATION if found.re is _RECOMMENDATION else RESPONSE
            marks.append(Mark(kind, start, start + found.end(), plain_number(found["number"] or "")))
    return marks
