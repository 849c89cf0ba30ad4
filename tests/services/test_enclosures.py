"""Evidence that came with a return: beside what its answers declare, tied by hand, kept in the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.parcels import Enclosure
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import checks, enclosures, evidence, returns, returns_import, returns_view
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.enclosures import CameWith
from assurance_desk.store import blobs, rows
from tests.mails import eml
from tests.returns_desk import filled, issue

LETTER = b"%PDF-1.4 a letter /Font"
DECLARES = "Safeguarding policy v3 (attached); training log (attached); induction pack"


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture
def there(tmp_path: Path, child: Child) -> Iterator[tuple[Desk, str]]:
    """A return whose A2 declares three pieces, in a mail with two files."""
    desk, copies = issue(tmp_path)
    path = filled(copies["O05"], tmp_path / "r.xlsx", {Slot("A2", "", "evidence"): DECLARES})
    mail = eml(
        tmp_path / "a.eml",
        [("r.xlsx", path.read_bytes()), ("Safeguarding Policy.pdf", LETTER), ("minutes.docx", b"PK minutes")],
    )
    returns_import.import_files(desk, [mail], child=child)
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    yield desk, record.id
    desk.close()


def told(desk: Desk, return_id: str) -> dict[str, CameWith]:
    return {one.file.name: one for one in enclosures.seen(desk, return_id).files}


def add(desk: Desk, return_id: str, child: Child, *paths: Path) -> list[Enclosure]:
    looked = enclosures.look_at(paths, returns.expected(desk), child, Progress())
    return enclosures.add_files(desk, return_id, looked)


def test_files_stand_beside_what_was_declared_and_what_is_missing_is_listed(there: tuple[Desk, str]) -> None:
    desk, return_id = there
    files = told(desk, return_id)
    policy = files["Safeguarding Policy.pdf"]
    assert (policy.question, policy.declared, policy.how) == (
        "A2",
        "Safeguarding policy v3 (attached)",
        "name",
    )
    assert files["minutes.docx"].question == ""
    seen = enclosures.seen(desk, return_id)
    assert [one.text for one in seen.missing] == ["training log (attached)"]
    assert [one.text for one in seen.held] == ["induction pack"]
    assert enclosures.missing(desk, return_id) == ["A2: training log (attached)"]


def test_the_officer_ties_a_file_to_a_question_or_to_none(there: tuple[Desk, str]) -> None:
    desk, return_id = there
    files = told(desk, return_id)
    enclosures.settle(desk, files["minutes.docx"].file.id, return_id, "A3")
    enclosures.settle(desk, files["Safeguarding Policy.pdf"].file.id, return_id, "")
    files = told(desk, return_id)
    assert (files["minutes.docx"].question, files["minutes.docx"].how) == ("A3", "officer")
    assert files["Safeguarding Policy.pdf"].question == ""
    assert len(enclosures.seen(desk, return_id).missing) == 2
    desk.undo()
    assert told(desk, return_id)["Safeguarding Policy.pdf"].question == "A2"


def test_a_file_of_it_becomes_a_piece_of_evidence_once(there: tuple[Desk, str]) -> None:
    desk, return_id = there
    file = told(desk, return_id)["Safeguarding Policy.pdf"].file
    made = enclosures.promote(desk, file.id, return_id)
    assert (made.title, made.kind, made.source) == (
        "Safeguarding policy v3 (attached)",
        "procedure",
        "Ludmarsh Homes",
    )
    assert made.shows.startswith("Came with the return to T-1, A2: ")
    assert blobs.read(desk.db, made.sha256) == LETTER
    assert enclosures.promote(desk, file.id, return_id).id == made.id
    assert len(rows.find(desk.db, Evidence)) == 1
    assert told(desk, return_id)["Safeguarding Policy.pdf"].file.evidence_id == made.id
    evidence.remove(desk, made)
    assert told(desk, return_id)["Safeguarding Policy.pdf"].file.evidence_id is None
    assert not checks.problems(desk)


def test_the_officer_adds_files_to_a_return_byte_for_byte_and_once(
    there: tuple[Desk, str], tmp_path: Path, child: Child
) -> None:
    desk, return_id = there
    path = tmp_path / "training log.pdf"
    path.write_bytes(b"%PDF log")
    [added] = add(desk, return_id, child, path)
    assert enclosures.original(desk, added) == b"%PDF log"
    assert enclosures.seen(desk, return_id).missing == ()
    assert add(desk, return_id, child, path) == []
    with pytest.raises(DeskError, match="nowhere"):
        add(desk, return_id, child, tmp_path / "nowhere.pdf")


def test_a_file_that_seems_to_name_a_child_is_not_added(
    there: tuple[Desk, str], tmp_path: Path, child: Child
) -> None:
    desk, return_id = there
    path = tmp_path / "case.txt"
    path.write_text("The child Danny Whitlock, born 3 May 2014, was seen on Tuesday", "utf-8")
    with pytest.raises(DeskError, match="seems to name a child"):
        add(desk, return_id, child, path)
    assert "case.txt" not in told(desk, return_id)
    assert not desk.db.execute("SELECT 1 FROM blob WHERE bytes = ?", [path.read_bytes()]).fetchall()


def test_a_message_about_what_waits_asks_for_what_is_missing(there: tuple[Desk, str]) -> None:
    desk, return_id = there
    view = returns_view.of_return(desk, return_id)
    assert view
    words = returns_view.question_message(view, enclosures.missing(desk, return_id))
    assert "You told us of evidence that did not reach us" in words
    assert "A2: training log (attached)" in words


def test_a_file_that_came_with_another_is_taken_out_and_tied_by_hand(there: tuple[Desk, str]) -> None:
    desk, return_id = there
    file = told(desk, return_id)["minutes.docx"].file
    file_id = enclosures.take_out(desk, file.id, return_id)
    assert "minutes.docx" not in told(desk, return_id)
    assert [one.id for one in returns_view.strangers(desk)] == [file_id]
    other = rows.one(desk.db, Return, ref="O06")
    assert other
    returns.tie(desk, file_id, other.id)
    assert returns.original(desk, file_id) == b"PK minutes"
    assert not checks.problems(desk)
