"""``issue`` as a script meets it: one JSON object, exit status, nothing written over."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import DRAFT
from assurance_desk.services import files, questionnaires
from assurance_desk.store import rows

pytestmark = pytest.mark.whole


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "w.assurance"
    desk = files.create(path, Clock(date(2019, 2, 4)))
    questionnaires.add_questionnaire(desk, replace(questionnaires.example(), status=DRAFT, issued_on=None))
    with desk.step("Add organisations"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="5", ref="O05", name="Ludmarsh Homes", kind="ALMO"),
                Organisation(id="6", ref="O06", name="Tern Valley", kind="registered provider"),
                Service(id="s", organisation_id="6", ref="a", name="General Needs"),
            ],
        )
    desk.close()
    return path


def test_one_json_object_names_every_file(cli, workbook, tmp_path):
    told = cli("issue", workbook, "HTG-2019", "--to", tmp_path / "out", "--json")
    assert told.status == 0
    made = told.json["files"]
    assert [(one["organisation"], one["service"]) for one in made] == [
        ("O05", None),
        ("O06", {"ref": "a", "name": "General Needs"}),
    ]
    for one in made:
        assert Path(one["path"]).is_absolute()
        assert Path(one["path"]).parent == tmp_path / "out"
        assert Path(one["path"]).read_bytes()[:2] == b"PK"


def test_only_those_asked_for_and_nothing_written_over_without_force(cli, workbook, tmp_path):
    to = ("issue", workbook, "HTG-2019", "--to", tmp_path / "out", "--organisation", "O06")
    first = cli(*to)
    assert first.status == 0
    assert "1 file written" in first.out
    again = cli(*to)
    assert again.status == 1
    assert "already in that folder" in again.err
    assert cli(*to, "--force").status == 0


def test_a_refusal_is_one_sentence(cli, workbook, tmp_path):
    told = cli("issue", workbook, "HTG-2099", "--to", tmp_path / "out", "--json")
    assert told.status == 1
    assert "no questionnaire HTG-2099" in told.json["error"]
    assert not (tmp_path / "out").exists()


def test_with_email_each_has_a_draft_to_its_contact_marked_first(cli, workbook, tmp_path):
    desk = files.open_desk(workbook, Clock(date(2019, 2, 4)))
    with desk.step("Add a contact"):
        rows.put(desk.db, Contact(id="c", organisation_id="5", role="Lead", email="lead@ludmarsh.example"))
    desk.close()
    to = ("issue", workbook, "HTG-2019", "--to", tmp_path / "out", "--email", "--from", "office@mscb.example")
    told = cli(*to, "--json")
    assert told.status == 0
    first, second = told.json["files"]
    assert first["to"] == "lead@ludmarsh.example"
    assert first["subject"].startswith("OFFICIAL: ")
    message = message_from_bytes(Path(first["draft"]).read_bytes(), policy=policy.default)
    assert message["From"] == "office@mscb.example"
    assert "draft" not in second
    again = cli(*to, "--force")
    assert "1 draft made. Mark it as sent when it has left your mail program." in again.out
    assert "Nobody has an address at: O06a" in again.out
    wrong = cli(*to[:-1], "a@b.example, c@d.example", "--force", "--json")
    assert wrong.status == 1
    assert "not one e-mail address" in wrong.json["error"]
    assert cli(*to, "--mailing-list").status == 2


def test_asking_for_updates_refuses_what_it_does_not_do(cli, workbook, tmp_path):
    told = cli("issue", workbook, "updates", "--to", tmp_path / "out", "--email", "--json")
    assert told.status == 1
    assert "nothing was made" in told.json["error"]
