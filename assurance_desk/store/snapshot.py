"""The joined reads behind an analysis and a paper: one query for each kind of thing, none for each return."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.conditions import conditions_of, deciding
from assurance_desk.domain.conditions import not_asked as conditions_unmet
from assurance_desk.domain.gaps import Asked
from assurance_desk.domain.organisations import Named, Names, Organisation, Service
from assurance_desk.domain.questionnaire import QuestionMap, Questionnaire, Slot
from assurance_desk.domain.returns import ANSWERED, ISSUED, OPEN, PART, TAKEN, Chaser, Query, Return
from assurance_desk.store import rows
from assurance_desk.store.lists.names import dated_names

Key = tuple[str, str, str, str]
TAKEN_BACK = "taken back"
"""The kind of what waits in the tray again: no query of anybody's, and never kept."""


def asked(db: Database, questionnaire_id: str, day: date, only: str = "") -> tuple[Asked, ...]:
    """Every return of a questionnaire in the order issued, under its organisation's name of that day.

    ``only``: the id of the one return wanted.
    """
    wanted = {"questionnaire_id": questionnaire_id, **({"id": only} if only else {})}
    returns = rows.find(db, Return, **wanted)
    organisations = {
        one.id: one for one in rows.among(db, Organisation, {one.organisation_id for one in returns})
    }
    services = {one.id: one for one in rows.find(db, Service)}
    dated = dated_names(db)
    taken = {
        row[0]
        for row in db.execute(
            "SELECT r.id FROM return_ r WHERE r.id IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM answer a WHERE a.return_id = r.id)",
            [json.dumps([one.id for one in returns])],
        )
    }
    older = not_asked(db, questionnaire_id)
    return tuple(
        replace(
            _asked(
                one, _then(organisations[one.organisation_id], dated, day), services, taken=one.id in taken
            ),
            not_asked=older.get(one.id, ()),
        )
        for one in returns
        if one.organisation_id in organisations
    )


def not_asked(db: Database, questionnaire_id: str) -> dict[str, tuple[str, ...]]:
    """By return: the questions it was not asked, because its version had none or its own answers say so."""
    live = rows.get(db, Questionnaire, questionnaire_id)
    older = _older_version(db, live)
    spared = _conditions_unmet(db, live)
    return {one: (*older.get(one, ()), *spared.get(one, ())) for one in older.keys() | spared.keys()}


def _conditions_unmet(db: Database, live: Questionnaire) -> dict[str, tuple[str, ...]]:
    conditions = conditions_of(live)
    if not conditions:
        return {}
    said: dict[str, dict[Slot, str]] = {}
    for (return_id, *slot), (value, state) in answers(db, live.id, deciding(conditions)).items():
        if state == ANSWERED:
            said.setdefault(return_id, {})[Slot(*slot)] = value
    return {one: conditions_unmet(conditions, values) for one, values in said.items()}


def _older_version(db: Database, live: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Questions that only the newer version has, where every file of it taken in is of an older one."""
    versions: dict[str, set[str]] = {}
    for return_id, version in db.execute(
        "SELECT f.return_id, f.version FROM return_file f JOIN return_ r ON r.id = f.return_id"
        " WHERE r.questionnaire_id = ? AND f.status = 'taken' AND f.version != ''",
        [live.id],
    ):
        versions.setdefault(return_id, set()).add(version)
    maps = rows.find(db, QuestionMap, questionnaire_ref=live.ref, to_version=live.version)
    had: dict[str, set[str]] = {}
    for one in maps:
        had.setdefault(one.from_version, set()).add(one.to_question)
    return {
        return_id: tuple(
            q.ref for q in live.questions() if not any(q.ref in had[version] for version in found)
        )
        for return_id, found in versions.items()
        if found <= had.keys()
    }


def _then(organisation: Organisation, dated: Names, day: date) -> Named:
    return dated.on(organisation.id, day) or organisation


def _asked(
    one: Return,
    organisation: Named,
    services: dict[str, Service],
    *,
    taken: bool,
) -> Asked:
    service = services.get(one.service_id or "")
    short = organisation.short_name or organisation.name
    here = one.state in (PART, TAKEN) or (one.state == ISSUED and one.received_on is not None)
    return Asked(
        id=one.id,
        ref=one.ref,
        name=f"{short}: {service.name}" if service else organisation.name,
        short=f"{short}: {service.name}" if service else short,
        organisation_id=one.organisation_id,
        organisation=organisation.name,
        organisation_short=short,
        state=one.state,
        service=service.name if service else "",
        came=taken or here,
        taken=taken,
        note=one.note,
        not_sent=one.not_sent and not (taken or here),
    )


def answers(db: Database, questionnaire_id: str, questions: tuple[str, ...]) -> dict[Key, tuple[str, str]]:
    """Value (as agreed, where it was moderated) and state, by return, question, row and column.

    Of these questions alone, without comments, evidence and plans: a matrix of 300 returns is read at once.
    """
    sql = (
        'SELECT a.return_id, a.question, a.row, a."column",'
        " CASE a.agreed WHEN '' THEN a.value ELSE a.agreed END, a.state"
        " FROM return_ r JOIN answer a ON a.return_id = r.id WHERE r.questionnaire_id = ?"
        " AND a.question IN (SELECT value FROM json_each(?))"
        " AND a.\"column\" NOT IN ('comment', 'evidence', 'plan')"
    )
    return {row[:4]: row[4:] for row in db.execute(sql, [questionnaire_id, json.dumps(questions)])}


def moderated(db: Database, questionnaire_id: str) -> tuple[int, int]:
    """How many answers were agreed at moderation, and how many of them differ from the sender's own."""
    sql = (
        "SELECT count(*), coalesce(sum(a.agreed != a.value), 0) FROM return_ r JOIN answer a ON a.return_id = r.id"
        " WHERE r.questionnaire_id = ? AND a.agreed != ''"
    )
    agreed, changed = db.execute(sql, [questionnaire_id]).fetchone()
    return int(agreed), int(changed)


def answered_questions(db: Database, return_ids: tuple[str, ...]) -> set[tuple[str, str]]:
    """(return, question) wherever a return answers anything, comments apart."""
    sql = (
        "SELECT DISTINCT return_id, question FROM answer"
        " WHERE return_id IN (SELECT value FROM json_each(?)) AND value != ''"
        " AND \"column\" NOT IN ('comment', 'evidence', 'plan') AND state IN ('answered', 'not applicable')"
    )
    return {(row[0], row[1]) for row in db.execute(sql, [json.dumps(return_ids)])}


def kept_answers(db: Database, questionnaire_id: str) -> tuple[tuple[str, ...], ...]:
    """Every answer with where it was found and how: ``returns_kept.KeptAnswer``, as plain tuples."""
    sql = (
        'SELECT a.return_id, a.question, a.row, a."column",'
        " CASE a.agreed WHEN '' THEN a.value ELSE a.agreed END, a.found, a.state, a.how, a.source"
        " FROM return_ r JOIN answer a ON a.return_id = r.id WHERE r.questionnaire_id = ?"
    )
    return tuple(db.execute(sql, [questionnaire_id]).fetchall())


def queries(db: Database, questionnaire_id: str) -> list[Query]:
    """Every query on a return of the questionnaire, in the order of the returns."""
    wanted = {one.id for one in rows.find(db, Return, questionnaire_id=questionnaire_id)}
    return [one for one in rows.find(db, Query) if one.return_id in wanted]


def in_doubt(db: Database, questionnaire_id: str, return_id: str = "") -> list[Query]:
    """What is no blank though nothing is held there: open queries, and what was taken back and waits to be taken in again.

    ``return_id``: of that return alone.
    """
    found = [one for one in queries(db, questionnaire_id) if one.status == OPEN]
    return [one for one in (*found, *_taken_back(db, questionnaire_id)) if return_id in ("", one.return_id)]


def _taken_back(db: Database, questionnaire_id: str) -> list[Query]:
    """An answer a file in the tray gave once and gives no longer, of a return of which others are held."""
    files = db.execute(
        "SELECT f.id, f.return_id FROM return_file f JOIN return_ r ON r.id = f.return_id "
        "WHERE r.questionnaire_id = ? AND f.status = 'staged' AND f.correction_id IS NULL AND r.state IN (?, ?)",
        [questionnaire_id, TAKEN, PART],
    ).fetchall()
    if not files:
        return []
    whose = dict(files)
    gone = db.execute(
        "SELECT DISTINCT json_extract(before, '$.file_id'), json_extract(before, '$.question'), "
        "json_extract(before, '$.row'), json_extract(before, '$.column') FROM change "
        "WHERE table_name = 'answer' AND after IS NULL "
        "AND json_extract(before, '$.file_id') IN (SELECT value FROM json_each(?))",
        [json.dumps(list(whose))],
    )
    return [
        Query(
            id="",
            return_id=whose[file],
            file_id=file,
            kind=TAKEN_BACK,
            question=question,
            row=row,
            column=column,
        )
        for file, question, row, column in gone
    ]


def chasers(db: Database, questionnaire_id: str) -> list[Chaser]:
    wanted = {one.id for one in rows.find(db, Return, questionnaire_id=questionnaire_id)}
    return [one for one in rows.find(db, Chaser, order="on") if one.return_id in wanted and one.done]


def questionnaires(db: Database) -> list[Questionnaire]:
    """Those issued to anyone, newest issue first."""
    used = {row[0] for row in db.execute("SELECT DISTINCT questionnaire_id FROM return_")}
    kept = [one for one in rows.find(db, Questionnaire) if one.id in used]
    return sorted(kept, key=lambda one: (one.issued_on or date.min, one.ref, one.version), reverse=True)
