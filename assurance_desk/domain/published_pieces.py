"""A published text cut into pieces that cover it exactly, and what a person may do to them before they are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

TITLE, CONTEXT, RECOMMENDATION, RESPONSE = "title", "context", "recommendation", "response"
HEADING, UNPLACED = "heading", "not placed"
PIECE_KINDS = (TITLE, CONTEXT, RECOMMENDATION, RESPONSE, HEADING, UNPLACED)
NUMBERED = (RECOMMENDATION, RESPONSE)


@dataclass(frozen=True, slots=True)
class Piece:
    """``source[start:end]``: one paragraph, or the part of one that belongs together.

    ``body`` is where the words of its own heading ("RECOMMENDATION 1:") end; equal to ``start`` where it has none.
    ``number`` is that of the recommendation it is, or answers. ``why`` says why it could not be placed.
    """

    kind: str
    start: int
    body: int
    end: int
    number: str = ""
    why: str = ""

    def heading_in(self, source: str) -> str:
        return source[self.start : self.body].strip()

    def words_in(self, source: str) -> str:
        """Verbatim: only blanks at either end are left away."""
        return source[self.body : self.end].strip()


Pieces = tuple[Piece, ...]


def relabelled(pieces: Pieces, index: int, kind: str, number: str = "") -> Pieces:
    """The same pieces, one of them now of another kind."""
    old = pieces[index]
    new = replace(old, kind=kind, number=number if kind in NUMBERED else "", why="")
    return (*pieces[:index], new, *pieces[index + 1 :])


def split(pieces: Pieces, index: int, at: int) -> Pieces:
    """The piece cut in two at ``at`` of the source; unchanged where that would leave one of them empty."""
    old = pieces[index]
    if not old.start < at < old.end:
        return pieces
    first = replace(old, end=at, body=min(old.body, at))
    second = replace(old, start=at, body=max(old.body, at), why="")
    return (*pieces[:index], first, second, *pieces[index + 1 :])


def merged(pieces: Pieces, index: int) -> Pieces:
    """The piece joined to the one before it, whose kind it takes."""
    if not 0 < index < len(pieces):
        return pieces
    joined = replace(pieces[index - 1], end=pieces[index].end)
    return (*pieces[: index - 1], joined, *pieces[index + 1 :])


def covers(pieces: Pieces, source: str) -> bool:
    """Every character of the source that is not blank stands in exactly one piece."""
    at = 0
    for piece in pieces:
        if source[at : piece.start].strip() or not at <= piece.start <= piece.body <= piece.end:
            return False
        at = piece.end
    return not source[at:].strip()
