"""The sheet that says what the words and colours of the register and the action plan mean, and as at which day."""

from __future__ import annotations

from collections.abc import Iterable

from assurance_desk.domain.actions import DELIVERY_MEANINGS, DELIVERY_STATES
from assurance_desk.domain.assurance import LEVEL_MEANINGS
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.evidence import ACCEPTED, CLAIMED, QUERIED, RECEIVED, STRENGTH_MEANINGS
from assurance_desk.domain.gaps_table import Head, PlainTable, Tinted, Value
from assurance_desk.domain.register_tables import RegisterKept
from assurance_desk.domain.responses import NOT_STATED
from assurance_desk.texts import _

NAME = "What the words mean"
HEADS = (Head("Where", 24), Head("Word", 30), Head("What it means", 84))
Line = tuple[Value, ...]


def legend_table(kept: RegisterKept) -> PlainTable:
    """Only the words that stand in these rows are told of the long scales; each scale in its own order."""
    lines = [*_about(kept), *_delivery(kept), *_dates(), *_evidence(kept), *_assurance(kept), *_rest()]
    return PlainTable(NAME, HEADS, tuple(lines), 0, kept.position, kept.shown_marking())


def _about(kept: RegisterKept) -> list[Line]:
    where = _("This file")
    reviews = "; ".join(one.title for one in kept.reviews)
    lines: list[Line] = [
        (where, _("Position at"), long_date(kept.day)),
        (where, _("Whose register"), kept.body),
        (where, _("Marking"), kept.shown_marking()),
        (where, _("Reviews"), reviews),
        (where, _("A copy"), _("What is changed here changes nothing in the register it was taken from.")),
    ]
    if kept.embargoed:
        names = ", ".join(one.pseudonym or one.title for one in kept.reviews if one.id in kept.embargoed)
        words = _("Not to be shared before publication: {names}.").format(names=names)
        lines.insert(2, (where, _("EMBARGOED"), words))
    return [line for line in lines if line[2]]


def _delivery(kept: RegisterKept) -> list[Line]:
    found = {one.delivery for one in kept.actions}
    where = _("Delivery")
    shown: list[Line] = [
        (where, Tinted(one, one), DELIVERY_MEANINGS[one]) for one in DELIVERY_STATES if one in found
    ]
    words = _(
        "A fact counted from the date it is due now; it stands beside the delivery state, which is a judgement."
        " A month is over on its last day."
    )
    return [*shown, (_("Days overdue"), "", words)]


def _dates() -> list[Line]:
    return [
        (_("First due"), "", _("The date first given. It never changes.")),
        (_("Due"), "", _("The date it is due now. A date shown as a month is due by that month’s end.")),
        (_("Moved"), "", _("From which date to which, and how often. The reasons are kept in the register.")),
    ]


def _evidence(kept: RegisterKept) -> list[Line]:
    held = [one for every in kept.evidence.values() for one in every]
    if not held:
        return []
    means = {
        CLAIMED: _("said to exist; not seen"),
        RECEIVED: _("it came, and waits to be looked at"),
        ACCEPTED: _("looked at, and it shows what was to be shown"),
        QUERIED: _("looked at, and something is asked about it"),
    }
    return [
        *_listed(_("Evidence, strength"), STRENGTH_MEANINGS, {one.strength for one in held}),
        *_listed(_("Evidence, state"), means, {one.state for one in held}),
    ]


def _assurance(kept: RegisterKept) -> list[Line]:
    found = {one.level for every in kept.judgements.values() for one in every if not one.scrutineer}
    lines = _listed(_("Assurance"), LEVEL_MEANINGS, found)
    words = _("The body’s own judgement on what changed, apart from delivery and from evidence.")
    return [*lines, (_("Assurance"), "", words)]


def _rest() -> list[Line]:
    words = _("The published response does not say whether the recommendation is accepted.")
    return [(_("Acceptance"), NOT_STATED, words)]


def _listed(where: str, means: dict[str, str], found: Iterable[str]) -> list[Line]:
    there = set(found)
    return [(where, word, meaning) for word, meaning in means.items() if word in there]
