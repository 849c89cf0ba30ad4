"""One organisation becoming another: a merger, a split, a succession; and why one may not be recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisations import Organisation
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

MERGER, SPLIT, SUCCESSION = "merger", "split", "succession"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChange:
    """From a day on ``to_id`` stands where ``from_id`` stood, alone or, after a split, with others."""

    id: str
    kind: str
    from_id: str
    to_id: str
    on: date
    note: str = ""


class WithItselfError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "{name} cannot become itself, so nothing was changed. Choose another, or give it a new name instead."
            ).format(name=name)
        )


class TooFewError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("A split needs at least two that come of it; nothing was changed. Name the second one.")
        )


class TwiceError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is named twice, so nothing was changed. Name each one once.").format(name=name)
        )


class StillToComeError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "{day} is still to come, so nothing was changed: until then everything stays with whom it is. Record it "
                "on the day or after; a new name may be given ahead."
            ).format(day=long_date(day))
        )


class EndedAlreadyError(DeskError):
    def __init__(self, name: str, day: date) -> None:
        super().__init__(
            _("{name} ended on {day} already, so nothing was changed.").format(name=name, day=long_date(day))
        )


class BeforeItBeganError(DeskError):
    def __init__(self, name: str, began: date) -> None:
        super().__init__(
            _(
                "{name} began on {day}, after the day you gave, so nothing was changed. Choose a later day, or correct "
                "when it began."
            ).format(name=name, day=long_date(began))
        )


class SuccessorEndedError(DeskError):
    def __init__(self, name: str, ended: date) -> None:
        super().__init__(
            _(
                "{name} had ended by then, on {day}, and cannot take anything over; nothing was changed. Choose what "
                "came after it."
            ).format(name=name, day=long_date(ended))
        )


class ArchivedSuccessorError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is archived, so nothing was changed. Bring it back from the archive first.").format(
                name=name
            )
        )


def check_old(old: Organisation, on: date, today: date) -> None:
    """Whether an organisation could end on that day.

    Raises:
        DeskError: it could not.
    """
    if on > today:
        raise StillToComeError(on)
    if old.closed_on is not None:
        raise EndedAlreadyError(old.name, old.closed_on)
    if old.opened_on is not None and on < old.opened_on:
        raise BeforeItBeganError(old.name, old.opened_on)


def check_successor(new: Organisation, olds: Iterable[Organisation], on: date) -> None:
    """Whether it could take over on that day.

    Raises:
        DeskError: it could not.
    """
    if new.id in {one.id for one in olds}:
        raise WithItselfError(new.name)
    if new.closed_on is not None and new.closed_on <= on:
        raise SuccessorEndedError(new.name, new.closed_on)
    if new.opened_on is not None and on < new.opened_on:
        raise BeforeItBeganError(new.name, new.opened_on)
    if new.archived_on is not None:
        raise ArchivedSuccessorError(new.name)


def heirs(organisation_id: str, changes: Sequence[OrganisationChange]) -> tuple[str, ...]:
    """Who stands where it stood, however many changes since; itself where nothing became of it."""
    found: dict[str, None] = {}
    waiting, seen = [organisation_id], set()
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        after = [change.to_id for change in changes if change.from_id == one]
        if after:
            waiting += after
        else:
            found[one] = None
    return tuple(found)
