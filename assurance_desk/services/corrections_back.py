"""A correction workbook that came back: only what was asked is merged; anything else that changed is listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.corrections import CorrectionBook, CorrectionItem
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery.finding import Finding, FoundAnswer
from assurance_desk.domain.returns import OPEN, Query, Return, ReturnFile
from assurance_desk.services import corrections, corrections_taken
from assurance_desk.services import corrections_confirm as confirm
from assurance_desk.services.corrections import Told
from assurance_desk.services.corrections_sent import as_sent, finding_as_sent
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_words import ref_of, what_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell outside those asked about that says something else than when it went. ``what`` is asked there."""

    sheet: str
    cell: str
    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Back:
    """``answers``: queries as answered by the file; ``unanswered``: how many cells asked about stand as they went.

    ``said``: last round's answers it confirms or changes; ``unsaid``: how many stand there as last time all the same.
    """

    answers: tuple[Query, ...]
    unanswered: int
    changed: tuple[Changed, ...]
    said: tuple[FoundAnswer, ...] = ()
    unsaid: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """What a correction workbook in the tray resolves without leaving a doubt: queries, and answers of last round."""

    file: ReturnFile
    finding: Finding
    queries: tuple[Query, ...]
    said: tuple[FoundAnswer, ...]
    confirmed: int = 0
    """How many of ``said`` are as they were last time."""

    @property
    def count(self) -> int:
        return len(self.queries) + len(self.said)

    @property
    def corrected(self) -> int:
        """How many of them are new."""
        return self.count - self.confirmed


def compare(desk: Desk, finding: Finding, file: ReturnFile) -> Back:
    """What a correction workbook that came back says; nothing is written."""
    book = rows.get(desk.db, CorrectionBook, finding.correction)
    items = rows.find(desk.db, CorrectionItem, book_id=book.id)
    sent = finding_as_sent(desk, book)
    was = {one.slot: one for one in sent.answers}
    now = {one.slot: one for one in finding.answers}
    differs = {slot for slot in was.keys() | now.keys() if _words(was.get(slot)) != _words(now.get(slot))}
    answered: list[Query] = []
    left = 0
    for query_id in dict.fromkeys(one.query_id for one in items):
        slots = [one.slot for one in items if one.query_id == query_id]
        query = rows.get(desk.db, Query, query_id)
        if not differs.intersection(slots):
            left += 1
        elif query.status == OPEN:
            answered.append(_answered(desk, query, slots, was, now, file))
    asked = {one.slot for one in items} | {
        slot for slot in differs if confirm.readable(was.get(slot), now.get(slot))
    }
    return Back(
        tuple(answered), left, tuple(_changed(desk, book, finding, sent, differs - asked)),
        confirm.said(desk, book.return_id, sent, finding), confirm.unsaid(desk, book.return_id, sent, finding),
    )  # fmt: skip


def _words(one: FoundAnswer | None) -> str:
    return plain(one.found) if one else ""


def _answered(
    desk: Desk,
    query: Query,
    slots: list[Slot],
    was: dict[Slot, FoundAnswer],
    now: dict[Slot, FoundAnswer],
    file: ReturnFile,
) -> Query:
    main = now.get(query.slot)
    told = [
        (slot, _words(now.get(slot)) or _("blank"))
        for slot in slots
        if _words(was.get(slot)) != _words(now.get(slot))
    ]
    words = "; ".join(text if slot == query.slot else f"{_called(slot)}: {text}" for slot, text in told)
    doubts = [one.problem for slot in slots if (one := now.get(slot)) is not None and one.kind]
    why = doubts[0] if doubts else "" if main and main.value else _("they emptied the cell")
    return replace(
        query, asked_on=query.asked_on or desk.clock.today(), answered_on=file.received_on or desk.clock.today(),
        answer=words, answer_reading=main.value if main else "", answer_why=why, answer_file_id=file.id,
    )  # fmt: skip


def _called(slot: Slot) -> str:
    return ref_of(slot) if slot.column == "answer" else f"{ref_of(slot)} {slot.column}"


def _changed(
    desk: Desk, book: CorrectionBook, finding: Finding, sent: Finding, differs: set[Slot]
) -> list[Changed]:
    record = rows.get(desk.db, Return, book.return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    was, now = ({one.slot: one for one in each.answers} for each in (sent, finding))
    made = []
    for slot in sorted(differs):
        at = now.get(slot) or was[slot]
        what = f"{_called(slot)}  {what_of(asked, slot)}"
        made.append(Changed(at.sheet, at.cell, what, _words(was.get(slot)), _words(now.get(slot))))
    before = {(one.sheet, one.text) for one in sent.left_over}
    made += [
        Changed(one.sheet, one.cell, _("not asked for"), "", plain(one.text))
        for one in finding.left_over
        if (one.sheet, one.text) not in before
    ]
    return made


def sort(desk: Desk, record: ReturnFile, finding: Finding) -> tuple[ReturnFile, tuple[Query, ...]]:
    """The file's row in the tray, and the queries it answers; nothing is written."""
    record = replace(record, correction_id=finding.correction)
    back = compare(desk, finding, record)
    book = rows.get(desk.db, CorrectionBook, finding.correction)
    return replace(
        record, status="staged" if back.answers or back.said else "same", message=summary(back, book),
        found=len(back.answers) + len(back.said), unrecognised=len(back.changed), recovered=0, blank=back.unanswered,
    ), back.answers  # fmt: skip


def summary(back: Back, book: CorrectionBook) -> str:
    """``Corrections asked for on 24 April 2019: 2 answered, 1 as it was; 3 other cells changed: listed, not taken.``"""
    told = []
    if back.answers or back.unanswered or not (back.said or back.unsaid):
        told.append(_("{n} answered").format(n=len(back.answers)))
    if back.unanswered:
        told.append(_("{n} as it was").format(n=back.unanswered))
    if back.said or back.unsaid:
        told.append(_("{n} confirmed or changed").format(n=len(back.said)))
    if back.unsaid:
        told.append(_("{n} still as last time").format(n=back.unsaid))
    asked = _("Corrections asked for on {day}: {told}").format(
        day=long_date(book.sent_on or book.made_on), told=", ".join(told)
    )
    if back.changed:
        asked += "; " + plural(
            "{n} other cell changed: listed, not taken",
            "{n} other cells changed: listed, not taken",
            len(back.changed),
        )
    return asked + "."


def ready(queries: list[Query]) -> list[Query]:
    """Those whose answer resolves the doubt: it is read without doubt, and nothing speaks against it."""
    return [
        one
        for one in queries
        if one.status == OPEN and one.answered_on and one.answer_reading and not one.answer_why
    ]


def coming(desk: Desk, file: ReturnFile, finding: Finding) -> Coming:
    """What taking it in would settle as things stand; nothing is written."""
    said = confirm.said_in(desk, file, finding)
    held = lists.answers(desk.db, file.return_id) if said and file.return_id else {}
    confirmed = sum(held[one.slot].value == one.value for one in said)
    return Coming(file, finding, tuple(ready(of_file(desk, file))), said, confirmed)


def take_all(desk: Desk, found: Coming) -> None:
    """Inside a step: everything ``coming`` found, as far as nothing settled it meanwhile."""
    for query in found.queries:
        if rows.get(desk.db, Query, query.id).status == OPEN:
            take(desk, query, found.finding, found.file)
    if found.said:
        assert found.file.return_id is not None
        day = found.file.received_on or desk.clock.today()
        confirm.take(desk, found.said, found.file, _told_by(desk, found.file.return_id, found.file, day))


def answers_words(corrected: int, confirmed: int) -> str:
    """``1 corrected answer``, ``3 confirmed answers``; where both came, ``1 corrected answer and 3 confirmed``."""
    changed = plural("{n} corrected answer", "{n} corrected answers", corrected)
    if not confirmed:
        return changed
    if not corrected:
        return plural("{n} confirmed answer", "{n} confirmed answers", confirmed)
    return _("{changed} and {n} confirmed").format(changed=changed, n=confirmed)


def of_file(desk: Desk, file: ReturnFile) -> list[Query]:
    """Open queries this file answers."""
    return rows.find(desk.db, Query, answer_file_id=file.id, status=OPEN)


def take(desk: Desk, query: Query, finding: Finding, file: ReturnFile, value: str | None = None) -> int:
    """Inside a step: what the file says in the cells of this query becomes the answers. Gives how many changed.

    ``value``: taken for the cell in question in place of what stands there.
    """
    assert file.correction_id is not None
    book = rows.get(desk.db, CorrectionBook, file.correction_id)
    was, now = as_sent(desk, book), {one.slot: one for one in finding.answers}
    items = rows.find(desk.db, CorrectionItem, book_id=book.id, query_id=query.id)
    told = _told(desk, query, file)
    count = 0
    for item in sorted(
        items, key=lambda one: one.slot == query.slot
    ):  # the cell in question last: it closes the query
        found = now.get(item.slot)
        main = item.slot == query.slot
        text = value if main and value is not None else found.value if found else ""
        if not main and (_words(was.get(item.slot)) == _words(found) or (found and found.kind)):
            continue
        corrections.write(desk, query.return_id, item.slot, text, told, found, file.id)
        count += 1
    return count


def _told(desk: Desk, query: Query, file: ReturnFile) -> Told:
    day = query.answered_on or desk.clock.today()
    return replace(_told_by(desk, query.return_id, file, day), reason=query.reason)


def _told_by(desk: Desk, return_id: str, file: ReturnFile, day: date) -> Told:
    record = rows.get(desk.db, Return, return_id)
    who = rows.get(desk.db, Organisation, record.organisation_id).name
    return Told(who, corrections_taken.how_of(file), day)
