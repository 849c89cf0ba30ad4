"""What became of files brought in together, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from assurance_desk.services import corrections_back, updates_in
from assurance_desk.services.returns_tray import REFUSED, SAME_FILE, TrayFile
from assurance_desk.texts import _, plural


def told(trayed: Sequence[TrayFile]) -> str:
    """17 files: 8 to take in, 5 with something to decide, 1 stopped, 2 cannot be read, 1 with nothing new. 0 cells lost."""
    fates = [_fate(one) for one in trayed]
    words = (
        ("ready", _("{n} to take in")),
        ("decide", _("{n} with something to decide")),
        ("stopped", _("{n} stopped: may name a child")),
        ("refused", _("{n} that cannot be taken in")),
        ("same", _("{n} with nothing new")),
    )
    parts = [each.format(n=fates.count(fate)) for fate, each in words if fate in fates]
    files = plural("{n} file", "{n} files", len(trayed))
    lost = sum(one.record.lost for one in trayed if not (one.again or one.stopped))
    return f"{files}: {', '.join(parts)}. " + plural("{n} cell lost.", "{n} cells lost.", lost)


def waits(one: TrayFile) -> bool:
    """Whether something of it is to be decided first."""
    return _fate(one) in {"decide", "stopped"}


def _fate(one: TrayFile) -> str:
    if one.stopped:
        return "stopped"
    if one.again or one.record.status == SAME_FILE:
        return "same"
    if one.record.status == REFUSED:
        return "refused"
    queries = list(one.queries)
    doubts = len(queries) > len(corrections_back.ready(queries))
    items = list(one.items)
    return "decide" if doubts or len(updates_in.waiting(items)) > len(updates_in.ready(items)) else "ready"
