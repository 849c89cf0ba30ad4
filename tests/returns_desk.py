"""A desk with a small questionnaire issued to two organisations, and files filled as they would fill them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import LIVE, Questionnaire, Slot
from assurance_desk.domain.returns import Answer, Query, Return
from assurance_desk.services import files, issuing
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.domain.recovery.forms import SECTIONS
from tests.make_sample.fill import cells, fill

ASKED = Questionnaire(
    id="q1",
    ref="T-1",
    version="1.0",
    title="Training",
    status=LIVE,
    due_on=date(2019, 3, 15),
    sections=SECTIONS,
)
ANSWERS: dict[Slot, str] = {
    Slot("A1"): "Ludmarsh Homes Limited", Slot("A2"): "Mostly met", Slot("A2", "", "evidence"): "Policy v3",
    Slot("A3"): "2018-05-14", Slot("A4"): "2 years", Slot("A5"): "3120", Slot("A6", "A6.2"): "Yes",
    **{
        Slot("D1", row, key): str(40 - 10 * place)
        for row in ("SG1", "SG2", "SG3", "SG4")
        for place, key in enumerate(("employed", "visit", "children", "adults"))
    },
}  # fmt: skip


def issue(folder: Path) -> tuple[Desk, dict[str, Path]]:
    """The desk, on 24 April 2019, and each organisation's issued file."""
    desk = files.create(folder / "desk.assurance", Clock(date(2019, 4, 24)))
    with desk.step("Set up"):
        rows.put(desk.db, ASKED)
        for ref, name in (("O05", "Ludmarsh Homes"), ("O06", "Tern Valley Housing Group")):
            rows.put(desk.db, Organisation(id=ref, ref=ref, name=name))
    out = folder / "issued"
    out.mkdir()
    issuing.issue(desk, "T-1", out)
    return desk, {one.ref: next(out.glob(f"*{one.ref}*")) for one in rows.find(desk.db, Return)}


def filled(source: Path, target: Path, change: dict[Slot, object] | None = None) -> Path:
    book = load_workbook(source)
    fill(book, ASKED, ANSWERS)
    found = cells(book)
    for slot, value in (change or {}).items():
        found[slot].value = value
    book.save(target)
    return target


def answers(desk: Desk, ref: str) -> dict[Slot, str]:
    record = rows.one(desk.db, Return, ref=ref)
    assert record is not None
    return {one.slot: one.value for one in rows.find(desk.db, Answer, return_id=record.id)}


def waiting(desk: Desk) -> list[Query]:
    return rows.find(desk.db, Query, status="open")
