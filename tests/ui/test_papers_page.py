"""The Papers page: a paper begun, seen as it prints, edited, checked, issued."""

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services import papers
from assurance_desk.services.child import Child
from assurance_desk.store import rows
from assurance_desk.ui.pages.papers import PapersPage
from assurance_desk.ui.pages.papers_preview import PagePreview
from tests.journeys.papers_text import words


@pytest.fixture
def asked(desk):
    with desk.step("a questionnaire"):
        rows.put(desk.db, Meeting(id="m", forum="Board", on=date(2019, 9, 12)))
        rows.put(
            desk.db,
            Questionnaire(id="q", ref="HTG-2019", version="1.0", title="Training gaps", status="live"),
        )
        rows.put(desk.db, Organisation(id="o", ref="O03", name="Penhollow District Council"))
        rows.put(
            desk.db,
            Return(id="r", questionnaire_id="q", organisation_id="o", ref="O03", name="Penhollow", code="X"),
        )
    return desk


class SharedWorker:
    """One real worker process for all tests of this file: a window that closes leaves it running."""

    def __init__(self):
        self.child = Child()
        self.run = self.child.run

    def close(self):
        pass


@pytest.fixture(scope="module")
def worker():
    made = SharedWorker()
    yield made
    made.child.close()


@pytest.fixture
def page(asked, shell, qtbot, worker):
    shell.__dict__["child"] = worker
    made = PapersPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 704)
    made.show()
    made.refresh(None)
    return made


def settled(page, until, seconds=20):
    """Let the worker and the window come to rest."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            pytest.fail("the page did not come to rest")
        QApplication.processEvents()
        time.sleep(0.01)


def button(page, words):
    return next(one for one in page.findChildren(QPushButton) if one.accessibleName() == words)


def rested(page):
    jobs = page.shell.jobs
    return lambda: not jobs.busy and not page._soon.isActive() and not page._preview._ask.isActive()


def test_an_empty_page_offers_the_first_paper(page):
    button(page, "Begin a paper on HTG-2019").click()
    settled(page, lambda: page._preview.pages > 0 and not page._preview._sheet.picture.isNull())
    assert page.header_fact() == "Board paper"
    assert page.primary().words == "Issue this paper"
    assert PapersPage.badge(page.shell) == 1
    page.shell.desk.undo()
    assert page.primary() is None
    settled(page, rested(page))


@pytest.fixture
def paper(page, asked):
    made = papers.create_board_paper(asked, "q", title="Penhollow did not reply")
    settled(page, lambda: page._preview.pages > 0)
    settled(page, rested(page))
    return made


def test_pages_turn_by_keyboard(page, paper):
    preview = page._preview
    assert preview.pages > 1
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.page == preview.pages
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.accessibleName() == f"The paper. Page 1 of {preview.pages}"
    wide = preview._sheet.width()
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview._sheet.width() > wide
    QTest.keyClick(preview, Qt.Key.Key_0)
    assert preview._sheet.width() == wide
    settled(page, rested(page))


def test_a_section_left_out_is_a_step_and_the_pages_follow(page, paper, asked):
    box = page._sections.box("method")
    box.click()
    assert papers.paper(asked, paper.id).left_out == ("method",)
    assert asked.undoable().label == "Leave a section out of the paper"
    settled(page, lambda: "method" not in dict(page._made.report.sections))
    asked.undo()
    assert page._sections.box("method").isChecked()
    settled(page, lambda: "method" in dict(page._made.report.sections))
    settled(page, rested(page))


def test_the_checks_are_shown_and_a_figure_nobody_counted_stands_out(page, paper, asked):
    verb, text = page._panel.asks.line(2)
    text.set_words("that 77 of 88 are in date.")
    text.document().setModified(True)
    text.committed.emit()
    assert papers.paper(asked, paper.id).asks[2].text == "that 77 of 88 are in date."
    settled(page, lambda: any("not counted" in check.words for check in page._panel._checks or ()))
    settled(page, lambda: button(page, "Show: 1 figure of yours is not counted here").isVisible())
    assert verb.words() == "agree"
    settled(page, rested(page))


def test_fields_and_own_words_are_kept_as_steps_and_what_is_typed_stays(page, paper, asked):
    form = page._panel.form
    form.field("title").set_words("")
    assert not form.commit("title")
    assert "needs a title" in form.refusal("title")
    form.field("title").set_words("A better finding")
    assert form.commit("title")
    own = page._panel.own
    own.choose("why")
    own.text.setFocus()
    own.text.insertPlainText("<b>Half</b> typed")
    papers.edit_paper(asked, paper.id, "number", "19/23")  # a refresh from elsewhere
    assert own.text.words() == "<b>Half</b> typed"
    own.text.committed.emit()
    assert papers.own_words(papers.paper(asked, paper.id), "why") == "<b>Half</b> typed"
    settled(page, rested(page))


def test_saving_and_issuing(page, paper, asked, tmp_path):
    target = tmp_path / "paper.pdf"
    page.shell.ask_save = lambda *_words: target
    page.save_as_pdf()
    assert target.read_bytes().startswith(b"%PDF")
    page.shell.sure = lambda *_words: True
    page.issue()
    settled(page, lambda: papers.paper(asked, paper.id).status == "issued")
    settled(page, lambda: page._bytes == papers.issued_bytes(asked, paper.id))
    assert page.primary() is None
    assert not page._sections.box("why").isEnabled()
    page.save_as_pdf()
    assert target.read_bytes() == papers.issued_bytes(asked, paper.id)
    settled(page, rested(page))
    page._correct("A figure was wrong.")
    assert [row.status for row in papers.papers(asked)] == ["draft", "issued"]
    settled(page, rested(page))


def test_a_public_edition_is_saved_from_the_page_once_its_doubts_were_seen(page, paper, asked, tmp_path):
    target, asked_about = tmp_path / "public.pdf", []
    page.shell.ask_save = lambda _title, suggested, _kinds: asked_about.append(suggested) or target
    page.shell.sure = lambda question, *_words: asked_about.append(question) or False
    papers.edit_paper(asked, paper.id, "title", "77 of 88 are in date")
    button(page, "Save a public edition").click()
    settled(page, lambda: bool(asked_about))
    assert asked_about == ["Save it for publication with 1 thing to look at?"]
    assert not target.exists()
    page.shell.sure = lambda *_words: True
    page.save_public()
    settled(page, target.exists)
    assert "public edition" in asked_about[-1]
    draft = target.read_bytes()
    settled(page, rested(page))
    page.issue()
    settled(page, lambda: papers.paper(asked, paper.id).status == "issued")
    settled(page, rested(page))
    next(one for one in page.commands() if "counts under 5 withheld" in one.words).run()
    assert target.read_bytes().startswith(b"%PDF")
    assert target.read_bytes() not in (draft, papers.issued_bytes(asked, paper.id))
    settled(page, rested(page))


def test_issue_with_something_to_look_at_asks_first(page, paper, asked):
    papers.edit_paper(asked, paper.id, "title", "77 of 88 are in date")
    settled(page, lambda: any(not check.good for check in page._made.checks))
    asked_about = []
    page.shell.sure = lambda question, *_words: asked_about.append(question)
    page.issue()
    assert asked_about == ["Issue it with 1 thing to look at?"]
    settled(page, rested(page))
    assert papers.paper(asked, paper.id).status == "draft"


@pytest.mark.parametrize("size", [(640, 480), (1366, 768)])
def test_everything_can_be_reached_in_a_small_window(page, paper, size):
    page.resize(*size)
    settled(page, rested(page))
    page._split.open_detail()
    for _turn in range(3):
        QApplication.processEvents()
    assert page._preview.isVisible()
    page._split.right.turn_to(1)
    QApplication.processEvents()
    assert page._panel.isVisible()
    settled(page, rested(page))


def test_without_a_questionnaire_the_way_to_one_is_offered(shell, qtbot):
    made = PapersPage(shell)
    qtbot.addWidget(made)
    made.refresh(None)
    made.show()
    went = []
    shell.gone.connect(lambda page, _record: went.append(page))
    next(one for one in made.findChildren(QPushButton) if "Questionnaires" in one.text()).click()
    assert went == ["Questionnaires"]


def test_a_preview_behind_the_list_asks_for_no_picture_until_it_is_seen(look, qtbot):
    made = PagePreview()
    qtbot.addWidget(made)
    asked = []
    made.wanted.connect(lambda page, width: asked.append((page, width)))
    made.show_pages(2, "Position at 30 April 2019")
    qtbot.wait(300)
    assert asked == []
    made.show()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1] > 100


def test_come_back_to_it_is_set_with_what_moved_and_saving_waits_for_that(page, paper, asked, tmp_path):
    """A page that is not looked at is told of no change; only that it is looked at again."""
    settled(page, rested(page))
    before, target = page._bytes, tmp_path / "paper.pdf"
    page.shell.changed.disconnect(page.refresh)
    with asked.step("One more is asked"):
        rows.put(asked.db, Organisation(id="o2", ref="O04", name="Larkford Borough Council"))
        rows.put(
            asked.db,
            Return(id="r2", questionnaire_id="q", organisation_id="o2", ref="O04", name="Larkford", code="Y"),
        )
    page.shell.ask_save = lambda *_words: target
    page.refresh(None)
    page.save_as_pdf()
    assert not target.exists(), "what is on show was counted before"
    settled(page, target.exists)
    assert target.read_bytes() == page._bytes != before
    assert "0 of 2 returns came" in words(target)
