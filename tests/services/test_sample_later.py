"""Merrowshire five years on holds every line of both trackers, each where an officer would look for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import (
    as_at,
    checks,
    files,
    meetings,
    organisations,
    records,
    register,
    returns_view,
    sample,
)
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("later") / "later.assurance"
    sample.create(path, sample.LATER)
    return path


@pytest.fixture
def desk(made: Path) -> Iterator[Desk]:
    opened = files.open_desk(made, Clock(), read_only=True)
    yield opened
    opened.close()


def action(desk: Desk, ref: str) -> Action:
    return next(one for one in rows.find(desk.db, Action) if one.ref == ref)


def level(desk: Desk, ref: str) -> str:
    held = rows.find(desk.db, Judgement, action_id=action(desk, ref).id, order="on")
    return held[-1].level


def shows(desk: Desk, words: str) -> bool:
    return any(words in one.shows for one in rows.find(desk.db, Evidence))


def test_it_stands_on_12_june_2024_and_is_sound(desk: Desk) -> None:
    assert desk.clock.today() == date(2024, 6, 12)
    assert checks.problems(desk) == []
    assert [one.pseudonym for one in rows.find(desk.db, Review)] == ["Child I", "Child Robin"]


def test_child_i_came_to_its_end_and_the_standing_commitment_goes_on(desk: Desk) -> None:
    states = {one.ref: one.delivery for one in rows.find(desk.db, Action) if one.ref[0] in "UR"}
    standing = states.pop("R2")
    assert standing == "Green"
    assert set(states.values()) == {"Blue"}
    assert action(desk, "L1").owner_role == "owner to be confirmed"
    quarters = [one.text.partition(":")[0] for one in register.notes(desk, action(desk, "R2").id)]
    for quarter in ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Yearly review"):
        assert quarter in quarters
    assert shows(desk, "25 notices sampled on the new form; 21 had been shared")
    assert shows(desk, "37 of 40 bookings carried the GP’s social-risk information (92.5%)")
    assert level(desk, "R1.3") == "Reasonable"


def test_dates_that_slid_keep_every_move(desk: Desk) -> None:
    found = [(one.before, one.after) for one in register.moves(desk, action(desk, "R3.7").id)]
    assert [(str(b.short if b else ""), str(a.short if a else "")) for b, a in found] == [
        ("May 2020", "Nov 2020")
    ]
    assert len(register.moves(desk, action(desk, "R1.3").id)) == 2


def test_child_robin_has_five_answers_of_every_kind_and_their_states(desk: Desk) -> None:
    review = rows.find(desk.db, Review)[1]
    said = {
        one.ref: rows.find(desk.db, Response, recommendation_id=one.id)[0]
        for one in rows.find(desk.db, Recommendation, review_id=review.id)
    }
    assert {ref: one.acceptance for ref, one in said.items()} == {
        "CR1": "accepted", "CR2": "accepted", "CR3": "accepted", "CR4": "not accepted", "CR5": "partly accepted",
    }  # fmt: skip
    assert "outside local gift" in said["CR4"].reason
    states = {one.ref: one.delivery for one in rows.find(desk.db, Action, review_id=review.id)}
    assert states == {
        "CR1.1": "Blue", "CR2.1": "Amber", "CR3.1": "Green", "CR4.1": "Closed not delivered", "CR5.1": "Blue",
    }  # fmt: skip
    assert (level(desk, "CR1.1"), level(desk, "CR5.1")) == ("Reasonable", "Limited")
    assert shows(desk, "18 of 30 plans (60.0%)")
    assert shows(desk, "27 of 30 plans (90.0%)")


def test_what_was_re_opened_keeps_its_story(desk: Desk) -> None:
    told = [one.text for one in register.notes(desk, action(desk, "CR2.1").id)]
    assert any("Re-opened" in one for one in told)
    then = as_at.see(desk, as_at.on_day(desk, date(2024, 3, 31)))
    try:
        assert action(then, "CR2.1").delivery == "Blue"
    finally:
        then.close()


def test_limited_is_on_the_agenda_of_the_next_meeting(desk: Desk) -> None:
    ahead = meetings.upcoming(desk)[0]
    assert ahead.on == date(2024, 6, 20)
    assert "CR5.1" in [one.ref for one in meetings.agenda(desk, ahead)]


def test_bodies_bear_the_names_of_their_days(desk: Desk) -> None:
    assert "Board" in organisations.body_name(desk, date(2019, 8, 31))
    assert "Partnership" in organisations.body_name(desk)
    closed = {one.ref: one.closed_on for one in organisations.everyone(desk) if one.closed_on}
    assert closed == {"CCG": date(2022, 7, 1)}


def test_every_action_can_be_changed(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.assurance"
    path.write_bytes(made.read_bytes())
    desk = files.open_desk(path, Clock())
    try:
        for one in rows.find(desk.db, Action):
            records.edit_record(desk, one, "difference", f"Looked at {one.ref}")
        assert {one.difference for one in rows.find(desk.db, Action)} > {"Looked at CR4.1", "Looked at L1"}
    finally:
        desk.close()


def test_the_section_11_round_keeps_self_and_agreed_side_by_side_with_the_reason(desk: Desk) -> None:
    asked = next(one for one in rows.find(desk.db, Questionnaire) if one.ref == "S11-2024")
    sent = rows.find(desk.db, Return, questionnaire_id=asked.id)
    assert [one.ref for one in sent if one.received_on is None] == ["O03"]
    told = {}
    for one in sent:
        for line in returns_view.of_return(desk, one.id).answers:
            if line.graded:
                told[one.ref, line.ref] = (line.value, line.agreed)
    assert told["MCC", "S5"] == (
        "4 Fully met",
        "3 Mostly met: completion is evidenced, effect on practice is not",
    )
    assert told["MCC", "S1"] == ("4 Fully met", "4 Fully met")
    assert told["PROB", "S4"] == ("Not applicable", "Not applicable")
    changed = [key for key, (own, agreed) in told.items() if not agreed.startswith(own)]
    assert len(changed) == 7


def test_the_history_is_in_the_order_of_its_days(desk: Desk) -> None:
    days = [step.at[:10] for step in desk.history(limit=10_000)][::-1]
    assert days == sorted(days)
