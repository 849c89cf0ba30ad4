"""The body's judgements and, apart from them, the scrutineer's opinions; what they bring back to an agenda."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.judgements import check
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import vocabularies
from assurance_desk.services.body import body_word
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _

Subject = Recommendation | Action


def judge(
    desk: Desk,
    subject: Subject,
    level: str,
    *,
    forum: str = "",
    on: date | str | None = None,
    basis: str = "",
    next_review: str = "",
    dissent: str = "",
) -> Judgement:
    """A judgement on a recommendation or an action: the body's own, unless ``forum`` names another who judged.

    ``on`` (today without one) and ``next_review`` as typed. Earlier judgements stay as they were given.

    Raises:
        DeskError: the level was not on the scale that day, or a date cannot be read or cannot be.
    """
    empty = _empty(desk, subject, forum.strip(), on, basis)
    empty = replace(empty, forum=empty.forum or body_word(desk, empty.on))
    made = edited(empty, "level", level, offered=vocabularies.offered(desk, empty.on))
    made = replace(edited(made, "next_review", next_review), dissent=dissent.strip())
    check(made, desk.clock.today())
    with desk.step(_("Record assurance on {ref}: {level}").format(ref=subject.ref, level=made.level)):
        rows.put(desk.db, made)
    return made


def give_opinion(
    desk: Desk,
    subject: Subject,
    words: str,
    *,
    level: str = NOT_RATED,
    who: str = "",
    on: date | str | None = None,
) -> Judgement:
    """The independent scrutineer's opinion in the scrutineer's words, with a level where one was given.

    Raises:
        DeskError: it says nothing, the level was not on the scale that day, or the date cannot be.
    """
    if not words.strip():
        raise EmptyFieldError(_("Opinion"))
    empty = _empty(desk, subject, who.strip() or _("Independent scrutineer"), on, words)
    made = edited(empty, "level", level, offered=vocabularies.offered(desk, empty.on))
    made = replace(made, scrutineer=True)
    check(made, desk.clock.today())
    with desk.step(_("Record the scrutineer’s opinion on {ref}").format(ref=subject.ref)):
        rows.put(desk.db, made)
    return made


def put_right(desk: Desk, judgement: Judgement, field: str, typed: str) -> Judgement:
    """One field of a judgement or an opinion that was given; what the scale of its day offered is offered.

    Raises:
        DeskError: what was typed may not stand there; the judgement is unchanged.
    """
    now = current(desk, judgement)
    new = edited(now, field, typed, offered=vocabularies.offered(desk, now.on))
    if new == now:
        return now
    if new.scrutineer and not new.basis.strip():
        raise EmptyFieldError(_("Opinion"))
    check(new, desk.clock.today())
    words = (
        _("Put right the scrutineer’s opinion on {ref}")
        if now.scrutineer
        else _("Put right the judgement on {ref}")
    )
    with desk.step(words.format(ref=_ref(desk, now))):
        rows.put(desk.db, new)
    return new


def _ref(desk: Desk, one: Judgement) -> str:
    found: Subject | None = rows.one(desk.db, Recommendation, id=one.recommendation_id or "")
    found = found or rows.one(desk.db, Action, id=one.action_id or "")
    return found.ref if found else ""


def _empty(desk: Desk, subject: Subject, forum: str, on: date | str | None, words: str) -> Judgement:
    """Not rated yet, on its day."""
    made = Judgement(
        id=new_id(),
        recommendation_id=subject.id if isinstance(subject, Recommendation) else None,
        action_id=subject.id if isinstance(subject, Action) else None,
        forum=forum,
        on=on if isinstance(on, date) else desk.clock.today(),
        basis=words.strip(),
    )
    return edited(made, "on", on) if isinstance(on, str) and on.strip() else made


@dataclass(frozen=True, slots=True)
class ComingBack:
    """A thing that comes back to the next meeting of the forum that judged it, and why."""

    judgement: Judgement
    why: str


def coming_back(desk: Desk, until: date) -> list[ComingBack]:
    """What the body's latest judgement brings back to a meeting of that day: its level, or its next review.

    A level comes back as the scale says now, one retired since as it last said.
    """
    latest: dict[tuple[str, str], Judgement] = {}
    for one in sorted(rows.find(desk.db, Judgement), key=lambda one: one.on or date.min):
        if not one.scrutineer:
            latest[one.recommendation_id or "", one.action_id or ""] = one
    returning = vocabularies.returning(desk)
    found = [ComingBack(one, _why(desk, one, returning, until)) for one in latest.values()]
    return [one for one in found if one.why]


def _why(desk: Desk, one: Judgement, returning: frozenset[str], until: date) -> str:
    level = vocabularies.word(desk, vocabularies.ASSURANCE, one.level, one.on)
    parts = []
    if one.level in returning:
        parts.append(_("{level} since {day}").format(level=level, day=long_date(one.on)) if one.on else level)
    if one.next_review is not None and one.next_review.last_day <= until:
        again = _("to be reviewed {when}") if parts else _("{level}, to be reviewed {when}")
        parts.append(again.format(level=level, when=one.next_review.short))
    return ", ".join(parts)
