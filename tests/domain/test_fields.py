"""What a person types into a field becomes a value, or is refused in one sentence."""

from dataclasses import fields as dataclass_fields
from datetime import date

import pytest

from assurance_desk.domain.actions import AMBER, BLUE, CLOSED, GREEN, Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.delivery import check_delivery
from assurance_desk.domain.evidence import NOT_HELD, Evidence
from assurance_desk.domain.fields import FIELDS, KINDS, edited, field_of, shown
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError

ACTION = Action(id="a", review_id="r", ref="R3.4", text="Issues taken up")
RECOMMENDATION = Recommendation(id="c", review_id="r", ref="R3", number="3", text="The Board should act.")


def test_every_field_names_a_field_of_its_record():
    """Or what a record says of itself in words, whose service reads them: a step’s day, 10 working days before."""
    for kind, described in FIELDS.items():
        told = {name for name, held in vars(kind).items() if isinstance(held, property)}
        names = {field.name for field in dataclass_fields(kind)} | told
        assert [f.name for f in described if f.name not in names] == []
        assert all(f.kind in KINDS and (f.kind == "choice") == bool(f.choices) for f in described)


def test_text_loses_only_the_blanks_around_it():
    assert edited(ACTION, "text", "  =SUM(A1) <b>&  ").text == "=SUM(A1) <b>&"
    assert edited(RECOMMENDATION, "title", "Housing\nstaff").title == "Housing staff"


def test_nothing_typed_anew_gives_the_very_same_record():
    assert edited(ACTION, "text", "Issues taken up") is ACTION
    assert edited(ACTION, "due", "") is ACTION


@pytest.mark.parametrize("name", ["text", "ref"])
def test_what_must_be_there_cannot_be_emptied(name):
    with pytest.raises(DeskError, match="cannot be empty"):
        edited(ACTION, name, "   ")


def test_verbatim_words_are_fixed():
    with pytest.raises(DeskError, match="fixed as it was first recorded"):
        edited(RECOMMENDATION, "text", "The Board should act soon.")
    response = Response(id="p", recommendation_id="c", text="")
    filled = edited(response, "text", "We agree. ")
    assert filled.text == "We agree. "
    with pytest.raises(DeskError):
        edited(filled, "text", "")


def test_the_first_due_date_stays_when_the_date_moves():
    first = edited(ACTION, "due", "July 2019")
    assert (first.first_due, first.due) == (When(2019, 7), When(2019, 7))
    moved = edited(first, "due", "31 Oct 2019")
    assert (moved.first_due, moved.due) == (When(2019, 7), When(2019, 10, 31))
    with pytest.raises(DeskError):
        edited(moved, "first_due", "Oct 2019")


def test_dates_of_day_need_their_day():
    meeting = Meeting(id="m", forum="Board", on=date(2019, 5, 16))
    assert edited(meeting, "on", "18/3/2019").on == date(2019, 3, 18)
    for typed in ("March 2019", "", "someday"):
        with pytest.raises(DeskError):
            edited(meeting, "on", typed)
    assert edited(meeting, "held", "Yes").held is True
    assert shown(meeting, "held") == "no"


def test_choices_are_the_words_of_the_list():
    assert edited(ACTION, "delivery", "amber").delivery == AMBER
    with pytest.raises(DeskError, match="Choose one of"):
        edited(ACTION, "delivery", "Purple")
    legacy = Review(id="r", ref="X", title="T", kind="Learning together review")
    assert edited(legacy, "kind", "Learning together review") is legacy


def test_organisations_are_found_by_the_lookup():
    known = {"Ludmarsh Homes": "o5"}
    assert (
        edited(ACTION, "lead_organisation_id", "Ludmarsh Homes", lookup=known.get).lead_organisation_id
        == "o5"
    )
    with pytest.raises(DeskError, match="No organisation is called “Nobody”"):
        edited(ACTION, "lead_organisation_id", "Nobody", lookup=known.get)


def test_numbers_and_addresses():
    response = Response(id="p", recommendation_id="c", text="x")
    assert edited(response, "version", " 2 ").version == 2
    with pytest.raises(DeskError, match="not a whole number"):
        edited(response, "version", "2a")
    with pytest.raises(DeskError, match="not a whole number"):
        edited(response, "version", "9" * 30)
    contact = Contact(id="k", organisation_id="o")
    assert edited(contact, "email", "dsl@example.org").email == "dsl@example.org"
    with pytest.raises(DeskError, match="not an e-mail address"):
        edited(contact, "email", "dsl at example")


def test_what_a_form_shows_can_be_typed_back():
    action = edited(edited(ACTION, "due", "4 Feb 2019"), "next_review", "May 2020")
    for field in FIELDS[Action]:
        if field.kind != "organisation":
            assert edited(action, field.name, shown(action, field.name)) is action


def test_blue_needs_accepted_evidence_or_the_words():
    blue = edited(ACTION, "delivery", BLUE)
    seen = Evidence(id="e", title="Audit", state="received")
    with pytest.raises(DeskError, match="R3.4 cannot be Blue yet"):
        check_delivery(blue, [seen])
    check_delivery(blue, [edited(seen, "state", "accepted")])
    check_delivery(edited(blue, "delivery_note", NOT_HELD.capitalize() + "."), [])
    check_delivery(edited(ACTION, "delivery", GREEN), [])


def test_an_ending_needs_its_reason():
    closed = edited(ACTION, "delivery", CLOSED)
    with pytest.raises(DeskError, match="needs a reason"):
        check_delivery(closed, [])
    check_delivery(edited(closed, "delivery_note", "Taken over nationally"), [])


def test_field_of_tells_its_words():
    assert field_of(Action, "due").words == "Now due"
