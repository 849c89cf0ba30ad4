"""Many actions changed at once: one step, every refusal named, all of it taken back at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, STANDING, Action, Redating
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.dates import When
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import evidence, files, records, several
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add"):
        rows.put(made.db, Review(id="v", ref="CI", title="Child I"))
        rows.put(
            made.db,
            Organisation(id="o", ref="O06", name="Tern Valley Housing Group", short_name="Tern Valley"),
        )
        rows.put_many(
            made.db,
            (
                Action(
                    id=f"a{n}", review_id="v", ref=f"R1.{n}", text=f"Do {n}", owner_role="Business manager", position=n,
                    first_due=When(2019, 7) if n % 2 else None, due=When(2019, 7) if n % 2 else None,
                )
                for n in range(40)
            ),
        )  # fmt: skip
    yield made
    made.close()


IDS = [f"a{n}" for n in range(40)]


def held(desk: Desk) -> dict[str, Action]:
    return {one.id: one for one in rows.find(desk.db, Action)}


def test_all_are_changed_in_one_step_that_undo_takes_back(desk: Desk) -> None:
    before, steps = held(desk), len(desk.history())
    typed = {"owner_role": "Joint training lead", "lead_organisation_id": "tern valley", "level": "team"}
    several.keep(desk, several.plan(desk, IDS, typed))
    assert {(one.owner_role, one.lead_organisation_id, one.level) for one in held(desk).values()} == {
        ("Joint training lead", "o", "team")
    }
    assert len(desk.history()) == steps + 1
    assert desk.history()[0].label == "Change 40 actions: owner (role), lead organisation, at the level of"
    desk.undo()
    assert held(desk) == before


def test_a_date_moves_for_all_with_one_reason_and_each_keeps_its_story(desk: Desk) -> None:
    plan = several.plan(desk, IDS, {"due": "Oct 2019"}, "audit staff absent")
    several.keep(desk, plan)
    now = held(desk)
    assert {str(one.due and one.due.long) for one in now.values()} == {"October 2019"}
    assert now["a1"].first_due == When(2019, 7)
    assert now["a2"].first_due == When(2019, 10)
    assert {move.reason for move in rows.find(desk.db, Redating)} == {"audit staff absent"}
    assert len(rows.find(desk.db, Redating)) == 20
    desk.undo()
    assert rows.find(desk.db, Redating) == []


def test_those_that_have_a_date_are_refused_without_a_reason_and_the_others_can_be_changed(
    desk: Desk,
) -> None:
    plan = several.plan(desk, IDS, {"due": "Oct 2019"})
    assert (len(plan.edited), len(plan.refused), plan.same) == (20, 20, 0)
    assert plan.refused[0].sentence.startswith("R1.1 is due Jul 2019, and that is kept.")
    assert held(desk)["a0"].due is None
    several.keep(desk, plan)
    assert held(desk)["a0"].due == When(2019, 10)
    assert held(desk)["a1"].due == When(2019, 7)


def test_blue_is_refused_row_by_row_where_no_evidence_was_accepted(desk: Desk) -> None:
    (made,) = (evidence.add_evidence(desk, held(desk)["a3"], "Audit"),)
    evidence.accept(desk, made)
    plan = several.plan(desk, ["a3", "a4"], {"delivery": "Blue"})
    assert [one.new.ref for one in plan.edited] == ["R1.3"]
    assert [(one.action.ref, one.field) for one in plan.refused] == [("R1.4", "delivery")]
    assert "no evidence for it has been accepted" in plan.sentences()[0]
    several.keep(desk, plan)
    assert held(desk)["a3"].delivery == BLUE
    assert len(rows.find(desk.db, ImpactReview, action_id="a3")) == 3
    assert desk.history()[0].label == "Change R1.3: delivery"


def test_a_note_given_with_the_state_is_its_reason(desk: Desk) -> None:
    plan = several.plan(desk, ["a1"], {"delivery": "superseded", "delivery_note": "by the new strategy"})
    several.keep(desk, plan)
    assert held(desk)["a1"].delivery_note == "by the new strategy"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lead_organisation_id": "Nobody Ltd"}, "No organisation is called “Nobody Ltd”"),
        ({"due": "whenever"}, "“whenever” is not a date we can read"),
        ({"delivery": "purple"}, "“purple” is not one of the words"),
    ],
)
def test_what_can_stand_nowhere_is_said_once(desk: Desk, typed: dict[str, str], said: str) -> None:
    plan = several.plan(desk, IDS, typed, "why")
    assert len(plan.refused) == 40
    assert len(plan.sentences()) == 1
    assert said in plan.sentences()[0]
    assert several.keep(desk, plan) is None


def test_what_holds_it_already_is_no_change(desk: Desk) -> None:
    plan = several.plan(desk, [*IDS, "gone"], {"owner_role": "Business manager"})
    assert (plan.edited, plan.refused, plan.same) == ((), (), 40)


def test_a_standing_commitments_date_is_its_next_review_and_blue_is_refused(desk: Desk) -> None:
    one = records.edit_record(desk, held(desk)["a2"], "kind", STANDING)
    records.edit_record(desk, one, "next_review", "Sep 2019")
    several.keep(desk, several.plan(desk, ["a2"], {"due": "Dec 2019"}))
    assert held(desk)["a2"].next_review == When(2019, 12)
    assert several.plan(desk, ["a2"], {"delivery": "Blue"}).refused
