"""What the page of returns shows, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assurance_desk.domain import on_its_way
from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.moderation import Moderation, agreement, scored
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Question, Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.returns import (
    ANSWERED,
    DECLINED,
    EXEMPT,
    ISSUED,
    OPEN,
    PART,
    TAKEN,
    UNCONFIRMED,
    Answer,
    Return,
    ReturnFile,
)
from assurance_desk.services import (
    carried_back,
    corrections,
    corrections_back,
    corrections_confirm,
    corrections_out,
    moderation,
    returns,
    returns_taking_back,
)
from assurance_desk.services.corrections_back import Changed, Coming
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import settled
from assurance_desk.services.returns_reviews import Review, reviews
from assurance_desk.services.returns_totals import Totals, control_totals
from assurance_desk.services.returns_tray import REFUSED, STAGED, finding_of
from assurance_desk.services.returns_words import ref_of, shown, what_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.store.lists.returns import TrayRow
from assurance_desk.texts import _, plural

DECIDE, ASKED_BACK, TAKEN_IN, NOT_RETURNED, NOT_OURS = "decide", "asked", "taken", "not returned", "not ours"
GROUPS: Final = (DECIDE, ASKED_BACK, TAKEN_IN, NOT_RETURNED, NOT_OURS)

NO_SLOT: Final = Slot("")


@dataclass(frozen=True, slots=True)
class TrayLine:
    """One line of the list. ``id`` is the return's, or a file's where it is nobody's. ``waits`` occurs in ``words``."""

    id: str
    group: str
    ref: str
    name: str
    words: str
    waits: str = ""
    on: date | None = None
    taken: int = 0
    to_confirm: int = 0
    to_take: int = 0
    to_decide: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class AnswerLine:
    id: str
    ref: str
    what: str
    found: str
    value: str
    how: str
    source: str
    agreed: str = ""
    """As the panel agreed it, and why where it differs; empty where it was not moderated."""
    graded: bool = False
    slot: Slot = NO_SLOT
    taken: bool = True
    """Whether it is taken in, and not only read."""
    state: str = ANSWERED
    sure: int = 3
    before: str = ""
    """What it was before it was corrected, until when and who said so."""


@dataclass(frozen=True, slots=True)
class FileView:
    record: ReturnFile
    totals: Totals
    readable: bool
    given: bool = False
    """Whether answers say that it gave them."""
    changed: tuple[Changed, ...] = ()
    """Of a correction workbook that came back: what else was changed in it, listed and not taken."""


@dataclass(frozen=True, slots=True)
class ReturnView:
    record: Return
    kind: str
    questionnaire: Questionnaire
    files: tuple[FileView, ...]
    reviews: tuple[Review, ...]
    recovered: tuple[AnswerLine, ...]
    answers: tuple[AnswerLine, ...]
    notes: tuple[str, ...]
    staged: tuple[str, ...]
    ready: int
    back: tuple[Coming, ...] = ()
    """What correction workbooks in the tray settle."""
    books: tuple[CorrectionBook, ...] = ()
    to_ask: int = 0
    """About how many cells the sender can be asked and was not."""
    to_confirm: int = 0
    """How many answers of last time the sender can be asked to confirm and was not."""
    coming: int = 0
    """How many of ``answers`` are not taken in yet, only read."""

    @property
    def corrected(self) -> int:
        """How many doubts they resolve and how many of last time’s answers they change."""
        return sum(one.corrected for one in self.back)

    @property
    def confirmed(self) -> int:
        """How many of last time’s answers they confirm."""
        return sum(one.confirmed for one in self.back)

    @property
    def undecided(self) -> int:
        """How many of ``reviews`` are left once all that is sure is taken in."""
        return len(self.reviews) - sum(len(one.queries) for one in self.back)

    @property
    def unconfirmed(self) -> tuple[AnswerLine, ...]:
        """Last round's answers, of which nobody said that they are still right."""
        return tuple(line for line in self.answers if line.state == UNCONFIRMED)


def waiting(desk: Desk) -> int:
    """How many returns have something for a person to decide."""
    return lists.waiting_returns(desk.db)


def held(desk: Desk, return_id: str) -> dict[Slot, str]:
    """What we hold of a return, by slot."""
    return {slot: answer.value for slot, answer in lists.answers(desk.db, return_id).items()}


def tray(desk: Desk, asked: Questionnaire) -> list[TrayLine]:
    left = returns.left_to_take(desk)
    lines = [
        _line(row, sum(left.get(file.id, 0) for file in row.files)) for row in lists.tray(desk.db, asked)
    ]
    lines += strangers(desk)
    return sorted(lines, key=lambda line: GROUPS.index(line.group))


def strangers(desk: Desk) -> list[TrayLine]:
    """Files that are nobody's."""
    return [
        TrayLine(
            file.id,
            NOT_OURS,
            "",
            file.name,
            file.message.removeprefix(f"“{file.name}” "),
            on=file.received_on,
        )
        for file in lists.strangers(desk.db)
    ]


def _line(row: TrayRow, left: int) -> TrayLine:
    """``left``: how many answers more can be taken in, where some were taken in before."""
    readable = [file for file in row.files if file.status != REFUSED]
    fresh = _fresh(row, readable)
    return replace(
        _told(row, left), taken=row.answers - row.unconfirmed, to_confirm=row.unconfirmed, to_take=max(fresh - row.cells_in_doubt, 0) + left, to_decide=row.waiting,
        lost=sum(file.lost for file in readable),
    )  # fmt: skip


def _fresh(row: TrayRow, readable: list[ReturnFile]) -> int:
    """What came and is neither taken nor decided; of several copies of a return the first is counted."""
    found = sum(file.found for file in readable[:1]) if row.record.state == ISSUED else 0
    return max(found - row.decided, 0)


def _told(row: TrayRow, left: int) -> TrayLine:
    record, files = row.record, row.files
    readable = [file for file in files if file.status != REFUSED]
    on = record.received_on or max((file.received_on for file in files if file.received_on), default=None)
    fresh = _fresh(row, readable)
    to_decide = row.waiting - row.asked
    waits = plural("{n} to decide", "{n} to decide", to_decide) if to_decide else ""
    if fresh:
        words = plural("{n} answer to take in", "{n} answers to take in", fresh)
        if waits:  # some of them are in doubt: no promise to take that many
            found = plural("{n} answer found", "{n} answers found", fresh)
            return TrayLine(record.id, DECIDE, record.ref, record.name, f"{found}, {waits}", waits, on)
        return TrayLine(record.id, DECIDE, record.ref, record.name, words, words, on)
    taken, with_sender = _taken_words(row), bool(row.asked or (row.unconfirmed and row.away))
    more = plural("{n} answer to take in", "{n} answers to take in", left) if left else ""
    waits = ", ".join(filter(None, (more, waits)))
    if waits or with_sender:
        words = f"{taken}, {waits}" if waits else taken
        return TrayLine(record.id, DECIDE if waits else ASKED_BACK, record.ref, record.name, words, waits, on)
    if record.state in (TAKEN, PART):
        part = _(", some sections only") if record.state == PART else ""
        return TrayLine(record.id, TAKEN_IN, record.ref, record.name, taken + part, "", on)
    if files and record.state == ISSUED:
        locked = any(file.why == "password" for file in files)
        words = _("its password to type") if locked else _("answers to enter by hand")
        return TrayLine(
            record.id,
            DECIDE,
            record.ref,
            record.name,
            _("Cannot be read: {what}").format(what=words),
            words,
            on,
        )
    return TrayLine(record.id, NOT_RETURNED, record.ref, record.name, _silence(row), "", on)


def _taken_words(row: TrayRow) -> str:
    """``10 taken in, 3 to confirm, 2 asked, not back yet``"""
    taken = _("{n} taken in").format(n=row.answers - row.unconfirmed)
    if row.unconfirmed:
        taken += _(", {n} to confirm").format(n=row.unconfirmed)
    if row.asked:
        taken += ", " + _("{n} asked, not back yet").format(n=row.asked)
    elif row.unconfirmed and row.away:
        taken += ", " + _("asked, not back yet")
    return taken


def _silence(row: TrayRow) -> str:
    if row.record.state in (DECLINED, EXEMPT):
        return row.record.state
    if row.record.not_sent:
        return _("Drafted, not sent yet")
    if on_its_way.stage(row.record) == on_its_way.BOUNCED:
        return _("Nothing came. The message came back")
    if row.last_chaser:
        told = row.last_chaser
        return _("Nothing came. Last: {how}, {day}").format(how=told.how, day=long_date(told.on))
    return _("Nothing came")


def of_file(desk: Desk, file_id: str) -> ReturnFile | None:
    return rows.one(desk.db, ReturnFile, id=file_id)


def of_return(desk: Desk, return_id: str) -> ReturnView | None:
    record = rows.one(desk.db, Return, id=return_id)
    if record is None:
        return None
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    files = lists.files(desk.db, return_id)
    rules = dict(pair for question in asked.questions() for pair in slots_of(question))
    queries = lists.queries(desk.db, return_id, status=OPEN)
    coming = returns.would_take(desk, files)
    answers = _in_order(lists.answers(desk.db, return_id) | {one.slot: one for one in coming}, rules)
    notes = [note for file in files if file.finding_sha256 for note in finding_of(desk, file).notes]
    held = moderation.of_return(desk, return_id)
    put_right = corrections.of_return(desk, return_id)
    waits = {one.id for one in coming}
    told = tuple(
        replace(
            _answer_line(asked, one, held.get(one.id, ())),
            taken=one.id not in waits,
            before=corrections.before_words(put_right.get(one.slot, ())),
        )
        for one in answers
    )
    views = tuple(_file_view(desk, file) for file in files)
    return ReturnView(
        record=record,
        kind=rows.get(desk.db, Organisation, record.organisation_id).kind,
        questionnaire=asked,
        files=views,
        reviews=reviews(desk, asked, rules, queries, record),
        recovered=tuple(line for line, one in zip(told, answers, strict=True) if _recovered(one, put_right)),
        answers=told,
        notes=tuple(dict.fromkeys(notes)),
        staged=tuple(file.id for file in files if file.status == STAGED and file.finding_sha256),
        ready=len(coming),
        back=_back(desk, files),
        books=tuple(corrections_out.books(desk, return_id)),
        to_ask=len(corrections_out.to_ask(desk, return_id)),
        to_confirm=corrections_confirm.to_ask(desk, return_id),
        coming=len(coming),
    )


def _back(desk: Desk, files: list[ReturnFile]) -> tuple[Coming, ...]:
    waits = [one for one in files if one.correction_id and one.status == STAGED]
    return tuple(corrections_back.coming(desk, one, finding_of(desk, one)) for one in waits)


def _file_view(desk: Desk, file: ReturnFile) -> FileView:
    if not file.correction_id:
        given = returns_taking_back.can(desk, file)
        return FileView(file, control_totals(desk, file.id), file.status != REFUSED, given=given)
    changed = corrections_back.compare(desk, finding_of(desk, file), file).changed
    return FileView(file, Totals(), readable=True, changed=changed, given=returns_taking_back.can(desk, file))


def _in_order(answers: dict[Slot, Answer], rules: dict[Slot, CellRule]) -> list[Answer]:
    order = {slot: place for place, slot in enumerate(rules)}
    return sorted(answers.values(), key=lambda one: order.get(one.slot, len(order)))


def _answer_line(asked: Questionnaire, one: Answer, held: tuple[Moderation, ...] = ()) -> AnswerLine:
    return AnswerLine(
        one.id,
        ref_of(one.slot),
        what_of(asked, one.slot),
        one.found,
        shown(asked, one.slot, one.value) or one.state,
        one.how,
        one.source,
        _agreed(asked, one, agreement(held)),
        graded=one.column == "answer" and _is_scored(f.question_of(asked, one.question)),
        slot=one.slot,
        state=one.state,
        sure=one.sure,
    )


def _recovered(one: Answer, put_right: Collection[Slot]) -> bool:
    """By us, and not by a person's decision or word."""
    said = settled(one.how) or one.slot in put_right or one.state == UNCONFIRMED
    return bool(one.how and one.file_id) and not said


def _is_scored(question: Question | None) -> bool:
    return question is not None and scored(question)


def _agreed(asked: Questionnaire, one: Answer, last: Moderation | None) -> str:
    if last is None:
        return ""
    agreed = shown(asked, one.slot, last.agreed)
    return f"{agreed}: {last.reason}" if last.reason else agreed


def question_message(view: ReturnView, missing: Sequence[str] = ()) -> str:
    """A message that asks the sender about what waits, for the officer to send; ``missing``: evidence that did not come."""
    asks = [review for review in view.reviews if review.query.found]
    lines = [
        _("Thank you for your return to {title} ({ref}).").format(
            title=view.questionnaire.title, ref=view.questionnaire.ref
        ),
        "",
    ]
    if view.unconfirmed:
        lines += [carried_back.words_to_sender(len(view.unconfirmed)), ""]
    if asks:
        lines += [plural("May we ask about {n} answer?", "May we ask about {n} answers?", len(asks)), ""]
    for number, review in enumerate(asks, 1):
        query = review.query
        where = (
            _("sheet {sheet}, cell {cell}").format(sheet=query.sheet, cell=query.cell) if query.cell else ""
        )
        head = f"{number}. {review.ref} {review.what}"
        lines.append(f"{head} ({where})" if where else head)
        lines.append(_("   You wrote: {found}").format(found=plain(query.found)))
        lines.append(f"   {query.reason[:1].upper()}{query.reason[1:]}.")
    if missing:
        lines += ["", _("You told us of evidence that did not reach us. Please send it:")]
        lines += [f"- {one}" for one in missing]
    return "\n".join(lines)
