"""What was carried forward and not confirmed goes back in the correction workbook, open, and comes home confirmed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.corrections import TELEPHONE, Correction, CorrectionBook
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ANSWERED, UNCONFIRMED, ReturnFile
from assurance_desk.services import (
    carried_back,
    checks,
    corrections_back,
    corrections_message,
    corrections_out,
    files,
    returns,
    returns_import,
    returns_taking_back,
    returns_view,
)
from assurance_desk.services.child import Child
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_import import ImportedFile
from assurance_desk.store import rows
from tests import two_rounds as t
from tests.make_sample.fill import cells

A1, A2, A4, A5 = Slot("A1"), Slot("A2"), Slot("A4"), Slot("A5")
SG1, SG2 = (Slot("D1", row, "children") for row in ("SG1", "SG2"))
STILL_A4, STILL_SG2 = Slot("A4", "", "still"), Slot("D1", "SG2", "still")
BEGUN: dict[Slot, object] = {Slot("A2", "", "still"): t.YES, Slot("A6", "", "still"): t.YES, A5: "lots"}
"""A2 and A6 confirmed, A5 unreadable; A1, A3, A4 and the table left as last time."""
LEFT = 1 + 1 + 1 + 16


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("rounds")
    desk = t.desk_with_a_round(folder)
    copies = t.issue_second(desk, folder / "second")
    path = desk.path
    desk.close()
    return path, copies


@pytest.fixture
def desk(issued: tuple[Path, dict[str, Path]], tmp_path: Path, child: Child) -> Iterator[Desk]:
    path = Path(shutil.copy(issued[0], tmp_path / "desk.assurance"))
    opened = files.open_desk(path, Clock(t.date(2021, 3, 4)))
    bring(opened, child, t.typed(issued[1]["O05"], tmp_path / "a.xlsx", BEGUN))
    yield opened
    opened.close()


def bring(desk: Desk, child: Child, path: Path, *, take: bool = True) -> ImportedFile:
    [done] = returns_import.import_files(desk, [path], take=take, child=child, received_on=t.date(2021, 3, 4))
    return done


def asked(desk: Desk, child: Child) -> CorrectionBook:
    record = t.second_return(desk)
    return corrections_out.keep(desk, corrections_out.write(corrections_out.plan(desk, record.id), child))


def opened(desk: Desk, book: CorrectionBook) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(corrections_out.data(desk, book)))


def answered(desk: Desk, book: CorrectionBook, path: Path, typed: dict[Slot, object]) -> Path:
    made = opened(desk, book)
    at = cells(made)
    for slot, value in typed.items():
        assert not at[slot].protection.locked, f"{slot} is locked"
        at[slot].value = value
    made.save(path)
    return path


def test_every_row_to_confirm_is_open_and_asked_for_on_the_first_sheet(desk: Desk, child: Child) -> None:
    book = asked(desk, child)
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Ask Ludmarsh Homes about 1 cell again, and to confirm others"
    assert book.file_id, "it was made from the file they sent"
    made = opened(desk, book)
    at = cells(made)
    free = {slot for slot, cell in at.items() if not cell.protection.locked}
    waits = {slot for slot, (_value, state) in t.states(desk).items() if state == UNCONFIRMED}
    assert len(waits) == count(desk) == LEFT
    stills = {Slot(ref, row, "still") for ref, row, _column in waits}
    assert free == waits | stills | {A5}
    words = [[cell.value for cell in row] for row in made.worksheets[0].iter_rows()]
    said = "\n".join(str(value) for line in words for value in line if value)
    assert "Please check 1 cell and send this file back to us." in said
    assert "Please say of 7 rows with last time’s answers, under “Still right?”, whether they are" in said
    line = next(line for line in words if line[3] == "2 years (last time)")
    assert line[1] == at[STILL_A4].coordinate
    assert line[4] == "Is that still right? Choose so in that cell, or type over the answer."
    links = {
        cell.hyperlink.location for row in made.worksheets[0].iter_rows() for cell in row if cell.hyperlink
    }
    assert f"'{at[STILL_SG2].parent.title}'!{at[STILL_SG2].coordinate}" in links
    beside = [cell.value for cell in at[A4].parent[at[A4].row] if str(cell.value).startswith("◀")]
    assert beside == ["◀ Still right? Choose so under “Still right?”, or type over the answer."]


def count(desk: Desk) -> int:
    """How many wait to be confirmed."""
    return len(carried_back.unconfirmed(desk, t.second_return(desk).id))


def test_confirmed_and_changed_count_and_the_rest_still_waits(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    book = asked(desk, child)
    said = {STILL_A4: t.YES, STILL_SG2: t.YES, A1: "Ludmarsh Homes Group", A5: 3000}
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", said), take=False)
    assert done.record.message == (
        "Corrections asked for on 4 March 2021: 1 answered, 6 confirmed or changed, 13 still as last time."
    )
    line = next(one for one in returns_view.tray(desk, t.SECOND) if one.ref == "O05")
    assert (line.group, line.waits) == (returns_view.DECIDE, "6 answers to take in, 1 to decide")
    assert t.states(desk)[A4] == ("2 years", UNCONFIRMED), "nothing is taken before the button"
    assert returns.take_in(desk, [done.record.id]) == 7
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Take in 2 corrected answers and 5 confirmed from Ludmarsh Homes"
    found = t.states(desk)
    assert found[A4] == ("2 years", ANSWERED)
    assert found[A1] == ("Ludmarsh Homes Group", ANSWERED)
    assert found[A5] == ("3000", ANSWERED)
    assert found[SG2] == ("20", ANSWERED)
    assert found[SG1] == ("20", UNCONFIRMED)
    assert rows.get(desk.db, ReturnFile, done.record.id).status == "taken"
    assert count(desk) == LEFT - 6
    kept = next(one for one in rows.find(desk.db, Correction) if one.slot == A4)
    assert (kept.before, kept.after, kept.who) == ("2 years", "2 years", "Ludmarsh Homes")
    assert kept.how == "in their correction workbook “back.xlsx”"
    desk.undo()
    assert count(desk) == LEFT
    desk.redo()
    assert count(desk) == LEFT - 6
    assert checks.problems(desk) == []


def test_taken_back_they_wait_to_be_confirmed_again(desk: Desk, child: Child, tmp_path: Path) -> None:
    book = asked(desk, child)
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", {STILL_A4: t.YES, A1: "New name"}))
    before = t.states(desk)
    assert before[A4][1] == before[A1][1] == ANSWERED
    found = returns_taking_back.take_back(desk, done.record.id)
    assert {one.slot for one, _was in found.goes} == {A4, A1}
    assert t.states(desk)[A4] == ("2 years", UNCONFIRMED)
    assert t.states(desk)[A1] == ("Ludmarsh Homes Limited", UNCONFIRMED)
    assert returns.take_in(desk, [done.record.id]) == 2
    assert t.states(desk) == before


def test_what_is_emptied_or_cannot_be_read_is_listed_and_waits(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    book = asked(desk, child)
    said: dict[Slot, object] = {A4: None, SG1: "some", STILL_SG2: "ask Jo"}
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", said))
    back = corrections_back.compare(desk, returns.finding_of(desk, done.record), done.record)
    assert {(one.was, one.now) for one in back.changed} == {("2 years", ""), ("20", "some"), ("", "ask Jo")}
    assert back.said == ()
    assert t.states(desk)[A4] == ("2 years", UNCONFIRMED)
    assert t.states(desk)[SG1] == ("20", UNCONFIRMED)


def test_said_by_telephone_meanwhile_it_is_not_said_again(desk: Desk, child: Child, tmp_path: Path) -> None:
    book = asked(desk, child)
    record = t.second_return(desk)
    carried_back.confirm(desk, record.id, Told("J. Marsh", TELEPHONE), [A4])
    steps = len(rows.find(desk.db, Correction))
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", {STILL_A4: t.YES}))
    assert done.status == "same"
    assert len(rows.find(desk.db, Correction)) == steps
    again = asked(desk, child)
    assert cells(opened(desk, again))[STILL_A4].protection.locked, "what is confirmed is not asked again"
    _subject, body = corrections_message.message(desk, again)
    assert f"{LEFT - 1} answers stand as you gave them last time." in body


def test_nothing_but_what_is_to_be_confirmed_makes_a_workbook_and_a_message(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    [query] = corrections_out.askable(desk, t.second_return(desk).id)
    returns.decide(desk, query.id, "3000")
    with desk.step("Add"):
        rows.put(desk.db, Contact(id="c", organisation_id="O05", name="J. Marsh", email="j@ludmarsh.example"))
    view = returns_view.of_return(desk, t.second_return(desk).id)
    assert view
    assert corrections_message.offer(view.to_ask, view.to_confirm) == (
        f"Make a correction workbook to confirm {LEFT} answers"
    )
    book = asked(desk, child)
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == f"Ask Ludmarsh Homes to confirm {LEFT} answers"
    words = "\n".join(
        str(cell.value) for row in opened(desk, book).worksheets[0].iter_rows() for cell in row if cell.value
    )
    assert "Please check 1" not in words
    assert "Then save the file and send it back to us. Until then those answers do not count." in words
    mail = message_from_bytes(corrections_message.draft(desk, book), policy=policy.default)
    text = mail.get_body().get_content()
    assert f"{LEFT} answers stand as you gave them last time." in text
    assert "Your own file is attached, with those rows marked and open." in text
    assert "0 cells" not in text
    view = returns_view.of_return(desk, t.second_return(desk).id)
    assert view
    assert (view.to_ask, view.to_confirm) == (0, 0)
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", {STILL_A4: t.YES}), take=False)
    line = next(one for one in returns_view.tray(desk, t.SECOND) if one.ref == "O05")
    assert (line.group, line.waits) == (returns_view.DECIDE, "1 answer to take in")
    assert returns.staged_files(desk) == [done.record.id]
    returns.take_in(desk, [done.record.id])
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Take in 1 confirmed answer from Ludmarsh Homes"
    line = next(one for one in returns_view.tray(desk, t.SECOND) if one.ref == "O05")
    assert line.group == returns_view.TAKEN_IN


def as_ods(desk: Desk) -> None:
    [file] = [one for one in rows.find(desk.db, ReturnFile) if one.name == "a.xlsx"]
    with desk.step("As if it had come as ods"):
        rows.put(desk.db, replace(file, name="a.ods"))


@pytest.mark.parametrize("way", ["ods", "no column"])
def test_a_fresh_copy_shows_what_was_said_and_asks_only_for_the_rest(
    desk: Desk, child: Child, tmp_path: Path, issued: tuple[Path, dict[str, Path]], way: str
) -> None:
    """Where their file is no xlsx, or has no longer the column that confirms."""
    if way == "ods":
        as_ods(desk)
    else:
        without_column(desk, child, tmp_path)
    book = asked(desk, child)
    assert book.file_id is None
    at = cells(opened(desk, book))
    assert at[Slot("A2", "", "still")].value == t.YES
    assert at[Slot("A2", "", "still")].protection.locked
    assert at[STILL_A4].value is None
    assert (at[A2].value, at[A4].value, at[A5].value) == ("Mostly met", "2 years", "lots")
    bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", {STILL_A4: t.YES, A5: 3000}))
    found = t.states(desk)
    assert (found[A4], found[A5]) == (("2 years", ANSWERED), ("3000", ANSWERED))
    assert found[A1][1] == UNCONFIRMED


def without_column(desk: Desk, child: Child, folder: Path) -> None:
    """As if what they sent had lost the words over the cells that confirm."""
    from assurance_desk.store import blobs

    [file] = [one for one in rows.find(desk.db, ReturnFile) if one.name == "a.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(blobs.read(desk.db, file.sha256)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Still right?":
                    cell.value = "Notes"
    buffer = io.BytesIO()
    book.save(buffer)
    with desk.step("As they sent it"):
        rows.put(desk.db, replace(file, sha256=blobs.keep(desk.db, buffer.getvalue())))
