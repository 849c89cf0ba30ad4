"""The forward plan as a paper: under each meeting to come what it will look at, and why then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import day_and_date, long_date
from assurance_desk.domain.forward_plan import PlanItem, PlanMeeting
from assurance_desk.domain.gaps_words import number_word, sentence_case
from assurance_desk.domain.paper import blocks as b
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardPaper:
    """``papers``: by the meeting's id, when its papers are due and how many are not out."""

    plan: tuple[PlanMeeting, ...]
    body: str
    day: date
    until: date
    position_at: str
    author: str
    marking: str = "OFFICIAL"
    embargo: str = ""
    papers: Mapping[str, str]


def build(paper: ForwardPaper) -> b.BuiltPaper:
    title = _title(paper)
    blocks: list[b.Block] = [
        b.CoverBlock(body=paper.body, title=title, facts=_facts(paper)),
        b.Paragraph(text=_how(paper)),
    ]
    for number, one in enumerate(paper.plan, 1):
        blocks += _meeting(paper, number, one)
    info = b.PaperInfo(
        title=title, author=paper.author, subject=_("Forward plan"), marking=paper.marking, embargo=paper.embargo, draft=False,
        header_left=_("Forward plan"), header_right=long_date(paper.day),
        footer_left=_("Position at {moment}").format(moment=paper.position_at),
    )  # fmt: skip
    return b.BuiltPaper(info=info, blocks=tuple(blocks))


def _title(paper: ForwardPaper) -> str:
    """The finding: what is most in view is how much the next meeting has before it."""
    first = next((one for one in paper.plan if one.meeting), None)
    if first is None or first.meeting is None:
        return _("No meeting is planned for what falls due")
    when, forum, count = long_date(first.meeting.on), first.meeting.forum, len(first.items)
    if not count:
        return _("Nothing falls due yet for the {forum} of {day}").format(forum=forum, day=when)
    words = plural(
        "{{n}} matter comes to the {{forum}} of {{day}}",
        "{{n}} matters come to the {{forum}} of {{day}}",
        count,
    )
    return sentence_case(words.format(n=number_word(count), forum=forum, day=when))


def _facts(paper: ForwardPaper) -> tuple[tuple[str, str], ...]:
    meetings = sum(one.meeting is not None for one in paper.plan)
    items = [item for one in paper.plan for item in one.items]
    late = sum(item.late(paper.day) for item in items)
    counted = plural("{n} matter", "{n} matters", len(items))
    counted += ", " + plural("at {n} meeting", "at {n} meetings", meetings)
    if late:
        counted += ", " + plural("{n} of them past its day", "{n} of them past their day", late)
    span = _("{first} to {last}").format(first=long_date(paper.day), last=long_date(paper.until))
    return (
        (_("Twelve months"), span),
        (_("In it"), counted),
        (_("Prepared by"), paper.author),
        (_("Marking"), ", ".join(part for part in (paper.marking, paper.embargo) if part)),
        (_("Position at"), paper.position_at),
    )


def _how(paper: ForwardPaper) -> str:
    words = _(
        "Each matter stands under the first meeting on or after the day it is due. What was judged to come back, or was "
        "deferred, stands under the next meeting of those who did so."
    )
    expected = sum(item.expected for one in paper.plan for item in one.items)
    if expected:
        words += " " + plural(
            "{n} is expected from how often it is looked at, and has no day set down yet.",
            "{n} are expected from how often they are looked at, and have no day set down yet.",
            expected,
        )
    return words


def _meeting(paper: ForwardPaper, number: int, one: PlanMeeting) -> list[b.Block]:
    head = (
        _("{forum}, {day}").format(forum=one.meeting.forum, day=day_and_date(one.meeting.on))
        if one.meeting
        else _("Due after the last meeting planned")
    )
    made: list[b.Block] = [b.Heading(text=f"{number} {head}", key=f"meeting-{number}")]
    papers = paper.papers.get(one.meeting.id, "") if one.meeting else ""
    if papers:
        made.append(b.Paragraph(text=papers))
    if not one.items:
        made.append(b.Paragraph(text=_("Nothing falls due for it yet.")))
        return made
    columns = (
        b.TableColumn(heading=_("Ref"), width=18),
        b.TableColumn(heading=_("Matter")),
        b.TableColumn(heading=_("Why then"), width=62),
    )
    made.append(b.DataTable(name=head, columns=columns, rows=tuple(_row(item) for item in one.items)))
    return made


def _row(item: PlanItem) -> b.TableRow:
    why = item.why[:1].upper() + item.why[1:]
    cells = (
        b.Cell(text=item.ref, row_head=True),
        b.Cell(text=item.text),
        b.Cell(text=why, muted=item.expected),
    )
    return b.TableRow(cells=cells)
