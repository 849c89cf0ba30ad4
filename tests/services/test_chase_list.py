"""The chase list as a paper: who has not replied, what was done, what is next, and the three denominators."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.chase_list import build
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services import chase_list, chasing, replies_changes
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import issue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, _copies = issue(tmp_path)
    made.clock = Clock(date(2019, 4, 5))
    letter = next(one for one in chasing.schedule(made) if one.id == "letter")
    chasing.log(made, [record(made, "O05")], letter, "Asks for a reply.")
    replies_changes.decline(made, record(made, "O06"), "no duty to answer")
    yield made
    made.close()


def record(desk: Desk, ref: str) -> Return:
    found = rows.one(desk.db, Return, ref=ref)
    assert found
    return found


def tables(built: b.BuiltPaper) -> dict[str, list[list[str]]]:
    return {
        one.name: [[f"{cell.text} {cell.sub}".strip() for cell in row.cells] for row in one.rows]
        for one in built.blocks
        if isinstance(one, b.DataTable)
    }


def test_the_list_says_the_finding_the_rate_and_for_each_what_was_done_and_is_next(desk: Desk) -> None:
    desk.clock = Clock(date(2019, 4, 23))  # the letter's ten working days are over
    built = build(chase_list.gather(desk, "q1"))
    assert built.info.title == "Two of the two returns of T-1 have not come"
    found = tables(built)
    assert found["Response rate"] == [
        ["Returns that came", "0 of 2", "2"], ["Organisations that replied", "1 of 2", "1"],
    ]  # fmt: skip
    assert found["To be done today"] == [[
        "O05", "Ludmarsh Homes due 15 March 2019", "Sent 25 working days late",
        "5 Apr: Letter from the Chair: Asks for a reply", "Name it to the Board",
    ]]  # fmt: skip
    assert found["Not expected"][0][2] == "Declined: no duty to answer"
    said = " ".join(one.text for one in built.blocks if isinstance(one, b.Paragraph))
    assert "Ludmarsh Homes has not replied after every step of chasing" in said


def test_when_all_came_the_list_says_so(desk: Desk) -> None:
    came = [
        dataclasses.replace(record(desk, ref), state="taken in", received_on=date(2019, 3, 14))
        for ref in ("O05", "O06")
    ]
    with desk.step("All came"):
        rows.put_many(desk.db, came)
    built = build(chase_list.gather(desk, "q1"))
    assert built.info.title == "Every return of T-1 has come"
    assert "Nothing is to be done today." in [
        one.text for one in built.blocks if isinstance(one, b.Paragraph)
    ]


def test_the_list_is_a_paper_of_the_command_line(desk: Desk, cli, tmp_path: Path) -> None:
    path = desk.path
    desk.close()
    target = tmp_path / "list.pdf"
    told = cli("--today", "2019-04-08", "paper", path, "chase-list", "--to", target, "--json")
    assert told.status == 0
    assert told.json["title"] == "Two of the two returns of T-1 have not come"
    assert [one["good"] for one in told.json["checks"]] == [True]
    assert target.read_bytes().startswith(b"%PDF")
    again = cli("paper", path, "chase-list", "--to", target)
    assert again.status == 1
    assert cli("paper", path, "chase-list", "--to", tmp_path / "x.pdf", "--questionnaire", "NO-1").status == 1


def test_of_several_questionnaires_one_has_to_be_named(desk: Desk, cli, tmp_path: Path) -> None:
    other = dataclasses.replace(rows.get(desk.db, Questionnaire, "q1"), id="q2", ref="T-2")
    with desk.step("Another"):
        rows.put(desk.db, other)
    path = desk.path
    desk.close()
    told = cli("paper", path, "chase-list", "--to", tmp_path / "x.pdf")
    assert told.status == 1
    assert "Say which with --questionnaire" in told.err
