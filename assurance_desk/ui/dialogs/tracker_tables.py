"""The three tables of a tracker on its way in: what its columns hold, what its signs mean, what its rows become."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import DELIVERY_STATES
from assurance_desk.domain.tracker_found import AGENCY, COLOUR, INITIALS, WORD, FoundColumn, Sign
from assurance_desk.domain.tracker_leads import WORDS
from assurance_desk.domain.tracker_rows import WHY_LEFT, TrackerRow, review_of
from assurance_desk.texts import _, later
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.dialogs.tracker_work import TrackerWork
from assurance_desk.ui.table_model import CHOICES, Column, TableModel

NO_STATE = later("No state")
STATE_SIGNS = (WORD, COLOUR)
STANDS_FOR = 3
"""The column of signs in which their meaning is said."""
_SIGN_KINDS = {
    INITIALS: later("Initials of an owner"),
    AGENCY: later("Lead organisation"),
    WORD: later("Word for a state"),
    COLOUR: later("Colour of a cell"),
}


class HoldsTable(DataTable):
    """A table in which one click, or a letter typed, begins to say what stands in the chosen cell."""

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__(model, name, sortable=False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.clicked.connect(self._begin)
        self.opened.connect(lambda _id: self._edit_row())

    def _begin(self, index: QModelIndex) -> None:
        """A list of choices opens at once; words wait for a second click, for the first may only choose the row."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable and index.data(CHOICES):
            self.edit(index)

    def _edit_row(self) -> None:
        """Enter: what may be said of this row, the chosen cell first."""
        now = self.currentIndex()
        cells = [now, *(now.siblingAtColumn(at) for at in range(self.proxy.columnCount()))]
        first = next((one for one in cells if one.flags() & Qt.ItemFlag.ItemIsEditable), None)
        if first is not None:
            self.setCurrentIndex(first)
            self.edit(first)


def columns_model(work: TrackerWork) -> TableModel[FoundColumn]:
    names = {_(words): name for name, words in tc.FIELDS.items()}

    def write(row: FoundColumn, typed: str) -> None:
        work.hold(row, names.get(typed, tc.KEEP))

    columns: list[Column[FoundColumn]] = [
        Column(_("Column"), lambda row: row.letter, 56, muted=True),
        Column(
            _("Headed"),
            lambda row: row.heading or _("(no heading)"),
            230,
            strong=lambda row: not row.is_colour,
        ),
        Column(
            _("Holds"),
            lambda row: _(tc.FIELDS[row.holds]),
            200,
            write=write,
            choices=tuple(names),
            strong=lambda row: row.holds not in (tc.KEEP, tc.LEAVE),
        ),
        Column(_("First words in it"), lambda row: row.samples, muted=True),
    ]
    return TableModel(columns, work.columns)


class SignModel(TableModel[Sign]):
    """Initials are typed over; agencies, words and colours are chosen from what they may stand for."""

    def __init__(self, work: TrackerWork) -> None:
        self._organisations = work.organisations()
        self._named = {meant: words for words, meant in self._organisations.items()}

        def write(row: Sign, typed: str) -> None:
            if row.kind == AGENCY:
                work.stands_for(row, self._organisations.get(typed, WORDS))
            else:
                work.stands_for(row, "" if typed == _(NO_STATE) else typed)

        super().__init__(
            [
                Column(_("Sign"), lambda row: row.written, 220, strong=lambda _row: True),
                Column(_("What it is"), lambda row: _(_SIGN_KINDS[row.kind]), 180, muted=True, gives=1),
                Column(_("Rows"), lambda row: str(row.times), 56, right=True, muted=True),
                Column(
                    _("Stands for"),
                    self._stands_for,
                    write=write,
                    choices=(*DELIVERY_STATES, _(NO_STATE)),
                    chips=lambda row: [(row.means, "")] if row.means and row.kind in STATE_SIGNS else [],
                ),
            ],
            work.signs,
        )

    def cell(self, number: int, at: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sign = self.row(number)
        if role == CHOICES and sign.kind == INITIALS:
            return ()
        if role == CHOICES and sign.kind == AGENCY:
            return tuple(self._organisations)
        if at == STANDS_FOR and sign.kind in STATE_SIGNS and sign.means:
            if role == Qt.ItemDataRole.DisplayRole:
                return ""  # its chip says it
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return sign.means
        if role == Qt.ItemDataRole.EditRole and at == STANDS_FOR and sign.kind == INITIALS:
            return sign.means
        return super().cell(number, at, role)

    def _stands_for(self, sign: Sign) -> str:
        if sign.kind == AGENCY:
            return self._named.get(sign.means, "")
        if sign.means:
            return sign.means
        return _("role not said yet") if sign.kind == INITIALS else _(NO_STATE)


class RowsModel(TableModel[TrackerRow]):
    """The rows as they would be taken in, each field mended in place."""

    def __init__(self, work: TrackerWork) -> None:
        self._work = work
        super().__init__(self._make(), lambda: work.rows)

    def _make(self) -> list[Column[TrackerRow]]:
        field = self._field
        return [
            Column(
                _("Row"), lambda row: str(row.at + 1), 52, right=True, muted=True, sort=lambda row: row.at
            ),
            field(_("Review"), tc.REVIEW, 120, gives=3),
            field(_("No."), tc.NUMBER, 48, gives=2),
            field(_("Recommendation"), tc.RECOMMENDATION, 0),
            field(_("Action"), tc.ACTION, 0),
            field(_("Owner"), tc.OWNER, 130),
            field(_("Lead"), tc.LEAD, 110, gives=4),
            field(_("Due"), tc.DUE, 124),
            self._state(),
            Column(_("To look at"), self._problem, 190),
        ]

    def _field(self, title: str, name: str, width: float, gives: int = 0) -> Column[TrackerRow]:
        def read(row: TrackerRow) -> str:
            given = (
                review_of(row, self._work.mapping) if name == tc.REVIEW and not row.left else row.value(name)
            )
            if name == tc.ACTION and row.left:
                given = given or row.raw  # what is left out is seen, and may be taken after all
            return " ".join(given.split())

        def write(row: TrackerRow, typed: str) -> None:
            self._work.mend(row, name, typed)

        return Column(title, read, width, write=write, gives=gives)

    def _state(self) -> Column[TrackerRow]:
        return Column(
            _("State"),
            lambda row: "" if row.state or row.left else row.said or _("none given"),
            96,
            write=lambda row, typed: self._work.mend(row, tc.STATE, typed),
            choices=DELIVERY_STATES,
            chips=lambda row: [(row.state, "")] if row.state and not row.left else [],
        )

    def _problem(self, row: TrackerRow) -> str:
        """The first thing to look at, by its cell; or why the row is left out."""
        found = self._work.problems(row)
        if row.left:
            return _("left out: {why}").format(why=_(WHY_LEFT[row.left]))
        if not found:
            return ""
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        return " ".join(part for part in (found[0].cell, found[0].words) if part) + more
