"""What the worker child does for a moderation sheet: the panel's cells out of the file. No store."""

from __future__ import annotations

from assurance_desk.domain.moderation_sheet import FoundSheet, SheetLine, find
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets
from assurance_desk.services.strange_books import read_within_bounds
from assurance_desk.texts import _


def read_sheet(
    data: bytes, name: str, expected: dict[tuple[str, str], SheetLine], progress: Progress
) -> FoundSheet:
    """What a panel filled in.

    Raises:
        DeskError: it is no spreadsheet, cannot be read, or is no moderation sheet of ours.
    """
    progress.at(0, 1, name)
    with read_within_bounds(name, _("is far larger than any moderation sheet")):
        return find(spreadsheets.read(data, name), expected)
