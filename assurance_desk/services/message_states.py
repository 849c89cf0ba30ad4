"""Saying of messages what became of them: sent, not sent after all, bounced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assurance_desk.domain.dates import long_date, parse_when
from assurance_desk.domain.field_errors import NeedsADayError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.on_its_way import BOUNCED, DRAFTED, NOT_ISSUED, SENT, stage
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import NOTED, Chaser, Return
from assurance_desk.errors import DeskError
from assurance_desk.services.chase_fields import who_words
from assurance_desk.services.desk import Desk
from assurance_desk.services.message_recipients import Addressees
from assurance_desk.store import rows
from assurance_desk.texts import _, later, plural

CAME_BACK = later("message came back")
"""How the log calls it."""


class NothingToMarkError(DeskError):
    def __init__(self, what: str) -> None:
        super().__init__(
            _("None of these can be marked as {what}, so nothing was changed.").format(what=what)
        )


class BeforeItWasMadeError(DeskError):
    def __init__(self, made: date) -> None:
        super().__init__(
            _(
                "It was drafted on {day} and cannot have left before, so nothing was changed. Check the day."
            ).format(day=long_date(made))
        )


class NotYetError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” is still to come, so nothing was changed. Type a day that has been, or leave it empty for today."
            ).format(typed=typed)
        )


def day_typed(desk: Desk, typed: str) -> date:
    """The day on which messages left or bounced; today where nothing is typed.

    Raises:
        DeskError: it is no day, or one to come.
    """
    when = parse_when(typed)
    if when is None:
        return desk.clock.today()
    if not when.day:
        raise NeedsADayError(_("On"), typed)
    if when.last_day > desk.clock.today():
        raise NotYetError(typed)
    return when.last_day


def waiting(desk: Desk, questionnaire_id: str) -> list[Return]:
    """Those drafted and not sent yet."""
    return [
        one
        for one in rows.find(desk.db, Return, questionnaire_id=questionnaire_id)
        if stage(one) == DRAFTED and one.received_on is None
    ]


def mark_sent(desk: Desk, ids: Iterable[str], on: date | None = None) -> int:
    """They have left the mail program (today, without a day); gives how many.

    Raises:
        DeskError: none of them was issued, or all were sent already; or one was made after that day.
    """
    day = on or desk.clock.today()
    changed = [
        replace(one, sent_on=day, bounced_on=None)
        for one in rows.among(desk.db, Return, ids)
        if stage(one) not in {NOT_ISSUED, SENT}
    ]
    _refuse_earlier(changed, day)
    words = plural("Mark {n} message as sent", "Mark {n} messages as sent", len(changed))
    return _keep(desk, changed, words, _("sent"))


def mark_bounced(desk: Desk, ids: Iterable[str], on: date | None = None, note: str = "") -> int:
    """They came back undelivered (today, without a day); gives how many.

    Each return's log says so, and whoever the message went to is to be checked again.

    Raises:
        DeskError: none of them had been issued; or one was made after that day.
    """
    day = on or desk.clock.today()
    changed = [
        replace(one, sent_on=one.sent_on or day, bounced_on=day)
        for one in rows.among(desk.db, Return, ids)
        if stage(one) not in {NOT_ISSUED, BOUNCED}
    ]
    _refuse_earlier(changed, day)
    words = plural("Mark {n} message as bounced", "Mark {n} messages as bounced", len(changed))
    return _keep(desk, changed, words, _("bounced"), _came_back(desk, changed, day, note))


def _came_back(desk: Desk, changed: Sequence[Return], day: date, note: str) -> list[Chaser | Contact]:
    """A line in the log of each, and the contacts they went to, to be checked."""
    made: list[Chaser | Contact] = []
    to_check: dict[str, Contact] = {}
    whose: dict[str, Addressees] = {}
    for one in changed:
        if one.questionnaire_id not in whose:
            of = rows.one(desk.db, Questionnaire, id=one.questionnaire_id)
            whose[one.questionnaire_id] = Addressees(desk, of.recipient_role if of else "")
        contact = whose[one.questionnaire_id].of(one.organisation_id, one.service_id).contact
        made.append(
            Chaser(
                id=new_id(),
                return_id=one.id,
                on=day,
                how=CAME_BACK,
                note=note,
                kind=NOTED,
                who=who_words(contact),
            )
        )
        if contact and contact.confirmed_on:
            to_check[contact.id] = replace(contact, confirmed_on=None)
    return [*made, *to_check.values()]


def mark_not_sent(desk: Desk, ids: Iterable[str]) -> int:
    """They have not left after all; gives how many.

    Raises:
        NothingToMarkError: none of them was marked as sent.
    """
    changed = [
        replace(one, sent_on=None, bounced_on=None)
        for one in rows.among(desk.db, Return, ids)
        if one.sent_on is not None
    ]
    words = plural("Mark {n} message as not sent", "Mark {n} messages as not sent", len(changed))
    return _keep(desk, changed, words, _("not sent"))


def _refuse_earlier(changed: Sequence[Return], day: date) -> None:
    for one in changed:
        made = one.drafted_on or one.issued_on
        if made and made > day:
            raise BeforeItWasMadeError(made)


def _keep(
    desk: Desk,
    changed: Sequence[Return],
    label: str,
    what: str,
    others: Sequence[Chaser | Contact] = (),
) -> int:
    if not changed:
        raise NothingToMarkError(what)
    with desk.step(label):
        rows.put_many(desk.db, [*sorted(changed, key=lambda one: one.position), *others])
    return len(changed)
