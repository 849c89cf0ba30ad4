"""The rows of a table as they are shown: filtered, sorted by a column, in groups that open and close.

Worked out in one pass over the records themselves: Qt's own proxy asks for every comparison of a sort and every row of
a filter through an index, which on 5,000 rows took a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from assurance_desk.texts import _, plural
from assurance_desk.ui.table_model import GROUP, ID, ROOT, Index, TableModel

Keep = Callable[[Any], bool]
By = Callable[[Any], tuple[Any, str]]
"""From a record to its group: what groups are sorted by, and the words of the group's row."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group's row: its words, how many records are in it, and whether they are hidden."""

    words: str
    count: int
    closed: bool

    @property
    def spoken(self) -> str:
        state = _("closed") if self.closed else _("open")
        return f"{self.words}, {plural('{n} row', '{n} rows', self.count)}, {state}"


class Arranged(QAbstractTableModel):
    """Stands between a ``TableModel`` and its view. A group's row has no id and cannot be edited.

    ``of_source``: the reset now told comes from the rows themselves, not from a filter.
    """

    def __init__(self, source: TableModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words: tuple[str, ...] = ()
        self._keep: Keep | None = None
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder
        self._by: By | None = None
        self._closed: set[str] = set()
        self._groups: list[Group] = []
        self._shown: list[int] = []
        """Numbers of the source's rows; below zero, a group's row: -1 is the first group."""
        self._places: dict[int, int] | None = None
        self.of_source = False
        source.modelAboutToBeReset.connect(self._begin_reset)
        source.modelReset.connect(self._end_reset)
        source.dataChanged.connect(lambda *_what: self._arrange(changed=True))
        self._take(*self._worked_out())

    # ------------------------------------------------------------ what is asked for

    def filter_words(self, typed: str) -> None:
        """Keep rows whose cells hold every word typed."""
        self._words = tuple(typed.casefold().split())
        self._arrange()

    def filter_rows(self, keep: Callable[[str], bool] | None) -> None:
        """Keep rows whose id passes; None keeps all."""
        row_id = self._source.id_of
        self.filter_records(None if keep is None else lambda row: keep(row_id(row)))

    def filter_records(self, keep: Keep | None) -> None:
        """Keep records that pass; None keeps all."""
        self._keep = keep
        self._arrange()

    def group_by(self, by: By | None) -> None:
        """Put the records in groups, all open; None takes them apart."""
        self._by = by
        self._closed.clear()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Within groups where there are groups; -1 is the order of the source."""
        self._column, self._order = column, order
        self._arrange()

    def close_group(self, row: int, *, closed: bool) -> None:
        group = self.group(row)
        if group is not None and group.closed != closed:
            (self._closed.add if closed else self._closed.discard)(group.words)
            self._arrange()

    def open_for(self, number: int) -> None:
        """Open the group in which the source's row of that number is."""
        if self._by is not None and self._closed:
            self._closed.discard(self._by(self._source.row(number))[1])
            self._arrange()

    def close_all(self, *, closed: bool) -> None:
        self._closed = {group.words for group in self._groups} if closed else set()
        self._arrange()

    # ------------------------------------------------------------ what there is

    @property
    def grouped(self) -> bool:
        return self._by is not None

    def group(self, row: int) -> Group | None:
        """The group whose row this is; None for a record's row."""
        number = self._shown[row] if 0 <= row < len(self._shown) else 0
        return self._groups[-1 - number] if number < 0 else None

    def group_row(self, words: str) -> int:
        """Where a group's row stands, -1 where there is none."""
        return next(
            (at for at, one in enumerate(self._shown) if one < 0 and self._groups[-1 - one].words == words),
            -1,
        )

    def group_rows(self) -> list[int]:
        return [at for at, number in enumerate(self._shown) if number < 0]

    def record(self, row: int) -> Any:
        """None for a group's row."""
        return None if self._shown[row] < 0 else self._source.row(self._shown[row])

    def records(self) -> list[Any]:
        """Those shown, in their order."""
        return [self._source.row(number) for number in self._shown if number >= 0]

    def records_from(self, row: int) -> list[Any]:
        """Those shown from a row on."""
        return [self._source.row(number) for number in self._shown[max(0, row) :] if number >= 0]

    def passing(self) -> int:
        """How many records pass the filter, those in closed groups among them."""
        return sum(group.count for group in self._groups) if self.grouped else len(self._shown)

    def place(self, number: int) -> int:
        """Where the source's row of that number is shown; -1 where it is not."""
        if self._places is None:
            self._places = {number: at for at, number in enumerate(self._shown) if number >= 0}
        return self._places.get(number, -1)

    def mapToSource(self, index: Index) -> QModelIndex:
        if not index.isValid() or self._shown[index.row()] < 0:
            return QModelIndex()
        return self._source.index(self._shown[index.row()], index.column())

    def mapFromSource(self, index: Index) -> QModelIndex:
        at = self.place(index.row()) if index.isValid() else -1
        return self.index(at, index.column()) if at >= 0 else QModelIndex()

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._source.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = self._shown[index.row()]
        if number >= 0:
            return self._source.cell(number, index.column(), role)
        group = self._groups[-1 - number]
        if role == ID:
            return ""
        if role == GROUP:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return group.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return self._source.headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._shown[index.row()] >= 0:
            return self._source.flags(self.mapToSource(index))
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if index.isValid()
            else Qt.ItemFlag.NoItemFlags
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        source = self.mapToSource(index)
        return source.isValid() and self._source.setData(source, value, role)

    # ------------------------------------------------------------ arranging

    def _passes(self, row: Any) -> bool:
        if self._keep is not None and not self._keep(row):
            return False
        if not self._words:
            return True
        held = self._source.spoken(row).casefold()
        return all(word in held for word in self._words)

    def _sorted(self, numbers: list[int]) -> list[int]:
        """By the column's key; what has none comes last, either way."""
        if not 0 <= self._column < len(self._source.columns):
            return numbers
        key, rows = self._source.sort_key(self._column), self._source.held
        keyed = [(key(rows[number]), number) for number in numbers]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._order == Qt.SortOrder.DescendingOrder)
        return [number for _key, number in known] + [number for one, number in keyed if one is None]

    def _worked_out(self) -> tuple[list[int], list[Group]]:
        rows = self._source.held
        all_pass = self._keep is None and not self._words
        numbers = (
            list(range(len(rows))) if all_pass else [n for n, row in enumerate(rows) if self._passes(row)]
        )
        numbers = self._sorted(numbers)
        if self._by is None:
            return numbers, []
        held: dict[tuple[Any, str], list[int]] = {}
        for number in numbers:
            held.setdefault(self._by(rows[number]), []).append(number)
        shown: list[int] = []
        groups: list[Group] = []
        for at, key in enumerate(sorted(held)):
            closed = key[1] in self._closed
            groups.append(Group(key[1], len(held[key]), closed))
            shown += [-1 - at, *([] if closed else held[key])]
        return shown, groups

    def _take(self, shown: list[int], groups: list[Group]) -> None:
        self._shown, self._groups, self._places = shown, groups, None

    def _arrange(self, *, changed: bool = False) -> None:
        """Tell the least: nothing moved, rows changed places, or other rows are shown."""
        shown, groups = self._worked_out()
        if shown == self._shown:
            told = changed or groups != self._groups
            self._take(shown, groups)
            if told and shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, self.columnCount() - 1))
        elif sorted(shown) == sorted(self._shown) and not groups:
            self._move(shown)
            if changed:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, self.columnCount() - 1))
        else:
            self.of_source = False
            self.beginResetModel()
            self._take(shown, groups)
            self.endResetModel()

    def _move(self, shown: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        self._take(shown, [])
        kept = self.persistentIndexList()
        moved = [self.index(self.place(before[one.row()]), one.column()) for one in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _begin_reset(self) -> None:
        self.of_source = True
        self.beginResetModel()

    def _end_reset(self) -> None:
        self._take(*self._worked_out())
        self.endResetModel()
