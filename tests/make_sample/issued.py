"""The copies as they were issued, with the codes any copy of the sample gives; each in the older version too."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.prefill import known_answers
from assurance_desk.domain.questionnaire import QuestionMap, Questionnaire
from assurance_desk.domain.questionnaire_json import question_maps_from_json, questionnaire_from_json
from assurance_desk.excel.questionnaire import template
from assurance_desk.services import files, issuing, sample_data, sample_register, sample_returns
from assurance_desk.store import rows


@cache
def questionnaire(version: str) -> Questionnaire:
    name = f"htg_2019_v{version.replace('.', '_')}.json"
    return questionnaire_from_json((sample_data.folder() / name).read_text(encoding="utf-8"))


@cache
def question_maps() -> tuple[QuestionMap, ...]:
    return question_maps_from_json((sample_data.folder() / "htg_2019_map.json").read_text(encoding="utf-8"))


def issue_all(folder: Path) -> dict[tuple[str, bool], tuple[Questionnaire, Path]]:
    """Every copy of version 1.0 by its return's reference; and under (reference, True) one of version 0.9."""
    desk = files.create(folder / "scratch.assurance", Clock(sample_returns.issued_on()))
    try:
        sample_register.add_organisations(desk)
        sample_returns.add_questionnaires(desk)
        plan = issuing.plan_issue(desk, f"{sample_returns.REF} 1.0", sample_returns.organisations_asked())
        organisations = {one.ref: one for one in rows.find(desk.db, Organisation)}
    finally:
        desk.close()
    templates = {False: template(questionnaire("1.0")), True: template(questionnaire("0.9"))}
    made: dict[tuple[str, bool], tuple[Questionnaire, Path]] = {}
    for copy in plan.copies:
        for older, written in templates.items():
            version = questionnaire("0.9" if older else "1.0")
            known = known_answers(version, organisations[copy.organisation_ref], copy.service)
            path = folder / f"{copy.record.ref} {version.version}.xlsx"
            path.write_bytes(written.copy(replace(copy.recipient, known=known)))
            made[copy.record.ref, older] = (version, path)
    return made
