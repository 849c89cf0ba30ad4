"""Did it last? Below a Blue action: the reviews at 6, 12 and 24 months, a line to record the next one, or why none is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.actions import ACTION, UNDERTAKING, Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.dates import long_date
from assurance_desk.services import impact, impact_none, vocabularies
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class ImpactBlock(QWidget):
    """Before an action is Blue only the offer to say that it needs none; a standing commitment has no such review."""

    def __init__(self, shell: Shell, page: str) -> None:
        super().__init__()
        self._shell = shell
        self._action: Action | None = None
        self._next: ImpactReview | None = None
        self._levels = vocabularies.levels(shell.desk)
        column = w.box(gap=6)
        self.setLayout(column)
        self._head = w.section(_("Did it last?"), _("looked at 6, 12 and 24 months after it turned Blue"))
        column.addWidget(self._head)
        self._lines = w.box(gap=4)
        column.addLayout(self._lines)
        column.addWidget(self._make_form(page))
        self.none = w.button(_("It needs no impact review"), "link")
        self.none.clicked.connect(self._ask_why)
        column.addWidget(self.none)
        column.addWidget(self._make_why(page))

    def _make_form(self, page: str) -> QWidget:
        self._form, across = w.panel(across=True, gap=8)
        self.level = combo(_("Level of assurance"), tuple(one.word for one in self._levels), "Reasonable")
        self.found = line(_("What was found"), _("What was found"))
        self._finding = HalfTyped(self._shell, page, self.found, "impact")
        self.found.textChanged.connect(self._ready)
        self.found.returnPressed.connect(self._record)
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._record)
        across.addWidget(self.found, 1)
        across.addWidget(self.level)
        across.addWidget(self.keep)
        return self._form

    def _make_why(self, page: str) -> QWidget:
        self._why, column = w.panel("quiet", margins=(12, 10, 12, 12), gap=6)
        self.reason = line(
            _("Why no review is needed"), _("Why: a one-off that leaves nothing to last, for instance")
        )
        self._reasoning = HalfTyped(self._shell, page, self.reason, "no impact")
        self.reason.textChanged.connect(self._ready)
        row, across = w.panel(across=True, gap=8)
        self.all = w.button(_("It needs none"), "suggested")
        self.all.clicked.connect(self._need_none)
        self.one = w.button("")
        self.one.clicked.connect(self._waive)
        across.addWidget(self.all)
        across.addWidget(self.one)
        across.addStretch()
        column.addWidget(self.reason)
        column.addWidget(row)
        self._why.hide()
        return self._why

    # -------------------------------------------------------------- showing

    def show_action(self, action: Action) -> None:
        fresh = self._action is None or self._action.id != action.id
        self._action = action
        reviews = impact.of_action(self._shell.desk, action.id)
        self.setVisible(bool(reviews) or action.kind in (ACTION, UNDERTAKING))
        if fresh:
            self._reasoning.show_for(action.id)
        ahead = [one for one in reviews if one.held_on is None and not one.waived]
        self._next = ahead[0] if ahead else None
        self._head.setVisible(bool(reviews or action.no_impact))
        self._form.setVisible(self._next is not None)
        self.none.setVisible(bool(ahead) or not (reviews or action.no_impact))
        self._why.setVisible(not self._why.isHidden() and not fresh and self.none.isVisibleTo(self))
        self.one.setVisible(self._next is not None)
        if self._next is not None:
            self._finding.show_for(self._next.id)
            w.set_words(self.keep, _("Record {n} months").format(n=self._next.months))
            w.set_words(self.one, _("Not at {n} months").format(n=self._next.months))
        self._show_lines(action, reviews)
        self._ready()

    def _show_lines(self, action: Action, reviews: list[ImpactReview]) -> None:
        w.clear(self._lines)
        desk = self._shell.desk
        if action.no_impact:
            words = _("It needs no impact review: {why}").format(why=action.no_impact)
            self._lines.addWidget(
                self._line(
                    words, _("It needs them after all"), lambda: impact_none.need_after_all(desk, action)
                )
            )
        for one in reviews:
            if one.waived == action.no_impact and one.waived:
                continue  # said above, for all of them
            self._lines.addWidget(self._review_line(one))

    def _review_line(self, one: ImpactReview) -> QWidget:
        again = _("needed after all") if one.waived else ""
        return self._line(self._said(one), again, lambda: impact_none.needed(self._shell.desk, one))

    def _line(self, words: str, again: str, undo: Callable[[], object]) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        across.addWidget(w.label(words, "small", wrap=True), 1)
        if again:
            button = w.button(again, "link")
            button.clicked.connect(lambda: self._shell.attempt(undo))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.found.text().strip()))
        for button in (self.all, self.one):
            button.setEnabled(bool(self.reason.text().strip()))

    # -------------------------------------------------------------- doing

    def _record(self) -> None:
        review, level, found = self._next, self._levels[self.level.currentIndex()].held, self.found.text()
        if review is not None and found.strip():
            self._finding.done()
            if not self._shell.attempt(lambda: impact.record(self._shell.desk, review, level, found)):
                self.found.setText(found)

    def _ask_why(self) -> None:
        self._why.setVisible(self._why.isHidden())
        if not self._why.isHidden():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _need_none(self) -> None:
        action, reason = self._action, self.reason.text()
        if action is not None:
            self._let_go(lambda: impact_none.need_none(self._shell.desk, action, reason))

    def _waive(self) -> None:
        review, reason = self._next, self.reason.text()
        if review is not None:
            self._let_go(lambda: impact_none.waive(self._shell.desk, review, reason))

    def _let_go(self, work: Callable[[], object]) -> None:
        if self._shell.attempt(work):
            self._reasoning.done()
            self._why.hide()

    def _said(self, one: ImpactReview) -> str:
        if one.waived:
            return _("{n} months: not needed, {why}").format(n=one.months, why=one.waived)
        if one.held_on is None:
            return _("{n} months: due {when}").format(n=one.months, when=one.due.long)
        level = vocabularies.said(self._shell.desk, vocabularies.ASSURANCE, one.level)
        return _("{n} months, {day}: {level}. {found}").format(
            n=one.months, day=long_date(one.held_on), level=level, found=one.found
        )
