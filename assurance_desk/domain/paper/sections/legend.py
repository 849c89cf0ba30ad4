"""Every scale the paper uses, with what each step means."""

from __future__ import annotations

from assurance_desk.domain.actions import DELIVERY_MEANINGS, DELIVERY_STATES
from assurance_desk.domain.assurance import LEVEL_MEANINGS
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import figures
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    groups = []
    if figures(snapshot) is not None:
        groups += [_shades(), _silences(public=snapshot.public)]
    states = {action.delivery for action in snapshot.actions}
    if states:
        groups.append(_delivery(states))
    levels = {judgement.level for judgement in snapshot.judgements}
    if levels:
        groups.append(_assurance(levels))
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
    rows.append(
        b.LegendRow(
            shown=b.Cell(text="?"),
            means=_("not asked, unreadable or to confirm, as it says"),
        )
    )
    small = b.LegendRow(
        shown=b.Cell(text=_("Under five"), few=True), means=_("counts fewer than five people")
    )
    if public:
        why = _("fewer than five people, or would give that away")
        small = b.LegendRow(shown=b.Cell(text=_("* Withheld")), means=why)
    rows.append(small)
    return b.LegendGroup(scale=_("Silence"), rows=tuple(rows))


def _delivery(states: set[str]) -> b.LegendGroup:
    rows = tuple(
        b.LegendRow(shown=b.Cell(text=state, chip=state), means=DELIVERY_MEANINGS[state])
        for state in DELIVERY_STATES
        if state in states
    )
    return b.LegendGroup(scale=_("Delivery"), rows=rows)


def _assurance(levels: set[str]) -> b.LegendGroup:
    rows = tuple(
        b.LegendRow(shown=b.Cell(text=level, assurance=level), means=meaning)
        for level, meaning in LEVEL_MEANINGS.items()
        if level in levels
    )
    return b.LegendGroup(scale=_("Assurance"), rows=rows)
