"""Merrowshire's plan stands where the story says on each of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.organisations import Organisation, OrganisationName
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.services import (
    evidence,
    files,
    impact,
    organisations,
    postholders,
    sample_papers,
    sample_register,
    sample_returns,
)
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

pytestmark = pytest.mark.whole

BEFORE, REHEARSAL, SAMPLE = date(2019, 1, 1), date(2019, 4, 24), date(2019, 7, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 1, 21)))
    sample_register.add_organisations(made)
    sample_register.add_review(made)
    sample_returns.issue(made)
    sample_papers.begin(made)  # what it asks is decided at the meeting it goes to
    yield made
    made.close()


def _delivery(desk: Desk) -> dict[str, str]:
    return {one.ref: one.delivery for one in rows.find(desk.db, Action)}


def test_on_the_rehearsals_day_the_questionnaire_is_out_and_nothing_is_analysed(desk: Desk) -> None:
    sample_register.play(desk, BEFORE, REHEARSAL)
    states = _delivery(desk)
    assert (states["U1"], states["L1"], states["R1.1"], states["R3.1"]) == ("Blue", "Grey", "Blue", "Blue")
    assert (states["R3.2"], states["R3.3"], states["R3.4"]) == ("Green", "Green", "Grey")
    assert "R3.7" not in states


def test_on_the_samples_day_the_board_has_judged_and_added_an_action(desk: Desk) -> None:
    sample_register.play(desk, BEFORE, SAMPLE)
    states = _delivery(desk)
    assert [states[f"R3.{n}"] for n in range(1, 8)] == [
        "Blue",
        "Blue",
        "Blue",
        "Amber",
        "Green",
        "Green",
        "Grey",
    ]
    assert (states["R1.1"], states["R1.2"], states["R1.3"]) == ("Blue", "Green", "Amber")
    by_ref = {one.ref: one for one in rows.find(desk.db, Action)}
    moved = by_ref["R1.3"]
    assert (moved.first_due and moved.first_due.iso, moved.due and moved.due.iso) == ("2019-07", "2019-10")
    assert by_ref["R3.7"].due
    assert by_ref["R3.7"].due.iso == "2020-05"
    third = next(one for one in rows.find(desk.db, Recommendation) if one.number == "3")
    judged = rows.find(desk.db, Judgement, recommendation_id=third.id)
    assert [(one.level, one.scrutineer) for one in judged] == [("Limited", False), ("Limited", True)]
    assert judged[0].next_review
    assert judged[0].next_review.long == "19 September 2019"


def test_no_action_is_blue_without_accepted_evidence(desk: Desk) -> None:
    sample_register.play(desk, BEFORE, SAMPLE)
    for action in rows.find(desk.db, Action):
        if action.delivery == "Blue":
            assert any(one.state == "accepted" for one in evidence.of_action(desk, action.id)), action.ref


def test_the_body_is_a_board_until_september_2019_and_a_partnership_after(desk: Desk) -> None:
    sample_register.rename_body(desk)
    assert organisations.body_name(desk, date(2019, 8, 31)) == "Merrowshire Safeguarding Children Board"
    assert organisations.body_name(desk, date(2019, 9, 1)) == "Merrowshire Safeguarding Children Partnership"
    body = organisations.body(desk)
    assert body is not None
    assert len(rows.find(desk.db, OrganisationName, organisation_id=body.id)) == 2
    housing = [one for one in rows.find(desk.db, Organisation) if one.ref.startswith("O")]
    assert len(housing) == 12


def test_penhollow_was_reminded_chased_called_and_written_to(desk: Desk) -> None:
    sample_register.play(desk, BEFORE, REHEARSAL)
    silent = next(one for one in rows.find(desk.db, Return) if one.ref == "O03")
    told = [(one.how, one.on.isoformat()) for one in rows.find(desk.db, Chaser, return_id=silent.id)]
    assert told == [
        ("reminder", "2019-03-01"), ("chaser", "2019-03-19"), ("call", "2019-03-26"), ("letter from the Chair", "2019-04-05"),
    ]  # fmt: skip


def test_an_owner_has_a_postholder_and_one_offs_need_no_impact_review(desk: Desk) -> None:
    sample_register.play(desk, BEFORE, SAMPLE)
    by_ref = {one.ref: one for one in rows.find(desk.db, Action)}
    (holder,) = postholders.of_action(desk, by_ref["R1.3"])
    assert postholders.held(holder) == "A. Example since 3 Mar 2019"
    asked = {one.action.ref for one in impact.due_until(desk, date(2030, 1, 1))}
    assert asked == {"R1.1", "U1"}
