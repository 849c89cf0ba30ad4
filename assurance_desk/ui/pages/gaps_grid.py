"""A grid of heat cells: walked by keyboard, sorted by its heads, each cell told in words to who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from assurance_desk.ui import paint
from assurance_desk.ui import theme as th
from assurance_desk.ui.delegates import BaseDelegate, has, rect_of
from assurance_desk.ui.table_model import ROOT, Index

CELL = int(Qt.ItemDataRole.UserRole) + 40
SHORT_NAME, LONG_NAME = 96, 170
"""Widths at 100 %: the least a name is cut to, and the most that cells narrow for."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """``step`` shades it, ``silence`` draws its mark, else its words stand plain; ``spoken`` is read aloud."""

    words: str = ""
    spoken: str = ""
    step: int | None = None
    silence: str = ""
    strong: bool = False
    muted: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """``id`` is the return's, "" for the line of totals. The first cell is the row's name."""

    id: str
    cells: tuple[GridCell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class GridHead:
    """``key`` is what sorting by this column and explaining a cell of it go by; ``width`` 0 shares the rest."""

    key: str
    words: str
    width: float = 0
    tip: str = ""
    align: str = "middle"


class GridModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[GridHead, ...] = ()
        self.rows: tuple[GridRow, ...] = ()

    def show_grid(self, heads: Sequence[GridHead], rows: Sequence[GridRow]) -> None:
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return cell.words
        return None

    def _spoken(self, row: int, column: int, cell: GridCell) -> str:
        name = self.rows[row].cells[0].words
        said = cell.spoken or cell.words
        return name if column == 0 else f"{name}, {self.heads[column].words}: {said}".replace("\n", " ")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        head = self.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return head.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = {
                "left": Qt.AlignmentFlag.AlignLeft,
                "right": Qt.AlignmentFlag.AlignRight,
                "middle": Qt.AlignmentFlag.AlignHCenter,
            }[head.align]
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return th.font("small") if role == Qt.ItemDataRole.FontRole else None


class GridDelegate(BaseDelegate):
    """Figures on their shade, silences by their marks, names and totals in plain words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: GridCell = index.data(CELL)
        where = QRectF(rect_of(option))
        model = index.model()
        painter.save()
        if isinstance(model, GridModel) and model.rows[index.row()].total:
            painter.fillRect(QRectF(where.left(), where.top(), where.width(), 1), QColor(th.ground().ink))
        inner = where.adjusted(1, 1, -1, -1)
        if cell.silence:
            paint.silence(painter, inner, cell.silence)
        elif cell.step is not None:
            paint.heat(painter, inner, cell.words, cell.step)
        framed = has(option, QStyle.StateFlag.State_HasFocus) or self._current(option, index)
        if not cell.silence and cell.step is None:
            first = index.column() == 0
            clear = th.px(6) if first and framed else 0  # else the frame would stand on the first letter
            self._plain(painter, where.adjusted(clear, 0, 0, 0), cell, first=first)
        if framed:
            paint.focus_frame(painter, inner)
        painter.restore()

    @staticmethod
    def _current(option: QStyleOptionViewItem, index: Index) -> bool:
        """The cell explained at the side keeps its frame when the keyboard is elsewhere."""
        view = option.widget
        return isinstance(view, GridView) and view.currentIndex() == index

    @staticmethod
    def _plain(painter: QPainter, where: QRectF, cell: GridCell, *, first: bool) -> None:
        now = th.ground()
        align = paint.LEFT if first else paint.RIGHT if cell.right else paint.MIDDLE
        inside = where.adjusted(0, 0, -th.px(6 if first or cell.right else 0), 0)
        tint = now.muted if cell.muted else now.ink
        paint.text(painter, inside, cell.words, tint, strong=cell.strong, align=align)


class GridHeader(QHeaderView):
    """Words on one or two lines with the whole width of their column: the style's own padding cut them."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(th.px(24))
        self.setHighlightSections(False)
        self.setFixedHeight(max(th.px(42), th.line_height("small", 2) + th.px(8)))

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or not 0 <= section < len(model.heads):
            return
        head = model.heads[section]
        lines = head.words.split("\n")
        high = th.line_height("small")
        top = where.bottom() - th.px(6) - high * len(lines)
        align = {"left": paint.LEFT, "right": paint.RIGHT, "middle": paint.MIDDLE}[head.align]
        painter.save()
        painter.fillRect(where, QColor(th.ground().paper))
        painter.fillRect(QRect(where.left(), where.bottom(), where.width(), 1), QColor(th.ground().line))
        for at, words in enumerate(lines):
            line = QRectF(
                where.left(), top + at * high, where.width() - th.px(6 if head.align == "right" else 0), high
            )
            paint.text(painter, line, words, th.ground().muted, "small", align=align)
        painter.restore()


class GridView(QTableView):
    """``walked(row id, column key)`` as the current cell moves; ``opened(row id)`` on Enter or a double click;
    ``sort_asked(column key)`` when a head is clicked. As tall as its rows; scrolls sideways when it must.
    """

    walked = Signal(str, str)
    opened = Signal(str)
    sort_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.grid = GridModel(self)
        self._measured: tuple[list[int], int] | None = None
        self.setModel(self.grid)
        self.setItemDelegate(GridDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        upright = self.verticalHeader()
        upright.hide()
        upright.setMinimumSectionSize(th.px(16))
        upright.setDefaultSectionSize(max(th.px(31), th.line_height() + th.px(8)))
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = GridHeader(self)
        self.setHorizontalHeader(header)
        header.sectionClicked.connect(lambda at: self.sort_asked.emit(self.grid.heads[at].key))
        self.doubleClicked.connect(self._open)

    def show_grid(self, heads: Sequence[GridHead], rows: Sequence[GridRow]) -> None:
        """Show this grid; the current cell stays on its return and column where both are still there."""
        kept = self.current()
        self.blockSignals(True)
        self.grid.show_grid(heads, rows)
        self._measured = None
        self.blockSignals(False)
        self._lay_out()
        self.stand_on(*kept)

    def current(self) -> tuple[str, str]:
        index = self.currentIndex()
        if not index.isValid():
            return "", ""
        return self.grid.rows[index.row()].id, self.grid.heads[index.column()].key

    def stand_on(self, row_id: str, key: str) -> bool:
        """Make that cell current; False where there is none."""
        row = next((at for at, one in enumerate(self.grid.rows) if row_id and one.id == row_id), -1)
        column = next((at for at, one in enumerate(self.grid.heads) if one.key == key), -1)
        if row < 0 or column < 0:
            return False
        self.setCurrentIndex(self.grid.index(row, column))
        return True

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.viewport().update()
        if now.isValid():
            self.walked.emit(self.grid.rows[now.row()].id, self.grid.heads[now.column()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        return QSize(th.px(240), self.height())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.grid.rows[index.row()].id:
            self.opened.emit(self.grid.rows[index.row()].id)

    def _lay_out(self) -> None:
        """The names take what the cells leave, but not more than they need. Where room is short the cells
        narrow to their figures (a head shortened tells itself whole in its tooltip) before names are cut.
        """
        heads = self.grid.heads
        if not heads:
            return
        room = self.viewport().width()
        wanted = [th.px(head.width) for head in heads[1:]]
        if self._measured is None:  # measuring thousands of figures at each resize would be felt
            self._measured = [self._figures(at) for at in range(1, len(heads))], self._longest_name()
        figures, longest = self._measured
        floor = [min(wide, needed) for wide, needed in zip(wanted, figures, strict=True)]
        slack = room - min(longest, th.px(LONG_NAME)) - sum(floor)
        part = min(1.0, max(0.0, slack / max(1, sum(wanted) - sum(floor))))
        widths = [int(low + (high - low) * part) for low, high in zip(floor, wanted, strict=True)]
        head = QFontMetrics(th.font("small")).horizontalAdvance(heads[0].words) + th.px(8)
        name = max(th.px(SHORT_NAME), min(max(longest, head), room - sum(widths)))
        spare = max(0, room - name - sum(widths)) // max(1, len(widths))
        self.setColumnWidth(0, name)
        for at, width in enumerate(widths, 1):
            self.setColumnWidth(at, width + min(spare, th.px(12)))
        across = sum(self.columnWidth(at) for at in range(len(heads)))
        bar = self.horizontalScrollBar().sizeHint().height() if across > room + 1 else 0
        tall = self.horizontalHeader().height() + self.verticalHeader().defaultSectionSize() * len(
            self.grid.rows
        )
        self.setFixedHeight(tall + bar)

    def _figures(self, at: int) -> int:
        """What the widest cell of a column needs, and the first line of its head."""
        strong, small = QFontMetrics(th.font(strong=True)), QFontMetrics(th.font("small"))
        plain = QFontMetrics(th.font())
        words = {(cell.words, cell.strong) for row in self.grid.rows if (cell := row.cells[at]).words}
        widest = max(
            (((strong if bold else plain).horizontalAdvance(said)) for said, bold in words), default=0
        )
        head = small.horizontalAdvance(self.grid.heads[at].words.split("\n")[0])
        return max(widest, head) + th.px(8)

    def _longest_name(self) -> int:
        metrics = QFontMetrics(th.font(strong=True))
        return max(
            (metrics.horizontalAdvance(row.cells[0].words) + th.px(16) for row in self.grid.rows),
            default=th.px(120),
        )

    def cell_rect(self, row_id: str, key: str) -> QRect:
        """Where a cell stands, for tests and for keeping it in view."""
        row = next(at for at, one in enumerate(self.grid.rows) if one.id == row_id)
        column = next(at for at, one in enumerate(self.grid.heads) if one.key == key)
        return self.visualRect(self.grid.index(row, column))
