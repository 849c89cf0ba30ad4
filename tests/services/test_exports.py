"""What a colleague opens in Excel: every answer, why there is none, and nothing they should not see."""

from __future__ import annotations

import csv
import importlib
import io
import zipfile
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.returns import Answer, Query, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import exports, files
from assurance_desk.store import rows
from tests import gaps_desk

pytestmark = pytest.mark.whole

HEADS = [
    "Organisation", "Service", "Question", "Row", "Column", "Answer", "Comment", "Evidence held",
    "Planned improvement", "State", "Recovered by", "Source cell",
]  # fmt: skip
STATES = {"answered", "not asked", "not returned", "blank", "not applicable", "unreadable", "unconfirmed"}
HARD = ("=1+1", "+44 20", "-5", "@here", "<b>&amp;</b>", "a\x07b", "😀", "שלום", "line\nline", "_x0041_")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    desk = files.create(tmp_path_factory.mktemp("gaps") / "w.assurance", Clock(date(2019, 4, 30)))
    gaps_desk.fill(desk)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def exported(workbook, tmp_path_factory):
    path = tmp_path_factory.mktemp("out") / "returns.xlsx"
    exports.export(workbook, "returns", path)
    return path


@cache
def book_at(path):
    return openpyxl.load_workbook(path)


@cache
def long_rows(path):
    sheet = book_at(path)["Answers"]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    return lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_the_two_sheets_are_as_promised(exported):
    book = book_at(exported)
    assert book.sheetnames == ["Returns", "Answers"]
    wide = book["Returns"]
    assert wide.max_row == 1 + 41  # a row a question
    assert wide.max_column == 2 + 14  # a column a return
    assert wide.cell(1, 3).value == "O01 Larkford BC"
    heads, found = long_rows(exported)
    assert heads == HEADS
    assert {line["State"] for line in found} <= STATES
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddHeader.center.text == "OFFICIAL"
        assert sheet["A2"].alignment.wrap_text
        wide = sum(column.width for column in sheet.column_dimensions.values())
        assert sheet.page_setup.scale == 70 if wide > 220 else sheet.page_setup.fitToWidth == 1


def test_the_figures_can_be_added_up_from_the_long_table(exported):
    _heads, found = long_rows(exported)
    children = [
        line
        for line in found
        if line["Question"] == "D1" and str(line["Column"]).startswith("In date: children")
    ]
    assert sum(line["Answer"] for line in children if line["State"] == "answered") == 404
    employed = [
        line["Answer"] for line in found if line["Column"] == "Employed or contracted" and line["Answer"]
    ]
    assert sum(employed) == 607


def test_each_silence_has_its_own_name(exported):
    _heads, found = long_rows(exported)

    def state(organisation, question, row=None):
        return {
            line["State"]
            for line in found
            if line["Organisation"] == organisation
            and line["Question"] == question
            and (not row or line["Row"] == row)
        }

    assert state("Penhollow District Council", "B2") == {"not returned"}
    assert state("Quillgate Temporary Accommodation Ltd", "B4") == {"blank"}
    assert state("Quillgate Temporary Accommodation Ltd", "B2") == {"answered"}
    assert state("Larkford Borough Council", "E4") == {"not applicable"}
    assert state("Larkford Borough Council", "D1", "SG5") == {"answered", "not applicable", "blank"}


def test_a_service_stands_beside_its_organisation_and_a_comment_beside_its_answer(exported):
    _heads, found = long_rows(exported)
    tallis = [line for line in found if line["Service"] == "Tallis Repairs"]
    assert {line["Organisation"] for line in tallis} == {"Tern Valley Housing Group"}
    rating = next(line for line in tallis if line["Question"] == "F2")
    assert (rating["Answer"], rating["State"]) == ("4", "answered")
    assert rating["Comment"].startswith("The lads")
    assert rating["Source cell"]
    policy = next(line for line in tallis if line["Question"] == "B2")
    assert policy["Evidence held"].startswith("Group policy SP3")
    assert policy["Planned improvement"] == "Adopt the group policy"


def test_days_are_days_and_numbers_numbers(exported):
    _heads, found = long_rows(exported)
    day = next(line["Answer"] for line in found if line["Question"] == "B2a" and line["Answer"])
    assert isinstance(day, datetime)
    homes = next(line["Answer"] for line in found if line["Question"] == "A5a")
    assert homes == 412


def test_nothing_is_left_in_the_file_but_what_is_seen(exported):
    with zipfile.ZipFile(exported) as inside:
        names = inside.namelist()
        everything = b"".join(inside.read(name) for name in names)
    assert not [
        n for n in names if any(w in n for w in ("comment", "pivot", "custom", "external", "vba", "drawing"))
    ]
    assert b"<f>" not in everything
    assert b"creator" not in everything
    assert b"lastModifiedBy" not in everything
    assert b'state="hidden"' not in everything
    assert b'hidden="1"' not in everything.replace(
        b'_FilterDatabase" localSheetId="0" hidden="1"', b""
    ).replace(b'_FilterDatabase" localSheetId="1" hidden="1"', b"")
    assert b"mergeCell" not in everything


REFS = ("O01", "O02", "O04", "O05", "O06a", "O06b", "O06c", "O07", "O08", "O09", "O10", "O11", "O12")
LONG = ("x" * 40_000, "😀" * 40_000, "_x0041_" * 6_000)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory):
    """One hard text in each return's G4a, and a number that could not be read; exported both ways."""
    folder = tmp_path_factory.mktemp("spoiled")
    desk = files.create(folder / "w.assurance", Clock(date(2019, 4, 30)))
    gaps_desk.fill(desk)
    returns = {one.ref: one for one in rows.find(desk.db, Return)}
    with desk.step("Edit"):
        for ref, typed in zip(REFS, (*HARD, *LONG), strict=True):
            for question, value in (("G4a", typed), ("A5a", "" if ref == "O01" else "5")):
                old = rows.one(desk.db, Answer, return_id=returns[ref].id, question=question)
                if old:
                    rows.remove(desk.db, old)
                answer = Answer(id=new_id(), return_id=returns[ref].id, question=question, value=value)
                rows.put(desk.db, answer)
        rows.put(
            desk.db,
            Query(
                id=new_id(),
                return_id=returns["O01"].id,
                kind="unreadable",
                question="A5a",
                found="approx 30",
                sheet="A About you",
                cell="C9",
            ),
        )
    exports.export(desk, "returns", folder / "r.xlsx")
    exports.export(desk, "returns", folder / "r.csv")
    desk.close()
    return folder


def shown_texts(folder):
    sheet = book_at(folder / "r.xlsx")["Answers"]
    every = [
        row[5] for row in sheet.iter_rows(min_row=2) if row[2].value == "G4a" and row[9].value == "answered"
    ]
    return dict(zip((*HARD, *LONG), every, strict=True))


def test_what_was_typed_is_shown_as_typed_and_runs_nowhere(spoiled):
    shown = shown_texts(spoiled)
    for typed in HARD:
        cell = shown[typed]
        assert cell.data_type == "s"
        expected = typed.replace("\x07", "")
        assert cell.value in (expected, expected.replace("_x", "_x005F_x")), typed
        assert bool(cell.quotePrefix) == typed.startswith(("=", "+", "-", "@"))
    lines = csv.reader(io.StringIO((spoiled / "r.csv").read_text(encoding="utf-8-sig")))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_a_text_longer_than_a_cell_says_that_it_was_cut(spoiled):
    shown = shown_texts(spoiled)
    for typed in LONG:
        value = shown[typed].value
        assert "cut here" in value[-120:]
        assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_what_could_not_be_read_stands_as_typed_and_says_so(spoiled):
    _heads, lines = long_rows(spoiled / "r.xlsx")
    line = next(one for one in lines if one["Question"] == "A5a")
    assert (line["Answer"], line["State"], line["Source cell"]) == (
        "approx 30",
        "unreadable",
        "A About you!C9",
    )


def test_csv_is_the_long_table_alone(workbook, tmp_path):
    made = exports.export(workbook, "returns", tmp_path / "r.csv")
    assert [name for name, _count in made.sheets] == ["Answers"]
    lines = list(csv.reader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))))
    assert lines[0] == HEADS
    assert len(lines) == made.sheets[0][1] + 1


def test_register_and_actions_are_plain_tables(workbook, tmp_path):
    exports.export(workbook, "register", tmp_path / "r.xlsx")
    exports.export(workbook, "actions", tmp_path / "a.xlsx", review="CI")
    register = openpyxl.load_workbook(tmp_path / "r.xlsx")["Register"]
    assert register.max_row == 4
    actions = openpyxl.load_workbook(tmp_path / "a.xlsx")["Actions"]
    lines = list(actions.iter_rows(values_only=True))
    first = dict(zip(lines[0], next(line for line in lines if line[2] == "R3.1"), strict=True))
    assert first["Due"].date() == date(2019, 2, 4)
    assert first["Days overdue"] == 85


def test_refusals_say_what_to_do(workbook, tmp_path):
    with pytest.raises(DeskError, match="no questionnaire “X”.*HTG-2019"):
        exports.export(workbook, "returns", tmp_path / "r.xlsx", questionnaire="X")
    with pytest.raises(DeskError, match=r"\.xlsx"):
        exports.export(workbook, "returns", tmp_path / "r.pdf")
    with pytest.raises(DeskError, match="no review “X”"):
        exports.export(workbook, "register", tmp_path / "r.xlsx", review="X")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_workbook_has_nothing_to_export(tmp_path):
    bare = files.create(tmp_path / "w.assurance", Clock(date(2019, 4, 30)))
    with pytest.raises(DeskError, match="no returns"):
        exports.export(bare, "returns", tmp_path / "r.xlsx")
    with pytest.raises(DeskError, match="no review yet"):
        exports.export(bare, "actions", tmp_path / "r.xlsx")
    bare.close()


def test_a_row_is_as_tall_as_its_longest_words(exported):
    sheet = book_at(exported)["Returns"]
    place = next(row for row in range(2, 43) if sheet.cell(row, 1).value == "D1")
    lines = sheet.cell(place, 2).value.splitlines()
    assert "SG5 Repairs operatives and contractors" in lines
    assert sheet.row_dimensions[place].height >= 12 * len(lines)
    assert "January 2019" in sheet.cell(place, 6).value
    assert sheet.row_dimensions[1].height > 20  # "O06a Tern Valley: General Needs" takes two lines


def test_the_worker_writes_the_same_file(workbook, exported):
    from assurance_desk.services.worker import TASKS

    module, _colon, name = TASKS["write returns"].partition(":")
    write = getattr(importlib.import_module(module), name)
    again = write(exports.gather_returns(workbook), workbook.clock.today())
    with zipfile.ZipFile(io.BytesIO(again)) as one, zipfile.ZipFile(exported) as other:
        sheets = [name for name in one.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2
        assert all(one.read(name) == other.read(name) for name in sheets)
