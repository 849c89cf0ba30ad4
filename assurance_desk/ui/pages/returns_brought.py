"""What became of files brought in together: one calm line above the list, until it is closed or others come."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import widgets


class BroughtLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        outer = widgets.box(margins=(24, 0, 16, 8))
        self.setLayout(outer)
        strip, across = widgets.panel("quiet", across=True, margins=(10, 6, 8, 6), gap=8)
        self.words = widgets.label("", "small", wrap=True)
        self.words.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )  # the list sets the width
        across.addWidget(self.words, 1)
        close = widgets.button(_("Close"), "inline", tip=_("Close this line"))
        close.clicked.connect(self.hide)
        across.addWidget(close)
        outer.addWidget(strip)
        self.hide()

    def tell(self, words: str) -> None:
        """Without words the line goes away."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
