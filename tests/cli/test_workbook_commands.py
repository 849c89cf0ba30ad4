"""``new``, ``info``, ``check``, ``backup`` and ``restore``, as a script meets them."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import blobs, rows

pytestmark = pytest.mark.whole

TEXT = "Housing commissioners should tell the Board “how” their people are trained; café, 😀."


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "register.assurance"
    desk = files.create(path, Clock())
    with desk.step("Add a review"):
        kept = blobs.keep(desk.db, b"the published response")
        rows.put(desk.db, Review(id="v", ref="CI", title="Child I", source_sha256=kept))
        rows.put(desk.db, Recommendation(id="r", review_id="v", ref="R3", number="3", text=TEXT))
        rows.put(desk.db, Response(id="s", recommendation_id="r", text="The Board will ask."))
        rows.put(desk.db, Organisation(id="o", ref="O05", name="Ludmarsh Homes"))
    desk.close()
    return path


def tampered(path, sql):
    """As someone with another program would: no step, no trigger of ours."""
    db = sqlite3.connect(path)
    for statement in sql:
        db.execute(statement)
    db.commit()
    db.close()


def test_info_says_what_is_there_word_for_word(cli, workbook):
    found = cli("info", workbook, "--json").json
    assert found["workbook"] == str(workbook)
    assert found["organisations"] == [{"ref": "O05", "name": "Ludmarsh Homes"}]
    assert found["reviews"] == [
        {
            "ref": "CI",
            "title": "Child I",
            "recommendations": [{"ref": "R3", "text": TEXT, "response": "The Board will ask."}],
        }
    ]
    assert found["questionnaires"] == []
    assert found["encrypted"] is False
    assert found["counts"]["recommendation"] == 1


def test_info_in_words_names_the_review_and_its_size(cli, workbook):
    assert "CI  Child I: 1 recommendation\n" in cli("info", workbook).out


def test_info_and_check_read_a_workbook_that_is_open_elsewhere_and_leave_it_alone(cli, workbook):
    desk = files.open_desk(workbook, Clock())
    before = hashlib.sha256(workbook.read_bytes()).hexdigest()
    assert cli("info", workbook).status == 0
    assert cli("check", workbook).status == 0
    assert hashlib.sha256(workbook.read_bytes()).hexdigest() == before
    desk.close()


def test_check_finds_a_sound_workbook_sound(cli, workbook):
    told = cli("check", workbook, "--json")
    assert (told.status, told.json["ok"], told.json["problems"]) == (0, True, [])
    assert len(told.json["seal"]) == 64
    assert told.json["seal"] in cli("check", workbook).out


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (["UPDATE recommendation SET text = 'softer'"], "1 record in “recommendation”"),
        (["DELETE FROM response"], "1 record in “response”"),
        (
            [
                "INSERT INTO organisation (id, ref, name, short_name, kind, districts, parent_id, note) VALUES ('x', 'O99', 'Nobody', '', 'other', '', NULL, '')"
            ],
            "“organisation”",
        ),
        (["DELETE FROM blob"], "“review” is not kept any more"),
        (["UPDATE blob SET bytes = X'00'"], "no longer what it was"),
        (["UPDATE response SET recommendation_id = 'gone'"], "points to one in “recommendation”"),
        (["DROP TRIGGER change_no_delete", "DELETE FROM change WHERE id = 1"], "The history is not whole"),
    ],
)
def test_check_names_what_was_changed_behind_the_programs_back(cli, workbook, sql, words):
    tampered(workbook, sql)
    told = cli("check", workbook, "--json")
    assert told.status == 1
    assert told.json["ok"] is False
    assert any(words in problem for problem in told.json["problems"])
    assert words in cli("check", workbook).out


def test_check_holds_after_edits_undo_and_redo(cli, workbook):
    desk = files.open_desk(workbook, Clock())
    with desk.step("Rename"):
        rows.put(desk.db, Organisation(id="o", ref="O05", name="Ludmarsh Homes Ltd"))
    with desk.step("Remove"):
        rows.remove(desk.db, rows.get(desk.db, Review, "v"))
    desk.undo()
    desk.undo()
    desk.redo()
    desk.close()
    assert cli("check", workbook).status == 0


def test_a_damaged_workbook_is_refused_in_a_sentence(cli, workbook):
    data = bytearray(workbook.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    workbook.write_bytes(data)
    told = cli("check", workbook)
    assert told.status == 1
    assert "damaged" in told.err
    assert "Traceback" not in told.err


def test_a_backup_made_while_the_window_is_open_restores_to_the_same(cli, workbook, tmp_path):
    copy, again = tmp_path / "copy.assurance", tmp_path / "again.assurance"
    desk = files.open_desk(workbook, Clock())
    assert cli("backup", workbook, "--to", copy).status == 0
    desk.close()
    assert cli("restore", copy, "--to", again).status == 0
    assert cli("check", again).status == 0
    found, was = cli("info", again, "--json").json, cli("info", workbook, "--json").json
    assert found.pop("workbook") != was.pop("workbook")
    assert found == was


def test_restoring_over_an_open_workbook_is_refused(cli, workbook, tmp_path):
    copy = tmp_path / "copy.assurance"
    assert cli("backup", workbook, "--to", copy).status == 0
    desk = files.open_desk(workbook, Clock())
    told = cli("restore", copy, "--to", workbook, "--force")
    desk.close()
    assert told.status == 1
    assert "open elsewhere" in told.err
    assert cli("check", workbook).status == 0


def test_a_damaged_copy_does_not_replace_a_good_workbook(cli, workbook, tmp_path):
    copy = tmp_path / "copy.assurance"
    copy.write_bytes(workbook.read_bytes()[:5000])
    assert cli("restore", copy, "--to", workbook, "--force").status == 1
    assert cli("check", workbook).status == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_copy_never_lands_on_a_folder_or_where_there_is_none(cli, workbook, tmp_path, command):
    assert cli(command, workbook, "--to", tmp_path).status == 1
    assert cli(command, workbook, "--to", tmp_path / "none" / "copy.assurance").status == 1
