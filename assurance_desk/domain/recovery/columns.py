"""Which cells of a found row hold what: by the headings that stand on the sheet, else as the mark says."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.domain.recovery.form import PLAIN_HEADS, Form
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.domain.recovery.words import bare

Heads = dict[str, dict[int, str]]
"""Question ("" for the sheet's own headings) to column index and what stands in it."""


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
    for row in sheet.rows:
        words = {
            column: word
            for column, value in enumerate(row)
            if isinstance(value, str) and len(value) < 200 and (word := bare(value)) in wanted
        }
        if len(words) < 2:
            continue
        for question, heads in form.heads.items():
            at = _first({column: heads[word] for column, word in words.items() if word in heads})
            own = [key for key in at.values() if key not in ("comment", "evidence", "plan")]
            if len(own) >= 2 and question not in found:
                found[question] = at
        plain = _first({column: PLAIN_HEADS[word] for column, word in words.items() if word in PLAIN_HEADS})
        if "answer" in plain.values() and "" not in found:
            found[""] = plain
    return found


def _first(at: dict[int, str]) -> dict[int, str]:
    kept: dict[int, str] = {}
    for column, key in sorted(at.items()):
        if key not in kept.values():
            kept[column] = key
    return kept


def places(row: FoundRow, form: Form, heads: Heads) -> list[Place]:
    """The cells of a row, in the order of the questionnaire."""
    assert row.key is not None
    issued = form.columns.get(row.key, {})
    said = row.mark.columns if row.mark and (row.mark.question, row.mark.row) == row.key else issued
    shifted = {key: column + row.shift for column, key in said.items()}
    seen = {
        key: column for column, key in heads.get(row.key[0] if row.key[0] in form.heads else "", {}).items()
    }
    taken = set(seen.values())
    # A table whose own headings are gone may have had its columns moved: then the marks alone do not say enough.
    trusted = row.shift == 0 and (bool(seen) or (bool(row.mark) and row.key[0] not in form.heads))
    found: list[Place] = []
    for key in issued.values():
        if key in seen:
            found.append(Place(seen[key], key, seen[key] != shifted.get(key, seen[key]), certain=True))
        elif key in shifted and shifted[key] not in taken:
            found.append(Place(shifted[key], key, moved=False, certain=trusted))
    return found
