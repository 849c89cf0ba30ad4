"""References, letters and names of sheets a design suggests by itself: free ones, in the manner of those beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.sheet_layout import TAB_LENGTH

_NUMBERED = re.compile(r"([A-Za-z][A-Za-z.-]*?)(\d{1,4})")
_TAB_NOT = re.compile(r"[\\/*?:\[\]\x00-\x1f]")


def next_letter(questionnaire: Questionnaire) -> str:
    """A, B … Z, AA: the first after the last one used."""
    used = {section.letter for section in questionnaire.sections}
    after = max((_place(letter) for letter in used), default=0)
    return _letter(after + 1)


def _place(letter: str) -> int:
    place = 0
    for sign in letter.upper():
        place = place * 26 + ord(sign) - 64 if "A" <= sign <= "Z" else place
    return place


def _letter(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def letters(count: int) -> list[str]:
    return [_letter(place) for place in range(1, count + 1)]


def next_ref(questionnaire: Questionnaire, section: Section, avoid: Collection[str] = ()) -> str:
    """The next number after the section's own: A4 after A3, S9 after S8. Never one of ``avoid`` (older versions')."""
    taken = {question.ref.casefold() for question in questionnaire.questions()}
    taken |= {ref.casefold() for ref in avoid}
    found = [match for question in section.questions if (match := _NUMBERED.fullmatch(question.ref))]
    heads = Counter(match[1] for match in found)
    head = heads.most_common(1)[0][0] if heads else section.letter
    number = max((int(match[2]) for match in found if match[1] == head), default=0) + 1
    while f"{head}{number}".casefold() in taken:
        number += 1
    return f"{head}{number}"


def next_row_ref(question: Question) -> str:
    """``D1.4`` after ``D1.3``; after ``SG6``, ``SG7``."""
    taken = {row.ref.casefold() for row in question.rows}
    match = re.fullmatch(r"(.*?)(\d+)", question.rows[-1].ref) if question.rows else None
    head, number = (match[1], int(match[2]) + 1) if match else (f"{question.ref}.", 1)
    while f"{head}{number}".casefold() in taken:
        number += 1
    return f"{head}{number}"


def next_key(question: Question, heading: str = "") -> str:
    """A column's key: told by its heading where that gives one, else c1, c2 …"""
    taken = {column.key for column in question.columns} | {"comment", "evidence", "plan", "answer"}
    words = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")[:16].strip("_")
    if words.isidentifier() and words not in taken:
        return words
    number = len(question.columns) + 1
    while f"c{number}" in taken:
        number += 1
    return f"c{number}"


def tab_of(letter: str, title: str, taken: Sequence[str] = ()) -> str:
    """The name of a section's sheet: its letter and title, as far as Excel takes them; none of ``taken``."""
    words = " ".join(_TAB_NOT.sub(" ", f"{letter} {title}").split())
    tab = words[:TAB_LENGTH].strip().strip("'").strip()
    if len(words) > TAB_LENGTH and " " in tab[len(letter) + 1 :]:
        tab = tab[: tab.rindex(" ")]
    lower = {one.casefold() for one in taken}
    plain, number = tab, 2
    while tab.casefold() in lower:
        tab = f"{plain[: TAB_LENGTH - 4]} {number}"
        number += 1
    return tab
