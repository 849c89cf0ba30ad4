"""The chase list of a questionnaire, gathered as plain values and set as a paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assurance_desk.domain.paper.chase_list import ChaseLine, ChaseList
from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.progress import Progress
from assurance_desk.services import embargo, replies, replies_words
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_name, body_word
from assurance_desk.services.paper_making import Here, Worker, write
from assurance_desk.services.replies import DECLINED, EXEMPT, LATER_ON, NO_REPLY, TODAY, Reply
from assurance_desk.services.snapshot import moment
from assurance_desk.store import rows
from assurance_desk.texts import _


def gather(desk: Desk, questionnaire_id: str) -> ChaseList:
    """As it stands now."""
    asked = rows.get(desk.db, Questionnaire, questionnaire_id)
    found = replies.of_questionnaire(desk, asked)
    return ChaseList(
        body=asked.body or body_name(desk),
        word=body_word(desk),
        ref=asked.ref,
        title=asked.title,
        marking=asked.marking,
        embargo=embargo.of_questionnaire(desk, asked),
        day=desk.clock.today(),
        due_on=asked.due_on,
        position_at=moment(desk.clock.now()),
        author=_("Business manager"),
        rate=_rate(desk, asked),
        today=_lines(one for one in found if one.group == TODAY),
        coming=_lines(one for one in found if one.group == LATER_ON),
        not_coming=_lines(one for one in found if one.state in (NO_REPLY, DECLINED, EXEMPT)),
        named=tuple(dict.fromkeys(one.record.name for one in replies.to_name(found))),
    )


def _rate(desk: Desk, asked: Questionnaire) -> tuple[tuple[str, int, int], ...]:
    counted = replies.rate(desk, asked)
    made = [
        (_("Returns that came"), counted.returns_came, counted.returns),
        (_("Organisations that replied"), counted.organisations_replied, counted.organisations),
    ]
    if replies.has_figures(asked):
        gave = counted.organisations_with_figures
        made.append((_("Organisations that gave figures"), gave, counted.organisations_asked_for_figures))
    return tuple(made)


def _lines(found: Iterable[Reply]) -> tuple[ChaseLine, ...]:
    return tuple(
        ChaseLine(
            ref=one.record.ref,
            name=one.record.name,
            state=_state(one),
            due=_("due {day}").format(day=replies_words.due(one)),
            late=replies_words.late(one),
            done=tuple(f"{replies_words.day(line.on)}: {replies_words.log_line(line)}" for line in one.log),
            next=replies_words.next_words(one),
        )
        for one in found
    )


def _state(one: Reply) -> str:
    words = replies_words.state(one)
    words = words[:1].upper() + words[1:]
    return f"{words}: {one.record.reason}" if one.record.reason else words


def save(
    paper: ChaseList, path: Path, worker: Worker | None = None, progress: Progress | None = None
) -> MadePaper:
    """The PDF at ``path``, whole or not at all.

    Raises:
        DeskError: it cannot be written there.
    """
    made: MadePaper = (worker or Here()).run("make chase list", paper, progress=progress)
    write(path, made.data)
    return made
