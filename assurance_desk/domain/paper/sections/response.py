"""Where this stands in the response: what was recommended and answered, word for word, and how far it has come."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.actions import BLUE, Action
from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.gaps_words import number_word, sentence_case
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.responses import NOT_STATED, PUBLISHED
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.domain.vocabularies import ACCEPTANCE, ASSURANCE, DELIVERY, RESPONSE_STATUS
from assurance_desk.domain.wording import due, overdue, owner, without_emphasis
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("Where this stands in the response"), key="response")]
    recommendation = snapshot.recommendation
    if recommendation is None:
        words = _("The questionnaire is linked to no recommendation, so nothing is said here of a response.")
        return [*made, b.Paragraph(text=words)]
    side = _("Recommendation {number}, published wording").format(number=recommendation.number)
    made += _quoted(recommendation.text, side)
    for response in snapshot.responses:
        words = _("{heading}, published wording; acceptance {acceptance}")
        if response.status != PUBLISHED:
            words = _("{heading}, version {n}, {status}, not published; acceptance {acceptance}")
        side = words.format(
            heading=response.heading,
            n=response.version,
            status=snapshot.printed.word(RESPONSE_STATUS, response.status),
            acceptance=_acceptance(snapshot, response.acceptance),
        )
        made += _quoted(response.text, side)
    if not snapshot.responses:
        made.append(b.Paragraph(text=_("No response to this recommendation is on the register.")))
    if snapshot.actions:
        made.append(b.Heading(text=_finding(snapshot.actions, snapshot.day), level=3))
        made.append(_table(snapshot))
    else:
        made.append(b.Paragraph(text=_("No action follows from it yet.")))
    return [*made, *_judged(snapshot)]


def _acceptance(snapshot: Snapshot, held: str) -> str:
    """The shorter "not stated", unless the officer has a word for it."""
    word = snapshot.printed.word(ACCEPTANCE, held)
    return _("not stated") if word == NOT_STATED else word


def _quoted(text: str, side: str) -> list[b.Block]:
    """Paragraph by paragraph, without the emphasis that set the whole; the writer adds the quotation marks."""
    parts = [part.strip() for part in without_emphasis(text).split("\n\n") if part.strip()]
    return [b.Paragraph(text=part, voice="published", side=side) for part in parts]


def _finding(actions: tuple[Action, ...], day: date) -> str:
    """Such as: Two of six commitments are complete, one is overdue."""
    done = sum(one.delivery == BLUE for one in actions)
    late = sum(bool(overdue(one, day)) for one in actions)
    if len(actions) == 1:
        said = _("The one commitment is complete") if done else _("The one commitment is not complete yet")
    else:
        words = _("{done} of {all} commitments is complete")
        if done > 1:
            words = _("{done} of {all} commitments are complete")
        count = number_word(done) if done else _("none")
        said = sentence_case(words.format(done=count, all=number_word(len(actions))))
    if not late:
        return said
    are = _("{n} is overdue") if late == 1 else _("{n} are overdue")
    return f"{said}, " + are.format(n=number_word(late))


def _table(snapshot: Snapshot) -> b.DataTable:
    columns = (
        b.TableColumn(heading=_("Ref"), width=13),
        b.TableColumn(heading=_("Commitment")),
        b.TableColumn(heading=_("Lead"), width=34),
        b.TableColumn(heading=_("Due"), width=27),
        b.TableColumn(heading=_("Delivery"), width=31),
    )
    return b.DataTable(
        name=_("Commitments"), columns=columns, rows=tuple(_row(snapshot, one) for one in snapshot.actions)
    )


def _row(snapshot: Snapshot, action: Action) -> b.TableRow:
    moved = action.first_due is not None and action.first_due != action.due
    late = overdue(action, snapshot.day)
    first = _("first due {when}").format(when=action.first_due.short) if moved and action.first_due else ""
    return b.TableRow(
        cells=(
            b.Cell(text=action.ref, row_head=True),
            b.Cell(text=action.text),
            b.Cell(text=owner(action)),
            b.Cell(text=due(action) or "–", sub="; ".join(part for part in (first, late) if part)),
            b.Cell(text=snapshot.printed.word(DELIVERY, action.delivery), chip=action.delivery),
        )
    )


def _judged(snapshot: Snapshot) -> list[b.Block]:
    """The body's latest judgement; and apart, under its own heading, the scrutineer's latest opinion."""
    body = [one for one in snapshot.judgements if not one.scrutineer]
    opinions = [one for one in snapshot.judgements if one.scrutineer]
    made: list[b.Block] = []
    if body:
        made.append(b.Paragraph(text=_judgement(snapshot, body[-1])))
    if opinions:
        made.append(b.Heading(text=_("The independent scrutineer’s opinion"), level=3))
        made.append(b.Paragraph(text=_opinion(snapshot, opinions[-1])))
    return made


def _judgement(snapshot: Snapshot, latest: Judgement) -> str:
    on = _(" on {day}").format(day=long_date(latest.on)) if latest.on else ""
    text = _("The {forum} judged its assurance on this recommendation{on}: {level}.").format(
        forum=latest.forum or snapshot.body_word, on=on, level=snapshot.printed.word(ASSURANCE, latest.level)
    )
    parts = [text, latest.basis]
    if latest.dissent:
        parts.append(_("Dissent: {words}").format(words=latest.dissent))
    if latest.next_review:
        parts.append(_("It is looked at again {when}.").format(when=_when(latest.next_review)))
    return " ".join(part for part in parts if part)


def _opinion(snapshot: Snapshot, latest: Judgement) -> str:
    """In the scrutineer's words, said by whom; the level where one was given."""
    on = _(", {day}").format(day=long_date(latest.on)) if latest.on else ""
    rated = ""
    if latest.level != NOT_RATED:
        rated = _(": {level}").format(level=snapshot.printed.word(ASSURANCE, latest.level))
    return _("“{words}” {who}{on}{rated}.").format(words=latest.basis, who=latest.forum, on=on, rated=rated)


def _when(when: When) -> str:
    return (_("on {day}") if when.day else _("by the end of {month}")).format(day=when.long, month=when.long)
