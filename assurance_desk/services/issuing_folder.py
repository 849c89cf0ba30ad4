"""Files made apart go into a folder together, or none of them does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assurance_desk.services.issuing_whom import NotIssuedError
from assurance_desk.texts import _, plural


class Going(Protocol):
    """Files that are to go into a folder together, or not at all."""

    @property
    def file_names(self) -> Sequence[str]: ...


def check_folder(plan: Going, folder: Path, *, overwrite: bool = False) -> None:
    """Whether the files can go there, before any is made.

    Raises:
        NotIssuedError: a file is in the way.
    """
    if folder.exists() and not folder.is_dir():
        raise NotIssuedError(_("“{path}” is a file, not a folder.").format(path=folder))
    there = in_the_way(plan, folder)
    if there and not overwrite:
        words = _("“{name}” is already in that folder and was left as it is.")
        if len(there) > 1:
            words = plural(
                "“{{name}}” and {n} more are already in that folder and were left as they are.",
                "“{{name}}” and {n} more are already in that folder and were left as they are.",
                len(there) - 1,
            )
        raise NotIssuedError(words.format(name=there[0]))


def in_the_way(plan: Going, folder: Path) -> list[str]:
    """Names of the plan's files that are in the folder already."""
    return [name for name in plan.file_names if (folder / name).exists()]


def disk_refused(folder: Path, error: OSError) -> NotIssuedError:
    reason = error.strerror or str(error)
    return NotIssuedError(
        _("The files could not be written to “{path}” ({reason}).").format(path=folder, reason=reason)
    )


def move_in(plan: Going, staged: Path, folder: Path, moved: list[tuple[Path, Path | None]]) -> None:
    """What stood there is set aside in ``staged``, to be put back if a later file is refused."""
    for number, name in enumerate(plan.file_names):
        target, aside = folder / name, None
        if target.exists():
            aside = staged / f"before-{number}"
            target.replace(aside)
        moved.append((target, aside))
        (staged / name).replace(target)


def move_back(moved: list[tuple[Path, Path | None]]) -> None:
    for target, aside in reversed(moved):
        target.unlink(missing_ok=True)
        if aside:
            aside.replace(target)
