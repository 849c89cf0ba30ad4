"""What the worker child does for returns: reads one file and finds its answers. Plain values in and out; no store."""

from __future__ import annotations

import gc
import html
import io
import pickle
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from assurance_desk.domain.carried import Carried
from assurance_desk.domain.prefill import nobody
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.questions.cells import as_shown, bare
from assurance_desk.domain.recovery import correction as corrected
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.domain.recovery.find import find, identity_of
from assurance_desk.domain.recovery.finding import Expected, Finding
from assurance_desk.domain.recovery.formulas import formula_shape
from assurance_desk.domain.recovery.last_time import carried_in
from assurance_desk.domain.recovery.own import Own
from assurance_desk.domain.updates import ExpectedUpdate, UpdateFinding
from assurance_desk.domain.updates_find import find as find_update
from assurance_desk.domain.updates_identity import recognise
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.services import worker_memory


def read_return(
    data: bytes, name: str, expected: bytes, progress: Progress, password: str = ""
) -> Finding | UpdateFinding:
    """``expected`` is a pickled ``Expected`` of our own making, so that file after file costs it once.

    Raises:
        DeskError: the file is no spreadsheet, cannot be read, or is neither a questionnaire nor an update of ours.
    """
    progress.at(0, 1, name)
    wanted = expected_of(expected)
    with _without_collecting(), worker_memory.within(MOST_MEMORY):
        try:
            book = read_book(data, name, password)
            update = recognise(book, wanted.updates)
            if update is not None:
                return find_update(book, update, _own_of_update(update.of))
            correction = corrected.known(book, wanted)
            if correction is not None:
                book = corrected.without_ours(book, correction)
            known = identity_of(book, wanted)
            carried = carried_in(known[0].whose, known[2])
            own = (
                _own_with_last_time(known[2], carried)
                if carried
                else own_words(known[2], wanted.blanks.get(known[2].id))
            )
            found = find(book, wanted, own, known)
            return found if correction is None else corrected.marked(found, correction)
        except MemoryError as error:
            raise refusal(name, "too big") from error


read_book = lru_cache(maxsize=1)(spreadsheets.read)
"""The file last read: it is looked through for names as well."""


def _own_of_update(of: ExpectedUpdate) -> frozenset[str]:
    """Every text of the file as it went out, so that what is theirs can be told apart."""
    from assurance_desk.excel.updates import workbook

    issued = spreadsheets.read(workbook(of.request, of.copy, of.lines), "issued")
    return frozenset(bare(as_shown(cell.value)) for sheet in issued.sheets for cell in sheet.cells())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A workbook's thousands of cells make no cycles: looking for them costs a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@lru_cache(maxsize=2)
def expected_of(pickled: bytes) -> Expected:
    found = pickle.loads(pickled)  # noqa: S301  (made by our own parent process, never from a file)
    assert isinstance(found, Expected)
    return found


MOST_MEMORY = 400_000_000
"""Bytes one file may take beyond the worker's own: together they stay below 512 MB."""
_FORMULA = re.compile(r"<f>([^<]*)</f>")
_known: dict[tuple[str, ...], Own] = {}


def own_words(questionnaire: Questionnaire, blank: bytes | None = None) -> Own:
    """Everything that stands in the workbook as we issue it, so that what is theirs can be told apart.

    ``blank``: a copy for nobody, as issued; one is written where none was kept.
    """
    key = (questionnaire.id, questionnaire.ref, questionnaire.version)
    if key not in _known:
        data = blank or _issued(questionnaire)
        _known[key] = _own(spreadsheets.read(data, "issued"), _formulas(data))
    return _known[key]


def _own_with_last_time(questionnaire: Questionnaire, carried: Carried) -> Own:
    """As ``own_words``, of a copy that answers were carried into."""
    key = (questionnaire.id, questionnaire.ref, questionnaire.version, carried.last_time, *carried.beside)
    if key not in _known:
        data = _issued(questionnaire, carried.beside, carried.last_time)
        _known[key] = _own(spreadsheets.read(data, "issued"), _formulas(data))
    return _known[key]


def _issued(questionnaire: Questionnaire, beside: tuple[str, ...] = (), last_time: str = "") -> bytes:
    from assurance_desk.excel.questionnaire import template

    return template(questionnaire, beside, last_time).copy(nobody(questionnaire))


def _formulas(data: bytes) -> frozenset[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    return frozenset(formula_shape(html.unescape(one)) for xml in sheets for one in _FORMULA.findall(xml))


def _own(book: SheetBook, formulas: frozenset[str]) -> Own:
    words: dict[str, set[tuple[int, int]]] = {}
    before = 0
    lists: set[str] = set()
    head = ""
    for sheet in book.sheets:
        if sheet.name == "Lists":
            lists = {bare(as_shown(value)) for row in sheet.rows for value in row if value != ""}
            head = bare(str(sheet.rows[0][0]))
            continue
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value:
                    words.setdefault(bare(value), set()).add((before + number, column))
        before += len(sheet.rows)
    return Own.of({word: frozenset(at) for word, at in words.items()}, frozenset(lists), head, formulas)
