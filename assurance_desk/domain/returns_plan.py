"""What taking a returned file in would do, before anything is kept: new, changed, same, or for a person to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assurance_desk.domain import returns
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import Finding, FoundAnswer, LeftOver
from assurance_desk.texts import _

NEW, CHANGED, SAME = "new", "changed", "same"
UNREADABLE, UNSURE, UNRECOGNISED = f.UNREADABLE, f.UNSURE, returns.UNRECOGNISED
DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Held:
    """What we have for a slot already: taken in, or read from another file that waits in the tray.

    ``found`` is what stood there; ``told`` where it came from, in words; ``settled``: a person has decided it; ``last_time``:
    it is last round's, and nobody has said that it is still right.
    """

    value: str
    found: str
    told: str = ""
    settled: bool = False
    last_time: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the file says. ``status``: new, changed, same, unreadable, unsure or unrecognised."""

    status: str
    slot: Slot | None = None
    answer: FoundAnswer | None = None
    held: Held | None = None
    left_over: LeftOver | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    lines: tuple[Line, ...]
    doubt: str = ""

    def of(self, *statuses: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.status in statuses)

    @property
    def nothing_new(self) -> bool:
        return all(line.status == SAME for line in self.lines)


def plan_import(
    finding: Finding, held: Mapping[Slot, Held], decided: frozenset[tuple[str, str]] = frozenset()
) -> ImportPlan:
    """``decided``: (where, what stood there) of cells a person has decided before; they are not asked again.

    A slot the file leaves blank is no line: what we hold for it stays.
    """
    lines = [
        _line(answer, held.get(answer.slot), decided)
        for answer in finding.answers
        if answer.value or answer.kind or _takes_back(answer, held.get(answer.slot))
    ]
    for one in finding.left_over:
        known = (f"{one.question}", one.text) in decided
        lines.append(Line(SAME if known else UNRECOGNISED, left_over=one, why=one.why))
    return ImportPlan(tuple(lines), finding.doubt)


def _takes_back(answer: FoundAnswer, held: Held | None) -> bool:
    """A "No" where Yes is the only choice says nothing by itself, but it contradicts a Yes that we hold."""
    return bool(answer.found.strip() and held and held.value)


def _line(answer: FoundAnswer, held: Held | None, decided: frozenset[tuple[str, str]]) -> Line:
    slot = answer.slot
    if held is not None and held.last_time and not answer.state:
        held = None  # what this round says takes its place
    if held is not None and _same(answer, held):
        return Line(SAME, slot, answer, held)
    if (slot_key(slot), answer.found) in decided:
        return Line(SAME, slot, answer, held)
    if answer.kind:
        return Line(
            UNREADABLE if answer.kind == UNREADABLE else UNSURE, slot, answer, held, why=answer.problem
        )
    if held is None or not (held.value or held.found):
        return Line(NEW, slot, answer)
    if held.value == answer.value:
        return Line(SAME, slot, answer, held)
    why = _("{told} says “{value}”").format(
        told=held.told or _("what we hold"), value=held.value or held.found
    )
    return Line(CHANGED, slot, answer, held, why=why)


def _same(answer: FoundAnswer, held: Held) -> bool:
    """Last round's answer says nothing against this round's."""
    if answer.state and (held.value or held.found):
        return True
    return held.found == answer.found and (held.value == answer.value or held.settled)


def slot_key(slot: Slot) -> str:
    return f"{slot.question}|{slot.row}|{slot.column}"
