"""Forums, closures and the papers a meeting expects: papers due by the rule follow what the rule rests on."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.forums import Forum
from assurance_desk.domain.meetings import Meeting, PlannedPaper
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, closures, files, forums, history, meeting_papers, records
from assurance_desk.store import rows

BOARD = Forum(id="", name="Board", which=3, months=(1, 9), quorum=6)


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture
def year(desk):
    """The Board's next two meetings, papers due seven working days before each."""
    days = [one.day for one, _there in forums.proposed(desk, BOARD, desk.clock.today())]
    return forums.keep(desk, BOARD, days)


def due(desk):
    return [one.papers_due.isoformat() for one in rows.find(desk.db, Meeting, order="on")]


def test_a_year_is_added_at_once_and_taken_back_at_once(desk, year):
    assert [(one.on, one.quorum) for one in year] == [(date(2019, 9, 19), 6), (date(2020, 1, 16), 6)]
    assert due(desk) == ["2019-09-10", "2020-01-07"]
    assert history.entries(desk)[0].label == "Add 2 meetings of the Board"
    assert [there for _day, there in forums.proposed(desk, BOARD, desk.clock.today())] == [True, True]
    desk.undo()
    assert rows.find(desk.db, Meeting) == rows.find(desk.db, Forum) == []


def test_a_closure_moves_papers_due_by_the_rule_and_none_that_were_set_by_hand(desk, year):
    records.edit_record(desk, year[0], "papers_due", "9 September 2019")
    closures.add(desk, "6 January 2020", "7 Jan 2020", "training days")
    assert due(desk) == ["2019-09-09", "2020-01-03"]
    (shut,) = closures.table(desk)
    closures.edit(desk, shut, "last", "8 Jan 2020")
    assert due(desk) == ["2019-09-09", "2020-01-02"]
    desk.undo()
    assert due(desk) == ["2019-09-09", "2020-01-03"]
    closures.remove(desk, closures.table(desk)[0])
    assert due(desk) == ["2019-09-09", "2020-01-07"]
    desk.undo()
    desk.undo()
    assert (rows.find(desk.db, Closure), due(desk)) == ([], ["2019-09-09", "2020-01-07"])
    assert checks.problems(desk) == []


def test_a_forums_own_number_of_days_is_kept_and_its_coming_papers_follow(desk, year):
    kept = forums.of(desk, "BOARD")
    forums.keep(desk, forums.typed("board", "10", "7", which=3, weekday=3, months=kept.months))
    assert forums.of(desk, "Board").papers_days == 10
    assert due(desk) == ["2019-09-05", "2020-01-02"]
    assert history.entries(desk)[0].label == "Edit how the Board meets"
    desk.undo()
    assert due(desk) == ["2019-09-10", "2020-01-07"]


def test_the_day_moves_and_the_papers_with_it(desk, year):
    moved = forums.edit_meeting(desk, year[0], "on", "26 September 2019")
    assert moved.papers_due == date(2019, 9, 17)
    assert history.entries(desk)[0].label == "Edit the Board of 19 Sep 2019, date"
    desk.undo()
    assert due(desk)[0] == "2019-09-10"
    by_hand = records.edit_record(desk, year[0], "papers_due", "1 Sep 2019")
    assert forums.edit_meeting(desk, by_hand, "on", "26 September 2019").papers_due == date(2019, 9, 1)


def test_a_meeting_on_a_day_nobody_works_says_so(desk, year):
    moved = forums.edit_meeting(desk, year[0], "on", "26 August 2019")
    assert forums.day_note(desk, moved) == "26 August 2019 is no working day: Summer bank holiday."
    by_hand = records.edit_record(desk, year[1], "papers_due", "4 January 2020")
    assert "no working day: a Saturday" in forums.day_note(desk, by_hand)
    assert forums.day_note(desk, rows.get(desk.db, Meeting, year[1].id)) != ""


def test_the_next_meeting_is_the_patterns_next_free_day_with_the_last_ones_place(desk):
    records.add(
        desk,
        Meeting(id="m", forum="Board", on=date(2019, 7, 18), held=True, place="County Hall", chair="Dr Ash"),
    )
    forums.keep(desk, BOARD)
    assert forums.next_date(desk) == ("Board", date(2019, 9, 19))
    made = forums.add_meeting(desk, "Board", date(2019, 9, 19))
    assert (made.place, made.chair, made.quorum) == ("County Hall", "Dr Ash", 6)
    assert forums.next_date(desk) == ("Board", date(2020, 1, 16))


@pytest.mark.parametrize(
    ("first", "last", "why", "sentence"),
    [
        ("2 January 2020", "24 December 2019", "closed", "before it begins"),
        ("24 December 2019", "1 January 2029", "closed", "too long for one closure"),
        ("Christmas", "", "closed", "not a date we can read"),
        ("December 2019", "", "closed", "needs the day"),
        ("", "", "closed", "cannot be empty"),
        ("24 December 2019", "", "  ", "cannot be empty"),
    ],
)
def test_a_closure_that_cannot_be_is_refused_in_words(desk, first, last, why, sentence):
    with pytest.raises(DeskError, match=sentence):
        closures.add(desk, first, last, why)
    assert closures.table(desk) == []


@pytest.mark.parametrize(
    ("name", "days", "sentence"),
    [
        ("", "7", "cannot be empty"),
        ("Board", "seven", "not a whole number"),
        ("Board", "400", "cannot be due 400"),
    ],
)
def test_a_forum_that_cannot_be_is_refused_in_words(name, days, sentence):
    with pytest.raises(DeskError, match=sentence):
        forums.typed(name, days, "", which=1, weekday=0, months=())


def test_papers_expected_are_counted_until_they_are_issued(desk, year):
    meeting = year[0]
    meeting_papers.expect(desk, meeting, "Assurance report", "Designated nurse")
    meeting_papers.expect(desk, meeting, "Audit, round 2")
    first, second = meeting_papers.of_meeting(desk, meeting)
    assert meeting_papers.counted([first, second]) == "2 not started"
    meeting_papers.edit(desk, first, "state", "draft")
    assert meeting_papers.counted(meeting_papers.of_meeting(desk, meeting)) == "1 not started, 1 in draft"
    desk.undo()
    meeting_papers.drop(desk, second)
    assert [one.title for one in meeting_papers.of_meeting(desk, meeting)] == ["Assurance report"]
    desk.undo()
    desk.undo()
    assert [one.title for one in meeting_papers.of_meeting(desk, meeting)] == ["Assurance report"]
    with pytest.raises(DeskError, match="cannot be empty"):
        meeting_papers.expect(desk, meeting, "  ")


def test_one_made_here_stands_for_the_one_expected_and_follows_the_papers_page(desk, year):
    meeting_papers.expect(desk, year[0], "Training gaps")
    with desk.step("Begin"):
        rows.put(desk.db, Paper(id="p", kind="board-paper", title="Training  Gaps", meeting_id=year[0].id))
    (line,) = meeting_papers.of_meeting(desk, year[0])
    assert (line.state, line.paper_id) == ("draft", "p")
    with pytest.raises(DeskError, match="is made in Papers"):
        meeting_papers.edit(desk, line, "state", "issued")
    with pytest.raises(DeskError, match="1 paper, so it was not removed"):
        records.remove(desk, year[0])


def test_how_long_there_is_is_told_in_working_days(desk, year):
    assert meeting_papers.due_words(desk, year[0]) == "due Tuesday 10 September 2019, in 35 working days"
    late = records.edit_record(desk, year[0], "papers_due", "18 July 2019")
    assert meeting_papers.due_words(desk, late) == "due Thursday 18 July 2019, 2 working days late"


def test_what_was_expected_goes_and_comes_back_with_its_meeting(desk, year):
    meeting_papers.expect(desk, year[0], "Assurance report")
    records.remove(desk, year[0])
    assert rows.find(desk.db, PlannedPaper) == []
    desk.undo()
    assert [one.title for one in rows.find(desk.db, PlannedPaper)] == ["Assurance report"]
