"""A response: its versions, how far each has come, and the partners who sign it. One step each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.response_rules import (
    FollowedError,
    NoDraftError,
    check_acceptance,
    check_next,
    check_status,
    check_words,
)
from assurance_desk.domain.responses import (
    AWAITED,
    DRAFT,
    PUBLISHED,
    REFUSED,
    SIGNED,
    Response,
    Signature,
    versions_of,
)
from assurance_desk.domain.responses import facts as facts_of
from assurance_desk.domain.vocabularies import RESPONSE_STATUS
from assurance_desk.domain.wording import without_emphasis
from assurance_desk.errors import DeskError
from assurance_desk.services import embargo, organisations, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.publication import publication_due
from assurance_desk.services.records_base import current, organisation_lookup
from assurance_desk.store import rows
from assurance_desk.texts import _

__all__ = [
    "Story", "accept", "add_response", "check_edit", "discard", "facts", "move", "name_partner", "new_version", "publication_due",
    "refuse", "sign", "signatures", "story", "take_back", "unname",
]  # fmt: skip


class AlreadyNamedError(DeskError):
    def __init__(self, partner: str) -> None:
        super().__init__(
            _("“{partner}” is named already, so nothing was changed. Record what it says.").format(
                partner=partner
            )
        )


class SignedLaterError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _("{day} is still to come, so nothing was recorded. Give the day it was signed.").format(
                day=long_date(day)
            )
        )


class AnsweredError(DeskError):
    def __init__(self, signature: Signature) -> None:
        super().__init__(
            _(
                "{partner} has {state} this version, so it stays named. Take its answer back first, if it never gave one."
            ).format(partner=signature.partner, state=_(signature.state))
        )


@dataclass(frozen=True, slots=True)
class Story:
    """A response with every version, the newest first, and the partners named for each by its id."""

    response: Response
    versions: tuple[Response, ...]
    signatures: dict[str, tuple[Signature, ...]]

    @property
    def partners(self) -> tuple[Signature, ...]:
        """Those named for the newest version."""
        return self.signatures[self.response.id]


def story(desk: Desk, response: Response) -> Story:
    """The response as it stands, with what came before."""
    now = current(desk, response)
    versions = versions_of(now, rows.find(desk.db, Response, recommendation_id=now.recommendation_id))
    return Story(now, tuple(versions), {one.id: signatures(desk, one) for one in versions})


def facts(desk: Desk, response: Response, partners: tuple[Signature, ...]) -> str:
    """One line on a version, in the workbook's own words."""
    status = vocabularies.said(desk, RESPONSE_STATUS, response.status)
    return facts_of(response, partners, status)


def signatures(desk: Desk, response: Response) -> tuple[Signature, ...]:
    return tuple(rows.find(desk.db, Signature, response_id=response.id))


# ------------------------------------------------------------------ versions


def add_response(
    desk: Desk, recommendation: Recommendation, text: str, *, status: str = PUBLISHED
) -> Response:
    """A response by hand, verbatim. Its words are fixed from then on, unless it is a draft.

    Raises:
        EmptyFieldError: it has no words.
    """
    if not text.strip():
        raise EmptyFieldError(_("Response"))
    made = Response(id=new_id(), recommendation_id=recommendation.id, text=text.strip(), status=status)
    with desk.step(_("Add the response to {ref}").format(ref=recommendation.ref)):
        rows.put(desk.db, made)
    return made


def new_version(desk: Desk, response: Response) -> Response:
    """A draft made from the latest version: the same words and partners, none of whom has signed it.

    Raises:
        DeskError: there is a later version, or this one is a draft itself.
    """
    now = current(desk, response)
    check_next(now, followed=rows.one(desk.db, Response, follows_id=now.id) is not None)
    made = replace(
        now,
        id=new_id(),
        text=without_emphasis(now.text),
        version=now.version + 1,
        status=DRAFT,
        agreed_on=None,
        follows_id=now.id,
        unsigned_reason="",
    )
    asked = [
        Signature(
            id=new_id(),
            response_id=made.id,
            partner=one.partner,
            organisation_id=one.organisation_id,
            role=one.role,
            position=one.position,
        )
        for one in signatures(desk, now)
    ]
    with desk.step(
        _("Make version {n} of the response to {ref}").format(n=made.version, ref=_ref(desk, made))
    ):
        rows.put_many(desk.db, [made, *asked])
    return made


def discard(desk: Desk, response: Response) -> None:
    """Take a draft out, with the partners named for it; the version before it is the latest again.

    Raises:
        DeskError: it is no draft, or a later version follows it.
    """
    now = current(desk, response)
    check_discard(desk, now)
    with desk.step(
        _("Discard version {n} of the response to {ref}").format(n=now.version, ref=_ref(desk, now))
    ):
        rows.remove(desk.db, now)


def check_discard(desk: Desk, response: Response) -> None:
    """Whether it may be taken out.

    Raises:
        DeskError: it is no draft, or a later version follows it.
    """
    _check_latest(desk, response)
    if response.status != DRAFT:
        raise NoDraftError(response.version, response.status)


def check_edit(desk: Desk, now: Response, new: Response) -> None:
    """Whether a response may become what it would be.

    Raises:
        DeskError: an earlier version stays as it was, published words stay for ever, an acceptance lacks its reason,
            or a partner has not signed.
    """
    if (new.text, new.status) != (now.text, now.status):
        _check_latest(desk, now)
    asked = signatures(desk, now)
    check_words(now, new, asked)
    check_acceptance(now, new)
    check_status(now, new, asked)
    if new.status == PUBLISHED != now.status:
        embargo.check_published(desk, rows.get(desk.db, Recommendation, now.recommendation_id).review_id)


def accept(desk: Desk, response: Response, acceptance: str, reason: str) -> Response:
    """Acceptance and its reason together.

    Raises:
        DeskError: partly or not accepted, and no reason.
    """
    now = current(desk, response)
    new = replace(
        edited(now, "acceptance", acceptance, offered=vocabularies.offered(desk)), reason=reason.strip()
    )
    check_edit(desk, now, new)
    if new != now:
        words = _("Record the acceptance of {ref}: {acceptance}")
        with desk.step(words.format(ref=_ref(desk, now), acceptance=_(new.acceptance))):
            rows.put(desk.db, new)
    return new


def move(desk: Desk, response: Response, status: str, *, without: str = "") -> Response:
    """Move a version's status on; ``without`` says why it goes on although a named partner has not signed.

    Raises:
        DeskError: it is published, a partner has not signed, or it would be a draft again after one did.
    """
    now = current(desk, response)
    new = edited(now, "status", status, offered=vocabularies.offered(desk))
    if without.strip():
        new = replace(new, unsigned_reason=" ".join(without.split()))
    check_edit(desk, now, new)
    if new != now:
        words = _("Set version {n} of the response to {ref} to {status}")
        with desk.step(words.format(n=now.version, ref=_ref(desk, now), status=_(new.status))):
            rows.put(desk.db, new)
    return new


def _check_latest(desk: Desk, response: Response) -> None:
    if rows.one(desk.db, Response, follows_id=response.id) is not None:
        raise FollowedError(response.version)


def _ref(desk: Desk, response: Response) -> str:
    return rows.get(desk.db, Recommendation, response.recommendation_id).ref


# ------------------------------------------------------------------ who signs


def name_partner(desk: Desk, response: Response, typed: str) -> Signature:
    """A partner who is to sign this version: an organisation of the register, or a name of its own.

    Raises:
        DeskError: nothing was typed, or it is named already.
    """
    now, name = current(desk, response), " ".join(typed.split())
    if not name:
        raise EmptyFieldError(_("Partner"))
    found = organisation_lookup(desk)(name)
    if found is not None:
        name = organisations.name_on(desk, found)
    others = signatures(desk, now)
    if any(one.partner.casefold() == name.casefold() for one in others):
        raise AlreadyNamedError(name)
    last = max((one.position for one in others), default=0)
    made = Signature(id=new_id(), response_id=now.id, partner=name, organisation_id=found, position=last + 1)
    words = _("Name {partner} to sign the response to {ref}")
    with desk.step(words.format(partner=name, ref=_ref(desk, now))):
        rows.put(desk.db, made)
    return made


def sign(desk: Desk, signature: Signature, *, role: str = "", on: str = "", note: str = "") -> Signature:
    """A partner signed; ``on`` as typed, today where it is empty.

    Raises:
        DeskError: the day cannot be read, or is still to come.
    """
    return _answer(desk, signature, SIGNED, role, on, note)


def refuse(desk: Desk, signature: Signature, note: str, *, role: str = "", on: str = "") -> Signature:
    """A partner will not sign; ``note`` says why.

    Raises:
        DeskError: it does not say why, or the day cannot be read or is still to come.
    """
    if not note.strip():
        raise EmptyFieldError(_("Why it will not sign"))
    return _answer(desk, signature, REFUSED, role, on, note)


def _answer(desk: Desk, signature: Signature, state: str, role: str, on: str, note: str) -> Signature:
    now = current(desk, signature)
    new = edited(now, "on", on) if on.strip() else replace(now, on=desk.clock.today())
    if new.on is not None and new.on > desk.clock.today():
        raise SignedLaterError(new.on)
    new = replace(new, state=state, role=" ".join(role.split()) or now.role, note=" ".join(note.split()))
    words = {SIGNED: _("{partner} signs the response to {ref}")}.get(
        state, _("{partner} does not sign the response to {ref}")
    )
    with desk.step(words.format(partner=now.partner, ref=_ref(desk, _response_of(desk, now)))):
        rows.put(desk.db, new)
    return new


def take_back(desk: Desk, signature: Signature) -> Signature:
    """A partner's answer was recorded in error: it is awaited again."""
    now = current(desk, signature)
    new = replace(now, state=AWAITED, on=None, note="")
    words = _("Await the signature of {partner} again, response to {ref}")
    with desk.step(words.format(partner=now.partner, ref=_ref(desk, _response_of(desk, now)))):
        rows.put(desk.db, new)
    return new


def unname(desk: Desk, signature: Signature) -> None:
    """A partner is not to sign after all.

    Raises:
        AnsweredError: it has signed or refused.
    """
    now = current(desk, signature)
    if now.state != AWAITED:
        raise AnsweredError(now)
    words = _("{partner} is not to sign the response to {ref}")
    with desk.step(words.format(partner=now.partner, ref=_ref(desk, _response_of(desk, now)))):
        rows.remove(desk.db, now)


def _response_of(desk: Desk, signature: Signature) -> Response:
    return rows.get(desk.db, Response, signature.response_id)
