"""A published response onto the register: read it, look at it, keep it as one step."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.published import PublishedText, read_published
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import DRAFT, Response
from assurance_desk.domain.review_kinds import kind_in
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from assurance_desk.texts import _

_PSEUDONYM = re.compile(
    r"\b(Child|Baby|Family|Adult|Young Person)\s+['‘’\"“]?([A-Z][A-Za-z0-9]{0,20})['‘’\"”]?"
)


if TYPE_CHECKING:  # the worker is started when something is read in it
    from assurance_desk.progress import Progress
    from assurance_desk.services.child import Child

SECONDS = 60.0
"""How long the worker may be silent over one document."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that is not kept yet: its bytes, its name, and how it was taken apart.

    ``notes`` say what reading it left away or could not tell for sure.
    """

    name: str
    data: bytes
    published: PublishedText
    notes: tuple[str, ...] = ()


class AlreadyThereError(DeskError):
    def __init__(self, name: str, review: Review) -> None:
        super().__init__(
            _(
                "“{name}” is on the register already, as {ref} “{title}”; nothing was changed. Give another title "
                "to keep it a second time."
            ).format(name=name, ref=review.ref, title=review.title)
        )


class NothingToKeepError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No recommendation was found in “{name}”, so nothing was kept. Bring it in through the window, where "
                "you can mark the recommendations yourself."
            ).format(name=name)
        )


def read_file(path: Path, child: Child | None = None, progress: Progress | None = None) -> Incoming:
    """Take a .txt, .md, .docx or .pdf file apart; nothing is kept. The last two are read in the worker.

    Raises:
        DeskError: it cannot be read, or holds no text.
        Cancelled: the user stopped it.
    """
    from assurance_desk.reading import documents

    name, data = documents.open_document(path)
    kind = documents.kind_of(data, name)
    if kind == documents.TEXT:
        return Incoming(name, data, read_published(documents.plain_document(name, data).text))
    text, notes = _in_worker(data, name, kind, child, progress)
    if not text.strip():
        raise documents.EmptyDocumentError(name)
    return Incoming(name, data, read_published(text), notes)


def _in_worker(
    data: bytes, name: str, kind: str, child: Child | None, progress: Progress | None
) -> tuple[str, tuple[str, ...]]:
    from assurance_desk.reading.document_refusals import NotReadableDocumentError
    from assurance_desk.services.child import Child, ChildEndedError, WorkerFaultError

    worker = child or Child()
    try:
        found = worker.run("read document", data, name, kind, progress=progress, seconds=SECONDS)
    except (ChildEndedError, WorkerFaultError) as error:  # a hostile file is no fault to stop the window for
        raise NotReadableDocumentError(name, "broke") from error
    finally:
        if child is None:
            worker.close()
    return found.text, found.notes


def read_pasted(text: str) -> Incoming:
    """Take pasted text apart; nothing is kept.

    Raises:
        DeskError: it is empty or too large.
    """
    from assurance_desk.reading.documents import pasted

    document = pasted(text)
    return Incoming(document.name, document.data, read_published(document.text))


def proposed_review(desk: Desk, incoming: Incoming, review_title: str = "") -> Review:
    """The review this document would become."""
    published = incoming.published
    found = _PSEUDONYM.search(published.title) or _PSEUDONYM.search(published.context)
    pseudonym = f"{found[1]} {found[2]}" if found else ""
    title = (
        review_title.strip()
        or " ".join(published.title.strip("#*_ \t\n").split())
        or Path(incoming.name).stem
    )
    return Review(
        id=new_id(),
        ref=free_ref(desk, pseudonym or title),
        title=title,
        pseudonym=pseudonym,
        kind=kind_in(f"{published.title}\n{published.context}"),
        context=published.context,
        left_over="\n\n".join(one.text for one in published.unrecognised),
        source_name=incoming.name,
        source_sha256=hashlib.sha256(incoming.data).hexdigest(),
        position=max((review.position for review in rows.find(desk.db, Review)), default=0) + 1,
    )


def check_new(desk: Desk, incoming: Incoming, review_title: str = "") -> None:
    """Refuse a document the register already has, unless it is to be kept under another title.

    Raises:
        AlreadyThereError: it is there; the sentence names the review.
        NothingToKeepError: it holds no recommendation.
    """
    if not incoming.published.recommendations:
        raise NothingToKeepError(incoming.name)
    sha256 = hashlib.sha256(incoming.data).hexdigest()
    titles = {review.title.casefold(): review for review in rows.find(desk.db, Review, source_sha256=sha256)}
    wanted = review_title.strip().casefold()
    if titles and (not wanted or wanted in titles):
        raise AlreadyThereError(incoming.name, titles.get(wanted) or next(iter(titles.values())))


def take_in(desk: Desk, incoming: Incoming, *, review_title: str = "", draft: bool = False) -> Review:
    """Keep the document's bytes, its review, recommendations and responses, as one step.

    ``draft``: it is not published yet, so the responses' words may still be changed.

    Raises:
        DeskError: it is on the register already, or holds no recommendation; nothing was changed.
    """
    check_new(desk, incoming, review_title)
    review = proposed_review(desk, incoming, review_title)
    records = _records(review, incoming.published)
    if draft:
        review = replace(review, stage=DRAFT)
        records = [replace(one, status=DRAFT) if isinstance(one, Response) else one for one in records]
    with desk.step(_("Bring in “{title}”").format(title=review.title), kind="import"):
        kept = blobs.keep(desk.db, incoming.data)
        rows.put_many(desk.db, [replace(review, source_sha256=kept), *records])
    return review


def _records(review: Review, published: PublishedText) -> list[Recommendation | Response]:
    records: list[Recommendation | Response] = []
    used: set[str] = set()
    for position, one in enumerate(published.recommendations, 1):
        recommendation = Recommendation(
            id=new_id(),
            review_id=review.id,
            ref=_unused(f"R{one.number}", used),
            number=one.number,
            text=one.text,
            position=position,
        )
        records.append(recommendation)
        records += [
            Response(
                id=new_id(),
                recommendation_id=recommendation.id,
                text=answer.text,
                heading=_heading(answer.heading),
            )
            for answer in one.responses
        ]
    return records


def _heading(words: str) -> str:
    """A response's own heading without its marks; a number alone is none."""
    plain = words.strip("*_#> \t").rstrip(":-–—*_ \t")
    return plain if any(sign.isalpha() for sign in plain) else "Response"


def _unused(ref: str, used: set[str]) -> str:
    """The reference, with a letter after it where two recommendations bear one number."""
    letters = iter("bcdefghijklmnopqrstuvwxyz")
    made = ref
    while made in used:
        made = ref + next(letters, "") if len(used) < 26 else f"{ref}-{len(used)}"
    used.add(made)
    return made


def free_ref(desk: Desk, name: str) -> str:
    """A short reference nobody has: "CI" for Child I, else the title's capitals."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z0-9][\w’']*", name) if not word[0].islower())[
        :4
    ]
    base = initials.upper() or "RV"
    taken = {review.ref for review in rows.find(desk.db, Review)}
    return next(ref for ref in (base, *(f"{base}{n}" for n in range(2, len(taken) + 3))) if ref not in taken)
