"""Actions copied as cells, and cells laid over them: what would change, what goes nowhere, what cannot stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, Redating
from assurance_desk.domain.cells_text import as_text
from assurance_desk.domain.dates import When
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import action_cells, files, register, several
from assurance_desk.services.action_cells import Pasted
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

FROM_REF = ["ref", "text", "owner_role", "due", "delivery"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add"):
        rows.put_many(
            made.db,
            [
                Review(id="v", ref="CI", title="Child I"),
                Review(id="w", ref="CR", title="Child Robin", position=1),
            ],
        )
        rows.put(
            made.db,
            Organisation(id="o", ref="O06", name="Tern Valley Housing Group", short_name="Tern Valley"),
        )
        for n, review in ((1, "v"), (2, "v"), (3, "v"), (1, "w")):
            one = Action(
                id=f"{review}{n}", review_id=review, ref=f"R1.{n}", text=f"=Do {n}", owner_role="Business manager", position=n,
                lead_organisation_id="o", first_due=When(2019, 7), due=When(2019, 7),
            )  # fmt: skip
            rows.put(made.db, one)
    yield made
    made.close()


def lay(desk: Desk, text: str, fields: list[str] = FROM_REF, start: int = 0, selected: int = 1) -> Pasted:
    every = register.all_actions(desk)
    return action_cells.pasted(desk, text, every, every[start:], fields, every[:selected])


def test_what_is_copied_has_headings_and_pasted_back_changes_nothing(desk: Desk) -> None:
    cells = action_cells.copied(desk, register.all_actions(desk))
    assert cells[0] == [
        "Review",
        "Ref",
        "Action",
        "Lead",
        "Lead organisation",
        "Now due",
        "Delivery",
        "Note on delivery",
    ]
    assert cells[1] == ["Child I", "R1.1", "=Do 1", "Business manager", "Tern Valley", "Jul 2019", "Grey", ""]
    found = lay(desk, as_text(cells))
    assert (found.typed, found.told, found.rows) == ({}, (), 5)


def test_headings_and_references_lead_each_cell_to_its_action(desk: Desk) -> None:
    text = "Ref\tReview\tState\tDue date\tReason\tColour\r\nR1.1\tChild Robin\tamber\tOct-19\taudit staff absent\tred\r\nR1.3\t\tGreen\r\n"
    found = lay(desk, text)
    assert found.typed == {
        "w1": {"delivery": "amber", "due": "Oct-19: audit staff absent"},
        "v3": {"delivery": "Green"},
    }
    assert found.told == ("Left out, because no column of ours is called so: Colour.",)
    plan = several.plan_each(desk, found.typed)
    told = [(one.ref, one.field, one.before, one.after) for one in action_cells.changes(desk, plan)]
    assert told == [
        ("R1.1", "Delivery", "Grey", "Amber"),
        ("R1.1", "Now due", "July 2019", "October 2019"),
        ("R1.3", "Delivery", "Grey", "Green"),
    ]
    steps = len(desk.history())
    several.keep(desk, plan)
    assert len(desk.history()) == steps + 1
    assert rows.find(desk.db, Redating)[0].reason == "audit staff absent"
    desk.undo()
    assert rows.get(desk.db, Action, "w1").due == When(2019, 7)


def test_a_reference_that_two_actions_or_none_bear_is_said(desk: Desk) -> None:
    found = lay(desk, "Ref\tDelivery\nR1.1\tGreen\nR9.9\tGreen\nR1.2\tGreen")
    assert list(found.typed) == ["v2"]
    assert found.told == (
        "Row 2: no action, or more than one, is called “R1.1”, so it was left out.",
        "Row 3: no action, or more than one, is called “R9.9”, so it was left out.",
    )


def test_without_headings_cells_go_from_the_chosen_one_on(desk: Desk) -> None:
    found = lay(desk, "Lead A\tSep 2019: staff\n\tno date: gone\nLead C\n", ["owner_role", "due"], start=2)
    assert found.typed == {
        "v3": {"owner_role": "Lead A", "due": "Sep 2019: staff"},
        "w1": {"due": "no date: gone"},
    }
    assert found.told == ("1 row is left out: no action is shown where it would go.",)
    assert lay(desk, "a\tb\tc", ["owner_role"]).told == (
        "2 columns are left out: there are none where they would go.",
    )


def test_one_cell_goes_to_every_selected_action(desk: Desk) -> None:
    assert lay(desk, "Designated nurse", ["owner_role", "due"], selected=3).typed == {
        action_id: {"owner_role": "Designated nurse"} for action_id in ("v1", "v2", "v3")
    }


def test_each_cell_that_cannot_stand_there_is_said(desk: Desk) -> None:
    found = lay(desk, "Ref\tReview\tDelivery\tDue\tLead organisation\nR1.2\t\tpurple\twhenever\tNobody Ltd\n")
    plan = several.plan_each(desk, found.typed)
    assert plan.left == 1
    assert [one.field for one in plan.refused] == ["delivery", "due", "lead_organisation_id"]
    assert plan.edited == ()


def test_what_a_paste_may_not_change_is_left_and_said(desk: Desk) -> None:
    found = lay(desk, "R7.7\tNew words\n")
    assert found.typed == {"v1": {"text": "New words"}}
    assert found.told == ("R1.1: “R7.7” was left out, because Ref is not changed by pasting.",)


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        ("", FROM_REF, "no cells on the clipboard"),
        ("x\n" * 10_002, FROM_REF, "more than 10,000 rows"),
        ("Colour", [""], "None of these cells falls on"),
    ],
)
def test_a_clipboard_of_no_use_gets_its_sentence(desk: Desk, text: str, fields: list[str], said: str) -> None:
    with pytest.raises(DeskError, match=said):
        lay(desk, text, fields)
