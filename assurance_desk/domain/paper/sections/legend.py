"""Every scale the paper uses, with what each step means."""

from __future__ import annotations

from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import figures, mark_of, told_in_words
from assurance_desk.domain.printed import Printed
from assurance_desk.domain.returns import NOT_ASKED, UNCONFIRMED, UNREADABLE
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.domain.vocabularies import ASSURANCE, DELIVERY
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    groups = []
    if figures(snapshot) is not None:
        groups += [_shades(), _silences(public=snapshot.public)]
    states = {action.delivery for action in snapshot.actions}
    if states:
        groups.append(_delivery(snapshot.printed, states))
    if snapshot.judgements:
        groups.append(_assurance(snapshot.printed, snapshot.judgements))
    if not groups:
        return []
    return [b.Heading(text=_("Scales used in this paper"), key="legend"), b.Legend(groups=tuple(groups))]


def _shades() -> b.LegendGroup:
    means = (
        _("what was asked for"),
        _("near it"),
        _("a gap"),
        _("fewer than half"),
        _("fewer than a quarter"),
    )
    rows = tuple(
        b.LegendRow(shown=b.Cell(text=words, heat=step), means=meaning)
        for step, ((_least, words), meaning) in enumerate(zip(b.HEAT_BANDS, means, strict=True))
    )
    return b.LegendGroup(scale=_("In date"), rows=rows)


def _silences(*, public: bool) -> b.LegendGroup:
    means: tuple[tuple[str, b.Silence, str], ...] = (
        (_("No reply"), b.NO_REPLY, _("nothing has come back")),
        (_("Declined"), b.DECLINED, _("replied, but would not answer this")),
        (_("Left blank"), b.LEFT_BLANK, _("came back empty, no figure given")),
        (_("Not applicable"), b.NOT_APPLICABLE, _("with a reason")),
        (_("No staff"), b.NO_SUCH_STAFF, _("nobody in that group")),
    )
    rows = [
        b.LegendRow(shown=b.Cell(text=name, silence=silence), means=meaning)
        for name, silence, meaning in means
    ]
    marks = (
        (NOT_ASKED, _("their version, or an answer of theirs, means it was not asked")),
        (UNREADABLE, _("what stands there cannot be read")),
        (UNCONFIRMED, _("in doubt, or as last time and confirmed by nobody")),
    )
    rows += [
        b.LegendRow(shown=b.Cell(text=f"{mark_of(state)} {told_in_words(state)}"), means=meaning)
        for state, meaning in marks
    ]
    small = b.LegendRow(
        shown=b.Cell(text=_("Under five"), few=True), means=_("counts fewer than five people")
    )
    if public:
        why = _("fewer than five people, or would give that away")
        small = b.LegendRow(shown=b.Cell(text=_("* Withheld")), means=why)
    rows.append(small)
    return b.LegendGroup(scale=_("Silence"), rows=tuple(rows))


def _delivery(printed: Printed, states: set[str]) -> b.LegendGroup:
    rows = tuple(
        b.LegendRow(
            shown=b.Cell(text=printed.word(DELIVERY, state), chip=state),
            means=printed.meaning(DELIVERY, state),
        )
        for state in printed.ordered(DELIVERY, states)
    )
    return b.LegendGroup(scale=_("Delivery"), rows=rows)


def _assurance(printed: Printed, judgements: tuple[Judgement, ...]) -> b.LegendGroup:
    """From the most to the least, not yet rated last; each drawn as far up as its judgement drew it."""
    on = {one.level: one.on for one in judgements}
    levels = [level for level in reversed(printed.ordered(ASSURANCE, set(on))) if level != NOT_RATED]
    rows = tuple(
        b.LegendRow(
            shown=b.Cell(
                text=printed.word(ASSURANCE, level), assurance=level, steps=printed.steps(level, on[level])
            ),
            means=printed.meaning(ASSURANCE, level),
        )
        for level in (*levels, *([NOT_RATED] if NOT_RATED in on else []))
    )
    return b.LegendGroup(scale=_("Assurance"), rows=rows)
