"""The Questionnaires page: read, change a draft's words, issue, make a version."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage, QRegion
from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, QuestionMap, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services import carry_forward, questionnaire_versions, questionnaires
from assurance_desk.services import questionnaire_design as design
from assurance_desk.store import rows
from assurance_desk.ui.pages.questionnaires import QuestionnairesPage
from assurance_desk.ui.pages.questionnaires_preview import AnswerPreview
from tests.designs import edit_question


@pytest.fixture
def htg(desk):
    return questionnaires.add_questionnaire(
        desk, replace(questionnaires.example(), status=DRAFT, issued_on=None)
    )


@pytest.fixture
def asked(desk):
    with desk.step("Add organisations"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="b", ref="B", name="Merrowshire Board", kind="safeguarding body"),
                Organisation(id="5", ref="O05", name="Ludmarsh <b>Homes</b> & Co", kind="ALMO"),
                Organisation(
                    id="6",
                    ref="O06",
                    name="Tern Valley Housing Group and Almshouses of All the Districts of Merrowshire",
                    kind="registered provider",
                ),
                Service(id="s1", organisation_id="6", ref="a", name="General Needs"),
            ],
        )


@pytest.fixture
def page(qtbot, shell):
    made = QuestionnairesPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1100, 700)
    made.refresh(None)
    made.show()
    return made


def test_nothing_yet_offers_to_begin_or_start_from_the_library_which_becomes_a_draft(page, desk):
    assert page.nothing.isVisible()
    assert page.primary() is None
    offered = [one.text() for one in page.nothing.findChildren(QPushButton)]
    assert offered[:2] == ["Begin a new questionnaire", "Start from: Section 11 self-assessment"]
    start = next(one for one in page.nothing.findChildren(QPushButton) if "case audit" in one.text())
    start.click()
    assert not page.nothing.isVisible()
    [row] = questionnaires.table(desk)
    assert (row.ref, row.status) == ("CASE-AUDIT", DRAFT)
    assert page.designer.shown.id == row.id
    page.go_back()
    assert page.detail.shown.id == row.id


def test_questions_are_shown_as_the_respondent_meets_them(htg, page):
    assert set(page.detail.sections.rows) == {question.ref for question in htg.questions()}
    cells = {preview.accessibleName() for preview in page.findChildren(AnswerPreview)}
    assert (
        "Graded scale, with evidence. Cells: Choose one, Comment, Evidence held, Planned improvement" in cells
    )
    assert any(name.startswith("Table with our rows. Cells: Employed or contracted") for name in cells)


def test_a_question_or_section_of_a_draft_leads_to_its_words_in_the_designer(qtbot, htg, page):
    qtbot.mouseClick(page.detail.sections.rows["B3"].change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.designer.question.fields.field("text").hasFocus())
    assert page.designer.chosen == ("question", "B3")
    page.designer.leave()
    qtbot.mouseClick(page.detail.sections.heads["B"].change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.designer.section.fields.field("title").hasFocus())
    assert page.designer.chosen == ("section", "B")


def test_words_changed_elsewhere_are_read_here(htg, page, desk):
    row = page.detail.sections.rows["B3"]
    edit_question(desk, htg.id, "B3", text="Is there <i>guidance</i>?")
    assert row._words.text() == "Is there <i>guidance</i>?"
    desk.undo()
    assert row._words.text() == next(one for one in htg.questions() if one.ref == "B3").text


def test_what_was_half_typed_before_a_crash_is_told_of_and_found(qtbot, htg, page, shell, desk):
    page.design()
    page.designer.choose("question:B3")
    field = page.designer.question.fields.field("text")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "half typed")
    page.designer.question.keep_drafts()
    again = QuestionnairesPage(shell)
    qtbot.addWidget(again)
    again.refresh(None)
    assert "half typed when the program last ended is kept" in again.detail._draft_words.text()


def test_with_last_rounds_answers_those_asked_then_are_ticked_and_ticks_by_hand_stay(htg, asked, page, desk):
    with desk.step("A round before"):
        rows.put(desk.db, replace(htg, id="before", ref="HTG-2018", status=LIVE, issued_on=date(2018, 2, 5)))
        rows.put(
            desk.db,
            Return(
                id="r",
                questionnaire_id="before",
                organisation_id="5",
                ref="O05",
                name="Ludmarsh",
                code="AAAA-AAAA",
            ),
        )
    who = page.detail.recipients
    assert who.chosen() == ["O05", "O06a"]
    carry_forward.choose(desk, htg.id, "before")
    assert who.chosen() == ["O05"]
    page.detail.segments["organisations"].click()
    who.list.set_ticked(["O06a"], on=True)
    who.list.set_ticked(["O05"], on=False)
    carry_forward.choose(desk, htg.id, None)
    assert who.chosen() == ["O06a"]


def test_the_button_counts_who_is_ticked_and_names_are_plain_text(htg, asked, page):
    assert page.primary().words == "Issue to 2 organisations"
    page.detail.segments["organisations"].click()
    who = page.detail.recipients.list
    spoken = [who.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(2)]
    assert spoken[0].startswith("O05. Ludmarsh <b>Homes</b> & Co. no contact with an address")
    assert spoken[0].endswith("ticked")
    who.set_ticked(["O06a"], on=False)
    assert page.primary().words == "Issue to 1 organisation"
    assert page.detail.segments["organisations"].text() == "1 organisation"
    who.set_ticked(["O05"], on=False)
    assert not page.primary().enabled


def test_issuing_writes_the_files_and_the_page_says_where_they_stand(
    qtbot, htg, asked, page, shell, desk, tmp_path
):
    out = tmp_path / "out"
    shell.ask_folder = lambda title: out
    said = []
    shell.said.connect(lambda words, undo: said.append(words))
    page.primary().run()
    qtbot.waitUntil(lambda: not shell.jobs.busy and bool(said), timeout=20_000)
    assert sorted(file.name.split()[1] for file in out.glob("*.xlsx")) == ["O05", "O06a", "mailing"]
    assert [file.suffix for file in out.iterdir()].count(".ics") == 1
    assert len(list(out.iterdir())) == 4
    assert "2 files are in “out”" in said
    assert page.detail.shown.status == LIVE
    assert page.primary().words == "Issue again to 2 organisations"
    shell.sure = lambda question, yes, more="": False
    page.primary().run()
    assert not shell.jobs.busy
    desk.undo()
    assert page.detail.shown.status == DRAFT


def test_a_live_one_cannot_be_changed_but_offers_a_version(qtbot, htg, page, desk):
    questionnaires.set_status(desk, htg.id, LIVE)
    assert page.detail.sections.rows["B3"].change is None
    assert page.detail.new_version.text().strip() == "Make version 1.1 to change it"
    qtbot.mouseClick(page.detail.new_version, Qt.MouseButton.LeftButton)
    assert (page.detail.shown.version, page.detail.shown.status) == ("1.1", DRAFT)
    assert page.detail.sections.rows["B3"].change is not None


def test_closing_is_a_command_and_takes_the_button_away(htg, page, desk):
    questionnaires.set_status(desk, htg.id, LIVE)
    next(one for one in page.commands() if one.words.startswith("Close HTG-2019")).run()
    assert page.detail.shown.status == CLOSED
    assert page.primary() is None


def test_the_cover_of_a_draft_is_edited_in_its_form(qtbot, htg, page, desk):
    page.detail.show_part("cover")
    field = page.detail.form.field("due_on")
    field.set_words("22 March 2019")
    field.committed.emit()
    assert page.detail.shown.due_on == date(2019, 3, 22)


def test_saved_as_a_file_and_brought_into_another_workbook(htg, page, shell, desk, tmp_path):
    path = tmp_path / "htg.json"
    shell.ask_save = lambda title, suggested, kinds: path
    page.files.save_file(htg)
    shell.ask_file = lambda title, kinds: path
    refused = []
    shell.refused.connect(refused.append)
    page.files.bring_in()
    assert refused == [
        "There is a HTG-2019 version 1.0 already; nothing was changed. Give it another version."
    ]
    with desk.step("Remove"):
        rows.remove(desk.db, htg)
    page.files.bring_in()
    assert replace(page.detail.shown, id="") == replace(htg, id="")
    path.write_bytes(b"\xff\xfe\x00")
    page.files.bring_in()
    assert "cannot be read as a questionnaire" in refused[-1]


def test_saved_to_draft_in_and_brought_back_as_a_new_version(qtbot, htg, page, shell, desk, tmp_path):
    path = tmp_path / "draft.xlsx"
    shell.ask_save = lambda title, suggested, kinds: path
    next(one for one in page.commands() if one.words.endswith("in Excel, to draft in")).run()
    qtbot.waitUntil(lambda: not shell.jobs.busy, timeout=20000)
    book = openpyxl.load_workbook(path)
    book["Questions"]["C2"] = "What are you called?"
    book["Questions"]["E3"] = "Dropdown"
    book.save(path)
    shell.ask_file = lambda title, kinds: path
    asked = []
    shell.sure = lambda question, yes, more="": asked.append((question, yes, more)) or True
    page.files.bring_in()
    qtbot.waitUntil(lambda: not shell.jobs.busy, timeout=20000)
    qtbot.waitUntil(lambda: page.detail.shown.version == "1.1", timeout=5000)
    question, yes, more = asked[0]
    assert question == "1 cell was not taken as it stands. Bring in the rest?"
    assert yes == "Bring in 7 sections, 41 questions"
    assert more.startswith("Questions, E3: “Dropdown” – no kind of answer we know")
    assert page.detail.shown.status == DRAFT
    assert page.detail.shown.questions()[0].text == "What are you called?"
    maps = rows.find(desk.db, QuestionMap, from_version="1.0", to_version="1.1")
    assert {(one.from_question, one.to_question) for one in maps} == {(q.ref, q.ref) for q in htg.questions()}
    desk.undo()
    assert [one.version for one in rows.find(desk.db, Questionnaire)] == ["1.0"]


def test_a_file_that_is_no_draft_is_refused_in_a_sentence(qtbot, htg, page, shell, desk, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")
    shell.ask_file = lambda title, kinds: path
    refused = []
    shell.refused.connect(refused.append)
    page.files.bring_in()
    qtbot.waitUntil(lambda: bool(refused), timeout=20000)
    assert refused[0].startswith("“letter.xlsx” ")
    assert "nothing was brought in" in refused[0]


def test_it_fits_at_twice_the_text(qtbot, qapp, htg, asked, shell):
    from assurance_desk.ui import theme

    theme.apply(qapp, text_size=200)
    made = QuestionnairesPage(shell)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.refresh(None)
    made.show()
    made.split.open_detail()
    for part in made.detail.parts:
        made.detail.show_part(part)
        qapp.processEvents()
        assert made.detail.minimumSizeHint().width() <= 940
    theme.apply(qapp)


def test_only_the_question_pointed_at_or_gone_to_offers_to_change_it(qtbot, htg, page, qapp):
    rows_ = page.detail.sections.rows
    told = [ref for ref, row in rows_.items() if row.change.told]
    assert told == []
    here = QPointF(4, 4)
    qapp.sendEvent(rows_["B3"], QEnterEvent(here, here, here))
    rows_["B3"].setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as the window system does with the event
    rows_["B2"].change.setFocus(Qt.FocusReason.TabFocusReason)
    assert [ref for ref, row in rows_.items() if row.change.told] == ["B2", "B3"]
    assert ink(rows_["B3"].change) > 0
    assert ink(rows_["B4"].change) == 0


def ink(widget):
    """How many pixels of a widget are drawn."""
    picture = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return sum(
        picture.pixelColor(x, y).alpha() > 0 for x in range(picture.width()) for y in range(picture.height())
    )


def test_where_older_answers_lead_is_seen_suggested_and_put_right_in_place(qtbot, htg, page, desk):
    page.detail.segments["versions"].click()
    assert "No older version leads here" in page.detail.versions.counts.text()
    questionnaires.set_status(desk, htg.id, LIVE)
    page.detail.new_version.click()
    newer = page.detail.shown
    old = next(one for one in newer.questions() if one.ref == "B3")
    design.rename_question(desk, newer.id, "B2", "B20")
    design.remove_question(desk, newer.id, "B3")
    design.add_copies(desk, newer.id, "B", [replace(old, text=old.text + " Always.")])
    view = page.detail.versions
    assert view.counts.text() == "39 questions as they were, 1 changed, 1 gone, 1 new."
    assert view.fields["B3"].words() == "nowhere: it is gone"
    assert view.fields["B2"].words().startswith("B20  ")
    lead = next(one for one in view.findChildren(QPushButton) if "asks nearly the same" in one.text())
    lead.click()
    assert view.fields["B3"].words().startswith("B21  ")
    assert desk.undoable().label == "Lead B3 of version 1.0 to B21"
    refused = []
    page.shell.refused.connect(refused.append)
    field = view.fields["B4"]
    field.set_words(view.fields["B3"].words())
    field.committed.emit()
    assert "leads to B21 already" in refused[0]
    assert view.fields["B4"].words().startswith("B4  ")


def test_another_is_begun_like_one_there_is_under_a_reference_of_its_own(htg, page, desk):
    menu = page.another.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == "Begin a new questionnaire like HTG-2019").trigger()
    assert page.designer.shown.ref == "HTG-2019-2"
    assert page.designer.shown.sections == htg.sections
    assert page.detail.versions.isHidden() or page.detail.versions.counts.text() == ""
    assert questionnaire_versions.versions_before(desk, page.designer.shown) == []


def test_a_question_is_read_with_its_condition_and_what_its_answers_mean(htg, page, desk):
    meaning = ("All", "Most", "Some", "None", "")
    edit_question(desk, htg.id, "B3", descriptors=meaning, shown_if="B1", shown_when=("No",))
    hint = page.detail.sections.rows["B3"]._hint.text()
    assert "Only if B1 is “No”" in hint
    assert "Fully met: All" in hint
