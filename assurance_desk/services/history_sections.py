"""What a step changed in the questions of a questionnaire: question by question, not as they are kept."""

from __future__ import annotations

import json
from typing import Any

from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.texts import _

KEPT_IN = {"questionnaire": "sections"}
"""The column of a table's records that holds them."""
Line = tuple[str, str, str]
"""What, before, after."""


def changed(before: object, after: object) -> list[Line]:
    """Sections and questions that came, went or say something else; where only their order changed, that."""
    if before == after:
        return []
    was, now = _parts(before), _parts(after)
    lines = [line for key in {**was, **now} for line in _told(key, was.get(key), now.get(key))]
    if not lines:
        return [(_("order"), ", ".join(was), ", ".join(now))]
    return lines


def _parts(kept: object) -> dict[str, dict[str, Any]]:
    """By "section A" and "A1": what each says, without its questions."""
    found: dict[str, dict[str, Any]] = {}
    for section in json.loads(str(kept)) if kept else ():
        questions = section.get("questions", ())
        found[_("section {letter}").format(letter=section.get("letter", ""))] = {
            key: value for key, value in section.items() if key not in ("letter", "questions")
        }
        found |= {
            one.get("ref", ""): {key: value for key, value in one.items() if key != "ref"}
            for one in questions
        }
    return found


def _told(key: str, was: dict[str, Any] | None, now: dict[str, Any] | None) -> list[Line]:
    if was is None or now is None:
        there = now or was or {}
        called = str(there.get("text") or there.get("title") or "")
        return [(key, called, _("removed"))] if now is None else [(key, "", called or _("added"))]
    names = {"text": _("question"), "kind": _("answered by")}
    return [
        (
            f"{key}, {names.get(one, one.replace('_', ' '))}",
            _words(one, was.get(one)),
            _words(one, now.get(one)),
        )
        for one in {**was, **now}
        if was.get(one) != now.get(one)
    ]


def _words(key: str, value: Any) -> str:
    if value is None or value in ("", []):
        return _("(empty)")
    if key == "kind":
        known = QUESTION_TYPES.get(str(value))
        return _(known.label) if known else str(value)
    if isinstance(value, list):
        return ", ".join(_words("", one) for one in value)
    if isinstance(value, dict):
        named = next((str(value[one]) for one in ("heading", "text", "label", "title") if value.get(one)), "")
        return named or ", ".join(str(one) for one in value.values() if isinstance(one, str))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
