"""A published text taken apart: title, context, recommendations with their responses, and what has no place.

Verbatim means: every character between the end of a heading and the end of the passage, just as the file has it,
typing errors and asterisks included; only blanks at either end are left away. Marks that set a whole paragraph in
italics (``*…*``) therefore stay in the record; ``domain.wording.without_emphasis`` takes them off for showing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assurance_desk.domain.published_cutting import cut
from assurance_desk.domain.published_pieces import (
    CONTEXT,
    HEADING,
    RECOMMENDATION,
    RESPONSE,
    TITLE,
    Piece,
    Pieces,
)
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class PublishedResponse:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PublishedRecommendation:
    """``text`` and each response's ``text`` are verbatim; ``number`` is in figures ("1", "1.1")."""

    number: str
    heading: str
    text: str
    responses: tuple[PublishedResponse, ...] = ()

    @property
    def response(self) -> str:
        return "\n\n".join(response.text for response in self.responses)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """``place`` says where it stood, ``why`` why it was left; both in words."""

    text: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class PublishedText:
    """``context``: what stands before the first recommendation. ``notes``: what a person should look at."""

    source: str
    pieces: Pieces
    title: str
    context: str
    recommendations: tuple[PublishedRecommendation, ...]
    unrecognised: tuple[Unplaced, ...]
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_published(source: str) -> PublishedText:
    """Take a text apart as well as can be done without asking."""
    return assemble(source, cut(source))


def assemble(source: str, pieces: Pieces) -> PublishedText:
    """What the pieces say, whether the program or a person labelled them."""
    work = _Assembly(source)
    for index, piece in enumerate(pieces):
        work.take(index, piece)
    return work.result(pieces)


@dataclass
class _Passage:
    """Words gathered from one piece or from several; pieces that touch stay one stretch of the source."""

    number: str
    heading: str
    spans: list[tuple[int, int]]
    answers: list[_Passage] = field(default_factory=list)
    why: str = ""
    at: int = 0
    begins: int = 0

    def add(self, piece: Piece) -> None:
        if self.spans and self.spans[-1][1] == piece.start:
            self.spans[-1] = (self.spans[-1][0], piece.end)
        else:
            self.spans.append((piece.body, piece.end))

    def words(self, source: str) -> str:
        parts = (source[start:end].strip() for start, end in self.spans)
        return "\n\n".join(part for part in parts if part)


class _Assembly:
    def __init__(self, source: str) -> None:
        self.source = source
        self.title: list[str] = []
        self.context = _Passage("", "", [])
        self.headings: list[str] = []
        self.found: list[_Passage] = []
        self.left: list[_Passage] = []
        self.last = ""

    def take(self, index: int, piece: Piece) -> None:
        words = self.source[piece.start : piece.end].strip()
        if piece.kind == TITLE:
            self.title.append(words)
        elif piece.kind == CONTEXT:
            self.context.add(replace(piece, body=piece.start))
        elif piece.kind == HEADING:
            self.headings.append(words)
        elif piece.kind == RECOMMENDATION:
            self._recommendation(index, piece)
        elif piece.kind == RESPONSE and self._of(piece.number):
            self._response(index, piece)
        elif words:
            self._leave(index, piece)

    def _of(self, number: str) -> _Passage | None:
        return next((passage for passage in reversed(self.found) if passage.number == number), None)

    def _new(self, index: int, piece: Piece) -> _Passage:
        heading, words = piece.heading_in(self.source), (piece.body, piece.end)
        return _Passage(piece.number, heading, [words], at=index + 1, begins=piece.start)

    def _recommendation(self, index: int, piece: Piece) -> None:
        known = self._of(piece.number)
        if known and piece.body == piece.start:
            known.add(piece)
        else:
            self.found.append(self._new(index, piece))
        self.last = _("recommendation {number}").format(number=piece.number)

    def _response(self, index: int, piece: Piece) -> None:
        answers = (self._of(piece.number) or self.found[-1]).answers
        if answers and piece.body == piece.start:
            answers[-1].add(piece)
        else:
            answers.append(self._new(index, piece))
        self.last = _("the response to recommendation {number}").format(number=piece.number)

    def _leave(self, index: int, piece: Piece) -> None:
        left = _Passage("", self.last, [(piece.start, piece.end)], at=index + 1)
        left.why = piece.why or _("it was left out by hand")
        if piece.kind == RESPONSE:
            left.why = _("a response without a recommendation")
        self.left.append(left)

    def _sift(self) -> list[_Passage]:
        """Recommendations printed twice word for word, and headings with nothing under them, are set aside."""
        kept: list[_Passage] = []
        seen: dict[tuple[str, str], _Passage] = {}
        for passage in self.found:
            words = passage.words(self.source)
            key = (passage.number, " ".join(words.split()))
            if words and key in seen:
                seen[key].answers += passage.answers
                passage.why = _("it repeats recommendation {number} word for word").format(
                    number=passage.number
                )
                self._set_aside(passage)
            elif not words and not passage.answers:
                passage.why = _("a heading with nothing under it")
                self._set_aside(passage)
            else:
                seen[key] = passage
                kept.append(passage)
        return kept

    def _set_aside(self, passage: _Passage) -> None:
        """Heading and words together, since neither is shown anywhere else."""
        first = (passage.begins, passage.spans[0][1])
        self.left.append(_Passage("", "", [first, *passage.spans[1:]], why=passage.why, at=passage.at))

    def result(self, pieces: Pieces) -> PublishedText:
        kept = self._sift()
        recommendations = tuple(self._published(passage) for passage in kept)
        return PublishedText(
            source=self.source,
            pieces=pieces,
            title="\n".join(self.title),
            context=self.context.words(self.source),
            recommendations=recommendations,
            unrecognised=tuple(self._unplaced(left) for left in sorted(self.left, key=lambda left: left.at)),
            headings=tuple(self.headings),
            notes=tuple(_notes(recommendations)),
        )

    def _published(self, passage: _Passage) -> PublishedRecommendation:
        return PublishedRecommendation(
            number=passage.number,
            heading=passage.heading,
            text=passage.words(self.source),
            responses=tuple(PublishedResponse(a.heading, a.words(self.source)) for a in passage.answers),
        )

    def _unplaced(self, left: _Passage) -> Unplaced:
        place = _("paragraph {n}").format(n=left.at)
        if left.heading:
            place += ", " + (
                left.heading if "“" in left.heading else _("after {what}").format(what=left.heading)
            )
        return Unplaced(left.words(self.source), place, left.why)


def _notes(found: tuple[PublishedRecommendation, ...]) -> list[str]:
    """What a person should look at before keeping the text."""
    if not found:
        return [_("No recommendation was found in this text.")]
    notes = []
    numbers = [one.number for one in found]
    notes += [
        _("Two recommendations are numbered {number}.").format(number=number)
        for number in dict.fromkeys(numbers)
        if numbers.count(number) > 1
    ]
    whole = sorted({int(n) for n in numbers if n.isascii() and n.isdecimal()})
    missing = [n for n in range(1, whole[-1] if whole and whole[-1] <= 999 else 0) if n not in whole]
    if missing and whole:
        named = ", ".join(str(n) for n in missing[:9]) + ("…" if len(missing) > 9 else "")
        notes.append(
            _("The numbers go up to {last}, but there is no recommendation {missing}.").format(
                last=whole[-1], missing=named
            )
        )
    if any(one.responses for one in found):
        notes += [
            _silent(one, after)
            for one, after in zip(found, (*found[1:], None), strict=True)
            if not one.responses
        ]
    notes += [
        _("Recommendation {number} has no words of its own.").format(number=one.number)
        for one in found
        if not one.text
    ]
    return notes


def _silent(one: PublishedRecommendation, after: PublishedRecommendation | None) -> str:
    if after and after.responses:
        return _(
            "Recommendation {number} has no response; the one after recommendation {next} may answer both."
        ).format(number=one.number, next=after.number)
    return _("Recommendation {number} has no response.").format(number=one.number)
