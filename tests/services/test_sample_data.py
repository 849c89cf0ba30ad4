"""Merrowshire's data agrees with itself before anything is built from it."""

from __future__ import annotations

import re

import pytest

from assurance_desk.domain.published import read_published
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import read_cell, slots_of
from assurance_desk.services import sample_data

REFS = ("O01", "O02", "O04", "O05", "O06a", "O06b", "O06c", "O07", "O08", "O09", "O10", "O11", "O12")
GRADES = {
    "O01": "FFPMPXM4", "O02": "FMPMPXM4", "O04": "FFMFXXF5", "O05": "MMNPPNP4", "O06a": "FFPMMPM5", "O06b": "FFMFFXF5",
    "O06c": "PNNNNNN4", "O07": "FMPPPPM3", "O08": "MMPPNPP4", "O09": "FFXFFXF5", "O10": "FFXFFXF5", "O12": "NPNNNNN2",
}  # fmt: skip
LETTER = {"Fully met": "F", "Mostly met": "M", "Partially met": "P", "Not met": "N", "Not applicable": "X"}


@pytest.fixture(scope="module")
def htg() -> Questionnaire:
    text = (sample_data.folder() / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    return questionnaire_from_json(text)


@pytest.mark.parametrize("ref", REFS)
def test_every_answer_is_one_its_cell_takes_as_it_stands(ref: str, htg: Questionnaire) -> None:
    rules = {slot: rule for question in htg.questions() for slot, rule in slots_of(question)}
    for slot, value in sample_data.answers_of(ref, htg).items():
        reading = read_cell(rules[slot], value)
        assert (reading.value, reading.problem) == (value, ""), slot


def test_nothing_given_is_lost_on_the_way_to_the_slots(htg: Questionnaire) -> None:
    questions = {question.ref: question for question in htg.questions()}
    for ref, given in sample_data.load("answers").items():
        found = sample_data.answers_of(ref, htg)
        assert set(given) <= set(questions), ref
        assert {slot.question for slot in found} >= {
            q for q in given if given[q] and q not in ("D2", "C4")
        }, ref
        for question in ("A4", "C4", "G4"):
            chosen = given.get(question, [])
            chosen = chosen["answer"] if isinstance(chosen, dict) else chosen
            assert sum(slot.question == question and slot.column == "answer" for slot in found) == len(
                chosen
            ), (ref, question)


def test_the_grades_are_the_ones_the_story_tells(htg: Questionnaire) -> None:
    for ref, letters in GRADES.items():
        found = sample_data.answers_of(ref, htg)
        grades = [LETTER[found[Slot(question)]] for question in ("B2", "B3", "B4", "C1", "E1", "E4", "F3")]
        assert "".join(grades) + found[Slot("F2")] == letters, ref


def test_not_applicable_gives_its_reason(htg: Questionnaire) -> None:
    for ref in REFS:
        found = sample_data.answers_of(ref, htg)
        for slot, value in found.items():
            if value == "Not applicable":
                assert found[Slot(slot.question, "", "comment")], (ref, slot)


def test_the_matrix_gives_the_known_totals() -> None:
    lines = [figures for groups in sample_data.matrix().values() for figures in groups.values()]
    totals = [sum(int(line[place]) for line in lines) for place in range(6)]
    assert totals == [607, 464, 404, 291, 389, 217]
    assert len(lines) == 47
    assert sum(int(line[0]) < 5 for line in lines) == 16


def test_the_response_reads_as_three_and_three_and_holds_every_promise() -> None:
    text = (sample_data.folder() / "child_i_response.txt").read_text(encoding="utf-8")
    published = read_published(text)
    assert [one.number for one in published.recommendations] == ["1", "2", "3"]
    assert all(len(one.responses) == 1 for one in published.recommendations)
    assert published.unrecognised == ()
    answers = {one.number: one.response for one in published.recommendations}
    for promise in sample_data.load("register")["promises"]:
        where = answers.get(promise.get("recommendation", ""), published.context)
        assert where.count(promise["words"]) == 1, promise["ref"]


def test_the_timeline_runs_forward_and_names_only_what_is_there() -> None:
    register = sample_data.load("register")
    days = [event["on"] for event in register["timeline"]]
    assert days == sorted(days)
    refs = {promise["ref"] for promise in register["promises"]} | {"R3.7", ""}
    assert {event.get("ref", "") for event in register["timeline"]} <= refs
    organisations = {one["ref"] for one in sample_data.load("organisations")}
    assert {promise["lead"] for promise in register["promises"] if "lead" in promise} <= organisations


def test_fourteen_questionnaires_went_to_twelve_organisations() -> None:
    issued = sample_data.load("returns")["issued_to"]
    assert len(issued) == 14
    assert len({one["organisation"] for one in issued}) == 12


def test_no_file_of_the_sample_names_a_person() -> None:
    """Contacts are roles; addresses and numbers are of the ranges kept for fiction."""
    for one in sample_data.load("organisations"):
        for contact in one.get("contacts", ()):
            assert "name" not in contact
            assert contact["email"].endswith(".example")
            assert re.fullmatch(r"01632 960 \d{3}", contact["phone"])
