"""The forward plan: what each coming meeting will look at, gathered from the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from assurance_desk.domain.actions import LEARNING_POINT, STANDING, Action
from assurance_desk.domain.dates import When, day_and_date, long_date
from assurance_desk.domain.due_dates import after_months, months_between_reviews
from assurance_desk.domain.forward_plan import PlanItem, PlanMeeting, spread
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.forward_plan import ForwardPaper
from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.wording import shortened
from assurance_desk.progress import Progress
from assurance_desk.services import deferred, embargo, impact, judgements, meeting_papers, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_name, body_word
from assurance_desk.services.paper_making import Here, Worker, write
from assurance_desk.services.snapshot import moment
from assurance_desk.store import rows
from assurance_desk.store.lists import meetings as lists
from assurance_desk.texts import _

AHEAD = timedelta(days=366)
"""How far the plan looks."""
LONGEST = 120
"""Letters of one thing's words; the record has them whole."""


def plan(desk: Desk) -> tuple[PlanMeeting, ...]:
    """By meeting, the next first; what falls due after the last one comes last, with no meeting."""
    today = desk.clock.today()
    ahead = [one for one in rows.find(desk.db, Meeting, order="on") if not one.held and one.on >= today]
    coming = [one for one in ahead if one.on <= today + AHEAD]
    return spread(_items(desk, today), coming, today, body_word(desk))


def _items(desk: Desk, today: date) -> Iterator[PlanItem]:
    until = today + AHEAD
    yield from _judged(desk, until)
    yield from _deferred(desk)
    for one in impact.due_until(desk, until):
        why = _("Did it last? Impact at {n} months, due {when}").format(
            n=one.review.months, when=one.review.due.short
        )
        yield _of_action(one.action, one.review.due, why)
    for action in lists.due_until(desk.db, until):
        yield from _of_kind(desk, action, until)


def _of_kind(desk: Desk, action: Action, until: date) -> Iterable[PlanItem]:
    if action.kind == STANDING and action.next_review:
        yield from _standing(action, action.next_review, until)
    elif action.kind not in (STANDING, LEARNING_POINT) and action.due and action.due.last_day <= until:
        state = vocabularies.word(desk, vocabularies.DELIVERY, action.delivery)
        why = _("due {when}, {state}").format(when=action.due.short, state=state)
        yield _of_action(action, action.due, why)


def _standing(action: Action, first: When, until: date) -> Iterator[PlanItem]:
    """The review set down, and those its cadence leads one to expect after it."""
    yield _of_action(action, first, _("standing commitment, review due {when}").format(when=first.short))
    months = months_between_reviews(action.cadence)
    due = after_months(date(first.year, first.month, 1), months) if months else None
    while months and due and due.last_day <= until:
        why = _("expected {when}, as it is reviewed {cadence}").format(when=due.short, cadence=action.cadence)
        yield _of_action(action, due, why, expected=True)
        due = after_months(date(due.year, due.month, 1), months)


def _judged(desk: Desk, until: date) -> Iterator[PlanItem]:
    """A level that returns is at the next meeting; a review of a judgement at the one after its day."""
    returning = {one.judgement.id for one in judgements.coming_back(desk, date.min)}
    for found in judgements.coming_back(desk, until):
        judgement = found.judgement
        back = judgement.id in returning
        due = _day_after(judgement.on) if back else judgement.next_review
        subject = rows.one(desk.db, Recommendation, id=judgement.recommendation_id or "") or rows.one(
            desk.db, Action, id=judgement.action_id or ""
        )
        if subject is None:
            continue
        words = subject.title or subject.text if isinstance(subject, Recommendation) else subject.text
        yield PlanItem(
            due,
            subject.ref,
            shortened(words, LONGEST),
            found.why,
            subject.id,
            forum=judgement.forum,
            sent_on=back,
        )


def _deferred(desk: Desk) -> Iterator[PlanItem]:
    for one in deferred.waiting(desk):
        why = _("deferred on {day}").format(day=long_date(one.meeting.on))
        record = one.outcome.action_id or one.outcome.recommendation_id
        yield PlanItem(
            _day_after(one.meeting.on), one.outcome.ref, shortened(one.outcome.asked, LONGEST), why, record or one.meeting.id,
            "Register" if record else "Meetings", one.meeting.forum, sent_on=True,
        )  # fmt: skip


def _day_after(day: date | None) -> When | None:
    """What a meeting sends on comes to a later one, never to itself again."""
    return When.of(day + timedelta(days=1)) if day else None


def _of_action(action: Action, due: When, why: str, *, expected: bool = False) -> PlanItem:
    return PlanItem(
        due, action.ref, shortened(action.text, LONGEST), why, action.id, "Actions", expected=expected
    )


# ------------------------------------------------------------------ as a paper


def gather(desk: Desk) -> ForwardPaper:
    """The plan with what its paper says of it, as plain values."""
    today = desk.clock.today()
    found = plan(desk)
    papers = {}
    for one in found:
        if one.meeting is not None:
            due = one.meeting.papers_due
            words = _("Papers due {day}").format(day=day_and_date(due)) if due else ""
            todo = meeting_papers.counted(meeting_papers.of_meeting(desk, one.meeting))
            papers[one.meeting.id] = ": ".join(part for part in (words, todo) if part) + (
                "." if words else ""
            )
    return ForwardPaper(
        plan=found, body=body_name(desk), day=today, until=today + AHEAD, position_at=moment(desk.clock.now()),
        author=_("Business manager"), papers=papers,
        embargo=embargo.of_records(desk, [item.record_id for one in found for item in one.items]),
    )  # fmt: skip


def save(
    paper: ForwardPaper, path: Path, worker: Worker | None = None, progress: Progress | None = None
) -> MadePaper:
    """The PDF at ``path``, whole or not at all.

    Raises:
        DeskError: it cannot be written there.
    """
    made: MadePaper = (worker or Here()).run("make forward plan", paper, progress=progress)
    write(path, made.data)
    return made
