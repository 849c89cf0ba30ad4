"""Hits of the search box as they are shown: what each is called and which page and record it goes to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from assurance_desk.store.search import SOURCES


@dataclass(frozen=True, slots=True)
class Shown:
    """How rows of a table ``t`` are told, in SQL. ``ref`` of ``refs`` is what can be typed whole."""

    page: str
    ref: str
    title: str
    record: str = "t.id"
    joined: str = ""
    refs: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """``texts`` are the words that were searched, column by column."""

    table: str
    page: str
    ref: str
    title: str
    record_id: str
    texts: tuple[str, ...]


_ACTION = "JOIN action a ON a.id = t.action_id"
_OF_RETURN = "JOIN return_ r ON r.id = t.return_id"
_OF_MEETING = "JOIN meeting m ON m.id = t.meeting_id"
_OF_BODY = "JOIN organisation o ON o.id = t.organisation_id"
_OF_PARCEL = (
    "LEFT JOIN return_file f ON f.rowid = (SELECT min(rowid) FROM return_file WHERE parcel_id = t.id)"
    " LEFT JOIN return_ r ON r.id = f.return_id"
)
SHOWN: dict[str, Shown] = {
    "recommendation": Shown("Register", "t.ref", "coalesce(nullif(t.title, ''), t.text)", refs="ref"),
    "action": Shown("Actions", "t.ref", "t.text", refs="ref"),
    "review": Shown("Register", "t.ref", "coalesce(nullif(t.pseudonym, ''), t.title)", refs="ref"),
    "response": Shown(
        "Register", "r.ref", "coalesce(nullif(r.title, ''), r.text)", "r.id",
        "JOIN recommendation r ON r.id = t.recommendation_id",
    ),
    "publication_step": Shown(
        "Register", "v.ref", "t.text", "v.id", "JOIN review v ON v.id = t.review_id",
    ),
    "signature": Shown(
        "Register", "r.ref", "t.partner || ', ' || t.state", "r.id",
        "JOIN response p ON p.id = t.response_id JOIN recommendation r ON r.id = p.recommendation_id",
    ),
    "evidence": Shown("Evidence", "''", "t.title"),
    "progress_note": Shown("Actions", "a.ref", "a.text", "a.id", _ACTION),
    "redating": Shown("Actions", "a.ref", "a.text", "a.id", _ACTION),
    "postholder": Shown(
        "Actions", "''", "trim(t.person || ', ' || t.role, ', ')",
        "coalesce((SELECT a.id FROM action a WHERE a.owner_role = t.role ORDER BY a.position LIMIT 1), t.id)",
    ),
    "judgement": Shown(
        "Register", "coalesce(r.ref, a.ref)", "t.level", "coalesce(r.id, a.id)",
        "LEFT JOIN recommendation r ON r.id = t.recommendation_id LEFT JOIN action a ON a.id = t.action_id",
    ),
    "impact_review": Shown("Actions", "a.ref", "a.text", "a.id", _ACTION),
    "meeting": Shown("Meetings", 't."on"', "t.forum"),
    "outcome": Shown("Meetings", "t.ref", "t.outcome || ': ' || t.asked", "m.id", _OF_MEETING),
    "challenge": Shown(
        "Meetings", "coalesce(m.\"on\", t.asked_on, '')", "t.asked", "'challenge:' || t.id", f"LEFT {_OF_MEETING}"
    ),
    "planned_paper": Shown("Meetings", 'm."on"', "t.title", "m.id", _OF_MEETING),
    "attendance": Shown("Meetings", 'm."on"', "t.who", "m.id", _OF_MEETING),
    "organisation": Shown("Organisations", "t.ref", "t.name", refs="ref"),
    "organisation_name": Shown("Organisations", "o.ref", "o.name", "o.id", _OF_BODY),
    "organisation_change": Shown(
        "Organisations", "o.ref", "o.name", "o.id", "JOIN organisation o ON o.id = t.from_id"
    ),
    "service": Shown("Organisations", "o.ref", "o.name", "o.id", _OF_BODY),
    "contact": Shown(
        "Organisations", "o.ref", "trim(t.name || ', ' || t.role, ', ') || ' (' || o.name || ')'", "o.id", _OF_BODY
    ),
    "questionnaire": Shown("Questionnaires", "t.ref", "t.title", refs="ref"),
    "paper": Shown("Papers", "t.number", "t.title", refs="number"),
    "return_": Shown(
        "Returns", "q.ref || ' ' || t.ref", "t.name", "t.id",
        "JOIN questionnaire q ON q.id = t.questionnaire_id", refs="ref",
    ),
    "return_file": Shown(
        "Returns", "coalesce(r.ref, '')", "t.name", "coalesce(r.id, t.update_copy_id, t.id)",
        "LEFT JOIN return_ r ON r.id = t.return_id",
    ),
    "parcel": Shown(
        "Returns", "coalesce(r.ref, '')", "coalesce(nullif(t.subject, ''), t.name)",
        "coalesce(r.id, f.update_copy_id, f.id, t.id)", _OF_PARCEL,
    ),
    "enclosure": Shown(
        "Returns", "coalesce(r.ref, '')", "t.name", "coalesce(r.id, f.id, t.id)",
        "LEFT JOIN return_file f ON f.rowid = (SELECT min(rowid) FROM return_file WHERE parcel_id = t.parcel_id)"
        " LEFT JOIN return_ r ON r.id = coalesce(t.return_id, f.return_id)",
    ),
    "query": Shown("Returns", "r.ref", "r.name || ', ' || coalesce(nullif(t.row, ''), t.question)", "r.id", _OF_RETURN),
    "moderation": Shown(
        "Returns", "r.ref", "r.name || ', ' || coalesce(nullif(a.row, ''), a.question)", "r.id || '#' || a.id",
        "JOIN answer a ON a.id = t.answer_id JOIN return_ r ON r.id = a.return_id",
    ),
    "correction": Shown(
        "Returns", "r.ref", "r.name || ', ' || coalesce(nullif(t.row, ''), t.question)", "r.id", _OF_RETURN
    ),
    "chaser": Shown("Returns", "r.ref", "r.name", "r.id", _OF_RETURN),
    "update_item": Shown(
        "Returns", "c.ref", "c.name || coalesce(', ' || u.ref, '')", "c.id",
        "JOIN update_copy c ON c.id = t.copy_id LEFT JOIN update_action u ON u.id = t.update_action_id",
    ),
    "step": Shown("History", "substr(t.at, 1, 10)", "t.label", "t.id"),
    "answer": Shown(
        "Returns", "r.ref", "r.name || ', ' || coalesce(nullif(t.row, ''), t.question)", "r.id || '#' || t.id",
        _OF_RETURN,
    ),
}  # fmt: skip
_COLUMNS = {source.table: (*source.name, *source.words, *source.lists) for source in SOURCES}


def called(db: Database, table: str, typed: str, limit: int) -> list[int]:
    """Row numbers of records whose reference begins as typed, the shortest reference first."""
    column = SHOWN[table].refs
    literal = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found = db.execute(
        f'SELECT rowid FROM "{table}" WHERE "{column}" LIKE ? ESCAPE \'!\' '  # noqa: S608  (our own names)
        f'ORDER BY length("{column}"), "{column}" LIMIT ?',
        [f"{literal}%", limit],
    )
    return [int(row[0]) for row in found]


def shown(db: Database, table: str, numbers: list[int]) -> list[Hit]:
    """These rows, in the order asked for; one removed meanwhile is left out."""
    how = SHOWN[table]
    texts = ", ".join(f"coalesce(t.\"{one}\", '')" for one in _COLUMNS[table])
    found = db.execute(
        f'SELECT t.rowid, {how.ref}, {how.title}, {how.record}, {texts} FROM "{table}" t {how.joined} '  # noqa: S608
        f"WHERE t.rowid IN ({', '.join('?' * len(numbers))})",
        numbers,
    )
    held = {
        row[0]: Hit(
            table, how.page, str(row[1]), str(row[2]), str(row[3]), tuple(str(text) for text in row[4:])
        )
        for row in found
    }
    return [held[number] for number in numbers if number in held]
