"""What a command is given and what it gives back, and the few things every command does alike.

A command is a module here with ``NAME``, ``HELP``, ``add_arguments(parser)`` and ``run(args, context)``.
It prints nothing itself: it returns a ``Result``, or raises ``DeskError``. Services are imported inside
``run``, so that ``--help`` stays quick.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assurance_desk.clock import Clock
from assurance_desk.domain.dates import parse_when
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Context:
    """``clock`` carries the day of ``--today``; ``force`` is the user's leave to write over what is there."""

    clock: Clock = field(default_factory=Clock)
    json: bool = False
    force: bool = False
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class Result:
    """What was done: ``json`` for ``--json`` (its keys are a promise), ``text`` for a person."""

    json: dict[str, object]
    text: str
    ok: bool = True
    """False where the answer itself is bad news (``check`` found something): exit status 1."""


class Command(Protocol):
    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace, context: Context) -> Result: ...


class WouldOverwriteError(DeskError):
    """Something stands where a file is to go."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{path}” is there already and was left as it is."
                " Choose another name, or add --force to replace it."
            ).format(path=path)
        )


@contextmanager
def opened(workbook: str | Path, context: Context, *, read_only: bool = False) -> Iterator[Desk]:
    """The workbook, closed again whatever happens.

    Raises:
        DeskError: it is missing, locked, damaged, or no workbook of ours.
    """
    from assurance_desk.services import files

    desk = files.open_desk(Path(workbook).expanduser().absolute(), context.clock, read_only=read_only)
    try:
        yield desk
    finally:
        desk.close()


def day(typed: str) -> date:
    """An argument that is a day, as a person may type it."""
    try:
        when = parse_when(typed)
    except DeskError as error:
        raise argparse.ArgumentTypeError(error.sentence) from error
    if when is None or not when.day:
        raise argparse.ArgumentTypeError(
            _("“{typed}” is not a day. Type it as 2019-07-22.").format(typed=typed)
        )
    return when.last_day


def output_file(path: str | Path, context: Context) -> Path:
    """Where one output is to go: nothing stands there, or the user gave leave to replace it.

    Raises:
        WouldOverwriteError: a file stands there and ``--force`` was not given.
        DeskError: the folder does not exist, or a folder stands where the file is to go.
    """
    target = Path(path).expanduser().absolute()
    if target.is_dir():
        raise DeskError(_("“{path}” is a folder. Give the name of a file in it.").format(path=target))
    if not target.parent.is_dir():
        raise DeskError(
            _("There is no folder “{path}”. Make it first, or choose another place.").format(
                path=target.parent
            )
        )
    if target.exists() and not context.force:
        raise WouldOverwriteError(target)
    return target


def output_folder(path: str | Path) -> Path:
    """The folder several outputs go to, made when it is not there; each file in it is checked by itself.

    Raises:
        DeskError: a file stands where the folder is to be.
    """
    folder = Path(path).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise DeskError(_("“{path}” is a file. Give the name of a folder.").format(path=folder))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def replacing(workbook: Path, context: Context) -> Iterator[None]:
    """Make a workbook where one stands: the old one is set aside, and comes back if the making fails.

    Raises:
        DeskError: what stands there is no workbook of ours, or is open elsewhere; it is left as it was.
    """
    if not workbook.exists():
        yield
        return
    with opened(workbook, context):
        aside = workbook.with_name(f"~{workbook.name}.before")
    workbook.replace(aside)
    try:
        yield
    except BaseException:
        aside.replace(workbook)
        raise
    aside.unlink()


def copy_of(workbook: str | Path, target: Path, context: Context) -> None:
    """A whole copy of a workbook that is found sound; of one that is open elsewhere, as it stands on the disk.

    Raises:
        DeskError: it is missing or damaged, or the copy cannot be written.
    """
    from assurance_desk.services import copies

    with opened(workbook, context, read_only=True) as desk:
        copies.save_copy(desk, target)
