"""What the worker child does for returns: reads one file and finds its answers. Plain values in and out; no store."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.domain.recovery.find import Own, find, identity_of
from assurance_desk.domain.recovery.finding import Expected, Finding
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets


def read_return(data: bytes, name: str, expected: bytes, progress: Progress) -> Finding:
    """``expected`` is a pickled ``Expected`` of our own making, so that file after file costs it once.

    Raises:
        DeskError: the file is no spreadsheet, cannot be read, or is no questionnaire of ours.
    """
    progress.at(0, 1, name)
    with _without_collecting():
        book = spreadsheets.read(data, name)
        wanted = _expected(expected)
        known = identity_of(book, wanted)
        return find(book, wanted, own_words(known[2]), known)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A workbook's thousands of cells make no cycles: looking for them costs a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@lru_cache(maxsize=2)
def _expected(pickled: bytes) -> Expected:
    found = pickle.loads(pickled)  # noqa: S301  (made by our own parent process, never from a file)
    assert isinstance(found, Expected)
    return found


_known: dict[tuple[str, str, str], Own] = {}


def own_words(questionnaire: Questionnaire) -> Own:
    """Everything that stands in the workbook as we issue it, so that what is theirs can be told apart."""
    key = (questionnaire.id, questionnaire.ref, questionnaire.version)
    if key not in _known:
        _known[key] = _own(_issued(questionnaire))
    return _known[key]


def _issued(questionnaire: Questionnaire) -> SheetBook:
    from assurance_desk.domain.codes import make_code
    from assurance_desk.domain.prefill import Recipient
    from assurance_desk.excel.questionnaire import template

    data = template(questionnaire).copy(Recipient(ref="O00", code=make_code(0), name=questionnaire.title))
    return spreadsheets.read(data, "issued")


def _own(book: SheetBook) -> Own:
    words: set[str] = set()
    lists: set[str] = set()
    head = ""
    for sheet in book.sheets:
        found = {bare(value) for row in sheet.rows for value in row if isinstance(value, str) and value}
        if sheet.name == "Lists":
            lists, head = found, bare(str(sheet.rows[0][0]))
        else:
            words |= found
    return Own(frozenset(words), frozenset(lists), head)
