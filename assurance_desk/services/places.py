"""Where the program keeps what is the user's but no workbook: sample copies and reports of faults."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

FOLDER = "ASSURANCE_DESK_DATA"
"""Environment variable that puts them elsewhere: a portable copy, a test."""


def data_folder() -> Path:
    """Made when first asked for."""
    chosen = os.environ.get(FOLDER)
    folder = Path(chosen) if chosen else user_data_path("Assurance Desk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """The first name not taken: Merrowshire.assurance, Merrowshire 2.assurance …"""
    names = (f"{stem}{suffix}", *(f"{stem} {number}{suffix}" for number in range(2, 10_000)))
    return next(folder / name for name in names if not (folder / name).exists())
