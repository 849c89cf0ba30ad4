"""The schedule of chasing a new workbook has, with the wording of each step; every field of it is filled for each recipient."""

from __future__ import annotations

from typing import Final

from assurance_desk.domain.chasing import CALL, EMAIL, LETTER, NAMED, REMINDER, ChasingStep
from assurance_desk.domain.mail_fields import FIELDS
from assurance_desk.texts import later

CHASE_FIELDS: Final = (*FIELDS, "first due", "days late", "last step", "chair", "today")
"""What the wording of a step may name."""

_FROM = "{business manager}\n{body}\nTelephone: {telephone}"
_REMINDER = (
    "Dear {contact},\n\nThis is a reminder that the return of {organisation} to “{title}” ({reference}) is due on {due}.\n\n"
    "If it is on its way, thank you: there is nothing more to do. If something stands in its way, please tell us what it "
    "is, and we will help. The questionnaire goes with this message once more.\n\n" + _FROM
)
_CHASER = (
    "Dear {contact},\n\nThe return of {organisation} to “{title}” ({reference}) was due on {due} and has not reached us.\n\n"
    "The questionnaire goes with this message once more. Please send it as it is, or tell us by which day it will come. If it has been sent, please send it again: it may have "
    "been held back on its way.\n\n" + _FROM
)
_CALL = (
    "Ask for: {contact}\nRole: {role}\n\nSay: the return of {organisation} to “{title}” was due on {due}. We wrote before. What "
    "stands in its way, and by which day will it come? The next step is a letter from the Chair."
)
_LETTER = (
    "Dear {contact},\n\nOn behalf of the {body} I write about “{title}” ({reference}). The return of {organisation} was due "
    "on {due}, and my office has reminded you since.\n\nThe questionnaire follows from a recommendation to every "
    "organisation that was asked. Without your return the findings cannot speak for the people you serve, and our report "
    "will say that it is missing.\n\nI ask you to see to it that the return reaches us within ten working days, or to "
    "tell me in writing why it cannot.\n\nYours sincerely,\n\n{chair}\nChair, {body}"
)
_NAMED = "{organisation} has sent no return to “{title}”, due {due}. Last: {last step}."

DEFAULTS: Final[tuple[ChasingStep, ...]] = (
    ChasingStep(
        id=REMINDER, name=later("reminder"), kind=EMAIL, days=-10, subject="{title}: your return is due {due}",
        wording=_REMINDER, position=0,
    ),
    ChasingStep(
        id="chaser", name=later("chaser"), kind=EMAIL, days=2, subject="{title}: your return has not come",
        wording=_CHASER, position=1,
    ),
    ChasingStep(id="call", name=later("call"), kind=CALL, days=7, wording=_CALL, position=2),
    ChasingStep(
        id="letter", name=later("letter from the Chair"), kind=LETTER, days=15,
        subject="{title}: return of {organisation}", wording=_LETTER, position=3,
    ),
    ChasingStep(id="named", name=later("named to the meeting"), kind=NAMED, days=15, wording=_NAMED, position=4),
)  # fmt: skip
"""DOMAIN: ten working days before; two, seven and fifteen after; then named."""
