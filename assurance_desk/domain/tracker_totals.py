"""Control totals of a tracker: every row seen is a row taken or a row left out, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import BLUE, STANDING, Action, ProgressNote
from assurance_desk.domain.evidence import NOT_HELD, Evidence
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_leads import Leads
from assurance_desk.domain.tracker_rows import WHY_LEFT, TrackerRow
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class Totals:
    """``seen`` is ``taken`` and what ``left`` adds up to. Dates, states and owners are counted by cell."""

    seen: int = 0
    taken: int = 0
    left: tuple[tuple[str, int], ...] = ()
    reviews: int = 0
    new_reviews: int = 0
    recommendations: int = 0
    responses: int = 0
    actions: int = 0
    standing: int = 0
    notes: int = 0
    evidence: int = 0
    blue: int = 0
    dates_read: int = 0
    dates_unread: int = 0
    states_read: int = 0
    states_unread: int = 0
    states_missing: int = 0
    organisations: int = 0
    organisations_new: int = 0
    organisations_unknown: int = 0
    initials: tuple[str, ...] = ()
    hidden: int = 0

    @property
    def left_out(self) -> int:
        return sum(number for _why, number in self.left)

    def lines(self) -> list[str]:
        """As a person reads them before anything is kept, and again afterwards."""
        return [self.rows_line(), self.made_line(), self.read_line(), *self._blue(), *self._hidden()]

    def _hidden(self) -> list[str]:
        words = plural(
            "{n} row taken is hidden in the file", "{n} rows taken are hidden in the file", self.hidden
        )
        return [words] if self.hidden else []

    def _blue(self) -> list[str]:
        if not self.blue:
            return []
        said = plural("{n} action is Blue", "{n} actions are Blue", self.blue)
        return [f"{said}: {NOT_HELD}"]

    def rows_line(self) -> str:
        said = plural("{n} row seen", "{n} rows seen", self.seen)
        said += _(": {taken} taken").format(taken=self.taken)
        if not self.left:
            return said + _(", none left out")
        why = ", ".join(f"{number} {_(WHY_LEFT[name])}" for name, number in self.left)
        return said + _(", {n} left out ({why})").format(n=self.left_out, why=why)

    def made_line(self) -> str:
        parts = [
            plural("{n} recommendation", "{n} recommendations", self.recommendations),
            plural("{n} response", "{n} responses", self.responses),
            plural("{n} action", "{n} actions", self.actions - self.standing),
            plural("{n} standing commitment", "{n} standing commitments", self.standing),
            plural("{n} progress note", "{n} progress notes", self.notes),
            plural("{n} piece of evidence claimed", "{n} pieces of evidence claimed", self.evidence),
        ]
        made = ", ".join(part for part in parts if not part.startswith("0 "))
        there = self.reviews - self.new_reviews
        under = plural("{n} new review", "{n} new reviews", self.new_reviews) if self.new_reviews else ""
        known = plural("{n} review already here", "{n} reviews already here", there) if there else ""
        return _("{made}, under {reviews}").format(
            made=made, reviews=_(" and ").join(p for p in (under, known) if p)
        )

    def read_line(self) -> str:
        parts = [
            _("Dates: {read} read, {not_read} not read").format(
                read=self.dates_read, not_read=self.dates_unread
            ),
            _("states: {read} read, {not_read} not read, {none} not given").format(
                read=self.states_read, not_read=self.states_unread, none=self.states_missing
            ),
        ]
        if self.organisations or self.organisations_new or self.organisations_unknown:
            parts.append(
                _("lead organisations: {known} known, {new} new, {other} kept in words").format(
                    known=self.organisations, new=self.organisations_new, other=self.organisations_unknown
                )
            )
        if self.initials:
            parts.append(_("initials without a role: {which}").format(which=", ".join(self.initials)))
        return "; ".join(parts)


def count(
    rows: Sequence[TrackerRow], records: Sequence[Any], before: Sequence[Review], leads: Leads
) -> Totals:
    """``before``: the reviews already on the register."""
    kinds = Counter(type(one) for one in records)
    actions = [one for one in records if isinstance(one, Action)]
    taken = [row for row in rows if not row.left]
    why = Counter(row.left for row in rows if row.left)
    dates = [(row, name) for row in taken for name in (tc.DUE, tc.NOW_DUE) if row.value(name)]
    there = {one.id for one in before}
    reviews = [one for one in records if isinstance(one, Review)]
    return Totals(
        seen=len(rows),
        taken=len(taken),
        left=tuple((name, why[name]) for name in WHY_LEFT if why[name]),
        reviews=len(reviews),
        new_reviews=sum(one.id not in there for one in reviews),
        recommendations=kinds[Recommendation],
        responses=kinds[Response],
        actions=len(actions),
        standing=sum(one.kind == STANDING for one in actions),
        notes=kinds[ProgressNote],
        evidence=kinds[Evidence],
        blue=sum(one.delivery == BLUE for one in actions),
        dates_read=sum(name not in row.unread for row, name in dates),
        dates_unread=sum(name in row.unread for row, name in dates),
        states_read=sum(bool(row.state) for row in taken),
        states_unread=sum(tc.STATE in row.unread for row in taken),
        states_missing=len(actions) - sum(bool(row.state) or tc.STATE in row.unread for row in taken),
        organisations=len(leads.known),
        organisations_new=len(leads.made),
        organisations_unknown=len(leads.unknown),
        hidden=sum(row.hidden for row in taken),
        initials=tuple(sorted({part for row in taken for part in row.initials})),
    )
