"""How many returns came is counted for every page, the papers, the gaps and the command line: one number on all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.paper.blocks import KeyFigures
from assurance_desk.domain.paper.sections.message import counted_replies
from assurance_desk.domain.questionnaire import LIVE, Question, Questionnaire, Section
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import (
    chase_list,
    files,
    gaps,
    home,
    info,
    papers,
    questionnaires,
    replies,
    replies_words,
    returns_asked,
)
from assurance_desk.services.desk import Desk
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows


def counted(desk: Desk, asked: Questionnaire) -> dict[str, tuple[int, int]]:
    """(came, asked) as each place counts it."""
    now = home.questionnaire_now(desk)
    assert now is not None
    analysed = gaps.analyse(desk, asked.id).replies
    tracked = replies.rate(desk, asked)
    tray = replies.came(desk, asked)
    row = next(one for one in questionnaires.table(desk) if one.id == asked.id)
    told = next(one.returns for one in info.read(desk).questionnaires if one.questionnaire.id == asked.id)
    listed = chase_list.gather(desk, asked.id).rate[0]
    found = (
        next((one.id for one in papers.papers(desk)), None) or papers.create_board_paper(desk, asked.id).id
    )
    whole = papers.paper(desk, found)
    assert whole is not None
    scale = papers.scale_of(desk, whole)
    return {
        "home": (now.counts.came, now.counts.issued),
        "tray": (tray.came, tray.asked),
        "replies": (tracked.returns_came, tracked.returns),
        "gaps": (analysed.returns_came, analysed.returns),
        "questionnaires": (row.received, row.asked),
        "command line": (told.came, told.asked),
        "chase list": listed[1:],
        "paper": (scale.returns_in, scale.returns_issued),
    }


def test_every_page_counts_the_same_returns_as_come(demo: dict[str, Any]) -> None:
    desk = files.open_desk(Path(demo["workbook"]), Clock(), read_only=True)
    try:
        asked = returns_asked.questionnaire_shown(desk)
        assert asked is not None
        counts = counted(desk, asked)
    finally:
        desk.close()
    assert counts == dict.fromkeys(counts, (13, 14))


ASKED = Questionnaire(
    id="q1", ref="T-1", version="1.0", title="Training", status=LIVE, issued_on=date(2019, 2, 4), due_on=date(2019, 3, 15),
    sections=(Section(letter="A", title="All", tab="A", questions=(Question(ref="A1", text="How many?", kind="number"),)),),
)  # fmt: skip
"""It asks for a number, and none is set up as a share."""


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Desk]:
    """Three came, one declined with a reason, one is silent; one was let off, one message has not left."""
    desk = files.create(tmp_path / "desk.assurance", Clock(date(2019, 4, 24)))
    came = {"state": "taken in", "received_on": date(2019, 3, 14)}
    every: list[dict[str, Any]] = [
        came, {**came, "state": "part"}, {"received_on": date(2019, 3, 20)},
        {"state": "declined", "reason": "no duty to answer"}, {}, {"state": "exempt", "reason": "no homes"},
        {"drafted_on": date(2019, 2, 4)},
    ]  # fmt: skip
    with desk.step("Set up"):
        rows.put(desk.db, ASKED)
        for place, fields in enumerate(every):
            ref = f"O0{place}"
            rows.put(desk.db, Organisation(id=ref, ref=ref, name=f"Organisation {place}"))
            rows.put(
                desk.db,
                Return(
                    id=f"r{place}", questionnaire_id="q1", organisation_id=ref, ref=ref, name=f"Organisation {place}",
                    code=ref, position=place, issued_on=date(2019, 2, 4), due_on=date(2019, 3, 15), **fields,
                ),
            )  # fmt: skip
    yield desk
    desk.close()


def test_whoever_declined_was_let_off_or_not_asked_yet_is_counted_alike_everywhere(mixed: Desk) -> None:
    counts = counted(mixed, ASKED)
    assert counts == dict.fromkeys(counts, (3, 5))
    told = replies_words.rate(replies.rate(mixed, ASKED), figures=False)
    assert told == "3 of 5 returns came; 4 of 5 organisations replied"


def test_answers_taken_of_one_that_later_declined_stay_counted(mixed: Desk) -> None:
    with mixed.step("A letter of theirs is taken for their answers"):
        rows.put(mixed.db, Answer(id="a", return_id="r3", question="A1", value="4"))
    counts = counted(mixed, ASKED)
    assert counts == dict.fromkeys(counts, (4, 5))


def test_page_one_of_the_paper_says_who_declined_and_that_figures_were_asked_for(mixed: Desk) -> None:
    paper = papers.create_board_paper(mixed, "q1")
    block = counted_replies(take_snapshot(mixed, paper))
    assert isinstance(block, KeyFigures)
    assert (block.figures[0].figure, block.figures[0].text) == (
        "3 of 5",
        (
            "returns came. Organisation 4 did not reply; Organisation 3 declined. The questionnaire asks for figures, but"
            " none of them is set up as a share of another, so no share is counted."
        ),
    )
