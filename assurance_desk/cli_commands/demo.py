"""``demo``: the whole job on the rehearsal, without a screen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assurance_desk.cli_commands.base import Context, Result, output_folder
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from assurance_desk.services.demo import Done

NAME = "demo"
HELP = later("do the whole job once on Merrowshire, the fictional sample, without a screen")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FOLDER", required=True, help=_("the folder everything goes to"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """Workbook, questionnaires, import report, decisions, Excel returns, board paper: all of it or nothing.

    Raises:
        DeskError: something stands in the way, or the folder cannot be written.
    """
    from assurance_desk.services import demo

    done = demo.run(output_folder(args.to), context.progress, force=context.force)
    return Result(json=_json(done), text=_words(done))


def _json(done: Done) -> dict[str, object]:
    workbook, report, report_json, table, paper = (str(path) for path in done.made)
    return {
        "folder": str(done.folder),
        "workbook": workbook,
        "questionnaires": [str(path) for path in done.questionnaires],
        "import": {"report": report, "json": report_json, "files": list(done.imported)},
        "decisions": [{"decision": one.title, "steps": list(one.steps)} for one in done.decisions],
        "undecided": done.undecided,
        "returns": table,
        "papers": [{"path": paper, "pages": done.pages}],
    }


def _words(done: Done) -> str:
    workbook, report, _report_json, table, paper = (path.name for path in done.made)
    files = plural("{n} questionnaire", "{n} questionnaires", len(done.questionnaires))
    lines = [
        _("Made in {folder}:").format(folder=done.folder),
        _("  {workbook}: Merrowshire on 24 April 2019 (fictional)").format(workbook=workbook),
        _("  questionnaires: {files}, as they went out on 4 February").format(files=files),
        _("  {report}: what came back, file by file").format(report=report),
        _("  {table}: the returns as an Excel workbook").format(table=table),
        _("  {paper}: the paper to the meeting, {pages}").format(
            paper=paper, pages=plural("{n} page", "{n} pages", done.pages)
        ),
        "",
        *done.report.splitlines()[:2],
        "",
        _("Decisions applied:"),
    ]
    for number, one in enumerate(done.decisions, 1):
        lines.append(f"  {number}. {one.title}")
        lines += [f"       {step}" for step in one.steps if step != one.title]
    left = plural("{n} thing is left to decide.", "{n} things are left to decide.", done.undecided)
    return "\n".join([*lines, "", left if done.undecided else _("Nothing is left to decide.")])
