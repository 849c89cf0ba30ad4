"""The sections of a paper: which are in it, on which page each begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets


@dataclass(frozen=True, slots=True)
class SectionRow:
    """``page`` is 0 where the section is left out, or not set yet."""

    key: str
    title: str
    inside: bool
    page: int = 0

    @property
    def where(self) -> str:
        if not self.inside:
            return _("left out")
        return _("page {page}").format(page=self.page) if self.page else ""


class _Tick(QCheckBox):
    """A tick box whose words give way with … where the column is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(th.font())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - th.px(28)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, th.px(20)))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(widgets.plain_tip(self._words) if shown != self._words else "")


class SectionList(QWidget):
    """``ticked`` tells a section's key and whether it is now in; ``went`` asks to see its page."""

    ticked = Signal(str, bool)
    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SectionRow] = []
        self._boxes: dict[str, _Tick] = {}
        self._pages: dict[str, QPushButton] = {}
        column = widgets.box(margins=(24, 14, 16, 16), gap=2)
        self.setLayout(column)
        self._head = widgets.box(across=True, gap=8)
        self._head.addWidget(widgets.label(_("Sections"), strong=True))
        self._count = widgets.label("", "small", role="muted")
        self._head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        self._head.addStretch()
        column.addLayout(self._head)
        column.addSpacing(th.px(4))
        self._lines = widgets.box(gap=2)
        column.addLayout(self._lines)
        column.addStretch()

    def box(self, key: str) -> QCheckBox:
        return self._boxes[key]

    def show_rows(self, rows: Sequence[SectionRow], *, fixed: bool) -> None:
        """``fixed``: an issued paper's sections stay as they are."""
        inside = sum(row.inside for row in rows)
        self._count.setText(_("{some} of {all} in the paper").format(some=inside, all=len(rows)))
        if [row.key for row in rows] == [row.key for row in self._rows]:
            for row in rows:
                self._fill(row, fixed=fixed)
        else:
            self._build(rows, fixed=fixed)
        self._rows = list(rows)

    def _build(self, rows: Sequence[SectionRow], *, fixed: bool) -> None:
        widgets.clear(self._lines)
        self._boxes.clear()
        self._pages.clear()
        for row in rows:
            line = widgets.box(across=True, gap=8)
            box = _Tick()
            box.clicked.connect(lambda on, key=row.key: self.ticked.emit(key, on))
            page = widgets.button("", "inline")
            page.setFont(th.font("small"))
            page.clicked.connect(lambda _on=False, key=row.key: self.went.emit(key))
            line.addWidget(box, 1)
            line.addWidget(page)
            self._lines.addLayout(line)
            self._boxes[row.key], self._pages[row.key] = box, page
            self._fill(row, fixed=fixed)

    def _fill(self, row: SectionRow, *, fixed: bool) -> None:
        box, page = self._boxes[row.key], self._pages[row.key]
        box.set_words(row.title)
        box.setChecked(row.inside)
        box.setEnabled(not fixed)
        page.setText(row.where)
        page.setEnabled(bool(row.page))
        page.setAccessibleName(_("{section}, {where}").format(section=row.title, where=row.where))
