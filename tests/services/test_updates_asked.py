"""Asking lead organisations for updates: who is asked about what, and the file each of them gets."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import UpdateAction, UpdateCopy, UpdateRequest
from assurance_desk.domain.vocabularies import DELIVERY
from assurance_desk.errors import DeskError
from assurance_desk.services import files, records, sample_register, updates, vocabularies
from assurance_desk.store import rows

pytestmark = pytest.mark.whole


def make_desk(folder):
    """Merrowshire's register; two trusts and the police lead what is open."""
    desk = files.create(folder / "w.assurance", Clock(date(2019, 7, 22)))
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    return desk


@pytest.fixture
def desk(tmp_path):
    made = make_desk(tmp_path)
    yield made
    made.close()


def refs_by_name(desk):
    return {
        one.organisation.name: [a.ref for a in one.actions]
        for one in updates.candidates(desk, updates.open_actions(desk))
    }


def test_each_lead_organisation_is_asked_about_its_own_open_actions(desk):
    found = refs_by_name(desk)
    assert found["Merrowshire Constabulary"] == ["R2"]
    assert not any("L1" in refs for refs in found.values())  # a learning point commits no one
    done = rows.one(desk.db, Action, ref="R2")
    with desk.step("Close"):
        rows.put(desk.db, replace(done, delivery="Superseded"))
    assert "Merrowshire Constabulary" not in refs_by_name(desk)


def test_the_body_itself_is_offered_last_and_not_suggested(desk):
    every = updates.candidates(desk, updates.open_actions(desk))
    assert every[-1].organisation.name == "Merrowshire Safeguarding Children Board"
    assert [one.suggested for one in every] == [True] * (len(every) - 1) + [False]
    assert "Merrowshire Safeguarding Adults Board" in {one.organisation.name for one in every[:-1]}
    assert all(one.record.name != every[-1].organisation.name for one in updates.plan(desk).copies)


def test_one_flat_folder_one_file_each_and_a_record_of_what_was_asked(desk, tmp_path):
    request, made = updates.ask(desk, tmp_path / "out", due_on=date(2019, 8, 5))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(one.path.name for one in made)
    assert all(one.path.name.startswith("UPD-2019-07-22 ") for one in made)
    assert request.due_on == date(2019, 8, 5)
    copies = rows.find(desk.db, UpdateCopy, request_id=request.id)
    assert {one.name for one in copies} == {one.name for one in made}
    assert len({one.code for one in copies}) == len(copies)
    police = next(one for one in copies if one.name == "Merrowshire Constabulary")
    asked = rows.find(desk.db, UpdateAction, copy_id=police.id)
    assert [(one.ref, one.review) for one in asked] == [("R2", "Child I")]
    desk.undo()
    assert rows.find(desk.db, UpdateRequest) == []
    assert rows.find(desk.db, UpdateAction) == []


def test_a_second_asking_of_the_day_has_a_reference_of_its_own(desk, tmp_path):
    first, _files = updates.ask(desk, tmp_path / "a")
    second, _files = updates.ask(desk, tmp_path / "b")
    assert (first.ref, second.ref) == ("UPD-2019-07-22", "UPD-2019-07-22-2")
    waiting = updates.candidates(desk, updates.open_actions(desk))[0]
    assert waiting.asked_on == date(2019, 7, 22)


def test_the_file_is_locked_but_for_what_is_to_be_filled_and_says_whose_it_is_more_than_once(desk, tmp_path):
    _request, made = updates.ask(desk, tmp_path / "out")
    path = next(one.path for one in made if one.name == "Merrowshire Constabulary")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Cover", "Actions", "Lists"]
    assert book["Lists"].sheet_state == "hidden"
    sheet = book["Actions"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[:10] == [
        "Review", "Ref", "What was promised", "Due", "State last known to us", "Progress since we last heard",
        "State you propose", "Evidence you hold", "New date you propose", "Reason for a new date",
    ]  # fmt: skip
    row = sheet[5]
    assert [cell.protection.locked for cell in row[:10]] == [True] * 5 + [False] * 5
    assert row[4].value == "Grey: not started"
    assert sheet.protection.sheet
    assert sheet.column_dimensions["L"].hidden
    assert row[11].value.startswith("UPD|UPD-2019-07-22|")
    lists = {str(one.sqref): one.type for one in sheet.data_validations.dataValidation}
    assert lists == {"G5:G5": "list", "I5:I5": "date"} or lists == {"G5": "list", "I5": "date"}
    code = row[11].value.split("|")[3]
    cover = [cell.value for line in book["Cover"].iter_rows() for cell in line if cell.value]
    assert code in cover
    assert "OFFICIAL" in cover
    assert "5 August 2019" in cover
    assert any(str(words).endswith(f"return code {code}") for words in cover)
    assert any(str(cell.value).endswith(f"return code {code}") for line in sheet.iter_rows() for cell in line)
    with zipfile.ZipFile(path) as inside:
        core = inside.read("docProps/core.xml")
    assert b"creator" not in core
    assert b"lastModifiedBy" not in core


def test_hostile_words_stay_words_and_an_embargo_is_on_the_file(desk, tmp_path):
    police = rows.one(desk.db, Action, ref="R2")
    records.edit_record(desk, police, "text", '=HYPERLINK("http://x","y")')
    records.edit_record(desk, rows.find(desk.db, Review)[0], "stage", "embargoed")
    request, made = updates.ask(desk, tmp_path / "out")
    assert request.marking == "OFFICIAL, EMBARGOED"
    path = next(one.path for one in made if one.name == "Merrowshire Constabulary")
    sheet = openpyxl.load_workbook(path)["Actions"]
    assert sheet["C5"].data_type == "s"
    assert sheet.oddHeader.center.text == "OFFICIAL, EMBARGOED"
    with zipfile.ZipFile(path) as inside:
        assert not [
            n for n in inside.namelist() if any(w in n for w in ("comment", "external", "vba", "drawing"))
        ]


def test_states_are_called_as_the_workbook_calls_them(desk, tmp_path):
    grey = next(one for one in vocabularies.words(desk, DELIVERY) if one.held == "Grey")
    vocabularies.rename(desk, grey, "Waiting")
    request, made = updates.ask(desk, tmp_path / "out")
    path = next(one.path for one in made if one.name == "Merrowshire Constabulary")
    book = openpyxl.load_workbook(path)
    assert book["Actions"]["E5"].value == "Waiting: not started"
    assert "Waiting: not started" in [cell.value for row in book["Cover"].iter_rows() for cell in row]
    assert request.states[0] == "Waiting: not started"


def test_refusals_say_what_to_do_and_leave_nothing_behind(desk, tmp_path):
    with pytest.raises(DeskError, match="no organisation O99"):
        updates.ask(desk, tmp_path / "out", ["O99"])
    with pytest.raises(DeskError, match="is past"):
        updates.ask(desk, tmp_path / "out", due_on=date(2019, 7, 1))
    idle = next(one for one in rows.find(desk.db, Organisation) if one.name == "Copperstone Homes")
    with pytest.raises(DeskError, match="Name a lead organisation"):
        updates.ask(desk, tmp_path / "out", [idle.ref])
    assert not (tmp_path / "out").exists()
    updates.ask(desk, tmp_path / "out")
    desk.undo()
    with pytest.raises(DeskError, match="already in that folder"):
        updates.ask(desk, tmp_path / "out")
    assert rows.find(desk.db, UpdateRequest) == []


def test_what_was_asked_about_is_not_removed(desk, tmp_path):
    updates.ask(desk, tmp_path / "out")
    with pytest.raises(DeskError, match="1 update asked for"):
        records.remove(desk, rows.one(desk.db, Action, ref="R2"))


def test_from_the_command_line(cli, tmp_path):
    make_desk(tmp_path).close()
    told = cli(
        "--today",
        "2019-07-22",
        "issue",
        tmp_path / "w.assurance",
        "updates",
        "--to",
        tmp_path / "out",
        "--due",
        "2019-08-09",
        "--json",
    )
    assert told.status == 0, told.err
    assert told.json["request"] == "UPD-2019-07-22"
    assert told.json["due"] == "2019-08-09"
    police = next(one for one in told.json["files"] if one["actions"] == ["R2"])
    assert police["service"] is None
    assert police["path"].endswith(".xlsx")
