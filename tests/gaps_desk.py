"""A workbook with Merrowshire's answers taken in, made from records: for tests that need no files read."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import (
    ANSWERED,
    CLOSED_QUERY,
    ISSUED,
    NOT_APPLICABLE,
    PART,
    TAKEN,
    Answer,
    Chaser,
    Query,
    Return,
)
from assurance_desk.services import sample_data, sample_register, sample_returns
from assurance_desk.store import rows
from tests import gaps_data

DECIDED = (
    ("O06a", "difference", "D1", "SG5", "children", "31", "confirmed by telephone"),
    ("O08", "check", "D1", "SG2", "children", "4", "the corrected version stands"),
)

CHASED = (
    (date(2019, 3, 1), "reminder", ("O01", "O03", "O11")),
    (date(2019, 3, 19), "chaser", ("O03", "O11")),
    (date(2019, 3, 26), "call", ("O03", "O11")),
    (date(2019, 4, 5), "letter from the Chair", ("O03", "O11")),
)


def fill(desk, *, taken: bool = True) -> Questionnaire:
    """Organisations, review, questionnaire and returns; with their answers where ``taken``."""
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    questionnaire = sample_returns.add_questionnaires(desk)
    made = _returns(desk, questionnaire, taken=taken)
    with desk.step("Issue"):
        rows.put_many(desk.db, made)
        if taken:
            for one in made:
                rows.put_many(desk.db, _answers(one))
            rows.put_many(desk.db, [*_decisions(made), *_chasers(made)])
    return questionnaire


def _returns(desk, questionnaire, *, taken: bool) -> list[Return]:
    organisations = {one.ref: one for one in rows.find(desk.db, Organisation)}
    services = {(one.organisation_id, one.ref): one for one in rows.find(desk.db, Service)}
    made = []
    for place, one in enumerate(sample_data.load("returns")["issued_to"]):
        organisation = organisations[one["organisation"]]
        service = services.get((organisation.id, one["service"]))
        came = taken and one["ref"] != "O03"
        made.append(
            Return(
                id=new_id(),
                questionnaire_id=questionnaire.id,
                organisation_id=organisation.id,
                service_id=service.id if service else None,
                ref=one["ref"],
                name=organisation.name,
                code=one["ref"],
                state=ISSUED if not came else PART if one["ref"] == "O11" else TAKEN,
                issued_on=date(2019, 2, 4),
                due_on=date(2019, 3, 15),
                received_on=date(2019, 3, 15) if came else None,
                position=place,
            )
        )
    return made


def _answers(return_: Return) -> list[Answer]:
    made = []
    for key, (value, state) in gaps_data.answers().items():
        if key[0] == return_.ref:
            made.append(
                Answer(
                    id=new_id(),
                    return_id=return_.id,
                    question=key[1],
                    row=key[2],
                    column=key[3],
                    value=value,
                    found=value,
                    state=NOT_APPLICABLE if value == "Not applicable" else state or ANSWERED,
                    how="by its hidden mark",
                    source=f"{key[1][0]} sheet!E{len(made) + 8}",
                )
            )
    return made


def _decisions(returns: list[Return]) -> list[Query]:
    by_ref = {one.ref: one for one in returns}
    return [
        Query(
            id=new_id(),
            return_id=by_ref[ref].id,
            kind=kind,
            question=question,
            row=row,
            column=column,
            status=CLOSED_QUERY,
            decision=decision,
            decided_how=how,
            decided_on=date(2019, 4, 24),
        )
        for ref, kind, question, row, column, decision, how in DECIDED
    ]


def _chasers(returns: list[Return]) -> list[Chaser]:
    by_ref = {one.ref: one for one in returns}
    return [
        Chaser(id=new_id(), return_id=by_ref[ref].id, on=on, how=how)
        for on, how, refs in CHASED
        for ref in refs
    ]
