"""The graded answers: question by return, and how many of each grade."""

from __future__ import annotations

from assurance_desk.domain.gaps import Asked
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_grades import Grade, GradeRow, Grid, is_rating
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.gaps_words import no_reply, short_of
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import counted, nothing_yet, silent_cell
from assurance_desk.domain.questions.graded import NOT_APPLICABLE as NA_WORDS
from assurance_desk.domain.questions.graded import scale
from assurance_desk.domain.returns import DECLINED, NOT_APPLICABLE
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _, plural

WIDEST = 12
"""As many questions as stand side by side on a page."""
MOST_WHOLE = 15
"""A table of fewer questions stays on one page."""
MOST_TITLE = 70
"""Characters of a question that its finding bears."""


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("What they say of themselves"), key="grades")]
    gaps = snapshot.gaps
    if gaps is None:
        return [*made, counted(nothing_yet(snapshot))]
    grid = gaps.grid
    rows = grid.scaled()
    if not any(row.answered for row in rows):
        return [*made, counted(_("No graded answer has been taken in yet."))]
    made.append(b.Heading(text=_finding(rows), level=3, key="graded"))
    made += [_map(grid, rows[start : start + WIDEST], gaps.replies) for start in range(0, len(rows), WIDEST)]
    note = _("{whose} {key} Not applicable, and every other silence, counts as neither met nor unmet.")
    return [*made, b.Note(text=note.format(whose=_whose(*gaps.moderated), key=_key(rows))), _counts(rows)]


def _whose(agreed: int, changed: int) -> str:
    """Whose judgement stands in the map: a score a panel changed is no longer the organisation's own."""
    if not agreed:
        return _("Each organisation’s own judgement.")
    words = plural(
        "Each organisation’s own judgement; {n} answer was agreed at moderation, {{changed}} of them changed.",
        "Each organisation’s own judgement; {n} answers were agreed at moderation, {{changed}} of them changed.",
        agreed,
    )
    return words.replace("{changed}", str(changed))


def _finding(rows: tuple[GradeRow, ...]) -> str:
    """The question with the most answers at the bottom of its scale."""
    graded = [row for row in rows if row.question.kind == "graded" and row.answered]
    if not graded:
        return _("How they rate themselves")
    weakest = max(graded, key=lambda row: (row.least, -(row.mean or 0)))
    bottom = steps(weakest)[-1]
    if not weakest.least:
        return _("No answer says “{grade}”").format(grade=bottom)
    text = weakest.question.text.rstrip(".")
    name = f"{weakest.question.ref}, “{text}”" if len(text) <= MOST_TITLE else weakest.question.ref
    return _("{question}: {figures} say “{grade}”").format(
        question=name, figures=of_words(weakest.least, weakest.answered), grade=bottom
    )


def steps(row: GradeRow) -> tuple[str, ...]:
    """The scale from best to worst."""
    if row.question.kind == "graded":
        return tuple(step for step in scale(row.question) if step != NA_WORDS)
    return tuple(reversed(row.question.choices))


def mark(row: GradeRow, grade: Grade) -> str:
    """A grade in a letter where its scale's letters differ, else its place in the scale."""
    scale_steps = steps(row)
    initials = [step[:1] for step in scale_steps]
    if len(set(initials)) == len(initials) or is_rating(row.question):
        return grade.value[:2] if is_rating(row.question) else grade.value[:1]
    return str(scale_steps.index(grade.value) + 1) if grade.value in scale_steps else "?"


def _key(rows: tuple[GradeRow, ...]) -> str:
    graded = next((row for row in rows if row.question.kind == "graded"), None)
    if graded is None:
        return ""
    words = ", ".join(f"{mark(graded, Grade(step))} {step.casefold()}" for step in steps(graded))
    return words[:1].upper() + words[1:] + "."


def _counts(rows: tuple[GradeRow, ...]) -> b.DataTable:
    graded = [row for row in rows if row.question.kind == "graded"]
    columns_of = steps(graded[0]) if graded else ()
    same = [row for row in graded if steps(row) == columns_of]
    heads = [*(mark(graded[0], Grade(step)) for step in columns_of), _("N/A"), _("Silent")] if graded else []
    columns = (
        b.TableColumn(heading=_("Ref"), width=12),
        b.TableColumn(heading=_("Question")),
        *(b.TableColumn(heading=head, width=9 if len(head) < 3 else 14, align="right") for head in heads),
    )
    return b.DataTable(
        name=_("Graded answers"),
        columns=columns,
        rows=tuple(_count(row, columns_of) for row in same),
        whole=len(same) < MOST_WHOLE,
    )


def _count(row: GradeRow, columns: tuple[str, ...]) -> b.TableRow:
    not_applicable = sum(grade.state == NOT_APPLICABLE for grade in row.grades)
    silent = len(row.grades) - row.answered - not_applicable
    numbers = [*(row.count(step) for step in columns), not_applicable, silent]
    return b.TableRow(
        cells=(
            b.Cell(text=row.question.ref, row_head=True),
            b.Cell(text=row.question.text),
            *(
                b.Cell(
                    text=str(number),
                    strong=place == len(columns) - 1 and number > 0,
                    muted=place >= len(columns),
                )
                for place, number in enumerate(numbers)
            ),
        )
    )


def _map(grid: Grid, rows: tuple[GradeRow, ...], replies: Replies) -> b.HeatMap:
    made = []
    for place, asked in enumerate(grid.asked):
        grades = [row.grades[place] for row in rows]
        made.append(_silent(asked, replies) if not asked.came else _line(asked, rows, grades))
    return b.HeatMap(
        name=_("Graded answers"),
        corner=plural("{n} return", "{n} returns", len(grid.asked)),
        columns=tuple(row.question.ref for row in rows),
        rows=tuple(made),
    )


def _silent(asked: Asked, replies: Replies) -> b.HeatRow:
    if asked.state == DECLINED:
        return b.HeatRow(name=short_of(asked), silence=b.DECLINED, words=_("Declined"))
    return b.HeatRow(name=short_of(asked), silence=b.NO_REPLY, words=no_reply(replies))


def _line(asked: Asked, rows: tuple[GradeRow, ...], grades: list[Grade]) -> b.HeatRow:
    cells = tuple(_cell(row, grade) for row, grade in zip(rows, grades, strict=True))
    return b.HeatRow(name=short_of(asked), cells=cells)


def _cell(row: GradeRow, grade: Grade) -> b.HeatCell:
    if grade.state == NOT_APPLICABLE:
        return b.HeatCell(silence=b.NOT_APPLICABLE)
    if grade.silent:
        return silent_cell(grade.state)
    return b.HeatCell(figure=mark(row, grade), band=grade.step)
