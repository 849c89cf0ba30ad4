"""What takes a second or more of a paper: reading it aloud, and texts as long as an Excel cell holds."""

import itertools
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.dates import When
from assurance_desk.domain.forward_plan import PlanItem, PlanMeeting
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.chase_list import ChaseLine, ChaseList
from assurance_desk.domain.paper.chase_list import build as list_built
from assurance_desk.domain.paper.forward_plan import ForwardPaper
from assurance_desk.domain.paper.forward_plan import build as built
from assurance_desk.pdf.paper import render
from assurance_desk.services import files, papers
from tests import gaps_desk, paper_blocks
from tests.paper_long import FILLERS, LONGEST, check_nothing_lost, paper


def test_outloud_finds_nothing_wrong_with_any_block(tmp_path):
    report = render(paper_blocks.every_block(), tmp_path / "paper.pdf")
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "paper.pdf")
    assert report.missing == (("[U+1F600]", 1),)


def test_small_tables_can_be_read_aloud_too(tmp_path):
    blocks = [b.CoverBlock(body="Board", title="Small", facts=())]
    for rows, columns in itertools.product((1, 2, 7), (1, 2, 5)):
        heads = tuple(b.TableColumn(heading=f"Head {columns} {n}") for n in range(columns))
        lines = tuple(
            b.TableRow(cells=tuple(b.Cell(text=f"Line {rows} {n} says {m}") for m in range(columns)))
            for n in range(rows)
        )
        heat = tuple(
            b.HeatRow(name=f"Place {rows} {columns} {n}", cells=(b.HeatCell(figure="F", band=1),))
            for n in range(rows)
        )
        blocks += [
            b.Heading(text=f"{rows} by {columns}"),
            b.DataTable(name="Small", columns=heads, rows=lines),
            b.HeatMap(name="Map", corner="Place", columns=(f"B{rows}{columns}",), rows=heat),
        ]
    render(paper(paper_blocks.info(), *blocks), tmp_path / "small.pdf")
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "small.pdf")


def outloud(path):
    command = [Path(sys.executable).with_name("outloud"), path]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("kind", ["paragraph", "cell"])
def test_a_full_excel_cell_is_printed_whole(kind, filler):
    check_nothing_lost(paper_blocks.info(), kind, filler, LONGEST)


@pytest.mark.parametrize(("public", "taken"), [(False, True), (True, True), (False, False)])
def test_merrowshires_paper_can_be_read_aloud(tmp_path, public, taken):
    """For the Board, for the public, and before any return came."""
    desk = files.create(tmp_path / "W.assurance", Clock(date(2019, 4, 30)))
    gaps_desk.fill(desk, taken=taken)
    begun = papers.create_board_paper(desk, papers.reportable(desk, questionnaire="HTG-2019")[0].id)
    papers.render_paper(desk, begun.id, tmp_path / "paper.pdf", public=public)
    desk.close()
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "paper.pdf")


def test_the_forward_plan_can_be_read_aloud(tmp_path):
    report = render(built(ForwardPaper(
        plan=(
            PlanMeeting(
                Meeting(id="m", forum="Board", on=date(2019, 9, 19)),
                (PlanItem(When(2019, 8), "R2", "Review", "due Aug 2019", "a", expected=True),),
            ),
            PlanMeeting(None, (PlanItem(When(2020, 8), "R3", "Audit", "due Aug 2020", "b"),)),
        ),
        body="Board", day=date(2019, 7, 22), until=date(2020, 7, 22), position_at="22 July 2019, 09:00",
        author="Business manager", papers={"m": "Papers due."},
    )), tmp_path / "plan.pdf")  # fmt: skip
    assert report.pages == 1
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "plan.pdf")


def test_the_chase_list_can_be_read_aloud(tmp_path):
    line = ChaseLine(
        "O03", "Penhollow District Council", "Sent", "due 15 March 2019", "27 working days late",
        ("1 Mar: Reminder", "26 Mar: Call"), "Name it to the Board",
    )  # fmt: skip
    render(list_built(ChaseList(
        body="Board", word="Board", ref="HTG-2019", title="Housing training", marking="OFFICIAL", embargo="",
        day=date(2019, 4, 24), due_on=date(2019, 3, 15), position_at="24 April 2019, 09:00", author="Business manager",
        rate=(("Returns that came", 13, 14), ("Organisations that replied", 11, 12)),
        today=(line,) * 40, coming=(line,), not_coming=(line,), named=("Penhollow District Council",),
    )), tmp_path / "list.pdf")  # fmt: skip
    assert "0 error(s), 0 warning(s)" in outloud(tmp_path / "list.pdf")
