"""The files that came back in Merrowshire, laid out as the mailbox folder has them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from assurance_desk.errors import DeskError
from assurance_desk.services import sample_data
from assurance_desk.texts import _


class OtherFileError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{path}” is there already and is not the sample’s, so nothing was made. Choose another folder."
            ).format(path=path)
        )


def lay(folder: Path) -> list[Path]:
    """Every returned file into ``folder``, dated as it was received, in that order. Made whole or not at all.

    Raises:
        DeskError: another file of that name is there, or the folder cannot be written.
    """
    source = sample_data.folder() / "returns"
    came = sorted(sample_data.load("returns")["files"], key=lambda one: (one["received"], one["file"]))
    bytes_of = {one["file"]: (source / one["file"]).read_bytes() for one in came}
    for name, data in bytes_of.items():
        there = folder / name
        if there.exists() and there.read_bytes() != data:
            raise OtherFileError(there)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in came:
            _put(folder / one["file"], bytes_of[one["file"]], datetime.fromisoformat(one["received"]))
    except OSError as error:
        raise DeskError(
            _("The folder “{folder}” cannot be written, so nothing was made. Choose another.").format(
                folder=folder
            )
        ) from error
    return [folder / one["file"] for one in came]


def _put(path: Path, data: bytes, received: datetime) -> None:
    path.write_bytes(data)
    os.utime(path, (received.timestamp(), received.timestamp()))
