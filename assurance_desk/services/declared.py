"""What follows when an action's delivery is declared anew: a dated note that stays, and its impact reviews."""

from __future__ import annotations

from assurance_desk.domain.actions import Action, ProgressNote
from assurance_desk.domain.ids import new_id
from assurance_desk.services import impact
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


def follow(desk: Desk, now: Action, new: Action, *, noted: bool = False) -> None:
    """Inside a step. ``noted``: a progress note of this step says it already.

    The fact beside the state is one line that the next one takes the place of; its note keeps it, with its day.
    """
    if not noted and (now.delivery, now.delivery_note) != (new.delivery, new.delivery_note):
        rows.put(desk.db, _note(desk, now, new))
    impact.follow(desk, now, new)


def _note(desk: Desk, now: Action, new: Action) -> ProgressNote:
    fact = new.delivery_note if new.delivery_note != now.delivery_note else ""
    if fact:
        text = fact
    elif new.delivery != now.delivery:
        text = _("Set to {state}").format(state=_(new.delivery))
    else:
        text = _("“{fact}” no longer holds").format(fact=now.delivery_note)
    return ProgressNote(
        id=new_id(),
        action_id=new.id,
        on=desk.clock.today(),
        text=text,
        delivery=new.delivery if new.delivery != now.delivery else "",
        fact=fact,
        declared=True,
    )
