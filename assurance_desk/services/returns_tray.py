"""Putting what came into the tray: file rows, findings and everything to decide, as one step."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import LIVE, QuestionMap, Questionnaire, Slot
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn, Finding, FoundAnswer
from assurance_desk.domain.returns import UNCONFIRMED, Answer, Query, Return, ReturnFile
from assurance_desk.domain.returns_plan import (
    CHANGED,
    DIFFERENCE,
    NEW,
    SAME,
    UNRECOGNISED,
    Held,
    ImportPlan,
    Line,
    plan_import,
    slot_key,
)
from assurance_desk.domain.updates import UpdateFinding, UpdateItem
from assurance_desk.services import (
    blank_copies,
    corrections_back,
    names_hold,
    parcels_in,
    protected_names,
    updates_tray,
)
from assurance_desk.services.corrections_sent import expected_corrections
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import settled
from assurance_desk.services.returns_files import ReadFile
from assurance_desk.services.returns_whose import by_file_name
from assurance_desk.services.slices import Slices, run_through
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural

STAGED, TAKEN_FILE, SAME_FILE, REFUSED = "staged", "taken", "same", "refused"


@dataclass(frozen=True, slots=True)
class TrayFile:
    """What became of one file. ``record`` is the row in the tray (an earlier one where the same file came again).

    ``items``: the filled cells of an update on actions.
    """

    read: ReadFile
    record: ReturnFile
    queries: tuple[Query, ...] = ()
    plan: ImportPlan | None = None
    again: bool = False
    items: tuple[UpdateItem, ...] = ()
    stopped: bool = False
    """It seems to name a child: ``record`` is told and never kept."""


def expected(desk: Desk) -> bytes:
    """What the worker must know to read returns, packed once for any number of files."""
    questionnaires = rows.find(desk.db, Questionnaire)
    by_id = {one.id: one for one in questionnaires}
    issued: dict[str, list[ExpectedReturn]] = {}
    live: dict[str, str] = {}
    for record in rows.find(desk.db, Return):
        asked = by_id[record.questionnaire_id]
        live[asked.ref] = asked.version
        issued.setdefault(asked.ref, []).append(
            ExpectedReturn(
                record.id, record.ref, record.code, record.name, lists.carried_text(desk.db, record)
            )
        )
    live |= {one.ref: one.version for one in questionnaires if one.status == LIVE}
    return pickle.dumps(
        Expected(
            tuple(questionnaires), live, tuple(rows.find(desk.db, QuestionMap)),
            {ref: tuple(found) for ref, found in issued.items()}, blank_copies.kept(desk, questionnaires),
            updates_tray.expected(desk), desk.clock.today(),
            names=protected_names.spellings(desk), pseudonyms=protected_names.pseudonyms(desk),
            corrections=expected_corrections(desk),
        )
    )  # fmt: skip


@dataclass(slots=True)
class _State:
    """What is known of one return while files are put in: held values, what was decided, files by hash."""

    record: Return
    held: dict[Slot, Held]
    decided: frozenset[tuple[str, str]]
    files: dict[str, ReturnFile] = field(default_factory=dict)
    sorted_last: list[tuple[ImportPlan, ReturnFile]] = field(default_factory=list)

    def catch_up(self) -> None:
        """Hold what the files sorted last say: asked for only where another file of the same return comes."""
        for plan, record in self.sorted_last:
            for line in plan.lines:
                if (
                    line.slot is not None
                    and line.answer is not None
                    and _newer(line.answer, self.held.get(line.slot))
                ):
                    self.held[line.slot] = _held(line.answer, record)
        self.sorted_last.clear()


class Sorter:
    """Turns files read into tray rows, one after another, each knowing those before it. Writes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._returns = {one.id: one for one in rows.find(desk.db, Return)}
        self._states: dict[str, _State] = {}
        self._strangers = {one.sha256: one for one in (*lists.locked(desk.db), *lists.strangers(desk.db))}
        self._position = lists.next_position(desk.db, "return_file")
        self._query = lists.next_position(desk.db, "query")
        self._updates = updates_tray.UpdateSorter(desk)
        self._senders = parcels_in.Senders(desk, list(self._returns.values()))

    def sort(self, read: ReadFile) -> TrayFile:
        finding = read.finding
        if read.hits and not self._is_kept(read):
            return TrayFile(read, names_hold.row(read), stopped=True)
        if read.update is not None:
            return self._sort_update(read, read.update)
        if finding is None or not finding.return_id:
            return self._refused(read)
        if finding.correction:
            return self._sort_correction(read, finding)
        state = self._state(finding.return_id)
        before = state.files.get(read.sha256) or self._strangers.get(read.sha256)
        if before and before.status != REFUSED:
            return TrayFile(read, before, again=True)
        plan = plan_import(finding, state.held, state.decided)
        record = self._row(read, state.record.id, finding)
        if before:  # refused when it came first, and readable now: the same file, in its place
            record = replace(record, id=before.id, position=before.position, parcel_id=before.parcel_id)
        queries = self._queries(plan, record, state)
        if plan.nothing_new and state.held:
            record = replace(record, status=SAME_FILE, message=_("It says the same as what came before."))
        state.files[read.sha256] = record
        state.sorted_last.append((plan, record))
        return TrayFile(read, record, tuple(queries), plan)

    def _is_kept(self, read: ReadFile) -> bool:
        """What it says is with us already: a file whose password was not known does not count."""
        known = rows.one(self._desk.db, ReturnFile, sha256=read.sha256)
        return known is not None and known.why != "password"

    def _sort_update(self, read: ReadFile, finding: UpdateFinding) -> TrayFile:
        stranger = self._strangers.get(read.sha256)
        record, items, again = self._updates.sort(self._row(read, None, None), finding)
        if (
            stranger and not again
        ):  # refused when it came first, and readable now: the same file, in its place
            record = replace(record, id=stranger.id, position=stranger.position, parcel_id=stranger.parcel_id)
            items = [replace(one, file_id=stranger.id) for one in items]
        return TrayFile(read, record, again=again, items=tuple(items))

    def _sort_correction(self, read: ReadFile, finding: Finding) -> TrayFile:
        """Only the cells we asked about are looked at; the rest stands listed beside them."""
        state = self._state(finding.return_id)
        before = state.files.get(read.sha256)
        if before and before.status != REFUSED:
            return TrayFile(read, before, again=True)
        record = self._row(read, finding.return_id, finding)
        record = replace(record, id=before.id if before else record.id)
        record, answers = corrections_back.sort(self._desk, record, finding)
        state.files[read.sha256] = record
        return TrayFile(read, record, answers)

    def _refused(self, read: ReadFile) -> TrayFile:
        finding = read.finding
        message = read.message
        if finding is not None:
            sentence = _(
                "“{name}” is {ref} but does not say whose, so nothing was taken from it; ask the sender which"
                " organisation it is from, or for the workbook we sent them."
            )
            message = sentence.format(name=read.name, ref=finding.questionnaire)
        whose = self._likely(read)
        known = self._state(whose.id).files if whose else self._strangers
        if read.data and read.sha256 in known:
            return TrayFile(read, known[read.sha256], again=True)
        record = self._row(read, whose.id if whose else None, finding)
        record = replace(record, status=REFUSED, message=message, why=read.why)
        known[read.sha256] = record
        return TrayFile(read, record)

    def whose(self, read: ReadFile) -> str | None:
        """The return a file is of, as far as it or its name tells."""
        named = read.finding.return_id if read.finding else ""
        found = named or (one.id if (one := self._likely(read)) else "")
        return found or None

    def _likely(self, read: ReadFile) -> Return | None:
        """By the file's name, else by whom it was sent from."""
        sender = read.parcel.sender if read.parcel else ""
        return by_file_name(list(self._returns.values()), read.name) or self._senders.return_of(sender)

    def _came(self, day: date | None) -> date | None:
        """No file came after today: one that was saved since the day the workbook stands on came today."""
        return min(day, self._desk.clock.today()) if day else None

    def _row(self, read: ReadFile, return_id: str | None, finding: Finding | None) -> ReturnFile:
        row = ReturnFile(
            id=new_id(), return_id=return_id, name=read.name, sha256=read.sha256,
            received_on=self._came(read.received_on), position=self._position,
        )  # fmt: skip
        self._position += 1
        if finding is None:
            return row
        return replace(
            row, questionnaire_ref=finding.questionnaire, version=finding.version,
            found=sum(bool(one.value or one.kind) for one in finding.answers), blank=len(finding.blank),
            recovered=finding.recovered, unreadable=finding.unreadable, unrecognised=finding.unrecognised,
            lost=finding.unaccounted,
        )  # fmt: skip

    def _state(self, return_id: str) -> _State:
        state = self._states.get(return_id)
        if state is None:
            state = self._states[return_id] = _state(self._desk, self._returns[return_id])
        state.catch_up()
        return state

    def _queries(self, plan: ImportPlan, record: ReturnFile, state: _State) -> list[Query]:
        assert record.return_id is not None
        made: list[Query] = []
        if plan.doubt and plan.of(NEW, CHANGED):
            made.append(Query(id=new_id(), return_id=record.return_id, file_id=record.id, kind=f.CHECK, found=record.name,
                              reason=plan.doubt, reading=state.record.ref, sure=1))  # fmt: skip
        made += [_query(line, record) for line in plan.lines if line.status not in (NEW, SAME)]
        numbered = [replace(one, position=self._query + place) for place, one in enumerate(made)]
        self._query += len(made)
        return numbered


def _state(desk: Desk, record: Return) -> _State:
    queries = lists.queries(desk.db, record.id)
    decided = frozenset(
        (slot_key(one.slot) if one.kind != UNRECOGNISED else one.question, one.found) for one in queries
    )
    files = lists.files(desk.db, record.id)
    names = {one.id: one.name for one in files}
    held = {
        slot: Held(
            one.value,
            one.found,
            _told(one, names),
            settled=settled(one.how),
            last_time=one.state == UNCONFIRMED,
        )
        for slot, one in lists.answers(desk.db, record.id).items()
    }
    for file in files:
        if file.status == STAGED and file.finding_sha256 and not file.correction_id:
            for answer in finding_of(desk, file).answers:
                if _newer(answer, held.get(answer.slot)):
                    held[answer.slot] = _held(answer, file)
    return _State(record, held, decided, {one.sha256: one for one in files})


def _newer(answer: FoundAnswer, held: Held | None) -> bool:
    return held is None or (held.last_time and not answer.state)


def _held(answer: FoundAnswer, file: ReturnFile) -> Held:
    return Held(answer.value, answer.found, f"“{file.name}”", last_time=bool(answer.state))


def _told(answer: Answer, names: dict[str, str]) -> str:
    name = names.get(answer.file_id or "")
    return f"“{name}”" if name else _("what we hold")


def finding_of(desk: Desk, file: ReturnFile) -> Finding:
    return f.from_json(blobs.read(desk.db, file.finding_sha256).decode("utf-8"))


def _query(line: Line, record: ReturnFile) -> Query:
    assert record.return_id is not None
    if line.left_over is not None:
        left = line.left_over
        return Query(
            id=new_id(), return_id=record.return_id, file_id=record.id, kind=UNRECOGNISED, question=left.question,
            column="", sheet=left.sheet, cell=left.cell, found=left.text, reason=left.why,
        )  # fmt: skip
    answer = line.answer
    assert answer is not None
    changed = line.status == CHANGED
    return Query(
        id=new_id(), return_id=record.return_id, file_id=record.id, kind=DIFFERENCE if changed else answer.kind,
        question=answer.question, row=answer.row, column=answer.column, sheet=answer.sheet, cell=answer.cell,
        found=answer.found, expected=answer.expected, reason=line.why, reading=answer.value,
        other=(line.held.value or line.held.found) if changed and line.held else "", sure=1 if changed else answer.sure,
        cause="" if changed else answer.cause,
    )  # fmt: skip


def put(desk: Desk, read: Sequence[ReadFile], *, label: str = "", note: str = "") -> list[TrayFile]:
    """What came into the tray, as one step. A file that is there already is not put there twice; one that seems to name
    a child is held and not put there at all.

    ``label`` of the step, and a ``note`` that stays with each file, where somebody decided that it may be kept.
    """
    return run_through(put_slices(desk, read, label=label, note=note))


def put_slices(
    desk: Desk, read: Sequence[ReadFile], *, label: str = "", note: str = ""
) -> Slices[list[TrayFile]]:
    """As ``put``, in slices; one step."""
    sorter = Sorter(desk)
    sorted_files: list[TrayFile] = []
    for file in read:
        sorted_files.append(sorter.sort(file))
        yield
    names_hold.hold(desk, [(one.read, sorter.whose(one.read)) for one in sorted_files if one.stopped])
    new = [one for one in sorted_files if not (one.again or one.stopped)]
    parcels = parcels_in.sorted_out(desk, [(one.read, one.record) for one in sorted_files if not one.stopped])
    if not new and not any(one.is_new for one in parcels):
        return sorted_files
    with desk.step(label or _put_label(new, parcels)):
        within = {id(one.read): parcels_in.keep(desk, one) for one in parcels if one.is_new}
        kept: dict[str, ReturnFile] = {}
        for one in (held for held in sorted_files if not held.stopped):
            record = one.record if one.again else _noted(_keep(desk, one), note)
            parcel_id = record.parcel_id or within.get(id(one.read.parcel))
            if one.again and (one.record.id in kept or parcel_id == record.parcel_id):
                continue
            kept[record.id] = replace(record, parcel_id=parcel_id)
            rows.put(desk.db, kept[record.id])
            rows.put_many(desk.db, [*one.queries, *one.items])
            desk.journal.keep_up()
            yield
        fresh = [kept[one.record.id] for one in new]
        updates_tray.received(desk, fresh)
        yield from _received(desk, fresh)
    return [replace(one, record=kept.get(one.record.id, one.record)) for one in sorted_files]


def _put_label(new: Sequence[TrayFile], parcels: Sequence[parcels_in.ParcelIn]) -> str:
    if len(new) == 1:
        return _("Put {name} in the tray").format(name=new[0].record.name)
    if new:
        return plural("Put {n} file in the tray", "Put {n} files in the tray", len(new))
    more = sum(len(one.enclosed) for one in parcels)
    if more:
        return plural("Keep {n} file that came with returns", "Keep {n} files that came with returns", more)
    return _("Keep the e-mail {name}").format(name=next(one.read.name for one in parcels if one.is_new))


def _keep(desk: Desk, one: TrayFile) -> ReturnFile:
    if one.read.data:
        blobs.keep(desk.db, one.read.data)
    if one.read.finding is None:
        return one.record
    return replace(
        one.record, finding_sha256=blobs.keep(desk.db, f.to_json(one.read.finding).encode("utf-8"))
    )


def _noted(record: ReturnFile, note: str) -> ReturnFile:
    return replace(record, message=" ".join(filter(None, (note, record.message)))) if note else record


def _received(desk: Desk, files: list[ReturnFile]) -> Slices[None]:
    """A return has come on the day its first readable file did; a slice for each."""
    first: dict[str, ReturnFile] = {}
    for file in files:
        if file.return_id and file.status != REFUSED:
            known = first.get(file.return_id)
            if known is None or (
                file.received_on and known.received_on and file.received_on < known.received_on
            ):
                first[file.return_id] = file
    for return_id, file in first.items():
        record = rows.get(desk.db, Return, return_id)
        if record.received_on is None:
            rows.put(desk.db, replace(record, received_on=file.received_on or desk.clock.today()))
            desk.journal.keep_up()
            yield
