"""``backup``: a whole, checked copy of a workbook, also while the window has it open."""

from __future__ import annotations

import argparse

from assurance_desk.cli_commands.base import Context, Result, copy_of, output_file
from assurance_desk.texts import _, later

NAME = "backup"
HELP = later("make a whole, checked copy of a workbook")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook to copy; it is not changed"))
    parser.add_argument("--to", metavar="FILE", required=True, help=_("where the copy goes"))


def run(args: argparse.Namespace, context: Context) -> Result:
    target = output_file(args.to, context)
    copy_of(args.workbook, target, context)
    return Result(json={"copy": str(target)}, text=_("Copied to “{path}”.").format(path=target))
