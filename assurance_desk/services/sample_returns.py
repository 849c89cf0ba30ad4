"""Merrowshire's questionnaire: issued and chased, its returns taken in, and the officer's decisions on them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.services import message_states, questionnaires, sample_data
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

REF = "HTG-2019"
_RECOMMENDATION = "3"


def issued_on() -> date:
    return date.fromisoformat(sample_data.load("returns")["issued"])


def add_questionnaires(desk: Desk) -> Questionnaire:
    """Version 0.9, which was tried and closed, and version 1.0, with the map from the one to the other."""
    asked_by = next(
        (one for one in rows.find(desk.db, Recommendation) if one.number == _RECOMMENDATION), None
    )
    recommendation_id = asked_by.id if asked_by else None
    older, newer = (
        replace(questionnaires.questionnaire_from_json(_text(name)), recommendation_id=recommendation_id)
        for name in ("htg_2019_v0_9", "htg_2019_v1_0")
    )
    questionnaires.add_questionnaire(desk, older)
    return questionnaires.add_questionnaire(
        desk, newer, questionnaires.question_maps_from_json(_text("htg_2019_map"))
    )


def _text(name: str) -> str:
    return (sample_data.folder() / f"{name}.json").read_text(encoding="utf-8")


def organisations_asked() -> list[str]:
    """References of the organisations the questionnaire went to, in order."""
    return list(dict.fromkeys(one["organisation"] for one in sample_data.load("returns")["issued_to"]))


def issue(desk: Desk) -> None:
    """The fourteen questionnaires, on their day. The files themselves are not kept: ``issue`` makes them again."""
    desk.clock = Clock(issued_on())
    added = add_questionnaires(desk)
    with tempfile.TemporaryDirectory() as scratch:
        questionnaires.issue(desk, f"{REF} {added.version}", Path(scratch), organisations_asked())
    message_states.mark_sent(desk, [one.id for one in rows.find(desk.db, Return, questionnaire_id=added.id)])


def log_chase(desk: Desk, told: dict[str, Any]) -> None:
    """A reminder, chaser, call or letter about the returns named in ``to``, on the desk's day."""
    asked = {one.id for one in rows.find(desk.db, Questionnaire, ref=told.get("questionnaire", REF))}
    by_ref = {one.ref: one for one in rows.find(desk.db, Return) if one.questionnaire_id in asked}
    day = desk.clock.today()
    made = [
        Chaser(id=new_id(), return_id=by_ref[ref].id, on=day, how=told["how"], note=told["note"])
        for ref in told["to"]
    ]
    to = plural("{n} return", "{n} returns", len(made))
    with desk.step(_("Log {how} about {returns}").format(how=told["how"], returns=to)):
        rows.put_many(desk.db, made)


def issue_again(desk: Desk, folder: Path) -> list[Path]:
    """The files as they went out; their returns and codes are the ones there are."""
    return [one.path for one in questionnaires.issue(desk, REF, folder)]


def take_in_all(desk: Desk, folder: Path, child: Child) -> None:
    """Every file of the folder into the tray, and every answer without an open problem taken in."""
    from assurance_desk.services.returns_import import import_files

    import_files(desk, [folder], take=True, child=child)


def silent(desk: Desk) -> list[str]:
    """Whose return has not come in any form."""
    return [f"{one.ref} {one.name}" for one in rows.find(desk.db, Return) if one.received_on is None]
