"""Online forms among files that come without a window: read as their columns were mapped before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assurance_desk.domain.form_export import FormTable
from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.form_rows import FormRow
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import form_export, returns_asked
from assurance_desk.services.child import ChildEndedError, WorkerFaultError
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_read import SECONDS, ReadFile, refused
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

ENDINGS = frozenset({".csv", ".tsv"})
SURE = 3


def taken_apart(
    desk: Desk, read: Sequence[ReadFile], expected: bytes, child: Child | None, progress: Progress
) -> list[ReadFile]:
    """Each form as a file for every line that is tied to its return beyond doubt, and one that tells of the others.

    A form whose columns nobody mapped yet is told of: that is done in the window, once.

    Raises:
        Cancelled: the user stopped it.
    """
    if not any(map(_may_be_form, read)):
        return list(read)
    from assurance_desk.services.child import Child as Worker

    worker = child or Worker()
    try:
        return [
            part
            for one in read
            for part in (_parts(desk, one, expected, worker, progress) if _may_be_form(one) else [one])
        ]
    finally:
        if worker is not child:
            worker.close()


def _may_be_form(one: ReadFile) -> bool:
    return one.path.suffix.casefold() in ENDINGS and not one.is_return and not one.hits and bool(one.data)


def _parts(desk: Desk, one: ReadFile, expected: bytes, child: Child, progress: Progress) -> list[ReadFile]:
    try:
        return _of_form(desk, one, expected, child, progress)
    except (ChildEndedError, WorkerFaultError):
        return [refused(one.path, one.data, one.received_on, "broke")]
    except DeskError:
        return [one]  # no table: what was said of the file stands


def _of_form(desk: Desk, one: ReadFile, expected: bytes, child: Child, progress: Progress) -> list[ReadFile]:
    table: FormTable = child.run("read form", one.data, one.name, progress=progress, seconds=SECONDS)
    known = _mapped(desk, table)
    if known is None:
        words = _(
            "“{name}” may be the answers of an online form, whose columns nobody has mapped yet, so nothing was taken"
            " from it; bring it in in the window once, and map them there."
        )
        return [replace(one, message=words.format(name=one.name))]
    asked, targets = known
    to = form_export.expected_returns(desk, asked)
    lines: tuple[FormRow, ...] = child.run(
        "read form lines",
        table,
        targets,
        asked,
        to,
        desk.clock.today(),
        expected,
        progress=progress,
        seconds=SECONDS,
    )
    tied = [line for line in lines if _tied(line)]
    made = form_export.files_of(table, tied, one.received_on or desk.clock.today())
    return [*made, *_others(one, [line for line in lines if not _tied(line)])]


def _tied(line: FormRow) -> bool:
    return line.whose is not None and line.sure == SURE


def _mapped(desk: Desk, table: FormTable) -> tuple[Questionnaire, tuple[str, ...]] | None:
    """The newest questionnaire issued to which a form of these columns was mapped, and how."""
    for asked in returns_asked.issued(desk):
        for one in rows.find(desk.db, FormMap, questionnaire_ref=asked.ref)[::-1]:
            if one.heads == tuple(table.head):
                return asked, one.targets
    return None


def _others(one: ReadFile, lines: Sequence[FormRow]) -> list[ReadFile]:
    if not lines:
        return []
    told = plural(
        "{n} line of “{{name}}” is of nobody we asked, or only nearly (line {{lines}}), so nothing was taken from it;"
        " bring the form in in the window and say whose it is.",
        "{n} lines of “{{name}}” are of nobody we asked, or only nearly (lines {{lines}}), so nothing was taken from"
        " them; bring the form in in the window and say whose they are.",
        len(lines),
    ).format(name=one.name, lines=", ".join(str(line.row) for line in lines))
    return [ReadFile(one.path, told.encode(), one.received_on, message=told)]
