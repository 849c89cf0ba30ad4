"""When a file of the tray is done with: nothing of it waits any more."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.returns import OPEN, PART, TAKEN, Query, Return, ReturnFile
from assurance_desk.domain.returns_plan import DIFFERENCE
from assurance_desk.services import corrections_confirm
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import open_queries
from assurance_desk.services.returns_tray import STAGED, TAKEN_FILE, finding_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists


def settle(desk: Desk, file: ReturnFile) -> None:
    """A file of which nothing waits any more is taken, once its return has been taken in."""
    assert file.return_id is not None
    here = rows.get(desk.db, Return, file.return_id).state in (TAKEN, PART)
    status = STAGED if not here or _waits(desk, file) else TAKEN_FILE
    if file.status in (STAGED, TAKEN_FILE) and file.status != status:
        rows.put(desk.db, replace(file, status=status))


def _waits(desk: Desk, file: ReturnFile) -> bool:
    """Its own queries, or one that another file raised about a slot it answers too."""
    assert file.return_id is not None
    if file.correction_id:
        answers = rows.find(desk.db, Query, answer_file_id=file.id, status=OPEN)
        return bool(answers or corrections_confirm.said_in(desk, file, finding_of(desk, file)))
    queries = open_queries(desk, file.return_id)
    if any(one.file_id == file.id for one in queries):
        return True
    differ = {one.slot for one in queries if one.kind == DIFFERENCE}
    if differ:
        differ -= lists.answered(desk.db, file.return_id)
    return bool(differ) and any(one.slot in differ for one in finding_of(desk, file).answers)
