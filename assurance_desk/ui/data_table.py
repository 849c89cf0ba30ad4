"""A table as pages show it: sorted by its heads, filtered, grouped, edited in place, what is chosen kept by its id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from assurance_desk.ui import theme as th
from assurance_desk.ui.arranged import Arranged
from assurance_desk.ui.copied import copy_cells
from assurance_desk.ui.delegates import Index, TableDelegate
from assurance_desk.ui.table_model import ID, Column, TableModel

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
        floor = {
            at: min(least[at], wanted[at]) if columns[at].width and not columns[at].whole else wanted[at]
            for at in shown
        }
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
    """Owns its model (a ``TableModel``) and, over it, its rows as they are shown (``proxy``).

    ``chosen(id)`` when another row becomes current ("" for a group's row); ``opened(id)`` on Enter or a double click on
    a cell that is not edited. ``fitted``: as tall as its rows, for a table inside a page that scrolls. ``many``: several
    rows can be selected, and ``selected_changed`` tells when others are. Ctrl+C copies the selected rows as cells, those
    of ``copied_as`` or the ones shown; ``pasted(text)`` tells what Ctrl+V found on the clipboard.
    """

    chosen = Signal(str)
    opened = Signal(str)
    selected_changed = Signal()
    pasted = Signal(str)

    def __init__(
        self,
        model: TableModel[Any],
        name: str,
        *,
        fitted: bool = False,
        heads: bool = True,
        sortable: bool = True,
        row: float = th.ROW,
        many: bool = False,
    ) -> None:
        super().__init__()
        self.table = model
        self._fitted, self._kept, self._kept_at, self._quiet = fitted, "", -1, False
        self.copied_as: Callable[[list[Any]], Sequence[Sequence[str]]] = self._shown_cells
        self._kept_many: list[str] = []
        self._kept_group = ""
        model.setParent(self)
        self.proxy = Arranged(model, self)
        self.setModel(self.proxy)
        self.setItemDelegate(TableDelegate(self))
        self.setAccessibleName(name)
        self._plain_look(row)
        self._heads(heads=heads, sortable=sortable)
        if many:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.proxy.modelAboutToBeReset.connect(self._remember)
        self.proxy.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._selected)
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
        return str(index.data(ID) or "") if index.isValid() else ""

    def current_row(self) -> Any:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return self.proxy.record(index.row()) if index.isValid() else None

    def selected(self) -> list[Any]:
        """The records of the selected rows, as they are shown; of a selected group's row, its own are not."""
        picked = self.selectionModel().selection()
        parts = [picked.at(at) for at in range(picked.count())]
        numbers = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return [record for row in numbers if (record := self.proxy.record(row)) is not None]

    def select(self, row_id: str) -> bool:
        """Make that row current and visible; False where it is not shown."""
        at = self.table.row_number(row_id)
        index = self.proxy.mapFromSource(self.table.index(at, 0)) if at >= 0 else QModelIndex()
        if not index.isValid():
            return False
        self._stand_on(index)
        return True

    def reveal(self, row_id: str) -> bool:
        """As ``select``, opening the group the row is in."""
        at = self.table.row_number(row_id)
        if at >= 0:
            self.proxy.open_for(at)
        return self.select(row_id)

    def select_first(self) -> None:
        first = next((row for row in range(self.proxy.rowCount()) if self.proxy.group(row) is None), -1)
        if first >= 0:
            self._stand_on(self.proxy.index(first, 0))

    def select_many(self, ids: Sequence[str]) -> None:
        """Select these rows among those shown, beside the current one."""
        wanted = sorted(
            place for row_id in ids if (place := self.proxy.place(self.table.row_number(row_id))) >= 0
        )
        found, last = QItemSelection(), self.proxy.columnCount() - 1
        start = 0
        for at, row in enumerate(wanted):
            if at + 1 == len(wanted) or wanted[at + 1] != row + 1:
                found.select(self.proxy.index(wanted[start], 0), self.proxy.index(row, last))
                start = at + 1
        self.selectionModel().select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _stand_on(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(index)

    def _selected(self) -> None:
        if not self._quiet:
            self.selected_changed.emit()

    def _remember(self) -> None:
        """Before other rows are shown. Asked again inside a reset, what was kept then stays."""
        index = self.currentIndex()
        self._kept, self._kept_at = self.current(), index.row() if index.isValid() else -1
        group = self.proxy.group(self._kept_at)
        self._kept_group = group.words if group else ""
        picked = (
            self.selected()
            if self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
            else []
        )
        self._kept_many = [self.table.id_of(one) for one in picked] if len(picked) > 1 else []

    def _restore(self) -> None:
        """The same row by its id; of one no longer shown, what stands in its place now."""
        self._span_groups()
        self._quiet = not self.proxy.of_source
        try:
            self._stand_again()
        finally:
            self._quiet = False
        if self._kept_many:
            self.select_many(self._kept_many)
        self._fit()

    def _stand_again(self) -> None:
        rows = self.proxy.rowCount()
        if self._kept and self.select(self._kept):
            return
        at = self.proxy.group_row(self._kept_group) if self._kept_group else -1
        at = at if at >= 0 else min(self._kept_at, rows - 1)
        if at >= 0 and rows:
            self._quiet = False
            self._stand_on(self.proxy.index(at, 0))

    def _span_groups(self) -> None:
        self.clearSpans()
        columns = self.proxy.columnCount()
        for row in self.proxy.group_rows():
            self.setSpan(row, 0, 1, columns)

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
        if self._quiet and self._kept and now.data(ID) == self._kept:
            return  # the same row, after a filter or another order
        if now.isValid() and (now.data(ID) != before.data(ID) or not now.data(ID)):
            self.chosen.emit(str(now.data(ID) or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; F2 edits the cell; Tab goes on to the next control; a group opens and closes."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if not editing and (self._group_key(event.key()) or self._clipboard_key(event)):
            return
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not editing and self.current():
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> int:
        """The selected rows onto the clipboard, with their headings; returns how many."""
        records = self.selected()
        if records:
            copy_cells(self.copied_as(records))
        return len(records)

    def _shown_cells(self, records: list[Any]) -> list[list[str]]:
        columns = [at for at in range(len(self.table.columns)) if not self.isColumnHidden(at)]
        heads = [self.table.columns[at].title for at in columns]
        return [heads, *([self.table.cell_words(one, at) for at in columns] for one in records)]

    def _clipboard_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_rows() > 0
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
            return True
        return False

    def _group_key(self, key: int) -> bool:
        """Left closes the group one stands on, Right opens it, Enter and the blank do the other."""
        row = self.currentIndex().row()
        group = self.proxy.group(row)
        turns = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if group is None or not (turns or key in (Qt.Key.Key_Left, Qt.Key.Key_Right)):
            return False
        self.proxy.close_group(row, closed=not group.closed if turns else key == Qt.Key.Key_Left)
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        group = self.proxy.group(index.row()) if index.isValid() else None
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self.proxy.close_group(index.row(), closed=not group.closed)
