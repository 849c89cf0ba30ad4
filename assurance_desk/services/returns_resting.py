"""What was built on answers since they were taken in: what stays as it is, and what moves, if they are taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.parcels import Enclosure
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import CLOSED_QUERY, Query, Return, ReturnFile
from assurance_desk.services import carry_forward, gaps, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class Taken:
    """What would be taken back: ``files`` of one return, and the ``slots`` of which nothing is left. ``first``: when the
    first of it was taken in, in ISO form, "" where nobody knows.
    """

    record: Return
    asked: Questionnaire
    files: tuple[ReturnFile, ...]
    slots: frozenset[Slot]
    first: str

    @property
    def since(self) -> date | None:
        return datetime.fromisoformat(self.first).astimezone().date() if self.first else None

    @property
    def recommendations(self) -> set[str]:
        """Whose carrying out these answers test."""
        found = {self.asked.recommendation_id} if self.asked.recommendation_id else set()
        tested = {slot.question for slot in self.slots}
        return found.union(
            *(question.recommendation_ids for question in self.asked.questions() if question.ref in tested)
        )


def rests(desk: Desk, taken: Taken) -> tuple[str, ...]:
    """A line each."""
    return (
        *_of_files(desk, taken),
        *_evidence(desk, taken.record),
        *_carried(desk, taken),
        *_papers(desk, taken),
        *_judgements(desk, taken),
        *_actions(desk, taken),
    )


def _of_files(desk: Desk, taken: Taken) -> list[str]:
    ids = {one.id for one in taken.files}
    queries = [one for one in rows.find(desk.db, Query, return_id=taken.record.id) if one.file_id in ids]
    decided = sum(one.status == CLOSED_QUERY for one in queries)
    books = [
        one for one in rows.find(desk.db, CorrectionBook, return_id=taken.record.id) if one.file_id in ids
    ]
    told = []
    if decided:
        told.append(plural("{n} doubt about it was decided", "{n} doubts about it were decided", decided))
    if books:
        told.append(
            plural(
                "{n} correction workbook was made of it",
                "{n} correction workbooks were made of it",
                len(books),
            )
        )
    return told


def _evidence(desk: Desk, record: Return) -> list[str]:
    enclosed = rows.find(desk.db, Enclosure, return_id=record.id)
    told = []
    if enclosed:
        told.append(
            plural(
                "{n} file came with this return as evidence",
                "{n} files came with this return as evidence",
                len(enclosed),
            )
        )
    made = [one.evidence_id for one in enclosed if one.evidence_id]
    told += [
        _("the evidence “{title}” was made of one of them").format(title=found.title)
        for one in made
        if (found := rows.one(desk.db, Evidence, id=one)) is not None
    ]
    return told


def _carried(desk: Desk, taken: Taken) -> list[str]:
    """A later round’s copy went out with these answers in it."""
    told = []
    for asked in rows.find(desk.db, Questionnaire, last_round_id=taken.asked.id):
        for copy in rows.find(desk.db, Return, questionnaire_id=asked.id):
            carried = carry_forward.carried_of(desk, copy) if copy.carried_sha256 else None
            if carried is None or carried.return_id != taken.record.id:
                continue
            words = plural(
                "{n} of its answers was carried into the copy of {{ref}} {{version}} that went out",
                "{n} of its answers were carried into the copy of {{ref}} {{version}} that went out",
                len(carried.values),
            )
            told.append(words.format(ref=asked.ref, version=asked.version))
    return told


def _papers(desk: Desk, taken: Taken) -> list[str]:
    """Papers on the questionnaire issued since: they keep their figures and their bytes."""
    return [
        _("“{title}” was issued on {day} and keeps its figures").format(
            title=one.title, day=long_date(one.issued_on)
        )
        for one in rows.find(desk.db, Paper, questionnaire_id=taken.asked.id)
        if one.issued_on is not None
        and one.issued_sha256
        and (taken.since is None or one.issued_on >= taken.since)
    ]


def _judgements(desk: Desk, taken: Taken) -> list[str]:
    """What was judged since of the recommendations these answers test."""
    told = []
    for one in sorted(taken.recommendations):
        found = rows.one(desk.db, Recommendation, id=one)
        for made in rows.find(desk.db, Judgement, recommendation_id=one) if found else []:
            if made.on is None or (taken.since is not None and made.on < taken.since):
                continue
            told.append(_judged(desk, made, found.ref if found else ""))
    return told


def _judged(desk: Desk, made: Judgement, ref: str) -> str:
    assert made.on is not None
    if made.scrutineer and made.level == NOT_RATED:
        words = _("the scrutineer’s opinion on {ref} was given on {day}")
    elif made.scrutineer:
        words = _("the scrutineer’s opinion on {ref}, {level}, was given on {day}")
    else:
        words = _("{ref} was judged {level} on {day}")
    level = vocabularies.word(desk, vocabularies.ASSURANCE, made.level, made.on)
    return words.format(ref=ref, level=level, day=long_date(made.on))


def _actions(desk: Desk, taken: Taken) -> list[str]:
    """What this organisation leads for the recommendations these answers test."""
    found = [
        one.ref
        for recommendation in sorted(taken.recommendations)
        for one in rows.find(desk.db, Action, recommendation_id=recommendation)
        if one.lead_organisation_id == taken.record.organisation_id
    ]
    if not found:
        return []
    words = plural(
        "{n} action of theirs serves the same recommendation: {{refs}}",
        "{n} actions of theirs serve the same recommendation: {{refs}}",
        len(found),
    )
    return [words.format(refs=", ".join(found))]


def moves(desk: Desk, taken: Taken) -> tuple[str, ...]:
    """What is counted anew without them, a line each. Every answer of the questionnaire is read for it."""
    drafts = [
        _("“{title}” is a draft and is counted anew").format(title=one.title)
        for one in rows.find(desk.db, Paper, questionnaire_id=taken.asked.id, status="draft")
    ]
    return (*_figures(desk, taken), *drafts)


def _figures(desk: Desk, taken: Taken) -> Sequence[str]:
    """Of the first table on the Gaps page."""
    main = gaps.analyse(desk, taken.asked.id).main
    row = next((one for one in main.rows if one.asked.id == taken.record.id), None) if main else None
    if main is None or row is None or row.total.silent:
        return []
    columns = (main.measure.column.key, main.measure.of.key)
    mine = {
        Slot(main.question.ref, group.ref, column)
        for group, cell in zip(main.groups, row.cells, strict=True)
        if not cell.silent
        for column in columns
    }
    gone = mine & taken.slots
    if not gone:
        return []
    now = of_words(main.whole.met, main.whole.of)
    left = of_words(main.whole.met - row.total.met, main.whole.of - row.total.of)
    words = _("{measure}: {now} {met} now, {left} without theirs")
    if gone != mine:
        words = _("{measure}: {now} {met} now, {theirs} of it theirs, which will change")
    elif main.whole.of == row.total.of:
        words = _("{measure}: {now} {met} now, no figures without theirs")
    theirs = of_words(row.total.met, row.total.of)
    return [words.format(measure=main.measure.title, now=now, met=main.measure.met, left=left, theirs=theirs)]
