"""One recommendation whole: verbatim words, linked response, its actions, assurance and evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.actions import ACTION, Action
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import PUBLISHED, Response
from assurance_desk.services import records, register
from assurance_desk.services.register import Detail
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.register_about import AboutRecommendation
from assurance_desk.ui.pages.register_action import ActionPanel
from assurance_desk.ui.pages.register_add import AddLine
from assurance_desk.ui.pages.register_blocks import AssuranceBlock, EvidenceBlock
from assurance_desk.ui.pages.register_columns import ActionModel, action_columns
from assurance_desk.ui.pages.register_layout import Pair
from assurance_desk.ui.pages.register_linked import LinkedText
from assurance_desk.ui.pages.register_marked import MarkedWords
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
        self.detail: Detail | None = None
        self._texts: list[LinkedText] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(SIDE), th.px(16), th.px(SIDE), th.px(24))
        outer.setSpacing(0)
        outer.addWidget(self._make_head())
        outer.addSpacing(th.px(12))
        words, self._words = w.panel(margins=(SIDE, 0, SIDE, 0))
        outer.addWidget(words)
        marked, beside = w.panel(margins=(SIDE, 0, SIDE, 0))
        self.marked = MarkedWords(shell)
        self.marked.kept.connect(self.action_made)
        beside.addWidget(self.marked)
        self.responses = ResponseBlocks(shell)
        beside.addSpacing(th.px(6))
        beside.addWidget(self.responses)
        outer.addWidget(marked)
        outer.addSpacing(th.px(10))
        self.table = self._make_table()
        outer.addWidget(self.table)
        self.refusal = Refusal(self.table)
        outer.addWidget(self.refusal)
        self.add = AddLine(shell, "Register", (SIDE, 8, SIDE, 0))
        self.add.asked.connect(self._keep_new)
        outer.addWidget(self.add)
        outer.addSpacing(th.px(16))
        self.assurance, self.evidence = AssuranceBlock(shell), EvidenceBlock(shell)
        self.assurance.set_subject(self._subject)
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
        return head

    def _make_table(self) -> DataTable:
        desk = self._shell.desk
        columns = action_columns(desk, lambda action: action)
        model: ActionModel[Action] = ActionModel(desk, columns, self._actions, lambda action: action)
        table = DataTable(model, _("Actions"), fitted=True)
        table.chosen.connect(self._choose)
        table.opened.connect(lambda _id: self.panel.start())
        return table

    def _make_lower(self) -> QWidget:
        parts, margins = (3, 7), (SIDE, 0, 0, 0)
        return Pair(self.assurance, self.evidence, parts=parts, margins=margins, gap=12, least=620)

    # -------------------------------------------------------------- showing

    def _actions(self) -> tuple[Action, ...]:
        return self.detail.actions if self.detail else ()

    def show_detail(self, detail: Detail, chosen: str = "") -> None:
        """Show it; ``chosen`` is the action to select, else the one selected stays, else the first."""
        fresh = self.detail is None or self.detail.id != detail.id
        pressing = register.most_pressing(detail.actions, self._shell.desk.clock.today())
        wanted = chosen or ("" if fresh else self.table.current()) or (pressing.id if pressing else "")
        self.detail = detail
        self._ref.setText(detail.ref)
        self._title.setText(detail.title)
        self._acceptance.set_words(
            _("Acceptance: {words}").format(words=detail.acceptance) if detail.acceptance else ""
        )
        self.add.setVisible(detail.recommendation is not None)
        self.add.show_for(detail.id)
        self._show_words(detail)
        self.responses.show_detail(detail)
        if fresh:
            self.refusal.hide()
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rootIndex())
        self.table.table.reload()
        self.table.setVisible(bool(detail.actions))  # headings over nothing say nothing
        if not (wanted and self.table.select(wanted)):
            self.table.select_first()
        self.assurance.show_detail(detail)
        self.evidence.show_detail(detail)
        self.about.show_detail(detail)
        self._show_action()

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
        w.clear(self._words)
        self._texts = []
        self.marked.about(detail.review, detail.recommendation)
        recommendation = detail.recommendation
        if recommendation is None:
            source, heading = detail.review.context, _("Before the recommendations")
            self._passage(heading, self._linked_words(source, detail.actions), source, detail)
            return
        self._passage(_("Recommendation"), _("as published"), recommendation.text, detail, link=False)
        for answer in detail.responses:
            self._words.addSpacing(th.px(14))
            text = wording.without_emphasis(answer.text)
            how = as_it_stands(answer)
            self._passage(heading_of(answer), self._linked_words(text, detail.actions, how), text, detail)
        if not detail.responses:
            self._words.addSpacing(th.px(14))
            self._words.addWidget(w.section(_("Response"), _("none was published with it")))

    def _passage(self, heading: str, more: str, text: str, detail: Detail, *, link: bool = True) -> None:
        if not text.strip():
            return
        self._words.addWidget(w.section(heading, more))
        self._words.addSpacing(th.px(5))
        passage = LinkedText(f"{heading}, {more}")
        links = wording.links_in(text, detail.actions) if link else ()
        passage.show_words(text, links, {action.id: action.ref for action in detail.actions})
        if link:
            passage.chosen.connect(self.table.select)
            self.marked.follow(passage)
            self._texts.append(passage)
        self._words.addWidget(passage)

    @staticmethod
    def _linked_words(text: str, actions: tuple[Action, ...], how: str = "") -> str:
        how = how or _("as published")
        promised = [action for action in actions if action.words]
        linked = sum(len(link.action_ids) for link in wording.links_in(text, promised))
        if not promised:
            return _("{how}: mark words to make an action of them").format(how=how)
        found = plural("{n} promise found", "{n} promises found", len(promised))
        where = _("all linked") if linked == len(promised) else _("{n} linked").format(n=linked)
        return _("{how}: {found}, {where}").format(how=how, found=found, where=where)

    # -------------------------------------------------------------- choosing

    def action(self) -> Action | None:
        """The selected action."""
        found = self.table.current_row()
        return found if isinstance(found, Action) else None

    def _subject(self) -> Recommendation | Action | None:
        """What a judgement is on: the recommendation, or the undertaking that has none."""
        return (self.detail.recommendation if self.detail else None) or self.action()

    def _choose(self, action_id: str) -> None:
        for text in self._texts:
            text.choose(action_id)
        self._show_action()
        self.action_chosen.emit(action_id)

    def _show_action(self) -> None:
        action = self.action()
        for text in self._texts:
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


def as_it_stands(answer: Response) -> str:
    """Such as: as published; version 2, draft."""
    if answer.status == PUBLISHED:
        return _("as published")
    return _("version {n}, {status}").format(n=answer.version, status=_(answer.status))


def heading_of(answer: Response) -> str:
    """The response's own heading, not shouted."""
    heading = answer.heading or _("Response")
    return heading.capitalize() if heading.isupper() or heading.istitle() else heading
