"""What a panel agreed stands beside the sender's own answer, with its reason, and is never written over."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import files, moderation, moderation_sheet, moderation_view
from assurance_desk.services.moderation_reading import read_sheet
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "register.assurance", Clock(date(2024, 5, 2)))
    graded = Question(ref="S5", text="Staff are trained.", kind="graded")
    section = Section(letter="A", title="Standards", tab="A", questions=(graded,))
    with opened.step("Set up"):
        rows.put_many(
            opened.db,
            [
                Organisation(id="o", ref="O1", name="Larkford"),
                Questionnaire(id="q", ref="S11", version="1.0", title="S11", sections=(section,)),
                Return(
                    id="r", questionnaire_id="q", organisation_id="o", ref="O1", name="Larkford", code="x"
                ),
                Answer(id="a", return_id="r", question="S5", value="Fully met"),
            ],
        )
    yield opened
    opened.close()


def answer(desk):
    return rows.get(desk.db, Answer, "a")


def test_a_lower_score_keeps_both_and_the_reason(desk):
    moderation.agree(desk, answer(desk), "mostly met", reason="effect on practice not shown", panel="Panel")
    assert (answer(desk).value, answer(desk).agreed) == ("Fully met", "Mostly met")
    (held,) = moderation.of_return(desk, "r")["a"]
    assert (held.before, held.reason, held.panel, held.on) == (
        "Fully met", "effect on practice not shown", "Panel", date(2024, 5, 2),
    )  # fmt: skip
    desk.undo()
    assert answer(desk).agreed == ""
    assert moderation.of_return(desk, "r") == {}


def test_agreeing_again_adds_to_what_was_agreed(desk):
    moderation.agree_typed(desk, "a", "Mostly met: first look")
    moderation.agree_typed(desk, "a", "Partially met: after the visit")
    assert [one.agreed for one in moderation.of_return(desk, "r")["a"]] == ["Mostly met", "Partially met"]
    assert answer(desk).agreed == "Partially met"


def test_the_same_score_needs_no_reason(desk):
    assert moderation.agree_typed(desk, "a", "Fully met").reason == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mostly met", "needs its reason"),
        ("Excellent: well done", "Excellent|scale|one of"),
        ("", "nothing was typed"),
        (": why", "nothing was typed"),
    ],
)
def test_what_is_no_agreement_is_refused_and_nothing_changed(desk, typed, words):
    with pytest.raises(DeskError, match=words):
        moderation.agree_typed(desk, "a", typed)
    assert answer(desk).agreed == ""


def test_an_answer_that_is_not_taken_in_cannot_be_agreed(desk):
    with pytest.raises(DeskError, match="not taken in yet"):
        moderation.agree_typed(desk, new_id(), "Fully met")


def test_a_challenge_stands_beside_the_score_until_it_is_agreed(desk):
    moderation.challenge(desk, answer(desk), " what shows  the effect? ", panel="Panel")
    (line,) = moderation_view.of_return(desk, "r").lines
    assert (line.state, line.challenge, line.agreed) == ("challenged", "what shows the effect?", "")
    moderation.agree(desk, answer(desk), "Mostly met", reason="the audit is due in May", panel="Panel")
    (line,) = moderation_view.of_return(desk, "r").lines
    assert (line.state, line.agreed, line.reason) == ("changed", "Mostly met", "the audit is due in May")
    assert line.challenge == "what shows the effect?"
    assert [one.challenge for one in line.held] == ["what shows the effect?", ""]


def test_what_was_agreed_is_taken_back_with_its_reason_and_stays_readable(desk):
    with pytest.raises(DeskError, match="with its reason"):
        moderation.withdraw(desk, answer(desk), "a mistake")
    moderation.agree_typed(desk, "a", "Fully met")
    moderation.withdraw(desk, answer(desk), "the wrong organisation was on the screen")
    (line,) = moderation_view.of_return(desk, "r").lines
    assert (answer(desk).agreed, line.state, line.agreed) == ("", "open", "")
    assert [one.agreed for one in line.held] == ["Fully met", ""]
    assert line.held[-1].reason == "the wrong organisation was on the screen"


def test_an_empty_challenge_changes_nothing(desk):
    assert moderation.challenge(desk, answer(desk), "   ") is None
    assert moderation.of_return(desk, "r") == {}


def test_the_board_counts_what_is_agreed_changed_and_challenged(desk):
    questionnaire = rows.get(desk.db, Questionnaire, "q")
    (before,) = moderation_view.board(desk, questionnaire)
    assert before.told == "0 of 1 agreed"
    moderation.agree(desk, answer(desk), "Not met", reason="nothing shown", panel="Panel of May")
    (after,) = moderation_view.board(desk, questionnaire)
    assert after.told == "1 of 1 agreed, 1 changed"
    assert moderation_view.last_panel(desk, questionnaire) == ("Panel of May", date(2024, 5, 2))


def test_the_sheet_goes_out_with_every_scored_answer_and_comes_back_as_one_step(desk, tmp_path):
    sheet = panel_fills(
        desk,
        tmp_path,
        {"Agreed": "mostly met ", "Reason": "no effect shown", "The panel’s challenge": "How do you know?"},
    )
    made = moderation_sheet.plan(desk, asked(desk), sheet)
    assert (made.told, made.not_taken) == ("1 agreed answer and 1 challenge", ())
    moderation_sheet.take_in(desk, made)
    (line,) = moderation_view.of_return(desk, "r").lines
    assert (line.theirs, line.agreed, line.reason) == ("Fully met", "Mostly met", "no effect shown")
    assert (line.challenge, line.held[-1].panel) == ("How do you know?", "Panel of May")
    again = panel_fills(desk, tmp_path, {})
    assert moderation_sheet.plan(desk, asked(desk), again).records == ()
    desk.undo()
    assert answer(desk).agreed == ""


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (
            {"Agreed": "Mostly met"},
            "Moderation, H7: “Mostly met” – it differs from their own score and gives no reason",
        ),
        ({"Agreed": "Splendid", "Reason": "x"}, "Moderation, H7: “Splendid” – one of: Fully met, Mostly met"),
        (
            {"They say": "Not met"},
            "Moderation, E7: “Not met” – their own score is never written over; it stays Fully met",
        ),
        (
            {"Return": "O9", "Agreed": "Not met"},
            "Moderation, H7: “Not met” – no answer of ours is named in this line",
        ),
    ],
)
def test_what_the_sheet_cannot_say_is_named_and_nothing_is_guessed(desk, tmp_path, filled, words):
    made = moderation_sheet.plan(desk, asked(desk), panel_fills(desk, tmp_path, filled))
    assert made.records == ()
    assert made.not_taken[0].startswith(words)


def test_another_workbook_is_no_moderation_sheet(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Return"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(DeskError, match="is no moderation sheet of ours"):
        read(desk, tmp_path / "other.xlsx")


def asked(desk):
    return rows.get(desk.db, Questionnaire, "q")


def read(desk, path):
    return read_sheet(path.read_bytes(), path.name, moderation_sheet.expected(desk, asked(desk)), Progress())


def panel_fills(desk, folder, filled):
    """The sheet as a panel sends it back."""
    path = folder / "sheet.xlsx"
    moderation_sheet.save(desk, asked(desk), path, "Panel of May")
    book = openpyxl.load_workbook(path)
    sheet = book["Moderation"]
    for heading, words in filled.items():
        column = next(cell.column for cell in sheet[6] if cell.value == heading)
        sheet.cell(7, column).value = words
    book.save(path)
    return read(desk, path)
