"""The Evidence page: files dropped, tied to actions, accepted or queried; and Blue only on what was accepted."""

from __future__ import annotations

import pytest

from assurance_desk.domain.actions import BLUE, GREY, Action
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.services import evidence, records
from assurance_desk.store import rows
from assurance_desk.ui.pages.evidence_page import EvidencePage
from assurance_desk.ui.pages.register import RegisterPage


@pytest.fixture
def action(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I", pseudonym="Child I"))
    return records.add_action(desk, review, "Audit findings")


def shown(qtbot, shell, kind):
    made = kind(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    return made


@pytest.fixture
def page(qtbot, shell, action):
    return shown(qtbot, shell, EvidencePage)


def one(desk):
    (found,) = rows.find(desk.db, Evidence)
    return found


def test_an_empty_page_says_what_belongs_here(page):
    assert page.nothing.isVisible()
    assert page.primary() is None
    assert EvidencePage.badge(page.shell) == 0


def test_a_dropped_file_becomes_evidence_and_serves_what_is_typed(page, desk, action, tmp_path):
    path = tmp_path / "Audit round 1.pdf"
    path.write_bytes(b"%PDF")
    page.take_files([path])
    assert page.header_fact() == "1 piece, 1 received"
    assert EvidencePage.badge(page.shell) == 1
    page.detail._serve.setText("a1")
    page.detail._serve.returnPressed.emit()
    assert evidence.of_action(desk, action.id) == [one(desk)]
    page.detail._serve.setText("no such")
    page.detail._serve.returnPressed.emit()
    assert page.detail._serve.text() == "no such"
    desk.undo()
    assert evidence.of_action(desk, action.id) == []


def test_it_is_queried_with_words_and_then_accepted(page, desk, action):
    evidence.add_evidence(desk, action, "Audit")
    assert not page.detail.query.isEnabled()
    page.detail.ask.setText("Whose bookings?")
    page.detail.query.click()
    assert page.detail._said.text().endswith(": Whose bookings?")
    assert (one(desk).state, page.detail.ask.text()) == ("queried", "")
    page.detail.accept.click()
    assert page.detail._said.text().startswith("Accepted by ")
    assert not page.detail.accept.isVisible()


def test_a_half_typed_query_stays_with_its_evidence(page, desk, action):
    first, second = (evidence.add_evidence(desk, action, title) for title in ("Audit", "Minutes"))
    page.show_record(first.id)
    page.detail.ask.setFocus()
    page.detail.ask.insert("Whose book")
    page.detail.ask.textEdited.emit("Whose book")
    page.show_record(second.id)
    assert page.detail.ask.text() == ""
    page.show_record(first.id)
    assert page.detail.ask.text() == "Whose book"


def test_what_could_run_is_kept_and_never_opened(page, desk, tmp_path, qtbot):
    path = tmp_path / "audit.exe"
    path.write_bytes(b"MZ")
    page.take_files([path])
    with qtbot.waitSignal(page.shell.refused) as told:
        page.detail.open_copy()
    assert "opening it could run it" in told.args[0]


def test_filters_find_it_by_action_and_state(page, desk, action):
    evidence.add_evidence(desk, action, "Audit", strength="audit")
    evidence.add_evidence(desk, [], "Leaflet")
    page.filter.setText("a1")
    assert page.table.proxy.rowCount() == 1
    page.state.setCurrentIndex(3)
    assert page.table.proxy.rowCount() == 0
    assert page.go_back()
    assert page.table.proxy.rowCount() == 2


def test_refused_blue_then_attach_accept_turn_blue_and_undo_each(qtbot, shell, page, desk, action, tmp_path):
    register = shown(qtbot, shell, RegisterPage)
    register.show_record(action.id)
    form = register.recommendation.panel.form
    delivery = form.field("delivery")
    delivery.setCurrentText(BLUE)
    assert not form.commit("delivery")
    assert "cannot be Blue yet" in form.refusal("delivery")
    path = tmp_path / "minutes.txt"
    path.write_text("Seen and agreed.")
    page.take_files([path])
    page.detail._serve.setText("A1")
    page.detail._serve.returnPressed.emit()
    page.detail.accept.click()
    delivery.setCurrentText(BLUE)
    assert form.commit("delivery")
    assert rows.get(desk.db, Action, action.id).delivery == BLUE
    for _step in range(4):
        desk.undo()
    assert rows.get(desk.db, Action, action.id).delivery == GREY
    assert rows.find(desk.db, Evidence) == []
