"""What the window says across a page: a refusal, or how far long work has come."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.job_runner import JobRunner
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.shell import Command
from assurance_desk.ui.widgets import ElidedLabel

SHOW_AFTER = 150
"""Milliseconds of work before its line appears: what is quicker needs none."""


class Notice(QWidget):
    """A sentence on amber, and at most one thing to do about it; stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._column = widgets.box(margins=(24, 8, 24, 8))
        self.setLayout(self._column)
        self._sentence = ""
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence

    def say(self, sentence: str, mend: Command | None = None) -> None:
        widgets.clear(self._column)
        self._sentence = sentence
        strip, row = widgets.panel("warn", across=True, margins=(12, 8, 8, 8), gap=10)
        row.addWidget(IconMark("triangle-alert", th.ground().warn[1]), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(widgets.label(sentence, wrap=True), 1)
        if mend:
            do = widgets.button(mend.words)
            do.clicked.connect(self.close_notice)
            do.clicked.connect(lambda: mend.run())  # noqa: PLW0108  (a click brings an argument)
            row.addWidget(do, 0, Qt.AlignmentFlag.AlignVCenter)
        close = widgets.button(_("Close"), "inline", tip=_("Close this line"))
        close.clicked.connect(self.close_notice)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(strip)
        self.setAccessibleName(sentence)
        self.show()

    def close_notice(self) -> None:
        self._sentence = ""
        self.hide()


class ProgressLine(QWidget):
    """What long work is doing, how far it has come, and Cancel."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = widgets.box(margins=(24, 6, 24, 6), gap=4)
        self.setLayout(column)
        row = widgets.box(across=True, gap=12)
        self.words = ElidedLabel("")
        self.count = widgets.label("", "small", role="muted")
        self.cancel = widgets.button(_("Cancel"), "inline")
        self.cancel.setProperty("cancels", True)  # it is heard while everything else waits
        row.addWidget(self.words)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.cancel)
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.cancel.clicked.connect(self._cancelling)
        self._jobs = jobs
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.ended.connect(self._ended)

    def _started(self, words: str) -> None:
        self.words.set_words(words)
        self.count.setText("")
        self.cancel.setEnabled(True)
        self._bar.setRange(0, 0)
        self._timer.start(SHOW_AFTER)

    def _progressed(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        told = _("{done} of {total}").format(done=done, total=total) if total > 1 else ""
        self.count.setText(" · ".join(part for part in (told, words) if part))
        self._bar.setAccessibleName(f"{self.words.words()}: {self.count.text()}")

    def _cancelling(self) -> None:
        self.cancel.setEnabled(False)
        self.count.setText(_("stopping"))
        self._jobs.cancel()

    def _ended(self) -> None:
        self._timer.stop()
        self.hide()
