"""The joined reads behind the register and the table of all actions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from assurance_desk.domain.actions import FINISHED, STANDING, Action, ProgressNote
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.responses import Response, latest
from assurance_desk.domain.reviews import Review
from assurance_desk.store import rows
from assurance_desk.store.lists.names import dated_names, finished_on


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """A review and how much hangs on it."""

    review: Review
    recommendations: int
    actions: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with the names it is shown beside; ``themes`` are its recommendation's.

    ``born_at`` is the meeting whose decision it was born of, ``born`` that meeting's day.
    """

    action: Action
    review: str
    recommendation: str
    organisation: str
    themes: str = ""
    born_at: str = ""
    born: date | None = None

    @property
    def id(self) -> str:
        return self.action.id


def reviews(db: Database) -> list[ReviewCounts]:
    counts = {
        row[0]: (row[1], row[2])
        for row in db.execute(
            "SELECT id, (SELECT count(*) FROM recommendation r WHERE r.review_id = review.id),"
            " (SELECT count(*) FROM action a WHERE a.review_id = review.id) FROM review"
        )
    }
    return [ReviewCounts(review, *counts[review.id]) for review in rows.find(db, Review)]


def actions(db: Database, today: date, only: list[str] | None = None) -> list[ActionRow]:
    """Every action of every review (or those of these ids), in the order of the register.

    Its lead organisation stands under its name of today, of a finished one under that of the day it was finished.
    """
    wanted = rows.find(db, Action) if only is None else rows.among(db, Action, only)
    names = {one.id: one.pseudonym or one.title for one in rows.find(db, Review)}
    places = {one.id: one.position for one in rows.find(db, Review)}
    titles = {
        row[0]: (row[1] or row[2], row[3])
        for row in db.execute("SELECT id, title, ref, themes FROM recommendation").fetchall()
    }
    meetings = _born(db)
    further = also_served(db)
    called, ended = dated_names(db), finished_on(db, today)
    found = [
        ActionRow(
            action,
            names.get(action.review_id, ""),
            "; ".join(titles[one][0] for one in _served(action, further)),
            called.called(action.lead_organisation_id, ended.get(action.id, today), short=True),
            titles.get(action.recommendation_id or "", ("", ""))[1],
            *meetings.get(action.outcome_id or "", ("", None)),
        )
        for action in wanted
    ]
    return sorted(found, key=lambda row: (places.get(row.action.review_id, 0), row.action.position))


def _served(action: Action, further: dict[str, list[str]]) -> list[str]:
    own = [action.recommendation_id] if action.recommendation_id else []
    return [*own, *further.get(action.id, ())]


def _born(db: Database) -> dict[str, tuple[str, date]]:
    """Of each decision: its meeting, as it is called, and the day."""
    found = db.execute(
        'SELECT o.id, m.forum, m."on" FROM outcome o JOIN meeting m ON m.id = o.meeting_id'
    ).fetchall()
    days = {row[2]: date.fromisoformat(row[2]) for row in found}
    return {row[0]: (f"{row[1]}, {long_date(days[row[2]])}", days[row[2]]) for row in found}


def overdue(db: Database, today: date) -> int:
    """How many actions are past their date and not finished. A month is over on its last day."""
    row = db.execute(
        "SELECT count(*) FROM action WHERE due IS NOT NULL AND kind != ?"
        " AND delivery NOT IN (SELECT value FROM json_each(?))"
        " AND due < CASE length(due) WHEN 7 THEN ? ELSE ? END",
        [STANDING, json.dumps(sorted(FINISHED)), today.isoformat()[:7], today.isoformat()],
    ).fetchone()
    return int(row[0])


def of_actions(db: Database, kind: type[Any], ids: list[str]) -> list[Any]:
    """Notes or judgements of these actions, in the order they were kept."""
    found: list[Any] = []
    for action_id in ids:
        found += rows.find(db, kind, action_id=action_id)
    return found


def notes(db: Database, ids: list[str]) -> list[ProgressNote]:
    """Newest first."""
    found: list[ProgressNote] = of_actions(db, ProgressNote, ids)
    return sorted(found, key=lambda note: note.on)[::-1]


def judgements(db: Database, recommendation_id: str | None, ids: list[str]) -> list[Judgement]:
    """On the recommendation and on these actions, newest first."""
    found: list[Judgement] = of_actions(db, Judgement, ids)
    if recommendation_id:
        found += rows.find(db, Judgement, recommendation_id=recommendation_id)
    return sorted(found, key=lambda one: one.on or date.min)[::-1]


def responses(db: Database, recommendation_id: str) -> list[Response]:
    """The latest version of each response to it."""
    return latest(rows.find(db, Response, recommendation_id=recommendation_id))


def also_served(db: Database) -> dict[str, list[str]]:
    """Action id to the ids of the further recommendations it serves."""
    found: dict[str, list[str]] = {}
    for link in rows.find(db, RecommendationLink):
        found.setdefault(link.action_id, []).append(link.recommendation_id)
    return found


def serving(db: Database, recommendation_id: str) -> list[Action]:
    """The actions that stand under a recommendation, then those that serve it too."""
    further = [
        rows.get(db, Action, link.action_id)
        for link in rows.find(db, RecommendationLink, recommendation_id=recommendation_id)
    ]
    return [*rows.find(db, Action, recommendation_id=recommendation_id), *further]


def further_of(db: Database, review_id: str) -> dict[str, list[Action]]:
    """Recommendation id of one review to the actions that serve it too, with its response's words for each: to look at."""
    found: dict[str, list[Action]] = {}
    for recommendation_id, action_id, words in db.execute(
        "SELECT l.recommendation_id, l.action_id, l.words FROM recommendation_link l"
        " JOIN recommendation r ON r.id = l.recommendation_id WHERE r.review_id = ? ORDER BY l.rowid",
        [review_id],
    ).fetchall():
        found.setdefault(recommendation_id, []).append(replace(rows.get(db, Action, action_id), words=words))
    return found


def recommendations(db: Database, review_id: str) -> list[Recommendation]:
    return rows.find(db, Recommendation, review_id=review_id)
