"""What goes with a questionnaire in words: why it may be asked, how answers are used, who signs off, the message itself.

What nobody wrote is ours, and says the law of the day it is asked on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.mail_fields import check_fields, filled
from assurance_desk.domain.organisations import body_word
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.texts import _

ON_THE_COVER: Final = ("legal_basis", "privacy_notice", "sign_off_role")
"""Printed in the workbook too: fixed once it has been issued."""
IN_THE_MESSAGE: Final = ("covering_subject", "covering_text")
WORDS: Final = (*ON_THE_COVER, *IN_THE_MESSAGE)
_BOARD: Final = "Board"
_UK_GDPR_FROM: Final = date(2021, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a message says of the one it goes to."""

    organisation: str
    service: str = ""
    contact: str = ""
    role: str = ""
    code: str = ""
    file_name: str = ""
    due_on: date | None = None
    marking: str = ""


def usual(of: Questionnaire, today: date) -> Mapping[str, str]:
    """Our own words for each of ``WORDS``."""
    word = body_word(of.body, of.body_word)
    day = of.issued_on or today
    return {
        "legal_basis": _law(word),
        "privacy_notice": _privacy(word, day),
        "sign_off_role": _("a director or the senior lead for safeguarding"),
        "covering_subject": _("{title}: please return by {due}") if of.due_on else _("{title}"),
        "covering_text": _text(due=of.due_on is not None),
    }


def settled(of: Questionnaire, today: date) -> Questionnaire:
    """With our words where nobody wrote any."""
    return _with_ours(of, today, WORDS)


def printed_words(of: Questionnaire, today: date) -> Questionnaire:
    """As it is issued: what its cover prints is fixed from then on."""
    return _with_ours(of, today, ON_THE_COVER)


def unsettled(of: Questionnaire) -> Questionnaire:
    """As a new version begins: our words are not carried on, since the law may have changed; anyone else's are."""
    if of.issued_on is None:
        return of
    ours = usual(of, of.issued_on)
    changes: dict[str, Any] = {name: "" for name in ON_THE_COVER if getattr(of, name) == ours[name]}
    return replace(of, **changes)


def _with_ours(of: Questionnaire, today: date, names: Sequence[str]) -> Questionnaire:
    ours = usual(of, today)
    changes: dict[str, Any] = {name: getattr(of, name) or ours[name] for name in names}
    return replace(of, **changes)


def check(name: str, typed: str) -> None:
    """Whether it can be filled in for every recipient.

    Raises:
        UnknownFieldError: a field in curly brackets is none we know.
    """
    if name in IN_THE_MESSAGE:
        check_fields(typed)


def fields(of: Questionnaire, to: Copy) -> dict[str, str]:
    """What each field stands for, for one recipient; ``of`` is ``settled``."""
    due = to.due_on or of.due_on
    return {
        "organisation": to.organisation,
        "service": to.service,
        "contact": to.contact or _("colleague"),
        "role": to.role,
        "title": of.title,
        "reference": of.ref,
        "due": long_date(due) if due else "",
        "body": of.body or _("The {word}").format(word=body_word(of.body, of.body_word)),
        "business manager": of.contact_who,
        "e-mail": of.contact_email,
        "telephone": of.contact_phone,
        "legal basis": of.legal_basis,
        "privacy notice": of.privacy_notice,
        "sign-off role": of.sign_off_role,
        "return code": to.code,
        "file name": to.file_name,
        "marking": to.marking,
    }


def message(of: Questionnaire, to: Copy, today: date) -> tuple[str, str]:
    """Subject, without its marking, and text.

    Raises:
        UnknownFieldError: a field in curly brackets is none we know.
    """
    whole = settled(of, today)
    values = fields(whole, to)
    return filled(whole.covering_subject, values), filled(whole.covering_text, values)


def _law(word: str) -> str:
    if word == _BOARD:
        return _(
            "Section 11 of the Children Act 2004 asks the bodies it names to safeguard and promote the welfare of "
            "children. Under section 14B of the Act a Safeguarding Children Board may ask any person or body for the "
            "information its work needs."
        )
    return _(
        "Section 11 of the Children Act 2004 asks the bodies it names to safeguard and promote the welfare of children. "
        "Under section 16H of the Act safeguarding partners may ask any person or body for the information their work "
        "needs, as Working Together to Safeguard Children explains."
    )


def _privacy(word: str, day: date) -> str:
    law = _("UK GDPR") if day >= _UK_GDPR_FROM else _("GDPR")
    return _(
        "What you send is used for this questionnaire and the {word}’s report on it, and is kept under the {word}’s "
        "retention schedule. Where it says something of a person, it is used as a task in the public interest (Article "
        "6(1)(e) of the {law}). Please do not name tenants, children or staff: job titles are enough."
    ).format(word=word, law=law)


def _text(*, due: bool) -> str:
    """``due``: whether there is a day to send it back by."""
    back = _("Please send it back approved by {sign-off role}.")
    if due:
        back = _("Please send it back by {due}, approved by {sign-off role}.")
    return "\n\n".join((
        _("Dear {contact},"),
        _(
            "{body} asks {organisation} to fill in the questionnaire attached, “{title}”. The copy is made for you and "
            "cannot stand in for another’s."
        ),
        _("This copy is for {service}."),
        back,
        _("Legal basis: {legal basis}"),
        _("Privacy: {privacy notice}"),
        _("You do not need to have finished to ask us anything: write to {e-mail}.") + "\n" + _("Telephone: {telephone}"),
        _("{business manager}"),
    ))  # fmt: skip
