"""How many returns came is counted for Home, the tray, the gaps and a paper's checks: the same number on all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assurance_desk.clock import Clock
from assurance_desk.services import files, gaps, home, papers, returns_asked, returns_view


def test_every_page_counts_the_same_returns_as_come(demo: dict[str, Any]) -> None:
    desk = files.open_desk(Path(demo["workbook"]), Clock(), read_only=True)
    try:
        asked = returns_asked.questionnaire_shown(desk)
        now = home.questionnaire_now(desk)
        assert asked is not None
        assert now is not None
        lines = returns_view.tray(desk, asked)
        issued = [line for line in lines if line.group != returns_view.NOT_OURS]
        (paper,) = papers.papers(desk)
        whole = papers.paper(desk, paper.id)
        assert whole is not None
        counts = {
            "home": now.counts.came,
            "tray": sum(line.group != returns_view.NOT_RETURNED for line in issued),
            "gaps": sum(one.came for one in gaps.analyse(desk, asked.id).asked),
            "paper": papers.scale_of(desk, whole).returns_in,
        }
    finally:
        desk.close()
    assert counts == dict.fromkeys(counts, 13)
