"""A page of a PDF as plain pixels, for a window that shows it. Runs in the worker: PDFium is native code."""

from __future__ import annotations

import math

import pypdfium2

MOST_PIXELS = 24_000_000


def page_count(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def page_image(data: bytes, number: int, width: int) -> tuple[int, int, bytes]:
    """(width, height, RGB bytes without row padding) of page ``number`` (from 1), ``width`` pixels wide."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        across, down = page.get_size()
        scale = min(max(width, 1) / across, math.sqrt(MOST_PIXELS / (across * down)))
        scale = max(scale, 1 / min(across, down))  # PDFium refuses less than a pixel either way
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = _packed(bitmap)
        page.close()
        return picture
    finally:
        document.close()


def _packed(bitmap: pypdfium2.PdfBitmap) -> tuple[int, int, bytes]:
    """PDFium pads each row to four bytes and may give three or four channels."""
    wide, high, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    data = bytes(bitmap.buffer)
    rows = [data[row * stride : row * stride + wide * channels] for row in range(high)]
    whole = b"".join(rows)
    if channels == 3:
        return wide, high, whole
    kept = bytearray(wide * high * 3)
    for channel in range(3):
        kept[channel::3] = whole[channel::channels]
    return wide, high, bytes(kept)
