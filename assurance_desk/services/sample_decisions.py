"""The officer's decisions on Merrowshire's doubtful returns, kept as data and applied one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import OPEN, Query, Return, ReturnFile
from assurance_desk.services import returns, sample_data
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows

Decision = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """``title`` is the decision in one line; ``steps`` the steps of the history it took, by their labels."""

    title: str
    steps: tuple[str, ...]


def apply_all(desk: Desk) -> list[Decided]:
    """Every decision, in order, each through the service that the window uses for it."""
    done: list[Decided] = []
    for decision in sample_data.load("decisions"):
        before = _last_step(desk)
        record = _return(desk, decision["return"])
        _APPLY[decision["kind"]](desk, record, decision)
        _note(desk, record, decision)
        labels = [step.label for step in desk.history() if step.id > before]
        done.append(Decided(decision["step"], tuple(reversed(labels))))
    return done


def _last_step(desk: Desk) -> int:
    return max((step.id for step in desk.history(limit=1)), default=0)


def _return(desk: Desk, ref: str) -> Return:
    return next(one for one in rows.find(desk.db, Return) if one.ref == ref)


def _take(desk: Desk, record: Return, decision: Decision) -> None:
    """Each slot's open query gets the figure; one may be closed with another's decision."""
    for slot in decision["slots"]:
        wanted = Slot(slot["question"], slot.get("row", ""), slot.get("column", "answer"))
        found = [
            one for one in rows.find(desk.db, Query, return_id=record.id, status=OPEN) if one.slot == wanted
        ]
        if found:
            returns.decide(desk, found[-1].id, slot["value"], decision["how"])


def _keep_as_note(desk: Desk, record: Return, decision: Decision) -> None:
    for query in rows.find(desk.db, Query, return_id=record.id, status=OPEN):
        if query.found.startswith(decision["found"]):
            returns.decide(desk, query.id, None, decision["how"])


def _key(desk: Desk, record: Return, decision: Decision) -> None:
    """What a person read off the scan, which is kept with the return."""
    scan = _file(desk, decision["file"])
    returns.log_letter(desk, record.id, blobs.read(desk.db, scan.sha256), decision["how"], name=scan.name)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    answers = sample_data.answers_of(record.ref, asked)
    returns.enter_answers(desk, record.id, answers, decision["how"], scan.received_on)


def _log(desk: Desk, record: Return, decision: Decision) -> None:
    letter = _file(desk, decision["file"])
    returns.log_letter(desk, record.id, blobs.read(desk.db, letter.sha256), decision["how"], name=letter.name)


def _nothing_more(desk: Desk, record: Return, decision: Decision) -> None:
    """The fixed map has done it; only the note is the officer's."""


def _note(desk: Desk, record: Return, decision: Decision) -> None:
    if "note" in decision:
        now = rows.get(desk.db, Return, record.id)
        with desk.step(decision["step"]):
            rows.put(desk.db, replace(now, note=decision["note"]))


def _file(desk: Desk, name: str) -> ReturnFile:
    return next(one for one in rows.find(desk.db, ReturnFile) if one.name == name)


_APPLY: dict[str, Callable[[Desk, Return, Decision], None]] = {
    "take": _take,
    "note": _keep_as_note,
    "key": _key,
    "letter": _log,
    "version": _nothing_more,
}


def undecided(desk: Desk) -> int:
    """How many things still wait for a person."""
    return len(rows.find(desk.db, Query, status=OPEN))
