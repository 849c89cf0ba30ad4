"""One record's history in sentences: who did what to it and to what belongs to it, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assurance_desk.domain.changes import RowChange
from assurance_desk.domain.wording import shortened
from assurance_desk.services.desk import Desk
from assurance_desk.services.history import fields_of, record_words, value_words
from assurance_desk.store.lists import story as lists
from assurance_desk.store.lists.history import StepRow
from assurance_desk.texts import _, plural

LONGEST = 300
"""Steps told of one record."""
AT_ONCE = 4
"""Sentences told of one step; beyond them, how many more."""
_SILENT = frozenset(
    {"id", "position", "sha256", "source_sha256", "finding_sha256", "issued_sha256", "minutes_sha256", "size"}
)
"""Columns that say nothing to a person."""
Row = dict[str, Any]
Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What one step did to the record; ``at`` is local, ``note`` says that the step was taken back."""

    step_id: str
    at: datetime
    user: str
    words: str
    note: str


def story(desk: Desk, record_id: str) -> list[StoryLine]:
    """Newest first; empty for an id nobody knows."""
    names = lists.refs(desk.db)
    return [_line(step, changes, names) for step, changes in lists.touches(desk.db, record_id, LONGEST)]


def title(desk: Desk, record_id: str) -> str:
    """What the record is called, for the head of its history; empty where it is gone."""
    found = lists.row_now(desk.db, record_id)
    return record_words(*found, {}) if found else ""


def _line(step: StepRow, changes: list[RowChange], names: Names) -> StoryLine:
    if step.kind in ("undo", "redo"):
        again = _("did again: {label}") if step.kind == "redo" else _("took back: {label}")
        told = [again.format(label=step.label)]
    else:
        moved = any(change.table == "redating" for change in changes)
        told = [words for change in changes for words in _told(change, names, moved=moved)]
    told = [words if count == 1 else f"{words} × {count}" for words, count in Counter(told).items()]
    more = len(told) - AT_ONCE
    if more > 0:
        told = [*told[:AT_ONCE], plural("and {n} change more", "and {n} changes more", more)]
    words = "; ".join(told) or step.label
    return StoryLine(
        step_id=str(step.id),
        at=datetime.fromisoformat(step.at).astimezone(),
        user=step.user,
        words=words[:1].upper() + words[1:],
        note=_("taken back since") if step.reversed_by and step.kind != "undo" else "",
    )


def _told(change: RowChange, names: Names, *, moved: bool) -> list[str]:
    if change.before is None:
        return [_added(change.table, change.after or {}, names)]
    if change.after is None:
        return [_("removed {what}").format(what=record_words(change.table, change.before, names))]
    return _altered(change, names, moved=moved)


def _altered(change: RowChange, names: Names, *, moved: bool) -> list[str]:
    before, after = change.before or {}, change.after or {}
    fields = fields_of(change.table)
    # A move of a due date is told by its own record, with its reason.
    silent = _SILENT | ({"due", "first_due"} if moved and change.table == "action" else set())
    return [
        _("{what} {field}: {before} → {after}").format(
            field=_lower(fields[name].words if name in fields else name.replace("_", " ")),
            what=after.get("ref") or record_words(change.table, after, names),
            before=_short(value_words(fields.get(name), before.get(name), names)),
            after=_short(value_words(fields.get(name), value, names)),
        )
        for name, value in after.items()
        if name not in silent and value != before.get(name)
    ]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _short(words: str) -> str:
    return shortened(words, 80)


# ------------------------------------------------------------ what was added, in a sentence of its own


def _move(row: Row, names: Names) -> str:
    return _("moved {ref} from {before} to {after}: {reason}").format(
        ref=names.get(row["action_id"], _("an action")),
        before=value_words(fields_of("redating")["before"], row["before"], names),
        after=value_words(fields_of("redating")["after"], row["after"], names),
        reason=row["reason"] or _("no reason was given"),
    )


def _note(row: Row, names: Names) -> str:
    return _("noted on {ref}: {text}").format(ref=names.get(row["action_id"], ""), text=_short(row["text"]))


def _judgement(row: Row, names: Names) -> str:
    subject = names.get(row["action_id"] or row["recommendation_id"] or "", "")
    said = _("{forum} judged {ref}: {level}").format(forum=row["forum"], ref=subject, level=row["level"])
    return f"{said}, {_short(row['basis'])}" if row["basis"] else said


def _link(row: Row, names: Names) -> str:
    return _("put “{evidence}” to {ref} as evidence").format(
        evidence=_short(names.get(row["evidence_id"], "")), ref=names.get(row["action_id"], "")
    )


def _outcome(row: Row, _names: Names) -> str:
    said = _("{ref} {outcome} at a meeting").format(ref=row["ref"], outcome=row["outcome"])
    return f"{said}: {_short(row['wording'])}" if row["wording"] else said


_ADDED: dict[str, Callable[[Row, Names], str]] = {
    "redating": _move,
    "progress_note": _note,
    "judgement": _judgement,
    "evidence_link": _link,
    "outcome": _outcome,
}


def _added(table: str, row: Row, names: Names) -> str:
    told = _ADDED.get(table)
    return told(row, names) if told else _("added {what}").format(what=record_words(table, row, names))
