"""Evidence that came with returns: kept as it came, matched to what the answers declare, and what is missing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assurance_desk.domain.declared_files import Declared, Match, match, pieces
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.names_scan import places
from assurance_desk.domain.parcels import Enclosure
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recovery.finding import question_of
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import names_hold, returns
from assurance_desk.services.desk import Desk
from assurance_desk.services.evidence import bytes_of, next_position
from assurance_desk.services.organisations import name_on
from assurance_desk.services.returns_read import FileReader, ReadFile
from assurance_desk.services.returns_tray import REFUSED
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import parcels as lists
from assurance_desk.store.lists import returns as return_lists
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

EVIDENCE: Final = "evidence"
_KINDS: Final = (
    ("training", "training record"), ("policy", "procedure"), ("procedure", "procedure"), ("protocol", "procedure"),
    ("guidance", "procedure"), ("minutes", "minutes"), ("audit", "audit"), ("report", "report"), ("data", "data"),
)  # fmt: skip


class NamedError(DeskError):
    def __init__(self, read: ReadFile) -> None:
        sentence = _(
            "“{name}” seems to name a child ({places}), so nothing was kept; ask its sender for it without the name."
        )
        super().__init__(sentence.format(name=names_hold.named(read), places=places(read.hits)))


@dataclass(frozen=True, slots=True)
class CameWith:
    """A file that came with a return. ``question``: where it belongs, "" for nowhere; ``declared``: the words of what
    it is there; ``how`` of ``declared_files``, "" where it belongs nowhere.
    """

    file: Enclosure
    question: str = ""
    declared: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """``missing``: said to have been sent, and not here; ``held``: only said to be held. ``questions``: reference and
    words of those a file can be tied to.
    """

    files: tuple[CameWith, ...]
    missing: tuple[Declared, ...]
    held: tuple[Declared, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def declared_and_here(self) -> int:
        return sum(bool(one.declared) for one in self.files)


def seen(desk: Desk, return_id: str) -> Seen:
    """What came with a return beside what its answers declare, taken in or still to be."""
    record = rows.get(desk.db, Return, return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    files = lists.of_return(desk.db, return_id)
    declared = _declared(desk, return_id)
    found = match(
        declared,
        {one.id: one.name for one in files},
        [one.ref for one in asked.questions()],
        {one.id: one.question for one in files if one.settled},
    )
    here = {one.piece for one in found.values() if one.piece is not None}
    left = [one for place, one in enumerate(declared) if place not in here]
    return Seen(
        tuple(_came_with(one, found.get(one.id), declared) for one in files),
        tuple(one for one in left if one.attached),
        tuple(one for one in left if not one.attached),
        tuple((one.ref, one.text) for one in asked.questions()),
    )


def _came_with(file: Enclosure, found: Match | None, declared: Sequence[Declared]) -> CameWith:
    if found is None:
        return CameWith(file)
    words = declared[found.piece].text if found.piece is not None else ""
    return CameWith(file, found.question, words, found.how)


def _declared(desk: Desk, return_id: str) -> list[Declared]:
    held = return_lists.answers(desk.db, return_id)
    coming = returns.would_take(desk, return_lists.files(desk.db, return_id))
    answers = held | {one.slot: one for one in coming}
    return [
        piece
        for slot, answer in answers.items()
        if slot.column == EVIDENCE
        for piece in pieces(slot.question, answer.value)
    ]


def missing(desk: Desk, return_id: str) -> list[str]:
    """Lines for a message to the sender: what was said to have been sent, and did not come."""
    return [
        _("{question}: {words}").format(question=one.question, words=one.text)
        for one in seen(desk, return_id).missing
    ]


def look_at(paths: Sequence[Path], expected: bytes, child: Child, progress: Progress) -> list[ReadFile]:
    """Away from the window: files to be added, each looked through in the worker for a child's name.

    Raises:
        DeskError: one is missing, too large, or cannot be read.
        Cancelled: nothing was kept.
    """
    reader = FileReader(expected, child, None, progress)
    found = []
    for number, path in enumerate(paths):
        progress.at(number, len(paths), tidy(path.name))
        found.append(reader.again(tidy(path.name), bytes_of(path), None, ""))
    return found


def add_files(desk: Desk, return_id: str, files: Sequence[ReadFile]) -> list[Enclosure]:
    """Files the officer adds to what came with a return, kept byte for byte. One step; all of them or none.

    Raises:
        NamedError: one seems to name a child.
    """
    if named := next((one for one in files if one.hits), None):
        raise NamedError(named)
    record = rows.get(desk.db, Return, return_id)
    read = [(one.name, one.data) for one in files]
    here = lists.enclosed_bytes(desk.db, "", [return_id])
    what = read[0][0] if len(read) == 1 else plural("{n} file", "{n} files", len(read))
    position = return_lists.next_position(desk.db, "enclosure")
    made = []
    with desk.step(_("Keep {what} with the return of {name}").format(what=what, name=record.name)):
        for place, (name, data) in enumerate(read):
            sha256 = blobs.keep(desk.db, data)
            if sha256 in here:
                continue
            one = Enclosure(
                id=new_id(), return_id=return_id, name=name, sha256=sha256, size=len(data),
                received_on=desk.clock.today(), position=position + place,
            )  # fmt: skip
            rows.put(desk.db, one)
            made.append(one)
    return made


def settle(desk: Desk, enclosure_id: str, return_id: str, question: str) -> None:
    """The officer says at which question of which return a file belongs; "" for at none. One step."""
    now = rows.get(desk.db, Enclosure, enclosure_id)
    words = (
        _("Tie {name} to {question}").format(name=now.name, question=question)
        if question
        else _("Tie {name} to no question").format(name=now.name)
    )
    with desk.step(words):
        rows.put(desk.db, replace(now, return_id=return_id, question=question, settled=True))


def take_out(desk: Desk, enclosure_id: str, return_id: str) -> str:
    """It did not come with this return: a file of nobody's, to be tied by hand. One step; gives the file's id.

    A piece of evidence made of it stays.
    """
    now = rows.get(desk.db, Enclosure, enclosure_id)
    name = rows.get(desk.db, Return, return_id).name
    told = _("“{name}” came with the return of {whose} and was taken out of it; say whose it is.")
    made = ReturnFile(
        id=new_id(), return_id=None, name=now.name, sha256=now.sha256, status=REFUSED,
        message=told.format(name=now.name, whose=name), received_on=now.received_on, parcel_id=now.parcel_id,
        position=return_lists.next_position(desk.db, "return_file"),
    )  # fmt: skip
    with desk.step(_("Take {name} out of the return of {whose}").format(name=now.name, whose=name)):
        rows.remove(desk.db, now)
        rows.put(desk.db, made)
    return made.id


def promote(desk: Desk, enclosure_id: str, return_id: str) -> Evidence:
    """A piece of evidence of the register with this file, for an action to rest on. One step."""
    now = rows.get(desk.db, Enclosure, enclosure_id)
    if now.evidence_id and (known := rows.one(desk.db, Evidence, id=now.evidence_id)):
        return known
    record = rows.get(desk.db, Return, return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    placed = next((one for one in seen(desk, return_id).files if one.file.id == now.id), CameWith(now))
    question = question_of(asked, placed.question) if placed.question else None
    came = _("Came with the return to {ref}").format(ref=asked.ref)
    made = Evidence(
        id=new_id(), title=placed.declared or Path(now.name).stem or now.name,
        kind=next((kind for word, kind in _KINDS if word in now.name.casefold()), "other"),
        source=name_on(desk, record.organisation_id), received_on=now.received_on or record.received_on,
        shows=f"{came}, {question.ref}: {question.text}" if question else came, file_name=now.name, sha256=now.sha256,
        size=now.size, position=next_position(desk),
    )  # fmt: skip
    with desk.step(_("Keep {name} as evidence").format(name=now.name)):
        rows.put_many(desk.db, [made, replace(now, evidence_id=made.id)])
    return made


def original(desk: Desk, enclosure: Enclosure) -> bytes:
    """The file byte for byte as it came."""
    return blobs.read(desk.db, enclosure.sha256)
