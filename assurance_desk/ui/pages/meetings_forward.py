"""The forward plan on the page: under each coming meeting what it will look at, each line a way to the record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import day_and_date, short_date
from assurance_desk.domain.forward_plan import PlanItem, PlanMeeting
from assurance_desk.services import forward_plan, meeting_papers
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

SHOWN = 60
"""Lines of one meeting shown; the rest is told as a number."""


class ForwardPlan(QWidget):
    """``tables`` in the order of the meetings. Built anew only where the plan changed."""

    def __init__(self, shell: Shell, add_year: Callable[[], object]) -> None:
        super().__init__()
        self._shell, self._add_year = shell, add_year
        self._shown: object = None
        self.tables: list[DataTable] = []
        self.setObjectName("paper")
        self._column = w.box(margins=(12, 16, 12, 24), gap=6)
        self.setLayout(self._column)

    def show_plan(self) -> None:
        plan = forward_plan.plan(self._shell.desk)
        heads = [(self._head(one), self._fact(one)) for one in plan]
        if (plan, heads) == self._shown:
            return
        self._shown = (plan, heads)
        w.clear(self._column)
        self.tables = []
        words = _(
            "What falls due in the twelve months to come, each at the first meeting on or after its day. "
            "Choose a line and press Enter, or click it, to open it."
        )
        self._say(w.label(words, "small", role="muted", wrap=True))
        self._offer_paper(bool(plan))
        for one, (head, fact) in zip(plan, heads, strict=True):
            self._add(one, head, fact)
        if not plan:
            self._say(w.label(_("No meeting is to come, and nothing falls due."), wrap=True))
        if not plan or plan[-1].meeting is None:
            row = w.box(across=True, margins=(12, 8, 12, 0))
            year = w.button(_("Add a year’s meetings"))
            year.clicked.connect(self._add_year)
            row.addWidget(year)
            row.addStretch()
            self._column.addLayout(row)
        self._column.addStretch()

    def _offer_paper(self, some: bool) -> None:
        row = w.box(across=True, margins=(12, 4, 12, 0))
        self.save_button = w.button(_("Save the plan as PDF"), "link", "download")
        self.save_button.clicked.connect(self.save_as_pdf)
        self.save_button.setVisible(some)
        row.addWidget(self.save_button)
        row.addStretch()
        self._column.addLayout(row)

    def save_as_pdf(self) -> None:
        """Set in the worker; the window goes on."""
        paper = forward_plan.gather(self._shell.desk)
        suggested = _("Forward plan {day}.pdf").format(day=paper.day.isoformat())
        path = self._shell.ask_save(_("Save the plan as PDF"), suggested, _("PDF (*.pdf)"))
        if path is None:
            return
        worker = self._shell.child
        self._shell.jobs.run(
            _("Setting the forward plan"),
            lambda progress: forward_plan.save(paper, path, worker, progress),
            lambda _made: self._shell.say(_("Saved as {name}").format(name=path.name)),
        )

    def _add(self, one: PlanMeeting, head: str, fact: str) -> None:
        self._column.addSpacing(th.px(10))
        self._say(w.label(head, strong=True, wrap=True), w.label(fact, "small", role="muted", wrap=True))
        items = [_Line(f"{head} {at}", item) for at, item in enumerate(one.items)]
        if not items:
            return
        columns: list[Column[_Line]] = [
            Column(_("Reference"), lambda row: row.item.ref, 76),
            Column(_("What"), lambda row: row.item.text),
            Column(_("Why then"), lambda row: row.item.why, 380, muted=True),
        ]
        table = DataTable(
            TableModel(columns, lambda: items[:SHOWN]), head, fitted=True, heads=False, sortable=False
        )
        table.clicked.connect(lambda index, table=table: self._go(table.table.row(index.row())))
        table.opened.connect(lambda _id, table=table: self._go(table.current_row()))
        self.tables.append(table)
        self._column.addWidget(table)
        if len(items) > SHOWN:
            more = plural("and {n} more", "and {n} more", len(items) - SHOWN)
            self._say(w.label(more, "small", role="muted"))

    def _say(self, *labels: QWidget) -> None:
        """In line with the words of the tables."""
        holder, inside = w.panel(margins=(12, 0, 12, 0), gap=1)
        for one in labels:
            inside.addWidget(one)
        self._column.addWidget(holder)

    def _go(self, row: _Line | None) -> None:
        if row is not None:
            self._shell.go(row.item.page, row.item.record_id)

    @staticmethod
    def _head(one: PlanMeeting) -> str:
        if one.meeting is None:
            return _("After the last meeting there is")
        return f"{day_and_date(one.meeting.on)}, {one.meeting.forum}"

    def _fact(self, one: PlanMeeting) -> str:
        counted = plural("{n} thing to look at", "{n} things to look at", len(one.items))
        if not one.items:
            counted = _("nothing falls due for it yet")
        if one.meeting is None or one.meeting.papers_due is None:
            return counted
        papers = _("papers due {day}").format(day=short_date(one.meeting.papers_due))
        todo = meeting_papers.counted(meeting_papers.of_meeting(self._shell.desk, one.meeting))
        return "; ".join(part for part in (counted, ", ".join(p for p in (papers, todo) if p)) if part)


class _Line:
    """One item with an id of its own: a record may come to several meetings."""

    def __init__(self, line_id: str, item: PlanItem) -> None:
        self.id, self.item = line_id, item
