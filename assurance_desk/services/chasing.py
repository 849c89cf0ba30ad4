"""Chasing what has not come: which step is due for a return, and the log of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assurance_desk.domain import chasing, chasing_defaults
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.chasing import CALL, NAMED, ChasingStep, Due
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.domain.returns import DRAFTED, ISSUED, SENT, Chaser, Return
from assurance_desk.services import working_days
from assurance_desk.services.body import body_word
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import chasing as lists
from assurance_desk.texts import _, later, plural


def all_steps(desk: Desk) -> tuple[ChasingStep, ...]:
    """Retired ones too; the built-in schedule until an officer edited it."""
    return desk.once(
        "chasing steps", lambda: tuple(rows.find(desk.db, ChasingStep)) or chasing_defaults.DEFAULTS
    )


def schedule(desk: Desk) -> tuple[ChasingStep, ...]:
    """The steps as they follow each other."""
    return chasing.in_order(all_steps(desk))


def step_of(desk: Desk, one: Chaser) -> ChasingStep | None:
    """Which step a line of the log was."""
    step_id = one.step_id or chasing.step_id_of(one.how)
    return next((step for step in all_steps(desk) if step.id == step_id), None)


def due_step(desk: Desk, due: date | None, log: Sequence[Chaser]) -> Due | None:
    """The step due today for a return due on a day, after what the log says was done; None where none is."""
    if due is None:
        return None
    return chasing.next_step(schedule(desk), *_stands(desk, due, log))


def coming_step(desk: Desk, due: date | None, log: Sequence[Chaser]) -> Due | None:
    """The step that will be due next."""
    if due is None:
        return None
    return chasing.coming_step(schedule(desk), *_stands(desk, due, log))


_Stands = tuple[chasing.Place | None, date, date, Sequence[Closure], date | None]


def _stands(desk: Desk, due: date, log: Sequence[Chaser]) -> _Stands:
    """How far it was chased, the days that count, and when a letter went."""
    steps = {one.id: one for one in all_steps(desk)}
    shut = working_days.closures(desk)
    return chasing.reached(log, steps), due, desk.clock.today(), shut, chasing.letter_on(log, steps)


def of_return(desk: Desk, record: Return) -> Due | None:
    """The step due for a return nothing came for; None for one that came, waits still, was not sent yet, or
    whose round is closed.
    """
    if record.state != ISSUED or record.received_on is not None or record.not_sent:
        return None
    asked = rows.one(desk.db, Questionnaire, id=record.questionnaire_id)
    if asked is not None and asked.status == CLOSED:
        return None
    return due_step(desk, record.due_on, log_of(desk, record))


def log_of(desk: Desk, record: Return) -> list[Chaser]:
    """What was done about a return, in order."""
    return rows.find(desk.db, Chaser, return_id=record.id, order="on")


def logs(desk: Desk, questionnaire_id: str) -> dict[str, list[Chaser]]:
    """By return, of all returns of a questionnaire."""
    return desk.once(f"chasers {questionnaire_id}", lambda: lists.logs(desk.db, questionnaire_id))


def words(desk: Desk, step: ChasingStep) -> str:
    """What is to be done, as a heading: Send the Chair’s letter."""
    if step.kind == NAMED:
        word = desk.once("body word", lambda: body_word(desk))
        return _("Name it to the {body}").format(body=word)
    built_in = {
        "reminder": _("Send a reminder"), "chaser": _("Send a chaser"), "call": _("Ring the lead officer"),
        "letter": _("Send the Chair’s letter"),
    }  # fmt: skip
    if step in chasing_defaults.DEFAULTS or (step.id in built_in and step.name == _named(step.id)):
        return built_in[step.id]
    if step.kind == CALL:
        return _("Ring: {step}").format(step=step.name)
    return _("Send: {step}").format(step=step.name)


def _named(step_id: str) -> str:
    return next(one.name for one in chasing_defaults.DEFAULTS if one.id == step_id)


def log(
    desk: Desk, records: Sequence[Return], step: ChasingStep, note: str = "", who: str = ""
) -> list[Chaser]:
    """A step that was taken today about these returns; a draft of it that waited is now sent."""
    today = desk.clock.today()
    made: list[Chaser] = []
    for record in records:
        draft = draft_of(desk, record, step)
        fresh = Chaser(id=new_id(), return_id=record.id, on=today, how=step.name, step_id=step.id)
        made.append(
            replace(
                draft or fresh,
                on=today,
                state=SENT,
                note=" ".join(note.split()) or (draft.note if draft else ""),
                who=" ".join(who.split()) or (draft.who if draft else ""),
            )
        )
    with desk.step(_("Log {how} about {name}").format(how=_(step.name), name=about(records))):
        rows.put_many(desk.db, made)
    return made


def record_call(desk: Desk, record: Return, note: str, who: str = "") -> Chaser:
    """What was said in a call, and by whom. Where a call is due it is that step; at any other time it is none.

    Raises:
        DeskError: nothing was said.
    """
    said = " ".join(note.split())
    if not said:
        raise EmptyFieldError(_("What was said"))
    due = of_return(desk, record)
    step = due.step if due and due.step.kind == CALL else None
    made = Chaser(
        id=new_id(),
        return_id=record.id,
        on=desk.clock.today(),
        how=step.name if step else later("call"),
        step_id=step.id if step else chasing.OUTSIDE,
        note=said,
        who=" ".join(who.split()),
    )
    with desk.step(_("Record a call about {name}").format(name=record.name)):
        rows.put(desk.db, made)
    return made


def mark_sent(desk: Desk, drafts: Sequence[Chaser]) -> None:
    """These messages have left the mail program, or the office: they move the schedule on."""
    today = desk.clock.today()
    label = plural("Mark {n} message as sent", "Mark {n} messages as sent", len(drafts))
    if len(drafts) == 1:
        how, whose = _(drafts[0].how), rows.get(desk.db, Return, drafts[0].return_id).name
        label = _("Mark the {how} to {name} as sent").format(how=how, name=whose)
    with desk.step(label):
        rows.put_many(desk.db, [replace(one, on=today, state=SENT) for one in drafts])


def drop_draft(desk: Desk, draft: Chaser) -> None:
    """It will not be sent after all."""
    with desk.step(_("Take back the draft of {how}").format(how=_(draft.how))):
        rows.remove(desk.db, draft)


def draft_of(desk: Desk, record: Return, step: ChasingStep | None = None) -> Chaser | None:
    """The message about a return that was drafted and not sent: of this step, or of any."""
    found = [one for one in log_of(desk, record) if one.state == DRAFTED]
    return next((one for one in reversed(found) if step is None or one.step_id == step.id), None)


def about(records: Sequence[Return]) -> str:
    """The name of the one, or how many."""
    return records[0].name if len(records) == 1 else plural("{n} return", "{n} returns", len(records))
