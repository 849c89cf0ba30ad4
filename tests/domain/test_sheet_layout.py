import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.sheet_layout import MARK_COLUMN, lay_out, mark, name_of, parts_of, read_mark
from assurance_desk.paths import resources

CODE = make_code(7)


@pytest.fixture(scope="module")
def sheets():
    text = (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    questionnaire = questionnaire_from_json(text)
    return questionnaire, [
        lay_out(part, ()) for section in questionnaire.sections for part in parts_of(section)
    ]


def test_every_slot_has_one_cell_and_no_row_stands_on_another(sheets):
    questionnaire, laid = sheets
    slots = [
        Slot(row.question.ref, row.row_ref, cell.key)
        for sheet in laid
        for row in sheet.rows
        for cell in row.cells
    ]
    assert sorted(slots) == sorted(slot for one in questionnaire.questions() for slot, _rule in slots_of(one))
    for sheet in laid:
        numbers = [row.number for row in sheet.rows]
        assert numbers == sorted(set(numbers))
        assert all(
            3 <= cell.column < sheet.status < MARK_COLUMN - 1 for row in sheet.rows for cell in row.cells
        )


def test_a_wide_matrix_does_not_narrow_what_follows_it(sheets):
    gaps = next(sheet for sheet in sheets[1] if sheet.section.tab == "D Training gaps")
    reason = next(cell for row in gaps.rows for cell in row.cells if cell.key == "reason")
    assert gaps.widths[reason.column] >= 40


def test_marks_come_back_as_written(sheets):
    for sheet in sheets[1]:
        for row in sheet.rows:
            found = read_mark(mark("HTG-2019", "1.0", "O06a", CODE, row))
            assert (found.question, found.row, found.return_ref, found.code) == (
                row.question.ref,
                row.row_ref,
                "O06a",
                CODE,
            )
            assert found.columns == {cell.column - 1: cell.key for cell in row.cells}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(questionnaire=WORDS, return_ref=WORDS)
def test_a_reference_of_any_letters_comes_back(sheets, questionnaire, return_ref):
    row = sheets[1][0].rows[0]
    found = read_mark(mark(questionnaire, "1", return_ref, CODE, row))
    assert (found.questionnaire, found.return_ref) == (questionnaire, return_ref)


@given(st.text(alphabet=string.printable, max_size=60))
def test_any_other_text_is_no_mark(text):
    assert read_mark(text) is None or text.count("|") == 6


@pytest.mark.parametrize(
    "text", ["", "a|b", f"Q|1|O|{CODE}|A1||C", f"Q|1|O|{CODE}|A1||é=x", "Q|1|O|AAAA-AAAB|A1||C=answer"]
)
def test_a_spoiled_mark_is_none(text):
    assert read_mark(text) is None


def test_names_survive_old_excel():
    assert name_of("G1.2-a") == "q_G1_2_a"
