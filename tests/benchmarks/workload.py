"""The workbook the budgets speak of: 20 reviews, 400 recommendations, 2,000 actions, 300 full returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import TAKEN, Answer, Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, sample_data
from assurance_desk.store import rows

TODAY = date(2019, 7, 22)
REVIEWS, RECOMMENDATIONS, ACTIONS, RETURNS = 20, 20, 5, 300
WORDS = (
    "Housing commissioners should tell the Board how their people are trained to notice and act on worries. "
)


def build(path: Path) -> Path:
    desk = files.create(path, Clock(TODAY))
    with desk.step("Build the workload"):
        rows.put_many(desk.db, _register())
        rows.put_many(desk.db, _returns())
    files.stand_on(desk, TODAY)
    desk.close()
    return path


def questionnaire() -> Questionnaire:
    text = (sample_data.folder() / "htg_2019_v1_0.json").read_text("utf-8")
    return replace(
        questionnaire_from_json(text, questionnaire_id="htg"),
        status=LIVE,
        issued_on=date(2019, 2, 4),
        due_on=date(2019, 3, 15),
    )


def _register() -> Iterator[Any]:
    states = ("blue", "green", "amber", "red", "grey")
    for number in range(REVIEWS):
        review = Review(id=new_id(), ref=f"R{number + 1}", title=f"Child {number + 1}", position=number)
        yield review
        for part in range(RECOMMENDATIONS):
            ref = f"{review.ref}.{part + 1}"
            recommendation = Recommendation(
                id=new_id(), review_id=review.id, ref=ref, number=str(part + 1), text=WORDS * 3, position=part
            )
            yield recommendation
            yield Response(id=new_id(), recommendation_id=recommendation.id, text=WORDS * 4)
            for step in range(ACTIONS):
                due = When.of(TODAY + timedelta(days=step * 40 - 80))
                yield Action(
                    id=new_id(),
                    review_id=review.id,
                    recommendation_id=recommendation.id,
                    ref=f"{ref}.{step + 1}",
                    text=WORDS,
                    owner_role="Business manager",
                    lead="Merrowshire Safeguarding Children Board",
                    first_due=due,
                    due=due,
                    delivery=states[step],
                    position=step,
                )


def _returns() -> Iterator[Any]:
    asked = questionnaire()
    yield asked
    given = [sample_data.answers_of(ref, asked) for ref in ("O01", "O05", "O06a", "O07", "O08", "O09")]
    for number in range(RETURNS):
        organisation = Organisation(
            id=new_id(), ref=f"O{number + 1:03}", name=f"Housing provider {number + 1}"
        )
        record = Return(
            id=new_id(),
            questionnaire_id=asked.id,
            organisation_id=organisation.id,
            ref=organisation.ref,
            name=organisation.name,
            code=f"CODE-{number}",
            state=TAKEN,
            issued_on=asked.issued_on,
            due_on=asked.due_on,
            received_on=date(2019, 3, 14),
            position=number,
        )
        yield organisation
        yield record
        for slot, value in given[number % len(given)].items():
            yield Answer(
                id=new_id(),
                return_id=record.id,
                question=slot.question,
                row=slot.row,
                column=slot.column,
                value=value,
                found=value,
            )
