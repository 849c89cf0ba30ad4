"""What came back, file by file, as a report a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assurance_desk.domain.dates import short_date
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.domain.returns import Query
    from assurance_desk.services.returns_import import ImportedFile


def status_words(status: str) -> str:
    return {
        "taken": _("taken in"),
        "staged": _("in the tray, with something to decide"),
        "same": _("nothing new"),
        "refused": _("cannot be taken in"),
    }[status]


def counted(files: Sequence[ImportedFile]) -> str:
    """“12 taken in, 3 not taken”"""
    counts = Counter(one.status for one in files)
    return ", ".join(
        f"{counts[status]} {status_words(status)}"
        for status in ("taken", "staged", "same", "refused")
        if counts[status]
    )


def import_report(files: Sequence[ImportedFile], silent: Sequence[str] = ()) -> str:
    """``silent``: who has sent nothing at all."""
    head = plural("{n} file came back", "{n} files came back", len(files))
    found = sum(one.record.found for one in files)
    waits = sum(len(one.queries) for one in files)
    answers = plural("{n} answer found", "{n} answers found", found)
    left = plural("{n} thing to decide", "{n} things to decide", waits)
    parts = [f"{head}: {counted(files)}", f"{answers}; {left}", ""]
    for one in files:
        parts += [*_file(one), ""]
    parts += [_("No answers have come from {name} yet.").format(name=name) for name in silent]
    return "\n".join(parts).rstrip() + "\n"


def _file(one: ImportedFile) -> list[str]:
    came = short_date(one.record.received_on) if one.record.received_on else _("date unknown")
    lines = [f"{one.path.name} ({came})"]
    if one.whose:
        lines.append(f"  {one.whose.ref} {one.whose.name}: {status_words(one.status)}")
    else:
        lines.append(f"  {status_words(one.status)}")
    if one.message:
        lines.append(f"  {one.message}")
    if one.record.found:
        lines.append("  " + _counts(one))
    return lines + [f"    - {_problem(query)}" for query in one.queries]


def _counts(one: ImportedFile) -> str:
    record = one.record
    counts = (
        (record.recovered, _("{n} of them recovered")),
        (record.blank, _("{n} blank")),
        (record.unreadable, _("{n} unreadable")),
        (record.unrecognised, _("{n} not recognised")),
    )
    parts = [plural("{n} answer found", "{n} answers found", record.found)]
    return ", ".join(parts + [words.format(n=count) for count, words in counts if count])


def _problem(query: Query) -> str:
    where = " ".join(part for part in (query.question, query.row) if part)
    place = ", ".join(part for part in (query.sheet, query.cell) if part)
    reason = query.reason or query.expected
    return _("{where} ({place}): “{found}”. {reason}").format(
        where=where, place=place, found=query.found, reason=reason[:1].upper() + reason[1:]
    )
