"""An online form's answers: one line a respondent, one column a question. Which column answers what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Questionnaire, Slot
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.sheet_layout import FOLLOW_HEADS, row_label
from assurance_desk.texts import _

LEAVE_OUT, WHOSE = "", "whose"
"""What a column may be for besides an answer: nothing, or to say whose line it is."""
NEAR: Final = 88
_REF: Final = re.compile(r"^\s*([A-Za-z][A-Za-z0-9.-]{0,15})[\s.:)\]-]+")
_PARTS: Final = re.compile(r"[\[\]{}]|\.(?=\S)|\s[-–—>:]\s")
_WHOSE: Final = (
    "return code", "organisation", "name of organisation", "organisation name", "name of your organisation", "school",
    "school name", "name of school", "urn", "provider", "agency", "reference", "your organisation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormTable:
    """``head`` and ``rows`` as words, every row as long as the head. ``sheet`` is where they stand in the file, ``first`` the
    row number of the first line of answers there, from 1.
    """

    name: str
    sheet: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be for: ``key`` names it in a map, ``words`` say it. ``several``: a list of options in one cell."""

    key: str
    words: str
    slot: Slot | None = None
    several: str = ""


def key_of(slot: Slot) -> str:
    return "|".join(slot)


def targets_of(asked: Questionnaire) -> tuple[Target, ...]:
    """Everything a column can be for, in the order it is asked."""
    made = [Target(LEAVE_OUT, _("Leave out")), Target(WHOSE, _("Says whose it is"))]
    for question in asked.questions():
        if question.kind == "several":
            words = _("{ref} {text}: a list of what was chosen").format(ref=question.ref, text=question.text)
            made.append(Target(f"several|{question.ref}", words, several=question.ref))
        made += [Target(key_of(slot), _words(question, slot), slot) for slot, _rule in slots_of(question)]
    return tuple(made)


def _words(question: Question, slot: Slot) -> str:
    row = next((row_label(one) for one in question.rows if one.ref == slot.row), slot.row)
    head = next((one.heading for one in question.columns if one.key == slot.column), "")
    beside = FOLLOW_HEADS.get(slot.column, "")
    parts = [part for part in (row, head, beside) if part]
    return f"{question.ref} " + (", ".join(parts) if parts else question.text)


def suggest(asked: Questionnaire, head: Sequence[str], known: Iterable[FormMap] = ()) -> tuple[str, ...]:
    """A key for each column: as the same form was mapped before, else by its words. Nothing is suggested twice, and what
    fits two answers is left out rather than guessed.
    """
    for one in known:
        if one.heads == tuple(head):
            return one.targets
    finder = _Finder(asked)
    made: list[str] = []
    before = ""
    for words in head:
        key = finder.find(words, before)
        if key in made:
            key = LEAVE_OUT
        made.append(key)
        if key not in (LEAVE_OUT, WHOSE):
            before = key
    return tuple(made)


class _Finder:
    def __init__(self, asked: Questionnaire) -> None:
        self.questions = {one.ref.casefold(): one for one in asked.questions()}
        self.texts = [(bare(one.text), one) for one in asked.questions()]

    def find(self, words: str, before: str) -> str:
        """``before``: what the column at the left is for; "Comment" alone belongs to it."""
        plain = bare(words)
        if plain in _WHOSE:
            return WHOSE
        beside = _beside(plain)
        if beside and len(plain.split()) <= 3:
            return self._beside_of(before, beside)
        question = self._question(words)
        if question is None:
            return LEAVE_OUT
        if beside and beside not in bare(question.text):
            return self._beside_of(key_of(Slot(question.ref)), beside)
        if question.rows:
            return self._cell(question, words)
        return key_of(Slot(question.ref))

    def _question(self, words: str) -> Question | None:
        found = _REF.match(words + " ")
        if found and (named := self.questions.get(found[1].casefold())):
            return named
        plain = bare(words)
        exact = [one for text, one in self.texts if text and (plain == text or plain.startswith(text))]
        if len(exact) == 1:
            return exact[0]
        near = [one for text, one in self.texts if fuzz.ratio(plain, text) >= NEAR]
        return near[0] if len(near) == 1 else None

    @staticmethod
    def _beside_of(key: str, column: str) -> str:
        parts = key.split("|")
        if len(parts) != 3:
            return LEAVE_OUT
        return key_of(Slot(parts[0], parts[1], column))

    @staticmethod
    def _cell(question: Question, words: str) -> str:
        """``D1 [SG1 Housing officers] [Employed]``: the row and the column by their words."""
        parts = [bare(part) for part in _PARTS.split(words)]
        rows = [
            one.ref
            for one in question.rows
            if any(
                part and part in (bare(row_label(one)), bare(one.label), bare(one.ref), bare(one.short))
                for part in parts
            )
        ]
        keys = [one.key for one in question.columns if any(part and part in (bare(one.heading), bare(one.key)) for part in parts)]  # fmt: skip
        if question.kind == "several":
            return key_of(Slot(question.ref, rows[0])) if len(rows) == 1 else f"several|{question.ref}"
        if len(rows) == 1 and (len(keys) == 1 or len(question.columns) == 1):
            return key_of(Slot(question.ref, rows[0], keys[0] if keys else question.columns[0].key))
        return LEAVE_OUT


def _beside(plain: str) -> str:
    """Comment, evidence or plan, where the heading names one."""
    for column in FOLLOW_COLUMNS:
        if bare(FOLLOW_HEADS[column]) in plain:
            return column
    return "comment" if "comment" in plain.split() or "reason" in plain.split() else ""
