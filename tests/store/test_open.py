"""Faults of the file: one sentence each, nothing touched."""

import hashlib
import shutil
import subprocess
import sys

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files
from assurance_desk.store import faults, migrations, rows


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def closed(tmp_path):
    path = tmp_path / "register.assurance"
    desk = files.create(path, Clock())
    with desk.step("Add review"):
        rows.put_many(
            desk.db, [Review(id=f"r{n}", ref=f"C{n}", title="Child " + "x" * 500) for n in range(40)]
        )
    desk.close()
    return path


def refused(path, fault, **more):
    before = digest(path) if path.is_file() else None
    with pytest.raises(fault) as caught:
        files.open_desk(path, Clock(), **more)
    assert before is None or digest(path) == before
    sentence = str(caught.value)
    assert path.name in sentence
    return sentence


def told_by_another_process(path):
    """What another process is told that tries to open it, or that it has it open."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom assurance_desk.clock import Clock\n"
        "from assurance_desk.errors import DeskError\nfrom assurance_desk.services import files\n"
        "try:\n    files.open_desk(Path(sys.argv[1]), Clock()).close()\n    print('open')\n"
        "except DeskError as error:\n    print(error)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    ).stdout


def test_a_workbook_opens_again_with_what_was_kept(closed):
    desk = files.open_desk(closed, Clock())
    assert len(rows.find(desk.db, Review)) == 40
    desk.close()


def test_a_missing_file_is_one_sentence(tmp_path):
    assert "There is no file" in refused(tmp_path / "none.assurance", faults.NoSuchWorkbookError)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a spreadsheet", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_workbook_is_left_alone(tmp_path, content):
    path = tmp_path / "x.assurance"
    path.write_bytes(content)
    assert "is not an Assurance Desk workbook" in refused(path, faults.NotAWorkbookError)


def test_another_programs_database_is_left_alone(tmp_path):
    import sqlite3

    path = tmp_path / "x.assurance"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    refused(path, faults.NotAWorkbookError)


def test_a_newer_workbook_is_left_alone(closed):
    data = bytearray(closed.read_bytes())
    data[60:64] = (migrations.SCHEMA + 1).to_bytes(4)
    closed.write_bytes(data)
    assert "newer version" in refused(closed, faults.NewerWorkbookError)


def test_a_truncated_workbook_is_damaged(closed):
    data = closed.read_bytes()
    closed.write_bytes(data[: len(data) // 2])
    assert "is damaged" in refused(closed, faults.DamagedError)


def test_a_workbook_with_a_spoiled_page_is_damaged(closed):
    data = bytearray(closed.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    closed.write_bytes(data)
    assert "is damaged" in refused(closed, faults.DamagedError)


def test_a_second_opener_is_told_who_has_it_and_may_read(closed, tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom assurance_desk.clock import Clock\nfrom assurance_desk.services import files\n"
        "desk = files.open_desk(Path(sys.argv[1]), Clock())\nprint('open', flush=True)\nsys.stdin.readline()\ndesk.close()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "open\n"
        sentence = refused(closed, faults.InUseError)
        assert "is open elsewhere by" in sentence
        reading = files.open_desk(closed, Clock(), read_only=True)
        assert len(rows.find(reading.db, Review)) == 40
        with pytest.raises(faults.ReadOnlyError, match="can only be read here"), reading.step("Edit"):
            pass
        reading.close()
    finally:
        other.communicate("\n", timeout=10)
    files.open_desk(closed, Clock()).close()


def test_an_existing_file_is_never_written_over(closed):
    before = digest(closed)
    with pytest.raises(faults.ExistsError):
        files.create(closed, Clock())
    assert digest(closed) == before


def test_a_workbook_in_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(faults.NoFolderError, match="There is no folder"):
        files.create(tmp_path / "none" / "register.assurance", Clock())
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_made_before_an_older_workbook_is_brought_up_to_date(closed, monkeypatch):
    def add_column(db):
        db.execute("ALTER TABLE review ADD COLUMN mood TEXT NOT NULL DEFAULT ''")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, ("m_test", add_column)))
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    monkeypatch.setattr("assurance_desk.store.open.SCHEMA", migrations.SCHEMA)
    desk = files.open_desk(closed, Clock())
    assert len(rows.find(desk.db, Review)) == 40
    assert "is open elsewhere" in told_by_another_process(closed)
    desk.close()
    (copy,) = closed.parent.glob("register (before update *).assurance")
    monkeypatch.undo()
    older = files.open_desk(copy, Clock())
    assert len(rows.find(older.db, Review)) == 40
    assert checks.problems(older) == []
    older.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(closed, monkeypatch):
    def break_off(db):
        db.execute("ALTER TABLE review ADD COLUMN mood TEXT")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, ("m_test", break_off)))
    monkeypatch.setattr("assurance_desk.store.open.SCHEMA", migrations.SCHEMA + 1)
    with pytest.raises(ZeroDivisionError):
        files.open_desk(closed, Clock())
    monkeypatch.undo()
    desk = files.open_desk(closed, Clock())
    assert len(rows.find(desk.db, Review)) == 40
    desk.close()


def test_a_full_disk_is_one_sentence_and_what_was_saved_is_safe(closed):
    desk = files.open_desk(closed, Clock())
    pages = desk.db.execute("PRAGMA page_count").fetchone()[0]
    desk.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(faults.FullError, match="no room left"), desk.step("Add reviews"):
        rows.put_many(desk.db, [Review(id=f"s{n}", ref=f"S{n}", title="y" * 2000) for n in range(100)])
    assert len(rows.find(desk.db, Review)) == 40
    desk.close()


def test_a_workbook_left_open_by_a_crash_opens_whole(closed):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom assurance_desk.clock import Clock\nfrom assurance_desk.services import files\n"
        "from assurance_desk.store import rows, drafts\nfrom assurance_desk.domain.reviews import Review\n"
        "desk = files.open_desk(Path(sys.argv[1]), Clock())\n"
        "with desk.step('Add'):\n    rows.put(desk.db, Review(id='kept', ref='K', title='kept'))\n"
        "drafts.keep(desk.db, 'review:kept:title', 'half ty', '2019-04-24T10:00:00')\n"
        "with desk.step('Lost'):\n    rows.put(desk.db, Review(id='lost', ref='L', title='lost'))\n    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(closed)], check=False).returncode == 9
    desk = files.open_desk(closed, Clock())
    from assurance_desk.store import drafts

    assert {r.id for r in rows.find(desk.db, Review)} >= {"kept"}
    assert "lost" not in {r.id for r in rows.find(desk.db, Review)}
    assert drafts.read(desk.db) == {"review:kept:title": "half ty"}
    desk.close()


def test_a_plain_workbook_is_an_ordinary_sqlite_file(closed):
    import sqlite3

    connection = sqlite3.connect(closed)
    assert connection.execute("SELECT COUNT(*) FROM review").fetchone()[0] == 40
    connection.close()


def test_every_refusal_is_a_desk_error(tmp_path):
    for fault in (
        faults.NoSuchWorkbookError,
        faults.NotAWorkbookError,
        faults.NewerWorkbookError,
        faults.InUseError,
        faults.DamagedError,
        faults.ReadOnlyError,
        faults.FullError,
        faults.NotSavedError,
        faults.ExistsError,
    ):
        error = fault(tmp_path / "x.assurance")
        assert isinstance(error, DeskError)
        assert error.sentence.endswith(".")


def test_a_read_only_file_is_one_sentence(closed, tmp_path, monkeypatch):
    from assurance_desk.store import open as store_open

    connect = store_open.connect
    monkeypatch.setattr(store_open, "connect", lambda path, mode: connect(path, "ro"))
    assert "can only be read here" in refused(closed, faults.ReadOnlyError)


def test_a_name_with_odd_characters_opens(closed, tmp_path):
    path = tmp_path / "Board’s #1 100% ?register.assurance"
    shutil.copy(closed, path)
    files.open_desk(path, Clock()).close()
