"""Signs that a child is named: what stops a file, and what an ordinary return may say."""

from __future__ import annotations

import pytest

from assurance_desk.domain.names_protected import Names
from assurance_desk.domain.names_scan import CELL, Hit, Look, places, words_of
from assurance_desk.domain.names_signs import is_nhs_number, signs

KNOWN = frozenset({"larkford", "kestrel", "childrobin", "robin"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("DOB 12/3/2017", "born"),
        ("d.o.b.: 12.03.17", "born"),
        ("She was born on 4 March 2016 in Larkford", "born"),
        ("NHS number 943 476 5919", "nhs"),
        ("9434765919", "nhs"),
        ("UPN A123456789012", "upn"),
        ("the child Jayden Smith was seen", "child"),
        ("Child Jayden", "child"),
        ("child Kayvion was seen twice", "child"),
        ("mother of Jayden", "child"),
        ("daughter of Priya Patel", "child"),
        ("Child's name: Kayvion Adeyemi", "child"),
        ("a boy called Kayvion", "child"),
        ("Jayden’s mum told us", "child"),
        ("son Alfie", "child"),
        ("visit to Jayden, aged 7", "age"),
        ("Maya was 6 months old", "age"),
        ("Tenant’s child lives at 12 High Street, Larkford LK1 2AB", "address"),
        ("mum's mobile is 07700 900123", "phone"),
        ("dad on jsmith77@gmail.com", "mail"),
    ],
)
def test_a_child_is_seen_to_be_named(text: str, why: str) -> None:
    assert why in {one.why for one in signs(text, KNOWN)}


@pytest.mark.parametrize(
    "text",
    [
        "Child Protection Plan", "Child Sexual Exploitation lead", "child safeguarding training", "Child I", "Child AB",
        "the review “Child Robin”", "mother of three children", "Mother and Baby Unit", "pupil premium", "Family Hubs",
        "Completed by Sarah Jones, Head of Housing, 12/3/2019", "Approved by: Grace Hill", "Johnson & Son Ltd",
        "for every child Larkford owns a home for", "children and young people", "Grace Court (12 homes)",
        "call 01632 960001 or enquiries@larkford.gov.uk", "Council offices, 1 Civic Way, Larkford LK1 1AA",
        "the scheme was launched in March 2016", "12/3/2019", "1234567890", "0000000000", "01632 960 0012",
        "child, Police and Health", "baby box scheme", "birthday cards", "twin Boys", "Sarah Jones (12)",
        "Rose Cottage aged care", "We met Mark, 3 years in post", "families of Larkford", "20190312104500",
    ],
)  # fmt: skip
def test_what_an_ordinary_return_says_stops_nothing(text: str) -> None:
    assert signs(text, KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jayden Smith", "JAYDEN SMITH’S", "smith, jayden", "J. Smith", "JL Smith", "Smith J", "Jayden Lee Smith",
        "J a y d e n  S m i t h", "Jay den Smi th", "JaydenSmith_return.xlsx", "Jáyden Smïth", "Jay\u00adden Smith",
        "Ｊａｙｄｅｎ Ｓｍｉｔｈ", "seen:jayden\nsmith.", "Jayden-Smith", "J\u200bayden Smith",
    ],
)  # fmt: skip
def test_a_protected_name_is_found_however_it_was_written(text: str) -> None:
    assert Names(["Jayden Smith"]).spans(text)


@pytest.mark.parametrize(
    "text", ["Jayden Jones", "K Smith", "Smithson J", "the Smith’s", "Jaydens Smithy", ""]
)
def test_another_person_is_not_taken_for_a_protected_name(text: str) -> None:
    assert not Names(["Jayden Smith"]).spans(text)


def test_a_short_name_is_found_as_a_whole_word_alone() -> None:
    ann = Names(["Ann"])
    assert ann.spans("Seen by Ann.")
    assert ann.spans("A n n")
    assert not ann.spans("annual plan; an n; Anna")


def test_the_check_digit_of_an_nhs_number_counts() -> None:
    assert is_nhs_number("943 476 5919")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("1111111111")


def test_what_was_found_is_taken_out_and_the_rest_stays() -> None:
    look = Look(["Jayden Smith"], gone=["Kayvion"])
    text = "Seen: J a y d e n Smith; also Kayvion, and child Maya Brown aged 4. Ann Other stays."
    assert look.removed(text) == "Seen: [removed]; also [removed], and [removed]. Ann Other stays."
    assert look.removed("Nothing here") == "Nothing here"


def test_places_tell_sheet_and_cell_and_never_the_words() -> None:
    hits = [Hit(CELL, "D", f"F{row}", "child", ("Jayden",), "child Jayden") for row in range(14, 19)]
    assert places(hits) == "sheet D, cell F14; sheet D, cell F15; sheet D, cell F16; 2 more places"
    assert words_of(hits) == ("Jayden",)
