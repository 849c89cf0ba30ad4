"""Every return, every group: the heat map."""

from __future__ import annotations

from assurance_desk.domain.gaps import WITHHELD, Cell, Matrix, MatrixRow
from assurance_desk.domain.gaps_figures import of_words, percent, whole_percent
from assurance_desk.domain.gaps_words import (
    lower_first,
    names,
    no_reply,
    people,
    short_name,
    short_of,
    spoken,
)
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import (
    MARKS,
    counted,
    figures,
    mark_of,
    met_words,
    nothing_yet,
    silent_cell,
    told_in_words,
)
from assurance_desk.domain.returns import DECLINED, NOT_ASKED, NOT_RETURNED, UNCONFIRMED, UNREADABLE
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("Every return, every group"), key="heat")]
    found = figures(snapshot)
    if found is None:
        return [*made, counted(nothing_yet(snapshot))]
    gaps, main = found
    note = _("Staff {met}. Dash: no staff in that group. Corner: fewer than five people.")
    if snapshot.public:
        note = _("Staff {met}. Dash: no staff in that group. Star: withheld, see below.")
    made += [
        b.Heading(text=_finding(main), level=3, key="heat-map"),
        b.Note(text=note.format(met=met_words(main))),
        heat_map(snapshot, gaps, main),
        b.HeatScale(title=_("Staff {met}").format(met=main.measure.met)),
    ]
    few, all_cells = main.few(), len(main.counted())
    if snapshot.public:
        made += _withheld(main)
    elif few:
        words = _(
            "Small groups swing widely: {few} of the {all} cells count fewer than five people."
            " They are shown to the {body} and will be withheld in a public edition."
        )
        made.append(counted(words.format(few=few, all=all_cells, body=snapshot.body_word)))
    return made


def _withheld(main: Matrix) -> list[b.Block]:
    count = main.withheld()
    if not count:
        return []
    words = _(
        "* {count} of the {all} figures are withheld from this public edition: they count fewer than five people,"
        " or would let such a count be worked out. They are in every total that is given."
    )
    return [counted(words.format(count=count, all=count + len(main.counted())))]


def _finding(main: Matrix) -> str:
    """The darkest column, and who has nobody in date."""
    nobody = [
        spoken(row.asked)
        for row in main.ranked_rows()
        if not row.total.silent and not row.total.met and row.total.of
    ]
    ranked = main.ranked_groups()
    group, cell = min(ranked, key=lambda pair: pair[1].met / pair[1].of)
    if not main.whole.missing:
        return _("Nobody is out of date in any return")
    words = _("{group} are lowest, {figures} {met}").format(
        group=people(group), figures=of_words(cell.met, cell.of), met=main.measure.met
    )
    if not nobody:
        return words
    have = _("{names} has nobody {met}") if len(nobody) == 1 else _("{names} have nobody {met}")
    return f"{words}; " + have.format(names=names(nobody), met=main.measure.met)


def heat_map(snapshot: Snapshot, gaps: Gaps, main: Matrix) -> b.HeatMap:
    rows = [_row(snapshot, gaps, row) for row in main.ranked_rows()]
    total = b.HeatRow(
        name=_("All returns with figures"),
        cells=(*(heat_cell(cell, few=False) for cell in main.totals), plain_cell(main.whole)),
        total=True,
    )
    return b.HeatMap(
        name=_("Heat map"),
        corner=_("Most people not {met} first").format(met=main.measure.met),
        columns=(*(short_name(group) for group in main.groups), main.measure.title),
        rows=(*rows, total),
    )


def _row(snapshot: Snapshot, gaps: Gaps, row: MatrixRow) -> b.HeatRow:
    if row.gave_figures or any(cell.state in MARKS for cell in row.cells):
        cells = (*(heat_cell(cell) for cell in row.cells), plain_cell(row.total))
        return b.HeatRow(name=short_of(row.asked), cells=cells)
    silence: b.Silence = b.NO_REPLY if row.cells and row.cells[0].state == NOT_RETURNED else b.LEFT_BLANK
    if row.asked.state == DECLINED:
        silence = b.DECLINED
    return b.HeatRow(name=short_of(row.asked), silence=silence, words=silent_words(snapshot, gaps, row))


def silent_words(snapshot: Snapshot, gaps: Gaps, row: MatrixRow) -> str:
    """Why a whole row is silent: No reply, after reminder and chaser; Sent sections A and B only."""
    asked = row.asked
    steps = snapshot.chase_steps(asked)
    after = _(", after {steps}").format(steps=names(lower_first(step) for step in steps)) if steps else ""
    if not asked.came:
        return (_("Declined") if asked.state == DECLINED else no_reply(gaps.replies)) + after
    if not asked.taken:
        return _("Here, and not taken in yet")
    states = {cell.state for cell in row.cells}
    why = {
        NOT_ASKED: _("Not asked for figures"),
        UNCONFIRMED: _("Figures in doubt, or as last time and not confirmed"),
        UNREADABLE: _("Figures that cannot be read"),
    }
    if len(states) == 1 and (one := states.pop()) in why:
        return why[one]
    sent = gaps.sections_of(asked)
    if not sent:
        return _("Came back without figures")
    sections = _("section") if len(sent) == 1 else _("sections")
    only = _("{sections} {letters} only").format(sections=sections, letters=names(sent))
    return (_("Declined; sent {only}") if asked.state == DECLINED else _("No figures: sent {only}")).format(
        only=only
    )


def heat_cell(cell: Cell, *, few: bool = True) -> b.HeatCell:
    if cell.silent:
        return silent_cell(cell.state)
    printed = whole_percent(cell.met, cell.of)
    return b.HeatCell(
        figure=f"{printed}%",
        sub=of_words(cell.met, cell.of),
        band=b.heat_band(printed),
        few=few and cell.few,
    )


def plain_cell(cell: Cell) -> b.HeatCell:
    """A total: its figures without a shade."""
    if cell.state == WITHHELD:
        return b.HeatCell(figure=mark_of(cell.state), sub=told_in_words(cell.state))
    if cell.silent:
        return b.HeatCell(figure="–")
    return b.HeatCell(figure=percent(cell.met, cell.of, 0), sub=of_words(cell.met, cell.of))
