"""The edition of a paper for publication. An issued paper's is made with it and kept: figures move on after."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from assurance_desk.domain.paper.checks import Check
from assurance_desk.domain.paper.made import MadePaper, RenderReport
from assurance_desk.domain.paper.record import Paper
from assurance_desk.progress import Progress
from assurance_desk.services.desk import Desk
from assurance_desk.services.paper_faults import NoPublicEditionError
from assurance_desk.services.paper_making import PaperJob, Worker, make
from assurance_desk.store import blobs, settings

_OF = "public edition of "


def make_both(
    job: PaperJob, worker: Worker | None = None, progress: Progress | None = None
) -> tuple[MadePaper, MadePaper]:
    """The paper for the meeting and its public edition, of the same moment."""
    public = replace(job, snapshot=replace(job.snapshot, public=True))
    return make(job, worker, progress), make(public, worker, progress)


def keep(desk: Desk, issued_sha256: str, public: MadePaper) -> None:
    """By the issued bytes it belongs to: undone and issued again with other figures, the paper has another.

    What was to be looked at in it is kept too, for whoever publishes it.
    """
    said = {
        "sha256": blobs.keep(desk.db, public.data),
        "title": public.title,
        "pages": public.report.pages,
        "checks": [asdict(check) for check in public.checks],
    }
    settings.put(desk.db, _OF + issued_sha256, json.dumps(said, ensure_ascii=False))


def kept(desk: Desk, paper: Paper) -> MadePaper:
    """The public edition as it was made when the paper was issued.

    Raises:
        NoPublicEditionError: none was: the paper was issued before public editions were kept.
    """
    said = settings.get(desk.db, _OF + paper.issued_sha256)
    if not said:
        raise NoPublicEditionError
    found = json.loads(said)
    return MadePaper(
        data=blobs.read(desk.db, found["sha256"]),
        title=found["title"],
        report=RenderReport(pages=found["pages"]),
        checks=tuple(Check(**check) for check in found["checks"]),
    )
