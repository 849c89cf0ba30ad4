"""Whether a workbook is sound from end to end, told in sentences."""

from __future__ import annotations

from typing import Any

from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, chain
from assurance_desk.store import checks as reads
from assurance_desk.texts import _, plural

Row = dict[str, Any]


def problems(desk: Desk) -> list[str]:
    """Everything wrong with the file, a sentence each; empty where nothing is.

    The file’s structure; every reference; the history: numbered without gaps, each change beginning where the
    one before it ended, the last leaving what is there now, each step proved by its hash; and that kept bytes still have their hash.
    """
    damaged = reads.integrity(desk.db)
    if damaged:
        return [_("The file’s structure is damaged: {finding}.").format(finding=one) for one in damaged]
    return [*_references(desk), *_numbers(desk), *_history(desk), *_chain(desk), *_bytes(desk)]


def _references(desk: Desk) -> list[str]:
    words = _("A record in “{table}” points to one in “{other}” that is not there.")
    return [words.format(table=table, other=other) for table, other in reads.broken_references(desk.db)]


def _numbers(desk: Desk) -> list[str]:
    words = _("The history is not whole: of {last} entries in “{table}”, {count} are there.")
    return [
        words.format(table=t, count=count, last=last) for t, count, last in reads.missing_numbers(desk.db)
    ]


def _history(desk: Desk) -> list[str]:
    """A record the history does not lead to was changed behind the program's back."""
    now = reads.rows_now(desk.db)
    found: dict[str, int] = {}
    known = set()
    for table, row_id, changes in reads.stories(desk.db):
        known.add((table, row_id))
        if not _leads_to(changes, now.get((table, row_id))):
            found[table] = found.get(table, 0) + 1
    for table, row_id in now:
        if (table, row_id) not in known:
            found[table] = found.get(table, 0) + 1
    return [
        plural(
            "{n} record in “{{table}}” is not what the history says it is.",
            "{n} records in “{{table}}” are not what the history says they are.",
            count,
        ).format(table=table)
        for table, count in found.items()
    ]


def _leads_to(changes: list[tuple[Row | None, Row | None]], now: Row | None) -> bool:
    befores = [before for before, _after in changes]
    afters = [after for _before, after in changes]
    return befores[0] is None and all(map(_same, [*befores[1:], now], afters))


def _same(one: Row | None, other: Row | None) -> bool:
    """Compared on the columns both have: a later version may have added some."""
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _chain(desk: Desk) -> list[str]:
    broken = chain.broken_at(desk.db)
    words = _(
        "Step {step} of the history is not what it was when it was kept, so nothing after it is proved either."
    )
    return [] if broken is None else [words.format(step=broken)]


def seal(desk: Desk) -> str:
    """The hash that stands for the whole history so far: the same workbook has the same, wherever it is."""
    return chain.seal(desk.db)


def _bytes(desk: Desk) -> list[str]:
    missing = _("The file of a record in “{table}” is not kept any more ({sha256}).")
    changed = _("A file kept in the workbook is no longer what it was when it came ({sha256}).")
    return [
        *(missing.format(table=table, sha256=sha256[:12]) for table, sha256 in reads.missing_bytes(desk.db)),
        *(changed.format(sha256=sha256[:12]) for sha256 in blobs.damaged(desk.db)),
    ]
