"""Merrowshire, the fictional sample: a workbook standing on one of its days, made through the real services.

``rehearsal``: 24 April 2019, questionnaires issued and chased, every return here as a file, none taken in.
``sample``: 22 July 2019, returns taken in with the officer's decisions, the Board of 16 May held.
``later``: 12 June 2024, the plan's end, what lasted of it, and a second review at twelve months.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from assurance_desk.clock import Clock
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import (
    files,
    sample_data,
    sample_decisions,
    sample_files,
    sample_later,
    sample_papers,
    sample_register,
    sample_returns,
    sample_updates,
)
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _

REHEARSAL, SAMPLE, LATER = "rehearsal", "sample", "later"
STANDS_ON: Final = {REHEARSAL: date(2019, 4, 24), SAMPLE: date(2019, 7, 22), LATER: date(2024, 6, 12)}
_BEFORE: Final = date(2019, 1, 1)
_STEPS = 6


class NotMadeError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{path}” is there already and was left as it was. Choose another name.").format(path=path)
        )


def create(path: Path, stage: str, progress: Progress | None = None) -> None:
    """Make the workbook; the rehearsal's returns are laid in ``returns/`` beside it, dated as the mailbox has them.

    The workbook appears whole or not at all.

    Raises:
        DeskError: something stands where the workbook or a return is to go, or the folder cannot be written.
        Cancelled: the user asked to stop.
    """
    path = path.expanduser().absolute()
    if path.exists():
        raise NotMadeError(path)
    told = progress or Progress()
    making = path.with_name(f"{path.name}.making")
    making.unlink(missing_ok=True)
    try:
        desk = files.create(making, Clock(_opened_on()))
        try:
            _fill(desk, stage, told)
        finally:
            desk.close()
        if stage == REHEARSAL:
            sample_files.lay(path.parent / "returns")
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)


def _opened_on() -> date:
    return date.fromisoformat(sample_data.load("register")["opened_on"])


def _fill(desk: Desk, stage: str, told: Progress) -> None:
    until = STANDS_ON[stage]
    told.at(0, _STEPS, _("Adding organisations"))
    sample_register.add_organisations(desk)
    told.at(1, _STEPS, _("Bringing in the published response"))
    sample_register.add_review(desk)
    issued_on = sample_returns.issued_on()
    sample_register.play(desk, _BEFORE, issued_on)
    told.at(2, _STEPS, _("Issuing the questionnaire"))
    sample_returns.issue(desk)
    sample_register.play(desk, issued_on, STANDS_ON[REHEARSAL])
    if stage != REHEARSAL:
        _carry_on(desk, told, stage)
    if stage == LATER:
        told.at(_STEPS - 1, _STEPS, _("Going on to 2024"))
        sample_later.play(desk, STANDS_ON[SAMPLE], STANDS_ON[LATER])
    files.stand_on(desk, until)
    told.at(_STEPS, _STEPS, _("Ready"))


def _carry_on(desk: Desk, told: Progress, stage: str) -> None:
    """From the rehearsal's day to the sample's: returns in, decided, the paper to the Board of 16 May, and after."""
    desk.clock = Clock(STANDS_ON[REHEARSAL])
    child = Child()
    try:
        told.at(3, _STEPS, _("Taking in the returns"))
        with tempfile.TemporaryDirectory() as scratch:
            sample_files.lay(Path(scratch))
            sample_returns.take_in_all(desk, Path(scratch), child)
        sample_decisions.apply_all(desk)
        told.at(4, _STEPS, _("Making the paper"))
        issued_on = sample_papers.issued_on()
        sample_register.play(desk, STANDS_ON[REHEARSAL], issued_on)
        sample_papers.issue(desk, child)
        sample_register.play(desk, issued_on, sample_updates.ASKED_ON)
        if stage == SAMPLE:  # five years on they are long answered
            sample_updates.ask(desk)
        sample_register.play(desk, sample_updates.ASKED_ON, STANDS_ON[SAMPLE])
    finally:
        child.close()
