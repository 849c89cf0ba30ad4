"""The Ctrl+K box finds records by any words of their reference or title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, ProgressNote
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.meetings import Challenge, Meeting, Outcome
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import copies, files
from assurance_desk.services.desk import Desk
from assurance_desk.services.find import find, groups
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


@pytest.fixture
def full(desk: Desk) -> Desk:
    with desk.step("Write to the almshouses"):
        rows.put_many(
            desk.db,
            [
                Response(id="re", recommendation_id="r3", text="A Safeguarding Housing Conference will be held."),
                ProgressNote(id="n", action_id="a", on=date(2019, 6, 3), text="Larkford rang: repairs crews wait for dates"),
                Evidence(id="e", title="Attendance sheet", shows="46 people came, from all nine landlords"),
                Meeting(id="m", forum="Board", on=date(2019, 5, 16)),
                Outcome(id="o", meeting_id="m", subject="x", asked="Agree the timetable", outcome="amended", wording="by Michaelmas"),
                Challenge(id="c", meeting_id="m", asked="Why so few?", answered="Agency workers were left out"),
                Contact(id="k", organisation_id="o6", name="R. Okoro", role="Safeguarding lead", email="rokoro@tern.example"),
                Answer(id="w", return_id="x", question="D1", row="SG4", column="comment", value="Figures from the Lone Working log"),
            ],
        )  # fmt: skip
    return desk


@pytest.mark.parametrize(
    ("typed", "kind", "page", "record"),
    [
        ("housing confer", "response", "Register", "r3"),
        ("crews wait", "progress_note", "Actions", "a"),
        ("nine landl", "evidence", "Evidence", "e"),
        ("michaelmas", "outcome", "Meetings", "m"),
        ("agency work", "challenge", "Meetings", "challenge:c"),
        ("rokoro@tern", "contact", "Organisations", "o6"),
        ("lone working", "answer", "Returns", "x#w"),
        ("almshous", "step", "History", "2"),
    ],
)
def test_every_kind_of_words_is_found_and_says_where_it_stands(
    full: Desk, typed: str, kind: str, page: str, record: str
) -> None:
    (one,) = find(full, typed)
    assert (one.kind, one.page, one.record_id) == (kind, page, record)
    shown, spans = (one.words, one.spans) if one.words else (one.title, one.title_spans)
    assert [shown[start:end].casefold() for start, end in spans] == typed.casefold().split() or "@" in typed


def test_kinds_are_counted_beyond_those_shown(full: Desk) -> None:
    with full.step("Add"):
        rows.put_many(
            full.db, [Action(id=f"b{n}", review_id="v", ref=f"U{n}", text="Zebra") for n in range(9)]
        )
    full.words.finish()
    (group,) = groups(full, "zebra", limit=4)
    assert (group.heading, group.total, len(group.found)) == ("Actions", 9, 4)
    assert len(groups(full, "zebra", limit=200, only="action")[0].found) == 9
    full.undo()
    assert groups(full, "zebra") == []


def test_what_has_not_been_read_yet_is_not_waited_for(full: Desk) -> None:
    assert groups(full, "michaelmas") == []
    full.words.finish()
    assert len(groups(full, "michaelmas")) == 1


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
