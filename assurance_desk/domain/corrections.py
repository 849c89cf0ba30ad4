"""Answers put right after they came: by telephone, by mail, or in the sender's own file with the cells in question open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from assurance_desk.domain.codes import tidy_code
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.texts import _, later

TELEPHONE, MAIL, LETTER, IN_PERSON = "telephone", "e-mail", "letter", "in person"
HOWS: Final = (TELEPHONE, MAIL, LETTER, IN_PERSON)
HOW_WORDS: Final = {
    TELEPHONE: later("by telephone"),
    MAIL: later("by e-mail"),
    LETTER: later("by letter"),
    IN_PERSON: later("in person"),
}
CHECK_SHEET: Final = "Please check"
_CODE_LINE = re.compile(r"^Correction code (?P<code>\S{4}-?\S{4})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One answer put right; never altered, the latest holds. ``before`` and ``after`` are canonical, "" where blank.

    ``how`` is one of ``HOWS``, or names the file it came in; ``who`` said it.
    """

    id: str
    return_id: str
    question: str
    row: str = ""
    column: str = "answer"
    before: str
    after: str
    who: str
    how: str
    on: date
    reason: str = ""
    position: int = 0

    @property
    def slot(self) -> Slot:
        return Slot(self.question, self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionBook:
    """A workbook that goes back with the cells in question open, kept as it went under ``sha256``.

    ``finding_sha256``: what our own finder reads in it, so that what comes back can be held against it. ``file_id``: the
    sender's file it was made from; None where it is a fresh copy of the questionnaire.
    """

    id: str
    return_id: str
    file_id: str | None = None
    code: str
    name: str
    sha256: str
    finding_sha256: str = ""
    made_on: date
    sent_on: date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionItem:
    """One cell a correction workbook opens, for the query it is to settle. ``was``: what stood there as it went."""

    id: str
    book_id: str
    query_id: str
    question: str
    row: str = ""
    column: str = "answer"
    sheet: str = ""
    cell: str = ""
    was: str = ""
    position: int = 0

    @property
    def slot(self) -> Slot:
        return Slot(self.question, self.row, self.column)


def code_line(code: str) -> str:
    """Stands, seen by everyone, on the first sheet: by it the file is known when it comes back."""
    return f"Correction code {code}"


def code_in(text: str) -> str:
    """The code of a line made by ``code_line``; "" where it is none."""
    found = _CODE_LINE.match(text.strip())
    return tidy_code(found["code"]) if found else ""


def how_words(how: str) -> str:
    return _(HOW_WORDS[how]) if how in HOW_WORDS else how
