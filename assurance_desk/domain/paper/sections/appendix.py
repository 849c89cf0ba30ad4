"""The full table: every return, every group, every measure."""

from __future__ import annotations

from assurance_desk.domain.gaps import Cell, Matrix
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_words import short_of
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import figures, told_in_words
from assurance_desk.domain.returns import NOT_APPLICABLE
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    found = figures(snapshot)
    if found is None:
        return []
    gaps, main = found
    matrices = tuple(one for one in gaps.matrices if one.question == main.question)
    rows: list[b.TableRow] = []
    for place, row in enumerate(main.rows):
        if row.gave_figures:
            head = b.Cell(text=row.asked.ref, row_head=True)
            rows.append(
                b.TableRow(
                    cells=(head, b.Cell(text=short_of(row.asked), strong=True, span=len(matrices) + 1)),
                    kind="group",
                )
            )
            rows += _groups(matrices, place)
    rows.append(_total(matrices))
    columns = (
        b.TableColumn(heading=_("Group"), width=12),
        b.TableColumn(heading=main.question.row_heading or _("Staff group")),
        *(b.TableColumn(heading=one.measure.title, width=21, align="right") for one in matrices),
    )
    made: list[b.Block] = [
        b.Heading(text=_("Appendix: every figure given"), key="appendix"),
        b.DataTable(name=_("Every figure"), columns=columns, rows=tuple(rows), small=True),
    ]
    note = _("{met}, of all counted. Groups with nobody in them are left out.")
    if snapshot.public:
        note += " " + _("Withheld: under five people, or what would tell it.")
    return [*made, b.Note(text=note.format(met=main.measure.met[:1].upper() + main.measure.met[1:]))]


def _groups(matrices: tuple[Matrix, ...], place: int) -> list[b.TableRow]:
    made = []
    for at, group in enumerate(matrices[0].groups):
        cells = [matrix.rows[place].cells[at] for matrix in matrices]
        if all(cell.state == NOT_APPLICABLE for cell in cells):
            continue
        made.append(
            b.TableRow(
                cells=(
                    b.Cell(text=group.ref, row_head=True),
                    b.Cell(text=group.label.removesuffix(" staff")),
                    *(b.Cell(text=_figure(cell)) for cell in cells),
                )
            )
        )
    return made


def _figure(cell: Cell) -> str:
    if cell.state == NOT_APPLICABLE:
        return "–"
    return told_in_words(cell.state) if cell.silent else of_words(cell.met, cell.of)


def _total(matrices: tuple[Matrix, ...]) -> b.TableRow:
    return b.TableRow(
        cells=(
            b.Cell(text=_("All"), row_head=True),
            b.Cell(text=_("All returns with figures")),
            *(b.Cell(text=_figure(matrix.whole), strong=True) for matrix in matrices),
        ),
        kind="total",
    )
