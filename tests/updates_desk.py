"""A desk with actions led by two organisations, both asked for updates; and files filled as they would fill them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import PARTS, UpdateCopy, UpdateItem
from assurance_desk.domain.updates_sheet import FIRST_ROW, column_of
from assurance_desk.services import files, updates
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

ACTIONS = (
    ("R1.1", "Train repairs staff", "O05", "Amber", When(2019, 9)),
    ("R1.2", "Check contractors’ training", "O05", "Grey", When(2019, 10)),
    ("R1.3", "Review the arrears letters", "O05", "Green", When(2019, 8, 30)),
    ("R1.4", "Hold a learning event", "O05", "Green", None),
    ("R2.1", "Record safeguarding supervision", "O06", "Green", When(2019, 12)),
    ("R2.2", "Share the lettings procedure", "O06", "Red", When(2019, 6)),
)
FILLED: dict[tuple[str, str], object] = {
    ("R1.1", "progress"): "32 of 41 repairs staff trained; nine booked for September.",
    ("R1.1", "state"): "At risk",
    ("R1.1", "evidence"): "Attendance list of 3 July",
    ("R1.1", "date"): date(2019, 10, 31),
    ("R1.1", "reason"): "The trainer was ill",
    ("R1.2", "progress"): "No change.",
    ("R1.3", "progress"): "=1+1 is what they typed",
    ("R1.3", "evidence"): "None",
}


def make(folder: Path) -> Desk:
    desk = files.create(folder / "desk.assurance", Clock(date(2019, 7, 22)))
    with desk.step("Set up"):
        for ref, name in (("O05", "Ludmarsh Homes"), ("O06", "Tern Valley Housing Group")):
            rows.put(desk.db, Organisation(id=ref, ref=ref, name=name))
        rows.put(desk.db, Review(id="r", ref="CI", title="Review on Child I", pseudonym="Child I"))
        for place, (ref, text, lead, delivery, due) in enumerate(ACTIONS):
            action = Action(
                id=ref, review_id="r", ref=ref, text=text, lead_organisation_id=lead, delivery=delivery, due=due,
                first_due=due, position=place,
            )  # fmt: skip
            rows.put(desk.db, action)
    return desk


def asked(folder: Path) -> tuple[Desk, dict[str, Path]]:
    """The desk, and each organisation's file as it went out."""
    desk = make(folder)
    _request, made = updates.ask(desk, folder / "out", due_on=date(2019, 8, 5))
    return desk, {one.organisation: one.path for one in made}


def fill(sheet, answers=None) -> None:
    """By the references that stand in the sheet."""
    places = {sheet.cell(row, column_of("ref")).value: row for row in range(FIRST_ROW, sheet.max_row + 1)}
    for (ref, part), value in (FILLED if answers is None else answers).items():
        cell = sheet.cell(places[ref], column_of(part))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def filled(source: Path, target: Path, answers=None, change=None) -> Path:
    """``change(book)`` spoils the file after it was filled."""
    book = load_workbook(source)
    fill(book["Actions"], answers)
    if change:
        change(book)
    book.save(target)
    return target


def copy_of(desk: Desk, ref: str = "O05") -> UpdateCopy:
    found = rows.find(desk.db, UpdateCopy, ref=ref)
    return found[-1]


def items(desk: Desk, **where) -> dict[tuple[str, str], UpdateItem]:
    """What came, by the action's reference and the part."""
    from assurance_desk.domain.updates import UpdateAction

    refs = {one.id: one.ref for one in rows.find(desk.db, UpdateAction)}
    return {
        (refs.get(one.update_action_id or "", ""), one.part): one
        for one in rows.find(desk.db, UpdateItem, **where)
    }


def lines(sheet) -> list[list[object]]:
    """Every action's row, hidden mark and all."""
    last = FIRST_ROW
    while sheet.cell(last, column_of("ref")).value:
        last += 1
    return [[sheet.cell(row, column).value for column in range(1, 14)] for row in range(FIRST_ROW, last)]


def put_lines(sheet, made, columns=range(1, 14)) -> None:
    for row, line in enumerate(made, FIRST_ROW):
        for column in columns:
            cell = sheet.cell(row, column)
            cell.value = line[column - 1]
            if isinstance(cell.value, str):
                cell.data_type = "s"


__all__ = [
    "ACTIONS",
    "FILLED",
    "PARTS",
    "asked",
    "copy_of",
    "fill",
    "filled",
    "items",
    "lines",
    "make",
    "put_lines",
]
