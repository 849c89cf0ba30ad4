"""Temporary copies go when their run does, and those of a run that died go at the next start."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assurance_desk import scratch
from assurance_desk.clock import Clock
from assurance_desk.services import files

DIES = """
import os, sys, tempfile
tempfile.tempdir = sys.argv[1]
from assurance_desk import scratch
(scratch.folder() / "letter naming a child.pdf").write_bytes(b"%PDF")
print(scratch.folder(), flush=True)
if sys.argv[2] == "dies":
    os._exit(1)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    place = tmp_path / "temporary"
    place.mkdir()
    scratch.leave()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    scratch.leave()


def other_run(place: Path, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DIES, str(place), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(scratch.__file__).parents[1],
    )


def said(run: subprocess.Popen[str]) -> Path:
    assert run.stdout is not None
    return Path(run.stdout.readline().strip())


def test_what_a_run_that_died_left_is_cleared_at_the_next_start(own_temporary_folder: Path) -> None:
    run = other_run(own_temporary_folder, "dies")
    left = said(run)
    run.communicate()
    assert (left / "letter naming a child.pdf").exists()
    scratch.clear_left()
    assert not left.exists()
    assert list(scratch.root().iterdir()) == []


def test_a_copy_in_use_by_another_run_and_what_is_not_ours_are_left_alone(own_temporary_folder: Path) -> None:
    theirs = own_temporary_folder / "reading-of-another.assurance"
    theirs.write_bytes(b"x")
    run = other_run(own_temporary_folder, "lives")
    used = said(run)
    stray = scratch.root() / "put here by hand"
    stray.mkdir()
    scratch.clear_left()
    assert (used / "letter naming a child.pdf").exists()
    assert theirs.exists()
    assert stray.exists()
    run.communicate("")
    assert not used.exists()


def test_this_runs_own_folder_is_kept_until_it_ends() -> None:
    mine = scratch.folder()
    (mine / "copy").write_bytes(b"x")
    scratch.clear_left()
    assert scratch.folder() == mine
    assert (mine / "copy").exists()
    scratch.leave()
    assert not mine.exists()


def test_a_link_in_the_place_of_our_folder_is_not_followed(
    own_temporary_folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "1-a").mkdir(parents=True)
    (elsewhere / "1-a.lock").write_bytes(b"")
    scratch.root().symlink_to(elsewhere)
    scratch.clear_left()
    assert (elsewhere / "1-a").exists()
    assert scratch.folder().parent == own_temporary_folder


def test_a_workbook_opened_to_read_is_copied_there(tmp_path: Path) -> None:
    path = tmp_path / "W.assurance"
    files.create(path, Clock()).close()
    desk = files.open_desk(path, Clock(), read_only=True)
    copies = list(scratch.folder().iterdir())
    assert [copy.suffix for copy in copies] == [".assurance"]
    desk.close()
    assert list(scratch.folder().iterdir()) == []
