"""A snapshot holds what stood that day, and the paper made of it says nothing else."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.returns import DECLINED, TAKEN, Answer, Query, Return, ReturnFile
from assurance_desk.services import files, gaps, organisations, papers, sample_register
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows
from tests import gaps_desk
from tests.paper_lines import lines_of

pytestmark = pytest.mark.whole


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 4, 30)))
    made.questionnaire = gaps_desk.fill(made)
    yield made
    made.close()


def taken(desk):
    return take_snapshot(desk, papers.create_board_paper(desk, desk.questionnaire.id))


def test_the_readme_figures_come_out_of_the_workbook(desk):
    found = taken(desk).gaps
    assert [(m.measure.title, m.whole.met, m.whole.of) for m in found.matrices] == [
        ("All staff", 404, 607), ("Home visitors", 291, 464), ("Adults", 389, 607), ("Domestic abuse", 217, 607),
    ]  # fmt: skip
    replies = found.replies
    assert (replies.returns_came, replies.returns) == (13, 14)
    assert (replies.organisations_replied, replies.organisations_with_figures, replies.organisations) == (
        11,
        10,
        12,
    )
    assert [one.asked.ref for one in found.challenges] == ["O06c"]


def test_what_stands_beside_the_figures(desk):
    found = taken(desk)
    assert found.body == "Merrowshire Safeguarding Children Board"
    assert found.recommendation.number == "3"
    assert found.review.pseudonym == "Child I"
    assert found.responses[0].text
    assert [action.ref for action in found.actions][:2] == ["R3.1", "R3.2"]
    assert found.meeting.on == date(2019, 5, 16)
    assert found.position_at.startswith("30 April 2019, ")
    penhollow = next(one for one in found.gaps.asked if one.ref == "O03")
    assert found.chase_steps(penhollow) == ("reminder", "chaser", "call", "letter from the Chair")
    general_needs = next(one for one in found.decisions if one.how == "confirmed by telephone")
    assert (general_needs.places, general_needs.decision) == (("D1 SG5",), "31")


def test_the_body_is_called_what_it_was_called_on_the_day(desk):
    before = taken(desk)
    sample_register.rename_body(desk)
    desk.clock = Clock(date(2020, 5, 1))
    after = take_snapshot(desk, before.paper)
    assert after.body == "Merrowshire Safeguarding Children Partnership"
    assert after.body_word == "Partnership"
    issued = replace(before.paper, issued_on=date(2019, 8, 31))
    assert take_snapshot(desk, issued).body == "Merrowshire Safeguarding Children Board"


def test_an_organisation_renamed_later_keeps_its_name_of_the_day(desk):
    ludmarsh = rows.one(desk.db, Organisation, ref="O05")
    organisations.rename(desk, ludmarsh, "Ludmarsh Living", "Ludmarsh Living", date(2019, 10, 1))
    names = [one.short for one in gaps.analyse(desk, desk.questionnaire.id, on=date(2019, 4, 30)).asked]
    assert "Ludmarsh Homes" in names
    later = [one.short for one in gaps.analyse(desk, desk.questionnaire.id, on=date(2019, 11, 1)).asked]
    assert "Ludmarsh Living" in later


def test_a_snapshot_goes_to_another_process_and_gives_the_same_paper(desk):
    found = taken(desk)
    again = pickle.loads(pickle.dumps(found))
    assert lines_of(build_paper(again, found.paper)) == lines_of(build_paper(found, found.paper))


def test_a_paper_on_nothing_and_a_questionnaire_issued_to_nobody(desk):
    bare = take_snapshot(desk, Paper(id="p", kind="board-paper", title="Nothing yet"))
    assert bare.gaps is None
    assert build_paper(bare, bare.paper).info.title == "Nothing yet"


def test_open_doubts_keep_a_cell_out_of_the_figures(desk):
    found = rows.one(desk.db, Return, ref="O05")
    answer = rows.one(desk.db, Answer, return_id=found.id, question="D1", row="SG5", column="children")
    doubt = Query(
        id="q",
        return_id=found.id,
        kind="unreadable",
        question="D1",
        row="SG5",
        column="children",
        found="19 or so",
    )
    with desk.step("Doubt"):
        rows.remove(desk.db, answer)
        rows.put(desk.db, doubt)
    main = gaps.analyse(desk, desk.questionnaire.id).main
    assert main.cell(found.id, "SG5").state == "unreadable"
    assert (main.whole.met, main.whole.of) == (404 - 19, 607 - 48)
    with desk.step("Hold a figure, doubted"):
        rows.put_many(desk.db, [answer, replace(doubt, kind="check")])
    assert gaps.analyse(desk, desk.questionnaire.id).main.cell(found.id, "SG5").state == "unconfirmed"
    with desk.step("A second version differs"):
        rows.put(desk.db, replace(doubt, kind="difference"))
    assert gaps.analyse(desk, desk.questionnaire.id).main.whole.of == 607


def test_a_moderated_figure_is_the_one_counted(desk):
    found = rows.one(desk.db, Return, ref="O05")
    answer = rows.one(desk.db, Answer, return_id=found.id, question="D1", row="SG5", column="children")
    with desk.step("Moderate"):
        rows.put(desk.db, replace(answer, agreed="10"))
    assert gaps.analyse(desk, desk.questionnaire.id).main.whole.met == 404 - 9


def test_a_declined_return_is_a_reply_and_no_return(desk):
    found = rows.one(desk.db, Return, ref="O03")
    with desk.step("Decline"):
        rows.put(desk.db, replace(found, state=DECLINED))
    replies = gaps.analyse(desk, desk.questionnaire.id).replies
    assert (replies.returns_came, replies.organisations_replied) == (13, 12)
    assert [one.ref for one in replies.declined] == ["O03"]


def test_a_return_on_the_older_version_was_not_asked_what_is_new(desk):
    found = rows.one(desk.db, Return, ref="O04")
    file = ReturnFile(id="f", return_id=found.id, name="old.xlsx", sha256="0", version="0.9", status="taken")
    with desk.step("An older file"):
        rows.put(desk.db, file)
    asked = {one.ref: one.not_asked for one in gaps.analyse(desk, desk.questionnaire.id).asked}
    assert asked["O04"] == ("B2a", "C6a", "E3b")
    assert asked["O05"] == ()
    with desk.step("And a newer one"):
        rows.put(desk.db, replace(file, id="g", version="1.0"))
    assert {one.not_asked for one in gaps.analyse(desk, desk.questionnaire.id).asked} == {()}


def test_behind_a_cell_stands_what_they_typed_and_where(desk):
    found = rows.one(desk.db, Return, ref="O06c")
    behind = gaps.behind(desk, found.id, "D1", "SG5")
    assert {one.column: one.value for one in behind.answers}["children"] == "12"
    assert all(one.source for one in behind.answers)
    assert behind.return_.state == TAKEN


def test_a_doubt_another_file_settled_is_said_once(desk):
    one = rows.one(desk.db, Return, ref="O08")
    settled = Query(
        id="settled", return_id=one.id, kind="difference", question="D1", row="SG2", column="children",
        status="closed", decision="4", decided_how="the corrected version stands",
    )  # fmt: skip
    check = next(q for q in rows.find(desk.db, Query, return_id=one.id) if q.kind == "check")
    with desk.step("decide"):
        rows.put(desk.db, settled)
        rows.put(desk.db, replace(check, decision="decided with another file: 4", decided_how=""))
    told = [(d.places, d.decision, d.how) for d in taken(desk).decisions if d.asked_id == one.id]
    assert told == [(("D1 SG2",), "4", "the corrected version stands")]
