"""The rehearsal's returns lie in a folder as the mailbox had them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assurance_desk.services import sample_data, sample_files


def test_every_file_lies_there_dated_by_its_arrival_and_in_that_order(tmp_path: Path) -> None:
    laid = sample_files.lay(tmp_path / "returns")
    assert len(laid) == 17
    days = [datetime.fromtimestamp(path.stat().st_mtime) for path in laid]  # noqa: DTZ006
    assert days == sorted(days)
    by_name = {path.name: day.date().isoformat() for path, day in zip(laid, days, strict=True)}
    assert by_name["Housing training gap analysis - TVDC.xlsx"] == "2019-03-21"
    assert by_name["Quillgate sections A and B.xlsx"] == "2019-04-12"
    assert sum(day <= "2019-03-15" for day in by_name.values()) == 13


def test_laying_them_again_changes_nothing(tmp_path: Path) -> None:
    assert sample_files.lay(tmp_path) == sample_files.lay(tmp_path)


def test_a_file_of_someone_else_under_the_same_name_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "Copperstone.xlsx"
    mine.write_bytes(b"mine")
    with pytest.raises(sample_files.OtherFileError, match="nothing was made"):
        sample_files.lay(tmp_path)
    assert mine.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [mine]


def test_the_files_are_of_the_kinds_strangers_send() -> None:
    source = sample_data.folder() / "returns"
    heads = {path.name: path.read_bytes()[:4] for path in source.iterdir()}
    assert heads["Brindlewick_HTG2019_03-14-2019.xls"] == b"\xd0\xcf\x11\xe0"
    assert heads["Quillgate CONFIDENTIAL.xlsx"] == b"\xd0\xcf\x11\xe0"
    assert heads["kestrel court return.ods"] == b"PK\x03\x04"
    assert heads["Scan_20190315_0001.pdf"] == b"%PDF"
    assert set(heads) == {one["file"] for one in sample_data.load("returns")["files"]}
