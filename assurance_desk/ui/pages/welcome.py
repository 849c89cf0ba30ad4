"""No workbook is open: five ways to begin, and the workbooks opened lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.beside import Beside
from assurance_desk.ui.job_runner import JobRunner
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.notices import Notice, ProgressLine
from assurance_desk.ui.widgets import ElidedLabel

Way = tuple[str, str, str, str, Callable[[], None]]


class Beginner(Protocol):
    """What the welcome page asks of the window."""

    jobs: JobRunner

    def new_workbook(self) -> None: ...
    def open_workbook(self) -> None: ...
    def bring_in_response(self) -> None: ...
    def try_sample(self) -> None: ...
    def try_rehearsal(self) -> None: ...
    def open_path(self, path: Path) -> bool: ...
    def recent(self) -> list[Path]: ...


class Welcome(QWidget):
    def __init__(self, window: Beginner) -> None:
        super().__init__()
        self._window = window
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notice = Notice()
        self.progress = ProgressLine(window.jobs)
        self.buttons: list[QPushButton] = []
        column = widgets.box()
        self.setLayout(column)
        column.addWidget(self.notice)
        recent = window.recent()
        ways = self._ways()
        body = Beside(ways, self._recent(recent), width=320) if recent else widgets.scroll(ways)
        column.addWidget(body, 1)
        column.addWidget(self.progress)

    def _ways(self) -> QWidget:
        outer, across = widgets.panel("paper", across=True, margins=(24, 24, 24, 24))
        inner, column = widgets.panel()
        inner.setMaximumWidth(th.px(720))
        column.addStretch(2)
        column.addWidget(widgets.label(_("Assurance Desk"), "page", strong=True))
        column.addSpacing(th.px(4))
        words = _("From a published response to a paper for your meeting, in one workbook on this computer.")
        column.addWidget(widgets.label(words, role="muted", wrap=True))
        column.addSpacing(th.px(24))
        column.addWidget(widgets.rule())
        for number, way in enumerate(self._offered()):
            column.addWidget(self._way(*way, kind="" if number else "primary"))
            column.addWidget(widgets.rule())
        column.addStretch(3)
        across.addStretch(1)
        across.addWidget(inner, 8)
        across.addStretch(1)
        return outer

    def _offered(self) -> tuple[Way, ...]:
        """Icon, what it is, more about it, what its button says, what it does."""
        return (
            (
                "hard-drive",
                _("Open my register"),
                _("A workbook you made before."),
                _("Open a workbook"),
                self._window.open_workbook,
            ),
            (
                "quote",
                _("Bring in a published response or a tracker"),
                _("A text or your Excel tracker becomes a new register. You see it before it is kept."),
                _("Choose the file"),
                self._window.bring_in_response,
            ),
            (
                "book-open-check",
                _("Try Merrowshire (fictional)"),
                _("A whole year’s work of an invented county, in a copy of your own to try things on."),
                _("Open the sample"),
                self._window.try_sample,
            ),
            (
                "inbox",
                _("Try the whole job"),
                _("Merrowshire in April 2019: the returns wait as files, none is taken in yet."),
                _("Start the rehearsal"),
                self._window.try_rehearsal,
            ),
            (
                "plus",
                _("Start with an empty workbook"),
                _("Type reviews and recommendations yourself."),
                _("Make a workbook"),
                self._window.new_workbook,
            ),
        )

    def _way(self, icon: str, title: str, more: str, act: str, do: Callable[[], None], kind: str) -> QWidget:
        row, layout = widgets.panel(across=True, margins=(0, 14, 0, 14), gap=16)
        layout.addWidget(IconMark(icon, th.ground().ink, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        words, column = widgets.panel(gap=2)
        column.addWidget(widgets.label(title, strong=True, wrap=True))
        column.addWidget(widgets.label(more, "small", role="muted", wrap=True))
        layout.addWidget(words, 1)
        button = widgets.button(act, kind)
        button.setMinimumWidth(th.px(152))
        button.setAccessibleDescription(f"{title}. {more}")
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (a click brings an argument)
        self.buttons.append(button)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _recent(self, paths: list[Path]) -> QWidget:
        side, column = widgets.panel("canvas", margins=(24, 24, 24, 16))
        column.addWidget(widgets.label(_("Opened lately"), "section", strong=True))
        column.addSpacing(th.px(8))
        column.addWidget(widgets.rule())
        for path in paths:
            row, inside = widgets.panel(margins=(0, 8, 0, 8), gap=1)
            button = widgets.button(path.stem, "link")
            button.setAccessibleDescription(str(path))
            button.clicked.connect(lambda _on=False, path=path: self._window.open_path(path))
            self.buttons.append(button)
            inside.addWidget(button)
            inside.addWidget(ElidedLabel(str(path.parent), "small", role="muted"))
            column.addWidget(row)
            column.addWidget(widgets.rule())
        column.addStretch()
        return side
