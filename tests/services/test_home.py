"""What needs the officer now, from real records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import AMBER, BLUE, STANDING, Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.dates import When
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.publication import PublicationStep
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Chaser, Query, Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import UpdateCopy, UpdateRequest
from assurance_desk.services import (
    challenges,
    chasing,
    files,
    home,
    meeting_papers,
    records,
    replies,
    replies_words,
)
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

TODAY = date(2019, 4, 24)
REVIEW = Review(id="v", ref="CI", title="Child I")
O03 = Organisation(id="o3", ref="O03", name="Penhollow District Council")
HTG = Questionnaire(
    id="q", ref="HTG-2019", version="1.0", title="Gap analysis", status=LIVE, issued_on=date(2019, 2, 4), due_on=date(2019, 3, 15)
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(TODAY))
    put(made, REVIEW, O03, HTG)
    yield made
    made.close()


def put(desk: Desk, *records: object) -> None:
    with desk.step("Add"):
        rows.put_many(desk.db, records)


def action(ref: str, due: str = "", **more: object) -> Action:
    more = {"lead": "Business manager", **more}
    when = When.from_iso(due) if due else None
    return Action(id=ref, review_id="v", ref=ref, text="Do it", due=when, **more)  # type: ignore[arg-type]


def issued(ref: str, **more: object) -> Return:
    due = date(2019, 3, 15)
    return Return(
        id=ref, questionnaire_id="q", organisation_id="o3", ref=ref, name="Penhollow", code="AAAA", due_on=due, **more
    )  # type: ignore[arg-type]  # fmt: skip


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(need.when, need.what) for need in home.needs(desk)]


def test_late_stands_first_then_today_then_dates_then_none(desk: Desk) -> None:
    put(
        desk,
        action("R1", "2019-05"),
        action("R2", "2019-04-20", delivery=AMBER),
        action("R3", "2019-04-24"),
        action("R4", "2019-04-25"),
        action("R5", "2019-04-29"),
        action("L1", lead=""),
        Meeting(id="m", forum="Board", on=date(2019, 5, 16), papers_due=date(2019, 5, 7)),
    )
    assert told(desk) == [
        ("4 days late", "Ask after R2, overdue: Do it"),
        ("Today", "See 3 actions of April done"),
        ("7 May", "Papers due for the Board of 16 May"),
        ("May", "See R1 done: Do it"),
        ("No date", "Name an owner for L1: Do it"),
    ]
    assert [need.pressing for need in home.needs(desk)] == [True, True, False, False, False]
    records.remove(desk, rows.get(desk.db, Action, "R3"))
    assert told(desk)[1:3] == [("Tomorrow", "See R4 done: Do it"), ("Monday", "See R5 done: Do it")]


def test_what_is_finished_or_far_away_needs_nobody(desk: Desk) -> None:
    put(
        desk,
        action("R1", "2019-01", delivery=BLUE),
        action("R2", "2020-05"),
        action("R3", lead="Training lead"),
        Meeting(id="m", forum="Board", on=date(2019, 7, 18), papers_due=date(2019, 7, 9)),
    )
    assert told(desk) == []


def test_a_standing_commitment_is_due_at_its_review_and_never_overdue_by_a_date(desk: Desk) -> None:
    put(desk, action("R2", "2019-01", kind=STANDING, next_review=When(2019, 5), cadence="quarterly"))
    need = home.needs(desk)[0]
    assert (need.when, need.what) == ("May", "Review R2: Do it")
    assert need.why == "Standing commitment, reviewed quarterly"


def test_several_alike_are_one_line_that_leads_to_the_longest(desk: Desk) -> None:
    put(desk, *(action(f"R{n}", f"2019-03-{n:02}") for n in range(1, 6)))
    put(desk, *(action(f"S{n}", kind=STANDING, next_review=When(2019, n)) for n in range(1, 4)))
    late, standing = home.needs(desk)[1], home.needs(desk)[0]
    assert (late.what, late.why, late.record_id) == (
        "5 actions overdue, R1 the longest",
        "Do it, 54 days",
        "R1",
    )
    assert (standing.what, standing.record_id) == ("Review 3 standing commitments", "S1")
    assert len(home.needs(desk)) == 2


def test_many_changes_are_asked_after_together(desk: Desk) -> None:
    put(desk, *(action(f"R{n}", delivery=BLUE) for n in range(1, 4)))
    put(
        desk, *(ImpactReview(id=f"i{n}", action_id=f"R{n}", months=6, due=When(2019, 5)) for n in range(1, 4))
    )
    assert told(desk) == [("May", "Ask whether 3 changes lasted")]


@pytest.mark.parametrize(
    ("day", "last", "next_step"),
    [
        ("2019-03-18", "reminder", ""),
        ("2019-03-19", "reminder", ". Next: send a chaser"),
        ("2019-03-26", "chaser", ". Next: ring the lead officer"),
        ("2019-03-26", "telephone", ""),
        ("2019-04-05", "telephone", ". Next: send the Chair’s letter"),
        ("2019-04-05", "", ". Next: send the Chair’s letter"),
        ("2019-04-24", "letter from the Chair", ". Next: name it to the Board"),
        ("2019-04-24", "named to the meeting", ""),
    ],
)
def test_a_return_nobody_sent_is_chased_by_the_next_step(
    desk: Desk, day: str, last: str, next_step: str
) -> None:
    put(desk, issued("O03"))
    put(desk, *([Chaser(id="c", return_id="O03", on=date(2019, 3, 1), how=last)] if last else []))
    desk.clock = Clock(date.fromisoformat(day))
    need = home.needs(desk)[0]
    assert need.what == "Chase Penhollow for HTG-2019"
    said = f". Last: {last}, 1 March 2019" if last else ""
    assert need.why == f"Due 15 March 2019{said}{next_step}"
    assert (need.page, need.record_id) == ("Returns", "replies:O03")


def test_a_reminder_is_due_ten_working_days_ahead_and_is_logged_once(desk: Desk) -> None:
    put(desk, issued("O03"))
    desk.clock = Clock(date(2019, 2, 28))
    assert told(desk) == []
    desk.clock = Clock(date(2019, 3, 1))
    assert told(desk) == [("Today", "Remind 1 organisation of HTG-2019")]
    record = rows.get(desk.db, Return, "O03")
    step = chasing.of_return(desk, record)
    assert step is not None
    chasing.log(desk, [record], step.step, "Left a  message")
    assert (told(desk), chasing.of_return(desk, record)) == ([], None)
    assert chasing.log_of(desk, record)[0].note == "Left a message"
    desk.undo()
    assert told(desk) == [("Today", "Remind 1 organisation of HTG-2019")]


def test_chasers_that_were_drafted_are_to_be_sent(desk: Desk) -> None:
    put(
        desk,
        issued("O03"),
        Chaser(id="c", return_id="O03", on=date(2019, 4, 23), how="chaser", state="drafted"),
    )
    assert ("Today", "Send 1 chaser of HTG-2019") in told(desk)
    assert "Last:" not in home.needs(desk)[0].why, "a draft has told nobody"


def test_a_closure_puts_the_step_off(desk: Desk) -> None:
    put(desk, issued("O03"), Closure(id="c", first=date(2019, 3, 19), last=date(2019, 3, 19), why="Snow"))
    desk.clock = Clock(date(2019, 3, 19))
    assert home.needs(desk)[0].why == "Due 15 March 2019. Next: send a reminder"
    desk.clock = Clock(date(2019, 3, 20))
    assert home.needs(desk)[0].why == "Due 15 March 2019. Next: send a chaser"


def test_many_silent_returns_are_one_line(desk: Desk) -> None:
    put(desk, *(issued(f"O{number}") for number in range(5)))
    assert told(desk) == [("26 working days late", "Chase 5 returns of HTG-2019")]


@pytest.mark.parametrize("day", ["2019-03-16", "2019-03-18", "2019-04-05", "2019-04-24", "2019-05-07"])
def test_home_and_replies_count_the_same_working_days(desk: Desk, day: str) -> None:
    put(desk, issued("O03"))
    desk.clock = Clock(date.fromisoformat(day))
    asked = rows.get(desk.db, Questionnaire, rows.get(desk.db, Return, "O03").questionnaire_id)
    [reply] = replies.of_questionnaire(desk, asked)
    need = home.needs(desk)[0]
    assert need.late == reply.late
    assert need.when == (replies_words.late(reply) or "Today")


def test_papers_of_a_meeting_are_one_line_until_all_are_out(desk: Desk) -> None:
    meeting = Meeting(id="m", forum="Board", on=date(2019, 5, 16), papers_due=date(2019, 4, 25))
    put(desk, meeting)
    for title in ("Assurance report", "Audit"):
        meeting_papers.expect(desk, meeting, title, "Designated nurse")
    need = home.needs(desk)[0]
    assert (need.when, need.what) == ("Tomorrow", "Papers due for the Board of 16 May: 2 not started")
    assert need.why == "Assurance report · Designated nurse, and others"
    assert (need.page, need.record_id) == ("Meetings", "m")
    for line in meeting_papers.of_meeting(desk, meeting):
        meeting_papers.edit(desk, line, "state", "issued")
    assert told(desk) == []
    desk.undo()
    assert told(desk) == [("Tomorrow", "Papers due for the Board of 16 May: 1 not started")]


def test_a_meeting_that_met_waits_for_what_it_decided(desk: Desk) -> None:
    put(desk, Meeting(id="m", forum="Board", on=date(2019, 4, 18)))
    assert told(desk) == [("6 days late", "Enter what the Board of 18 April decided")]


def test_several_meetings_that_met_are_one_line_that_leads_to_the_first(desk: Desk) -> None:
    met = [Meeting(id=f"m{day}", forum="Board", on=date(2019, 4, day)) for day in (18, 11, 4)]
    put(desk, *met)
    assert told(desk) == [("20 days late", "Enter what 3 meetings decided")]
    assert home.needs(desk)[0].record_id == "m4"


def test_a_challenge_is_told_until_it_is_answered(desk: Desk) -> None:
    made = challenges.add(desk, "Who rang Penhollow?")
    need = home.needs(desk)[0]
    assert (need.when, need.what, need.record_id) == (
        "since 24 Apr", "Get an answer to 1 challenge", f"challenge:{made.id}",
    )  # fmt: skip
    records.edit_record(desk, made, "answered", "The manager did.")
    assert told(desk) == []


def test_contacts_never_confirmed_are_one_line(desk: Desk) -> None:
    put(desk, *(Contact(id=f"k{n}", organisation_id="o3", role=f"Role {n}") for n in range(3)))
    need = home.needs(desk)[0]
    assert (need.what, need.record_id) == ("Confirm 3 contacts", "o3")
    assert need.why == "Role 0, Penhollow District Council: never confirmed"


def test_an_update_that_did_not_come_is_chased_after_its_day(desk: Desk) -> None:
    put(
        desk,
        UpdateRequest(id="u", ref="UPD-2019-04-01", asked_on=date(2019, 4, 1), due_on=date(2019, 4, 23)),
        UpdateCopy(id="k", request_id="u", organisation_id="o3", ref="U1", name="Penhollow", code="AAAA"),
    )
    assert told(desk) == [("1 working day late", "Chase Penhollow for its update")]
    put(desk, UpdateCopy(id="k", request_id="u", organisation_id="o3", ref="U1", name="Penhollow", code="AAAA",
                         received_on=date(2019, 4, 23)))  # fmt: skip
    assert told(desk) == []


def test_the_next_step_of_a_publication_plan_is_told_until_it_is_done(desk: Desk) -> None:
    put(desk, PublicationStep(id="s", review_id="v", text="Family told", who="Chair", due=date(2019, 4, 22)))
    (need,) = home.needs(desk)
    assert (need.when, need.what, need.why) == (
        "2 days late",
        "Before Child I is published: Family told",
        "Chair",
    )
    assert (need.page, need.record_id) == ("Register", "v")
    put(desk, PublicationStep(id="s", review_id="v", text="Family told", done_on=date(2019, 4, 23)))
    assert told(desk) == []


def test_a_return_that_came_waits_until_its_answers_are_decided(desk: Desk) -> None:
    put(
        desk,
        issued("O03", received_on=date(2019, 3, 14)),
        ReturnFile(id="f", return_id="O03", name="a.xlsx", sha256="0"),
        Query(id="u", return_id="O03", file_id="f", kind="unsure", reason="two choices fit"),
    )
    assert told(desk) == [("Today", "Decide the answers of 1 return")]
    assert home.returns_waiting(desk) == 1
    now = home.questionnaire_now(desk)
    assert now is not None
    assert (now.counts.issued, now.counts.came, now.counts.files, now.counts.waiting) == (1, 1, 1, 1)
    assert now.silent == ()


def test_a_draft_paper_is_due_with_its_meetings_papers(desk: Desk) -> None:
    meeting = Meeting(id="m", forum="Board", on=date(2019, 5, 16), papers_due=date(2019, 5, 7))
    put(desk, meeting, Paper(id="p", kind="gap-findings", title="Gap analysis findings", meeting_id="m"))
    (paper,) = home.needs(desk)
    assert (paper.when, paper.what) == ("7 May", "Papers due for the Board of 16 May: 1 in draft")
    assert (paper.why, paper.page, paper.record_id) == ("Gap analysis findings", "Papers", "p")
    assert home.next_meeting(desk) == meeting
    records.edit_record(desk, meeting, "held", "yes")
    assert told(desk) == [("No date", "Finish the draft “Gap analysis findings”")]


def test_a_return_that_cannot_be_read_is_not_called_silent(desk: Desk) -> None:
    put(
        desk,
        issued("O12"),
        ReturnFile(id="f", return_id="O12", name="scan.pdf", sha256="0", status="refused"),
    )
    need = home.needs(desk)[0]
    assert (need.what, need.record_id) == ("Penhollow sent a file that cannot be read", "O12")
    assert need.why == "scan.pdf. Enter the answers by hand, or ask for it again"
    now = home.questionnaire_now(desk)
    assert now is not None
    assert (now.counts.came, now.counts.files, now.counts.unread, now.silent) == (0, 1, 1, ())


def test_a_file_of_nobody_waits_to_be_tied_to_its_return(desk: Desk) -> None:
    put(desk, ReturnFile(id="f", return_id=None, name="Scan_1.pdf", sha256="0", status="refused"))
    need = home.needs(desk)[0]
    assert need.what == "1 file came that cannot be read"
    assert need.why == "Scan_1.pdf. See whose they are, and enter the answers by hand"


def test_what_is_taken_in_and_what_waits_add_up_to_what_came(desk: Desk) -> None:
    put(
        desk,
        *(issued(f"O{n}", state="taken in", received_on=date(2019, 3, 14)) for n in range(3)),
        ReturnFile(id="f", return_id="O1", name="a.xlsx", sha256="0"),
        Query(id="u", return_id="O1", file_id="f", kind="unsure", reason="two choices fit"),
    )
    now = home.questionnaire_now(desk)
    assert now is not None
    assert (now.counts.came, now.counts.taken, now.counts.waiting) == (3, 2, 1)
    assert home.needs(desk)[0].why == "HTG-2019: the other 2 of 3 are taken in"
