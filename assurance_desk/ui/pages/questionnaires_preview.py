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

_LABELS = 0.3
"""The share of the width that row labels take."""


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
        kind = QUESTION_TYPES[question.kind].label
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

    def _widths(self) -> tuple[float, float]:
        """The labels' width, and one cell's."""
        labels = self.width() * _LABELS if any(self._labels) else 0.0
        return labels, (self.width() - labels - 1) / max(len(self._lines[0]), 4)

    def _head_lines(self) -> list[list[str]]:
        metrics = QFontMetricsF(th.font("small"))
        _labels, wide = self._widths()
        return [_wrapped(head, metrics, wide - th.px(10)) for head in self._heads]

    def _head_height(self) -> int:
        lines = max((len(head) for head in self._head_lines()), default=0)
        return th.line_height("small", lines) + th.px(4) if lines else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        labels, wide = self._widths()
        line = th.line_height("small")
        top = self._head_height()
        for at, head in enumerate(self._head_lines()):
            for number, words in enumerate(head):
                y = top - th.px(4) - line * (len(head) - number)
                where = QRectF(labels + at * wide + th.px(6), y, wide - th.px(8), line)
                paint.text(painter, where, words, th.ground().muted, "small")
        for row, cells in enumerate(self._lines):
            y = top + row * self._line_height()
            if labels:
                where = QRectF(0, y, labels - th.px(8), self._line_height())
                paint.text(painter, where, self._labels[row], th.ground().ink, "small")
            for at, words in enumerate(cells):
                self._cell(painter, QRectF(labels + at * wide, y, wide, self._line_height()), words)
        painter.end()

    @staticmethod
    def _cell(painter: QPainter, where: QRectF, words: str) -> None:
        painter.setPen(QPen(QColor(th.ground().edge), 1))
        painter.setBrush(QColor(th.ground().tint))
        painter.drawRect(where.adjusted(0.5, 0.5, 0.5, 0.5))
        inside = where.adjusted(th.px(6), 0, -th.px(6), 0)
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
