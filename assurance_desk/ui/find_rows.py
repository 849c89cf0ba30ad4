"""What the Ctrl+K box offers, as rows: pages, commands, and what the workbook holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from assurance_desk.services.desk import Desk
from assurance_desk.texts import _
from assurance_desk.ui.find_box import MORE
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages_list import PAGES, page_key
from assurance_desk.ui.shell import Command

if TYPE_CHECKING:
    from assurance_desk.services.find import Group

Go = Callable[[str, str], object]
Rows = list[tuple[ListRow, Command]]
OF_EACH, OF_ONE = 3, 200
"""Hits shown of each kind, and of one kind asked for."""
FIRST = 4
"""Pages and commands that stand before what the workbook holds."""


def pages(go: Go) -> Rows:
    return [
        (
            ListRow(id=f"page {entry.name}", title=_(entry.name), strong=False, right=page_key(number)),
            Command(_(entry.name), partial(go, entry.name, "")),
        )
        for number, entry in enumerate(PAGES, 1)
    ]


def beginning(offered: Rows, typed: str) -> Rows:
    """Those whose words begin as typed: most often they are meant."""
    return [pair for pair in offered if pair[0].title.casefold().startswith(typed.casefold())][:FIRST]


def holding(offered: Rows, typed: str) -> Rows:
    """The others that hold what was typed."""
    before = {pair[0].id for pair in beginning(offered, typed)}
    return [
        pair for pair in offered if typed.casefold() in pair[0].title.casefold() and pair[0].id not in before
    ]


def records(desk: Desk, typed: str, go: Go, *, only: str = "") -> Sequence[tuple[str, Rows]]:
    """By kind, each with the way to all of its hits; or all of one kind."""
    from assurance_desk.services import (
        find,  # loaded once somebody searches, or the window has been there a while
    )

    found = find.groups(desk, typed, limit=OF_ONE if only else OF_EACH, only=only)
    return [(_heading(group), [*_hits(group, go), *([] if only else _more(group))]) for group in found]


def _count(group: Group) -> str:
    return _("more than {n}").format(n=f"{group.total - 1:,}") if group.more else f"{group.total:,}"


def _heading(group: Group) -> str:
    return f"{group.heading}: {_count(group)}" if group.total > 1 else group.heading


def _hits(group: Group, go: Go) -> Rows:
    return [
        (
            ListRow(
                id=f"{number} {one.page} {one.record_id} {group.table}",
                ref=one.ref,
                title=one.title,
                sub=one.words,
                strong=False,
                found=one.spans,
                found_in_title=one.title_spans,
            ),
            Command(one.title, partial(go, one.page, one.record_id)),
        )
        for number, one in enumerate(group.found)
    ]


def _more(group: Group) -> Rows:
    if group.total <= len(group.found):
        return []
    words = _("Show the first {n}") if group.total > OF_ONE else _("Show all {n}")
    said = words.format(n=min(group.total, OF_ONE))
    return [(ListRow(id=f"{MORE}{group.table}", title=said, strong=False), Command(said, lambda: None))]
