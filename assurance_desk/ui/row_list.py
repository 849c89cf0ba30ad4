"""A list of rows: reference, title, a second line, chips; in groups under headings. The left side of most pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QToolTip

from assurance_desk.ui import paint
from assurance_desk.ui import theme as th
from assurance_desk.ui.delegates import BaseDelegate, Index, rect_of
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.table_model import ID, ROOT
from assurance_desk.ui.widgets import plain_tip

ROW = int(Qt.ItemDataRole.UserRole) + 20


class ListModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        if tuple(rows) == self._rows:
            return
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if same and rows:
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def number_of(self, row_id: str) -> int:
        return next((at for at, row in enumerate(self._rows) if row.id == row_id and not row.heading), -1)

    def first(self) -> str:
        return next((row.id for row in self._rows if not row.heading), "")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == ID:
            return row.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(BaseDelegate):
    """Heights follow the fonts: one, two or three lines as the row has words for."""

    def __init__(self, ref_width: float = 40, parent: QObject | None = None, *, lifts: bool = True) -> None:
        super().__init__(parent)
        self._ref, self._lifts = ref_width, lifts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ListRow = index.data(ROW)
        if row.heading:
            return QSize(th.px(120), th.line_height("small") + th.px(20))
        tall = th.line_height() + th.px(18 if row.sub and row.chips else 8)
        if row.sub:
            tall += th.line_height("small") + th.px(3)
        if row.chips or row.tail:
            tall += paint.chip_height() + th.px(6)
        return QSize(th.px(120), max(th.px(th.ROW), tall))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole words of a row that shows only some of them."""
        row: ListRow | None = index.data(ROW) if index.isValid() else None
        words = self.cut(row, rect_of(option).width()) if row is not None else ""
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return bool(words)

    def cut(self, row: ListRow, width: int) -> str:
        """The lines of a row that do not fit into ``width`` pixels, whole; "" where all do."""
        room = width - th.px(40) - (th.px(self._ref) if row.ref and not row.heading else 0)
        small, chip = QFontMetricsF(th.font("small")), row.chip
        beside = paint.chip_width(chip[1] or chip[0]) if chip else small.horizontalAdvance(row.right) + 1
        beside += th.px(8) if chip or row.right else 1
        title = QFontMetricsF(th.font(strong=row.strong)).horizontalAdvance(row.title)
        heading = QFontMetricsF(th.font("small", strong=True)).horizontalAdvance(row.heading)
        lines = [
            row.heading if heading > room else "",
            row.title if title > room - beside else "",
            row.sub if small.horizontalAdvance(row.sub) > room else "",
        ]
        return "\n".join(line for line in lines if line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(ROW)
        painter.save()
        where = QRectF(rect_of(option))
        inside = where.adjusted(th.px(24), 0, -th.px(16), 0)
        if row.heading:
            paint.text(
                painter,
                inside.adjusted(0, th.px(8), 0, 0),
                row.heading,
                th.ground().muted,
                "small",
                strong=True,
            )
            self.hairline(painter, option)
        else:
            self.ground(painter, option, index, lifts=self._lifts)
            left = inside.left() + (th.px(self._ref) if row.ref else 0)
            self.hairline(painter, option, left)
            self._row(painter, inside, left, row)
        painter.restore()

    def _row(self, painter: QPainter, inside: QRectF, left: float, row: ListRow) -> None:
        now = th.ground()
        y = inside.top() + th.px(9 if row.sub and row.chips else 4)
        line = QRectF(left, y, inside.right() - left, th.line_height())
        if row.ref:
            ref = QRectF(inside.left(), y, th.px(self._ref) - th.px(4), line.height())
            paint.text(painter, ref, row.ref, now.ink if row.strong else now.muted, strong=row.strong)
        end = self._right(painter, line, row)
        title = line.adjusted(0, 0, -end, 0)
        if row.found_in_title:
            _marked(painter, title, row.title, row.found_in_title, (now.ink, now.ink))
        else:
            paint.text(painter, title, row.title, now.ink, strong=row.strong)
        y += line.height() + th.px(2)
        if row.sub:
            self._sub(painter, QRectF(left, y, inside.right() - left, th.line_height("small")), row)
            y += th.line_height("small") + th.px(6)
        if row.chips or row.tail:
            self._chips(painter, QRectF(left, y, inside.right() - left, paint.chip_height()), row)

    @staticmethod
    def _right(painter: QPainter, line: QRectF, row: ListRow) -> float:
        """Date or chip at the right of the first line; returns the room it took."""
        if row.chip:
            wide = paint.chip_width(row.chip[1] or row.chip[0])
            paint.chip(painter, line.right() - wide, line.center().y(), *row.chip)
            return wide + th.px(8)
        if row.right:
            wide = round(QFontMetricsF(th.font("small")).horizontalAdvance(row.right)) + 1
            where = QRectF(line.right() - wide, line.top(), wide, line.height())
            paint.text(painter, where, row.right, th.ground().muted, "small", align=paint.RIGHT)
            return wide + th.px(8)
        return 0

    @staticmethod
    def _sub(painter: QPainter, line: QRectF, row: ListRow) -> None:
        now = th.ground()
        if row.found:
            _marked(painter, line, row.sub, row.found, (now.muted, now.ink), "small")
            return
        before, found, after = row.sub.partition(row.waits) if row.waits else (row.sub, "", "")
        x = line.left()
        for words, tint, strong in (
            (before, now.muted, False),
            (found, now.warn[1], True),
            (after, now.muted, False),
        ):
            if words:
                rest = QRectF(x, line.top(), line.right() - x, line.height())
                x += paint.text(painter, rest, words, tint, "small", strong=strong)

    @staticmethod
    def _chips(painter: QPainter, line: QRectF, row: ListRow) -> None:
        x = line.left()
        for state, words in row.chips:
            wide = paint.chip_width(words or state)
            if x + wide > line.right():
                paint.text(painter, QRectF(x, line.top(), th.px(16), line.height()), "…", th.ground().muted)
                return
            x += paint.chip(painter, x, line.center().y(), state, words) + th.px(6)
        rest = QRectF(x + th.px(2), line.top(), line.right() - x - th.px(2), line.height())
        paint.text(painter, rest, row.tail, th.ground().muted, "small")


def _marked(
    painter: QPainter,
    line: QRectF,
    words: str,
    found: Sequence[tuple[int, int]],
    tints: tuple[str, str],
    size: str = "text",
) -> None:
    """One line whose stretches found are bold and of the second tint."""
    x, at = line.left(), 0
    for start, end in (*found, (len(words), len(words))):
        for part, strong in ((words[at:start], False), (words[start:end], True)):
            if part and x < line.right():
                rest = QRectF(x, line.top(), line.right() - x, line.height())
                x += paint.text(painter, rest, part, tints[strong], size, strong=strong)
        at = end


class RowList(QListView):
    """``chosen`` tells the id of the row now current; ``opened`` that Enter or a double click was given it.

    ``lifts``: the chosen row turns paper and joins its detail; without, it is tinted.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, *, ref_width: float = 40, lifts: bool = True) -> None:
        super().__init__()
        self._model = ListModel(self)
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(ref_width, self, lifts=lifts))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(th.px(120))
        self.activated.connect(lambda index: self.opened.emit(index.data(ID)))

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; the current row stays current by its id, or the first one becomes so."""
        kept = self.current()
        self._model.set_rows(rows)
        wanted = kept if self._model.number_of(kept) >= 0 else self._model.first()
        if self.current() != wanted:
            self.select(wanted)

    def current(self) -> str:
        index = self.currentIndex()
        return str(index.data(ID)) if index.isValid() else ""

    def select(self, row_id: str) -> bool:
        """Make it current and bring it into view; False where there is no such row."""
        at = self._model.number_of(row_id)
        if at < 0:
            return False
        self.setCurrentIndex(self._model.index(at))
        self.scrollTo(self._model.index(at))
        return True

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.isValid():
            self.chosen.emit(str(now.data(ID)))
