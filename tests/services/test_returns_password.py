"""Files protected by a password: tried, opened in their own place, and the password kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services import returns, returns_import, returns_password
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_password import Tried
from assurance_desk.store import rows
from tests.mails import eml
from tests.returns_desk import ANSWERS, answers, filled, issue

SECRET = "Correct horse 7"


def locked(path: Path, password: str = SECRET) -> Path:
    opened = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt(password, opened)  # type: ignore[no-untyped-call]
    path.write_bytes(opened.getvalue())
    return path


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[Desk, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    yield desk, copies
    desk.close()


def bring(desk: Desk, child: Child, *paths: Path) -> list[returns_import.ImportedFile]:
    return returns_import.import_files(desk, paths, child=child, received_on=date(2019, 3, 14))


def tried(desk: Desk, child: Child, password: str, files: list[ReturnFile] | None = None) -> Tried:
    kept = returns_password.kept(desk, files or returns_password.locked(desk))
    found = returns_password.try_on(kept, password, returns.expected(desk), child, Progress())
    return returns_password.take(desk, found)


def test_a_protected_file_asks_for_its_password_and_opens_in_its_place(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    path = locked(filled(copies["O05"], tmp_path / "Ludmarsh.xlsx"))
    [came] = bring(desk, child, path)
    assert came.status == "refused"
    assert "protected by a password" in came.message
    assert [one.id for one in returns_password.locked(desk)] == [came.record.id]
    done = tried(desk, child, SECRET)
    assert not done.told
    [record] = rows.find(desk.db, ReturnFile)
    assert (record.id, record.status, record.why, record.message) == (came.record.id, "staged", "", "")
    assert returns.original(desk, record.id) == path.read_bytes()
    returns.take_in(desk, [record.id])
    assert answers(desk, "O05") == ANSWERS
    assert not returns_password.locked(desk)
    record = rows.get(desk.db, ReturnFile, came.record.id)
    assert record.status == "taken"


def test_a_wrong_password_says_so_and_changes_nothing(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    bring(desk, child, locked(filled(copies["O05"], tmp_path / "r.xlsx")))
    before = len(desk.history())
    assert "does not open with that password" in tried(desk, child, "wrong").told
    assert len(desk.history()) == before
    assert returns_password.locked(desk)


def test_several_files_share_a_password_and_one_with_another_stays(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    bring(
        desk, child,
        locked(filled(copies["O05"], tmp_path / "1.xlsx")), locked(filled(copies["O06"], tmp_path / "2.xlsx")),
        locked(filled(copies["O06"], tmp_path / "3.xlsx"), "another"),
    )  # fmt: skip
    before = len(desk.history())
    assert len(tried(desk, child, SECRET).opened) == 2
    assert len(desk.history()) == before + 1
    assert [one.name for one in returns_password.locked(desk)] == ["3.xlsx"]


def test_the_password_is_nowhere_in_the_workbook(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    bring(desk, child, locked(filled(copies["O05"], tmp_path / "r.xlsx")))
    tried(desk, child, "Wrong horse 9")
    tried(desk, child, SECRET)
    desk.close()
    kept = desk.path.read_bytes()
    assert SECRET.encode() not in kept
    assert b"Wrong horse 9" not in kept


def test_a_protected_return_in_a_mail_stays_with_its_mail(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    path = locked(filled(copies["O05"], tmp_path / "r.xlsx"))
    [came] = bring(
        desk, child, eml(tmp_path / "a.eml", [("r.xlsx", path.read_bytes()), ("p.pdf", b"%PDF /Font")])
    )
    parcel = came.record.parcel_id
    assert parcel
    tried(desk, child, SECRET)
    [record] = rows.find(desk.db, ReturnFile)
    assert (record.status, record.parcel_id) == ("staged", parcel)


def test_a_file_whose_name_says_another_return_moves_to_its_own(
    there: tuple[Desk, dict[str, Path]], child: Child, tmp_path: Path
) -> None:
    desk, copies = there
    [came] = bring(desk, child, locked(filled(copies["O05"], tmp_path / "O06 return.xlsx")))
    assert came.ref == "O06"
    tried(desk, child, SECRET)
    [record] = rows.find(desk.db, ReturnFile)
    whose = rows.get(desk.db, Return, record.return_id or "")
    assert whose.ref == "O05"
