"""Our own mistakes leave a report that holds no words of the user's; the world's faults are told in their sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assurance_desk.errors import DeskError
from assurance_desk.ui import messages


def test_a_fault_of_ours_leaves_a_report_without_what_was_typed() -> None:
    secret = "Child I lives at 4 Mill Lane"
    told = ""
    try:
        int(secret)
    except ValueError as error:
        told = messages.sentence(error)
    path = Path(told.rpartition(": ")[2])
    report = path.read_text("utf-8")
    assert "ValueError" in report
    assert "test_messages.py" in report
    assert secret not in report


def test_a_fault_of_the_world_is_its_own_sentence() -> None:
    assert messages.sentence(DeskError("The disk is full.")) == "The disk is full."


def test_the_hook_tells_and_the_program_goes_on(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    told: list[str] = []
    messages.install(told.append)
    error = RuntimeError("boom")
    sys.excepthook(RuntimeError, error, None)
    assert "mistake of its own" in told[0]
    assert "RuntimeError" in capsys.readouterr().err
