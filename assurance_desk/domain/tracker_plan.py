"""A tracker's rows turned into records of the register, and the control totals that prove none was dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.review_kinds import kind_in
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_actions import Maker, Source
from assurance_desk.domain.tracker_leads import Leads
from assurance_desk.domain.tracker_rows import WHY_LEFT, Problem, TrackerRow, review_of
from assurance_desk.domain.tracker_totals import Totals, count
from assurance_desk.texts import _

_ALIKE = 92
_OWN_NUMBER = re.compile(
    r"(?:(?:recommendation|rec)\b\.?\s*(?:no\.?|number)?\s*|R\s?)?(\d{1,3}(?:\.\d{1,3})*[a-z]?)\s*(?:[:.)–—-]+|(?<=\.\d))\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"^(?:recommendation|rec|r|no)\.?\s*(?:no\.?|number)?\s*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Existing:
    """What is on the register already. ``refs``: by review id, the references its actions bear; ``texts``: by review id
    and bare words, the reference of an action that says so. ``names``: bare further names of organisations, to their ids. ``position``: the
    last action's.
    """

    reviews: tuple[Review, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    responses: tuple[Response, ...] = ()
    refs: dict[str, frozenset[str]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    organisations: tuple[Organisation, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    organisation_refs: frozenset[str] = frozenset()
    position: int = 0

    def leads(self, legend: tc.Legend) -> Leads:
        return Leads(self.organisations, legend.organisations, self.names, self.organisation_refs)


@dataclass(frozen=True, slots=True)
class Plan:
    """``records`` in the order they may be kept. ``reviews``: new ones and those only added to. ``problems``: by row."""

    records: tuple[Any, ...]
    reviews: tuple[Review, ...]
    totals: Totals
    problems: dict[int, tuple[Problem, ...]]


def plan(
    rows: Sequence[TrackerRow],
    mapping: tc.Mapping,
    source: Source,
    existing: Existing,
    outside: Sequence[str] = (),
) -> Plan:
    """Nothing is dropped: a row becomes records, or stands word for word in what its review did not place.

    ``outside``: words above and below the rows, see ``Grid.outside``.
    """
    work = _Planning(mapping, source, existing)
    for row in rows:
        if not row.left:
            work.take(row)
    work.keep_the_rest(rows, outside)
    problems = {row.at: (*row.problems, *work.problems.get(row.at, ())) for row in rows}
    totals = count(rows, work.records(), existing.reviews, work.leads)
    return Plan(work.records(), work.in_use(), totals, {at: found for at, found in problems.items() if found})


class _Under:
    """A review being filled: its recommendations and what bears which reference."""

    def __init__(self, review: Review, existing: Existing, *, new: bool) -> None:
        self.review, self.new = review, new
        self.there = [one for one in existing.recommendations if one.review_id == review.id]
        self.made: list[Recommendation] = []
        self.answers: list[Response] = []
        there = {one.id for one in self.there}
        self.said = {
            (one.recommendation_id, bare(one.text))
            for one in existing.responses
            if one.recommendation_id in there
        }
        self.answered = {recommendation for recommendation, _words in self.said}
        self.beside: list[str] = []
        self.refs = set(existing.refs.get(review.id, frozenset()))
        self.actions: list[Any] = []

    def recommendation(self, number: str, words: str) -> tuple[Recommendation | None, bool]:
        """One that is there already or was made for a row above; and whether its words differ."""
        alike = (
            [one for one in (*self.there, *self.made) if _same_number(one.number, number)] if number else []
        )
        known = next((one for one in alike if not words or _same_words(one.text, words)), None)
        if known is None and words and not number:
            known = next((one for one in (*self.there, *self.made) if bare(one.text) == bare(words)), None)
        return known, bool(alike) and known is None

    def add(self, number: str, words: str, themes: str) -> Recommendation:
        every = [*self.there, *self.made]
        number = number or str(
            1 + max((int(one.number) for one in every if one.number.isdecimal()), default=0)
        )
        taken = {one.ref for one in every}
        ref = next(
            r for r in (f"R{number}", *(f"R{number}-{n}" for n in range(2, len(taken) + 3))) if r not in taken
        )
        made = Recommendation(
            id=new_id(),
            review_id=self.review.id,
            ref=ref,
            number=number,
            text=words,
            themes=themes,
            position=max((one.position for one in every), default=0) + 1,
        )
        self.made.append(made)
        return made


class _Planning:
    def __init__(self, mapping: tc.Mapping, source: Source, existing: Existing) -> None:
        self.mapping, self.source, self.existing = mapping, source, existing
        self.under: dict[str, _Under] = {}
        self.leads = existing.leads(mapping.legend)
        self.make = Maker(source, self.leads.find, existing.position)
        self.problems: dict[int, list[Problem]] = {}
        self._names: set[str] = {one.ref for one in existing.reviews}

    def take(self, row: TrackerRow) -> None:
        under = self._under(review_of(row, self.mapping))
        recommendation = self._recommendation(row, under)
        made = self.make.action(row, under.review, recommendation, under.refs)
        if recommendation is not None and row.value(tc.RESPONSE):
            self._answer(row, recommendation, under)
        if not made:
            return
        action = made[0]
        assert isinstance(action, Action)
        alike = self.existing.texts.get((under.review.id, bare(action.text)))
        if alike:
            self._problem(
                row, _("{ref} on the register says the same: leave it out if it is").format(ref=alike)
            )
        under.refs.add(action.ref)
        under.actions += made

    def _under(self, name: str) -> _Under:
        key = bare(name)
        if key not in self.under:
            there = next((one for one in self.existing.reviews if key in _names_of(one)), None)
            review = there or self._new_review(name)
            same = next((one for one in self.under.values() if one.review.id == review.id), None)
            self.under[key] = same or _Under(review, self.existing, new=there is None)
        return self.under[key]

    def _new_review(self, name: str) -> Review:
        title = " ".join(name.split()) or self.source.name
        letters = "".join(word[0] for word in re.findall(r"[A-Za-z0-9]+", title) if not word[0].islower())
        base = letters[:4].upper() or "RV"
        ref = next(r for r in (base, *(f"{base}{n}" for n in range(2, 10_000))) if r not in self._names)
        self._names.add(ref)
        return Review(
            id=new_id(),
            ref=ref,
            title=title,
            pseudonym=_pseudonym(title),
            kind=kind_in(title),
            stage="implementing",
            position=max((one.position for one in self.existing.reviews), default=0) + len(self.under) + 1,
        )

    def _recommendation(self, row: TrackerRow, under: _Under) -> Recommendation | None:
        number, words = _own_number(
            _NUMBER.sub("", row.value(tc.NUMBER)).strip().rstrip(".:)"), row.value(tc.RECOMMENDATION)
        )
        if not number and not words:
            if under.there or under.made:
                self._problem(row, _("no recommendation: the action stands by itself under its review"))
            return None
        known, other = under.recommendation(number, words)
        if known is not None:
            return known
        if other:
            sentence = _("recommendation {number} has other words here than above; kept as one more")
            self._problem(row, sentence.format(number=number))
        if not words:
            sentence = _("recommendation {number} has no words; type them, or they stand as its number")
            self._problem(row, sentence.format(number=number))
            words = _("Recommendation {number}").format(number=number)
        return under.add(number, words, row.value(tc.THEME))

    def _answer(self, row: TrackerRow, recommendation: Recommendation, under: _Under) -> None:
        """A response that is on the register stays as it is: other words of the tracker are kept beside it."""
        words = row.value(tc.RESPONSE)
        key = (recommendation.id, bare(words))
        if key in under.said:
            return
        under.said.add(key)
        if recommendation.id not in under.answered:
            under.answers.append(Response(id=new_id(), recommendation_id=recommendation.id, text=words))
            return
        sentence = _("{ref} has a response on the register; the tracker’s other words are kept as not placed")
        self._problem(row, sentence.format(ref=recommendation.ref))
        line = _("Row {n} (another response to {ref}): {words}")
        under.beside.append(line.format(n=row.at + 1, ref=recommendation.ref, words=" ".join(words.split())))

    def _problem(self, row: TrackerRow, words: str) -> None:
        self.problems.setdefault(row.at, []).append(Problem("", words))

    # -------------------------------------------------------------- what comes out

    def keep_the_rest(self, rows: Iterable[TrackerRow], outside: Sequence[str]) -> None:
        """Rows that were left out, word for word, with the review of the rows before them."""
        current: _Under | None = next(iter(self.under.values()), None)
        words = [" ".join(one.split()) for one in outside]
        lines = {id(current): [_("Outside its rows: {words}").format(words=one) for one in words]}
        for row in rows:
            if not row.left:
                current = self._under(review_of(row, self.mapping))
            elif row.raw and current is not None:
                lines.setdefault(id(current), []).append(
                    _("Row {n} ({why}): {words}").format(
                        n=row.at + 1, why=_(WHY_LEFT[row.left]), words=row.raw
                    )
                )
        for one in self._each():
            if said := [*lines.get(id(one), []), *one.beside]:
                parts = (one.review.left_over, self.source.words, *said)
                one.review = replace(one.review, left_over="\n".join(part for part in parts if part))

    def _each(self) -> list[_Under]:
        return list(dict.fromkeys(self.under.values()))

    def in_use(self) -> tuple[Review, ...]:
        return tuple(one.review for one in self._each())

    def records(self) -> tuple[Any, ...]:
        found: list[Any] = [*self.leads.made]
        for one in self._each():
            found += [one.review, *one.made, *one.answers, *one.actions]
        return tuple(found)


def _own_number(number: str, words: str) -> tuple[str, str]:
    """The number its words begin with, and the words after it; a number of its own column stands."""
    found = _OWN_NUMBER.fullmatch(words)
    if found is None or (number and not _same_number(number, found[1])):
        return number, words
    return found[1], found[2]


def _same_number(one: str, other: str) -> bool:
    return bare(one) == bare(other)


def _same_words(one: str, other: str) -> bool:
    return bare(one) == bare(other) or (
        min(len(one), len(other)) > 40 and fuzz.ratio(bare(one), bare(other)) >= _ALIKE
    )


def _names_of(review: Review) -> set[str]:
    return {bare(name) for name in (review.title, review.pseudonym, review.ref) if name}


def _pseudonym(title: str) -> str:
    found = re.search(r"\b(Child|Baby|Family|Adult)\s+['‘’\"“]?([A-Z][A-Za-z0-9]{0,20})", title)
    return f"{found[1]} {found[2]}" if found else ""
