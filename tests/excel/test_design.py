"""A questionnaire goes out to be drafted in Excel and comes back as it was, or with every cell named that was not read."""

import io
import zipfile
from dataclasses import fields, replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assurance_desk.domain.design_read import NoDesignError, read_design
from assurance_desk.domain.design_sheet import ABOUT, COLUMNS, FIELDS, QUESTIONS, ROWS, SECTIONS
from assurance_desk.domain.design_tables import every_doubt
from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.excel.design import write_design
from assurance_desk.paths import resources
from assurance_desk.reading import spreadsheets

DAY = date(2019, 1, 7)


@pytest.fixture(scope="module")
def htg():
    path = resources() / "sample" / "htg_2019_v1_0.json"
    return questionnaire_from_json(path.read_text(encoding="utf-8"))


def back(data, name="drafted.xlsx"):
    return read_design(spreadsheets.read(data, name))


def edited(questionnaire, edit):
    """What comes back after ``edit`` was done to the workbook by hand."""
    book = openpyxl.load_workbook(io.BytesIO(write_design(questionnaire, DAY)))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return back(buffer.getvalue())


def at(sheet, heading, row):
    """The cell under a heading in the line of that number, 1 being the first."""
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    return sheet.cell(row + 1, column)


def same(found, questionnaire):
    """Apart from what a workbook to draft in does not show."""
    keep = ("id", "recommendation_id", "status", "issued_on", "body", "body_word", "last_round_id")
    return (
        replace(found.questionnaire, **{name: getattr(questionnaire, name) for name in keep}) == questionnaire
    )


NOT_SHOWN = {
    ABOUT: {
        "id",
        "body",
        "body_word",
        "status",
        "issued_on",
        "recommendation_id",
        "sections",
        "last_round_id",
    },
    SECTIONS: {"questions"},
    QUESTIONS: {"rows", "columns", "recommendation_ids"},
    ROWS: set(),
    COLUMNS: set(),
}
"""What holds only inside one workbook, or stands in a table of its own."""


@pytest.mark.parametrize(
    ("table", "record"),
    [(ABOUT, Questionnaire), (SECTIONS, Section), (QUESTIONS, Question), (ROWS, Row), (COLUMNS, Column)],
)
def test_everything_a_design_holds_has_its_place_in_the_workbook(table, record):
    held = {one.name for one in fields(record)} - NOT_SHOWN[table]
    assert held <= {one.name for one in FIELDS[table]}


@pytest.mark.parametrize("name", ["htg_2019_v1_0", "htg_2019_v0_9", "section_11_2024"])
def test_untouched_it_comes_back_as_it_was(name):
    text = (resources() / "sample" / f"{name}.json").read_text(encoding="utf-8")
    questionnaire = questionnaire_from_json(text)
    found = back(write_design(questionnaire, DAY))
    assert found.doubts == ()
    assert same(found, questionnaire)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_another_program_it_comes_back_as_it_was(kind, htg, soffice, tmp_path):
    path = tmp_path / "drafted.xlsx"
    path.write_bytes(write_design(htg, DAY))
    saved = soffice(path, kind, tmp_path / "back")
    found = back(saved.read_bytes(), saved.name)
    assert list(every_doubt(found.doubts)) == []
    assert same(found, htg)


def test_lines_are_moved_added_and_removed(htg):
    def edit(book):
        sheet = book["Questions"]
        sheet.delete_rows(3)
        sheet.insert_rows(2)
        for heading, words in (("Section", "A"), ("Reference", "A9"), ("Question", "Who fills this in?")):
            at(sheet, heading, 1).value = words
        at(sheet, "Kind of answer", 1).value = "a few words"

    found = edited(htg, edit)
    first = found.questionnaire.sections[0].questions[0]
    assert found.doubts == ()
    assert (first.ref, first.text, first.kind, first.required) == (
        "A9",
        "Who fills this in?",
        "short_text",
        True,
    )
    refs = [one.ref for one in found.questionnaire.questions()]
    assert refs == ["A9", "A1", *[one.ref for one in htg.questions()][2:]]


def test_columns_in_another_order_and_sheets_renamed_change_nothing(htg):
    def edit(book):
        sheet = book["Questions"]
        sheet.title = "Our draft"
        sheet.insert_cols(3)
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 3).value = sheet.cell(row, 6).value
        sheet.delete_cols(6)
        book["Sections"].insert_rows(1, 3)

    found = edited(htg, edit)
    assert found.doubts == ()
    assert same(found, htg)


def test_what_is_not_understood_is_named_with_its_cell(htg):
    def edit(book):
        sheet = book["Questions"]
        at(sheet, "Kind of answer", 1).value = "Dropdown"
        at(sheet, "Must be answered", 2).value = "perhaps"
        at(sheet, "Reference", 3).value = None
        sheet["R1"] = "Our notes"
        sheet["R2"] = "ask Jo"
        book.create_sheet("Thoughts")["B2"] = "Is this too long?"
        book["Columns"]["G4"] = "Heads"

    found = edited(htg, edit)
    told = dict(line.split(": ", 1) for line in every_doubt(found.doubts))
    kind = at_of(htg, "Kind of answer")
    assert told[f"Questions, {kind}2"].startswith(
        "“Dropdown” – no kind of answer we know, so taken as the plainest (there are: Yes or no;"
    )
    assert told[f"Questions, {at_of(htg, 'Must be answered')}3"].startswith(
        "“perhaps” – Yes or No was expected"
    )
    assert told["Questions, B4"].startswith("it had no reference and was given A")
    assert told["Questions, R1"] == "“Our notes” – a column that is none of ours; it was left out"
    assert told["Thoughts, B2"].endswith("this sheet has no table of ours; its 1 filled cells were left out")
    assert told["Columns, G4"] == "“Heads” – no column of this table has that heading; left out"
    assert len(found.questionnaire.questions()) == len(htg.questions())


def at_of(questionnaire, heading):
    book = openpyxl.load_workbook(io.BytesIO(write_design(questionnaire, DAY)))
    return next(cell.column_letter for cell in book["Questions"][1] if cell.value == heading)


def test_a_near_word_for_a_kind_is_read_and_said(htg):
    found = edited(
        htg, lambda book: at(book["Questions"], "Kind of answer", 1).__setattr__("value", "A few word")
    )
    assert found.questionnaire.sections[0].questions[0].kind == "short_text"
    assert [one.why for one in found.doubts] == ["read as “A few words”"]


def test_a_question_of_a_section_that_is_not_listed_brings_it_along(htg):
    def edit(book):
        sheet = book["Questions"]
        row = len(htg.questions()) + 1
        for heading, words in (("Section", "H"), ("Reference", "H1"), ("Question", "Anything else?")):
            at(sheet, heading, row).value = words
        at(sheet, "Kind of answer", row).value = "A paragraph or more"

    found = edited(htg, edit)
    assert found.questionnaire.sections[-1].letter == "H"
    assert [one.why for one in found.doubts] == ["section H is not in the list of sections; it was added"]


def test_words_that_look_like_formulas_stay_words(htg):
    first = replace(htg.sections[0].questions[0], text="=1+1", hint="@SUM(A1)", choices=())
    section = replace(htg.sections[0], questions=(first,))
    found = back(write_design(replace(htg, sections=(section,)), DAY))
    assert (found.questionnaire.questions()[0].text, found.questionnaire.questions()[0].hint) == (
        "=1+1",
        "@SUM(A1)",
    )


def test_nothing_is_hidden_in_it_and_nobody_named(htg):
    data = write_design(htg, DAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert not any(one.hidden for sheet in book for one in sheet.column_dimensions.values())
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core


def test_a_workbook_without_questions_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "Minutes"
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(NoDesignError, match="holds no table of questions"):
        back(buffer.getvalue())


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters=";"), min_size=1, max_size=12)  # fmt: skip
SOME = st.lists(WORDS, min_size=2, max_size=4, unique=True).map(tuple)


@st.composite
def designs(draw):
    """A questionnaire of any kinds of question; its words any that can be printed."""
    refs = draw(
        st.lists(st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), min_size=1, max_size=6, unique=True)
    )
    questions = []
    for ref in refs:
        kind = draw(
            st.sampled_from(["yes_no", "choice", "graded", "number", "date", "long_text", "table", "several"])
        )
        rows = tuple(Row(ref=f"{ref}.{n}", label=draw(WORDS)) for n in range(draw(st.integers(1, 3))))
        columns = tuple(Column(key=f"k{n}", heading=f"{n} {draw(WORDS)}", kind="number") for n in range(2))
        questions.append(
            Question(
                ref=ref, text=draw(WORDS), kind=kind, hint=draw(WORDS | st.just("")), required=draw(st.booleans()),
                comment=draw(st.booleans()), choices=draw(SOME) if kind in ("choice", "graded") else (),
                descriptors=draw(SOME) if kind == "graded" else (),
                rows=rows if kind in ("table", "several") else (), columns=columns if kind == "table" else (),
                shown_if=draw(st.sampled_from(["", refs[0]])), lines=draw(st.integers(1, 9)),
            )
        )  # fmt: skip
    section = Section(letter="A", title=draw(WORDS), tab="A", questions=tuple(questions))
    return Questionnaire(id="q", ref="Q-1", version="1.0", title=draw(WORDS), sections=(section,))


@settings(max_examples=max(40, settings.default.max_examples // 2))
@given(designs())
def test_any_design_comes_back_as_it_was(questionnaire):
    found = back(write_design(questionnaire, DAY))
    assert list(every_doubt(found.doubts)) == []
    assert same(found, questionnaire)
