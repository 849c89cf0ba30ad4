"""An online form's answers before they come in: which column answers what, whose each line is, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.domain.form_export import LEAVE_OUT, WHOSE, FormTable, targets_of
from assurance_desk.domain.form_rows import FormRow
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.progress import Progress
from assurance_desk.services import form_export, returns
from assurance_desk.services.returns_tray import TrayFile
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.returns_review import ButtonRow
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

READ_AFTER = 250
"""Milliseconds after a column was mapped at which the lines are read anew."""
EXAMPLE = 80


@dataclass(frozen=True, slots=True)
class MapLine:
    """One column of the form. ``id`` is its number from 0."""

    id: str
    head: str
    example: str
    target: str


@dataclass(frozen=True, slots=True)
class LooseLine:
    """One line that says of nobody we asked whose it is, or only nearly. ``whose``: the return it is put with, in words."""

    id: str
    row: int
    said: str
    whose: str


class FormView(QWidget):
    """``put(files)`` is told what came into the tray; ``left()`` that the officer went back without."""

    def __init__(
        self,
        shell: Shell,
        asked: Questionnaire,
        table: FormTable,
        put: Callable[[list[TrayFile]], object],
        left: Callable[[], object],
    ) -> None:
        super().__init__()
        self._shell, self.asked, self.table, self._put, self._left = shell, asked, table, put, left
        self.words = {one.key: one.words for one in targets_of(asked)}
        self.targets = list(form_export.suggested(shell.desk, asked, table))
        self.returns = form_export.expected_returns(shell.desk, asked)
        self._names = {f"{one.ref} {one.name}": one.id for one in self.returns}
        self.lines: tuple[FormRow, ...] = ()
        self._chosen: dict[int, str] = {}
        column = widgets.box()
        self.setLayout(column)
        column.addWidget(self._top())
        inner, inside = widgets.panel("paper", margins=(24, 8, 24, 24), gap=12)
        self._mapping(inside)
        self._loose(inside)
        inside.addStretch()
        column.addWidget(widgets.scroll(inner), 1)
        self._soon = QTimer(self, singleShot=True, interval=READ_AFTER)
        self._soon.timeout.connect(self.read)
        self._tell()

    def _top(self) -> QWidget:
        top, column = widgets.panel("paper", margins=(24, 12, 24, 8), gap=6)
        column.addWidget(widgets.ElidedLabel(self.table.name, "section", strong=True))
        self.told = widgets.label("", role="muted", wrap=True)
        column.addWidget(self.told)
        self.take = widgets.button("", "primary")
        self.take.clicked.connect(self.put)
        leave = widgets.button(_("Leave it out"))
        leave.clicked.connect(lambda _on=False: self._left())
        column.addWidget(ButtonRow([self.take, leave]))
        return top

    def _mapping(self, column: QBoxLayout) -> None:
        column.addWidget(
            widgets.section(_("Which column answers what"), _("change it with F2 or a double click"))
        )
        heads: tuple[Column[MapLine], ...] = (
            Column(_("Their column"), lambda line: line.head, 0),
            Column(_("For example"), lambda line: line.example, 220, muted=True, gives=1),
            Column(
                _("Goes to"), lambda line: line.target, 420, write=self._map,
                choices=tuple(self.words.values()), strong=lambda line: line.target != self.words[LEAVE_OUT],
            ),
        )  # fmt: skip
        self.map_model: TableModel[MapLine] = TableModel(heads, self._map_lines)
        self.map_model.refused.connect(lambda _id, _column, _typed, sentence: self._shell.refuse(sentence))
        self.map_table = DataTable(self.map_model, _("Columns of the form"), fitted=True, sortable=False)
        column.addWidget(self.map_table)

    def _loose(self, column: QBoxLayout) -> None:
        self.loose_head = widgets.section(_("Lines that do not say surely whose they are"))
        column.addWidget(self.loose_head)
        heads: tuple[Column[LooseLine], ...] = (
            Column(_("Line"), lambda line: str(line.row), 56, muted=True),
            Column(_("It says"), lambda line: line.said or _("nothing"), 0),
            Column(
                _("It is from"), lambda line: line.whose, 420, write=self._say_whose,
                choices=(self.words[LEAVE_OUT], *self._names),
            ),
        )  # fmt: skip
        self.loose_model: TableModel[LooseLine] = TableModel(heads, self._loose_lines)
        self.loose_table = DataTable(
            self.loose_model, _("Lines of nobody we asked"), fitted=True, sortable=False
        )
        column.addWidget(self.loose_table)

    # ------------------------------------------------------------ what it shows

    def _map_lines(self) -> list[MapLine]:
        return [
            MapLine(
                str(at), head or _("Column {n}").format(n=at + 1), self._example(at), self.words.get(key, key)
            )
            for at, (head, key) in enumerate(zip(self.table.head, self.targets, strict=True))
        ]

    def _example(self, at: int) -> str:
        found = next((row[at] for row in self.table.rows if row[at]), "")
        plain = " ".join(found.split())
        return plain if len(plain) <= EXAMPLE else plain[: EXAMPLE - 1] + "…"

    def _loose_lines(self) -> list[LooseLine]:
        return [
            LooseLine(str(line.row), line.row, line.said, self._whose_words(line))
            for line in self.lines
            if line.sure < 3 or line.row in self._chosen
        ]

    def _whose_words(self, line: FormRow) -> str:
        return f"{line.whose.ref} {line.whose.name}" if line.whose else self.words[LEAVE_OUT]

    def _tell(self) -> None:
        counted = form_export.count(self.lines)
        ready = counted.tied + counted.near
        if WHOSE not in self.targets:
            words = _(
                "Say first which column tells whose each line is: a return code, a reference or the organisation’s name."
            )
        elif not self.lines:
            words = _("Reading the lines…")
        else:
            used = sum(key != LEAVE_OUT for key in self.targets)
            columns = plural("{n} column of {{all}} is used", "{n} columns of {{all}} are used", used)
            words = f"{counted.told}. {columns.replace('{all}', str(len(self.targets)))}."
        self.told.setText(words)
        widgets.set_words(
            self.take, plural("Put {n} return in the tray", "Put {n} returns in the tray", ready)
        )
        self.take.setEnabled(ready > 0)
        loose = bool(self._loose_lines())
        self.loose_head.setVisible(loose)
        self.loose_table.setVisible(loose)

    # ------------------------------------------------------------ what is done

    def _map(self, line: MapLine, typed: str) -> None:
        key = next((key for key, words in self.words.items() if words == typed), LEAVE_OUT)
        at = int(line.id)
        if key != LEAVE_OUT:
            self.targets = [LEAVE_OUT if one == key else one for one in self.targets]
        self.targets[at] = key
        self.map_model.reload()
        self._soon.start()

    def _say_whose(self, line: LooseLine, typed: str) -> None:
        self._chosen[line.row] = self._names.get(typed, "")
        self._apply_chosen()

    def _apply_chosen(self) -> None:
        self.lines = tuple(map(self._as_chosen, self.lines))
        self.loose_model.reload()
        self._tell()

    def _as_chosen(self, line: FormRow) -> FormRow:
        if line.row not in self._chosen:
            return line
        whose = self._chosen[line.row]
        return form_export.assign(self._shell.desk, line, whose) if whose else form_export.left_out(line)

    def read(self) -> None:
        """Every line anew, in the worker."""
        self._soon.stop()
        if WHOSE not in self.targets:
            self.lines = ()
            self._apply_chosen()
            return
        desk, child, targets = self._shell.desk, self._shell.child, tuple(self.targets)
        packed = returns.expected(desk)
        today = desk.clock.today()

        def work(progress: Progress) -> tuple[FormRow, ...]:
            lines: tuple[FormRow, ...] = child.run(
                "read form lines",
                self.table,
                targets,
                self.asked,
                self.returns,
                today,
                packed,
                progress=progress,
            )
            return lines

        def done(lines: tuple[FormRow, ...]) -> None:
            if targets == tuple(self.targets):
                self.lines = lines
                self._apply_chosen()

        self._shell.jobs.run(_("Reading the lines of {name}").format(name=self.table.name), work, done)

    def put(self) -> None:
        def keep() -> None:
            made = form_export.put(self._shell.desk, self.asked, self.table, self.targets, self.lines)
            self._put(made)

        self._shell.attempt(keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._left()
            return
        super().keyPressEvent(event)
