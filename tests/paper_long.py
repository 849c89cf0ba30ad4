"""Papers of one block, and texts longer than a page: nothing of them may be lost."""

import dataclasses

import pypdfium2

from assurance_desk.domain.paper import blocks as b
from assurance_desk.pdf.paper import render_bytes


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        )
    finally:
        document.close()


def squeezed(text):
    return "".join(text.split())


def paper(info, *blocks, **changes):
    return b.BuiltPaper(info=dataclasses.replace(info, **changes), blocks=blocks)


LONGEST = 32_767  # what an Excel cell holds
FILLERS = {"words": "qord ", "one word": "unbroqen", "lines": "qine\n"}


def cell_block(text):
    return b.DataTable(
        name="Questions",
        columns=(b.TableColumn(heading="Ref", width=20), b.TableColumn(heading="Question")),
        rows=(
            b.TableRow(cells=(b.Cell(text="R1"), b.Cell(text="one"))),
            b.TableRow(cells=(b.Cell(text="R2"), b.Cell(text=text))),
            b.TableRow(cells=(b.Cell(text="R3"), b.Cell(text="three"))),
        ),
    )


def legend_block(text):
    row = b.LegendRow(shown=b.Cell(text="F"), means=text)
    return b.Legend(groups=(b.LegendGroup(scale="G", rows=(row, row)),))


LONG_BLOCKS = {
    "paragraph": lambda text: b.Paragraph(text=text, voice="officer"),
    "side": lambda text: b.Paragraph(text="short", side=text),
    "heading": lambda text: b.Heading(text=text),
    "fact": lambda text: b.CoverBlock(body="Board", title="Short", facts=(("Consulted", text),)),
    "ask": lambda text: b.Asks(
        asks=(b.AskLine(verb="Agree", text=text), b.AskLine(verb="Note", text="this."))
    ),
    "figure": lambda text: b.KeyFigures(figures=(b.KeyFigure(figure="66.6%", text=text),)),
    "bullet": lambda text: b.Bullets(items=("first", text)),
    "cell": cell_block,
    "legend": legend_block,
}


def check_nothing_lost(info, kind, filler, length):
    unit = FILLERS[filler]
    long = unit * (length // len(unit))
    built = paper(info, b.Note(text="begin"), LONG_BLOCKS[kind](long + "THEEND"), b.Note(text="after"))
    data, report = render_bytes(built)
    text = squeezed(text_of(data))
    assert report.pages > 1
    assert "THEEND" in text
    assert text.count("q") >= long.count("q")
