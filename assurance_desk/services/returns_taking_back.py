"""What a file, or all of a return, gave is taken back, however long ago it was taken in: one step, after saying what
rests on it.

Undo covers one sitting. Later, other work rests on what was taken in, so only answers that still stand as the file gave
them go back to what they were before; everything a person did since stays, and is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from assurance_desk.domain.corrections import Correction
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import ISSUED, OPEN, Answer, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services import corrections_taken, returns_resting
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import settled
from assurance_desk.services.returns_checks import check_again, doubts
from assurance_desk.services.returns_resting import Taken
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
    the files since, a line each. ``reopens``: queries as they were before a correction workbook settled them, and
    ``corrected``: its corrections.
    """

    record: Return
    files: tuple[ReturnFile, ...]
    goes: tuple[tuple[Answer, Answer | None], ...]
    left: tuple[Left, ...]
    rests: tuple[str, ...]
    taken: Taken
    reopens: tuple[Query, ...] = ()
    corrected: tuple[Correction, ...] = ()

    @property
    def name(self) -> str:
        """The file’s, or whose return it is where all its files are meant."""
        return self.files[0].name if len(self.files) == 1 else self.record.name


def can(desk: Desk, file: ReturnFile) -> bool:
    """Whether any answer says that the file gave it."""
    if file.correction_id:
        return bool(corrections_taken.of_file(desk, file))
    return bool(file.return_id and rows.one(desk.db, Answer, file_id=file.id))


def plan(desk: Desk, *file_ids: str) -> TakingBack:
    """What would go, what stays and why, and what rests on it; nothing is written. Files of one return.

    Raises:
        NothingToTakeBackError: no answer says that one of them gave it.
    """
    files = tuple(rows.get(desk.db, ReturnFile, one) for one in file_ids)
    able = tuple(one for one in files if can(desk, one))
    if not able or able[0].return_id is None:
        raise NothingToTakeBackError(files[0].name)
    record = rows.get(desk.db, Return, able[0].return_id)
    books = [one for one in able if one.correction_id]
    undone = corrections_taken.undone(desk, books)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    found = _Found(desk, record, asked, tuple(one for one in able if not one.correction_id), undone)
    goes, left, first = found.sorted_out()
    gone = frozenset(one.slot for one, was in goes if was is None)
    taken = Taken(record, asked, able, gone, first)
    return TakingBack(
        record,
        able,
        goes,
        left,
        returns_resting.rests(desk, taken),
        taken,
        undone.reopens,
        undone.corrections,
    )


class _Found:
    """Every answer that the files gave, sorted into what goes and what stays."""

    def __init__(
        self,
        desk: Desk,
        record: Return,
        asked: Questionnaire,
        files: tuple[ReturnFile, ...],
        undone: corrections_taken.Undone,
    ) -> None:
        self._desk, self._record, self._asked, self._undone = desk, record, asked, undone
        self._ids = [one.id for one in files]

    def sorted_out(self) -> tuple[tuple[tuple[Answer, Answer | None], ...], tuple[Left, ...], str]:
        """Last comes when the first of it was taken in, in ISO form."""
        desk, undone = self._desk, self._undone
        corrections = rows.find(desk.db, Correction, return_id=self._record.id)
        gone_with = {one.id for one in undone.corrections}
        corrected = {one.slot: one for one in corrections if one.id not in gone_with}
        goes: list[tuple[Answer, Answer | None]] = []
        left: list[Left] = [self._left(now, _("changed since")) for now in undone.stays]
        before = {now.id: (now, was) for now, was in undone.goes}
        first = ""
        for file_id in self._ids:
            held = rows.find(desk.db, Answer, file_id=file_id)
            # What a correction workbook of this taking back changed is looked at as it was before.
            as_was = {one.id: before[one.id][1] if one.id in before else one for one in held}
            given = history.imported(desk.db, file_id, [one.id for one in held])
            first = min([first, *(one[0] for one in given.values())], key=lambda day: day or "9")
            for one in held:
                was = as_was[one.id]
                why = _why_left(desk, was, given, corrected.get(one.slot)) if was else ""
                if why:
                    left.append(self._left(one, why))
                    continue
                before.pop(one.id, None)
                goes.append((one, self._before(given[one.id][2]) if was else None))
            left += [
                self._left(one, _("removed since"))
                for one in history.removed_since(desk.db, file_id)
                if one.slot in corrected
            ]
        return (*goes, *before.values()), tuple(left), first

    def _before(self, was: Answer | None) -> Answer | None:
        """What none of the files gave."""
        for _each in self._ids:
            if was is None or was.file_id not in self._ids:
                return was
            given = history.imported(self._desk.db, was.file_id, [was.id])
            was = given[was.id][2] if was.id in given else None
        return was if was is None or was.file_id not in self._ids else None

    def _left(self, one: Answer, why: str) -> Left:
        asked = self._asked
        return Left(ref_of(one.slot), what_of(asked, one.slot), shown(asked, one.slot, one.value), why)


def _why_left(
    desk: Desk, one: Answer, given: dict[str, history.Imported], corrected: Correction | None
) -> str:
    """Empty where it stands as the file gave it."""
    moderated = rows.find(desk.db, Moderation, answer_id=one.id)
    if moderated:
        words = _("moderated {day}, agreed {value}") if one.agreed else _("moderated {day}")
        return words.format(day=long_date(moderated[-1].on), value=one.agreed)
    if corrected is not None:
        words = _("corrected {day} by {who}")
        if corrected.before == corrected.after:
            words = _("confirmed {day} by {who}")
        return words.format(day=long_date(corrected.on), who=corrected.who)
    if settled(one.how):
        return one.how
    if one.id not in given or one != given[one.id][1]:
        return _("changed since")
    return ""


def moves(desk: Desk, found: TakingBack) -> tuple[str, ...]:
    """What is counted anew once it is taken back, a line each; every answer of the questionnaire is read for it."""
    return returns_resting.moves(desk, found.taken)


def take_back(desk: Desk, *file_ids: str, put_away: bool = False) -> TakingBack:
    """Answers that stand as the files gave them become what they were before; the files wait in the tray again. One step.

    ``put_away``: nothing of them waits either: they are kept, and read again only if brought in again.

    Raises:
        NothingToTakeBackError: nothing stands as they gave it.
    """
    found = plan(desk, *file_ids)
    if not found.goes:
        raise NothingToTakeBackError(found.name)
    before = doubts(desk, found.record.id)
    with desk.step(_label(found)):
        for one, was in found.goes:
            if was is None:
                rows.remove(desk.db, one)
            else:
                rows.put(desk.db, was)
        for made in found.corrected:
            rows.remove(desk.db, made)
        rows.put_many(desk.db, [*found.reopens])
        for file in found.files:
            _file(desk, file, put_away=put_away)
        if found.corrected:
            check_again(desk, found.record.id, before)
        if not lists.answered(desk.db, found.record.id):
            rows.put(desk.db, replace(found.record, state=ISSUED))
    return found


def _label(found: TakingBack) -> str:
    count, name = len(found.goes), found.record.name
    if len(found.files) > 1:
        words = plural(
            "Take back {n} answer of the return from {{name}}", "Take back {n} answers of the return from {{name}}", count
        )  # fmt: skip
        return words.replace("{name}", name)
    words = plural(
        "Take back {n} answer of “{{file}}” from {{name}}",
        "Take back {n} answers of “{{file}}” from {{name}}",
        count,
    )
    return words.format(file=found.files[0].name, name=name)


def _file(desk: Desk, file: ReturnFile, *, put_away: bool) -> None:
    day = long_date(desk.clock.today())
    if not put_away:
        message = _("Taken back {day}; it waits to be taken in again.").format(day=day)
        rows.put(desk.db, replace(file, status=STAGED, message=message))
        return
    message = _("Taken back and put away {day}; nothing of it is taken.").format(day=day)
    rows.put(desk.db, replace(file, status=REFUSED, message=message))
    for query in rows.find(desk.db, Query, file_id=file.id, status=OPEN):
        rows.remove(desk.db, query)  # brought in again, it asks them again
    for query in corrections_taken.answered_by(desk, file):
        rows.put(desk.db, corrections_taken.unanswered(query))


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
