"""``open``: the window. ``__main__`` starts it, so that no other command ever loads Qt."""

from __future__ import annotations

import argparse

from assurance_desk.cli_commands.base import Context, Result
from assurance_desk.texts import _, later

NAME = "open"
HELP = later("open the window: on WORKBOOK, or on the last one used")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", nargs="?", help=_("the workbook to open"))
    parser.add_argument(
        "--sample", action="store_true", help=_("open a fresh copy of Merrowshire, the fictional sample")
    )


def run(args: argparse.Namespace, context: Context) -> Result:
    """Never reached: ``__main__`` takes this command before the others."""
    raise NotImplementedError
