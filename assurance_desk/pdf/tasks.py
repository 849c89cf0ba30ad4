"""What the worker child does for papers. Plain values in, plain values out; no store."""

from __future__ import annotations

from assurance_desk.domain.paper import chase_list, forward_plan
from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.paper.chase_list import ChaseList
from assurance_desk.domain.paper.checks import Scale, before_issue, details_check
from assurance_desk.domain.paper.forward_plan import ForwardPaper
from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.paper.public import free_texts, withheld_figures
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.pdf.paper import render_bytes
from assurance_desk.pdf.preview import page_count, page_image
from assurance_desk.progress import Progress
from assurance_desk.texts import _


def make_paper(
    snapshot: Snapshot, paper: Paper, scale: Scale, known: tuple[str, ...], progress: Progress
) -> MadePaper:
    """Build, set and check the paper. ``known``: contacts that may stand in it.

    Raises:
        Cancelled: between two pages.
    """
    progress.at(0, 1, _("Putting the paper together"))
    built = build_paper(snapshot, paper)
    data, report = render_bytes(built, progress)
    missing = sum(count for _character, count in report.missing)
    checks = before_issue(
        built,
        scale,
        missing_characters=missing,
        known=known,
        withheld=withheld_figures(snapshot) if snapshot.public else None,
        free_texts=free_texts(snapshot) if snapshot.public else (),
    )
    return MadePaper(data=data, title=built.info.title, report=report, checks=checks)


def make_forward_plan(paper: ForwardPaper, progress: Progress) -> MadePaper:
    """Build, set and look over the forward plan.

    Raises:
        Cancelled: between two pages.
    """
    progress.at(0, 1, _("Putting the forward plan together"))
    built = forward_plan.build(paper)
    data, report = render_bytes(built, progress)
    return MadePaper(data=data, title=built.info.title, report=report, checks=(details_check(built),))


def make_chase_list(paper: ChaseList, progress: Progress) -> MadePaper:
    """Build, set and look over the chase list.

    Raises:
        Cancelled: between two pages.
    """
    progress.at(0, 1, _("Putting the chase list together"))
    built = chase_list.build(paper)
    data, report = render_bytes(built, progress)
    return MadePaper(data=data, title=built.info.title, report=report, checks=(details_check(built),))


def show_page(data: bytes, number: int, width: int, progress: Progress) -> tuple[int, int, bytes]:
    """Page ``number`` (from 1) as (width, height, RGB)."""
    progress.at(0, 1)
    return page_image(data, number, width)


def count_pages(data: bytes, progress: Progress) -> int:
    progress.at(0, 1)
    return page_count(data)
