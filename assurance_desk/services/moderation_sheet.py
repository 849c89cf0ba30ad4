"""The moderation sheet out and back: what the panel filled in becomes agreements and challenges, as one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.moderation_sheet import FoundSheet, ModerationSheet, SheetLine
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Answer
from assurance_desk.services import embargo, moderation, moderation_view
from assurance_desk.services.desk import Desk
from assurance_desk.services.moderation_view import ScoredLine
from assurance_desk.services.organisations import body_name
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What taking a sheet in would do. ``records`` are kept together; ``not_taken`` a sentence for each cell left out."""

    records: tuple[Moderation | Answer, ...]
    agreed: int
    challenged: int
    not_taken: tuple[str, ...]

    @property
    def told(self) -> str:
        parts = []
        if self.agreed:
            parts.append(plural("{n} agreed answer", "{n} agreed answers", self.agreed))
        if self.challenged:
            parts.append(plural("{n} challenge", "{n} challenges", self.challenged))
        return _(" and ").join(parts) or _("nothing new")


def gather(desk: Desk, asked: Questionnaire, panel: str = "") -> ModerationSheet:
    """Every scored answer that is taken in, organisation by organisation."""
    lines = tuple(line for _answer, line in _lines(desk, asked).values())
    return ModerationSheet(
        ref=asked.ref, version=asked.version, title=asked.title, marking=embargo.marking(desk, asked),
        body=body_name(desk), day=desk.clock.today(), panel=panel, lines=lines,
    )  # fmt: skip


def file_name(asked: Questionnaire) -> str:
    return safe_name(_("Moderation of {ref}").format(ref=asked.ref), ".xlsx")


def expected(desk: Desk, asked: Questionnaire) -> dict[tuple[str, str], SheetLine]:
    """What the worker must know to read a sheet back."""
    return {key: line for key, (_answer, line) in _lines(desk, asked).items()}


def _lines(desk: Desk, asked: Questionnaire) -> dict[tuple[str, str], tuple[Answer, SheetLine]]:
    found: dict[tuple[str, str], tuple[Answer, SheetLine]] = {}
    for one in moderation_view.board(desk, asked):
        for line in one.lines:
            if line.answer is not None:
                made = _sheet_line(one.record.ref, one.record.name, line)
                found[made.key] = (line.answer, made)
    return found


def _sheet_line(ref: str, name: str, line: ScoredLine) -> SheetLine:
    assert line.answer is not None
    return SheetLine(
        return_ref=ref, name=name, question=line.question.ref, asked=line.question.text, theirs=line.answer.value,
        beside="\n".join(f"{head}: {words}" for head, words in line.beside), choices=line.choices,
        agreed=line.agreed, reason=line.reason, challenge=line.challenge,
    )  # fmt: skip


def plan(desk: Desk, asked: Questionnaire, found: FoundSheet, panel: str = "") -> SheetPlan:
    """Nothing is written. The sheet's own panel goes before ``panel``."""
    who = found.panel or panel
    records: list[Moderation | Answer] = []
    agreed = challenged = 0
    lines = _lines(desk, asked)
    for place, one in enumerate(found.lines):
        answer, ours = lines[one.key]
        asks = one.challenge if one.challenge != ours.challenge else ""
        if one.agreed and (one.agreed, one.reason) != (ours.agreed, ours.reason):
            made = moderation.agreed_of(
                desk, answer, one.agreed, reason=one.reason, panel=who, challenge=asks
            )
            records += [replace(made, position=made.position + place), replace(answer, agreed=made.agreed)]
            agreed += 1
            challenged += bool(asks)
        elif asks:
            made = moderation.challenge_of(desk, answer, asks, panel=who)
            records.append(replace(made, position=made.position + place))
            challenged += 1
    told = tuple(_not_taken(*one) for one in found.not_taken)
    return SheetPlan(tuple(records), agreed, challenged, told)


def _not_taken(sheet: str, cell: str, found: str, why: str) -> str:
    shown = found if len(found) <= 40 else f"{found[:39]}…"
    return _("{sheet}, {cell}: “{found}” – {why}").format(sheet=sheet, cell=cell, found=shown, why=why)


def take_in(desk: Desk, made: SheetPlan) -> None:
    """One step; nothing where the sheet says nothing new."""
    if not made.records:
        return
    with desk.step(_("Take in {told} from a moderation sheet").format(told=made.told)):
        rows.put_many(desk.db, made.records)


def save(desk: Desk, asked: Questionnaire, path: Path, panel: str = "") -> None:
    """The sheet, written in this process.

    Raises:
        DeskError: it cannot be written.
    """
    from assurance_desk.excel.moderation import write_moderation
    from assurance_desk.services.paper_making import write

    write(path, write_moderation(gather(desk, asked, panel)))
