"""What a person decides of a doubt, as buttons: their cell, our reading, how sure and why, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import CellRule
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.values import candidates
from assurance_desk.domain.returns import ANSWERED_QUERY, ASKED, Answer, Query, Return, ReturnFile
from assurance_desk.domain.returns_plan import DIFFERENCE, UNRECOGNISED
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_decide import of_one_cause, of_the_same
from assurance_desk.services.returns_tray import finding_of
from assurance_desk.services.returns_words import shown, what_of
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Option:
    """A decision as a button: ``value`` None keeps things as they are; ``entry`` asks for a value to be typed."""

    words: str
    value: str | None = None
    suggested: bool = False
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says: its name, the day it came, sheet, cell and the words there. ``file`` "" where it was no file."""

    file: str
    on: date | None
    sheet: str
    cell: str
    found: str


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to decide: their cell, our reading, how sure and why, and what can be done."""

    query: Query
    ref: str
    what: str
    reading: str
    why: str
    options: tuple[Option, ...]
    choices: tuple[str, ...] = ()
    stage: str = ""
    """How far it is with the sender: asked on a day, or answered."""
    alike: int = 0
    """In how many other returns the same stands in answer to the same question."""
    of_cause: int = 0
    """How many others of its sheet are doubted for the same reason alone."""
    differ: tuple[Said, Said] | None = None
    """Where two files of one return differ: what was there before, and what this one says."""


def reviews(
    desk: Desk, asked: Questionnaire, rules: dict[Slot, CellRule], queries: list[Query], record: Return
) -> tuple[Review, ...]:
    """Of the open queries of a return, in the order they stand."""
    same = of_the_same(desk, record.id, queries)
    return tuple(
        _with_others(desk, review(asked, rules, one, record), len(others) - 1)
        for one, others in zip(queries, same, strict=True)
    )


def _with_others(desk: Desk, made: Review, others: int) -> Review:
    query = made.query
    return replace(
        made,
        alike=others,
        of_cause=len(of_one_cause(desk, query)) - 1,
        differ=_differ(desk, query) if query.kind == DIFFERENCE and query.stage != ANSWERED_QUERY else None,
        stage=_stage(query),
    )


def _differ(desk: Desk, query: Query) -> tuple[Said, Said] | None:
    """Both files' cells, so that neither has to be opened; None where what is held is of no file."""
    files = {one.id: one for one in lists.files(desk.db, query.return_id)}
    here = files.get(query.file_id or "")
    held = lists.answers(desk.db, query.return_id).get(query.slot)
    before = _of_answer(held, files) if held is not None else _of_staged(desk, query, files)
    if here is None or before is None:
        return None
    return before, Said(here.name, here.received_on, query.sheet, query.cell, query.found)


def _of_answer(held: Answer, files: dict[str, ReturnFile]) -> Said | None:
    file = files.get(held.file_id or "")
    sheet, _mark, cell = held.source.rpartition("!")
    return Said(file.name, file.received_on, sheet, cell, held.found or held.value) if file and cell else None


def _of_staged(desk: Desk, query: Query, files: dict[str, ReturnFile]) -> Said | None:
    """The first of the other files that waits and says something there."""
    for file in files.values():
        if file.id == query.file_id or not file.finding_sha256:
            continue
        said = next(
            (one for one in finding_of(desk, file).answers if one.slot == query.slot and one.found), None
        )
        if said is not None:
            return Said(file.name, file.received_on, said.sheet, said.cell, said.found)
    return None


def _stage(query: Query) -> str:
    if query.stage == ASKED and query.asked_on:
        return _("asked {day}, not back yet").format(day=long_date(query.asked_on))
    if query.stage == ANSWERED_QUERY and query.answered_on:
        return _("corrected by them {day}").format(day=long_date(query.answered_on))
    return ""


def _corrected(asked: Questionnaire, rule: CellRule | None, query: Query) -> Review:
    """What they wrote in the correction workbook, to be taken; it is taken with the rest where nothing speaks against it."""
    number = rule is not None and rule.kind in ("whole", "whole_or")
    another = Option(_("Enter another figure") if number else _("Enter another answer"), entry=True)
    leave = Option(_("Leave it unanswered"), None)
    reading = shown(asked, query.slot, query.answer_reading)
    takes = (
        (
            Option(
                _("Take {value}").format(value=_short(reading)),
                query.answer_reading,
                suggested=not query.answer_why,
            ),
        )
        if reading
        else ()
    )
    before = _("before, they wrote “{found}”").format(found=_short(plain(query.found)))
    why = f"{query.answer_why}; {before}" if query.answer_why else before
    now = replace(query, found=query.answer, sure=1 if query.answer_why else 3)
    choices = rule.choices if rule and rule.kind == "choice" else ()
    return Review(
        now,
        query.question,
        what_of(asked, query.slot),
        reading or _("Cannot be read"),
        why,
        (*takes, another, leave),
        choices,
    )


def review(asked: Questionnaire, rules: dict[Slot, CellRule], query: Query, record: Return) -> Review:
    rule = rules.get(query.slot) if query.question else None
    ref = query.question or record.ref
    if query.kind == UNRECOGNISED:
        what = (
            _("A row that was not asked for: “{text}”")
            if query.question
            else _("Words we did not ask for: “{text}”")
        )
        keep = Option(_("Keep as a note"), None)
        return Review(
            query,
            ref,
            what.format(text=_short(plain(query.found))),
            _("No answer of ours"),
            query.reason,
            (keep,),
        )
    if not query.question:
        yes = Option(_("Yes, it is from {name}").format(name=record.name), record.ref)
        no = Option(_("No, take nothing from it"), None)
        return Review(query, ref, _("Whose return is this?"), record.name, query.reason, (yes, no))
    if query.stage == ANSWERED_QUERY:
        return _corrected(asked, rule, query)
    reading = shown(asked, query.slot, query.reading)
    options, telling = _options(asked, rule, query, reading)
    choices = rule.choices if rule and rule.kind == "choice" else ()
    return Review(query, ref, what_of(asked, query.slot), telling, query.reason, options, choices)


def _options(
    asked: Questionnaire, rule: CellRule | None, query: Query, reading: str
) -> tuple[tuple[Option, ...], str]:
    number = rule is not None and rule.kind in ("whole", "whole_or")
    another = Option(_("Enter another figure") if number else _("Enter another answer"), entry=True)
    leave = Option(_("Leave it unanswered"), None)
    if query.kind == DIFFERENCE:
        other = shown(asked, query.slot, query.other)
        if not query.reading:  # a "No" where only Yes is asked for
            none = Option(_("Take {value}: not chosen").format(value=_short(query.found)), query.found)
            keep = Option(_("Keep {value}").format(value=_short(other)), None)
            return (keep, none), _("{value} here, {other} before").format(value=query.found, other=other)
        return (
            (Option(_("Keep {value}").format(value=_short(other)), None),
             Option(_("Take {value}").format(value=_short(reading)), query.reading), another),
            _("{value} here, {other} before").format(value=reading, other=other),
        )  # fmt: skip
    if query.kind == f.CHECK:
        keep = Option(_("Keep {value} as typed").format(value=_short(reading)), query.reading)
        return (keep, another, leave), reading
    if reading:
        take = Option(
            _("Take {value}").format(value=_short(reading)), query.reading, suggested=query.sure > 1
        )
        return (take, another, leave), reading
    fits = candidates(rule, query.found) if rule and rule.choices else ()
    takes = tuple(Option(_("Take {value}").format(value=one), one) for one in fits[:3])
    return (*takes, another, leave), _(", or ").join(fits[:3]) or _("Cannot be read")


def _short(text: str) -> str:
    return text if len(text) <= 32 else text[:31] + "…"
