"""Actions as cells: copied with their headings, and cells pasted back shown as what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assurance_desk.domain import wording
from assurance_desk.domain.actions import Action
from assurance_desk.domain.cells_text import MOST_ROWS, as_rows
from assurance_desk.domain.fields import field_of, shown
from assurance_desk.errors import DeskError
from assurance_desk.services import organisations, several, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.register import ActionRow
from assurance_desk.texts import _, later, plural

REF, REVIEW, WHY = "ref", "review", "why"
KNOWN: dict[str, tuple[str, ...]] = {
    REVIEW: (later("Review"),),
    REF: (later("Ref"), later("Reference")),
    "text": (later("Action"),),
    "owner_role": (later("Lead"), later("Owner"), later("Owner (role)")),
    "lead_organisation_id": (later("Lead organisation"), later("Organisation")),
    "due": (later("Now due"), later("Due"), later("Due date")),
    "delivery": (later("Delivery"), later("State")),
    "delivery_note": (later("Note on delivery"), later("Note")),
    "level": (later("At the level of"), later("Level")),
    WHY: (later("Why dates move"), later("Why"), later("Reason")),
}
"""What a column may be called, by the field it holds; the first is what we call it."""
COPIED = (REVIEW, REF, "text", "owner_role", "lead_organisation_id", "due", "delivery", "delivery_note")


class NothingToPasteError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "There are no cells on the clipboard, so nothing was changed. Copy rows in your spreadsheet first."
            )
        )


class TooMuchToPasteError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("The clipboard holds more than {n} rows, so nothing was changed. Copy fewer at a time.").format(
                n=f"{MOST_ROWS:,}"
            )
        )


class NoColumnToPasteError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "None of these cells falls on what can be changed here, so nothing was changed. Copy them with their "
                "headings, or choose the cell they should begin at."
            )
        )


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that would change, in words."""

    ref: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted, by action and field; ``told`` are sentences about cells that go nowhere."""

    typed: Mapping[str, Mapping[str, str]]
    told: tuple[str, ...] = ()
    rows: int = 0


@dataclass(slots=True)
class _Reading:
    """The rows as they stand, while a paste is laid over them."""

    every: Sequence[ActionRow]
    below: Sequence[ActionRow]
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def headings(fields: Sequence[str] = COPIED) -> list[str]:
    return [_(KNOWN[name][0]) for name in fields]


def field_called(heading: str) -> str:
    """The field a column of this heading holds; "" for one we do not know."""
    wanted = " ".join(heading.split()).casefold()
    for name, names in KNOWN.items():
        if wanted in {_(one).casefold() for one in names} | {one.casefold() for one in names}:
            return name
    return ""


def copied(desk: Desk, rows: Sequence[ActionRow]) -> list[list[str]]:
    """Headings, then a row of cells for each action."""
    return [headings(), *([_shown(desk, row, name) for name in COPIED] for row in rows)]


def pasted(
    desk: Desk,
    text: str,
    every: Sequence[ActionRow],
    below: Sequence[ActionRow],
    fields: Sequence[str],
    selected: Sequence[ActionRow],
) -> Pasted:
    """Lay the cells over the rows ``below`` the chosen cell, it included; ``fields`` are those of the columns from it on.

    With headings in the first row each cell goes by its column, and with a reference among them to the action of that
    reference, of all there are. A single cell goes to every selected action. Empty cells change nothing.

    Raises:
        DeskError: there are no cells, too many, or none that falls on what can be changed.
    """
    cells = as_rows(text)
    if not cells:
        raise NothingToPasteError
    if len(cells) > MOST_ROWS:
        raise TooMuchToPasteError
    reading = _Reading(every, below)
    named = [field_called(one) for one in cells[0]]
    if _is_heading(cells[0], named):
        _by_heading(desk, reading, cells, named)
    elif len(cells) == 1 and len(cells[0]) == 1 and len(selected) > 1:
        for row in selected:
            _lay(desk, reading, row, list(fields[:1]), cells[0])
    else:
        _in_order(desk, reading, cells, list(fields))
    if (
        not reading.typed
        and not reading.told
        and not set(named if any(named) else fields) & set(several.FIELDS)
    ):
        raise NoColumnToPasteError
    return Pasted(reading.typed, tuple(reading.told), len(cells))


def changes(desk: Desk, plan: several.Plan) -> list[CellChange]:
    """What the plan would change, cell by cell."""
    return [
        CellChange(
            one.now.ref,
            field_of(Action, name).words,
            _value(desk, one.now, name),
            _value(desk, one.new, name),
        )
        for one in plan.edited
        for name in (*several.FIELDS, "next_review")
        if getattr(one.now, name) != getattr(one.new, name)
    ]


def _value(desk: Desk, action: Action, name: str) -> str:
    return shown(action, name, lambda one: organisations.name_on(desk, one), vocabularies.teller(desk))


def _shown(desk: Desk, row: ActionRow, name: str) -> str:
    """A cell as it is shown in the table and copied out of it."""
    if name == REVIEW:
        return row.review
    if name == "due":
        return wording.due(row.action)
    if name == "lead_organisation_id":
        return row.organisation
    return _value(desk, row.action, name)


# ------------------------------------------------------------------ laying cells over rows


def _is_heading(first: Sequence[str], named: Sequence[str]) -> bool:
    """Two known names, or one above cells of one column."""
    known = sum(bool(name) for name in named)
    return known >= 2 or (known == 1 and len(first) == 1)


def _by_heading(desk: Desk, reading: _Reading, cells: list[list[str]], named: list[str]) -> None:
    unknown = [heading for heading, name in zip(cells[0], named, strict=True) if heading and not name]
    if unknown:
        words = _("Left out, because no column of ours is called so: {names}.")
        reading.told.append(words.format(names=", ".join(unknown)))
    if REF not in named:
        _in_order(desk, reading, cells[1:], named)
        return
    for number, row in enumerate(cells[1:], 2):
        by = dict(zip(named, row, strict=False))
        action = _called(reading.every, by.get(REF, ""), by.get(REVIEW, ""))
        if action is None:
            words = _("Row {n}: no action, or more than one, is called “{ref}”, so it was left out.")
            reading.told.append(words.format(n=number, ref=by.get(REF, "")))
        else:
            _lay(desk, reading, action, named, row)


def _called(rows: Sequence[ActionRow], ref: str, review: str) -> ActionRow | None:
    found = [row for row in rows if row.action.ref.casefold() == ref.casefold()]
    if review and len(found) > 1:
        found = [row for row in found if row.review.casefold() == review.casefold()]
    return found[0] if len(found) == 1 else None


def _in_order(desk: Desk, reading: _Reading, cells: list[list[str]], fields: list[str]) -> None:
    """The first row over the chosen action, the next over the one below it."""
    for row, values in zip(reading.below, cells, strict=False):
        _lay(desk, reading, row, fields, values)
    wide = max((len(values) for values in cells), default=0) - len(fields)
    if wide > 0:
        reading.told.append(
            plural("{n} column is left out: there is none where it would go.",
                   "{n} columns are left out: there are none where they would go.", wide)
        )  # fmt: skip
    beyond = len(cells) - len(reading.below)
    if beyond > 0:
        reading.told.append(
            plural("{n} row is left out: no action is shown where it would go.",
                   "{n} rows are left out: no action is shown where they would go.", beyond)
        )  # fmt: skip


def _lay(desk: Desk, reading: _Reading, row: ActionRow, fields: list[str], values: list[str]) -> None:
    """One row of cells over one action: what differs from what is shown."""
    typed = {}
    given = dict(zip(fields, values, strict=False))
    why = given.pop(WHY, "").strip()
    for name, value in given.items():
        words = " ".join(value.split())
        if not words or words == " ".join(_shown(desk, row, name).split() if name else ()):
            continue
        if name in (REF, REVIEW):
            sentence = _("{ref}: “{words}” was left out, because {field} is not changed by pasting.")
            reading.told.append(sentence.format(ref=row.action.ref, words=words, field=headings([name])[0]))
        elif name:
            typed[name] = _typed(name, words, why)
    if typed:
        reading.typed[row.id] = typed


def _typed(name: str, words: str, why: str) -> str:
    """As it would be typed into the cell: a date with its reason."""
    if name != "due":
        return words
    words = words.removeprefix(_("review "))
    return f"{words}: {why}" if why else words
