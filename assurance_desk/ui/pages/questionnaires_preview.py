"""A question's cells as its respondent meets them in the workbook: drawn, not typed into."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions import QUESTION_TYPES, CellRule, slots_of
from assurance_desk.domain.sheet_layout import ANSWER_HEAD, FOLLOW_HEADS, own_heads, row_label
from assurance_desk.texts import _
from assurance_desk.ui import paint
from assurance_desk.ui import theme as th

_MOST_LABELS = 0.45
"""The share of the width that row labels may take."""
_LEAST_CELL = 70
_MOST_PLAIN = 4
"""A graded question has the most cells: answer, comment, evidence, plan."""


def cell_words(rule: CellRule) -> str:
    """What a cell takes, in few words."""
    if rule.kind == "choice":
        return _("Yes or blank") if rule.choices == ("Yes",) else _("Choose one")
    return {
        "text": "",
        "whole": _("Number"),
        "whole_or": _("Number, or “{word}”").format(word=rule.word),
        "date": _("Date"),
        "month": _("Month, year"),
    }[rule.kind]


def choices_words(question: Question) -> str:
    """The lists a respondent chooses from; "" where there is none to show."""
    if question.kind == "several":
        return ""
    lists: list[str] = []
    for _slot, rule in slots_of(question):
        words = " / ".join(rule.choices)
        if words and words not in lists:
            lists.append(words)
    return "; ".join(lists)


class AnswerPreview(QWidget):
    """One line of cells for a plain question, a small grid for one with rows."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._heads, self._lines, self._labels = _grid(question)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kind = _(QUESTION_TYPES[question.kind].label)
        cells = ", ".join(self._heads or self._lines[0])
        self.setAccessibleName(_("{kind}. Cells: {cells}").format(kind=kind, cells=cells))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(th.px(420), self._head_height() + len(self._lines) * self._line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = self.sizeHint().height() + 1
        if self.height() != high:
            self.setFixedHeight(high)

    def _line_height(self) -> int:
        least = 24 if self._labels else 32
        return max(th.px(least), th.line_height("small") + th.px(6))

    def _widths(self) -> tuple[float, list[float]]:
        """The labels' width, and each cell's."""
        metrics = QFontMetricsF(th.font("small"))
        if self._labels:
            wanted = max(metrics.horizontalAdvance(label) for label in self._labels) + th.px(16)
            count = len(self._heads)
            left = self.width() - count * th.px(_LEAST_CELL)
            labels = min(wanted, self.width() * _MOST_LABELS, max(left, self.width() * 0.2))
            return labels, [(self.width() - labels - 1) / max(count, 3)] * count
        words = self._lines[0]
        least = (self.width() - 1) / _MOST_PLAIN
        needed = [max(least / 2, metrics.horizontalAdvance(one) + th.px(14)) for one in words]
        spare = max(0.0, (self.width() - 1) * len(words) / _MOST_PLAIN - sum(needed)) / len(words)
        return 0.0, [one + spare for one in needed]

    def _head_lines(self) -> list[list[str]]:
        metrics = QFontMetricsF(th.font("small"))
        _labels, wide = self._widths()
        pairs = zip(self._heads, wide, strict=False)
        return [_wrapped(head, metrics, across - th.px(10)) for head, across in pairs]

    def _head_height(self) -> int:
        if not self._heads:
            return 0
        lines = max((len(head) for head in self._head_lines()), default=0)
        return th.line_height("small", lines) + th.px(4) if lines else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        labels, widths = self._widths()
        top = self._head_height()
        left = labels
        for at, wide in enumerate(widths):
            self._head(painter, QRectF(left, 0, wide, top), at)
            for row, cells in enumerate(self._lines):
                y = top + row * self._line_height()
                self._cell(painter, QRectF(left, y, wide, self._line_height()), cells[at])
            left += wide
        for row, label in enumerate(self._labels):
            where = QRectF(0, top + row * self._line_height(), labels - th.px(8), self._line_height())
            paint.text(painter, where, label, th.ground().ink, "small")
        painter.end()

    def _head(self, painter: QPainter, where: QRectF, at: int) -> None:
        """Wrapped, and standing on the cells."""
        if not self._heads:
            return
        lines, high = self._head_lines()[at], th.line_height("small")
        for number, words in enumerate(lines):
            y = where.bottom() - th.px(4) - high * (len(lines) - number)
            line = QRectF(where.left() + th.px(6), y, where.width() - th.px(8), high)
            paint.text(painter, line, words, th.ground().muted, "small")

    @staticmethod
    def _cell(painter: QPainter, where: QRectF, words: str) -> None:
        painter.setPen(QPen(QColor(th.ground().edge), 1))
        painter.setBrush(QColor(th.ground().tint))
        painter.drawRect(where.adjusted(0.5, 0.5, 0.5, 0.5))
        inside = where.adjusted(th.px(6), 0, -th.px(4), 0)
        if QFontMetricsF(th.font("small")).horizontalAdvance(words) <= inside.width():
            paint.text(painter, inside, words, th.ground().muted, "small")


def _wrapped(words: str, metrics: QFontMetricsF, wide: float) -> list[str]:
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _grid(question: Question) -> tuple[list[str], list[list[str]], list[str]]:
    """Headings, the cells' words line by line, and each line's label. A plain question's cells carry their own."""
    slots = slots_of(question)
    if not question.rows:
        return [], [[_cell_of_its_own(slot.column, rule) for slot, rule in slots]], []
    headings = {column.key: column.heading for column in question.columns} if own_heads(question) else {}
    first = slots[0][0].row
    keys = [slot.column for slot, _rule in slots if slot.row == first]
    heads = [headings.get(key) or FOLLOW_HEADS.get(key) or ANSWER_HEAD for key in keys]
    lines: dict[str, list[str]] = {}
    for slot, rule in slots:
        lines.setdefault(slot.row, []).append(cell_words(rule))
    return heads, list(lines.values()), [row_label(row) for row in question.rows]


def _cell_of_its_own(key: str, rule: CellRule) -> str:
    return FOLLOW_HEADS.get(key) or cell_words(rule) or ANSWER_HEAD
