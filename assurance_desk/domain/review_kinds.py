"""The kind of a review, as its title and opening words tell it."""

from __future__ import annotations

import re

_KINDS = (
    ("Local child safeguarding practice review", r"\bLCSPRs?\b|child safeguarding practice review"),
    ("Serious Case Review", r"\bSCRs?\b|serious case review"),
    ("Safeguarding Adults Review", r"\bSARs?\b|safeguarding adults? review"),
    (
        "Domestic abuse related death review",
        r"\bDARDRs?\b|\bDHRs?\b|domestic (?:homicide|abuse related death) review",
    ),
    ("Rapid review", r"rapid review"),
    ("Prevention of Future Deaths report", r"prevention of future deaths"),
    ("Multi-agency audit", r"multi-agency audit"),
    ("Inspection", r"\binspection\b"),
)


def kind_in(words: str) -> str:
    """One of ``REVIEW_KINDS``; "Other" where the words name none."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, words, re.IGNORECASE)), "Other")
