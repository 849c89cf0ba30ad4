"""A slot in words: its reference, what is asked there, and its value as a person reads it."""

from __future__ import annotations

from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Slot
from assurance_desk.domain.questions import type_of
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.sheet_layout import FOLLOW_HEADS
from assurance_desk.texts import _


def what_of(asked: Questionnaire, slot: Slot) -> str:
    """``SG4 Supported staff, In date: domestic abuse``; a plain question's own words."""
    question = f.question_of(asked, slot.question)
    if question is None:
        return slot.question or _("The file")
    column = _column_words(question, slot.column)
    row = next(
        (f"{one.ref} {one.short or one.label}".strip() for one in question.rows if one.ref == slot.row), ""
    )
    head = row or question.text
    return f"{head.rstrip('.')}, {column}" if column else head


def _column_words(question: Question, key: str) -> str:
    if key in FOLLOW_HEADS:
        return FOLLOW_HEADS[key].lower()
    found: Column | None = next((one for one in question.columns if one.key == key), None)
    return found.heading if found and found.heading != "Answer" else ""


def ref_of(slot: Slot) -> str:
    """``D1 SG5``; ``A4.2`` where the row's own reference says the question's."""
    return f"{slot.question} {slot.row}".strip() if not slot.row.startswith(slot.question) else slot.row


def shown(asked: Questionnaire, slot: Slot, value: str) -> str:
    question = f.question_of(asked, slot.question)
    return type_of(question).show(question, slot, value) if question and value else value
