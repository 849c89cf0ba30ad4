"""A questionnaire designed from nothing: each change is one step, and what hangs on a reference goes with it."""

from dataclasses import replace
from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.design import check_design
from assurance_desk.domain.questionnaire import LIVE, QuestionMap, Questionnaire
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import embargo, files, questionnaires, records
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_links as links
from assurance_desk.store import rows
from tests.designs import edit_question


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 2, 4)))
    yield made
    made.close()


@pytest.fixture
def draft(desk):
    made = design.begin(desk, "Asking")
    edit_question(desk, made.id, "A1", text="Do you train your staff?")
    design.add_question(desk, made.id, "A", "choice")
    edit_question(desk, made.id, "A2", text="How?", choices=("In a room", "Online"))
    design.add_question(desk, made.id, "A", "several")
    return edit_question(desk, made.id, "A3", text="Where?")


def now(desk, draft):
    return questionnaires.questionnaire(desk, draft.id)


def refs(questionnaire):
    return {section.letter: [one.ref for one in section.questions] for section in questionnaire.sections}


def question(questionnaire, ref):
    return next(one for one in questionnaire.questions() if one.ref == ref)


def test_begun_from_nothing_it_is_a_draft_whose_gaps_are_listed_and_which_is_not_issued(desk):
    made = design.begin(desk)
    assert (made.ref, made.version, refs(made)) == ("Q1-2019", "1.0", {"A": ["A1"]})
    assert [(one.section, one.question, one.sentence) for one in design.problems(made)] == [
        ("", "", "The questionnaire has no title."),
        ("A", "A1", "A1 has no words."),
    ]
    with pytest.raises(DeskError, match="no title"):
        questionnaires.set_status(desk, made.id, LIVE)
    assert desk.undoable().label == "Begin questionnaire Q1-2019"
    assert design.begin(desk).ref == "Q2-2019"


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_question_of_any_type_wants_only_its_words(desk, draft, kind):
    made, ref = design.add_question(desk, draft.id, "A", kind, after="A1")
    assert refs(made) == {"A": ["A1", ref, "A2", "A3"]}
    assert check_design(made) == (f"{ref} has no words.",)
    desk.undo()
    assert now(desk, draft) == draft


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_question_becomes_one_of_any_other_type(desk, draft, kind):
    _made, ref = design.add_question(desk, draft.id, "A", kind)
    edit_question(desk, draft.id, ref, text="Asked", hint="So")
    before = now(desk, draft)
    for other in QUESTION_TYPES:
        after = design.change_kind(desk, draft.id, ref, other)
        assert check_design(after) == ()
        assert (question(after, ref).text, question(after, ref).hint) == ("Asked", "So")
        if after != before:
            desk.undo()


def test_a_lists_choices_become_rows_to_tick_and_choices_again(desk, draft):
    ticked = design.change_kind(desk, draft.id, "A2", "several")
    assert [(row.ref, row.label) for row in question(ticked, "A2").rows] == [
        ("A2.1", "In a room"),
        ("A2.2", "Online"),
    ]
    assert design.change_kind(desk, draft.id, "A2", "choice") == draft


def test_questions_are_ordered_within_and_across_sections(desk, draft):
    design.add_section(desk, draft.id, "Second")
    assert refs(design.move_question(desk, draft.id, "A3", -1)) == {"A": ["A1", "A3", "A2"], "B": ["B1"]}
    assert refs(design.move_question(desk, draft.id, "A2", 1)) == {"A": ["A1", "A3"], "B": ["A2", "B1"]}
    assert refs(design.move_question(desk, draft.id, "A2", -1)) == {"A": ["A1", "A3", "A2"], "B": ["B1"]}
    assert refs(design.move_to_section(desk, draft.id, "A1", "B")) == {"A": ["A3", "A2"], "B": ["B1", "A1"]}
    assert desk.undoable().label == "Move question A1 to section B"


def test_moving_past_either_end_changes_nothing(desk, draft):
    assert design.move_question(desk, draft.id, "A1", -1) == draft
    assert design.move_question(desk, draft.id, "A3", 1) == draft


def test_sections_are_made_named_ordered_copied_and_removed(desk, draft):
    made, letter = design.add_section(desk, draft.id, "Who works for you")
    assert (letter, made.sections[1].tab) == ("B", "B Who works for you")
    made = design.rename_section(desk, draft.id, "B", "Who works for you, and in which of your services?")
    assert made.sections[1].tab == "B Who works for you, and in"
    assert list(refs(design.move_section(desk, draft.id, "B", -1))) == ["B", "A"]
    made, letter = design.copy_section(desk, draft.id, "A")
    assert refs(made) == {"B": ["B1"], "A": ["A1", "A2", "A3"], letter: ["C1", "C2", "C3"]}
    assert refs(design.remove_section(desk, draft.id, "B")) == {
        "A": ["A1", "A2", "A3"],
        "C": ["C1", "C2", "C3"],
    }


def test_letters_are_put_in_order_without_touching_references_unless_asked(desk, draft):
    design.add_section(desk, draft.id, "Second")
    design.move_section(desk, draft.id, "B", -1)
    assert refs(design.letter_in_order(desk, draft.id)) == {"A": ["B1"], "B": ["A1", "A2", "A3"]}
    assert refs(design.number_in_order(desk, draft.id)) == {"A": ["A1"], "B": ["B1", "B2", "B3"]}
    assert [row.ref for row in question(now(desk, draft), "B3").rows] == ["B3.1", "B3.2"]


def test_a_condition_follows_the_reference_and_the_answer_it_hangs_on(desk, draft):
    edit_question(desk, draft.id, "A3", shown_if="A2", shown_when=("Online",))
    after = design.rename_question(desk, draft.id, "A2", "A20")
    assert question(after, "A3").shown_if == "A20"
    worded = replace(question(after, "A20"), choices=("In a room", "On a screen"))
    assert question(design.change_question(desk, draft.id, worded), "A3").shown_when == ("On a screen",)
    copied, letter = design.copy_section(desk, draft.id, "A")
    assert question(copied, f"{letter}3").shown_if == f"{letter}2"
    alone, ref = design.copy_question(desk, draft.id, "A3")
    assert (question(alone, ref).shown_if, question(alone, ref).shown_when) == ("A20", ("On a screen",))


def test_what_a_removed_question_decided_is_listed_not_let_go_in_silence(desk, draft):
    edit_question(desk, draft.id, "A3", shown_if="A2", shown_when=("Online",))
    after = design.remove_question(desk, draft.id, "A2")
    assert check_design(after) == ("A3 is asked only after an answer to A2, which does not stand before it.",)


def test_questions_of_another_questionnaire_come_under_references_of_this_one(desk, draft):
    other = questionnaires.example()
    section = other.sections[1]
    made, added = design.add_copies(desk, draft.id, "A", section.questions[:2], after="A1")
    assert refs(made) == {"A": ["A1", *added, "A2", "A3"]}
    assert [question(made, ref).text for ref in added] == [one.text for one in section.questions[:2]]
    assert desk.undoable().label == "Add 2 questions"
    wanted = {one.ref for one in section.questions}
    made, letters = design.add_section_copies(desk, draft.id, other, wanted)
    assert [one.text for one in made.sections[-1].questions] == [one.text for one in section.questions]
    assert [one.letter for one in made.sections] == ["A", *letters] == ["A", "B"]
    assert check_design(made) == ()


def test_one_begun_from_another_has_a_reference_of_its_own(desk):
    first = design.begin_from(desk, questionnaires.example())
    second = design.begin_from(desk, questionnaires.example())
    assert (first.ref, second.ref) == ("HTG-2019", "HTG-2019-2")
    assert (second.status, second.version, second.issued_on) == ("draft", "1.0", None)


def test_a_draft_is_removed_whole_and_comes_back_whole(desk, draft):
    questionnaires.set_status(desk, draft.id, LIVE)
    newer = questionnaires.make_version(desk, draft.id, "1.1")
    design.remove_draft(desk, newer.id)
    assert rows.find(desk.db, QuestionMap) == []
    desk.undo()
    assert len(rows.find(desk.db, QuestionMap)) == 3
    with pytest.raises(DeskError, match="has been issued"):
        design.remove_draft(desk, draft.id)


def test_an_only_version_may_be_called_otherwise_and_another_may_not(desk, draft):
    assert design.rename(desk, draft.id, "ASK-2019").ref == "ASK-2019"
    with pytest.raises(DeskError, match="already"):
        design.rename(desk, design.begin(desk).id, "ASK-2019")
    questionnaires.set_status(desk, draft.id, LIVE)
    newer = questionnaires.make_version(desk, draft.id, "1.1")
    with pytest.raises(DeskError, match="so it stays"):
        design.rename(desk, newer.id, "OTHER")


class TestOlderAnswers:
    """Where the questions of an older version stand follows the draft as it is changed."""

    @pytest.fixture
    def newer(self, desk, draft):
        questionnaires.set_status(desk, draft.id, LIVE)
        return questionnaires.make_version(desk, draft.id, "1.1")

    def leads(self, desk, version="1.1", before="1.0"):
        maps = rows.find(desk.db, QuestionMap, from_version=before, to_version=version)
        return {one.from_question: one.to_question for one in maps}

    def test_a_renamed_question_keeps_its_answers(self, desk, newer):
        design.rename_question(desk, newer.id, "A2", "A5")
        assert self.leads(desk) == {"A1": "A1", "A2": "A5", "A3": "A3"}
        desk.undo()
        assert self.leads(desk) == {"A1": "A1", "A2": "A2", "A3": "A3"}

    def test_references_may_change_places(self, desk, newer):
        design.move_question(desk, newer.id, "A2", -1)
        design.number_in_order(desk, newer.id)
        assert self.leads(desk) == {"A1": "A2", "A2": "A1", "A3": "A3"}

    def test_a_removed_one_leads_nowhere_and_a_new_one_takes_no_reference_of_an_older_version(
        self, desk, newer
    ):
        design.remove_question(desk, newer.id, "A3")
        assert self.leads(desk)["A3"] == ""
        _made, ref = design.add_question(desk, newer.id, "A")
        assert ref == "A4"

    def test_a_third_version_is_reached_from_the_first(self, desk, newer):
        design.rename_question(desk, newer.id, "A2", "A5")
        questionnaires.set_status(desk, newer.id, LIVE)
        third = questionnaires.make_version(desk, newer.id, "2.0")
        design.rename_question(desk, third.id, "A5", "A6")
        assert self.leads(desk, "2.0", "1.1")["A5"] == "A6"
        assert self.leads(desk, "2.0", "1.0")["A2"] == "A6"

    def test_the_draft_given_another_version_keeps_them(self, desk, newer):
        questionnaires.edit_questionnaire(desk, newer.id, version="2.0")
        assert self.leads(desk, "2.0") == {"A1": "A1", "A2": "A2", "A3": "A3"}
        assert rows.get(desk.db, Questionnaire, newer.id).version == "2.0"


class TestLinksToRecommendations:
    @pytest.fixture
    def third(self, desk):
        review = Review(id="v", ref="CI", title="Child I")
        made = Recommendation(id="r3", review_id="v", ref="R3", number="3", text="Ask the landlords")
        with desk.step("Add a review"):
            rows.put_many(desk.db, [review, made])
        return made

    def test_what_a_question_tests_is_offered_and_called_by_its_reference(self, desk, draft, third):
        assert [one.words for one in links.offered(desk)] == ["R3 of Child I: Ask the landlords"]
        after = edit_question(desk, draft.id, "A1", recommendation_ids=("r3", "gone"))
        assert links.refs_tested(desk, question(after, "A1")) == ["R3 of Child I"]

    def test_a_recommendation_that_questions_test_is_not_removed_under_them(self, desk, draft, third):
        edit_question(desk, draft.id, "A1", recommendation_ids=("r3",))
        edit_question(desk, draft.id, "A2", recommendation_ids=("r3",))
        with pytest.raises(DeskError, match="2 questions that test it"):
            records.remove(desk, third)
        edit_question(desk, draft.id, "A1", recommendation_ids=())
        edit_question(desk, draft.id, "A2", recommendation_ids=())
        records.remove(desk, third)
        assert links.offered(desk) == []

    def test_the_embargo_of_its_review_is_on_the_questionnaire_too(self, desk, draft, third):
        with desk.step("Embargo"):
            rows.put(desk.db, Review(id="v", ref="CI", title="Child I", embargo_until="2019-06-01T00:01"))
        assert embargo.marking(desk, draft) == "OFFICIAL"
        after = edit_question(desk, draft.id, "A1", recommendation_ids=("r3",))
        assert embargo.marking(desk, after) == "OFFICIAL, EMBARGOED until 1 June 2019 00:01"
        assert embargo.of_questionnaire(desk, after).startswith("Child I: Embargoed until 1 June 2019")
