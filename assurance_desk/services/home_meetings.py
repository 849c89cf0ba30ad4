"""Home's lines about meetings: papers due, outcomes not entered, drafts for none, challenges not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assurance_desk.domain.dates import MONTHS, long_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.wording import shortened
from assurance_desk.services import challenges, meeting_papers
from assurance_desk.services.desk import Desk
from assurance_desk.services.home_lines import HORIZON, Need, said, said_working
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

UNEXPECTED = timedelta(days=28)
"""How long before papers are due a meeting that expects none is told."""


def lines(desk: Desk, today: date) -> Iterable[Need]:
    ahead = rows.find(desk.db, Meeting, order="on", held=False)
    passed = [meeting for meeting in ahead if meeting.on < today]
    if passed:
        yield _unrecorded(passed, today)
    for meeting in ahead[len(passed) :]:
        if meeting.papers_due and meeting.papers_due <= today + HORIZON:
            yield from _papers(desk, meeting, meeting.papers_due, today)
    yield from _drafts(desk)
    yield from _challenges(desk)


def _unrecorded(passed: list[Meeting], today: date) -> Need:
    """One line for all of them, the longest waiting first."""
    meeting = passed[0]
    when, late = said(meeting.on, today)
    called = _("{forum} of {day}").format(forum=meeting.forum, day=long_date(meeting.on).rpartition(" ")[0])
    what = _("Enter what the {meeting} decided").format(meeting=called)
    why = _("It has met, and is not recorded yet")
    if len(passed) > 1:
        what = _("Enter what {n} meetings decided").format(n=len(passed))
        why = _("The {meeting} first; they have met, and are not recorded yet").format(meeting=called)
    return Need(
        meeting.on, when, late, "calendar-days", what, why, _("Open the meeting"), "Meetings", meeting.id
    )


def _papers(desk: Desk, meeting: Meeting, due: date, today: date) -> Iterator[Need]:
    """One line a meeting, saying how many of its papers are not out; none once all are."""
    expected = meeting_papers.of_meeting(desk, meeting)
    todo = meeting_papers.counted(expected)
    if not todo and (expected or due > today + UNEXPECTED):
        return
    when, late = said_working(desk, due, today)
    what = _("Papers due for the {forum} of {day}").format(
        forum=meeting.forum, day=long_date(meeting.on).rpartition(" ")[0]
    )
    what = f"{what}: {todo}" if todo else what
    first = next((one for one in expected if one.state != "issued"), None)
    why = shortened(first.title, 70) if first else _("No paper is expected yet")
    if first and first.by_whom:
        why = f"{why} · {first.by_whom}"
    if len(expected) > 1 and first:
        why = _("{paper}, and others").format(paper=why)
    page, record, act = "Meetings", meeting.id, _("Open the meeting")
    if first and first.paper_id and len(expected) == 1:
        page, record, act = "Papers", first.paper_id, _("Open the paper")
    yield Need(due, when, late, "file-text", what, why, act, page, record)


def _drafts(desk: Desk) -> Iterator[Need]:
    """Drafts for no meeting, or for one that has been held."""
    for paper in rows.find(desk.db, Paper, status="draft"):
        meeting = rows.one(desk.db, Meeting, id=paper.meeting_id) if paper.meeting_id else None
        if meeting is None or meeting.held:
            what = _("Finish the draft “{title}”").format(title=shortened(paper.title, 70))
            why = _("It goes to no meeting that is to come")
            yield Need(None, _("No date"), 0, "file-text", what, why, _("Open the paper"), "Papers", paper.id)


def _challenges(desk: Desk) -> Iterator[Need]:
    waiting = challenges.unanswered(desk)
    if not waiting:
        return
    first = waiting[0]
    what = plural("Get an answer to {n} challenge", "Get answers to {n} challenges", len(waiting))
    to = first.challenge.to_whom
    why = f"{to}: {shortened(first.challenge.asked, 90)}" if to else shortened(first.challenge.asked, 100)
    on = first.on
    since = _("since {day}").format(day=f"{on.day} {MONTHS[on.month - 1][:3]}") if on else _("No date")
    yield Need(
        None, since, 0, "circle-help", what, why, _("Open it"), "Meetings", f"challenge:{first.id}"
    )  # fmt: skip
