"""Correction workbooks that went out, as what comes back is held against them."""

from __future__ import annotations

from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import ExpectedCorrection, Finding, FoundAnswer
from assurance_desk.domain.returns import Return
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows


def expected_corrections(desk: Desk) -> tuple[ExpectedCorrection, ...]:
    """Every one that may come back, for the worker."""
    sent = rows.find(desk.db, CorrectionBook)
    refs = {one.id: one.ref for one in rows.find(desk.db, Return)} if sent else {}
    return tuple(
        ExpectedCorrection(
            one.id, one.code, one.return_id, refs[one.return_id], finding_as_sent(desk, one).beside
        )
        for one in sent
    )


def finding_as_sent(desk: Desk, book: CorrectionBook) -> Finding:
    return f.from_json(blobs.read(desk.db, book.finding_sha256).decode("utf-8"))


def as_sent(desk: Desk, book: CorrectionBook) -> dict[Slot, FoundAnswer]:
    """What stood in it as it went."""
    return {one.slot: one for one in finding_as_sent(desk, book).answers}
