"""Who is not in these figures: the three denominators, and everyone missing by name."""

from __future__ import annotations

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.gaps import Asked
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.gaps_words import MOST_NAMES, names, number_word, organisations_gave, sentence_case
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import counted, figures, nothing_yet, returns_words
from assurance_desk.domain.returns import DECLINED
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _, plural

MOST_SEVERAL = 3
"""Organisations with several returns that are spelt out."""
MOST_SQUARES = 40
"""More do not stand beside each other in their column."""


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
            "Every percentage in this paper stands on the last line: {organisations}, {returns}, {of} staff."
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
    short = replies.organisations - replies.organisations_with_figures
    if replies.nothing_came:
        return _("No return has come yet")
    if not short:
        return _("Every organisation gave figures")
    words = _("{n} of the {all} organisations gave no figures")
    return sentence_case(words.format(n=number_word(short), all=number_word(replies.organisations)))


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
    in_part = replies.organisations_replied - replies.organisations_with_figures - declined
    lines = (
        _line(
            _("Questionnaires returned"),
            replies.returns_came,
            replies.returns,
            _by_state(replies),
            _owed(replies),
        ),
        _line(
            _("Organisations that replied"),
            replies.organisations_replied,
            replies.organisations,
            ((b.NO_REPLY, no_reply),),
            names(one.organisation_short for one in replies.silent),
        ),
        _line(
            _("Organisations with figures"),
            replies.organisations_with_figures,
            replies.organisations,
            ((b.LEFT_BLANK, in_part), (b.DECLINED, declined), (b.NO_REPLY, no_reply)),
            _without_figures(gaps),
        ),
    )
    return b.DataTable(name=_("Replies"), columns=columns, rows=lines, whole=True)


def _by_state(replies: Replies) -> tuple[tuple[b.Silence, int], ...]:
    declined = sum(one.state == DECLINED for one in replies.missing)
    return (b.DECLINED, declined), (b.NO_REPLY, len(replies.missing) - declined)


def _line(
    name: str, had: int, of: int, silent: tuple[tuple[b.Silence, int], ...], missing: str
) -> b.TableRow:
    squares = (
        b.Squares(filled=had, silent=tuple(pair for pair in silent if pair[1] > 0))
        if of <= MOST_SQUARES
        else None
    )
    if not had and of > 1:
        missing = _("every one of them")
    return b.TableRow(
        cells=(
            b.Cell(text=name, row_head=True),
            b.Cell(text=of_words(had, of), strong=True),
            b.Cell(
                text=_("{n} missing").format(n=of - had) if of > had else _("all"),
                muted=True,
                squares=squares,
            ),
            b.Cell(text=missing or _("nobody")),
        )
    )


def _owed(replies: Replies) -> str:
    parts = [names(one.short for one in replies.missing)] if replies.missing else []
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
    parts += [_("{name}, declined").format(name=one.short) for one in replies.declined]
    parts += [in_part_words(gaps, one) for one in replies.in_part]
    more = len(parts) - MOST_NAMES
    return "; ".join([*parts[:MOST_NAMES], plural("{n} other", "{n} others", more)] if more > 0 else parts)


def in_part_words(gaps: Gaps, asked: Asked) -> str:
    """Such as: Quillgate, which sent sections A and B only."""
    sent = gaps.sections_of(asked)
    if not asked.taken:
        return _("{name}, whose return is not taken in yet").format(name=asked.short)
    if not sent:
        return _("{name}, which answered nothing").format(name=asked.short)
    sections = _("section") if len(sent) == 1 else _("sections")
    return _("{name}, which sent {sections} {letters} only").format(
        name=asked.short, sections=sections, letters=names(sent)
    )


def _chasing(snapshot: Snapshot, gaps: Gaps) -> list[b.Block]:
    """What was done to get an answer of those who gave none."""
    made: list[b.Block] = []
    for one in (*gaps.replies.silent, *gaps.replies.in_part)[:MOST_NAMES]:
        steps = [step for step in snapshot.chasers if step.asked_id == one.id]
        if steps:
            ways = names(
                _("{how} ({when})").format(how=s.how, when=short_date(s.on).rsplit(" ", 1)[0]) for s in steps
            )
            made.append(counted(_("{name} was chased: {ways}.").format(name=one.organisation, ways=ways)))
    return made
