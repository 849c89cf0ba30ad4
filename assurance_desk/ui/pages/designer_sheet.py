"""A sheet of the workbook as its respondent opens it: the same cells with the same words, drawn to the room there is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTableView

from assurance_desk.domain import sheet_picture as sp
from assurance_desk.domain.sheet_layout import LABEL_COLUMN
from assurance_desk.domain.sheet_picture import Line, Picture, Piece
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui.delegates import BaseDelegate, Index, rect_of
from assurance_desk.ui.table_model import ROOT

PIECE, LINE = (int(Qt.ItemDataRole.UserRole) + number for number in (40, 41))
_STRONG = {sp.TITLE, sp.HEADING, sp.HEAD, sp.REF, sp.ASKED, sp.LINE, sp.STATUS, sp.LABEL_STRONG}
_SIDE, _ABOVE = 6, 5
_LABEL_SHARE = 0.36
"""Of the width, what the words of the questions have at least, where the other columns can spare it."""


def face(role: str) -> QFont:
    if role == sp.TITLE:
        return th.font("section", strong=True)
    if role == sp.HEADING:
        return th.font(strong=True)
    return th.font("small", strong=role in _STRONG)


def filled_face(piece: Piece) -> QFont:
    """What is held as text; what is last round's in italics, as in the workbook."""
    return th.font("small", italic=piece.carried) if piece.role == sp.FIELD else face(piece.role)


class SheetModel(QAbstractTableModel):
    """One row for each of the sheet's, one column for each of its columns."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture("", "", (), (), 0)

    def show_picture(self, picture: Picture) -> None:
        self.beginResetModel()
        self.picture = picture
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.picture.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.picture.widths)

    def line(self, row: int) -> Line:
        return self.picture.lines[row]

    def piece(self, index: Index) -> Piece | None:
        pieces = self.line(index.row()).pieces
        return next((one for one in pieces if one.column == index.column() + 1), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        piece = self.piece(index)
        if role == PIECE:
            return piece
        if role == LINE:
            return self.line(index.row())
        if piece is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(part for part in (piece.words, piece.more) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            offered = " / ".join(piece.choices)
            told = (
                _("as last time, to confirm") if piece.carried else "",
                _("greyed: not asked until an earlier answer says so")
                if self.line(index.row()).greyed
                else "",
            )
            parts = (piece.words, piece.more, piece.takes, offered, *told)
            return ". ".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PieceDelegate(BaseDelegate):
    """``about`` is the question whose rows are marked."""

    about = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        now, where = th.ground(), QRectF(rect_of(option))
        line: Line = index.data(LINE)
        piece: Piece | None = index.data(PIECE)
        chosen = bool(self.about) and line.question == self.about
        if chosen:
            painter.fillRect(where, QColor(now.raised))
            if index.column() == 0:
                painter.fillRect(
                    QRectF(where.left(), where.top(), th.px(3), where.height()), QColor(now.accent)
                )
        first = line.pieces[0] if line.pieces else None
        if first is not None and first.role == sp.REF:
            painter.fillRect(QRectF(where.left(), where.top(), where.width(), 1), QColor(now.line))
        if piece is not None:
            self._piece(painter, where, piece, greyed=line.greyed)
        painter.restore()

    def _piece(self, painter: QPainter, where: QRectF, piece: Piece, *, greyed: bool) -> None:
        now = th.ground()
        inside = where.adjusted(th.px(_SIDE), th.px(_ABOVE), -th.px(_SIDE), -th.px(_ABOVE) + 1)
        if piece.role == sp.FIELD:
            painter.setPen(QPen(QColor(now.edge), 1))
            painter.setBrush(QColor(now.raised if greyed else now.tint_strong if piece.carried else now.tint))
            painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
            ink = now.ink if piece.words and not greyed else now.muted
            self._words(painter, inside, piece.words or piece.takes, filled_face(piece), ink)
            return
        if piece.role == sp.HEAD:
            painter.fillRect(where, QColor(now.raised))
            painter.fillRect(QRectF(where.left(), where.bottom() - 1, where.width(), 1), QColor(now.edge))
        tints = {sp.TITLE: now.accent, sp.HEADING: now.accent, sp.REF: now.accent, sp.HINT: now.muted}
        tints |= {sp.LINE: now.muted, sp.STATUS: now.warn[1] if not th.dark() else now.ink}
        ink = now.muted if greyed else tints.get(piece.role, now.ink)
        used = self._words(painter, inside, piece.words, face(piece.role), ink) if piece.words else 0.0
        if piece.more:
            rest = inside.adjusted(0, used, 0, 0)
            self._words(painter, rest, piece.more, th.font("small"), now.muted)

    @staticmethod
    def _words(painter: QPainter, where: QRectF, words: str, font: QFont, tint: str) -> float:
        painter.setPen(QColor(tint))
        laid = _laid(words, font, where.width())
        laid.draw(painter, where.topLeft())
        return laid.boundingRect().height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(th.px(20), th.line_height("small"))


def height(words: str, font: QFont, width: float) -> float:
    """Remembered: every key typed asks anew for all the rows it does not change."""
    if not words:
        return 0.0
    key = (words, font.toString(), width)
    if key not in _HEIGHTS:
        if len(_HEIGHTS) > _MOST_HEIGHTS:
            _HEIGHTS.clear()
        _HEIGHTS[key] = _laid(words, font, width).boundingRect().height()
    return _HEIGHTS[key]


_HEIGHTS: dict[tuple[str, str, float], float] = {}
_MOST_HEIGHTS = 5000


def _laid(words: str, font: QFont, width: float) -> QTextLayout:
    """Lines broken between words; only one too long for a line is broken within."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid = QTextLayout(words.replace("\n", "\u2028"), font)
    laid.setTextOption(option)
    laid.beginLayout()
    down = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, down))
        down += line.height()
    laid.endLayout()
    return laid


class SheetView(QTableView):
    """``asked`` tells the reference of the question whose row was chosen. Arrow keys go from cell to cell, Tab out."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = SheetModel()
        self.setModel(self._model)
        self._delegate = PieceDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.hide()
        self.clicked.connect(self._clicked)
        self.activated.connect(self._clicked)

    @property
    def picture(self) -> Picture:
        return self._model.picture

    def show_picture(self, picture: Picture, about: str) -> None:
        """The sheet, the rows of one question marked."""
        self.mark(about)
        if picture == self._model.picture:
            return
        at = self.verticalScrollBar().value()
        self._model.show_picture(picture)
        self.setAccessibleName(_("Preview of sheet “{tab}”").format(tab=picture.tab))
        self.clearSpans()
        for row, line in enumerate(picture.lines):
            for piece in line.pieces:
                if piece.across > 1:
                    self.setSpan(row, piece.column - 1, 1, piece.across)
        self._fit()
        self.verticalScrollBar().setValue(at)

    def mark(self, about: str) -> None:
        if self._delegate.about != about:
            self._delegate.about = about
            self.viewport().update()

    def bring(self, about: str) -> None:
        """Scroll so that a question's rows are seen, as many as fit."""
        rows = [row for row, line in enumerate(self.picture.lines) if about and line.question == about]
        for row in (rows[-1], rows[0]) if rows else ():
            self.scrollTo(self._model.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _clicked(self, index: Index) -> None:
        line: Line = index.data(LINE)
        if line.question:
            self.asked.emit(line.question)

    def _fit(self) -> None:
        """Columns share the width as on the sheet, none narrower than the longest word of its headings."""
        widths = self._widths(self.viewport().width())
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        for row, line in enumerate(self.picture.lines):
            self.setRowHeight(row, _row_height(line, widths))

    def _widths(self, room: int) -> list[int]:
        picture = self.picture
        if not picture.widths:
            return []
        least = self._least()
        total = sum(picture.widths)
        wide = [max(low, int(room * part / total)) for low, part in zip(least, picture.widths, strict=True)]
        over = sum(wide) - room
        label = LABEL_COLUMN - 1
        for at in sorted(range(len(wide)), key=lambda one: (one == label, -(wide[one] - least[one]))):
            given = max(0, min(wide[at] - least[at], over))  # the words of the question give way last
            wide[at] -= given
            over -= given
        if picture.letter and wide[label] < room * _LABEL_SHARE:
            _give(wide, least, label, int(room * _LABEL_SHARE) - wide[label])
        return wide

    def _least(self) -> list[int]:
        """What each column needs for the longest word of its heads, references, states and what its cells take."""
        least = [th.px(30)] * len(self.picture.widths)
        for line in self.picture.lines:
            for piece in line.pieces:
                if piece.across > 1 or piece.role == sp.ASKED:
                    continue
                metrics = QFontMetrics(face(piece.role))
                words = (piece.words or piece.takes).split()
                longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
                at = piece.column - 1
                least[at] = max(least[at], longest + th.px(2 * _SIDE) + 2)
        if len(least) > 1:
            least[LABEL_COLUMN - 1] = max(least[LABEL_COLUMN - 1], th.px(96))
        return least


def _give(wide: list[int], least: list[int], to: int, wanted: int) -> None:
    """Take from the columns that have more than they need, for the one that wants more."""
    for at in range(len(wide)):
        if at != to:
            given = max(0, min(wide[at] - least[at], wanted))
            wide[at] -= given
            wide[to] += given
            wanted -= given


def _row_height(line: Line, widths: list[int]) -> int:
    if not line.pieces:
        return th.px(8)
    least = th.line_height("small") + th.px(2 * _ABOVE)
    tall = 0.0
    for piece in line.pieces:
        across = sum(widths[piece.column - 1 : piece.column - 1 + piece.across]) - th.px(2 * _SIDE)
        words = (piece.words or piece.takes) if piece.role == sp.FIELD else piece.words
        needed = height(words, filled_face(piece), across) + height(piece.more, th.font("small"), across)
        tall = max(tall, needed)
    return max(least, int(tall) + th.px(2 * _ABOVE) + 1)
