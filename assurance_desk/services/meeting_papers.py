"""The papers a meeting expects: made here or elsewhere, each not started, in draft or issued."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.dates import day_and_date
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.domain.fields_kinds import needed
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import IN_DRAFT, NOT_STARTED, SENT_OUT, Meeting, PlannedPaper
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.services import working_days
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

DRAFT, ISSUED, SUPERSEDED = "draft", "issued", "superseded"


class MadeHereError(DeskError):
    def __init__(self, title: str) -> None:
        super().__init__(
            _("“{title}” is made in Papers, and what stands here follows from there. Edit it there.").format(
                title=title
            )
        )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a meeting. ``paper_id`` is its id on the Papers page, "" where it is written elsewhere."""

    id: str
    title: str
    by_whom: str
    state: str
    paper_id: str
    planned: PlannedPaper | None


def of_meeting(desk: Desk, meeting: Meeting) -> list[PaperLine]:
    """Papers made here first; one expected under the title of one made here is that one."""
    made = [one for one in rows.find(desk.db, Paper, meeting_id=meeting.id) if one.status != SUPERSEDED]
    planned = rows.find(desk.db, PlannedPaper, meeting_id=meeting.id)
    titles = {_key(one.title) for one in made}
    return [
        *(
            PaperLine(one.id, one.title, one.presented_by, SENT_OUT if one.status == ISSUED else IN_DRAFT, one.id, None)
            for one in made
        ),
        *(
            PaperLine(one.id, one.title, one.by_whom, one.state, "", one)
            for one in planned
            if _key(one.title) not in titles
        ),
    ]  # fmt: skip


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


def expect(desk: Desk, meeting: Meeting, title: str, by_whom: str = "") -> PlannedPaper:
    """A paper the meeting is to have.

    Raises:
        EmptyFieldError: it has no title.
    """
    blank = PlannedPaper(id=new_id(), meeting_id=meeting.id, title="", by_whom=by_whom.strip())
    made = edited(blank, "title", title)
    needed(made.title, field_of(PlannedPaper, "title").words)
    from assurance_desk.services import records  # the window shows Home before anything is written

    return records.add(desk, made)


def edit(desk: Desk, line: PaperLine, field: str, typed: str) -> PlannedPaper:
    """Raises DeskError: it is made in Papers, or what was typed may not stand there."""
    if line.planned is None:
        raise MadeHereError(line.title)
    from assurance_desk.services import records

    return records.edit_record(desk, line.planned, field, typed)


def drop(desk: Desk, line: PaperLine) -> None:
    """It is no longer expected. Raises DeskError: it is made in Papers."""
    if line.planned is None:
        raise MadeHereError(line.title)
    now = current(desk, line.planned)
    with desk.step(_("Take out the paper expected: {title}").format(title=now.title)):
        rows.remove(desk.db, now)


def counted(lines: list[PaperLine]) -> str:
    """What is still to do: 2 not started, 1 in draft; "" where every paper is issued."""
    fresh = sum(one.state == NOT_STARTED for one in lines)
    drafts = sum(one.state == IN_DRAFT for one in lines)
    parts = [plural("{n} not started", "{n} not started", fresh)] if fresh else []
    if drafts:
        parts.append(plural("{n} in draft", "{n} in draft", drafts))
    return ", ".join(parts)


def due_words(desk: Desk, meeting: Meeting) -> str:
    """Such as: due 10 September 2019, in 36 working days; "" once the meeting is held."""
    due, today = meeting.papers_due, desk.clock.today()
    if due is None or meeting.held:
        return ""
    left = working_days.between(desk, today, due)
    day = day_and_date(due)
    if due == today:
        return _("due today")
    if due < today:
        late = plural("{n} working day late", "{n} working days late", -left)
        return _("due {day}, {late}").format(day=day, late=late)
    away = plural("in {n} working day", "in {n} working days", left)
    return _("due {day}, {away}").format(day=day, away=away)
