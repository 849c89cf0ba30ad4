"""Designing a draft: outline, panel and the sheet its respondent opens, all of it by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPushButton, QWidget

from assurance_desk.domain.questionnaire import DRAFT, LIVE, Column, Row
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import drafts, questionnaires
from assurance_desk.services import questionnaire_design as design
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.pages.designer_outline import QUESTION, SECTION, WHOLE, row_of
from assurance_desk.ui.pages.questionnaires import QuestionnairesPage
from tests.designs import edit_question
from tests.ui.test_nothing_clips import cut_off


@pytest.fixture
def page(qtbot, shell):
    made = QuestionnairesPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 640)
    made.refresh(None)
    made.show()
    return made


@pytest.fixture
def htg(desk, page):
    made = questionnaires.add_questionnaire(
        desk, replace(questionnaires.example(), status=DRAFT, issued_on=None)
    )
    page.show_record(made.id)
    page.design()
    return made


@pytest.fixture
def designer(page, htg):
    return page.designer


def choose(designer, ref):
    designer.choose(row_of(QUESTION, ref))
    return designer.question


def type_into(qtbot, field, words):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def question(designer, ref):
    return design.question_of(designer.shown, ref)


def refs(designer):
    return [one.ref for one in designer.shown.questions()]


def sheet_words(designer):
    view = designer.sheets.view
    return [
        piece.words or piece.takes
        for line in view.picture.lines
        for piece in line.pieces
        if piece.words or piece.takes
    ]


def test_a_questionnaire_is_begun_from_nothing_and_worded_by_keyboard(qtbot, page, desk):
    page.beginning.from_nothing()
    designer = page.designer
    assert designer.isVisible()
    title = designer.whole.fields.field("title")
    assert title.hasFocus()
    qtbot.keyClicks(title, "Private fostering")
    title.committed.emit()
    assert designer.shown.title == "Private fostering"
    assert desk.undoable().label == "Edit questionnaire Q1-2019"
    assert designer.state.text() == "1 thing to put right"
    words = choose(designer, "A1").fields.field("text")
    type_into(qtbot, words, "Do you ask who lives in the home?")
    assert designer.shown.questions()[0].text == ""
    assert "Do you ask who lives in the home?" in sheet_words(designer)  # before it is kept
    designer.outline.list.setFocus()
    assert designer.shown.questions()[0].text == "Do you ask who lives in the home?"
    assert designer.state.text() == "Ready to issue"


def test_what_is_wrong_stands_in_the_outline_and_leads_there(qtbot, designer):
    type_into(qtbot, choose(designer, "B3").fields.field("text"), " ")
    designer.keep_all()
    assert "B3 has no words." in designer.outline.list.currentIndex().data()
    designer.state.click()
    assert designer.chosen == (WHOLE, "")
    designer.whole.went.emit("B", "B3")
    qtbot.waitUntil(lambda: designer.question.fields.field("text").hasFocus())
    assert designer.chosen == (QUESTION, "B3")


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_type_is_chosen_and_shown_at_once(designer, kind):
    panel = choose(designer, "B3")
    panel.fields.field("kind").set_words(QUESTION_TYPES[kind].label)
    panel.fields.field("kind").committed.emit()
    assert question(designer, "B3").kind == kind
    assert any(line.question == "B3" for line in designer.sheets.view.picture.lines)


def test_keys_add_copy_move_and_remove_each_as_one_step(qtbot, designer, desk):
    choose(designer, "B2")
    outline = designer.outline.list
    before = refs(designer)
    qtbot.keyClick(outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert refs(designer)[refs(designer).index("B2") - 1] == "B2a"
    assert designer.chosen == (QUESTION, "B2")
    qtbot.keyClick(outline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert refs(designer) == before
    qtbot.keyClick(outline, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert refs(designer)[refs(designer).index("B2") + 1] == "B5"
    assert question(designer, "B5").text == question(designer, "B2").text
    assert designer.chosen == (QUESTION, "B5")
    qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert refs(designer) == before
    assert desk.undoable().label == "Remove question B5"
    choose(designer, "B2")
    qtbot.keyClick(outline, Qt.Key.Key_Insert)
    assert refs(designer)[refs(designer).index("B2") + 1] == "B5"
    qtbot.waitUntil(lambda: designer.question.fields.field("text").hasFocus())
    for _again in range(5):
        desk.undo()
    assert refs(designer) == before


def test_sections_are_added_named_moved_copied_and_removed(qtbot, designer):
    designer.choose(row_of(SECTION, "B"))
    designer.outline.add_section.click()
    assert [one.letter for one in designer.shown.sections][:3] == ["A", "B", "H"]
    qtbot.waitUntil(lambda: designer.section.fields.field("title").hasFocus())
    type_into(qtbot, designer.section.fields.field("title"), "Volunteers")
    assert "H  Volunteers" in sheet_words(designer)
    designer.keep_all()
    outline = designer.outline.list
    qtbot.keyClick(outline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.letter for one in designer.shown.sections][:3] == ["A", "H", "B"]
    assert designer.shown.sections[1].tab == "H Volunteers"
    designer.doing.do("letter")
    assert [one.tab for one in designer.shown.sections][1] == "B Volunteers"
    assert refs(designer)[: refs(designer).index("H1")] == [
        one for one in refs(designer) if one.startswith("A")
    ]
    qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert "Volunteers" not in [one.title for one in designer.shown.sections]


def test_a_question_goes_to_another_section(designer):
    choose(designer, "B3")
    designer.doing.to_section("A")
    assert designer.shown.sections[0].questions[-1].ref == "B3"


def test_answers_are_added_with_enter_ordered_with_alt_and_pasted_as_a_list(qtbot, designer):
    panel = choose(designer, "A2")
    lines = panel.answers.items.lines
    qtbot.keyClick(lines[-1].head(), Qt.Key.Key_Return)
    qtbot.keyClicks(lines[-1].head(), "Some services")
    qtbot.keyClick(lines[-1].head(), Qt.Key.Key_Return)
    assert question(designer, "A2").choices[-1] == "Some services"
    assert len(lines) == 4  # the next one waits, and is no answer yet
    qtbot.keyClick(lines[2].head(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert question(designer, "A2").choices == ("Whole organisation", "Some services", "Named service")
    qtbot.keyClick(lines[3].head(), Qt.Key.Key_Backspace)
    assert len(lines) == 3
    QApplication.clipboard().setText("One\n  Two \n\nThree")
    lines[2].head().setFocus()
    qtbot.keyClick(lines[2].head(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert question(designer, "A2").choices[2:] == ("One", "Two", "Three")


def test_a_scale_is_offered_from_those_in_use_and_edited_with_what_each_level_means(qtbot, designer):
    panel = choose(designer, "B3")
    panel.answers.scale.set_words("0 to 3, scored and moderated")
    panel.answers.scale.committed.emit()
    kept = question(designer, "B3")
    assert (kept.choices, len(kept.descriptors)) == (("3", "2", "1", "0"), 4)
    line = panel.answers.items.lines[0]
    line.meaning.setFocus()
    line.meaning.set_words("Everywhere.")
    line.meaning.committed.emit()
    assert question(designer, "B3").descriptors[0] == "Everywhere."
    assert any(
        "3: Everywhere." in (piece.more or "")
        for one in designer.sheets.view.picture.lines
        for piece in one.pieces
    )
    qtbot.mouseClick(panel.answers.described, Qt.MouseButton.LeftButton)
    assert question(designer, "B3").descriptors == ()
    line.words.set_words("Three")
    line.words.committed.emit()
    assert panel.answers.scale.words() == "a scale of its own"


def test_rows_and_columns_of_a_table_are_made(qtbot, designer):
    panel = choose(designer, "B3")
    panel.fields.field("kind").set_words("Table with our rows")
    panel.fields.field("kind").committed.emit()
    columns = panel.table.columns
    columns.lines[0].head().set_words("Staff")
    columns.lines[0].kind.set_words("Number")
    columns.lines[0].kind.committed.emit()
    columns.add.click()
    qtbot.keyClicks(columns.lines[1].head(), "Trained")
    columns.lines[1].head().committed.emit()
    columns.lines[1].kind.set_words("Number")
    columns.lines[1].kind.committed.emit()
    made = question(designer, "B3").columns
    assert [(one.heading, one.kind) for one in made] == [("Staff", "number"), ("Trained", "number")]
    panel.table.rows.lines[0].head().set_words("Wardens of the sheltered homes")
    assert not panel.table.rows.lines[0].level.isVisible()
    panel.table.more.click()
    panel.table.rows.lines[0].short.set_words("Wardens")
    panel.table.rows.lines[0].level.set_words("2")
    panel.table.rows.lines[0].level.committed.emit()
    row = question(designer, "B3").rows[0]
    assert (row.ref, row.label, row.short) == ("B3.1", "Wardens of the sheltered homes", "Wardens")
    assert row.level == "2"
    assert "B3.1 Wardens of the sheltered homes (level 2)" in sheet_words(designer)


def offered(panel):
    """Every check the menu offers, as "column > words"."""
    made = []
    menu = panel.checks.menu()
    for action in menu.actions():
        inside = action.menu()
        made += (
            [(f"{action.text()} > {one.text()}", one) for one in inside.actions()]
            if inside
            else [(action.text(), action)]
        )
    return dict(made)


def check_words(panel):
    return [row.words.text() for row in panel.checks.rows]


def test_checks_of_a_table_are_added_from_a_menu_worded_and_taken_away(qtbot, designer, desk):
    panel = choose(designer, "C1")
    before = check_words(panel)
    assert before == [] or all(before)
    panel = choose(designer, "B3")
    assert not panel.checks.isVisible()  # yes or no has nothing to check against
    columns = (
        Column(key="staff", heading="Staff", kind="number"),
        Column(key="trained", heading="Trained", kind="number"),
        Column(key="left", heading="Left", kind="number"),
        Column(key="day", heading="Counted on", kind="date"),
    )
    lines = (Row(ref="B3.1", label="Wardens"), Row(ref="B3.2", label="All"))
    made = replace(question(designer, "B3"), kind="table", columns=columns, rows=lines)
    design.change_question(desk, designer.shown.id, made)
    offered(panel)["“Trained” > No more than “Staff”"].trigger()
    assert check_words(panel) == ["“Trained” is no more than “Staff”"]
    assert desk.undoable().label == "Add a check to B3"
    offered(panel)["“Trained” > Share in Gaps"].trigger()
    share = panel.checks.rows[1].field
    assert share.text() == "Trained"
    share.set_words("All staff")
    share.committed.emit()
    offered(panel)["“Staff” > Sum of “Trained”"].trigger()
    offered(panel)["“Staff” > Sum of “Left” too"].trigger()
    offered(panel)["“Counted on” > Not in the future"].trigger()
    offered(panel)["A line of totals > All"].trigger()
    kept = question(designer, "B3")
    assert (kept.columns[1].at_most, kept.columns[1].measure) == ("staff", "All staff")
    assert (kept.columns[0].sum_of, kept.columns[3].dated) == (("trained", "left"), "past")
    assert [row.total for row in kept.rows] == [False, True]
    assert check_words(panel)[-1] == "“All” is the total of the other lines"
    panel.checks.rows[-1].away.click()
    assert not any(row.total for row in question(designer, "B3").rows)
    assert panel.checks.add.hasFocus()


def test_low_shares_are_explained_in_a_table_of_theirs_below_a_percentage(qtbot, designer):
    asked = next(one for one in designer.shown.questions() if one.explained_in)
    panel = choose(designer, asked.ref)
    row = panel.checks.rows[-1]
    assert row.words.text().startswith(f"{asked.explained_in.question} gives the reason where")
    row.field.set_words("many")
    row.field.committed.emit()
    assert "whole number from 1 to 100" in row.refusal.text()
    assert row.field.text() == "many"
    row.field.set_words("80 %")
    row.field.committed.emit()
    assert question(designer, asked.ref).explained_in.percent == 80
    panel.checks.rows[-1].away.click()
    assert question(designer, asked.ref).explained_in is None
    about = f"Low shares of “{next(one.heading for one in asked.columns if one.at_most)}” are explained in"
    assert any(words.startswith(about[:40]) for words in offered(panel))


def test_a_number_is_no_more_than_another_and_a_check_that_leads_nowhere_is_told(designer, desk):
    asked = next(one for one in designer.shown.questions() if one.at_most)
    panel = choose(designer, asked.ref)
    assert check_words(panel) == [f"No more than the answer to {asked.at_most}"]
    design.remove_question(desk, designer.shown.id, asked.at_most)
    told = [one.sentence for one in design.problems(designer.shown) if one.question == asked.ref]
    assert told == [
        f"{asked.ref} is to be no more than the answer to {asked.at_most}, which is no number asked here."
    ]
    panel.checks.rows[0].away.click()
    assert question(designer, asked.ref).at_most == ""


def test_what_goes_with_another_type_is_said_before_it_goes_and_comes_back(designer, desk):
    asked = next(one for one in designer.shown.questions() if one.explained_in)
    panel = choose(designer, asked.ref)
    kind = panel.fields.field("kind")
    kind.set_words("Number")
    kind.committed.emit()
    assert question(designer, asked.ref) == asked
    told = panel.fields.refusal("kind")
    assert f"its {len(asked.rows)} rows" in told
    assert f"its {len(asked.columns)} columns" in told
    panel.leave_kind.click()
    assert kind.words() == "Table with our rows"
    assert not panel.change_kind.isVisible()
    kind.set_words("Number")
    kind.committed.emit()
    panel.change_kind.click()
    assert question(designer, asked.ref).kind == "number"
    assert not panel.change_kind.isVisible()
    desk.undo()
    assert question(designer, asked.ref) == asked


def test_what_goes_with_another_type_of_a_column_is_said_and_comes_back(designer, shell, desk):
    asked = next(one for one in designer.shown.questions() if any(column.measure for column in one.columns))
    at, was = next((at, one) for at, one in enumerate(asked.columns) if one.measure)
    other = next(one.heading for one in asked.columns if one.key == was.at_most)
    told = []
    shell.said.connect(lambda words, undo: told.append((words, undo)))
    line = choose(designer, asked.ref).table.columns.lines[at]
    line.kind.set_words("Words")
    line.kind.committed.emit()
    assert question(designer, asked.ref).columns[at].measure == ""
    words, undo = told[-1]
    assert words.startswith("This column takes something else now. Gone with it: ")
    assert f"“{was.heading}” is no more than “{other}”" in words
    assert f"its share is shown in Gaps as “{was.measure}”" in words
    assert undo
    desk.undo()
    assert question(designer, asked.ref) == asked


def test_asked_only_if_an_earlier_answer_is_one_of_some(qtbot, designer):
    panel = choose(designer, "B3")
    offered = [panel.when.on.itemText(n) for n in range(panel.when.on.count())]
    assert not any("B3:" in words or "B4:" in words for words in offered)
    panel.when.on.set_words(next(words for words in offered if "B1:" in words))
    panel.when.on.committed.emit()
    assert (question(designer, "B3").shown_if, question(designer, "B3").shown_when) == (
        "B1",
        ("Yes, for both",),
    )
    panel.when.boxes["No"].click()
    assert question(designer, "B3").shown_when == ("Yes, for both", "No")
    assert "Only if B1 is “Yes, for both” or “No”" in designer.outline.list.currentIndex().data()


def test_a_question_is_linked_to_what_it_tests_and_shown_by_reference(designer, desk, qtbot):
    with desk.step("Add a review"):
        rows.put_many(
            desk.db,
            [
                Review(id="v", ref="CI", title="Child I", published_on=date(2019, 1, 8)),
                Recommendation(
                    id="r3", review_id="v", ref="R3", number="3", text="Distribute a questionnaire"
                ),
            ],
        )
    panel = choose(designer, "B3")
    panel.links.add.set_words("R3 of Child I (2019): Distribute a questionnaire")
    panel.links.add.committed.emit()
    assert question(designer, "B3").recommendation_ids == ("r3",)
    assert desk.undoable().label == "Edit question B3"
    away = next(
        one
        for one in panel.links.findChildren(QPushButton)
        if "Take away the link to R3" in one.accessibleName()
    )
    away.click()
    assert question(designer, "B3").recommendation_ids == ()


def test_another_reference_stays_chosen_and_a_doubled_one_is_refused_beside_it(designer):
    panel = choose(designer, "B3")
    field = panel.more.field("ref")
    field.set_words("B4")
    field.setModified(True)
    field.committed.emit()
    assert panel.more.refusal("ref") == "Two questions have the reference B4. Nothing was changed."
    assert field.text() == "B4"
    field.set_words("B30")
    field.committed.emit()
    assert designer.chosen == (QUESTION, "B30")
    assert panel.question.ref == "B30"


def test_half_typed_words_are_there_again_after_a_crash(qtbot, page, shell, designer, htg, desk):
    field = choose(designer, "B3").fields.field("text")
    type_into(qtbot, field, "half typed")
    designer.question.keep_drafts()
    again = QuestionnairesPage(shell)
    qtbot.addWidget(again)
    shell.changed.connect(again.refresh)
    again.refresh(None)
    again.show_record(htg.id)
    again.design()
    panel = choose(again.designer, "B3")
    assert panel.fields.field("text").words() == "half typed"
    assert not panel.fields.put_back.isHidden()
    panel.keep_all()
    assert question(again.designer, "B3").text == "half typed"
    assert drafts.left(desk) == []


def test_it_is_left_with_esc_and_when_the_draft_goes(page, designer, htg, desk):
    assert page.go_back()
    assert not designer.isVisible()
    assert page.split.isVisible()
    page.design()
    assert designer.isVisible()
    questionnaires.set_status(desk, htg.id, LIVE)
    assert not designer.isVisible()
    desk.undo()
    page.design()
    design.remove_draft(desk, htg.id)
    assert page.nothing.isVisible()


def test_a_live_one_is_not_designed(page, htg, desk):
    page.designer.leave()
    questionnaires.set_status(desk, htg.id, LIVE)
    page.design()
    assert not page.designer.isVisible()


def test_the_sheet_follows_what_is_chosen_and_leads_back(qtbot, designer):
    choose(designer, "D1")
    assert designer.sheets.view.picture.tab == "D Staff trained"
    designer.sheets.tabs.set_words("B Leadership")
    designer.sheets.tabs.committed.emit()
    view = designer.sheets.view
    row = next(n for n, line in enumerate(view.picture.lines) if line.question == "B2")
    view.clicked.emit(view.model().index(row, 0))
    assert designer.chosen == (QUESTION, "B2")
    assert "Fully met / Mostly met" in designer.sheets.offered.text()


def test_questions_of_another_questionnaire_or_the_library_are_copied(designer, desk):
    choose(designer, "B3")
    designer.outline.reuse.click()
    panel = designer.reuse
    assert panel.isVisible()
    assert panel.source.hasFocus()
    panel.source.set_words("Library: Section 11 self-assessment")
    panel.source.committed.emit()
    assert "B  Leadership and accountability" in sheet_words(
        designer
    )  # the preview is of what is copied from
    panel.boxes["D4"].click()
    panel.boxes["D5"].click()
    assert panel.copy.text() == "Copy 2 questions into section B"
    panel.copy.click()
    assert refs(designer)[refs(designer).index("B3") + 1 :][:2] == ["B5", "B6"]
    assert question(designer, "B5").descriptors[0].startswith("A senior manager is named")
    assert designer.chosen == (QUESTION, "B5")
    assert desk.undoable().label == "Add 2 questions"
    desk.undo()
    assert "B5" not in refs(designer)


def test_a_condition_left_behind_is_told_of_before_copying_and_comes_along_with_what_decides_it(designer):
    choose(designer, "B3")
    designer.outline.reuse.click()
    panel = designer.reuse
    panel.source.set_words("Library: Section 11 self-assessment")
    panel.source.committed.emit()
    hung = next(one for one in panel.chosen.questions() if one.shown_if == "A4")
    panel.boxes[hung.ref].click()
    assert panel.behind.isVisible()
    assert f"1 condition is left behind, as what decides it is not ticked: {hung.ref} (Only if A4" in (
        panel.behind.text()
    )
    panel.boxes["A4"].click()
    assert not panel.behind.isVisible()
    before = set(refs(designer))
    panel.whole.click()  # the one that decides stands in another section
    new = [one for one in designer.shown.questions() if one.ref not in before]
    assert new[1].shown_if == new[0].ref
    assert new[1].shown_when == hung.shown_when


def test_whole_sections_are_copied_as_sections_of_their_own(designer):
    designer.outline.reuse.click()
    panel = designer.reuse
    panel.source.set_words("Library: Section 11 self-assessment")
    panel.source.committed.emit()
    for letter in ("E", "F"):
        panel.sections[letter].click()
    panel.whole.click()
    assert [one.title for one in designer.shown.sections][-2:] == ["Working together", "Commissioning"]
    assert designer.chosen == (SECTION, "H")
    last = designer.shown.sections[-1].questions[0]
    assert (last.ref, last.shown_if) == ("I1", "")  # what it hung on did not come along
    designer.outline.reuse.click()
    assert designer.go_back()
    assert designer.isVisible()


def test_the_cover_is_shown_as_it_would_be_issued(qtbot, designer, shell):
    designer.choose(row_of(WHOLE))
    designer.sheets.tabs.set_words("Cover")
    designer.sheets.tabs.committed.emit()
    qtbot.waitUntil(lambda: "Housing training gap analysis" in sheet_words(designer), timeout=20_000)
    words = sheet_words(designer)
    for said in (
        "OFFICIAL",
        "Why we ask",
        "How to fill it in",
        "Press Enable Editing. Then save this file in a folder of your own.",
    ):
        assert said in words
    title = designer.whole.fields.field("title")
    title.set_words("Another title")
    title.committed.emit()
    qtbot.waitUntil(lambda: "Another title" in sheet_words(designer), timeout=20_000)
    title.set_words("")
    title.committed.emit()
    assert sheet_words(designer)[0].startswith("The cover is shown once the title")


@pytest.mark.parametrize("size", [100, 200])
def test_it_fits_at_any_text_size(qtbot, qapp, shell, desk, size):
    made = questionnaires.add_questionnaire(
        desk, replace(questionnaires.example(), status=DRAFT, issued_on=None)
    )
    theme.apply(qapp, text_size=size)
    page = QuestionnairesPage(shell)
    qtbot.addWidget(page)
    page.resize(1010 if size == 200 else 1190, 640)
    page.refresh(None)
    page.show()
    page.show_record(made.id)
    page.design()
    for ref in ("A3", "A4", "B3", "D1"):
        page.designer.choose(row_of(QUESTION, ref))
        page.designer.begin()
        qapp.processEvents()
        assert page.designer.minimumSizeHint().width() <= page.width()
    theme.apply(qapp)


def states(designer):
    """The designer with each kind of thing chosen, and what can be copied from."""
    for ref in ("A3", "A4", "A5b", "B2a", "B3", "D1", "G1"):
        yield row_of(QUESTION, ref)
    yield row_of(SECTION, "B")
    yield row_of(WHOLE)
    yield "re-use"


@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_no_words_are_cut_off_at_any_text_size(qtbot, qapp, shell, desk, size):
    made = questionnaires.add_questionnaire(
        desk, replace(questionnaires.example(), status=DRAFT, issued_on=None)
    )
    edit_question(desk, made.id, "A3", text="")
    edit_question(desk, made.id, "B3", descriptors=("All",) * 5, shown_if="B1", shown_when=("No",))
    theme.apply(qapp, text_size=size)
    page = QuestionnairesPage(shell)
    qtbot.addWidget(page)
    page.resize(1190 if size < 150 else 1256, 640)
    page.refresh(None)
    page.show()
    page.show_record(made.id)
    page.design()
    wrong = []
    for state in states(page.designer):
        if state == "re-use":
            page.designer.doing.do(state)
        else:
            page.designer.choose(state)
            page.designer.split.open_detail()
        for _turn in range(20):
            qtbot.wait(10)
            if not cut_off(page):
                break
        wrong += [f"{state}: {said}" for said in cut_off(page)]
        page.designer.split.show_list()
    theme.apply(qapp)
    assert not wrong


def test_everything_tab_reaches_has_a_name(qtbot, designer, page):
    page.activateWindow()
    nameless = []
    for state in states(designer):
        if state == "re-use":
            designer.doing.do(state)
        else:
            designer.choose(state)
        nameless += [
            f"{state}: {type(one).__name__}"
            for one in designer.findChildren(QWidget)
            if one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not isinstance(one, QAbstractScrollArea | QLineEdit)
            and not (one.accessibleName() or getattr(one, "text", str)())
        ]
        nameless += [
            f"{state}: {type(one).__name__}"
            for one in designer.findChildren(QLineEdit)
            if one.isVisible() and not one.accessibleName()
        ]
    assert not nameless
