"""A form keeps each field as a step, tells refusals beside it, and never loses half-typed words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from assurance_desk.domain.organisations import Organisation
from assurance_desk.services import drafts, records
from assurance_desk.store import rows
from assurance_desk.ui.fields import ChoiceField, LineField
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

TERN = Organisation(id="o6", ref="O06", name="Tern Valley", kind="registered provider")
KESTREL = Organisation(id="o9", ref="O09", name="Kestrel Court")


@pytest.fixture
def form(shell: Shell, qtbot) -> RecordForm:
    with shell.desk.step("Add"):
        rows.put_many(shell.desk.db, [TERN, KESTREL])
    made = RecordForm(shell, "Organisations", Organisation)
    qtbot.addWidget(made)
    made.show_record(TERN)
    made.show()
    return made


def type_into(form: RecordForm, name: str, words: str, qtbot) -> LineField:
    field = form.field(name)
    assert isinstance(field, LineField)
    field.selectAll()
    qtbot.keyClicks(field, words)
    return field


def kept(form: RecordForm, shell: Shell) -> Organisation:
    return rows.get(shell.desk.db, Organisation, "o6")


def test_enter_keeps_a_field_as_one_step_named_for_undo(form: RecordForm, shell: Shell, qtbot) -> None:
    field = type_into(form, "short_name", "Tern", qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept(form, shell).short_name == "Tern"
    step = shell.desk.undoable()
    assert step is not None
    assert "short name" in step.label


def test_nothing_typed_is_no_step(form: RecordForm, shell: Shell, qtbot) -> None:
    before = shell.desk.undoable()
    for name in ("name", "kind", "note"):
        assert form.commit(name)
    assert shell.desk.undoable() == before


def test_a_refusal_stands_beside_its_field_and_the_words_stay(form: RecordForm, shell: Shell, qtbot) -> None:
    field = type_into(form, "parent_id", "Nobody Housing", qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Nobody Housing" in form.refusal("parent_id")
    assert field.text() == "Nobody Housing"
    assert kept(form, shell).parent_id is None
    type_into(form, "parent_id", "Kestrel Court", qtbot)
    assert form.commit("parent_id")
    assert form.refusal("parent_id") == ""
    assert kept(form, shell).parent_id == "o9"


def test_escape_gives_back_what_stood_there(form: RecordForm, shell: Shell, qtbot) -> None:
    field = type_into(form, "name", "Something else", qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Tern Valley"
    assert kept(form, shell).name == "Tern Valley"


def test_a_step_elsewhere_does_not_touch_what_is_being_typed(form: RecordForm, shell: Shell, qtbot) -> None:
    field = type_into(form, "name", "Tern Valley Hou", qtbot)
    changed = records.edit_record(shell.desk, TERN, "districts", "Larkford")
    form.show_record(changed)
    assert field.text() == "Tern Valley Hou"
    districts = form.field("districts")
    assert districts.words() == "Larkford"


def test_half_typed_words_are_offered_after_a_crash(form: RecordForm, shell: Shell, qtbot) -> None:
    type_into(form, "note", "", qtbot) if isinstance(form.field("note"), LineField) else None
    type_into(form, "name", "Tern Valley Housing Gr", qtbot)
    form.keep_drafts()
    assert [draft.text for draft in drafts.left(shell.desk)] == ["Tern Valley Housing Gr"]
    again = RecordForm(shell, "Organisations", Organisation)
    qtbot.addWidget(again)
    again.show_record(TERN)
    again.show()
    put_back = next(b for b in again.findChildren(QPushButton) if b.text() == "Put it back")
    put_back.click()
    assert again.field("name").words() == "Tern Valley Housing Gr"
    assert again.commit("name")
    assert kept(again, shell).name == "Tern Valley Housing Gr"
    assert not drafts.left(shell.desk)


def test_going_to_another_record_keeps_what_was_refused(form: RecordForm, shell: Shell, qtbot) -> None:
    type_into(form, "parent_id", "Nobody", qtbot)
    form.show_record(KESTREL)
    assert form.field("parent_id").words() == ""
    assert [draft.text for draft in drafts.of_record(shell.desk, "o6")] == ["Nobody"]


def test_a_retired_word_may_stay(form: RecordForm, shell: Shell, qtbot) -> None:
    old = Organisation(id="o7", ref="O07", name="Old", kind="primary care trust")
    form.show_record(old)
    kind = form.field("kind")
    assert isinstance(kind, ChoiceField)
    assert kind.currentText() == "primary care trust"


def test_typing_leaves_a_draft_within_two_seconds(form: RecordForm, shell: Shell, qtbot) -> None:
    type_into(form, "name", "Tern V", qtbot)
    qtbot.waitUntil(lambda: bool(drafts.left(shell.desk)), timeout=4000)
