"""Writes one section's sheet: its words, its cells to fill, and the marks by which answers are found again."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import CellRule
from assurance_desk.domain.sheet_layout import (
    ASKED_COLUMN,
    BESIDE,
    CARRIED_COLUMN,
    DONE_COLUMN,
    FIRST_CELL,
    LABEL_COLUMN,
    LINE_DONE_COLUMN,
    MARK_COLUMN,
    MARK_HEAD,
    REF_COLUMN,
    SHOWN_COLUMN,
    STATUS_HEAD,
    STILL,
    Cell,
    Row,
    Sheet,
    is_wide,
    mark,
    name_of,
)
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean
from assurance_desk.excel.questionnaire_book import COVER, Book, PersonalValue
from assurance_desk.excel.questionnaire_carried import beside, last_time
from assurance_desk.excel.questionnaire_flags import flag, validate
from assurance_desk.excel.questionnaire_page import set_breaks, set_page
from assurance_desk.excel.questionnaire_progress import (
    asked,
    asked_here,
    counts,
    is_carried,
    line_done,
    progress_line,
    question_done,
    shown,
    still,
)
from assurance_desk.excel.questionnaire_rules import number_format
from assurance_desk.texts import _

HIDDEN = {MARK_COLUMN: MARK_HEAD, ASKED_COLUMN: "Asked", DONE_COLUMN: "Done", LINE_DONE_COLUMN: "Line done"}

TALLEST = 400.0


class GrowingRow(RowDimension):
    """A height to start from; without customHeight, Excel and LibreOffice grow the row as people type."""

    @property
    def customHeight(self) -> bool:
        return False


def write_section(book: Book, plan: Sheet, next_tab: str) -> None:
    """``next_tab``: the sheet to go on to, "" on the last."""
    _Section(book, plan).write(next_tab)


class _Section:
    def __init__(self, book: Book, plan: Sheet) -> None:
        self.book, self.plan = book, plan
        self.ws: Worksheet = book.wb.create_sheet(plan.section.tab)
        self.last = plan.status
        self.hidden = HIDDEN | ({SHOWN_COLUMN: "Shown"} if plan.conditions else {})
        self.hidden |= {CARRIED_COLUMN: "Carried"} if plan.still else {}

    def write(self, next_tab: str) -> None:
        self._columns()
        self._top(next_tab)
        for row in self.plan.rows:
            self._row(row)
        self._regions()
        self.book.identity(self.ws, self.plan.foot_row)
        validate(self.ws, self.plan, self.book.lists)
        flag(self.ws, self.plan)
        pages = set_breaks(self.ws, self.plan)
        ws: Any = self.ws
        ws.freeze_panes = f"A{self.plan.freeze_row}"
        ws.sheet_properties.tabColor = s.TAB
        set_page(self.ws, self.book.questionnaire, f"A1:{letter(self.last)}{self.plan.foot_row}")
        ws.page_setup.fitToHeight = pages
        ws.print_title_rows = f"1:{self.plan.head_row or 2}"
        ws.sheet_view.selection[0].activeCell = ws.sheet_view.selection[0].sqref = "A1"

    def _columns(self) -> None:
        for column, width in self.plan.widths.items():
            self.ws.column_dimensions[letter(column)].width = width
        self.ws.column_dimensions[letter(self.plan.strut)].width = 1
        for column in self.hidden:
            self.ws.column_dimensions[letter(column)].hidden = True

    def _top(self, next_tab: str) -> None:
        ws, section = self.ws, self.plan.section
        title = self.book.text(ws, 1, 1, f"{section.letter}  {section.title}")
        title.font, title.alignment = s.font(18, bold=True, color=s.ACCENT), s.MIDDLE_LINE
        ws.row_dimensions[1].height = 32
        line = self.book.live(ws, 2, 1, lambda to: progress_line(self.plan, to))
        line.font, line.alignment = s.font(10, bold=True, color=s.MUTED), s.PLAIN
        self._links(next_tab)
        for number, words in enumerate(self.plan.intro, 3):
            cell = self.book.text(ws, number, 1, words)
            cell.font, cell.alignment = s.font(10), s.PLAIN
            ws.row_dimensions[number].height = 15.5 if number < 2 + len(self.plan.intro) else 21
        if self.plan.head_row:
            self._heads(self.plan.head_row, self.plan.heads, accent=True)
        for column, words in self.hidden.items():
            self.book.text(ws, 1, column, words)

    def _links(self, next_tab: str) -> None:
        """Right of the progress line, where they do not cut it off."""
        self.ws.row_dimensions[2].height = 20
        room, column = 0.0, 1
        needed = 40 if any(counts(self.plan, row) for row in self.plan.rows) else 0
        while (room < needed or column < FIRST_CELL) and column < self.last:
            room += self.plan.widths[column]
            column += 1
        back = self._link(column, _("Back to cover"), COVER)
        if next_tab:
            wide = self.plan.widths.get(column, 10) * 7 >= m.text_px(back, 10) + 8
            self._link(column + (1 if wide else 2), _("Next: {tab}").format(tab=next_tab), next_tab)

    def _link(self, column: int, words: str, tab: str) -> str:
        cell = self.book.text(self.ws, 2, column, words)
        link_to(cell, tab)
        cell.font, cell.alignment = s.font(10, color=s.ACCENT, underline=True), s.PLAIN
        return words

    def _heads(self, number: int, titles: dict[int, str], *, accent: bool = False) -> None:
        lines = 1
        for column in range(1, self.last + 1):
            title = titles.get(column, "")
            cell = self.book.text(self.ws, number, column, title)
            cell.font, cell.fill = s.font(10, bold=True), s.fill(s.HEAD)
            cell.border = s.ACCENT_BELOW if accent else s.EDGE_BELOW
            cell.alignment = s.head(indented=column > LABEL_COLUMN)
            indent = int(column > LABEL_COLUMN)
            lines = max(lines, m.lines_needed(title, self.plan.widths[column], 10, bold=True, indent=indent))
        self.ws.row_dimensions[number].height = m.height_pt(lines, 10) + 10

    def _row(self, row: Row) -> None:
        match row.kind:
            case "heading":
                self._heading(row)
            case "question":
                self._question(row)
            case "table":
                self._table(row)
            case "hint":
                self._hint(row)
            case "head":
                titles = dict(row.heads)
                if not self.plan.head_row and any(counts(self.plan, one) for one in self.plan.rows):
                    titles[self.last] = STATUS_HEAD
                self._heads(row.number, titles)
            case _:
                self._line(row)

    def _heading(self, row: Row) -> None:
        cell = self.book.text(self.ws, row.number, 1, row.label)
        cell.font, cell.alignment = s.font(13, bold=True, color=s.ACCENT), s.RUN_ON
        self.ws.row_dimensions[row.number].height = 30

    def _label(self, row: Row, hint: str) -> SheetCell:
        """The question in bold, its hint under it."""
        ref = self.book.text(self.ws, row.number, REF_COLUMN, row.question.ref)
        ref.font = s.font(10, bold=True, color=s.ACCENT)
        for column in range(1, self.last + 1):
            cell = self.ws.cell(row.number, column)
            cell.border, cell.alignment = s.RULE_ABOVE, s.MIDDLE
        cell = self.book.text(self.ws, row.number, LABEL_COLUMN, row.question.text)
        cell.font = s.font(10, bold=True)
        if hint:
            cell.value = CellRichText(
                TextBlock(s.inline(10, bold=True), clean(row.question.text)),
                TextBlock(s.inline(9, color=s.MUTED), "\n" + clean(hint)),
            )
        return cell

    def _question(self, row: Row) -> None:
        question, width, hint = row.question, self.plan.widths[LABEL_COLUMN], guidance(row.question)
        self._label(row, hint)
        high = m.height_pt(m.lines_needed(question.text, width, 10, bold=True), 10)
        if hint:
            high += m.height_pt(m.lines_needed(hint, width, 9), 9)
        self._cells(row)
        self._marks(row)
        self._rise(row.number, max(high, m.height_pt(question.lines, 10)) + 12)

    def _table(self, row: Row) -> None:
        """The line that asks runs on over the empty cells to its right; only too long a one is wrapped."""
        self._label(row, "")
        across = m.columns_px(
            sum(self.plan.widths[c] for c in range(LABEL_COLUMN, self.plan.still or self.last))
        )
        self.ws.row_dimensions[row.number].height = 24
        if m.text_px(row.label, 10, bold=True) < across:
            for column in (REF_COLUMN, LABEL_COLUMN):
                self.ws.cell(row.number, column).alignment = s.RUN_ON
        else:
            self._rise(row.number, m.height_pt(self._lines(row.label, 10), 10) + 8)
        self._cells(row)
        self._marks(row)

    def _hint(self, row: Row) -> None:
        cell = self.book.text(self.ws, row.number, LABEL_COLUMN, row.label)
        cell.font, cell.alignment = s.font(9, color=s.MUTED), s.PLAIN
        self.ws.row_dimensions[row.number].height = 18
        across = m.columns_px(sum(self.plan.widths[c] for c in range(LABEL_COLUMN, self.last)))
        if m.text_px(row.label, 9) >= across:
            cell.alignment = s.MIDDLE
            self._rise(row.number, m.height_pt(self._lines(row.label, 9), 9) + 4)

    def _lines(self, text: str, size: float) -> int:
        return m.lines_needed(text, self.plan.widths[LABEL_COLUMN], size, bold=size > 9)

    def _line(self, row: Row) -> None:
        cell = self.book.text(self.ws, row.number, LABEL_COLUMN, row.label)
        cell.font, cell.alignment = s.font(10), s.LABEL
        self._cells(row)
        self._marks(row)
        question, width = row.question, self.plan.widths[LABEL_COLUMN]
        labels = [row.label]
        if is_wide(question):  # a matrix keeps one height
            labels = [
                line.label for line in self.plan.rows if line.kind == "item" and line.question is question
            ]
        high = max(m.height_pt(m.lines_needed(label, width, 10, indent=1), 10) for label in labels)
        self._rise(row.number, max(high, m.height_pt(question.lines, 10)) + 9)

    def _rise(self, number: int, points: float) -> None:
        high = round(min(points, TALLEST) * 4 / 3) * 0.75
        self.ws.row_dimensions[number] = GrowingRow(self.ws, index=number, ht=high)
        self.ws.cell(number, self.plan.strut).font = s.font(m.strut(high))

    def _cells(self, row: Row) -> None:
        for cell in row.cells:
            if cell.key in BESIDE:
                beside(self.book, self.ws, row, cell)
                continue
            slot = Slot(row.question.ref, row.row_ref, cell.key)
            made = self.book.own(self.ws, row.number, cell.column, _known(slot, cell.rule))
            made.fill, made.border, made.protection, made.font = s.fill(s.FIELD), s.BOX, s.OPEN, s.font(10)
            figures = _in_grid(row, cell) and cell.rule.kind in ("whole", "whole_or")
            alignment = s.FIELD_NUMBER if figures else s.FIELD_TEXT
            made.alignment = alignment
            made.number_format = number_format(cell.rule, in_grid=_in_grid(row, cell))
            if self.plan.still:
                last_time(self.book, self.ws, row, cell, alignment)

    def _marks(self, row: Row) -> None:
        book, ws, number = self.book, self.ws, row.number
        of = book.questionnaire
        book.own(ws, number, MARK_COLUMN, lambda to: mark(of.ref, of.version, to.ref, to.code, row))
        if row.kind == "item":
            book.live(ws, number, LINE_DONE_COLUMN, lambda to: line_done(self.plan, row, to))
        elif counts(self.plan, row):
            self._asked(row)
            book.live(ws, number, DONE_COLUMN, lambda to: question_done(self.plan, row, to))
        if row.kind != "item" and shown(self.plan, row, Recipient("", "", "")):
            book.live(ws, number, SHOWN_COLUMN, lambda to: _certain(shown(self.plan, row, to)))
        if any(cell.key == STILL for cell in row.cells):
            book.own(ws, number, CARRIED_COLUMN, lambda to: 1 if is_carried(row, to) else "")
        if row.kind != "item":
            first = row.span[0] or number
            last = (row.span[1], FIRST_CELL + max(len(row.question.columns), 1) - 1) if row.span[0] else None
            book.name(name_of(row.question.ref), ws, (first, FIRST_CELL), last)
        self._still(row)

    def _asked(self, row: Row) -> None:
        if self.plan.still or row.question.ref in self.plan.conditions:
            self.book.live(self.ws, row.number, ASKED_COLUMN, lambda to: asked_here(self.plan, row, to))
        else:
            self.ws.cell(row.number, ASKED_COLUMN).value = asked(row)

    def _still(self, row: Row) -> None:
        if still(self.plan, row, Recipient("", "", "")) is None:
            return
        cell = self.book.live(self.ws, row.number, self.last, lambda to: _certain(still(self.plan, row, to)))
        cell.font = s.font(9, bold=True, color=s.ASK_INK)
        cell.alignment = s.RUN_ON_INDENTED if row.kind == "table" else s.LABEL

    def _regions(self) -> None:
        plan = self.plan
        heads = [row for row in plan.rows if row.kind == "head"]
        if plan.head_row:
            end = heads[0].number - 1 if heads else plan.foot_row - 2
            self.book.region(self.ws, (plan.head_row, 1), (end, self.last))
        for head in heads:
            table = next(row for row in plan.rows if row.kind == "table" and row.question is head.question)
            self.book.region(self.ws, (head.number, LABEL_COLUMN), (table.span[1], max(dict(head.heads))))


def link_to(cell: SheetCell, tab: str) -> None:
    """``cell.hyperlink = "#…"`` would write a link out of the file."""
    place = "'" + tab.replace("'", "''") + "'!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value))


def _certain(value: Any) -> Any:
    assert value is not None
    return value


def _in_grid(row: Row, cell: Cell) -> bool:
    return row.kind == "item" and cell.key != "answer"


def _known(slot: Slot, rule: CellRule) -> Any:
    def value(to: Recipient) -> PersonalValue:
        return cell_value(rule, to.known.get(slot, ""))

    return value


def cell_value(rule: CellRule, value: str) -> PersonalValue:
    """A canonical value as its cell holds it: a number, a date, or words."""
    if rule.kind != "text" and value.isascii() and value.isdecimal():
        return int(value)
    if rule.kind in ("date", "month") and value:
        return date.fromisoformat(value if rule.kind == "date" else f"{value}-01")
    return value
