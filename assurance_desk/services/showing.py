"""Showing what came in place of a workbook, page by page: PDFs and scans. The worker's side needs no store."""

from __future__ import annotations

from assurance_desk.progress import Progress
from assurance_desk.reading import pictures


def count(data: bytes, progress: Progress) -> int:
    """How many pages can be shown.

    Raises:
        DeskError: none can.
    """
    progress.at(0, 1)
    kind = pictures.kind_of(data)
    if kind == pictures.PDF:
        return _of_pdf(data)
    if kind == pictures.PICTURE:
        return pictures.picture_count(data)
    raise pictures.NotShownError


def page(data: bytes, number: int, width: int, progress: Progress) -> tuple[int, int, bytes]:
    """Page ``number`` (from 1) as (width, height, RGB).

    Raises:
        DeskError: it cannot be shown.
    """
    progress.at(0, 1)
    if pictures.kind_of(data) == pictures.PDF:
        from assurance_desk.pdf.preview import page_image

        try:
            return page_image(data, number, width)
        except RuntimeError as error:  # PDFium's own error is one
            raise pictures.NotShownError from error
    return pictures.picture_page(data, number, width)


def _of_pdf(data: bytes) -> int:
    from assurance_desk.pdf.preview import page_count

    try:
        return page_count(data)
    except RuntimeError as error:
        raise pictures.NotShownError from error
