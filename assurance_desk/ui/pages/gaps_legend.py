"""What shades and marks mean, under the grid: always all six silences, each with how many there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from assurance_desk.domain.gaps import SILENCES
from assurance_desk.domain.paper.blocks import HEAT_BANDS
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.beside import Pair
from assurance_desk.ui.marks import HeatKey, SilenceMark
from assurance_desk.ui.pages.gaps_rows import silence_words

ACROSS = 3
BESIDE_KEYS = 640
"""Width at 100 % from which a scale's title stands beside its keys."""


def scale(title: str) -> QWidget:
    return _keys(title, [(step, words) for step, (_least, words) in enumerate(HEAT_BANDS)])


def grades(steps: tuple[str, ...], shades: tuple[int, ...]) -> QWidget:
    """The scale's own words on their shades."""
    return _keys(_("Their answer"), list(zip(shades, steps, strict=True)))


def _keys(title: str, keys: list[tuple[int, str]]) -> QWidget:
    """The title before its keys; above them where the page is narrow."""
    made, row = widgets.panel(across=True)
    for shade, words in keys:
        row.addWidget(HeatKey(shade, words))
        row.addSpacing(th.px(2))
    row.addStretch()
    return Pair(widgets.label(title, "small", role="muted"), made, parts=(0, 1), least=BESIDE_KEYS, gap=12)


def silences(counts: dict[str, int], *, staff: bool) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(th.px(8))
    grid.setVerticalSpacing(th.px(6))
    for place, state in enumerate(SILENCES):
        row, column = divmod(place, ACROSS)
        words = _("{silence}, {n}").format(silence=silence_words(state, staff=staff), n=counts.get(state, 0))
        grid.addWidget(SilenceMark(state), row, column * 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(widgets.label(words, "small", role="muted", wrap=True), row, column * 2 + 1)
        grid.setColumnMinimumWidth(column * 2 + 1, th.px(110))
        grid.setColumnStretch(column * 2 + 1, 2)
    grid.setColumnStretch(ACROSS * 2, 1)
    return made


def put(layout: QBoxLayout, *parts: QWidget) -> None:
    for part in parts:
        layout.addWidget(part)
        layout.addSpacing(th.px(12))
