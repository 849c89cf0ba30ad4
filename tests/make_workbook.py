"""Makes ``tests/data/workbooks/schema-N.assurance``: a workbook of today's schema, for every later version to open.

``python -m tests.make_workbook`` is run once a schema, before the next migration is written; a workbook once kept is
never made again. It is the rehearsal with some returns taken in, some edits taken back and done again, a copy's worth
of everything the journal keeps.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import copies, drafts, files, papers, published, records, sample
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_import import import_files
from assurance_desk.services.sample_papers import begin
from assurance_desk.store import rows
from assurance_desk.store.migrations import SCHEMA

FOLDER = Path(__file__).parent / "data" / "workbooks"
TAKEN = ("HTG-2019 Larkford BC FINAL.xlsx", "Copperstone.xlsx", "Copperstone corrected 15 March.xlsx")


def main() -> int:
    target = FOLDER / f"schema-{SCHEMA}.assurance"
    if target.exists():
        print(f"{target} is kept already; a workbook of an older schema is never made anew.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "rehearsal.assurance"
        sample.create(made, sample.REHEARSAL)
        desk = files.open_desk(made, Clock())
        try:
            work(desk, Path(scratch) / "returns")
            copies.save_copy(desk, Path(scratch) / target.name)
        finally:
            desk.close()
        shutil.copy(Path(scratch) / target.name, target)
    print(f"{target}: {target.stat().st_size:,} bytes")
    return 0


def work(desk: Desk, returns: Path) -> None:
    """Something of every kind, undone and done again in between."""
    child = Child()
    try:
        import_files(desk, [returns / name for name in TAKEN], take=True, child=child)
        paper = begin(desk)
        papers.issue_paper(desk, paper.id, child)
    finally:
        child.close()
    first = rows.find(desk.db, Recommendation)[0]
    records.edit_record(desk, first, "title", "A title taken back")
    desk.undo()
    desk.redo()
    desk.undo()
    action = rows.find(desk.db, Action, recommendation_id=first.id)[0]
    records.add_progress(desk, action, "=1+1 <b>& \u202eemoji 🙂</b>", on=date(2019, 4, 25))
    records.judge(desk, first, "Limited", basis="Two returns were seen.")
    text = "Review of Adult B\n\nRecommendation 1: Agree who visits.\n\nBoard response: We have."
    published.take_in(desk, published.read_pasted(text))
    desk.undo()
    drafts.keep(desk, drafts.Draft("Register", first.id, "title", "Short name", "Half a"))


if __name__ == "__main__":
    sys.exit(main())
