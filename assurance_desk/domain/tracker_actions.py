"""One row of a tracker as an action with its notes, evidence and moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import (
    ACTION,
    BLUE,
    GREY,
    OWNER_TO_BE_CONFIRMED,
    STANDING,
    Action,
    ProgressNote,
    Redating,
)
from assurance_desk.domain.dates import short_date
from assurance_desk.domain.delivery import REASON_NEEDED
from assurance_desk.domain.evidence import CLAIMED, NOT_HELD, Evidence, EvidenceLink
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_rows import TrackerRow
from assurance_desk.domain.tracker_signs import guess_state, is_nobody, read_when
from assurance_desk.texts import _

_DATED = re.compile(
    r"^\W{0,3}((?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})|(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\s+\d{2,4}))\b"
)

Finder = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Source:
    """The file, its sheet, and the day it is brought in."""

    name: str
    sheet: str
    on: date

    @property
    def words(self) -> str:
        return _("Brought in from “{name}”, sheet {sheet}, on {day}.").format(
            name=self.name, sheet=self.sheet, day=short_date(self.on)
        )

    def row(self, at: int) -> str:
        return _("“{name}”, {sheet}, row {n}").format(name=self.name, sheet=self.sheet, n=at + 1)


class Maker:
    """Makes what a row holds, numbered on from ``position``."""

    def __init__(self, source: Source, find: Finder, position: int) -> None:
        self._source, self._find = source, find
        self._position = position

    def action(
        self, row: TrackerRow, review: Review, recommendation: Recommendation | None, refs: set[str]
    ) -> list[Any]:
        """The action first, then what hangs on it. Empty for a row with nothing but a recommendation."""
        text = " ".join((row.value(tc.ACTION) or self._stand_in(row)).split())
        if not text:
            return []
        self._position += 1
        lead = " ".join(row.value(tc.LEAD).split())
        delivery, note = _delivery(row)
        made = Action(
            id=new_id(),
            review_id=review.id,
            recommendation_id=recommendation.id if recommendation else None,
            ref=_ref(row.value(tc.REF), recommendation, refs),
            kind=row.value(tc.KIND) or ACTION,
            text=text,
            origin=self._source.row(row.at),
            owner_role=_owner(row.value(tc.OWNER)),
            lead=lead,
            lead_organisation_id=self._find(lead) if lead else None,
            **_due(row),
            success_measure=row.value(tc.MEASURE),
            position=self._position,
            delivery=delivery,
            delivery_note=note,
        )
        return [made, *self._moves(row, made), *self._notes(row, made), *self._evidence(row, made)]

    @staticmethod
    def _unplaced(row: TrackerRow, action: Action) -> list[str]:
        """What the row says that no field of the action, nor its recommendation, could take."""
        words = [(heading, text) for heading, text in row.kept]
        if tc.NOW_DUE in row.unread:
            words.append((_("Revised due date"), row.value(tc.NOW_DUE)))
        if action.kind == STANDING and row.due and row.now_due:
            words.append((_("Due date"), row.due.long))
        if row.value(tc.REF) and action.ref != row.value(tc.REF):
            words.append((_("Action reference"), row.value(tc.REF)))
        if action.lead and action.lead_organisation_id is None:
            words.append((_("Lead organisation"), action.lead))
        if action.recommendation_id is None and row.value(tc.RESPONSE):
            words.append((_("Response"), row.value(tc.RESPONSE)))
        return [f"{heading}: {text}" if heading else text for heading, text in words]

    @staticmethod
    def _stand_in(row: TrackerRow) -> str:
        """What is tracked where the tracker has no words for an action: the response, else the recommendation."""
        tracked = (tc.REF, tc.OWNER, tc.LEAD, tc.DUE, tc.NOW_DUE, tc.STATE, tc.MEASURE)
        if not (row.state or row.entries or row.kept or any(row.value(name) for name in tracked)):
            return ""
        return row.value(tc.RESPONSE) or row.value(tc.RECOMMENDATION) or row.value(tc.NUMBER)

    def _moves(self, row: TrackerRow, action: Action) -> list[Redating]:
        if action.first_due is None or action.first_due == action.due:
            return []
        reason = _("Moved before this register; {source}").format(source=self._source.row(row.at))
        return [
            Redating(
                id=new_id(),
                action_id=action.id,
                on=self._source.on,
                before=row.due,
                after=row.now_due,
                reason=reason,
                position=1,
            )
        ]

    def _notes(self, row: TrackerRow, action: Action) -> list[ProgressNote]:
        notes: list[ProgressNote] = []
        for name, _heading, words in row.entries:
            if name == tc.PROGRESS:
                notes += [
                    ProgressNote(id=new_id(), action_id=action.id, on=on or self._source.on, text=text)
                    for on, text in dated_entries(words)
                ]
        kept = self._unplaced(row, action)
        if kept:
            head = _("Also in the tracker ({source}):").format(source=self._source.row(row.at))
            text = "\n".join((head, *kept))
            notes.append(ProgressNote(id=new_id(), action_id=action.id, on=self._source.on, text=text))
        return notes

    def _evidence(self, row: TrackerRow, action: Action) -> list[Any]:
        """What the tracker says of evidence: a claim until somebody has it before them."""
        made: list[Any] = []
        for name, _heading, words in row.entries:
            if name == tc.EVIDENCE:
                plain = " ".join(words.split())
                title = plain if len(plain) <= 80 else plain[:80].rsplit(" ", 1)[0] + "…"
                one = Evidence(
                    id=new_id(),
                    title=title,
                    kind="other",
                    strength="assertion",
                    state=CLAIMED,
                    shows=words if title != words else "",
                    source=self._source.name,
                )
                made += [one, EvidenceLink(id=new_id(), evidence_id=one.id, action_id=action.id)]
        return made


def _owner(words: str) -> str:
    words = " ".join(words.split())
    return OWNER_TO_BE_CONFIRMED if not words or is_nobody(words) else words


def _delivery(row: TrackerRow) -> tuple[str, str]:
    """The state and its note. Blue is complete, and nobody here has seen the evidence; an ending gives its reason."""
    said = " ".join(row.said.split())
    if row.state == BLUE:
        return BLUE, NOT_HELD
    if not row.state:
        return GREY, said
    if row.state in REASON_NEEDED:
        return row.state, _("in the tracker: {words}").format(words=said)
    more = said and bare(said) != row.state.casefold() and not guess_state(said)[1] and "#" not in said
    return row.state, said if more else ""


def _due(row: TrackerRow) -> dict[str, Any]:
    """A standing commitment has no due date: it is reviewed, at a day or as often as the tracker says."""
    words = " ".join(row.value(tc.DUE).split()) if tc.DUE in row.unread else ""
    if row.value(tc.KIND) == STANDING:
        return {"next_review": row.now_due or row.due, "cadence": words}
    return {"first_due": row.due or row.now_due, "due": row.now_due or row.due, "due_words": words}


def _ref(given: str, recommendation: Recommendation | None, taken: set[str]) -> str:
    wanted = " ".join(given.split())[:40]
    if wanted and wanted not in taken:
        return wanted
    stem = f"{recommendation.ref}." if recommendation else "A"
    return next(ref for ref in (f"{stem}{n}" for n in range(1, len(taken) + 2)) if ref not in taken)


def dated_entries(words: str) -> list[tuple[date | None, str]]:
    """A cell of progress cut where a line begins with a date: each part with its day, None where none is given."""
    parts: list[tuple[date | None, list[str]]] = []
    for line in words.split("\n"):
        found = _DATED.match(line)
        day = None
        if found:
            when, _doubt = read_when(found[1], "", months=False)
            day = when.last_day if when and when.day else None
        if not parts or day is not None:
            parts.append((day, [line]))
        else:
            parts[-1][1].append(line)
    joined = [(day, "\n".join(lines).strip()) for day, lines in parts]
    return [(day, text) for day, text in joined if text]


def with_positions(records: Sequence[Any], first: int) -> list[Any]:
    """Evidence numbered on from what is there."""
    made: list[Any] = []
    for one in records:
        if isinstance(one, Evidence):
            first += 1
            made.append(replace(one, position=first))
        else:
            made.append(one)
    return made
