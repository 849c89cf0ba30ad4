"""``export``: the file is there whole, or a sentence says why it is not."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.services import files, questionnaire_book
from tests import gaps_desk

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "w.assurance"
    desk = files.create(path, Clock(date(2019, 4, 30)))
    gaps_desk.fill(desk)
    desk.close()
    return path


def test_it_says_what_it_wrote(cli, workbook, tmp_path):
    target = tmp_path / "returns.xlsx"
    told = cli("export", workbook, "returns", "--to", target, "--questionnaire", "htg-2019", "--json")
    assert told.status == 0
    assert told.json["path"] == str(target)
    assert [sheet["name"] for sheet in told.json["sheets"]] == ["Returns", "Answers"]
    assert target.stat().st_size > 10_000


def test_nothing_is_written_over_without_leave(cli, workbook, tmp_path):
    target = tmp_path / "actions.csv"
    target.write_text("mine")
    told = cli("export", workbook, "actions", "--to", target)
    assert told.status == 1
    assert "--force" in told.err
    assert target.read_text() == "mine"
    assert cli("export", workbook, "actions", "--to", target, "--force").status == 0
    assert target.read_text(encoding="utf-8-sig").startswith("Review,Recommendation,Ref")


def test_a_questionnaire_is_written_to_draft_in(cli, workbook, tmp_path):
    target = tmp_path / "draft.xlsx"
    told = cli("export", workbook, "questionnaire", "--to", target, "--questionnaire", "htg-2019", "--json")
    assert told.status == 0
    assert (told.json["questionnaire"], told.json["path"]) == ("HTG-2019", str(target))
    drafted = questionnaire_book.read(target)
    assert drafted.doubts == ()
    assert len(drafted.questionnaire.questions()) == 41
    told = cli(
        "export", workbook, "questionnaire", "--to", tmp_path / "x.xlsx", "--questionnaire", "S11", "--json"
    )
    assert told.status == 1
    assert told.json["error"] == "This workbook has no questionnaire “S11”. It has: HTG-2019."


def test_what_cannot_be_exported_is_one_sentence(cli, workbook, tmp_path):
    told = cli("export", workbook, "returns", "--to", tmp_path / "r.docx", "--json")
    assert told.status == 1
    assert ".xlsx" in told.json["error"]
    assert list(tmp_path.iterdir()) == []
