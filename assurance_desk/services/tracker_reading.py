"""What the worker child does for a tracker: its sheets as plain cells, merged ranges and colours. No store."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.domain.tracker_grid import HIGHEST, WIDEST, TrackerBook, TrackerSheet
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets
from assurance_desk.reading.spreadsheet_fills import Fills, fills
from assurance_desk.reading.spreadsheet_kinds import BROKEN_ZIP, XLSX, kind_of
from assurance_desk.reading.spreadsheet_refusals import NotReadableError
from assurance_desk.services import worker_memory
from assurance_desk.texts import _

MOST_MEMORY = 600_000_000


class NoTrackerError(DeskError):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _(
                "“{name}” {what}, so nothing was brought in. Open the tracker in Excel, save it as an Excel workbook "
                "(.xlsx) without a password, and bring that in."
            ).format(name=name, what=what)
        )


def read_tracker(data: bytes, name: str, progress: Progress) -> TrackerBook:
    """Every sheet that may be a tracker.

    Raises:
        DeskError: it is no spreadsheet, cannot be read, or holds nothing.
    """
    progress.at(0, 1, name)
    with worker_memory.within(MOST_MEMORY):
        try:
            book = spreadsheets.read(data, name)
            colours = _fills(data)
        except NotReadableError as error:
            raise NoTrackerError(name, error.what) from error
        except MemoryError as error:
            raise NoTrackerError(name, _("is far larger than any tracker")) from error
    sheets = [_trimmed(one) for one in book.sheets]
    fit = [one for one in sheets if len(one.rows) <= HIGHEST and all(len(row) <= WIDEST for row in one.rows)]
    if not any(one.rows for one in fit):
        what = (
            _("is far larger than any tracker") if len(fit) < len(sheets) else _("has nothing in its cells")
        )
        raise NoTrackerError(name, what)
    return TrackerBook(
        name,
        tuple(TrackerSheet(one, colours.get(one.name, {})) for one in fit if one.rows),
        tuple(one.name for one in sheets if one not in fit),
        coloured=book.format == XLSX,
    )


def _fills(data: bytes) -> dict[str, Fills]:
    """Colours of an xlsx; nothing where they cannot be read, for the words stand without them."""
    if kind_of(data) != XLSX:
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return fills(archive)
    except (*BROKEN_ZIP, SyntaxError):
        return {}


def _trimmed(sheet: Sheet) -> Sheet:
    """Without the empty cells to the right of each row and the empty rows at the end."""
    rows = [
        row[: 1 + max((at for at, value in enumerate(row) if value != ""), default=-1)] for row in sheet.rows
    ]
    last = max(sheet.odd, default=(-1, -1))[0]
    while rows and not rows[-1] and len(rows) - 1 > last:
        rows.pop()
    return replace(sheet, rows=tuple(rows))
