"""Beside the grid: the cell you stand on explained, what the figures say, whose answers they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from assurance_desk.domain.gaps import Matrix
from assurance_desk.domain.gaps_figures import of_words, share
from assurance_desk.domain.gaps_grades import Challenge
from assurance_desk.domain.gaps_words import (
    denominators,
    headline,
    message,
    short_name,
    short_of,
    who_is_missing,
)
from assurance_desk.domain.snapshot import Gaps
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.marks import Bars

MOST_BARS = 9
SHORT_VALUE = 18


@dataclass(frozen=True, slots=True)
class Told:
    """A cell explained: its title, lines (name, value), and the return it belongs to."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    more: str = ""
    return_id: str = ""


class GapsSide(QWidget):
    """``open_return`` is called with a return's id when its link is pressed."""

    def __init__(self, open_return: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._open = open_return
        column = widgets.box(margins=(20, 16, 24, 16))
        self.setLayout(column)
        cell, self._cell = widgets.panel("tint", margins=(12, 10, 12, 10), gap=4)
        self._cell_box = cell
        said, self._said = widgets.panel()
        column.addWidget(cell)
        column.addSpacing(th.px(16))
        column.addWidget(said)
        column.addStretch()
        self.told: Told | None = None

    # ------------------------------------------------------------ the cell you stand on

    def explain(self, told: Told | None) -> None:
        self.told = told
        widgets.clear(self._cell)
        self._cell_box.setVisible(told is not None)
        if told is None:
            return
        self._cell.addWidget(widgets.label(told.title, strong=True, wrap=True))
        if told.lines:
            self._cell.addLayout(_facts(told.lines))
        if told.more:
            self._cell.addWidget(widgets.para(told.more, leading=1.25))
        if told.return_id:
            link = widgets.button(_("Open this return"), "link")
            link.clicked.connect(lambda: self._open(told.return_id))
            self._cell.addWidget(link)
        spoken = " ".join((told.title, *(f"{name}: {value}." for name, value in told.lines), told.more))
        self._cell_box.setAccessibleName(spoken)

    # ------------------------------------------------------------ what the figures say

    def say(self, gaps: Gaps, matrix: Matrix | None, *, graded: bool) -> None:
        widgets.clear(self._said)
        shown = matrix if not graded else None
        if shown is not None:
            self._message(gaps, shown)
        self._whose(gaps)  # before the bars: no figure is read without whose it is
        if shown is not None:
            self._bars(shown)
        for one in gaps.challenges:
            self._challenge(one)

    def _message(self, gaps: Gaps, matrix: Matrix) -> None:
        counted_on = gaps.questionnaire.counted_on
        self._said.addWidget(widgets.label(headline(matrix), "section", strong=True, wrap=True))
        self._said.addSpacing(th.px(8))
        self._said.addWidget(widgets.para(message(matrix, gaps.replies, counted_on), leading=1.35))
        self._said.addSpacing(th.px(16))

    def _bars(self, matrix: Matrix) -> None:
        ranked = matrix.ranked_groups()[:MOST_BARS]
        if ranked:
            _add_space(self._said, 16)
            more = _("not {met}, of staff").format(met=matrix.measure.met)
            self._said.addWidget(widgets.section(_("The gap in people"), more))
            self._said.addSpacing(th.px(4))
            bars = [(short_name(group), cell.missing, cell.of) for group, cell in ranked]
            says = "; ".join(
                f"{short_name(group)}: {of_words(cell.missing, cell.of)}, {share(cell)}"
                for group, cell in ranked
            )
            self._said.addWidget(Bars(bars, says, 96))

    def _whose(self, gaps: Gaps) -> None:
        self._said.addWidget(widgets.section(_("Whose answers these are")))
        self._said.addSpacing(th.px(6))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(th.px(4))
        grid.setHorizontalSpacing(th.px(12))
        for row, (figures, words) in enumerate(denominators(gaps.replies)):
            grid.addWidget(widgets.label(figures, strong=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widgets.label(words, wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self._said.addLayout(grid)
        missing = (
            who_is_missing(gaps.replies) if not gaps.replies.nothing_came else _("No return has come yet.")
        )
        waiting = sum(count for _id, count in gaps.waiting)
        if waiting:
            missing += " " + plural(
                "{n} answer waits to be decided.", "{n} answers wait to be decided.", waiting
            )
        if missing:
            self._said.addSpacing(th.px(6))
            self._said.addWidget(widgets.para(missing.strip(), "small", role="muted", leading=1.3))

    def _challenge(self, one: Challenge) -> None:
        _add_space(self._said, 12)
        self._said.addWidget(widgets.section(_("To challenge")))
        words = _("{name} rates its confidence {rating} of {top} ({ref}), with {figures} staff in date.")
        text = words.format(
            name=short_of(one.asked),
            rating=one.rating,
            top=one.top,
            ref=one.question.ref,
            figures=of_words(one.met, one.of),
        )
        self._said.addWidget(widgets.para(text, leading=1.3))


def _facts(lines: tuple[tuple[str, str], ...]) -> QGridLayout:
    """Small, and both sides wrap: a column's heading can be a sentence, an answer a paragraph."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(th.px(12))
    grid.setVerticalSpacing(th.px(2))
    short = all(len(value) <= SHORT_VALUE for _name, value in lines)
    for row, (name, value) in enumerate(lines):
        grid.addWidget(
            widgets.label(name, "small", role="muted", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
        )
        grid.addWidget(
            widgets.label(value, "small", strong=short, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop
        )
    grid.setColumnStretch(0, 3 if short else 1)
    grid.setColumnStretch(1, 2 if short else 3)
    return grid


def _add_space(layout: QBoxLayout, length: float) -> None:
    layout.addSpacing(th.px(length))
