"""The wording of a step of chasing, filled in for one return."""

from __future__ import annotations

from assurance_desk.domain.calendar import working_days_between
from assurance_desk.domain.chasing import ChasingStep
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.mail_fields import filled
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import chase_fields, embargo, message_recipients, working_days
from assurance_desk.services.desk import Desk
from assurance_desk.services.replies import Reply
from assurance_desk.texts import _


def for_step(desk: Desk, asked: Questionnaire, one: Reply, step: ChasingStep) -> tuple[str, str]:
    """What one recipient would be told: subject and text.

    Raises:
        DeskError: the wording names a field we do not know.
    """
    base = chase_fields.Base(desk, asked, embargo.marking(desk, asked))
    return filled_for(desk, base, one, step, message_recipients.of_return(desk, one.record).contact)


def filled_for(
    desk: Desk, base: chase_fields.Base, one: Reply, step: ChasingStep, to: Contact | None
) -> tuple[str, str]:
    """As ``for_step``, for many of one questionnaire."""
    last, late = one.last, 0
    if one.record.due_on:
        late = working_days_between(one.record.due_on, desk.clock.today(), working_days.closures(desk))
    fields = base.of(one.record, to) | {
        "days late": str(max(0, late)),
        "last step": f"{_(last.how)}, {long_date(last.on)}" if last else "",
    }
    return filled(step.subject, fields), filled(step.wording, fields)
