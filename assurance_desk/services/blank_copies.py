"""A blank copy of each questionnaire as issued, kept outside history: by it the reader tells our words from theirs.

One that was not kept, or was written by another version of the program or before the questionnaire changed, is
written anew by whoever needs it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import assurance_desk
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, settings

FILE_NAME = ".blank.xlsx"


def keep(desk: Desk, questionnaire: Questionnaire, data: bytes) -> None:
    settings.put(desk.db, _key(questionnaire), f"{_design(questionnaire)} {blobs.keep(desk.db, data)}")


def kept(desk: Desk, questionnaires: Iterable[Questionnaire]) -> dict[str, bytes]:
    """Bytes by questionnaire id, of those that would be written the same today."""
    found: dict[str, bytes] = {}
    for one in questionnaires:
        design, _space, sha256 = settings.get(desk.db, _key(one)).partition(" ")
        if design and design == _design(one):
            try:
                data = blobs.read(desk.db, sha256)
            except LookupError:  # written anew instead
                continue
            if hashlib.sha256(data).hexdigest() == sha256:
                found[one.id] = data
    return found


def _key(questionnaire: Questionnaire) -> str:
    return f"blank copy of {questionnaire.id}"


def _design(questionnaire: Questionnaire) -> str:
    return hashlib.sha256(f"{assurance_desk.__version__} {questionnaire!r}".encode()).hexdigest()
