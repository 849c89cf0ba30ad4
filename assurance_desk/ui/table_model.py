"""A table of frozen records: read through columns, edited through a service, sorted and filtered by a proxy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from assurance_desk.domain.changes import Changes
from assurance_desk.errors import DeskError
from assurance_desk.ui import theme as th

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_FIRST = Qt.ItemDataRole.UserRole
ID, CHIPS, MORE, STRONG, MUTED, GROUP, CHOICES = (int(_FIRST) + number for number in range(1, 8))
"""Roles delegates ask for: the row's id; [(state, words)]; small muted words after; bold; muted; the group whose row it
is; choices."""


def _row_id(row: Any) -> str:
    return str(row.id)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``read`` gives the words shown (and edited). ``width`` at 100 %; 0 takes what is left. Where room is short
    all give way; ``gives`` says which is left out first when that is not enough (the highest; 0 never). One that is
    ``whole`` is left out before it is cut.

    ``write(row, typed)`` keeps an edit through a service and may raise DeskError; without it the column is
    read only. ``choices`` makes the editor a list. ``sort`` gives a key where the words do not sort.
    ``chips`` are drawn before the words, ``more`` small and muted after them.
    """

    title: str
    read: Callable[[Row], str]
    width: float = 0
    write: Callable[[Row, str], object] | None = None
    choices: Sequence[str] = ()
    sort: Callable[[Row], Any] | None = None
    chips: Callable[[Row], Sequence[tuple[str, str]]] | None = None
    more: Callable[[Row], str] | None = None
    strong: Callable[[Row], bool] | None = None
    muted: bool = False
    right: bool = False
    gives: int = 0
    whole: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """``load`` gives the rows; ``tables`` are those whose changes matter (empty: all).

    ``refused`` tells (row id, column, typed, sentence) when a service would not keep an edit.
    """

    refused = Signal(str, int, str, str)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[], Sequence[Row]],
        *,
        tables: Sequence[str] = (),
        row_id: Callable[[Row], str] = _row_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._load, self._tables, self._row_id = load, tuple(tables), row_id
        self._rows: list[Row] = list(load())
        self._numbers: dict[str, int] | None = None

    @property
    def held(self) -> list[Row]:
        """The rows themselves, to be looked at only."""
        return self._rows

    def id_of(self, row: Row) -> str:
        return self._row_id(row)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def rows(self) -> list[Row]:
        return list(self._rows)

    def row_number(self, row_id: str) -> int:
        """-1 where there is no such row."""
        if self._numbers is None:
            self._numbers = {self._row_id(row): at for at, row in enumerate(self._rows)}
        return self._numbers.get(row_id, -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.cell(index.row(), index.column(), role) if index.isValid() else None

    def cell(self, number: int, at: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What ``data`` gives, by the numbers of row and column."""
        row, column = self._rows[number], self.columns[at]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.read(row)
        if role == ID:
            return self._row_id(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return self._drawn(row, column, role)

    def _drawn(self, row: Row, column: Column[Row], role: int) -> Any:
        if role == CHIPS:
            return list(column.chips(row)) if column.chips else None
        if role == MORE:
            return column.more(row) if column.more else ""
        if role == STRONG:
            return bool(column.strong and column.strong(row))
        return self._fixed(column, role)

    def _fixed(self, column: Column[Row], role: int) -> Any:
        if role == MUTED:
            return column.muted
        if role == CHOICES:
            return tuple(column.choices)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort_key(self, at: int) -> Callable[[Row], Any]:
        """By what a column sorts; a row without (None) comes last."""
        column = self.columns[at]
        return column.sort or (lambda row: column.read(row).casefold())

    def spoken(self, row: Row) -> str:
        """A row's cells in words, as a filter looks at them."""
        return " ".join(self._spoken(row, column) for column in self.columns)

    def cell_words(self, row: Row, at: int) -> str:
        """One cell in words."""
        return self._spoken(row, self.columns[at])

    @staticmethod
    def _spoken(row: Row, column: Column[Row]) -> str:
        chips = [words or state for state, words in column.chips(row)] if column.chips else []
        more = column.more(row) if column.more else ""
        return " ".join(part for part in (*chips, column.read(row), more) if part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.FontRole:
            return th.font("small")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._fixed(self.columns[section], role)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        if index.isValid() and self.columns[index.column()].write:
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep an edit through the column's service; what shows afterwards comes from the reload it causes."""
        write = self.columns[index.column()].write if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or write is None:
            return False
        row, typed, column = self._rows[index.row()], str(value), index.column()
        if typed == self.columns[column].read(row):
            return True
        try:
            write(row, typed)
        except DeskError as error:
            self.refused.emit(self._row_id(row), column, typed, error.sentence)
            return False
        return True

    def on_changes(self, changes: Changes | None) -> None:
        """Reload if the step touched our tables; None always reloads."""
        if changes is None or not self._tables or changes.touches(*self._tables):
            self.reload()

    def reload(self) -> None:
        """Read again: only values told as changed where the rows are the same, else a reset."""
        rows = list(self._load())
        same = len(rows) == len(self._rows) and all(
            row is old or self._row_id(row) == self._row_id(old)
            for row, old in zip(rows, self._rows, strict=True)
        )
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows, self._numbers = rows, None
        self.endResetModel()
