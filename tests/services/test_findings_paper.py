"""Merrowshire's paper, from answers taken in to what the Board reads."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import files, papers
from assurance_desk.store import rows
from tests import gaps_desk

pytestmark = pytest.mark.whole

KNOWN = (
    "404 of 607", "66.6%", "128 of 199", "35.7%", "291 of 464", "62.7%", "389 of 607", "64.1%", "217 of 607",
    "25 of 99", "17 of 39", "16 of 90", "7 of 95", "6 of 60", "4 of 25", "276 of 448", "61.6%",
    "13 of 14", "11 of 12", "10 of 12", "16 of the 47",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "W.assurance", Clock(date(2019, 4, 30)))
    gaps_desk.fill(made)
    yield made
    made.close()


@pytest.fixture
def paper(desk):
    return papers.create_board_paper(desk, papers.reportable(desk, questionnaire="HTG-2019")[0].id)


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return " ".join(text.split())


def test_the_known_answers_are_in_the_text(desk, paper, tmp_path):
    made = papers.render_paper(desk, paper.id, tmp_path / "paper.pdf")
    text = text_of(made.data)
    assert [figure for figure in KNOWN if figure not in text] == []
    assert "Penhollow" in text
    assert "Position at 30 April 2019" in text
    checks = {check.key: check for check in made.checks}
    assert checks["returns"].words == "13 of 14 returns came"
    assert checks["few"].words == "16 of 47 rows under five staff"
    assert made.report.missing == ()


def test_with_one_figure_changed_the_papers_figure_moves(desk, paper):
    one = rows.one(desk.db, Return, ref="O06a")
    answer = rows.one(desk.db, Answer, return_id=one.id, question="D1", row="SG5", column="children")
    with desk.step("a figure corrected by telephone"):
        rows.put(desk.db, replace(answer, value=str(int(answer.agreed or answer.value) + 1), agreed=""))
    text = text_of(papers.make(papers.gather(desk, paper.id)).data)
    assert "405 of 607" in text
    assert "127 of 199" in text
    assert "404 of 607" not in text


def test_a_section_left_out_takes_its_page_and_links_with_it(desk, paper):
    papers.leave_out(desk, paper.id, "method", left_out=True)
    made = papers.make(papers.gather(desk, paper.id))
    assert "method" not in dict(made.report.sections)
    assert "How it was counted" not in text_of(made.data).replace("How it was counted, and what", "")
