"""Merrowshire's first asking for updates, a week before the sample's day: sent to four, answered by none yet."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from assurance_desk.clock import Clock
from assurance_desk.services import updates
from assurance_desk.services.desk import Desk

ASKED_ON: Final = date(2019, 7, 15)
DUE_ON: Final = date(2019, 7, 29)


def ask(desk: Desk) -> None:
    """The files go to nobody: what is kept is what was asked of whom."""
    desk.clock = Clock(ASKED_ON)
    with tempfile.TemporaryDirectory() as scratch:
        updates.ask(desk, Path(scratch), due_on=DUE_ON)
