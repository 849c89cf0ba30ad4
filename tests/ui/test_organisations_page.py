"""Organisations as the officer meets them: parts below the whole, contacts, and what became of a council."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, Action
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import organisations, register
from assurance_desk.services.organisation_changes import MERGER, SPLIT, SUCCESSION
from assurance_desk.store import rows, tables
from assurance_desk.ui import theme as th
from assurance_desk.ui.dialogs.organisation_change import END, ChangeDialog
from assurance_desk.ui.pages.organisations_page import ALL, ARCHIVED, FORMER, NOW, OrganisationsPage
from assurance_desk.ui.pages.questionnaires_recipients import RecipientsView
from assurance_desk.ui.shell import Shell

LARKFORD = Organisation(id="l", ref="O01", name="Larkford Borough Council", short_name="Larkford BC")
TALLIS = Organisation(id="t", ref="O02", name="Tallis Vale District Council", short_name="Tallis Vale DC")
COUNTY = Organisation(id="c", ref="MCC", name="Merrowshire County Council")
HOUSING = Organisation(id="h", ref="O04", name="County Housing Support", parent_id="c")


@pytest.fixture
def page(shell: Shell, qtbot) -> OrganisationsPage:
    shell.desk.clock = Clock(date(2023, 6, 12))
    with shell.desk.step("Add a register"):
        rows.put_many(
            shell.desk.db,
            [
                LARKFORD, TALLIS, COUNTY, HOUSING,
                Service(id="s", organisation_id="l", ref="a", name="Housing"),
                Contact(id="k1", organisation_id="l", role="Head of housing", email="head@larkford.example"),
                Contact(id="k2", organisation_id="l", role="Safeguarding lead", service_id="s"),
                Review(id="v", ref="CI", title="Child I"),
                Action(id="a1", review_id="v", ref="R3.1", text="Letters", lead_organisation_id="l"),
                Action(id="a2", review_id="v", ref="R3.2", text="Training", lead_organisation_id="l"),
                Action(id="a3", review_id="v", ref="R3.3", text="Done", lead_organisation_id="l", delivery=BLUE),
                Questionnaire(id="q", ref="HTG", title="Q", version="1.0", status=LIVE, sections=()),
                Return(id="r", questionnaire_id="q", organisation_id="l", ref="O01", name="Larkford BC", code="AB"),
            ],
        )  # fmt: skip
    made = OrganisationsPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.refresh(None)
    made.resize(1180, 660)
    made.show()
    made.show_record("l")
    return made


@pytest.fixture
def dialog(page: OrganisationsPage, qtbot) -> ChangeDialog:
    made = ChangeDialog(page.shell, LARKFORD)
    qtbot.addWidget(made)
    made.show()
    return made


def listed(page: OrganisationsPage) -> list[str]:
    proxy = page.table.proxy
    return [str(proxy.index(row, 1).data()) for row in range(proxy.rowCount())]


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was added to a visible page is shown then
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(widget: QWidget, said: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == said and one.isVisible()).click()


def leads(page: OrganisationsPage) -> dict[str, str]:
    return {row.action.ref: row.organisation for row in register.all_actions(page.shell.desk)}


def test_parts_stand_indented_below_the_whole(page: OrganisationsPage) -> None:
    assert listed(page) == [
        "Merrowshire County Council",
        "\u2003County Housing Support",
        "Larkford Borough Council",
        "Tallis Vale District Council",
    ]
    assert page.detail.form.field("parent_id").words() == ""
    page.detail.form.field("parent_id").set_words("O04")
    assert page.detail.form.commit("parent_id")
    assert listed(page)[2] == "\u2003\u2003Larkford Borough Council"
    page.show_record("c")
    page.detail.form.field("parent_id").set_words("Larkford BC")
    assert not page.detail.form.commit("parent_id")
    assert "a part of Merrowshire County Council already" in page.detail.form.refusal("parent_id")


def test_a_council_is_split_and_its_open_actions_shared_out(page: OrganisationsPage, dialog, qtbot) -> None:
    before = {kind: rows.find(page.shell.desk.db, kind) for kind in tables.records()}
    dialog.choose(SPLIT)
    dialog.day.setText("1 April 2023")
    first, second = dialog.successors
    first.name.setText("North Larkford Council")
    first.short.setText("North Larkford")
    second.name.setText("South Larkford Council")
    assert "2 open actions" in words(dialog)
    assert "1 finished action stays with Larkford BC" in words(dialog)
    assert "Open returns stay with Larkford BC, which was asked: O01." in words(dialog)
    box = dialog.shares.boxes["actions"]["a2"]
    assert [box.itemText(at) for at in range(box.count())] == ["North Larkford", "South Larkford Council"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    dialog.shares.boxes["contacts"]["k2"].setCurrentIndex(2)  # stays behind
    assert dialog.record.text() == "Split Larkford BC into North Larkford and South Larkford Council"
    with qtbot.waitSignal(dialog.recorded):
        dialog.record.click()
    assert leads(page) == {"R3.1": "North Larkford", "R3.2": "South Larkford Council", "R3.3": "Larkford BC"}
    north = next(one for one in organisations.offered(page.shell.desk) if one.short_name == "North Larkford")
    assert [one.role for one in rows.find(page.shell.desk.db, Contact, organisation_id=north.id)] == [
        "Head of housing"
    ]
    said = "Was split into North Larkford Council and South Larkford Council on 1 April 2023."
    assert said in words(page.detail.fate)
    assert page.shown_record() == "l"
    with qtbot.waitSignal(page.shell.gone) as gone:
        press(page.detail.fate, "North Larkford Council")
    assert gone.args == ["Organisations", north.id]
    page.show_record(north.id)
    assert "Took over from Larkford Borough Council on 1 April 2023." in words(page.detail.fate)
    page.shell.desk.undo()
    assert {kind: rows.find(page.shell.desk.db, kind) for kind in tables.records()} == before


def test_former_ones_stand_behind_the_filter(page: OrganisationsPage, dialog) -> None:
    dialog.day.setText("1 April 2021")
    dialog.successors[0].name.setText("O02")
    assert dialog.record.text() == "Merge Larkford BC into Tallis Vale DC"
    dialog.shares.ticks["k2"].setChecked(False)
    dialog.record.click()
    assert leads(page)["R3.1"] == "Tallis Vale DC"
    assert [one.role for one in rows.find(page.shell.desk.db, Contact, organisation_id="t")] == [
        "Head of housing"
    ]
    assert "Became part of Tallis Vale District Council on 1 April 2021." in words(page.detail.fate)
    assert page.header_fact() == "3 organisations, 1 former"
    press(page.detail.fate, "Take this back")
    assert leads(page)["R3.1"] == "Larkford BC"
    page.shell.desk.undo()
    page.which.setCurrentIndex(FORMER)
    assert listed(page) == ["Larkford Borough Council"]
    page.show_record("t")
    assert page.which.currentIndex() == ALL
    assert page.go_back()
    assert page.which.currentIndex() == NOW
    assert "Larkford Borough Council" not in listed(page)
    page.shell.desk.undo()
    assert "Larkford Borough Council" in listed(page)


def test_two_join_in_a_new_one_and_one_takes_anothers_place(page: OrganisationsPage, dialog, qtbot) -> None:
    dialog.others.setText("Tallis Vale DC; nobody")
    dialog.day.setText("1 April 2021")
    dialog.successors[0].name.setText("Vale of Larkford Council")
    dialog.record.click()
    assert "“nobody”" in dialog.refusal.text()
    dialog.others.setText("Tallis Vale DC")
    assert "Tallis Vale DC is kept as a former organisation" in words(dialog)
    dialog.record.click()
    assert leads(page)["R3.1"] == "Vale of Larkford Council"
    assert page.header_fact() == "3 organisations, 2 former"
    page.shell.desk.undo()
    again = ChangeDialog(page.shell, LARKFORD)
    qtbot.addWidget(again)
    again.choose(SUCCESSION)
    again.day.setText("1 April 2021")
    again.successors[0].name.setText("Larkford City Council")
    again.record.click()
    assert leads(page)["R3.2"] == "Larkford City Council"
    page.shell.desk.undo()
    assert leads(page)["R3.2"] == "Larkford BC"


def test_what_cannot_be_is_said_in_the_dialog_and_what_was_typed_stays(page, dialog, qtbot) -> None:
    dialog.choose(MERGER)
    dialog.successors[0].name.setText("Larkford BC")
    dialog.record.click()
    assert "Type the day from which it holds" in dialog.refusal.text()
    dialog.day.setText("1 April 2023")
    dialog.record.click()
    assert "cannot become itself" in dialog.refusal.text()
    dialog.day.setText("1 April 2030")
    dialog.record.click()
    assert "still to come" in dialog.refusal.text()
    assert dialog.isVisible()
    dialog.choose(SPLIT)
    qtbot.keyClicks(dialog.successors[1].name, "South")
    dialog.reject()
    again = ChangeDialog(page.shell, LARKFORD)
    qtbot.addWidget(again)
    again.choose(SPLIT)
    assert again.successors[1].name.text() == "South"


def test_a_split_is_recorded_by_keyboard_alone(page, dialog, qtbot) -> None:
    dialog.choose(SPLIT)
    dialog.activateWindow()
    dialog.day.setFocus()
    for typed in ("1 April 2023", "North Larkford", "", "South Larkford"):
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert [one.name.text() for one in dialog.successors] == ["North Larkford", "South Larkford"]
    dialog.record.setFocus()
    qtbot.keyClick(dialog.record, Qt.Key.Key_Space)
    assert leads(page)["R3.1"] == "North Larkford"


def test_one_that_only_ends_keeps_what_it_leads_and_can_be_there_again(page, dialog) -> None:
    dialog.choose(END)
    assert "Open actions stay with Larkford BC until you choose another lead: R3.1, R3.2." in words(dialog)
    dialog.day.setText("1 May 2023")
    assert dialog.record.text() == "End Larkford BC"
    dialog.record.click()
    assert "Ended on 1 May 2023." in words(page.detail.fate)
    assert "2 open actions are still led by it." in words(page.detail.fate)
    press(page.detail.fate, "It is there after all")
    assert not page.detail.fate.isVisible()
    page.shell.desk.undo()
    assert "Ended on 1 May 2023." in words(page.detail.fate)


def test_contacts_are_confirmed_together_and_leave(page: OrganisationsPage) -> None:
    part = page.detail.contacts
    assert part.stale.text() == "Not confirmed for over six months: Head of housing, Safeguarding lead"
    part.confirm.click()
    assert part.stale.text() == "All confirmed, on 12 June 2023 or since"
    part.table.select("k1")
    press(part, "Head of housing has left")
    assert [row.id for row in part.model.rows()] == ["k2"]
    gone = page.detail.former_contacts
    assert [row.id for row in gone.model.rows()] == ["k1"]
    gone.day.setText("1 May 2023")
    assert gone.said.text() == "1 May 2023: Head of housing, Safeguarding lead"
    gone.day.setText("12 June 2023")
    assert gone.said.text() == "12 June 2023: Safeguarding lead"
    gone.table.select("k1")
    press(gone, "Head of housing is there after all")
    assert [row.id for row in part.model.rows()] == ["k1", "k2"]


def test_a_contact_speaks_for_a_service_or_all_of_it(page: OrganisationsPage) -> None:
    part = page.detail.contacts
    part.table.select("k1")
    assert part.service.words() == "all of it"
    part.service.setCurrentText("Housing")
    part.service.committed.emit()
    assert rows.get(page.shell.desk.db, Contact, "k1").service_id == "s"
    part.form.field("since").set_words("1 May 2022")
    assert part.form.commit("since")
    assert rows.get(page.shell.desk.db, Contact, "k1").since == date(2022, 5, 1)


def test_nothing_is_chosen_yet_of_another_organisation(page: OrganisationsPage) -> None:
    page.detail.contacts.table.select("k1")
    assert page.detail.contacts.more.isVisible()
    with page.shell.desk.step("A contact of Tallis Vale"):
        rows.put(page.shell.desk.db, Contact(id="k9", organisation_id="t", role="Clerk"))
    page.show_record("t")
    assert page.detail.contacts.table.current() == ""
    assert not page.detail.contacts.more.isVisible()


def test_a_service_moves_with_those_who_speak_for_it(page: OrganisationsPage, qtbot) -> None:
    part = page.detail.services
    part.table.select("s")
    (field,) = part._fields
    field.setText("nowhere")
    with qtbot.waitSignal(page.shell.refused) as refused:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "No organisation is called “nowhere”" in refused.args[0]
    field.setText("Tallis Vale DC")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert rows.get(page.shell.desk.db, Service, "s").organisation_id == "t"
    assert rows.get(page.shell.desk.db, Contact, "k2").organisation_id == "t"
    page.shell.desk.undo()
    assert rows.get(page.shell.desk.db, Contact, "k2").organisation_id == "l"


def test_what_others_refer_to_is_archived_and_brought_back(page: OrganisationsPage, qtbot) -> None:
    with qtbot.waitSignal(page.shell.refused) as refused:
        page.detail.remove.click()
    assert "Archive it instead" in refused.args[0]
    page.detail.archive.click()
    page.which.setCurrentIndex(ARCHIVED)
    assert listed(page) == ["Larkford Borough Council"]
    press(page.detail.fate, "Bring it back from the archive")
    page.which.setCurrentIndex(NOW)
    assert "Larkford Borough Council" in listed(page)
    page.show_record("h")
    page.detail.remove.click()
    assert rows.one(page.shell.desk.db, Organisation, id="h") is None


def test_its_actions_and_returns_lead_to_their_pages(page: OrganisationsPage, qtbot) -> None:
    led = page.detail.led
    assert [row.action.ref for row in led.model.rows()] == ["R3.1", "R3.2", "R3.3"]
    led.table.select("a2")
    with qtbot.waitSignal(page.shell.gone) as gone:
        press(led, "Open R3.2")
    assert gone.args == ["Actions", "a2"]
    asked = page.detail.asked
    asked.table.select("r")
    with qtbot.waitSignal(page.shell.gone) as gone:
        qtbot.keyClick(asked.table, Qt.Key.Key_Return)
    assert gone.args == ["Returns", "r"]


def test_a_former_one_is_not_offered_as_lead(page: OrganisationsPage, dialog) -> None:
    dialog.day.setText("1 April 2021")
    dialog.successors[0].name.setText("O02")
    dialog.record.click()
    page.show_record("c")
    completer = page.detail.form.field("parent_id").completer()
    names = [completer.model().index(at, 0).data() for at in range(completer.model().rowCount())]
    assert "Tallis Vale District Council" in names
    assert "Larkford Borough Council" not in names


def test_who_is_written_to_stands_beside_who_is_asked(page: OrganisationsPage, dialog, qtbot) -> None:
    asked = rows.get(page.shell.desk.db, Questionnaire, "q")
    view = RecipientsView(page.shell)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    view.show_recipients(asked)
    assert "Head of housing, head@larkford.example" in told(view)
    assert "O01a" in view.chosen()
    page.detail.contacts.table.select("k1")
    press(page.detail.contacts, "Head of housing has left")
    view.show_recipients(asked)
    assert "head@larkford.example" not in told(view)
    dialog.day.setText("1 April 2021")
    dialog.successors[0].name.setText("O02")
    dialog.record.click()
    view.show_recipients(asked)
    assert "became part of Tallis Vale District Council on 1 April 2021" in told(view)
    view.list.set_ticked(["O01a"], on=True)
    assert "O01a" not in view.chosen()


def told(view: RecipientsView) -> str:
    model = view.list.model()
    return "\n".join(str(model.index(at, 0).data()) for at in range(model.rowCount()))


@pytest.mark.parametrize("size", [100, 200])
def test_no_words_of_the_dialog_are_clipped(page: OrganisationsPage, qapp, qtbot, size: int) -> None:
    th.apply(qapp, text_size=size)
    made = ChangeDialog(page.shell, LARKFORD)
    qtbot.addWidget(made)
    made.choose(SPLIT)
    made.resize(min(made.width(), 1326), 700)
    made.show()
    qtbot.wait(20)
    assert made.minimumSizeHint().width() <= 1326
    for widget in (*made.findChildren(QPushButton), *made.findChildren(QLabel)):
        if widget.isVisible() and not (isinstance(widget, QLabel) and widget.wordWrap()):
            assert widget.width() >= widget.sizeHint().width(), widget.text()
