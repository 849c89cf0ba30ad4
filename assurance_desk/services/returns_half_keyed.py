"""Answers of a return that were keyed by hand and not entered yet: each by itself, by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.services import drafts, names_typed
from assurance_desk.services.desk import Desk
from assurance_desk.services.drafts import Draft
from assurance_desk.services.returns_words import what_of

_MARK = "entry"


def of_return(desk: Desk, return_id: str) -> dict[Slot, str]:
    """What was typed, by slot."""
    return {Slot(*one.field.split("\t")[1:]): one.text for one in _kept(desk, return_id)}


def keep(desk: Desk, asked: Questionnaire, return_id: str, typed: Mapping[Slot, str]) -> None:
    """What is typed now, and nothing that was typed before and is no longer there; nor what seems to name a child."""
    known = {one.field: one for one in _kept(desk, return_id)}
    fit = names_typed.without_names(desk, typed)
    wanted = {_field(slot): (slot, text) for slot, text in fit.items()}
    for name, (slot, text) in wanted.items():
        if name not in known or known[name].text != text:
            said = what_of(asked, slot)
            drafts.keep(desk, Draft(page="Returns", record_id=return_id, field=name, said=said, text=text))
    for name, one in known.items():
        if name not in wanted:
            drafts.drop(desk, one)


def _kept(desk: Desk, return_id: str) -> list[Draft]:
    found = drafts.of_record(desk, return_id)
    return [one for one in found if one.field.startswith(f"{_MARK}\t") and one.field.count("\t") == 3]


def _field(slot: Slot) -> str:
    return "\t".join((_MARK, *slot))
