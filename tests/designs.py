"""A question of a draft changed field by field, kept as every change of a draft is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assurance_desk.domain.design_edits import with_question
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import questionnaires
from assurance_desk.services.desk import Desk


def edit_question(desk: Desk, questionnaire_id: str, question_ref: str, /, **fields: Any) -> Questionnaire:
    before = questionnaires.draft_of(desk, questionnaire_id)
    after = with_question(before, question_ref, lambda question: replace(question, **fields))
    return questionnaires.keep_draft(desk, before, after, f"Edit question {question_ref}")
