"""One return for each of the six silences, and one that answers: made with real files, as they would come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import LIVE, Column, Question, Questionnaire, Row, Section, Slot
from assurance_desk.services import carry_forward, files, issuing, returns_import
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.make_sample.fill import cells

VISITS, POLICY = Slot("A1"), Slot("B1")
STAFF, TRAINED = Slot("D1", "SG1", "employed"), Slot("D1", "SG1", "trained")
SECOND = Questionnaire(
    id="six-2", ref="SIX-2", version="1.0", title="Six silences", status=LIVE, due_on=date(2021, 3, 15),
    sections=(
        Section(letter="A", title="Homes", tab="A Homes", questions=(
            Question(ref="A1", text="Do your staff visit homes?", kind="yes_no"),)),
        Section(letter="B", title="Policy", tab="B Policy", questions=(
            Question(ref="B1", text="Visits are covered by the policy.", kind="graded",
                     shown_if="A1", shown_when=("Yes",)),)),
        Section(letter="D", title="Training", tab="D Training", questions=(
            Question(ref="D1", text="How many are in date?", kind="table", row_heading="Group",
                     shown_if="A1", shown_when=("Yes",), rows=(Row(ref="SG1", label="Visiting staff"),),
                     columns=(Column(key="employed", heading="Employed", kind="number"),
                              Column(key="trained", heading="In date: children", kind="number",
                                     at_most="employed", measure="All staff"))),)),
    ),
)  # fmt: skip
FIRST = replace(SECOND, id="six-1", ref="SIX-1", due_on=date(2019, 3, 15))
BODIES = {
    "O01": "Answering Homes",
    "O02": "Unasked Homes",
    "O03": "Silent Homes",
    "O04": "Blank Homes",
    "O05": "Inapplicable Homes",
    "O06": "Unreadable Homes",
    "O07": "Carried Homes",
}
FULL: dict[Slot, object] = {VISITS: "Yes", POLICY: "Fully met", STAFF: 20, TRAINED: 16}
TYPED: dict[str, dict[Slot, object]] = {
    "O01": FULL,
    "O02": {VISITS: "No"},
    "O04": {VISITS: "Yes"},
    "O05": {
        VISITS: "Yes",
        POLICY: "Not applicable",
        Slot("B1", "", "comment"): "We employ nobody",
        STAFF: 0,
    },
    "O06": {VISITS: "Yes", POLICY: "see attached", STAFF: "see attached", TRAINED: "see attached"},
    "O07": {Slot("A1", "", "still"): "Yes, still right"},
}


def desk_of_silences(folder: Path) -> Desk:
    desk = files.create(folder / "six.assurance", Clock(date(2021, 2, 1)))
    with desk.step("Set up"):
        rows.put_many(desk.db, [FIRST, SECOND])
        rows.put_many(desk.db, [Organisation(id=ref, ref=ref, name=name) for ref, name in BODIES.items()])
    issuing.issue(desk, "SIX-1", folder / "first", ["O07"])
    take(desk, folder / "first", {"O07": FULL})
    carry_forward.choose(desk, SECOND.id, FIRST.id)
    issuing.issue(desk, "SIX-2", folder / "second", list(BODIES))
    take(desk, folder / "second", TYPED)
    return desk


def take(desk: Desk, folder: Path, typed: dict[str, dict[Slot, object]]) -> None:
    paths = []
    for ref, answers in typed.items():
        path = next(folder.glob(f"*{ref}*"))
        book = load_workbook(path)
        found = cells(book)
        for slot, value in answers.items():
            found[slot].value = value
        book.save(path)
        paths.append(path)
    returns_import.import_files(desk, paths, take=True)
