"""A response's versions: fixed once published, signed by each partner, agreed when all have signed or with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain import responses as r
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.response_rules import NotAllSignedError
from assurance_desk.domain.responses import Response, Signature
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files, history, info, records, register, responses
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture
def third(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return records.add_recommendation(
        desk, review, "Train housing staff.", number="3", response="*We will ask all landlords.*"
    )


@pytest.fixture
def first(desk, third):
    return rows.one(desk.db, Response, recommendation_id=third.id)


def now(desk, one):
    return rows.get(desk.db, type(one), one.id)


def drafted(desk, first, words="We will ask all landlords by May."):
    made = responses.new_version(desk, first)
    return records.edit_record(desk, made, "text", words)


def test_a_new_version_is_made_from_the_last_and_the_register_shows_it(desk, third, first):
    made = responses.new_version(desk, first)
    assert (made.version, made.status, made.text) == (2, "draft", "We will ask all landlords.")
    made = records.edit_record(desk, made, "text", "We will ask all landlords by May.")
    assert [one.id for one in register.detail(desk, third.id).responses] == [made.id]
    story = responses.story(desk, made)
    assert [one.version for one in story.versions] == [2, 1]
    assert story.versions[1].text == "*We will ask all landlords.*"
    assert info.read(desk).reviews[0].recommendations[0].response.endswith("by May.")
    assert checks.problems(desk) == []
    desk.undo()
    desk.undo()
    assert [one.id for one in register.detail(desk, third.id).responses] == [first.id]


def test_published_words_and_status_are_fixed_for_ever(desk, first):
    with pytest.raises(DeskError, match="is fixed as it was first recorded"):
        records.edit_record(desk, first, "text", "Other words")
    with pytest.raises(DeskError, match="Version 1 is published, so it stays as it is"):
        responses.move(desk, first, "draft")
    with pytest.raises(DeskError, match="is no draft any longer"):
        records.remove(desk, first)
    assert now(desk, first) == first


def test_words_are_edited_only_while_they_are_a_draft(desk, first):
    made = responses.move(desk, drafted(desk, first), "agency comment")
    with pytest.raises(DeskError, match="fixed"):
        records.edit_record(desk, made, "text", "Else")
    made = responses.move(desk, made, "draft")
    assert records.edit_record(desk, made, "text", "Else").text == "Else"
    with pytest.raises(DeskError, match="cannot be empty"):
        records.edit_record(desk, made, "text", " ")


def test_no_version_is_made_of_a_draft_nor_of_an_earlier_one(desk, first):
    made = responses.new_version(desk, first)
    with pytest.raises(DeskError, match="Version 2 is still a draft"):
        responses.new_version(desk, made)
    with pytest.raises(DeskError, match="Version 1 has a later version"):
        responses.new_version(desk, first)


def test_an_earlier_version_stays_as_it_was(desk, third):
    asked = responses.add_response(desk, third, "A draft.", status="draft")
    asked = responses.move(desk, asked, "agency comment")
    responses.new_version(desk, asked)
    with pytest.raises(DeskError, match="Version 1 has a later version, so it stays as it was"):
        records.edit_record(desk, asked, "status", "agreed")


def test_a_draft_is_discarded_and_comes_back_with_its_partners(desk, first):
    responses.name_partner(desk, first, "Merrowshire Constabulary")
    made = responses.new_version(desk, first)
    responses.discard(desk, made)
    assert rows.find(desk.db, Response) == [first]
    assert len(rows.find(desk.db, Signature)) == 1
    desk.undo()
    assert [one.partner for one in responses.signatures(desk, made)] == ["Merrowshire Constabulary"]
    with pytest.raises(DeskError, match="is no draft any longer \\(agency comment\\), so it was kept"):
        responses.discard(desk, responses.move(desk, made, "agency comment"))


@pytest.mark.parametrize("acceptance", ["partly accepted", "not accepted"])
def test_partly_or_not_accepted_needs_its_reason(desk, first, acceptance):
    with pytest.raises(DeskError, match=f"“{acceptance}” needs its reason, so the acceptance is unchanged"):
        records.edit_record(desk, first, "acceptance", acceptance)
    kept = responses.accept(desk, first, acceptance, "Outside our gift.")
    assert (kept.acceptance, kept.reason) == (acceptance, "Outside our gift.")
    with pytest.raises(DeskError, match="so the reason is unchanged"):
        records.edit_record(desk, kept, "reason", "")
    desk.undo()
    assert now(desk, first).acceptance == r.NOT_STATED
    assert records.edit_record(desk, first, "acceptance", "accepted").reason == ""


def test_partners_are_named_and_sign_each_on_a_day(desk, first):
    desk_org = records.add(desk, Organisation(id=new_id(), ref="POL", name="Merrowshire Constabulary"))
    police = responses.name_partner(desk, first, "pol")
    council = responses.name_partner(desk, first, "  Merrowshire   County Council ")
    assert (police.partner, police.organisation_id) == ("Merrowshire Constabulary", desk_org.id)
    assert (council.partner, council.organisation_id) == ("Merrowshire County Council", None)
    responses.sign(desk, police, role="Chief Constable", on="10 July 2019")
    found = responses.signatures(desk, first)
    assert (found[0].state, found[0].on, found[0].role) == ("signed", date(2019, 7, 10), "Chief Constable")
    assert responses.facts(desk, first, found) == "Version 1 · published · signed by 1 of 2"
    assert r.unsigned(found) == ["Merrowshire County Council"]
    assert history.entries(desk)[0].label == "Merrowshire Constabulary signs the response to R3"
    desk.undo()
    assert responses.signatures(desk, first)[0].state == "awaited"
    with pytest.raises(DeskError, match="signature of a response"):
        records.remove(desk, desk_org)


def test_what_cannot_be_recorded_of_a_partner_says_why(desk, first):
    council = responses.name_partner(desk, first, "The council")
    for typed, said in (("", "cannot be empty"), ("THE COUNCIL", "is named already")):
        with pytest.raises(DeskError, match=said):
            responses.name_partner(desk, first, typed)
    with pytest.raises(DeskError, match="23 July 2019 is still to come"):
        responses.sign(desk, council, on="23/7/2019")
    with pytest.raises(DeskError, match="not a date we can read"):
        responses.sign(desk, council, on="soon")
    with pytest.raises(DeskError, match="“Why it will not sign” cannot be empty"):
        responses.refuse(desk, council, " ")
    refused = responses.refuse(desk, council, "The date is too early.")
    with pytest.raises(DeskError, match="The council has refused this version, so it stays named"):
        responses.unname(desk, refused)
    responses.take_back(desk, refused)
    responses.unname(desk, refused)
    assert responses.signatures(desk, first) == ()
    desk.undo()
    assert responses.signatures(desk, first)[0].state == "awaited"


@pytest.mark.parametrize("status", ["signed by partners", "agreed", "embargoed", "published"])
def test_it_is_agreed_when_all_have_signed_or_with_a_reason(desk, first, status):
    made = drafted(desk, first)
    one, two = (responses.name_partner(desk, made, name) for name in ("The council", "The police"))
    responses.sign(desk, one)
    with pytest.raises(NotAllSignedError, match="Version 2 is not signed by The police yet") as caught:
        records.edit_record(desk, made, "status", status)
    assert caught.value.names == ("The police",)
    moved = responses.move(desk, made, status, without="The police agreed by e-mail.")
    assert (moved.status, moved.unsigned_reason) == (status, "The police agreed by e-mail.")
    desk.undo()
    responses.sign(desk, two)
    assert responses.move(desk, made, status).unsigned_reason == ""


def test_words_a_partner_answered_to_are_not_changed_under_it(desk, first):
    made = drafted(desk, first)
    council = responses.name_partner(desk, made, "The council")
    responses.sign(desk, council)
    with pytest.raises(DeskError, match="1 partner has answered to these words of version 2"):
        records.edit_record(desk, made, "text", "Else")
    responses.move(desk, made, "agency comment")
    with pytest.raises(
        DeskError, match="1 partner has answered to the words of version 2, so it is not a draft"
    ):
        responses.move(desk, made, "draft")
    again = responses.new_version(desk, made)
    assert [one.state for one in responses.signatures(desk, again)] == ["awaited"]


def test_without_partners_named_nobody_is_waited_for(desk, first):
    assert responses.move(desk, drafted(desk, first), "agreed").status == "agreed"


def test_a_paper_quotes_the_published_wording_until_the_next_is_published(desk, third, first):
    made = drafted(desk, first)
    every = rows.find(desk.db, Response, recommendation_id=third.id)
    assert [one.id for one in r.to_quote(every)] == [first.id]
    responses.move(desk, made, "published")
    every = rows.find(desk.db, Response, recommendation_id=third.id)
    assert [one.id for one in r.to_quote(every)] == [made.id]
    only = [Response(id="x", recommendation_id="c", text="Draft", status="draft")]
    assert r.to_quote(only) == only


def test_a_recommendation_goes_with_all_versions_and_comes_back(desk, third, first):
    drafted(desk, first)
    records.remove(desk, now(desk, third))
    assert rows.find(desk.db, Response) == []
    desk.undo()
    assert rows.get(desk.db, Recommendation, third.id)
    assert sorted(one.version for one in rows.find(desk.db, Response)) == [1, 2]
    assert checks.problems(desk) == []
