"""Tables and lists over frozen rows: sorted, filtered, edited, the chosen row kept by its id."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from assurance_desk.errors import DeskError
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


@dataclass(frozen=True)
class Thing:
    id: str
    name: str
    staff: int


class Things:
    """Rows and the service that edits them."""

    def __init__(self) -> None:
        self.rows = [
            Thing("a", "Tern Valley", 9),
            Thing("b", "Larkford", 38),
            Thing("c", "Ludmarsh Homes", 115),
        ]
        self.model: TableModel[Thing] = TableModel(
            [
                Column("Name", lambda row: row.name, write=self.rename),
                Column("Staff", lambda row: str(row.staff), 80, sort=lambda row: row.staff, right=True),
            ],
            lambda: self.rows,
            tables=("thing",),
        )

    def rename(self, row: Thing, typed: str) -> None:
        if not typed.strip():
            raise DeskError("A name is needed. Type one.")
        self.rows = [replace(one, name=typed) if one.id == row.id else one for one in self.rows]
        self.model.reload()


@pytest.fixture
def things(look: QApplication) -> Things:
    return Things()


def shown(table: DataTable) -> list[str]:
    return [str(table.proxy.index(at, 0).data()) for at in range(table.proxy.rowCount())]


def test_model_and_proxy_keep_qts_rules(things: Things, qtbot) -> None:
    tester = QAbstractItemModelTester(things.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    other = QAbstractItemModelTester(table.proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.proxy.filter_words("l")
    things.rows = things.rows[1:]
    things.model.reload()
    things.rename(things.rows[0], "Larkford Borough")
    assert tester
    assert other


def test_numbers_sort_as_numbers(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["Tern Valley", "Larkford", "Ludmarsh Homes"]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["Larkford", "Ludmarsh Homes", "Tern Valley"]


def test_every_word_typed_filters(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.proxy.filter_words("homes 115")
    assert shown(table) == ["Ludmarsh Homes"]
    table.proxy.filter_words("")
    assert len(shown(table)) == 3
    table.proxy.filter_rows(lambda row_id: row_id != "a")
    assert len(shown(table)) == 2


def by_size(row: Thing) -> tuple[int, str]:
    return (0, "Small") if row.staff < 100 else (1, "Large")


def test_groups_count_their_rows_sort_within_and_open_and_close_by_keyboard(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    tester = QAbstractItemModelTester(table.proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(table)
    table.show()
    table.proxy.group_by(by_size)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert shown(table) == [
        "Small, 2 rows, open",
        "Larkford",
        "Tern Valley",
        "Large, 1 row, open",
        "Ludmarsh Homes",
    ]
    assert table.columnSpan(0, 0) == 2
    table.select("b")
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.current() == ""
    assert table.current_row() is None
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert shown(table) == ["Small, 2 rows, closed", "Large, 1 row, open", "Ludmarsh Homes"]
    assert table.proxy.group(table.currentIndex().row()).words == "Small"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert shown(table) == ["Small, 2 rows, closed", "Large, 1 row, closed"]
    assert table.proxy.passing() == 3
    things.rename(things.rows[0], "Tern")
    table.proxy.close_all(closed=False)
    assert shown(table)[2] == "Tern"
    table.proxy.group_by(None)
    assert shown(table) == ["Ludmarsh Homes", "Larkford", "Tern"]
    assert table.columnSpan(0, 0) == 1
    assert tester


def test_several_rows_stay_selected_when_others_come_and_go(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things", many=True)
    qtbot.addWidget(table)
    table.select("a")
    table.selectAll()
    assert [one.id for one in table.selected()] == ["a", "b", "c"]
    table.select_many(["a", "c"])
    table.proxy.filter_words("l")
    assert [one.id for one in table.selected()] == ["a", "c"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [one.id for one in table.selected()] == ["c", "a"]
    things.rows = [Thing("z", "Aardvark Lodge", 1), *things.rows]
    things.model.reload()
    assert [one.id for one in table.selected()] == ["c", "a"]
    table.proxy.group_by(by_size)
    assert sorted(one.id for one in table.selected()) == ["a", "c"]


def test_rows_without_a_value_come_last_either_way(things: Things, qtbot) -> None:
    things.model.columns = (Column("Staff", lambda row: row.name, sort=lambda row: row.staff or None),)
    things.rows[0] = Thing("a", "Nobody", 0)
    things.model.reload()
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(table)[-1] == "Nobody"
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert shown(table)[-1] == "Nobody"


def test_where_the_chosen_row_is_filtered_away_its_place_is_chosen(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.select("b")
    with qtbot.waitSignal(table.chosen) as told:
        table.proxy.filter_rows(lambda row_id: row_id != "b")
    assert told.args == [table.current()] == ["c"]


def test_the_chosen_row_stays_chosen_when_others_come_and_go(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.select("b")
    things.rows = [Thing("z", "Aardvark", 1), *things.rows[1:]]
    things.model.reload()
    assert table.current() == "b"
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.current() == "b"


def test_an_edit_goes_through_its_service(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    assert things.model.setData(things.model.index(0, 0), "Tern Valley Housing")
    assert things.rows[0].name == "Tern Valley Housing"
    assert not things.model.flags(things.model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_a_refused_edit_is_told_below_and_keeps_what_was_typed(things: Things, qtbot) -> None:
    block = TableBlock(DataTable(things.model, "Things"))
    qtbot.addWidget(block)
    block.resize(500, 300)
    block.show()
    table = block.table
    table.setCurrentIndex(table.proxy.index(0, 0))
    assert not things.model.setData(things.model.index(0, 0), "  ")
    assert block.refusal.text() == "A name is needed. Type one."
    qtbot.waitUntil(lambda: table.viewport().findChild(QLineEdit) is not None)
    assert table.viewport().findChild(QLineEdit).text() == "  "
    things.rename(things.rows[0], "Tern")
    assert block.refusal.isHidden()


def test_enter_opens_a_row(things: Things, qtbot) -> None:
    table = DataTable(things.model, "Things")
    qtbot.addWidget(table)
    table.select("c")
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["c"]


def test_a_list_skips_headings_and_keeps_its_row(look: QApplication, qtbot) -> None:
    rows = RowList("Returns")
    qtbot.addWidget(rows)
    rows.set_rows(
        [ListRow(heading="To decide"), ListRow(id="a", title="Larkford"), ListRow(id="b", title="Ludmarsh")]
    )
    assert rows.current() == "a"
    rows.select("b")
    rows.set_rows([ListRow(heading="Taken in"), ListRow(id="b", title="Ludmarsh", sub="54 taken")])
    assert rows.current() == "b"
    assert not rows.select("a")
    tester = QAbstractItemModelTester(rows.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.set_rows([])
    assert tester


def test_hostile_words_are_painted_as_they_are(look: QApplication, qtbot) -> None:
    nasty = "<b>=HYPERLINK()</b>\n\x00😀 العربية " * 50
    rows = RowList("Returns")
    qtbot.addWidget(rows)
    rows.set_rows([ListRow(id="a", title=nasty, ref=nasty, sub=nasty, chips=(("Amber", nasty),), tail=nasty)])
    rows.resize(300, 200)
    assert not rows.grab().isNull()
    assert "<b>" in rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_splitter_is_where_it_was_left(look: QApplication, qtbot) -> None:
    from PySide6.QtWidgets import QSplitter, QWidget

    from assurance_desk.ui.list_detail import ListDetail

    def shown() -> ListDetail:
        made = ListDetail("returns", QWidget(), QWidget(), width=360)
        qtbot.addWidget(made)
        made.resize(1190, 600)
        made.show()
        return made

    first = shown()
    splitter = first.findChild(QSplitter)
    assert splitter.sizes()[0] == 360
    splitter.setSizes([450, 740])
    splitter.splitterMoved.emit(450, 1)
    qtbot.wait(10)
    second = shown()
    assert second.findChild(QSplitter).sizes()[0] == 450


def test_a_table_without_rows_takes_no_room_and_no_keyboard(things: Things, qtbot) -> None:
    things.rows, kept = [], things.rows
    table = DataTable(things.model, "Things", fitted=True)
    qtbot.addWidget(table)
    table.show()
    things.model.reload()
    assert table.height() == 0
    assert table.focusPolicy() == Qt.FocusPolicy.NoFocus
    things.rows = kept
    things.model.reload()
    assert table.height() > 100
    assert table.focusPolicy() == Qt.FocusPolicy.StrongFocus
