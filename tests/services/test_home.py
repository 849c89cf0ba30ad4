"""What needs the officer now, from real records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import AMBER, BLUE, STANDING, Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Chaser, Query, Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, home
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
        action("L1", lead=""),
        Meeting(id="m", forum="Board", on=date(2019, 5, 16), papers_due=date(2019, 5, 7)),
    )
    assert told(desk) == [
        ("4 days late", "R2 Do it"),
        ("Today", "R3 Do it"),
        ("7 May", "Papers are due for Board"),
        ("May", "R1 Do it"),
        ("No date", "L1 Do it"),
    ]
    assert [need.pressing for need in home.needs(desk)] == [True, True, False, False, False]


def test_what_is_finished_or_far_away_needs_nobody(desk: Desk) -> None:
    put(
        desk,
        action("R1", "2019-01", delivery=BLUE),
        action("R2", "2020-05"),
        action("R3", lead="Training lead"),
    )
    assert told(desk) == []


def test_a_standing_commitment_is_due_at_its_review_and_never_overdue_by_a_date(desk: Desk) -> None:
    put(desk, action("R2", "2019-01", kind=STANDING, next_review=When(2019, 5), cadence="quarterly"))
    need = home.needs(desk)[0]
    assert (need.when, need.why) == ("May", "Standing commitment, reviewed quarterly")


def test_a_return_nobody_sent_is_named_with_the_last_chaser(desk: Desk) -> None:
    put(desk, issued("O03"))
    put(
        desk,
        Chaser(id="c1", return_id="O03", on=date(2019, 3, 19), how="reminder"),
        Chaser(id="c2", return_id="O03", on=date(2019, 4, 5), how="letter from the Chair"),
    )
    need = home.needs(desk)[0]
    assert need.when == "40 days late"
    assert need.what == "Penhollow has not replied to HTG-2019"
    assert need.why == "Due 15 March 2019. Last: letter from the Chair, 5 April 2019"
    assert (need.page, need.record_id) == ("Returns", "O03")


def test_many_silent_returns_are_one_line(desk: Desk) -> None:
    put(desk, *(issued(f"O{number}") for number in range(5)))
    assert told(desk) == [("40 days late", "HTG-2019: 5 returns have not come")]


def test_a_return_that_came_waits_until_its_answers_are_decided(desk: Desk) -> None:
    put(
        desk,
        issued("O03", received_on=date(2019, 3, 14)),
        ReturnFile(id="f", return_id="O03", name="a.xlsx", sha256="0"),
        Query(id="u", return_id="O03", file_id="f", kind="unsure", reason="two choices fit"),
    )
    assert told(desk) == [("Today", "1 return has answers to decide")]
    assert home.returns_waiting(desk) == 1
    now = home.questionnaire_now(desk)
    assert now is not None
    assert (now.counts.issued, now.counts.came, now.counts.files, now.counts.waiting) == (1, 1, 1, 1)
    assert now.silent == ()


def test_a_draft_paper_is_due_with_its_meetings_papers(desk: Desk) -> None:
    meeting = Meeting(id="m", forum="Board", on=date(2019, 5, 16), papers_due=date(2019, 5, 7))
    put(desk, meeting, Paper(id="p", kind="gap-findings", title="Gap analysis findings", meeting_id="m"))
    needs = {need.what: need for need in home.needs(desk)}
    paper = needs["Gap analysis findings"]
    assert (paper.when, paper.why, paper.page) == ("7 May", "Draft, for Board of 16 May 2019", "Papers")
    meeting_next = home.next_meeting(desk)
    assert meeting_next == meeting


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
