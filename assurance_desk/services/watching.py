"""A folder watched for returns: which of its files are new and rest. It only looks; nothing is ever taken in by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_HALF: Final = (".part", ".partial", ".crdownload", ".download")
MOST_FILES: Final = 2_000
Sign = tuple[int, int]
"""A file's size and the moment it was last written, in nanoseconds: while it grows, they change."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What stood in the folder at one look; ``away``: it could not be looked into."""

    files: Mapping[str, Sign] = field(default_factory=dict)
    away: bool = False


def look(folder: Path) -> Sighting:
    """The files of a folder itself, none of its sub-folders; never raises. May wait long for a network that is gone."""
    found: dict[str, Sign] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_half(entry.name) or not entry.is_file():
                    continue
                known = entry.stat()
                if known.st_size:
                    found[entry.name] = (known.st_size, known.st_mtime_ns)
                if len(found) >= MOST_FILES:
                    break
    except (OSError, ValueError):
        return Sighting(away=True)
    return Sighting(found)


def _is_half(name: str) -> bool:
    """What a system or another program keeps there for itself, or is still fetching."""
    from assurance_desk.services.returns_files import (
        is_junk,  # the window is shown before anything is looked for
    )

    return is_junk(name) or name.lower().endswith(_HALF)


def resting(before: Sighting, now: Sighting) -> dict[str, Sign]:
    """Files that did not change between two looks: whatever is being written is left until it rests."""
    return {name: sign for name, sign in now.files.items() if before.files.get(name) == sign}


def new(files: Mapping[str, Sign], seen: Iterable[str]) -> list[str]:
    """Those not seen as they are now, oldest first; ``seen`` as ``remembered`` gives them."""
    known = set(seen)
    fresh = [(sign[1], name) for name, sign in files.items() if remembered(name, sign) not in known]
    return [name for _written, name in sorted(fresh)]


def remembered(name: str, sign: Sign) -> str:
    """One line that stands for a file as it is: written again later, it is another."""
    return f"{sign[0]}|{sign[1]}|{name}"


def still_there(seen: Iterable[str], now: Sighting) -> list[str]:
    """What is worth remembering: files that are gone would only pile up."""
    there = {remembered(name, sign) for name, sign in now.files.items()}
    return [one for one in seen if one in there]
