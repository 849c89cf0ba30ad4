"""``issue`` as a script meets it: one JSON object, exit status, nothing written over."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.domain.returns import Return
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


def newer(workbook, **returns) -> None:
    """HTG-2019 1.0 issued, its returns as told, and a draft 1.1."""
    desk = files.open_desk(workbook, Clock(date(2019, 2, 4)))
    first = rows.one(desk.db, Questionnaire, ref="HTG-2019")
    with desk.step("They stand so"):
        rows.put_many(desk.db, [replace(one, **returns) for one in rows.find(desk.db, Return)])
    questionnaires.make_version(desk, first.id, "1.1")
    desk.close()


def statuses(workbook) -> dict[str, str]:
    desk = files.open_desk(workbook, Clock(date(2019, 2, 4)), read_only=True)
    found = {one.version: one.status for one in rows.find(desk.db, Questionnaire)}
    desk.close()
    return found


def test_a_newer_version_closes_the_older_one_of_which_nothing_is_still_to_come(cli, workbook, tmp_path):
    cli("issue", workbook, "HTG-2019", "--to", tmp_path / "first")
    newer(workbook, state="taken in", received_on=date(2019, 2, 4))
    told = cli("issue", workbook, "HTG-2019 1.1", "--to", tmp_path / "out")
    assert told.status == 0
    assert "Version 1.0 is closed." in told.out
    assert statuses(workbook) == {"1.0": "closed", "1.1": "live"}


def test_an_older_version_still_awaited_stays_live_and_says_so_until_it_is_closed(cli, workbook, tmp_path):
    cli("issue", workbook, "HTG-2019", "--to", tmp_path / "first")
    newer(workbook)
    told = cli("issue", workbook, "HTG-2019 1.1", "--to", tmp_path / "out")
    assert "Version 1.0 stays live: 2 of its returns are still to come. --close-older closes it." in told.out
    assert statuses(workbook) == {"1.0": "live", "1.1": "live"}
    told = cli("issue", workbook, "HTG-2019 1.1", "--to", tmp_path / "again", "--close-older", "--json")
    assert (told.json["closed"], told.json["live"]) == (["1.0"], [])
    assert statuses(workbook) == {"1.0": "closed", "1.1": "live"}
