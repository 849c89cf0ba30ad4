"""Home's lines about what organisations were asked: returns to decide, silent ones to chase, updates asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assurance_desk.domain.chasing import Due
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.questionnaire import CLOSED
from assurance_desk.domain.returns import DRAFTED
from assurance_desk.domain.updates import UpdateRequest
from assurance_desk.services import chasing, updates_waiting
from assurance_desk.services.desk import Desk
from assurance_desk.services.home_lines import APART, Need, said_working
from assurance_desk.store import rows
from assurance_desk.store.lists import home as lists
from assurance_desk.store.lists.home import QuestionnaireHead, SilentReturn
from assurance_desk.store.lists.questionnaires import unsent
from assurance_desk.texts import _, plural

NAMED = 3
"""Files named; more are told as a number."""


def open_questionnaires(desk: Desk) -> list[QuestionnaireHead]:
    """Issued and not closed."""
    return [one for one in lists.issued_questionnaires(desk.db) if one.status != CLOSED]


def lines(desk: Desk, today: date) -> Iterable[Need]:
    asked = open_questionnaires(desk)
    for one in asked:
        yield from _to_send(desk, one, today)
        yield from _to_decide(desk, one, today)
        yield from _unread(desk, one, today)
        yield from _silent(desk, one, today)
        yield from _drafts(desk, one, today)
    if asked:
        yield from _of_nobody(desk, today)
    yield from _updates(desk, today)


def _to_send(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    """Drafts made of which nobody has said that they left."""
    count = unsent(desk.db, one.id)
    if not count:
        return
    what = plural("Send {n} draft of {{ref}}", "Send {n} drafts of {{ref}}", count).format(ref=one.ref)
    why = _("Until they are marked as sent, nobody counts as asked")
    yield Need(
        today,
        _("Today"),
        0,
        "mail",
        what,
        why,
        _("Show the drafts"),
        "Questionnaires",
        f"organisations:{one.id}",
    )


def _to_decide(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    counts = lists.return_counts(desk.db, one.id)
    if not counts.waiting:
        return
    what = plural("Decide the answers of {n} return", "Decide the answers of {n} returns", counts.waiting)
    why = _("{ref}: the other {taken} of {came} are taken in").format(
        ref=one.ref, taken=counts.taken, came=counts.came
    )
    why = why if counts.taken else one.ref
    yield Need(today, _("Today"), 0, "inbox", what, why, _("Open the tray"), "Returns", "")


def _unread(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    """Returns of which only a scan, a letter or a protected file came."""
    mend = _("Enter the answers by hand, or ask for it again")
    found = lists.unread(desk.db, one.id)
    if len(found) > APART:
        what = plural("Enter {n} return by hand", "Enter {n} returns by hand", len(found))
        why = _("{ref}: they came as files that cannot be read").format(ref=one.ref)
        yield Need(
            today, _("Today"), 0, "file-warning", what, why, _("Open the tray"), "Returns", found[0].id
        )
        return
    for unread in found:
        what = _("{name} sent a file that cannot be read").format(name=unread.name)
        yield Need(
            today, _("Today"), 0, "file-warning", what, f"{unread.file}. {mend}", _("Open its return"), "Returns",
            unread.id,
        )  # fmt: skip


def _of_nobody(desk: Desk, today: date) -> Iterable[Need]:
    found = lists.files_of_nobody(desk.db)
    if not found:
        return
    what = plural("{n} file came that cannot be read", "{n} files came that cannot be read", len(found))
    names = ", ".join(found[:NAMED]) + (_(" and others") if len(found) > NAMED else "")
    why = _("{names}. See whose they are, and enter the answers by hand").format(names=names)
    yield Need(today, _("Today"), 0, "file-warning", what, why, _("Open the tray"), "Returns", "")


def _silent(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    """Past their day, or with a reminder due before it."""
    silent = lists.silent(desk.db, one.id)
    late = [record for record in silent if record.due_on and record.due_on < today]
    if len(late) > APART:
        yield _many_late(desk, one, late, today)
    else:
        yield from (_late(desk, one, record, today) for record in late)
    early = [record for record in silent if record.due_on and record.due_on >= today]
    due = [record for record in early if _step(desk, one, record)]
    if due and due[0].due_on:
        what = plural("Remind {n} organisation of {{ref}}", "Remind {n} organisations of {{ref}}", len(due))
        why = _("Nothing has come; due {day}").format(day=long_date(due[0].due_on))
        yield Need(
            today, _("Today"), 0, "building-2", what.format(ref=one.ref), why, _("Show who is missing"), "Returns",
            f"replies:{due[0].id}",
        )  # fmt: skip


def _drafts(desk: Desk, one: QuestionnaireHead, today: date) -> Iterable[Need]:
    """Chasers that were drafted: nobody knows but the officer whether they have left."""
    waiting = [
        chaser for log in chasing.logs(desk, one.id).values() for chaser in log if chaser.state == DRAFTED
    ]
    if waiting:
        what = plural("Send {n} chaser of {{ref}}", "Send {n} chasers of {{ref}}", len(waiting))
        why = _("Drafted {day}. Mark them as sent when they have left").format(day=long_date(waiting[0].on))
        yield Need(
            today, _("Today"), 0, "mail", what.format(ref=one.ref), why, _("Show the drafts"), "Returns",
            f"replies:{waiting[0].return_id}",
        )  # fmt: skip


def _step(desk: Desk, one: QuestionnaireHead, record: SilentReturn) -> Due | None:
    return chasing.due_step(desk, record.due_on, chasing.logs(desk, one.id).get(record.id, ()))


def _late(desk: Desk, one: QuestionnaireHead, record: SilentReturn, today: date) -> Need:
    due = record.due_on or today
    when, late = said_working(desk, due, today)
    why = _("Due {day}").format(day=long_date(due))
    done = [chaser for chaser in chasing.logs(desk, one.id).get(record.id, ()) if chaser.done]
    if done:
        why += _(". Last: {how}, {day}").format(how=done[-1].how, day=long_date(done[-1].on))
    due_now = _step(desk, one, record)
    if due_now is not None:
        words = chasing.words(desk, due_now.step)
        why += _(". Next: {step}").format(step=words[:1].lower() + words[1:])
    what = _("Chase {name} for {ref}").format(name=record.name, ref=one.ref)
    return Need(
        due, when, late, "building-2", what, why, _("Open its return"), "Returns", f"replies:{record.id}"
    )


def _many_late(desk: Desk, one: QuestionnaireHead, late: Sequence[SilentReturn], today: date) -> Need:
    due = late[0].due_on or today
    when, days = said_working(desk, due, today)
    what = plural("Chase {n} return of {{ref}}", "Chase {n} returns of {{ref}}", len(late))
    next_due = sum(_step(desk, one, record) is not None for record in late)
    why = _("Due {day}").format(day=long_date(due))
    if next_due:
        why += plural(". A step of chasing is due for {n}", ". A step of chasing is due for {n}", next_due)
    return Need(
        due, when, days, "building-2", what.format(ref=one.ref), why, _("Show who is missing"), "Returns",
        f"replies:{late[0].id}",
    )  # fmt: skip


def _updates(desk: Desk, today: date) -> Iterable[Need]:
    """Whoever was asked how far their actions are and has not said by the day."""
    requests = {one.id: one for one in rows.find(desk.db, UpdateRequest)}
    if not requests:
        return
    late = []
    for copy in updates_waiting.unanswered(desk):
        due = requests[copy.request_id].due_on
        if due is not None and due < today:
            late.append((due, copy))
    if not late:
        return
    due, first = late[0]
    when, days = said_working(desk, due, today)
    what = (
        _("Chase {name} for its update").format(name=first.name)
        if len(late) == 1
        else plural("Chase {n} update asked for", "Chase {n} updates asked for", len(late))
    )
    why = _("{ref}, due {day}").format(ref=requests[first.request_id].ref, day=long_date(due))
    if len(late) > 1:
        why += _("; {name} waited for longest").format(name=first.name)
    yield Need(due, when, days, "mail", what, why, _("Open the tray"), "Returns", first.id)
