"""One organisation's update on its actions: what it told of each, their cell beside what it would become."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services import updates_in, updates_view
from assurance_desk.services.returns_reviews import Review
from assurance_desk.services.updates_view import Told, UpdateRow, UpdateView
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.marks import CellMark, IconMark, Sure
from assurance_desk.ui.pages.returns_next import Stood, go_on, stood
from assurance_desk.ui.pages.returns_review import SURE_WORDS, ReviewRow, stacked
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel


class UpdateReview(ReviewRow):
    """As a doubt about a return; words are shown whole, however long they are."""

    def _reading(self) -> QBoxLayout:
        query, review = self._review.query, self._review
        line = widgets.box(across=True, gap=16)
        where = _("{sheet}, cell {cell}").format(sheet=query.sheet, cell=query.cell) if query.cell else ""
        if updates_view.is_text(query.kind) or not query.cell:
            line.addWidget(_cell(where or _("The file"), query.found), 5)
        else:
            line.addWidget(CellMark(query.sheet, query.cell, " ".join(query.found.split())), 5)
        arrow, inside = widgets.panel(margins=(0, 20, 0, 0))
        inside.addWidget(IconMark("arrow-right"))
        line.addWidget(arrow)
        line.addWidget(
            stacked(
                [widgets.label(_("It would become"), "small", role="muted")], review.reading, strong=True
            ),
            4,
        )
        if review.why:
            how = [
                widgets.label(_("How sure"), "small", role="muted"),
                Sure(query.sure),
                widgets.label(_(SURE_WORDS[query.sure]), "small", strong=True),
            ]
            line.addWidget(stacked(how, review.why[:1].upper() + review.why[1:]), 4)
        return line


def _cell(where: str, words: str) -> QWidget:
    made, column = widgets.panel(gap=2)
    column.addWidget(widgets.label(where, "small", role="muted"))
    framed, inside = widgets.panel("quiet", margins=(9, 5, 9, 6))
    inside.addWidget(widgets.label(words.strip(), wrap=True))
    column.addWidget(framed)
    column.addStretch()
    made.setAccessibleName(f"{where}: {words}")
    return made


class UpdateDetail(QWidget):
    """``shown`` is the update now in view, if it is one."""

    def __init__(self, shell: Shell, open_original: Callable[[ReturnFile], object]) -> None:
        super().__init__()
        self._shell, self._open = shell, open_original
        self.shown: UpdateView | None = None
        self.reviews: list[UpdateReview] = []
        self._column = widgets.box(margins=(12, 14, 12, 24))
        self.setLayout(self._column)

    def show_update(self, copy_id: str) -> bool:
        """False where there is no such update."""
        view = updates_view.of_copy(self._shell.desk, copy_id) if copy_id else None
        same = view is not None and self.shown is not None and view.copy.id == self.shown.copy.id
        typed = self._half_typed() if same else {}
        where = stood(self, self.reviews) if same else Stood(0)
        self.shown, self.reviews = view, []
        widgets.clear(self._column)
        if view is None:
            return False
        self._build(view)
        self._column.addStretch()
        self._type_again(typed)
        go_on(self, [] if typed else self.reviews, where)
        return True

    def _half_typed(self) -> dict[str, str]:
        """What stands in fields that are open: deciding one thing must not lose another."""
        return {
            row.review_id: row.field.currentText() if isinstance(row.field, QComboBox) else row.field.text()
            for row in self.reviews
            if row.entry.isVisibleTo(row)
        }

    def _type_again(self, typed: dict[str, str]) -> None:
        for row in self.reviews:
            if row.review_id in typed:
                row.open_entry()
                if isinstance(row.field, QLineEdit):
                    row.field.setText(typed[row.review_id])
                else:
                    row.field.setCurrentText(typed[row.review_id])

    def _build(self, view: UpdateView) -> None:
        inner, column = widgets.panel(margins=(12, 0, 12, 0), gap=8)
        self._column.addWidget(inner)
        top = widgets.box(across=True, gap=10)
        top.addWidget(widgets.ElidedLabel(f"{view.copy.ref}  {view.copy.name}", "section", strong=True))
        top.addWidget(widgets.ElidedLabel(_("update on actions"), role="muted"), 1)
        column.addLayout(top)
        column.addWidget(widgets.label(_asked(view), role="muted", wrap=True))
        for file in view.files:
            self._file(column, file)
        if view.files:
            counts, inside = widgets.panel("quiet", margins=(16, 8, 16, 9))
            inside.addWidget(widgets.label(view.counts, wrap=True))
            column.addWidget(counts)
        else:
            self._nothing(column, view)
        if view.silent:
            words = _("Nothing is said of {refs}.").format(refs=", ".join(view.silent))
            column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        for review in view.whose:
            self._review(column, review)
        for row in view.rows:
            self._row(column, row)
        for review in view.loose:
            self._review(column, review)
        if view.told:
            self._table(view.told)

    def _file(self, column: QBoxLayout, file: ReturnFile) -> None:
        line = widgets.box(across=True, gap=8)
        open_it = widgets.button(file.name, "link", "file-spreadsheet", _("Open a copy of the original"))
        open_it.clicked.connect(lambda: self._open(file))
        line.addWidget(open_it)
        if file.received_on:
            came = _("came {day}").format(day=long_date(file.received_on))
            line.addWidget(widgets.label(came, "small", role="muted"))
        line.addStretch()
        column.addLayout(line)
        if file.message:
            column.addWidget(widgets.label(file.message.rstrip(".") + ".", "small", role="warn", wrap=True))

    def _nothing(self, column: QBoxLayout, view: UpdateView) -> None:
        words = _("Nothing has come yet. Drop their workbook here when it comes.")
        if view.newer:
            words = _("Nothing came, and they were asked again since.")
        column.addWidget(widgets.para(words, role="muted"))
        if view.contacts:
            words = _("Write to: {contacts}").format(contacts="; ".join(view.contacts))
            column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        line = widgets.box(across=True, gap=12)
        remind = widgets.button(_("Copy a reminder"), "", "mail")
        remind.clicked.connect(self.copy_reminder)
        line.addWidget(remind)
        line.addStretch()
        column.addLayout(line)

    def copy_reminder(self) -> None:
        if self.shown is not None:
            QGuiApplication.clipboard().setText(updates_view.reminder(self._shell.desk, self.shown))
            self._shell.say(_("A reminder to {name} is on the clipboard").format(name=self.shown.copy.name))

    def _row(self, column: QBoxLayout, row: UpdateRow) -> None:
        column.addSpacing(th.px(8))
        top = widgets.box(across=True, gap=10)
        go = widgets.button(row.ref, "link", "milestone", _("Go to the action"))
        go.clicked.connect(lambda: self._shell.go("Actions", row.action_id))
        top.addWidget(go)
        top.addWidget(widgets.label(row.text, strong=True, wrap=True), 1)
        top.addWidget(widgets.label(row.stands, "small", role="muted"))
        column.addLayout(top)
        if row.ready > 1 and not self._shell.desk.read_only:
            words = plural("Take in {n} answer on {{ref}}", "Take in {n} answers on {{ref}}", row.ready)
            both = widgets.button(words.replace("{ref}", row.ref), "suggested", "check")
            both.clicked.connect(lambda: self.take_in(row.line_id))
            line = widgets.box(across=True)
            line.addWidget(both)
            line.addStretch()
            column.addLayout(line)
        for review in row.reviews:
            self._review(column, review)

    def _review(self, column: QBoxLayout, review: Review) -> None:
        made = UpdateReview(review, lambda item, value: updates_in.decide(self._shell.desk, item, value))
        made.setEnabled(not self._shell.desk.read_only)
        self.reviews.append(made)
        column.addWidget(made)
        column.addWidget(widgets.rule())

    def take_in(self, line_id: str = "") -> None:
        """All that is sure of it, or of one action."""
        view = self.shown
        if view is not None:
            self._shell.attempt(lambda: updates_in.take_in(self._shell.desk, view.staged, line_id))

    def _table(self, told: tuple[Told, ...]) -> None:
        title = _("What became of the rest")
        head, column = widgets.panel(margins=(12, 16, 12, 4))
        column.addWidget(widgets.section(title, str(len(told))))
        self._column.addWidget(head)
        table = DataTable(TableModel(_columns(), lambda: told), title, fitted=True, row=th.ROW_CLOSE)
        self._column.addWidget(table)


def _asked(view: UpdateView) -> str:
    day = long_date(view.request.asked_on)
    by = long_date(view.request.due_on) if view.request.due_on else ""
    words = _("{ref}, asked {day}, due {by}") if by else _("{ref}, asked {day}")
    late = _(", came late") if view.late else ""
    return words.format(ref=view.request.ref, day=day, by=by) + late


def _columns() -> tuple[Column[Told], ...]:
    return (
        Column(_("Action"), lambda line: line.ref, 84, muted=True),
        Column(_("What was asked"), lambda line: line.what, 190),
        Column(_("Theirs"), lambda line: " ".join(line.found.split()), 0),
        Column(_("What became of it"), lambda line: line.became, 200, strong=lambda _line: True),
        Column(_("Where it stood"), lambda line: line.source, 110, muted=True),
    )
