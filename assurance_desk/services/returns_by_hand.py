"""Answers and letters that come without a readable workbook: keyed by hand, logged, tied to their return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, read_cell
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import FoundAnswer
from assurance_desk.domain.returns import PART, TAKEN, Answer, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services import names_typed
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import NotAnAnswerError, answer_of, rules_of
from assurance_desk.services.returns_checks import check_again, doubts
from assurance_desk.services.returns_tray import REFUSED
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import chasing
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural


def enter_answers(
    desk: Desk,
    return_id: str,
    answers: Mapping[Slot, str],
    how: str,
    on: date | None = None,
    *,
    no_child: str | None = None,
) -> list[Query]:
    """Answers keyed by hand, from a scan or a letter, as one step. Gives what must still be asked about.

    ``no_child``: somebody looked at what seemed to name a child, and this is why it does not; it is kept with the answers.

    Raises:
        NotAnAnswerError: one does not fit its question, or seems to name a child; nothing was kept.
    """
    record = rows.get(desk.db, Return, return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    rules = rules_of(desk, return_id)
    typed = {slot: one.found for slot, one in _keyed(rules, answers, how).items()}
    found = _keyed(rules, answers, names_typed.looked_at(desk, typed, how, no_child))
    against = doubts(desk, return_id, {slot: one.value for slot, one in found.items()})
    found |= {
        slot: replace(found[slot], kind=f.CHECK, problem=told.why, sure=2)
        for slot, told in against.items()
        if slot in found
    }
    before = doubts(desk, return_id)
    queries, made = _to_keep(desk, return_id, found)
    sections = {f.section_of(asked, slot.question) for slot in found}
    whole = all(section.letter in sections for section in asked.sections if section.questions)
    with desk.step(_entered(record.name, len(found), no_child)):
        rows.put_many(desk.db, [*made, *queries])
        day = record.received_on or on or _came(desk, record) or desk.clock.today()
        state = TAKEN if whole or record.state == TAKEN else PART
        rows.put(desk.db, replace(record, state=state, received_on=day))
        queries += check_again(desk, return_id, before)
    return queries


def _came(desk: Desk, record: Return) -> date | None:
    """The day the scan or letter came that is keyed: whoever sent it in time is not late because we typed it later."""
    first = chasing.files_came(desk.db, record.questionnaire_id).get(record.id)
    return min(first[0], desk.clock.today()) if first and first[0] else None


def _entered(name: str, count: int, no_child: str | None) -> str:
    words = plural("Enter {n} answer by hand for {{name}}", "Enter {n} answers by hand for {{name}}", count)
    label = words.replace("{name}", name)
    if no_child is None:
        return label
    return _("{label}; looked at, names no child: {reason}").format(
        label=label, reason=" ".join(no_child.split())
    )


def _to_keep(
    desk: Desk, return_id: str, found: Mapping[Slot, FoundAnswer]
) -> tuple[list[Query], list[Answer]]:
    """What must be asked about, and what is taken."""
    held = lists.answers(desk.db, return_id)
    position = lists.next_position(desk.db, "query")
    queries = [
        Query(id=new_id(), return_id=return_id, kind=one.kind, question=one.question, row=one.row, column=one.column,
              found=one.found, reason=one.problem, reading=one.value, sure=one.sure, position=position + place)
        for place, one in enumerate(one for one in found.values() if one.kind)
    ]  # fmt: skip
    made = []
    for slot, one in found.items():
        if not one.kind:
            answer = answer_of(return_id, one, None)
            made.append(
                replace(answer, id=held[slot].id, agreed=held[slot].agreed) if slot in held else answer
            )
    return queries, made


def _keyed(rules: dict[Slot, CellRule], answers: Mapping[Slot, str], how: str) -> dict[Slot, FoundAnswer]:
    problems: dict[Slot, str] = {}
    found: dict[Slot, FoundAnswer] = {}
    for slot, typed in answers.items():
        rule = rules.get(slot)
        if rule is None:
            problems[slot] = _("no answer; there is no such question")
            continue
        reading = read_cell(rule, typed)
        if reading.problem:
            problems[slot] = reading.problem
        elif reading.value:
            found[slot] = FoundAnswer(slot.question, slot.row, slot.column, typed, reading.value, "", "", how)
    if problems:
        raise NotAnAnswerError(problems)
    return found


def log_letter(
    desk: Desk, return_id: str, file: Path | bytes, note: str, *, name: str = "", on: date | None = None
) -> str:
    """A letter or scan that came for a return, kept byte for byte with a note. One step; gives the file's id.

    A file that came in already is tied to the return. What is in the file is for the caller to have looked through.

    Raises:
        DeskError: the note or the file's name seems to name a child; nothing was kept.
    """
    names_typed.look_at_note(desk, note, name or (file.name if isinstance(file, Path) else ""))
    data = file if isinstance(file, bytes) else file.read_bytes()
    record = rows.get(desk.db, Return, return_id)
    with desk.step(_("Log a letter from {name}").format(name=record.name)):
        sha256 = blobs.keep(desk.db, data)
        known = rows.one(desk.db, ReturnFile, sha256=sha256)
        day = on or (known.received_on if known else None) or _file_day(file) or desk.clock.today()
        logged = known or ReturnFile(
            id=new_id(), return_id=return_id, name=name or (file.name if isinstance(file, Path) else _("Letter")),
            sha256=sha256, status=REFUSED, position=lists.next_position(desk.db, "return_file"),
        )  # fmt: skip
        rows.put(desk.db, replace(logged, return_id=return_id, message=note, received_on=day))
    return logged.id


def _file_day(file: Path | bytes) -> date | None:
    return date.fromtimestamp(file.stat().st_mtime) if isinstance(file, Path) else None  # noqa: DTZ012


def tie(desk: Desk, file_id: str, return_id: str, note: str = "") -> None:
    """Say whose a file is that does not say so itself; it is kept with that return, as a letter is. One step.

    Raises:
        DeskError: the note seems to name a child; nothing was changed.
    """
    names_typed.look_at_note(desk, note)
    file, record = rows.get(desk.db, ReturnFile, file_id), rows.get(desk.db, Return, return_id)
    with desk.step(_("Keep {name} with {whose}").format(name=file.name, whose=record.name)):
        rows.put(desk.db, replace(file, return_id=return_id, message=note or file.message))


def original(desk: Desk, file_id: str) -> bytes:
    """A file byte for byte as it came.

    Raises:
        DeskError: it was too large to keep.
    """
    file = rows.get(desk.db, ReturnFile, file_id)
    try:
        return blobs.read(desk.db, file.sha256)
    except LookupError as error:
        sentence = _(
            "“{name}” was not kept, because it could not be opened or was too large; look for it where it came."
        )
        raise DeskError(sentence.format(name=file.name)) from error
