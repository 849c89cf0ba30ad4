"""Reads a cell that should hold a whole number, or a word in its place."""

from __future__ import annotations

import re
from datetime import date

from assurance_desk.domain.questions.cells import (
    BLANK,
    CERTAIN,
    LIKELY,
    CellRule,
    CellValue,
    Reading,
    bare,
    plain,
    refused,
)
from assurance_desk.texts import _

MOST = 9_999_999
_DIGITS = re.compile(r"[0-9]{1,12}(\.0+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.0+)?")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        )
    )
} | {"none": "0", "nil": "0"}  # fmt: skip


def read_whole(rule: CellRule, value: CellValue) -> Reading:
    """Digits, with or without thousands commas. "12 (2 part time)", "approx 30", "n/a", "-" are refused."""
    if isinstance(value, bool | date):
        return refused(expected(rule))
    if isinstance(value, int | float):
        return _figure(rule, value)
    return _typed(rule, value)


def _typed(rule: CellRule, value: str) -> Reading:
    text = plain(value)
    if not text:
        return BLANK
    if _DIGITS.fullmatch(text):
        return _in_bounds(rule, text.split(".")[0], "" if text == value else _("spaces removed"))
    if _THOUSANDS.fullmatch(text):
        return _in_bounds(rule, text.split(".")[0].replace(",", ""), _("commas removed"))
    return _in_words(rule, value, text)


def _in_words(rule: CellRule, value: str, text: str) -> Reading:
    word = bare(text)
    if rule.word and _means(word, bare(rule.word)):
        how = "" if value == rule.word else _("“{text}” read as “{word}”").format(text=text, word=rule.word)
        return Reading(rule.word, CERTAIN if word == bare(rule.word) else LIKELY, how)
    if word in _NUMBER_WORDS:
        digits = _NUMBER_WORDS[word]
        return Reading(digits, LIKELY, _("“{text}” read as {digits}").format(text=text, digits=digits))
    return refused(expected(rule))


def _figure(rule: CellRule, value: float) -> Reading:
    if not 0 <= value <= MOST or value != int(value):  # "not 0 <= nan" holds, so no nan comes further
        return refused(expected(rule))
    return Reading(str(int(value)))


def _in_bounds(rule: CellRule, digits: str, how: str) -> Reading:
    number = int(digits)
    return Reading(str(number), 3, how) if number <= MOST else refused(expected(rule))


def _means(word: str, wanted: str) -> bool:
    """The word itself, its initials ("n/k"), or "unknown" for "not known"."""
    initials = "".join(part[0] for part in wanted.split())
    same = {wanted, initials, "/".join(initials), ".".join(initials)} if len(initials) > 1 else {wanted}
    if wanted == "not known":
        same |= {"unknown", "don't know", "do not know"}
    return word in same


def expected(rule: CellRule) -> str:
    if rule.word:
        return _("a whole number such as 12, or “{word}”").format(word=rule.word)
    return _("a whole number such as 12")
