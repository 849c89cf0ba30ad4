"""The counts a paper's checks compare its words with."""

from __future__ import annotations

from assurance_desk.domain.paper.checks import Scale
from assurance_desk.domain.paper.record import Paper
from assurance_desk.services.desk import Desk
from assurance_desk.store.lists import papers as lists


def scale_of(desk: Desk, paper_: Paper) -> Scale:
    """What the paper's figures stand on, counted in the workbook."""
    if not (of := paper_.questionnaire_id):
        return Scale()
    asked = lists.returned(desk.db, of)
    return Scale(
        returns_in=sum(one.came for one in asked),
        returns_issued=len(asked),
        declined=sum(one.declined for one in asked),
        missing=tuple(one.name for one in asked if not one.came),
        doubtful=tuple(lists.doubtful(desk.db, of)),
        open_queries=lists.open_queries(desk.db, of),
        unconfirmed=tuple(lists.unconfirmed(desk.db, of)),
    )
