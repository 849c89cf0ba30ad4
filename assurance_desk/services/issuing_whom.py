"""Whom a questionnaire goes to: those asked before, or everyone who could be asked."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation, Service
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_fates import fate, successors
from assurance_desk.services.organisations import everyone as on_the_register
from assurance_desk.store import rows
from assurance_desk.texts import _


class NotIssuedError(DeskError):
    """Nothing was issued, with what stands in the way."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("{reason} Nothing was issued.").format(reason=reason))


def suggested(desk: Desk, questionnaire: Questionnaire) -> list[Organisation]:
    """Who was asked this version before, or else any version of it, or else the round whose answers it carries, or else
    everyone who could be asked.

    What took the place of one asked before is suggested in its place.
    """
    versions = [one.id for one in rows.find(desk.db, Questionnaire, ref=questionnaire.ref)]
    carried = [questionnaire.last_round_id] if questionnaire.last_round_id else []
    for ids in ([questionnaire.id], versions, carried):
        found = (rows.find(desk.db, Return, questionnaire_id=one) for one in ids)
        before = {one.organisation_id for returns in found for one in returns}
        if before:
            now = successors(desk, sorted(before))
            return [one for one in everyone(desk) if one.id in now]
    return everyone(desk)


def everyone(desk: Desk, *, also: Container[str] = ()) -> list[Organisation]:
    """Who could be asked today, under today's names: neither former nor archived, and no safeguarding body.

    ``also`` are references of those asked before, whatever has become of them.
    """
    today = desk.clock.today()
    return [
        one
        for one in on_the_register(desk)
        if one.ref in also or (one.offered(today) and one.kind != SAFEGUARDING_BODY)
    ]


Part = tuple[Organisation, Service | None]


def suggested_copies(desk: Desk, questionnaire: Questionnaire) -> list[Part]:
    """A copy for each service of those suggested, or for the whole of one without; of one asked before, those asked."""
    asked: dict[str, set[str | None]] = {}
    for one in rows.find(desk.db, Return, questionnaire_id=questionnaire.id):
        asked.setdefault(one.organisation_id, set()).add(one.service_id)
    parts = parts_of(desk, suggested(desk, questionnaire))
    known = {of.id for of, part in parts if _was(asked, of, part)}
    return [(of, part) for of, part in parts if of.id not in known or _was(asked, of, part)]


def _was(asked: Mapping[str, set[str | None]], of: Organisation, part: Service | None) -> bool:
    return (part.id if part else None) in asked.get(of.id, ())


def parts_of(desk: Desk, organisations: Sequence[Organisation]) -> list[Part]:
    """Each organisation with each of its services, in order; with None where it has none."""
    services: dict[str, list[Service]] = {}
    for one in rows.find(desk.db, Service, order="ref"):
        services.setdefault(one.organisation_id, []).append(one)
    return [(of, part) for of in organisations for part in (*services.get(of.id, ()), *_whole(services, of))]


def _whole(services: dict[str, list[Service]], of: Organisation) -> tuple[None, ...]:
    return () if of.id in services else (None,)


def copies_wanted(desk: Desk, questionnaire: Questionnaire, refs: Sequence[str] | None) -> list[Part]:
    """Those of these references, of organisations or of one service each ("O06a"), or those suggested.

    Raises:
        NotIssuedError: there is no such organisation, or it is no longer there to be asked.
    """
    if refs is None:
        return suggested_copies(desk, questionnaire)
    parts = parts_of(desk, on_the_register(desk))
    by_ref: dict[str, list[Part]] = {}
    own: dict[
        str, list[Part]
    ] = {}  # an organisation's own reference comes before a service's that reads alike
    for of, part in parts:
        own.setdefault(of.ref.casefold(), []).append((of, part))
        if part:
            by_ref.setdefault(f"{of.ref}{part.ref}".casefold(), []).append((of, part))
    by_ref |= own
    unknown = [ref for ref in refs if not by_ref.get(ref.casefold())]
    if unknown:
        raise NotIssuedError(_("There is no organisation {ref} here.").format(ref=", ".join(unknown)))
    wanted = list(dict.fromkeys(each for ref in refs for each in by_ref[ref.casefold()]))
    for one in dict.fromkeys(of for of, _part in wanted):
        if not one.offered(desk.clock.today()):
            raise NotIssuedError(
                _("{name} {fate}.").format(name=one.name, fate=fate(desk, one) or _("is archived"))
            )
    return wanted
