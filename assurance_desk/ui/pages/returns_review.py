"""What waits for a decision: the control totals, and a row for each doubt, their cell beside our reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.services.corrections_back import Changed
from assurance_desk.services.names_typed import NamesTypedError
from assurance_desk.services.returns_reviews import Option, Review, Said
from assurance_desk.services.returns_totals import Totals
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.marks import CellMark, IconMark, Sure
from assurance_desk.ui.pages.returns_no_child import NoChild

MOST_CHANGED = 30
"""Cells of a correction workbook listed one by one."""
SURE_WORDS = {1: later("Unsure"), 2: later("Likely"), 3: later("Certain")}


def totals_panel(totals: Totals) -> QWidget:
    """A sum anyone can check: found = taken + to decide + … + lost."""
    made, column = widgets.panel("quiet", margins=(16, 8, 16, 9), gap=2)
    line = widgets.box(across=True, gap=6)
    parts = [(totals.found, _("found"), "="), (totals.taken, _("taken in"), "+")]
    if totals.waiting:
        parts.append((totals.waiting, _("to take in"), "+"))
    if totals.settled:
        parts.append((totals.settled, _("decided, or as before"), "+"))
    parts += [(totals.to_decide, _("to decide"), "+"), (totals.lost, _("lost"), "")]
    for number, words, sign in parts:
        line.addWidget(widgets.label(str(number), "section", strong=True))
        line.addWidget(widgets.label(words))
        if sign:
            line.addWidget(widgets.label(f" {sign} ", "section", role="muted"))
    line.addStretch()
    column.addLayout(line)
    more = _(
        "{blank} blank, {unreadable} unreadable, {unrecognised} not recognised{recovered}. {cells} cells hold something: {ours} the questionnaire’s own words, {answers} answers, {left} not recognised."
    ).format(
        blank=totals.blank, unreadable=totals.unreadable, unrecognised=totals.unrecognised,
        recovered=_(", {n} recovered").format(n=totals.recovered) if totals.recovered else "", cells=totals.cells, ours=totals.ours, answers=totals.answer_cells,
        left=totals.left_cells,
    )  # fmt: skip
    if totals.unconfirmed:
        more = _("{n} as last time, unconfirmed. {more}").format(n=totals.unconfirmed, more=more)
    column.addWidget(widgets.label(more, "small", role="muted", wrap=True))
    said = ", ".join(f"{number} {words}" for number, words, _sign in parts)
    made.setAccessibleName(plural("{n} answer", "{n} answers", totals.found) + f": {said}")
    return made


def changed_cells(changed: tuple[Changed, ...]) -> QWidget:
    """What else says something new in a correction workbook: for the officer to see, and to ask about."""
    made, column = widgets.panel("quiet", margins=(16, 8, 16, 9), gap=2)
    head = plural(
        "{n} other cell changed: listed, not taken",
        "{n} other cells changed: listed, not taken",
        len(changed),
    )
    column.addWidget(widgets.label(head, strong=True))
    for one in changed[:MOST_CHANGED]:
        words = _("{sheet}, {cell}: {what}: “{was}” became “{now}”").format(
            sheet=one.sheet, cell=one.cell, what=one.what, was=shortened(one.was, 40) or _("blank"),
            now=shortened(one.now, 60) or _("blank"),
        )  # fmt: skip
        column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
    if len(changed) > MOST_CHANGED:
        more = plural("and {n} more", "and {n} more", len(changed) - MOST_CHANGED)
        column.addWidget(widgets.label(more, "small", role="muted"))
    return made


class ButtonRow(QWidget):
    """Buttons beside each other; those that do not fit go on below, so that none is cut off at large text."""

    def __init__(self, buttons: Sequence[QAbstractButton]) -> None:
        super().__init__()
        self._buttons = buttons
        for made in buttons:
            made.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width, move=False)

    def sizeHint(self) -> QSize:
        wide = sum(made.sizeHint().width() + th.px(8) for made in self._buttons)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        widest = max((made.sizeHint().width() for made in self._buttons), default=0)
        return QSize(min(widest, th.px(240)), self._buttons[0].sizeHint().height() if self._buttons else 0)

    def event(self, event: QEvent) -> bool:
        """A button that says something else now needs another width, and there is no layout to see to it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumHeight(self._lay_out(self.width(), move=True))
            self.updateGeometry()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumHeight(self._lay_out(self.width(), move=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._lay_out(self.width(), move=True))

    def _lay_out(self, width: int, *, move: bool) -> int:
        x = y = high = 0
        for made in self._buttons:
            size = made.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + high + th.px(6)
                high = 0
            if move:
                made.setGeometry(x, y, min(size.width(), width), size.height())
            x += size.width() + th.px(8)
            high = max(high, size.height())
        return y + high


class ReviewRow(QWidget):
    """One doubt. ``decide(query id, value or None)`` is called with the decision; what it refuses stands below."""

    decided = Signal()

    def __init__(
        self,
        review: Review,
        decide: Callable[..., object],
        confirm: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._review, self._decide, self._confirm = review, decide, confirm
        self.review_id = review.query.id
        self.deciding = False
        """While its own decision is made: what is built anew then goes on from here."""
        column = widgets.box(margins=(0, 10, 0, 11), gap=7)
        self.setLayout(column)
        top = widgets.box(across=True, gap=10)
        if review.ref:
            top.addWidget(widgets.label(review.ref, role="muted"))
        top.addWidget(widgets.label(review.what, strong=True, wrap=True), 1)
        if review.stage:
            top.addWidget(widgets.label(review.stage, "small", role="accent"))
        column.addLayout(top)
        column.addLayout(self._reading())
        self.buttons: list[QPushButton] = []
        self._options = ButtonRow([self._button(option) for option in review.options])
        column.addWidget(self._options)
        self.alike: QCheckBox | None = None
        self._others(column)
        self.entry = self._entry()
        column.addWidget(self.entry)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.no_child = NoChild()
        column.addWidget(self.no_child)
        self.setAccessibleName(f"{review.ref} {review.what}: {review.query.found}")

    def _reading(self) -> QBoxLayout:
        query, review = self._review.query, self._review
        if review.differ is not None:
            return side_by_side(*review.differ)
        line = widgets.box(across=True, gap=16)
        cell = CellMark(query.sheet or _("By hand"), query.cell or "–", " ".join(query.found.split()))
        line.addWidget(cell, 4)
        arrow, inside = widgets.panel(margins=(0, 20, 0, 0))
        inside.addWidget(IconMark("arrow-right"))
        line.addWidget(arrow)
        line.addWidget(
            stacked([widgets.label(_("Our reading"), "small", role="muted")], review.reading, strong=True), 4
        )
        how = [
            widgets.label(_("How sure"), "small", role="muted"),
            Sure(query.sure),
            widgets.label(_(SURE_WORDS[query.sure]), "small", strong=True),
        ]
        line.addWidget(stacked(how, review.why[:1].upper() + review.why[1:]), 5)
        return line

    def _others(self, column: QBoxLayout) -> None:
        """How many more it would decide, said before it does."""
        review = self._review
        if review.alike:
            words = plural(
                "Do the same in the other return where this stands",
                "Do the same in the other {n} returns where this stands", review.alike,
            )  # fmt: skip
            self.alike = QCheckBox(words)
            self.alike.setFont(th.font())
            column.addWidget(self.alike)
        if review.of_cause and self._confirm is not None:
            words = plural(
                "Our reading is right for all {n} answer of this sheet doubted so",
                "Our readings are right for all {n} answers of this sheet doubted so", review.of_cause + 1,
            )  # fmt: skip
            all_of_it = widgets.button(words, "link", "check")
            all_of_it.clicked.connect(lambda _on=False: self._attempt(self._confirm_sheet))
            self.buttons.append(all_of_it)
            column.addWidget(all_of_it)

    def _confirm_sheet(self) -> None:
        if self._confirm is not None:
            self._confirm(self._review.query.id)

    def _button(self, option: Option) -> QPushButton:
        made = widgets.button(option.words, "suggested" if option.suggested else "")
        if option.entry:
            made.clicked.connect(self.open_entry)
        else:
            made.clicked.connect(lambda: self._take(option.value))
        self.buttons.append(made)
        return made

    def _entry(self) -> QWidget:
        made, line = widgets.panel(across=True, gap=8)
        self.field: QLineEdit | QComboBox
        if self._review.choices:
            self.field = QComboBox()
            self.field.addItems(list(self._review.choices))
            self.field.setFont(th.font())
        else:
            self.field = QLineEdit()
            self.field.setText(self._review.query.reading)
            self.field.returnPressed.connect(self._typed)
        self.field.setAccessibleName(_("Answer for {what}").format(what=self._review.what))
        self.field.setMinimumWidth(th.px(160))
        take = widgets.button(_("Take this"), "primary")
        take.clicked.connect(self._typed)
        back = widgets.button(_("Leave it open"), "link")
        back.clicked.connect(self.close_entry)
        for part in (self.field, take, back):
            line.addWidget(part)
        line.addStretch()
        made.hide()
        return made

    def open_entry(self) -> None:
        self._options.hide()
        self.entry.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.field, QLineEdit):
            self.field.selectAll()  # 13 typed over our 12 is 13, not 1213

    def close_entry(self) -> None:
        self.entry.hide()
        self.refusal.hide()
        self.no_child.hide()
        self._options.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.entry.isVisible():
            self.close_entry()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        self._take(self.field.currentText() if isinstance(self.field, QComboBox) else self.field.text())

    def _take(self, value: str | None, no_child: str | None = None) -> None:
        more: dict[str, object] = {} if no_child is None else {"no_child": no_child}
        if self.alike is not None and self.alike.isChecked():
            more["alike"] = True
        self._attempt(
            lambda: self._decide(self._review.query.id, value, **more),
            lambda reason: self._take(value, reason),
        )

    def _attempt(self, decide: Callable[[], object], no_child: Callable[[str], object] | None = None) -> None:
        self.deciding = True
        try:
            decide()
        except DeskError as error:
            self.deciding = False
            if isinstance(error, NamesTypedError) and no_child is not None:
                self.no_child.offer(no_child)
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.setAccessibleDescription(error.sentence)
            return
        self.decided.emit()


def side_by_side(before: Said, here: Said) -> QBoxLayout:
    """Two files of one return that say different things: each cell under its file's name and day."""
    line = widgets.box(across=True, gap=16)
    for said in (before, here):
        made, column = widgets.panel(gap=4)
        on = _(", {day}").format(day=long_date(said.on)) if said.on else ""
        column.addWidget(widgets.ElidedLabel(f"{said.file}{on}", "small", strong=True))
        column.addWidget(CellMark(said.sheet or _("By hand"), said.cell or "–", " ".join(said.found.split())))
        line.addWidget(made, 1)
    return line


def stacked(caption: list[QWidget], words: str, *, strong: bool = False) -> QWidget:
    """A small caption over words that line up with the cell beside it."""
    made, column = widgets.panel(gap=4)
    top = widgets.box(across=True, gap=6)
    for part in caption:
        top.addWidget(part)
    top.addStretch()
    column.addLayout(top)
    below = widgets.label(words, strong=strong, role="" if strong else "muted", wrap=True)
    column.addWidget(below)
    column.addStretch()
    return made
