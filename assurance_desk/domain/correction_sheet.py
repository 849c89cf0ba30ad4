"""What a correction workbook says and opens, as plain values: asked for by the service, written by ``excel``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assurance_desk.domain.corrections import code_line
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.sheet_layout import STILL_HEAD
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class Ask:
    """One doubt. ``slots``: the cell in question, then others it could be put right in; ``places``: where each stands in
    the sender's file, as (sheet, cell), where we know it.
    """

    query_id: str
    slots: tuple[Slot, ...]
    what: str
    wrote: str
    asked: str
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """Last round's answers that one cell confirms: it, at the slot ``still``, is asked for; ``slots`` may be typed over.

    ``places``: where each of them stands in the sender's file, as (sheet, cell), where we know it.
    """

    still: Slot
    slots: tuple[Slot, ...]
    what: str
    stood: str
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionWork:
    """``own``: the sender's file byte for byte, None where it is no xlsx; ``held``: their answers, to fill a fresh copy."""

    questionnaire: Questionnaire
    recipient: Recipient
    code: str
    asks: tuple[Ask, ...]
    own: bytes | None
    held: Mapping[Slot, str] = field(default_factory=dict)
    contact: str = ""
    confirms: tuple[Confirm, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """One unlocked cell of the workbook made; ``query_id`` is "" where it is open to be confirmed."""

    query_id: str
    slot: Slot
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class CorrectionMade:
    """``own``: it is their file; else a fresh copy. ``notes``: every text put beside a cell."""

    data: bytes
    own: bool
    opened: tuple[Opened, ...]
    notes: tuple[str, ...]


def confirming(work: CorrectionWork, opened: Iterable[Opened]) -> list[list[Opened]]:
    """The cells opened for each of ``work.confirms``, in its order: the one that confirms, then the answers."""
    at = {one.slot: one for one in opened if not one.query_id}
    return [[at[slot] for slot in (one.still, *one.slots) if slot in at] for one in work.confirms]


def lines(work: CorrectionWork, cells: int, *, own: bool) -> list[tuple[str, str]]:
    """The top of the first sheet: (kind, words); a kind is marking, title, name, text or code.

    ``cells``: how many are in doubt; those to be confirmed are told apart.
    """
    asked = plural(
        "Please check {n} cell and send this file back to us.",
        "Please check {n} cells and send this file back to us.",
        cells,
    )
    confirm = plural(
        "Please say of {n} row with last time’s answers, under “{{still}}”, whether it is still right. If not, type over "
        "them.",
        "Please say of {n} rows with last time’s answers, under “{{still}}”, whether they are still right. If not, type "
        "over them.",
        len(work.confirms),
    ).format(still=STILL_HEAD)
    if own:
        file = _(
            "This is your own file as you sent it. Only the cells in question are open; everything else is locked."
        )
    else:
        file = _(
            "This is a fresh copy with the answers you gave us, because the file you sent cannot be opened for changes."
            " Only the cells in question are open; everything else is locked."
        )
    how = _("They are marked in yellow. If what stands there is right, leave it and tell us so by e-mail.")
    if not cells:
        how = _("Then save the file and send it back to us. Until then those answers do not count.")
    made = [("marking", work.questionnaire.marking)] if work.questionnaire.marking else []
    made += [
        ("title", _("Please check your answers")),
        ("name", f"{work.questionnaire.title} ({work.questionnaire.ref}) · {work.recipient.name}"),
        *([("text", asked)] if cells else []), *([("text", confirm)] if work.confirms else []),
        ("text", file), ("text", how),
    ]  # fmt: skip
    if work.contact:
        made.append(("text", _("Questions? {contact}").format(contact=work.contact)))
    return [*made, ("code", code_line(work.code))]


def note(ask: Ask) -> str:
    """Stands beside the cell."""
    return _("◀ Please check: {asked}").format(asked=ask.asked)


def confirm_note() -> str:
    """Stands beside a row of last time's answers."""
    return _("◀ Still right? Choose so under “{still}”, or type over the answer.").format(still=STILL_HEAD)


def confirm_words() -> str:
    """On the first sheet, what is asked of such a row."""
    return _("Is that still right? Choose so in that cell, or type over the answer.")


def heads() -> tuple[str, ...]:
    return _("Sheet"), _("Cell"), _("Question"), _("You wrote"), _("What we ask")
