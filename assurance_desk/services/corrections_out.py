"""A query on its way back to its sender: a correction workbook made of their own file, kept, sent, and what goes with it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.domain.correction_sheet import Ask, CorrectionMade, CorrectionWork
from assurance_desk.domain.corrections import CorrectionBook, CorrectionItem
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.prefill import Recipient, known_answers
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import ExpectedCorrection, Finding
from assurance_desk.domain.returns import Query, Return, ReturnFile
from assurance_desk.domain.returns_plan import DIFFERENCE, UNRECOGNISED
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import carried_back, returns_tray
from assurance_desk.services import corrections_confirm as confirm
from assurance_desk.services.corrections_message import as_marked, contact_of
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing import new_code
from assurance_desk.services.returns_answers import open_queries, rules_of
from assurance_desk.services.returns_checks import doubts
from assurance_desk.services.returns_tray import REFUSED, finding_of
from assurance_desk.services.returns_words import ref_of, what_of
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import questionnaires
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural
from assurance_desk.whole_file import write_whole

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

_XLSX = (".xlsx",)
_LONGEST_WROTE = 300


class NothingToAskError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No doubt about the return of {name} is about a cell of theirs, and nothing waits to be confirmed, so there "
                "is no correction workbook to make."
            ).format(name=name)
        )


class GoneMeanwhileError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "What was in doubt about the return of {name} was settled meanwhile, so nothing was kept."
            ).format(name=name)
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """What the worker needs to make the workbook and to read it again; plain values."""

    book: CorrectionBook
    work: CorrectionWork
    expected: bytes


@dataclass(frozen=True, slots=True)
class Written:
    book: CorrectionBook
    made: CorrectionMade
    finding: Finding


def askable(desk: Desk, return_id: str) -> list[Query]:
    """Open queries that a cell of theirs can answer, in the order they stand; one for each cell. Where two files say
    different things in it, that is asked: what speaks against one of them may be settled in the other.
    """
    found: dict[Slot, Query] = {}
    for one in open_queries(desk, return_id):
        theirs = one.question and one.kind != UNRECOGNISED and one.column
        if theirs and (one.slot not in found or one.kind == DIFFERENCE):
            found[one.slot] = one
    return list(found.values())


def to_ask(desk: Desk, return_id: str) -> list[Query]:
    """Those in no correction workbook yet."""
    books = [one.id for one in rows.find(desk.db, CorrectionBook, return_id=return_id)]
    asked = {item.query_id for one in books for item in rows.find(desk.db, CorrectionItem, book_id=one)}
    return [one for one in askable(desk, return_id) if one.id not in asked]


def plan(desk: Desk, return_id: str) -> Planned:
    """Nothing is written.

    Raises:
        NothingToAskError: no open query is about a cell of theirs, and no answer waits to be confirmed.
    """
    record = rows.get(desk.db, Return, return_id)
    queries, unconfirmed = askable(desk, return_id), carried_back.unconfirmed(desk, return_id)
    if not (queries or unconfirmed):
        raise NothingToAskError(record.name)
    asked = as_marked(desk, record)
    file = _their_file(desk, [*(one.file_id for one in queries), *(one.file_id for one in unconfirmed)])
    places = _places(desk, file)
    used = {one.code for one in rows.find(desk.db, CorrectionBook)} | questionnaires.codes(desk.db)
    position = lists.next_position(desk.db, "correction_book")
    code = new_code(f"correction|{return_id}|{position}", used)
    words = _("{ref} {whose} corrections {code}").format(
        ref=asked.ref, whose=f"{record.ref} {record.name}", code=code
    )
    book = CorrectionBook(
        id=new_id(), return_id=return_id, file_id=file.id if file else None, code=code, name=safe_name(words, ".xlsx"),
        sha256="", made_on=desk.clock.today(), position=position,
    )  # fmt: skip
    work = CorrectionWork(
        questionnaire=asked, recipient=_recipient(desk, record, asked), code=code,
        asks=tuple(_asks(desk, asked, return_id, queries, places)), own=blobs.read(desk.db, file.sha256) if file else None,
        held=_held(desk, return_id, queries) | confirm.said_before(desk, asked, record), contact=contact_of(asked),
        confirms=confirm.confirms(desk, asked, return_id, places),
    )  # fmt: skip
    return Planned(book, work, returns_tray.expected(desk))


def _their_file(desk: Desk, ids: list[str | None]) -> ReturnFile | None:
    """The newest xlsx of theirs that most of what is asked is about; ``ids``: the file of each, where it came in one."""
    found = [rows.get(desk.db, ReturnFile, one) for one in dict.fromkeys(filter(None, ids))]
    able = [
        one for one in found
        if one.name.lower().endswith(_XLSX) and one.status != REFUSED and one.finding_sha256 and not one.correction_id
    ]  # fmt: skip
    return max(able, key=lambda one: (ids.count(one.id), one.position), default=None)


def _places(desk: Desk, file: ReturnFile | None) -> dict[Slot, tuple[str, str]]:
    if file is None:
        return {}
    return {one.slot: (one.sheet, one.cell) for one in finding_of(desk, file).answers if one.cell}


def _asks(
    desk: Desk,
    asked: Questionnaire,
    return_id: str,
    queries: list[Query],
    places: dict[Slot, tuple[str, str]],
) -> list[Ask]:
    against, rules = doubts(desk, return_id), rules_of(desk, return_id)
    made: dict[Slot, Ask] = {}
    for query in queries:
        told = against.get(query.slot) if query.kind == f.CHECK else None
        slots = (query.slot, *(told.others if told else ()))
        rule = rules.get(query.slot)
        takes = read_cell(rule, "?").problem if rule and rule.kind != "text" else ""
        made.setdefault(query.slot, Ask(
            query.id, slots, f"{ref_of(query.slot)}  {what_of(asked, query.slot)}", plain(query.found)[:_LONGEST_WROTE],
            _asked_words(query, takes), tuple(places.get(slot, ("", "")) for slot in slots),
        ))  # fmt: skip
    return list(made.values())


def _asked_words(query: Query, takes: str) -> str:
    reason = query.reason[:1].upper() + query.reason[1:]
    if query.kind == DIFFERENCE:
        return _("{reason}. Which is right?").format(reason=reason)
    if query.kind == f.CHECK:
        return _("{reason}. Please put right what is wrong, or add what is missing.").format(reason=reason)
    if takes and takes not in query.reason:
        return _("{reason}. Please give {takes}.").format(reason=reason, takes=takes)
    return _("{reason}. Please write your answer again.").format(reason=reason)


def _held(desk: Desk, return_id: str, queries: list[Query]) -> dict[Slot, str]:
    """What fills a fresh copy: their answers, and in the cells in question what they wrote."""
    from assurance_desk.services.returns import would_take

    coming = would_take(desk, lists.files(desk.db, return_id))
    held = {one.slot: one.value for one in coming}
    held |= {slot: one.value for slot, one in lists.answers(desk.db, return_id).items()}
    return held | {one.slot: one.found for one in queries}


def _recipient(desk: Desk, record: Return, asked: Questionnaire) -> Recipient:
    organisation = rows.get(desk.db, Organisation, record.organisation_id)
    service = rows.get(desk.db, Service, record.service_id) if record.service_id else None
    to = Recipient(record.ref, record.name, record.code, known_answers(asked, organisation, service))
    return confirm.with_carried(desk, asked, record, to)


Run = Callable[..., Any]


def write(planned: Planned, child: Child, progress: Progress | None = None) -> Written:
    """Away from the desk: the workbook is made, and read again as it would be when it comes back."""
    made: CorrectionMade = child.run("write correction", planned.work, progress=progress)
    finding = _read_again(planned, made, child)
    if made.own and not _whole(finding, planned, made):
        # Something in their file is lost on the way through openpyxl: a fresh copy is sure to come home.
        made = child.run("write correction", replace(planned.work, own=None), progress=progress)
        finding = _read_again(planned, made, child)
    return Written(replace(planned.book, file_id=planned.book.file_id if made.own else None), made, finding)


def _read_again(planned: Planned, made: CorrectionMade, child: Child) -> Finding:
    expected: f.Expected = pickle.loads(planned.expected)  # noqa: S301  (made by ourselves a moment ago)
    book = planned.book
    mine = ExpectedCorrection(book.id, book.code, book.return_id, planned.work.recipient.ref, made.notes)
    wanted = pickle.dumps(replace(expected, corrections=(*expected.corrections, mine)))
    found: Finding = child.run("read correction", made.data, book.name, wanted)
    return replace(found, beside=made.notes)


def _whole(finding: Finding, planned: Planned, made: CorrectionMade) -> bool:
    if finding.correction != planned.book.id or not finding.accounted:
        return False
    found = {(one.sheet, one.cell) for one in finding.answers}
    main = {(ask.query_id, ask.slots[0]) for ask in planned.work.asks}
    asked = all((one.sheet, one.cell) in found for one in made.opened if (one.query_id, one.slot) in main)
    return asked and confirm.all_open(planned.work.confirms, finding)


def keep(desk: Desk, written: Written) -> CorrectionBook:
    """The workbook with what it asks: one step.

    Raises:
        GoneMeanwhileError: what it asks was decided while it was made.
    """
    record = rows.get(desk.db, Return, written.book.return_id)
    still = {one.id for one in askable(desk, record.id)}
    opened = [one for one in written.made.opened if one.query_id in still]
    answers = len(confirm.asked_in(written.finding) & confirm.waiting(desk, record.id))
    if not (opened or answers):
        raise GoneMeanwhileError(record.name)
    was = {one.slot: one.found for one in written.finding.answers}
    cells = len({(one.sheet, one.cell) for one in opened})
    with desk.step(_asking(record.name, cells, answers)):
        book = replace(
            written.book, sha256=blobs.keep(desk.db, written.made.data),
            finding_sha256=blobs.keep(desk.db, f.to_json(written.finding).encode("utf-8")),
        )  # fmt: skip
        rows.put(desk.db, book)
        rows.put_many(desk.db, [
            CorrectionItem(
                id=new_id(), book_id=book.id, query_id=one.query_id, question=one.slot.question, row=one.slot.row,
                column=one.slot.column, sheet=one.sheet, cell=one.cell, was=was.get(one.slot, ""), position=place,
            )
            for place, one in enumerate(opened)
        ])  # fmt: skip
    return book


def _asking(name: str, cells: int, answers: int) -> str:
    again = plural("Ask {{name}} about {n} cell again", "Ask {{name}} about {n} cells again", cells)
    if answers:
        again = plural("Ask {{name}} to confirm {n} answer", "Ask {{name}} to confirm {n} answers", answers)
    if answers and cells:
        again = plural(
            "Ask {{name}} about {n} cell again, and to confirm others",
            "Ask {{name}} about {n} cells again, and to confirm others",
            cells,
        )
    return again.replace("{name}", name)


def mark_sent(desk: Desk, book_id: str, on: date | None = None) -> CorrectionBook:
    """It has left the mail program: its queries are asked from that day on. One step."""
    book = rows.get(desk.db, CorrectionBook, book_id)
    day = on or desk.clock.today()
    name = rows.get(desk.db, Return, book.return_id).name
    with desk.step(_("Mark the correction workbook for {name} as sent").format(name=name)):
        return asked_on(desk, book, day)


def asked_on(desk: Desk, book: CorrectionBook, day: date) -> CorrectionBook:
    """Inside a step."""
    sent = replace(book, sent_on=day)
    ids = {one.query_id for one in rows.find(desk.db, CorrectionItem, book_id=book.id)}
    waits = open_queries(desk, book.return_id)
    cells = {one.slot for one in waits if one.id in ids and one.question}
    queries = [
        one for one in waits if one.id in ids or one.slot in cells
    ]  # all that is in doubt about a cell asked for
    rows.put_many(desk.db, [sent, *(replace(one, asked_on=day) for one in queries)])
    return sent


def data(desk: Desk, book: CorrectionBook) -> bytes:
    return blobs.read(desk.db, book.sha256)


def save(path: Path, data: bytes) -> None:
    """Where the officer chose; whole or not at all.

    Raises:
        DeskError: it cannot be written there.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        words = _("“{name}” could not be written ({reason}). Choose another place.")
        raise DeskError(words.format(name=path.name, reason=error.strerror or error)) from error


def books(desk: Desk, return_id: str) -> list[CorrectionBook]:
    return rows.find(desk.db, CorrectionBook, return_id=return_id)


def told(book: CorrectionBook) -> str:
    """``made 24 April 2019, sent 25 April 2019``"""
    made = _("made {day}").format(day=long_date(book.made_on))
    return f"{made}, " + (
        _("sent {day}").format(day=long_date(book.sent_on)) if book.sent_on else _("not marked as sent")
    )
