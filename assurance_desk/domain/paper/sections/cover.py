"""The first page: what this paper says, and the facts about it."""

from __future__ import annotations

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_words import headline
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import figures
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def build(snapshot: Snapshot) -> list[b.Block]:
    facts = ((name, value) for name, value in _facts(snapshot) if value)
    return [b.CoverBlock(body=snapshot.body, title=finding(snapshot), facts=tuple(facts))]


def finding(snapshot: Snapshot) -> str:
    """The officer's own title; where it only names the topic and there are figures, what they say."""
    found = figures(snapshot)
    topic = snapshot.questionnaire.title if snapshot.questionnaire else ""
    if found is None or topic.casefold() not in snapshot.paper.title.casefold():
        return snapshot.paper.title or topic
    _gaps, main = found
    words = headline(main)
    subject = main.measure.subject
    return _("{finding} for {subject}").format(finding=words, subject=subject) if subject else words


def item_and_number(snapshot: Snapshot) -> str:
    paper = snapshot.paper
    parts = []
    if paper.item:
        parts.append(_("item {item}").format(item=paper.item))
    if paper.number:
        parts.append(_("paper {number}").format(number=paper.number))
    return ", ".join(parts)


def _facts(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    paper, questionnaire = snapshot.paper, snapshot.questionnaire
    about = paper.title
    if questionnaire and questionnaire.ref not in about:
        about = f"{about}, {questionnaire.ref}" if about else f"{questionnaire.title}, {questionnaire.ref}"
    item = item_and_number(snapshot)
    item = item[:1].upper() + item[1:]
    presented = paper.presented_by
    if paper.sponsor:
        sponsor = _("sponsor: {name}").format(name=paper.sponsor)
        presented = f"{presented}; {sponsor}" if presented else sponsor
    return (
        (_("Meeting"), _meeting(snapshot)),
        (_("Item and paper"), f"{item}: {about}" if item else about),
        (_("Presented by"), presented),
        (_("Purpose"), paper.purpose),
        (_("From"), _from(snapshot)),
        (_("Consulted"), paper.consulted),
        (_("Implications"), paper.implications),
        (_("Corrects"), paper.correction),
        (_("Marking and status"), f"{paper.marking}; {version(snapshot)}"),
        (_("Embargo"), snapshot.embargo),
        (_("Edition"), _edition(snapshot)),
        (_("Position at"), snapshot.position_at),
    )


def _edition(snapshot: Snapshot) -> str:
    return (
        _("Public: counts of fewer than five people, and what would give them away, are withheld")
        if snapshot.public
        else ""
    )


def version(snapshot: Snapshot) -> str:
    """Such as: draft 3; version 3; public edition, draft 3."""
    words = _("draft {n}") if is_draft(snapshot) else _("version {n}")
    if snapshot.public:
        words = _("public edition, {version}").format(version=words)
    return words.format(n=snapshot.paper.version)


def is_draft(snapshot: Snapshot) -> bool:
    return snapshot.paper.status == "draft"


def _meeting(snapshot: Snapshot) -> str:
    meeting = snapshot.meeting
    if meeting is None:
        return _("no meeting chosen yet")
    return f"{meeting.forum}, {WEEKDAYS[meeting.on.weekday()]} {long_date(meeting.on)}"


def _from(snapshot: Snapshot) -> str:
    """The review and recommendation the questionnaire was asked for."""
    review, recommendation = snapshot.review, snapshot.recommendation
    if review is None:
        return ""
    name = review.pseudonym or review.title
    words = _("review “{name}”").format(name=name)
    if recommendation is not None:
        words += ", " + _("recommendation {number}").format(number=recommendation.number)
    return words[:1].upper() + words[1:]
