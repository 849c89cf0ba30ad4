"""Organisations merge, split and succeed one another; what is open goes along, what is done stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, CLOSED, GREEN, STANDING, Action, ProgressNote
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Contact, Organisation, Service
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files, issuing, issuing_whom, organisations, records, register
from assurance_desk.services import organisation_changes as changes
from assurance_desk.services import organisation_fates as fates
from assurance_desk.services import organisation_taking_back as taking_back
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, tables

DAY = date(2023, 4, 1)
TODAY = date(2023, 6, 12)
LARKFORD = Organisation(
    id="l",
    ref="O01",
    name="Larkford Borough Council",
    short_name="Larkford BC",
    kind="district council",
    districts="Larkford",
    parent_id="c",
)
TALLIS = Organisation(id="t", ref="O02", name="Tallis Vale District Council", short_name="Tallis Vale DC")
COUNTY = Organisation(id="c", ref="MCC", name="Merrowshire County Council", short_name="County")
HOSTELS = Organisation(id="h", ref="O09", name="Larkford Hostels", parent_id="l")
NORTH = changes.New("North Larkford Council", "North Larkford")
SOUTH = changes.New("South Larkford Council", "South Larkford")


def action(action_id: str, **more: object) -> Action:
    return Action(
        id=action_id, review_id="v", ref=action_id, text="x", lead_organisation_id="l", **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(TODAY))
    with made.step("Add the councils"):
        rows.put_many(made.db, [COUNTY, LARKFORD, TALLIS, HOSTELS, Review(id="v", ref="CI", title="Child I")])
        rows.put_many(
            made.db,
            [
                action("R1", delivery=GREEN),
                action("R2", kind=STANDING),
                action("R3", delivery=BLUE),
                action("R4", delivery=CLOSED),
                Service(id="s", organisation_id="l", ref="a", name="Housing"),
                Service(id="ts", organisation_id="t", ref="a", name="Homes"),
                Contact(id="k1", organisation_id="l", role="Head of housing", service_id="s"),
                Contact(id="k2", organisation_id="l", role="Safeguarding lead"),
                Contact(id="k3", organisation_id="l", role="Clerk", left_on=date(2020, 1, 1)),
                Questionnaire(id="q", ref="Q", title="Q", version="1.0", status=LIVE, sections=()),
                Return(id="r", questionnaire_id="q", organisation_id="l", ref="O01", name="Larkford BC", code="AB"),
            ],
        )  # fmt: skip
    yield made
    assert checks.problems(made) == []
    made.close()


def everything(desk: Desk) -> dict[str, list[object]]:
    return {table: rows.find(desk.db, kind) for kind, table in tables.records().items()}


def leads(desk: Desk) -> dict[str, str]:
    return {row.action.ref: row.organisation for row in register.all_actions(desk)}


def said(desk: Desk, action_id: str) -> list[str]:
    return [one.text for one in rows.find(desk.db, ProgressNote, action_id=action_id)]


def old(desk: Desk) -> Organisation:
    return rows.get(desk.db, Organisation, "l")


def test_what_is_about_to_carry_over_is_told_first(desk: Desk) -> None:
    before = changes.carries_over(desk, LARKFORD)
    assert [one.ref for one in before.actions] == ["R1", "R2"]
    assert before.finished == 2
    assert [one.name for one in before.services] == ["Housing"]
    assert [one.role for one in before.contacts] == ["Head of housing", "Safeguarding lead"]
    assert [one.ref for one in before.returns] == ["O01"]
    assert [one.ref for one in before.parts] == ["O09"]


def test_a_split_shares_out_what_is_open_and_is_one_step(desk: Desk) -> None:
    before = everything(desk)
    shares = changes.Shares(actions={"R1": 0, "R2": 1}, services={"s": 1}, contacts={"k1": 1}, parts={"h": 1})
    north, south = changes.split(desk, LARKFORD, [NORTH, SOUTH], DAY, shares)
    assert leads(desk) == {
        "R1": "North Larkford",
        "R2": "South Larkford",
        "R3": "Larkford BC",
        "R4": "Larkford BC",
    }
    assert said(desk, "R2") == [
        "Now led by South Larkford Council: Larkford Borough Council was split on 1 April 2023."
    ]
    assert said(desk, "R3") == []
    assert (north.ref, north.kind, north.districts, north.parent_id, north.opened_on) == (
        "O03", "district council", "Larkford", "c", DAY,
    )  # fmt: skip
    (service,) = rows.find(desk.db, Service, organisation_id=south.id)
    (contact,) = rows.find(desk.db, Contact, organisation_id=south.id)
    assert (service.name, contact.role, contact.service_id, contact.since) == (
        "Housing", "Head of housing", service.id, DAY,
    )  # fmt: skip
    assert rows.find(desk.db, Contact, organisation_id=north.id) == []
    assert len(rows.find(desk.db, Contact, organisation_id="l")) == 3
    assert rows.get(desk.db, Organisation, "h").parent_id == south.id
    assert rows.get(desk.db, Return, "r").organisation_id == "l"
    assert old(desk).closed_on == DAY
    words = "was split into North Larkford Council and South Larkford Council on 1 April 2023"
    assert fates.fate(desk, old(desk)) == words
    assert [link.others for link in fates.came_of(desk, north)] == [(("l", "Larkford Borough Council"),)]
    desk.undo()
    assert everything(desk) == before
    desk.redo()
    assert leads(desk)["R2"] == "South Larkford"


def test_a_merger_into_one_that_is_there(desk: Desk) -> None:
    before = everything(desk)
    assert changes.merge(desk, [LARKFORD], TALLIS, DAY, contacts=["k2"]).id == "t"
    assert leads(desk)["R1"] == "Tallis Vale DC"
    assert said(desk, "R1") == [
        (
            "Now led by Tallis Vale District Council: Larkford Borough Council became part of Tallis Vale District "
            "Council on 1 April 2023."
        )
    ]
    assert [(one.ref, one.name) for one in rows.find(desk.db, Service, organisation_id="t", order="ref")] == [
        ("a", "Homes"), ("b", "Housing"),
    ]  # fmt: skip
    assert [one.role for one in rows.find(desk.db, Contact, organisation_id="t")] == ["Safeguarding lead"]
    assert fates.fate(desk, old(desk)) == "became part of Tallis Vale District Council on 1 April 2023"
    desk.undo()
    assert everything(desk) == before


def test_two_merge_into_a_new_one_that_may_bear_the_name_of_one(desk: Desk) -> None:
    new = changes.merge(desk, [LARKFORD, TALLIS], changes.New("Tallis Vale District Council"), DAY)
    assert (new.ref, new.opened_on) == ("O03", DAY)
    assert {one.ref for one in organisations.everyone(desk) if one.former(TODAY)} == {"O01", "O02"}
    assert [one.ref for one in organisations.offered(desk)] == ["MCC", "O03", "O09"]
    assert sorted(one.role for one in rows.find(desk.db, Contact, organisation_id=new.id)) == [
        "Head of housing", "Safeguarding lead",
    ]  # fmt: skip
    desk.undo()
    assert [one.ref for one in organisations.offered(desk)] == ["MCC", "O01", "O02", "O09"]


def test_a_parent_and_its_part_can_merge_with_each_other(desk: Desk) -> None:
    changes.merge(desk, [LARKFORD], HOSTELS, DAY)
    assert rows.get(desk.db, Organisation, "h").parent_id == "c"
    desk.undo()
    new = changes.merge(desk, [HOSTELS, LARKFORD], changes.New("Larkford Homes"), DAY)
    assert new.parent_id == "c"
    assert rows.get(desk.db, Organisation, "h").closed_on == DAY
    assert old(desk).closed_on == DAY


def test_one_succeeds_another_and_later_ones_are_followed(desk: Desk) -> None:
    first = changes.succeed(desk, LARKFORD, changes.New("Larkford Council"), DAY)
    second = changes.succeed(desk, first, changes.New("Larkford Unitary"), date(2023, 5, 1))
    assert leads(desk)["R1"] == "Larkford Unitary"
    assert fates.successors(desk, ["l", "t"]) == [second.id, "t"]
    assert [one.id for one in issuing.suggested(desk, rows.get(desk.db, Questionnaire, "q"))] == [second.id]
    # Recorded late: Tallis Vale had joined the first of them, so what is open goes to what that became.
    with desk.step("An action of Tallis Vale"):
        rows.put(desk.db, Action(id="R9", review_id="v", ref="R9", text="y", lead_organisation_id="t"))
    changes.merge(desk, [TALLIS], first, date(2023, 4, 15))
    assert leads(desk)["R9"] == "Larkford Unitary"
    assert said(desk, "R9") == [
        "Now led by Larkford Unitary: Tallis Vale District Council became part of Larkford Council on 15 April 2023."
    ]


def test_what_may_not_be_recorded_is_refused_in_a_sentence(desk: Desk) -> None:
    before = everything(desk)
    for act, words in (
        (lambda: changes.merge(desk, [LARKFORD], LARKFORD, DAY), "cannot become itself"),
        (lambda: changes.merge(desk, [LARKFORD, TALLIS], TALLIS, DAY), "cannot become itself"),
        (lambda: changes.split(desk, LARKFORD, [NORTH], DAY, changes.Shares()), "at least two"),
        (lambda: changes.split(desk, LARKFORD, [NORTH, NORTH], DAY, changes.Shares()), "named twice"),
        (lambda: changes.split(desk, LARKFORD, [LARKFORD, NORTH], DAY, changes.Shares()), "cannot become itself"),
        (lambda: changes.succeed(desk, LARKFORD, NORTH, date(2023, 6, 13)), "13 June 2023 is still to come"),
        (lambda: changes.succeed(desk, LARKFORD, changes.New(" "), DAY), "cannot be empty"),
        (lambda: changes.succeed(desk, LARKFORD, changes.New("Tallis vale district council"), DAY), "already"),
    ):  # fmt: skip
        with pytest.raises(DeskError, match=words):
            act()
    assert everything(desk) == before


def test_days_that_do_not_fit_are_refused(desk: Desk) -> None:
    (new, _other) = changes.split(desk, LARKFORD, [NORTH, SOUTH], DAY, changes.Shares())
    with pytest.raises(DeskError, match="Larkford Borough Council ended on 1 April 2023 already"):
        changes.succeed(desk, LARKFORD, TALLIS, DAY)
    with pytest.raises(DeskError, match="had ended by then"):
        changes.merge(desk, [TALLIS], old(desk), date(2023, 5, 1))
    with pytest.raises(DeskError, match="North Larkford Council began on 1 April 2023"):
        changes.merge(desk, [new], TALLIS, date(2023, 3, 1))
    with pytest.raises(DeskError, match="North Larkford Council began on 1 April 2023"):
        changes.merge(desk, [TALLIS], new, date(2023, 3, 1))
    with pytest.raises(DeskError, match="recorded together with what became of it"):
        records.edit_record(desk, old(desk), "closed_on", "")
    with pytest.raises(DeskError, match="end before it began"):
        records.edit_record(desk, new, "closed_on", "1 January 2023")


def test_a_former_one_is_kept_and_offered_for_nothing_new(desk: Desk) -> None:
    changes.merge(desk, [LARKFORD], TALLIS, DAY)
    assert "O01" in {row.ref for row in organisations.table(desk)}
    assert "O01" not in {one.ref for one in issuing.everyone(desk)}
    with pytest.raises(DeskError, match="Larkford Borough Council became part of Tallis Vale"):
        issuing_whom.copies_wanted(desk, rows.get(desk.db, Questionnaire, "q"), ["O01"])
    with pytest.raises(DeskError, match="has 1 return, 2 actions.*and 1 successor|Archive it instead"):
        records.remove(desk, old(desk))
    assert rows.one(desk.db, Organisation, id="l") is not None


def test_what_took_the_bodys_place_is_the_body_from_its_day(desk: Desk) -> None:
    board = Organisation(
        id="b", ref="MSCB", name="Merrowshire Safeguarding Children Board", kind=SAFEGUARDING_BODY
    )
    records.add(desk, board)
    changes.succeed(
        desk, board, changes.New("Merrowshire Safeguarding Children Partnership", "MSCP"), date(2019, 9, 1)
    )
    assert organisations.body_word(desk) == "Partnership"
    assert organisations.body_name(desk, date(2019, 8, 31)) == board.name
    organisations.set_body(desk, organisations.body(desk))
    assert organisations.body_name(desk, date(2019, 8, 31)) == board.name
    assert organisations.body_name(desk, short=True) == "MSCP"


def test_a_split_recorded_by_mistake_is_taken_back_long_after(desk: Desk) -> None:
    before = everything(desk)
    changes.split(desk, LARKFORD, [NORTH, SOUTH], DAY, changes.Shares(contacts={"k1": 0}, parts={"h": 1}))
    taking_back.take_back(desk, old(desk))
    after = everything(desk)
    assert [one.text for one in after["progress_note"]][-1] == (
        "Led by Larkford Borough Council again: what was recorded of it was taken back on 12 June 2023."
    )
    assert {**after, "progress_note": before["progress_note"]} == before
    desk.undo()
    assert leads(desk)["R1"] == "North Larkford"
    desk.redo()
    assert leads(desk)["R1"] == "Larkford BC"


def test_what_was_done_since_stays_where_it_is(desk: Desk) -> None:
    north, south = changes.split(desk, LARKFORD, [NORTH, SOUTH], DAY, changes.Shares(contacts={"k1": 0}))
    records.edit_record(desk, rows.get(desk.db, Action, "R1"), "lead_organisation_id", "Tallis Vale DC")
    records.edit_record(
        desk, rows.find(desk.db, Contact, organisation_id=north.id)[0], "phone", "01632 960 999"
    )
    taking_back.take_back(desk, old(desk))
    assert leads(desk)["R1"] == "Tallis Vale DC"
    assert leads(desk)["R2"] == "Larkford BC"
    assert old(desk).closed_on is None
    assert rows.one(desk.db, Organisation, id=south.id) is None
    assert rows.one(desk.db, Organisation, id=north.id) is not None
    with pytest.raises(DeskError, match="Nothing is recorded"):
        taking_back.take_back(desk, old(desk))


def test_all_who_merged_are_there_again(desk: Desk) -> None:
    changes.merge(desk, [LARKFORD, TALLIS], changes.New("Vale Council"), DAY)
    taking_back.take_back(desk, TALLIS)
    assert [one.ref for one in organisations.offered(desk)] == ["MCC", "O01", "O02", "O09"]
    assert fates.became(desk, LARKFORD) == []
