"""What one file gave is taken back, however long ago it was taken in: one step, after saying what rests on it.

Undo covers one sitting. Later, other work rests on what was taken in, so only answers that still stand as the file gave
them go back to what they were before; everything a person did since stays, and is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from assurance_desk.domain.actions import Action
from assurance_desk.domain.corrections import Correction, CorrectionBook
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.parcels import Enclosure
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import CLOSED_QUERY, ISSUED, OPEN, Answer, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import settled
from assurance_desk.services.returns_tray import REFUSED, STAGED
from assurance_desk.services.returns_words import ref_of, shown, what_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.store.lists import taking_back as history
from assurance_desk.texts import _, plural


class NothingToTakeBackError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nothing of “{name}” stands as it gave it, so there is nothing to take back.").format(name=name)
        )


@dataclass(frozen=True, slots=True)
class Left:
    """An answer of the file that stays, and why."""

    ref: str
    what: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class TakingBack:
    """``goes``: answers that go, with what they become (None: nothing stood there before). ``rests``: what was built on
    the file since, a line each.
    """

    record: Return
    file: ReturnFile
    goes: tuple[tuple[Answer, Answer | None], ...]
    left: tuple[Left, ...]
    rests: tuple[str, ...]


def can(desk: Desk, file: ReturnFile) -> bool:
    """Whether any answer says that the file gave it."""
    return bool(file.return_id and not file.correction_id and rows.one(desk.db, Answer, file_id=file.id))


def plan(desk: Desk, file_id: str) -> TakingBack:
    """What would go, what stays and why, and what rests on it; nothing is written.

    Raises:
        NothingToTakeBackError: no answer says that the file gave it.
    """
    file = rows.get(desk.db, ReturnFile, file_id)
    held = rows.find(desk.db, Answer, file_id=file_id)
    if file.return_id is None or not held:
        raise NothingToTakeBackError(file.name)
    record = rows.get(desk.db, Return, file.return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    given = history.imported(desk.db, file_id, [one.id for one in held])
    corrected = {one.slot: one for one in rows.find(desk.db, Correction, return_id=record.id)}
    goes: list[tuple[Answer, Answer | None]] = []
    left: list[Left] = []
    for one in held:
        why = _why_left(desk, one, given, corrected.get(one.slot))
        if why:
            left.append(
                Left(ref_of(one.slot), what_of(asked, one.slot), shown(asked, one.slot, one.value), why)
            )
        else:
            goes.append((one, given[one.id][2]))
    gone = [
        Left(
            ref_of(one.slot), what_of(asked, one.slot), shown(asked, one.slot, one.value), _("removed since")
        )
        for one in history.removed_since(desk.db, file_id)
        if one.slot in corrected
    ]
    first = min((one[0] for one in given.values()), default="")
    return TakingBack(record, file, tuple(goes), (*left, *gone), tuple(_rests(desk, record, file, first)))


def _why_left(
    desk: Desk, one: Answer, given: dict[str, history.Imported], corrected: Correction | None
) -> str:
    """Empty where it stands as the file gave it."""
    moderated = rows.find(desk.db, Moderation, answer_id=one.id)
    if moderated:
        return _("moderated {day}").format(day=long_date(moderated[-1].on))
    if corrected is not None:
        return _("corrected {day} by {who}").format(day=long_date(corrected.on), who=corrected.who)
    if settled(one.how):
        return one.how
    if one.id not in given or one != given[one.id][1]:
        return _("changed since")
    return ""


def _rests(desk: Desk, record: Return, file: ReturnFile, first: str) -> list[str]:
    queries = rows.find(desk.db, Query, file_id=file.id)
    decided = sum(one.status == CLOSED_QUERY for one in queries)
    books = [one for one in rows.find(desk.db, CorrectionBook, return_id=record.id) if one.file_id == file.id]
    enclosed = rows.find(desk.db, Enclosure, return_id=record.id)
    told = []
    if decided:
        told.append(plural("{n} doubt about it was decided", "{n} doubts about it were decided", decided))
    if books:
        told.append(
            plural(
                "{n} correction workbook was made of it",
                "{n} correction workbooks were made of it",
                len(books),
            )
        )
    if enclosed:
        told.append(
            plural(
                "{n} file came with this return as evidence",
                "{n} files came with this return as evidence",
                len(enclosed),
            )
        )
    return [*told, *_papers(desk, record, first), *_actions(desk, record)]


def _papers(desk: Desk, record: Return, first: str) -> list[str]:
    """Papers on the questionnaire issued since: they keep their figures and their bytes."""
    since = datetime.fromisoformat(first).astimezone().date() if first else None
    return [
        _("“{title}” was issued on {day} and keeps its figures").format(
            title=one.title, day=long_date(one.issued_on)
        )
        for one in rows.find(desk.db, Paper, questionnaire_id=record.questionnaire_id)
        if one.issued_on is not None and one.issued_sha256 and (since is None or one.issued_on >= since)
    ]


def _actions(desk: Desk, record: Return) -> list[str]:
    """What this organisation leads for the recommendation the questionnaire carries out."""
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    if asked.recommendation_id is None:
        return []
    found = [
        one.ref
        for one in rows.find(desk.db, Action, recommendation_id=asked.recommendation_id)
        if one.lead_organisation_id == record.organisation_id
    ]
    if not found:
        return []
    words = plural(
        "{n} action of theirs serves the same recommendation: {{refs}}",
        "{n} actions of theirs serve the same recommendation: {{refs}}",
        len(found),
    )
    return [words.format(refs=", ".join(found))]


def take_back(desk: Desk, file_id: str, *, put_away: bool = False) -> TakingBack:
    """Answers that stand as the file gave them become what they were before; the file waits in the tray again. One step.

    ``put_away``: nothing of it waits either: it is kept, and read again only if it is brought in again.

    Raises:
        NothingToTakeBackError: nothing stands as the file gave it.
    """
    found = plan(desk, file_id)
    if not found.goes:
        raise NothingToTakeBackError(found.file.name)
    words = plural(
        "Take back {n} answer of “{{file}}” from {{name}}", "Take back {n} answers of “{{file}}” from {{name}}", len(found.goes)
    ).format(file=found.file.name, name=found.record.name)  # fmt: skip
    with desk.step(words):
        for one, before in found.goes:
            if before is None:
                rows.remove(desk.db, one)
            else:
                rows.put(desk.db, before)
        _file(desk, found, put_away=put_away)
        if not lists.answered(desk.db, found.record.id):
            rows.put(desk.db, replace(found.record, state=ISSUED))
    return found


def _file(desk: Desk, found: TakingBack, *, put_away: bool) -> None:
    day = long_date(desk.clock.today())
    if not put_away:
        message = _("Taken back {day}; it waits to be taken in again.").format(day=day)
        rows.put(desk.db, replace(found.file, status=STAGED, message=message))
        return
    message = _("Taken back and put away {day}; nothing of it is taken.").format(day=day)
    rows.put(desk.db, replace(found.file, status=REFUSED, message=message))
    for query in rows.find(desk.db, Query, file_id=found.file.id, status=OPEN):
        rows.remove(desk.db, query)  # brought in again, it asks them again


def summary(found: TakingBack) -> str:
    """``131 answers go back; 9 stay: 6 moderated, 2 corrected, 1 decided.``"""
    goes = plural(
        "{n} answer goes back to what was there before",
        "{n} answers go back to what was there before",
        len(found.goes),
    )
    if not found.left:
        return _("{goes}; none stays.").format(goes=goes)
    kinds = Counter(one.why.split()[0].rstrip(":,") for one in found.left)
    stay = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return _("{goes}; {n} stay: {stay}.").format(goes=goes, n=len(found.left), stay=stay)
