"""``issue``: a questionnaire as one Excel file for each organisation or service."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assurance_desk.cli_commands.base import Context, Result, opened
from assurance_desk.texts import _, later, plural

NAME = "issue"
HELP = later("write a questionnaire as Excel files, one for each organisation or service")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook the questionnaire is in"))
    parser.add_argument(
        "questionnaire", metavar="QUESTIONNAIRE", help=_("its reference, such as HTG-2019; the live version")
    )
    parser.add_argument("--to", metavar="FOLDER", required=True, help=_("the folder the files go to"))
    parser.add_argument(
        "--organisation",
        metavar="REF",
        action="append",
        help=_("only this organisation; may be given more than once"),
    )


def run(args: argparse.Namespace, context: Context) -> Result:
    """Files and returns are kept whole or not at all.

    Raises:
        DeskError: nothing was issued, and why.
    """
    from assurance_desk.services import questionnaires

    folder = Path(args.to).expanduser().absolute()
    with opened(args.workbook, context) as desk:
        files = questionnaires.issue(
            desk, args.questionnaire, folder, args.organisation, context.progress, overwrite=context.force
        )
    lines: list[dict[str, Any]] = [
        {
            "organisation": file.organisation,
            "service": {"ref": file.service.ref, "name": file.service.name} if file.service else None,
            "path": str(file.path),
        }
        for file in files
    ]
    count = plural("{n} file", "{n} files", len(files))
    words = [
        _("{count} written to {folder}").format(count=count, folder=folder),
        *(f"  {file.path.name}" for file in files),
    ]
    return Result(json={"files": lines}, text="\n".join(words))
