"""A desk with one round answered and a second to be issued, into which its answers may be carried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import LIVE, Questionnaire, Slot
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import carry_forward, files, issuing, returns_import
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.make_sample.fill import cells, fill
from tests.returns_desk import ANSWERS, ASKED

YES, CHANGED = "Yes, still right", "Changed"
FIRST = replace(ASKED, ref="T-1", issued_on=date(2019, 2, 4), due_on=date(2019, 3, 15))
SECOND = replace(ASKED, id="q2", ref="T-2", title="Training, second round", due_on=date(2021, 3, 15))
ALL = ANSWERS | {Slot("A2", "", "comment"): "Reviewed each May", Slot("A6", "A6.1"): "Yes"}


def desk_with_a_round(
    folder: Path, second: Questionnaire = SECOND, answers: dict[Slot, str] | None = None
) -> Desk:
    """On 1 February 2021: O05 answered in 2019, O06 did not; the second questionnaire is live, nothing issued."""
    desk = files.create(folder / "desk.assurance", Clock(date(2021, 2, 1)))
    with desk.step("Set up"):
        rows.put(desk.db, FIRST)
        rows.put(desk.db, replace(second, status=LIVE))
        for ref, name in (("O05", "Ludmarsh Homes"), ("O06", "Tern Valley Housing Group")):
            rows.put(desk.db, Organisation(id=ref, ref=ref, name=name))
    first = folder / "first"
    issuing.issue(desk, "T-1", first)
    path = next(first.glob("*O05*"))
    book = load_workbook(path)
    fill(book, FIRST, ALL if answers is None else answers)
    book.save(path)
    returns_import.import_files(desk, [path], take=True)
    return desk


def issue_second(desk: Desk, folder: Path, second: Questionnaire = SECOND) -> dict[str, Path]:
    carry_forward.choose(desk, second.id, FIRST.id)
    issuing.issue(desk, second.ref, folder)
    return {ref: next(folder.glob(f"*{ref}*")) for ref in ("O05", "O06")}


def typed(source: Path, target: Path, change: dict[Slot, object]) -> Path:
    book = load_workbook(source)
    found = cells(book)
    for slot, value in change.items():
        found[slot].value = value
    book.save(target)
    return target


def second_return(desk: Desk, ref: str = "O05") -> Return:
    found = rows.one(desk.db, Return, questionnaire_id="q2", ref=ref)
    assert found is not None
    return found


def states(desk: Desk, ref: str = "O05") -> dict[Slot, tuple[str, str]]:
    return {
        one.slot: (one.value, one.state)
        for one in rows.find(desk.db, Answer, return_id=second_return(desk, ref).id)
    }
