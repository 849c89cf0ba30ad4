"""Every word of the workbook, found as it is typed: an FTS5 index that lives as long as the workbook is open.

It is a temporary table, so that it weighs nothing in the file or in a copy that is mailed, holds nothing that was
removed for ever, serves a reading copy alike, and can never be behind the rows: temporary triggers made with it follow
every write, undo and redo among them. It keeps no texts (``content=''``): a hit is a row's number, read where it stands.
Filling it takes half a second for 125,000 rows, in slices, after the window is there.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from sqlite_utils import Database

RANKED_BELOW = 500
"""So many hits of one kind are still ranked; beyond them the newest come first: ranking 100,000 took 100 ms."""
COUNTED = 2000
"""Hits of one kind are counted no further."""
SLICE = 400
MOST_WORDS, MOST_LETTERS = 8, 60
_SHIFT = 40


@dataclass(frozen=True, slots=True)
class Source:
    """A table and what is searched of it: ``name`` counts eight times, ``lists`` hold JSON, whose texts are taken.

    ``again`` mostly says what the first of ``words`` says, and is read only where it does not.
    """

    table: str
    name: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.name, *self.words, *self.again, *self.lists)

    def texts(self, row: str) -> str:
        """The two columns of the index, in SQL; ``row`` is ``new`` or the table."""
        name = [f"coalesce({row}.\"{one}\", '')" for one in self.name]
        words = [f"coalesce({row}.\"{one}\", '')" for one in self.words]
        words += [
            f'CASE WHEN {row}."{one}" IS NOT {row}."{self.words[0]}" THEN {row}."{one}" ELSE \'\' END'
            for one in self.again
        ]
        words += [_json_texts(f'{row}."{one}"') for one in self.lists]
        return ", ".join(" || ' ' || ".join(part) or "''" for part in (name, words))


def _json_texts(value: str) -> str:
    texts = f"SELECT group_concat(atom, ' ') FROM json_tree({value}) WHERE type = 'text'"  # noqa: S608  (our own names)
    return f"coalesce(CASE WHEN json_valid({value}) THEN ({texts}) END, '')"


SOURCES: tuple[Source, ...] = (
    Source("recommendation", ("ref", "title"), ("text", "themes", "addressed_to")),
    Source("action", ("ref", "text"), (
        "owner_role", "lead", "delivery_note", "success_measure", "evidence_required", "difference", "due_words",
        "words", "origin", "cadence", "no_impact",
    )),
    Source("review", ("ref", "title", "pseudonym"), (
        "context", "left_over", "note", "kind", "link", "themes", "whose", "incident_period", "slippage", "learning_shared",
    )),
    Source("response", (), ("text", "reason", "forum", "unsigned_reason")),
    Source("signature", ("partner",), ("role", "note")),
    Source("publication_step", ("text",), ("who", "note")),
    Source("evidence", ("title",), ("shows", "source", "query", "pointer", "file_name", "decided_by")),
    Source("progress_note", (), ("text", "fact")),
    Source("redating", (), ("reason",)),
    Source("postholder", ("person",), ("role",)),
    Source("judgement", (), ("basis", "dissent", "forum")),
    Source("impact_review", (), ("found", "waived")),
    Source("meeting", ("forum",), ("note", "chair", "place", "minutes_name")),
    Source("outcome", ("ref",), ("asked", "wording")),
    Source("challenge", (), ("asked", "answered", "evidence", "difference", "by_whom", "to_whom")),
    Source("planned_paper", ("title",), ("by_whom",)),
    Source("attendance", ("who",), ("organisation", "interests")),
    Source("organisation", ("ref", "name", "short_name"), ("districts", "note", "kind")),
    Source("organisation_name", ("name", "short_name")),
    Source("organisation_change", (), ("note",)),
    Source("service", ("name",)),
    Source("contact", ("name", "role"), ("email", "phone")),
    Source("questionnaire", ("ref", "title"), ("why", "round")),
    Source("paper", ("number", "title"), (
        "purpose", "presented_by", "sponsor", "consulted", "implications", "correction",
    ), ("words", "asks")),
    Source("return_", ("ref", "name"), ("note",)),
    Source("return_file", ("name",), ("message",)),
    Source("parcel", ("subject",), ("name", "sender_name", "sender")),
    Source("enclosure", ("name",)),
    Source("moderation", (), ("reason", "panel", "agreed", "challenge")),
    Source("correction", (), ("before", "after", "who", "reason")),
    Source("query", (), ("found", "reason", "decision", "decided_how")),
    Source("chaser", (), ("how", "note", "who")),
    Source("update_item", (), ("found", "decision")),
    Source("step", (), ("label",)),
    Source("answer", (), ("value", "agreed"), again=("found",)),
)  # fmt: skip
"""In the order they are read: answers, of which there are most, last."""
LATE = SOURCES[-1]
"""Thousands of answers are written at once: they are noted then, and indexed in an idle moment or before a search."""
NOT_SEARCHED = frozenset(
    {
        "chasing_step",
        "closure",
        "correction_book",
        "correction_item",
        "form_map",
        "forum",
        "evidence_link",
        "question_map",
        "recommendation_link",
        "recurrence",
        "set_aside",
        "term",
        "update_action",
        "update_copy",
        "update_request",
    }
)
"""Journaled tables that hold no words of their own, or words that stand in other records."""
_PLACE = {source.table: number for number, source in enumerate(SOURCES)}


def expression(typed: str) -> str:
    """What is typed as FTS5 asks for it: each word literally, the last one also as a beginning; "" for nothing to find."""
    clean = "".join(letter if letter.isprintable() else " " for letter in typed)
    clean = clean.encode("utf-8", "ignore").decode("utf-8")
    words = [word[:MOST_LETTERS] for word in clean.split() if any(letter.isalnum() for letter in word)]
    quoted = ['"' + word.replace('"', '""') + '"' for word in words[:MOST_WORDS]]
    return " ".join(quoted) + "*" if quoted else ""


class SearchIndex:
    """Made when first worked on; ``work`` until it says that the index is whole."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.begun = False
        self._waiting: list[tuple[Source, int]] = []

    @property
    def whole(self) -> bool:
        return self.begun and not self._waiting and not self._late()

    def work(self, seconds: float) -> bool:
        """Read rows into the index for about so long; True once all are in it. Outside any step."""
        until = time.monotonic() + seconds
        if not self.begun:
            self._begin()
        while self._waiting:
            source, last = self._waiting[0]
            reached = self._read(source, last)
            if reached is None:
                del self._waiting[0]
            else:
                self._waiting[0] = (source, reached)
            if time.monotonic() >= until:
                break
        while not self._waiting and self._take_late() and time.monotonic() < until:
            continue
        return self.whole

    def finish(self) -> None:
        while not self.work(1):
            continue

    def _begin(self) -> None:
        """All or nothing: the table, and the triggers that follow every write from here on."""
        with self._db.atomic():
            self._db.execute(
                "CREATE VIRTUAL TABLE temp.search USING fts5(name, words, content='', contentless_delete=1, "
                "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
            )
            self._db.execute("CREATE TEMP TABLE search_late (row INTEGER PRIMARY KEY)")
            self._db.execute("INSERT INTO search(search, rank) VALUES ('rank', 'bm25(8.0, 1.0)')")
            for source in SOURCES:
                self._follow(source)
        self._waiting = [(source, 0) for source in SOURCES]
        self.begun = True

    def _follow(self, source: Source) -> None:
        base = _base(source.table)
        differs = " OR ".join(f'old."{one}" IS NOT new."{one}"' for one in source.columns)
        out = f"DELETE FROM search WHERE rowid = {base} + old.rowid;"  # noqa: S608  (our own names)
        taken = f"INSERT INTO search (rowid, name, words) VALUES ({base} + new.rowid, {source.texts('new')});"  # noqa: S608
        if source is LATE:
            # not OR IGNORE, which gives way to the clause of whatever statement set the trigger off
            taken = (
                "INSERT INTO search_late SELECT new.rowid"
                " WHERE NOT EXISTS (SELECT 1 FROM search_late WHERE row = new.rowid);"
            )
        gone = "DELETE FROM search_late WHERE row = old.rowid;" if source is LATE else ""
        for event, when, does in (
            ("INSERT", "", taken),
            ("UPDATE", f"WHEN {differs}", out + taken),
            ("DELETE", "", out + gone),
        ):
            self._db.execute(
                f"CREATE TEMP TRIGGER search_{source.table}_{event.lower()} AFTER {event} "
                f'ON main."{source.table}" {when} BEGIN {does} END'
            )

    def _late(self) -> bool:
        return self._db.execute("SELECT 1 FROM search_late LIMIT 1").fetchone() is not None

    def _take_late(self) -> bool:
        """The next answers that were written since; whether there were any."""
        with self._db.atomic():
            rows = self._db.execute(f"SELECT row FROM search_late LIMIT {SLICE}").fetchall()  # noqa: S608
            if not rows:
                return False
            some = json.dumps([row[0] for row in rows])
            self._db.execute(
                f"INSERT OR REPLACE INTO search (rowid, name, words) SELECT {_base(LATE.table)} + t.rowid, "  # noqa: S608
                f'{LATE.texts("t")} FROM main."{LATE.table}" t WHERE t.rowid IN (SELECT value FROM json_each(?))',
                [some],
            )
            self._db.execute("DELETE FROM search_late WHERE row IN (SELECT value FROM json_each(?))", [some])
        return True

    def _read(self, source: Source, last: int) -> int | None:
        """The next rows after ``last``; the last one read, None where there were none."""
        table = f'main."{source.table}"'
        with self._db.atomic():
            reached = self._db.execute(
                f"SELECT max(rowid) FROM (SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {SLICE})",  # noqa: S608  (our own names)
                [last],
            ).fetchone()[0]
            if reached is None:
                return None
            self._db.execute(
                f"INSERT OR REPLACE INTO search (rowid, name, words) SELECT {_base(source.table)} + t.rowid, "  # noqa: S608
                f"{source.texts('t')} FROM {table} t WHERE t.rowid > ? AND t.rowid <= ?",
                [last, reached],
            )
        return int(reached)

    # ------------------------------------------------------------ asking

    def tables(self, wanted: str) -> list[str]:
        """Those that hold what ``expression`` gave: from the first hit of one straight to the first of the next."""
        while self._take_late():
            continue
        found: list[str] = []
        low = 0
        while (row := self._first(wanted, low)) is not None:
            place = row >> _SHIFT
            found.append(SOURCES[place].table)
            low = (place + 1) << _SHIFT
        return found

    def _first(self, wanted: str, low: int) -> int | None:
        found = self._db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? ORDER BY rowid LIMIT 1",
            [wanted, low],
        ).fetchone()
        return None if found is None else int(found[0])

    def count(self, table: str, wanted: str) -> int:
        """How many rows of a table hold it, counted no further than one beyond COUNTED."""
        low, high = _range(table)
        found = self._db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)",
            [wanted, low, high, COUNTED + 1],
        ).fetchone()
        return int(found[0])

    def hits(self, table: str, wanted: str, count: int, limit: int) -> list[int]:
        """Row numbers of the table: the best first where there are few, else the newest."""
        low, high = _range(table)
        order = "rank" if count <= RANKED_BELOW else "rowid DESC"
        found = self._db.execute(
            f"SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY {order} LIMIT ?",  # noqa: S608
            [wanted, low, high, limit],
        )
        return [int(row[0]) - low for row in found]


def _base(table: str) -> int:
    return _PLACE[table] << _SHIFT


def _range(table: str) -> tuple[int, int]:
    return _base(table), _base(table) + (1 << _SHIFT) - 1
