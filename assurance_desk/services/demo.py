"""The whole job on the rehearsal without a screen: from the workbook of 24 April 2019 to a board paper.

Everything is made in a folder of its own and moved into place at the end, so that it appears whole or not at all.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.clock import Clock
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import files, sample, sample_decisions, sample_papers, sample_returns
from assurance_desk.services.child import Child
from assurance_desk.services.demo_report import import_report
from assurance_desk.services.desk import Desk
from assurance_desk.services.sample_decisions import Decided
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.services.returns_import import ImportedFile

WORKBOOK = "Merrowshire.assurance"
QUESTIONNAIRES, RETURNS = "questionnaires", "returns"
REPORT_TEXT, REPORT_JSON = "import-report.txt", "import-report.json"
TABLE, PAPER = "HTG-2019-returns.xlsx", "board-paper.pdf"
MADE = (WORKBOOK, REPORT_TEXT, REPORT_JSON, TABLE, PAPER)
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Done:
    """``imported`` is how each file stood when it had come in, before the decisions; paths are the final ones."""

    folder: Path
    questionnaires: tuple[Path, ...]
    imported: tuple[dict[str, Any], ...]
    report: str
    decisions: tuple[Decided, ...]
    pages: int
    undecided: int

    @property
    def made(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in MADE)


class InTheWayError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{path}” is there already and was left as it was; nothing was made."
                " Choose another folder, or add --force to replace it."
            ).format(path=path)
        )


def run(folder: Path, progress: Progress | None = None, *, force: bool = False) -> Done:
    """Make the rehearsal in ``folder`` and do the whole job on it.

    Raises:
        DeskError: something stands in the way or the folder cannot be written; nothing was made.
        Cancelled: the user asked to stop; nothing was made.
    """
    told = progress or Progress()
    folder.mkdir(parents=True, exist_ok=True)
    there = [path for name in MADE if (path := folder / name).exists()]
    if there and not force:
        raise InTheWayError(there[0])
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder) as scratch:
        making = Path(scratch)
        told.at(0, _STEPS, _("Making the rehearsal"))
        sample.create(making / WORKBOOK, sample.REHEARSAL)
        done = work(making, folder, told)
        _move(making, folder, force=force)
    told.at(_STEPS, _STEPS, _("Done"))
    return done


def work(making: Path, folder: Path, told: Progress) -> Done:
    """The job itself, on the rehearsal that lies in ``making``; ``folder`` is where it will stand at last."""
    from assurance_desk.services.returns_import import import_files

    desk = files.open_desk(making / WORKBOOK, Clock())
    child = Child()
    try:
        told.at(1, _STEPS, _("Issuing the questionnaires"))
        issued = sample_returns.issue_again(desk, making / QUESTIONNAIRES)
        told.at(2, _STEPS, _("Taking in what came back"))
        came = import_files(desk, [making / RETURNS], take=True, child=child)
        report = _report(desk, came, making, folder)
        told.at(3, _STEPS, _("Applying the officer’s decisions"))
        decisions = sample_decisions.apply_all(desk)
        told.at(4, _STEPS, _("Writing the returns as an Excel workbook"))
        _export(desk, making / TABLE)
        told.at(5, _STEPS, _("Setting the paper"))
        pages = _paper(desk, making / PAPER, child)
        undecided = sample_decisions.undecided(desk)
    finally:
        child.close()
        desk.close()
    paths = tuple(folder / QUESTIONNAIRES / path.name for path in issued)
    found = tuple(one.as_json() | {"file": str(folder / RETURNS / one.path.name)} for one in came)
    return Done(folder, paths, found, report, tuple(decisions), pages, undecided)


def _report(desk: Desk, came: list[ImportedFile], making: Path, folder: Path) -> str:
    """As text and as the same JSON that ``import --json`` gives."""
    text = import_report(came, sample_returns.silent(desk))
    (making / REPORT_TEXT).write_text(text, encoding="utf-8")
    found = [one.as_json() | {"file": str(folder / RETURNS / one.path.name)} for one in came]
    (making / REPORT_JSON).write_text(
        json.dumps({"files": found}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return text


def _export(desk: Desk, path: Path) -> None:
    from assurance_desk.services import exports

    exports.export(desk, exports.RETURNS, path, questionnaire=sample_returns.REF)


def _paper(desk: Desk, path: Path, child: Child) -> int:
    from assurance_desk.services import papers

    paper = sample_papers.begin(desk)
    made = papers.render_paper(desk, paper.id, path, child)
    return made.report.pages if made else 0


def _move(making: Path, folder: Path, *, force: bool) -> None:
    """File by file, so that what else lies in ``folder`` stays; checked before the first is moved."""
    made = sorted(path for path in making.rglob("*") if path.is_file())
    targets = {path: folder / path.relative_to(making) for path in made}
    in_the_way = next((target for target in targets.values() if target.exists()), None)
    if in_the_way and not force:
        raise InTheWayError(in_the_way)
    for path, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
