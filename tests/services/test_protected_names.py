"""The list of protected names: apart from the workbook, encrypted, and nothing of it anywhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assurance_desk.domain.names_protected import ProtectedName
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services import copies, names_hold, names_stop, returns_import
from assurance_desk.services import protected_names as listed
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import filled, issue
from tests.services.test_names_stop import traces

PASSWORD = "a 'quoted' pass–word"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[Desk, dict[str, Path]]]:
    desk, issued = issue(tmp_path)
    yield desk, issued
    desk.close()


@pytest.fixture
def desk(there) -> Desk:
    listed.begin(there[0], PASSWORD, PASSWORD)
    listed.add(there[0], "Child Robin", "Orlando Quillfeather; Lando", "court order")
    return there[0]


def test_it_is_made_unlocked_changed_and_locked_again(desk: Desk) -> None:
    [name] = listed.names(desk)
    assert (name.pseudonym, name.spellings) == ("Child Robin", ("Orlando Quillfeather", "Lando"))
    listed.edit(desk, name, "spellings", "Orlando Quillfeather")
    listed.lock(desk)
    assert listed.state(desk) == listed.LOCKED
    assert listed.names(desk) == []
    with pytest.raises(DeskError, match="Unlock it first"):
        listed.add(desk, "Child X", "Somebody Else", "")
    listed.unlock(desk, PASSWORD)
    assert listed.spellings(desk) == ("Orlando Quillfeather",)
    listed.remove(desk, listed.names(desk)[0])
    assert listed.names(desk) == []


def test_nothing_of_it_is_in_the_workbook_its_copy_or_its_own_file_in_clear(
    desk: Desk, tmp_path: Path
) -> None:
    copies.save_copy(desk, tmp_path / "copy.assurance")
    assert not traces(desk, "quillfeather", "lando", "court order")
    assert not desk.history() or "Robin" not in desk.history()[0].label
    listed.lock(desk)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"quillfeather" not in path.read_bytes().lower(), path
            assert "Quillfeather".encode("utf-16-le") not in path.read_bytes(), path
    assert not (tmp_path / "copy.names").exists(), "a copy of the workbook takes no names along"


def test_a_wrong_password_a_missing_and_a_damaged_list_are_told_in_one_sentence_each(desk: Desk) -> None:
    listed.lock(desk)
    path = listed.path_of(desk)
    with pytest.raises(DeskError, match="does not open “desk.names”"):
        listed.unlock(desk, "another password")
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    with pytest.raises(DeskError, match="is damaged"):
        listed.unlock(desk, PASSWORD)
    path.write_bytes(whole[:-2000] + bytes(100) + whole[-1900:])
    with pytest.raises(DeskError, match="is damaged"):
        listed.unlock(desk, PASSWORD)
    path.unlink()
    assert listed.state(desk) == listed.MISSING
    with pytest.raises(DeskError, match="is not beside the workbook"):
        listed.unlock(desk, PASSWORD)
    path.write_bytes(whole)
    listed.unlock(desk, PASSWORD)
    assert len(listed.names(desk)) == 1


def test_the_password_can_be_changed_and_the_old_one_opens_it_no_more(desk: Desk) -> None:
    with pytest.raises(DeskError, match="differ"):
        listed.change_password(desk, "one long password", "another long password")
    with pytest.raises(DeskError, match="at least 10"):
        listed.change_password(desk, "short", "short")
    listed.change_password(desk, "a new long password", "a new long password")
    listed.lock(desk)
    with pytest.raises(DeskError, match="does not open"):
        listed.unlock(desk, PASSWORD)
    listed.unlock(desk, "a new long password")
    assert listed.names(desk)


@pytest.mark.parametrize("written", ["", " ; ", "Al", "Orlando Quillfeather; J"])
def test_what_would_stop_every_file_is_no_name(desk: Desk, written: str) -> None:
    with pytest.raises(DeskError):
        listed.add(desk, "Child Y", written, "")
    assert len(listed.names(desk)) == 1


def test_unlocking_it_does_not_make_the_workbook_slow_from_then_on(desk: Desk) -> None:
    assert listed.state(desk) == listed.OPEN
    assert desk.db.execute("PRAGMA cipher_memory_security").fetchone()[0] == "0"


def test_closing_the_workbook_locks_it(there) -> None:
    desk, _issued = there
    listed.begin(desk, PASSWORD, PASSWORD)
    desk.close()
    assert listed.path_of(desk).exists()
    assert not desk.sitting


@pytest.mark.parametrize(
    "told", ["seen O. Quillfeather", "QUILLFEATHER, Orlando", "lándo", "Orlando\u00a0Quill feather"]
)
def test_a_protected_name_stops_a_file_while_the_list_is_unlocked(
    there, desk: Desk, tmp_path: Path, told: str
) -> None:
    _desk, issued = there
    path = filled(issued["O05"], tmp_path / "back.xlsx", {Slot("A2", "", "evidence"): told})
    child = Child()
    try:
        returns_import.import_files(desk, [path], child=child)
        [stopped] = names_hold.held(desk)
        assert {hit.why for hit in stopped.hits} == {"protected"}
        made = names_stop.redacting(desk, stopped.id).run(child)
        names_stop.put_redacted(desk, stopped.id, made)
    finally:
        child.close()
    assert len(rows.find(desk.db, ReturnFile)) == 1
    assert not traces(desk, "quillfeather", "lando", "lándo", "quill feather")


def test_while_it_is_locked_only_signs_are_looked_for(there, desk: Desk, tmp_path: Path) -> None:
    listed.lock(desk)
    path = filled(
        there[1]["O05"], tmp_path / "back.xlsx", {Slot("A2", "", "evidence"): "seen O. Quillfeather"}
    )
    [told] = returns_import.import_files(desk, [path])
    assert told.status == "staged"


def test_a_folder_of_returns_does_not_take_the_list_in(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    shutil.copy(listed.path_of(desk), folder / "desk.names")
    assert returns_import.import_files(desk, [folder]) == []


def test_a_name_is_plain_values() -> None:
    assert ProtectedName("1", "Child Robin", ("A B",)).note == ""
