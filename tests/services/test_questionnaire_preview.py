"""The preview beside a design shows what stands in the cells of the workbook the respondent opens."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.design_kinds import new_question
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Column, Questionnaire, Section, Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.domain.sheet_picture import FIELD
from assurance_desk.excel.questionnaire import template
from assurance_desk.paths import resources
from assurance_desk.services import carry_forward, issuing
from assurance_desk.services import questionnaire_preview as preview
from assurance_desk.store import rows
from tests.two_rounds import FIRST, SECOND, desk_with_a_round

SHIPPED = sorted(
    path
    for folder in ("library", "sample")
    for path in (resources() / folder).glob("*.json")
    if '"sections"' in path.read_text("utf-8")
)


def every_type():
    """A question of each type, some of them hanging on an answer, some with descriptions of their grades."""
    asked = [
        replace(new_question(f"A{n}", kind), text=f"A {kind}?", hint="Why")
        for n, kind in enumerate(QUESTION_TYPES, 1)
    ]
    graded = replace(
        new_question("A30", "graded"), text="How far?", descriptors=("All", "Most", "Some", "None", "")
    )
    on_yes = replace(new_question("A31"), text="And then?", shown_if="A1", shown_when=("Yes",))
    columns = tuple(Column(key=f"k{n}", heading=f"Column {n}") for n in range(5))
    wide = replace(
        new_question("A32", "table"), text="Wide?", columns=columns, hint="Wide", heading="A wide one",
        shown_if="A30", shown_when=("Some", "Not met"),
    )  # fmt: skip
    section = Section(
        letter="A", title="All", tab="A All", intro="Long " * 90, questions=(*asked, graded, on_yes, wide)
    )
    return Questionnaire(id="q", ref="Q-1", version="1", title="All", sections=(section,))


def read(path):
    return questionnaire_from_json(path.read_text("utf-8"))


CASES = [pytest.param(read(path), id=Path(path).stem) for path in SHIPPED] + [
    pytest.param(every_type(), id="every type")
]


def opened(questionnaire):
    data = template(questionnaire).copy(Recipient("O05", "Ludmarsh Homes", make_code(1), {}))
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def words_in(sheet, last, foot):
    """Every visible cell with words, above the line that identifies the copy."""
    return {
        (cell.row, cell.column): str(cell.value)
        for row in sheet.iter_rows(max_row=foot - 1, max_col=last)
        for cell in row
        if cell.value not in (None, "")
    }


def shown_in(picture):
    return {
        (line.number, piece.column): "\n".join(filter(None, (piece.words, piece.more)))
        for line in picture.lines
        for piece in line.pieces
        if piece.words
    }


@pytest.mark.parametrize("questionnaire", CASES)
def test_every_word_stands_in_the_same_cell_as_in_the_workbook(questionnaire):
    book = opened(questionnaire)
    pictures = preview.sheets(questionnaire)
    assert [one.tab for one in pictures] == [
        name for name in book.sheetnames if name not in ("Cover", "Lists")
    ]
    for picture in pictures:
        sheet = book[picture.tab]
        found = words_in(sheet, len(picture.widths), picture.lines[-1].number + 1)
        links = {place for place in found if place[0] == 2 and place[1] > 1}
        assert shown_in(picture) == {place: words for place, words in found.items() if place not in links}


@pytest.mark.parametrize("questionnaire", CASES)
def test_the_cells_to_fill_in_are_those_left_open_with_the_same_lists(questionnaire):
    book = opened(questionnaire)
    for picture in preview.sheets(questionnaire):
        sheet = book[picture.tab]
        fields = {
            (line.number, piece.column): piece.choices
            for line in picture.lines
            for piece in line.pieces
            if piece.role == FIELD
        }
        opened_cells = {
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        assert set(fields) == opened_cells
        assert {place: words for place, words in fields.items() if words} == lists_of(book, sheet)


def lists_of(book, sheet):
    """What each cell with a list offers."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list":
            continue
        first, top, last, bottom = range_boundaries(rule.formula1.split("!")[1].replace("$", ""))
        words = tuple(
            str(cell.value)
            for row in book["Lists"].iter_rows(min_row=top, max_row=bottom, min_col=first, max_col=last)
            for cell in row
        )
        for part in rule.sqref.ranges:
            for row in range(part.min_row, part.max_row + 1):
                for column in range(part.min_col, part.max_col + 1):
                    found[row, column] = words
    return found


def test_an_unfinished_draft_is_shown_as_far_as_it_goes():
    for kind in QUESTION_TYPES:
        bare = replace(new_question("A1", kind), rows=(), columns=(), choices=())
        five = tuple(Column(key=f"k{n}", heading="", kind="choice") for n in range(5))
        for columns in ((), five) if "table" in kind else ((),):
            section = Section(letter="A", title="", tab="A", questions=(replace(bare, columns=columns),))
            [picture] = preview.sheets(
                Questionnaire(id="q", ref="", version="", title="", sections=(section,))
            )
            assert any(line.question == "A1" for line in picture.lines)


def test_it_is_shown_without_loading_what_writes_workbooks():
    script = (
        "import sys\n"
        "from assurance_desk.services import questionnaire_preview, questionnaires\n"
        "assert questionnaire_preview.sheets(questionnaires.example())\n"
        "print('openpyxl' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.fixture
def second_round(tmp_path):
    """The desk, the second round's questionnaire and O05's copy of it as it went out."""
    second = replace(SECOND, sections=with_a_condition(SECOND.sections))
    desk = desk_with_a_round(tmp_path, second)
    carry_forward.choose(desk, second.id, FIRST.id)
    draft = rows.get(desk.db, Questionnaire, second.id)
    seen = preview.with_last_time(desk, draft)
    issuing.issue(desk, second.ref, tmp_path / "second")
    yield draft, seen, openpyxl.load_workbook(next((tmp_path / "second").glob("*O05*")), data_only=True)
    desk.close()


def with_a_condition(sections):
    """The last question of the first section is asked only where A2 says Not met, which nobody said."""
    first = sections[0]
    last = replace(first.questions[-1], shown_if="A2", shown_when=("Not met",))
    return (replace(first, questions=(*first.questions[:-1], last)), *sections[1:])


def test_a_copy_with_last_rounds_answers_is_shown_as_it_goes_out(second_round):
    draft, seen, book = second_round
    [one] = seen
    assert (one.to.ref, one.to.name) == ("O05", "Ludmarsh Homes")
    carried = 0
    for picture in preview.sheets(draft, to=one.to):
        sheet = book[picture.tab]
        opened_cells = {
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        fields = {
            (line.number, piece.column): piece
            for line in picture.lines
            for piece in line.pieces
            if piece.role == FIELD
        }
        assert set(fields) == opened_cells
        for place, piece in fields.items():
            held = sheet.cell(*place).value
            assert (held in (None, "")) == (piece.words == ""), place
            if isinstance(held, (str, int)) and held != "":
                assert piece.words.replace(",", "") == str(held).replace(",", "")
            italic = bool(sheet.cell(*place).font.italic)
            assert italic == piece.carried, place
            carried += piece.carried
        words = {(line.number, piece.column): piece.words for line in picture.lines for piece in line.pieces}
        status = {place: text for place, text in words.items() if place[1] == len(picture.widths)}
        assert {text for text in status.values() if text == "To confirm"} or carried == 0
        for place, text in status.items():
            assert text == str(sheet.cell(*place).value or ""), place
    assert carried > 10


def test_a_question_asked_only_sometimes_is_greyed_until_an_answer_asks_it(second_round):
    draft, seen, _book = second_round
    last = draft.sections[0].questions[-1].ref
    for to in (None, seen[0].to):
        greyed = {line.question for one in preview.sheets(draft, to=to) for line in one.lines if line.greyed}
        assert greyed == {last}
    asking = replace(seen[0].to, known={**seen[0].to.known, Slot("A2"): "Not met"})
    assert not [line for one in preview.sheets(draft, to=asking) for line in one.lines if line.greyed]
