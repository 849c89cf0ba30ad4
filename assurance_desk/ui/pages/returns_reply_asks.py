"""What can be told of a return as it stands: the step that is due first, then the rest."""

from __future__ import annotations

from assurance_desk.domain.chasing import CALL
from assurance_desk.services import addressing, chasing, replies_changes
from assurance_desk.services.desk import Desk
from assurance_desk.services.replies import Reply
from assurance_desk.texts import _
from assurance_desk.ui.pages.returns_reply_form import Ask


def asks(desk: Desk, one: Reply) -> list[Ask]:
    made = [*_done(desk, one), _call(desk, one), *_changes(desk, one)] if one.open else []
    if replies_changes.can_take_back(one.record):
        what = _("Take back: {what}").format(what=_(replies_changes.last_said(one.record)))
        made.append(
            Ask("back", what, "undo-2", "", (), lambda _told: replies_changes.take_back(desk, one.record))
        )
    return made


def _done(desk: Desk, one: Reply) -> list[Ask]:
    """The step that is due, where it is no call, to be noted as done; or its draft, as sent."""
    step = one.step.step if one.step else None
    if one.draft:
        step = chasing.step_of(desk, one.draft)
    if step is None or step.kind == CALL:
        return []
    words = _("Log it as done: {step}") if not one.draft else _("Mark the {step} as sent")
    note = (("note", _("Note"), _("Anything to add to the log")),)
    ready = step
    return [
        Ask(
            "done", words.format(step=_(step.name)), "check", _("Log it"), note if not one.draft else (),
            lambda told: chasing.log(desk, [one.record], ready, told.get("note", "")),
        )
    ]  # fmt: skip


def _call(desk: Desk, one: Reply) -> Ask:
    """At any time; where a call is due it is that step."""
    who = addressing.of_return(desk, one.record)
    fields = (
        ("who", _("With whom"), addressing.words(who) if who else _("Whom you spoke with")),
        ("note", _("What was said"), _("What was said")),
    )
    return Ask(
        "call", _("Record a call"), "phone", _("Record the call"), fields,
        lambda told: chasing.record_call(desk, one.record, told["note"], told["who"]),
    )  # fmt: skip


def _changes(desk: Desk, one: Reply) -> list[Ask]:
    record = one.record
    why = (("reason", _("Why"), _("Why, as the papers will say it")),)
    until = ("until", _("Until"), _("Until which day"))
    return [
        Ask("extend", _("Give more time"), "calendar-days", _("Give more time"), (until, *why),
            lambda told: replies_changes.extend(desk, record, told["until"], told["reason"])),
        Ask("decline", _("Note that it declined"), "user-x", _("Note that it declined"), why,
            lambda told: replies_changes.decline(desk, record, told["reason"])),
        Ask("exempt", _("Let it off"), "circle-check", _("Let it off"), why,
            lambda told: replies_changes.exempt(desk, record, told["reason"])),
        Ask("bounced", _("Note that the message came back"), "mail", "", (),
            lambda _told: replies_changes.bounced(desk, record)),
    ]  # fmt: skip
