"""The tray's lines, in their groups."""

from __future__ import annotations

from assurance_desk.domain.dates import MONTHS
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import names_hold, returns_view, updates_view
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_view import (
    ASKED_BACK,
    DECIDE,
    NOT_OURS,
    NOT_RETURNED,
    TAKEN_IN,
    TrayLine,
)
from assurance_desk.services.updates_view import DECIDE_UPDATES, NO_UPDATE, TAKEN_UPDATES
from assurance_desk.texts import _
from assurance_desk.ui.list_row import ListRow

STOPPED = "stopped"


def in_groups(desk: Desk, asked: Questionnaire | None) -> list[TrayLine]:
    """Returns of the questionnaire and updates on actions; what is nobody's is shown once there is either."""
    updates, stopped = updates_view.lines(desk), _stopped(desk)
    if asked is None:
        return [*stopped, *updates, *returns_view.strangers(desk)] if updates or stopped else []
    return [*stopped, *returns_view.tray(desk, asked), *updates]


def _stopped(desk: Desk) -> list[TrayLine]:
    words = _("seems to name a child")
    return [
        TrayLine(one.id, STOPPED, "", one.read.name, words, words, one.read.received_on)
        for one in names_hold.held(desk)
    ]


def told_sum(lines: list[TrayLine]) -> str:
    """What became of every cell that came, of all returns together."""
    to_take, to_confirm = (sum(line.to_take for line in lines), sum(line.to_confirm for line in lines))
    parts = [
        _("{n} taken in").format(n=f"{sum(line.taken for line in lines):,}"),
        _("{n} to confirm").format(n=f"{to_confirm:,}") if to_confirm else "",
        _("{n} to take in").format(n=f"{to_take:,}") if to_take else "",
        _("{n} to decide").format(n=f"{sum(line.to_decide for line in lines):,}"),
        _("{n} lost").format(n=f"{sum(line.lost for line in lines):,}"),
    ]
    return ", ".join(part for part in parts if part)


def list_rows(lines: list[TrayLine]) -> list[ListRow]:
    titles = {
        STOPPED: _("Stopped, nothing stored"),
        DECIDE: _("To take in or decide"),
        DECIDE_UPDATES: _("Updates on actions to take in or decide"),
        ASKED_BACK: _("Asked again, not back yet"),
        TAKEN_IN: _("Taken in"),
        TAKEN_UPDATES: _("Updates on actions taken in"),
        NOT_RETURNED: _("Not returned"),
        NO_UPDATE: _("Asked for an update, no answer"),
        NOT_OURS: _("Not tied to a return"),
    }
    made: list[ListRow] = []
    for group, title in titles.items():
        members = [line for line in lines if line.group == group]
        if members:
            made.append(ListRow(id=f"group {group}", heading=f"{title}: {len(members)}"))
        made += [
            ListRow(
                id=line.id, ref=line.ref, title=line.name, sub=line.words, waits=line.waits, strong=False,
                right=f"{line.on.day} {MONTHS[line.on.month - 1][:3]}" if line.on else "",
            )
            for line in members
        ]  # fmt: skip
    return made
