"""Whatever stands in a tracker stands in its records, or word for word in what its review did not place."""

from dataclasses import astuple
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.domain.tracker_actions import Source
from assurance_desk.domain.tracker_grid import Grid, TrackerSheet
from assurance_desk.domain.tracker_plan import Existing, plan
from assurance_desk.domain.tracker_rows import read_rows

HELD = [name for name in tc.FIELDS if name != tc.LEAVE]
KINDS = st.sampled_from(["", "", "word", "word", "lines", "total", "head", "date", "state", "initials"])


def cell(kind, row, column):
    """Words that stand nowhere else, so that they can be looked for."""
    mark = f"w{row}x{column}w"
    return {
        "": "",
        "word": mark,
        "lines": f"first {mark}\nthen {mark}again",
        "total": f"Total {mark}",
        "head": f"H{column}",
        "date": f"18 March 2019 or so {mark}",
        "state": f"Muddling {mark}",
        "initials": f"JS/{mark}",
    }[kind]


@st.composite
def trackers(draw):
    width = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(KINDS, min_size=width, max_size=width), min_size=1, max_size=9))
    cells = [tuple(f"H{at}" for at in range(width))]
    cells += [tuple(cell(kind, at, n) for n, kind in enumerate(row)) for at, row in enumerate(rows, 1)]
    merged = []
    for column in draw(st.lists(st.integers(0, width - 1), unique=True, max_size=2)):
        top = draw(st.integers(1, len(rows)))
        bottom = draw(st.integers(top, len(rows)))
        if bottom > top:
            merged.append((top, column, bottom, column))
            for row in range(top + 1, bottom + 1):
                cells[row] = tuple("" if at == column else one for at, one in enumerate(cells[row]))
    held = draw(st.lists(st.sampled_from(HELD), min_size=width, max_size=width))
    mapping = tc.Mapping(sheet="S", heading=0, review="Child Wren")
    for at, name in enumerate(held):
        mapping = mapping.holding(at, name)
    return TrackerSheet(Sheet("S", tuple(cells), merged=tuple(merged))), mapping


@given(trackers())
def test_every_row_is_accounted_for_and_every_word_is_kept(drawn):
    tracker, mapping = drawn
    rows = read_rows(Grid(tracker), mapping)
    made = plan(rows, mapping, Source("t.xlsx", "S", date(2019, 7, 22)), Existing())
    totals = made.totals
    assert totals.seen == len(rows) == totals.taken + totals.left_out
    if not totals.taken:
        return
    kept = " ".join(" ".join(str(part) for part in astuple(one)) for one in made.records)
    for number, row in enumerate(tracker.sheet.rows[1:], 1):
        for column, text in enumerate(row):
            mark = f"w{number}x{column}w"
            assert mark not in str(text) or mark in kept, (mark, mapping.columns)
