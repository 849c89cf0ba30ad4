"""Names with their days: given, put right, taken out; and the other fields of an organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisation_changes import OrganisationChange
from assurance_desk.domain.organisations import Named, Names, Organisation, OrganisationName
from assurance_desk.errors import DeskError
from assurance_desk.services import vocabularies
from assurance_desk.services.body import names_of
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current, organisation_lookup
from assurance_desk.store import rows
from assurance_desk.texts import _


class SameNameError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("It is called “{name}” already, so nothing was changed. Type its new name.").format(name=name)
        )


class NamedThatDayError(DeskError):
    def __init__(self, name: str, day: date) -> None:
        super().__init__(
            _(
                "It has been given the name “{name}” from {day} already, so nothing was changed. Correct that name, or "
                "choose another day."
            ).format(name=name, day=long_date(day))
        )


class OneFirstNameError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Only its first name, “{name}”, has no day, so nothing was changed. Type the day.").format(
                name=name
            )
        )


class OnlyNameError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("It has this name alone, so it stays. Correct it instead."))


class TakenRefError(DeskError):
    def __init__(self, ref: str, name: str) -> None:
        super().__init__(
            _("{ref} is the reference of {name}, so nothing was changed. Type another.").format(
                ref=ref, name=name
            )
        )


class EndRecordedError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("The end of {name} was recorded together with what became of it, so its day stays.").format(
                name=name
            )
        )


class EndsBeforeItBeganError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} would end before it began, so nothing was changed. Check the two days.").format(
                name=name
            )
        )


class CycleError(DeskError):
    def __init__(self, upper: str, lower: str) -> None:
        super().__init__(
            _("{upper} is a part of {lower} already, so {lower} cannot be a part of it; nothing was changed. "
              "Choose another, or leave it empty.").format(upper=upper, lower=lower)
        )  # fmt: skip


def as_named(organisation: Organisation, names: list[OrganisationName], day: date) -> Organisation:
    """The organisation under its name of that day."""
    then = Names([organisation], names).on(organisation.id, day) or organisation
    return replace(organisation, name=then.name, short_name=then.short_name, calls_itself=then.calls_itself)


# ------------------------------------------------------------------ giving, correcting, taking out


def rename(desk: Desk, organisation: Organisation, name: str, short_name: str, since: date) -> Organisation:
    """A new name from a day on; the old one stays, dated, and what was of its time keeps it.

    A day before names already given puts it among them; one still to come holds from that day. Gives the
    organisation under today's name.

    Raises:
        DeskError: no name, the one it had that day, or a second one of the same day.
    """
    now, held = current(desk, organisation), names_of(desk, organisation.id)
    then = Names([now], held).on(now.id, since) or now
    as_it_was = OrganisationName(id=new_id(), organisation_id=now.id, name=then.name, since=since)
    new = edited(as_it_was, "name", " ".join(name.split()))
    new = replace(new, short_name=" ".join(short_name.split()))
    _refuse_same(then, new)
    _refuse_same_day(held, new)
    first = [] if held else [_first(now)]
    label = _("Rename {old} to {new}").format(
        old=then.short_name or then.name, new=new.short_name or new.name
    )
    return _keep(desk, now, [*held, *first, new], [*first, new], label)


def correct_name(desk: Desk, name: OrganisationName, field: str, typed: str) -> Organisation:
    """Put one of its names, or that name's day, right.

    Raises:
        DeskError: what was typed may not stand there.
    """
    before = current(desk, name)
    new = edited(before, field, typed)
    organisation = rows.get(desk.db, Organisation, before.organisation_id)
    if new == before:
        return organisation
    others = [one for one in names_of(desk, organisation.id) if one.id != new.id]
    _refuse_same_day(others, new)
    label = _("Correct the name {name}").format(name=new.short_name or new.name)
    return _keep(desk, organisation, [*others, new], [new], label)


def remove_name(desk: Desk, name: OrganisationName) -> Organisation:
    """Take a name out, as if it had never been borne: the one before it holds on, or the next from the start.

    Raises:
        DeskError: it has no other.
    """
    gone = current(desk, name)
    organisation = rows.get(desk.db, Organisation, gone.organisation_id)
    left = [one for one in names_of(desk, organisation.id) if one.id != gone.id]
    if not left:
        raise OnlyNameError
    changed = []
    if gone.since is None:
        left[0] = replace(left[0], since=None)
        changed = [left[0]]
    lone = left if len(left) == 1 else []
    settled = as_named(organisation, left, desk.clock.today())
    with desk.step(_("Take out the name {name}").format(name=gone.short_name or gone.name)):
        rows.put_many(desk.db, [*changed, *([settled] if settled != organisation else [])])
        for one in (gone, *lone):
            rows.remove(desk.db, one)
    return settled


def _first(organisation: Organisation) -> OrganisationName:
    return OrganisationName(
        id=new_id(),
        organisation_id=organisation.id,
        name=organisation.name,
        short_name=organisation.short_name,
        calls_itself=organisation.calls_itself,
    )


def _keep(
    desk: Desk, now: Organisation, names: list[OrganisationName], changed: list[OrganisationName], label: str
) -> Organisation:
    settled = as_named(now, names, desk.clock.today())
    with desk.step(label):
        rows.put_many(desk.db, [*changed, *([settled] if settled != now else [])])
    return settled


def _refuse_same(then: Named, new: OrganisationName) -> None:
    if (new.name, new.short_name or then.short_name) == (then.name, then.short_name):
        raise SameNameError(then.name)


def _refuse_same_day(others: list[OrganisationName], new: OrganisationName) -> None:
    for one in others:
        if one.since == new.since:
            if new.since is None:
                raise OneFirstNameError(one.name)
            raise NamedThatDayError(one.name, new.since)


# ------------------------------------------------------------------ the organisation's own fields


def edit(desk: Desk, organisation: Organisation, field: str, typed: str) -> Organisation:
    """Put what was typed into one field; a name typed over is today's name put right, not a new one.

    Raises:
        DeskError: what was typed may not stand there; nothing is changed.
    """
    kept = current(desk, organisation)
    names = names_of(desk, kept.id)
    now = as_named(kept, names, desk.clock.today())
    new = edited(now, field, typed, lookup=organisation_lookup(desk), offered=vocabularies.offered(desk))
    if new == now:
        return now
    _refuse_taken(desk, now, new)
    _refuse_days(desk, now, new)
    refuse_cycle(desk, new)
    today = Names([now], names).on(now.id, desk.clock.today())
    named = (
        [replace(today, name=new.name, short_name=new.short_name, calls_itself=new.calls_itself)]
        if isinstance(today, OrganisationName) and field in ("name", "short_name", "calls_itself")
        else []
    )
    words = field_of(Organisation, field).words
    label = _("Edit organisation {ref}, {field}").format(ref=now.ref, field=words[:1].lower() + words[1:])
    with desk.step(label):
        rows.put_many(desk.db, [new, *named])
    return new


def _refuse_taken(desk: Desk, now: Organisation, new: Organisation) -> None:
    if new.ref == now.ref:
        return
    for one in rows.find(desk.db, Organisation):
        if one.id != new.id and one.ref.casefold() == new.ref.casefold():
            raise TakenRefError(one.ref, one.name)


def _refuse_days(desk: Desk, now: Organisation, new: Organisation) -> None:
    if new.closed_on != now.closed_on and rows.find(desk.db, OrganisationChange, from_id=new.id):
        raise EndRecordedError(new.name)
    if new.opened_on and new.closed_on and new.closed_on <= new.opened_on:
        raise EndsBeforeItBeganError(new.name)


def refuse_cycle(desk: Desk, new: Organisation) -> None:
    """Nothing is a part of itself, however far round.

    Raises:
        CycleError: it would be.
    """
    every = {one.id: one for one in rows.find(desk.db, Organisation)}
    upper, seen = every.get(new.parent_id or ""), {new.id}
    while upper is not None:
        if upper.id in seen:
            raise CycleError(every[new.parent_id or ""].name, new.name)
        seen.add(upper.id)
        upper = every.get(upper.parent_id or "")
