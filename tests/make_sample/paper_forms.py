"""What came on paper: a letter as a PDF, and a form printed, filled by hand and scanned."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.make_sample.fill import cells
from tests.make_sample.office import save_as

LETTER = (
    "Quillgate Temporary Accommodation Ltd",
    "",
    "12 April 2019",
    "",
    "To the Independent Chair, Merrowshire Safeguarding Children Board",
    "",
    "Housing training gap analysis, HTG-2019",
    "",
    "Thank you for your letter of 5 April.",
    "",
    "We told your office by telephone on 26 March that we would rather not take part. We have",
    "read your letter and will go as far as this: sections A and B of your questionnaire are",
    "attached as a workbook. The file we sent on 9 April was locked in error; please delete it.",
    "",
    "We decline to give training figures. They are a matter between us and the councils that",
    "place families with us, and we answer to them under our contracts.",
    "",
    "Contracts director",
)
HAND = Font(name="Z003", size=15, color="FF1F2F6B")
DOTS_PER_INCH = 120


def letter(target: Path) -> None:
    page = Canvas(str(target), pagesize=A4, invariant=1)
    page.setTitle("Letter to the Chair, 12 April 2019")
    page.setFont("Times-Roman", 11)
    for place, line in enumerate(LETTER):
        page.drawString(25 * mm, 270 * mm - place * 6 * mm, line)
    page.save()


def scan(book: Workbook, target: Path) -> None:
    """``book``, its answers in handwriting, as a black-and-white picture of each printed page, a little askew."""
    for cell in cells(book).values():
        if cell.value is not None:
            cell.font = HAND
    with tempfile.TemporaryDirectory() as scratch:
        filled, printed = Path(scratch, "form.xlsx"), Path(scratch, "form.pdf")
        book.save(filled)
        save_as(filled, printed)
        subprocess.run(
            ["pdftoppm", "-gray", "-r", str(DOTS_PER_INCH), "-png", str(printed), str(Path(scratch, "page"))],
            check=True,
        )
        pages = [
            _scanned(path, number) for number, path in enumerate(sorted(Path(scratch).glob("page*.png")))
        ]
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=DOTS_PER_INCH)


def _scanned(path: Path, number: int) -> Image.Image:
    with Image.open(path) as page:
        askew = page.rotate(0.5 if number % 2 else -0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return askew.point(lambda shade: 255 if shade > 170 else 0).convert("1")
