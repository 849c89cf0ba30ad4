"""The tracker in the window: who has not replied, one return beside it, and what is told of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_replies import RepliesPart
from assurance_desk.ui.shell import Shell
from tests.returns_desk import issue


@pytest.fixture
def page(look: QApplication, tmp_path: Path, qtbot) -> Iterator[ReturnsPage]:
    desk, _copies = issue(tmp_path)
    desk.clock = Clock(date(2019, 3, 26))
    shell = Shell(desk)
    made = ReturnsPage(shell)
    shell.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    made.refresh(None)
    made.show_part("replies")
    yield made
    shell.close()
    desk.close()


def part(page: ReturnsPage) -> RepliesPart:
    assert isinstance(page.part, RepliesPart)
    return page.part


def record(page: ReturnsPage, ref: str) -> Return:
    found = rows.one(page.shell.desk.db, Return, ref=ref)
    assert found
    return found


def words(page: ReturnsPage) -> str:
    return "\n".join(label.text() for label in part(page).detail.findChildren(QLabel))


def test_the_rate_and_what_is_to_be_done_are_seen_at_once(page: ReturnsPage) -> None:
    assert part(page).rate.text() == "0 of 2 returns came; 0 of 2 organisations replied"
    assert page.header_fact() == "2 to see to today"
    assert "Ring the lead officer: its day was 26 March 2019" in words(page)


def test_a_call_is_recorded_with_whom_and_what_was_said_and_is_undone(page: ReturnsPage, qtbot) -> None:
    page.show_record(f"replies:{record(page, 'O05').id}")
    detail = part(page).detail
    detail.buttons["call"].click()
    assert detail.form
    detail.form.keep()
    assert "cannot be empty" in detail.form.refusal.text()
    detail.form.fields["who"].setText("Jo Bell")
    detail.form.fields["note"].setText("It will come on Friday")
    qtbot.keyClick(detail.form.fields["note"], Qt.Key.Key_Return)
    assert "Call, Jo Bell: It will come on Friday" in words(page)
    assert page.header_fact() == "1 to see to today"
    page.shell.desk.undo()
    assert rows.find(page.shell.desk.db, Chaser) == []


def test_more_time_is_refused_beside_the_field_and_what_was_typed_stays(page: ReturnsPage, qtbot) -> None:
    page.show_record(f"replies:{record(page, 'O05').id}")
    detail = part(page).detail
    detail.buttons["extend"].click()
    assert detail.form
    detail.form.fields["until"].setText("12 April 2019")
    detail.form.keep()
    assert "no reason was given" in detail.form.refusal.text()
    page.refresh(None)
    assert detail.form.fields["until"].text() == "12 April 2019"
    detail.form.fields["reason"].setText("two managers are ill")
    detail.form.button.click()
    assert "12 April 2019, extended from 15 March 2019" in words(page)
    assert "Take back: due date moved" in [one.accessibleName() for one in detail.buttons.values()]


def test_half_told_words_are_there_again_when_the_form_is_opened_again(page: ReturnsPage) -> None:
    page.show_record(f"replies:{record(page, 'O05').id}")
    detail = part(page).detail
    detail.open_form("decline")
    assert detail.form
    detail.form.fields["reason"].setText("no duty")
    page.show_record(f"replies:{record(page, 'O06').id}")
    page.show_record(f"replies:{record(page, 'O05').id}")
    detail.open_form("decline")
    assert detail.form
    assert detail.form.fields["reason"].text() == "no duty"


def test_escape_closes_the_form_then_goes_back_to_the_returns(page: ReturnsPage) -> None:
    detail = part(page).detail
    detail.open_form("decline")
    assert page.go_back()
    assert detail.form is None
    assert page.go_back()
    assert page.view == "tray"


def test_files_dropped_while_the_replies_are_shown_come_into_the_tray(page: ReturnsPage) -> None:
    page.import_files([])
    assert page.view == "tray"


def test_two_organisations_are_chased_to_the_end(page: ReturnsPage, tmp_path: Path, qtbot) -> None:
    desk, shell = page.shell.desk, page.shell
    people = [
        Contact(id=ref, organisation_id=ref, name="Jo Bell", email=f"jo@{ref}.example")
        for ref in ("O05", "O06")
    ]
    with desk.step("Add people"):
        rows.put_many(desk.db, people)
    out = tmp_path / "drafts"
    shell.ask_folder = lambda *_asked: out  # type: ignore[method-assign]

    def go_on(day: date) -> None:
        desk.clock = Clock(day)
        page.refresh(None)

    for day, ending in ((date(2019, 3, 19), ".eml"), (date(2019, 4, 5), ".docx")):
        go_on(day)
        primary = page.primary()
        assert primary
        assert primary.words == "Draft 2 messages"
        primary.run()
        qtbot.waitUntil(lambda: part(page).waiting.isVisible() and not shell.jobs.busy, timeout=20_000)
        assert len(list(out.glob(f"*{ending}"))) == 2
        assert "2 drafts made. Mark them as sent when they have left." in part(page).waiting_words.text()
        assert page.primary() is None
        part(page).mark.click()
        assert not part(page).waiting.isVisible()
        if ending == ".eml":
            go_on(date(2019, 3, 26))
            for ref in ("O05", "O06"):
                page.show_record(f"replies:{record(page, ref).id}")
                part(page).detail.open_form("call")
                form = part(page).detail.form
                assert form
                form.fields["note"].setText("A message was left")
                form.keep()
    assert not part(page).named.text()
    go_on(date(2019, 4, 23))
    assert part(page).named.text() == "To be named to the Board: Ludmarsh Homes and Tern Valley Housing Group"
    page.show_record(f"replies:{record(page, 'O05').id}")
    part(page).detail.open_form("done")
    form = part(page).detail.form
    assert form
    form.keep()
    log = [one.how for one in rows.find(desk.db, Chaser, return_id=record(page, "O05").id)]
    assert log == ["chaser", "call", "letter from the Chair", "named to the meeting"]


def test_the_schedule_is_edited_beside_the_replies_and_what_is_due_follows(page: ReturnsPage) -> None:
    part(page).show_schedule()
    panel = part(page).schedule
    assert panel
    assert part(page).right.currentIndex() == 1
    panel.table.select("call")
    field = panel.form.field("when")
    assert field.words() == "7 working days after"
    field.set_words("in a while")
    assert not panel.form.commit("when")
    assert "does not say when" in panel.form.refusal("when")
    field.set_words("9 after")
    assert panel.form.commit("when")
    assert part(page).table.table.rows()[0].task == "Send a chaser"
    panel.add.click()
    assert panel.shown
    assert panel.shown.name == "another chaser"
    panel.remove.click()
    assert [step.name for step in panel.table.table.rows()][:3] == ["reminder", "chaser", "call"]
    assert page.go_back()
    assert part(page).right.currentIndex() == 0


def test_the_chase_list_is_saved_as_a_pdf(page: ReturnsPage, tmp_path: Path, qtbot) -> None:
    target = tmp_path / "list.pdf"
    page.shell.ask_save = lambda *_asked: target  # type: ignore[method-assign]
    next(one for one in page.commands() if one.words == "Save the chase list as PDF").run()
    qtbot.waitUntil(lambda: target.exists() and not page.shell.jobs.busy, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_those_chosen_alone_are_drafted(page: ReturnsPage) -> None:
    desk = page.shell.desk
    desk.clock = Clock(date(2019, 3, 19))
    page.refresh(None)
    primary = page.primary()
    assert primary
    assert primary.words == "Draft 2 messages"
    table = part(page).table
    came = record(page, "O06")
    with desk.step("It came"):
        rows.put(desk.db, dataclasses.replace(came, state="taken in", received_on=date(2019, 3, 14)))
    table.select_many([record(page, "O05").id, came.id])
    assert len(table.selected()) == 2
    primary = page.primary()
    assert primary
    assert primary.words == "Draft 1 message"
