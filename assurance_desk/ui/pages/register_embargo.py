"""Across the top of what is made of a review: that it is embargoed, and until when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.reviews import Review
from assurance_desk.services import embargo
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.shell import Shell


class EmbargoLine(QWidget):
    """Hidden where no embargo stands nor waits to be ended."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        outer = w.box(margins=(0, 0, 0, 10))
        self.setLayout(outer)
        panel, across = w.panel("warn", across=True, margins=(12, 8, 12, 8), gap=10)
        across.addWidget(IconMark("lock", th.ground().warn[1]), 0, Qt.AlignmentFlag.AlignTop)
        self.words = w.label("", wrap=True)
        across.addWidget(self.words, 1)
        outer.addWidget(panel)
        self.hide()

    def show_review(self, review: Review | None) -> None:
        self.tell(embargo.told(self._shell.desk, review) if review else "")

    def tell(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))
