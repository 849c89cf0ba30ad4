"""Evidence: kept byte for byte, tied to the actions it serves, accepted by somebody on a day."""

from __future__ import annotations

import hashlib
import os
from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, GREEN, Action
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, evidence, files, history, records
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 5, 3)))
    yield made
    made.close()


@pytest.fixture
def actions(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return [records.add_action(desk, review, text) for text in ("Audit", "Re-audit")]


def now(desk, one):
    return rows.get(desk.db, type(one), one.id)


def test_a_file_is_kept_byte_for_byte_and_opened_as_a_copy(desk, actions, tmp_path):
    path = tmp_path / "Audit, round 1 <b>.pdf"
    path.write_bytes(b"%PDF-1.4 \x00\xff")
    (kept,) = evidence.add_files(desk, [path], actions[:1])
    assert (kept.title, kept.file_name, kept.size) == ("Audit, round 1 <b>", path.name, 11)
    assert kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    copy = tmp_path / "copy.pdf"
    evidence.write_copy(desk, kept, copy)
    assert copy.read_bytes() == b"%PDF-1.4 \x00\xff"
    assert not copy.stat().st_mode & 0o222
    assert checks.problems(desk) == []


def test_one_piece_serves_several_actions_and_stays_when_one_lets_it_go(desk, actions):
    one = evidence.add_evidence(desk, actions, "Audit of 40 bookings", strength="audit")
    assert history.entries(desk)[0].label == "Add evidence to A1, A2"
    (row,) = evidence.table(desk)
    assert (row.refs, row.reviews) == (("A1", "A2"), ("Child I",))
    evidence.unlink(desk, one, actions[0])
    assert evidence.of_action(desk, actions[0].id) == []
    assert [found.title for found in evidence.of_action(desk, actions[1].id)] == ["Audit of 40 bookings"]
    evidence.link(desk, one, actions[0])
    desk.undo()
    assert evidence.table(desk)[0].refs == ("A2",)


def test_who_accepted_it_and_when_is_kept_however_it_is_accepted(desk, actions):
    first = evidence.add_evidence(desk, actions[0], "Audit")
    second = evidence.add_evidence(desk, actions[0], "Minutes")
    evidence.accept(desk, first)
    records.edit_record(desk, second, "state", "accepted")
    assert {now(desk, one).decided_on for one in (first, second)} == {date(2019, 5, 3)}
    assert all(now(desk, one).decided_by for one in (first, second))
    records.edit_record(desk, second, "state", "received")
    assert now(desk, second).decided_on is None


def test_a_query_says_what_is_asked_and_ends_when_it_is_accepted(desk, actions):
    one = evidence.add_evidence(desk, actions[0], "Audit")
    with pytest.raises(DeskError, match="cannot be empty"):
        evidence.query(desk, one, " ")
    evidence.query(desk, one, "Whose bookings were these?")
    assert (now(desk, one).state, now(desk, one).query) == ("queried", "Whose bookings were these?")
    evidence.accept(desk, one)
    assert (now(desk, one).state, now(desk, one).query) == ("accepted", "")


def test_blue_rests_on_evidence_that_may_not_go(desk, actions):
    one = evidence.add_evidence(desk, actions, "Audit", strength="audit")
    with pytest.raises(DeskError, match="cannot be Blue yet"):
        records.set_delivery(desk, actions[0], BLUE)
    evidence.accept(desk, one)
    blue = records.set_delivery(desk, actions[0], BLUE)
    for work in (
        lambda: evidence.query(desk, one, "Really?"),
        lambda: evidence.unlink(desk, one, blue),
        lambda: records.remove(desk, one),
        lambda: records.edit_record(desk, one, "state", "claimed"),
    ):
        with pytest.raises(DeskError, match="A1 is Blue on the strength of “Audit”"):
            work()
    records.set_delivery(desk, blue, GREEN)
    records.remove(desk, one)
    assert rows.find(desk.db, Evidence) == []
    desk.undo()
    assert evidence.table(desk)[0].refs == ("A1", "A2")


def test_what_cannot_be_kept_is_said_and_nothing_is_kept(desk, actions, tmp_path, monkeypatch):
    good = tmp_path / "good.txt"
    good.write_text("good")
    steps = len(history.entries(desk))
    for path, said in ((tmp_path / "gone.pdf", "No such file"), (tmp_path, "directory")):
        with pytest.raises(DeskError, match=said):
            evidence.add_files(desk, [good, path], actions)
    monkeypatch.setattr(evidence, "MOST_BYTES", 3)
    with pytest.raises(DeskError, match="one file may have"):
        evidence.add_files(desk, [good])
    assert (len(history.entries(desk)), rows.find(desk.db, Evidence)) == (steps, [])


def test_a_file_that_changes_while_it_is_read_is_not_kept(desk, tmp_path, monkeypatch):
    path = tmp_path / "growing.csv"
    path.write_text("1")
    looked, real = [], os.fstat

    def grows(handle):
        if looked:
            path.write_text("12")
        looked.append(handle)
        return real(handle)

    monkeypatch.setattr(evidence.os, "fstat", grows)
    with pytest.raises(DeskError, match="changed while it was read"):
        evidence.add_files(desk, [path])


def test_an_action_with_evidence_is_not_removed(desk, actions):
    evidence.add_evidence(desk, actions[0], "Audit")
    with pytest.raises(DeskError, match="has 1 piece of evidence"):
        records.remove(desk, now(desk, actions[0]))
    assert rows.get(desk.db, Action, actions[0].id)
