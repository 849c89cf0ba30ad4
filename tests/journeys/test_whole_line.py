"""The whole job once through without a screen: from the published response to the board paper."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assurance_desk import cli
from assurance_desk.clock import Clock
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import checks, files, sample_data
from assurance_desk.store import rows
from tests.journeys.papers_text import KNOWN_FIGURES, NAMED, filled_pages, words


def test_every_known_figure_stands_in_the_paper(demo: dict[str, Any]) -> None:
    text = words(Path(demo["papers"][0]["path"]))
    assert [figure for figure in (*KNOWN_FIGURES, *NAMED) if figure not in text] == []


def test_the_paper_speaks_of_the_board_and_not_yet_of_the_partnership(demo: dict[str, Any]) -> None:
    text = words(Path(demo["papers"][0]["path"]))
    assert "Safeguarding Children Board" in text
    assert "Partnership" not in text


def test_a_screen_reader_can_read_the_paper(demo: dict[str, Any], tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    paper = demo["papers"][0]["path"]
    subprocess.run(
        [Path(sys.executable).with_name("outloud"), "--json", str(report), "--fail-on", "warning", paper],
        check=True, capture_output=True,
    )  # fmt: skip


def test_every_file_got_a_status_and_nothing_is_left_to_decide(demo: dict[str, Any]) -> None:
    statuses = Counter(one["status"] for one in demo["import"]["files"])
    assert statuses == {"taken": 7, "staged": 7, "refused": 3}
    assert demo["undecided"] == 0
    for one in demo["import"]["files"]:
        assert Path(one["file"]).is_file()
        assert one["message"] if one["status"] == "refused" else one["answers"]["found"]


def test_the_report_names_each_doubt_with_its_cell_and_who_is_silent(demo: dict[str, Any]) -> None:
    report = Path(demo["import"]["report"])
    text = report.read_text(encoding="utf-8")
    for told in (
        "“7 (2 booked)”",
        "“March 18”",
        "Gas team",
        "C10",
        "password",
        "O03 Penhollow District Council",
    ):
        assert told in text
    same = json.loads(Path(demo["import"]["json"]).read_text(encoding="utf-8"))
    assert same["files"] == demo["import"]["files"]


def test_each_decision_is_listed_with_the_steps_of_the_history_it_took(demo: dict[str, Any]) -> None:
    titles = [one["decision"] for one in demo["decisions"]]
    assert titles == [one["step"] for one in sample_data.load("decisions")]
    desk = files.open_desk(Path(demo["workbook"]), Clock(), read_only=True)
    labels = {step.label for step in desk.history()}
    desk.close()
    assert {step for one in demo["decisions"] for step in one["steps"]} <= labels
    assert all(one["steps"] for one in demo["decisions"])


def test_the_workbook_holds_every_answer_as_it_was_meant(demo: dict[str, Any]) -> None:
    desk = files.open_desk(Path(demo["workbook"]), Clock(), read_only=True)
    try:
        asked = files_questionnaire(desk)
        for one in rows.find(desk.db, Return):
            held = {answer.slot: answer.value for answer in rows.find(desk.db, Answer, return_id=one.id)}
            assert held == sample_data.answers_of(one.ref, asked), one.ref
        assert checks.problems(desk) == []
    finally:
        desk.close()


def files_questionnaire(desk: Any) -> Any:
    from assurance_desk.domain.questionnaire import Questionnaire

    return rows.one(desk.db, Questionnaire, ref="HTG-2019", version="1.0")


def test_the_excel_returns_hold_the_same_figures(demo: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(demo["returns"], read_only=True)
    lines = [[str(cell) if cell is not None else "" for cell in line] for line in book["Answers"].values]
    head = lines[0]
    assert head[:4] == ["Organisation", "Service", "Question", "Row"]
    place = {name: head.index(name) for name in ("Question", "Row", "Column", "Answer", "State")}
    in_date = [
        int(line[place["Answer"]])
        for line in lines[1:]
        if line[place["Question"]] == "D1"
        and "children, at the level" in line[place["Column"]]
        and line[place["State"]] == "answered"
    ]
    assert sum(in_date) == 404


def test_a_second_demo_in_the_same_folder_is_refused_and_leaves_the_first(demo: dict[str, Any]) -> None:
    paper = Path(demo["papers"][0]["path"])
    before = paper.read_bytes()
    status = cli.run(cli.parse(["demo", "--to", demo["folder"], "--json"]))
    assert status == cli.REFUSED
    assert paper.read_bytes() == before


@pytest.fixture(scope="module")
def matrix_csv() -> list[dict[str, str]]:
    with (sample_data.folder() / "training_matrix.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_known_figures_are_the_matrixs_own(matrix_csv: list[dict[str, str]]) -> None:
    """The figures looked for in the paper are counted from the sample's source, not copied from the paper."""

    def total(column: str, group: str = "") -> int:
        return sum(int(one[column]) for one in matrix_csv if one["group"].startswith(group))

    assert f"{total('children')} of {total('headcount')}" in KNOWN_FIGURES
    assert f"{total('home_visitors_in_date')} of {total('home_visitors')}" in KNOWN_FIGURES
    assert f"{total('adults')} of {total('headcount')}" in KNOWN_FIGURES
    assert f"{total('da')} of {total('headcount')}" in KNOWN_FIGURES
    for group in ("SG1", "SG2", "SG3", "SG4", "SG5", "SG6", "SG7"):
        assert f"{total('children', group)} of {total('headcount', group)}" in KNOWN_FIGURES


def test_the_papers_pages_are_full_but_the_last(demo: dict[str, Any]) -> None:
    filled = filled_pages(Path(demo["papers"][0]["path"]))
    assert len(filled) <= 10
    assert all(share > 0.6 for share in filled[:-1]), filled


def test_the_public_edition_is_made_from_the_same_workbook(demo: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "public.pdf"
    command = ["paper", demo["workbook"], "board-paper", "--public", "--to", str(target)]
    assert cli.run(cli.parse(command)) == cli.DONE
    text = words(target)
    assert "Public: counts of fewer than five people" in text
    assert "404 of 607" in text
    assert "counted 5 of 4" not in text  # the officer's note on a figure that is withheld
    assert "Copperstone Homes, D1 SG2: decided; the figure is withheld." in text
