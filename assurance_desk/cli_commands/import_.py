"""``import``: returned questionnaires into the tray, and with ``--take`` out of it as answers."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.cli_commands import passwords
from assurance_desk.cli_commands.base import Context, Result, day, opened
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from assurance_desk.services.returns_import import ImportedFile

NAME = "import"
HELP = later("bring in returned questionnaires")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook they go into"))
    parser.add_argument(
        "files", metavar="FILE|FOLDER", nargs="+", help=_("returned files, or folders of them")
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--take", action="store_true", help=_("also take in every answer without an open problem")
    )
    how.add_argument("--dry-run", action="store_true", help=_("say what would happen, and keep nothing"))
    parser.add_argument(
        "--received",
        metavar="DATE",
        type=day,
        help=_("the day they came, if not the files’ own"),
    )
    parser.add_argument(
        "--names-password-file",
        metavar="FILE",
        help=_("a text file whose first line is the password of the protected names"),
    )
    passwords.add_argument(parser, _("opens protected files among them; without it, a terminal is asked"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """Every file gets a status, whatever it is; one that cannot be read does not stop the others.

    Raises:
        DeskError: a path is not there, or the workbook cannot be opened or written.
    """
    from assurance_desk.services import protected_names
    from assurance_desk.services.returns_import import import_files

    with opened(args.workbook, context, read_only=args.dry_run) as desk:
        if args.names_password_file:
            protected_names.unlock(desk, passwords.of_file(args.names_password_file))
        names = protected_names.state(desk)
        files = import_files(
            desk,
            [Path(name).expanduser().absolute() for name in args.files],
            take=args.take,
            dry_run=args.dry_run,
            progress=context.progress,
            received_on=args.received,
            password_for=passwords.asker(args),
        )
    told = [_words(files), *_unseen_names(names)]
    return Result(
        json={"files": [one.as_json() for one in files], "protected_names": names}, text="\n".join(told)
    )


def _unseen_names(state: str) -> list[str]:
    """What must be known of a look for names that could not see the list of them."""
    from assurance_desk.services.protected_names import LOCKED, MISSING

    if state == LOCKED:
        return [
            _(
                "The list of protected names is locked, so only general signs of a child’s name were looked for."
                " Give --names-password-file to look for those names too."
            )
        ]
    if state == MISSING:
        return [
            _(
                "The list of protected names is not beside the workbook, so only general signs of a child’s name were"
                " looked for. Put it back, and bring the files in again."
            )
        ]
    return []


def _words(files: list[ImportedFile]) -> str:
    counts = Counter(one.status for one in files)
    head = ", ".join(
        _("{n} {status}").format(n=counts[status], status=_status(status))
        for status in ("taken", "staged", "same", "refused")
        if counts[status]
    )
    if len(files) > 1:
        told = plural("{n} file", "{n} files", len(files))
        lost = plural("{n} cell lost", "{n} cells lost", sum(one.record.lost for one in files))
        head = f"{told}: {head}. {lost}."
    return "\n".join([head or _("No file was found there."), *(_line(one) for one in files)])


def _status(status: str) -> str:
    return {
        "taken": _("taken in"),
        "staged": _("in the tray"),
        "same": _("nothing new"),
        "refused": _("cannot be taken in"),
    }[status]


def _line(one: ImportedFile) -> str:
    if one.status == "refused":
        return f"  {one.message}"
    if one.status == "same" or (one.message and one.record.correction_id):
        return f"  {one.record.name}: {one.message}"
    whose = f"{one.whose.ref} {one.whose.name}" if one.whose else f"{one.record.questionnaire_ref} {one.ref}"
    counted = plural("{n} answer found", "{n} answers found", one.record.found)
    waits = plural("{n} to decide", "{n} to decide", one.left)
    line = _("  {file}: {whose}, {status}; {counted}, {blank} blank, {waits}").format(
        file=one.record.name,
        whose=whose,
        status=_status(one.status),
        counted=counted,
        blank=one.record.blank,
        waits=waits,
    )
    return f"{line}. {one.message}" if one.message else line
