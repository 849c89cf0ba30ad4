"""What is typed or noted by hand is looked through as returned files are: before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assurance_desk.domain.names_scan import TYPED, Look, Text, hits_of, why_words
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services import protected_names
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import NotAnAnswerError
from assurance_desk.store import rows
from assurance_desk.texts import _


class NamesTypedError(NotAnAnswerError):
    """Answers that seem to name a child. ``problems``: slot to what was seen in it."""

    def __init__(self, problems: Mapping[Slot, str]) -> None:
        super().__init__(problems)
        slot, seen = next(iter(problems.items()))
        where = " ".join(part for part in (slot.question, slot.row) if part)
        words = _(
            "{where} seems to name a child ({seen}). Nothing was stored; write “a child” or “a family” in its place."
        )
        self.sentence = words.format(where=where, seen=seen)
        self.args = (self.sentence,)


class NoReasonGivenError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("Say in a few words why it names no child: the reason is kept. Nothing was stored.")
        )


class NamesInNoteError(DeskError):
    def __init__(self, seen: str) -> None:
        words = _(
            "The note or the file’s name seems to name a child ({seen}). Nothing was stored; say it without."
        )
        super().__init__(words.format(seen=seen))


def seen_in(desk: Desk, text: str) -> str:
    """What seems to name a child in a text, in words that can be shown; "" for nothing."""
    found = hits_of([Text(TYPED, "", "", text)], looking(desk))
    return "; ".join(dict.fromkeys(why_words(hit.why) for hit in found))


def looking(desk: Desk, gone: Iterable[str] = ()) -> Look:
    """Looks for what a returned file is looked through for, and for the words ``gone`` besides."""
    # The list of names is unlocked and locked again without a step: what is looked for is told apart by it.
    wanted = f"looked for in what is typed, {hash(protected_names.spellings(desk))}"
    names, known, plain = desk.once(wanted, lambda: _looked_for(desk))
    return Look(names, known, gone) if gone else plain


def _looked_for(desk: Desk) -> tuple[tuple[str, ...], frozenset[str], Look]:
    from assurance_desk.services.names_reading import known_words

    asked = tuple(ExpectedReturn(one.id, one.ref, one.code, one.name) for one in rows.find(desk.db, Return))
    wanted = Expected(
        tuple(rows.find(desk.db, Questionnaire)), {}, (), {"": asked},
        names=protected_names.spellings(desk), pseudonyms=protected_names.pseudonyms(desk),
    )  # fmt: skip
    known = known_words(wanted)
    return wanted.names, known, Look(wanted.names, known)


def look_at_answers(desk: Desk, answers: Mapping[Slot, str], how: str) -> None:
    """``how``: where they come from, as typed.

    Raises:
        NamesTypedError: one of them seems to name a child.
        NamesInNoteError: where they come from does.
    """
    look_at_note(desk, how)
    problems = {slot: seen for slot, text in answers.items() if (seen := seen_in(desk, text))}
    if problems:
        raise NamesTypedError(problems)


def looked_at(desk: Desk, answers: Mapping[Slot, str], how: str, no_child: str | None) -> str:
    """Answers typed, and how they are told. Gives how they are told once somebody said that they name no child, with the
    reason, ``no_child``; None where nobody did.

    Raises:
        NamesTypedError: an answer seems to name a child, and nobody said that it does not.
        NamesInNoteError: where they come from, or the reason, does.
        NoReasonGivenError: no reason is given.
    """
    if no_child is None:
        look_at_answers(desk, answers, how)
        return how
    why = " ".join(no_child.split())
    if not why:
        raise NoReasonGivenError
    look_at_note(desk, how, why)
    told = _("looked at, names no child: {reason}").format(reason=why)
    return f"{how}; {told}" if how else told


def look_at_note(desk: Desk, *texts: str) -> None:
    """Raises:
    NamesInNoteError: one of them seems to name a child.
    """
    for text in texts:
        if seen := seen_in(desk, text):
            raise NamesInNoteError(seen)


def without_names(desk: Desk, typed: Mapping[Slot, str]) -> dict[Slot, str]:
    """What may be kept of answers half typed: what seems to name a child stays on the screen alone."""
    return {slot: text for slot, text in typed.items() if not seen_in(desk, text)}
