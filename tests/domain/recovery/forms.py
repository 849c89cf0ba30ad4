"""A small questionnaire, filled, as plain cells: no Excel needed to try what strangers do to it."""

from __future__ import annotations

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section, Slot
from assurance_desk.domain.recovery.book import CellValue, Sheet, SheetBook
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn
from assurance_desk.domain.sheet_layout import MARK_COLUMN, lay_out, mark, parts_of

CODE, OTHER_CODE = make_code(4711), make_code(815)
Grid = list[list[CellValue]]
Book = dict[str, Grid]

MATRIX = tuple(
    Column(key=key, heading=heading, kind="number", at_most=most)
    for key, heading, most in (
        ("employed", "Employed or contracted", ""), ("visit", "Of these, visit homes", "employed"),
        ("children", "In date: children", "employed"), ("adults", "In date: adults", "employed"),
    )
)  # fmt: skip
SECTIONS = (
    Section(letter="A", title="Policy", tab="A Policy", questions=(
        Question(ref="A1", text="What is your organisation called?", kind="short_text"),
        Question(ref="A2", text="Our policy covers children and adults.", kind="graded"),
        Question(ref="A3", text="When was the policy last reviewed?", kind="date", required=False),
        Question(ref="A4", text="How often is training refreshed?", kind="choice",
                 choices=("1 year", "2 years", "3 years", "Never")),
        Question(ref="A5", text="How many homes do you manage?", kind="number", word="not known"),
        Question(ref="A6", text="How is the training delivered?", kind="several", rows=(
            Row(ref="A6.1", label="E-learning"), Row(ref="A6.2", label="In a classroom"))),
    )),
    Section(letter="D", title="Training", tab="D Training", questions=(
        Question(ref="D1", text="How many staff are in date?", kind="table", columns=MATRIX, row_heading="Staff group",
                 rows=(Row(ref="SG1", label="Housing officers"), Row(ref="SG2", label="Income officers"),
                       Row(ref="SG3", label="Homelessness staff"), Row(ref="SG4", label="Repairs operatives"))),
    )),
)  # fmt: skip
FORM = Questionnaire(id="q1", ref="T-1", version="1.0", title="Training", sections=SECTIONS)
EXPECTED = Expected(
    (FORM,), {"T-1": "1.0"}, (),
    {"T-1": (ExpectedReturn("r5", "O05", CODE, "Ludmarsh Homes"), ExpectedReturn("r6", "O06", OTHER_CODE, "Tern Valley"))},
)  # fmt: skip
ANSWERS: dict[Slot, CellValue] = {
    Slot("A1"): "Ludmarsh Homes Limited", Slot("A1", "", "comment"): "Known as Ludmarsh",
    Slot("A2"): "Mostly met", Slot("A2", "", "evidence"): "Policy v3", Slot("A3"): "2018-05-14",
    Slot("A4"): "2 years", Slot("A5"): 3120, Slot("A6", "A6.2"): "Yes",
    **{
        Slot("D1", row, key): 400 - 100 * place + 10 * (4 - at)
        for at, row in enumerate(("SG1", "SG2", "SG3", "SG4"))
        for place, key in enumerate(("employed", "visit", "children", "adults"))
    },
}  # fmt: skip


def issued(code: str = CODE, ref: str = "O05", sections: tuple[Section, ...] = SECTIONS) -> Book:
    book: Book = {"Cover": [["Training"], [], [f"T-1 version 1.0 · {ref} · return code {code}"]]}
    for section in sections:
        for part in parts_of(section):
            sheet = lay_out(part, ())
            grid: Grid = [[""] * (MARK_COLUMN + 3) for _row in range(sheet.foot_row)]
            grid[0][0] = f"{section.letter}  {part.title}"
            for column, head in sheet.heads.items():
                if sheet.head_row:
                    grid[sheet.head_row - 1][column - 1] = head
            for row in sheet.rows:
                line = grid[row.number - 1]
                line[1] = row.label
                if row.kind in ("question", "table"):
                    line[0] = row.question.ref
                for column, head in row.heads:
                    line[column - 1] = head
                if row.kind in ("question", "table", "item"):
                    line[MARK_COLUMN - 1] = mark("T-1", "1.0", ref, code, row)
            grid[-1][0] = f"T-1 version 1.0 · {ref} · return code {code}"
            book[part.tab] = grid
    return book


def places(sections: tuple[Section, ...] = SECTIONS) -> dict[Slot, tuple[str, int, int]]:
    """Where each slot's cell stands in a book as issued."""
    found = {}
    for section in sections:
        for part in parts_of(section):
            for row in lay_out(part, ()).rows:
                for cell in row.cells:
                    found[Slot(row.question.ref, row.row_ref, cell.key)] = (
                        part.tab,
                        row.number - 1,
                        cell.column - 1,
                    )
    return found


def filled(answers: dict[Slot, CellValue] | None = None, sections: tuple[Section, ...] = SECTIONS) -> Book:
    book = issued(sections=sections)
    at = places(sections)
    for slot, value in (ANSWERS if answers is None else answers).items():
        tab, row, column = at[slot]
        book[tab][row][column] = value
    return book


def put(book: Book, slot: Slot, value: CellValue) -> None:
    tab, row, column = places()[slot]
    book[tab][row][column] = value


def sheets(book: Book, name: str = "return.xlsx", kind: str = "xlsx") -> SheetBook:
    return SheetBook(
        name, kind, tuple(Sheet(title, tuple(tuple(row) for row in grid)) for title, grid in book.items())
    )
