"""What can be told of a return as it stands: the step that is due first, then the rest."""

from __future__ import annotations

from collections.abc import Callable

from assurance_desk.domain.chasing import CALL, EMAIL, LETTER
from assurance_desk.services import chase_fields, chasing, message_recipients, message_states, replies_changes
from assurance_desk.services.desk import Desk
from assurance_desk.services.replies import BOUNCED, NOT_SENT, Reply
from assurance_desk.texts import _
from assurance_desk.ui.pages.returns_reply_form import Ask

Draft = Callable[[Reply], object]


def asks(desk: Desk, one: Reply, draft: Draft) -> list[Ask]:
    """``draft`` is what drafts the message that is due."""
    made: list[Ask] = []
    if one.open:
        made = [*_step(desk, one, draft), _call(desk, one), *_changes(desk, one)]
        if one.step and one.step.step.kind == CALL:
            made.insert(0, made.pop([ask.key for ask in made].index("call")))
    elif one.state in (BOUNCED, NOT_SENT):
        made.append(
            Ask("sent", _("Mark it as sent"), "check", "", (),
                lambda _told: message_states.mark_sent(desk, [one.id]))
        )  # fmt: skip
    if replies_changes.can_take_back(one.record):
        what = _("Take back: {what}").format(what=_(replies_changes.last_said(one.record)))
        made.append(
            Ask("back", what, "undo-2", "", (), lambda _told: replies_changes.take_back(desk, one.record))
        )
    return made


def _step(desk: Desk, one: Reply, draft: Draft) -> list[Ask]:
    """The step that is due, where it is no call: to be drafted, marked as sent, or noted as done."""
    waiting, due = one.draft, one.step.step if one.step else None
    made: list[Ask] = []
    if waiting:
        sent = _("Mark the {step} as sent").format(step=_(waiting.how))
        made.append(Ask("sent", sent, "check", "", (), lambda _told: chasing.mark_sent(desk, [waiting])))
    if due and due.drafted:
        words = {
            (EMAIL, False): _("Draft the e-mail"), (EMAIL, True): _("Draft the e-mail again"),
            (LETTER, False): _("Draft the letter"), (LETTER, True): _("Draft the letter again"),
        }[due.kind, waiting is not None]  # fmt: skip
        icon = "mail" if due.kind == EMAIL else "file-text"
        made.append(Ask("draft", words, icon, "", (), lambda _told: draft(one)))
    if waiting:
        gone = _("Take the draft back")
        made.append(Ask("undraft", gone, "undo-2", "", (), lambda _told: chasing.drop_draft(desk, waiting)))
    elif due and due.kind != CALL:
        note = (("note", _("Note"), _("Anything to add to the log")),)
        words = _("Log it as done: {step}").format(step=_(due.name))
        made.append(
            Ask("done", words, "check", _("Log it"), note,
                lambda told: chasing.log(desk, [one.record], due, told["note"]))
        )  # fmt: skip
    return made


def _call(desk: Desk, one: Reply) -> Ask:
    """At any time; where a call is due it is that step."""
    who = message_recipients.of_return(desk, one.record).contact
    fields = (
        ("who", _("With whom"), chase_fields.who_words(who) if who else _("Whom you spoke with")),
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
