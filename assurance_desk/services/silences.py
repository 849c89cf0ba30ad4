"""The six silences, counted: of one return for its page, of all of them for a paper's method."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import UNCONFIRMED, Answer, Return
from assurance_desk.domain.returns_kept import KeptAnswer, ReturnsKept, look_into
from assurance_desk.domain.silences import Counts, Silent, counts, silent, told
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store import snapshot as reads


@dataclass(frozen=True, slots=True)
class OfReturn:
    """``lines``: its silences question by question; ``told``: their sum in words, "" where there is none."""

    lines: tuple[Silent, ...]
    told: str
    unconfirmed: tuple[Answer, ...] = ()


def of_return(desk: Desk, record: Return, asked: Questionnaire) -> OfReturn:
    one = next(iter(reads.asked(desk.db, asked.id, desk.clock.today(), record.id)), None)
    if one is None or not one.taken:
        return OfReturn((), "")
    answers = rows.find(desk.db, Answer, return_id=record.id)
    kept = ReturnsKept(
        asked,
        (one,),
        tuple(
            KeptAnswer(a.return_id, a.question, a.row, a.column, a.agreed or a.value, a.found, a.state, a.how, a.source)
            for a in answers
        ),
        tuple(reads.in_doubt(desk.db, asked.id, record.id)),
    )  # fmt: skip
    look = look_into(kept)
    return OfReturn(
        tuple(silent(asked, one, look)),
        told(counts(asked, [one], look)),
        tuple(answer for answer in answers if answer.state == UNCONFIRMED),
    )


def of_questionnaire(desk: Desk, questionnaire: Questionnaire) -> Counts:
    kept = ReturnsKept(
        questionnaire,
        reads.asked(desk.db, questionnaire.id, desk.clock.today()),
        reads.kept_answers(desk.db, questionnaire.id),
        tuple(reads.in_doubt(desk.db, questionnaire.id)),
    )
    return counts(questionnaire, kept.asked, look_into(kept))
