"""Saying of messages what became of them: sent, not sent after all, bounced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assurance_desk.domain.on_its_way import BOUNCED, DRAFTED, NOT_ISSUED, SENT, stage
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


class NothingToMarkError(DeskError):
    def __init__(self, what: str) -> None:
        super().__init__(
            _("None of these can be marked as {what}, so nothing was changed.").format(what=what)
        )


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
        NothingToMarkError: none of them was issued, or all were sent already.
    """
    day = on or desk.clock.today()
    changed = [
        replace(one, sent_on=day, bounced_on=None)
        for one in rows.among(desk.db, Return, ids)
        if stage(one) not in {NOT_ISSUED, SENT}
    ]
    words = plural("Mark {n} message as sent", "Mark {n} messages as sent", len(changed))
    return _keep(desk, changed, words, _("sent"))


def mark_bounced(desk: Desk, ids: Iterable[str], on: date | None = None) -> int:
    """They came back undelivered (today, without a day); gives how many.

    Raises:
        NothingToMarkError: none of them had been issued.
    """
    day = on or desk.clock.today()
    changed = [
        replace(one, sent_on=one.sent_on or day, bounced_on=day)
        for one in rows.among(desk.db, Return, ids)
        if stage(one) not in {NOT_ISSUED, BOUNCED}
    ]
    words = plural("Mark {n} message as bounced", "Mark {n} messages as bounced", len(changed))
    return _keep(desk, changed, words, _("bounced"))


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


def _keep(desk: Desk, changed: Sequence[Return], label: str, what: str) -> int:
    if not changed:
        raise NothingToMarkError(what)
    with desk.step(label):
        rows.put_many(desk.db, sorted(changed, key=lambda one: one.position))
    return len(changed)
