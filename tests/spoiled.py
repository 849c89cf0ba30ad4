"""The rehearsal's returns as a table: each file, its fault, what was recovered and what was asked.

    .venv/bin/python -m tests.spoiled

What was taken is held against what its sender had answered (``resources/sample/answers.json``).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assurance_desk.clock import Clock
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import files, returns_import, sample, sample_data, sample_files
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_import import ImportedFile
from assurance_desk.store import rows


@dataclass(frozen=True)
class Line:
    """``there``: how many answers stand in the file. ``wrong``: taken otherwise than it was meant. ``asked``: cell by cell,
    or the refusal.
    """

    file: str
    fault: str
    there: int
    right: int
    wrong: tuple[str, ...]
    recovered: tuple[str, ...]
    asked: tuple[str, ...]


def table(scratch: Path) -> list[Line]:
    """Every file brought in by itself, in the order they came, into a rehearsal of its own."""
    path = scratch / "rehearsal.assurance"
    sample.create(path, "rehearsal")
    laid = sample_files.lay(scratch / "came")
    faults = {one["file"]: one for one in sample_data.load("returns")["files"]}
    desk = files.open_desk(path, Clock(date(2019, 4, 24)))
    try:
        done = returns_import.import_files(desk, laid, take=True)
        return [_line(desk, one, faults[one.path.name]) for one in done]
    finally:
        desk.close()


def _line(desk: Desk, one: ImportedFile, known: dict[str, str]) -> Line:
    asked = tuple(
        f"{query.sheet}!{query.cell} {query.question} {query.row}".rstrip()
        + f" “{query.found}”: {query.reason}"
        for query in one.queries
    )
    fault = known["spoiled"] or "none"
    if one.whose is None or one.status == "refused":
        return Line(one.path.name, fault, 0, 0, (), (), (one.message,))
    taken = [each for each in rows.find(desk.db, Answer, file_id=one.record.id) if each.value]
    meant = sample_data.answers_of(known["ret"], _asked(desk, one.whose))
    wrong = tuple(
        f"{each.source} {each.value!r}, not {meant.get(each.slot)!r}"
        for each in taken
        if meant.get(each.slot) != each.value
    )
    recovered = tuple(f"{each.source} “{each.found}”: {each.how}" for each in taken if each.how)
    return Line(one.path.name, fault, one.record.found, len(taken) - len(wrong), wrong, recovered, asked)


def _asked(desk: Desk, record: Return) -> Questionnaire:
    return rows.get(desk.db, Questionnaire, record.questionnaire_id)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        lines = table(Path(scratch))
    width = shutil.get_terminal_size((120, 40)).columns
    for line in lines:
        print(line.file)
        print(f"  fault      {line.fault}")
        print(
            f"  recovered  {line.right} taken as they were meant, of {line.there}; {len(line.recovered)} by more than reading the cell"
        )
        for one in line.recovered[:3]:
            print(textwrap.shorten(f"               {one}", width))
        print("  asked      " + ("nothing" if not line.asked else ""))
        for one in line.asked:
            print(textwrap.fill(one, width, initial_indent="    ", subsequent_indent="      "))
        for one in line.wrong:
            print(f"  WRONG      {one}")
    sys.exit(any(line.wrong for line in lines))


if __name__ == "__main__":
    main()
