from dataclasses import replace

import pytest

from assurance_desk.domain.design import check_design, design_problems
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section

ASKED = Question(ref="A1", text="Asked", kind="yes_no")
SOUND = Questionnaire(
    id="q",
    ref="Q-1",
    version="1.0",
    title="Asking",
    sections=(Section(letter="A", title="About", tab="A About", questions=(ASKED,)),),
)


def with_question(**fields):
    section = SOUND.sections[0]
    return replace(
        SOUND, sections=(replace(section, questions=(ASKED, replace(ASKED, **{"ref": "A2"} | fields))),)
    )


def test_a_sound_design_has_no_problems():
    assert check_design(SOUND) == ()
    assert check_design(with_question()) == ()


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (replace(SOUND, sections=()), "no sections"),
        (replace(SOUND, title=" "), "no title"),
        (replace(SOUND, sections=(replace(SOUND.sections[0], title=" "),)), "A has no title"),
        (replace(SOUND, sections=(replace(SOUND.sections[0], title="x" * 81),)), "longer than 80"),
        (with_question(ref="a1"), "reference a1"),
        (with_question(ref="A|1"), "cannot be a reference"),
        (with_question(kind="picture"), "not known"),
        (with_question(text=""), "no words"),
        (with_question(text="\x07"), "cannot be printed"),
        (with_question(prefill="shoe size"), "do not hold"),
        (replace(SOUND, sections=SOUND.sections * 2), "Two sheets"),
        (replace(SOUND, sections=(replace(SOUND.sections[0], tab="A/B"),)), "name of a sheet"),
        (replace(SOUND, sections=(replace(SOUND.sections[0], tab="Lists"),)), "sheet of ours"),
        (replace(SOUND, sections=SOUND.sections * 2), "Two sections have the letter A"),
        (with_question(shown_when=("Yes",)), "but of no question"),
        (with_question(shown_if="A3", shown_when=("Yes",)), "does not stand before it"),
        (with_question(shown_if="A2", shown_when=("Yes",)), "does not stand before it"),
        (with_question(shown_if="A1"), "does not say after which answers"),
        (with_question(shown_if="A1", shown_when=("Perhaps",)), "after “Perhaps”, which A1 does not offer"),
        (with_question(kind="graded", descriptors=("Good",)), "5 answers and 1 descriptions"),
        (with_question(descriptors=("Good", "Bad")), "which its type does not take"),
        (with_question(kind="choice", choices=("A", "B"), descriptors=("x" * 401, "")), "longer than 400"),
    ],
)
def test_what_stands_in_the_way_is_told(spoiled, told):
    assert any(told in problem for problem in check_design(spoiled)), check_design(spoiled)


@pytest.mark.parametrize(
    ("decides", "answers"),
    [
        ({"kind": "yes_no"}, ("No",)),
        ({"kind": "choice", "choices": ("Some", "None")}, ("Some",)),
        ({"kind": "graded"}, ("Partially met", "Not met")),
    ],
)
def test_a_question_may_hang_on_an_earlier_one_that_decides(decides, answers):
    section = SOUND.sections[0]
    asked = replace(ASKED, ref="A2", shown_if="a1", shown_when=answers)
    made = replace(SOUND, sections=(replace(section, questions=(replace(ASKED, **decides), asked)),))
    assert check_design(made) == ()


def test_words_and_dates_decide_nothing():
    section = SOUND.sections[0]
    asked = replace(ASKED, ref="A2", shown_if="A1", shown_when=("Yes",))
    made = replace(SOUND, sections=(replace(section, questions=(replace(ASKED, kind="long_text"), asked)),))
    assert check_design(made) == ("A2 cannot hang on A1: only yes or no, one of a list or a grade decides.",)


def test_each_problem_says_where_it_is_put_right():
    problems = design_problems(with_question(text=""))
    assert [(one.section, one.question) for one in problems] == [("A", "A2")]
