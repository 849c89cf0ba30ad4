"""Home's lines about the register: actions due, reviews, whether changes lasted, evidence, owners and contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from assurance_desk.domain.actions import STANDING, Action, overdue_days
from assurance_desk.domain.dates import MONTHS, long_date
from assurance_desk.domain.evidence import RECEIVED, Evidence
from assurance_desk.domain.wording import owner, shortened
from assurance_desk.services import embargo, evidence, impact, organisations, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.home_lines import APART, HORIZON, Need, said, said_when
from assurance_desk.services.impact import DueImpact
from assurance_desk.services.publication import publication_due
from assurance_desk.store import rows
from assurance_desk.store.lists import home as lists
from assurance_desk.texts import _, plural

LONGEST = 90


def lines(desk: Desk, today: date) -> Iterable[Need]:
    for action, many in lists.actions_in_sight(desk.db, today, today + HORIZON, APART):
        yield from _action(desk, action, many, today)
    yield from _publication(desk, today)
    yield from _impact(desk, today)
    yield from _evidence(desk, today)
    yield from _owners(desk)
    yield from _contacts(desk)


def _action(desk: Desk, action: Action, many: int, today: date) -> Iterator[Need]:
    """One alone; of more than are told apart only the first, with their number."""
    when = action.next_review if action.kind == STANDING else action.due
    if when is None:
        return
    words, late = said_when(when, today)
    icon = "repeat" if action.kind == STANDING else "triangle-alert" if late else "list-checks"
    what, why = _counted(action, many, late, today) if many > APART else _alone(desk, action, late)
    yield Need(
        when.last_day, words, late, icon, what, why, _("Open {ref}").format(ref=action.ref), "Actions", action.id
    )  # fmt: skip


def _publication(desk: Desk, today: date) -> Iterator[Need]:
    """An embargo that ended and is still said to stand; the next step before each review is published, once in sight."""
    for review in embargo.ended(desk):
        what = _("Set on the stage of {review}: its embargo has ended").format(
            review=review.pseudonym or review.title
        )
        why = embargo.told(desk, review)
        yield Need(today, _("Today"), 0, "lock", what, why, _("Open it"), "Register", review.id)
    for one in publication_due(desk):
        step, name = one.step, one.review.pseudonym or one.review.title
        if step.due is None or step.due > today + HORIZON:
            continue
        words, late = said(step.due, today)
        what = _("Before {review} is published: {text}").format(
            review=name, text=shortened(step.text, LONGEST)
        )
        yield Need(
            step.due, words, late, "list-checks", what, step.who, _("Open the plan"), "Register", one.review.id
        )  # fmt: skip


def _alone(desk: Desk, action: Action, late: int) -> tuple[str, str]:
    text = shortened(action.text, LONGEST)
    if action.kind == STANDING:
        why = _("Standing commitment, reviewed {cadence}").format(
            cadence=action.cadence or _("as it falls due")
        )
        return _("Review {ref}: {text}").format(ref=action.ref, text=text), why
    state = vocabularies.word(desk, vocabularies.DELIVERY, action.delivery)
    why = " · ".join(part for part in (owner(action), state, action.delivery_note) if part)
    form = _("Ask after {ref}, overdue: {text}") if late else _("See {ref} done: {text}")
    return form.format(ref=action.ref, text=text), why


def _counted(action: Action, many: int, late: int, today: date) -> tuple[str, str]:
    """Several alike: all that are overdue, or all of one month."""
    when = action.next_review if action.kind == STANDING else action.due
    month = _(MONTHS[when.month - 1]) if when else ""
    first = _("{ref} first: {text}").format(ref=action.ref, text=shortened(action.text, LONGEST))
    if action.kind == STANDING:
        one, several = "Review {n} standing commitment", "Review {n} standing commitments"
        return plural(one, several, many), _("{ref} is the longest overdue").format(
            ref=action.ref
        ) if late else first
    if late:
        days = overdue_days(action, today)
        what = plural(
            "{n} action overdue, {{ref}} the longest", "{n} actions overdue, {{ref}} the longest", many
        )
        why = plural("{{text}}, {n} day", "{{text}}, {n} days", days)
        return what.format(ref=action.ref), why.format(text=shortened(action.text, LONGEST))
    what = plural("See {n} action of {{month}} done", "See {n} actions of {{month}} done", many)
    return what.format(month=month), first


def _impact(desk: Desk, today: date) -> Iterator[Need]:
    """Whether a change lasted is asked when its time comes; of one month, or overdue, together."""
    found = impact.due_until(desk, today + HORIZON)

    def lot(one: DueImpact) -> str:
        return "" if one.review.due.last_day < today else one.review.due.iso[:7]

    for _month, alike in groupby(found, key=lot):
        lots = list(alike)
        shown = lots if len(lots) <= APART else lots[:1]
        yield from (_lasted(one, len(lots) if len(lots) > APART else 1, today) for one in shown)


def _lasted(one: DueImpact, many: int, today: date) -> Need:
    when, late = said_when(one.review.due, today)
    what = _("Ask whether {ref} lasted: {text}").format(
        ref=one.action.ref, text=shortened(one.action.text, LONGEST)
    )
    why = _("Impact review {n} months after it turned Blue").format(n=one.review.months)
    if many > 1:
        what = plural("Ask whether {n} change lasted", "Ask whether {n} changes lasted", many)
        why = _("{ref} first: {text}").format(ref=one.action.ref, text=shortened(one.action.text, LONGEST))
    act = _("Open {ref}").format(ref=one.action.ref)
    return Need(one.review.due.last_day, when, late, "repeat", what, why, act, "Actions", one.action.id)


def _evidence(desk: Desk, today: date) -> Iterator[Need]:
    count = evidence.waiting(desk)
    if not count:
        return
    first = rows.find(desk.db, Evidence, state=RECEIVED)[0]
    what = plural("Accept or query {n} piece of evidence", "Accept or query {n} pieces of evidence", count)
    why = (
        first.title if count == 1 else _("{title}, and others").format(title=shortened(first.title, LONGEST))
    )
    yield Need(today, _("Today"), 0, "paperclip", what, why, _("Open it"), "Evidence", first.id)


def _owners(desk: Desk) -> Iterator[Need]:
    found, count = lists.without_owner(desk.db, APART)
    act = _("Name an owner")
    for action in found if count <= APART else []:
        what = _("Name an owner for {ref}: {text}").format(
            ref=action.ref, text=shortened(action.text, LONGEST)
        )
        why = _("Nobody is named for it yet")
        yield Need(None, _("No date"), 0, "user-x", what, why, act, "Actions", action.id)
    if count > APART:
        what = plural("Name an owner for {n} action", "Name owners for {n} actions", count)
        why = _("{ref} first: {text}").format(ref=found[0].ref, text=shortened(found[0].text, LONGEST))
        yield Need(None, _("No date"), 0, "user-x", what, why, act, "Actions", found[0].id)


def _contacts(desk: Desk) -> Iterator[Need]:
    stale = organisations.contacts_to_confirm(desk)
    if not stale:
        return
    first = stale[0]
    who = first.contact.name or first.contact.role
    what = plural("Confirm {n} contact", "Confirm {n} contacts", len(stale))
    since = (
        _("{who}, {organisation}: last confirmed {day}").format(
            who=who, organisation=first.organisation, day=long_date(first.contact.confirmed_on)
        )
        if first.contact.confirmed_on
        else _("{who}, {organisation}: never confirmed").format(who=who, organisation=first.organisation)
    )
    yield Need(
        None, _("No date"), 0, "building-2", what, since, _("Open it"), "Organisations", first.contact.organisation_id
    )  # fmt: skip
