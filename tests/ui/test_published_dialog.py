"""Bringing in a published response: given, seen, corrected, kept as one step."""

import pytest
from PySide6.QtGui import QTextCursor

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.paths import resources
from assurance_desk.services import published
from assurance_desk.store import rows
from assurance_desk.ui.dialogs.published import PublishedDialog
from assurance_desk.ui.dialogs.published_pieces import kind_of, words_of
from tests.make_documents import docx, paragraph, pdf

SAMPLE = resources() / "sample" / "child_i_response.txt"
TEXT = "A title\n\nRecommendation 1: Train 😀 staff. And check them.\n\nResponse: Done.\n\nResponse times fell.\n\nEnds"


def dialog_on(qtbot, shell, incoming=None):
    made = PublishedDialog(shell, incoming)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, shell):
    return dialog_on(qtbot, shell, published.read_pasted(TEXT))


def kinds(dialog):
    proxy = dialog.table.proxy
    return [proxy.index(row, 0).data() for row in range(proxy.rowCount())]


def relabel(dialog, row, words):
    assert dialog.table.proxy.setData(dialog.table.proxy.index(row, 0), words)


def test_the_samples_response_is_counted_and_kept(qtbot, shell, desk):
    dialog = dialog_on(qtbot, shell, published.read_file(SAMPLE))
    assert dialog.counted.text() == "3 recommendations, 3 responses"
    assert dialog.keep.accessibleName() == "Keep 3 recommendations and 3 responses"
    with qtbot.waitSignal(dialog.kept) as kept:
        dialog.keep.click()
    assert kept.args == [rows.one(desk.db, Review).id]
    assert len(rows.find(desk.db, Recommendation)) == len(rows.find(desk.db, Response)) == 3
    desk.undo()
    assert rows.find(desk.db, Review) == []


def test_pasted_text_is_taken_apart(qtbot, shell):
    dialog = dialog_on(qtbot, shell)
    assert not dialog.read_button.isEnabled()
    dialog.paste.setPlainText("Recommendation 1: Act.\n\nResponse: Yes.")
    dialog.read_button.click()
    assert kinds(dialog) == ["Recommendation 1", "Response to 1"]
    assert dialog.title.text() == "pasted text"


def test_a_file_that_is_no_text_is_refused_beside_the_field(qtbot, shell, tmp_path):
    path = tmp_path / "response.txt"
    path.write_bytes(b"\x89PNG")
    shell.ask_file = lambda *_args: path
    dialog = dialog_on(qtbot, shell)
    dialog._choose()
    assert "is a picture file, not plain text" in dialog._given_refusal.text()
    assert dialog.incoming is None


def test_a_pdf_and_a_word_document_are_read_in_the_worker(qtbot, shell, tmp_path):
    source = SAMPLE.read_text("utf-8")
    paragraphs = [one for one in source.split("\n\n") if one.strip()]
    (tmp_path / "response.pdf").write_bytes(pdf(paragraphs))
    (tmp_path / "response.docx").write_bytes(docx(*map(paragraph, paragraphs)))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    for name in ("response.pdf", "response.docx"):
        shell.ask_file = lambda *_args, name=name: tmp_path / name
        dialog = dialog_on(qtbot, shell)
        dialog._choose()
        assert dialog._reading.text() == f"Reading “{name}”…"
        qtbot.waitUntil(lambda dialog=dialog: dialog.incoming is not None, timeout=20000)
        assert dialog.counted.text() == "3 recommendations, 3 responses"
    shell.ask_file = lambda *_args: tmp_path / "broken.pdf"
    dialog = dialog_on(qtbot, shell)
    dialog._choose()
    qtbot.waitUntil(lambda: "is damaged or cut short" in dialog._given_refusal.text(), timeout=20000)
    assert dialog.choose.isEnabled()


def test_what_was_not_placed_is_counted_and_named(dialog):
    assert kinds(dialog) == ["Title", "Recommendation 1", "Response to 1", "Response to 1", "Not placed"]
    assert dialog.counted.text() == "1 recommendation, 1 response, 1 paragraph not placed"
    assert "Not placed: paragraph 5, after the response to recommendation 1" in dialog.notes.text()


def test_a_piece_can_be_said_to_be_something_else(dialog, desk):
    assert "Recommendation 2" in dialog.table.table.columns[0].choices
    relabel(dialog, 4, "Context")
    assert dialog.counted.text() == "1 recommendation, 1 response"
    assert dialog.notes.text() == ""
    dialog.keep.click()
    assert rows.one(desk.db, Review).context == "Ends"


def test_a_piece_can_be_split_at_the_cursor_and_joined_again(dialog, desk):
    dialog.table.select(dialog.correction.rows()[1].id)
    words = dialog.words.toPlainText()
    assert not dialog.cut.isEnabled()
    cursor = dialog.words.textCursor()
    cursor.setPosition(len(words[: words.index("And")].encode("utf-16-le")) // 2)
    dialog.words.setTextCursor(cursor)
    dialog.cut.click()
    assert kinds(dialog)[1:3] == ["Recommendation 1", "Recommendation 1"]
    assert dialog.words.toPlainText().startswith("And check them.")
    relabel(dialog, 2, "Recommendation 2")
    assert dialog.counted.text().startswith("2 recommendations, 1 response")
    dialog.join.click()
    assert dialog.counted.text().startswith("1 recommendation,")
    dialog.back.click()
    dialog.keep.click()
    found = rows.find(desk.db, Recommendation)
    assert [(one.number, one.text) for one in found] == [("1", "Train 😀 staff."), ("2", "And check them.")]


def test_corrections_are_taken_back_one_by_one_or_all(dialog):
    first = kinds(dialog)
    assert not dialog.back.isEnabled()
    relabel(dialog, 0, "Context")
    relabel(dialog, 4, "Heading between")
    dialog.correction.take_back()
    assert kinds(dialog)[0] == "Context"
    dialog.again.click()
    assert kinds(dialog) == first
    assert not dialog.again.isEnabled()


def test_nothing_can_be_kept_without_a_recommendation(qtbot, shell):
    dialog = dialog_on(qtbot, shell, published.read_pasted("Dear all,\n\nThank you."))
    assert not dialog.keep.isEnabled()
    assert "No recommendation was found" in dialog.notes.text()
    relabel(dialog, 1, "Recommendation 1")
    assert dialog.keep.isEnabled()


def test_a_document_already_there_is_refused_until_it_has_another_title(qtbot, shell, desk):
    first = published.take_in(desk, published.read_pasted(TEXT))
    dialog = dialog_on(qtbot, shell, published.read_pasted(TEXT))
    dialog.keep.click()
    assert f"as {first.ref} “A title”" in dialog.refusal.text()
    dialog.title.setText("A title, corrected")
    dialog.keep.click()
    assert [one.title for one in rows.find(desk.db, Review)] == ["A title", "A title, corrected"]


def test_split_at_an_end_changes_nothing(dialog):
    before = kinds(dialog)
    dialog.words.moveCursor(QTextCursor.MoveOperation.End)
    dialog.cut.click()
    assert kinds(dialog) == before


def test_names_of_kinds_are_read_back():
    for kind, number in (
        ("title", ""),
        ("context", ""),
        ("heading", ""),
        ("recommendation", "1.1"),
        ("response", "2"),
    ):
        assert kind_of(words_of(kind, number)) == (kind, number)
    assert kind_of("anything else") == ("not placed", "")


def test_what_is_not_published_yet_is_kept_as_drafts(qtbot, shell, desk):
    dialog = dialog_on(qtbot, shell, published.read_pasted(TEXT))
    assert dialog.draft.accessibleName() == "Keep as drafts"
    dialog.draft.click()
    assert rows.one(desk.db, Review).stage == "draft"
    assert {one.status for one in rows.find(desk.db, Response)} == {"draft"}
