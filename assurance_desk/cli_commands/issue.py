"""``issue``: a questionnaire, or the asking for updates on actions, as one Excel file for each organisation."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.cli_commands.base import Context, Result, day, opened
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from assurance_desk.services.desk import Desk
    from assurance_desk.services.issuing import IssuedFile
    from assurance_desk.services.questionnaire_live import OtherLive

NAME = "issue"
HELP = later("write a questionnaire as Excel files, one for each organisation or service; or ask for updates")
UPDATES = "updates"


class NotWithUpdatesError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Asking for updates makes files alone, so nothing was made. Leave out --email, --mailing-list and --from."
            )
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook the questionnaire is in"))
    parser.add_argument(
        "questionnaire",
        metavar="QUESTIONNAIRE",
        help=_(
            "its reference, such as HTG-2019; the live version. “updates” asks lead organisations for updates on their"
            " open actions"
        ),
    )
    parser.add_argument("--to", metavar="FOLDER", required=True, help=_("the folder the files go to"))
    parser.add_argument(
        "--organisation",
        metavar="REF",
        action="append",
        help=_("only this organisation, or one service of it (O06a); may be given more than once"),
    )
    mail = parser.add_mutually_exclusive_group()
    mail.add_argument(
        "--email",
        action="store_true",
        help=_("also an e-mail draft for each, one addressee, to open and send"),
    )
    mail.add_argument(
        "--mailing-list", action="store_true", help=_("also a list to merge e-mails from, as an Excel file")
    )
    parser.add_argument(
        "--from",
        dest="sender",
        metavar="ADDRESS",
        default="",
        help=_("who the drafts are from; else as last time"),
    )
    parser.add_argument(
        "--close-older",
        action="store_true",
        help=_("close the older live versions too; those with nothing still to come close by themselves"),
    )
    _of_updates(parser)


def _of_updates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--due", metavar="DATE", type=day, help=_("updates: the day to answer by, if not in two weeks")
    )
    parser.add_argument(
        "--review", metavar="REF", default="", help=_("updates: on this review’s actions only")
    )


def run(args: argparse.Namespace, context: Context) -> Result:
    """Files and returns are kept whole or not at all.

    Raises:
        DeskError: nothing was issued, and why.
    """
    if args.questionnaire.casefold() == UPDATES:
        if args.email or args.mailing_list or args.sender or args.close_older:
            raise NotWithUpdatesError
        return _updates(args, context)
    from assurance_desk.domain.mailing import DRAFTS, FILES, LIST
    from assurance_desk.services import issuing, messages, questionnaire_live

    folder = Path(args.to).expanduser().absolute()
    how = DRAFTS if args.email else LIST if args.mailing_list else FILES
    with opened(args.workbook, context) as desk:
        held = _embargo(desk, args.questionnaire)
        version = issuing.find_version(desk, args.questionnaire)
        closing = questionnaire_live.closing(desk, version, wanted=args.close_older)
        files = issuing.issue(
            desk,
            args.questionnaire,
            folder,
            args.organisation,
            context.progress,
            overwrite=context.force,
            how=how,
            sender=args.sender or messages.sender(desk),
            closes=questionnaire_live.closed(closing),
        )
        stays = questionnaire_live.others_live(desk, version)
    words = [
        *([_("Note: {embargo}.").format(embargo=held)] if held else []),
        *_written(files, folder),
        *(_drafted(files) if how == DRAFTS else []),
        *_versions(closing, stays),
    ]
    told: dict[str, object] = {"files": [_line(file) for file in files], "embargo": held}
    told |= {"closed": [one.version for one in closing], "live": [one.version for one in stays]}
    return Result(json=told, text="\n".join(words))


def _written(files: list[IssuedFile], folder: Path) -> list[str]:
    count = plural("{n} file", "{n} files", len(files))
    told = _("{count} written to {folder}").format(count=count, folder=folder)
    return [told, *(f"  {file.path.name}" for file in files)]


def _versions(closed: list[OtherLive], stays: list[OtherLive]) -> list[str]:
    """What became of the older versions."""
    words = _("Version {version} stays live: {expected}. --close-older closes it.")
    return [
        *(_("Version {version} is closed.").format(version=one.version) for one in closed),
        *(words.format(version=one.version, expected=one.expected_words()) for one in stays),
    ]


def _line(file: IssuedFile) -> dict[str, Any]:
    """``draft``, ``to`` and ``subject`` only where a message was made."""
    made: dict[str, Any] = {
        "organisation": file.organisation,
        "service": {"ref": file.service.ref, "name": file.service.name} if file.service else None,
        "path": str(file.path),
        "return": file.ref,
    }
    if file.draft:
        draft = file.draft
        made |= {
            "draft": str(file.path.parent / draft.file_name),
            "to": draft.to_email,
            "subject": draft.subject_line,
        }
    return made


def _drafted(files: list[IssuedFile]) -> list[str]:
    made = sum(file.draft is not None for file in files)
    without = [file.ref for file in files if file.draft is None]
    words = [plural("{n} draft made. Mark it as sent when it has left your mail program.",
                    "{n} drafts made. Mark them as sent when they have left your mail program.", made)]  # fmt: skip
    if without:
        words.append(_("Nobody has an address at: {refs}").format(refs=", ".join(without)))
    return words


def _updates(args: argparse.Namespace, context: Context) -> Result:
    from assurance_desk.services import updates

    folder = Path(args.to).expanduser().absolute()
    with opened(args.workbook, context) as desk:
        request, files = updates.ask(
            desk,
            folder,
            args.organisation,
            due_on=args.due,
            review=args.review,
            progress=context.progress,
            overwrite=context.force,
        )
    lines = [
        {
            "organisation": one.organisation,
            "service": None,
            "path": str(one.path),
            "actions": list(one.actions),
        }
        for one in files
    ]
    count = plural("{n} file", "{n} files", len(files))
    words = [_("{count} written to {folder}").format(count=count, folder=folder)]
    words += [f"  {one.path.name}: {', '.join(one.actions)}" for one in files]
    due = request.due_on.isoformat() if request.due_on else None
    return Result(json={"request": request.ref, "due": due, "files": lines}, text="\n".join(words))


def _embargo(desk: Desk, questionnaire: str) -> str:
    from assurance_desk.services import embargo, issuing

    return embargo.of_questionnaire(desk, issuing.find_version(desk, questionnaire))
