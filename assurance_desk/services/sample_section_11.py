"""Merrowshire's Section 11 round of 2024: self-scores as they came, and what the panel agreed of each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import moderation, questionnaires, returns, sample_data, sample_register
from assurance_desk.services.desk import Desk
from assurance_desk.services.sample_register import Event
from assurance_desk.store import rows

_HOW = "keyed from the workbook"


def issue(desk: Desk, _event: Event) -> None:
    """To each agency, on the desk's day; the files themselves are not kept."""
    text = (sample_data.folder() / "section_11_2024.json").read_text(encoding="utf-8")
    added = questionnaires.add_questionnaire(desk, questionnaires.questionnaire_from_json(text))
    with tempfile.TemporaryDirectory() as scratch:
        asked = sample_data.load("section_11_scores")["to"]
        questionnaires.issue(desk, f"{added.ref} {added.version}", Path(scratch), asked)


def take_in(desk: Desk, _event: Event) -> None:
    """Every self-score, each return on the day it came."""
    facts = sample_data.load("section_11_scores")
    for ref, came in sorted(facts["received"].items(), key=lambda one: str(one[1])):
        given = {Slot(question): one["self"] for question, one in facts["returns"][ref].items()}
        given |= {
            Slot(question, "", "comment"): one["comment"]
            for question, one in facts["returns"][ref].items()
            if "comment" in one
        }
        returns.enter_answers(desk, _return(desk, ref).id, given, _HOW, sample_register.day_of(came))


def agree(desk: Desk, event: Event) -> None:
    """The panel's score beside each of theirs, with the reason where it differs."""
    facts = sample_data.load("section_11_scores")
    for ref, scores in facts["returns"].items():
        held = {
            one.question: one
            for one in rows.find(desk.db, Answer, return_id=_return(desk, ref).id, column="answer")
        }
        for question, one in scores.items():
            moderation.agree(
                desk, held[question], one["agreed"], reason=one.get("reason", ""), panel=event["panel"]
            )


def _return(desk: Desk, ref: str) -> Return:
    """That agency's return of this round."""
    asked = questionnaires.table(desk)
    ours = next(one.id for one in asked if one.ref == "S11-2024")
    return next(one for one in rows.find(desk.db, Return, questionnaire_id=ours) if one.ref == ref)
