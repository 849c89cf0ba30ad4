"""The paper as its reader gets it: everything said is in it, in order, and can be read aloud."""

import dataclasses
import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.units import mm

from assurance_desk.domain.paper import blocks as b
from assurance_desk.pdf.paper import render, render_bytes
from assurance_desk.pdf.preview import page_count, page_image
from assurance_desk.progress import Cancelled, Progress
from tests.paper_long import FILLERS, LONG_BLOCKS, check_nothing_lost, paper, squeezed, text_of

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


def test_same_blocks_give_same_bytes(every_block, every_block_set):
    assert render_bytes(every_block)[0] == every_block_set[0]


def test_figures_marking_and_page_numbers_are_on_the_page(every_block_set):
    data, report = every_block_set
    text = text_of(data)
    assert text.count("OFFICIAL") >= 2 * report.pages
    assert f"Page {report.pages} of {report.pages}" in text
    assert "404 of 607" in text
    assert "71 of 199" in text
    assert "Position at 30 April 2019" in text


def test_words_before_and_after_the_frame_stand_clear_of_it_and_say_whose_they_are(info):
    own = b.Paragraph(text="Zebra words", voice="officer")
    asked = b.Asks(asks=(b.AskLine(verb="Note", text="Yonder matter"),), title="You are asked to")
    parts = (own, b.SectionStart(key="asks"), asked, replace(own, text="Quokka words"))
    data, _report = render_bytes(paper(info, *parts))
    zebra, asked_to, yonder, quokka = (
        place_of(data, words) for words in ("Zebra", "You are asked", "Yonder", "Quokka")
    )
    inside, line = 4 * mm, 6 * mm  # from the frame's edge to the words in it; from line to line
    assert zebra - asked_to >= inside + line + 7 * mm
    assert yonder - quokka >= inside + line + 8 * mm
    assert text_of(data).count("officer’s own words") == 2


def place_of(data, words):
    """How high the words stand on the first page, in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0].get_textpage()
        return page.get_charbox(page.search(words).get_next()[0])[1]
    finally:
        document.close()


def test_draft_stands_in_the_margin_until_issued(info):
    note = b.Note(text="Nothing more.")
    assert "DRAFT" in squeezed(text_of(render_bytes(paper(info, note))[0]))
    assert "DRAFT" not in squeezed(text_of(render_bytes(paper(info, note, draft=False))[0]))


def test_sections_bookmarks_links_title_and_language(every_block_set):
    data, report = every_block_set
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


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("kind", LONG_BLOCKS)
def test_text_longer_than_a_page_goes_on_and_loses_nothing(info, kind, filler):
    check_nothing_lost(info, kind, filler, 8_000)


@pytest.mark.whole
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


def test_a_page_as_pixels(every_block_set):
    data, report = every_block_set
    assert page_count(data) == report.pages
    for width in (0, 1, -4):  # a preview that nobody sees may have no room at all
        assert min(page_image(data, 1, width)[:2]) >= 1
    wide, high, pixels = page_image(data, 1, 600)
    assert wide == 600
    assert len(pixels) == wide * high * 3
    assert pixels[:3] == b"\xff\xff\xff"
    assert any(pixels[at : at + 3] == bytes((0x1D, 0x5B, 0x79)) for at in range(0, len(pixels), 3))


def pages_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("before", "pages"), [(4, 2), (24, 2)])
def test_a_table_meant_whole_waits_only_where_little_stays_empty(info, before, pages):
    """Better broken than a page half empty; better on the next page than two rows here."""
    lines = tuple(b.TableRow(cells=(b.Cell(text=f"Row {n}"), b.Cell(text="says"))) for n in range(30))
    columns = (b.TableColumn(heading="Ref", width=30), b.TableColumn(heading="Words"))
    table = b.DataTable(name="Whole", columns=columns, rows=lines, whole=True)
    filler = b.Bullets(items=tuple(f"before {n}" for n in range(before)))
    made = pages_of(render_bytes(paper(info, filler, b.Heading(text="Of it"), table))[0])
    assert len(made) == pages
    assert ("Row 0" in made[0]) == (before == 4)
    assert ("Of it" in made[0]) == (before == 4)
    assert "Row 29" in made[1]


def test_the_key_of_a_heat_map_stands_on_its_page(info):
    rows = tuple(
        b.HeatRow(name=f"Place {n}", cells=(b.HeatCell(figure="1%", sub="1 of 90", band=4),))
        for n in range(23)
    )
    heat = b.HeatMap(name="Map", corner="Place", columns=("Repairs",), rows=rows)
    for before in range(1, 4):
        filler = b.Bullets(items=tuple(f"before {n}" for n in range(before)))
        built = paper(info, filler, heat, b.HeatScale(title="Staff in date"))
        made = pages_of(render_bytes(built)[0])
        assert "Place 22" in made[-1]
        assert "under 25%" in made[-1]
