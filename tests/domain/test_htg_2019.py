"""The housing questionnaire that ships with the sample is whole and can be issued."""

import pytest

from assurance_desk.domain.design import check_design
from assurance_desk.domain.questionnaire_json import (
    UnreadableQuestionnaireError,
    question_maps_from_json,
    questionnaire_from_json,
    questionnaire_to_json,
)
from assurance_desk.domain.questions import GRADES, QUESTION_TYPES, slots_of
from assurance_desk.paths import resources


def text(name):
    return (resources() / "sample" / f"{name}.json").read_text(encoding="utf-8")


@pytest.fixture(params=["htg_2019_v1_0", "htg_2019_v0_9"])
def questionnaire(request):
    return questionnaire_from_json(text(request.param))


def test_it_can_be_issued_and_comes_through_json_unchanged(questionnaire):
    assert check_design(questionnaire) == ()
    again = questionnaire_from_json(questionnaire_to_json(questionnaire), questionnaire_id=questionnaire.id)
    assert again == questionnaire


def test_version_one_asks_everything():
    questions = {one.ref: one for one in questionnaire_from_json(text("htg_2019_v1_0")).questions()}
    assert {
        "A1",
        "A2",
        "A3",
        "A4",
        "A5a",
        "A5b",
        "B1",
        "B2",
        "B2a",
        "B3",
        "B4",
        "C1",
        "C2",
        "C3",
        "C4",
        "C5",
        "C6",
    } <= set(questions)
    assert {
        "C6a",
        "D1",
        "D2",
        "E1",
        "E2",
        "E3a",
        "E3b",
        "E4",
        "F1a",
        "F1b",
        "F2",
        "F3",
        "G1",
        "G2",
        "G3a",
        "G3b",
    } <= set(questions)
    graded = [ref for ref, one in questions.items() if one.kind == "graded"]
    assert graded == ["B2", "B3", "B4", "C1", "E1", "E4", "F3"]
    assert slots_of(questions["B2"])[0][1].choices == GRADES
    assert {one.kind for one in questions.values()} >= {
        "choice",
        "several",
        "yes_no",
        "number",
        "date",
        "short_text",
        "long_text",
        "table",
        "free_table",
        "graded",
    }
    assert {one.kind for one in questions.values()} <= set(QUESTION_TYPES)


def test_the_staff_matrix_says_what_is_measured_against_what():
    matrix = next(
        one for one in questionnaire_from_json(text("htg_2019_v1_0")).questions() if one.ref == "D1"
    )
    assert [row.ref for row in matrix.rows] == [f"SG{n}" for n in range(1, 8)]
    assert [row.short for row in matrix.rows] == [
        "Housing",
        "Arrears",
        "Homeless",
        "Supported",
        "Repairs",
        "Contact",
        "Managers",
    ]
    assert [row.level for row in matrix.rows] == ["2", "2", "2", "2", "1", "1", "3"]
    measures = {column.measure: (column.key, column.at_most) for column in matrix.columns if column.measure}
    assert measures == {
        "All staff": ("children", "employed"),
        "Home visitors": ("visit_children", "visit"),
        "Adults": ("adults", "employed"),
        "Domestic abuse": ("abuse", "employed"),
    }


def test_every_question_of_the_older_version_has_a_place_in_the_newer():
    older, newer = (questionnaire_from_json(text(name)) for name in ("htg_2019_v0_9", "htg_2019_v1_0"))
    maps = {one.from_question: one.to_question for one in question_maps_from_json(text("htg_2019_map"))}
    new = {one.ref: one for one in newer.questions()}
    assert set(maps) == {one.ref for one in older.questions()}
    assert maps["F2"] == "F1b"
    assert {"B2a", "C6a", "E3b"} == set(new) - set(maps.values())
    for one in older.questions():
        same = new[maps[one.ref]]
        assert one.kind == same.kind
        assert [(slot.row, slot.column) for slot, _r in slots_of(one)] == [
            (slot.row, slot.column) for slot, _r in slots_of(same)
        ]


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "[]",
        "{}",
        '{"ref": 1}',
        '{"ref":"A","version":"1","title":"T","due_on":"soon"}',
        '{"ref":"A","version":"1","title":"T","more":1}',
    ],
)
def test_what_is_no_questionnaire_is_refused_in_a_sentence(spoiled):
    with pytest.raises(UnreadableQuestionnaireError, match="Nothing was changed"):
        questionnaire_from_json(spoiled)
