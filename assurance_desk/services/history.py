"""What was done, when and by whom, and what it changed, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from assurance_desk.domain.changes import RowChange
from assurance_desk.domain.dates import When
from assurance_desk.domain.fields import FIELDS, NO, YES, Field
from assurance_desk.domain.moments import moment_words
from assurance_desk.domain.wording import shortened
from assurance_desk.services import history_sections
from assurance_desk.services.desk import Desk
from assurance_desk.store.lists import history as lists
from assurance_desk.store.tables import record_of
from assurance_desk.texts import _, later, plural

SUMMED_FROM = 10
"""Records of one step from which their counts are told first."""
_DONE = {
    "added": later("{things} added"),
    "changed": later("{things} changed"),
    "removed": later("{things} removed"),
}
_IDS = frozenset({"made_id", "update_copy_id", "correction_id", "answer_file_id"})
"""Columns that point at another record of the same step, and say nothing to a reader."""
SHOWN_ROWS = 60
"""Rows of one step told one by one; beyond them, how many of each kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as the page shows it. ``note`` says that it was taken back, or is itself a taking back."""

    id: str
    at: datetime
    user: str
    label: str
    note: str
    rows: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after; ``field`` is empty where the whole record came or went."""

    record: str
    field: str
    before: str
    after: str


def entries(desk: Desk, *, limit: int = 2000) -> list[Entry]:
    """Newest first, times as local ones."""
    return [_entry(row) for row in lists.steps(desk.db, limit)]


def _entry(row: lists.StepRow) -> Entry:
    labels = {"undo": _("Undo {label}"), "redo": _("Redo {label}")}
    # A reversal of an undo is a redo, whatever its kind is called.
    label = labels.get(row.kind, "{label}").format(label=row.label)
    note = _("taken back") if row.reversed_by else ""
    return Entry(str(row.id), datetime.fromisoformat(row.at).astimezone(), row.user, label, note, row.rows)


def told(desk: Desk, step_id: str) -> tuple[list[FieldChange], str]:
    """What one step changed, field by field, and a sentence for what was left out of the telling."""
    changes = lists.changes(desk.db, int(step_id), SHOWN_ROWS)
    names = lists.row_names(desk.db)
    found = [line for change in changes for line in _lines(change, names)]
    if len(changes) < SHOWN_ROWS:
        return found, ""
    rest: Counter[str] = Counter()
    for table, _what, count in _kinds(desk, step_id):
        rest[kind_words(table)] += count
    rest.subtract(kind_words(change.table) for change in changes)
    rest = +rest
    if not rest:
        return found, ""
    kinds = ", ".join(f"{count} × {kind}" for kind, count in rest.most_common())
    more = plural("and {n} record more", "and {n} records more", rest.total())
    return found, f"{more}: {kinds}"


def summed(desk: Desk, step_id: str) -> tuple[str, ...]:
    """What a step of many records did, by kind: "1,235 answers added"; nothing for a small step."""
    counted = _kinds(desk, step_id)
    if sum(count for _table, _what, count in counted) < SUMMED_FROM:
        return ()
    return tuple(
        _(_DONE[what]).format(things=f"{count:,} {kinds_words(table) if count > 1 else kind_words(table)}")
        for table, what, count in counted
    )


def _kinds(desk: Desk, step_id: str) -> list[tuple[str, str, int]]:
    """Counted once: an import may have touched fifty thousand records, and what a step did stays as it is."""
    return desk.once(f"kinds of step {step_id}", lambda: lists.kinds(desk.db, int(step_id)))


def kinds_words(table: str) -> str:
    """What a table's records are called, of many."""
    words = {
        "query": _("queries"), "evidence": _("pieces of evidence"), "planned_paper": _("papers expected"), "update_copy": _("updates asked for"),
        "update_action": _("actions asked about"), "update_item": _("filled cells of updates"),
        "set_aside": _("likely promises set aside"), "chasing_step": _("steps of chasing"),
        "enclosure": _("files that came with returns"),
        "parcel": _("e-mails or folders of files"),
        "recommendation_link": _("links to recommendations"),
        "publication_step": _("steps to publication"), "recurrence": _("links to repeated recommendations"),
    }  # fmt: skip
    return words.get(table) or kind_words(table) + "s"


def kind_words(table: str) -> str:
    """What a table's records are called."""
    words = {
        "return_": _("return"),
        "return_file": _("file"),
        "parcel": _("e-mail or folder of files"),
        "enclosure": _("file that came with a return"),
        "organisation_name": _("name"),
        "organisation_change": _("change of organisations"),
        "progress_note": _("progress note"),
        "evidence_link": _("link of evidence"),
        "impact_review": _("impact review"),
        "recommendation_link": _("link to a recommendation"),
        "redating": _("move of a date"),
        "signature": _("signature"),
        "publication_step": _("step to publication"),
        "recurrence": _("link to a repeated recommendation"),
        "set_aside": _("likely promise set aside"),
        "question_map": _("question map"),
        "form_map": _("map of a form’s columns"),
        "update_request": _("asking for updates"),
        "update_copy": _("update asked for"),
        "update_action": _("action asked about"),
        "update_item": _("filled cell of an update"),
        "term": _("word"),
        "planned_paper": _("paper expected"),
        "correction_book": _("correction workbook"),
        "correction_item": _("questioned cell"),
        "chasing_step": _("step of chasing"),
    }
    return words.get(table) or _(table.replace("_", " "))


def _lines(change: RowChange, names: dict[str, str]) -> list[FieldChange]:
    row = change.after or change.before or {}
    name = record_words(change.table, row, names)
    if change.before is None:
        return [FieldChange(name, "", "", _held(change.table, row) or _("added"))]
    if change.after is None:
        return [FieldChange(name, "", "", _("removed"))]
    fields = fields_of(change.table)
    sections = history_sections.KEPT_IN.get(change.table, "")
    told = [
        FieldChange(name, *line)
        for line in history_sections.changed(change.before.get(sections), change.after.get(sections))
    ]
    return told + [
        FieldChange(
            name,
            fields[key].words if key in fields else key.replace("_", " "),
            value_words(fields.get(key), change.before.get(key), names),
            value_words(fields.get(key), value, names),
        )
        for key, value in change.after.items()
        if value != change.before.get(key) and key != sections and (key in fields or key not in _IDS)
    ]


def _held(table: str, row: dict[str, object]) -> str:
    """What an added record says, where that is one value; else empty."""
    if table != "answer":
        return ""
    value = row.get("agreed") or row.get("value") or row.get("found")
    return str(value) if value else _("left blank")


def fields_of(table: str) -> dict[str, Field]:
    """The fields of a table's records by name."""
    return {field.name: field for field in FIELDS.get(record_of(table), ())}


def record_words(table: str, row: dict[str, object], names: dict[str, str]) -> str:
    """What a record is and is called: "action R1.3"; ``names`` by id, for what a row refers to."""
    kind = kind_words(table)
    if table == "answer":
        at = row.get("row") or row.get("question")
        parts = (names.get(str(row.get("return_id")), ""), at, row.get("column"))
        return " ".join(str(part) for part in parts if part)
    for key in ("ref", "name", "title", "forum", "text", "role", "question", "word", "asked", "why", "found"):
        if row.get(key):
            return f"{kind} {shortened(str(row[key]), 60)}"
    return kind


def value_words(field: Field | None, value: object, names: dict[str, str]) -> str:
    """A column's value as a person would read it."""
    if value is None or value == "":
        return _("(empty)")
    kind = field.kind if field else ""
    if kind == "organisation":
        return names.get(str(value), str(value))
    if kind == "moment":
        return moment_words(str(value))
    if kind in ("date", "when"):
        return _date(str(value))
    if field and field.choices == (YES, NO):
        return YES if value else NO
    return str(value)


def _date(text: str) -> str:
    try:
        return When.from_iso(text).short
    except ValueError:
        return text
