"""Which asking an update workbook answers, and whose copy it is: by its marks, its printed line, its code, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assurance_desk.domain.codes import tidy_code
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.domain.recovery.identity import is_marked, marks_of
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.updates import PARTS, ExpectedUpdate, UpdateMark, read_update_mark
from assurance_desk.domain.updates_sheet import HEADS
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

_LINE = re.compile(
    r"^(?P<ref>UPD-\S{1,40}) · (?P<who>\S{1,40}) · return code (?P<code>[0-9A-Z]{4}-?[0-9A-Z]{4})\s*$"
)
_ENOUGH_HEADS = 3

Rows = dict[tuple[str, int], tuple[int, UpdateMark]]
"""(sheet, row) to the column a mark stands in and what it says; 0-based."""


class UnknownUpdateError(DeskError):
    """It is an update workbook, but none that went out from here."""

    def __init__(self, name: str, ref: str) -> None:
        super().__init__(
            _(
                "“{name}” answers {ref}, which was not asked from this workbook, so nothing was taken from it; ask the "
                "sender for the file we sent."
            ).format(name=name, ref=ref)
        )


@dataclass(frozen=True, slots=True)
class Known:
    """``doubt`` is "" where its signs agree."""

    of: ExpectedUpdate
    marks: Rows
    doubt: str = ""
    notes: tuple[str, ...] = ()


def update_marks(book: SheetBook) -> Rows:
    found: Rows = {}
    for sheet in book.sheets:
        for row, column, value in sheet.texts:
            mark = read_update_mark(value.strip()) if "|" in value else None
            if mark is not None and (sheet.name, row) not in found:
                found[sheet.name, row] = (column, mark)
    return found


def recognise(book: SheetBook, expected: Sequence[ExpectedUpdate]) -> Known | None:
    """None where it is no update workbook: it may be a questionnaire, or nobody's.

    Raises:
        UnknownUpdateError: it is one, but was not sent from here.
    """
    marks = update_marks(book)
    lines = [
        found for sheet in book.sheets for _r, _c, value in sheet.texts
        if " · " in value and (found := _LINE.match(value.strip()))
    ]  # fmt: skip
    if not marks and is_marked(book):
        return None
    if len(marks_of(book)) > len(marks):  # a questionnaire into which our rows were copied
        return None
    if not marks and not lines:
        return _by_words(book, expected)
    says = Counter(mark.request for _column, mark in marks.values())
    says.update(line["ref"] for line in lines)
    whose = _whose(marks, lines, expected)
    if whose is None:
        raise UnknownUpdateError(book.name, says.most_common(1)[0][0])
    return Known(whose, marks, _contradicted(book, whose, marks, lines, expected), _notes(whose))


def _whose(
    marks: Rows, lines: list[re.Match[str]], expected: Sequence[ExpectedUpdate]
) -> ExpectedUpdate | None:
    """By the code most of it bears; else by the printed reference of the asking and of the organisation."""
    by_code = {one.copy.code: one for one in expected}
    codes = Counter(mark.code for _column, mark in marks.values() if mark.code in by_code)
    codes.update(code for line in lines if (code := tidy_code(line["code"])) in by_code)
    if codes:
        return by_code[codes.most_common(1)[0][0]]
    by_ref = {(one.request.ref, one.copy.ref): one for one in expected}
    pairs = Counter((line["ref"], line["who"]) for line in lines if (line["ref"], line["who"]) in by_ref)
    return by_ref[pairs.most_common(1)[0][0]] if pairs else None


def _contradicted(
    book: SheetBook,
    found: ExpectedUpdate,
    marks: Rows,
    lines: list[re.Match[str]],
    expected: Sequence[ExpectedUpdate],
) -> str:
    codes = {mark.code for _column, mark in marks.values()} | {tidy_code(line["code"]) for line in lines}
    if found.copy.code not in codes:
        return _("its return code was not issued from here; only its reference {ref} fits").format(
            ref=found.copy.ref
        )
    others = {one.copy.code: one.copy.name for one in expected if one.copy.code in codes and one != found}
    if others:
        return _("parts of it bear the return code of {name}").format(
            name=", ".join(sorted(set(others.values())))
        )
    printed = {line["who"] for line in lines}
    if printed and found.copy.ref not in printed:
        return _("what is hidden in it says {ref}, what is printed says {other}").format(
            ref=found.copy.ref, other=", ".join(sorted(printed))
        )
    names = {bare(one.copy.name): one.copy.name for one in expected}
    seen = {bare(value) for sheet in book.sheets for _r, _c, value in sheet.texts if len(value) < 200}
    named = sorted(names[word] for word in seen & names.keys())
    if named and found.copy.name not in named:
        return _("its marks say {ref}, the name on it is that of {other}").format(
            ref=found.copy.ref, other=", ".join(named)
        )
    return ""


def _notes(found: ExpectedUpdate) -> tuple[str, ...]:
    if not found.newer:
        return ()
    words = _("It answers what was asked on {day}; they were asked again since")
    return (words.format(day=long_date(found.request.asked_on)),)


def _by_words(book: SheetBook, expected: Sequence[ExpectedUpdate]) -> Known | None:
    """All that says whose it is was lost: its headings stand there, and the actions of one copy more than of any other."""
    heads = {bare(HEADS[part]) for part in PARTS}
    seen = {bare(value) for sheet in book.sheets for _r, _c, value in sheet.texts}
    if len(heads & seen) < _ENOUGH_HEADS:
        return None
    fits = Counter(
        {place: sum(bare(line.text) in seen for line in one.lines) for place, one in enumerate(expected)}
    )
    best = [place for place, count in fits.items() if count and count == max(fits.values())]
    if not best:
        return None
    found = expected[best[-1]]  # the latest asking, where the same was asked before
    if any(expected[place].copy.organisation_id != found.copy.organisation_id for place in best):
        return None
    doubt = _("it carries no identity of ours; only the actions in it are those of {name}")
    return Known(found, {}, doubt.format(name=found.copy.name), _notes(found))
