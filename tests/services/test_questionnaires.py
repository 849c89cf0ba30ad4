"""A draft may be changed; what has been issued stays as it is."""

from dataclasses import replace
from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, QuestionMap, Questionnaire
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.services import files, questionnaires
from assurance_desk.store import rows
from tests.designs import edit_question


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 2, 4)))
    yield made
    made.close()


@pytest.fixture
def htg(desk):
    text = (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    return questionnaires.add_questionnaire(
        desk, replace(questionnaire_from_json(text), status=DRAFT, issued_on=None)
    )


def test_a_questionnaire_comes_back_from_the_workbook_as_it_went_in(desk, htg):
    assert questionnaires.questionnaire(desk, htg.id) == htg


def test_words_are_edited_in_one_step_and_taken_back(desk, htg):
    after = edit_question(desk, htg.id, "B3", text="Is there guidance?", hint="")
    assert next(one for one in after.questions() if one.ref == "B3").text == "Is there guidance?"
    assert desk.undoable().label == "Edit question B3"
    desk.undo()
    assert rows.get(desk.db, Questionnaire, htg.id) == htg


def test_section_and_cover_are_edited(desk, htg):
    questionnaires.edit_section(desk, htg.id, "B", intro="Name what you could show us.")
    after = questionnaires.edit_questionnaire(desk, htg.id, due_on=date(2019, 3, 22))
    assert (after.sections[1].intro, after.due_on) == ("Name what you could show us.", date(2019, 3, 22))


def test_a_draft_may_be_unfinished_but_not_be_issued_so(desk, htg):
    after = edit_question(desk, htg.id, "B3", text=" ")
    assert rows.get(desk.db, Questionnaire, htg.id) == after
    with pytest.raises(DeskError, match="B3 has no words"):
        questionnaires.set_status(desk, htg.id, LIVE)


def test_questions_that_could_not_be_told_apart_are_refused_and_nothing_changes(desk, htg):
    with pytest.raises(DeskError, match="Two questions"):
        edit_question(desk, htg.id, "B3", ref="B4")
    with pytest.raises(DeskError, match="cannot be a reference"):
        edit_question(desk, htg.id, "B3", ref="3 B")
    with pytest.raises(DeskError, match="type that is not known"):
        edit_question(desk, htg.id, "B3", kind="picture")
    assert rows.get(desk.db, Questionnaire, htg.id) == htg


def test_a_live_one_offers_a_new_version_whose_questions_are_mapped(desk, htg):
    questionnaires.set_status(desk, htg.id, LIVE)
    with pytest.raises(DeskError, match="Make a new version"):
        edit_question(desk, htg.id, "B3", text="Changed")
    with pytest.raises(DeskError, match="stays as it is"):
        questionnaires.set_status(desk, htg.id, DRAFT)
    assert questionnaires.suggested_version(desk, htg.id) == "1.1"
    newer = questionnaires.make_version(desk, htg.id, "1.1")
    assert (newer.status, newer.sections) == (DRAFT, htg.sections)
    maps = rows.find(desk.db, QuestionMap, to_version="1.1")
    assert {one.from_question: one.to_question for one in maps} == {
        one.ref: one.ref for one in htg.questions()
    }
    edit_question(desk, newer.id, "B3", text="Changed")
    assert questionnaires.suggested_version(desk, htg.id) == "1.2"
    with pytest.raises(DeskError, match=r"version 1\.1 already"):
        questionnaires.make_version(desk, htg.id, "1.1")


def test_the_list_counts_copies(desk, htg):
    questionnaires.set_status(desk, htg.id, CLOSED)
    [row] = questionnaires.table(desk)
    assert (row.ref, row.version, row.status, row.issued, row.received) == ("HTG-2019", "1.0", CLOSED, 0, 0)
