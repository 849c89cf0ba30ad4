"""Several versions of one questionnaire live at once: what is still expected of which, and closing the older ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.domain.returns import ISSUED, Return
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class OtherLive:
    """Another version that is live, with how many of its ``asked`` returns are still ``expected``."""

    questionnaire: Questionnaire
    asked: int
    expected: int

    @property
    def version(self) -> str:
        return self.questionnaire.version

    def expected_words(self) -> str:
        if not self.asked:
            return _("nobody was asked with it")
        if not self.expected:
            return _("none of its returns is still to come")
        return plural(
            "{n} of its returns is still to come", "{n} of its returns are still to come", self.expected
        )


def others_live(desk: Desk, questionnaire: Questionnaire) -> list[OtherLive]:
    """The other live versions of the same reference, the oldest first."""
    others = [
        one
        for one in rows.find(desk.db, Questionnaire, ref=questionnaire.ref)
        if one.status == LIVE and one.id != questionnaire.id
    ]
    return [_counted(desk, one) for one in others]


def _counted(desk: Desk, other: Questionnaire) -> OtherLive:
    asked = [one for one in rows.find(desk.db, Return, questionnaire_id=other.id) if not one.not_sent]
    expected = sum(one.state == ISSUED and one.received_on is None for one in asked)
    return OtherLive(other, len(asked), expected)


def is_newest(desk: Desk, questionnaire: Questionnaire) -> bool:
    """Whether it was made after every other live version."""
    live = [one.id for one in rows.find(desk.db, Questionnaire, ref=questionnaire.ref) if one.status == LIVE]
    return not live or live[-1] == questionnaire.id


def closed(others: list[OtherLive]) -> tuple[Questionnaire, ...]:
    """As they will be kept: closed."""
    return tuple(replace(one.questionnaire, status=CLOSED) for one in others)


def closing(desk: Desk, issued: Questionnaire, *, wanted: bool) -> list[OtherLive]:
    """The other live versions that close as this one is issued: where ``wanted`` all, else those of a draft that goes
    live of which nothing is still expected.
    """
    others = others_live(desk, issued)
    if wanted:
        return others
    return [one for one in others if issued.status == DRAFT and not one.expected]


def versions_words(others: list[OtherLive]) -> str:
    """Such as "version 1.0", "versions 1.0 and 1.1"."""
    names = [one.version for one in others]
    if len(names) == 1:
        return _("version {version}").format(version=names[0])
    return _("versions {first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
