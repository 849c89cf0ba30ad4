"""Which cells of a found row hold what: by the headings that stand above it, else as the mark says."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.domain.recovery.form import PLAIN_HEADS, Form
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import LABEL_COLUMN


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of headings: column index to what stands in it. ``twice``: keys whose heading stands there twice,
    ``spare`` the columns it stands in again.
    """

    row: int
    at: dict[int, str]
    twice: frozenset[str] = frozenset()
    spare: frozenset[int] = frozenset()


Heads = dict[str, list[Heading]]
"""Question ("" for the sheet's own headings) to its headings on the sheet, from the top."""


@dataclass(frozen=True, slots=True)
class Place:
    """``moved``: the heading stands elsewhere than issued. ``certain``: a mark or a heading says so."""

    column: int
    key: str
    moved: bool
    certain: bool


def heads_on(sheet: Sheet, form: Form) -> Heads:
    """Rows of the sheet that are headings: two or more of a table's own, or Answer with another of ours."""
    found: Heads = {}
    wanted = {word for heads in form.heads.values() for word in heads} | set(PLAIN_HEADS)
    for number, row in enumerate(sheet.rows):
        words = {
            column: word
            for column, value in enumerate(row)
            if isinstance(value, str) and len(value) < 200 and (word := bare(value)) in wanted
        }
        if len(words) < 2:
            continue
        for question, heads in form.heads.items():
            at = _heading(number, {column: heads[word] for column, word in words.items() if word in heads})
            own = [key for key in at.at.values() if key not in ("comment", "evidence", "plan")]
            if len(own) >= 2:
                found.setdefault(question, []).append(at)
        plain = _heading(
            number, {column: PLAIN_HEADS[word] for column, word in words.items() if word in PLAIN_HEADS}
        )
        # Comment with Evidence held, and no Answer: that column is gone, and what stands in its place is not it.
        if "answer" in plain.at.values() or {"comment", "evidence"} <= set(plain.at.values()):
            found.setdefault("", []).append(plain)
    return found


def _heading(row: int, at: dict[int, str]) -> Heading:
    kept: dict[int, str] = {}
    twice: set[str] = set()
    spare: set[int] = set()
    for column, key in sorted(at.items()):
        if key in kept.values():
            twice.add(key)
            spare.add(column)
        else:
            kept[column] = key
    return Heading(row, kept, frozenset(twice), frozenset(spare))


def _in_force(row: FoundRow, headings: list[Heading]) -> tuple[dict[str, int], frozenset[str], bool]:
    """The nearest above the row, else the first; and whether it is above, and all that stand on the sheet agree."""
    if not headings:
        return {}, frozenset(), True
    above = [one for one in headings if one.row < row.number]
    nearest = above[-1] if above else headings[0]
    # A sheet of questions without follow-up columns has fewer headings: it differs only where it says otherwise.
    agree = all(nearest.at.get(column, key) == key for one in headings for column, key in one.at.items())
    return {key: column for column, key in nearest.at.items()}, nearest.twice, agree and bool(above)


def places(row: FoundRow, form: Form, heads: Heads) -> list[Place]:
    """The cells of a row, in the order of the questionnaire."""
    assert row.key is not None
    issued = form.columns.get(row.key, {})
    said = row.mark.columns if row.mark and (row.mark.question, row.mark.row) == row.key else issued
    shifted = {key: column + row.shift for column, key in said.items()}
    own = row.key[0] in form.heads
    headings = heads.get(row.key[0] if own else "", [])
    seen, twice, agree = _in_force(row, headings)
    taken = set(seen.values()).union(*(one.spare for one in headings))
    agree = agree and not row.mixed
    muddled = row.mixed and len(headings) > 1  # sheets of different layouts pasted one below the other
    stays = row.shift == 0 and all(shifted.get(key, column) == column for key, column in seen.items())
    # A table whose own headings are gone may have had its columns moved: then the marks alone do not say enough.
    # Nor do they where the labels have moved and the marks have not: a column may have gone from between them.
    in_place = bool(row.mark) and not own and row.zone == LABEL_COLUMN
    trusted = stays and (bool(seen) or in_place)
    found: list[Place] = []
    for key in issued.values():
        if key in seen:
            moved = seen[key] != shifted.get(key, seen[key])
            found.append(
                Place(
                    seen[key], key, moved, certain=key not in twice and not muddled and (agree or not moved)
                )
            )
        elif key in shifted and shifted[key] not in taken:
            found.append(Place(shifted[key], key, moved=False, certain=trusted and not muddled))
    return found
