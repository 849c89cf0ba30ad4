"""The plan for publishing a review: its steps in order, edited in place, done one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from assurance_desk.domain import publication as plan_words
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.publication import PublicationStep
from assurance_desk.domain.reviews import Review
from assurance_desk.services import publication
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.pages.register_refusal import Refusal
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel


class PublicationPlan(QWidget):
    """One line where there is no plan or all of it is done; else its steps."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._review: Review | None = None
        self._opened = False
        column = w.box(gap=8, margins=(0, 0, 0, 14))
        self.setLayout(column)
        head, across = w.panel(across=True, gap=12)
        across.addWidget(w.label(_("Publication"), strong=True))
        self.told = w.label("", "small", role="muted", wrap=True)
        across.addWidget(self.told, 1)
        self.begin = w.button(_("Begin the plan"), "link", "plus")
        self.begin.clicked.connect(self._begin)
        self.toggle = w.button("", "link")
        self.toggle.clicked.connect(self._toggle)
        across.addWidget(self.begin)
        across.addWidget(self.toggle)
        column.addWidget(head)
        self.plan = self._make_plan()
        column.addWidget(self.plan)

    def _make_plan(self) -> QWidget:
        plan, column = w.panel(gap=8)
        model = TableModel(_columns(self._shell), self._steps, tables=("publication_step",))
        self.table = DataTable(model, _("Steps to publication"), fitted=True, sortable=False)
        self.table.chosen.connect(lambda _id: self._show_chosen())
        column.addWidget(self.table)
        self.refusal = Refusal(self.table)
        column.addWidget(self.refusal)
        column.addWidget(self._make_verbs())
        column.addWidget(self._make_dates())
        self.form = RecordForm(
            self._shell, "Register", PublicationStep, ("text", "who", "note"),
            save=lambda record, name, typed: publication.edit(self._shell.desk, record, name, typed),
        )  # fmt: skip
        self.form.setMaximumWidth(th.px(640))
        column.addWidget(self.form)
        column.addWidget(self._make_add())
        return plan

    def _make_verbs(self) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        self.done = w.button(_("Done today"), "suggested")
        self.done.clicked.connect(self._done)
        self.earlier, self.later = w.button(_("Move up"), "link"), w.button(_("Move down"), "link")
        self.earlier.clicked.connect(lambda: self._shift(-1))
        self.later.clicked.connect(lambda: self._shift(1))
        self.out = w.button(_("Take it out"), "link")
        self.out.clicked.connect(self._remove)
        for widget in (self.done, self.earlier, self.later, self.out):
            across.addWidget(widget)
        across.addStretch()
        return row

    def _make_dates(self) -> QWidget:
        """Seen only where the day of publication would date the steps otherwise."""
        self.dates, across = w.panel("warn", across=True, margins=(12, 8, 12, 8), gap=12)
        self._dates_said = w.label("", wrap=True)
        self.redate = w.button(_("Date them from it"))
        self.redate.clicked.connect(self._work_back)
        across.addWidget(self._dates_said, 1)
        across.addWidget(self.redate)
        return self.dates

    def _make_add(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.new = line(_("New step"), _("Add a step: what is to be done before it is published"))
        self._half = HalfTyped(self._shell, "Register", self.new, "new step")
        self.add = w.button(_("Add step"))
        self.new.textChanged.connect(lambda words: self.add.setEnabled(bool(words.strip())))
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.add.setEnabled(False)
        across.addWidget(self.new, 1)
        across.addWidget(self.add)
        return row

    # -------------------------------------------------------------- showing

    def _steps(self) -> list[PublicationStep]:
        return publication.steps(self._shell.desk, self._review.id) if self._review else []

    def show_review(self, review: Review) -> None:
        fresh = self._review is None or self._review.id != review.id
        self._review = review
        steps = self._steps()
        if fresh:
            self._opened = plan_words.next_step(steps) is not None
            self.refusal.hide()
        self.told.setText(plan_words.told(steps) if steps else _("no plan yet"))
        self.begin.setVisible(not steps)
        self.toggle.setVisible(bool(steps))
        w.set_words(self.toggle, _("Close the plan") if self._opened else _("Show the plan"))
        self.plan.setVisible(bool(steps) and self._opened)
        chosen = "" if fresh else self.table.current()
        self.table.table.reload()
        ahead = plan_words.next_step(steps)
        if not (chosen and self.table.select(chosen)) and not (ahead and self.table.select(ahead.id)):
            self.table.select_first()
        self._half.show_for(review.id)
        self._show_dates(review)
        self._show_chosen()

    def _show_dates(self, review: Review) -> None:
        moved = len(publication.out_of_step(self._shell.desk, review))
        day = plan_words.published_on(review)
        self.dates.setVisible(bool(moved))
        if moved and day:
            words = plural(
                "Published on {{day}}: {n} step is dated for another day.",
                "Published on {{day}}: {n} steps are dated for another day.",
                moved,
            )
            self._dates_said.setText(words.format(day=long_date(day)))

    def _chosen(self) -> PublicationStep | None:
        found = self.table.current_row()
        return found if isinstance(found, PublicationStep) else None

    def _show_chosen(self) -> None:
        step = self._chosen()
        self.form.setVisible(step is not None)
        self.form.show_record(step)
        for widget in (self.done, self.earlier, self.later, self.out):
            widget.setEnabled(step is not None)
        self.done.setVisible(step is not None and step.done_on is None)

    # -------------------------------------------------------------- doing

    def _toggle(self) -> None:
        self._opened = not self._opened
        if self._review is not None:
            self.show_review(self._review)

    def _begin(self) -> None:
        review = self._review
        if review is not None:
            self._opened = True
            self._shell.attempt(lambda: publication.begin(self._shell.desk, review))

    def _add(self) -> None:
        review, words = self._review, self.new.text()
        if review is None or not words.strip():
            return
        made: list[PublicationStep] = []
        self._shell.attempt(lambda: made.append(publication.add(self._shell.desk, review, words)))
        if made:
            self._half.done()
            self.table.select(made[0].id)

    def _done(self) -> None:
        step = self._chosen()
        if step is not None and self._shell.attempt(lambda: publication.done(self._shell.desk, step)):
            ahead = plan_words.next_step(self._steps())
            if ahead is not None:
                self.table.select(ahead.id)

    def _shift(self, by: int) -> None:
        step = self._chosen()
        if step is not None:
            self._shell.attempt(lambda: publication.shift(self._shell.desk, step, by))

    def _remove(self) -> None:
        step = self._chosen()
        if step is not None:
            self._shell.attempt(lambda: publication.remove(self._shell.desk, step))

    def _work_back(self) -> None:
        review = self._review
        if review is not None:
            self._shell.attempt(lambda: publication.work_back(self._shell.desk, review))


def _columns(shell: Shell) -> list[Column[PublicationStep]]:
    def write(field: str) -> Callable[[PublicationStep, str], object]:
        return lambda step, typed: publication.edit(shell.desk, step, field, typed)

    def late(step: PublicationStep) -> str:
        return plan_words.late(step, shell.desk.clock.today())

    return [
        Column(_("Step"), lambda step: step.text, write=write("text"), more=late),
        Column(_("Who"), lambda step: step.who, 150, write=write("who"), muted=True),
        Column(_("Due"), lambda step: _day(step.due), 104, write=write("due")),
        Column(_("Done on"), lambda step: _day(step.done_on), 104, write=write("done_on")),
    ]


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
