"""Chasing what has not come: which step is due for a return, and the log of what was done."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain import chasing
from assurance_desk.domain.chasing import Step
from assurance_desk.domain.field_errors import UnknownChoiceError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.returns import ISSUED, Chaser, Return
from assurance_desk.services import working_days
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_word
from assurance_desk.store import rows
from assurance_desk.texts import _


def due_step(desk: Desk, due: date | None, last: str) -> Step | None:
    """The step due today for a return due on a day, whose last logged step was ``last``; None where none is."""
    if due is None:
        return None
    return chasing.next_step(due, last, desk.clock.today(), working_days.closures(desk))


def of_return(desk: Desk, record: Return) -> Step | None:
    """The step due for a return nothing came for; None for one that came, or waits still."""
    if record.state != ISSUED or record.received_on is not None:
        return None
    done = log_of(desk, record)
    return due_step(desk, record.due_on, done[-1].how if done else "")


def log_of(desk: Desk, record: Return) -> list[Chaser]:
    """What was done about a return, in order."""
    return rows.find(desk.db, Chaser, return_id=record.id, order="on")


def words(desk: Desk, at: int) -> str:
    """What is to be done, as a heading: Send the Chair’s letter."""
    return (
        _("Send a reminder"), _("Send a chaser"), _("Ring the lead officer"), _("Send the Chair’s letter"),
        _("Name it to the {body}").format(body=body_word(desk)),
    )[at]  # fmt: skip


def log(desk: Desk, record: Return, at: int, note: str = "") -> Chaser:
    """A step that was taken today.

    Raises:
        DeskError: it is no step we know.
    """
    if not 0 <= at < len(chasing.HOWS):
        raise UnknownChoiceError(_("How"), str(at), chasing.HOWS)
    made = Chaser(
        id=new_id(),
        return_id=record.id,
        on=desk.clock.today(),
        how=chasing.HOWS[at],
        note=" ".join(note.split()),
    )
    with desk.step(_("Log {how} about {name}").format(how=_(made.how), name=record.name)):
        rows.put(desk.db, made)
    return made
