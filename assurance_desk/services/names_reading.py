"""What the worker child does before anything is kept: a returned file read, and looked through for a child's name."""

from __future__ import annotations

import dataclasses
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, Final

from assurance_desk.domain.names_protected import fold
from assurance_desk.domain.names_scan import (
    FILE_NAME,
    REMOVED,
    Hit,
    Look,
    Looked,
    Redacted,
    Text,
    hits_of,
    look_through,
    removed_from,
    under_labels,
)
from assurance_desk.domain.parcels import NOT_OURS
from assurance_desk.domain.recovery.finding import UNREADABLE, Expected, Finding, FoundAnswer
from assurance_desk.domain.updates import FoundUpdate, UpdateFinding
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading import archive, names_parts, names_redact, spreadsheets
from assurance_desk.reading.spreadsheet_refusals import NotReadableError
from assurance_desk.services.returns_reading import expected_of, read_book, read_return
from assurance_desk.texts import _

_WORD: Final = 3


def read_and_look(data: bytes, name: str, expected: bytes, progress: Progress, password: str = "") -> Looked:
    """As ``read_return``, with what seems to name a child. A file that was refused is looked through as well: it would
    be kept as it came.
    """
    try:
        finding: Finding | UpdateFinding | None = read_return(data, name, expected, progress, password)
        message = why = ""
    except DeskError as refused:
        finding, message = None, refused.sentence
        why = refused.why if isinstance(refused, NotReadableError) else NOT_OURS
    try:
        return Looked(finding, message, tuple(look(data, name, expected, password)), why)
    finally:
        read_book.cache_clear()
        archive.let_go()


def look(
    data: bytes, name: str, expected: bytes, password: str = "", gone: tuple[str, ...] = ()
) -> list[Hit]:
    """What in a file seems to name a child, its own name included."""
    seeing = look_of(expected, gone)
    found = hits_of([Text(FILE_NAME, "", "", name)], seeing)
    try:
        book = read_book(data, name, password)
    except DeskError:
        return found + hits_of(names_parts.prose(data), seeing)
    plain = spreadsheets.unlocked(data, name, password)
    return found + look_through(book, names_parts.beside_cells(plain, book, seeing.clean), seeing)


def take_names_out(
    data: bytes,
    name: str,
    expected: bytes,
    words: tuple[str, ...],
    finding: Finding | UpdateFinding | None,
    cells: frozenset[tuple[str, str]],
    progress: Progress,
) -> Redacted:
    """A returned file without what was found in it: ``words`` go wherever they stand, and whatever else a look finds.
    ``finding``: what it was read as, for a kind that cannot be rewritten; ``cells`` (sheet, address) of which nothing of
    that stays.

    Looked through again once it is written: what could not be taken out is not given back.
    """
    gone = look_of(expected, words)
    if names_redact.can_be_rewritten(data):
        written = names_redact.redacted(data, gone, _labelled(data, name))
        if written is not None:
            found = read_and_look(written, gone.removed(name), expected, progress)
            left = look(written, gone.removed(name), expected, gone=words)
            if not left:
                return Redacted(written, found)
    return Redacted(None, Looked(_without(finding, gone, cells)) if finding is not None else None)


def _without(
    finding: Finding | UpdateFinding, gone: Look, cells: AbstractSet[tuple[str, str]]
) -> Finding | UpdateFinding:
    """What was read, without what goes: of ``cells`` everything, however it was divided up. An answer that is a date or a
    number is none without it.
    """
    made = removed_from(finding, gone)
    if isinstance(finding, UpdateFinding) and isinstance(made, UpdateFinding):
        updates = zip(finding.cells, made.cells, strict=True)
        return dataclasses.replace(made, cells=tuple(_untold(was, now, cells) for was, now in updates))
    if not isinstance(finding, Finding) or not isinstance(made, Finding):
        return made
    answers = zip(finding.answers, made.answers, strict=True)
    lines = {(sheet, _number_of(cell)) for sheet, cell in cells}
    left = (
        dataclasses.replace(one, text=REMOVED) if (one.sheet, _number_of(one.cell)) in lines else one
        for one in made.left_over
    )
    return dataclasses.replace(
        made, answers=tuple(_unread(was, now, cells) for was, now in answers), left_over=tuple(left)
    )


def _number_of(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _unread(was: FoundAnswer, now: FoundAnswer, cells: AbstractSet[tuple[str, str]]) -> FoundAnswer:
    if (was.sheet, was.cell) in cells:
        return dataclasses.replace(now, found=REMOVED, value="", kind=UNREADABLE, problem=_why())
    if was.value == now.value or any(letter.isalpha() for letter in was.value):
        return now
    return dataclasses.replace(now, value="", kind=UNREADABLE, problem=_why())


def _untold(was: FoundUpdate, now: FoundUpdate, cells: AbstractSet[tuple[str, str]]) -> FoundUpdate:
    if (was.sheet, was.cell) in cells:
        return dataclasses.replace(now, found=REMOVED, reading="", problem=_why())
    if was.reading == now.reading or any(letter.isalpha() for letter in was.reading):
        return now
    return dataclasses.replace(now, reading="", problem=_why())


def _why() -> str:
    return _("what stood here was taken out: it seemed to name a child")


def _labelled(data: bytes, name: str) -> frozenset[tuple[str, str]]:
    """Cells that are emptied as a whole: a date of birth under its heading."""
    book = read_book(data, name)
    return frozenset((sheet.name, hit.cell) for sheet in book.sheets for hit in under_labels(sheet))


@lru_cache(maxsize=2)
def look_of(expected: bytes, gone: tuple[str, ...] = ()) -> Look:
    """Made once for all the files of one import. ``gone``: words to be found besides."""
    wanted = expected_of(expected)
    return Look(wanted.names, known_words(wanted), gone)


def known_words(wanted: Expected) -> frozenset[str]:
    """Folded words that name no child: of organisations, of pseudonyms, and of what we ask ourselves."""
    words = {fold(word) for text in _strings(wanted.questionnaires) for word in text.split()}
    words |= {fold(word) for found in wanted.returns.values() for one in found for word in one.name.split()}
    words |= {fold(part) for phrase in wanted.pseudonyms for part in (phrase, *phrase.split())}
    return frozenset(word for word in words if len(word) >= _WORD)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [text for one in value for text in _strings(one)]
    if dataclasses.is_dataclass(value):
        return [text for one in dataclasses.fields(value) for text in _strings(getattr(value, one.name))]
    return []
