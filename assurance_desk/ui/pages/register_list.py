"""The register's list: which review, a filter, what stands before the recommendations, then those."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QMenu, QVBoxLayout, QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.actions import STANDING, Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import register, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.register import Register, ReviewCounts
from assurance_desk.texts import _
from assurance_desk.ui import paint
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_columns import delivery_chip
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.save_excel import save_link
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import ID

EVERY = ""


class RegisterList(QWidget):
    """``chosen(id)`` of a review, a recommendation or an action without one; ``opened`` on Enter."""

    chosen = Signal(str)
    opened = Signal(str)
    review_changed = Signal()

    def __init__(self, shell: Shell, additions: Sequence[Command]) -> None:
        super().__init__()
        self._shell = shell
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._reviews: list[ReviewCounts] = []
        self._shown: list[Register] = []
        self._names: tuple[tuple[str, str], ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._make_head(additions))
        self.filter = line(_("Filter the register"), _("Filter: words, a reference, a lead, a state"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _typed: self._show())
        self._filter_row, across = w.panel(across=True, margins=(24, 0, 16, 8))
        across.addWidget(self.filter)
        self._filter_row.hide()
        outer.addWidget(self._filter_row)
        self.rows = RowList(_("Register"))
        self.rows.chosen.connect(self.chosen)
        self.rows.opened.connect(self.opened)
        self.rows.clicked.connect(lambda index: self.opened.emit(str(index.data(ID))))
        outer.addWidget(self.rows, 1)
        foot, column = w.panel("foot", margins=(24, 10, 16, 14), gap=2)
        self._totals = w.label("", "small", role="muted", wrap=True)
        self._waits = w.label("", "small", strong=True, role="muted", wrap=True)
        column.addWidget(self._totals)
        column.addWidget(self._waits)
        row = w.box(across=True)
        row.addWidget(save_link(shell, "register"))
        row.addStretch()
        column.addLayout(row)
        outer.addWidget(foot)

    def _make_head(self, additions: Sequence[Command]) -> QWidget:
        head, across = w.panel(across=True, margins=(24, 10, 16, 8), gap=12, height=48)
        self._name = w.ElidedLabel("", "section", strong=True)
        self._kind = w.ElidedLabel("", "small", role="muted")
        self._picker = QComboBox()
        self._picker.setFont(th.font("text", strong=True))
        self._picker.setAccessibleName(_("Review"))
        self._picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._picker.setMinimumContentsLength(8)
        self._picker.activated.connect(self._pick)
        add = w.button(_("Add"), "link", "plus")
        add.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(add)
        for command in additions:
            menu.addAction(command.words).triggered.connect(command.run)
        add.setMenu(menu)
        find = w.button(_("Filter"), "link", tip=_("Ctrl+F"))
        find.clicked.connect(self.start_filter)
        across.addWidget(self._name)
        across.addWidget(self._kind, 1)
        across.addWidget(self._picker, 1)
        across.addWidget(add)
        across.addWidget(find)
        return head

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read the reviews and the one now picked."""
        self._reviews = register.reviews(self._shell.desk)
        names = tuple((one.review.id, _named(self._shell.desk, one)) for one in self._reviews)
        if len(names) > 1:
            names = ((EVERY, _("All {n} reviews").format(n=len(names))), *names)
        if names != self._names:
            kept = self.review_id()
            self._names = names
            self._picker.clear()
            for review_id, words in names:
                self._picker.addItem(words, review_id)
            at = next((n for n, (review_id, _words) in enumerate(names) if review_id == kept and kept), 0)
            self._picker.setCurrentIndex(at if kept or len(names) < 2 else 1)
        self._read()

    def _read(self) -> None:
        wanted = self.review_id()
        ids = [wanted] if wanted else [one.review.id for one in self._reviews]
        self._shown = [found for one in ids if (found := register.read(self._shell.desk, one)) is not None]
        self._show_name()
        self._show()

    def _show_name(self) -> None:
        several = len(self._reviews) > 1
        self._picker.setVisible(several)
        self._name.setVisible(not several)
        self._kind.setVisible(not several)
        if self._shown and not several:
            review = self._shown[0].review
            self._name.set_words(review.pseudonym or review.title)
            self._kind.set_words(_kind_of(self._shell.desk, review))

    def _show(self) -> None:
        wanted = self.filter.text().casefold().split()
        rows: list[ListRow] = []
        for found in self._shown:
            rows += _rows_of(self._shell.desk, found, wanted, named=len(self._shown) > 1)
        fresh = not self.rows.current()
        self.rows.blockSignals(fresh)
        self.rows.set_rows(rows)
        self.rows.blockSignals(False)
        if fresh and not self.rows.select(first_to_see(self._shown, self._shell)):
            self.rows.chosen.emit(self.rows.current())
        one = self._shown[0].totals() if len(self._shown) == 1 else ("", "")
        self._totals.setText(one[0] or wording_of(self._reviews))
        self._waits.setText(one[1])
        self._waits.setVisible(bool(one[1]))

    # -------------------------------------------------------------- choosing

    def review_id(self) -> str:
        """The review picked; "" for all of them."""
        return str(self._picker.currentData() or EVERY)

    def current_review(self) -> Review | None:
        """Where something added by hand would go: the review of the current row."""
        current = self.rows.current()
        for found in self._shown:
            ids = {
                found.review.id,
                *(a.id for a in found.before),
                *(r.id for r, _actions in found.recommendations),
            }
            if current in ids:
                return found.review
        return self._shown[0].review if self._shown else None

    def show_review_of(self, review_id: str) -> None:
        """Pick the review, unless all are shown."""
        at = self._picker.findData(review_id)
        if at >= 0 and self.review_id() not in (EVERY, review_id):
            self._picker.setCurrentIndex(at)
            self._read()

    def _pick(self, _at: int) -> None:
        self._read()
        self.review_changed.emit()

    def start_filter(self) -> None:
        self._filter_row.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop_filter(self) -> bool:
        """Take the filter away; False where there was none."""
        if not self._filter_row.isVisible():
            return False
        self.filter.clear()
        self._filter_row.hide()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stop_filter():
            return
        super().keyPressEvent(event)


def first_to_see(shown: list[Register], shell: Shell) -> str:
    """The recommendation whose action most needs looking at, else the first."""
    found = [one for each in shown for one in each.recommendations]
    actions = [action for _one, actions in found for action in actions]
    pressing = register.most_pressing(actions, shell.desk.clock.today())
    if pressing is not None and pressing.recommendation_id:
        return pressing.recommendation_id
    return found[0][0].id if found else ""


def wording_of(reviews: list[ReviewCounts]) -> str:
    """What the foot says where all reviews are shown."""
    return _("{reviews} reviews, {recommendations} recommendations, {actions} actions").format(
        reviews=len(reviews),
        recommendations=sum(one.recommendations for one in reviews),
        actions=sum(one.actions for one in reviews),
    )


def _named(desk: Desk, one: ReviewCounts) -> str:
    return f"{one.review.pseudonym or one.review.title} · {_kind_of(desk, one.review)}"


def _kind_of(desk: Desk, review: Review) -> str:
    return vocabularies.said(desk, vocabularies.REVIEW_KIND, review.kind)


def _rows_of(desk: Desk, found: Register, wanted: list[str], *, named: bool) -> list[ListRow]:
    """A review's rows in their groups; with a filter, only those that hold every word."""
    review = found.review
    before = [_action_row(action, desk) for action in found.before]
    recommendations = [_recommendation_row(one, actions, desk) for one, actions in found.recommendations]
    held = {one.id: _held(one, actions) for one, actions in found.recommendations}
    rows: list[ListRow] = []
    about = ListRow(
        id=review.id,
        ref=review.ref,
        title=_("About this review"),
        sub="",
        right=vocabularies.said(desk, vocabularies.REVIEW_STAGE, review.stage),
        strong=False,
    )
    prefix = f"{review.pseudonym or review.title}: " if named else ""
    groups = (
        ("", [about]),
        (_("Before the recommendations"), before),
        (_("Recommendations"), recommendations),
    )
    for heading, group in groups:
        kept = [row for row in group if _passes(row, held.get(row.id, ""), wanted)]
        if heading and kept:
            rows.append(ListRow(heading=prefix + (heading[:1].lower() + heading[1:] if prefix else heading)))
        rows += kept
    return rows


def _passes(row: ListRow, held: str, wanted: list[str]) -> bool:
    words = f"{row.spoken} {held}".casefold()
    return all(word in words for word in wanted)


def _held(recommendation: Recommendation, actions: tuple[Action, ...]) -> str:
    """Words of a recommendation that its row does not show but a filter should find."""
    parts = [recommendation.text, recommendation.themes, recommendation.addressed_to]
    for action in actions:
        parts += [action.ref, action.text, action.owner_role, action.delivery, action.delivery_note]
    return " ".join(parts)


def _action_row(action: Action, desk: Desk) -> ListRow:
    return ListRow(
        id=action.id,
        ref=action.ref,
        title=action.text,
        sub=wording.kind_and_lead(action, vocabularies.word(desk, vocabularies.COMMITMENT, action.kind)),
        chips=(delivery_chip(action, desk),),
        tail=action.delivery_note or ("" if wording.has_owner(action) else _("owner to be confirmed")),
    )


def _recommendation_row(one: Recommendation, actions: tuple[Action, ...], desk: Desk) -> ListRow:
    chips = tuple(
        (state, f"{count} {vocabularies.said(desk, vocabularies.DELIVERY, state)}")
        for state, count in wording.delivery_counts(actions)
    )
    standing = [action for action in actions if action.kind == STANDING]
    if standing:
        chips = (*chips, (paint.PLAIN, _("Standing")))
    return ListRow(
        id=one.id,
        ref=one.ref,
        title=one.title or register.first_words(one.text),
        sub=wording.promises_and_actions(actions),
        chips=chips,
        tail=(standing[0].cadence or standing[0].delivery_note) if standing else "",
    )
