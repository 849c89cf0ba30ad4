"""One recommendation whole: verbatim words, linked response, its actions, assurance and evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.actions import ACTION, Action
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import records, register, vocabularies
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.register_about import AboutRecommendation
from assurance_desk.ui.pages.register_action import ActionPanel
from assurance_desk.ui.pages.register_add import AddLine
from assurance_desk.ui.pages.register_assurance import AssuranceBlock, OpinionBlock
from assurance_desk.ui.pages.register_blocks import EvidenceBlock
from assurance_desk.ui.pages.register_columns import ActionModel, action_columns
from assurance_desk.ui.pages.register_embargo import EmbargoLine
from assurance_desk.ui.pages.register_layout import Pair
from assurance_desk.ui.pages.register_linked import LinkedText
from assurance_desk.ui.pages.register_marked import MarkedWords
from assurance_desk.ui.pages.register_passages import Passages
from assurance_desk.ui.pages.register_refusal import Refusal
from assurance_desk.ui.pages.register_response import ResponseBlocks
from assurance_desk.ui.shell import Shell

SIDE = 12
"""Tables bleed this much left and right, so that their words keep the page's margin."""


class RecommendationDetail(QWidget):
    """``action_chosen(id)`` when another action is selected, in the table or in the response's words.

    ``action_made(id)`` when marked words became one.
    """

    action_chosen = Signal(str)
    action_made = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._composing = False
        self.detail: Detail | None = None
        self._followed: list[LinkedText] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(SIDE), th.px(16), th.px(SIDE), th.px(24))
        outer.setSpacing(0)
        held, above = w.panel(margins=(SIDE, 0, SIDE, 0))
        self.embargo = EmbargoLine(shell)
        above.addWidget(self.embargo)
        outer.addWidget(held)
        outer.addWidget(self._make_head())
        outer.addSpacing(th.px(10))
        outer.addWidget(self._make_words())
        outer.addSpacing(th.px(10))
        self.table = self._make_table()
        self.passages.chosen.connect(self.table.select)
        outer.addWidget(self.table)
        self.refusal = Refusal(self.table)
        outer.addWidget(self.refusal)
        self.add = AddLine(shell, "Register", (SIDE, 8, SIDE, 0))
        self.add.asked.connect(self._keep_new)
        outer.addWidget(self.add)
        outer.addSpacing(th.px(16))
        self.assurance, self.evidence = AssuranceBlock(shell), EvidenceBlock(shell)
        self.opinion = OpinionBlock(shell)
        for block in (self.assurance, self.opinion):
            block.set_subject(self._subject)
        self.evidence.set_action(self.action)
        outer.addWidget(self._make_lower())
        self.panel = ActionPanel(shell)
        outer.addWidget(self.panel)
        self.about = AboutRecommendation(shell)
        outer.addWidget(self.about)
        outer.addStretch()

    # -------------------------------------------------------------- building

    def _make_head(self) -> QWidget:
        head, across = w.panel(across=True, margins=(SIDE, 0, SIDE, 0), gap=12)
        self._ref = w.label("", "section", strong=True)
        self._title = w.label("", "section", strong=True, wrap=True)
        self._acceptance = w.ElidedLabel("", "small", role="muted")
        across.addWidget(self._ref, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._title, 1)
        across.addWidget(self._acceptance, 0, Qt.AlignmentFlag.AlignVCenter)
        made, column = w.panel(gap=2)
        self.counts = w.label("", "small", role="muted", wrap=True)
        counted, beneath = w.panel(margins=(SIDE, 0, SIDE, 0))
        beneath.addWidget(self.counts)
        column.addWidget(head)
        column.addWidget(counted)
        return made

    def _make_words(self) -> QWidget:
        words, column = w.panel(margins=(SIDE, 0, SIDE, 0))
        self.passages = Passages()
        column.addWidget(self.passages)
        self.marked = MarkedWords(self._shell)
        self.marked.set_action(self.action)
        self.marked.kept.connect(self.action_made)
        column.addWidget(self.marked)
        self.responses = ResponseBlocks(self._shell)
        column.addSpacing(th.px(6))
        column.addWidget(self.responses)
        return words

    def _make_table(self) -> DataTable:
        desk = self._shell.desk
        columns = action_columns(desk, lambda action: action)
        model: ActionModel[Action] = ActionModel(desk, columns, self._actions, lambda action: action)
        table = DataTable(model, _("Actions"), fitted=True)
        table.chosen.connect(self._choose)
        table.opened.connect(lambda _id: self.panel.start())
        return table

    def _make_lower(self) -> QWidget:
        parts, margins = (4, 8), (SIDE, 0, 0, 0)
        right, column = w.panel(gap=14)
        column.addWidget(self.evidence)
        apart, inside = w.panel(margins=(12, 0, 12, 0))  # a table's words stand as far in
        inside.addWidget(self.opinion)
        column.addWidget(apart)
        return Pair(self.assurance, right, parts=parts, margins=margins, gap=12, least=620)

    # -------------------------------------------------------------- showing

    def _actions(self) -> tuple[Action, ...]:
        return self.detail.actions if self.detail else ()

    def show_detail(self, detail: Detail, chosen: str = "") -> None:
        """Show it; ``chosen`` is the action to select, else the one selected stays, else the first."""
        fresh = self.detail is None or self.detail.id != detail.id
        pressing = register.most_pressing(detail.actions, self._shell.desk.clock.today())
        wanted = chosen or ("" if fresh else self.table.current()) or (pressing.id if pressing else "")
        self.detail = detail
        self.embargo.show_review(detail.review)
        self._ref.setText(detail.ref)
        self._title.setText(detail.title)
        self._acceptance.set_words(
            _("Acceptance: {words}").format(words=self._said(detail.acceptance)) if detail.acceptance else ""
        )
        self.counts.setText(wording.counts(detail.worded))
        self.counts.setVisible(detail.recommendation is not None)
        self.add.setVisible(detail.recommendation is not None)
        self.add.show_for(detail.id)
        self._show_words(detail)
        self.responses.show_detail(detail)
        if fresh:
            self.refusal.hide()
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rootIndex())
        self._composing = True  # the action is shown once, at the end, not with every move of the selection
        self.table.table.reload()
        self.table.setVisible(bool(detail.actions))  # headings over nothing say nothing
        if not (wanted and self.table.select(wanted)):
            self.table.select_first()
        self._composing = False
        self.assurance.show_detail(detail)
        self.opinion.show_detail(detail)
        self.evidence.show_detail(detail)
        self.about.show_detail(detail)
        self._show_action()

    def _said(self, acceptance: str) -> str:
        return vocabularies.said(self._shell.desk, vocabularies.ACCEPTANCE, acceptance)

    def refresh(self, changes: Changes | None) -> bool:
        """Read again; False where the recommendation is gone."""
        if self.detail is None:
            return False
        detail = register.detail(self._shell.desk, self.detail.id)
        if detail is None:
            return False
        self.show_detail(detail)
        return True

    def _show_words(self, detail: Detail) -> None:
        self.marked.about(detail.review, detail.recommendation)
        for text in self.passages.show_detail(detail):
            if text not in self._followed:
                self._followed.append(text)
                self.marked.follow(text)
        self.marked.refresh()

    # -------------------------------------------------------------- choosing

    def action(self) -> Action | None:
        """The selected action."""
        found = self.table.current_row()
        return found if isinstance(found, Action) else None

    def _subject(self) -> Recommendation | Action | None:
        """What a judgement is on: the recommendation, or the undertaking that has none."""
        return (self.detail.recommendation if self.detail else None) or self.action()

    def _choose(self, action_id: str) -> None:
        if not self._composing:
            self._show_action()
        self.action_chosen.emit(action_id)

    def _show_action(self) -> None:
        action = self.action()
        for text in self.passages.texts():
            text.choose(action.id if action else "")
        self.panel.show_action(action)
        self.evidence.name_action()

    # -------------------------------------------------------------- keeping

    def _keep_new(self, text: str) -> None:
        detail = self.detail
        if detail is None:
            return
        made: list[Action] = []
        self._shell.attempt(
            lambda: made.append(
                records.add_action(
                    self._shell.desk, detail.review, text, recommendation=detail.recommendation, kind=ACTION
                )
            )
        )
        if made:
            self.add.done()
            self.table.select(made[0].id)
