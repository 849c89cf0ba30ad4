"""When a response's words, acceptance and status may change, and the sentence where they may not."""

from __future__ import annotations

from collections.abc import Sequence

from assurance_desk.domain.responses import (
    ALL_HAVE_SIGNED,
    AWAITED,
    DRAFT,
    NEEDS_REASON,
    PUBLISHED,
    Response,
    Signature,
    listed,
    unsigned,
)
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, plural


class PublishedStaysError(DeskError):
    def __init__(self, version: int) -> None:
        super().__init__(
            _(
                "Version {n} is published, so it stays as it is. Make a new version of it, and change that."
            ).format(n=version)
        )


class FollowedError(DeskError):
    def __init__(self, version: int) -> None:
        super().__init__(
            _(
                "Version {n} has a later version, so it stays as it was. Look at the response again, and change the latest."
            ).format(n=version)
        )


class StillDraftError(DeskError):
    def __init__(self, version: int) -> None:
        super().__init__(
            _("Version {n} is still a draft, so no other was made. Change its words as they are.").format(
                n=version
            )
        )


class NoDraftError(DeskError):
    def __init__(self, version: int, status: str) -> None:
        super().__init__(
            _("Version {n} is no draft any longer ({status}), so it was kept.").format(
                n=version, status=_(status)
            )
        )


class WordsSignedError(DeskError):
    def __init__(self, version: int, count: int) -> None:
        partners = plural("{n} partner has", "{n} partners have", count)
        super().__init__(
            _(
                "{partners} answered to the words of version {n}, so it is not a draft again. Make a new version of it."
            ).format(partners=partners, n=version)
        )


class AnsweredWordsStayError(DeskError):
    def __init__(self, version: int, count: int) -> None:
        partners = plural("{n} partner has", "{n} partners have", count)
        super().__init__(
            _(
                "{partners} answered to these words of version {n}, so they stay as they are. Take the answer back first, or "
                "move this version on and make the next."
            ).format(partners=partners, n=version)
        )


class AcceptanceNeedsReasonError(DeskError):
    def __init__(self, acceptance: str) -> None:
        super().__init__(
            _(
                "“{acceptance}” needs its reason, so the acceptance is unchanged. Write the reason below, and both are kept."
            ).format(acceptance=_(acceptance))
        )


class ReasonStaysError(DeskError):
    def __init__(self, acceptance: str) -> None:
        super().__init__(
            _(
                "“{acceptance}” needs its reason, so the reason is unchanged. Change the acceptance first."
            ).format(acceptance=_(acceptance))
        )


class NotAllSignedError(DeskError):
    """``names`` are the partners that have not signed; ``status`` is what was asked for."""

    def __init__(self, version: int, names: Sequence[str], status: str) -> None:
        self.names, self.status = tuple(names), status
        super().__init__(
            _(
                "Version {n} is not signed by {names} yet, so its status is unchanged. Record what they say, or give the "
                "reason why it goes on without."
            ).format(names=listed(names), n=version)
        )


def check_words(now: Response, new: Response, signatures: Sequence[Signature]) -> None:
    """The words a partner answered to are not changed under it.

    Raises:
        AnsweredWordsStayError: they would be.
    """
    answered = sum(one.state != AWAITED for one in signatures)
    if new.text != now.text and answered:
        raise AnsweredWordsStayError(now.version, answered)


def check_acceptance(now: Response, new: Response) -> None:
    """Partly or not accepted says why.

    Raises:
        AcceptanceNeedsReasonError: the acceptance came without its reason.
        ReasonStaysError: the reason would go and leave the acceptance.
    """
    if new.acceptance not in NEEDS_REASON or new.reason.strip():
        return
    if new.acceptance != now.acceptance:
        raise AcceptanceNeedsReasonError(new.acceptance)
    if new.reason != now.reason:
        raise ReasonStaysError(new.acceptance)


def check_status(now: Response, new: Response, signatures: Sequence[Signature]) -> None:
    """Published is for ever; words a partner answered to are no draft again; partners sign before it is agreed.

    Raises:
        PublishedStaysError: it is published.
        WordsSignedError: it would be a draft again after a partner signed or refused.
        NotAllSignedError: a named partner has not signed, and no reason to go on without is given.
    """
    if new.status == now.status:
        return
    if now.status == PUBLISHED:
        raise PublishedStaysError(now.version)
    answered = sum(one.state != AWAITED for one in signatures)
    if new.status == DRAFT and answered:
        raise WordsSignedError(now.version, answered)
    missing = unsigned(signatures)
    if new.status in ALL_HAVE_SIGNED and missing and not new.unsigned_reason.strip():
        raise NotAllSignedError(now.version, missing, new.status)


def check_next(response: Response, *, followed: bool) -> None:
    """Whether a new version can be made of it.

    Raises:
        FollowedError: there is one.
        StillDraftError: it is a draft itself.
    """
    if followed:
        raise FollowedError(response.version)
    if response.status == DRAFT:
        raise StillDraftError(response.version)
