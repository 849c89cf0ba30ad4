"""A tracker on its way in: how it is read just now, what was mended, and what it would become."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.tracker_found import (
    AGENCY,
    COLOUR,
    INITIALS,
    FoundColumn,
    Sign,
    columns_found,
    guessed_roles,
    signs_found,
)
from assurance_desk.domain.tracker_leads import NEW, WORDS
from assurance_desk.domain.tracker_rows import LEAVE_OUT, LEFT, TAKE, Mends, Problem, TrackerRow
from assurance_desk.domain.tracker_totals import Totals
from assurance_desk.domain.wording import shortened
from assurance_desk.services import tracker
from assurance_desk.services.desk import Desk
from assurance_desk.services.tracker import Brought
from assurance_desk.texts import _

HEADINGS_AMONG = 40


class TrackerWork(QObject):
    """``changed`` after anything that changes what the rows become."""

    changed = Signal()

    def __init__(self, desk: Desk, brought: Brought, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.brought = desk, brought
        self.mends: Mends = {}
        self._before: list[Mends] = []
        self._there = tracker.existing(desk)
        """The dialog stands before the window: nothing on the register changes while it is open."""
        self.mapping, self.known = tracker.first_mapping(desk, brought)
        self._lay()

    def _lay(self) -> None:
        self.grid = self.brought.grid(self.mapping.sheet)
        self.mends = tracker.mends_kept(self.desk, self.brought, self.mapping.sheet)
        self._before = []
        self._read()
        roles = guessed_roles(self.signs())
        if roles:
            self._legend(replace(self.mapping.legend, roles={**roles, **self.mapping.legend.roles}))
            self._read()

    def _read(self) -> None:
        self.reading = tracker.read(self.desk, self.brought, self.mapping, self.mends, self._there)
        leads = self._there.leads(self.mapping.legend)
        self._signs = signs_found(self.grid, self.mapping, self.reading.rows, leads)

    def _again(self) -> None:
        self._read()
        self.changed.emit()

    def _said(self) -> None:
        """What was said of columns and signs is kept at once, whether the tracker is taken in or not."""
        tracker.remember(self.desk, self.brought, self.mapping)
        self._again()

    # -------------------------------------------------------------- what is seen

    @property
    def rows(self) -> tuple[TrackerRow, ...]:
        return self.reading.rows

    @property
    def totals(self) -> Totals:
        return self.reading.plan.totals

    def problems(self, row: TrackerRow) -> tuple[Problem, ...]:
        return self.reading.plan.problems.get(row.at, ())

    def columns(self) -> list[FoundColumn]:
        return columns_found(self.grid, self.mapping)

    def review_names(self) -> list[str]:
        """Reviews on the register: rows that name one of them are added to it."""
        return [one.pseudonym or one.title for one in self._there.reviews]

    def heading_rows(self) -> list[tuple[int, str]]:
        """Rows that may hold the headings, each with its first words."""
        found = []
        for row in range(min(self.grid.height, HEADINGS_AMONG)):
            words = [text for text in self.grid.headings(row) if text]
            if words or row == self.mapping.heading:
                found.append((row, shortened(", ".join(words), 70)))
        return found

    def signs(self) -> list[Sign]:
        return self._signs

    # -------------------------------------------------------------- saying how it is read

    def take_sheet(self, name: str) -> None:
        self.mapping, self.known = tracker.of_sheet(self.desk, self.brought, name)
        self._lay()
        self.changed.emit()

    def take_heading(self, row: int) -> None:
        """``row`` is 0-based."""
        if row == self.mapping.heading:
            return
        self.mapping, self.known = tracker.of_sheet(self.desk, self.brought, self.mapping.sheet, row)
        self._lay()
        self.changed.emit()

    def hold(self, column: FoundColumn, name: str) -> None:
        if not column.is_colour:
            self.mapping = self.mapping.holding(column.at, name)
        elif name == tc.STATE:
            self.mapping = replace(self.mapping, colour=column.at)
        elif self.mapping.colour == column.at:
            self.mapping = replace(self.mapping, colour=-1)
        self._said()

    def name_review(self, name: str) -> None:
        if name != self.mapping.review:
            self.mapping = replace(self.mapping, review=name)
            self._said()

    def titles_name(self, what: str) -> None:
        self.mapping = replace(self.mapping, bands=what)
        self._said()

    def organisations(self) -> dict[str, str]:
        """What an agency may stand for: words to what the legend keeps."""
        named = {one.name: one.id for one in self._there.organisations}
        return {_("Kept in words"): WORDS, _("A new organisation"): NEW, **named}

    def stands_for(self, sign: Sign, means: str) -> None:
        legend = self.mapping.legend
        if sign.kind == INITIALS:
            self._legend(replace(legend, roles={**legend.roles, sign.key: " ".join(means.split())}))
        elif sign.kind == AGENCY:
            self._legend(replace(legend, organisations={**legend.organisations, sign.key: means}))
        elif sign.kind == COLOUR:
            self._legend(replace(legend, colours={**legend.colours, sign.key: means}))
        else:
            self._legend(replace(legend, states={**legend.states, sign.key: means}))
        self._said()

    def _legend(self, legend: tc.Legend) -> None:
        self.mapping = replace(self.mapping, legend=legend)

    # -------------------------------------------------------------- mending rows

    def mend(self, row: TrackerRow, name: str, typed: str) -> None:
        self._mend({**self.mends, (row.at, name): typed})

    def leave_or_take(self, row: TrackerRow) -> None:
        self._mend({**self.mends, (row.at, LEFT): TAKE if row.left else LEAVE_OUT})

    def take_back(self) -> None:
        """The latest mend."""
        if self._before:
            self.mends = self._before.pop()
            self._mended()

    @property
    def can_take_back(self) -> bool:
        return bool(self._before)

    def _mend(self, mends: Mends) -> None:
        self._before.append(self.mends)
        self.mends = mends
        self._mended()

    def _mended(self) -> None:
        tracker.keep_mends(self.desk, self.brought, self.mapping.sheet, self.mends)
        self._again()

    # -------------------------------------------------------------- the end of it

    def take_in(self) -> str:
        """Keep it as one step; the id of the first review it went to.

        Raises:
            DeskError: it was refused; nothing was changed.
        """
        reading = tracker.take_in(self.desk, self.brought, self.mapping, self.mends)
        return reading.plan.reviews[0].id
