"""A tracker as officers keep them: 240 rows, merged cells, three styles of date and more, initials, colours for states.

What it holds is counted while it is made, so that what is read can be checked against it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = (
    "Review", "Rec No", "Recommendation", "Action", "Lead", "Agency", "Due date", "Revised date", "RAG", "Update",
    "Update", "Evidence", "Priority", "Lead",
)  # fmt: skip
REVIEWS = ("Child Wren (SCR)", "Family Heron", "Child Teal (LCSPR)")
COLOURS = (
    ("Blue", "FF0070C0"),
    ("Green", "FF00B050"),
    ("Amber", "FFFFC000"),
    ("Red", "FFFF0000"),
    ("Grey", "FFBFBFBF"),
)
OWNERS = ("JS", "KT", "JS/KT", "Head of Midwifery", "PM", "TBC")
HEADING_ROW = 5
FIRST = 6


@dataclass
class Known:
    """What was put in, by kind; ``left``: rows that hold no record, by why."""

    rows: int = 0
    actions: int = 0
    recommendations: int = 0
    dates: int = 0
    unread_dates: int = 0
    states: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    owners: Counter[str] = field(default_factory=Counter)
    evidence: int = 0
    moved: int = 0


def make(path: Path) -> Known:
    book = Workbook()
    cover = book.active
    cover.title = "Read me"
    cover["A1"] = "How to fill in this tracker"
    sheet = book.create_sheet("Actions")
    sheet.merge_cells("A1:N1")
    sheet["A1"] = "Merrowshire learning tracker"
    sheet["A2"] = "Updated 1 July 2019"
    sheet["J4"] = "Progress"
    sheet.merge_cells("J4:K4")
    known = _Maker(sheet).make()
    book.save(path)
    return known


class _Maker:
    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.known = sheet, Known()
        self.row = HEADING_ROW
        self.number = 0

    def make(self) -> Known:
        self._headings()
        for at, name in enumerate(REVIEWS):
            self._review(at, name)
        self._line("total", A="Grand total", D=self.known.actions)
        self.known.rows = self.row - HEADING_ROW
        return self.known

    def _headings(self) -> None:
        for column, words in enumerate(HEADINGS, 1):
            cell = self.sheet.cell(self.row, column, words)
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="FF1F4E79")

    def _line(self, why: str, **cells: object) -> None:
        self.row += 1
        self.known.left[why] += 1
        for letter, value in cells.items():
            self.sheet[f"{letter}{self.row}"] = value

    def _review(self, at: int, name: str) -> None:
        first = self.row + 1
        for recommendation in range(1, 9):
            if self.row > HEADING_ROW:
                self._line("blank")
            self._recommendation(at, recommendation, name)
            if recommendation in (3, 6):
                self._repeat()
        for recommendation in range(9, 13):
            self.row += 1
            self.known.recommendations += 1
            self._put(
                A=name,
                B=recommendation,
                C=f"The Board should look again at matter {recommendation} of {name}.",
            )
        if at == 0:
            self.sheet.merge_cells(f"A{first}:A{first + 8}")
        self._line("total", A="Subtotal", D=64)
        if at < 3:
            self._line("empty", J="Chased by telephone, no reply yet")

    def _repeat(self) -> None:
        self._line("heading")
        for column, words in enumerate(HEADINGS, 1):
            self.sheet.cell(self.row, column, words)

    def _recommendation(self, review: int, number: int, name: str) -> None:
        first = self.row + 1
        self.known.recommendations += 1
        for action in range(8):
            self.row += 1
            if action == 0:
                self._put(
                    A=name,
                    B=number,
                    C=f"Agencies should put matter {number} of {name} right, and show that they did.",
                )
            elif review == 1:
                self._put(A=name, B=number)
            self._action(action)
        if review == 0:
            self.sheet.merge_cells(f"B{first}:B{self.row}")
            self.sheet.merge_cells(f"C{first}:C{self.row}")

    def _put(self, **cells: object) -> None:
        for letter, value in cells.items():
            cell = self.sheet[f"{letter}{self.row}"]
            if cell.__class__.__name__ != "MergedCell":
                cell.value = value

    def _action(self, action: int) -> None:
        self.number += 1
        n = self.number
        self.known.actions += 1
        owner = OWNERS[n % len(OWNERS)]
        self.known.owners[owner] += 1
        self._put(
            D=f"Step {n}: brief staff\nand check that they know",
            E=owner,
            N="Board office" if n % 50 == 0 else None,
        )
        self._put(F="Larkford BC" if n % 2 else "Somebody else", L="Minutes of 3 May" if n % 8 == 0 else None)
        self.known.evidence += n % 8 == 0
        self._put(J=f"{n} staff briefed", K="12/3/19 first met\n14 May 2019 – agreed" if n % 4 == 0 else None)
        self._put(M="High" if n % 3 == 0 else None)
        self._due(n)
        self._state(n)

    def _due(self, n: int) -> None:
        styles = (datetime(2019, 3, 18), "18/3/19", "March 2019", 43542, "2019-03-18", "18th March 2019")  # noqa: DTZ001
        value: object = styles[n % len(styles)]
        if n % 24 == 0:
            value = ("ongoing", "TBC", "asap")[n // 24 % 3]
            self.known.unread_dates += 1
        else:
            self.known.dates += 1
        self._put(G=value)
        if isinstance(value, datetime):
            self.sheet[f"G{self.row}"].number_format = "dd/mm/yyyy"
        if n % 12 == 5:
            self._put(H="30/9/19")
            self.known.dates += 1
            self.known.moved += 1

    def _state(self, n: int) -> None:
        """A colour mostly; words now and then, once against the colour, once words nobody knows."""
        state, colour = COLOURS[n % len(COLOURS)]
        cell = self.sheet[f"I{self.row}"]
        if n == 7:
            cell.value, state = "Purple patch", ""
        elif n == 11:
            cell.value, state = "Completed", "Blue"
            cell.fill = PatternFill("solid", fgColor="FFFFC000")
        elif n % 10 == 3:
            cell.value = {
                "Blue": "Complete",
                "Green": "On track",
                "Amber": "Amber",
                "Red": "R",
                "Grey": "Not started",
            }[state]
        else:
            cell.fill = PatternFill("solid", fgColor=colour)
        self.known.states[state] += 1
