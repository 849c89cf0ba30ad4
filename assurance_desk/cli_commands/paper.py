"""``paper``: a paper as PDF, without a window."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assurance_desk.cli_commands.base import Context, Result, opened, output_file
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from pathlib import Path

    from assurance_desk.domain.paper.made import MadePaper
    from assurance_desk.domain.paper.record import Paper
    from assurance_desk.services.desk import Desk

NAME = "paper"
HELP = later("make a paper as PDF")
FORWARD_PLAN = "forward-plan"
CHASE_LIST = "chase-list"
KINDS = ("board-paper", CHASE_LIST, FORWARD_PLAN)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook it is made from"))
    parser.add_argument(
        "kind", metavar="KIND", choices=KINDS, help=_("{kinds}").format(kinds=", ".join(KINDS))
    )
    parser.add_argument("--to", metavar="FILE.pdf", required=True, help=_("where the PDF goes"))
    parser.add_argument(
        "--questionnaire", metavar="REF", default="", help=_("the questionnaire it reports on")
    )
    parser.add_argument(
        "--public", action="store_true", help=_("the edition for publication: counts under five withheld")
    )
    parser.add_argument("--review", metavar="REF", default="", help=_("the review it belongs to"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """The paper in the workbook as it stands; where none was begun, one is, as a step. The forward plan and the chase list, of
    today.

    Raises:
        DeskError: there is no such questionnaire, or several and none was named.
    """
    from assurance_desk.services import chase_list, forward_plan, papers

    target = output_file(args.to, context)
    with opened(args.workbook, context) as desk:
        if args.kind == FORWARD_PLAN:
            made = forward_plan.save(forward_plan.gather(desk), target, progress=context.progress)
            return _told(target, made.title, "", made)
        if args.kind == CHASE_LIST:
            listed = chase_list.gather(desk, _questionnaire(desk, args))
            made = chase_list.save(listed, target, progress=context.progress)
            return _told(target, made.title, "", made)
        paper = _paper(desk, args)
        made_now = papers.render_paper(desk, paper.id, target, progress=context.progress, public=args.public)
    title = made_now.title if made_now is not None else paper.title
    return _told(target, title, paper.status, made_now, public=args.public)


def _told(target: Path, title: str, status: str, made: MadePaper | None, *, public: bool = False) -> Result:
    """What was made, with its pages and what is to be looked at; ``made`` None: an issued paper's own bytes."""
    found: dict[str, object] = {"path": str(target), "title": title, "status": status, "public": public}
    text = _("{title}\nSaved as {path}").format(title=title, path=target)
    if made is not None:
        found["pages"] = made.report.pages
        found["missing_characters"] = [
            {"printed": printed, "times": times} for printed, times in made.report.missing
        ]
        found["checks"] = [
            {"check": one.key, "good": one.good, "words": one.words, "more": one.more} for one in made.checks
        ]
        text += "\n" + plural("{n} page", "{n} pages", made.report.pages)
        text += "".join(f"\n  ! {one.words}. {one.more}".rstrip() for one in made.checks if not one.good)
    return Result(json=found, text=text)


def _paper(desk: Desk, args: argparse.Namespace) -> Paper:
    from assurance_desk.services import papers

    asked = _questionnaire(desk, args)
    rows = [
        row
        for row in papers.papers(desk)
        if row.kind == papers.BOARD_PAPER and row.status != papers.SUPERSEDED
    ]
    for row in rows:
        found = papers.paper(desk, row.id)
        if found is not None and found.questionnaire_id == asked:
            return found
    return papers.create_board_paper(desk, asked)


def _questionnaire(desk: Desk, args: argparse.Namespace) -> str:
    from assurance_desk.services import papers

    found = papers.reportable(desk, questionnaire=args.questionnaire, review=args.review)
    if not found:
        what = args.questionnaire or args.review
        raise DeskError(
            _("There is no questionnaire {what} in this workbook. Look at them with “info”.")
            .format(what=what)
            .replace("  ", " ")
        )
    if len({one.ref for one in found}) > 1:
        refs = ", ".join(dict.fromkeys(one.ref for one in found))
        raise DeskError(
            _("There are several questionnaires: {refs}. Say which with --questionnaire.").format(refs=refs)
        )
    return found[0].id
