"""A questionnaire as JSON: for the sample's content, and for handing a design from one board to another."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from typing import Any, TypeVar

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import QuestionMap, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

R = TypeVar("R")

_OF_THIS_WORKBOOK = ("id", "recommendation_id", "recommendation_ids", "last_round_id")


class UnreadableQuestionnaireError(DeskError):
    """The text is no questionnaire of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("This is not a questionnaire that can be read ({reason}). Nothing was changed.").format(
                reason=reason
            )
        )


def questionnaire_to_json(questionnaire: Questionnaire) -> str:
    """Fields at their default are left out, and so is what holds only inside one workbook."""
    values = _plain(questionnaire)
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def questionnaire_from_json(text: str, *, questionnaire_id: str = "") -> Questionnaire:
    """A questionnaire with a new id, or the one given.

    Raises:
        UnreadableQuestionnaireError: it is no JSON, lacks a field or holds one of the wrong kind.
    """
    values = _object(text)
    values = {name: value for name, value in values.items() if name not in _OF_THIS_WORKBOOK}
    return _built(Questionnaire, values | {"id": questionnaire_id or new_id()})


def question_maps_from_json(text: str) -> tuple[QuestionMap, ...]:
    """``{"questionnaire_ref", "from_version", "to_version", "questions": [{"from_question", "to_question"}]}``

    Raises:
        UnreadableQuestionnaireError: as above.
    """
    values = _object(text)
    shared = {name: values.get(name) for name in ("questionnaire_ref", "from_version", "to_version")}
    lines = values.get("questions")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise UnreadableQuestionnaireError("questions")
    return tuple(_built(QuestionMap, {"id": new_id()} | shared | line) for line in lines)


def _object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise UnreadableQuestionnaireError(str(error)) from error
    if not isinstance(values, dict):
        raise UnreadableQuestionnaireError(_("it is a list or a single value"))
    return values


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        told = (field for field in fields if field.name not in _OF_THIS_WORKBOOK and _told(field, value))
        kept = {field.name: getattr(value, field.name) for field in told}
        return {name: _plain(part) for name, part in kept.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _told(field: dataclasses.Field[Any], record: Any) -> bool:
    return bool(getattr(record, field.name) != field.default)


def _built(record: type[R], values: dict[str, Any]) -> R:
    hints = typing.get_type_hints(record)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise UnreadableQuestionnaireError(_("unknown field “{name}”").format(name=unknown[0]))
    try:
        return record(**{name: _value(hints[name], value, name) for name, value in values.items()})
    except TypeError as error:  # a field without which there is no record
        raise UnreadableQuestionnaireError(_("a field is missing")) from error


def _value(hint: Any, value: Any, name: str) -> Any:
    if isinstance(hint, types.UnionType):
        arm = next(arm for arm in typing.get_args(hint) if arm is not type(None))
        return None if value is None else _value(arm, value, name)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise UnreadableQuestionnaireError(name)
        return tuple(_value(typing.get_args(hint)[0], part, name) for part in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise UnreadableQuestionnaireError(name)
        return _built(hint, value)
    if hint in (str, bool, int):
        if type(value) is not hint:
            raise UnreadableQuestionnaireError(name)
        return value
    return _date(value, name)


def _date(value: Any, name: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise UnreadableQuestionnaireError(name) from error
