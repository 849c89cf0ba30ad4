"""An online form's answers in the window: mapped, tied to their returns, put in the tray, and mapped alike next time."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services import returns
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import answers, issue, waiting

FORM = """Start time,Which organisation are you from?,How many homes?,A2
2019-03-11 09:00,Ludmarsh Homes,3120,mostly met
2019-03-12 10:30,Tern Valey Housing Group,approx 30,Not met
2019-03-12 11:00,Somebody Else,1,Fully met
"""


@pytest.fixture
def page(look, tmp_path, qtbot):
    desk, _copies = issue(tmp_path)
    shell = Shell(desk)
    made = ReturnsPage(shell)
    shell.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    made.refresh(None)
    yield made
    shell.close()
    desk.close()


def bring(page, qtbot, path, text=FORM):
    path.write_text(text, encoding="utf-8")
    page.import_files([path])
    qtbot.waitUntil(lambda: page.tray.form is not None, timeout=20000)
    qtbot.waitUntil(lambda: not page.shell.jobs.busy, timeout=20000)
    return page.tray.form


def choose(form, at, words, qtbot):
    index = form.map_model.index(at, 2)
    assert form.map_model.setData(
        index, next(one for one in form.words.values() if one.startswith(words)), Qt.ItemDataRole.EditRole
    )
    qtbot.waitUntil(lambda: not form._soon.isActive() and not form._shell.jobs.busy, timeout=20000)


def test_the_column_that_names_our_organisations_is_found_by_what_stands_in_it(page, qtbot, tmp_path):
    form = bring(page, qtbot, tmp_path / "responses.csv")
    assert form.targets[1] == "whose"


def test_a_form_is_mapped_tied_and_put_in_the_tray(page, qtbot, tmp_path):
    form = bring(page, qtbot, tmp_path / "responses.csv")
    choose(form, 1, "Leave out", qtbot)
    assert form.told.text().startswith("Say first which column tells whose each line is")
    assert not form.take.isEnabled()
    choose(form, 1, "Says whose it is", qtbot)
    choose(form, 2, "A5", qtbot)
    assert form.told.text() == (
        "1 line tied to its return, 1 by a name that is only near, 1 of nobody we asked. 3 columns of 4 are used."
    )
    assert [(line.said, line.whose) for line in form._loose_lines()] == [
        ("Tern Valey Housing Group", "O06 Tern Valley Housing Group"), ("Somebody Else", "Leave out"),
    ]  # fmt: skip
    assert form.take.text() == "Put 2 returns in the tray"
    qtbot.mouseClick(form.take, Qt.MouseButton.LeftButton)
    desk = page.shell.desk
    assert page.tray.form is None
    assert sorted(one.name for one in rows.find(desk.db, ReturnFile)) == [
        "responses, line 2.csv",
        "responses, line 3.csv",
    ]
    assert sorted((one.kind, one.found) for one in waiting(desk)) == [
        ("check", "responses, line 3.csv"),
        ("unreadable", "approx 30"),
    ]
    returns.take_in(desk, returns.staged_files(desk))
    assert answers(desk, "O05") == {Slot("A5"): "3120", Slot("A2"): "Mostly met"}
    assert answers(desk, "O06") == {}, "whose it is, is asked first"
    kept = returns.original(desk, rows.find(desk.db, ReturnFile)[0].id).decode("utf-8-sig")
    assert "Ludmarsh" in kept
    assert "Somebody Else" not in kept, "nobody else’s answers are kept with a return"


def test_the_same_form_is_mapped_alike_next_time_and_says_nothing_new_twice(page, qtbot, tmp_path):
    form = bring(page, qtbot, tmp_path / "responses.csv")
    choose(form, 1, "Says whose it is", qtbot)
    form.put()
    assert len(rows.find(page.shell.desk.db, FormMap)) == 1
    again = bring(page, qtbot, tmp_path / "responses later.csv", FORM + "2019-03-13 09:00,O06,7,Fully met\n")
    assert again.targets[1] == "whose"
    before = len(rows.find(page.shell.desk.db, ReturnFile))
    again.put()
    assert len(rows.find(page.shell.desk.db, ReturnFile)) == before + 1, "only the new line"


def test_a_line_of_somebody_else_is_given_to_its_return_by_hand(page, qtbot, tmp_path):
    form = bring(page, qtbot, tmp_path / "responses.csv")
    choose(form, 1, "Says whose it is", qtbot)
    assert form.loose_model.setData(
        form.loose_model.index(1, 2), "O06 Tern Valley Housing Group", Qt.ItemDataRole.EditRole
    )
    assert form.told.text().startswith("2 lines tied to their returns, 1 by a name that is only near.")


def test_a_line_that_names_a_child_is_stopped_and_the_others_go_on(page, qtbot, tmp_path):
    text = FORM.replace(
        "Ludmarsh Homes,3120,mostly met", "Ludmarsh Homes,3120,the child's date of birth is 3/4/2016"
    )
    form = bring(page, qtbot, tmp_path / "responses.csv", text)
    choose(form, 1, "Says whose it is", qtbot)
    form.put()
    assert [one.name for one in rows.find(page.shell.desk.db, ReturnFile)] == ["responses, line 3.csv"]


def test_esc_leaves_it_and_nothing_is_kept(page, qtbot, tmp_path):
    form = bring(page, qtbot, tmp_path / "responses.csv")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.tray.form is None
    assert rows.find(page.shell.desk.db, ReturnFile) == []
    assert date(2019, 4, 24) == page.shell.desk.clock.today()
