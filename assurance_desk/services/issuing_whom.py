"""Whom a questionnaire goes to: those asked before, or everyone who could be asked."""

from __future__ import annotations

from collections.abc import Sequence

from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_fates import fate, successors
from assurance_desk.services.organisations import everyone as on_the_register
from assurance_desk.services.organisations import offered
from assurance_desk.store import rows
from assurance_desk.texts import _


class NotIssuedError(DeskError):
    """Nothing was issued, with what stands in the way."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("{reason} Nothing was issued.").format(reason=reason))


def suggested(desk: Desk, questionnaire: Questionnaire) -> list[Organisation]:
    """Who was asked this version before, or else any version of it, or else everyone who could be asked.

    What took the place of one asked before is suggested in its place.
    """
    versions = [one.id for one in rows.find(desk.db, Questionnaire, ref=questionnaire.ref)]
    for ids in ([questionnaire.id], versions):
        found = (rows.find(desk.db, Return, questionnaire_id=one) for one in ids)
        before = {one.organisation_id for returns in found for one in returns}
        if before:
            now = successors(desk, sorted(before))
            return [one for one in everyone(desk) if one.id in now]
    return everyone(desk)


def everyone(desk: Desk, *, also: Sequence[str] = ()) -> list[Organisation]:
    """Who could be asked today, under today's names: neither former nor archived, and no safeguarding body.

    ``also`` are references of those asked before, whatever has become of them.
    """
    there = {one.id for one in offered(desk)}
    return [
        one
        for one in on_the_register(desk)
        if one.ref in also or (one.id in there and one.kind != SAFEGUARDING_BODY)
    ]


def whom(desk: Desk, questionnaire: Questionnaire, refs: Sequence[str] | None) -> list[Organisation]:
    """Those of these references, or those suggested.

    Raises:
        NotIssuedError: there is no such organisation, or it is no longer there to be asked.
    """
    if refs is None:
        return suggested(desk, questionnaire)
    by_ref = {one.ref.casefold(): one for one in on_the_register(desk)}
    unknown = [ref for ref in refs if ref.casefold() not in by_ref]
    if unknown:
        raise NotIssuedError(_("There is no organisation {ref} here.").format(ref=", ".join(unknown)))
    wanted = list({one.id: one for one in (by_ref[ref.casefold()] for ref in refs)}.values())
    for one in wanted:
        if not one.offered(desk.clock.today()):
            raise NotIssuedError(
                _("{name} {fate}.").format(name=one.name, fate=fate(desk, one) or _("is archived"))
            )
    return wanted
