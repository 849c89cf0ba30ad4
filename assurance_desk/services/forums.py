"""Forums and their dates: a year's meetings from a pattern, and papers due so many working days before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from assurance_desk.domain.dates import UnreadableDateError, long_date, parse_when, short_date
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.domain.fields_kinds import needed
from assurance_desk.domain.forums import MOST_DAYS, Falls, Forum, year_from
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting
from assurance_desk.errors import DeskError
from assurance_desk.services import working_days
from assurance_desk.services.body import body_word
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


class TooEarlyError(DeskError):
    def __init__(self, days: int) -> None:
        super().__init__(
            _(
                "Papers cannot be due {n} working days before a meeting; nothing was changed. Type a number up to {most}."
            ).format(n=days, most=MOST_DAYS)
        )


def table(desk: Desk) -> list[Forum]:
    """Those with settings of their own, then those that only have met."""
    kept = rows.find(desk.db, Forum)
    known = {one.name.casefold() for one in kept}
    met = dict.fromkeys(one.forum for one in rows.find(desk.db, Meeting, order="on"))
    return kept + [Forum(id="", name=name) for name in met if name.casefold() not in known]


def of(desk: Desk, name: str) -> Forum:
    """The settings of a forum; the usual ones where it has none."""
    wanted = name.casefold()
    return next((one for one in table(desk) if one.name.casefold() == wanted), Forum(id="", name=name))


def papers_due(desk: Desk, forum: str, day: date) -> date:
    """When papers for a meeting of that day are due."""
    return working_days.before(desk, day, of(desk, forum).papers_days)


def typed(
    name: str, papers_days: str, quorum: str, *, which: int, weekday: int, months: tuple[int, ...]
) -> Forum:
    """A forum as it was typed.

    Raises:
        DeskError: it has no name, a number cannot be read, or papers would be due too early.
    """
    blank = Forum(id="", name="", which=which, weekday=weekday, months=months)
    made = edited(
        edited(edited(blank, "name", name), "papers_days", papers_days or "0"), "quorum", quorum or "0"
    )
    needed(made.name, field_of(Forum, "name").words)
    if made.papers_days > MOST_DAYS:
        raise TooEarlyError(made.papers_days)
    return made


def start_day(text: str) -> date:
    """The day a year of meetings begins: as typed; a month is its first day.

    Raises:
        DeskError: it cannot be read.
    """
    when = parse_when(text)
    if when is None:
        raise UnreadableDateError(text)
    return date(when.year, when.month, when.day or 1)


def proposed(desk: Desk, forum: Forum, start: date) -> list[tuple[Falls, bool]]:
    """The days the pattern gives in the twelve months from ``start``, and whether each is a meeting already."""
    held = {one.on for one in rows.find(desk.db, Meeting) if one.forum.casefold() == forum.name.casefold()}
    return [(one, one.day in held) for one in year_from(forum, start, working_days.closures(desk))]


def keep(desk: Desk, forum: Forum, days: Sequence[date] = ()) -> list[Meeting]:
    """The forum's settings, and a meeting on each of these days: one step.

    A coming meeting whose quorum was the old one, or whose papers were due by the old setting, follows the new one.
    """
    kept = of(desk, forum.name)
    record = replace(forum, id=kept.id or new_id(), name=kept.name)
    if not kept.id:
        record = replace(record, position=len(rows.find(desk.db, Forum)) + 1)
    made: list[Meeting] = []
    with following(desk, _label(record, days)):
        rows.put(desk.db, record)
        rows.put_many(desk.db, _with_quorum(desk, kept, record))
        made = [new_meeting(desk, record.name, day) for day in days]
        rows.put_many(desk.db, made)
    return made


def _with_quorum(desk: Desk, before: Forum, after: Forum) -> list[Meeting]:
    today, name = desk.clock.today(), after.name.casefold()
    coming = [
        one
        for one in rows.find(desk.db, Meeting)
        if one.forum.casefold() == name and not one.held and one.on >= today
    ]
    return [
        replace(one, quorum=after.quorum) for one in coming if one.quorum == before.quorum != after.quorum
    ]


def _label(forum: Forum, days: Sequence[date]) -> str:
    if not days:
        return _("Edit how the {forum} meets").format(forum=forum.name)
    words = plural("Add {n} meeting of the {{forum}}", "Add {n} meetings of the {{forum}}", len(days))
    return words.format(forum=forum.name)


# ------------------------------------------------------------------ one meeting


def new_meeting(desk: Desk, forum: str, day: date) -> Meeting:
    """A meeting with its forum's quorum, its papers' date, and the chair and place of the last. Nothing is written."""
    last = [
        one for one in rows.find(desk.db, Meeting, order="on") if one.forum.casefold() == forum.casefold()
    ]
    return Meeting(
        id=new_id(), forum=forum, on=day, papers_due=papers_due(desk, forum, day), quorum=of(desk, forum).quorum,
        chair=last[-1].chair if last else "", place=last[-1].place if last else "",
    )  # fmt: skip


def add_meeting(desk: Desk, forum: str, day: date) -> Meeting:
    """One meeting, for the officer to put right."""
    made = new_meeting(desk, forum, day)
    with desk.step(_("Add a meeting of the {forum}").format(forum=forum)):
        rows.put(desk.db, made)
    return made


def next_date(desk: Desk) -> tuple[str, date]:
    """The forum and day a new meeting most likely has: the next of the body's pattern that is no meeting yet."""
    body, today = of(desk, body_word(desk)), desk.clock.today()
    free = [one.day for one, there in proposed(desk, body, today) if not there]
    return body.name, (free[0] if free else working_days.after(desk, today, 0))


def edit_meeting(desk: Desk, meeting: Meeting, field: str, typed: str) -> Meeting:
    """As any field is edited. Papers due by the forum's rule go on being so when the day or the forum changes.

    Raises:
        DeskError: what was typed may not stand there.
    """
    now = current(desk, meeting)
    new = edited(now, field, typed)
    if new == now:
        return now
    if field in ("on", "forum") and now.papers_due == papers_due(desk, now.forum, now.on):
        new = replace(new, papers_due=papers_due(desk, new.forum, new.on))
    words = field_of(Meeting, field).words
    label = _("Edit the {forum} of {day}, {field}").format(
        forum=now.forum, day=short_date(now.on), field=words[:1].lower() + words[1:]
    )
    with desk.step(label):
        rows.put(desk.db, new)
    return new


def day_note(desk: Desk, meeting: Meeting) -> str:
    """A warning where a coming meeting, or its papers' date, falls on a day nobody works; else ""."""
    if meeting.held:
        return ""
    why = working_days.why_not(desk, meeting.on)
    if why:
        return _("{day} is no working day: {why}.").format(day=long_date(meeting.on), why=why)
    why = working_days.why_not(desk, meeting.papers_due) if meeting.papers_due else ""
    if why and meeting.papers_due:
        return _("Its papers are due on {day}, no working day: {why}.").format(
            day=long_date(meeting.papers_due), why=why
        )
    return ""


@contextmanager
def following(desk: Desk, label: str) -> Iterator[None]:
    """A step that changes how working days are counted: papers that were due by the rule stay due by it."""
    today = desk.clock.today()
    ruled = [
        one
        for one in rows.find(desk.db, Meeting)
        if not one.held and one.on >= today and one.papers_due == papers_due(desk, one.forum, one.on)
    ]
    with desk.step(label):
        yield
        moved = [replace(one, papers_due=papers_due(desk, one.forum, one.on)) for one in ruled]
        rows.put_many(desk.db, [new for new, old in zip(moved, ruled, strict=True) if new != old])
