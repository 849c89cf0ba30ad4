"""What needs the officer now, from the records themselves, and the facts beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assurance_desk.domain.actions import FINISHED, STANDING, Action, overdue_days
from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import CLOSED
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.wording import has_owner, owner
from assurance_desk.services import impact
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import home as lists
from assurance_desk.store.lists.home import QuestionnaireHead, ReturnCounts
from assurance_desk.store.lists.returns import waiting_returns
from assurance_desk.texts import _, plural

HORIZON = timedelta(days=92)
"""How far ahead Home looks: a quarter, the usual distance between meetings."""

MOST = 40
"""Actions told on Home; ``beyond`` counts the rest."""

NAMED = 3
"""Returns told one by one; more are told as a number."""


@dataclass(frozen=True, slots=True)
class Need:
    """One line of "What needs me now".

    ``due`` is the day it is due, None where it has none; ``when`` is how that is said. ``act`` is what the
    link says it does; it goes to ``record_id`` on ``page``. ``late`` counts days past ``due``.
    """

    due: date | None
    when: str
    late: int
    icon: str
    what: str
    why: str
    act: str
    page: str
    record_id: str

    @property
    def pressing(self) -> bool:
        return bool(self.late) or self.when == _("Today")


@dataclass(frozen=True, slots=True)
class QuestionnaireNow:
    questionnaire: QuestionnaireHead
    counts: ReturnCounts
    silent: tuple[str, ...]


def needs(desk: Desk) -> list[Need]:
    """Everything that waits, the latest first, then by date, then what has none."""
    today = desk.clock.today()
    actions = lists.actions_in_sight(desk.db, today + HORIZON, MOST)
    found = [
        *_returns(desk, today),
        *(need for action in actions for need in _action(action, today)),
        *_impact(desk, today),
        *_papers(desk, today),
        *_meetings(desk, today),
    ]
    return sorted(found, key=lambda need: (need.due is None, need.due or today))


def beyond(desk: Desk) -> int:
    """Actions that wait too, but are more than Home tells."""
    return max(0, lists.count_in_sight(desk.db, desk.clock.today() + HORIZON) - MOST)


def _day(day: date, today: date) -> tuple[str, int]:
    """How a day is said on Home, and how many days past it is."""
    late = (today - day).days
    if late > 0:
        return plural("{n} day late", "{n} days late", late), late
    if not late:
        return _("Today"), 0
    words = When.of(day).long
    return (words.rpartition(" ")[0] if day.year == today.year else When.of(day).short), 0


def _returns(desk: Desk, today: date) -> Iterable[Need]:
    for one in open_questionnaires(desk):
        counts = lists.return_counts(desk.db, one.id)
        if counts.waiting:
            what = plural(
                "{n} return has answers to decide", "{n} returns have answers to decide", counts.waiting
            )
            why = _("{ref}: the other {taken} of {came} are taken in").format(
                ref=one.ref, taken=counts.taken, came=counts.came
            )
            if not counts.taken:
                why = one.ref
            yield Need(today, _("Today"), 0, "inbox", what, why, _("Open the tray"), "Returns", "")
        yield from _unread(desk, one, today)
        yield from _silent(desk, one, today)


def _unread(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    """Returns of which only a scan, a letter or a protected file came, and such files of nobody."""
    mend = _("Enter the answers by hand, or ask for it again")
    found = lists.unread(desk.db, one.id)
    if len(found) > NAMED:
        what = plural(
            "{n} return came as a file that cannot be read",
            "{n} returns came as files that cannot be read",
            len(found),
        )
        why = f"{one.ref}: {mend[:1].lower()}{mend[1:]}"
        yield Need(today, _("Today"), 0, "file-warning", what, why, _("Open the tray"), "Returns", "")
    else:
        for unread in found:
            what = _("{name} sent a file that cannot be read").format(name=unread.name)
            why = f"{unread.file}. {mend}"
            yield Need(
                today, _("Today"), 0, "file-warning", what, why, _("Open its return"), "Returns", unread.id
            )
    nobodys = lists.files_of_nobody(desk.db)
    if nobodys and one.id == open_questionnaires(desk)[-1].id:
        what = plural("{n} file came that cannot be read", "{n} files came that cannot be read", len(nobodys))
        names = ", ".join(nobodys[:NAMED]) + (_(" and others") if len(nobodys) > NAMED else "")
        why = _("{names}. See whose they are, and enter the answers by hand").format(names=names)
        yield Need(today, _("Today"), 0, "file-warning", what, why, _("Open the tray"), "Returns", "")


def _silent(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    silent = [r for r in lists.silent(desk.db, one.id) if r.due_on and r.due_on < today]
    if len(silent) <= NAMED or not silent[0].due_on:
        yield from (_missing(missing, one, today) for missing in silent)
        return
    when, late = _day(silent[0].due_on, today)
    what = plural("{n} return has not come", "{n} returns have not come", len(silent))
    why = _("Due {day}").format(day=long_date(silent[0].due_on))
    yield Need(
        silent[0].due_on, when, late, "building-2", f"{one.ref}: {what}", why, _("Show who is missing"), "Returns", ""
    )  # fmt: skip


def _missing(missing: lists.SilentReturn, one: QuestionnaireHead, today: date) -> Need:
    due = missing.due_on or today
    when, late = _day(due, today)
    why = _("Due {day}").format(day=long_date(due))
    if missing.chased and missing.chased_on:
        why += _(". Last: {how}, {day}").format(how=missing.chased, day=long_date(missing.chased_on))
    what = _("{name} has not replied to {ref}").format(name=missing.name, ref=one.ref)
    return Need(due, when, late, "building-2", what, why, _("Open its return"), "Returns", missing.id)


def _action(action: Action, today: date) -> Iterable[Need]:
    if action.delivery in FINISHED:
        return
    what, open_it = f"{action.ref} {action.text}", _("Open {ref}").format(ref=action.ref)
    if action.kind == STANDING:
        review = action.next_review
        if review and review.last_day <= today + HORIZON:
            when, late = _when(review, today)
            why = _("Standing commitment, reviewed {cadence}").format(
                cadence=action.cadence or _("as it falls due")
            )
            yield Need(review.last_day, when, late, "repeat", what, why, open_it, "Actions", action.id)
    elif action.due and action.due.last_day <= today + HORIZON:
        when, late = _when(action.due, today)
        why = " · ".join(part for part in (owner(action), action.delivery, action.delivery_note) if part)
        icon = "list-checks" if not overdue_days(action, today) else "triangle-alert"
        yield Need(action.due.last_day, when, late, icon, what, why, open_it, "Actions", action.id)
    elif not has_owner(action):
        why = _("Nobody is named for it yet")
        name_one = _("Name an owner")
        yield Need(None, _("No date"), 0, "user-x", what, why, name_one, "Actions", action.id)


def _impact(desk: Desk, today: date) -> Iterable[Need]:
    """Whether a change lasted is asked when its time comes."""
    for one in impact.due_until(desk, today + HORIZON):
        when, late = _when(one.review.due, today)
        what = _("Did {ref} last? {text}").format(ref=one.action.ref, text=one.action.text)
        why = _("Impact review {n} months after it turned Blue").format(n=one.review.months)
        open_it = _("Open {ref}").format(ref=one.action.ref)
        yield Need(
            one.review.due.last_day, when, late, "repeat", what, why, open_it, "Actions", one.action.id
        )


def _when(when: When, today: date) -> tuple[str, int]:
    """A month that has not ended is said as the month."""
    if when.day or when.last_day < today:
        return _day(when.last_day, today)
    return (when.long.split()[0] if when.year == today.year else when.short), 0


def _papers(desk: Desk, today: date) -> Iterable[Need]:
    for paper in rows.find(desk.db, Paper):
        if paper.status != "draft":
            continue
        meeting = rows.one(desk.db, Meeting, id=paper.meeting_id) if paper.meeting_id else None
        due = (meeting.papers_due or meeting.on) if meeting and not meeting.held else None
        when, late = _day(due, today) if due else (_("No date"), 0)
        why = _("Draft")
        if meeting:
            why += _(", for {forum} of {day}").format(forum=meeting.forum, day=long_date(meeting.on))
        yield Need(due, when, late, "file-text", paper.title, why, _("Open the paper"), "Papers", paper.id)


def _meetings(desk: Desk, today: date) -> Iterable[Need]:
    for meeting in rows.find(desk.db, Meeting, order="on"):
        day = meeting.papers_due
        if meeting.held or not day or not today <= day <= today + HORIZON:
            continue
        what = _("Papers are due for {forum}").format(forum=meeting.forum)
        why = _("It meets on {day}").format(day=long_date(meeting.on))
        yield Need(
            day, _day(day, today)[0], 0, "calendar-days", what, why, _("Open the papers"), "Papers", ""
        )


def open_questionnaires(desk: Desk) -> list[QuestionnaireHead]:
    """Issued and not closed."""
    return [one for one in lists.issued_questionnaires(desk.db) if one.status != CLOSED]


def next_meeting(desk: Desk) -> Meeting | None:
    today = desk.clock.today()
    ahead = [one for one in rows.find(desk.db, Meeting, order="on") if one.on >= today and not one.held]
    return ahead[0] if ahead else None


def questionnaire_now(desk: Desk) -> QuestionnaireNow | None:
    """The one issued last, with its counts and who never replied."""
    issued = lists.issued_questionnaires(desk.db)
    if not issued:
        return None
    latest = max(issued, key=lambda one: (one.issued_on or date.min, one.version))
    silent = tuple(one.name for one in lists.silent(desk.db, latest.id))
    return QuestionnaireNow(latest, lists.return_counts(desk.db, latest.id), silent)


def returns_waiting(desk: Desk) -> int:
    """Returns with something for a person to decide."""
    return waiting_returns(desk.db)


def has_register(desk: Desk) -> bool:
    """Whether anything is on the register yet."""
    return rows.one(desk.db, Review) is not None
