"""Which file is which of the pieces a return says it holds: by its name, its question, its words, and never by a guess."""

from __future__ import annotations

import pytest

from assurance_desk.domain.declared_files import (
    BY_NAME,
    BY_OFFICER,
    BY_QUESTION,
    BY_WORDS,
    Declared,
    Match,
    match,
    pieces,
)

DECLARED = [
    Declared("B2", "Safeguarding policy v3 (attached)", attached=True),
    Declared("C1", "Training plan 2019"),
    Declared("C1", "training log, training_log.xlsx", attached=True),
    Declared("E1", "Home visit checklist"),
]


def placed(name: str, settled: dict[str, str] | None = None) -> Match | None:
    return match(DECLARED, {"f": name}, ("B2", "B4", "C1", "E1"), settled or {}).get("f")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("training_log.xlsx", Match("C1", 2, BY_NAME)),
        ("Safeguarding Policy v3 final.pdf", Match("B2", 0, BY_WORDS)),
        ("SafeguardingPolicy.docx", Match("B2", 0, BY_WORDS)),
        ("checklist for home visits.pdf", Match("E1", 3, BY_WORDS)),
        ("B4 contractors clause.pdf", Match("B4", None, BY_QUESTION)),
        ("Ludmarsh_E1.pdf", Match("E1", 3, BY_QUESTION)),
        ("minutes of the team meeting.docx", None),
        ("policy.pdf", None),
        ("IMG_2044.jpg", None),
        ("AB4C.pdf", None),
    ],
)
def test_a_file_goes_where_its_name_says(name: str, found: Match | None) -> None:
    assert placed(name) == found


def test_what_fits_two_alike_fits_neither() -> None:
    declared = [Declared("B2", "Safeguarding policy"), Declared("C1", "Safeguarding policy")]
    assert match(declared, {"f": "safeguarding policy 2018.pdf"}, ("B2", "C1"), {}) == {}


def test_the_officers_word_stands_above_all() -> None:
    assert placed("Safeguarding policy.pdf", {"f": "E1"}) == Match("E1", 3, BY_OFFICER)
    assert placed("Safeguarding policy.pdf", {"f": ""}) == Match("", None, BY_OFFICER)


def test_an_answer_on_evidence_may_name_several_pieces_or_none() -> None:
    assert pieces("B2", "Policy v3 (attached); minutes of 3 May\nInduction pack.pdf") == [
        Declared("B2", "Policy v3 (attached)", attached=True),
        Declared("B2", "minutes of 3 May"),
        Declared("B2", "Induction pack.pdf", attached=True),
    ]
    assert pieces("B2", "None.") == pieces("B2", "n/a") == pieces("B2", " ") == []
