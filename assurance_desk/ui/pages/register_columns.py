"""The columns of a table of actions, for the register and for the page of all actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt

from assurance_desk.domain import wording
from assurance_desk.domain.actions import DELIVERY_STATES, STANDING, Action, overdue_days
from assurance_desk.domain.fields import shown
from assurance_desk.services import records, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _
from assurance_desk.ui import paint
from assurance_desk.ui.table_model import Column, TableModel

Row = TypeVar("Row")
DELIVERY = "delivery"


def delivery_chip(action: Action, desk: Desk) -> tuple[str, str]:
    """A standing commitment has no end, so it shows no colour."""
    if action.kind == STANDING:
        return paint.PLAIN, _("Standing")
    return action.delivery, vocabularies.said(desk, vocabularies.DELIVERY, action.delivery)


class ActionModel(TableModel[Row]):
    """A table whose delivery cells are drawn as chips and edited as words."""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column[Row]],
        load: Callable[[], Sequence[Row]],
        action_of: Callable[[Row], Action],
    ) -> None:
        super().__init__(columns, load, tables=("action", "recommendation", "review", "organisation"))
        self.desk, self._action_of = desk, action_of
        self.delivery_column = next((at for at, one in enumerate(columns) if one.choices), -1)

    def cell(self, number: int, at: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and at == self.delivery_column:
            held = self._action_of(self.row(number)).delivery
            return vocabularies.said(self.desk, vocabularies.DELIVERY, held)
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.AccessibleTextRole
        return super().cell(number, at, role)


def action_columns(
    desk: Desk, action_of: Callable[[Row], Action], *, lead_width: float = 118, fact: bool = True
) -> list[Column[Row]]:
    """Reference, action, lead, first due, now due, delivery with its fact; edited through ``services.records``."""

    def write(field: str) -> Callable[[Row, str], object]:
        return lambda row, typed: records.edit_record(desk, action_of(row), field, typed)

    def lead(row: Row) -> str:
        return shown(action_of(row), "owner_role")

    first_due = _first_due(action_of)
    return [
        Column(_("Ref"), lambda row: action_of(row).ref, 56, sort=lambda row: ref_key(action_of(row).ref)),
        Column(_("Action"), lambda row: action_of(row).text, write=write("text")),
        Column(_("Lead"), lead, lead_width, write=write("owner_role"), muted=True),
        Column(_("First due"), first_due, 92, sort=_due_key(action_of, "first_due"), muted=True),
        _now_due(desk, action_of),
        _delivery(desk, action_of, write(DELIVERY), fact=fact),
    ]


def _now_due(desk: Desk, action_of: Callable[[Row], Action]) -> Column[Row]:
    def moved(row: Row) -> bool:
        action = action_of(row)
        return action.first_due is not None and action.due != action.first_due

    return Column(
        _("Now due"),
        lambda row: wording.due(action_of(row)),
        116,
        write=lambda row, typed: _write_due(desk, action_of(row), typed),
        sort=_due_key(action_of, "due"),
        strong=moved,
    )


def _delivery(
    desk: Desk, action_of: Callable[[Row], Action], write: Callable[[Row, str], object], *, fact: bool
) -> Column[Row]:
    def more(row: Row) -> str:
        action = action_of(row)
        return delivery_fact(action, desk) if fact else wording.overdue(action, desk.clock.today())

    return Column(
        _("Delivery"),
        lambda _row: "",
        180,
        write=write,
        choices=vocabularies.labels(desk, vocabularies.DELIVERY),
        chips=lambda row: [delivery_chip(action_of(row), desk)],
        more=more,
        sort=lambda row: DELIVERY_STATES.index(action_of(row).delivery),
    )


def _write_due(desk: Desk, action: Action, typed: str) -> object:
    field = "next_review" if action.kind == STANDING and action.next_review else "due"
    return records.edit_record(desk, action, field, typed.removeprefix(_("review ")))


def _first_due(action_of: Callable[[Row], Action]) -> Callable[[Row], str]:
    def words(row: Row) -> str:
        first = action_of(row).first_due
        return first.short if first else ""

    return words


def _due_key(action_of: Callable[[Row], Action], field: str) -> Callable[[Row], Any]:
    def key(row: Row) -> Any:
        when = getattr(action_of(row), field)
        return when.last_day if when else None

    return key


def delivery_fact(action: Action, desk: Desk) -> str:
    """What stands small beside the chip: days overdue first, then the officer's note."""
    late = wording.overdue(action, desk.clock.today())
    return ", ".join(part for part in (late, action.delivery_note) if part)


def is_overdue(action: Action, desk: Desk) -> bool:
    return overdue_days(action, desk.clock.today()) > 0


def ref_key(ref: str) -> tuple[tuple[int, str], ...]:
    """R3.10 after R3.9."""
    parts = ref.replace("R", "R.").split(".")
    return tuple((int(part), "") if part.isascii() and part.isdecimal() else (-1, part) for part in parts)
