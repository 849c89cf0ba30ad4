"""A list whose rows have a box to tick; several rows may be chosen at once, apart from what is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui.delegates import Index, rect_of
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.row_list import ROW, ListModel, RowDelegate
from assurance_desk.ui.table_model import ID

_BOX, _LEFT, _TO_WORDS = 14, 12, 36
"""Lengths at 100 %: the box, what is left of it, and from the edge to the words."""
MOST_SEEN = 9
"""Rows after which the list scrolls by itself, so that what can be done with a row stays beside it."""
CHECK = int(Qt.ItemDataRole.CheckStateRole)


class TickModel(ListModel):
    """``fixed`` rows show their box and cannot be ticked."""

    def __init__(self, view: TickList) -> None:
        super().__init__(view)
        self._view = view
        self.ticks: set[str] = set()
        self.fixed: set[str] = set()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row: ListRow = super().data(index, ROW)  # type: ignore[assignment]
        if role == CHECK:
            return Qt.CheckState.Checked if row.id in self.ticks else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("ticked") if row.id in self.ticks else _("not ticked")
            return f"{row.spoken}. {said}"
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != CHECK or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self._view.set_ticked([str(index.data(ID))], on=value == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        given = super().flags(index)
        if not index.isValid() or index.data(ID) in self.fixed:
            return given
        return given | Qt.ItemFlag.ItemIsUserCheckable


class TickDelegate(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        where = QRectF(rect_of(option))
        self.ground(painter, option, index)
        inside = where.adjusted(th.px(_TO_WORDS), 0, -th.px(12), 0)
        row: ListRow = index.data(ROW)
        left = inside.left() + (th.px(self._ref) if row.ref else 0)
        self.hairline(painter, option, inside.left())
        self._row(painter, inside, left, row)
        on = index.data(CHECK) == Qt.CheckState.Checked
        able = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        _box(painter, QPointF(where.left() + th.px(_LEFT), where.top() + th.px(6)), on=on, able=able)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if (
            not isinstance(event, QMouseEvent)
            or event.type() != QEvent.Type.MouseButtonRelease
            or event.button() != Qt.MouseButton.LeftButton
            or event.position().x() - rect_of(option).left() >= th.px(_TO_WORDS)
        ):
            return False
        on = index.data(CHECK) == Qt.CheckState.Checked
        return model.setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, CHECK)


def _box(painter: QPainter, at: QPointF, *, on: bool, able: bool) -> None:
    now, size = th.ground(), th.px(_BOX)
    box = QRectF(at.x() + 0.5, at.y() + 0.5, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    full = (now.accent if able else now.edge) if on else now.paper
    painter.setPen(QPen(QColor(full if on else now.edge), 1))
    painter.setBrush(QColor(full))
    painter.drawRoundedRect(box, th.px(3), th.px(3))
    if on:
        pen = QPen(QColor(now.on_accent), max(1.5, size / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = ((0.24, 0.53), (0.43, 0.72), (0.77, 0.30))
        painter.drawPolyline(
            QPolygonF([QPointF(box.left() + x * size, box.top() + y * size) for x, y in ends])
        )


class TickList(QListView):
    """``ticked`` when a tick was set or taken; ``picked`` when other rows were chosen."""

    ticked = Signal()
    picked = Signal()

    def __init__(self, name: str, *, ref_width: float = 48) -> None:
        super().__init__()
        self._model = TickModel(self)
        self.setModel(self._model)
        self.setItemDelegate(TickDelegate(ref_width, self, lifts=False))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(th.px(120))
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.picked.emit())

    def set_rows(self, rows: Sequence[ListRow], ticks: Iterable[str], fixed: Iterable[str]) -> None:
        """Show these; what was chosen stays so by its id."""
        kept = self.chosen()
        self._model.ticks, self._model.fixed = set(ticks), set(fixed)
        self._model.set_rows(rows)
        self.viewport().update()
        self.choose(kept)
        self._fit()

    def ticks(self) -> list[str]:
        """Ids ticked, in the order of the rows."""
        ids = (str(self._model.index(at).data(ID)) for at in range(self._model.rowCount()))
        return [one for one in ids if one in self._model.ticks]

    def set_ticked(self, ids: Iterable[str], *, on: bool) -> None:
        """By hand or by a button; rows that are fixed stay as they are."""
        wanted = set(ids) - self._model.fixed
        self._model.ticks = self._model.ticks | wanted if on else self._model.ticks - wanted
        if self._model.rowCount():
            self._model.dataChanged.emit(self._model.index(0), self._model.index(self._model.rowCount() - 1))
        self.ticked.emit()

    def chosen(self) -> list[str]:
        """Ids of the rows chosen, in order."""
        found = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [str(index.data(ID)) for index in found]

    def choose(self, ids: Sequence[str]) -> None:
        """Choose these rows and bring the first into view."""
        model, places = self.selectionModel(), [self._model.number_of(one) for one in ids]
        there = [at for at in places if at >= 0]
        if self.chosen() != [str(self._model.index(at).data(ID)) for at in sorted(there)]:
            model.clearSelection()
            for at in there:
                model.select(self._model.index(at), model.SelectionFlag.Select)
        if there:
            model.setCurrentIndex(self._model.index(there[0]), model.SelectionFlag.NoUpdate)
            self.scrollTo(self._model.index(there[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, or unticks, every row chosen as the current one becomes."""
        now = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and now.isValid():
            on = now.data(CHECK) != Qt.CheckState.Checked
            self.set_ticked(self.chosen() or [str(now.data(ID))], on=on)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """As tall as its rows, up to a number of them."""
        option = QStyleOptionViewItem()
        heights = [
            self.itemDelegate().sizeHint(option, self._model.index(at)).height()
            for at in range(min(self._model.rowCount(), MOST_SEEN))
        ]
        self.setFixedHeight(max(sum(heights) + 2 * self.frameWidth(), 1))

    def sizeHint(self) -> QSize:
        return QSize(th.px(300), self.height())
