"""A questionnaire on its way out: whom to, the contact check, drafts made, marked as sent, bounced."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from assurance_desk.domain.mailing import DRAFTS, LIST
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.services import home, messages, questionnaires
from assurance_desk.store import rows
from assurance_desk.ui.pages.questionnaires import QuestionnairesPage


@pytest.fixture
def page(qtbot, shell, desk):
    questionnaires.add_questionnaire(
        desk, replace(questionnaires.example(), status="draft", issued_on=None, due_on=date(2019, 3, 15))
    )
    with desk.step("Add organisations"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="5", ref="O05", name="Ludmarsh <b>Homes</b> & Co"),
                Organisation(id="6", ref="O06", name="Tern Valley Housing Group"),
                Organisation(id="7", ref="O07", name="Brindlewick"),
                Service(id="s1", organisation_id="6", ref="a", name="General Needs"),
                Service(id="s2", organisation_id="6", ref="b", name="Supported Housing"),
                Contact(id="c5", organisation_id="5", role="Head of housing", email="head@ludmarsh.example"),
                Contact(
                    id="c5s", organisation_id="5", role="Safeguarding lead", email="dsl@ludmarsh.example"
                ),
                Contact(id="c6", organisation_id="6", role="Chief executive", email="chief@tern.example"),
            ],
        )
    made = QuestionnairesPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1100, 800)
    made.refresh(None)
    made.show()
    made.detail.show_part("organisations")
    return made


def whom(page):
    return page.detail.recipients


def issue(qtbot, page, shell, folder):
    shell.ask_folder = lambda title: folder
    said = []
    shell.said.connect(lambda words, undo: said.append(words))
    page.primary().run()
    qtbot.waitUntil(lambda: not shell.jobs.busy and bool(said), timeout=20_000)
    return said


def rights(page):
    model = whom(page).list.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_drafts_are_made_and_wait_until_they_are_marked_as_sent(qtbot, page, shell, desk, tmp_path):
    assert page.primary().words == "Make 3 e-mail drafts"
    whom(page).options.from_field.set_words("Office <office@mscb.example>")
    whom(page).options.from_field.setModified(True)
    whom(page).options.from_field.committed.emit()
    said = issue(qtbot, page, shell, tmp_path / "out")
    assert "3 drafts made in “out”. Mark as sent when they have left Outlook." in said
    drafts = [
        message_from_bytes(one.read_bytes(), policy=policy.default)
        for one in (tmp_path / "out").glob("*.eml")
    ]
    assert len(drafts) == 3
    assert {one["From"].addresses[0].addr_spec for one in drafts} == {"office@mscb.example"}
    waiting = whom(page).waiting
    assert waiting.words.text().startswith("3 drafts made. Mark them as sent when they have left Outlook")
    assert waiting.sent.text() == "Mark all 3 as sent"
    assert "3 drafts not sent" in page.list.model().index(1).data()
    qtbot.mouseClick(waiting.sent, Qt.MouseButton.LeftButton)
    assert not waiting.isVisible()
    assert sum("sent" in said for said in rights(page)) == 3
    desk.undo()
    assert waiting.isVisible()


def test_drafts_that_were_made_before_are_said_to_be_made_again(qtbot, page, shell, tmp_path):
    issue(qtbot, page, shell, tmp_path / "out")
    qtbot.mouseClick(whom(page).all, Qt.MouseButton.LeftButton)
    again = len([row for row in whom(page).chosen_copies() if row.to.email])
    assert page.primary().words == f"Make {again} e-mail drafts again"


def test_one_row_or_several_are_marked_as_sent_bounced_and_not_sent(qtbot, page, shell, tmp_path):
    issue(qtbot, page, shell, tmp_path / "out")
    view = whom(page)
    view.list.choose(["O05", "O06a"])
    assert view.strip.words.text() == "2 rows chosen"
    qtbot.mouseClick(view.strip.buttons["sent"], Qt.MouseButton.LeftButton)
    assert view.list.chosen() == ["O05", "O06a"]
    view.list.choose(["O05"])
    qtbot.mouseClick(view.strip.buttons["bounced"], Qt.MouseButton.LeftButton)
    assert "bounced" in rights(page)[0]
    assert view.strip.words.text().startswith("Ludmarsh <b>Homes</b> & Co: bounced")
    [line] = rows.find(shell.desk.db, Chaser)  # the return's log says it too
    assert (line.how, line.kind, line.who) == ("message came back", "noted", "Head of housing")
    qtbot.mouseClick(view.strip.buttons["not sent"], Qt.MouseButton.LeftButton)
    assert "drafted" in rights(page)[0]
    view.list.choose(["O07"])
    assert view.strip.buttons["sent"].isVisible()


def test_services_are_ticked_one_by_one_by_mouse_and_keyboard(qtbot, page):
    view = whom(page)
    index = view.list.model().index(1, 0)
    place = view.list.visualRect(index).topLeft()
    place.setX(place.x() + 14)
    place.setY(place.y() + 12)
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.chosen() == ["O05", "O06b", "O07"]
    assert page.detail.segments["organisations"].text() == "3 organisations"
    view.list.choose(["O06a", "O06b"])
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert view.chosen() == ["O05", "O06a", "O06b", "O07"]
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert view.chosen() == ["O05", "O07"]
    qtbot.mouseClick(view.none, Qt.MouseButton.LeftButton)
    assert view.chosen() == []
    assert not page.primary().enabled
    qtbot.mouseClick(view.all, Qt.MouseButton.LeftButton)
    assert len(view.chosen()) == 4


def test_contacts_are_checked_and_confirmed_in_place_and_who_has_none_is_shown(qtbot, page):
    view = whom(page)
    assert view.check_words.text() == "4 copies ticked. Contacts: 0 confirmed, 2 never, 1 has no address."
    qtbot.mouseClick(view.confirm, Qt.MouseButton.LeftButton)
    assert view.check_words.text() == "4 copies ticked. Contacts: 2 confirmed, 1 has no address."
    assert not view.confirm.isVisible()
    qtbot.mouseClick(view.show_without, Qt.MouseButton.LeftButton)
    assert view.list.chosen() == ["O07"]
    gone = []
    page.shell.gone.connect(lambda name, record: gone.append((name, record)))
    qtbot.mouseClick(view.strip.buttons["contacts"], Qt.MouseButton.LeftButton)
    assert gone == [("Organisations", "7")]


def test_the_role_is_chosen_and_who_has_none_in_it_is_named(page, desk):
    view = whom(page)
    view.options.role.set_words("Safeguarding lead")
    view.options.role.committed.emit()
    assert rows.find(desk.db, Questionnaire)[0].recipient_role == "Safeguarding lead"
    assert "dsl@ludmarsh.example" in rights(page)[0]
    assert "no Safeguarding lead: Chief executive, chief@tern.example" in rights(page)[1]


def test_files_with_a_list_are_chosen_and_remembered(page, shell, qtbot):
    view = whom(page)
    view.options.way.set_words("Files with a mailing list")
    view.options.way.committed.emit()
    assert page.primary().words == "Issue to 3 organisations"
    assert not view.options.from_field.isVisible()
    again = QuestionnairesPage(shell)
    qtbot.addWidget(again)
    again.refresh(None)
    assert again.detail.recipients.options.how == LIST
    view.options.way.set_words("E-mail drafts")
    view.options.way.committed.emit()
    assert view.options.how == DRAFTS


def test_a_sender_that_is_no_address_is_refused_beside_the_field_and_kept(page, desk):
    options = whom(page).options
    options.from_field.set_words("office")
    options.from_field.setModified(True)
    options.from_field.committed.emit()
    assert "“office” is not one e-mail address" in options.refusal.text()
    assert options.from_field.words() == "office"
    assert messages.sender(desk) == ""


@pytest.mark.parametrize("size", [100, 200])
def test_it_fits(qtbot, qapp, page, shell, size, tmp_path):
    from assurance_desk.ui import theme

    issue(qtbot, page, shell, tmp_path / "out")
    theme.apply(qapp, text_size=size)
    made = QuestionnairesPage(shell)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.refresh(None)
    made.show()
    made.split.open_detail()
    made.detail.show_part("organisations")
    made.detail.recipients.list.choose(["O05"])
    qapp.processEvents()
    assert made.detail.minimumSizeHint().width() <= 940
    for button in made.detail.recipients.strip.buttons.values():
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
    theme.apply(qapp)


def message(page):
    page.detail.show_part("cover")
    return page.detail.message


def test_the_message_is_written_with_fields_and_read_as_one_recipient_gets_it(qtbot, page, desk):
    panel = message(page)
    field = panel.form.field("covering_text")
    assert field.words().startswith("Dear {contact},")
    field.set_words("To {Organisation} about {service}")
    field.committed.emit()
    assert rows.find(desk.db, Questionnaire)[0].covering_text == "To {Organisation} about {service}"
    assert desk.undoable().label == "Edit the message of HTG-2019"
    panel.who.set_words("O06b Tern Valley Housing Group, Supported Housing")
    panel.who.committed.emit()
    assert panel.text.words() == "To Tern Valley Housing Group about Supported Housing"
    assert panel.subject.text() == "OFFICIAL: Housing training gap analysis: please return by 15 March 2019"
    assert panel.to.text() == "To: Chief executive, chief@tern.example"
    qtbot.mouseClick(panel.copies["text"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "To Tern Valley Housing Group about Supported Housing"
    field.set_words("")
    field.committed.emit()
    assert field.words().startswith("Dear {contact},")


def test_a_field_we_do_not_know_is_told_of_as_it_is_typed_and_never_kept(page, desk):
    panel = message(page)
    field = panel.form.field("covering_text")
    field.setPlainText("For {organsation}")
    assert "Did you mean {organisation}?" in panel.form.refusal("covering_text")
    field.committed.emit()
    assert rows.find(desk.db, Questionnaire)[0].covering_text == ""
    assert field.words() == "For {organsation}"
    field.setPlainText("For {organisation}")
    assert panel.form.refusal("covering_text") == ""
    assert panel.text.words() == "For Ludmarsh <b>Homes</b> & Co"


def test_a_field_is_put_in_where_one_types(page):
    panel = message(page)
    subject = panel.form.field("covering_subject")
    subject.set_words("Ask ")
    subject.setCursorPosition(4)
    subject.textEdited.emit("Ask ")
    panel.insert("{reference}")
    assert subject.words() == "Ask {reference}"
    assert panel.subject.text() == "OFFICIAL: Ask HTG-2019"


def test_a_row_leads_to_its_message(qtbot, page):
    whom(page).list.choose(["O06a"])
    qtbot.mouseClick(whom(page).strip.buttons["message"], Qt.MouseButton.LeftButton)
    assert page.detail.message.isVisible()
    assert page.detail.message.who.words().startswith("O06a ")
    assert "General Needs" in page.detail.message.text.words()


def test_the_cover_shows_our_words_until_others_are_written(qtbot, page, shell, desk, tmp_path):
    page.detail.show_part("cover")
    field = page.detail.form.field("sign_off_role")
    assert field.words() == "a director or the senior lead for safeguarding"
    field.set_words("the chief executive")
    field.committed.emit()
    assert rows.find(desk.db, Questionnaire)[0].sign_off_role == "the chief executive"
    assert "approved by the chief executive" in page.detail.message.text.words()
    issue(qtbot, page, shell, tmp_path / "out")
    assert "section 14B" in rows.find(desk.db, Questionnaire)[0].legal_basis
    page.detail.show_part("cover")
    assert page.detail.message.form.isEnabled()


def test_a_day_that_was_not_today_can_be_given_and_one_to_come_is_refused(qtbot, page, shell, desk, tmp_path):
    issue(qtbot, page, shell, tmp_path / "out")
    strip = whom(page).strip
    whom(page).list.choose(["O05"])
    strip.on.set_words("1 January 2099")
    qtbot.mouseClick(strip.buttons["sent"], Qt.MouseButton.LeftButton)
    assert "“1 January 2099” is still to come" in strip.refusal.text()
    assert strip.on.words() == "1 January 2099"
    strip.on.set_words("5/2/2019")
    qtbot.mouseClick(strip.buttons["sent"], Qt.MouseButton.LeftButton)
    assert "cannot have left before" in strip.refusal.text()
    with desk.step("As if it had been made earlier"):
        made = [one for one in rows.find(desk.db, Return) if one.ref == "O05"]
        rows.put_many(desk.db, [replace(one, drafted_on=date(2019, 2, 4)) for one in made])
    qtbot.mouseClick(strip.buttons["sent"], Qt.MouseButton.LeftButton)
    assert "sent 5 Feb 2019" in rights(page)[0]
    assert strip.on.words() == ""


def test_a_due_date_that_has_passed_is_told_of(page, desk):
    assert whom(page).options.late.isVisible() == (desk.clock.today() > date(2019, 3, 15))


def test_home_leads_to_the_drafts_that_wait(qtbot, page, shell, desk, tmp_path):
    issue(qtbot, page, shell, tmp_path / "out")
    page.detail.show_part("cover")
    need = next(one for one in home.needs(desk) if one.page == page.NAME)
    page.show_record(need.record_id)
    assert whom(page).waiting.isVisible()
    assert page.shown_record() == rows.find(desk.db, Questionnaire)[0].id


def test_a_newer_version_goes_out_and_closes_the_older_in_one_step(qtbot, page, shell, desk, tmp_path):
    whom(page).options.way.set_words("Files with a mailing list")
    whom(page).options.way.committed.emit()
    options = whom(page).options
    assert not options.close_older.isVisible()
    issue(qtbot, page, shell, tmp_path / "first")
    older = page.detail.shown
    page.detail.new_version.click()
    assert page.detail.shown.version == "1.1"
    page.detail.show_part("organisations")
    assert options.close_older.text() == "Close version 1.0 in the same step"
    assert not options.close_older.isChecked()  # something of it is still expected
    assert "Version 1.0 is live: 4 of its returns are still to come." in options.stays.text()
    options.close_older.click()
    issue(qtbot, page, shell, tmp_path / "second")
    assert desk.undoable().label == "Issue HTG-2019 to 3 organisations and close version 1.0"
    assert rows.get(desk.db, Questionnaire, older.id).status == "closed"
    assert page.header_fact() == "version 1.1: 0 of 4 returns came"
    assert not page.detail.other.isVisible()
    desk.undo()
    assert rows.get(desk.db, Questionnaire, older.id).status == "live"
    assert page.detail.shown.status == "draft"


def test_two_live_versions_are_told_of_and_the_older_is_closed_from_either(qtbot, page, desk):
    older = page.detail.shown
    questionnaires.set_status(desk, older.id, "live")
    newer = questionnaires.make_version(desk, older.id, "1.1")
    questionnaires.set_status(desk, newer.id, "live")
    for shown, beside in ((older, "1.1"), (newer, "1.0")):
        page.show_record(shown.id)
        assert page.detail._other_words.text() == (
            f"Live beside it: version {beside} (nobody was asked with it)."
        )
        assert page.detail.close_older.text() == "Close version 1.0"
    page.detail.close_older.click()
    assert rows.get(desk.db, Questionnaire, older.id).status == "closed"
    assert not page.detail.other.isVisible()
    page.show_record(older.id)
    again = next(one for one in page.commands() if one.words.endswith("and close version 1.1"))
    again.run()
    assert rows.get(desk.db, Questionnaire, older.id).status == "live"
    assert rows.get(desk.db, Questionnaire, newer.id).status == "closed"
    assert desk.undoable().label == "Make HTG-2019 1.0 live and close version 1.1"


def test_a_questionnaire_without_a_day_to_come_back_by_goes_out_only_when_that_is_meant(page, tmp_path):
    questionnaires.edit_questionnaire(page.shell.desk, page.detail.shown.id, due_on=None)
    asked = []
    page.shell.ask_folder = lambda _title: tmp_path / "out"
    page.shell.sure = lambda question, yes, more="": asked.append((question, yes)) and False
    page.issue()
    assert asked == [("Issue it without a day by which it is to come back?", "Issue it without a day")]
    assert not (tmp_path / "out").exists()
