"""The paper as its reader gets it: everything said is in it, in order, and can be read aloud."""

import dataclasses
import io
import itertools
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from assurance_desk.domain.paper import blocks as b
from assurance_desk.pdf.paper import render, render_bytes
from assurance_desk.pdf.preview import page_count, page_image
from assurance_desk.progress import Cancelled, Progress

HARD = (
    "=1+1",
    "a <b>bold</b> claim & more <a href='x'>",
    "\x00\x07\x1b control",
    "😀 👩‍👩‍👧 emoji",
    "שלום עולם مرحبا",
    "\ud83d lone half",
    "tab\tand\r\nline\nends\u2028here",
    "&amp; &#60; ]]>",
)


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


def test_outloud_finds_nothing_wrong_with_any_block(every_block, tmp_path):
    report = render(every_block, tmp_path / "paper.pdf")
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "paper.pdf")
    assert report.missing == (("[U+1F600]", 1),)


def test_small_tables_can_be_read_aloud_too(info, tmp_path):
    blocks = [b.CoverBlock(body="Board", title="Small", facts=())]
    for rows, columns in itertools.product((1, 2, 7), (1, 2, 5)):
        heads = tuple(b.TableColumn(heading=f"Head {columns} {n}") for n in range(columns))
        lines = tuple(
            b.TableRow(cells=tuple(b.Cell(text=f"Line {rows} {n} says {m}") for m in range(columns)))
            for n in range(rows)
        )
        heat = tuple(
            b.HeatRow(name=f"Place {rows} {columns} {n}", cells=(b.HeatCell(figure="F", band=1),))
            for n in range(rows)
        )
        blocks += [
            b.Heading(text=f"{rows} by {columns}"),
            b.DataTable(name="Small", columns=heads, rows=lines),
            b.HeatMap(name="Map", corner="Place", columns=(f"B{rows}{columns}",), rows=heat),
        ]
    render(paper(info, *blocks), tmp_path / "small.pdf")
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "small.pdf")


def outloud(path):
    command = [Path(sys.executable).with_name("outloud"), path]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_same_blocks_give_same_bytes(every_block):
    assert render_bytes(every_block)[0] == render_bytes(every_block)[0]


def test_figures_marking_and_page_numbers_are_on_the_page(every_block):
    data, report = render_bytes(every_block)
    text = text_of(data)
    assert text.count("OFFICIAL") >= 2 * report.pages
    assert f"Page {report.pages} of {report.pages}" in text
    assert "404 of 607" in text
    assert "71 of 199" in text
    assert "Position at 30 April 2019" in text


def test_draft_stands_in_the_margin_until_issued(info):
    note = b.Note(text="Nothing more.")
    assert "DRAFT" in squeezed(text_of(render_bytes(paper(info, note))[0]))
    assert "DRAFT" not in squeezed(text_of(render_bytes(paper(info, note, draft=False))[0]))


def test_sections_bookmarks_links_title_and_language(every_block):
    data, report = render_bytes(every_block)
    sections = dict(report.sections)
    assert sections["cover"] == 1
    assert sections["heat"] == 4
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]).startswith("Repairs staff")
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        assert "2 Where the gap is" in titles
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert len(links) >= 3
        assert all("/StructParent" in link for link in links)


def test_what_is_typed_is_printed(info):
    """Nothing a stranger can type is markup, is lost or stops the paper."""
    blocks = [b.CoverBlock(body=HARD[1], title=HARD[3], facts=tuple((text, text) for text in HARD))]
    for text in HARD:
        blocks += [
            b.Heading(text=text, level=3),
            b.Paragraph(text=text, voice="officer", side=text),
            b.Note(text=text),
            b.Bullets(items=(text,)),
            b.KeyFigures(figures=(b.KeyFigure(figure=text, text=text),)),
            b.Asks(asks=(b.AskLine(verb=text, text=text),)),
            b.BarChart(alt=text, bars=(b.Bar(name=text, value=1, label=text, right="1"),)),
            b.DataTable(
                name=text,
                columns=(b.TableColumn(heading=text),),
                rows=(b.TableRow(cells=(b.Cell(text=text, sub=text),)),),
            ),
            b.HeatMap(
                name=text,
                corner=text,
                columns=(text,),
                rows=(b.HeatRow(name=text, cells=(b.HeatCell(figure="F"),)),),
            ),
        ]
    built = paper(info, *blocks, title=HARD[2], marking=HARD[3], author=HARD[5], header_left=HARD[6])
    data, report = render_bytes(built)
    text = squeezed(text_of(data))
    assert squeezed(HARD[1]) in text
    assert squeezed(HARD[7]) in text
    assert "[U+1F600]" in text
    assert "[U+0007]" in text
    assert "[U+D83D]" in text
    assert "[U+05E9][U+05DC][U+05D5][U+05DD]" in text
    assert "[U+0007]" in dict(report.missing)


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


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("kind", LONG_BLOCKS)
def test_text_longer_than_a_page_goes_on_and_loses_nothing(info, kind, filler):
    check_nothing_lost(info, kind, filler, 8_000)


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("kind", ["paragraph", "cell"])
def test_a_full_excel_cell_is_printed_whole(info, kind, filler):
    check_nothing_lost(info, kind, filler, LONGEST)


def test_a_chart_of_many_bars_and_long_names_says_all_of_it(info):
    bars = tuple(
        b.Bar(name=f"Group {n} " + "of staff " * 20 + f"end{n}", value=n, label=str(n)) for n in range(60)
    )
    data, _report = render_bytes(paper(info, b.BarChart(alt="Message.", bars=bars)))
    text = squeezed(text_of(data))
    assert all(f"end{n}" in text for n in range(60))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = [
            obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"
        ]
        assert len(figures) == 3
        assert "end59" in str(figures[-1].Alt)


def test_a_heat_map_wider_than_the_page_becomes_several(info):
    columns = tuple(f"Q{n}" for n in range(30))
    row = b.HeatRow(
        name="Ludmarsh Homes", cells=tuple(b.HeatCell(figure=f"v{n}", band=n % 5) for n in range(30))
    )
    data, _report = render_bytes(paper(info, b.HeatMap(name="Map", corner="", columns=columns, rows=(row,))))
    text = text_of(data)
    assert all(f"v{n}" in text for n in range(30))


def test_an_empty_paper_and_empty_blocks_have_one_page(info):
    assert render_bytes(paper(info))[1].pages == 1
    empty = (
        b.PageBreak(),
        b.Bullets(items=()),
        b.DataTable(name="", columns=(), rows=()),
        b.BarChart(alt="", bars=()),
        b.Legend(groups=()),
        b.Asks(asks=()),
        b.PageBreak(),
    )
    assert render_bytes(paper(info, *empty))[1].pages == 1


def test_landscape(info, every_block):
    data, report = render_bytes(
        b.BuiltPaper(info=dataclasses.replace(info, landscape=True), blocks=every_block.blocks)
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        box = pdf.pages[0].MediaBox
        assert float(box[2]) > float(box[3])
    assert report.pages >= 8


def test_cancelled_while_pages_are_set_leaves_no_file(every_block, tmp_path):
    progress = Progress(lambda done, total, words: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        render(every_block, tmp_path / "paper.pdf", progress)
    assert list(tmp_path.iterdir()) == []


def test_a_page_as_pixels(every_block):
    data, report = render_bytes(every_block)
    assert page_count(data) == report.pages
    wide, high, pixels = page_image(data, 1, 600)
    assert wide == 600
    assert len(pixels) == wide * high * 3
    assert pixels[:3] == b"\xff\xff\xff"
    assert any(pixels[at : at + 3] == bytes((0x1D, 0x5B, 0x79)) for at in range(0, len(pixels), 3))
