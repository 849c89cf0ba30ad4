"""Where the questions of older versions stand in a newer one: seen, and put right by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assurance_desk.domain.questionnaire import CLOSED, Question, QuestionMap, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Led:
    """One question of an older version and the one its answers lead to; ``to`` is None where they lead nowhere.

    ``perhaps`` is a question nothing leads to that asks nearly the same.
    """

    map_id: str
    version: str
    was: Question
    to: Question | None
    perhaps: Question | None = None

    @property
    def same(self) -> bool:
        """Nothing to look at: the same reference, words and way of answering."""
        return self.to is not None and (self.was.ref, self.was.text, self.was.kind) == (
            self.to.ref,
            self.to.text,
            self.to.kind,
        )

    def told(self) -> str:
        """What became of it, in a few words; "" where nothing did."""
        if self.to is None:
            return _("gone: its answers are kept aside")
        parts = []
        if self.to.ref != self.was.ref:
            parts.append(_("another reference"))
        if self.to.text != self.was.text:
            parts.append(_("other words"))
        if self.to.kind != self.was.kind:
            parts.append(_("answered in another way: answers that do not fit are asked about"))
        return ", ".join(parts)


class LedAlreadyError(DeskError):
    def __init__(self, version: str, ref: str, to: str) -> None:
        super().__init__(
            _(
                "{ref} of version {version} leads to {to} already, and two answers cannot stand in one place. Nothing was "
                "changed; lead {ref} elsewhere first."
            ).format(ref=ref, version=version, to=to)
        )


class ClosedError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("This version is closed, so where older answers lead stays as it is. Make it live again first.")
        )


def versions_before(desk: Desk, questionnaire: Questionnaire) -> list[str]:
    """The versions whose answers lead into this one, newest first."""
    led = {one.from_version for one in _maps(desk, questionnaire)}
    there = [one.version for one in rows.find(desk.db, Questionnaire, ref=questionnaire.ref)]
    return [version for version in reversed(there) if version in led]


def led_from(desk: Desk, questionnaire: Questionnaire, version: str) -> list[Led]:
    """Every question of the older version, in its order, and where its answers lead."""
    from assurance_desk.domain.design_alike import most_alike

    older = rows.one(desk.db, Questionnaire, ref=questionnaire.ref, version=version)
    if older is None:
        return []
    now = {question.ref: question for question in questionnaire.questions()}
    maps = {one.from_question: one for one in _maps(desk, questionnaire) if one.from_version == version}
    free = [one for one in now.values() if one.ref not in {led.to_question for led in maps.values()}]
    found = []
    for question in older.questions():
        one = maps.get(question.ref)
        to = now.get(one.to_question) if one else None
        perhaps = most_alike(question, free) if to is None else None
        found.append(Led(one.id if one else "", version, question, to, perhaps))
    return found


def new_in(desk: Desk, questionnaire: Questionnaire, version: str) -> list[Question]:
    """The questions to which no answer of the older version leads."""
    led = {one.to_question for one in _maps(desk, questionnaire) if one.from_version == version}
    return [one for one in questionnaire.questions() if one.ref not in led]


def lead(desk: Desk, questionnaire: Questionnaire, version: str, ref: str, to: str) -> None:
    """Answers to ``ref`` of the older version lead to ``to`` of this one from now on, or nowhere ("").

    Raises:
        DeskError: another question leads there, or this version is closed.
    """
    if questionnaire.status == CLOSED:
        raise ClosedError
    maps = [one for one in _maps(desk, questionnaire) if one.from_version == version]
    taken = next((one for one in maps if to and one.to_question == to and one.from_question != ref), None)
    if taken:
        raise LedAlreadyError(version, taken.from_question, to)
    found = next((one for one in maps if one.from_question == ref), None)
    if (found.to_question if found else "") == to:
        return
    made = found or QuestionMap(
        id=f"{questionnaire.id}:{version}:{ref}",
        questionnaire_ref=questionnaire.ref,
        from_version=version,
        to_version=questionnaire.version,
        from_question=ref,
        to_question="",
    )
    words = (
        _("Lead {ref} of version {version} to {to}") if to else _("Lead {ref} of version {version} nowhere")
    )
    with desk.step(words.format(ref=ref, version=version, to=to)):
        rows.put(desk.db, replace(made, to_question=to))


def _maps(desk: Desk, questionnaire: Questionnaire) -> list[QuestionMap]:
    return rows.find(
        desk.db, QuestionMap, questionnaire_ref=questionnaire.ref, to_version=questionnaire.version
    )
