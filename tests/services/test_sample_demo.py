"""What the demo makes is moved into place whole or not at all, and nothing else there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from assurance_desk.services import demo


@pytest.fixture
def making(tmp_path: Path) -> Path:
    made = tmp_path / "making"
    (made / "returns").mkdir(parents=True)
    (made / demo.PAPER).write_bytes(b"new paper")
    (made / "returns" / "Copperstone.xlsx").write_bytes(b"new return")
    return made


def test_what_stands_in_the_way_stops_it_before_the_first_file_is_moved(making: Path, tmp_path: Path) -> None:
    there = tmp_path / "out" / "returns"
    there.mkdir(parents=True)
    (there / "Copperstone.xlsx").write_bytes(b"mine")
    with pytest.raises(demo.InTheWayError, match="left as it was"):
        demo._move(making, tmp_path / "out", force=False)
    assert (there / "Copperstone.xlsx").read_bytes() == b"mine"
    assert not (tmp_path / "out" / demo.PAPER).exists()


def test_force_replaces_the_demos_own_files_and_leaves_the_others(making: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "returns").mkdir(parents=True)
    (out / "returns" / "Copperstone.xlsx").write_bytes(b"old")
    (out / "returns" / "mine.txt").write_bytes(b"mine")
    demo._move(making, out, force=True)
    assert (out / "returns" / "Copperstone.xlsx").read_bytes() == b"new return"
    assert (out / demo.PAPER).read_bytes() == b"new paper"
    assert (out / "returns" / "mine.txt").read_bytes() == b"mine"


def test_a_folder_with_a_paper_in_it_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / demo.PAPER).write_bytes(b"mine")
    with pytest.raises(demo.InTheWayError):
        demo.run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [demo.PAPER]
