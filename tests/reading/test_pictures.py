"""What came in place of a workbook is shown as plain pixels, and what cannot be shown says so."""

import io

import pytest
from PIL import Image

from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import showing


def picture(kind, pages=1, size=(40, 60)):
    made = [Image.new("RGB", size, (200, number, 0)) for number in range(pages)]
    buffer = io.BytesIO()
    made[0].save(buffer, kind, save_all=pages > 1, append_images=made[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "PDF"])
def test_every_kind_of_scan_is_shown_as_wide_as_asked(kind):
    data = picture(kind)
    assert showing.count(data, Progress()) == 1
    width, height, pixels = showing.page(data, 1, 80, Progress())
    assert (width, height) == (80, 120)
    assert len(pixels) == 80 * 120 * 3


def test_a_scan_of_several_pages_is_turned_page_by_page():
    data = picture("TIFF", pages=3)
    assert showing.count(data, Progress()) == 3
    assert showing.page(data, 3, 40, Progress())[2][:3] == bytes((200, 2, 0))


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 and nothing", b"\x89PNG and nothing", picture("PNG")[:40], b"PK\x03\x04", b"<html>"],
)
def test_what_cannot_be_shown_says_so(data):
    with pytest.raises(DeskError, match="cannot be shown here"):
        showing.page(data, 1, 80, Progress())


def test_a_picture_larger_than_any_scan_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("assurance_desk.reading.pictures.MOST_PIXELS", 2000)
    with pytest.raises(DeskError, match="cannot be shown here"):
        showing.page(picture("PNG"), 1, 80, Progress())
