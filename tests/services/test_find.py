"""The Ctrl+K box finds records by any words of their reference or title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import copies, files
from assurance_desk.services.desk import Desk
from assurance_desk.services.find import find
from assurance_desk.store import rows

D1 = Question(ref="D1", text="People and training by staff group", kind="table")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add"):
        rows.put_many(
            made.db,
            [
                Review(id="v", ref="CI", title="Child I"),
                Recommendation(id="r3", review_id="v", ref="R3", number="3", text="Seek assurance", title="Housing staff are trained"),
                Action(id="a", review_id="v", recommendation_id="r3", ref="R3.7", text="Re-survey repairs staff 100%_done"),
                Organisation(id="o6", ref="O06", name="Tern Valley Housing Group"),
                Questionnaire(
                    id="q", ref="HTG-2019", version="1.0", title="Gap analysis",
                    sections=(Section(letter="D", title="Staff", tab="D", questions=(D1,)),),
                ),
                Return(id="x", questionnaire_id="q", organisation_id="o6", ref="O06c", name="Tallis Repairs", code="A"),
            ],
        )  # fmt: skip
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "page", "record"),
    [
        ("r3.7", "Actions", "a"),
        ("trained housing", "Register", "r3"),
        ("TERN", "Organisations", "o6"),
        ("o06c", "Returns", "x"),
        ("D1", "Questionnaires", "q"),
        ("100%_", "Actions", "a"),
    ],
)
def test_what_is_typed_finds_its_record(desk: Desk, typed: str, page: str, record: str) -> None:
    assert (page, record) in {(one.page, one.record_id) for one in find(desk, typed)}


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "%", "'; DROP TABLE action; --"])
def test_what_is_not_there_is_not_found(desk: Desk, typed: str) -> None:
    found = find(desk, typed)
    assert all("%" in one.title for one in found)
    assert rows.find(desk.db, Action)


def test_a_reference_typed_whole_comes_first(desk: Desk) -> None:
    assert find(desk, "R3")[0].ref == "R3"


def test_a_copy_is_not_written_onto_the_workbook_itself(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(copies.CopyOntoItselfError):
        copies.save_copy(desk, desk.path)
    assert copies.last_copy(desk) is None
    copies.save_copy(desk, tmp_path / "copy.assurance")
    assert copies.last_copy(desk) is not None
    again = files.open_desk(tmp_path / "copy.assurance", Clock())
    assert rows.find(again.db, Action) == rows.find(desk.db, Action)
    again.close()
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []
