"""Every record shows an organisation under the name it bore at the record's day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, GREEN, Action, ProgressNote
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.meetings import Attendance, Meeting
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation, OrganisationName
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, issuing, organisation_names, organisations, records, register
from assurance_desk.services.desk import Desk
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows
from tests import gaps_desk

BOARD = "Merrowshire Safeguarding Children Board"
PARTNERSHIP = "Merrowshire Safeguarding Children Partnership"
MSCB = Organisation(id="b", ref="MSCB", name=BOARD, short_name="MSCB", kind=SAFEGUARDING_BODY)
SINCE = date(2019, 9, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add the body"):
        rows.put(made.db, MSCB)
    yield made
    made.close()


def borne(desk: Desk) -> list[tuple[str, str]]:
    return [
        (one.short_name, one.since.isoformat() if one.since else "at first")
        for one in organisation_names.names_of(desk, "b")
    ]


def test_a_name_still_to_come_holds_from_its_day_everywhere(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    assert organisations.body_name(desk) == BOARD
    assert organisations.table(desk)[0].name == BOARD
    assert organisations.whole(desk, "b").organisation.name == BOARD
    assert organisations.name_on(desk, "b", SINCE, short=True) == "MSCP"
    desk.clock = Clock(SINCE)
    assert organisations.body_name(desk) == PARTNERSHIP
    assert organisations.body_word(desk) == "Partnership"
    assert organisations.table(desk)[0].name == PARTNERSHIP
    assert organisations.whole(desk, "b").organisation.name == PARTNERSHIP
    desk.undo()
    assert organisations.body_name(desk) == BOARD


def test_a_name_given_late_is_put_in_order(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", date(2019, 6, 1))
    organisations.rename(desk, MSCB, "Merrowshire Local Safeguarding Board", "MLSB", date(2010, 4, 1))
    assert borne(desk) == [("MSCB", "at first"), ("MLSB", "2010-04-01"), ("MSCP", "2019-06-01")]
    assert organisations.body_name(desk) == PARTNERSHIP
    assert organisations.body_name(desk, date(2015, 1, 1), short=True) == "MLSB"


def test_two_names_of_one_day_and_the_same_name_again_are_refused(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    with pytest.raises(DeskError, match="from 1 September 2019 already"):
        organisations.rename(desk, MSCB, "Merrowshire Executive", "ME", SINCE)
    with pytest.raises(DeskError, match=f"called “{PARTNERSHIP}” already"):
        organisations.rename(desk, MSCB, PARTNERSHIP, "", date(2020, 1, 1))
    with pytest.raises(DeskError, match="cannot be empty"):
        organisations.rename(desk, MSCB, "  ", "", date(2020, 1, 1))
    assert len(borne(desk)) == 2


def test_a_name_is_corrected_and_its_day_too(desk: Desk) -> None:
    organisations.rename(desk, MSCB, "Merowshire Partnership", "MP", date(2019, 7, 1))
    wrong = organisation_names.names_of(desk, "b")[1]
    records.edit_record(desk, wrong, "name", PARTNERSHIP)
    assert organisations.body_name(desk) == PARTNERSHIP
    assert rows.get(desk.db, Organisation, "b").name == PARTNERSHIP
    records.edit_record(desk, wrong, "since", "1 September 2019")
    assert organisations.body_name(desk) == BOARD
    with pytest.raises(DeskError, match="Only its first name"):
        records.edit_record(desk, wrong, "since", "")
    desk.undo()
    assert organisations.body_name(desk) == PARTNERSHIP
    desk.undo()
    assert organisations.body_name(desk) == "Merowshire Partnership"


def test_a_name_taken_out_leaves_the_others_whole(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", date(2019, 6, 1))
    first, second = organisation_names.names_of(desk, "b")
    organisation_names.remove_name(desk, second)
    assert organisations.body_name(desk) == BOARD
    assert borne(desk) == []
    desk.undo()
    assert organisations.body_name(desk) == PARTNERSHIP
    organisation_names.remove_name(desk, first)
    assert organisations.body_name(desk, date(1999, 1, 1)) == PARTNERSHIP
    assert borne(desk) == []
    desk.undo()
    assert borne(desk) == [("MSCB", "at first"), ("MSCP", "2019-06-01")]


def test_a_name_typed_over_is_put_right_not_added(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", date(2019, 6, 1))
    records.edit_record(desk, organisations.body(desk), "name", "Merrowshire Children’s Partnership")
    assert organisations.body_name(desk) == "Merrowshire Children’s Partnership"
    assert organisations.body_name(desk, date(2019, 5, 31)) == BOARD
    desk.undo()
    assert organisations.body_name(desk) == PARTNERSHIP


def test_nothing_is_a_part_of_itself_however_far_round(desk: Desk) -> None:
    with desk.step("Add"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="c", ref="C", name="County Council"),
                Organisation(id="d", ref="D", name="Housing", parent_id="c"),
                Organisation(id="e", ref="E", name="Hostels", parent_id="d"),
            ],
        )
    county = rows.get(desk.db, Organisation, "c")
    with pytest.raises(DeskError, match="Hostels is a part of County Council already"):
        records.edit_record(desk, county, "parent_id", "Hostels")
    with pytest.raises(DeskError, match="a part of"):
        records.edit_record(desk, county, "parent_id", "County Council")
    with pytest.raises(DeskError, match="D is the reference of Housing"):
        records.edit_record(desk, county, "ref", "d")
    assert rows.get(desk.db, Organisation, "c") == county
    records.edit_record(desk, rows.get(desk.db, Organisation, "e"), "parent_id", "C")
    assert rows.get(desk.db, Organisation, "e").parent_id == "c"


def test_a_finished_action_keeps_the_name_of_the_day_it_was_finished(desk: Desk) -> None:
    with desk.step("Add"):
        rows.put_many(
            desk.db,
            [
                Review(id="v", ref="CI", title="Child I"),
                Action(id="done", review_id="v", ref="R1", text="x", lead_organisation_id="b", delivery=BLUE),
                ProgressNote(id="n", action_id="done", on=date(2019, 5, 16), text="Done", delivery=BLUE),
                Action(
                    id="due",
                    review_id="v",
                    ref="R2",
                    text="y",
                    lead_organisation_id="b",
                    delivery=BLUE,
                    due=When(2019, 9),
                ),
                Action(
                    id="open", review_id="v", ref="R3", text="z", lead_organisation_id="b", delivery=GREEN
                ),
            ],
        )
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    desk.clock = Clock(date(2020, 1, 1))
    shown = {row.id: row.organisation for row in register.all_actions(desk)}
    assert shown == {"done": "MSCB", "due": "MSCP", "open": "MSCP"}
    assert organisations.lead_name(desk, rows.get(desk.db, Action, "done")) == BOARD
    assert organisations.lead_name(desk, rows.get(desk.db, Action, "open")) == PARTNERSHIP


def test_a_former_name_still_finds_the_organisation(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", date(2019, 6, 1))
    assert records.organisation_lookup(desk)(BOARD) == "b"
    assert records.organisation_lookup(desk)("mscp") == "b"


def test_a_return_issued_bears_the_name_of_its_day_for_good(tmp_path: Path) -> None:
    desk = files.create(tmp_path / "w.assurance", Clock(date(2019, 4, 30)))
    asked = gaps_desk.fill(desk, taken=False)
    ludmarsh = rows.one(desk.db, Organisation, ref="O05")
    organisations.rename(desk, ludmarsh, "Ludmarsh Living", "", date(2019, 5, 1))
    plan = issuing.plan_issue(desk, f"{asked.ref} {asked.version}", ["O05"])
    assert plan.copies[0].recipient.name == "Ludmarsh Homes"
    desk.clock = Clock(date(2019, 5, 2))
    with desk.step("Forget the copy"):
        rows.remove(desk.db, plan.copies[0].record)
    later = issuing.plan_issue(desk, f"{asked.ref} {asked.version}", ["O05"])
    assert later.copies[0].recipient.name == "Ludmarsh Living"
    desk.close()


def test_a_draft_for_a_past_position_uses_that_days_names(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    desk.clock = Clock(date(2020, 5, 1))
    draft = Paper(id="p", kind="board-paper", title="Old", position_at="30 April 2019, 17:00")
    assert take_snapshot(desk, draft).body == BOARD
    spoken = Paper(id="q", kind="board-paper", title="New", position_at="as at the spring meeting")
    assert take_snapshot(desk, spoken).body == PARTNERSHIP


def test_names_come_back_from_the_file_as_they_were_given(desk: Desk) -> None:
    organisations.rename(desk, MSCB, "  Merrowshire   Partnership ", " MP ", SINCE)
    kept = rows.find(desk.db, OrganisationName, organisation_id="b")
    assert {(one.name, one.short_name) for one in kept} == {
        (BOARD, "MSCB"),
        ("Merrowshire Partnership", "MP"),
    }


def test_an_organisation_named_in_a_record_of_a_day_is_kept_under_its_name_of_that_day(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    desk.clock = Clock(date(2020, 1, 1))
    with desk.step("A meeting and evidence"):
        rows.put_many(
            desk.db,
            [
                Meeting(id="m", forum="Board", on=date(2019, 5, 16)),
                Attendance(id="a", meeting_id="m", who="Business manager"),
                Evidence(id="e", title="Leaflet", dated=date(2019, 10, 1)),
            ],
        )
    came, leaflet = rows.get(desk.db, Attendance, "a"), rows.get(desk.db, Evidence, "e")
    for typed, kept in (
        (PARTNERSHIP, BOARD), ("mscp", "MSCB"), ("MSCB", "MSCB"), ("Police", "Police"), ("", ""),
    ):  # fmt: skip
        assert records.edit_record(desk, came, "organisation", typed).organisation == kept
    assert records.edit_record(desk, leaflet, "source", BOARD).source == PARTNERSHIP
    assert records.edit_record(desk, leaflet, "source", "Its printer").source == "Its printer"


def test_a_judgement_of_an_earlier_day_is_the_bodys_of_that_day(desk: Desk) -> None:
    organisations.rename(desk, MSCB, PARTNERSHIP, "MSCP", SINCE)
    desk.clock = Clock(date(2020, 1, 1))
    with desk.step("An action"):
        rows.put_many(
            desk.db,
            [Review(id="v", ref="CI", title="Child I"), Action(id="a", review_id="v", ref="R1", text="x")],
        )
    action = rows.get(desk.db, Action, "a")
    assert records.judge(desk, action, "Limited", on=date(2019, 5, 16)).forum == "Board"
    assert records.judge(desk, action, "Reasonable").forum == "Partnership"
