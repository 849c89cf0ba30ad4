"""A password given to a command: out of a file, from the environment, or typed on a terminal; kept nowhere."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assurance_desk.domain.file_names import tidy
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, plural

FROM_ENVIRONMENT = "ASSURANCE_DESK_PASSWORD"


def add_argument(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=_("a text file whose first line is the password that {what}").format(what=what),
    )


def of_file(name: str) -> str:
    """The first line of a text file.

    Raises:
        DeskError: it cannot be read, or there is nothing in it.
    """
    path = Path(name).expanduser()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        words = _(
            "The password file “{path}” cannot be read, so nothing was done. Check its name and that it is text."
        )
        raise DeskError(words.format(path=tidy(str(path)))) from error
    if not lines or not lines[0]:
        words = _("The password file “{path}” has nothing in its first line, so nothing was done.")
        raise DeskError(words.format(path=tidy(str(path))))
    return lines[0]


def asker(args: argparse.Namespace) -> Callable[[Sequence[str]], str]:
    """What to ask for the password of files of these names; it answers nothing where nobody can be asked.

    Raises:
        DeskError: the password file cannot be read.
    """
    given = of_file(args.password_file) if args.password_file else os.environ.get(FROM_ENVIRONMENT, "")

    def ask(names: Sequence[str]) -> str:
        return given or _typed(names)

    return ask


def _typed(names: Sequence[str]) -> str:
    if not sys.stdin.isatty():
        return ""
    told = plural("{n} file is protected.", "{n} files are protected.", len(names))
    named = ", ".join(tidy(name) for name in names[:3])
    try:
        return getpass.getpass(
            _("{told} Password of {names} (Enter leaves it locked): ").format(told=told, names=named),
            sys.stderr,
        )
    except EOFError:
        return ""
