"""Every figure of the sample comes out, and a silence is never a nought."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assurance_desk.domain.gaps import SILENCES, Cell, build_matrix, measures_of
from assurance_desk.domain.gaps_figures import percent, share, whole_percent
from assurance_desk.domain.gaps_grades import build_grid, challenges
from assurance_desk.domain.gaps_public import WITHHELD, public_edition, withhold
from assurance_desk.domain.gaps_replies import count_replies, sections_sent
from assurance_desk.domain.returns import (
    ANSWERED,
    BLANK,
    DECLINED,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
)
from tests import gaps_data as m


@pytest.mark.parametrize(
    ("title", "met", "of", "share_of"),
    [
        ("All staff", 404, 607, "66.6%"),
        ("Home visitors", 291, 464, "62.7%"),
        ("Adults", 389, 607, "64.1%"),
        ("Domestic abuse", 217, 607, "35.7%"),
    ],
)
def test_the_four_totals(title, met, of, share_of):
    whole = m.matrix(title).whole
    assert (whole.met, whole.of, share(whole)) == (met, of, share_of)


def test_each_group_of_all_staff():
    found = {
        g.ref: (c.met, c.of, share(c)) for g, c in zip(m.matrix().groups, m.matrix().totals, strict=True)
    }
    assert found == {
        "SG1": (74, 90, "82.2%"),
        "SG2": (22, 39, "56.4%"),
        "SG3": (21, 25, "84.0%"),
        "SG4": (88, 95, "92.6%"),
        "SG5": (71, 199, "35.7%"),
        "SG6": (74, 99, "74.7%"),
        "SG7": (54, 60, "90.0%"),
    }


def test_home_visitors_by_group_and_the_headcount_that_is_not_the_same():
    visitors = m.matrix("Home visitors")
    found = {g.ref: (c.met, c.of) for g, c in zip(visitors.groups, visitors.totals, strict=True)}
    assert found == {
        "SG1": (74, 90), "SG2": (16, 29), "SG3": (12, 16), "SG4": (85, 92), "SG5": (71, 199), "SG6": (0, 0), "SG7": (33, 38),
    }  # fmt: skip
    assert visitors.totals[5].state == NOT_APPLICABLE
    five = m.matrix().totals[:5]
    assert (sum(c.met for c in five), sum(c.of for c in five)) == (276, 448)
    assert percent(276, 448) == "61.6%"


def test_people_not_in_date_ranked():
    matrix = m.matrix()
    assert matrix.whole.missing == 203
    groups = matrix.ranked_groups()
    assert [(g.ref, c.missing) for g, c in groups] == [
        ("SG5", 128), ("SG6", 25), ("SG2", 17), ("SG1", 16), ("SG4", 7), ("SG7", 6), ("SG3", 4),
    ]  # fmt: skip
    rows = matrix.ranked_rows()
    assert [(r.asked.ref, r.total.missing) for r in rows[:3]] == [("O06a", 58), ("O06c", 48), ("O05", 47)]
    assert sum(r.total.missing for r in rows[:3]) == 153
    assert [r.asked.ref for r in rows[-2:]] == ["O11", "O03"]


def test_the_three_denominators_and_who_is_missing_by_name():
    replies = count_replies(m.asked(), m.matrix())
    assert (replies.returns_came, replies.returns) == (13, 14)
    assert (replies.organisations_replied, replies.organisations) == (11, 12)
    assert (replies.organisations_with_figures, replies.returns_with_figures) == (10, 12)
    assert [one.organisation for one in replies.silent] == ["Penhollow District Council"]
    assert [one.ref for one in replies.in_part] == ["O11"]
    assert replies.several == (("Tern Valley", 3, 3),)
    quillgate = replies.in_part[0]
    assert sections_sent(m.htg(), {key[1] for key in m.answers() if key[0] == quillgate.id}) == ("A", "B")


def test_who_declined_and_sent_nothing_has_replied_but_is_no_return():
    changed = tuple(
        replace(one, state=DECLINED, came=False, taken=False) if one.ref == "O11" else one
        for one in m.asked()
    )
    replies = count_replies(changed, m.matrix())
    assert (replies.returns_came, replies.organisations_replied) == (12, 11)
    assert [one.ref for one in replies.declined] == ["O11"]


def test_sixteen_of_forty_seven_cells_count_fewer_than_five():
    matrix = m.matrix()
    assert (matrix.few(), len(matrix.counted())) == (16, 47)


def test_the_six_silences_stay_apart_and_out_of_every_denominator():
    held = dict(m.answers())
    held["O01", "D1", "SG1", "children"] = ("", UNREADABLE)
    held["O01", "D1", "SG2", "children"] = ("3", UNCONFIRMED)
    held["O01", "D1", "SG3", "employed"] = ("", NOT_ASKED)
    del held["O01", "D1", "SG6", "children"]
    matrix = m.matrix(held=held)
    row = next(row for row in matrix.rows if row.asked.ref == "O01")
    assert [cell.state for cell in row.cells] == [
        UNREADABLE, UNCONFIRMED, NOT_ASKED, NOT_APPLICABLE, NOT_APPLICABLE, BLANK, ANSWERED,
    ]  # fmt: skip
    assert (row.total.met, row.total.of) == (5, 5)
    assert matrix.whole.of == 607 - 6 - 4 - 14 - 9
    assert {cell.state for cell in matrix.rows[2].cells} == {NOT_RETURNED}
    assert matrix.silences()[NOT_RETURNED] == 7
    assert set(matrix.silences()) == set(SILENCES)


def test_what_an_older_version_did_not_ask_is_neither_blank_nor_unmet():
    older = tuple(replace(one, not_asked=("E4",)) if one.ref == "O04" else one for one in m.asked())
    held = {key: value for key, value in m.answers().items() if key[:2] != ("O04", "E4")}
    grid = build_grid(m.htg(), older, held)
    e4 = next(row for row in grid.rows if row.question.ref == "E4")
    assert e4.grades[3].state == NOT_ASKED
    assert e4.answered == 6


def test_more_trained_than_employed_and_words_for_a_number_are_no_figures():
    held = dict(m.answers())
    held["O08", "D1", "SG2", "children"] = ("5", ANSWERED)
    held["O08", "D1", "SG1", "employed"] = ("not known", ANSWERED)
    cells = next(row for row in m.matrix(held=held).rows if row.asked.ref == "O08").cells
    assert cells[1].state == UNCONFIRMED
    assert cells[0].state == BLANK


def test_a_return_that_is_here_but_not_taken_in_is_unconfirmed():
    here = tuple(replace(one, taken=False) for one in m.asked())
    question = m.matrix().question
    matrix = build_matrix(question, measures_of(question)[0], here, {})
    assert {cell.state for cell in matrix.rows[0].cells} == {UNCONFIRMED}
    assert matrix.whole.silent
    assert matrix.whole.of == 0


def test_no_returns_at_all_divide_by_nothing():
    question = m.matrix().question
    matrix = build_matrix(question, measures_of(question)[0], (), {})
    assert matrix.whole.silent
    assert share(matrix.whole) == ""
    assert matrix.ranked_groups() == ()
    assert count_replies((), matrix).nothing_came
    assert percent(0, 0) == "–"


def test_percentages_round_half_up():
    assert percent(404, 607) == "66.6%"
    assert percent(1, 16) == "6.3%"  # 6.25, which half-even would print 6.2
    assert whole_percent(74, 99) == 75  # 74.7: the shade follows what is printed


def test_what_a_measure_counts_in_words():
    measures = measures_of(m.matrix().question)
    assert [(one.met, one.subject) for one in measures] == [
        ("in date", "children"), ("in date", "children"), ("in date", "adults"), ("in date", "domestic abuse"),
    ]  # fmt: skip


GRADES = {
    "O01": "FFPMPXM4", "O02": "FMPMPXM4", "O04": "FFMFXXF5", "O05": "MMNPPNP4", "O06a": "FFPMMPM5", "O06b": "FFMFFXF5",
    "O06c": "PNNNNNN4", "O07": "FMPPPPM3", "O08": "MMPPNPP4", "O09": "FFXFFXF5", "O10": "FFXFFXF5", "O12": "NPNNNNN2",
}  # fmt: skip


def test_the_graded_answers_question_by_return():
    grid = build_grid(m.htg(), m.asked(), m.answers())
    rows = {row.question.ref: row for row in grid.scaled()}
    assert list(rows) == ["B2", "B3", "B4", "C1", "E1", "E4", "F2", "F3"]
    for at, asked in enumerate(m.asked()):
        if asked.ref in GRADES:
            order = ("B2", "B3", "B4", "C1", "E1", "E4", "F3", "F2")
            letters = "".join(
                "X" if (grade := rows[ref].grades[at]).state == NOT_APPLICABLE else grade.value[0]
                for ref in order
            )
            assert letters == GRADES[asked.ref], asked.ref
    silent = [row.grades[2].state for row in grid.scaled()]
    assert set(silent) == {NOT_RETURNED}
    quillgate = [a.ref for a in m.asked()].index("O11")
    assert [rows[ref].grades[quillgate].state for ref in ("B2", "B4", "F2")] == [ANSWERED, BLANK, BLANK]
    assert rows["B4"].count("Not met") == 3
    assert rows["B4"].answered == 10
    assert rows["B2"].grades[0].step == 0
    assert rows["B3"].grades[6 + 1].step == 4  # Tallis Repairs: not met


def test_a_not_applicable_answer_is_a_silence_and_never_not_met():
    grid = build_grid(m.htg(), m.asked(), m.answers())
    e4 = next(row for row in grid.rows if row.question.ref == "E4")
    assert [g.state for g in e4.grades].count(NOT_APPLICABLE) == 6
    assert e4.least == 3
    assert all(grade.score is None for grade in e4.grades if grade.state == NOT_APPLICABLE)


def test_the_case_a_board_should_challenge():
    found = challenges(build_grid(m.htg(), m.asked(), m.answers()), m.matrix())
    assert [(c.asked.ref, c.rating, c.top, c.met, c.of) for c in found] == [("O06c", "4", "5", 16, 64)]
    assert challenges(build_grid(m.htg(), m.asked(), {}), None) == ()


def test_a_public_edition_withholds_every_small_cell_and_what_would_tell_it():
    matrix = m.matrix()
    hidden = withhold(matrix)
    public = public_edition(matrix)
    for r, row in enumerate(matrix.rows):
        for c, cell in enumerate(row.cells):
            assert not cell.few or (r, c) in hidden
            assert (public.rows[r].cells[c].state == WITHHELD) == ((r, c) in hidden)
    assert public.whole.of == 607
    for line in _lines(public, matrix):
        unknown = [(shown, true) for shown, true in line if shown.state == WITHHELD]
        total_hidden = line[-1][0].state == WITHHELD
        assert len(unknown) != 1
        assert not unknown or total_hidden or sum(true.of for _s, true in unknown) >= 5


def test_a_public_edition_of_large_cells_is_the_same_matrix():
    held = {key: ("50", ANSWERED) if key[1] == "D1" else value for key, value in m.answers().items()}
    matrix = m.matrix(held=held)
    assert public_edition(matrix) == matrix


def _lines(public, true):
    shown = [[*row.cells, row.total] for row in public.rows] + [[*public.totals, public.whole]]
    real = [[*row.cells, row.total] for row in true.rows] + [[*true.totals, true.whole]]
    table = [list(zip(a, b, strict=True)) for a, b in zip(shown, real, strict=True)]
    yield from table
    yield from zip(*table, strict=True)


def test_three_hundred_returns_in_under_a_tenth_of_a_second():
    many = [replace(one, id=f"{one.id}-{n}") for n in range(22) for one in m.asked()]
    held = {
        (f"{key[0]}-{n}", *key[1:]): value
        for n in range(22)
        for key, value in m.answers().items()
        if key[1] == "D1"
    }
    question = m.matrix().question
    began = time.process_time()
    for measure in measures_of(question):
        build_matrix(question, measure, many, held)
    assert time.process_time() - began < 0.4  # four measures of 308 returns


def test_a_cell_knows_its_gap():
    assert (Cell(12, 54).missing, Cell(12, 54).few, Cell(2, 4).few) == (42, False, True)
    assert not Cell(state=BLANK).few
