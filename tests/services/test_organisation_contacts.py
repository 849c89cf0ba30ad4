"""Contacts are confirmed, leave, and are known by the day; organisations are put away rather than removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Contact, Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, organisation_contacts, organisations, records
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

TERN = Organisation(id="o6", ref="O06", name="Tern Valley Housing Group", short_name="Tern Valley")
BODY = Organisation(id="b", ref="B", name="Merrowshire Safeguarding Children Board", kind=SAFEGUARDING_BODY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add an organisation"):
        rows.put_many(
            made.db,
            [
                TERN,
                BODY,
                Contact(id="fresh", organisation_id="o6", role="Head of housing", confirmed_on=date(2019, 1, 22)),
                Contact(id="stale", organisation_id="o6", role="Lead", confirmed_on=date(2019, 1, 21)),
                Contact(id="never", organisation_id="o6", role="Clerk", since=date(2018, 1, 1)),
                Contact(id="gone", organisation_id="o6", role="Director", left_on=date(2018, 6, 1)),
            ],
        )  # fmt: skip
    yield made
    made.close()


def test_contacts_not_confirmed_for_six_months_are_named(desk: Desk) -> None:
    found = organisations.contacts_to_confirm(desk)
    assert [(one.contact.id, one.organisation) for one in found] == [
        ("never", "Tern Valley Housing Group"),
        ("stale", "Tern Valley Housing Group"),
    ]
    organisation_contacts.archive(desk, TERN)
    assert organisations.contacts_to_confirm(desk) == []


def test_all_are_confirmed_in_one_step(desk: Desk) -> None:
    assert organisation_contacts.confirm(desk, "o6") == 3
    assert organisations.contacts_to_confirm(desk) == []
    assert rows.get(desk.db, Contact, "gone").confirmed_on is None
    assert desk.undoable().label == "Confirm 3 contacts of Tern Valley"
    assert organisation_contacts.confirm(desk, "o6") == 0
    desk.undo()
    assert len(organisations.contacts_to_confirm(desk)) == 2


def test_who_spoke_for_it_on_a_day(desk: Desk) -> None:
    def on(day: date) -> list[str]:
        return [one.id for one in organisation_contacts.contacts_on(desk, "o6", day)]

    assert on(date(2017, 1, 1)) == ["fresh", "stale", "gone"]
    assert on(date(2018, 6, 1)) == ["fresh", "stale", "never"]


def test_one_who_left_is_kept_and_can_come_back(desk: Desk) -> None:
    clerk = rows.get(desk.db, Contact, "never")
    organisation_contacts.leave(desk, clerk)
    assert rows.get(desk.db, Contact, "never").left_on == date(2019, 7, 22)
    assert "never" not in [one.id for one in organisation_contacts.contacts_on(desk, "o6")]
    organisation_contacts.come_back(desk, clerk)
    assert "never" in [one.id for one in organisation_contacts.contacts_on(desk, "o6")]
    desk.undo()
    desk.undo()
    assert rows.get(desk.db, Contact, "never") == clerk
    with pytest.raises(DeskError, match="left before they came"):
        organisation_contacts.leave(desk, clerk, date(2017, 12, 31))


@pytest.mark.parametrize("typed", ["head", "head@tern", "a@b@c.org", "a b@c.org", "head@tern..org", "x@y.org,z@y.org"])  # fmt: skip
def test_what_is_no_address_is_refused(desk: Desk, typed: str) -> None:
    contact = rows.get(desk.db, Contact, "fresh")
    with pytest.raises(DeskError, match="not an e-mail address"):
        records.edit_record(desk, contact, "email", typed)
    assert records.edit_record(desk, contact, "email", "head.o'housing@tern-valley.org.uk").email


def test_what_others_refer_to_is_archived_not_removed(desk: Desk) -> None:
    with desk.step("An action"):
        rows.put_many(
            desk.db,
            [
                Review(id="v", ref="CI", title="Child I"),
                Action(id="a", review_id="v", ref="R1", text="x", lead_organisation_id="o6"),
            ],
        )
    with pytest.raises(DeskError, match="has 1 action, so it was not removed. Archive it instead"):
        records.remove(desk, TERN)
    organisation_contacts.archive(desk, TERN)
    assert [one.ref for one in organisations.offered(desk)] == ["B"]
    assert [one.ref for one in organisations.everyone(desk)] == ["B", "O06"]
    organisation_contacts.bring_back(desk, TERN)
    assert [one.ref for one in organisations.offered(desk)] == ["B", "O06"]
    desk.undo()
    assert [one.ref for one in organisations.offered(desk)] == ["B"]
    with pytest.raises(DeskError, match="This is the workbook of Merrowshire"):
        organisation_contacts.archive(desk, BODY)
