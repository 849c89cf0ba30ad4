"""Merrowshire's board paper: what the officer put into it beside what is counted."""

from __future__ import annotations

from datetime import date

from assurance_desk.clock import Clock
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.record import Ask, Paper
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.services import papers, sample_data
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.sample_returns import REF
from assurance_desk.store import rows

_FIELDS = ("number", "item", "presented_by", "sponsor", "purpose", "consulted", "implications")


def begin(desk: Desk) -> Paper:
    """The paper on HTG-2019 for the Board of 16 May, as a draft."""
    facts = sample_data.load("paper")
    asked = next(one for one in rows.find(desk.db, Questionnaire, ref=REF) if one.status == LIVE)
    meeting = next(
        one for one in rows.find(desk.db, Meeting) if one.on == date.fromisoformat(facts["meeting"])
    )
    paper = papers.create_board_paper(desk, asked.id)
    for field in _FIELDS:
        papers.edit_paper(desk, paper.id, field, facts[field])
    papers.edit_paper(desk, paper.id, "meeting_id", meeting.id)
    asks = [Ask(verb=one["verb"], text=one["text"]) for one in facts["asks"]]
    paper = papers.set_asks(desk, paper.id, asks)
    for section, words in facts["words"].items():
        paper = papers.write_own_words(desk, paper.id, section, words)
    return paper


def issued_on() -> date:
    return date.fromisoformat(sample_data.load("paper")["issued_on"])


def issue(desk: Desk, child: Child) -> Paper:
    """The paper as it went to the Board: begun, filled in and issued on its day."""
    desk.clock = Clock(issued_on())
    paper = begin(desk)
    papers.edit_paper(desk, paper.id, "position_at", sample_data.load("paper")["position_at"])
    return papers.issue_paper(desk, paper.id, child)
