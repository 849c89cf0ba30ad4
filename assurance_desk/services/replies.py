"""Who has replied to a questionnaire and who has not: per return its state, what was done, and what is to be done next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from assurance_desk.domain import returns as domain
from assurance_desk.domain.calendar import Closure, working_days_between
from assurance_desk.domain.chasing import NAMED, Due
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.domain.returns import DRAFTED, PART, TAKEN, Chaser, Return
from assurance_desk.services import chasing, gaps, working_days
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import came as came_lists
from assurance_desk.store.lists import chasing as lists
from assurance_desk.store.lists.came import Came
from assurance_desk.texts import _, later

NOT_SENT, WAITING, EXTENDED, BOUNCED = "not sent", "waiting", "extended", "bounced"
CAME, LATE, IN_PART, UNREADABLE = "came", "late", "part", "unreadable"
DECLINED, EXEMPT, NO_REPLY = "declined", "exempt", "no reply"
STATES: Final = {
    NOT_SENT: later("not sent yet"), WAITING: later("sent"), EXTENDED: later("extended"), BOUNCED: later("bounced"),
    CAME: later("came"), LATE: later("came late"), IN_PART: later("came in part"),
    UNREADABLE: later("came, cannot be read"), DECLINED: later("declined"), EXEMPT: later("exempt"),
    NO_REPLY: later("no reply"),
}  # fmt: skip
OPEN_STATES: Final = (WAITING, EXTENDED)
"""Asked, and nothing came: these are chased."""
UNANSWERED: Final = (*OPEN_STATES, NOT_SENT, BOUNCED, UNREADABLE)
TODAY, LATER_ON, NOTHING = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Reply:
    """``late``: working days past the day it was due, until it came or until today; 0 where it was not late.

    ``draft`` is a message drafted and not sent; ``step`` what is due today, ``coming`` what will be, ``task`` what is
    to be done in words. ``group``: something to do today, later on, or nothing.
    """

    record: Return
    short: str
    state: str
    came_on: date | None
    late: int
    log: tuple[Chaser, ...]
    step: Due | None
    coming: Due | None
    draft: Chaser | None
    task: str
    on: date | None
    group: int

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def last(self) -> Chaser | None:
        """The last thing that was done to get it."""
        return next((one for one in reversed(self.log) if one.done), None)

    @property
    def to_name(self) -> bool:
        """It is named to the meeting now, or was."""
        if not self.open:
            return False
        due = self.step is not None and self.step.step.kind == NAMED
        return due or any(one.done and one.step_id == NAMED for one in self.log)


def of_questionnaire(desk: Desk, asked: Questionnaire) -> tuple[Reply, ...]:
    """What is to be done today first, the longest overdue before the rest; then by the day of the next step."""

    def read() -> tuple[Reply, ...]:
        came = lists.files_came(desk.db, asked.id)
        logs = chasing.logs(desk, asked.id)
        called, closed = short_names(desk), asked.status == CLOSED
        made = [
            _reply(desk, one, called(one), came.get(one.id), tuple(logs.get(one.id, ())), closed=closed)
            for one in rows.find(desk.db, Return, questionnaire_id=asked.id)
        ]
        return tuple(sorted(made, key=_order))

    return desk.once(f"replies {asked.id} {desk.clock.today()}", read)


def _order(one: Reply) -> tuple[int, int, date, int, int]:
    answered = 0 if one.group != NOTHING else (*STATES,).index(one.state)
    return (
        one.group,
        -one.late if one.group == TODAY else 0,
        one.on or date.max,
        answered,
        one.record.position,
    )


def short_names(desk: Desk) -> Callable[[Return], str]:
    """What a return is called where there is little room: Tern Valley: General Needs."""
    organisations = {one.id: one.short_name for one in rows.find(desk.db, Organisation)}
    services = {one.id: one.name for one in rows.find(desk.db, Service)}

    def called(record: Return) -> str:
        short = organisations.get(record.organisation_id)
        service = services.get(record.service_id or "")
        return record.name if not short else f"{short}: {service}" if service else short

    return called


def _reply(
    desk: Desk,
    record: Return,
    short: str,
    came: tuple[date | None, bool] | None,
    log: tuple[Chaser, ...],
    *,
    closed: bool,
) -> Reply:
    """Of a round that is ``closed`` nothing is chased any more: who was still silent gave no reply."""
    state, came_on = state_of(record, came), record.received_on or (came[0] if came else None)
    if closed and state in UNANSWERED:
        state = NO_REPLY
    chased = state in OPEN_STATES
    step = chasing.due_step(desk, record.due_on, log) if chased else None
    coming = chasing.coming_step(desk, record.due_on, log) if chased else None
    draft = next((one for one in reversed(log) if one.state == DRAFTED), None) if chased else None
    task, on, group = _task(desk, state, step, coming, draft)
    late = _late(desk, record, state, came_on)
    return Reply(record, short, state, came_on, late, log, step, coming, draft, task, on, group)


def state_of(record: Return, came: tuple[date | None, bool] | None = None) -> str:
    """How a return stands; ``came``: the day of the first file, and whether any can be read."""
    settled = {domain.DECLINED: DECLINED, domain.EXEMPT: EXEMPT, PART: IN_PART}.get(record.state)
    if settled:
        return settled
    if record.state == TAKEN or record.received_on or came:
        if came and not came[1] and record.state != TAKEN:
            return UNREADABLE
        on = record.received_on or (came[0] if came else None)
        return LATE if on and record.due_on and on > record.due_on else CAME
    if record.not_sent:
        return NOT_SENT
    if record.bounced_on:
        return BOUNCED
    return EXTENDED if record.first_due_on else WAITING


def _late(desk: Desk, record: Return, state: str, came_on: date | None) -> int:
    """Working days."""
    if record.due_on is None or state in (NOT_SENT, NO_REPLY, DECLINED, EXEMPT):
        return 0
    until = came_on if state not in (*OPEN_STATES, BOUNCED) and came_on else desk.clock.today()
    if state not in (*OPEN_STATES, BOUNCED) and came_on is None:
        return 0
    return max(0, _between(record.due_on, until, tuple(working_days.closures(desk))))


@lru_cache(maxsize=4096)
def _between(first: date, last: date, closures: tuple[Closure, ...]) -> int:
    """Counted once: hundreds of returns are due on the same day."""
    return working_days_between(first, last, closures)


def _task(
    desk: Desk, state: str, step: Due | None, coming: Due | None, draft: Chaser | None
) -> tuple[str, date | None, int]:
    """What is to be done in words, its day, and whether that is today."""
    without_chasing = {
        BOUNCED: _("Check the contact"), NOT_SENT: _("Send it"),
        UNREADABLE: _("Enter the answers by hand"),
    }  # fmt: skip
    if state in without_chasing:
        return without_chasing[state], desk.clock.today(), TODAY
    if draft:
        return _("Mark it as sent"), draft.on, TODAY
    if step:
        return chasing.words(desk, step.step), step.on, TODAY
    if coming:
        return chasing.words(desk, coming.step), coming.on, LATER_ON
    return "", None, LATER_ON if state in OPEN_STATES else NOTHING


def rate(desk: Desk, asked: Questionnaire) -> Replies:
    """The three denominators; whoever was not sent it yet is in none of them."""
    return gaps.replies(desk, asked)


def came(desk: Desk, asked: Questionnaire) -> Came:
    """How many returns were asked for and came, without the analysis."""
    return came_lists.counts(desk.db).get(asked.id, Came())


def has_figures(asked: Questionnaire) -> bool:
    """Whether it asks for figures, so that organisations can be counted by whether they gave any."""
    return gaps.asks_for_figures(asked)


def due_now(desk: Desk, asked: Questionnaire, kind: str = "") -> list[Reply]:
    """Those with a step of this kind (of any, without one) to be taken today and not drafted yet."""
    found = of_questionnaire(desk, asked)
    return [one for one in found if one.step and not one.draft and kind in ("", one.step.step.kind)]


def drafted(desk: Desk, asked: Questionnaire) -> list[Reply]:
    """Those whose message waits to be sent."""
    return [one for one in of_questionnaire(desk, asked) if one.draft]


def to_name(replies: Iterable[Reply]) -> list[Reply]:
    """Whom the meeting is told of."""
    return [one for one in replies if one.to_name]


def one(desk: Desk, asked: Questionnaire, return_id: str) -> Reply | None:
    return next((one for one in of_questionnaire(desk, asked) if one.id == return_id), None)


def state_words(one: Reply) -> str:
    """Came late; extended from 15 March 2019."""
    return _(STATES[one.state])
