"""Editing the register: each a named step that can be taken back, and rules that hold whoever edits."""

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    LEARNING_POINT,
    TRANSFERRED,
    UNDERTAKING,
    Action,
    ProgressNote,
)
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, records, register
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))


@pytest.fixture
def third(desk, review):
    return records.add_recommendation(desk, review, "Train housing staff.", number="3", response="*We will.*")


@pytest.fixture
def action(desk, review, third):
    return records.add_action(desk, review, "Issues taken up", recommendation=third)


def label(desk):
    return desk.undoable().label


def test_an_edit_is_one_step_named_by_record_and_field(desk, third):
    records.edit_record(desk, third, "title", "Housing staff are trained")
    assert label(desk) == "Edit recommendation R3, short name"
    desk.undo()
    assert rows.get(desk.db, Recommendation, third.id).title == ""


def test_an_edit_that_changes_nothing_is_no_step(desk, third):
    before = len(desk.history())
    records.edit_record(desk, third, "title", "")
    assert len(desk.history()) == before


def test_an_edit_starts_from_what_stands_in_the_workbook(desk, action):
    records.edit_record(desk, action, "owner_role", "Business manager")
    records.edit_record(desk, action, "due", "Sep 2019")
    found = rows.get(desk.db, Action, action.id)
    assert (found.owner_role, found.due) == ("Business manager", When(2019, 9))


def test_a_refused_edit_leaves_everything(desk, third):
    with pytest.raises(DeskError, match="fixed"):
        records.edit_record(desk, third, "text", "Other words")
    assert rows.get(desk.db, Recommendation, third.id).text == "Train housing staff."


def test_a_record_that_is_gone_is_refused_in_words(desk, action):
    records.remove(desk, action)
    with pytest.raises(DeskError, match="no longer in the workbook"):
        records.edit_record(desk, action, "text", "x")


def test_references_follow_on(desk, review, third):
    refs = [records.add_action(desk, review, "a", recommendation=third).ref for _n in range(2)]
    refs += [
        records.add_action(desk, review, "u", kind=kind).ref
        for kind in (UNDERTAKING, LEARNING_POINT, UNDERTAKING)
    ]
    assert refs == ["R3.1", "R3.2", "U1", "L1", "U2"]
    again = records.add_recommendation(desk, review, "More.", number="3")
    assert again.ref == "R3-2"


def test_empty_records_are_refused(desk, review, action):
    for work in (
        lambda: records.add_action(desk, review, " "),
        lambda: records.add_recommendation(desk, review, ""),
        lambda: records.add_progress(desk, action, "\n"),
        lambda: records.add_evidence(desk, action, ""),
    ):
        with pytest.raises(DeskError, match="cannot be empty"):
            work()


def test_what_others_rest_on_is_not_removed(desk, review, third, action):
    with pytest.raises(DeskError, match="Recommendation R3 has 1 action, so it was not removed"):
        records.remove(desk, third)
    with pytest.raises(DeskError, match="Review CI has 1 recommendation and 1 action"):
        records.remove(desk, review)
    records.remove(desk, action)
    records.remove(desk, third)
    assert rows.find(desk.db, Response) == []
    desk.undo()
    assert rows.one(desk.db, Response).text == "*We will.*"


def test_progress_notes_are_only_added_to(desk, action):
    note = records.add_progress(desk, action, "7 of 9 replied.", delivery=AMBER, note="7 of 9 replied")
    assert label(desk) == "Record progress on R3.1"
    found = rows.get(desk.db, Action, action.id)
    assert (found.delivery, found.delivery_note, note.delivery) == (AMBER, "7 of 9 replied", AMBER)
    with pytest.raises(DeskError):
        records.edit_record(desk, note, "text", "9 of 9 replied.")
    with pytest.raises(DeskError, match="only ever added to"):
        records.remove(desk, note)
    desk.undo()
    assert rows.find(desk.db, ProgressNote) == []
    assert rows.get(desk.db, Action, action.id).delivery == GREY


def test_blue_waits_for_accepted_evidence(desk, action):
    for work in (
        lambda: records.set_delivery(desk, action, BLUE),
        lambda: records.edit_record(desk, action, "delivery", BLUE),
        lambda: records.add_progress(desk, action, "Done.", delivery=BLUE),
    ):
        with pytest.raises(DeskError, match="cannot be Blue yet"):
            work()
    seen = records.add_evidence(desk, action, "Replies", strength="audit")
    records.accept_evidence(desk, seen)
    records.set_delivery(desk, action, BLUE)
    assert label(desk) == "Set R3.1 to Blue"
    for work in (
        lambda: records.edit_record(desk, seen, "state", "queried"),
        lambda: records.remove(desk, seen),
    ):
        with pytest.raises(DeskError, match="is Blue on the strength of “Replies”"):
            work()
    records.set_delivery(desk, action, GREEN)
    records.edit_record(desk, seen, "state", "queried")


def test_blue_from_before_the_register_says_so(desk, action):
    records.set_delivery(desk, action, BLUE, note="Complete before this register; evidence not held")
    with pytest.raises(DeskError, match="cannot be Blue"):
        records.edit_record(desk, action, "delivery_note", "")
    assert rows.find(desk.db, Evidence) == []


def test_an_ending_needs_its_reason(desk, action):
    with pytest.raises(DeskError, match="needs a reason"):
        records.edit_record(desk, action, "delivery", TRANSFERRED)
    records.set_delivery(desk, action, TRANSFERRED, note="To the Adults Board")


def test_a_judgement_is_added_beside_earlier_ones(desk, third):
    records.judge(desk, third, "limited", basis="11 of 12 replied", on=date(2019, 5, 16))
    records.judge(desk, third, "Reasonable", on=date(2019, 7, 18))
    assert [(j.level, j.forum) for j in register.detail(desk, third.id).judgements] == [
        ("Reasonable", "Board"),
        ("Limited", "Board"),
    ]
    with pytest.raises(DeskError):
        records.judge(desk, third, "Splendid")
    assert len(rows.find(desk.db, Judgement)) == 2


def test_an_organisation_is_found_by_any_of_its_names(desk, action):
    records.add(desk, Organisation(id="o5", ref="O05", name="Ludmarsh Homes", short_name="Ludmarsh"))
    for typed in ("ludmarsh  homes", "O05", "Ludmarsh", "o5"):
        records.edit_record(desk, action, "lead_organisation_id", typed)
        assert rows.get(desk.db, Action, action.id).lead_organisation_id == "o5"
        records.edit_record(desk, action, "lead_organisation_id", "")


def test_the_register_reads_a_review_whole(desk, review, third, action):
    point = records.add_action(desk, review, "Remind parents", kind=LEARNING_POINT)
    found = register.read(desk, review.id)
    assert [a.ref for a in found.before] == ["L1"]
    assert [(r.ref, [a.ref for a in actions]) for r, actions in found.recommendations] == [("R3", ["R3.1"])]
    assert found.totals() == ("1 action", "1 learning point and 1 action without an owner")
    whole = register.detail(desk, action.id)
    assert (whole.ref, whole.id, whole.title) == ("R3", third.id, "Train housing staff.")
    alone = register.detail(desk, point.id)
    assert (alone.ref, alone.recommendation, alone.title) == ("L1", None, "Remind parents")
    assert register.detail(desk, "gone") is None
    assert register.read(desk, "gone") is None
    assert [(c.review.ref, c.recommendations, c.actions) for c in register.reviews(desk)] == [("CI", 1, 2)]


def test_the_most_pressing_action_is_shown_first():
    def made(ref, **more):
        return Action(id=ref, review_id="r", ref=ref, text=ref, **more)

    today = date(2019, 7, 22)
    blue, green = made("1", delivery=BLUE), made("2", delivery=GREEN)
    amber, late = made("3", delivery=AMBER), made("4", delivery=GREEN, due=When(2019, 6))
    assert register.most_pressing([blue, green, amber, late], today) is late
    assert register.most_pressing([blue, green, amber], today) is amber
    assert register.most_pressing([blue, green], today) is green
    assert register.most_pressing([blue], today) is blue
    assert register.most_pressing([], today) is None


def test_overdue_counts_months_by_their_end(desk, review, third):
    for due, state in (
        ("Jul 2019", GREEN),
        ("Jun 2019", GREEN),
        ("21 Jul 2019", AMBER),
        ("22 Jul 2019", AMBER),
    ):
        made = records.add_action(desk, review, due, recommendation=third)
        records.edit_record(desk, made, "due", due)
        records.set_delivery(desk, made, state)
    assert register.overdue(desk) == 2
    assert [row.action.text for row in register.all_actions(desk)] == [
        "Jul 2019",
        "Jun 2019",
        "21 Jul 2019",
        "22 Jul 2019",
    ]


def test_a_judgement_is_the_bodys_own_by_whatever_word_it_goes(desk, third):
    assert records.judge(desk, third, "Limited").forum == "Board"
    partnership = Organisation(
        id="o1", ref="O01", name="Merrowshire Safeguarding Children Partnership", kind=SAFEGUARDING_BODY
    )
    with desk.step("Add organisation"):
        rows.put(desk.db, partnership)
    assert records.judge(desk, third, "Limited").forum == "Partnership"
    assert records.judge(desk, third, "No", forum=" Housing subgroup ").forum == "Housing subgroup"
