"""Word documents and PDFs to the words they were made of: to the letter, or a sentence that says why not."""

import io
import zipfile

import pikepdf
import pytest
from openpyxl import Workbook
from reportlab.pdfgen import canvas

from assurance_desk.domain.published import read_published
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.reading import document_pdf, document_word
from assurance_desk.reading.document_lines import Line, join
from assurance_desk.reading.documents import PDF, TEXT, WORD, kind_of
from tests.make_documents import docx, paragraph, pdf, pdf_table, table

SAMPLE = (resources() / "sample" / "child_i_response.txt").read_text("utf-8")
PARAGRAPHS = [one for one in SAMPLE.split("\n\n") if one.strip()]
PAIRS = read_published(SAMPLE).recommendations


def of_word(*blocks, **more):
    return document_word.words_of_docx(docx(*blocks, **more), "x.docx")


def of_pdf(data):
    return document_pdf.words_of_pdf(data, "x.pdf", Progress())


def pairs(text):
    return [(one.number, one.text, one.response) for one in read_published(text).recommendations]


WANTED = [(one.number, one.text, one.response) for one in PAIRS]


# ------------------------------------------------------------------ Word


def test_a_word_document_gives_the_samples_text_to_the_letter():
    assert of_word(*(paragraph(one) for one in PARAGRAPHS)) == SAMPLE.strip()
    assert len(WANTED) == 3


def test_headings_are_marked_and_numbers_that_word_puts_there_are_said():
    text = of_word(
        paragraph("Our response", style="Heading1"),
        paragraph("The recommendations are:"),
        paragraph("Train staff", level=0),
        paragraph("at once", level=1),
        paragraph("and again", level=1),
        paragraph("Share more", level=0),
    )
    assert text == (
        "# Our response\n\nThe recommendations are:\n\n1. Train staff\n\na) at once\n\nb) and again\n\n2. Share more"
    )


def test_breaks_tabs_and_hyphens():
    run = "<w:p><w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t><w:tab/><w:t>safe\u00adguarding</w:t></w:r></w:p>"
    assert of_word(paragraph("one\ntwo"), run) == "one\ntwo\n\nmulti\u2011agency\tsafeguarding"


def test_what_was_deleted_is_not_read_and_what_was_inserted_is():
    run = (
        "<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>always</w:t></w:r></w:ins>"
        "<w:r><w:t> train</w:t></w:r></w:p>"
    )
    assert of_word(run) == "always train"


def test_footnotes_stand_at_the_end_and_belong_to_no_response():
    notes = '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>See the Act.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    blocks = [paragraph("Recommendation 1: Act."), paragraph("Response: Agreed.")]
    text = of_word(*blocks, extra={"word/footnotes.xml": notes})
    assert pairs(text) == [("1", "Act.", "Agreed.")]
    assert "See the Act." in [one.text for one in read_published(text).unrecognised]


def test_a_text_box_is_read_once():
    box = (
        "<w:p><w:r><w:t>Beside</w:t><Alternate><Choice><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
        "</w:txbxContent></Choice><Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
        "</Fallback></Alternate></w:r></w:p>"
    )
    assert of_word(box) == "Beside\n\nIn a box"


def test_a_table_of_recommendations_and_responses_becomes_pairs_to_the_letter():
    rows = [
        ["No", "Recommendation", "Board response", "Lead"],
        *([str(at), one.text, one.response, "Business manager"] for at, one in enumerate(PAIRS, 1)),
    ]
    text = of_word(paragraph("Response to Child I"), table(rows), paragraph("Published by the Board"))
    assert pairs(text) == WANTED
    left = " ".join(one.text for one in read_published(text).unrecognised)
    assert "Lead: Business manager" in left
    assert "Published by the Board" in left


def test_several_answers_beside_one_merged_recommendation():
    rows = [
        ["Recommendation", "Action taken"],
        ["Train staff", "A course was written.\n\nIt has two parts."],
        [None, "It was taught."],
        ["Share more", "Agreed."],
    ]
    found = read_published(of_word(table(rows))).recommendations
    assert [(one.number, one.text) for one in found] == [("1", "Train staff"), ("2", "Share more")]
    assert [[answer.text for answer in one.responses] for one in found] == [
        ["A course was written.\nIt has two parts.", "It was taught."],
        ["Agreed."],
    ]
    assert found[0].responses[0].heading.startswith("Action taken")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (docx(paragraph("x"))[:200], "is damaged or cut short"),
        (docx(paragraph("x")).replace(b"word/document.xml", b"word/documanx.xml"), "no Word document"),
    ],
)
def test_a_spoiled_word_document_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(DeskError, match=sentence):
        document_word.words_of_docx(data, "x.docx")


def test_damaged_xml_and_a_bomb_are_refused(monkeypatch):
    with pytest.raises(DeskError, match="is damaged"):
        of_word("<w:p><w:r>")
    monkeypatch.setattr(document_word, "MOST_UNPACKED", 100)
    with pytest.raises(DeskError, match="far larger than a published response"):
        of_word(paragraph("x" * 200))


def test_entities_of_a_hostile_document_are_not_followed():
    held = io.BytesIO()
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    )
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(DeskError, match="is damaged"):
        document_word.words_of_docx(held.getvalue(), "x.docx")


# ------------------------------------------------------------------ PDF


@pytest.mark.parametrize("justified", [False, True])
@pytest.mark.parametrize("width", [250, 480])
def test_a_pdf_gives_the_samples_pairs_to_the_letter(width, justified):
    found = of_pdf(pdf(PARAGRAPHS, width=width, foot="OFFICIAL", justified=justified))
    assert found.text == SAMPLE.strip()
    assert found.notes == ("Left away as running over the pages: “OFFICIAL Page 1”.",)
    assert pairs(found.text) == WANTED


def test_a_paragraph_that_goes_on_over_the_page_is_one():
    filler = [f"Part {at}. " + "Words of an introduction " * (at % 5 + 3) + "end here." for at in range(40)]
    found = of_pdf(pdf([*filler[:17], *PARAGRAPHS, *filler[17:]], foot="OFFICIAL"))
    assert pairs(found.text)[:2] == WANTED[:2]
    assert found.text.count("\n\n") == len(PARAGRAPHS) + len(filler) - 1


def drawn(*lines, leading=14, top=780):
    held = io.BytesIO()
    page = canvas.Canvas(held)
    page.setFont("Helvetica", 11)
    for at, line in enumerate(lines):
        page.drawString(60, top - at * leading, line)
    page.showPage()
    page.save()
    return held.getvalue()


def test_a_hyphen_at_a_lines_end_stays_where_the_text_writes_it_elsewhere_and_goes_where_it_does_not():
    found = of_pdf(
        drawn(
            "All multi-agency work and every safeguarding lead. The multi-",
            "agency panel and its safe-",
            "guarding leads.",
        )
    )
    assert found.text == (
        "All multi-agency work and every safeguarding lead. The multi-agency panel and its safeguarding leads."
    )
    assert found.notes == ()


def test_a_hyphen_nobody_can_tell_is_kept_and_named():
    found = of_pdf(
        drawn("The Board will look at the cross-", "border work of every one of its member agencies.")
    )
    assert "cross-border" in found.text
    assert found.notes == ("“cross-border” was broken over two lines; look whether its hyphen is right.",)


def test_a_soft_hyphen_at_a_lines_end_is_joined():
    lines = [
        Line("The safe", 60, 300, 700, 11, 842, broken="\u00ad"),
        Line("guarding lead agrees.", 60, 200, 686, 11, 842),
    ]
    assert join([lines]).text == "The safeguarding lead agrees."


def test_a_list_keeps_its_lines():
    found = of_pdf(drawn("The Board will do these things:", "- train staff", "- ask again", leading=14))
    assert found.text == "The Board will do these things:\n- train staff\n- ask again"


ANSWERS = [
    (str(at), f"Recommendation words number {at}: the agencies should do {'quite a lot of things, ' * (at % 4)}and say so.",
     f"Accepted. {'It was looked at by everybody. ' * (at % 3 + 1)}Done by the end of month {at}.", "Nurse")
    for at in range(1, 25)
]  # fmt: skip


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_on_the_pages_of_a_pdf_becomes_pairs_to_the_letter(ruled, repeat):
    rows = [("No.", "Recommendation", "Partnership response", "Lead"), *ANSWERS]
    before, after = ["Response to Child Robin", "It is accepted by everyone who took part."], ["Write to us."]
    found = of_pdf(pdf_table(before, rows, after, widths=(34, 170, 180, 60), ruled=ruled, repeat=repeat))
    assert found.text.startswith("Response to Child Robin\n\nIt is accepted by everyone who took part.\n\n")
    assert pairs(found.text) == [(number, asked, said) for number, asked, said, _lead in ANSWERS]
    left = [one.text for one in read_published(found.text).unrecognised]
    assert left[1].endswith("\n24 – Lead: Nurse")
    assert len(left) == 3, "what other columns hold is one paragraph to look at"
    assert left[-1] == "Write to us."


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_without_numbers_and_with_a_list_in_a_cell(ruled):
    rows = [
        ("Recommendation", "Action taken"),
        ("Train staff in what the review has taught us about fathers", "Begun:\n- for managers;\n- for all."),
        ("Share more of what is known, and share it sooner than before", "Agreed."),
    ]
    found = of_pdf(pdf_table([], rows, [], widths=(160, 200), ruled=ruled))
    assert pairs(found.text) == [(str(at), *row) for at, row in enumerate(rows[1:], 1)]


def scan():
    held = io.BytesIO()
    page = canvas.Canvas(held)
    page.rect(50, 50, 400, 600, fill=1)
    page.showPage()
    page.save()
    return held.getvalue()


def locked():
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn("Recommendation 1: Act."))) as made:
        made.save(held, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 nothing more", "is damaged or cut short"),
        (locked(), "is protected by a password"),
        (scan(), "is a scan, pictures of pages without text"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(DeskError, match=sentence):
        of_pdf(data)


def test_a_pdf_with_far_too_many_pages_is_refused_and_reading_stops_when_asked(monkeypatch):
    monkeypatch.setattr(document_pdf, "MOST_PAGES", 0)
    with pytest.raises(DeskError, match="far larger"):
        of_pdf(drawn("x"))
    monkeypatch.setattr(document_pdf, "MOST_PAGES", 5)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        document_pdf.words_of_pdf(drawn("x"), "x.pdf", stopped)


# ------------------------------------------------------------------ what a file is


def workbook():
    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def test_a_document_is_known_by_its_bytes():
    assert kind_of(docx(paragraph("x")), "x") == WORD
    assert kind_of(drawn("x"), "x") == PDF
    assert kind_of(b"Recommendation 1: Act.", "x") == TEXT


def test_words_old_format_and_a_locked_document_are_refused():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(DeskError, match="Word’s old format"):
        kind_of(ole + "WordDocument".encode("utf-16-le") + b"\0" * 5000, "x.doc")
    with pytest.raises(
        DeskError, match="“x.xlsx” is a workbook, so nothing was taken from it. If it is a tracker"
    ):
        kind_of(workbook(), "x.xlsx")
    with pytest.raises(DeskError, match="protected by a password"):
        kind_of(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 5000, "x.docx")
