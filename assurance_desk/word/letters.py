"""A letter as .docx: the body's name at its head, the marking at the head and foot of every page."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import Final

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.letters import Letter
from assurance_desk.texts import _

FONT: Final = "Arial"
"""On every machine an office edits letters with; ours is on few of them."""
TEXT, SMALL, NAME = 11, 9, 16
SIGNATURE = 34
"""Points above the last paragraph, where the letter is signed."""
_MUTED = RGBColor(0x5B, 0x61, 0x68)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a Word file cannot hold at all."""


def letter_docx(letter: Letter) -> bytes:
    made = Document()
    _page(made)
    _about(made, letter)
    _markings(made, letter.marking)
    _line(made, letter.body, size=NAME, bold=True, after=2)
    for words in letter.contact:
        _line(made, words, size=SMALL, muted=True, after=0)
    _line(made, "", after=6)
    for words in letter.address:
        _line(made, words, after=0)
    _line(made, long_date(letter.on), before=14, after=0)
    if letter.reference:
        _line(made, _("Our reference: {reference}").format(reference=letter.reference), after=12)
    salutation, _gap, rest = letter.text.strip().partition("\n\n")
    _paragraph(made, salutation)
    if letter.subject:
        made.add_heading(_clean(letter.subject), level=1)
    parts = rest.split("\n\n")
    for part in parts[:-1]:
        _paragraph(made, part)
    _paragraph(made, parts[-1], before=SIGNATURE)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _page(made: DocumentType) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(25), Mm(22)
    page.header_distance = page.footer_distance = Mm(10)
    normal, heading = made.styles["Normal"], made.styles["Heading 1"]
    for style, size in ((normal, TEXT), (heading, TEXT)):
        assert isinstance(style, ParagraphStyle)
        _set_font(style)
        style.font.size = Pt(size)
    assert isinstance(heading, ParagraphStyle)
    heading.font.bold = True
    heading.font.color.rgb = RGBColor(0, 0, 0)
    heading.paragraph_format.space_before = Pt(0)
    heading.paragraph_format.space_after = Pt(8)


def _set_font(style: ParagraphStyle) -> None:
    """For every script, and the language the letter is read aloud in."""
    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for held in properties.findall(qn("w:lang")):
        properties.remove(held)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)


def _about(made: DocumentType, letter: Letter) -> None:
    """Who made it on which machine is nobody's business; its title is."""
    about = made.core_properties
    about.author, about.last_modified_by, about.comments, about.keywords = "", "", "", ""
    about.title, about.language = _clean(letter.subject or letter.reference)[:255], "en-GB"
    about.created = about.modified = datetime.combine(letter.on, time())


def _markings(made: DocumentType, marking: str) -> None:
    page = made.sections[0]
    for part in (page.header, page.footer):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(_clean(marking))
        run.bold = True
        run.font.size = Pt(SMALL)


def _paragraph(made: DocumentType, words: str, before: int = 0) -> None:
    """A line break inside it stays one: a signature's name and office."""
    line = _line(made, "", before=before, after=9)
    run = line.add_run()
    for number, part in enumerate(words.split("\n")):
        if number:
            run.add_break()
        run.add_text(_clean(part))


def _line(
    made: DocumentType,
    words: str,
    *,
    size: int = TEXT,
    bold: bool = False,
    muted: bool = False,
    before: int = 0,
    after: int = 8,
) -> Paragraph:
    line = made.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    line.paragraph_format.line_spacing = 1.15
    if words:
        run = line.add_run(_clean(words))
        run.bold, run.font.size = bold, Pt(size)
        if muted:
            run.font.color.rgb = _MUTED
    return line


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words.encode("utf-8", "replace").decode("utf-8"))
