"""A stranger's workbook read in the worker child, within bounds: a design drafted in one, a panel's sheet. No store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from assurance_desk.errors import DeskError
from assurance_desk.reading.spreadsheet_refusals import NotReadableError
from assurance_desk.services import worker_memory
from assurance_desk.texts import _

MOST_MEMORY: Final = 400_000_000


class NotBroughtInError(DeskError):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _(
                "“{name}” {what}, so nothing was brought in. Ask for it as an Excel workbook (.xlsx) without a password."
            ).format(name=name, what=what)
        )


@contextmanager
def read_within_bounds(name: str, too_large: str) -> Iterator[None]:
    """What goes wrong with the file called ``name`` is one sentence; ``too_large`` says what it is larger than.

    Raises:
        NotBroughtInError: it is no spreadsheet, cannot be read, or would need over 400 MB.
    """
    with worker_memory.within(MOST_MEMORY):
        try:
            yield
        except NotReadableError as error:
            raise NotBroughtInError(name, error.what) from error
        except MemoryError as error:
            raise NotBroughtInError(name, too_large) from error
