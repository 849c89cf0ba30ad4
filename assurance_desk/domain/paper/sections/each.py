"""What to take up with each organisation: its figures, and what in its answers calls for a question."""

from __future__ import annotations

from assurance_desk.domain.gaps import WITHHELD, Matrix, MatrixRow, worst
from assurance_desk.domain.gaps_figures import of_words, share
from assurance_desk.domain.gaps_grades import Challenge
from assurance_desk.domain.gaps_words import (
    lower_first,
    names,
    no_reply,
    sentence_case,
    short_name,
    short_of,
    spoken,
)
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import (
    MARKS,
    PAPER_SILENCE,
    counted,
    figures,
    mark_of,
    nothing_yet,
    returns_words,
    told_in_words,
)
from assurance_desk.domain.paper.sections.gap import most_of_the_gap
from assurance_desk.domain.paper.sections.heat import silent_words
from assurance_desk.domain.returns import DECLINED, NOT_APPLICABLE
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _, plural


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("What to take up with each organisation"), key="each")]
    found = figures(snapshot)
    if found is None:
        return [*made, counted(nothing_yet(snapshot))]
    gaps, main = found
    first = {row.asked.id for row in most_of_the_gap(main)}
    made += [b.Heading(text=_finding(main), level=3), _table(snapshot, gaps, main, first)]
    note = _(
        "Ordered by people not {met}. What to take up is counted from the answers; figures are as returned."
    )
    made.append(b.Note(text=note.format(met=main.measure.met)))
    return [*made, *(_challenge(one, main) for one in gaps.challenges)]


def _finding(main: Matrix) -> str:
    found = most_of_the_gap(main)
    if not found:
        return _("No return has anybody out of date")
    return _("Start with {names}").format(names=names(spoken(row.asked) for row in found))


def _table(snapshot: Snapshot, gaps: Gaps, main: Matrix, first: set[str]) -> b.DataTable:
    met = main.measure.met
    columns = (
        b.TableColumn(heading=_("Return"), width=41),
        b.TableColumn(heading=_("Staff"), width=12, align="right"),
        b.TableColumn(heading=sentence_case(met), width=14, align="right"),
        b.TableColumn(heading=_("Rate"), width=17, align="right"),
        b.TableColumn(heading=_("Not {met}").format(met=met), width=20, align="right"),
        b.TableColumn(heading=_("To take up")),
    )
    rows = [_row(snapshot, gaps, row, strong=row.asked.id in first) for row in main.ranked_rows()]
    whole = main.whole
    total = b.TableRow(
        cells=(
            b.Cell(text=_("All returns with figures"), row_head=True),
            *(
                b.Cell(text=text, strong=True)
                for text in _figures(whole.of, whole.met, share(whole), whole.missing)
            ),
            b.Cell(text=sentence_case(returns_words(len(main.with_figures))), muted=True),
        ),
        kind="total",
    )
    return b.DataTable(name=_("Questions"), columns=columns, rows=(*rows, total))


def _figures(of: int, met: int, rate: str, missing: int) -> tuple[str, str, str, str]:
    return str(of), str(met), rate, str(missing)


def _row(snapshot: Snapshot, gaps: Gaps, row: MatrixRow, *, strong: bool) -> b.TableRow:
    name = b.Cell(text=short_of(row.asked), row_head=True, strong=strong)
    if row.total.state == WITHHELD:
        words = b.Cell(text=_("* Withheld"), span=4, align="left")
        return b.TableRow(cells=(name, words, b.Cell(text=take_up(snapshot, gaps, row))))
    if row.total.silent:
        silence = PAPER_SILENCE.get(row.total.state, b.LEFT_BLANK)
        if row.asked.state == DECLINED:
            silence = b.DECLINED
        words = b.Cell(text=_short(gaps, row), span=4, silence=silence, align="left")
        if row.total.state in MARKS:
            told = f"{mark_of(row.total.state)} {sentence_case(told_in_words(row.total.state))}"
            words = b.Cell(text=told, span=4, align="left")
        return b.TableRow(cells=(name, words, b.Cell(text=take_up(snapshot, gaps, row))))
    texts = _figures(row.total.of, row.total.met, share(row.total), row.total.missing)
    cells = [b.Cell(text=text, strong=place == 3) for place, text in enumerate(texts)]
    return b.TableRow(cells=(name, *cells, b.Cell(text=take_up(snapshot, gaps, row))))


def _short(gaps: Gaps, row: MatrixRow) -> str:
    if row.asked.state == DECLINED:
        return _("Declined: figures not given")
    if row.total.state == NOT_APPLICABLE:
        return _("No such staff")
    return _("Figures not given") if row.asked.came else no_reply(gaps.replies)


def take_up(snapshot: Snapshot, gaps: Gaps, row: MatrixRow) -> str:
    """Such as: In date: repairs 31 of 65, arrears 9 of 17. Not met: B4 and E1."""
    parts = [_gap_words(snapshot, gaps, row)]
    parts += [
        _("Rates itself {rating} of {top} ({ref}).").format(
            rating=one.rating, top=one.top, ref=one.question.ref
        )
        for one in gaps.challenges
        if one.asked.id == row.asked.id
    ]
    not_met = _not_met(gaps, row)
    if not_met:
        parts.append(_("Not met: {refs}.").format(refs=names(not_met)))
    waiting = dict(gaps.waiting).get(row.asked.id, 0)
    if waiting:
        parts.append(plural("{n} doubt still to decide.", "{n} doubts still to decide.", waiting))
    return " ".join(part for part in parts if part)


def _gap_words(snapshot: Snapshot, gaps: Gaps, row: MatrixRow) -> str:
    if not row.gave_figures:
        return silent_words(snapshot, gaps, row) + "."
    if row.total.state == WITHHELD:
        return _("Withheld: too few people.")
    if row.total.silent or not row.total.missing:
        return _("Nobody out of date.")
    main = next(one for one in gaps.matrices if row in one.rows)
    pairs = [(g, c) for g, c in zip(main.groups, row.cells, strict=True) if not c.silent and c.missing]
    widest = sorted(pairs, key=lambda pair: worst(pair[1]))[:2]
    if not widest:
        return _("By group: withheld.")
    groups = ", ".join(
        f"{lower_first(short_name(group))} {of_words(cell.met, cell.of)}" for group, cell in widest
    )
    return _("{met}: {groups}.").format(met=sentence_case(main.measure.met), groups=groups)


def _not_met(gaps: Gaps, row: MatrixRow) -> list[str]:
    place = [one.id for one in gaps.grid.asked].index(row.asked.id)
    return [line.question.ref for line in gaps.grid.graded() if line.grades[place].score == 0]


def _challenge(one: Challenge, main: Matrix) -> b.Paragraph:
    words = _(
        "{name} rates itself {rating} of {top} on {ref} with {figures} {noun} {met}: a case to challenge."
    )
    return counted(
        words.format(
            name=spoken(one.asked),
            rating=one.rating,
            top=one.top,
            ref=one.question.ref,
            figures=of_words(one.met, one.of),
            noun=_("staff"),
            met=main.measure.met,
        )
    )
