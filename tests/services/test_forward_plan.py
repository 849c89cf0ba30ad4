"""The forward plan and the log of challenges: from the register, to the meeting each thing belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, STANDING, Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.dates import When
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Challenge, Meeting
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.forward_plan import build
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import (
    challenges,
    checks,
    files,
    forward_plan,
    judgements,
    meeting_papers,
    meetings,
    records,
)
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add"):
        rows.put_many(made.db, [
            Review(id="v", ref="CI", title="Child I"),
            Recommendation(id="r3", review_id="v", ref="R3", number="3", text="Train.", title="Trained"),
        ])  # fmt: skip
    yield made
    made.close()


def meet(desk, forum, *days, **more):
    made = [Meeting(id=new_id(), forum=forum, on=date.fromisoformat(day), **more) for day in days]
    with desk.step("Add meetings"):
        rows.put_many(desk.db, made)
    return made


def act(desk, ref, **more):
    with desk.step("Add"):
        rows.put(desk.db, Action(id=ref, review_id="v", ref=ref, text="Do it", **more))


def told(desk):
    return [
        (one.meeting.on.isoformat() if one.meeting else "later", [f"{item.ref}: {item.why}" for item in one.items])
        for one in forward_plan.plan(desk)
    ]  # fmt: skip


def test_each_thing_comes_to_the_first_meeting_on_or_after_its_day(desk):
    meet(desk, "Board", "2019-09-19", "2019-11-21")
    act(desk, "R3.4", due=When(2019, 9), delivery="Amber")
    act(desk, "R3.2", due=When(2019, 6, 1))
    act(desk, "R3.7", due=When(2020, 5))
    act(desk, "R3.8", due=When(2020, 9))
    act(desk, "R3.9", due=When(2019, 8), delivery=BLUE)
    assert told(desk) == [
        ("2019-09-19", ["R3.2: due 1 Jun 2019, Grey"]),
        ("2019-11-21", ["R3.4: due Sep 2019, Amber"]),
        ("later", ["R3.7: due May 2020, Grey"]),
    ]


def test_a_standing_commitment_is_expected_as_often_as_it_is_reviewed(desk):
    meet(desk, "Board", "2019-11-21", "2020-02-06", "2020-05-21")
    act(desk, "R2", kind=STANDING, next_review=When(2019, 10), cadence="quarterly; at once on any change")
    assert told(desk) == [
        ("2019-11-21", ["R2: standing commitment, review due Oct 2019"]),
        ("2020-02-06", ["R2: expected Jan 2020, as it is reviewed quarterly; at once on any change"]),
        ("2020-05-21", ["R2: expected Apr 2020, as it is reviewed quarterly; at once on any change"]),
    ]


def test_limited_comes_to_the_next_meeting_of_those_who_judged_and_never_to_the_same_one(desk):
    meet(desk, "Subgroup", "2019-08-01")
    meet(desk, "Board", "2019-07-22", "2019-09-19")
    recommendation = rows.get(desk.db, Recommendation, "r3")
    judgements.judge(desk, recommendation, "Limited", forum="Board")
    assert told(desk)[2] == ("2019-09-19", ["R3: Limited since 22 July 2019"])
    desk.undo()
    assert [items for _day, items in told(desk)] == [[], [], []]


def test_an_impact_review_and_the_judgement_of_one_action_are_one_line_of_the_meeting(desk):
    meet(desk, "Board", "2019-09-19")
    act(desk, "R1.1", delivery=BLUE)
    with desk.step("Add"):
        rows.put(desk.db, ImpactReview(id="i", action_id="R1.1", months=6, due=When(2019, 7)))
    judgements.judge(desk, rows.get(desk.db, Action, "R1.1"), "Limited", forum="Board", on=date(2019, 2, 28))
    assert told(desk) == [
        (
            "2019-09-19",
            ["R1.1: Limited since 28 February 2019; Did it last? Impact at 6 months, due Jul 2019"],
        )
    ]


def test_what_is_deferred_comes_to_the_next_agenda_and_plan_until_it_is_decided(desk):
    first, second, _third = meet(desk, "Board", "2019-07-18", "2019-09-19", "2019-11-21")
    act(desk, "R3.4", due=When(2019, 7, 1))
    (line,) = meetings.agenda(desk, first)
    meetings.decide(desk, first, line, "deferred")
    records.edit_record(desk, rows.get(desk.db, Action, "R3.4"), "due", "October 2020: deferred")
    records.edit_record(desk, first, "held", "yes")
    assert told(desk)[0] == ("2019-09-19", ["R3.4: deferred on 18 July 2019"])
    (line,) = meetings.agenda(desk, second)
    assert line.why == "deferred on 18 July 2019"
    meetings.decide(desk, second, line, "agreed")
    assert told(desk) == [("2019-09-19", []), ("2019-11-21", [])]
    desk.undo()
    assert told(desk)[0][1] == ["R3.4: deferred on 18 July 2019"]


def test_with_no_meeting_to_come_the_plan_still_says_what_falls_due(desk):
    assert told(desk) == []
    act(desk, "R3.4", due=When(2019, 9))
    assert told(desk) == [("later", ["R3.4: due Sep 2019, Grey"])]


def test_challenges_of_all_meetings_and_of_none_are_one_log(desk):
    (july,) = meet(desk, "Board", "2019-07-18")
    first = challenges.add(desk, "Why has Larkford not answered?", july)
    challenges.add(desk, "Who rang Penhollow?")
    assert [(one.on.isoformat(), one.meeting is None, one.state) for one in challenges.table(desk)] == [
        ("2019-07-22", True, "unanswered"),
        ("2019-07-18", False, "unanswered"),
    ]
    assert [one.challenge.asked for one in challenges.unanswered(desk)] == [
        "Why has Larkford not answered?",
        "Who rang Penhollow?",
    ]
    records.edit_record(desk, first, "answered", "Staff left.")
    assert [one.state for one in challenges.table(desk)] == ["unanswered", "answered"]
    records.edit_record(desk, first, "difference", "Two staff trained.")
    assert challenges.table(desk)[1].state == "made a difference"
    desk.undo()
    desk.undo()
    assert challenges.table(desk)[1].state == "unanswered"
    with pytest.raises(DeskError, match="cannot be empty"):
        challenges.add(desk, " ")


def test_a_challenge_outlives_its_meeting_and_keeps_its_day(desk):
    (july,) = meet(desk, "Board", "2019-07-18")
    challenges.add(desk, "Why?", july)
    records.remove(desk, july)
    (left,) = challenges.table(desk)
    assert (left.meeting, left.on) == (None, date(2019, 7, 18))
    desk.undo()
    assert rows.find(desk.db, Challenge)[0].meeting_id == july.id
    assert checks.problems(desk) == []


def test_the_plan_is_a_paper_that_says_the_finding_and_every_meeting(desk, cli, tmp_path):
    first, _second = meet(desk, "Board", "2019-09-19", "2019-11-21", papers_due=date(2019, 9, 10))
    act(desk, "R3.2", due=When(2019, 6, 1))
    act(desk, "R3.4", due=When(2019, 9))
    act(desk, "R2", kind=STANDING, next_review=When(2019, 8), cadence="quarterly")
    act(desk, "R3.8", due=When(2020, 1))
    judgements.judge(
        desk, rows.get(desk.db, Recommendation, "r3"), "Limited", forum="Board", on=date(2019, 5, 16)
    )
    meeting_papers.expect(desk, first, "Audit")
    built = build(forward_plan.gather(desk))
    assert built.info.title == "Three matters come to the Board of 19 September 2019"
    cover = built.blocks[0]
    assert dict(cover.facts)["In it"] == "6 matters, at 2 meetings, 1 of them past its day"
    heads = [one.text for one in built.blocks if isinstance(one, b.Heading)]
    assert heads == [
        "1 Board, Thursday 19 September 2019", "2 Board, Thursday 21 November 2019", "3 Due after the last meeting planned",
    ]  # fmt: skip
    said = [one.text for one in built.blocks if isinstance(one, b.Paragraph)]
    assert "1 is expected" in said[0]
    assert said[1] == "Papers due Tuesday 10 September 2019: 1 not started."
    path = desk.path
    desk.close()
    target = tmp_path / "plan.pdf"
    told = cli("--today", "2019-07-22", "paper", path, "forward-plan", "--to", target, "--json")
    assert told.status == 0
    assert (told.json["title"], told.json["pages"]) == (built.info.title, 2)
    assert [one["good"] for one in told.json["checks"]] == [True]
    assert target.read_bytes().startswith(b"%PDF")


def test_a_plan_with_nothing_in_it_is_still_a_paper(desk):
    assert build(forward_plan.gather(desk)).info.title == "No meeting is planned for what falls due"
    meet(desk, "Board", "2019-09-19")
    assert build(forward_plan.gather(desk)).info.title == (
        "Nothing falls due yet for the Board of 19 September 2019"
    )
