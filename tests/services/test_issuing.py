"""Issuing is whole or not at all, and asking again keeps the codes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.codes import code_ok
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import files, issuing, questionnaires
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 2, 4)))
    yield made
    made.close()


@pytest.fixture
def htg(desk):
    text = (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    return questionnaires.add_questionnaire(
        desk, replace(questionnaire_from_json(text), status=DRAFT, issued_on=None)
    )


@pytest.fixture
def asked(desk):
    with desk.step("Add organisations"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="b", ref="B", name="Merrowshire Board", kind="safeguarding body"),
                Organisation(id="5", ref="O05", name="Ludmarsh Homes", kind="ALMO", districts="Ludmarsh"),
                Organisation(id="6", ref="O06", name="../Tern: Valley", kind="registered provider"),
                Service(id="s2", organisation_id="6", ref="b", name="Supported Housing"),
                Service(id="s1", organisation_id="6", ref="a", name="General Needs"),
            ],
        )


def test_one_file_and_one_return_each_in_one_step(desk, htg, asked, tmp_path):
    made = questionnaires.issue(desk, "HTG-2019", tmp_path / "out")
    assert [(file.organisation, file.service and file.service.name) for file in made] == [
        ("O05", None),
        ("O06", "General Needs"),
        ("O06", "Supported Housing"),
    ]
    assert [file.path.name for file in made] == [
        "HTG-2019 O05 Ludmarsh Homes.xlsx",
        "HTG-2019 O06a .. Tern Valley, General Needs.xlsx",
        "HTG-2019 O06b .. Tern Valley, Supported Housing.xlsx",
    ]
    assert sorted(Path(tmp_path / "out").iterdir()) == sorted(file.path for file in made)
    kept = questionnaires.issued_copies(desk, htg.id)
    assert [one.ref for one in kept] == ["O05", "O06a", "O06b"]
    assert all(code_ok(one.code) for one in kept)
    assert len({one.code for one in kept}) == 3
    assert {(one.issued_on, one.due_on) for one in kept} == {(date(2019, 2, 4), date(2019, 3, 15))}
    assert desk.undoable().label == "Issue HTG-2019 to 2 organisations"
    live = rows.get(desk.db, Questionnaire, htg.id)
    assert (live.status, live.issued_on) == (LIVE, date(2019, 2, 4))
    desk.undo()
    assert questionnaires.issued_copies(desk, htg.id) == []
    assert rows.get(desk.db, Questionnaire, htg.id) == htg


def test_what_we_hold_is_filled_in(desk, htg, asked, tmp_path):
    made = questionnaires.issue(desk, "htg-2019 1.0", tmp_path, ["O06", "o05"])
    home = openpyxl.load_workbook(made[2].path)["A About you"]
    answers = [home.cell(row, 3).value for row in range(5, home.max_row)]
    assert {"Ludmarsh Homes", "Whole organisation", "ALMO", "Yes"} <= set(answers)
    service = openpyxl.load_workbook(made[0].path)["A About you"]
    assert {"Named service", "General Needs"} <= {
        service.cell(row, 3).value for row in range(5, service.max_row)
    }


def test_asking_again_keeps_codes_and_makes_no_step(desk, htg, asked, tmp_path):
    first = questionnaires.issue(desk, "HTG-2019", tmp_path / "a")
    before = questionnaires.issued_copies(desk, htg.id)
    step = desk.undoable()
    again = questionnaires.issue(desk, "HTG-2019", tmp_path / "b")
    assert questionnaires.issued_copies(desk, htg.id) == before
    assert desk.undoable() == step
    assert [file.path.read_bytes() for file in again] == [file.path.read_bytes() for file in first]


@pytest.mark.parametrize(
    ("ref", "who", "told"),
    [
        ("HTG-2020", None, "no questionnaire HTG-2020"),
        ("HTG-2019 7", None, "no questionnaire"),
        ("HTG-2019", ["O99"], "no organisation O99"),
    ],
)
def test_refused_in_a_sentence_and_nothing_made(desk, htg, asked, tmp_path, ref, who, told):
    with pytest.raises(DeskError, match=told) as refusal:
        questionnaires.issue(desk, ref, tmp_path / "out", who)
    assert "Nothing was issued." in refusal.value.sentence
    assert not (tmp_path / "out").exists()
    assert rows.find(desk.db, Return) == []


def test_closed_or_nobody_to_ask(desk, htg, tmp_path):
    with pytest.raises(DeskError, match="no organisations to issue it to"):
        questionnaires.issue(desk, "HTG-2019", tmp_path)
    questionnaires.set_status(desk, htg.id, CLOSED)
    with pytest.raises(DeskError, match="closed"):
        questionnaires.issue(desk, "HTG-2019", tmp_path)


def test_a_file_in_the_way_is_left_as_it_is(desk, htg, asked, tmp_path):
    there = tmp_path / "HTG-2019 O06a .. Tern Valley, General Needs.xlsx"
    there.write_text("mine")
    with pytest.raises(DeskError, match="already in that folder"):
        questionnaires.issue(desk, "HTG-2019", tmp_path)
    assert there.read_text() == "mine"
    assert rows.find(desk.db, Return) == []
    questionnaires.issue(desk, "HTG-2019", tmp_path, overwrite=True)
    assert there.read_bytes()[:2] == b"PK"


def test_a_disk_that_fails_midway_leaves_neither_files_nor_returns(desk, htg, asked, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    old = out / "HTG-2019 O05 Ludmarsh Homes.xlsx"
    old.write_text("before")
    real = Path.replace

    def failing(self, target):
        if Path(target).name.startswith("HTG-2019 O06b"):
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(DeskError, match="No space left on device"):
        questionnaires.issue(desk, "HTG-2019", out, overwrite=True)
    assert [file.name for file in out.iterdir()] == [old.name]
    assert old.read_text() == "before"
    assert rows.find(desk.db, Return) == []


def test_cancel_leaves_nothing(desk, htg, asked, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        questionnaires.issue(desk, "HTG-2019", tmp_path / "out", progress=progress)
    assert list((tmp_path / "out").iterdir()) == []
    assert rows.find(desk.db, Return) == []


def test_the_newest_draft_is_issued_unless_one_is_live(desk, htg):
    newer = questionnaires.make_version(desk, htg.id, "1.1")
    assert issuing.find_version(desk, "HTG-2019").version == "1.1"
    questionnaires.set_status(desk, htg.id, LIVE)
    assert issuing.find_version(desk, "HTG-2019").version == "1.0"
    assert issuing.find_version(desk, "HTG-2019 1.1") == newer
