"""The message in three figures, each counted."""

from __future__ import annotations

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps import Matrix
from assurance_desk.domain.gaps_figures import of_words, share
from assurance_desk.domain.gaps_words import (
    lower_first,
    next_by_rate,
    noun,
    organisations_gave,
    people,
    who_is_missing,
)
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import figures, nothing_yet
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    found = figures(snapshot)
    if found is None:
        return [counted_replies(snapshot)]
    gaps, main = found
    three = (_in_date(gaps, main), _gap(main), _replies(gaps))
    return [b.KeyFigures(figures=tuple(one for one in three if one), title=_("The message"))]


def counted_replies(snapshot: Snapshot) -> b.Block:
    """With no figures, how many returns came is the message."""
    gaps = snapshot.gaps
    if gaps is None:
        return b.Paragraph(text=nothing_yet(snapshot), voice="counted")
    replies = gaps.replies
    missing = who_is_missing(replies) if replies.returns_came else ""  # of nobody, the figure says it all
    came = b.KeyFigure(
        figure=of_words(replies.returns_came, replies.returns),
        text=" ".join(part for part in (_("returns came."), missing, nothing_yet(snapshot)) if part),
    )
    return b.KeyFigures(figures=(came,), title=_("The message"))


def _in_date(gaps: Gaps, main: Matrix) -> b.KeyFigure:
    day = gaps.questionnaire.counted_on
    text = _("{figures} {noun} in the {organisations} that gave figures were {met}{on}.").format(
        figures=of_words(main.whole.met, main.whole.of),
        noun=noun(main),
        organisations=organisations_gave(main),
        met=main.measure.met,
        on=_(" on {day}").format(day=long_date(day)) if day else "",
    )
    return b.KeyFigure(figure=share(main.whole), text=text)


def _gap(main: Matrix) -> b.KeyFigure | None:
    if not main.whole.missing:
        return None
    group, cell = main.ranked_groups()[0]
    text = _("people not {met} are {group}.").format(met=main.measure.met, group=lower_first(people(group)))
    after = next_by_rate(main)
    if after and after[1].missing:
        words = (
            _("{group} come next by rate: {figures} {met}.")
            if after[2]
            else _("{group} are lowest by rate: {figures} {met}.")
        )
        text += " " + words.format(
            group=people(after[0]), figures=of_words(after[1].met, after[1].of), met=main.measure.met
        )
    return b.KeyFigure(figure=of_words(cell.missing, main.whole.missing), text=text)


def _replies(gaps: Gaps) -> b.KeyFigure:
    replies = gaps.replies
    parts = (_("organisations gave figures."), who_is_missing(replies), _("All figures are self-reported."))
    return b.KeyFigure(
        figure=of_words(replies.organisations_with_figures, replies.organisations_asked_for_figures),
        text=" ".join(part for part in parts if part),
    )
