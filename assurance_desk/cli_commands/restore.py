"""``restore``: a workbook again out of a copy, once the copy has been found whole."""

from __future__ import annotations

import argparse

from assurance_desk.cli_commands.base import Context, Result, copy_of, output_file, replacing
from assurance_desk.texts import _, later

NAME = "restore"
HELP = later("make a workbook again out of a copy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", metavar="BACKUP", help=_("the copy; it is not changed"))
    parser.add_argument("--to", metavar="FILE", required=True, help=_("the workbook to make"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """With ``--force`` a workbook that stands there is replaced, unless it is open.

    Raises:
        DeskError: the copy is missing or damaged, or the workbook there is in use; nothing was replaced.
    """
    target = output_file(args.to, context)
    with replacing(target, context):
        copy_of(args.backup, target, context)
    return Result(json={"workbook": str(target)}, text=_("Restored to “{path}”.").format(path=target))
