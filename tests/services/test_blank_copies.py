"""A blank copy is kept when a questionnaire is issued, and believed only while it is what would be written today."""

import sys
from dataclasses import replace
from datetime import date

import pytest

import assurance_desk
from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.paths import resources
from assurance_desk.progress import Progress
from assurance_desk.services import blank_copies, files, issuing, questionnaires, returns, returns_reading
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(returns_reading, "_known", {})
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 2, 4)))
    text = (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    questionnaires.add_questionnaire(
        made, replace(questionnaire_from_json(text), status=DRAFT, issued_on=None)
    )
    with made.step("Add an organisation"):
        rows.put(
            made.db,
            Organisation(id="5", ref="O05", name="Quillstone Homes", kind="ALMO", districts="Ludmarsh"),
        )
    issuing.issue(made, "HTG-2019", tmp_path / "out")
    yield made
    made.close()


def asked(desk) -> Questionnaire:
    (found,) = rows.find(desk.db, Questionnaire)
    return found


def kept(desk) -> dict[str, bytes]:
    return blank_copies.kept(desk, [asked(desk)])


def test_nothing_of_a_recipient_stands_in_the_blank_copy(desk):
    one = asked(desk)
    own = returns_reading.own_words(one, kept(desk)[one.id])
    returns_reading._known.clear()
    assert own == returns_reading.own_words(one)
    assert not any("quillstone" in word for word in own.words)


def test_only_what_was_issued_lies_in_the_folder(desk, tmp_path):
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["HTG-2019 O05 Quillstone Homes.xlsx"]


def test_a_return_is_read_without_the_library_that_writes_workbooks(desk, tmp_path, monkeypatch):
    expected = returns.expected(desk)
    (path,) = (tmp_path / "out").iterdir()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "assurance_desk.excel.questionnaire", raising=False)
    finding = returns_reading.read_return(path.read_bytes(), path.name, expected, Progress())
    assert finding.return_ref == "O05"
    assert finding.accounted
    assert not finding.left_over


def test_a_questionnaire_changed_since_is_written_anew(desk):
    with desk.step("Edit questionnaire"):
        rows.put(desk.db, replace(asked(desk), title="Another title"))
    assert kept(desk) == {}


def test_what_another_version_of_the_program_wrote_is_written_anew(desk, monkeypatch):
    monkeypatch.setattr(assurance_desk, "__version__", "99.0")
    assert kept(desk) == {}


@pytest.mark.parametrize("harm", ["DELETE FROM blob", "UPDATE blob SET bytes = x'00'"])
def test_a_blank_copy_lost_or_damaged_is_written_anew(desk, harm):
    desk.db.execute(harm)
    assert kept(desk) == {}
