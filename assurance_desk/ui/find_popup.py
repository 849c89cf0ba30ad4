"""What the search box found, under it: made when somebody first searches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.row_list import RowList


class FindPopup:
    """``frame`` with its list of ``rows``, and the lines for nothing found and for a workbook still being read."""

    def __init__(self, window: QWidget, chosen: Callable[[], object]) -> None:
        self.frame, column = widgets.panel("popup", margins=(2, 4, 2, 4))
        self.frame.setParent(window)
        self.frame.hide()
        self.rows = RowList(_("Found"), ref_width=116, lifts=False)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.clicked.connect(lambda _index: chosen())
        self.none = widgets.label("", role="muted", wrap=True)
        self.none.setContentsMargins(th.px(24), th.px(8), th.px(24), th.px(8))
        self.reading = widgets.label(_("Still reading the workbook…"), "small", role="muted")
        self.reading.setContentsMargins(th.px(24), th.px(4), th.px(24), th.px(8))
        column.addWidget(self.rows)
        column.addWidget(self.none)
        column.addWidget(self.reading)
