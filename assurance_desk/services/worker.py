"""The child process: reads untrusted files and renders papers, one named task after another.

It loads no database and no window. ``child.Child`` is the parent's side. A task is a function
``(…, progress) -> picklable value``; what it refuses it raises as ``DeskError``.
"""

from __future__ import annotations

import gc
import importlib
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import worker_memory

TASKS: Final[dict[str, str]] = {
    "open file": "assurance_desk.services.returns_opening:open_file",
    "read mail words": "assurance_desk.services.returns_opening:mail_words",
    "take names out": "assurance_desk.services.names_reading:take_names_out",
    "read document": "assurance_desk.services.document_reading:read_document",
    "read tracker": "assurance_desk.services.tracker_reading:read_tracker",
    "read design": "assurance_desk.services.design_reading:read_drafted",
    "read moderation": "assurance_desk.services.moderation_reading:read_sheet",
    "write moderation": "assurance_desk.excel.moderation:write_moderation",
    "write design": "assurance_desk.excel.design:write_design",
    "show cover": "assurance_desk.excel.questionnaire_shown:show_cover",
    "write questionnaires": "assurance_desk.excel.questionnaire:write_copies",
    "write chasers": "assurance_desk.services.chase_files:write_chasers",
    "write messages": "assurance_desk.services.message_files:write_messages",
    "write correction": "assurance_desk.excel.corrections:write_correction",
    "read correction": "assurance_desk.services.returns_reading:read_return",
    "write returns": "assurance_desk.excel.returns_export:write_returns",
    "write register": "assurance_desk.excel.register:write_register",
    "write updates": "assurance_desk.excel.updates:write_updates",
    "make paper": "assurance_desk.pdf.tasks:make_paper",
    "make chase list": "assurance_desk.pdf.tasks:make_chase_list",
    "make forward plan": "assurance_desk.pdf.tasks:make_forward_plan",
    "show page": "assurance_desk.pdf.tasks:show_page",
    "read form": "assurance_desk.services.form_reading:read_table",
    "read form lines": "assurance_desk.services.form_reading:read_lines",
    "show what came": "assurance_desk.services.showing:page",
    "count what came": "assurance_desk.services.showing:count",
    "count pages": "assurance_desk.pdf.tasks:count_pages",
}
"""Task name to ``module:function``. The module is imported when the task is first asked for."""

# What the child says, as (word, value …).
AT, DONE, REFUSED, CANCELLED, BROKE, FAULT = "at", "done", "refused", "cancelled", "broke", "fault"
# What it is told.
RUN, CANCEL = "run", "cancel"

MEMORY: Final = 1_500_000_000
"""Bytes. A spreadsheet that needs more is no questionnaire; without a bound it would take the machine along."""


class PipeProgress(Progress):
    """Reports through the pipe, and looks there for the wish to stop."""

    def __init__(self, pipe: Connection, number: int) -> None:
        super().__init__(lambda done, total, words: pipe.send((AT, done, total, words)))
        self._pipe, self._number = pipe, number

    def at(self, done: int, total: int, words: str = "") -> None:
        while self._pipe.poll():
            if self._pipe.recv() == (CANCEL, self._number):
                self.cancel()
        super().at(done, total, words)


def main(pipe: Connection, memory: int = MEMORY) -> None:
    """Serve tasks until the parent closes the pipe, or until one leaves this process unfit to go on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to answer
    worker_memory.bound(memory)
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            return
        if message[0] != RUN:
            continue  # a cancel that came too late
        _run, number, task, arguments = message
        answer = _answer(task, arguments, PipeProgress(pipe, number))
        if not _send(pipe, answer):
            return
        if answer[0] == BROKE:
            return
        gc.collect(1)


def _answer(task: str, arguments: tuple[Any, ...], progress: Progress) -> tuple[Any, ...]:
    try:
        return (DONE, _function(task)(*arguments, progress))
    except DeskError as refusal:
        return (REFUSED, refusal.sentence)
    except Cancelled:
        return (CANCELLED,)
    except MemoryError:
        return (BROKE, "memory")
    except Exception:  # noqa: BLE001  (it is raised again in the parent, with this text)
        return (FAULT, traceback.format_exc())
    except BaseException as panic:  # noqa: BLE001  (a panic of a Rust library is no Exception)
        return (BROKE, type(panic).__name__)


def _function(task: str) -> Callable[..., Any]:
    module, _colon, name = TASKS.get(task, task).partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _send(pipe: Connection, answer: tuple[Any, ...]) -> bool:
    """False where the parent is gone."""
    try:
        pipe.send(answer)
    except (BrokenPipeError, ConnectionError):
        return False
    return True
