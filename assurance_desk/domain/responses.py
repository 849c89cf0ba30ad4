"""What the body answered to a recommendation: its versions, how far each has come, and who has signed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import short_date
from assurance_desk.texts import _, later, plural

NOT_STATED = "not stated in the published response"
ACCEPTED, PARTLY, NOT_ACCEPTED = "accepted", "partly accepted", "not accepted"
ACCEPTANCES = (NOT_STATED, ACCEPTED, PARTLY, NOT_ACCEPTED)
NEEDS_REASON = (PARTLY, NOT_ACCEPTED)
DRAFT, COMMENT, BY_PARTNERS, AGREED, EMBARGOED, PUBLISHED = (
    "draft", "agency comment", "signed by partners", "agreed", "embargoed", "published",
)  # fmt: skip
RESPONSE_STATUSES = (DRAFT, COMMENT, BY_PARTNERS, AGREED, EMBARGOED, PUBLISHED)
ALL_HAVE_SIGNED = (BY_PARTNERS, AGREED, EMBARGOED, PUBLISHED)
"""Statuses that say every partner stands behind the words."""
AWAITED, SIGNED, REFUSED = later("awaited"), later("signed"), later("refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """``text`` is verbatim, typing errors included; ``heading`` is how the paper introduced it.

    A version follows the one of ``follows_id``; its words may be changed only while it is a draft. ``unsigned_reason``
    says why it went on although a named partner had not signed.
    """

    id: str
    recommendation_id: str
    text: str
    heading: str = "Response"
    acceptance: str = NOT_STATED
    reason: str = ""
    version: int = 1
    status: str = PUBLISHED
    forum: str = ""
    agreed_on: date | None = None
    follows_id: str | None = None
    unsigned_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One named partner of one version. ``partner`` is its name as it was then, ``role`` who signed for it.

    ``on`` is the day it signed or refused; ``note`` what it said.
    """

    id: str
    response_id: str
    partner: str
    organisation_id: str | None = None
    role: str = ""
    state: str = AWAITED
    on: date | None = None
    note: str = ""
    position: int = 0


def is_draft(response: object) -> bool:
    """Whether its words may still be changed."""
    return isinstance(response, Response) and response.status == DRAFT


def latest(responses: Iterable[Response]) -> list[Response]:
    """Those that no later version follows: what the register shows."""
    every = list(responses)
    followed = {one.follows_id for one in every}
    return [one for one in every if one.id not in followed]


def versions_of(response: Response, responses: Iterable[Response]) -> list[Response]:
    """It and every version before it, the newest first."""
    by_id = {one.id: one for one in responses}
    found = [response]
    while (before := by_id.get(found[-1].follows_id or "")) is not None and before not in found:
        found.append(before)
    return found


def to_quote(responses: Iterable[Response]) -> list[Response]:
    """What a paper quotes: of each response the latest published wording, else the latest there is."""
    every = list(responses)
    found = []
    for one in latest(every):
        versions = versions_of(one, every)
        found.append(next((each for each in versions if each.status == PUBLISHED), one))
    return found


def unsigned(signatures: Iterable[Signature]) -> list[str]:
    """The named partners that have not signed."""
    return [one.partner for one in signatures if one.state != SIGNED]


def signed_words(signatures: Sequence[Signature]) -> str:
    """Such as: signed by 2 of 3; signed by all 3; or nothing where no partner is named."""
    if not signatures:
        return ""
    count = sum(one.state == SIGNED for one in signatures)
    if count == len(signatures):
        return plural("signed by the one partner named", "signed by all {n}", count)
    return _("signed by {n} of {all}").format(n=count, all=len(signatures))


def facts(response: Response, signatures: Sequence[Signature], status: str) -> str:
    """One line: Version 2 · draft · Board, 14 Jan 2019 · signed by 2 of 3. ``status`` is its word."""
    agreed = ", ".join(
        part
        for part in (response.forum, short_date(response.agreed_on) if response.agreed_on else "")
        if part
    )
    parts = (
        _("Version {n}").format(n=response.version),
        status,
        agreed,
        signed_words(signatures),
    )
    return " · ".join(part for part in parts if part)


def listed(names: Sequence[str]) -> str:
    """Such as: the council, the police and the CCG."""
    if len(names) < 2:
        return "".join(names)
    return _("{those} and {last}").format(those=", ".join(names[:-1]), last=names[-1])
