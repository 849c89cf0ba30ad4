"""The gaps as a user meets them: figures, silences, a walk by keyboard, and the way to the paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import papers
from assurance_desk.store import rows
from assurance_desk.ui.pages.gaps import GRADED, GapsPage
from assurance_desk.ui.pages.gaps_grid import CELL
from tests import gaps_desk


@pytest.fixture
def page(qtbot, shell, desk):
    gaps_desk.fill(desk)
    made = GapsPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.show()
    made.refresh(None)
    return made


def line(page, name):
    model = page.grid.grid
    row = next(at for at, one in enumerate(model.rows) if one.cells[0].words == name)
    return [cell.words or cell.silence for cell in model.rows[row].cells]


def names(page):
    return [row.cells[0].words for row in page.grid.grid.rows]


def return_id(page, ref):
    return next(one.id for one in page.gaps.asked if one.ref == ref)


def tabs(page):
    return [button.accessibleName() for button in page._group.buttons()]


def test_the_matrix_shows_every_return_worst_first_and_what_is_silent(page):
    assert names(page)[:3] == ["Tern Valley: General Needs", "Tern Valley: Tallis Repairs", "Ludmarsh Homes"]
    assert names(page)[-3:] == ["Quillgate", "Penhollow DC", "All in date"]
    assert line(page, "All in date")[1:] == [
        "74/90",
        "22/39",
        "21/25",
        "88/95",
        "71/199",
        "74/99",
        "54/60",
        "404/607",
        "66.6%",
    ]
    assert line(page, "Penhollow DC")[1:8] == ["not returned"] * 7
    assert line(page, "Quillgate")[1:8] == ["blank"] * 7
    assert line(page, "Larkford BC")[5] == "not applicable"
    assert page.header_fact() == "HTG-2019, in date for children"


def test_the_tabs_carry_their_totals(page):
    assert tabs(page) == [
        "All staff 404/607", "Home visitors 291/464", "Adults 389/607", "Domestic abuse 217/607", "Graded answers",
    ]  # fmt: skip
    page.show_view("1")
    assert line(page, "All in date")[-2:] == ["291/464", "62.7%"]
    assert page.header_fact() == "HTG-2019, in date for children"


def test_it_opens_with_the_widest_gap_explained(page):
    told = page.side.told
    assert told.title.startswith("Tern Valley: Tallis Repairs, SG5 Repairs: 12 of 54 in date, 22.2%")
    assert ("Employed or contracted", "54") in told.lines
    assert "Read from sheet" in told.more


def test_a_walk_by_keyboard_explains_each_cell(page, qtbot):
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.side.told.title == "Ludmarsh Homes, SG5 Repairs: 19 of 48 in date, 39.6%"
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    assert (
        page.side.told.title
        == "Ludmarsh Homes, SG3 Homelessness and temporary accommodation staff".replace(
            "Homelessness and temporary accommodation staff", "Homeless"
        )
    )
    assert "nobody in this group" in page.side.told.more


def test_enter_opens_the_return(page, qtbot):
    page.grid.setFocus()
    with qtbot.waitSignal(page.shell.gone) as gone:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert gone.args == ["Returns", return_id(page, "O06c")]


def test_a_cell_is_told_to_a_screen_reader_in_words(page):
    page.grid.stand_on(return_id(page, "O06c"), "SG5")
    index = page.grid.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tern Valley: Tallis Repairs, SG5 Repairs: 12 of 54, 22.2%"
    page.grid.stand_on(return_id(page, "O03"), "SG5")
    assert page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).endswith("Not returned")


def test_a_head_sorts_by_its_own_gap(page):
    page.grid.sort_asked.emit("SG6")
    assert names(page)[:2] == ["Tern Valley: General Needs", "Ludmarsh Homes"]
    page.grid.sort_asked.emit("name")
    assert names(page)[0] == "Larkford BC"


def test_the_shade_agrees_with_the_printed_per_cent(page):
    page.grid.stand_on(return_id(page, "O05"), "SG6")  # 11 of 16, 69%
    assert page.grid.currentIndex().data(CELL).step == 2


def test_graded_answers_question_by_return(page):
    page.show_view(GRADED)
    assert [head.key for head in page.grid.grid.heads[1:-1]] == [
        "B2",
        "B3",
        "B4",
        "C1",
        "E1",
        "E4",
        "F2",
        "F3",
    ]
    assert line(page, "Tern Valley: Tallis Repairs")[1:9] == ["P", "N", "N", "N", "N", "N", "4", "N"]
    assert line(page, "Quillgate")[1:4] == ["P", "N", "blank"]
    page.grid.stand_on(return_id(page, "O06c"), "F2")
    told = page.side.told
    assert told.title == "Tern Valley: Tallis Repairs, F2: 4"
    assert any(name == "Comment" and value.startswith("The lads") for name, value in told.lines)


def test_a_figure_changed_elsewhere_moves_what_is_shown(page, desk):
    found = rows.one(desk.db, Return, ref="O06a")
    answer = rows.one(desk.db, Answer, return_id=found.id, question="D1", row="SG5", column="children")
    from dataclasses import replace

    with desk.step("Correct"):
        rows.put(desk.db, replace(answer, value="35"))
    assert line(page, "All in date")[-2:] == ["408/607", "67.2%"]
    desk.undo()
    assert line(page, "All in date")[-2:] == ["404/607", "66.6%"]


def test_the_paper_is_begun_once_and_then_opened(page, desk, qtbot):
    for _time in range(2):
        with qtbot.waitSignal(page.shell.gone) as gone:
            page.primary().run()
        assert gone.args[0] == "Papers"
    assert [row.id for row in papers.papers(desk)] == [gone.args[1]]


def test_the_returns_are_saved_as_an_excel_file(page, tmp_path, qtbot):
    target = tmp_path / "out.xlsx"
    page.shell.ask_save = lambda *_asked: target
    page.commands()[0].run()
    qtbot.waitUntil(lambda: target.exists() and not page.shell.jobs.busy, timeout=20_000)
    assert target.read_bytes()[:2] == b"PK"


def test_without_a_questionnaire_it_says_what_belongs_here(qtbot, shell):
    made = GapsPage(shell)
    qtbot.addWidget(made)
    made.refresh(None)
    assert made.primary() is None
    assert made.header_fact() == ""
    assert made._stack.currentWidget() is made._empty


def test_before_any_return_nothing_is_divided_by_nothing(qtbot, shell, desk):
    gaps_desk.fill(desk, taken=False)
    made = GapsPage(shell)
    qtbot.addWidget(made)
    made.refresh(None)
    assert line(made, "All in date")[-1] == ""
    assert tabs(made)[0] == "All staff"
    made.show_view(GRADED)
    assert line(made, "Penhollow DC")[1] == "not returned"


def test_the_grid_keeps_qts_rules(page):
    QAbstractItemModelTester(page.grid.grid, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.show_view(GRADED)
    page.show_view("0")
