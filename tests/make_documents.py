"""Published texts as Word documents and PDFs, made from known words: what is read from them must be those words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def paragraph(words: str, *, style: str = "", level: int = -1) -> str:
    """Its words in runs of a few letters, as Word leaves them after editing; line feeds are breaks."""
    runs = []
    for at, line in enumerate(words.split("\n")):
        runs += ["<w:r><w:br/></w:r>"] if at else []
        runs += [
            f'<w:r><w:t xml:space="preserve">{escape(line[n : n + 7])}</w:t></w:r>'
            for n in range(0, len(line), 7)
        ]
    of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level >= 0 else ""
    return f"<w:p><w:pPr>{of_style}{number}</w:pPr>{''.join(runs)}</w:p>"


def table(rows: Sequence[Sequence[str | None]]) -> str:
    """None: the cell goes on with the one above."""
    made = []
    for row in rows:
        cells = []
        for cell in row:
            merge = "<w:vMerge/>" if cell is None else '<w:vMerge w:val="restart"/>'
            inside = "".join(paragraph(one) for one in (cell or "").split("\n\n"))
            cells.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{inside}</w:tc>")
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def docx(*blocks: str, extra: dict[str, str] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{''.join(blocks)}</w:body></w:document>"
        )
        for name, xml in {
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            **(extra or {}),
        }.items():
            archive.writestr(name, xml)
    return held.getvalue()


def pdf(paragraphs: Sequence[str], *, width: float = 360, foot: str = "", justified: bool = False) -> bytes:
    """Set by reportlab in our own typeface, broken over lines and pages, with a running foot and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from assurance_desk.paths import resources

    pdfmetrics.registerFont(TTFont("MadePlex", resources() / "fonts" / "IBMPlexSans_400Regular.ttf"))
    style = ParagraphStyle(
        "x", fontName="MadePlex", fontSize=11, leading=14, spaceAfter=8, alignment=4 * justified
    )

    def running(canvas: object, document: object) -> None:
        canvas.setFont("MadePlex", 9)  # type: ignore[attr-defined]
        canvas.drawString(60, 30, f"{foot} Page {document.page}" if foot else str(document.page))  # type: ignore[attr-defined]

    held = io.BytesIO()
    side = (A4[0] - width) / 2
    made = SimpleDocTemplate(
        held, pagesize=A4, leftMargin=side, rightMargin=side, topMargin=60, bottomMargin=70
    )
    made.build(
        [Paragraph(escape(one).replace("\n", "<br/>"), style) for one in paragraphs],
        onFirstPage=running,
        onLaterPages=running,
    )
    return held.getvalue()


def pdf_table(
    before: Sequence[str],
    rows: Sequence[Sequence[str]],
    after: Sequence[str],
    *,
    widths: Sequence[float],
    ruled: bool = True,
    repeat: int = 0,
) -> bytes:
    """A table between paragraphs, over as many pages as it needs; ``repeat``: heading rows printed on each."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

    style = ParagraphStyle("t", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=8)

    def cell(words: str) -> Paragraph:
        return Paragraph(escape(words).replace("\n", "<br/>"), style)

    look: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    look += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    held = io.BytesIO()
    made = SimpleDocTemplate(held, pagesize=A4)
    laid = Table(
        [[cell(one) for one in row] for row in rows], colWidths=list(widths), style=look, repeatRows=repeat
    )
    flow: list[Flowable] = [*map(cell, before), laid, *map(cell, after)]
    made.build(flow)
    return held.getvalue()
