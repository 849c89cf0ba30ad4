"""Many actions changed at once: first looked at whole, each refusal named, then kept as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from assurance_desk.domain.actions import STANDING, Action, Redating
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.delivery import check_delivery
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.errors import DeskError
from assurance_desk.services import declared, vocabularies
from assurance_desk.services.action_dates import moved
from assurance_desk.services.desk import Desk
from assurance_desk.services.evidence import of_action
from assurance_desk.services.records_base import organisation_lookup
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

FIELDS = (
    "owner_role",
    "lead_organisation_id",
    "level",
    "delivery",
    "delivery_note",
    "due",
    "kind",
    "lead",
    "text",
)
"""What may be changed of many at once."""
MOST_REFS = 12
"""Actions named of those that are refused for the same reason."""
_DECLARED = {"delivery", "delivery_note", "kind"}
Wanted = Mapping[str, Mapping[str, str]]
"""Of each action by its id: what was typed, by field."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An action as it stands and as it would be, with the move of its date if it moves."""

    now: Action
    new: Action
    moves: tuple[Redating, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one action would stay as it is; ``field`` is what cannot stand there."""

    action: Action
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``same`` are those that hold already what was typed."""

    edited: tuple[Edited, ...]
    refused: tuple[Refused, ...]
    same: int

    @property
    def left(self) -> int:
        """How many actions would stay as they are because something cannot stand there."""
        return len({one.action.id for one in self.refused})

    def sentences(self) -> tuple[str, ...]:
        """Each reason once, with the other actions it holds for."""
        alike: dict[str, list[Refused]] = {}
        for one in self.refused:
            alike.setdefault(one.sentence.replace(one.action.ref, "\0"), []).append(one)
        return tuple(_said(held) for held in alike.values())


def plan(desk: Desk, ids: Iterable[str], typed: Mapping[str, str], reason: str = "") -> Plan:
    """The same for all of them. Nothing is written."""
    return plan_each(desk, dict.fromkeys(ids, typed), reason)


def plan_each(desk: Desk, wanted: Wanted, reason: str = "") -> Plan:
    """An action is changed in all that was typed for it, or refused. ``reason`` is why dates move."""
    found = {one.id: one for one in rows.among(desk.db, Action, wanted)}
    change = _changer(desk, reason)
    done: list[Edited] = []
    refused: list[Refused] = []
    same = 0
    for action_id, typed in wanted.items():
        if (now := found.get(action_id)) is None:
            continue
        made = change(now, typed)
        if isinstance(made, Refused):
            # Every field that cannot stand there by itself; where each could, what they are together.
            apart = [change(now, {name: words}) for name, words in typed.items()] if len(typed) > 1 else []
            refused += [one for one in apart if isinstance(one, Refused)] or [made]
        elif made.new == made.now:
            same += 1
        else:
            done.append(made)
    return Plan(tuple(done), tuple(refused), same)


def keep(desk: Desk, plan: Plan, label: str = "") -> Changes | None:
    """Write what can be changed, as one step.

    Raises:
        DeskError: the file cannot be written.
    """
    if not plan.edited:
        return None
    with desk.step(label or _label(plan)) as result:
        rows.put_many(desk.db, (one.new for one in plan.edited))
        rows.put_many(desk.db, (move for one in plan.edited for move in one.moves))
        for one in plan.edited:
            declared.follow(desk, one.now, one.new)
    return result.changes


def _changer(desk: Desk, reason: str) -> Callable[[Action, Mapping[str, str]], Edited | Refused]:
    lookup, offered = cache(organisation_lookup(desk)), cache(vocabularies.offered(desk))

    def one_field(now: Action, field: str, words: str) -> tuple[Action, list[Redating]]:
        if field == "due" and not (now.kind == STANDING and now.next_review):
            return moved(desk, now, words, reason)
        name = "next_review" if field == "due" else field
        return edited(now, name, words, lookup=lookup, offered=offered), []

    def change(now: Action, typed: Mapping[str, str]) -> Edited | Refused:
        new, field = now, ""
        moves: list[Redating] = []
        try:
            for field, words in typed.items():
                new, made = one_field(new, field, words)
                moves += made
            if typed.keys() & _DECLARED and new != now:
                field = "delivery"
                check_delivery(new, of_action(desk, new.id))
        except DeskError as error:
            return Refused(now, field, error.sentence)
        return Edited(now, new, tuple(moves))

    return change


def _label(plan: Plan) -> str:
    """Such as: Change 40 actions: owner (role), now due."""
    names = dict.fromkeys(
        name
        for one in plan.edited
        for name in (*FIELDS, "next_review")
        if getattr(one.now, name) != getattr(one.new, name)
    )
    fields = ", ".join(_lower(field_of(Action, name).words) for name in names)
    if len(plan.edited) == 1:
        return _("Change {ref}: {fields}").format(ref=plan.edited[0].now.ref, fields=fields)
    return f"{plural('Change {n} action', 'Change {n} actions', len(plan.edited))}: {fields}"


def _said(alike: list[Refused]) -> str:
    first, *others = alike
    if not others or first.action.ref not in first.sentence:
        return first.sentence
    refs = ", ".join(one.action.ref for one in others[:MOST_REFS])
    more = len(others) - MOST_REFS
    if more > 0:
        refs = _("{refs} and {n} more").format(refs=refs, n=more)
    return _("{sentence} The same holds for {refs}.").format(sentence=first.sentence, refs=refs)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
