"""What the Ctrl+K box finds in the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import find as lists
from assurance_desk.texts import _

PAGES = {
    "recommendation": "Register",
    "action": "Actions",
    "organisation": "Organisations",
    "return_": "Returns",
    "paper": "Papers",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record, what it is called, and the page and record id to go to."""

    kind: str
    ref: str
    title: str
    page: str
    record_id: str


def find(desk: Desk, typed: str, *, limit: int = 6) -> list[Found]:
    """Records whose reference or words hold everything typed, at most ``limit`` of each kind."""
    words = typed.split()[:8]
    if not words:
        return []
    kinds = {
        "recommendation": _("Recommendation"),
        "action": _("Action"),
        "organisation": _("Organisation"),
        "return_": _("Return"),
        "paper": _("Paper"),
    }
    found = [
        Found(kinds[table], ref, " ".join(title.split()), page, row_id)
        for table, page in PAGES.items()
        for row_id, ref, title in lists.by_words(desk.db, table, words, limit)
    ]
    return found + _questions(desk, words, limit)


def _questions(desk: Desk, words: list[str], limit: int) -> list[Found]:
    """Questions of the latest version of each questionnaire; going to one goes to its questionnaire."""
    latest = {one.ref: one for one in rows.find(desk.db, Questionnaire)}
    found = []
    for questionnaire in latest.values():
        for question in questionnaire.questions():
            held = f"{questionnaire.ref} {question.ref} {question.heading} {question.text}".casefold()
            if all(word.casefold() in held for word in words):
                title = question.heading or question.text
                ref = f"{questionnaire.ref} {question.ref}"
                found.append(Found(_("Question"), ref, title, "Questionnaires", questionnaire.id))
    exact = words[-1].casefold()
    found.sort(key=lambda one: not one.ref.casefold().endswith(f" {exact}"))
    return found[:limit]
