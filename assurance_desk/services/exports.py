"""Returns, register and actions as plain Excel tables, for those who work in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.gaps_table import Head, PlainTable, Value
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import OPEN
from assurance_desk.domain.returns_kept import ReturnsKept, returns_tables
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.wording import has_owner, overdue, owner, without_emphasis
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services.desk import Desk
from assurance_desk.services.paper_making import write
from assurance_desk.store import rows
from assurance_desk.store import snapshot as reads
from assurance_desk.store.lists import evidence as evidence_lists
from assurance_desk.store.lists import register as register_lists
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.domain.actions import Action
    from assurance_desk.domain.dates import When

__all__ = [
    "ACTIONS",
    "KINDS",
    "REGISTER",
    "RETURNS",
    "Exported",
    "as_csv",
    "as_workbook",
    "choose",
    "export",
    "gather_returns",
    "tables",
    "write",
]

RETURNS, REGISTER, ACTIONS = "returns", "register", "actions"
KINDS = (RETURNS, REGISTER, ACTIONS)
MOST_ROWS = 1_048_576
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exported:
    """``sheets``: each sheet's name and how many rows it has below its head."""

    path: Path
    sheets: tuple[tuple[str, int], ...]


def tables(desk: Desk, kind: str, *, questionnaire: str = "", review: str = "") -> list[PlainTable]:
    """Plain values, so that writing them can be done in another process.

    Raises:
        DeskError: no such questionnaire or review, or several and none was named.
    """
    if kind == RETURNS:
        return returns_tables(gather_returns(desk, questionnaire))
    if kind == REGISTER:
        return [_register(desk, _reviews(desk, review))]
    return [_actions(desk, _reviews(desk, review))]


def export(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    questionnaire: str = "",
    review: str = "",
    progress: Progress | None = None,
) -> Exported:
    """Write the file, whole or not at all: a workbook, or for ``.csv`` the last (long) table alone.

    Raises:
        DeskError: as ``tables``; or the file cannot be written, or its ending is neither.
    """
    ending = path.suffix.casefold()
    if ending not in (".xlsx", ".csv"):
        raise DeskError(
            _("“{name}” was not written: give it the ending .xlsx for Excel, or .csv.").format(name=path.name)
        )
    made = tables(desk, kind, questionnaire=questionnaire, review=review)
    if ending == ".csv":
        made = made[-1:]
        write(path, as_csv(made[0]))
    else:
        write(path, as_workbook(made, desk.clock.today(), progress))
    return Exported(path, tuple((table.name, len(table.rows)) for table in made))


def as_workbook(made: Sequence[PlainTable], day: date, progress: Progress | None = None) -> bytes:
    from assurance_desk.excel.returns import write_tables

    too_long = next((table for table in made if len(table.rows) >= MOST_ROWS), None)
    if too_long is not None:
        raise DeskError(
            _(
                "A sheet holds {most:,} rows and these are {n:,}, so nothing was written; export to .csv."
            ).format(most=MOST_ROWS, n=len(too_long.rows) + 1)
        )
    return write_tables(made, day, progress)


def as_csv(table: PlainTable) -> bytes:
    """UTF-8 with a mark Excel knows it by. Text a program would run as a formula gets an apostrophe before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(head.words for head in table.heads)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _plain(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = (value if isinstance(value, str) else value.words).replace("\0", "")
    return f"'{text}" if text.startswith(_RISKY) else text


# ------------------------------------------------------------------ returns


def choose(desk: Desk, ref: str) -> Questionnaire:
    """The questionnaire of that reference that was issued, or the only one there is.

    Raises:
        DeskError: none fits, or none was named and there are several.
    """
    every = reads.questionnaires(desk.db)
    found = [one for one in every if not ref or one.ref.casefold() == ref.casefold()]
    if not every:
        raise DeskError(
            _("No questionnaire has been issued from this workbook, so there are no returns to export.")
        )
    if not found:
        raise DeskError(
            _("This workbook has issued no questionnaire “{ref}”. It has: {refs}.").format(
                ref=ref, refs=", ".join(dict.fromkeys(one.ref for one in every))
            )
        )
    refs = sorted({one.ref for one in found})
    if len(refs) > 1:
        raise DeskError(
            _("Say which questionnaire with --questionnaire: {refs}. Nothing was written.").format(
                refs=", ".join(refs)
            )
        )
    return found[0]


def gather_returns(desk: Desk, questionnaire: str = "") -> ReturnsKept:
    """What is kept of one questionnaire’s returns, read at once; the worker’s “write returns” shapes and writes it.

    Raises:
        DeskError: as ``choose``.
    """
    chosen = choose(desk, questionnaire)
    return ReturnsKept(
        chosen,
        reads.asked(desk.db, chosen.id, desk.clock.today()),
        reads.kept_answers(desk.db, chosen.id),
        tuple(one for one in reads.queries(desk.db, chosen.id) if one.status == OPEN),
    )


# ------------------------------------------------------------------ register and actions


def _reviews(desk: Desk, ref: str) -> list[Review]:
    every = rows.find(desk.db, Review)
    wanted = ref.casefold()
    found = [
        one
        for one in every
        if not ref or wanted in (one.ref.casefold(), one.title.casefold(), one.pseudonym.casefold())
    ]
    if not found:
        known = ", ".join(one.ref for one in every)
        raise DeskError(
            _("This workbook has no review “{ref}”. It has: {refs}.").format(ref=ref, refs=known)
            if every
            else _("This workbook holds no review yet, so there is nothing to export.")
        )
    return found


def _register(desk: Desk, reviews: list[Review]) -> PlainTable:
    heads = (
        Head("Review", 20),
        Head("Ref", 8),
        Head("Number", 9),
        Head("Title", 20),
        Head("Recommendation", 46),
        Head("Addressed to", 18),
        Head("Acceptance", 14),
        Head("Response", 46),
        Head("Response status", 12),
        Head("Agreed on", 12),
        Head("Actions", 9),
    )
    made: list[tuple[Value, ...]] = []
    for review in reviews:
        actions = [one.action for one in register_lists.actions(desk.db) if one.action.review_id == review.id]
        for one in register_lists.recommendations(desk.db, review.id):
            of_it = sum(action.recommendation_id == one.id for action in actions)
            front = (
                review.title,
                one.ref,
                one.number,
                one.title,
                without_emphasis(one.text),
                one.addressed_to,
            )
            responses = register_lists.responses(desk.db, one.id)
            made += [
                (*front, r.acceptance, without_emphasis(r.text), r.status, r.agreed_on or "", of_it)
                for r in responses
            ] or [(*front, "", "", "", "", of_it)]
    return PlainTable("Register", heads, tuple(made), 3, _("Register of recommendations"))


def _actions(desk: Desk, reviews: list[Review]) -> PlainTable:
    heads = (
        Head("Review", 18),
        Head("Recommendation", 18),
        Head("Ref", 8),
        Head("Kind", 14),
        Head("Action", 40),
        Head("Owner", 18),
        Head("Lead", 18),
        Head("First due", 13),
        Head("Due", 13),
        Head("Delivery", 12),
        Head("Overdue", 12),
        Head("Success measure", 26),
        Head("Evidence required", 26),
        Head("Evidence held", 28),
        Head("Assurance", 13),
        Head("Latest note", 36),
    )
    ids = {one.id for one in reviews}
    every = [row for row in register_lists.actions(desk.db) if row.action.review_id in ids]
    lead = {one.id: one.name for one in rows.find(desk.db, Organisation)}
    made = tuple(_action(desk, row, lead) for row in every)
    return PlainTable("Actions", heads, made, 3, _("Actions"))


def _action(desk: Desk, row: register_lists.ActionRow, lead: dict[str, str]) -> tuple[Value, ...]:
    action: Action = row.action
    evidence = evidence_lists.of_action(desk.db, action.id)
    notes = register_lists.notes(desk.db, [action.id])
    judged = register_lists.judgements(desk.db, None, [action.id])
    return (
        row.review,
        row.recommendation,
        action.ref,
        action.kind,
        action.text,
        owner(action) if has_owner(action) else "",
        lead.get(action.lead_organisation_id or "", action.lead),
        _when(action.first_due),
        _when(action.due) or action.due_words,
        action.delivery,
        overdue(action, desk.clock.today()),
        action.success_measure,
        action.evidence_required,
        "\n".join(f"{one.title} ({one.strength}, {one.state})" for one in evidence),
        judged[0].level if judged else "",
        f"{notes[0].on.isoformat()}: {notes[0].text}" if notes else "",
    )


def _when(when: When | None) -> Value:
    """A day as a day; a month in words."""
    if when is None:
        return ""
    return when.last_day if when.day else when.long
