"""What of a return can be looked at while its answers are keyed: its files, and what came with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from assurance_desk.domain.parcels import Enclosure
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import returns as lists

SHOWN: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"})


@dataclass(frozen=True, slots=True)
class ShownFile:
    """``sha256`` names its bytes."""

    name: str
    sha256: str


def files(desk: Desk, return_id: str) -> tuple[ShownFile, ...]:
    """Those that look as if they can be shown, what came as the return first."""
    came: list[ReturnFile | Enclosure] = [*lists.files(desk.db, return_id)]
    came += rows.find(desk.db, Enclosure, return_id=return_id)
    made = [ShownFile(one.name, one.sha256) for one in came if _can_be_shown(one.name)]
    return tuple(one for one in made if blobs.held(desk.db, one.sha256))


def data_of(desk: Desk, shown: ShownFile) -> bytes:
    return blobs.read(desk.db, shown.sha256)


def _can_be_shown(name: str) -> bool:
    return PurePath(name).suffix.casefold() in SHOWN
