"""The one definition of a return that was asked for and of one that came, for every list that counts either."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

CAME = (
    "(r.state IN ('part', 'taken in') OR (r.state = 'issued' AND r.received_on IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM answer a WHERE a.return_id = r.id))"
)
"""Of a row ``r`` of ``return_``: something readable is here. A refusal to answer is a reply, and no return."""
ASKED = f"(r.state != 'exempt' AND (r.drafted_on IS NULL OR r.sent_on IS NOT NULL OR {CAME}))"
"""Whom the denominators count: neither those let off nor those whose message has not left."""
_COUNTS = f"""
SELECT r.questionnaire_id, COUNT(r.issued_on), COALESCE(SUM({ASKED}), 0), COALESCE(SUM({ASKED} AND {CAME}), 0),
  COALESCE(SUM(r.state = 'declined' AND NOT {CAME}), 0), COALESCE(SUM(r.state = 'exempt'), 0),
  COALESCE(SUM(r.state = 'taken in' AND {ASKED}), 0)
FROM return_ r GROUP BY 1
"""  # noqa: S608  (fixed texts)


@dataclass(frozen=True, slots=True)
class Came:
    """Returns of one questionnaire. ``asked``: all but the ``exempt`` and the not yet sent; ``copies`` issued; ``came`` of
    them; ``declined`` sent nothing; ``taken`` are taken in whole.
    """

    copies: int = 0
    asked: int = 0
    came: int = 0
    declined: int = 0
    exempt: int = 0
    taken: int = 0


def counts(db: Database) -> dict[str, Came]:
    """By the questionnaire's id."""
    return {str(row[0]): Came(*(int(n) for n in row[1:])) for row in db.execute(_COUNTS)}
