"""The command line: reads the arguments, runs one command over the services, tells how it went.

Standard output holds the result and nothing else; progress and refusals go to standard error.
Exit status: 0 done, 1 refused with one sentence, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

import assurance_desk
from assurance_desk.cli_commands import COMMANDS
from assurance_desk.cli_commands.base import Command, Context, Result, day
from assurance_desk.clock import Clock
from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.texts import _

DONE, REFUSED, USAGE = 0, 1, 2


class _UsageError(Exception):
    """The words cannot be understood; ``program`` names the command they were for."""

    def __init__(self, message: str, program: str) -> None:
        super().__init__(message)
        self.program = program


class _Parser(argparse.ArgumentParser):
    """Wrong usage: what is wrong and where help is, not the whole list of commands."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message, self.prog)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command line taken apart; ``command`` is the command's name, ``open`` where none was given.

    Raises:
        SystemExit: wrong usage (2), or help was asked for (0).
    """
    _be_printable()
    try:
        return _parser().parse_args(_with_command(list(argv)))
    except _UsageError as error:
        if "--json" in argv:
            _print_json({"error": str(error)})
        words = _("{message}\nFor help: {program} --help")
        print(words.format(message=error, program=error.program), file=sys.stderr)
        raise SystemExit(USAGE) from error


def context_of(args: argparse.Namespace) -> Context:
    return Context(
        clock=Clock(args.today),
        json=args.json,
        force=args.force,
        progress=Progress(Bar(sys.stderr)),
    )


def run(args: argparse.Namespace) -> int:
    """Run the command that was asked for; the exit status."""
    context = context_of(args)
    try:
        result = _command(args.command).run(args, context)
    except Exception as error:
        sentence = told(error)
        if sentence is None:
            raise
        return refuse(sentence, as_json=context.json)
    except KeyboardInterrupt:
        return refuse(_("Stopped. Nothing half-done was kept."), as_json=context.json)
    finally:
        Bar.clear(sys.stderr)
    return _show(result, context)


def refuse(sentence: str, *, as_json: bool) -> int:
    if as_json:
        _print_json({"error": sentence})
    print(sentence, file=sys.stderr)
    return REFUSED


def told(error: BaseException) -> str | None:
    """The sentence for a fault of the world; None for a fault of our own, which keeps its traceback."""
    if isinstance(error, DeskError):
        return error.sentence
    if isinstance(error, Cancelled):
        return _("Stopped. Nothing half-done was kept.")
    if isinstance(error, OSError):
        return _os_sentence(error)
    return None


def _os_sentence(error: OSError) -> str:
    where = error.filename or _("a file")
    reasons = {
        errno.ENOENT: _("There is no “{path}”. Check the name and the folder."),
        errno.EACCES: _(
            "“{path}” may not be read or written by you, or another program has it open."
            " Close it there, or ask for access."
        ),
        errno.EROFS: _("“{path}” is on a disk that cannot be written to. Choose another place."),
        errno.ENOSPC: _("The disk is full. Nothing half-written was kept; free some space and try again."),
        errno.EISDIR: _("“{path}” is a folder. Give the name of a file."),
        errno.ENOTDIR: _("Part of “{path}” is a file, not a folder. Check the name."),
        errno.ENAMETOOLONG: _("“{path}” is too long a name. Choose a shorter one."),
    }
    reasons[errno.EPERM] = reasons[errno.EACCES]
    reasons[errno.EDQUOT] = reasons[errno.ENOSPC]
    other = _("“{path}” could not be used: {reason}. Nothing half-written was kept.")
    return reasons.get(error.errno or 0, other).format(path=where, reason=error.strerror or str(error))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="assurance-desk",
        description=_("An offline assurance workbook for safeguarding boards and partnerships."),
        epilog=_("Without a command the window opens: %(prog)s [WORKBOOK], or %(prog)s --sample."),
    )
    _add_shared(parser, default=False)
    parser.add_argument("--version", action="version", version=f"Assurance Desk {assurance_desk.__version__}")
    parser.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        help=_("the day to work by, such as 2019-07-22; set before the command"),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title=_("commands"))
    for command in COMMANDS:
        sub = commands.add_parser(command.NAME, help=_(command.HELP), description=_(command.HELP))
        _add_shared(sub, default=argparse.SUPPRESS)
        command.add_arguments(sub)
    return parser


def _add_shared(parser: argparse.ArgumentParser, *, default: bool | str) -> None:
    """Taken before the command and after it: after it, absence must not undo what stood before."""
    parser.add_argument("--json", action="store_true", default=default, help=_("print one JSON object only"))
    parser.add_argument(
        "--force", action="store_true", default=default, help=_("replace files already there")
    )


def _with_command(argv: list[str]) -> list[str]:
    """``open`` put in where the user gave only a workbook, ``--sample``, or nothing.

    A first word that neither is a command nor looks like a file is left for the parser to refuse.
    """
    at = _first_word(argv)
    if at is None:
        asks = {"-h", "--help", "--version"} & set(argv)
        return argv if asks else _inserted(argv, argv.index("--sample") if "--sample" in argv else len(argv))
    word = argv[at]
    if word in {command.NAME for command in COMMANDS}:
        return argv
    looks_like_file = (
        word == "--sample" or Path(word).suffix or Path(word).exists() or "/" in word or "\\" in word
    )
    return _inserted(argv, at) if looks_like_file else argv


def _first_word(argv: list[str]) -> int | None:
    skip = False
    for at, word in enumerate(argv):
        if skip:
            skip = False
        elif word == "--today":
            skip = True
        elif word == "--sample" or not word.startswith("-"):
            return at
    return None


def _inserted(argv: list[str], at: int) -> list[str]:
    return [*argv[:at], "open", *argv[at:]]


def _command(name: str) -> Command:
    return next(command for command in COMMANDS if name == command.NAME)


def _show(result: Result, context: Context) -> int:
    try:
        if context.json:
            _print_json(result.json)
        elif result.text:
            print(result.text)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away, as with ``| head``: nothing is wrong
    return DONE if result.ok else REFUSED


def _print_json(value: dict[str, Any]) -> None:
    """In ASCII, so that no console's code page can spoil a name."""
    print(json.dumps(value, indent=2))


def _be_printable() -> None:
    """A console that lacks a character shows its code instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


class Bar:
    """Progress on standard error: a bar that redraws itself on a terminal, elsewhere a line now and then."""

    WIDTH = 24
    SECONDS_BETWEEN_LINES = 5.0

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._said = time.monotonic()

    def __call__(self, done: int, total: int, words: str) -> None:
        if self._stream is None:
            return
        if self._stream.isatty():
            full = round(self.WIDTH * done / total) if total else 0
            bar = "█" * full + "·" * (self.WIDTH - full)
            self._stream.write(f"\r\x1b[2K{bar} {done}/{total} {_plain(words)[:60]}")
            self._stream.flush()
        elif time.monotonic() - self._said >= self.SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            print(f"{done}/{total} {_plain(words)}", file=self._stream)

    @staticmethod
    def clear(stream: TextIO | None) -> None:
        if stream is not None and stream.isatty():
            stream.write("\r\x1b[2K")
            stream.flush()


def _plain(words: str) -> str:
    """File names come from strangers: no control character reaches the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in words)
