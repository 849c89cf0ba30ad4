"""How the replies to a questionnaire are told: the rate with its denominators, a return's state, its next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assurance_desk.domain.chasing import EXTENDED
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.gaps_words import came_words, names
from assurance_desk.domain.returns import CHASED, DRAFTED, Chaser
from assurance_desk.services import replies
from assurance_desk.services.body import body_word
from assurance_desk.services.desk import Desk
from assurance_desk.services.replies import LATER_ON, Reply
from assurance_desk.texts import _, plural


def rate(counted: Replies, *, figures: bool) -> str:
    """13 of 14 returns came; 11 of 12 organisations replied; 10 of 12 gave figures."""
    if not counted.returns:
        return _("Nobody was sent it yet")
    replied = plural(
        "{{came}} of {n} organisation replied", "{{came}} of {n} organisations replied", counted.organisations
    )
    parts = [
        came_words(counted.returns_came, counted.returns),
        replied.format(came=counted.organisations_replied),
    ]
    if figures:
        gave = _("{came} of {n} gave figures")
        parts.append(
            gave.format(came=counted.organisations_with_figures, n=counted.organisations_asked_for_figures)
        )
    return "; ".join(parts)


def to_name(desk: Desk, silent: Iterable[Reply]) -> str:
    """To be named to the Board: Penhollow District Council."""
    who = list(dict.fromkeys(one.record.name for one in silent))
    if not who:
        return ""
    return _("To be named to the {body}: {who}").format(body=body_word(desk), who=names(who))


def state(one: Reply) -> str:
    return _(replies.STATES[one.state])


def next_words(one: Reply) -> str:
    """Ring the lead officer; a step to come with its day."""
    if one.group == LATER_ON and one.on:
        return f"{day(one.on)}: {one.task[:1].lower()}{one.task[1:]}"
    return one.task


def day(on: date) -> str:
    """15 Mar: of this round, whose year is known."""
    return short_date(on).rpartition(" ")[0]


def due(one: Reply) -> str:
    """15 March 2019, extended from 1 March 2019."""
    record = one.record
    if record.due_on is None:
        return _("no day was set")
    if record.first_due_on is None:
        return long_date(record.due_on)
    return _("{day}, extended from {first}").format(
        day=long_date(record.due_on), first=long_date(record.first_due_on)
    )


def late(one: Reply) -> str:
    if not one.late:
        return ""
    if one.open or one.state == replies.BOUNCED:
        return plural("{n} working day late", "{n} working days late", one.late)
    return plural("came {n} working day late", "came {n} working days late", one.late)


def state_line(one: Reply) -> str:
    """Declined: no duty to answer. Came on 21 March 2019, 4 working days late."""
    words = state(one)
    parts = [words[:1].upper() + words[1:]]
    if since := _since(one):
        parts.append(long_date(since))
    if late(one):
        parts.append(late(one))
    told = ", ".join(parts)
    return f"{told}: {one.record.reason}" if one.record.reason else told


def _since(one: Reply) -> date | None:
    """The day its state is of: it came, was sent, bounced, or said so."""
    if one.came_on:
        return one.came_on
    if one.state in (replies.DECLINED, replies.EXEMPT):
        return next((told.on for told in reversed(one.log) if told.kind != CHASED), None)
    days = {replies.WAITING: one.record.sent_on, replies.BOUNCED: one.record.bounced_on}
    return days.get(one.state)


def log_line(one: Chaser) -> str:
    """Call, Jo Bell: a message was left."""
    head = _(one.how)
    if one.state == DRAFTED:
        to = _("{how} to {who}").format(how=head, who=one.who) if one.who else head
        head = _("{how}, drafted and not sent").format(how=to)
    elif one.who:
        head = f"{head}, {one.who}"
    head = head[:1].upper() + head[1:]
    joined = " " if one.how == EXTENDED else ": "
    return f"{head}{joined}{one.note}" if one.note else head


def several(found: Sequence[Reply]) -> str:
    return plural("{n} return", "{n} returns", len(found))
