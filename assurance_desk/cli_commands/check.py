"""``check``: integrity, references, history, kept files. Reads a copy; the workbook is not changed."""

from __future__ import annotations

import argparse

from assurance_desk.cli_commands.base import Context, Result, opened
from assurance_desk.texts import _, later

NAME = "check"
HELP = later("check that a workbook is sound: structure, references, history, kept files")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook to check; it is not changed"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """Problems found are the answer, with exit status 1.

    Raises:
        DeskError: the file cannot be opened at all.
    """
    from assurance_desk.services import checks

    with opened(args.workbook, context, read_only=True) as desk:
        problems, seal = checks.problems(desk), checks.seal(desk)
    sound = _("Sound: structure, references, history and kept files all agree.")
    if seal:
        sound += "\n" + _("The history so far is sealed by {seal}.").format(seal=seal)
    return Result(
        json={"ok": not problems, "problems": problems, "seal": seal},
        text="\n".join(problems) if problems else sound,
        ok=not problems,
    )
