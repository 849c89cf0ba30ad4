"""``new``: an empty workbook, or Merrowshire, the fictional sample, on one of its days."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from assurance_desk.cli_commands.base import Context, Result, output_file, replacing
from assurance_desk.domain.dates import long_date
from assurance_desk.texts import _, later

NAME = "new"
HELP = later("make a workbook: an empty one, or the fictional sample")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the file to make, by habit NAME.assurance"))
    stage = parser.add_mutually_exclusive_group()
    stage.add_argument(
        "--rehearsal",
        dest="stage",
        action="store_const",
        const="rehearsal",
        help=_("Merrowshire on 24 April 2019: every return here as a file in returns/, none taken in"),
    )
    stage.add_argument(
        "--sample",
        dest="stage",
        action="store_const",
        const="sample",
        help=_("Merrowshire on 22 July 2019: returns taken in, the meeting held, actions under way"),
    )
    stage.add_argument(
        "--later",
        dest="stage",
        action="store_const",
        const="later",
        help=_("Merrowshire on 12 June 2024: the plan’s end, and a second review at twelve months"),
    )


def run(args: argparse.Namespace, context: Context) -> Result:
    path = output_file(args.workbook, context)
    with replacing(path, context):
        day = _make(path, args.stage, context)
    made: dict[str, object] = {"workbook": str(path), "stage": args.stage or "empty"}
    words = _("Made “{path}”.").format(path=path)
    if day:
        made["today"] = day.isoformat()
        words += " " + _("It is Merrowshire (fictional) on {day}.").format(day=long_date(day))
    if args.stage == "rehearsal":
        made["returns"] = str(path.parent / "returns")
        words += " " + _("The returns are in “{folder}”.").format(folder=path.parent / "returns")
    return Result(json=made, text=words)


def _make(path: Path, stage: str | None, context: Context) -> date | None:
    """The day a sample stands on; None for an empty workbook."""
    if stage is None:
        from assurance_desk.services import files

        files.create(path, context.clock).close()
        return None
    from assurance_desk.services import sample

    sample.create(path, stage, context.progress)
    return sample.STANDS_ON[stage]
