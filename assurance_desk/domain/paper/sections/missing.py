"""Who is not in these figures: the three denominators, and everyone missing by name."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.gaps import Asked
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.gaps_words import (
    MOST_NAMES,
    names,
    number_word,
    organisations_gave,
    sentence_case,
    spoken,
)
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import counted, figures, nothing_yet, returns_words
from assurance_desk.domain.returns import DECLINED, UNCONFIRMED, UNREADABLE
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _, plural

MOST_SEVERAL = 3
"""Organisations with several returns that are spelt out."""
MOST_SQUARES = 40
"""More do not stand beside each other in their column."""
MOST_WAYS = 6
"""Ways of chasing that are told apart."""


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("Who is not in these figures"), key="missing")]
    gaps = snapshot.gaps
    if gaps is None:
        return [*made, counted(nothing_yet(snapshot))]
    made += [b.Heading(text=_finding(gaps.replies), level=3), _table(gaps)]
    found = figures(snapshot)
    if found is not None:
        main = found[1]
        words = _(
            "The percentages of all staff stand on the last line: {organisations}, {returns}, {of} staff."
        )
        text = words.format(
            organisations=organisations_gave(main),
            returns=returns_words(len(main.with_figures)),
            of=f"{main.whole.of:,}",
        )
        absent = [one.organisation_short for one in (*gaps.replies.silent, *gaps.replies.in_part)]
        if absent:
            text += " " + _("What {names} would add is not known, and is not guessed.").format(
                names=names(absent)
            )
        made.append(counted(text))
    return [*made, *_chasing(snapshot, gaps)]


def _finding(replies: Replies) -> str:
    asked = replies.organisations_asked_for_figures
    short = asked - replies.organisations_with_figures
    if replies.nothing_came:
        return _("No return has come yet")
    if not short:
        return _("Every organisation gave figures")
    words = _("{n} of the {all} organisations gave no figures")
    if replies.still_open:
        words = _("{n} of the {all} organisations have given no figures yet")
        if short == 1:
            words = _("{n} of the {all} organisations has given no figures yet")
    return sentence_case(words.format(n=number_word(short), all=number_word(asked)))


def _table(gaps: Gaps) -> b.DataTable:
    replies = gaps.replies
    columns = (
        b.TableColumn(heading=_("Counting"), width=46.5),
        b.TableColumn(heading=_("Had"), width=18, align="right"),
        b.TableColumn(heading=_("One square each"), width=53),
        b.TableColumn(heading=_("Missing")),
    )
    no_reply = len({one.organisation_id for one in replies.silent})
    declined = len({one.organisation_id for one in replies.declined})
    asked = replies.organisations_asked_for_figures
    in_part = asked - replies.organisations_with_figures - no_reply - declined
    lines = (
        _line(
            _("Returns that came"),
            replies.returns_came,
            replies.returns,
            _by_state(replies),
            _owed(replies),
            still_open=replies.still_open,
        ),
        _line(
            _("Organisations that replied"),
            replies.organisations_replied,
            replies.organisations,
            ((b.NO_REPLY, no_reply),),
            names(one.organisation_short for one in replies.silent),
            still_open=replies.still_open,
        ),
        _line(
            _("Organisations with figures"),
            replies.organisations_with_figures,
            asked,
            ((b.LEFT_BLANK, in_part), (b.DECLINED, declined), (b.NO_REPLY, no_reply)),
            _without_figures(gaps),
            still_open=replies.still_open,
        ),
    )
    return b.DataTable(name=_("Replies"), columns=columns, rows=lines, whole=True)


def _by_state(replies: Replies) -> tuple[tuple[b.Silence, int], ...]:
    declined = sum(one.state == DECLINED for one in replies.missing)
    return (b.DECLINED, declined), (b.NO_REPLY, len(replies.missing) - declined)


def _line(
    name: str,
    had: int,
    of: int,
    silent: tuple[tuple[b.Silence, int], ...],
    missing: str,
    *,
    still_open: bool,
) -> b.TableRow:
    squares = (
        b.Squares(filled=had, silent=tuple(pair for pair in silent if pair[1] > 0))
        if of <= MOST_SQUARES
        else None
    )
    short = _("{n} to come") if still_open else _("{n} missing")
    if not had and of > 1:
        missing = _("every one of them")
    return b.TableRow(
        cells=(
            b.Cell(text=name, row_head=True),
            b.Cell(text=of_words(had, of), strong=True),
            b.Cell(
                text=short.format(n=of - had) if of > had else _("all"),
                muted=True,
                squares=squares,
            ),
            b.Cell(text=missing or _("nobody")),
        )
    )


def _owed(replies: Replies) -> str:
    parts = [names(spoken(one) for one in replies.missing)] if replies.missing else []
    parts += [
        _("{name} owed {owed} and sent {came}").format(
            name=name, owed=number_word(owed), came=number_word(came)
        )
        for name, owed, came in replies.several[:MOST_SEVERAL]
    ]
    return ". ".join(parts)


def _without_figures(gaps: Gaps) -> str:
    replies = gaps.replies
    parts = list(dict.fromkeys(one.organisation_short for one in replies.silent))
    parts += [_("{name}, declined").format(name=spoken(one)) for one in replies.declined]
    if len(replies.in_part) > MOST_SEVERAL:
        every = names(spoken(one) for one in replies.in_part)
        parts.append(_("{names}, who sent no figures").format(names=every))
    else:
        parts += [in_part_words(gaps, one) for one in replies.in_part]
    more = len(parts) - MOST_NAMES
    return "; ".join([*parts[:MOST_NAMES], plural("{n} other", "{n} others", more)] if more > 0 else parts)


def in_part_words(gaps: Gaps, asked: Asked) -> str:
    """Such as: Quillgate, which sent sections A and B only."""
    sent = gaps.sections_of(asked)
    if not asked.taken:
        return _("{name}, whose return is not taken in yet").format(name=spoken(asked))
    why = {
        UNREADABLE: _("{name}, whose figures cannot be read"),
        UNCONFIRMED: _("{name}, whose figures are in doubt, or as last time and not confirmed"),
    }.get(_state_of_figures(gaps, asked))
    if why:
        return why.format(name=spoken(asked))
    if not sent:
        return _("{name}, which answered nothing").format(name=spoken(asked))
    sections = _("section") if len(sent) == 1 else _("sections")
    return _("{name}, which sent {sections} {letters} only").format(
        name=spoken(asked), sections=sections, letters=names(sent)
    )


def _state_of_figures(gaps: Gaps, asked: Asked) -> str:
    """The one state of all its figures; "" where they differ, or none are asked for."""
    rows = gaps.main.rows if gaps.main else ()
    states = {cell.state for row in rows if row.asked.id == asked.id for cell in row.cells}
    return states.pop() if len(states) == 1 else ""


def _chasing(snapshot: Snapshot, gaps: Gaps) -> list[b.Block]:
    """What was done to get an answer of those who gave none; one sentence for all who were chased alike."""
    alike: dict[tuple[tuple[str, date], ...], list[str]] = {}
    for one in (*gaps.replies.silent, *gaps.replies.in_part):
        steps = tuple((step.how, step.on) for step in snapshot.chasers if step.asked_id == one.id)
        if steps:
            alike.setdefault(steps, []).append(one.organisation_short)
    made: list[b.Block] = [counted(_chased(who, steps)) for steps, who in list(alike.items())[:MOST_WAYS]]
    more = sum(len(who) for who in list(alike.values())[MOST_WAYS:])
    if more:
        made.append(counted(plural("{n} other was chased too.", "{n} others were chased too.", more)))
    return made


def _chased(who: list[str], steps: tuple[tuple[str, date], ...]) -> str:
    ways = names(_("{how} ({when})").format(how=how, when=_day_and_month(on)) for how, on in steps)
    words = (
        _("{names} was chased: {ways}.") if len(set(who)) == 1 else _("{names} were chased alike: {ways}.")
    )
    return words.format(names=names(who), ways=ways)


def _day_and_month(on: date) -> str:
    return short_date(on).rsplit(" ", 1)[0]
