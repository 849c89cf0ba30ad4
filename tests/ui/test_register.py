"""The register as its user meets it: what is shown, linked, edited, refused and taken back."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from assurance_desk.domain.actions import AMBER, LEARNING_POINT, UNDERTAKING, Action, ProgressNote
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.paths import resources
from assurance_desk.services import evidence, published, records
from assurance_desk.store import rows
from assurance_desk.ui.pages.register import RegisterPage
from assurance_desk.ui.pages.register_columns import ref_key
from assurance_desk.ui.pages.register_linked import LinkedText

SAMPLE = resources() / "sample" / "child_i_response.txt"


@pytest.fixture
def review(desk):
    return published.take_in(desk, published.read_file(SAMPLE))


@pytest.fixture
def third(desk, review):
    found = rows.one(desk.db, Recommendation, ref="R3")
    return records.edit_record(desk, found, "title", "Housing staff are trained")


@pytest.fixture
def actions(desk, review, third):
    words = ("A training gap analysis questionnaire will be sent", "The answers will be analysed")
    made = [records.add_action(desk, review, w, recommendation=third, words=w) for w in words]
    records.add_action(desk, review, "Water Safety campaign", kind=UNDERTAKING)
    return made


@pytest.fixture
def page(qtbot, shell, desk, actions):
    made = RegisterPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    return made


def listed(page):
    model = page.list.rows.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def texts(page):
    return [one.toPlainText().replace("\xa0", " ") for one in page.recommendation.findChildren(LinkedText)]


def cell(page, row, column):
    return page.recommendation.table.proxy.index(row, column)


def typed(page, row, column, words):
    page.recommendation.table.proxy.setData(cell(page, row, column), words)


def test_the_list_groups_what_stands_before_and_the_recommendations(page):
    shown = listed(page)
    assert shown[0].startswith("CI. About this review")
    assert shown[1] == "Before the recommendations"
    assert shown[2].startswith("U1. Water Safety campaign. Undertaking")
    assert shown[3] == "Recommendations"
    assert shown[-1].startswith("R3. Housing staff are trained. 2 promises, 2 actions. 2 Grey")
    assert page.list._totals.text() == "2 actions, 1 undertaking"
    assert page.list._waits.text() == "3 actions without an owner"


def test_a_recommendation_shows_its_words_and_its_response_verbatim(page, desk, third):
    page.show_record(third.id)
    recommendation, response = texts(page)
    assert recommendation == third.text
    kept = rows.one(desk.db, Response, recommendation_id=third.id).text.strip("*")
    plain = response.replace(" R3.1", "").replace(" R3.2", "")
    assert plain == kept
    assert page.recommendation._acceptance.words() == "Acceptance: not stated in the published response"


def test_choosing_an_action_darkens_its_words_and_choosing_words_selects_the_action(page, actions, third):
    page.show_record(third.id)
    response = page.recommendation.passages.texts()[0]
    assert response._chosen == actions[0].id
    page.recommendation.table.select(actions[1].id)
    assert response._chosen == actions[1].id
    response.anchorClicked.emit(QUrl(actions[0].id))
    assert page.recommendation.table.current() == actions[0].id
    assert page.primary().words == "Record progress on R3.1"


def test_words_marked_in_the_response_become_an_action_linked_to_them(page, desk, third):
    page.show_record(third.id)
    response = page.recommendation.passages.texts()[0]
    cursor = response.document().find("a Safeguarding Housing Conference will be held")
    response.setTextCursor(cursor)
    marked = page.recommendation.marked
    assert marked.bar.isVisible()
    assert marked.make.accessibleName() == "Make an action"
    marked.make.click()
    made = rows.one(desk.db, Action, ref="R3.3")
    assert made.words == "a Safeguarding Housing Conference will be held"
    assert made.text == "A Safeguarding Housing Conference will be held"
    assert page.recommendation.table.current() == made.id
    assert " R3.3" in texts(page)[1]


def test_words_marked_before_the_recommendations_become_a_learning_point(page, desk, review):
    page.show_record(review.id)
    text = page.review._context
    text.setTextCursor(text.document().find("parents of young children should be reminded"))
    assert page.review.marked.make.accessibleName() == "Make a learning point"
    page.review.marked.make.click()
    made = rows.one(desk.db, Action, ref="L1")
    assert (made.kind, made.recommendation_id) == (LEARNING_POINT, None)
    assert page.shown_record() == made.id
    context = page.recommendation.passages.texts()[0]
    assert "be reminded L1" in context.toPlainText().replace("\xa0", " ")
    context.setTextCursor(context.document().find("Water Safety campaign"))
    page.recommendation.marked.make.click()
    assert rows.one(desk.db, Action, ref="U2").words == "Water Safety campaign"
    page.show_record(review.id)
    page.review._context.anchorClicked.emit(QUrl(made.id))
    assert page.shown_record() == made.id


def test_editing_in_the_table_is_one_step_that_undo_takes_back(page, desk, actions, third):
    page.show_record(third.id)
    typed(page, 0, 1, "Questionnaire issued")
    typed(page, 0, 4, "4 Feb 2019")
    typed(page, 0, 5, "Amber")
    found = rows.get(desk.db, Action, actions[0].id)
    assert (found.text, found.due, found.delivery) == ("Questionnaire issued", When(2019, 2, 4), AMBER)
    assert cell(page, 0, 3).data() == "4 Feb 2019"
    desk.undo()
    assert rows.get(desk.db, Action, actions[0].id).delivery == "Grey"


def test_a_refused_edit_is_told_below_the_table_and_may_be_typed_again(page, desk, actions, third, qtbot):
    page.show_record(third.id)
    typed(page, 0, 4, "soonish")
    refusal = page.recommendation.refusal
    assert refusal.isVisible()
    assert "“soonish” is not a date we can read" in refusal.words()
    refusal._again.click()
    assert not refusal.isVisible()
    typed(page, 0, 5, "Blue")
    assert "R3.1 cannot be Blue yet" in refusal.words()
    records.edit_record(desk, actions[0], "delivery", "Green")
    assert not refusal.isVisible()


def test_the_delivery_cell_opens_on_the_state_it_has(page, desk, actions, third):
    records.edit_record(desk, actions[0], "delivery", "Green")
    page.show_record(third.id)
    assert cell(page, 0, 5).data(Qt.ItemDataRole.EditRole) == "Green"
    assert cell(page, 0, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Green"


def test_overdue_stands_beside_the_chip(page, desk, actions, third):
    records.edit_record(desk, actions[0], "due", "10 July 2019")
    page.show_record(third.id)
    assert cell(page, 0, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Grey 12 days overdue"


def test_progress_is_recorded_with_state_and_fact(page, desk, actions, third):
    page.show_record(actions[1].id)
    page._start_progress()
    block = page.recommendation.panel.progress
    assert not block.keep.isEnabled()
    block.words.set_words("7 of 9 have replied.")
    block.delivery.setCurrentText("Amber")
    block.fact.setText("7 of 9 replied")
    assert block._meaning.text() == "slipped, with a recovery plan"
    block.keep.click()
    note = rows.one(desk.db, ProgressNote)
    assert (note.text, note.on, note.delivery) == ("7 of 9 have replied.", date(2019, 7, 22), AMBER)
    assert desk.undoable().label == "Record progress on R3.2"
    assert block.words.words() == ""
    assert block._head.text() == "Progress: 1 note"


def test_an_action_can_become_a_standing_commitment(page, desk, actions, third):
    page.show_record(actions[0].id)
    form = page.recommendation.panel.form
    form.field("kind").set_words("standing commitment")
    assert form.commit("kind")
    assert cell(page, 0, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Standing"
    assert page.recommendation.panel.form is not form
    page.recommendation.panel.form.field("next_review").set_words("Oct 2019")
    assert page.recommendation.panel.form.commit("next_review")
    assert cell(page, 0, 4).data() == "review Oct 2019"


def test_refused_progress_keeps_what_was_typed(page, desk, actions, third):
    page.show_record(actions[1].id)
    block = page.recommendation.panel.progress
    block.words.set_words("All done.")
    block.delivery.setCurrentText("Blue")
    block.keep.click()
    assert "cannot be Blue yet" in block.refusal.text()
    assert block.words.words() == "All done."
    assert rows.find(desk.db, ProgressNote) == []


def test_half_typed_progress_survives_a_step_elsewhere(page, desk, actions, third):
    page.show_record(actions[1].id)
    block = page.recommendation.panel.progress
    block.words.set_words("Half a sent")
    records.edit_record(desk, actions[0], "text", "Something else")
    assert block.words.words() == "Half a sent"
    assert page.recommendation.table.current() == actions[1].id


def test_half_typed_progress_waits_for_the_user_to_come_back(page, desk, actions, third):
    page.show_record(actions[1].id)
    block = page.recommendation.panel.progress
    block.words.set_words("Half a sentence")
    page.recommendation.table.select(actions[0].id)
    assert block.words.words() == ""
    page.recommendation.table.select(actions[1].id)
    assert block.words.words() == "Half a sentence"
    block.keep.click()
    page.recommendation.table.select(actions[0].id)
    page.recommendation.table.select(actions[1].id)
    assert block.words.words() == ""


def test_a_cell_is_edited_with_the_keyboard_alone(page, desk, actions, third, qtbot):
    page.show_record(third.id)
    table = page.recommendation.table
    table.setFocus()
    table.setCurrentIndex(table.proxy.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Questionnaire sent")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows.get(desk.db, Action, actions[0].id).text == "Questionnaire sent")
    assert desk.undoable().label == "Edit action R3.1, action"


def test_evidence_is_added_to_the_selected_action_and_accepted_in_place(page, desk, actions, third):
    page.show_record(actions[1].id)
    block = page.recommendation.evidence
    block._title.setText("Analysis of the returns")
    assert block._add.accessibleName() == "Add to R3.2"
    block._add.click()
    found = rows.one(desk.db, Evidence)
    assert found.state == "received"
    assert evidence.of_action(desk, actions[1].id) == [found]
    block.table.proxy.setData(block.table.proxy.index(0, 3), "accepted")
    assert rows.one(desk.db, Evidence).state == "accepted"
    assert block._count.text() == "1 accepted"
    typed(page, 1, 5, "Blue")
    assert rows.get(desk.db, Action, actions[1].id).delivery == "Blue"


def test_a_judgement_is_recorded_on_the_recommendation(page, desk, third):
    page.show_record(third.id)
    block = page.recommendation.assurance
    block._open.click()
    block.form.level.setCurrentText("Reasonable")
    block.form.basis.setText("findings from 11 of 12 organisations")
    assert block.form.keep.accessibleName() == "Record “Reasonable”"
    block.form.keep.click()
    found = rows.one(desk.db, Judgement)
    assert (found.recommendation_id, found.level, found.on) == (third.id, "Reasonable", date(2019, 7, 22))
    assert not block.form.isVisible()


def test_the_filter_finds_words_of_actions_and_esc_takes_it_away(page):
    page.list.start_filter()
    page.list.filter.setText("answers analysed")
    assert [row for row in listed(page) if row.startswith("R")] == [
        "Recommendations",
        next(row for row in listed(page) if row.startswith("R3")),
    ]
    assert page.go_back()
    assert len(listed(page)) == 7
    assert not page.go_back()


def test_hand_made_records_go_to_the_review_shown(page, desk, review):
    page._begin("recommendation")
    page.new.words.set_words("The Board should publish what it learns.")
    page.new._number.setText("4")
    page.new.answer.set_words("Agreed.")
    page.new.keep.click()
    made = rows.one(desk.db, Recommendation, ref="R4")
    assert rows.one(desk.db, Response, recommendation_id=made.id).text == "Agreed."
    assert page.shown_record() == made.id
    page._begin(LEARNING_POINT)
    page.new.keep.click()
    assert "cannot be empty" in page.new.refusal.text()
    page.new.words.set_words("Remind parents")
    page.new.keep.click()
    assert rows.one(desk.db, Action, ref="L1").review_id == review.id


def test_a_response_can_be_added_where_none_was_published(page, desk, review):
    made = records.add_recommendation(desk, review, "Publish.", number="9")
    page.show_record(made.id)
    page.recommendation.about._words.set_words("It will be done.")
    page.recommendation.about._keep_answer("published")
    assert rows.one(desk.db, Response, recommendation_id=made.id).text == "It will be done."
    assert texts(page)[1] == "It will be done."


def test_the_review_shows_its_context_and_its_form(page, desk, review):
    page.show_record(review.id)
    assert page._showing("review")
    assert page.review._context.toPlainText().replace("\n\n\n", "\n\n").startswith("Merrowshire Safeguarding")
    field = page.review.form.field("stage")
    field.set_words("implementing")
    assert page.review.form.commit("stage")
    assert rows.get(desk.db, Review, review.id).stage == "implementing"


def test_untrusted_words_are_shown_as_typed(page, desk, review):
    words = "=1+1 <b>&amp; <script>x</script>\u202eabc 😀"
    made = records.add_recommendation(desk, review, words, number="9", response=words)
    records.add_action(desk, review, words, recommendation=made, words="<script>x</script>")
    page.show_record(made.id)
    assert texts(page)[0] == words
    assert texts(page)[1].replace(" R9.1", "") == words
    assert cell(page, 0, 1).data() == words


def test_several_reviews_are_picked_or_shown_together(page, desk, review):
    other = published.take_in(
        desk, published.read_pasted("Child Robin\n\nRecommendation 1: Include fathers.")
    )
    assert page.list._picker.count() == 3
    assert page.list._picker.itemText(0) == "All 2 reviews"
    page.show_record(other.id)
    assert page.list.review_id() == other.id
    page.list._picker.setCurrentIndex(0)
    page.list._picker.activated.emit(0)
    assert "Child I: recommendations" in listed(page)
    assert any("Include fathers" in row for row in listed(page))
    assert page.list._totals.text().startswith("2 reviews, 4 recommendations")


def test_an_empty_register_offers_the_first_step(qtbot, shell):
    page = RegisterPage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    assert page._stack.currentIndex() == 1
    assert page.primary() is None


def test_a_review_taken_back_leaves_the_empty_page(page, desk):
    while desk.undo():
        pass
    assert page._stack.currentIndex() == 1
    desk.redo()


def test_a_text_file_dropped_opens_the_preview(page, monkeypatch, tmp_path):
    path = tmp_path / "response.txt"
    path.write_text("Recommendation 1: Act.\n\nResponse: Yes.")
    seen = []
    monkeypatch.setattr(page, "_open_dialog", seen.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert [one.name for one in seen] == ["response.txt"]
    said = []
    page.shell.refused.connect(said.append)
    page.take_file(tmp_path / "none.txt")
    assert "There is no file" in said[0]


def test_the_tables_are_sound_models(page, desk, actions, third):
    page.show_record(third.id)
    tables = (page.recommendation.table, page.recommendation.evidence.table)
    testers = [QAbstractItemModelTester(one.table) for one in tables]
    typed(page, 0, 1, "Again")
    desk.undo()
    records.remove(desk, actions[1])
    assert len(testers) == 2
    QApplication.processEvents()
    assert page.recommendation.table.proxy.rowCount() == 1


def test_references_sort_as_numbers():
    assert sorted(["R3.10", "R3.9", "R3.2", "R10.1"], key=ref_key) == ["R3.2", "R3.9", "R3.10", "R10.1"]
    assert sorted(["U2", "R1", "L1", "U10", ""], key=ref_key)
