"""What one cell may hold, and what was made of what stood in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assurance_desk.texts import _

CellKind = Literal["text", "choice", "whole", "whole_or", "date", "month"]
CellValue = str | int | float | bool | date | datetime

CERTAIN, LIKELY, UNSURE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class CellRule:
    """``word`` is what a ``whole_or`` cell takes in place of a number; ``prompt`` replaces the kind's own."""

    kind: CellKind = "text"
    choices: tuple[str, ...] = ()
    word: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """``value`` is canonical text: ISO dates (2019-03-18, 2018-11), plain digits, the list's own word.

    ``sure`` is 3 (certain), 2 (likely) or 1 (unsure); ``how`` says in plain words how it was read, "" when as
    typed; ``problem`` is one clause saying what was expected, and then ``value`` is "".
    """

    value: str
    sure: int = CERTAIN
    how: str = ""
    problem: str = ""


BLANK = Reading("")

_SPACES = re.compile(r"\s+")
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\u00ad": None,
        "\u200e": None, "\u200f": None,
    }
)  # fmt: skip


def plain(text: str) -> str:
    """One space between words, straight quotes and hyphens, nothing invisible; capitals kept.

    Compatibility forms are left alone on purpose: folding would turn "1²" into "12".
    """
    return _SPACES.sub(" ", text.translate(_PLAIN)).strip()


def bare(text: str) -> str:
    """For comparing words: as ``plain``, without capitals and without a stop or comma at the end."""
    return plain(text).rstrip(".,;:").strip("'\" ").casefold()


def refused(expected: str) -> Reading:
    return Reading("", UNSURE, "", expected)


def as_shown(value: CellValue) -> str:
    """A cell's value as its sender saw it, near enough to recognise."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return str(value)


EXCEL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


def read_text(value: CellValue) -> Reading:
    """Words are kept to the letter; only an Excel error is refused."""
    if isinstance(value, str):
        if value in EXCEL_ERRORS:
            return refused(_("words; Excel shows an error here"))
        return Reading(value) if plain(value) else BLANK
    shown = as_shown(value)
    return Reading(shown, LIKELY, _("a {kind} kept as {shown}").format(kind=_kind_words(value), shown=shown))


def _kind_words(value: CellValue) -> str:
    if isinstance(value, bool):
        return _("true-or-false value")
    return _("date") if isinstance(value, date) else _("number")
