"""Words for states, counts and links: what more than one page or paper says, said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assurance_desk.domain.actions import (
    DELIVERY_STATES,
    LEARNING_POINT,
    OWNER_TO_BE_CONFIRMED,
    STANDING,
    Action,
    overdue_days,
)
from assurance_desk.texts import _, plural

_MARKS = ("***", "**", "__", "*", "_")


def without_emphasis(text: str) -> str:
    """The words without the asterisks or underscores that set a whole passage in italics or bold.

    For showing and printing only: what is kept stays as it was published.
    """
    words = text.strip()
    for mark in _MARKS:
        inner = words[len(mark) : -len(mark)]
        if words.startswith(mark) and words.endswith(mark) and inner.strip() and mark[0] not in inner:
            return inner.strip()
    if len(words) > 2 and words.endswith("**") and words.count("**") == 1:
        return words[:-2].rstrip()
    return words


def shortened(text: str, most: int) -> str:
    """On one line, at most ``most`` characters: what is left out leaves an …"""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Link:
    """``text[start:end]`` are words one action or several were taken from, the one of the fewest words first.

    ``ends`` are those whose words end here: where words overlap, a stretch may be part of longer ones.
    """

    start: int
    end: int
    action_ids: tuple[str, ...]
    ends: tuple[str, ...] = ()


def links_in(text: str, actions: Iterable[Action]) -> tuple[Link, ...]:
    """Where each action's own words stand in a text, in order and without overlap.

    Blanks, quotation marks and capitals may differ; where two actions' words overlap, they share that stretch.
    """
    found = [
        (place[1] - place[0], number, *place, action.id)
        for number, action in enumerate(actions)
        if (place := _find(text, action.words)) is not None
    ]
    found.sort()
    bounds = sorted({bound for one in found for bound in one[2:4]})
    links = []
    for start, end in pairwise(bounds):
        here = [one for one in found if one[2] <= start and end <= one[3]]
        if here:
            ids = tuple(one[4] for one in here)
            links.append(Link(start, end, ids, tuple(one[4] for one in here if one[3] == end)))
    return tuple(links)


def _find(text: str, words: str) -> tuple[int, int] | None:
    parts = words.split()
    if not parts:
        return None
    pattern = r"[\s*_]+".join(re.sub(r"['’‘\"“”]", "['’‘\"“”]", re.escape(part)) for part in parts)
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None


def delivery_counts(actions: Iterable[Action]) -> tuple[tuple[str, int], ...]:
    """How many actions stand in each delivery state, in the order of the scale; standing ones are not counted."""
    states = [action.delivery for action in actions if action.kind != STANDING]
    return tuple((state, states.count(state)) for state in DELIVERY_STATES if state in states)


def promises_and_actions(actions: Sequence[Action]) -> str:
    """Such as: 6 promises, 7 actions, 1 of them added since."""
    if not actions:
        return _("no action yet")
    promises = sum(1 for action in actions if action.words)
    standing = sum(1 for action in actions if action.kind == STANDING)
    points = sum(1 for action in actions if action.kind == LEARNING_POINT)
    done = len(actions) - standing - points
    parts = [plural("{n} promise", "{n} promises", promises)] if promises else []
    if done:
        parts.append(plural("{n} action", "{n} actions", done))
    if standing:
        parts.append(plural("{n} standing commitment", "{n} standing commitments", standing))
    if points:
        parts.append(plural("{n} learning point", "{n} learning points", points))
    words = ", ".join(parts)
    added = sum(1 for action in actions if not action.words)
    if added and promises:
        words += ", " + plural("{n} of them added since", "{n} of them added since", added)
    return words


def counts(actions: Sequence[Action]) -> str:
    """Such as: 6 promises, 4 actions, 2 without an owner."""
    ownerless = sum(1 for action in actions if not has_owner(action))
    words = promises_and_actions(actions)
    if ownerless:
        words += ", " + plural("{n} without an owner", "{n} without an owner", ownerless)
    return words


def source(action: Action) -> str:
    """Whose words an action has: what is ours and not the response's says so (DOMAIN: records and fields)."""
    if action.words:
        return _("Published: “{words}”. The rest is ours, not the response’s.").format(words=action.words)
    ours = _("Ours, not the response’s")
    return f"{ours}: {action.origin}" if action.origin else ours


def kind_and_lead(action: Action, kind: str = "") -> str:
    """Such as: Undertaking · Board communications; Learning point · without an owner. ``kind``: the workbook's word."""
    word = kind or _(action.kind)
    return f"{word[:1].upper()}{word[1:]} · {owner(action)}"


def owner(action: Action) -> str:
    """Who answers for it: the role, else the lead, else that there is nobody yet."""
    role = "" if action.owner_role.casefold() == OWNER_TO_BE_CONFIRMED else action.owner_role
    return role or action.lead or _("without an owner")


def has_owner(action: Action) -> bool:
    named = (action.owner_role, action.lead)
    return any(name and name.casefold() != OWNER_TO_BE_CONFIRMED for name in named)


def overdue(action: Action, today: date) -> str:
    """Such as: 12 days overdue; or nothing."""
    days = overdue_days(action, today)
    return plural("{n} day overdue", "{n} days overdue", days) if days else ""


def due(action: Action) -> str:
    """The date it is due now, or the words that stand for one."""
    if action.kind == STANDING and action.next_review:
        return _("review {when}").format(when=action.next_review.short)
    return action.due.short if action.due else action.due_words


def what_was_read(recommendations: int, responses: int, unplaced: int) -> str:
    """Such as: 3 recommendations, 3 responses, 1 paragraph not placed."""
    parts = [
        plural("{n} recommendation", "{n} recommendations", recommendations),
        plural("{n} response", "{n} responses", responses),
    ]
    if unplaced:
        parts.append(plural("{n} paragraph not placed", "{n} paragraphs not placed", unplaced))
    return ", ".join(parts)
