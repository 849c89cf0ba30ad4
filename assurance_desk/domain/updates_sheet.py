"""Where everything stands in an update workbook: one source for the writer and for the finder of answers."""

from __future__ import annotations

from typing import Final

from assurance_desk.domain.actions import DELIVERY_MEANINGS
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisations import body_word
from assurance_desk.domain.updates import (
    DATE,
    EVIDENCE,
    PROGRESS,
    REASON,
    STATE,
    UpdateAction,
    UpdateCopy,
    UpdateRequest,
    state_words,
)
from assurance_desk.texts import _

COVER, ACTIONS, LISTS = "Cover", "Actions", "Lists"
HEAD_ROW, FIRST_ROW = 4, 5
REVIEW, REF, TEXT, DUE, DELIVERY = "review", "ref", "text", "due", "delivery"
HEADS: Final[dict[str, str]] = {
    REVIEW: "Review",
    REF: "Ref",
    TEXT: "What was promised",
    DUE: "Due",
    DELIVERY: "State last known to us",
    PROGRESS: "Progress since we last heard",
    STATE: "State you propose",
    EVIDENCE: "Evidence you hold",
    DATE: "New date you propose",
    REASON: "Reason for a new date",
}
"""Not translated: a file that comes back is read by them. Column A is the first."""
KEYS: Final = tuple(HEADS)
WIDTHS: Final = (12.0, 8.0, 38.0, 13.0, 17.0, 46.0, 20.0, 32.0, 14.0, 28.0)
MARK_COLUMN: Final = len(KEYS) + 2
"""1-based; hidden. One empty column keeps it clear of what is pasted beside the table."""
MARK_HEAD = "Assurance Desk marks"


def column_of(key: str) -> int:
    """1-based."""
    return KEYS.index(key) + 1


def locked(line: UpdateAction) -> dict[str, str]:
    """What stands in the cells of an action that are not to be filled in."""
    return {
        REVIEW: line.review,
        REF: line.ref,
        TEXT: line.text,
        DUE: line.due,
        DELIVERY: line.state or state_words(line.delivery, DELIVERY_MEANINGS.get(line.delivery, "")),
    }


def title(copy: UpdateCopy) -> str:
    return _("Update on actions led by {name}").format(name=copy.name)


def hint() -> str:
    return _("Fill in the tinted cells only. Leave a cell blank where there is nothing to say.")


def facts(request: UpdateRequest, copy: UpdateCopy) -> list[tuple[str, str]]:
    """Label and words, as they stand on the cover."""
    found = [
        (_("Send it back by"), long_date(request.due_on) if request.due_on else ""),
        (_("Send it to"), request.contact_email),
        (_("For the attention of"), request.contact_who),
        (_("Questions?"), request.contact_phone),
        (_("Asked on"), long_date(request.asked_on)),
        (_("Your return code"), copy.code),
    ]
    return [(label, words) for label, words in found if words]


def why(request: UpdateRequest) -> str:
    if request.words.strip():
        return request.words.strip()
    asked = _(
        "The {body} keeps a register of what was promised after its reviews. These actions are led by your organisation "
        "and are still open. Please tell us how far each one has come, in your own words, and what you hold that shows it."
    )
    return asked.format(body=body_word(request.body, request.body_word))


def steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Yellow bar at the top?"), _("Press Enable Editing. Then save this file in a folder of your own.")),
        (_("Go to the sheet Actions."), _("There is one row for each action. Fill in the tinted cells only.")),
        (_("Say what happened, and what changed."), _("“No change” is an answer. Say what stands in the way.")),
        (_("Evidence you hold:"), _("Name it; send it with this file if you can. We record it as claimed until we have seen it.")),
        (_("Need more time?"), _("Propose a date, such as 31/10/2019, and say why. The date changes only once we agree.")),
        (_("Send the file back."), _("E-mail us this file as it is. Please do not copy the rows into another one.")),
    )  # fmt: skip


def privacy(request: UpdateRequest) -> tuple[str, str]:
    return (
        _(
            "Do not name children, families or staff anywhere in this file: job titles are enough. What you send is used "
            "for the {body}’s register and its reports, and is kept under the {body}’s retention schedule."
        ).format(body=body_word(request.body, request.body_word)),
        _(
            "So that we can read your answers back, the sheet Actions has a hidden column and the file has one hidden "
            "sheet. They hold references, your return code and the list to choose from, and nothing else."
        ),
    )


LIST_HEAD = "The wording of the list to choose from. Nothing else is kept here."


def cover_title() -> str:
    return _("Update on actions")


def cover_heads() -> tuple[str, str, str, str]:
    return _("Why we ask"), _("How to fill it in"), _("What the states mean"), _("Privacy")
