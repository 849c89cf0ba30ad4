"""A questionnaire's design as a workbook in which colleagues draft: its words in plain tables, nothing hidden."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from assurance_desk.domain.design_sheet import (
    ABOUT,
    COLUMN_KIND,
    DATED,
    FIELDS,
    KIND,
    QUESTIONS,
    ROWS,
    SECTIONS,
    TABS,
    YESNO,
    Field,
    column_kind_labels,
    dated_labels,
    how_title,
    kind_labels,
    tables_of,
)
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.questions.yes_no import NO, YES
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean, put_text
from assurance_desk.progress import Progress
from assurance_desk.texts import _

SPARE: Final = 60
"""Empty lines below each table that are ready to be filled."""
_FIELD = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_TALLEST = 400.0
_DAY = "d mmmm yyyy"


def write_design(questionnaire: Questionnaire, made_on: date, progress: Progress | None = None) -> bytes:
    """The workbook; a worker's task."""
    told = progress or Progress()
    book: Any = Workbook()
    book._fonts = IndexedList([s.font()])  # noqa: SLF001  (Normal's font is the unit of every column's width)
    book._named_styles["Normal"].font = s.font()  # noqa: SLF001
    book.properties.creator = None
    book.properties.title = clean(f"{questionnaire.ref} {questionnaire.title}")
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = datetime.combine(made_on, time(9))
    lists = _how(book.active)
    tables = tables_of(questionnaire)
    for done, (kind, lines) in enumerate(tables.items()):
        told.at(done, len(tables), _(TABS[kind]))
        sheet = book.create_sheet(_(TABS[kind]))
        sheet.sheet_properties.tabColor = s.TAB
        if kind == ABOUT:
            _about(sheet, lines[0])
        else:
            _table(sheet, kind, lines, lists)
        _page(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _how(sheet: Any) -> dict[str, str]:
    """What to do here, and the kinds of answer; gives where the lists to choose from stand."""
    sheet.title = _("How to")
    sheet.sheet_properties.tabColor = s.ACCENT
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 60
    title = put_text(sheet.cell(1, 1), how_title())
    title.font, title.alignment = s.font(18, bold=True, color=s.ACCENT), s.MIDDLE_LINE
    sheet.row_dimensions[1].height = 32
    number = 3
    for words in _steps():
        cell = put_text(sheet.cell(number, 1), words)
        cell.font, cell.alignment = s.font(10), s.PLAIN
        sheet.row_dimensions[number].height = 18
        number += 1
    number = _list(sheet, number + 1, _("Kinds of answer"), _meanings(kind_labels()))
    first, last = number - len(kind_labels()), number - 1
    kinds = f"'{sheet.title}'!$A${first}:$A${last}"
    number = _list(
        sheet, number + 1, _("Kinds of answer in a table’s column"), _meanings(column_kind_labels())
    )
    first, last = number - len(column_kind_labels()), number - 1
    _page(sheet)
    sheet.page_setup.fitToHeight = 1
    return {
        KIND: kinds,
        COLUMN_KIND: f"'{sheet.title}'!$A${first}:$A${last}",
        YESNO: f'"{_(YES)},{_(NO)}"',
        DATED: f'"{",".join(dated_labels().values())}"',
    }


def _steps() -> tuple[str, ...]:
    return (
        _("1.  One line is one section, one question, one row of a table or one column of a table."),
        _("2.  Change, add, move and delete lines as you like. The order of the lines is the order in which things are asked."),
        _("3.  A question’s reference is what its answers hang on: keep it where the question stays the same."),
        _("4.  Rows and Columns belong to questions that are tables, or lists of which several may be chosen."),
        _("5.  Save, and send the file back. What cannot be understood is named, sheet and cell, and nothing is guessed."),
    )  # fmt: skip


def _meanings(labels: dict[str, str]) -> list[tuple[str, str]]:
    told = {
        "yes_no": _("Yes, or No."),
        "choice": _("One of the choices, from a list that drops down."),
        "several": _("A line for each choice, Yes or blank; its choices stand on the sheet Rows."),
        "graded": _("A scale from best to worst, with evidence held and planned improvement. Empty choices: Fully met to Not met."),
        "number": _("A whole number, or the word instead of one."),
        "date": _("A day."),
        "month": _("A month and its year."),
        "text": _("A few words."),
        "short_text": _("A few words."),
        "long_text": _("A paragraph or more."),
        "table": _("A small table with rows and columns of ours."),
        "free_table": _("A small table whose rows the respondent names."),
    }  # fmt: skip
    return [(label, told[key]) for key, label in labels.items()]


def _list(sheet: Any, number: int, title: str, lines: list[tuple[str, str]]) -> int:
    head = put_text(sheet.cell(number, 1), title)
    head.font = s.font(10, bold=True)
    for column in (1, 2):
        sheet.cell(number, column).border = s.EDGE_BELOW
    number += 1
    for label, meaning in lines:
        for column, words in enumerate((label, meaning), 1):
            cell = put_text(sheet.cell(number, column), words)
            cell.font, cell.alignment = s.font(10, color=s.INK if column == 1 else s.MUTED), s.MIDDLE
            cell.border = s.RULE_BELOW
        lines_high = m.lines_needed(meaning, 60, 10)
        sheet.row_dimensions[number].height = m.height_pt(lines_high, 10) + 6
        number += 1
    return number


def _about(sheet: Any, line: dict[str, Any]) -> None:
    for column, width in zip("ABC", (26, 70, 46), strict=True):
        sheet.column_dimensions[column].width = width
    for number, field in enumerate(FIELDS[ABOUT], 1):
        label = put_text(sheet.cell(number, 1), _(field.head))
        label.font, label.alignment, label.border = s.font(10, bold=True), s.LABEL_TOP, s.RULE_BELOW
        cell = _put(sheet.cell(number, 2), line.get(field.name, ""))
        cell.fill, cell.border, cell.alignment, cell.font = s.fill(s.FIELD), s.BOX, _FIELD, s.font(10)
        if field.kind == "day":
            cell.number_format = _DAY
        if field.help:
            told = put_text(sheet.cell(number, 3), _(field.help))
            told.font, told.alignment = s.font(9, color=s.MUTED), s.LABEL_TOP
        high = m.height_pt(m.lines_needed(str(line.get(field.name, "")), 70, 10, indent=1), 10) + 8
        sheet.row_dimensions[number].height = min(high, _TALLEST)
    sheet.freeze_panes = "B1"


def _put(cell: Any, value: Any) -> Any:
    if isinstance(value, str):
        put_text(cell, value)
        cell.number_format = "@"  # so that 1.0 stays 1.0 and 001 stays 001 when typed over
    elif value != "":
        cell.value = value
    return cell


def _table(sheet: Any, kind: str, lines: list[dict[str, Any]], lists: dict[str, str]) -> None:
    fields = FIELDS[kind]
    last = 1 + len(lines) + SPARE
    for column, field in enumerate(fields, 1):
        sheet.column_dimensions[letter(column)].width = field.width
        head = put_text(sheet.cell(1, column), _(field.head))
        head.font, head.fill, head.border = s.font(10, bold=True), s.fill(s.HEAD), s.ACCENT_BELOW
        head.alignment = s.head(indented=True)
        _check(sheet, field, f"{letter(column)}2:{letter(column)}{last}", lists)
    deepest = max(m.lines_needed(_(one.head), one.width, 10, bold=True, indent=1) for one in fields)
    sheet.row_dimensions[1].height = m.height_pt(deepest, 10) + 10
    for number in range(2, last + 1):
        line = lines[number - 2] if number - 2 < len(lines) else {}
        _line(sheet, number, fields, line)
    sheet.freeze_panes = {QUESTIONS: "D2", SECTIONS: "B2", ROWS: "C2"}.get(kind, "B2")
    sheet.auto_filter.ref = f"A1:{letter(len(fields))}{1 + len(lines)}"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{letter(len(fields))}{max(2, 1 + len(lines))}"


def _line(sheet: Any, number: int, fields: tuple[Field, ...], line: dict[str, Any]) -> None:
    high = 1
    for column, field in enumerate(fields, 1):
        value = line.get(field.name, "")
        cell = _put(sheet.cell(number, column), value)
        cell.font, cell.alignment, cell.border = s.font(10), _FIELD, s.RULE_BELOW
        if isinstance(value, str) and value:
            words = sum(m.lines_needed(one, field.width, 10, indent=1) for one in value.split("\n"))
            high = max(high, words)
    sheet.row_dimensions[number].height = min(m.height_pt(high, 10) + 6, _TALLEST)


def _check(sheet: Any, field: Field, where: str, lists: dict[str, str]) -> None:
    """A list to choose from, and what belongs in the column, said when a cell of it is entered."""
    choose = field.kind in lists
    if not choose and not field.help:
        return
    rule = DataValidation(
        type="list" if choose else None, formula1=lists[field.kind] if choose else None, allow_blank=True
    )
    if choose:
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = _(field.head), _("Choose one from the list.")
    if field.help:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = _(field.head)[:32], _(field.help)[:255]
    rule.add(where)
    sheet.add_data_validation(rule)


def _page(sheet: Any) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
