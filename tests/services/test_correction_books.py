"""A query goes back in the agency's own file; when that comes home, only what was asked is merged."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.corrections import CHECK_SHEET, TELEPHONE, CorrectionBook, CorrectionItem
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Query, Return, ReturnFile
from assurance_desk.services import (
    checks,
    corrections,
    corrections_back,
    corrections_message,
    corrections_out,
    files,
    returns,
    returns_import,
    returns_taking_back,
)
from assurance_desk.services.child import Child
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.make_sample.fill import cells
from tests.returns_desk import ANSWERS, answers, filled, issue, waiting

SG1, EMPLOYED, A4 = Slot("D1", "SG1", "children"), Slot("D1", "SG1", "employed"), Slot("A4")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    desk, copies = issue(tmp_path_factory.mktemp("issued"))
    path = desk.path
    desk.close()
    return path, copies


@pytest.fixture
def desk(issued_once: tuple[Path, dict[str, Path]], tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(issued_once[0], tmp_path / "desk.assurance"))
    opened = files.open_desk(path, Clock(date(2019, 4, 24)))
    yield opened
    opened.close()


@pytest.fixture
def copies(issued_once: tuple[Path, dict[str, Path]]) -> dict[str, Path]:
    return issued_once[1]


def bring(desk: Desk, child: Child, path: Path, *, take: bool = True) -> returns_import.ImportedFile:
    [done] = returns_import.import_files(desk, [path], take=take, child=child, received_on=date(2019, 4, 24))
    return done


def asked(desk: Desk, child: Child) -> CorrectionBook:
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    book = corrections_out.keep(desk, corrections_out.write(corrections_out.plan(desk, record.id), child))
    return corrections_out.mark_sent(desk, book.id, date(2019, 4, 25))


def opened(desk: Desk, book: CorrectionBook) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(corrections_out.data(desk, book)))


def answered(desk: Desk, book: CorrectionBook, path: Path, change: Callable[[Any], object]) -> Path:
    made = opened(desk, book)
    change(made)
    made.save(path)
    return path


def put(**values: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        at = cells(book)
        for slot, value in BY_NAME.items():
            if slot in values:
                at[value].value = values[slot]

    return change


BY_NAME = {"sg1": SG1, "employed": EMPLOYED, "a4": A4, "a5": Slot("A5"), "a2": Slot("A2")}


def spoiled(desk: Desk, child: Child, copies: dict[str, Path], folder: Path) -> None:
    bring(desk, child, filled(copies["O05"], folder / "a.xlsx", {SG1: "approx 30", A4: "2/3 yrs"}))


def test_it_is_their_own_file_with_only_the_questioned_cells_marked_and_open(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    assert book.file_id, "it was made from the file they sent"
    made = opened(desk, book)
    assert made.sheetnames[0] == CHECK_SHEET
    assert made.active is not None
    assert made.active.title == CHECK_SHEET
    at = cells(made)
    open_cells = {
        (sheet.title, cell.coordinate)
        for sheet in made.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    items = rows.find(desk.db, CorrectionItem, book_id=book.id)
    assert open_cells == {(one.sheet, one.cell) for one in items}
    assert {one.slot for one in items} == {SG1, A4}
    assert all(sheet.protection.sheet for sheet in made.worksheets)
    assert (at[SG1].value, at[Slot("A1")].value) == ("approx 30", "Ludmarsh Homes Limited")
    assert at[SG1].fill.start_color.rgb != at[EMPLOYED].fill.start_color.rgb
    beside = [str(cell.value) for cell in at[SG1].parent[at[SG1].row] if str(cell.value).startswith("◀")]
    assert beside == ["◀ Please check: Expected a whole number such as 12. Please write your answer again."]
    before = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [s.title for s in made.worksheets if s.sheet_state != "visible"] == [
        s.title for s in before.worksheets if s.sheet_state != "visible"
    ], "nothing hidden was added"


def test_its_first_sheet_says_what_to_check_with_a_link_to_each_cell(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    first = opened(desk, book).worksheets[0]
    lines = [[cell.value for cell in row] for row in first.iter_rows()]
    words = "\n".join(str(value) for line in lines for value in line if value)
    assert "This is your own file as you sent it." in words
    assert "Please check 2 cells and send this file back to us." in words
    assert f"Correction code {book.code}" in words
    asks = [line for line in lines if line[3] in ("approx 30", "2/3 yrs")]
    assert len(asks) == 2
    links = [cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink]
    items = rows.find(desk.db, CorrectionItem, book_id=book.id)
    assert sorted(links) == sorted(f"'{one.sheet}'!{one.cell}" for one in items)


def test_formulas_keep_the_results_protected_view_shows(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    shown = openpyxl.load_workbook(io.BytesIO(corrections_out.data(desk, book)), data_only=True)
    with_formulas = opened(desk, book)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in with_formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    before = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    for sheet, where in formulas:
        assert shown[sheet][where].value == before[sheet][where].value


def test_what_resolves_the_doubt_is_taken_and_says_what_it_was(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    assert {one.stage for one in waiting(desk)} == {"asked"}
    path = answered(desk, book, tmp_path / "back.xlsx", put(sg1=30))
    done = bring(desk, child, path, take=False)
    assert done.status == "staged"
    assert done.record.message == "Corrections asked for on 25 April 2019: 1 answered, 1 as it was."
    query = next(one for one in waiting(desk) if one.slot == SG1)
    assert (query.stage, query.answer, query.answer_reading, query.answered_on) == (
        "answered", "30", "30", date(2019, 4, 24),
    )  # fmt: skip
    assert SG1 not in answers(desk, "O05")
    assert returns.take_in(desk, [done.record.id]) == 1
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Take in 1 corrected answer from Ludmarsh Homes"
    assert answers(desk, "O05")[SG1] == "30"
    assert rows.get(desk.db, Query, query.id).stage == "closed"
    assert rows.get(desk.db, ReturnFile, done.record.id).status == "taken"
    [left] = waiting(desk)
    assert (left.slot, left.stage) == (A4, "asked")
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    [made] = corrections.of_return(desk, record.id)[SG1]
    assert (made.before, made.after, made.how) == ("", "30", "in their correction workbook “back.xlsx”")


def test_anything_else_that_changed_is_listed_and_not_taken(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)

    def change(made: Any) -> None:
        put(sg1=30, a4="2 years", a5=1, a2="Fully met")(made)
        made.worksheets[1]["H1"].value = "see my other e-mail"

    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", change))
    assert done.record.message.endswith("2 answered; 3 other cells changed: listed, not taken.")
    held = answers(desk, "O05")
    assert (held[SG1], held[A4]) == ("30", "2 years")
    assert (held[Slot("A5")], held[Slot("A2")]) == (ANSWERS[Slot("A5")], ANSWERS[Slot("A2")])
    back = corrections_back.compare(desk, returns.finding_of(desk, done.record), done.record)
    assert {(one.was, one.now) for one in back.changed} == {
        ("3120", "1"), ("Mostly met", "Fully met"), ("", "see my other e-mail"),
    }  # fmt: skip
    assert not waiting(desk)


def test_an_answer_that_still_cannot_be_read_waits_for_a_person(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", put(sg1="about thirty", a4=None)))
    by_slot = {one.slot: one for one in waiting(desk)}
    assert by_slot[SG1].answer_why == "expected a whole number such as 12"
    assert by_slot[A4].answer_why == "they emptied the cell"
    assert {one.stage for one in by_slot.values()} == {"answered"}
    returns.decide(desk, by_slot[SG1].id, "30", "by telephone")
    assert answers(desk, "O05")[SG1] == "30"
    assert not any(one.slot == SG1 for one in waiting(desk))


def test_more_trained_than_employed_opens_both_cells_and_either_settles_it(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    bring(desk, child, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: 45}))
    book = asked(desk, child)
    assert {one.slot for one in rows.find(desk.db, CorrectionItem, book_id=book.id)} == {SG1, EMPLOYED}
    bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", put(employed=50)))
    held = answers(desk, "O05")
    assert (held[EMPLOYED], held[SG1]) == ("50", "45")
    assert not waiting(desk)


def test_a_cell_in_doubt_twice_is_asked_about_once_and_its_answer_settles_both(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    bring(desk, child, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: 45}))
    bring(desk, child, filled(copies["O05"], tmp_path / "b.xlsx", {SG1: 30}), take=False)
    assert [one.slot for one in waiting(desk)] == [
        SG1,
        SG1,
    ]  # more than are employed, and two files that differ
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    assert len(corrections_out.to_ask(desk, record.id)) == 1
    book = asked(desk, child)
    assert corrections_out.to_ask(desk, record.id) == []
    assert all(one.asked_on for one in waiting(desk))
    assert "Which is right?" in str(
        [cell.value for line in opened(desk, book).worksheets[0] for cell in line]
    )
    bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", put(sg1=20)))
    assert answers(desk, "O05")[SG1] == "20"
    assert not waiting(desk)


def test_the_same_correction_twice_changes_nothing_and_an_untouched_one_says_so(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    same = tmp_path / "untouched.xlsx"
    same.write_bytes(corrections_out.data(desk, book))
    done = bring(desk, child, same)
    assert (done.status, done.record.message) == (
        "same", "Corrections asked for on 25 April 2019: 0 answered, 2 as it was.",
    )  # fmt: skip
    path = answered(desk, book, tmp_path / "back.xlsx", put(sg1=30))
    bring(desk, child, path)
    steps = len(desk.history())
    assert bring(desk, child, path).status == "same"
    assert len(desk.history()) == steps


def test_rows_moved_and_a_sheet_renamed_it_still_comes_home(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)

    def change(made: Any) -> None:
        put(sg1=30)(made)
        sheet = cells(made)[SG1].parent
        sheet.title = "Ours"
        sheet.insert_rows(2)

    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", change))
    assert answers(desk, "O05")[SG1] == "30"
    assert "other cell" not in done.record.message


def test_without_our_first_sheet_it_is_read_as_another_copy_and_every_difference_asked(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)

    def change(made: Any) -> None:
        put(sg1=30, a5=1)(made)
        del made[CHECK_SHEET]

    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", change))
    assert done.record.correction_id is None
    assert answers(desk, "O05")[Slot("A5")] == ANSWERS[Slot("A5")]
    assert any(one.kind == "difference" and one.slot == Slot("A5") for one in waiting(desk))


def test_what_is_no_xlsx_gets_a_fresh_copy_with_their_answers_and_says_so(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    [file] = rows.find(desk.db, ReturnFile)
    with desk.step("As if it had come as ods"):
        from dataclasses import replace

        rows.put(desk.db, replace(file, name="a.ods"))
    book = asked(desk, child)
    assert book.file_id is None
    made = opened(desk, book)
    words = "\n".join(str(c.value) for row in made.worksheets[0].iter_rows() for c in row if c.value)
    assert "This is a fresh copy with the answers you gave us" in words
    at = cells(made)
    assert (at[SG1].value, at[Slot("A5")].value, at[Slot("A1")].value) == (
        "approx 30", 3120, "Ludmarsh Homes Limited",
    )  # fmt: skip
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", put(sg1=30)))
    assert done.record.message == "Corrections asked for on 25 April 2019: 1 answered, 1 as it was."
    assert answers(desk, "O05")[SG1] == "30"


def test_the_message_has_one_addressee_the_marking_first_and_the_workbook_attached(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    from email import message_from_bytes, policy

    from assurance_desk.domain.organisations import Contact

    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    with pytest.raises(corrections_message.NoAddressForCorrectionError, match="No contact of Ludmarsh Homes"):
        corrections_message.draft(desk, book)
    with desk.step("Add"):
        rows.put(
            desk.db, Contact(id="c", organisation_id="O05", name="J. Marsh", email="j.marsh@ludmarsh.example")
        )
    mail = message_from_bytes(corrections_message.draft(desk, book), policy=policy.default)
    assert len(mail.get_all("To")) == 1
    assert mail["To"].addresses[0].addr_spec == "j.marsh@ludmarsh.example"
    assert mail["Subject"] == "OFFICIAL: Training: please check your answers"
    [attached] = list(mail.iter_attachments())
    assert attached.get_filename() == book.name
    assert attached.get_content() == corrections_out.data(desk, book)
    assert "May we ask about 2 cells of it?" in mail.get_body().get_content()


def test_no_other_agencys_words_and_no_author_of_ours_are_in_it(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    bring(
        desk, child, filled(copies["O06"], tmp_path / "b.xlsx", {Slot("A2", "", "evidence"): "Tern secret"})
    )
    book = asked(desk, child)
    with zipfile.ZipFile(io.BytesIO(corrections_out.data(desk, book))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "Tern" not in everything
    assert "openpyxl" not in everything
    assert "comments" not in " ".join(archive.namelist())


def test_a_correction_workbook_that_came_back_is_taken_back_and_asks_again(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    before = answers(desk, "O05")
    book = asked(desk, child)
    path = answered(desk, book, tmp_path / "back.xlsx", put(sg1=30, a4="2 years"))
    done = bring(desk, child, path)
    assert answers(desk, "O05") == before | {SG1: "30", A4: "2 years"}
    corrections.correct(desk, done.record.return_id or "", A4, "3 years", Told("J. Marsh", TELEPHONE))
    found = returns_taking_back.take_back(desk, done.record.id)
    assert [(one.slot, was) for one, was in found.goes] == [(SG1, None)]
    assert [(one.value, one.why) for one in found.left] == [("3 years", "changed since")]
    assert answers(desk, "O05") == before | {A4: "3 years"}
    [again] = waiting(desk)
    assert (again.slot, again.stage) == (SG1, "answered"), "what it says waits to be taken in again"
    assert rows.get(desk.db, ReturnFile, done.record.id).status == "staged"
    assert checks.problems(desk) == []
    assert returns.take_in(desk, [done.record.id]) == 1
    assert answers(desk, "O05")[SG1] == "30"


def test_a_whole_return_is_taken_back_in_one_step_its_corrections_with_it(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    spoiled(desk, child, copies, tmp_path)
    book = asked(desk, child)
    done = bring(desk, child, answered(desk, book, tmp_path / "back.xlsx", put(sg1=30)))
    files = [one.id for one in rows.find(desk.db, ReturnFile) if one.return_id == done.record.return_id]
    assert len(files) == 2
    before, steps = answers(desk, "O05"), len(desk.history())
    found = returns_taking_back.take_back(desk, *files)
    assert (len(found.goes), found.left, found.name) == (len(before), (), "Ludmarsh Homes")
    assert answers(desk, "O05") == {}
    assert len(desk.history()) == steps + 1
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    assert record.state == "issued"
    assert checks.problems(desk) == []
    desk.undo()
    assert answers(desk, "O05") == before
    desk.redo()
    assert returns.take_in(desk, returns.staged_files(desk)) == len(before)
    assert answers(desk, "O05") == before
