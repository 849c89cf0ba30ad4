"""Updates filled in and saved again by LibreOffice, and brought in from the command line."""

from __future__ import annotations

import pytest

from assurance_desk.domain.actions import ProgressNote
from assurance_desk.services import returns_import
from assurance_desk.store import rows
from tests import updates_desk as ud
from tests.make_sample.office import save_as

TOLD = [
    "Ludmarsh Homes: 32 of 41 repairs staff trained; nine booked for September.",
    "Ludmarsh Homes: No change.",
    "Ludmarsh Homes: =1+1 is what they typed",
]


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_as(ending, tmp_path):
    desk, copies = ud.asked(tmp_path)
    try:
        plain = ud.filled(copies["O05"], tmp_path / "plain.xlsx")
        again = tmp_path / f"again.{ending}"
        save_as(plain, again)
        [done] = returns_import.import_files(desk, [again], take=True)
        assert (done.status, done.organisation) == ("staged", "O05")
        assert [one.text for one in rows.find(desk.db, ProgressNote)] == TOLD
        assert {(one.part, one.reading) for one in done.items} == {
            ("state", "At risk"),
            ("date", "2019-10-31"),
        }
        assert (done.record.unreadable, done.record.unrecognised) == (0, 0)
        assert done.message == ""
    finally:
        desk.close()


@pytest.mark.whole
def test_from_the_command_line(cli, tmp_path):
    desk, copies = ud.asked(tmp_path)
    desk.close()
    ud.filled(
        copies["O05"], tmp_path / "back.xlsx", {("R1.1", "progress"): "Half done", ("R1.2", "date"): "soon"}
    )
    told = cli("import", tmp_path / "desk.assurance", tmp_path / "back.xlsx", "--dry-run", "--json")
    assert told.json["files"][0]["status"] == "staged"
    told = cli("import", tmp_path / "desk.assurance", tmp_path / "back.xlsx", "--take", "--json")
    [one] = told.json["files"]
    assert (one["status"], one["questionnaire"], one["organisation"], one["return"]) == (
        "staged",
        "UPD-2019-07-22",
        "O05",
        "O05",
    )
    assert one["answers"]["found"] == 2
    [problem] = one["problems"]
    assert (problem["sheet"], problem["cell"], problem["question"], problem["found"]) == (
        "Actions",
        "I6",
        "R1.2",
        "soon",
    )
    assert "expected" in problem["reason"]
    words = cli("import", tmp_path / "desk.assurance", tmp_path / "back.xlsx")
    assert "UPD-2019-07-22 O05" in words.out
    assert "1 to decide" in words.out
    assert cli("check", tmp_path / "desk.assurance").status == 0
    told = cli("info", tmp_path / "desk.assurance", "--json")
    [asked] = told.json["updates"]
    assert (asked["ref"], asked["due"], asked["organisations"]) == ("UPD-2019-07-22", "2019-08-05", 2)
    assert asked["not_answered"] == ["O06"]


@pytest.mark.whole
def test_questionnaires_and_updates_come_in_together(tmp_path):
    from tests import returns_desk as rd

    (tmp_path / "q").mkdir()
    desk, issued = rd.issue(tmp_path / "q")
    try:
        questionnaire = rd.filled(issued["O05"], tmp_path / "q.xlsx")
        (tmp_path / "u").mkdir()
        other, copies = ud.asked(tmp_path / "u")
        other.close()
        update = ud.filled(copies["O05"], tmp_path / "u.xlsx")
        first, second = returns_import.import_files(desk, [questionnaire, update], take=True)
        assert first.status == "taken"
        assert second.status == "refused"  # it was asked from another workbook
        assert "not asked from this workbook" in second.message
    finally:
        desk.close()
