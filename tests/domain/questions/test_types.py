import pytest

from assurance_desk.domain.questionnaire import Column, Question, Row, Slot
from assurance_desk.domain.questions import QUESTION_TYPES, slots_of, type_of

PLAIN = {
    "yes_no": {},
    "choice": {"choices": ("1", "2", "3")},
    "graded": {},
    "number": {"word": "not known"},
    "date": {},
    "month": {},
    "short_text": {},
    "long_text": {},
}
GRID = {
    "several": {"rows": (Row(ref="Q.1", label="Cost"), Row(ref="Q.2", label="Time"))},
    "table": {
        "rows": (Row(ref="SG1", label="Officers"),),
        "columns": (Column(key="n", heading="Number", kind="number"),),
    },
    "free_table": {
        "rows": (Row(ref="Q.1", label=""),),
        "columns": (Column(key="by", heading="By", kind="date"),),
    },
}


def question(kind):
    return Question(ref="Q", text="Asked", kind=kind, **(PLAIN | GRID)[kind])


def test_every_type_of_the_domain_is_there():
    assert set(QUESTION_TYPES) == set(PLAIN) | set(GRID)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_each_type_has_a_name_slots_and_no_complaint_about_a_sound_question(kind):
    asked = question(kind)
    assert QUESTION_TYPES[kind].label
    assert type_of(asked).check(asked) == ()
    slots = [slot for slot, _rule in slots_of(asked)]
    assert len(set(slots)) == len(slots) > 0
    for slot, _rule in slots_of(asked):
        assert type_of(asked).parse(asked, slot, "").value == ""


def test_a_graded_question_asks_for_evidence_and_a_plan_and_scores_best_to_worst():
    asked = question("graded")
    assert [slot.column for slot, _rule in slots_of(asked)] == ["answer", "comment", "evidence", "plan"]
    scores = [
        type_of(asked).score(asked, value)
        for value in ("Fully met", "Mostly met", "Partially met", "Not met")
    ]
    assert scores == [1, pytest.approx(2 / 3), pytest.approx(1 / 3), 0]
    assert type_of(asked).score(asked, "Not applicable") is None


def test_a_table_has_a_comment_on_every_line():
    slots = [slot for slot, _rule in slots_of(question("table"))]
    assert slots == [Slot("Q", "SG1", "n"), Slot("Q", "SG1", "comment")]


def test_values_are_shown_as_a_person_reads_them():
    asked = question("date")
    assert type_of(asked).show(asked, Slot("Q"), "2019-03-18") == "18 March 2019"
    table = question("table")
    assert type_of(table).show(table, Slot("Q", "SG1", "n"), "1234") == "1,234"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "choice", "choices": ("Yes", "yes ")}, "read the same"),
        ({"kind": "choice", "choices": ()}, "two choices or more"),
        ({"kind": "table", "columns": (Column(key="a", heading="A"),)}, "no rows"),
        ({"kind": "several", "rows": (Row(ref="a", label="x"), Row(ref="a", label="y"))}, "same reference"),
        ({"kind": "graded", "comment": False}, "needs a comment"),
        ({"kind": "number", "word": "12 or so"}, "cannot hold figures"),
    ],
)
def test_a_faulty_question_is_told(fields, told):
    asked = Question(ref="Q", text="Asked", **fields)
    assert any(told in problem for problem in type_of(asked).check(asked))
