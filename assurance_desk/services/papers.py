"""Papers: begun, edited, set as PDF, issued, corrected. One step each.

Setting a paper is long work: ``gather`` reads the desk into plain values, ``make`` and ``save`` run in the
worker child (or here, where there is no window to keep alive), ``keep_issued`` writes what was issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.paper.record import ASK_VERBS, Ask, OwnWords, Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import paper_public
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_word, names_day
from assurance_desk.services.paper_faults import (
    ChangedMeanwhileError,
    IssuedPaperError,
    NoReturnsAskedError,
    NotIssuedError,
    TooManyAsksError,
)
from assurance_desk.services.paper_making import (
    Here,
    PaperJob,
    Worker,
    issued_pages,
    make,
    page_image,
    save,
    write,
)
from assurance_desk.services.paper_public import make_both
from assurance_desk.services.paper_scale import scale_of
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import papers as lists
from assurance_desk.store.lists.papers import PaperRow
from assurance_desk.texts import _, later

__all__ = [
    "BOARD_PAPER",
    "Here",
    "PaperJob",
    "PaperRow",
    "Questionnaire",
    "Worker",
    "issued_pages",
    "make",
    "make_both",
    "page_image",
    "save",
    "scale_of",
    "write",
]

BOARD_PAPER = "board-paper"
HEAT_SECTION = "heat"
DRAFT, ISSUED, SUPERSEDED = "draft", "issued", "superseded"
MOST_ASKS = 3
FIELDS = {
    "title": later("title"),
    "number": later("paper number"),
    "item": later("agenda item"),
    "presented_by": later("presenter"),
    "sponsor": later("sponsor"),
    "purpose": later("purpose"),
    "consulted": later("who was consulted"),
    "implications": later("implications"),
    "marking": later("marking"),
    "position_at": later("date of the position"),
    "meeting_id": later("meeting"),
}


def papers(desk: Desk) -> list[PaperRow]:
    return lists.papers(desk.db)


def paper(desk: Desk, paper_id: str) -> Paper | None:
    return rows.one(desk.db, Paper, id=paper_id)


def meetings(desk: Desk) -> list[Meeting]:
    """The meetings a paper can go to, by day."""
    return rows.find(desk.db, Meeting, order="on")


def kind_name(desk: Desk, paper_: Paper) -> str:
    """What a paper to the body is called, as the body was on its day: Board paper, Partnership paper."""
    return _("{body} paper").format(body=body_word(desk, names_day(desk, paper_)))


def file_name(paper_: Paper, *, public: bool = False) -> str:
    """A name for the PDF that any system takes."""
    words = [paper_.number or _("Paper"), paper_.title, f"v{paper_.version}"]
    if paper_.status == DRAFT:
        words.append(_("draft"))
    if public:
        words.insert(1, _("public edition"))
    kept = "".join(sign if sign.isalnum() or sign in " -" else "-" for sign in " ".join(words))
    return " ".join(kept.split())[:90].strip(" -") + ".pdf"


# ------------------------------------------------------------------ begin and edit


def create_board_paper(desk: Desk, questionnaire_id: str, *, title: str = "") -> Paper:
    """A paper on what a questionnaire found, with the fields we can fill.

    Raises:
        DeskError: there is no such questionnaire.
    """
    asked = rows.one(desk.db, Questionnaire, id=questionnaire_id)
    if asked is None:
        raise NoReturnsAskedError
    recommendation = (
        rows.one(desk.db, Recommendation, id=asked.recommendation_id) if asked.recommendation_id else None
    )
    meeting = _meeting_for(desk, asked)
    made = Paper(
        id=new_id(),
        kind=BOARD_PAPER,
        title=title or _("{questionnaire}: what the returns say").format(questionnaire=asked.title),
        questionnaire_id=asked.id,
        review_id=recommendation.review_id if recommendation else None,
        meeting_id=meeting.id if meeting else None,
        presented_by=_("Business manager"),
        purpose=_("For challenge and decision"),
        marking=asked.marking,
        asks=(
            Ask(verb="note", text=_("the gaps found, and who is not in the figures.")),
            Ask(verb="agree", text=_("that the business manager takes each gap up with the organisation.")),
        ),
        position=max((one.position for one in rows.find(desk.db, Paper)), default=0) + 1,
    )
    with desk.step(_("Begin a paper on {ref}").format(ref=asked.ref)):
        rows.put(desk.db, made)
    return made


def _meeting_for(desk: Desk, asked: Questionnaire) -> Meeting | None:
    """The Board the questionnaire was promised to, else the next one to come."""
    meetings = rows.find(desk.db, Meeting, order="on")
    if asked.board_on:
        for one in meetings:
            if one.on == asked.board_on:
                return one
    return next((one for one in meetings if one.on >= desk.clock.today() and not one.held), None)


def _editable(desk: Desk, paper_id: str) -> Paper:
    found = rows.get(desk.db, Paper, paper_id)
    if found.status != DRAFT:
        raise IssuedPaperError(found)
    return found


def _keep(desk: Desk, old: Paper, new: Paper, label: str) -> Paper:
    if new != old:
        with desk.step(label):
            rows.put(desk.db, new)
    return new


def edit_paper(desk: Desk, paper_id: str, field: str, typed: str) -> Paper:
    """Put ``typed`` into one of ``FIELDS``; for ``meeting_id`` a meeting's id, or nothing.

    Raises:
        DeskError: the paper is issued, or it would have no title.
    """
    old = _editable(desk, paper_id)
    value: str | None = typed.strip()
    if field not in FIELDS:
        raise ValueError(field)
    if field == "title" and not value:
        raise DeskError(_("A paper needs a title, so the old one was kept. Say the finding in one line."))
    if field == "meeting_id":
        value = value or None
    words = _("Edit the paper’s {field}").format(field=_(FIELDS[field]))
    altered: dict[str, Any] = {field: value}
    return _keep(desk, old, replace(old, **altered), words)


def set_asks(desk: Desk, paper_id: str, asks: Sequence[Ask]) -> Paper:
    """What the meeting is asked: at most three, each with one verb. Those without words are dropped.

    Raises:
        DeskError: more than three, or the paper is issued.
    """
    old = _editable(desk, paper_id)
    kept = tuple(replace(ask, text=ask.text.strip()) for ask in asks if ask.text.strip())
    if len(kept) > MOST_ASKS:
        raise TooManyAsksError
    if any(ask.verb not in ASK_VERBS for ask in kept):
        raise DeskError(_("A meeting can be asked to {verbs}.").format(verbs=", ".join(ASK_VERBS)))
    return _keep(desk, old, replace(old, asks=kept), _("Edit what the meeting is asked"))


def write_own_words(desk: Desk, paper_id: str, section: str, text: str) -> Paper:
    """The officer's own paragraph in a section; nothing takes it out."""
    old = _editable(desk, paper_id)
    others = tuple(words for words in old.words if words.section != section)
    new = (*others, OwnWords(section=section, text=text.strip())) if text.strip() else others
    return _keep(desk, old, replace(old, words=new), _("Edit your words in the paper"))


def own_words(paper_: Paper, section: str) -> str:
    return next((words.text for words in paper_.words if words.section == section), "")


def leave_out(desk: Desk, paper_id: str, section: str, *, left_out: bool) -> Paper:
    """Take a section out of the paper, or put it back."""
    old = _editable(desk, paper_id)
    keys = tuple(key for key in old.left_out if key != section)
    new = replace(old, left_out=(*keys, section) if left_out else keys)
    label = _("Leave a section out of the paper") if left_out else _("Put a section back into the paper")
    return _keep(desk, old, new, label)


# ------------------------------------------------------------------ set as PDF


def gather(desk: Desk, paper_id: str, *, issuing: bool = False, public: bool = False) -> PaperJob:
    """Read what the paper needs; ``issuing`` as it will stand once issued, without DRAFT.

    ``public``: a draft’s edition for publication, small figures withheld.

    Raises:
        DeskError: issuing what is issued already, or a public edition of it with today’s figures.
    """
    from assurance_desk.services.snapshot import take_snapshot

    before = _editable(desk, paper_id) if issuing or public else rows.get(desk.db, Paper, paper_id)
    as_set = replace(before, status=ISSUED, issued_on=desk.clock.today()) if issuing else before
    snapshot = replace(take_snapshot(desk, as_set), public=public)
    if issuing:
        as_set = replace(as_set, position_at=snapshot.position_at)
        snapshot = replace(snapshot, paper=as_set)
    return PaperJob(snapshot, as_set, before, scale_of(desk, before), _known(desk, before))


def _known(desk: Desk, paper_: Paper) -> tuple[str, ...]:
    """The body's published contacts may stand in a paper."""
    asked = rows.one(desk.db, Questionnaire, id=paper_.questionnaire_id or "")
    return tuple(one for one in (asked.contact_email, asked.contact_phone) if one) if asked else ()


def render_paper(
    desk: Desk,
    paper_id: str,
    path: Path,
    worker: Worker | None = None,
    progress: Progress | None = None,
    *,
    public: bool = False,
) -> MadePaper | None:
    """Write the paper to ``path``. An issued one is written byte for byte as it went out (then None).

    ``public``: the edition for publication; an issued paper’s as it was made when that was issued.

    Raises:
        DeskError: it cannot be written there, or no public edition was kept.
    """
    if public:
        found = public_edition(desk, paper_id)
        if isinstance(found, PaperJob):
            return save(found, path, worker, progress)
        write(path, found.data)
        return found
    kept = issued_bytes(desk, paper_id)
    if kept is not None:
        write(path, kept)
        return None
    return save(gather(desk, paper_id), path, worker, progress)


def public_edition(desk: Desk, paper_id: str) -> PaperJob | MadePaper:
    """For publication: of a draft the job to ``make``, of an issued paper what was kept with it.

    Raises:
        DeskError: the paper was issued without one.
    """
    found = rows.get(desk.db, Paper, paper_id)
    return paper_public.kept(desk, found) if found.issued_sha256 else gather(desk, paper_id, public=True)


# ------------------------------------------------------------------ issue and correct


def issue_paper(
    desk: Desk, paper_id: str, worker: Worker | None = None, progress: Progress | None = None
) -> Paper:
    """Set the paper without DRAFT and keep its bytes, with its public edition; what it corrects is superseded.

    Raises:
        DeskError: it is issued already.
    """
    job = gather(desk, paper_id, issuing=True)
    return keep_issued(desk, job, *make_both(job, worker, progress))


def keep_issued(desk: Desk, job: PaperJob, made: MadePaper, public: MadePaper) -> Paper:
    """One step: the bytes kept, the paper issued, the one it corrects superseded.

    Raises:
        DeskError: the paper was altered since ``gather``.
    """
    if rows.one(desk.db, Paper, id=job.before.id) != job.before:
        raise ChangedMeanwhileError
    with desk.step(_("Issue paper {number}").format(number=job.paper.number or job.paper.title[:60])):
        issued = replace(job.paper, issued_sha256=blobs.keep(desk.db, made.data))
        changed = [issued]
        if issued.supersedes_id:
            old = rows.one(desk.db, Paper, id=issued.supersedes_id)
            changed += [replace(old, status=SUPERSEDED)] if old else []
        rows.put_many(desk.db, changed)
        paper_public.keep(desk, issued.issued_sha256, public)
    return issued


def issued_bytes(desk: Desk, paper_id: str) -> bytes | None:
    """The PDF as it was issued; None while it is a draft."""
    found = rows.get(desk.db, Paper, paper_id)
    return blobs.read(desk.db, found.issued_sha256) if found.issued_sha256 else None


def correct_paper(desk: Desk, paper_id: str, what: str) -> Paper:
    """A draft of the next version, saying ``what`` was wrong; the old one stands until this is issued.

    Raises:
        DeskError: the paper is not issued, or no reason was given.
    """
    old = rows.get(desk.db, Paper, paper_id)
    if old.status == DRAFT:
        raise NotIssuedError
    if not what.strip():
        raise DeskError(_("Say what is corrected: it is printed on the new version’s cover."))
    new = replace(
        old,
        id=new_id(),
        version=old.version + 1,
        status=DRAFT,
        issued_on=None,
        issued_sha256="",
        supersedes_id=old.id,
        correction=what.strip(),
    )
    with desk.step(
        _("Begin version {version} of paper {number}").format(version=new.version, number=new.number)
    ):
        rows.put(desk.db, new)
    return new


def sections() -> list[tuple[str, str]]:
    """Key and name of every section a paper can have, in order."""
    from assurance_desk.domain.paper.sections import SECTIONS

    return [(section.key, _(section.title)) for section in SECTIONS]


def reportable(desk: Desk, *, questionnaire: str = "", review: str = "") -> list[Questionnaire]:
    """Questionnaires that went out, by reference or by the review they follow; the newest version first."""
    found = [one for one in rows.find(desk.db, Questionnaire) if one.status != "draft"]
    if questionnaire:
        found = [one for one in found if one.ref.casefold() == questionnaire.casefold()]
    if review:
        known = {one.id: one.review_id for one in rows.find(desk.db, Recommendation)}
        wanted = {one.id for one in rows.find(desk.db, Review) if review.casefold() in _names_of(one)}
        found = [one for one in found if known.get(one.recommendation_id or "") in wanted]
    return sorted(
        found, key=lambda one: (lists.issued_returns(desk.db, one.id) > 0, one.version), reverse=True
    )


def _names_of(review: Review) -> set[str]:
    return {name.casefold() for name in (review.ref, review.title, review.pseudonym) if name}
