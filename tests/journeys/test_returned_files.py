"""Every file Merrowshire sent back is read as it was meant, and what cannot be is named and left to a person."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.questionnaire import QuestionMap, Questionnaire, Slot
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn, Finding
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import files, sample_data, sample_returns
from assurance_desk.services.sample_register import add_organisations
from assurance_desk.store import rows

DOUBTS = {
    "HTG-2019 Larkford BC FINAL.xlsx": {Slot("B4"), Slot("D1", "SG3", "children")},
    "Housing training gap analysis - TVDC.xlsx": {Slot("B2a"), Slot("D1", "SG3", "latest")},
    "HTG-2019 O05 final v2.xlsx": {Slot("C3"), Slot("D1", "SG4", "abuse")},
    "Copperstone.xlsx": {Slot("D1", "SG2", "children")},
}
OTHER = {
    "Copy of Tern Valley GN (2).xlsx": {
        Slot("D1", "SG5", "children"): "35",
        Slot("D1", "SG5", "visit_children"): "35",
    },
}
REFUSED = {
    "Quillgate CONFIDENTIAL.xlsx": "password",
    "Letter to MSCB 12 April.pdf": "PDF",
    "Scan_20190315_0001.pdf": "scan",
}
SENT = {one["file"]: one["ret"] for one in sample_data.load("returns")["files"]}
WHOLE = sorted(set(SENT) - set(REFUSED) - {"Quillgate sections A and B.xlsx"})
Read = Callable[[str], Finding]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Expected]:
    desk = files.create(tmp_path_factory.mktemp("book") / "w.assurance", Clock(sample_returns.issued_on()))
    add_organisations(desk)
    sample_returns.issue(desk)
    issued = tuple(ExpectedReturn(one.id, one.ref, one.code, one.name) for one in rows.find(desk.db, Return))
    yield Expected(
        tuple(rows.find(desk.db, Questionnaire)),
        {sample_returns.REF: "1.0"},
        tuple(rows.find(desk.db, QuestionMap)),
        {sample_returns.REF: issued},
    )
    desk.close()


@pytest.fixture(scope="module")
def read(expected: Expected) -> Read:
    from assurance_desk.services.returns_reading import read_return

    def one(name: str) -> Finding:
        data = Path(sample_data.folder(), "returns", name).read_bytes()
        return read_return(data, name, pickle.dumps(expected), Progress())

    return one


@pytest.fixture(scope="module")
def htg(expected: Expected) -> Questionnaire:
    return next(one for one in expected.questionnaires if one.version == "1.0")


@pytest.mark.parametrize("name", WHOLE)
def test_it_is_whose_it_is_and_every_answer_is_read_or_named(
    name: str, read: Read, htg: Questionnaire
) -> None:
    found = read(name)
    assert found.return_ref == SENT[name]
    assert found.accounted
    assert {one.slot for one in found.answers if one.kind} == DOUBTS.get(name, set())
    meant = sample_data.answers_of(SENT[name], htg) | OTHER.get(name, {})
    taken = {one.slot: one.value for one in found.answers if not one.kind}
    assert taken == {slot: value for slot, value in meant.items() if slot not in DOUBTS.get(name, set())}


def test_ludmarshs_gas_team_is_shown_and_not_dropped(read: Read) -> None:
    assert [one.text for one in read("HTG-2019 O05 final v2.xlsx").left_over] == ["Gas team (in repairs)  6"]


def test_only_sections_a_and_b_came_from_quillgate(read: Read, htg: Questionnaire) -> None:
    found = read("Quillgate sections A and B.xlsx")
    assert found.missing_sections == ("C", "D", "E", "F", "G")
    assert {one.slot: one.value for one in found.answers} == sample_data.answers_of("O11", htg)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_workbook_is_refused_in_a_sentence_that_says_what_to_ask_for(
    name: str, read: Read
) -> None:
    with pytest.raises(DeskError, match=REFUSED[name]) as refusal:
        read(name)
    assert "ask the sender for" in refusal.value.sentence
