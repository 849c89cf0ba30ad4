"""The copies as they were issued, with the sample's fixed codes; one of them in the older version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.prefill import Recipient, known_answers
from assurance_desk.domain.questionnaire import QuestionMap, Questionnaire
from assurance_desk.domain.questionnaire_json import question_maps_from_json, questionnaire_from_json
from assurance_desk.excel.questionnaire import template
from assurance_desk.services import sample_data


@cache
def questionnaire(version: str) -> Questionnaire:
    name = f"htg_2019_v{version.replace('.', '_')}.json"
    return questionnaire_from_json((sample_data.folder() / name).read_text(encoding="utf-8"))


@cache
def question_maps() -> tuple[QuestionMap, ...]:
    return question_maps_from_json((sample_data.folder() / "htg_2019_map.json").read_text(encoding="utf-8"))


def issue_all(folder: Path) -> dict[tuple[str, bool], tuple[Questionnaire, Path]]:
    """Every copy of version 1.0 by its return's reference; and under (reference, True) one of version 0.9."""
    templates = {False: template(questionnaire("1.0")), True: template(questionnaire("0.9"))}
    made: dict[tuple[str, bool], tuple[Questionnaire, Path]] = {}
    for issued in sample_data.load("returns")["issued_to"]:
        for older, written in templates.items():
            version = questionnaire("0.9" if older else "1.0")
            path = folder / f"{issued['ref']} {version.version}.xlsx"
            path.write_bytes(written.copy(_recipient(version, issued)))
            made[issued["ref"], older] = (version, path)
    return made


def _recipient(version: Questionnaire, issued: dict[str, str]) -> Recipient:
    held = next(one for one in sample_data.load("organisations") if one["ref"] == issued["organisation"])
    organisation = Organisation(
        id=held["ref"],
        ref=held["ref"],
        name=held["name"],
        kind=held["kind"],
        districts=", ".join(held["districts"]),
    )
    services = {one["ref"]: one["name"] for one in held.get("services", ())}
    name, service = held["name"], None
    if issued["service"]:
        name = f"{held['name']}: {services[issued['service']]}"
        service = Service(
            id="", organisation_id=held["ref"], ref=issued["service"], name=services[issued["service"]]
        )
    return Recipient(issued["ref"], name, issued["code"], known_answers(version, organisation, service))
