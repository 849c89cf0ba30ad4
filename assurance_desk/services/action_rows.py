"""All actions as the Actions page looks at them: read again only where a step touched them, filtered and grouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assurance_desk.domain import wording
from assurance_desk.domain.action_filter import (
    BY_MEETING,
    BY_ORGANISATION,
    BY_OWNER,
    BY_REVIEW,
    BY_THEME,
    ActionFilter,
    every_word,
    themes_of,
)
from assurance_desk.domain.actions import overdue_days
from assurance_desk.domain.changes import Changes
from assurance_desk.services import register
from assurance_desk.services.desk import Desk
from assurance_desk.services.register import ActionRow
from assurance_desk.texts import _

AROUND = (
    "review",
    "recommendation",
    "recommendation_link",
    "organisation",
    "organisation_name",
    "outcome",
    "meeting",
)
"""Tables whose changes may show in any row."""
_LAST = 1
"""Groups of rows that have none of what they are grouped by come last."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is worked out of a row once: it is asked for at every key typed."""

    late: bool
    owner: str
    owned: bool
    themes: tuple[str, ...]


class ActionRows:
    """``rows`` in the order of the register, ``late`` how many of them are overdue."""

    def __init__(self) -> None:
        self.rows: list[ActionRow] = []
        self.late = 0
        self._facts: dict[str, Facts] = {}
        self._held: dict[str, str] = {}
        self._today: date | None = None

    def read(self, desk: Desk, changes: Changes | None) -> None:
        """Read all; where a step only touched actions that are here already, those alone."""
        today = desk.clock.today()
        if (
            changes is None
            or changes.touches(*AROUND)
            or today != self._today
            or not self._some(desk, changes, today)
        ):
            self._today = today
            self.rows = register.all_actions(desk)
            self._facts = {row.id: _facts(row, today) for row in self.rows}
            self._held = {}
        self.late = sum(one.late for one in self._facts.values())

    def _some(self, desk: Desk, changes: Changes, today: date) -> bool:
        wanted = changes.ids("action")
        now = register.some_actions(desk, wanted) if wanted else {}
        if not now.keys() == wanted <= self._facts.keys():
            return False
        if now:
            self.rows = [now.get(row.id, row) for row in self.rows]
        for row in now.values():
            self._facts[row.id] = _facts(row, today)
            self._held.pop(row.id, None)
        return True

    def pressing(self, rows: Sequence[ActionRow]) -> str:
        """The one of these to look at first, by its id: overdue, else by its state."""
        late = next((row.id for row in rows if self._facts[row.id].late), "")
        if late or not rows or self._today is None:
            return late
        found = register.most_pressing([row.action for row in rows], self._today)
        return found.id if found else ""

    # ------------------------------------------------------------ what there is to choose from

    def owners(self) -> list[str]:
        return sorted({one.owner for one in self._facts.values()}, key=str.casefold)

    def reviews(self) -> list[str]:
        return list(dict.fromkeys(row.review for row in self.rows if row.review))

    def organisations(self) -> list[str]:
        return sorted({row.organisation for row in self.rows if row.organisation}, key=str.casefold)

    def themes(self) -> list[str]:
        return sorted({theme for one in self._facts.values() for theme in one.themes}, key=str.casefold)

    # ------------------------------------------------------------ filtering and grouping

    def passes(self, wanted: ActionFilter) -> Callable[[ActionRow], bool] | None:
        """None where nothing is left out."""
        tests = [test for asked, test in self._tests(wanted) if asked]
        return (lambda row: all(test(row) for test in tests)) if tests else None

    def _tests(self, wanted: ActionFilter) -> list[tuple[object, Callable[[ActionRow], bool]]]:
        """The quickest first: the words are looked at last."""
        words = wanted.words.casefold().split()
        return [
            (wanted.delivery, lambda row: row.action.delivery == wanted.delivery),
            (wanted.kind, lambda row: row.action.kind == wanted.kind),
            (wanted.review, lambda row: row.review == wanted.review),
            (wanted.organisation, lambda row: row.organisation == wanted.organisation),
            (wanted.overdue, lambda row: self._facts[row.id].late),
            (wanted.unowned, lambda row: not self._facts[row.id].owned),
            (wanted.owner, lambda row: self._facts[row.id].owner == wanted.owner),
            (wanted.theme, lambda row: wanted.theme in self._facts[row.id].themes),
            (words, lambda row: every_word(words, self._words(row))),
        ]

    def _words(self, row: ActionRow) -> str:
        if row.id not in self._held:
            self._held[row.id] = _held(row)
        return self._held[row.id]

    def group(self, by: str) -> Callable[[ActionRow], tuple[Any, str]] | None:
        """From a row to what its group sorts by and is called."""
        order = {name: at for at, name in enumerate(self.reviews())}
        ways: dict[str, Callable[[ActionRow], tuple[Any, str]]] = {
            BY_REVIEW: lambda row: ((0, order.get(row.review, len(order)), ""), row.review or _("No review")),
            BY_OWNER: lambda row: (
                (int(not self._facts[row.id].owned), 0, self._facts[row.id].owner.casefold()),
                self._facts[row.id].owner,
            ),
            BY_ORGANISATION: lambda row: _named(row.organisation, _("No lead organisation")),
            BY_THEME: lambda row: _named(", ".join(self._facts[row.id].themes), _("No theme")),
            BY_MEETING: _born,
        }
        return ways.get(by)


def _facts(row: ActionRow, today: date) -> Facts:
    action = row.action
    return Facts(
        overdue_days(action, today) > 0,
        wording.owner(action),
        wording.has_owner(action),
        themes_of(row.themes),
    )


def _named(name: str, without: str) -> tuple[Any, str]:
    return ((0, 0, name.casefold()), name) if name else ((_LAST, 0, ""), without)


def _born(row: ActionRow) -> tuple[Any, str]:
    """Meetings by their day, the latest first; what was not born at one comes last."""
    if row.born is None:
        return (_LAST, 0, ""), _("Not born at a meeting")
    return (0, -row.born.toordinal(), row.born_at), row.born_at


def _held(row: ActionRow) -> str:
    action = row.action
    parts = (
        row.review, row.recommendation, row.organisation, row.themes, row.born_at, action.ref, action.text,
        action.owner_role, action.lead, wording.due(action), action.delivery, action.delivery_note, action.kind,
    )  # fmt: skip
    return "\n".join(parts).casefold()
