"""The sheet that says what the words and colours of the register and the action plan mean, and as at which day."""

from __future__ import annotations

from assurance_desk.domain import vocabularies as v
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_table import Head, PlainTable, Tinted, Value
from assurance_desk.domain.moments import moment_words
from assurance_desk.domain.register_tables import RegisterKept
from assurance_desk.domain.responses import NOT_STATED
from assurance_desk.domain.reviews import Review
from assurance_desk.texts import _

NAME = "What the words mean"
HEADS = (Head("Where", 24), Head("Word", 30), Head("What it means", 84))
Line = tuple[Value, ...]


def legend_table(kept: RegisterKept) -> PlainTable:
    """Only the words that stand in these rows are told of the long scales; each scale in its own order."""
    lines = [*_about(kept), *_delivery(kept), *_dates(), *_evidence(kept), *_assurance(kept), *_rest(kept)]
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
        names = ", ".join(_until(one) for one in kept.reviews if one.id in kept.embargoed)
        words = _("Not to be shared before publication: {names}.").format(names=names)
        lines.insert(2, (where, _("EMBARGOED"), words))
    return [line for line in lines if line[2]]


def _until(review: Review) -> str:
    """Such as: Child Robin (until 12 June 2023 00:01)."""
    name, until = review.pseudonym or review.title, moment_words(review.embargo_until)
    return _("{name} (until {hour})").format(name=name, hour=until) if until else name


def _delivery(kept: RegisterKept) -> list[Line]:
    found = {one.delivery for one in kept.actions}
    where = _("Delivery")
    shown: list[Line] = [
        (where, Tinted(kept.said(v.DELIVERY, one), one), kept.printed.meaning(v.DELIVERY, one))
        for one in kept.printed.ordered(v.DELIVERY, found)
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
    return [
        *_listed(kept, _("Evidence, strength"), v.STRENGTH, {one.strength for one in held}),
        *_listed(kept, _("Evidence, state"), v.EVIDENCE_STATE, {one.state for one in held}),
    ]


def _assurance(kept: RegisterKept) -> list[Line]:
    found = {one.level for every in kept.judgements.values() for one in every if not one.scrutineer}
    lines = _listed(kept, _("Assurance"), v.ASSURANCE, found)
    words = _("The body’s own judgement on what changed, apart from delivery and from evidence.")
    return [*lines, (_("Assurance"), "", words)]


def _rest(kept: RegisterKept) -> list[Line]:
    words = _("The published response does not say whether the recommendation is accepted.")
    return [(_("Acceptance"), kept.said(v.ACCEPTANCE, NOT_STATED), words)]


def _listed(kept: RegisterKept, where: str, key: str, found: set[str]) -> list[Line]:
    """The words there are, with their meanings, as they stand on the day."""
    return [
        (where, kept.said(key, held), kept.printed.meaning(key, held))
        for held in kept.printed.ordered(key, found)
    ]
