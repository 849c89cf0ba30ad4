"""Meetings: the agenda gathered from what is due, outcomes entered as they fall, the actions born of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assurance_desk.domain.actions import FINISHED, LEARNING_POINT, STANDING, Action
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError, ReasonNeededError, UnknownChoiceError
from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import (
    AMENDED,
    NOT_AGREED,
    OUTCOMES,
    AgendaLine,
    Attendance,
    Challenge,
    Meeting,
    Outcome,
    there,
)
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.services import deferred, evidence, impact, judgements, records, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import meetings as lists
from assurance_desk.texts import _

Subject = Recommendation | Action


def table(desk: Desk) -> list[Meeting]:
    """All of them, the latest first."""
    return rows.find(desk.db, Meeting, order="on")[::-1]


def upcoming(desk: Desk) -> list[Meeting]:
    """Those not held, the next first."""
    return [one for one in rows.find(desk.db, Meeting, order="on") if not one.held]


def unrecorded(desk: Desk) -> int:
    """How many are past and not yet said to be held."""
    return lists.unrecorded(desk.db, desk.clock.today())


def attendance(desk: Desk, meeting_id: str) -> list[Attendance]:
    return rows.find(desk.db, Attendance, meeting_id=meeting_id)


def challenges(desk: Desk, meeting_id: str) -> list[Challenge]:
    return rows.find(desk.db, Challenge, meeting_id=meeting_id)


def quorum_words(desk: Desk, meeting: Meeting) -> str:
    """Such as: 7 there, quorum of 5 met."""
    came = there(attendance(desk, meeting.id))
    if not meeting.quorum:
        return _("{n} there; no quorum is laid down").format(n=came)
    words = (
        _("{n} there, quorum of {q} met") if came >= meeting.quorum else _("{n} there, quorum of {q} NOT met")
    )
    return words.format(n=came, q=meeting.quorum)


# ------------------------------------------------------------------ the agenda


def agenda(desk: Desk, meeting: Meeting) -> list[AgendaLine]:
    """What is put to the meeting: once it is held what was decided; before, what waits for it too.

    Its papers' requests; what its level or its next review brings back to the next meeting of those who judged; standing
    commitments and impact reviews due by its day; actions due by its day and not finished.
    """
    decided = {one.subject: one for one in rows.find(desk.db, Outcome, meeting_id=meeting.id)}
    lines: dict[str, AgendaLine] = {}
    for line in () if meeting.held else _gathered(desk, meeting):
        before = lines.get(line.subject)
        lines[line.subject] = replace(line, why=f"{before.why}; {line.why}") if before else line
    found = [replace(line, outcome=decided.pop(line.subject, None)) for line in lines.values()]
    found += [
        AgendaLine(one.subject, one.ref, one.asked, "", one.recommendation_id, one.action_id, one)
        for one in decided.values()
    ]
    return found


def _gathered(desk: Desk, meeting: Meeting) -> Iterable[AgendaLine]:
    ahead = upcoming(desk)
    yield from _papers(desk, meeting)
    yield from _returning(desk, meeting, ahead)
    yield from _put_off(desk, meeting, ahead)
    if not _is_next(ahead, meeting, meeting.forum):
        return
    for one in impact.due_until(desk, meeting.on):
        why = _("impact at {n} months, due {when}").format(n=one.review.months, when=one.review.due.short)
        yield _line(one.action, one.action.text, why)
    for action in sorted(lists.due_until(desk.db, meeting.on), key=lambda one: one.position):
        why = _due(desk, action, meeting.on)
        if why:
            yield _line(action, action.text, why)


def _papers(desk: Desk, meeting: Meeting) -> Iterable[AgendaLine]:
    for paper in rows.find(desk.db, Paper, meeting_id=meeting.id):
        about = _recommendation_of(desk, paper)
        for number, ask in enumerate(paper.asks, 1):
            subject, why = f"paper:{paper.id}:{number}", shortened(paper.title, 60)
            yield AgendaLine(subject, paper.number, f"{ask.verb}: {ask.text}", why, about)


def _recommendation_of(desk: Desk, paper: Paper) -> str | None:
    """What a paper on a questionnaire is about, so that an action born of it stands in its place."""
    asked = rows.one(desk.db, Questionnaire, id=paper.questionnaire_id or "")
    return asked.recommendation_id if asked else None


def _returning(desk: Desk, meeting: Meeting, ahead: Sequence[Meeting]) -> Iterable[AgendaLine]:
    """A level that returns, or a review due, comes back to the next meeting of the forum that judged."""
    for found in judgements.coming_back(desk, meeting.on):
        judgement = found.judgement
        if not _is_next(ahead, meeting, judgement.forum):
            continue
        subject: Subject = (
            rows.get(desk.db, Recommendation, judgement.recommendation_id)
            if judgement.recommendation_id
            else rows.get(desk.db, Action, judgement.action_id or "")
        )
        yield _line(subject, _asked(subject), found.why)


def _put_off(desk: Desk, meeting: Meeting, ahead: Sequence[Meeting]) -> Iterable[AgendaLine]:
    """What was deferred comes to the next meeting of the forum that deferred it."""
    for one in deferred.waiting(desk):
        if one.meeting.id != meeting.id and _is_next(ahead, meeting, one.meeting.forum):
            why = _("deferred on {day}").format(day=long_date(one.meeting.on))
            was = one.outcome
            yield AgendaLine(was.subject, was.ref, was.asked, why, was.recommendation_id, was.action_id)


def _is_next(ahead: Sequence[Meeting], meeting: Meeting, forum: str) -> bool:
    """The next meeting of the forum; of any, where the forum has none to come."""
    own = [one for one in ahead if one.forum.casefold() == forum.casefold()]
    return bool(own or ahead) and (own or ahead)[0].id == meeting.id


def _line(subject: Subject, asked: str, why: str) -> AgendaLine:
    if isinstance(subject, Recommendation):
        return AgendaLine(
            f"recommendation:{subject.id}", subject.ref, asked, why, recommendation_id=subject.id
        )
    return AgendaLine(
        f"action:{subject.id}", subject.ref, asked, why, subject.recommendation_id, action_id=subject.id
    )


def line_of(desk: Desk, ref: str) -> AgendaLine:
    """A recommendation or an action put to a meeting though nothing of it is due.

    Where both bear the reference (a standing commitment is often the whole of its recommendation), the action.

    Raises:
        DeskError: nothing has this reference.
    """
    subject = rows.one(desk.db, Action, ref=ref) or rows.one(desk.db, Recommendation, ref=ref)
    if subject is None:
        raise DeskError(
            _("No recommendation or action is called {ref}, so nothing was put to the meeting.").format(
                ref=ref
            )
        )
    return _line(subject, _asked(subject), "")


def _asked(subject: Subject) -> str:
    words = subject.title or subject.text if isinstance(subject, Recommendation) else subject.text
    return shortened(words, 120)


def _due(desk: Desk, action: Action, day: date) -> str:
    """Why an action comes before a meeting of that day; "" where it does not."""
    if action.delivery in FINISHED or action.kind == LEARNING_POINT:
        return ""
    if action.kind == STANDING:
        due = action.next_review
        return (
            _("standing commitment, review due {when}").format(when=due.short)
            if due and due.last_day <= day
            else ""
        )
    if action.due is None or action.due.last_day > day:
        return ""
    return _("due {when}, {state}").format(
        when=action.due.short, state=vocabularies.word(desk, vocabularies.DELIVERY, action.delivery)
    )


# ------------------------------------------------------------------ what was decided


def decide(desk: Desk, meeting: Meeting, line: AgendaLine, outcome: str, wording: str = "") -> Outcome:
    """Record, or put right, what was decided on one line: one step.

    Raises:
        DeskError: it is no outcome we know, or amended or not agreed without the wording or the reason.
    """
    if outcome not in OUTCOMES:
        raise UnknownChoiceError(_("Outcome"), outcome, OUTCOMES)
    if outcome in (AMENDED, NOT_AGREED) and not wording.strip():
        raise ReasonNeededError(line.ref or shortened(line.asked, 40), outcome)
    before = rows.one(desk.db, Outcome, meeting_id=meeting.id, subject=line.subject)
    last = max((one.position for one in rows.find(desk.db, Outcome, meeting_id=meeting.id)), default=0)
    made = Outcome(
        id=before.id if before else new_id(), meeting_id=meeting.id, subject=line.subject,
        recommendation_id=line.recommendation_id, action_id=line.action_id, ref=line.ref, asked=line.asked,
        outcome=outcome, wording=wording.strip(), position=before.position if before else last + 1,
    )  # fmt: skip
    label = _("Record {what}: {outcome}").format(
        what=line.ref or shortened(line.asked, 40), outcome=_(outcome)
    )
    with desk.step(label):
        rows.put(desk.db, made)
    return made


def add_action(desk: Desk, meeting: Meeting, outcome: Outcome, text: str) -> Action:
    """An action born of a decision: it says where it came from.

    Raises:
        DeskError: it says nothing, or nothing on the register stands behind what was decided.
    """
    if not text.strip():
        raise EmptyFieldError(_("Action"))
    recommendation = rows.one(desk.db, Recommendation, id=outcome.recommendation_id or "")
    review = _review_of(desk, outcome, recommendation)
    origin = _("{forum}, {day}").format(forum=meeting.forum, day=long_date(meeting.on))
    return records.add_action(
        desk, review, text, recommendation=recommendation, origin=origin, outcome_id=outcome.id
    )


def _review_of(desk: Desk, outcome: Outcome, recommendation: Recommendation | None) -> Review:
    if recommendation is not None:
        return rows.get(desk.db, Review, recommendation.review_id)
    action = rows.one(desk.db, Action, id=outcome.action_id or "")
    if action is not None:
        return rows.get(desk.db, Review, action.review_id)
    review = rows.one(desk.db, Review)
    if review is None:
        raise DeskError(
            _("There is no review on the register for an action to belong to. Bring one in first.")
        )
    return review


def born_of(desk: Desk, outcome: Outcome) -> list[Action]:
    """The actions a decision gave rise to."""
    return rows.find(desk.db, Action, outcome_id=outcome.id)


def add_attendance(desk: Desk, meeting: Meeting, who: str, state: str) -> Attendance:
    """Raises EmptyFieldError: nobody is named."""
    if not who.strip():
        raise EmptyFieldError(_("Who"))
    made = Attendance(id=new_id(), meeting_id=meeting.id, who=" ".join(who.split()), state=state)
    return records.add(desk, made)


def attach_minutes(desk: Desk, meeting: Meeting, path: Path) -> Meeting:
    """Keep the approved minutes byte for byte.

    Raises:
        DeskError: the file is missing, too large, or cannot be read.
    """
    now, data = current(desk, meeting), evidence.bytes_of(path)
    with desk.step(_("Attach the minutes of the {forum}").format(forum=now.forum)):
        new = replace(
            now, minutes_name=tidy(path.name), minutes_sha256=blobs.keep(desk.db, data),
            minutes_approved_on=desk.clock.today(), held=True,
        )  # fmt: skip
        rows.put(desk.db, new)
    return new
