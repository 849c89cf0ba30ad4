"""The property: what was found is right or asked about, and nothing of theirs has disappeared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery.finding import Finding, FoundAnswer
from assurance_desk.domain.sheet_layout import read_mark
from tests.spoiling.as_typed import nobody_could_tell, words_under_a_heading
from tests.spoiling.edits_sheets import HEADS
from tests.spoiling.paper import Leaf, Line, Page, Paper, cell_of

Placed = dict[tuple[str, str], Leaf]


def problems(paper: Paper, finding: Finding, *, to: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the finding, a line each. ``to``:
    where an older version's questions stand today.
    """
    if to is not None:
        paper = _today(paper, to)
    leafs: Placed = {
        (page.name, cell_of(row, column)): leaf for page in paper.pages for row, column, leaf in page.placed()
    }
    found: list[str] = []
    if not finding.accounted:
        found.append(
            f"{finding.cells} cells, {finding.ours} ours, {finding.answer_cells} answers: not accounted"
        )
    filled = sum(leaf.filled for leaf in leafs.values()) + sum(bool(leaf.note) for leaf in leafs.values())
    if finding.cells != filled:
        found.append(f"{finding.cells} cells counted of {filled}")
    owners = {leaf.owner for leaf in leafs.values()} | {paper.owner, ""}
    if finding.return_ref not in owners and not finding.doubt:
        found.append(f"taken for {finding.return_ref}")
    unmarked = _unmarked(paper)
    merged = {
        (page.name, cell_of(first, left))
        for page in paper.pages
        for first, left, last, _right in page.merged()
        if last > first
    }
    found += [
        f"silent {one.slot} = {one.value!r} from merged cells {one.source}"
        for one in finding.answers
        if not one.kind and one.value and (one.sheet, one.cell) in merged and finding.return_ref
    ]
    found += _wrong(finding, leafs, {page.name: page.lines for page in paper.pages}, unmarked)
    found += _lost(finding, leafs)
    return found


def _today(paper: Paper, to: Mapping[str, str]) -> Paper:
    made = paper.copied()
    for page in made.pages:
        for _row, _column, leaf in page.placed():
            if leaf.slot:
                leaf.slot = leaf.slot._replace(question=to[leaf.slot.question])
            if leaf.typed:
                leaf.typed = leaf.typed._replace(question=to[leaf.typed.question])
    return made


def _unmarked(paper: Paper) -> set[int]:
    """Cells of sheets without any mark, whose foot says that they are this copy's, or where no sheet of the file has any:
    of a row pasted in from another's copy nothing in the file says that it was. Such a cell counts as typed there.
    """
    marked = {page.name for page in paper.pages if any(map(_is_mark, _words(page)))}
    return {
        id(leaf)
        for page in paper.pages
        if page.name not in marked
        and (not marked or any(f" · {paper.owner} · " in word for word in _words(page)))
        for _row, _column, leaf in page.placed()
    }


def _words(page: Page) -> list[str]:
    return [str(leaf.value) for _row, _column, leaf in page.placed() if leaf.filled]


def _is_mark(word: str) -> bool:
    return word.count("|") == 6 and read_mark(word) is not None


def _wrong(
    finding: Finding, leafs: Placed, lines: Mapping[str, list[Line]], unmarked: set[int]
) -> Iterator[str]:
    if not finding.return_ref:
        return
    asked = {(one.sheet, one.cell): one.slot for one in finding.answers if one.kind}
    days = [
        leaf for leaf in leafs.values() if leaf.day_first and int(re.split("[/.]", str(leaf.value))[0]) > 12
    ]
    proven = len(days) > 1  # 14/3/2019, and another: nobody else could have written the file's 3/4/2019
    for one in finding.answers:
        if one.kind or not one.value:
            continue
        leaf = leafs.get((one.sheet, one.cell))
        if leaf is None or not (
            _fits(one, leaf, finding, proven, whoever=id(leaf) in unmarked)
            or _as_it_stands(one, leaf, finding, lines[one.sheet])
        ):
            if leaf is not None and leaf.slot is not None and asked.get((one.sheet, one.cell)) == leaf.slot:
                continue  # an answer typed under Comment: kept as a comment, and asked about
            yield f"silent {one.slot} = {one.value!r} from {one.source} ({one.how}); meant: {_told(leaf)}"
        elif rivals := list(_rivals(one, leaf, finding, leafs)):
            yield f"silent {one.slot} = {one.value!r} from {one.source}, while {rivals[0]}"


def _fits(one: FoundAnswer, leaf: Leaf, finding: Finding, proven: bool, *, whoever: bool) -> bool:
    if leaf.slot is None:
        return False
    if leaf.owner != finding.return_ref and not whoever:
        return False
    if leaf.slot == one.slot:
        if proven and one.value == leaf.day_first:
            return True
        return one.value in leaf.accepts or _tidy(one.value) in {_tidy(value) for value in leaf.accepts}
    split = Slot(leaf.slot.question, leaf.slot.row, "comment") == one.slot
    return split and one.value in as_shown(leaf.value or "")  # a note that stood in the answer's own cell


def _as_it_stands(one: FoundAnswer, leaf: Leaf, finding: Finding, lines: list[Line]) -> bool:
    row = _row(one.cell)
    asked = (
        each for each in finding.answers if each.kind and (each.sheet, _row(each.cell)) == (one.sheet, row)
    )
    line = lines[int(row) - 1]
    return nobody_could_tell(one, leaf, line, lines, asked) or words_under_a_heading(one, leaf, line, lines)


def _rivals(one: FoundAnswer, mine: Leaf, finding: Finding, leafs: Placed) -> Iterator[str]:
    """Cells elsewhere that answer the same otherwise, of which nobody is told."""
    listed = {left.sheet for left in finding.left_over}
    told = {(asked.sheet, asked.cell) for asked in finding.answers if asked.kind}
    for (sheet, cell), leaf in leafs.items():
        same = (leaf.typed or leaf.slot) == one.slot == mine.slot and leaf.owner == mine.owner and leaf.filled
        if (
            same
            and leaf is not mine
            and leaf.value != mine.value
            and not leaf.accepts & mine.accepts
            and sheet not in listed
            and (sheet, cell) not in told
        ):
            yield f"{sheet}!{cell} says {leaf.value!r}"


def _lost(finding: Finding, leafs: Placed) -> Iterator[str]:
    sources = {(one.sheet, one.cell) for one in finding.answers}
    rows: dict[tuple[str, str], str] = {}
    many: set[str] = set()
    for left in finding.left_over:
        key = left.sheet, _row(left.cell)
        rows[key] = f"{rows.get(key, '')}  {left.text}"
        if " more cells " in left.why or "figures of ours" in left.why:
            many.add(left.sheet)
    words = [part for one in finding.answers for part in (one.found, one.problem)]
    words += [f"{left.why} {left.text}" for left in finding.left_over if "asked in version" in left.why]
    said = _tidy(" ".join(words))
    values = {one.slot: one.value for one in finding.answers}
    for (sheet, cell), leaf in leafs.items():
        listed = _tidy(rows.get((sheet, _row(cell)), ""))
        if leaf.note and _tidy(leaf.note) not in listed and sheet not in many:
            yield f"note {leaf.note!r} on {sheet}!{cell} lost"
        if not leaf.theirs or (sheet, cell) in sources or sheet in many:
            continue
        if leaf.slot and values.get(leaf.slot, "") in leaf.accepts:
            continue  # a copy says the same
        if leaf.stray and _as_a_heading(leaf, sheet, cell, leafs):
            continue
        if _tidy(as_shown(leaf.value or "")) not in listed and _tidy(as_shown(leaf.value or "")) not in said:
            yield f"{_told(leaf)} in {sheet}!{cell} lost"


def _as_a_heading(leaf: Leaf, sheet: str, cell: str, leafs: Placed) -> bool:
    """A heading of ours typed into a row of headings that has lost it is that heading: it may have been moved there, and
    nothing in the file tells the two apart.
    """
    row = [
        (where, other) for where, other in leafs.items() if where[0] == sheet and _row(where[1]) == _row(cell)
    ]
    words = [_tidy(str(other.value)) for where, other in row if other.filled]
    ours = any(other.filled and not other.theirs and _tidy(str(other.value)) in HEADS for _w, other in row)
    return ours and str(leaf.value) in HEADS and words.count(str(leaf.value)) == 1


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _told(leaf: Leaf | None) -> str:
    return (
        "nothing"
        if leaf is None
        else f"{leaf.value!r} of {leaf.owner} for {leaf.slot}, right: {sorted(leaf.accepts)}"
    )
