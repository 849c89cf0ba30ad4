"""Home, Organisations and History as their user meets them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import meeting_papers, records
from assurance_desk.store import rows
from assurance_desk.ui import theme as th
from assurance_desk.ui.marks import Chip
from assurance_desk.ui.pages.history_page import HistoryPage
from assurance_desk.ui.pages.home import HomePage
from assurance_desk.ui.pages.organisations_page import OrganisationsPage
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import TableModel
from assurance_desk.ui.widgets import ElidedLabel, Paragraph

TERN = Organisation(id="o6", ref="O06", name="Tern Valley Housing Group", kind="registered provider")
PENHOLLOW = Organisation(id="o3", ref="O03", name="Penhollow District Council", kind="district council")


@pytest.fixture
def filled(shell: Shell) -> Shell:
    with shell.desk.step("Add a register"):
        rows.put_many(
            shell.desk.db,
            [
                TERN,
                PENHOLLOW,
                Review(id="v", ref="CI", title="Child I"),
                Action(id="a", review_id="v", ref="R1.2", text="Assurance report", lead="Designated nurse", due=When(2019, 5)),
                Meeting(id="m", forum="Board", on=date(2019, 9, 19), papers_due=date(2019, 9, 10)),
                Contact(id="c", organisation_id="o6", role="Head of housing", email="head@tern.example"),
            ],
        )  # fmt: skip
    return shell


def shown_in(model: TableModel) -> list[list[str]]:
    """The words of every cell."""
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_home_says_what_is_late_and_its_link_goes_there(filled: Shell, qtbot) -> None:
    page = HomePage(filled)
    qtbot.addWidget(page)
    page.refresh(None)
    assert "52 days late" in words(page)
    assert "Ask after R1.2, overdue: Assurance report" in words(page)
    assert "Thursday 19 September 2019, in 59 days" in words(page)
    link = page.links[0]
    assert link.text() == "Open R1.2"
    with qtbot.waitSignal(filled.gone) as gone:
        link.click()
    assert gone.args == ["Actions", "a"]


def test_home_on_an_empty_workbook_offers_the_first_step(shell: Shell, qtbot) -> None:
    page = HomePage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    assert "Nothing is on the register yet" in words(page)
    first = next(b for b in page.findChildren(QPushButton) if "published response" in b.text())
    with qtbot.waitSignal(shell.gone) as gone:
        first.click()
    assert gone.args == ["Register", ""]


def test_an_organisation_is_edited_beside_its_table(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    filled.changed.connect(page.refresh)
    page.refresh(None)
    page.show_record("o6")
    name = page.detail.form.field("name")
    name.set_words("Tern Valley Homes")
    assert page.detail.form.commit("name")
    assert [row.name for row in page.model.rows() if row.id == "o6"] == ["Tern Valley Homes"]
    assert page.shown_record() == "o6"


def test_a_contact_is_edited_in_its_cell_and_a_bad_address_is_refused(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    filled.changed.connect(page.refresh)
    page.refresh(None)
    page.show_record("o6")
    model = page.detail.contacts.model
    assert model.setData(model.index(0, 1), "A. Marsh")
    assert rows.get(filled.desk.db, Contact, "c").name == "A. Marsh"
    assert not model.setData(model.index(0, 2), "not an address")
    assert "not an address" in page.detail.contacts.refusal.text()
    assert rows.get(filled.desk.db, Contact, "c").email == "head@tern.example"


def test_renaming_keeps_the_old_name_with_its_day(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    filled.changed.connect(page.refresh)
    page.refresh(None)
    page.show_record("o6")
    names = page.detail.names
    names.new_name.setText("Tern Homes")
    names.since.setText("soon")
    names.rename.click()
    assert "“soon”" in names.told.text()
    assert names.new_name.text() == "Tern Homes"
    names.since.setText("1 September 2019")
    names.rename.click()
    assert shown_in(names.model) == [
        ["Tern Valley Housing Group", "", "at first"],
        ["Tern Homes", "", "1 September 2019"],
    ]
    assert page.model.rows()[1].name == "Tern Valley Housing Group"  # until its day


def test_a_name_is_put_right_in_its_cell_and_taken_out(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    filled.changed.connect(page.refresh)
    page.refresh(None)
    page.show_record("o6")
    names = page.detail.names
    names.new_name.setText("Tern Homes")
    names.since.setText("1 July 2019")
    qtbot.keyClick(names.since, Qt.Key.Key_Return)
    assert names.new_name.text() == ""
    assert names.model.setData(names.model.index(1, 0), "Tern Living")
    assert page.detail.form.field("name").words() == "Tern Living"
    assert not names.model.setData(names.model.index(1, 2), "whenever")
    assert "“whenever”" in names.refusal.text()
    names.table.select(names.model.row(1).id)
    take_out = next(b for b in names.findChildren(QPushButton) if b.text() == "Take out the name Tern Living")
    take_out.click()
    assert shown_in(names.model) == []
    assert page.detail.form.field("name").words() == "Tern Valley Housing Group"
    filled.desk.undo()
    assert len(shown_in(names.model)) == 2


def test_the_filter_finds_an_organisation_and_a_link_still_reaches_the_others(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    page.refresh(None)
    page.filter.setText("penhollow")
    assert page.table.proxy.rowCount() == 1
    page.show_record("o6")
    assert page.shown_record() == "o6"


def test_without_organisations_the_first_can_be_added(shell: Shell, qtbot) -> None:
    page = OrganisationsPage(shell)
    qtbot.addWidget(page)
    shell.changed.connect(page.refresh)
    page.refresh(None)
    page.show()
    add = next(b for b in page.nothing.findChildren(QPushButton))
    add.click()
    assert [row.ref for row in page.model.rows()] == ["O01"]
    assert page.detail.form.field("name").words() == "New organisation"


def test_history_shows_before_and_after_and_filters(filled: Shell, qtbot) -> None:
    page = HistoryPage(filled)
    qtbot.addWidget(page)
    records.edit_record(filled.desk, TERN, "districts", "Tallis Vale")
    page.refresh(None)
    page.table.select_first()
    seen = words(page)
    assert "Organisation O06" in seen
    assert "(empty)" in seen
    assert "Tallis Vale" in seen
    page.filter.setText("register")
    assert page.table.proxy.rowCount() == 1


@pytest.mark.parametrize("size", th.TEXT_SIZES)
@pytest.mark.parametrize("kind", [HomePage, OrganisationsPage, HistoryPage])
def test_no_words_are_clipped_at_any_text_size(filled: Shell, qapp, qtbot, kind, size: int) -> None:
    th.apply(qapp, text_size=size)
    page = kind(filled)
    qtbot.addWidget(page)
    page.resize(1366 - th.px(th.RAIL_NARROW if size > 125 else th.RAIL), 620)
    page.refresh(None)
    page.show()
    qtbot.wait(20)
    for widget in page.findChildren(QWidget):
        if (
            widget.isVisible()
            and isinstance(widget, (QLabel, QPushButton))
            and not isinstance(widget, ElidedLabel)
        ):
            assert_whole(widget)


def assert_whole(widget: QLabel | QPushButton) -> None:
    said = widget.text()[:60]
    if isinstance(widget, Paragraph) or (isinstance(widget, QLabel) and widget.wordWrap()):
        assert widget.height() >= widget.heightForWidth(widget.width()), f"too low: {said}"
        return
    assert widget.width() >= widget.sizeHint().width(), f"too narrow: {said}"
    assert widget.height() >= widget.sizeHint().height(), f"too low: {said}"


def test_keys_lead_through_a_table(filled: Shell, qtbot) -> None:
    page = OrganisationsPage(filled)
    qtbot.addWidget(page)
    page.refresh(None)
    page.show()
    page.table.select_first()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.shown_record() == "o6"


def test_home_tells_ten_lines_and_leads_to_the_rest(shell: Shell, qtbot) -> None:
    with shell.desk.step("Add"):
        rows.put(shell.desk.db, Review(id="v", ref="CI", title="Child I"))
        rows.put_many(
            shell.desk.db,
            [
                Meeting(id=f"m{n}", forum=f"Group {n}", on=date(2019, 8, n), papers_due=date(2019, 7, 25))
                for n in range(1, 13)
            ],
        )  # fmt: skip
    page = HomePage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    assert len(page.links) == 10
    assert page.more.text() == "and 2 more"
    page.more.click()
    assert len(page.links) == 12
    assert page.more.text() == "Only the ten most pressing"
    page.more.click()
    assert len(page.links) == 10


def test_home_shows_how_far_the_next_meetings_papers_are(filled: Shell, qtbot) -> None:
    page = HomePage(filled)
    qtbot.addWidget(page)
    filled.changed.connect(page.refresh)
    page.refresh(None)
    meeting = rows.find(filled.desk.db, Meeting)[0]
    meeting_papers.expect(filled.desk, meeting, "Assurance report")
    assert [chip.accessibleName() for chip in page.findChildren(Chip)] == ["not started"]
