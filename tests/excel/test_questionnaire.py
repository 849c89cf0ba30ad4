"""What a respondent and a programme find in an issued workbook."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.sheet_layout import MARK_COLUMN, MARK_HEAD, read_mark
from assurance_desk.excel.questionnaire import template, write
from assurance_desk.paths import resources

CODE = make_code(42)
LUDMARSH = Recipient("O05", "Ludmarsh Homes", CODE, {Slot("A1"): "Ludmarsh Homes", Slot("A4", "A4.4"): "Yes"})


@pytest.fixture(scope="module")
def htg():
    return questionnaire_from_json(
        (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    )


@pytest.fixture(scope="module")
def made(htg):
    return template(htg)


@pytest.fixture(scope="module")
def book(made):
    return opened(made.copy(LUDMARSH))


def opened(data, **how):
    return openpyxl.load_workbook(io.BytesIO(data), **how)


def sections(book):
    return [sheet for sheet in book.worksheets if sheet.title not in ("Cover", "Lists")]


def cells(book):
    """Each slot's cell, found by the marks alone."""
    found = {}
    for sheet in sections(book):
        for row in range(1, sheet.max_row + 1):
            mark = read_mark(str(sheet.cell(row, MARK_COLUMN).value or ""))
            if mark:
                assert (mark.questionnaire, mark.version, mark.return_ref, mark.code) == (
                    "HTG-2019",
                    "1.0",
                    "O05",
                    CODE,
                )
                for column, key in mark.columns.items():
                    found[Slot(mark.question, mark.row, key)] = sheet.cell(row, column + 1)
    return found


def test_every_slot_has_one_open_cell_and_nothing_else_is_open(book, htg):
    found = cells(book)
    assert set(found) == {slot for one in htg.questions() for slot, _rule in slots_of(one)}
    unlocked = {
        cell.coordinate + sheet.title
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == {cell.coordinate + cell.parent.title for cell in found.values()}
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    for cell in found.values():
        assert cell.fill.start_color.rgb.endswith("EEF5F8")
        assert cell.border.left.style == cell.border.top.style == "thin"


def test_it_is_as_the_command_line_promises(book):
    b, d = book["B Leadership"], book["D Staff trained"]
    heads = {cell.value: cell.column for row in b.iter_rows(max_row=8) for cell in row if cell.value}
    assert heads["Answer"] == 3
    assert {"Comment", "Evidence held", "Planned improvement", "Still to do"} <= set(heads)
    refs = [b.cell(row, 1).value for row in range(1, b.max_row)]
    assert {"B1", "B1a", "B2", "B2a", "B3", "B4"} <= set(refs)
    labels = [str(d.cell(row, 2).value) for row in range(1, d.max_row)]
    assert "SG1 Housing/neighbourhood officers (level 2)" in labels
    row = 1 + next(n for n, label in enumerate(labels) if label.startswith("SG1"))
    assert [d.cell(row - 1, column).value for column in (3, 4)] == [
        "Employed or contracted",
        "Of these, visit homes",
    ]


def test_the_cover_says_what_it_is_for_by_when_and_whom_to_ask(book):
    words = " ".join(
        str(cell.value) for row in book["Cover"].iter_rows() for cell in row if cell.value is not None
    )
    for said in (
        "Yellow bar at the top?",
        "Press Enable Editing.",
        "OFFICIAL",
        "15 March 2019",
        "Questionnaire for Ludmarsh Homes",
        "housing.training@mscb.example",
        "01632 960 147",
        "31 January 2019",
        CODE,
    ):
        assert said in words


def test_known_answers_are_filled_in_and_the_rest_is_empty(book):
    found = cells(book)
    assert found[Slot("A1")].value == "Ludmarsh Homes"
    assert found[Slot("A4", "A4.4")].value == "Yes"
    assert all(cell.value is None for slot, cell in found.items() if slot not in LUDMARSH.known)


def test_progress_is_there_before_anything_calculates_it(made):
    shown = opened(made.copy(LUDMARSH), data_only=True)
    assert shown["A About you"]["A2"].value == "2 of 6 answered. 4 still to answer."
    rows = [[cell.value for cell in row] for row in shown["Cover"].iter_rows(min_col=1, max_col=5)]
    assert next(row[3:] for row in rows if row[0] == "A") == ["2 of 6", "4 to answer"]
    assert next(row[3:] for row in rows if row[0] == "D") == ["0 of 7", "7 to answer"]


def test_what_is_filled_in_counts_and_a_part_more_than_its_whole_is_told(made):
    d1 = {"employed": "4", "visit": "3", "children": "5", "visit_children": "1", "adults": "2", "abuse": "1"}
    known = {Slot("D1", "SG1", key): value for key, value in d1.items()} | {
        Slot("D1", "SG2", "employed"): "0"
    }
    known |= {Slot("B4"): "Not applicable", Slot("B2a"): "2018-05-14", Slot("F2"): "4"}
    shown = opened(made.copy(replace(LUDMARSH, known=known)), data_only=True)
    assert shown["D Staff trained"]["A2"].value == "2 of 7 answered. 5 still to answer."
    said = [str(cell.value) for sheet in sections(shown) for row in sheet.iter_rows() for cell in row]
    assert "Check: E is more than C" in said
    assert "Say why" in said
    found = cells(shown)
    assert found[Slot("B2a")].value.date() == date(2018, 5, 14)
    assert found[Slot("F2")].value == 4


def test_lists_stand_in_ranges_and_every_check_explains_itself(book):
    rules = [rule for sheet in sections(book) for rule in sheet.data_validations.dataValidation]
    assert {rule.type for rule in rules} == {"list", "whole", "custom", "date"}
    for rule in rules:
        assert 0 < len(rule.prompt) <= 255
        assert 0 < len(rule.error) <= 225
        assert len(rule.promptTitle) <= 32
        assert len(rule.errorTitle) <= 32
        assert rule.type != "list" or rule.formula1.startswith("Lists!$")
    assert book["Lists"].sheet_state == "hidden"


def test_hidden_marks_are_told_of_and_hold_identification_only(book):
    for sheet in sections(book):
        assert sheet.cell(1, MARK_COLUMN).value == MARK_HEAD
        assert sheet.column_dimensions["N"].hidden
        assert not sheet.merged_cells.ranges
    assert "hidden columns" in " ".join(str(row[0].value) for row in book["Cover"].iter_rows())


def test_every_page_prints_on_a4_with_its_marking(book):
    for sheet in [book["Cover"], *sections(book)]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL"
        assert sheet.oddHeader.right.text == "Ludmarsh Homes"
        assert "Page &P of &N" in sheet.oddFooter.right.text
        assert CODE in sheet.oddFooter.left.text


def test_no_author_no_programme_and_the_same_bytes_twice(htg, made):
    data = made.copy(LUDMARSH)
    assert data == template(htg).copy(LUDMARSH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        names = archive.namelist()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert core.count("2019-02-04T09:00:00Z") == 2
    assert not [name for name in names if "comment" in name or "pivot" in name or "printer" in name]


def test_rows_grow_as_people_type(made):
    with zipfile.ZipFile(io.BytesIO(made.copy(LUDMARSH))) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
    row = re.search(
        r"<row [^>]*>(?=(?:(?!</row>).)*<t[^>]*>HTG-2019\|1\.0\|O05\|[^<]*\|B2\|)", sheet, re.DOTALL
    )
    assert row
    assert "ht=" in row[0]
    assert "customHeight" not in row[0]


@pytest.mark.whole
def test_a_copy_is_equal_to_one_written_afresh(htg, made, tmp_path):
    others = [
        Recipient(
            "O06a", "Tern Valley <Housing> & Co, “General” Needs", make_code(1), {Slot("A2"): "Named service"}
        ),
        Recipient(
            "O12", "Ærø 😀 " + "Almshouses " * 12, make_code(2), {Slot("A5a"): "12", Slot("A5b"): "not known"}
        ),
        Recipient("=O|1", "=HYPERLINK(1)", make_code(3)),
    ]
    for to in others:
        write(htg, to, tmp_path / "afresh.xlsx")
        assert made.copy(to) == (tmp_path / "afresh.xlsx").read_bytes()
        book = opened(made.copy(to))
        assert book["Cover"]["A1"].value == "OFFICIAL"


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+44 20", "-1", "@SUM(A1)", "#N/A", "<b>&amp;</b>", "_x0041_", "a\x07b", "l1\nl2", "😀 كلمة"],
)
def test_a_strangers_name_stays_words(made, typed):
    data = made.copy(Recipient("O05", typed, CODE, {Slot("A1"): typed}))
    cell = cells(opened(data))[Slot("A1")]
    assert cell.data_type in ("s", "inlineStr")
    assert str(cell.value).replace("_x005F_", "_") == typed.replace("\x07", "")


def test_a_long_question_is_wrapped_not_cut(htg, tmp_path):
    first = htg.sections[2]
    long = replace(first.questions[3], text="How is training delivered, " + "and by whom, " * 30)
    changed = replace(first, questions=(*first.questions[:3], long, *first.questions[4:]))
    write(replace(htg, sections=(changed,)), LUDMARSH, tmp_path / "q.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "q.xlsx")["C Training"]
    row = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "C4")
    assert sheet.cell(row, 2).alignment.wrap_text
    assert sheet.row_dimensions[row].height > 60
