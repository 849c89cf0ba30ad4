"""Evidence with the actions it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from assurance_desk.domain.actions import Action
from assurance_desk.domain.evidence import RECEIVED, Evidence, EvidenceLink
from assurance_desk.store import rows


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """``refs`` are its actions' references, ``action_ids`` their ids, ``reviews`` the names of their reviews."""

    evidence: Evidence
    refs: tuple[str, ...]
    action_ids: tuple[str, ...]
    reviews: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.evidence.id


_LINKS = """
SELECT l.evidence_id, a.ref, a.id, CASE r.pseudonym WHEN '' THEN r.title ELSE r.pseudonym END
FROM evidence_link l JOIN action a ON a.id = l.action_id JOIN review r ON r.id = a.review_id
ORDER BY r.position, a.position
"""


def table(db: Database) -> list[EvidenceRow]:
    """All of it, in the order it was kept."""
    links: dict[str, list[tuple[str, str, str]]] = {}
    for evidence_id, ref, action_id, review in db.execute(_LINKS):
        links.setdefault(str(evidence_id), []).append((str(ref), str(action_id), str(review)))
    return [_row(one, links.get(one.id, [])) for one in rows.find(db, Evidence)]


def _row(one: Evidence, links: list[tuple[str, str, str]]) -> EvidenceRow:
    reviews = tuple(dict.fromkeys(review for _ref, _id, review in links))
    return EvidenceRow(
        one, tuple(ref for ref, _id, _review in links), tuple(id_ for _ref, id_, _review in links), reviews
    )


def waiting(db: Database) -> int:
    """Pieces that were received and not decided on."""
    return int(db.execute("SELECT COUNT(*) FROM evidence WHERE state = ?", [RECEIVED]).fetchone()[0])


def of_action(db: Database, action_id: str) -> list[Evidence]:
    """What one action rests on, in the order it was kept."""
    ids = [link.evidence_id for link in rows.find(db, EvidenceLink, action_id=action_id)]
    found = [one for evidence_id in ids if (one := rows.one(db, Evidence, id=evidence_id)) is not None]
    return sorted(found, key=lambda one: one.position)


def of_actions(db: Database, action_ids: list[str]) -> list[Evidence]:
    """What any of these actions rests on, each piece once."""
    found = {one.id: one for action_id in action_ids for one in of_action(db, action_id)}
    return list(found.values())


def refs_among(db: Database, actions: Sequence[Action]) -> dict[str, tuple[str, ...]]:
    """Evidence id to the references of those of these actions that it serves."""
    found: dict[str, tuple[str, ...]] = {}
    for action in actions:
        for link in rows.find(db, EvidenceLink, action_id=action.id):
            found[link.evidence_id] = (*found.get(link.evidence_id, ()), action.ref)
    return found


def actions_of(db: Database, evidence_id: str) -> list[str]:
    """Ids of the actions a piece of evidence serves."""
    return [link.action_id for link in rows.find(db, EvidenceLink, evidence_id=evidence_id)]
