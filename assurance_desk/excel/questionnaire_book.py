"""The workbook while it is made: what is the same in every copy is written, what is not is noted by address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.sheet_layout import STILL_RULE
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import address, put_text
from assurance_desk.excel.questionnaire_progress import Live
from assurance_desk.texts import _

COVER, LISTS = "Cover", "Lists"
_NO_DATE = date(2000, 1, 1)
PersonalValue = str | int | date
Make = Callable[[Recipient], PersonalValue]
Look = Callable[[Cell], object]


@dataclass(frozen=True, slots=True)
class Personal:
    """A cell that differs from copy to copy; ``shown``: only what its formula shows does.

    ``style`` is the number of the style it has in the copies for which ``styled`` holds.
    """

    make: Make
    shown: bool = False
    style: int = 0
    styled: Callable[[Recipient], bool] | None = None


class Book:
    """``sheet_names`` is the final order of the sheets, the hidden list of choices left out.

    ``confirms``: answers carried forward are to be confirmed in it.
    """

    def __init__(
        self, questionnaire: Questionnaire, sheet_names: list[str], *, confirms: bool = False
    ) -> None:
        self.questionnaire = questionnaire
        self.sheet_names = sheet_names
        self.personal: dict[tuple[str, str], Personal] = {}
        self.wb = Workbook()
        self._plain_normal_style()
        self._properties()
        first = self.wb.active
        assert isinstance(first, Worksheet)
        first.title = COVER
        self.cover: Worksheet = first
        self.lists = self._write_lists(confirms=confirms)
        self._regions: dict[str, int] = {}

    def _plain_normal_style(self) -> None:
        """Normal's font is the unit of every column's width."""
        book: Any = self.wb
        book._fonts = IndexedList([s.font()])  # noqa: SLF001  (openpyxl gives no other way)
        book._named_styles["Normal"].font = s.font()  # noqa: SLF001

    def _properties(self) -> None:
        """No author; dated by the issue, so that the same questionnaire gives the same bytes."""
        properties: Any = self.wb.properties
        properties.creator = None
        properties.title = f"{self.questionnaire.title} ({self.questionnaire.ref})"
        properties.language = "en-GB"
        properties.created = properties.modified = self.dated

    @property
    def dated(self) -> datetime:
        return datetime.combine(self.questionnaire.issued_on or _NO_DATE, time(9))

    def _write_lists(self, *, confirms: bool) -> dict[tuple[str, ...], str]:
        """Choices stand in ranges of a hidden sheet: a list written into a validation ends at 255 characters."""
        sheet = self.wb.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        put_text(sheet["A1"], _("The wording of the lists to choose from. Nothing else is kept here."))
        ranges: dict[tuple[str, ...], str] = {}
        rules = [rule for question in self.questionnaire.questions() for _slot, rule in slots_of(question)]
        rules += [STILL_RULE] if confirms else []
        for rule in rules:
            if rule.kind != "choice" or rule.choices in ranges:
                continue
            column = len(ranges) + 1
            for row, word in enumerate(rule.choices, 3):
                self._choice(sheet.cell(row, column), word)
            where = letter(column)
            ranges[rule.choices] = f"{LISTS}!${where}$3:${where}${2 + len(rule.choices)}"
        sheet.protection.sheet = True
        return ranges

    @staticmethod
    def _choice(cell: Cell, word: str) -> None:
        if word.isdecimal() and word.isascii():
            cell.value = int(word)
        else:
            put_text(cell, word)

    def text(self, sheet: Worksheet, row: int, column: int, text: str) -> Cell:
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        return put_text(cell, text)

    def own(self, sheet: Worksheet, row: int, column: int, make: Make) -> Cell:
        """A cell of this copy alone; what ``make`` gives empty stays empty."""
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        cell.value = 0  # so that the cell is there to be filled
        self.personal[sheet.title, address(row, column)] = Personal(make)
        return cell

    def styled(
        self, sheet: Worksheet, row: int, column: int, when: Callable[[Recipient], bool], look: Look
    ) -> None:
        """A cell of this copy alone looks different in some copies. Call after it was given its ordinary look."""
        other = Cell(sheet, row=row, column=column)
        other.number_format = sheet.cell(row, column).number_format
        look(other)
        at = (sheet.title, address(row, column))
        self.personal[at] = replace(self.personal[at], style=other.style_id, styled=when)

    def live(self, sheet: Worksheet, row: int, column: int, make: Callable[[Recipient], Live]) -> Cell:
        """A formula, with what it shows in this copy until something calculates it."""
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        cell.value = make(Recipient("", "", "")).formula
        self.personal[sheet.title, address(row, column)] = Personal(lambda to: make(to).shown, shown=True)
        return cell

    def name(
        self, text: str, sheet: Worksheet, first: tuple[int, int], last: tuple[int, int] | None = None
    ) -> None:
        """A defined name for the cells from ``first`` to ``last``, each (row, column)."""
        title = sheet.title.replace("'", "''")
        where = f"'{title}'!${letter(first[1])}${first[0]}"
        if last:
            where += f":${letter(last[1])}${last[0]}"
        self.wb.defined_names[text] = DefinedName(text, attr_text=where)

    def region(self, sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Tells screen readers that a block's first line and first column are its headings."""
        number = self._regions[sheet.title] = self._regions.get(sheet.title, 0) + 1
        place = self.sheet_names.index(sheet.title) + 1
        text = f"TitleRegion{number}.{address(*first)}.{address(*last)}.{place}"
        self.name(text, sheet, first)

    def identity(self, sheet: Worksheet, row: int) -> None:
        """``HTG-2019 version 1.0 · O05 · return code N9KD-29R6``"""
        of = self.questionnaire
        words = _("{ref} version {version} · {return_ref} · return code {code}")
        cell = self.own(
            sheet,
            row,
            1,
            lambda to: words.format(ref=of.ref, version=of.version, return_ref=to.ref, code=to.code),
        )
        cell.font, cell.alignment = s.font(9, color=s.MUTED), s.PLAIN
