"""How rows of tables and lists are painted. Each reads the theme at paint time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from assurance_desk.ui import paint
from assurance_desk.ui import theme as th
from assurance_desk.ui.table_model import CHIPS, CHOICES, GROUP, MORE, MUTED, STRONG
from assurance_desk.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex


def rect_of(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def has(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


class BaseDelegate(QStyledItemDelegate):
    """Selection is a tint and, on the first column, a 3 px bar: never colour alone."""

    design_height: float = th.ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(th.px(40), th.row_height(self.design_height))

    def ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, lifts: bool = False
    ) -> bool:
        """Paint the row's ground; True where it is selected. ``lifts``: a list row turns paper, not tint."""
        where, now = rect_of(option), th.ground()
        if has(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(where, QColor(now.paper if lifts else now.tint))
            if index.column() == 0:
                painter.fillRect(
                    QRect(where.left(), where.top(), th.px(3), where.height()), QColor(now.accent)
                )
            return True
        if has(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(where, QColor(now.raised))
        return False

    def hairline(self, painter: QPainter, option: QStyleOptionViewItem, left: float | None = None) -> None:
        where = rect_of(option)
        start = where.left() if left is None else round(left)
        painter.fillRect(QRect(start, where.bottom(), where.right() - start + 1, 1), QColor(th.ground().line))


class TableDelegate(BaseDelegate):
    """Chips, words, and small muted words after them, on a hairline; edits in a line or a list of choices."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = self.ground(painter, option, index)
        where = QRectF(rect_of(option))
        if index.column() == 0 and (group := index.data(GROUP)) is not None:
            self._group(painter, where, group)
            self.hairline(painter, option)
            painter.restore()
            return
        last = index.column() == index.model().columnCount() - 1
        before = th.px(8 if index.column() else 12)
        after = th.px(12) if last else th.px(8)
        if not chosen:
            line = where.adjusted(0 if index.column() else before, 0, -after if last else 0, 0)
            painter.fillRect(
                QRectF(line.left(), line.bottom() - 1, line.width(), 1), QColor(th.ground().line)
            )
            view = option.widget
            if index.row() == 0 and isinstance(view, QTableView) and view.horizontalHeader().isVisible():
                painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), QColor(th.ground().line))
        self._words(painter, where.adjusted(before, 0, -after, -1), index)
        if has(option, QStyle.StateFlag.State_HasFocus) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.setPen(QColor(th.ground().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where.adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()

    @staticmethod
    def _group(painter: QPainter, where: QRectF, group: Any) -> None:
        """A small arrow, right where it is closed and down where it is open; the group's words and how many."""
        now, size = th.ground(), th.px(4)
        x, y = where.left() + th.px(16), where.center().y()
        half = size / 2
        ends = [(-half, -1.0 * size), (-half, 1.0 * size), (half + 1, 0.0)]
        if not group.closed:
            ends = [(up, across) for across, up in ends]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.muted))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in ends]))
        rest = where.adjusted(th.px(28), 0, -th.px(56), 0)
        wide = paint.text(painter, rest, group.words, now.ink, strong=True)
        count = where.adjusted(th.px(28) + wide + th.px(8), 0, -th.px(8), 0)
        paint.text(painter, count, str(group.count), now.muted, "small")

    @staticmethod
    def _words(painter: QPainter, where: QRectF, index: Index) -> None:
        x, now = where.left(), th.ground()
        for state, words in index.data(CHIPS) or ():
            x += paint.chip(painter, x, where.center().y(), state, words) + th.px(6)
        words = str(index.data() or "")
        if words:
            right = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & int(Qt.AlignmentFlag.AlignRight)
            ink = now.muted if index.data(MUTED) else now.ink
            x += th.px(6) + paint.text(
                painter,
                where.adjusted(x - where.left(), 0, 0, 0),
                words,
                ink,
                strong=bool(index.data(STRONG)),
                align=paint.RIGHT if right else paint.LEFT,
            )
        more = index.data(MORE)
        if more:
            paint.text(painter, where.adjusted(x - where.left(), 0, 0, 0), more, now.muted, "small")

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole words where a cell shows only some of them."""
        given = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        if given or not index.isValid():
            return super().helpEvent(event, view, option, index)
        spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        whole = self.needs(index) <= rect_of(option).width()
        QToolTip.showText(event.globalPos(), "" if whole else plain_tip(spoken), view)
        return True

    @staticmethod
    def needs(index: Index) -> float:
        """The width at which a cell shows all its words."""
        wide = sum(
            paint.chip_width(words or state) + th.px(6) for state, words in index.data(CHIPS) or ()
        ) + th.px(20)
        face = th.font(strong=bool(index.data(STRONG)))
        more = str(index.data(MORE) or "")
        wide += QFontMetrics(face).horizontalAdvance(str(index.data() or ""))
        return wide + (QFontMetrics(th.font("small")).horizontalAdvance(more) + th.px(6) if more else 0)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES)
        if not choices:
            editor = QLineEdit(parent)
            editor.setFont(th.font())
            return editor
        box = QComboBox(parent)
        box.setFont(th.font())
        box.addItems(list(choices))
        box.activated.connect(lambda _at: self._chosen(box))
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value: Any = editor.currentText() if isinstance(editor, QComboBox) else None
        if value is not None:
            model.setData(index, value)
        else:
            super().setModelData(editor, model, index)
