"""A table as pages show it: sorted by its heads, filtered, edited in place, the chosen row kept by its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from assurance_desk.ui import theme as th
from assurance_desk.ui.delegates import Index, TableDelegate
from assurance_desk.ui.table_model import ID, Column, SortFilter, TableModel

LEAST = 44
FREE = 120
"""Least widths at 100 % of a column, and of one that takes what is left."""


def share_width(columns: Sequence[Column[Any]], least: Sequence[int], room: int) -> list[int]:
    """A width for every column, together no wider than ``room``; 0 for one left out.

    Fixed columns keep their width where they can, then all fixed ones give way alike down to their least,
    then those that may be left out are, the readiest first; only then do the rest go below their least.
    """
    shown = list(range(len(columns)))
    while True:
        wanted = {at: th.px(columns[at].width or FREE) for at in shown}
        floor = {at: min(least[at], wanted[at]) if columns[at].width else wanted[at] for at in shown}
        giving = max(shown, key=lambda at: columns[at].gives, default=-1)
        if sum(floor.values()) <= room or giving < 0 or not columns[giving].gives:
            break
        shown.remove(giving)
    given = _fit(wanted, floor, room)
    free = [at for at in shown if not columns[at].width]
    spare = max(0, room - sum(given.values()))
    return [given.get(at, 0) + (spare // len(free) if at in free else 0) for at in range(len(columns))]


def _fit(wanted: dict[int, int], floor: dict[int, int], room: int) -> dict[int, int]:
    """As wanted, or between floor and wanted in the same proportion, or the floors cut alike."""
    low, high = sum(floor.values()), sum(wanted.values())
    if high <= room:
        return wanted
    if low <= room:
        part = (room - low) / (high - low)
        return {at: floor[at] + int((wanted[at] - floor[at]) * part) for at in wanted}
    return {at: max(1, floor[at] * max(room, 0) // max(low, 1)) for at in wanted}


class DataTable(QTableView):
    """Owns its model (a ``TableModel``) and a ``SortFilter`` over it.

    ``chosen(id)`` when another row becomes current; ``opened(id)`` on Enter or a double click on a cell that
    is not edited. ``fitted``: as tall as its rows, for a table inside a page that scrolls.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        model: TableModel[Any],
        name: str,
        *,
        fitted: bool = False,
        heads: bool = True,
        sortable: bool = True,
        row: float = th.ROW,
    ) -> None:
        super().__init__()
        self.table = model
        model.setParent(self)
        self.proxy = SortFilter(model, self)
        self.setModel(self.proxy)
        self.setItemDelegate(TableDelegate(self))
        self.setAccessibleName(name)
        self._fitted, self._kept = fitted, ""
        self._plain_look(row)
        self._heads(heads=heads, sortable=sortable)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        for told in (self.proxy.modelReset, self.proxy.rowsInserted, self.proxy.rowsRemoved):
            told.connect(self._fit)
        self._fit()

    def _plain_look(self, row: float) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        upright = self.verticalHeader()
        upright.hide()
        upright.setMinimumSectionSize(th.px(16))
        upright.setDefaultSectionSize(th.row_height(row))
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _heads(self, *, heads: bool, sortable: bool) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(th.px(24))
        header.setHighlightSections(False)
        header.setFixedHeight(max(th.px(28), th.line_height("small") + th.px(8)))
        header.setVisible(heads)
        if sortable and heads:
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            header.setSectionsClickable(True)
            self.setSortingEnabled(True)
            self.proxy.sort(-1)
        self._lay_out()

    def _lay_out(self) -> None:
        """The room there is, shared: no table scrolls sideways, at any text size."""
        room, columns = self.viewport().width(), self.table.columns
        widths = share_width(columns, [self._least(at) for at in range(len(columns))], room)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            if width:
                self.setColumnWidth(at, width)

    def _least(self, at: int) -> int:
        """What its title needs, and a few letters."""
        title = QFontMetrics(th.font("small")).horizontalAdvance(self.table.columns[at].title)
        return max(title + th.px(18), th.px(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._fit()

    def current(self) -> str:
        """The id of the current row, "" without one."""
        index = self.currentIndex()
        return str(index.data(ID)) if index.isValid() else ""

    def current_row(self) -> Any:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return self.table.row(self.proxy.mapToSource(index).row()) if index.isValid() else None

    def select(self, row_id: str) -> bool:
        """Make that row current and visible; False where it is not shown."""
        at = self.table.row_number(row_id)
        index = self.proxy.mapFromSource(self.table.index(at, 0)) if at >= 0 else QModelIndex()
        if not index.isValid():
            return False
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(index)
        return True

    def select_first(self) -> None:
        if self.proxy.rowCount():
            self.select(str(self.proxy.index(0, 0).data(ID)))

    def _remember(self) -> None:
        self._kept = self.current()

    def _restore(self) -> None:
        if self._kept:
            self.select(self._kept)
        self._fit()

    def _fit(self) -> None:
        if not self._fitted:
            return
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads = self.horizontalHeader().height() if self.horizontalHeader().isVisibleTo(self) else 0
        rows = self.verticalHeader().defaultSectionSize() * self.proxy.rowCount()
        self.setFixedHeight(heads + rows if rows else 0)  # headings over nothing say nothing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.isValid() and now.data(ID) != before.data(ID):
            self.chosen.emit(str(now.data(ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; F2 edits the cell; Tab goes on to the next control."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.state() != QAbstractItemView.State.EditingState and self.current():
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)
