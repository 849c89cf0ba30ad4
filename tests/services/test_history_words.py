"""History says in words what each step changed, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import files, history, organisations, records
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.designs import edit_question

TERN = Organisation(id="o6", ref="O06", name="Tern Valley Housing Group", short_name="Tern Valley")
MSCB = Organisation(
    id="b",
    ref="MSCB",
    name="Merrowshire Safeguarding Children Board",
    short_name="MSCB",
    kind="safeguarding body",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    with made.step("Add two organisations"):
        rows.put_many(made.db, [TERN, MSCB])
    yield made
    made.close()


def latest(desk: Desk) -> history.Entry:
    return history.entries(desk)[0]


def test_a_step_that_added_says_so(desk: Desk) -> None:
    entry = latest(desk)
    assert (entry.label, entry.rows) == ("Add two organisations", 2)
    told, rest = history.told(desk, entry.id)
    assert [(line.record, line.after) for line in told] == [
        ("organisation O06", "added"),
        ("organisation MSCB", "added"),
    ]
    assert rest == ""


def test_an_edit_is_told_by_the_fields_own_name(desk: Desk) -> None:
    records.edit_record(desk, TERN, "parent_id", "MSCB")
    told, _rest = history.told(desk, latest(desk).id)
    assert [(line.field, line.before, line.after) for line in told] == [
        ("Part of", "(empty)", "Merrowshire Safeguarding Children Board")
    ]


def test_dates_are_told_as_dates(desk: Desk) -> None:
    contact = Contact(id="c", organisation_id="o6", role="Head of housing")
    records.add(desk, contact)
    records.edit_record(desk, contact, "confirmed_on", "4/2/2019")
    told, _rest = history.told(desk, latest(desk).id)
    assert told[0].after == "4 Feb 2019"


def test_an_undo_is_named_and_what_it_took_back_is_marked(desk: Desk) -> None:
    records.edit_record(desk, TERN, "districts", "Larkford")
    label = latest(desk).label
    desk.undo()
    undone, was = history.entries(desk)[:2]
    assert undone.label == f"Undo {label}"
    assert was.note == "taken back"


def test_a_step_of_many_rows_is_summed_up(desk: Desk) -> None:
    with desk.step("Add many contacts"):
        rows.put_many(
            desk.db, [Contact(id=f"c{n}", organisation_id="o6", role=f"Role {n}") for n in range(100)]
        )
    told, rest = history.told(desk, latest(desk).id)
    assert len(told) == history.SHOWN_ROWS
    assert rest == "and 40 records more: 40 × contact"


def test_a_step_of_many_rows_is_counted_by_kind_first(desk: Desk) -> None:
    with desk.step("Take in 12 answers"):
        rows.put_many(
            desk.db, [Contact(id=f"c{n}", organisation_id="o6", role=f"Role {n}") for n in range(12)]
        )
    assert history.summed(desk, latest(desk).id) == ("12 contacts added",)
    records.edit_record(desk, TERN, "districts", "Larkford")
    assert history.summed(desk, latest(desk).id) == ()


def test_an_added_answer_says_its_value(desk: Desk) -> None:
    with desk.step("Take in 2 answers"):
        rows.put_many(
            desk.db,
            [
                Questionnaire(id="q", ref="HTG-2019", version="1.0", title="Gap analysis"),
                Return(id="r", questionnaire_id="q", organisation_id="o6", ref="O06", name="Tern", code="A"),
                Answer(id="a", return_id="r", question="A1", value="Larkford Borough Council"),
            ],
        )
    told, _rest = history.told(desk, latest(desk).id)
    assert ("O06 A1 answer", "Larkford Borough Council") in [(line.record, line.after) for line in told]


def test_a_change_of_the_design_is_told_question_by_question(desk: Desk) -> None:
    of = design.begin(desk, "Visits").id
    edit_question(desk, of, "A1", text="Do you visit homes?")
    design.add_question(desk, of, "A", "yes_no")
    told, _rest = history.told(desk, latest(desk).id)
    assert [(one.field, one.before, one.after) for one in told] == [("A2", "", "added")]
    edit_question(desk, of, "A2", text="How many?")
    design.change_kind(desk, of, "A2", "number")
    told, _rest = history.told(desk, latest(desk).id)
    assert ("A2, answered by", "Yes or no", "Number") in [(one.field, one.before, one.after) for one in told]
    design.move_question(desk, of, "A2", -1)
    told, _rest = history.told(desk, latest(desk).id)
    assert "{" not in str([(one.before, one.after) for one in told])


def test_a_renamed_body_keeps_the_name_of_each_day(desk: Desk) -> None:
    new = "Merrowshire Safeguarding Children Partnership"
    organisations.rename(desk, MSCB, new, "MSCP", date(2019, 9, 1))
    assert organisations.body_name(desk) == MSCB.name
    assert organisations.body_name(desk, date(2019, 9, 1)) == new
    assert organisations.body_name(desk, date(2019, 8, 31), short=True) == "MSCB"
    whole = organisations.whole(desk, "b")
    assert whole is not None
    assert [name.short_name for name in whole.names] == ["MSCB", "MSCP"]
    with pytest.raises(organisations.SameNameError):
        organisations.rename(desk, whole.organisation, new, "", date(2019, 10, 1))


def test_the_next_reference_is_free(desk: Desk) -> None:
    assert organisations.next_ref(desk) == "O01"
    assert [row.ref for row in organisations.table(desk)] == ["MSCB", "O06"]
