"""What a file gave is taken back months later: only what still stands as it came goes, and all else is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assurance_desk.clock import Clock
from assurance_desk.domain.corrections import TELEPHONE
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Answer, Query, Return, ReturnFile
from assurance_desk.services import (
    checks,
    corrections,
    files,
    moderation,
    returns,
    returns_import,
    returns_taking_back,
)
from assurance_desk.services.child import Child
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from tests.returns_desk import ANSWERS, answers, filled, issue

SG1, A2, A5 = Slot("D1", "SG1", "children"), Slot("A2"), Slot("A5")
BY_PHONE = Told("J. Marsh", TELEPHONE)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def taken_once(tmp_path_factory: pytest.TempPathFactory, child: Child) -> Path:
    """Taken in on 24 April 2019, one doubt decided."""
    folder = tmp_path_factory.mktemp("taken")
    desk, copies = issue(folder)
    path = filled(copies["O05"], folder / "a.xlsx", {Slot("A4"): "2/3 yrs"})
    returns_import.import_files(desk, [path], take=True, child=child, received_on=date(2019, 3, 14))
    [query] = rows.find(desk.db, Query, status="open")
    returns.decide(desk, query.id, "2 years", "by telephone")
    kept = desk.path
    desk.close()
    return kept


def opened(taken_once: Path, folder: Path) -> Desk:
    path = Path(shutil.copy(taken_once, folder / "later.assurance"))
    return files.open_desk(path, Clock(date(2019, 9, 2)))


@pytest.fixture
def desk(taken_once: Path, tmp_path: Path) -> Iterator[Desk]:
    made = opened(taken_once, tmp_path)
    yield made
    made.close()


def the_file(desk: Desk) -> ReturnFile:
    [found] = rows.find(desk.db, ReturnFile)
    return found


def answer(desk: Desk, slot: Slot) -> Answer:
    return next(one for one in rows.find(desk.db, Answer) if one.slot == slot)


def the_return(desk: Desk) -> Return:
    return rows.get(desk.db, Return, the_file(desk).return_id or "")


def test_it_says_what_goes_what_stays_and_why_before_anything_is_done(desk: Desk) -> None:
    record = the_return(desk)
    corrections.correct(desk, record.id, SG1, "18", BY_PHONE)
    moderation.agree(desk, answer(desk, A2), "Partially met", reason="no review")
    steps = len(desk.history())
    found = returns_taking_back.plan(desk, the_file(desk).id)
    assert len(found.goes) == len(ANSWERS) - 3
    assert {(one.ref, one.value, one.why) for one in found.left} == {
        ("D1 SG1", "18", "corrected 2 September 2019 by J. Marsh"),
        ("A2", "Mostly met", "moderated 2 September 2019, agreed Partially met"),
        ("A4", "2 years", "decided 24 April 2019: by telephone"),
    }
    assert "1 doubt about it was decided" in found.rests
    words = returns_taking_back.summary(found)
    assert words.startswith(f"{len(ANSWERS) - 3} answers go back to what was there before; 3 stay: ")
    assert all(one in words for one in ("1 moderated", "1 corrected", "1 decided"))
    assert len(desk.history()) == steps


def test_one_step_takes_back_the_unchanged_and_undo_brings_them_again(desk: Desk) -> None:
    before = answers(desk, "O05")
    record = the_return(desk)
    corrections.correct(desk, record.id, SG1, "18", BY_PHONE)
    returns_taking_back.take_back(desk, the_file(desk).id)
    assert answers(desk, "O05") == {SG1: "18", Slot("A4"): "2 years"}
    assert (the_file(desk).status, the_return(desk).state) == ("staged", "taken in")
    assert the_file(desk).message == "Taken back 2 September 2019; it waits to be taken in again."
    assert blobs.read(desk.db, the_file(desk).sha256), "the file stays as it came"
    assert checks.problems(desk) == []
    assert returns.staged_files(desk) == [the_file(desk).id], (
        "what is sure of it can be taken in with all else"
    )
    desk.undo()
    assert answers(desk, "O05") == before | {SG1: "18"}
    assert returns.staged_files(desk) == []
    desk.redo()
    assert returns.take_in(desk, [the_file(desk).id]) == len(ANSWERS) - 2
    assert answers(desk, "O05") == before | {SG1: "18"}, "what was corrected since is not written over"


def test_put_away_nothing_of_it_waits_and_it_can_be_brought_in_again(
    desk: Desk, taken_once: Path, child: Child
) -> None:
    returns_taking_back.take_back(desk, the_file(desk).id, put_away=True)
    assert the_file(desk).status == "refused"
    assert "nothing of it is taken" in the_file(desk).message
    assert not returns.staged_files(desk)
    returns_import.import_files(desk, [taken_once.parent / "a.xlsx"], take=True, child=child)
    assert the_file(desk).status == "taken"
    assert answers(desk, "O05")[SG1] == ANSWERS[SG1]


def test_with_nothing_left_the_return_is_as_if_nothing_had_been_taken(desk: Desk) -> None:
    with desk.step("As if it had not been decided"):
        rows.remove(desk.db, answer(desk, Slot("A4")))
    returns_taking_back.take_back(desk, the_file(desk).id)
    assert the_return(desk).state == "issued"
    assert not rows.find(desk.db, Answer)
    with pytest.raises(returns_taking_back.NothingToTakeBackError):
        returns_taking_back.take_back(desk, the_file(desk).id)


def test_a_paper_issued_since_is_named_and_keeps_its_bytes(desk: Desk) -> None:
    with desk.step("Issue"):
        sha = blobs.keep(desk.db, b"%PDF issued")
        paper = Paper(
            id="p", kind="board-paper", title="Housing training", questionnaire_id="q1", status="issued",
            issued_on=date(2019, 5, 9), issued_sha256=sha,
        )  # fmt: skip
        rows.put(desk.db, paper)
        rows.put(desk.db, replace(paper, id="old", title="Earlier", issued_on=date(2019, 2, 1)))
    found = returns_taking_back.take_back(desk, the_file(desk).id)
    assert [one for one in found.rests if "issued" in one] == [
        "“Housing training” was issued on 9 May 2019 and keeps its figures"
    ]
    assert rows.get(desk.db, Paper, "p") == paper
    assert blobs.read(desk.db, sha) == b"%PDF issued"


def test_what_another_file_gave_is_not_touched(
    desk: Desk, taken_once: Path, tmp_path: Path, child: Child
) -> None:
    issued = next((taken_once.parent / "issued").glob("*O06*"))
    returns_import.import_files(desk, [filled(issued, tmp_path / "b.xlsx")], take=True, child=child)
    theirs = answers(desk, "O06")
    returns_taking_back.take_back(
        desk, next(one for one in rows.find(desk.db, ReturnFile) if one.name == "a.xlsx").id
    )
    assert answers(desk, "O06") == theirs


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [SG1, A5, Slot("D1", "SG2", "employed"), Slot("A1"), A2, Slot("D1", "SG4", "adults")]
        ),
        st.sampled_from(["correct", "moderate", "by hand", "take out", "correct back"]),
    ),
    max_size=6,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_taking_back_restores_exactly_the_unchanged(
    edits: list[tuple[Slot, str]], taken_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = opened(taken_once, tmp_path_factory.mktemp("random"))
    try:
        record = the_return(desk)
        touched = {Slot("A4")}  # decided
        for slot, edit in edits:
            if edited(desk, record.id, slot, edit):
                touched.add(slot)
        before = {one.slot: one for one in rows.find(desk.db, Answer)}
        returns_taking_back.take_back(desk, the_file(desk).id)
        after = {one.slot: one for one in rows.find(desk.db, Answer)}
        assert after == {slot: one for slot, one in before.items() if slot in touched}
        assert checks.problems(desk) == []
        desk.undo()
        assert {one.slot: one for one in rows.find(desk.db, Answer)} == before
    finally:
        desk.close()


def edited(desk: Desk, return_id: str, slot: Slot, edit: str) -> bool:
    """Whether it did anything."""
    held = next((one for one in rows.find(desk.db, Answer, return_id=return_id) if one.slot == slot), None)
    new = {A2: "Not met", Slot("A1"): "Ludmarsh"}.get(slot, "3")
    value = ANSWERS[slot] if edit == "correct back" else new
    if held is not None and edit == "moderate" and slot == A2:
        moderation.agree(desk, held, "Partially met", reason="no review")
        return True
    if edit == "by hand" and (held is None or held.value != new):
        returns.enter_answers(desk, return_id, {slot: new}, "keyed from a letter")
        return True
    if edit == "take out" and held is not None and not held.agreed:
        corrections.correct(desk, return_id, slot, "", BY_PHONE)
        return True
    if edit.startswith("correct") and (held is None or held.value != value):
        corrections.correct(desk, return_id, slot, value, BY_PHONE)
        return True
    return False
