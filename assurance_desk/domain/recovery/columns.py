"""Which cells of a found row hold what: by the headings that stand above it, else as the mark says.

Columns move, or go, and leave no trace but in their headings: what no heading of the row's own layout vouches for is
read where the mark says, and asked about.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Final

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS
from assurance_desk.domain.recovery.book import CellValue, Sheet
from assurance_desk.domain.recovery.form import Form, RowKey
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import BESIDE, FIRST_CELL
from assurance_desk.texts import _

_GONE, _NEVER = -1, -2
PLAIN_COLUMNS: Final = {key: FIRST_CELL - 1 + place for place, key in enumerate(("answer", *FOLLOW_COLUMNS))}
"""Where the cells of a question without rows are issued, 0-based."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of headings: column index to what stands in it. ``twice``: keys whose heading stands there twice,
    ``spare`` the columns it stands in again, ``words`` every column of the row that holds words of theirs. ``label``: the column
    of the heading over the labels, below 0 where it is gone or was never printed. ``reach``: the last row below it that
    stands under it without another kind of row between: as far as columns may have changed places together. ``swapped``: columns
    in which another of a table's headings stands than was issued there among those it has; ``moved``: where those of a table's headings that stand elsewhere were issued, and where they stand.
    """

    row: int
    at: dict[int, str]
    twice: frozenset[str]
    spare: frozenset[int]
    words: frozenset[int]
    label: int = _GONE
    reach: int = -1
    swapped: frozenset[int] = frozenset()
    moved: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """``by``: question ("" for the sheet's own headings) to its headings on the sheet, from the top.

    ``joined``: rows of several issued sheets stand on this one, so some may have been moved apart from the headings
    that now stand above them. ``still``: every heading stands in the place of its own.
    """

    by: dict[str, list[Heading]]
    joined: bool
    still: bool


@dataclass(frozen=True, slots=True)
class Place:
    """``moved``: the heading stands elsewhere than issued. ``doubt``: why the column may be another's, else "".
    ``marked``: where the mark, or else the layout as issued, puts it; below 0 where neither does.
    """

    column: int
    key: str
    moved: bool
    doubt: str = ""
    marked: int = _GONE


def heads_of(rows: list[FoundRow], form: Form) -> dict[str, Heads]:
    """By the name of each sheet on which a row of the questionnaire was found."""
    by_sheet: dict[str, list[FoundRow]] = {}
    for row in rows:
        if row.key is not None:
            by_sheet.setdefault(row.sheet.name, []).append(row)
    return {name: _heads_on(mine[0].sheet, mine, form) for name, mine in by_sheet.items()}


def _heads_on(sheet: Sheet, rows: list[FoundRow], form: Form) -> Heads:
    keys = {row.number: row.key for row in rows if row.key is not None}
    found: dict[str, list[Heading]] = {}
    below: RowKey = ("", "")
    for number in range(len(sheet.rows) - 1, -1, -1):
        if number in keys:
            below = keys[number]
            continue
        words = _heading_words(sheet.rows[number], form)
        if words and (heading := _heading_of(number, words, below, form, sheet.rows[number])):
            reach = _reach(number, heading[0], keys, form)
            found.setdefault(heading[0], []).insert(0, replace(heading[1], reach=reach))
    still = not any(one.moved or one.swapped for on in found.values() for one in on)
    return Heads(found, len({form.part[question] for question, _row in keys.values()}) > 1, still)


def _reach(number: int, over: str, keys: dict[int, RowKey], form: Form) -> int:
    """``over``: the question whose headings they are, "" for the sheet's own."""
    while (key := keys.get(number + 1)) and key not in form.tables:
        if (key[0] if key[0] in form.heads else "") != over:
            break
        number += 1
    return number


def _heading_words(values: tuple[CellValue, ...], form: Form) -> dict[int, str]:
    return {
        column: word
        for column, value in enumerate(values)
        if isinstance(value, str) and 0 < len(value) < 200 and (word := bare(value)) in form.all_heads
    }


def _heading_of(
    number: int, words: dict[int, str], below: RowKey, form: Form, values: tuple[CellValue, ...]
) -> tuple[str, Heading] | None:
    """A table's own where a line of it comes next and two of its headings stand there (or its only one); the sheet's
    where Answer stands with another of ours; or those of a table whose lines are elsewhere.
    """
    question, line = below
    if line and (own := _own_heading(number, words, below, form, values)):
        return question, own
    at = {column: form.plain_heads[word] for column, word in words.items() if word in form.plain_heads}
    keys = set(at.values())
    # Comment with Evidence held, and no Answer: that column is gone, and what stands in its place is not it.
    if ("answer" in keys and len(words) > 1) or {"comment", "evidence"} <= keys:
        label = next((column for column, word in words.items() if word == form.label_head), _GONE)
        plain = _heading(number, {column: key for column, key in at.items() if key}, values, words)
        return "", replace(plain, label=label)
    for other in form.heads:
        key = next((key for key in form.columns if key[0] == other and key[1]), below)
        if other != question and (heading := _own_heading(number, words, key, form, values)):
            return other, heading
    return None


def _own_heading(
    number: int, words: dict[int, str], key: RowKey, form: Form, values: tuple[CellValue, ...]
) -> Heading | None:
    """The heading over a table's lines, one of which is ``key``."""
    question = key[0]
    own = form.heads.get(question, {})
    asked = {key for key in own.values() if key not in (*FOLLOW_COLUMNS, *BESIDE)}
    at = {column: own[word] for column, word in words.items() if word in own}
    if not asked or len(asked & set(at.values())) < min(2, len(asked)):
        return None
    words_over = bare(
        form.questions[question].row_heading
        or (_("Line") if form.questions[question].kind == "free_table" else "")
    )
    over = [column for column, value in enumerate(values) if words_over and bare(str(value)) == words_over]
    label = over[0] if over else _GONE if words_over else _NEVER
    issued = form.columns.get(key, {})
    then = {key: column for column, key in issued.items()}
    moved = tuple((then[key], column) for column, key in at.items() if then.get(key, column) != column)
    found = _heading(number, at, values, words)
    return replace(found, label=label, swapped=_swapped(at, issued), moved=moved)


def _swapped(at: dict[int, str], issued: dict[int, str]) -> frozenset[int]:
    kept = [key for _column, key in sorted(issued.items()) if key in at.values()]
    there = sorted((column, key) for column, key in at.items() if key in kept)
    return frozenset(column for (column, key), was in zip(there, kept, strict=False) if key != was)


def _heading(row: int, at: dict[int, str], values: tuple[CellValue, ...], ours: Container[int]) -> Heading:
    kept: dict[int, str] = {}
    twice: set[str] = set()
    spare: set[int] = set()
    for column, key in sorted(at.items()):
        if key in kept.values():
            twice.add(key)
            spare.add(column)
        else:
            kept[column] = key
    theirs = frozenset(column for column, value in enumerate(values) if value != "" and column not in ours)
    return Heading(row, kept, frozenset(twice), frozenset(spare), theirs)


def places(row: FoundRow, form: Form, heads: Heads) -> list[Place]:
    """The cells of a row, in the order of the questionnaire."""
    assert row.key is not None
    issued = form.columns.get(row.key, {})
    said = row.mark.columns if row.mark and (row.mark.question, row.mark.row) == row.key else issued
    at = {key: column for column, key in said.items()}
    shifted = {key: column + row.shift for key, column in at.items()}
    if row.key[0] not in form.heads:
        at = PLAIN_COLUMNS | at
    headings = heads.by.get(row.key[0] if row.key[0] in form.heads else "", [])
    above = [one for one in headings if one.row < row.number]
    nearest = above[-1] if above else next(iter(headings), None)
    seen = {key: column for column, key in nearest.at.items()} if nearest else {}
    taken = set(seen.values()).union(*(one.spare for one in headings))
    doubt = _row_doubt(row, heads, above)
    swapped = _swapped_above(row, heads)
    renamed = _renamed(row, shifted, seen, nearest)
    sure = _sure(row, at, seen, nearest, headings)
    found: list[Place] = []
    for key in issued.values():
        if nearest and key in seen:
            moved = seen[key] != shifted.get(key, seen[key])
            why = doubt or _doubt(key, nearest, sure=key in sure and seen[key] not in swapped)
            found.append(Place(seen[key], key, moved, why, shifted.get(key, _GONE)))
        elif key in shifted and shifted[key] not in taken and (row.mark or key not in BESIDE):
            found.append(Place(shifted[key], key, False, doubt or ("" if key == renamed else _unheaded())))
    return found


def _swapped_above(row: FoundRow, heads: Heads) -> frozenset[int]:
    """Columns that changed places under the headings of a table above the row, which may reach down to it."""
    assert row.key is not None
    if heads.still:
        return frozenset()
    above = [
        (one.row, question, one) for question, on in heads.by.items() for one in on if one.row < row.number
    ]
    _row, question, nearest = max(above, key=lambda one: one[0], default=(-1, row.key[0], None))
    if nearest is None or question == row.key[0]:
        return frozenset()
    if not nearest.moved:
        return nearest.swapped
    bounds = sorted((0, row.shift))  # as far as columns put in or taken out can have moved them
    far = [one for one in nearest.moved if not bounds[0] <= one[1] - one[0] <= bounds[1]]
    return nearest.swapped.union(*far)


def _sure(
    row: FoundRow,
    issued: dict[str, int],
    seen: dict[str, int],
    heading: Heading | None,
    headings: list[Heading],
) -> set[str]:
    """The keys whose heading may be believed: it stands where the mark says, or moved with the label's heading there
    to say that the labels came along.
    """
    if not (row.shift or row.mixed) and all(issued.get(key, at) == at for key, at in seen.items()):
        return set(seen)  # everything stands where it was issued
    stays = {key for key, column in seen.items() if column == issued.get(key, column - row.shift) + row.shift}
    explained = _explained(row, issued, seen)
    changed = sorted(seen, key=lambda key: seen[key]) != sorted(
        seen, key=lambda key: issued.get(key, seen[key])
    )
    if row.mixed or (not explained and (row.shift or changed)):
        return set()
    if heading and heading.label < 0 and len(stays) < len(seen):
        return set()
    apart = changed and heading is not None and row.number > heading.reach
    return set(seen) if explained and not apart and _agree(heading, headings) else stays


def _explained(row: FoundRow, issued: dict[str, int], seen: dict[str, int]) -> bool:
    """Whether columns put in or taken out, or changed among themselves, put the headings where they stand.

    The mark moves with whole columns. Headings that moved and left it behind had cells put in before them alone.
    """
    both = seen.keys() & issued.keys()
    pairs = zip(sorted(issued[key] for key in both), sorted(seen[key] for key in both), strict=True)
    moved = [now - then for then, now in pairs]
    if row.mark is None:
        return all(by == row.shift for by in moved)
    bounds = sorted((0, row.shift))
    return all(bounds[0] <= by <= bounds[1] for by in moved) and moved == sorted(moved, reverse=row.shift < 0)


def _row_doubt(row: FoundRow, heads: Heads, above: list[Heading]) -> str:
    if heads.joined:
        return _("rows of several sheets stand on this one, and some may have been moved to other columns")
    if not above:
        return _unheaded()
    label = above[-1].label
    if label == _GONE:
        return (
            ""
            if row.mark
            else _("the heading over the questions is gone, and what stands here may have moved")
        )
    apart = label not in (_NEVER, row.zone - 1)
    return _("the headings above it were moved, and its label was not") if apart else ""


def _unheaded() -> str:
    return _("no heading above it says what this column holds")


def _doubt(key: str, heading: Heading, *, sure: bool) -> str:
    if key in heading.twice:
        return _("its heading stands over more than one column")
    return "" if sure else _("its heading was moved, and the other headings do not bear that out")


def _agree(nearest: Heading | None, headings: list[Heading]) -> bool:
    """A sheet of questions without follow-up columns has fewer headings: it differs only where it says otherwise."""
    return nearest is None or all(
        nearest.at.get(column, key) == key for one in headings for column, key in one.at.items()
    )


def _renamed(row: FoundRow, shifted: dict[str, int], seen: dict[str, int], heading: Heading | None) -> str:
    """The one key whose heading was reworded: the mark and every other heading stand where they were issued."""
    unseen = [key for key in shifted if key not in seen]
    if heading is None or row.mark is None or row.shift or row.mixed:
        return ""
    if len(unseen) != 1 or len(shifted) == 1:
        return ""
    stays = all(seen[key] == column for key, column in shifted.items() if key in seen)
    return unseen[0] if stays and shifted[unseen[0]] in heading.words else ""
