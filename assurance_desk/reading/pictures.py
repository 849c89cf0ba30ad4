"""A picture or scan from outside as plain pixels, for a window that shows it. Runs in the worker."""

from __future__ import annotations

import io
from typing import Final

from assurance_desk.errors import DeskError
from assurance_desk.texts import _

MOST_PIXELS: Final = 80_000_000
"""Of a picture as it came: a page scanned at 600 dpi has 35 million."""
TALLEST: Final = 8_000
PDF, PICTURE, OTHER = "pdf", "picture", ""
_STARTS: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*",
)  # fmt: skip


class NotShownError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This file cannot be shown here. Open a copy of it beside this window, and key the answers from there."
            )
        )


def kind_of(data: bytes) -> str:
    """Whether its pages can be shown, by its first bytes and not by its name."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        return PDF
    if data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return PICTURE
    return OTHER


def picture_count(data: bytes) -> int:
    """Pages of a scan in several pictures, else 1.

    Raises:
        NotShownError: it is no picture, or larger than any scan.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            return min(int(getattr(opened, "n_frames", 1)), 200)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotShownError from error


def picture_page(data: bytes, number: int, width: int) -> tuple[int, int, bytes]:
    """(width, height, RGB bytes) of its page ``number`` (from 1), ``width`` pixels wide, turned the way it was taken.

    Raises:
        NotShownError: as above.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotShownError
            opened.seek(number - 1)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            high = max(1, min(round(upright.height * width / upright.width), TALLEST))
            shown = upright.resize((max(1, width), high))
            return shown.width, shown.height, shown.tobytes()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise NotShownError from error
