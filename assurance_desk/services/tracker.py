"""An existing tracker in Excel onto the register: read it, look at it, keep it as one step."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import Action
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.organisations import Organisation, OrganisationName
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_actions import Source, with_positions
from assurance_desk.domain.tracker_grid import Grid, TrackerBook
from assurance_desk.domain.tracker_plan import Existing, Plan, plan
from assurance_desk.domain.tracker_rows import Mends, TrackerRow, read_rows
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services.child import Child, ChildEndedError, WorkerFaultError
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows, settings
from assurance_desk.texts import _, plural

MOST_BYTES = 50_000_000
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Brought:
    """A tracker that is not kept yet: its bytes, and what its sheets hold."""

    name: str
    data: bytes
    book: TrackerBook
    sha256: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())

    def grid(self, sheet: str) -> Grid:
        """The sheet of this name, else the first."""
        found = next((one for one in self.book.sheets if one.name == sheet), self.book.sheets[0])
        return Grid(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """A tracker as it would be taken in just now: its rows and what they would become."""

    rows: tuple[TrackerRow, ...]
    plan: Plan


class UnreadableTrackerError(DeskError):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _(
                "“{name}” could not be read ({why}); nothing was changed. Close it in Excel, or copy it to your own "
                "disk, and try again."
            ).format(name=name, why=why)
        )


class BroughtBeforeError(DeskError):
    def __init__(self, name: str, ref: str) -> None:
        super().__init__(
            _(
                "“{name}” was brought in before ({ref} came from it), so nothing was changed. Undo that first, or save "
                "the tracker under another name to bring it in once more."
            ).format(name=name, ref=ref)
        )


class NothingInItError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No row of “{name}” became a recommendation or an action, so nothing was changed. Say which columns "
                "hold them."
            ).format(name=name)
        )


def read_file(path: Path, child: Child, progress: Progress | None = None) -> Brought:
    """Read a workbook's sheets in the worker; nothing is kept.

    Raises:
        DeskError: it cannot be opened, is no spreadsheet, or reading it broke off.
    """
    name = path.name
    try:
        if not path.is_file():
            raise UnreadableTrackerError(name, _("there is no such file"))
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableTrackerError(name, error.strerror or str(error)) from error
    if len(data) > MOST_BYTES:
        raise UnreadableTrackerError(name, _("it is far larger than any tracker"))
    try:
        book: TrackerBook = child.run("read tracker", data, name, progress=progress, seconds=SECONDS)
    except (ChildEndedError, WorkerFaultError) as error:  # a hostile file is no fault to stop the window for
        raise UnreadableTrackerError(name, _("reading it broke off")) from error
    return Brought(name, data, book)


# ------------------------------------------------------------------ how it is read


def first_mapping(desk: Desk, brought: Brought) -> tuple[tc.Mapping, bool]:
    """What the columns hold: as said the last time under the same headings (then True), else as guessed."""
    return remembered(desk, brought, tc.guess(brought.book))


def of_sheet(desk: Desk, brought: Brought, sheet: str, heading: int | None = None) -> tuple[tc.Mapping, bool]:
    """The same for a sheet, and a row of headings (0-based), of the officer's choosing."""
    return remembered(desk, brought, tc.guess_sheet(brought.grid(sheet), brought.name, heading))


def remembered(desk: Desk, brought: Brought, guessed: tc.Mapping) -> tuple[tc.Mapping, bool]:
    kept = settings.get(desk.db, _key(brought, guessed))
    if not kept:
        return guessed, False
    said = json.loads(kept)
    return replace(
        guessed,
        columns={int(column): name for column, name in said["columns"].items() if name in tc.FIELDS},
        colour=said["colour"],
        bands=said["bands"],
        legend=tc.Legend(said["roles"], said["states"], said["colours"], said.get("organisations", {})),
    ), True


def remember(desk: Desk, brought: Brought, mapping: tc.Mapping) -> None:
    """Keep what was said of these headings for the next time; what stands in the tracker is not kept with it."""
    if desk.read_only:
        return
    said = {
        "columns": mapping.columns,
        "colour": mapping.colour,
        "bands": mapping.bands,
        **asdict(mapping.legend),
    }
    settings.put(desk.db, _key(brought, mapping), json.dumps(said, ensure_ascii=False))


def _key(brought: Brought, mapping: tc.Mapping) -> str:
    headings = brought.grid(mapping.sheet).headings(mapping.heading)
    return f"tracker {hashlib.sha256(tc.heading_key(headings).encode()).hexdigest()[:32]}"


def keep_mends(desk: Desk, brought: Brought, sheet: str, mends: Mends) -> None:
    """Keep what was mended in a preview that is not taken in yet, for when the same file is opened again."""
    if not desk.read_only:
        said = [[row, name, typed] for (row, name), typed in mends.items()]
        settings.put(
            desk.db, _mends_key(brought, sheet), json.dumps(said, ensure_ascii=False) if said else ""
        )


def mends_kept(desk: Desk, brought: Brought, sheet: str) -> Mends:
    kept = settings.get(desk.db, _mends_key(brought, sheet))
    return {(row, name): typed for row, name, typed in json.loads(kept)} if kept else {}


def _mends_key(brought: Brought, sheet: str) -> str:
    return f"tracker mends {brought.sha256[:32]} {sheet}"


def read(
    desk: Desk,
    brought: Brought,
    mapping: tc.Mapping,
    mends: Mends | None = None,
    there: Existing | None = None,
) -> Reading:
    """What the tracker would become, with what was mended in the preview. Nothing is kept.

    ``there``: what is on the register, where it was read before and nothing can have changed since.
    """
    grid = brought.grid(mapping.sheet)
    found = read_rows(grid, mapping, mends)
    source = Source(brought.name, mapping.sheet, desk.clock.today())
    return Reading(
        tuple(found), plan(found, mapping, source, there or existing(desk), grid.outside(mapping.heading))
    )


def organisations_offered(desk: Desk) -> list[Organisation]:
    """Those that may still be given something to do, by name."""
    today = desk.clock.today()
    found = [one for one in rows.find(desk.db, Organisation) if not one.former(today) and not one.archived_on]
    return sorted(found, key=lambda one: one.name.casefold())


def existing(desk: Desk) -> Existing:
    refs: dict[str, set[str]] = {}
    actions = rows.find(desk.db, Action)
    for one in actions:
        refs.setdefault(one.review_id, set()).add(one.ref)
    return Existing(
        reviews=tuple(rows.find(desk.db, Review)),
        recommendations=tuple(rows.find(desk.db, Recommendation)),
        responses=tuple(rows.find(desk.db, Response)),
        refs={review: frozenset(found) for review, found in refs.items()},
        texts={(one.review_id, bare(one.text)): one.ref for one in actions},
        organisations=tuple(organisations_offered(desk)),
        organisation_refs=frozenset(one.ref for one in rows.find(desk.db, Organisation)),
        names={bare(one.name): one.organisation_id for one in rows.find(desk.db, OrganisationName)},
        position=max((one.position for one in actions), default=0),
    )


# ------------------------------------------------------------------ keeping it


def take_in(desk: Desk, brought: Brought, mapping: tc.Mapping, mends: Mends | None = None) -> Reading:
    """Keep the tracker's bytes and everything its rows became, as one step, and remember the columns.

    Raises:
        DeskError: nothing is in it, it was brought in before, or the file cannot be written; nothing was changed.
    """
    reading = read(desk, brought, mapping, mends)
    records = reading.plan.records
    if not any(isinstance(one, (Action, Recommendation)) for one in records):
        raise NothingInItError(brought.name)
    _refuse_again(desk, brought, records)
    there = {one.id for one in rows.find(desk.db, Review)}
    last = max((one.position for one in rows.find(desk.db, Evidence)), default=0)
    actions = plural("{n} action", "{n} actions", reading.plan.totals.actions)
    label = _("Bring in the tracker “{name}”: {actions}").format(name=brought.name, actions=actions)
    with desk.step(label, kind="import"):
        kept = (
            blobs.keep(desk.db, brought.data) if any(r.id not in there for r in reading.plan.reviews) else ""
        )
        note = "\n".join(
            (Source(brought.name, mapping.sheet, desk.clock.today()).words, *reading.plan.totals.lines())
        )
        rows.put_many(
            desk.db,
            [
                replace(one, source_name=brought.name, source_sha256=kept, note=note)
                if isinstance(one, Review) and one.id not in there
                else one
                for one in with_positions(records, last)
            ],
        )
    remember(desk, brought, mapping)
    keep_mends(desk, brought, mapping.sheet, {})
    return reading


def _refuse_again(desk: Desk, brought: Brought, records: tuple[Any, ...]) -> None:
    """A tracker brought in twice would double every action."""
    origins = {one.origin for one in records if isinstance(one, Action)}
    again = [one for one in rows.find(desk.db, Action) if one.origin in origins]
    if again and len(again) * 2 >= len(origins):
        raise BroughtBeforeError(brought.name, again[0].ref)
