"""Where the gap is: people by staff group, those who visit homes, and the other measures."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.gaps import WITHHELD, Cell, Matrix, MatrixRow, total
from assurance_desk.domain.gaps_figures import of_words, percent, share
from assurance_desk.domain.gaps_words import (
    headline,
    lower_first,
    names,
    next_by_rate,
    noun,
    number_word,
    organisations_gave,
    people,
    sentence_case,
    spoken,
)
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import (
    counted,
    figures,
    met_words,
    nothing_yet,
    returns_words,
)
from assurance_desk.domain.questionnaire import Row
from assurance_desk.domain.returns import NOT_APPLICABLE
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _

MOST = 2 / 3
"""Returns are named until they hold this much of the gap, or are this many."""
MOST_NAMED = 5


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("Where the gap is"), key="gap")]
    found = figures(snapshot)
    if found is None:
        return [*made, counted(nothing_yet(snapshot))]
    gaps, main = found
    made += [
        b.Heading(text=headline(main), level=3, key="chart-people"),
        _people_chart(main),
        _people_note(main),
    ]
    made += [counted(words) for words in (_where(main), _next(gaps, main)) if words]
    for matrix in gaps.matrices[1:]:
        if matrix.measure.of.key != main.measure.of.key and _can_be_told(matrix):
            made += _share_part(main, matrix)
    others = _others(gaps, main)
    return [*made, counted(others)] if others else made


def _people_chart(main: Matrix) -> b.BarChart:
    ranked = main.ranked_groups()
    bars = tuple(
        b.Bar(
            name=group.label.removesuffix(" staff"),
            value=cell.missing,
            label=of_words(cell.missing, cell.of),
            right=share(cell),
            strong=place == 0 and cell.missing > 0,
        )
        for place, (group, cell) in enumerate(ranked)
    )
    met = main.measure.met
    alt = _("Bar chart: people not {met}, by staff group. {headline}.").format(
        met=met, headline=headline(main)
    )
    return b.BarChart(
        alt=alt,
        bars=bars,
        name_head=main.question.row_heading or _("Staff group"),
        bar_head=_("People not {met}, of all in the group").format(met=met),
        right_head=sentence_case(met),
    )


def _people_note(main: Matrix) -> b.Note:
    text = _("{of} {noun} in {returns} from {organisations}. {met}. Self-reported.").format(
        of=f"{main.whole.of:,}",
        noun=noun(main),
        returns=returns_words(len(main.with_figures)),
        organisations=organisations_gave(main),
        met=sentence_case(met_words(main)),
    )
    return b.Note(text=" ".join(part for part in (text, _withheld(main)) if part))


def _withheld(matrix: Matrix) -> str:
    """Groups that a public edition has no bar for."""
    pairs = zip(matrix.groups, matrix.totals, strict=True)
    groups = [lower_first(people(group)) for group, cell in pairs if cell.state == WITHHELD]
    return _("Withheld: {groups}.").format(groups=names(groups)) if groups else ""


def most_of_the_gap(main: Matrix) -> list[MatrixRow]:
    """The fewest returns, worst first, that hold most of the gap."""
    held = 0
    found: list[MatrixRow] = []
    for row in main.ranked_rows():
        enough = held >= MOST * main.whole.missing or len(found) == MOST_NAMED
        if row.total.silent or not row.total.missing or enough:
            break
        held += row.total.missing
        found.append(row)
    return found


def _where(main: Matrix) -> str:
    found = most_of_the_gap(main)
    if not found or len(main.with_figures) < 2:
        return ""
    held = sum(row.total.missing for row in found)
    words = _("{returns} hold {held} of the {missing}: {names}.")
    if len(found) == 1:
        words = _("{returns} holds {held} of the {missing}: {names}.")
    return words.format(
        returns=sentence_case(returns_words(len(found))),
        held=f"{held:,}",
        missing=f"{main.whole.missing:,}",
        names=names(f"{spoken(row.asked)} {row.total.missing}" for row in found),
    )


def _next(gaps: Gaps, main: Matrix) -> str:
    """The group with the next lowest share: how many, and how it stands in the other measures."""
    after = next_by_rate(main)
    if after is None or not after[1].missing:
        return ""
    group, cell, follows = after
    words = _("{group} come next by rate") if follows else _("{group} are lowest by rate")
    text = (
        words.format(group=people(group))
        + ": "
        + _("{n} of {of} are not {met} ({share} are)").format(
            n=cell.missing, of=cell.of, met=main.measure.met, share=share(cell)
        )
    )
    more = [
        f"{_title(matrix)} {of_words(one.met, one.of)}"
        for matrix in gaps.matrices[1:]
        if matrix.question == main.question and not (one := _group(matrix, group)).silent
    ]
    return f"{text}; {names(more)}." if more else f"{text}."


def _title(matrix: Matrix) -> str:
    return lower_first(matrix.measure.title)


def _group(matrix: Matrix, group: Row) -> Cell:
    return matrix.totals[[one.ref for one in matrix.groups].index(group.ref)]


def _can_be_told(matrix: Matrix) -> bool:
    return not matrix.whole.silent and bool(matrix.ranked_groups())


def _share_part(main: Matrix, matrix: Matrix) -> list[b.Block]:
    """Another measure with a total of its own: those who visit homes."""
    whole, met = matrix.whole, matrix.measure.met
    title = _("Of {noun}, {figures} are {met} ({share})").format(
        noun=noun(matrix), figures=of_words(whole.met, whole.of), met=met, share=share(whole)
    )
    if whole.missing:
        title = _("{title}; {n} are not").format(title=title, n=f"{whole.missing:,}")
    note = _("{of} {noun} in {returns}.").format(
        of=f"{whole.of:,}", noun=noun(matrix), returns=returns_words(len(matrix.with_figures))
    )
    note = " ".join(
        part for part in (note, _nobody(matrix), _withheld(matrix), _not_the_same(main, matrix)) if part
    )
    key = f"chart-{matrix.measure.column.key}"
    return [b.Heading(text=title, level=3, key=key), _share_chart(matrix), b.Note(text=note)]


def _share_chart(matrix: Matrix) -> b.BarChart:
    ranked = sorted(matrix.ranked_groups(), key=lambda pair: pair[1].met / pair[1].of)
    bars = [_share_bar(group.label.removesuffix(" staff"), cell) for group, cell in ranked]
    bars[0] = replace(bars[0], strong=True)
    every = _share_bar(_("All {noun}").format(noun=noun(matrix)), matrix.whole)
    alt = _("Bar chart: share of {noun} {met}, lowest first.")
    return b.BarChart(
        alt=alt.format(noun=noun(matrix), met=matrix.measure.met),
        bars=(*bars, replace(every, total=True)),
        name_head=sentence_case(noun(matrix)),
        bar_head=sentence_case(met_words(matrix)),
        right_head=_("People"),
        full=100,
    )


def _share_bar(name: str, cell: Cell) -> b.Bar:
    return b.Bar(
        name=name, value=100 * cell.met / cell.of, label=share(cell), right=of_words(cell.met, cell.of)
    )


def _nobody(matrix: Matrix) -> str:
    none = [
        lower_first(people(g))
        for g, cell in zip(matrix.groups, matrix.totals, strict=True)
        if cell.state == NOT_APPLICABLE
    ]
    if not none:
        return ""
    return _("There are no {noun} among {groups}.").format(noun=noun(matrix), groups=names(none))


def _not_the_same(main: Matrix, matrix: Matrix) -> str:
    """All staff of the groups that mostly visit homes is another count, easily taken for this one."""
    if any(cell.state == WITHHELD for cell in (*main.totals, *matrix.totals)):
        return ""  # its sum would tell what is withheld
    top = max((group.level for group in main.groups), default="")
    chosen: list[Cell] = []
    apart: list[str] = []
    for group, every, visiting in zip(main.groups, main.totals, matrix.totals, strict=True):
        if every.silent or visiting.silent or visiting.of * 2 <= every.of:
            continue
        if group.level == top:
            apart.append(lower_first(people(group)))
        else:
            chosen.append(every)
    sum_of = total(chosen)
    if sum_of.silent or sum_of.of == matrix.whole.of:
        return ""
    without = _(", {groups} left out,").format(groups=names(apart)) if apart else ""
    return _(
        "All staff of the {n} groups in which most are {noun}{without} are another count: {figures}, {share}."
    ).format(
        n=number_word(len(chosen)),
        noun=noun(matrix),
        without=without,
        figures=of_words(sum_of.met, sum_of.of),
        share=percent(sum_of.met, sum_of.of),
    )


def _others(gaps: Gaps, main: Matrix) -> str:
    """The other measures of the same people, each with its lowest group."""
    parts = []
    for matrix in gaps.matrices[1:]:
        if matrix.measure.of.key != main.measure.of.key or not _can_be_told(matrix):
            continue
        group, cell = min(matrix.ranked_groups(), key=lambda pair: pair[1].met / pair[1].of)
        parts.append(
            _("{title}: {figures} ({share}) {met}; lowest are {group}, {lowest}.").format(
                title=matrix.measure.title,
                figures=of_words(matrix.whole.met, matrix.whole.of),
                share=share(matrix.whole),
                met=matrix.measure.met,
                group=lower_first(people(group)),
                lowest=of_words(cell.met, cell.of),
            )
        )
    return " ".join(parts)
