"""What ships with the program can be issued as it stands, says what each grade means and holds nothing of Merrowshire."""

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.design import check_design
from assurance_desk.domain.organisations import Organisation
from assurance_desk.paths import resources
from assurance_desk.services import files, questionnaires
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_library as library
from assurance_desk.store import rows

KEYS = [one.key for one in library.LIBRARY]
STANDARDS = (
    "Senior commitment", "Clear responsibilities", "Accountability", "Service development informed by families",
    "Staff training", "Safer recruitment", "Inter-agency working", "Information sharing",
)  # fmt: skip
BESIDE = (
    "Allegations",
    "Whistleblowing",
    "Supervision",
    "Escalation",
    "Listening to children",
    "Commissioning",
)


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2026, 2, 4)))
    with made.step("Add us"):
        rows.put(
            made.db,
            Organisation(id="b", ref="B", name="Fenshire Safeguarding Partnership", kind="safeguarding body"),
        )
    yield made
    made.close()


@pytest.mark.parametrize("key", KEYS)
def test_each_can_be_issued_as_it_stands_and_is_nobodys(key):
    there = library.take_down(key)
    assert check_design(there) == ()
    text = (resources() / "library" / f"{key}.json").read_text("utf-8").casefold()
    for told in ("merrowshire", "child i”", "larkford", "2019", "mscb", ".example"):
        assert told not in text
    assert (there.body, there.status, there.issued_on, there.due_on) == ("", "draft", None, None)


@pytest.mark.parametrize("key", KEYS)
def test_each_is_begun_as_a_draft_sent_by_the_body_of_this_workbook(desk, key):
    made = design.begin_from(desk, library.take_down(key))
    assert (made.status, made.body, made.version) == ("draft", "Fenshire Safeguarding Partnership", "1.0")
    assert questionnaires.questionnaire(desk, made.id) == made
    desk.undo()
    assert questionnaires.table(desk) == []


def test_the_files_are_those_on_the_shelf():
    assert sorted(path.stem for path in (resources() / "library").glob("*.json")) == sorted(KEYS)


def test_section_11_has_its_standards_and_what_stands_beside_them_each_grade_with_its_own_meaning():
    there = library.take_down("section_11")
    headings = [one.heading for one in there.questions() if one.heading]
    assert [one.partition(". ")[2] for one in headings if one.startswith("Standard")] == list(STANDARDS)
    assert set(BESIDE) <= set(headings)
    graded = [one for one in there.questions() if one.kind == "graded"]
    assert len(graded) >= 20
    meanings = [meaning for one in graded for meaning in one.descriptors[:4]]
    assert all(meanings)
    assert len(set(meanings)) > len(meanings) * 0.8  # each question's own, not one sentence throughout


def test_the_case_audit_asks_for_no_name():
    there = library.take_down("case_audit")
    assert there.marking == "OFFICIAL-SENSITIVE"
    assert "Do not name the child" in there.sections[0].intro
    assert [one.shown_if for one in there.questions() if one.shown_if] == ["E2", "G2"]


def test_sources_are_the_other_questionnaires_and_the_library(desk):
    first = design.begin_from(desk, library.take_down("case_audit"))
    second = design.begin(desk, "Ours")
    assert [one.words for one in library.sources(desk, second.id)] == [
        f"{first.ref} 1.0: Single-agency case audit",
        "Library: Section 11 self-assessment",
        "Library: Single-agency case audit",
        "Library: Housing training gap analysis",
    ]
