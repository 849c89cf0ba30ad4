"""What strangers do to whole files and folders: each fault found once, kept as a case."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from assurance_desk.clock import Clock
from assurance_desk.domain.codes import make_code
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.returns import Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import files, returns, returns_import
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_reading import read_return
from assurance_desk.store import rows
from tests.make_sample.fill import cells
from tests.returns_desk import ANSWERS, answers, filled, issue, waiting

pytestmark = pytest.mark.whole

EMPLOYED = Slot("D1", "SG1", "employed")


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
def good(issued_once: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    return filled(issued_once[1]["O05"], tmp_path / "good.xlsx")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


def read(desk: Desk, data: bytes) -> Finding:
    finding = read_return(data, "r.xlsx", returns.expected(desk), Progress())
    assert finding.accounted
    return finding


def changed(path: Path, edit: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(path)
    edit(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return held.getvalue()


def kind(finding: Finding, slot: Slot) -> str:
    return next(one.kind for one in finding.answers if one.slot == slot)


def typed(slot: Slot, value: object, shown: str) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        cell = cells(book)[slot]
        cell.value, cell.number_format = value, shown

    return edit


@pytest.mark.parametrize(
    ("slot", "value", "shown"),
    [
        (EMPLOYED, 1, "0%"),
        (EMPLOYED, 12000, "0,"),
        (EMPLOYED, "1.000", "@"),
        (Slot("A3"), datetime(2019, 3, 18), "d-mmm"),  # noqa: DTZ001
        (Slot("A3"), datetime(2018, 3, 1), "mmm-yy"),  # noqa: DTZ001
    ],
)
def test_what_excel_shows_otherwise_than_it_holds_is_asked_about(
    desk: Desk, good: Path, slot: Slot, value: object, shown: str
) -> None:
    assert kind(read(desk, changed(good, typed(slot, value, shown))), slot)


def test_a_note_on_a_cell_and_words_in_its_label_do_not_disappear(desk: Desk, good: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = cells(book)[EMPLOYED]
        cell.comment = Comment("really 41, see payroll", "Jane")
        label = cell.parent.cell(cell.row, 2)
        label.value = f"{label.value} and 7 caretakers"

    left = " ".join(one.text for one in read(desk, changed(good, edit)).left_over)
    assert "really 41, see payroll" in left
    assert "and 7 caretakers" in left


def test_one_answer_in_cells_merged_over_several_is_asked_about(desk: Desk, good: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = cells(book)[EMPLOYED]
        cell.parent.merge_cells(
            start_row=cell.row, end_row=cell.row + 3, start_column=cell.column, end_column=cell.column
        )

    assert kind(read(desk, changed(good, edit)), EMPLOYED) == "unsure"


@pytest.mark.parametrize("what", ["foreign code", "other foot", "other name"])
def test_signs_that_contradict_each_other_make_the_file_doubtful(desk: Desk, good: Path, what: str) -> None:
    code = next(one.code for one in rows.find(desk.db, Return) if one.ref == "O05")
    swaps = {
        "foreign code": (code, make_code(99_123)),
        "other foot": (" · O05 · ", " · O06 · "),
        "other name": ("Questionnaire for Ludmarsh Homes", "Questionnaire for Tern Valley Housing Group"),
    }
    old, new = swaps[what]

    def edit(book: openpyxl.Workbook) -> None:
        for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)

    finding = read(desk, changed(good, edit))
    assert finding.doubt


def test_a_doubtful_second_file_is_asked_about_too_and_can_be_turned_away(
    desk: Desk, good: Path, child: Child, tmp_path: Path
) -> None:
    returns_import.import_files(desk, [good], take=True, child=child)
    code = next(one.code for one in rows.find(desk.db, Return) if one.ref == "O05").encode()
    other = make_code(99_123).encode()
    data = changed(good, lambda book: setattr(cells(book)[EMPLOYED], "value", 77))
    path = tmp_path / "stranger.xlsx"
    path.write_bytes(rezipped(data, lambda _name, part: part.replace(code, other)))
    [done] = returns_import.import_files(desk, [path], take=True, child=child)
    whose = next(one for one in waiting(desk) if not one.question and one.kind == "check")
    returns.decide(desk, whose.id, None, "by telephone")
    assert not rows.find(desk.db, Query, file_id=done.record.id, status="open")
    assert rows.get(desk.db, ReturnFile, done.record.id).status == "refused"
    assert answers(desk, "O05") == ANSWERS


def test_damaged_bytes_anywhere_are_refused_or_read_and_never_a_fault(desk: Desk, good: Path) -> None:
    whole = good.read_bytes()
    for place in range(40, len(whole), 397):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        for data in (bytes(damaged), whole[:place]):
            try:
                finding = read(desk, data)
            except DeskError:
                continue
            silent = {one.slot: one.value for one in finding.answers if not one.kind}
            assert silent == ANSWERS


def test_a_part_that_stands_twice_is_refused(desk: Desk, good: Path) -> None:
    held = io.BytesIO(good.read_bytes())
    with zipfile.ZipFile(held, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet2.xml", archive.read("xl/worksheets/sheet2.xml"))
    with pytest.raises(DeskError, match="same part twice"):
        read(desk, held.getvalue())


def test_thousands_of_stray_cells_are_one_thing_to_decide(desk: Desk, good: Path) -> None:
    more = "".join(f'<row r="{n}"><c r="Z{n}"><v>1</v></c></row>' for n in range(300, 9_000)).encode()
    data = rezipped(
        good.read_bytes(),
        lambda name, part: (
            re.sub(b"</sheetData>", more + b"</sheetData>", part) if "sheet2" in name else part
        ),
    )
    finding = read(desk, data)
    assert len(finding.left_over) < 100
    assert sum(one.cells for one in finding.left_over) == 8_700


@pytest.mark.skipif(os.name == "nt", reason="these are files of Linux and macOS")
def test_a_folder_of_everything_stops_at_nothing(
    desk: Desk, good: Path, child: Child, tmp_path: Path
) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    shutil.copy(good, folder / "good.xlsx")
    shutil.copy(good, folder / "same bytes.xlsx")
    (folder / "dangling.xlsx").symlink_to("/nowhere")
    (folder / "loop").symlink_to(folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xffd\n.xlsx")).write_bytes(b"")
    os.utime(folder / "good.xlsx", (1e12, 1e12))
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    paths = [folder, pipe, tmp_path / "gone.xlsx", Path("/dev/zero")]
    done = returns_import.import_files(desk, paths, take=True, child=child)
    assert sorted(one.status for one in done) == ["refused"] * 4 + ["same", "taken"]
    assert all(one.record.name.isprintable() for one in done)
    assert answers(desk, "O05") == ANSWERS


def test_a_worker_ended_from_outside_costs_nothing(desk: Desk, good: Path) -> None:
    child = Child()
    child.start()
    assert child.pid
    os.kill(child.pid, signal.SIGTERM)
    [done] = returns_import.import_files(desk, [good], take=True, child=child)
    child.close()
    assert done.status == "taken"


def test_a_file_refused_once_comes_in_when_it_can_be_read(
    desk: Desk, good: Path, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assurance_desk.services.child import WorkerFaultError

    def fault(*_args: object, **_more: object) -> object:
        raise WorkerFaultError("ours")

    with monkeypatch.context() as patched:
        patched.setattr(Child, "run", fault)
        [first] = returns_import.import_files(desk, [good], take=True, child=child)
    assert first.status == "refused"
    [again] = returns_import.import_files(desk, [good], take=True, child=child)
    assert again.status == "taken"
    assert len(rows.find(desk.db, ReturnFile)) == 1


def test_partial_copies_of_two_people_combine(desk: Desk, good: Path, child: Child, tmp_path: Path) -> None:
    paths = []
    for tab in ("A Policy", "D Training"):
        paths.append(tmp_path / f"{tab}.xlsx")
        paths[-1].write_bytes(changed(good, lambda book, tab=tab: book.remove(book[tab])))  # type: ignore[misc]
    returns_import.import_files(desk, paths[:1], take=True, child=child)
    assert rows.one(desk.db, Return, ref="O05").state == "part"  # type: ignore[union-attr]
    returns_import.import_files(desk, paths[1:], take=True, child=child)
    assert answers(desk, "O05") == ANSWERS
    assert rows.one(desk.db, Return, ref="O05").state == "taken in"  # type: ignore[union-attr]


def test_a_no_contradicts_the_yes_we_hold(desk: Desk, good: Path, child: Child, tmp_path: Path) -> None:
    returns_import.import_files(desk, [good], take=True, child=child)
    chosen = Slot("A6", "A6.2")
    path = tmp_path / "second.xlsx"
    path.write_bytes(changed(good, lambda book: setattr(cells(book)[chosen], "value", "No")))
    returns_import.import_files(desk, [path], take=True, child=child)
    [query] = waiting(desk)
    assert (query.slot, query.found, query.other) == (chosen, "No", "Yes")
    returns.decide(desk, query.id, "No")
    assert chosen not in answers(desk, "O05")
    desk.undo()
    assert answers(desk, "O05") == ANSWERS


def test_a_full_disk_takes_nothing_and_loses_nothing(desk: Desk, good: Path, child: Child) -> None:
    [pages] = desk.db.execute("PRAGMA page_count").fetchone()
    desk.db.execute(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(DeskError, match="no room left"):
        returns_import.import_files(desk, [good], take=True, child=child)
    assert not rows.find(desk.db, ReturnFile)
    desk.db.execute("PRAGMA max_page_count=1000000")
    [done] = returns_import.import_files(desk, [good], take=True, child=child)
    assert done.status == "taken"


def test_what_a_joined_sheet_puts_in_doubt_shares_one_cause_in_the_tray(
    desk: Desk, good: Path, child: Child, tmp_path: Path
) -> None:
    def join(book: openpyxl.Workbook) -> None:
        first, second = book["A Policy"], book["D Training"]
        for row in second.iter_rows(values_only=True):
            first.append(row)
        book.remove(second)

    path = tmp_path / "joined.xlsx"
    path.write_bytes(changed(good, join))
    returns_import.import_files(desk, [path], take=True, child=child)
    asked = [one for one in waiting(desk) if one.question and one.kind == "unsure"]
    assert len(asked) == len(ANSWERS)
    assert len({(one.sheet, one.cause) for one in asked}) == 1
    assert asked[0].cause == asked[0].reason
