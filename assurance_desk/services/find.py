"""What the Ctrl+K box finds in the workbook: every record's words, as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain import found_words
from assurance_desk.domain.dates import short_date
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services.desk import Desk
from assurance_desk.store import faults, rows, search
from assurance_desk.store.lists import find as lists
from assurance_desk.texts import _, later

QUESTION = "question"
KINDS: dict[str, str] = {
    "recommendation": later("Recommendations"),
    "action": later("Actions"),
    "review": later("Reviews"),
    "evidence": later("Evidence"),
    "progress_note": later("Progress notes"),
    "response": later("Responses"),
    "signature": later("Signatures of responses"),
    "publication_step": later("Steps to publication"),
    "meeting": later("Meetings"),
    "outcome": later("Decisions of meetings"),
    "challenge": later("Challenges"),
    "attendance": later("Who came to meetings"),
    "organisation": later("Organisations"),
    "organisation_name": later("Other names of organisations"),
    "organisation_change": later("Changes of organisations"),
    "service": later("Services"),
    "contact": later("Contacts"),
    "postholder": later("Postholders"),
    "judgement": later("Judgements"),
    "impact_review": later("Impact reviews"),
    "redating": later("Moves of dates"),
    "planned_paper": later("Papers expected"),
    "paper": later("Papers"),
    "questionnaire": later("Questionnaires"),
    QUESTION: later("Questions"),
    "return_": later("Returns"),
    "answer": later("Answers"),
    "moderation": later("Agreed at moderation"),
    "correction": later("Corrected"),
    "query": later("Queries on answers"),
    "return_file": later("Files that came back"),
    "parcel": later("E-mails that came"),
    "enclosure": later("Files that came with returns"),
    "update_item": later("Updates on actions"),
    "chaser": later("Chasing"),
    "step": later("History"),
}
"""In the order they are shown."""
SHORT_REF = 4
"""Letters a reference without a figure may have."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record, what it is called, and the page and record id to go to.

    ``words`` are those around what was typed, where the title is not the record's own or does not show it; ``spans`` say where it stands in
    them, ``title_spans`` in the title.
    """

    kind: str
    ref: str
    title: str
    page: str
    record_id: str
    words: str = ""
    spans: found_words.Spans = ()
    title_spans: found_words.Spans = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind, the first of ``total``; ``more`` where ``total`` was not counted to its end."""

    table: str
    heading: str
    total: int
    more: bool
    found: tuple[Found, ...]


def ready(desk: Desk, seconds: float) -> bool:
    """Read on in the workbook for about so long; True once all of it can be found.

    Raises:
        DeskError: a part of the file cannot be read.
    """
    if desk.journal.open:
        return False  # what is read while a step is open would be lost with it
    with faults.sentences(desk.path):
        return desk.words.work(seconds)


def find(desk: Desk, typed: str, *, limit: int = 6) -> list[Found]:
    """Records whose words hold everything typed, the last word also as a beginning; at most ``limit`` of each kind."""
    desk.words.finish()
    return [one for group in groups(desk, typed, limit=limit) for one in group.found]


def groups(desk: Desk, typed: str, *, limit: int = 4, only: str = "") -> list[Group]:
    """As ``find``, by kind, of what has been read so far; ``only`` one kind. A reference typed whole puts its kind first."""
    wanted = search.expression(typed)
    if not wanted or not desk.words.begun:
        return []
    hit = set(desk.words.tables(wanted))
    kinds = [only] if only else list(KINDS)
    made = (_group(desk, table, typed, wanted, limit, hit=table in hit) for table in kinds)
    found = [group for group in made if group is not None]
    exact = typed.strip().casefold()
    return sorted(found, key=lambda group: all(one.ref.casefold() != exact for one in group.found[:1]))


def _group(desk: Desk, table: str, typed: str, wanted: str, limit: int, *, hit: bool) -> Group | None:
    if table == QUESTION:
        return _questions(desk, typed, limit)
    named = _called(desk, table, typed, limit)
    total = desk.words.count(table, wanted) if hit else 0
    numbers = list(dict.fromkeys([*named, *(desk.words.hits(table, wanted, total, limit) if total else [])]))
    if not numbers:
        return None
    hits = lists.shown(desk.db, table, numbers[:limit])
    return Group(
        table,
        _(KINDS[table]),
        max(total, len(numbers)),
        total > search.COUNTED,
        tuple(_found(hit, typed) for hit in hits),
    )


def _called(desk: Desk, table: str, typed: str, limit: int) -> list[int]:
    """By a reference, where what is typed may be the beginning of one: a single word, short or with a figure in it."""
    word = typed.strip()
    one_word = len(word.split()) == 1 and (len(word) <= SHORT_REF or any(letter.isdigit() for letter in word))
    return lists.called(desk.db, table, word, limit) if one_word and lists.SHOWN[table].refs else []


def _found(hit: lists.Hit, typed: str) -> Found:
    title, title_spans = found_words.excerpt(hit.title, typed)
    words, spans = "", found_words.NOWHERE
    seen = len(title_spans) + len(found_words.spans(hit.ref, typed))
    if hit.title not in hit.texts or seen < len(found_words.patterns(typed)):
        words, spans = found_words.excerpt(found_words.best(hit.texts, typed), typed)
    if not spans or words == title:
        words, spans = "", found_words.NOWHERE
    ref = short_date(date.fromisoformat(hit.ref)) if _is_day(hit.ref) else hit.ref
    return Found(hit.table, ref, title, hit.page, hit.record_id, words, spans, title_spans)


def _is_day(ref: str) -> bool:
    return len(ref) == 10 and ref[4] == ref[7] == "-" and ref.replace("-", "").isdigit()


def _questions(desk: Desk, typed: str, limit: int) -> Group | None:
    """Questions of the latest version of each questionnaire; going to one goes to its questionnaire."""
    words = typed.casefold().split()[: search.MOST_WORDS]
    latest = {one.ref: one for one in rows.find(desk.db, Questionnaire)}
    found = []
    for questionnaire in latest.values():
        for question in questionnaire.questions():
            held = f"{questionnaire.ref} {question.ref} {question.heading} {question.text}".casefold()
            if all(word in held for word in words):
                title, spans = found_words.excerpt(question.heading or question.text, typed)
                ref = f"{questionnaire.ref} {question.ref}"
                page = "Questionnaires"
                found.append(Found(QUESTION, ref, title, page, questionnaire.id, title_spans=spans))
    found.sort(key=lambda one: not one.ref.casefold().endswith(f" {words[-1]}"))
    if not found:
        return None
    return Group(QUESTION, _(KINDS[QUESTION]), len(found), more=False, found=tuple(found[:limit]))
