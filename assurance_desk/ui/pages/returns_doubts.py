"""What waits for a decision in one return: a row for each doubt, and the way back to the sender for those left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.services import returns
from assurance_desk.services.returns_view import ReturnView
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_ask import AskBlock
from assurance_desk.ui.pages.returns_review import ReviewRow
from assurance_desk.ui.shell import Shell


class Doubts(QWidget):
    """``rows``: a row for each, in the order they stand."""

    def __init__(self, shell: Shell, view: ReturnView) -> None:
        super().__init__()
        self._shell = shell
        self.rows: list[ReviewRow] = []
        column = widgets.box(gap=8)
        self.setLayout(column)
        for review in view.reviews:
            row = ReviewRow(review, self._decide, self._confirm)
            self.rows.append(row)
            column.addWidget(row)
            column.addWidget(widgets.rule())
        self.ask = AskBlock(shell, view)
        column.addWidget(self.ask)

    def _decide(
        self, query_id: str, value: str | None, *, alike: bool = False, no_child: str | None = None
    ) -> None:
        if not alike:
            returns.decide(self._shell.desk, query_id, value, no_child=no_child)
            return
        done = returns.decide_all_same(self._shell.desk, query_id, value, no_child=no_child)
        self._shell.say(
            plural("Decided alike in {n} return", "Decided alike in {n} returns", done), undo=True
        )

    def _confirm(self, query_id: str) -> None:
        done = returns.confirm_sheet(self._shell.desk, query_id)
        self._shell.say(
            _("{done} of that sheet").format(
                done=plural("Confirmed {n} answer", "Confirmed {n} answers", done)
            ),
            undo=True,
        )
