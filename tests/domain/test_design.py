from dataclasses import replace

import pytest

from assurance_desk.domain.design import check_design
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
    ],
)
def test_what_stands_in_the_way_is_told(spoiled, told):
    assert any(told in problem for problem in check_design(spoiled)), check_design(spoiled)
