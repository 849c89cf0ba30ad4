"""Every action of every review: sorted, filtered, edited in place, overdue ones counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.services import records
from assurance_desk.store import rows
from assurance_desk.ui.pages.actions_page import ActionsPage


@pytest.fixture
def actions(desk):
    made = []
    for ref, title in (("CI", "Child I"), ("CR", "Child Robin")):
        review = records.add(desk, Review(id=new_id(), ref=ref, title=title))
        third = records.add_recommendation(desk, review, f"{title} should be heard.", number="3")
        for text, owner, due in (
            ("Issue the questionnaire", "Business manager", "4 Feb 2019"),
            ("Hold the conference", "Joint training lead", "Oct 2019"),
        ):
            one = records.add_action(desk, review, text, recommendation=third)
            records.edit_record(desk, one, "owner_role", owner)
            made.append(records.edit_record(desk, one, "due", due))
    return made


@pytest.fixture
def page(qtbot, shell, desk, actions):
    made = ActionsPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    return made


def shown(page, column=2):
    proxy = page.table.proxy
    return [proxy.index(row, column).data() for row in range(proxy.rowCount())]


def titles(page):
    return [column.title for column in page.table.table.columns]


def test_all_actions_stand_with_their_review(page):
    assert titles(page) == ["Review", "Ref", "Action", "Lead", "Now due", "Delivery"]
    assert shown(page, 0) == ["Child I", "Child I", "Child Robin", "Child Robin"]
    assert page.header_fact() == "4 actions, 2 overdue"
    assert ActionsPage.badge(page.shell) == 2


def test_overdue_days_stand_beside_the_chip(page):
    told = page.table.proxy.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Grey 168 days overdue"


def test_filters_work_together_and_esc_takes_them_away(page, qtbot):
    page.late.setChecked(True)
    assert shown(page) == ["Issue the questionnaire"] * 2
    page.filter.setText("robin")
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    assert page.counted.words() == "1 of 4 actions shown; Esc shows all"
    assert page.go_back()
    assert len(shown(page)) == 4
    page.lead.setCurrentText("Joint training lead")
    page.lead.activated.emit(page.lead.currentIndex())
    assert shown(page) == ["Hold the conference"] * 2
    page.state.setCurrentText("Blue")
    assert shown(page) == []
    assert page.primary() is None
    assert page.go_back()
    assert not page.go_back()


def test_dates_sort_as_dates(page):
    page.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert shown(page, 4) == ["Oct 2019", "Oct 2019", "4 Feb 2019", "4 Feb 2019"]


def test_an_edit_in_place_is_kept_and_told_in_the_form(page, desk, actions):
    page.show_record(actions[1].id)
    index = page.table.proxy.index(1, 2)
    page.table.proxy.setData(index, "Hold it with the Adults Board")
    assert rows.get(desk.db, Action, actions[1].id).text == "Hold it with the Adults Board"
    assert page.panel.form.field("text").words() == "Hold it with the Adults Board"
    page.table.proxy.setData(page.table.proxy.index(1, 4), "whenever")
    assert page.refusal.isVisible()
    desk.undo()
    assert shown(page)[1] == "Hold the conference"


def test_an_edit_in_the_form_shows_in_the_table(page, desk, actions):
    page.show_record(actions[0].id)
    form = page.panel.form
    form.field("owner_role").set_words("QA officer")
    assert form.commit("owner_role")
    assert shown(page, 3)[0] == "QA officer"
    assert page.lead.findText("QA officer") > 0


def test_an_action_that_leaves_the_filter_leaves_the_table(page, desk, actions):
    page.late.setChecked(True)
    page.show_record(actions[0].id)
    records.edit_record(desk, actions[0], "due", "Dec 2019: the supplier is late")
    assert shown(page, 0) == ["Child Robin"]
    assert page.shown_record() == actions[2].id


def test_one_hidden_by_a_filter_can_still_be_shown(page, actions):
    page.late.setChecked(True)
    page.show_record(actions[1].id)
    assert page.shown_record() == actions[1].id
    assert not page.late.isChecked()


def test_it_leads_to_the_register(page, actions):
    gone = []
    page.shell.gone.connect(lambda name, record: gone.append((name, record)))
    page.show_record(actions[3].id)
    assert page._where.accessibleName() == "Child Robin · R3"
    page._where.click()
    assert gone == [("Register", actions[3].id)]


def test_removing_the_last_action_says_what_belongs_here(page, desk, actions):
    page.show_record(actions[0].id)
    page.panel._remove.click()  # its re-dating left no note: it may go
    assert len(shown(page)) == 3
    for one in actions[1:]:
        records.remove(desk, one)
    assert page._stack.currentIndex() == 1
    assert page.header_fact() == ""


def test_the_table_is_a_sound_model(page, desk, actions):
    tester = QAbstractItemModelTester(page.table.table)
    records.edit_record(desk, actions[0], "text", "Again")
    records.remove(desk, actions[1])
    desk.undo()
    assert tester is not None
    assert len(shown(page)) == 4


def test_several_are_selected_changed_at_once_and_taken_back(page, desk, actions, qtbot):
    page.table.setFocus()
    page.table.select(actions[0].id)
    for _row in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.several.isVisible()
    assert not page.panel.isVisible()
    assert page.several.button.text() == "Change 3 actions"
    page.several.fields["owner_role"].set_words("Joint training lead")
    page.several.fields["delivery"].setCurrentText("Green")
    page.several.button.click()
    now = [rows.get(desk.db, Action, one.id) for one in actions]
    assert [one.owner_role for one in now] == ["Joint training lead"] * 4
    assert [one.delivery for one in now] == ["Green"] * 3 + ["Grey"]
    assert len(page.table.selected()) == 3
    assert page.several.typed() == {}
    desk.undo()
    assert [rows.get(desk.db, Action, one.id).delivery for one in actions] == ["Grey"] * 4
    assert page.go_back()
    assert page.panel.isVisible()
    assert not page.several.isVisible()


def test_those_that_cannot_be_changed_are_named_and_the_others_can_be(page, desk, actions):
    page.table.selectAll()
    page.several.fields["delivery"].setCurrentText("Blue")
    page.several.fields["delivery_note"].set_words("")
    page.several.change()
    said = page.several.refusal.accessibleName()
    assert said.startswith("4 of 4 cannot be changed so, and none was changed yet. R3.1 cannot be Blue yet")
    page.several.fields["delivery"].setCurrentIndex(0)
    records.edit_record(desk, rows.get(desk.db, Action, actions[0].id), "due", "no date: was a guess")
    page.table.selectAll()
    page.several.fields["due"].set_words("Nov 2019")
    page.several.change()
    assert page.several.refusal.accessibleName().startswith("3 of 4 cannot be changed so")
    page.several.change_the_others()
    assert rows.get(desk.db, Action, actions[0].id).due.short == "Nov 2019"
    assert rows.get(desk.db, Action, actions[1].id).due.short == "Oct 2019"
    page.several.change()
    assert "Nothing is filled in" in page.several.refusal.accessibleName()


def menu(button):
    button.menu().aboutToShow.emit()
    return {one.text(): one for one in button.menu().actions() if one.text()}


def test_groups_stand_with_their_counts_and_stay_when_others_are_asked_for(page, desk, actions):
    menu(page.bar.groups)["By owner"].trigger()
    assert shown(page, 0) == [
        "Business manager, 2 rows, open", "Child I", "Child Robin", "Joint training lead, 2 rows, open", "Child I",
        "Child Robin",
    ]  # fmt: skip
    records.edit_record(desk, actions[0], "owner_role", "Designated nurse")
    assert shown(page, 0)[0] == "Business manager, 1 row, open"
    assert "Designated nurse, 1 row, open" in shown(page, 0)
    close = next(one for one in page.commands() if one.words == "Close all groups")
    close.run()
    assert len(shown(page, 0)) == 3
    assert page.counted.words() == "4 actions"
    page.late.setChecked(True)
    assert shown(page, 0) == ["Business manager, 1 row, closed", "Designated nurse, 1 row, closed"]
    page.show_record(actions[1].id)
    assert page.table.current() == actions[1].id


def test_a_filter_is_kept_under_a_name_and_found_again(page, desk, qtbot):
    assert "Without an owner" in menu(page.bar.filters)
    menu(page.bar.filters)["Mine: Business manager"].trigger()
    assert shown(page) == ["Issue the questionnaire"] * 2
    page.filter.setText("robin")
    menu(page.bar.filters)["Keep this filter under a name…"].trigger()
    assert page.bar.naming.isVisible()
    page.bar.name.setText("For Robin")
    qtbot.keyClick(page.bar.name, Qt.Key.Key_Return)
    assert not page.bar.naming.isVisible()
    page.go_back()
    assert len(shown(page)) == 4
    next(one for one in page.commands() if one.words == "Show only: For Robin").run()
    assert (page.filter.text(), shown(page)) == ("robin", ["Issue the questionnaire"])
    renames = menu(page.bar.filters)["Rename"].menu()
    renames.actions()[0].trigger()
    page.bar.name.setText("")
    page.bar._keep_name.click()
    assert page.bar.naming.isVisible()
    page.bar.name.setText("Robin & others")
    page.bar._keep_name.click()
    assert "Robin && others" in menu(page.bar.filters)
    menu(page.bar.filters)["Remove"].menu().actions()[0].trigger()
    assert "Robin && others" not in menu(page.bar.filters)


def test_a_filter_of_the_menu_is_told_below(page):
    review = menu(page.bar.filters)["Review"].menu()
    next(one for one in review.actions() if one.text() == "Child Robin").trigger()
    assert page.counted.words() == "Child Robin: 2 of 4 actions shown; Esc shows all"
    assert page.go_back()
    assert page.counted.words() == "4 actions"


def test_rows_are_copied_changed_elsewhere_and_pasted_back_as_one_step(page, desk, actions, qtbot):
    page.table.setFocus()
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0].startswith("Review\tRef\tAction\tLead")
    assert len(copied.splitlines()) == 5
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    QGuiApplication.clipboard().setText(copied.replace("Grey", "Green").replace("Oct 2019", "Nov 2019"))
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.paste.isVisible()
    assert not page.several.isVisible()
    assert page.paste.keep.text() == "Change 2 actions, leave 2 out"
    assert "To move it, type the new date and why" in page.paste.warning.accessibleName()
    page.paste.why.set_words("audit staff absent")
    page.paste.why.committed.emit()
    assert page.paste.keep.text() == "Change 4 actions"
    steps = len(desk.history())
    page.paste.keep.click()
    assert len(desk.history()) == steps + 1
    assert {rows.get(desk.db, Action, one.id).delivery for one in actions} == {"Green"}
    assert rows.get(desk.db, Action, actions[1].id).due.short == "Nov 2019"
    assert not page.paste.isVisible()
    desk.undo()
    assert {rows.get(desk.db, Action, one.id).delivery for one in actions} == {"Grey"}


def test_esc_leaves_what_was_pasted_and_nothing_was_changed(page, desk, actions, qtbot):
    page.table.select(actions[2].id)
    page.table.setCurrentIndex(page.table.proxy.index(page.table.currentIndex().row(), 3))
    page._pasted("Designated nurse\nHead of housing\nToo far")
    assert page.paste.isVisible()
    assert "1 row is left out" in page.paste.warning.accessibleName()
    steps = len(desk.history())
    assert page.go_back()
    assert not page.paste.isVisible()
    assert page.panel.isVisible()
    assert len(desk.history()) == steps
