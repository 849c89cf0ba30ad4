"""Words and scales: each vocabulary's words with what they mean, edited in place, undone, offered everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from assurance_desk.domain.actions import LEARNING_POINT
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import records, vocabularies
from assurance_desk.store import rows
from assurance_desk.ui.dialogs.words import WordsDialog
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.register import RegisterPage
from assurance_desk.ui.pages.register_half_typed import KEPT_AFTER
from assurance_desk.ui.record_form import RecordForm


@pytest.fixture
def dialog(shell, qtbot):
    made = WordsDialog(shell)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog):
    model = dialog.table.proxy
    return [
        tuple(str(model.index(at, column).data() or "") for column in range(model.columnCount()))
        for at in range(model.rowCount())
    ]


def words(dialog):
    return [row[0] for row in shown(dialog)]


def test_the_scale_shows_its_levels_and_their_meanings(dialog):
    assert words(dialog) == ["No", "Limited", "Reasonable", "Substantial", "Not yet rated"]
    assert shown(dialog)[1][1].startswith("little evidence of change")
    assert [row[2] for row in shown(dialog)] == ["yes", "yes", "no", "no", "no"]


def test_a_word_is_added_moved_renamed_explained_and_each_is_undone(dialog, desk):
    dialog.word.setText("Partial")
    dialog.meaning.setText("some of what was asked")
    dialog.add.click()
    assert dialog.table.current() == "Partial"
    assert dialog.word.text() == ""
    dialog.up.click()
    dialog.up.click()
    assert words(dialog)[:3] == ["No", "Limited", "Partial"]
    proxy = dialog.table.proxy
    assert proxy.setData(proxy.index(2, 1), "some change, and gaps")
    assert proxy.setData(proxy.index(2, 2), "yes")
    assert "Partial: some change, and gaps." in dialog._facts.text()
    assert proxy.setData(proxy.index(2, 0), "Partly")
    assert "Partly" in words(dialog)
    assert "Partial" not in words(dialog)
    for _step in range(5):
        desk.undo()
    assert "Partial" in words(dialog)
    desk.undo()
    assert words(dialog) == ["No", "Limited", "Reasonable", "Substantial", "Not yet rated"]


def test_a_word_is_retired_and_offered_again(dialog, desk):
    dialog.table.select("Limited")
    assert dialog.end.accessibleName() == "Retire “Limited”"
    dialog.end.click()
    assert shown(dialog)[-1][::3] == ("Limited", "retired 22 Jul 2019")
    assert dialog.end.accessibleName() == "Offer “Limited” again"
    assert "it stays where it stands" in dialog._facts.text()
    dialog.end.click()
    assert words(dialog) == ["No", "Limited", "Reasonable", "Substantial", "Not yet rated"]


def test_what_may_not_be_says_why_and_keeps_what_was_typed(dialog):
    dialog.word.setText("limited")
    dialog.add.click()
    assert "is one of these words already" in dialog.refusal.text()
    assert dialog.word.text() == "limited"
    dialog.show_vocabulary(vocabularies.DELIVERY)
    assert not dialog._adding.isVisible()
    assert not dialog.end.isVisible()
    assert "call it what you like" in dialog._facts.text()


def test_keys_move_through_the_vocabularies(dialog, qtbot):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog._name.text() == "Delivery states"
    assert words(dialog)[0] == "Blue"


def test_pages_show_and_offer_the_word_given_to_a_state(qtbot, look, desk):
    path = desk.path
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    action = records.add_action(desk, review, "Audit")
    desk.close()
    window = MainWindow(desk.clock)
    qtbot.addWidget(window)
    window.show()
    assert window.open_path(path)
    window.go("Actions", action.id)
    window.words_and_scales()
    grey = next(
        one for one in vocabularies.words(window.shell.desk, vocabularies.DELIVERY) if one.word == "Grey"
    )
    vocabularies.rename(window.shell.desk, grey, "Not begun")
    qtbot.waitUntil(lambda: window.frame.page.state.findText("Not begun") > 0)
    assert "Not begun" in told(window)
    window.shell.desk.undo()
    qtbot.waitUntil(lambda: "Grey" in told(window))
    window.close()


def told(window):
    model = window.frame.page.table.proxy
    return [
        chip[1]
        for column in range(model.columnCount())
        for chip in model.index(0, column).data(Qt.ItemDataRole.UserRole + 2) or ()
    ]


def test_themes_are_offered_after_each_comma(shell, qtbot, desk):
    vocabularies.add(desk, vocabularies.BY_KEY["theme"].key, "Housing")
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    records.add_recommendation(desk, review, "Train them.")
    second = records.add_recommendation(desk, review, "Tell them.")
    records.edit_record(desk, second, "themes", "Bruising")
    form = RecordForm(shell, "Register", Recommendation, ("themes",))
    qtbot.addWidget(form)
    form.show_record(rows.find(desk.db, Recommendation)[0])
    field = form.field("themes")
    completer = field.completer()
    field.setText("Neglect, hou")
    completer.setCompletionPrefix(completer.splitPath(field.text())[0])
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "Neglect, Housing"
    assert vocabularies.themes(desk) == ("Housing", "Bruising")


def test_a_half_typed_word_waits_for_its_vocabulary(shell, qtbot):
    first = WordsDialog(shell)
    first.show()
    qtbot.keyClicks(first.word, "Parti")
    first.show_vocabulary(vocabularies.STRENGTH)
    assert first.word.text() == ""
    first.show_vocabulary(vocabularies.ASSURANCE)
    qtbot.keyClicks(first.word, "al")
    qtbot.wait(KEPT_AFTER + 100)
    first.reject()
    again = WordsDialog(shell)
    qtbot.addWidget(again)
    assert again.word.text() == "Partial"


def test_the_list_of_the_register_says_the_workbooks_words(shell, qtbot, desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    records.add_action(desk, review, "Remind parents", kind=LEARNING_POINT)
    for key, old, new in (
        (vocabularies.COMMITMENT, "learning point", "reminder"),
        (vocabularies.REVIEW_KIND, "Serious Case Review", "Safeguarding review"),
    ):
        term = next(one for one in vocabularies.words(desk, key) if one.word == old)
        vocabularies.rename(desk, term, new)
    page = RegisterPage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    assert any("Reminder · " in row.sub for row in page.list.rows.model()._rows)
    assert page.list._kind.words() == "Safeguarding review"
