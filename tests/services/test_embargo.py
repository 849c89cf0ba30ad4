"""An embargo with its hour marks everything made of a review, and ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pypdfium2
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain import embargo as rules
from assurance_desk.domain.moments import moment_words, read_moment
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import (
    embargo,
    exports,
    files,
    forward_plan,
    history,
    home,
    issuing,
    papers,
    published,
    records,
    responses,
)
from assurance_desk.services.returns_import import import_files
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows
from tests import gaps_desk, returns_desk


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return published.take_in(
        desk, published.read_pasted("Child Robin\n\nRecommendation 1: Include fathers.\n\nResponse: Agreed.")
    )


def until(desk, review, typed):
    return records.edit_record(desk, review, "embargo_until", typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 June 2023 00:01", "2023-06-12T00:01"),
        ("12/6/23, 9.30 am", "2023-06-12T09:30"),
        ("12 Jun 2023 at 5pm", "2023-06-12T17:00"),
        ("12 June 2023 12:00 am", "2023-06-12T00:00"),
        ("", ""),
    ],
)
def test_an_hour_is_read_as_people_type_it(typed, kept):
    assert read_moment(typed) == kept
    assert read_moment(moment_words(kept)) == kept


@pytest.mark.parametrize("typed", ["12 June 2023", "12.6.2023"])
def test_a_day_without_its_hour_is_asked_for_it(typed):
    with pytest.raises(DeskError, match="gives no hour, and nothing was changed"):
        read_moment(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "June 2023 00:01",
        "12 June 2023 24:00",
        "12 June 2023 10:60",
        "13 pm",
        "soon 9:00",
        "31 June 2023 9:00",
    ],
)
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(DeskError):
        read_moment(typed)


def test_it_stands_until_its_hour_and_not_a_minute_longer():
    held = Review(id="r", ref="CR", title="Robin", embargo_until="2023-06-12T00:01", stage="embargoed")
    before, after = (datetime.fromisoformat(f"2023-06-12T00:0{minute}") for minute in (0, 1))
    assert rules.stands(held, before)
    assert not rules.stands(held, after)
    assert rules.ended(held, after)
    assert rules.said(replace(held, embargo_until=""), after) == "Embargoed"


def test_a_review_and_its_responses_are_not_published_while_it_stands(desk, review):
    review = records.edit_record(desk, review, "stage", "embargoed")
    review = until(desk, review, "1 August 2019 00:01")
    assert embargo.told(desk, review).startswith("Embargoed until 1 August 2019 00:01.")
    with pytest.raises(DeskError, match=r"Child Robin is embargoed \(Embargoed until 1 August 2019 00:01\)"):
        records.edit_record(desk, review, "stage", "published")
    draft = responses.new_version(desk, rows.one(desk.db, Response))
    with pytest.raises(DeskError, match="Child Robin is embargoed"):
        responses.move(desk, draft, "published")
    changed = history.told(desk, history.entries(desk)[1].id)[0][0]
    assert (changed.field, changed.before, changed.after) == (
        "Embargoed until",
        "(empty)",
        "1 August 2019 00:01",
    )
    desk.clock = Clock(date(2019, 8, 2))
    assert (
        embargo.told(desk, review) == "The embargo ended 1 August 2019 00:01; the stage still says embargoed."
    )
    assert records.edit_record(desk, review, "stage", "published").stage == "published"
    assert responses.move(desk, draft, "published").status == "published"


def test_files_say_until_when_and_only_the_latest_version_leaves(desk, review, tmp_path):
    until(desk, review, "1 August 2019 00:01")
    responses.new_version(desk, rows.one(desk.db, Response))
    path = tmp_path / "r.xlsx"
    exports.export(desk, "register", path)
    sheet = openpyxl.load_workbook(path)["Register"]
    assert sheet.oddHeader.center.text == "OFFICIAL, EMBARGOED until 1 August 2019 00:01"
    assert sheet.max_row == 2
    words = openpyxl.load_workbook(path)["What the words mean"]
    said = [cell.value for row in words.iter_rows() for cell in row]
    assert "Not to be shared before publication: Child Robin (until 1 August 2019 00:01)." in said
    desk.undo()
    desk.undo()
    exports.export(desk, "register", path)
    assert openpyxl.load_workbook(path)["Register"].oddHeader.center.text == "OFFICIAL"


def test_a_paper_about_it_says_so_on_every_page_and_in_its_check(desk, tmp_path):
    questionnaire = gaps_desk.fill(desk)
    recommendation = rows.get(desk.db, Recommendation, questionnaire.recommendation_id)
    review = rows.get(desk.db, Review, recommendation.review_id)
    until(desk, review, "1 August 2019 00:01")
    paper = papers.create_board_paper(desk, questionnaire.id)
    assert take_snapshot(desk, paper).embargo == "Embargoed until 1 August 2019 00:01"
    made = papers.render_paper(desk, paper.id, tmp_path / "paper.pdf")
    document = pypdfium2.PdfDocument(made.data)
    for page in document:
        assert page.get_textpage().get_text_bounded().count("Embargoed until 1 August 2019 00:01") >= 2
    assert made.checks[0].words == "Embargoed until 1 August 2019 00:01"
    assert not made.checks[0].good
    kept = exports.gather_returns(desk)
    assert kept.questionnaire.marking == "OFFICIAL, EMBARGOED until 1 August 2019 00:01"


def test_the_forward_plan_says_so_where_it_names_what_is_under_it(desk, review, tmp_path):
    other = records.add(desk, Review(id="o", ref="O", title="Open"))
    action = records.add_action(desk, other, "Audit again")
    records.edit_record(desk, action, "due", "October 2019")
    until(desk, review, "1 August 2019 00:01")
    assert forward_plan.gather(desk).embargo == ""
    held = records.add_action(desk, review, "Include fathers")
    records.edit_record(desk, held, "due", "October 2019")
    paper = forward_plan.gather(desk)
    assert paper.embargo == "Embargoed until 1 August 2019 00:01"
    made = forward_plan.save(paper, tmp_path / "plan.pdf")
    page = pypdfium2.PdfDocument(made.data)[0]
    assert page.get_textpage().get_text_bounded().count(paper.embargo) == 3


def test_of_several_the_last_hour_counts(desk):
    early, late = (
        Review(id=one, ref=one, title=one, embargo_until=f"2019-08-0{one}T00:01") for one in ("1", "2")
    )
    bare = Review(id="3", ref="3", title="3", stage="embargoed")
    now = datetime.fromisoformat("2019-07-22T10:00")
    assert rules.said_of([late, early], now) == "Embargoed until 2 August 2019 00:01"
    assert rules.said_of([late, bare], now) == "Embargoed"
    assert rules.said_of([], now) == ""


def test_home_says_that_an_embargo_ended_and_is_still_said_to_stand(desk, review):
    review = records.edit_record(desk, review, "stage", "embargoed")
    until(desk, review, "1 August 2019 00:01")
    assert [one for one in home.needs(desk) if one.page == "Register"] == []
    desk.clock = Clock(date(2019, 8, 2))
    (found,) = [one for one in home.needs(desk) if one.page == "Register"]
    assert found.what == "Set on the stage of Child Robin: its embargo has ended"
    assert found.record_id == review.id


def test_what_is_brought_in_before_publication_is_a_draft(desk):
    text = "Child Wren\n\nRecommendation 1: Listen.\n\nResponse: We will."
    made = published.take_in(desk, published.read_pasted(text), draft=True)
    assert made.stage == "draft"
    (answer,) = rows.find(desk.db, Response)
    assert answer.status == "draft"
    assert records.edit_record(desk, answer, "text", "We will, by May.").text == "We will, by May."
    by_hand = records.add_recommendation(desk, made, "Publish.", number="9", response="Agreed.")
    assert rows.one(desk.db, Response, recommendation_id=by_hand.id).status == "draft"
    for _step in range(3):
        desk.undo()
    assert rows.find(desk.db, Review) == []


def test_files_that_go_out_under_it_are_marked_so_and_come_back_like_any_other(desk, review, tmp_path):
    recommendation = rows.find(desk.db, Recommendation, review_id=review.id)[0]
    until(desk, review, "1 August 2019 00:01")
    with desk.step("Set up"):
        rows.put(desk.db, replace(returns_desk.ASKED, recommendation_id=recommendation.id))
        rows.put(desk.db, Organisation(id="O05", ref="O05", name="Ludmarsh Homes"))
    issued = issuing.issue(desk, "T-1", tmp_path / "out")
    book = openpyxl.load_workbook(issued[0].path)
    marked = "OFFICIAL, EMBARGOED until 1 August 2019 00:01"
    assert any(cell.value == marked for row in book.worksheets[0].iter_rows() for cell in row)
    assert {sheet.oddHeader.center.text for sheet in book.worksheets if sheet.sheet_state == "visible"} == {
        marked
    }
    back = returns_desk.filled(issued[0].path, tmp_path / "back.xlsx")
    until(desk, rows.get(desk.db, Review, review.id), "")
    import_files(desk, [back], take=True)
    assert returns_desk.waiting(desk) == []
    (file,) = rows.find(desk.db, ReturnFile)
    assert (file.status, file.unrecognised) == ("taken", 0)
