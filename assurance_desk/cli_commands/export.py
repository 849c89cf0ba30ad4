"""``export``: returns, register or actions as an Excel file, or the long table as CSV; a questionnaire to draft in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.cli_commands.base import Context, Result, opened, output_file
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from assurance_desk.services.desk import Desk

NAME = "export"
HELP = later("write returns, register, actions or a questionnaire as an Excel file")
QUESTIONNAIRE = "questionnaire"
KINDS = ("returns", "register", "actions", QUESTIONNAIRE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook they are in"))
    parser.add_argument("what", metavar="WHAT", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument(
        "--to", metavar="FILE", required=True, help=_("a file ending in .xlsx, or .csv for the long table")
    )
    parser.add_argument(
        "--questionnaire", metavar="REF", default="", help=_("which, or whose returns, such as HTG-2019")
    )
    parser.add_argument("--review", metavar="REF", default="", help=_("only this review’s"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """The file appears whole or not at all.

    Raises:
        DeskError: there is nothing of the kind, or the file cannot be written.
    """
    from assurance_desk.services import exports

    target = output_file(args.to, context)
    with opened(args.workbook, context, read_only=True) as desk:
        if args.what == QUESTIONNAIRE:
            return _questionnaire(desk, args.questionnaire, target)
        made = exports.export(
            desk,
            args.what,
            target,
            questionnaire=args.questionnaire,
            review=args.review,
            progress=context.progress,
        )
    sheets = [{"name": name, "rows": count} for name, count in made.sheets]
    lines = [_("Saved as {path}").format(path=made.path)]
    lines += [f"  {name}: " + plural("{n} row", "{n} rows", count) for name, count in made.sheets]
    return Result(json={"path": str(made.path), "sheets": sheets}, text="\n".join(lines))


def _questionnaire(desk: Desk, wanted: str, target: Path) -> Result:
    from assurance_desk.services import questionnaire_book

    chosen = questionnaire_book.choose(desk, wanted)
    questionnaire_book.save(desk, chosen, target)
    told = _("Saved {ref} version {version} as {path}")
    text = told.format(ref=chosen.ref, version=chosen.version, path=target)
    return Result(
        json={"path": str(target), "questionnaire": chosen.ref, "version": chosen.version}, text=text
    )
