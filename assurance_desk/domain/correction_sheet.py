"""What a correction workbook says and opens, as plain values: asked for by the service, written by ``excel``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assurance_desk.domain.corrections import code_line
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire, Slot
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
class CorrectionWork:
    """``own``: the sender's file byte for byte, None where it is no xlsx; ``held``: their answers, to fill a fresh copy."""

    questionnaire: Questionnaire
    recipient: Recipient
    code: str
    asks: tuple[Ask, ...]
    own: bytes | None
    held: Mapping[Slot, str] = field(default_factory=dict)
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """One unlocked cell of the workbook made."""

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


def lines(work: CorrectionWork, cells: int, *, own: bool) -> list[tuple[str, str]]:
    """The top of the first sheet: (kind, words); a kind is marking, title, name, text or code."""
    asked = plural(
        "Please check {n} cell and send this file back to us.",
        "Please check {n} cells and send this file back to us.",
        cells,
    )
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
    made = [("marking", work.questionnaire.marking)] if work.questionnaire.marking else []
    made += [
        ("title", _("Please check your answers")),
        ("name", f"{work.questionnaire.title} ({work.questionnaire.ref}) · {work.recipient.name}"),
        ("text", asked), ("text", file), ("text", how),
    ]  # fmt: skip
    if work.contact:
        made.append(("text", _("Questions? {contact}").format(contact=work.contact)))
    return [*made, ("code", code_line(work.code))]


def note(ask: Ask) -> str:
    """Stands beside the cell."""
    return _("◀ Please check: {asked}").format(asked=ask.asked)


def heads() -> tuple[str, ...]:
    return _("Sheet"), _("Cell"), _("Question"), _("You wrote"), _("What we ask")
