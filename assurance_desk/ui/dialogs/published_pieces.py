"""The pieces of a published text as a table to correct: what each is, and its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from assurance_desk.domain import published_pieces as cutting
from assurance_desk.domain.published import PublishedText, assemble
from assurance_desk.domain.published_pieces import Piece, Pieces
from assurance_desk.texts import _
from assurance_desk.ui.table_model import Column, TableModel


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A piece with its place in the text; ``id`` stays the same while pieces around it change."""

    index: int
    piece: Piece
    text: str

    @property
    def id(self) -> str:
        return str(self.piece.start)


class Correction(QObject):
    """A text and its pieces as the user has them now; ``changed`` after every correction."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.published = assemble("", ())
        self._first: Pieces = ()
        self._before: list[Pieces] = []

    def begin(self, published: PublishedText) -> None:
        self._first, self._before = published.pieces, []
        self._take(published.source, published.pieces)

    @property
    def pieces(self) -> Pieces:
        return self.published.pieces

    @property
    def corrected(self) -> bool:
        return self.pieces != self._first

    @property
    def can_take_back(self) -> bool:
        return bool(self._before)

    def rows(self) -> list[PieceRow]:
        source = self.published.source
        return [
            PieceRow(at, piece, source[piece.start : piece.end].strip())
            for at, piece in enumerate(self.pieces)
        ]

    def relabel(self, index: int, words: str) -> None:
        kind, number = kind_of(words)
        self._do(cutting.relabelled(self.pieces, index, kind, number))

    def split(self, index: int, at: int) -> bool:
        """Cut the piece at that place of the source; False where nothing would stand before or after it."""
        piece = self.pieces[index]
        source = self.published.source
        if not source[piece.start : at].strip() or not source[at : piece.end].strip():
            return False
        self._do(cutting.split(self.pieces, index, at))
        return True

    def merge(self, index: int) -> None:
        self._do(cutting.merged(self.pieces, index))

    def take_back(self) -> bool:
        """Take back the latest correction; False where there is none."""
        if not self._before:
            return False
        self._take(self.published.source, self._before.pop())
        return True

    def start_again(self) -> None:
        self._do(self._first)

    def choices(self) -> tuple[str, ...]:
        """What a piece may be: every number there is, and one more."""
        numbers = list(dict.fromkeys(piece.number for piece in self.pieces if piece.number))
        whole = [int(number) for number in numbers if number.isascii() and number.isdecimal()]
        numbers.append(str(max(whole, default=0) + 1))
        named = [words_of(kind, number) for number in numbers for kind in cutting.NUMBERED]
        return (
            words_of(cutting.TITLE),
            words_of(cutting.CONTEXT),
            *named,
            words_of(cutting.HEADING),
            words_of(cutting.UNPLACED),
        )

    def _do(self, pieces: Pieces) -> None:
        if pieces != self.pieces:
            self._before.append(self.pieces)
            self._take(self.published.source, pieces)

    def _take(self, source: str, pieces: Pieces) -> None:
        self.published = assemble(source, pieces)
        self.changed.emit()


def words_of(kind: str, number: str = "") -> str:
    """What a piece is called in the list."""
    return {
        cutting.TITLE: _("Title"),
        cutting.CONTEXT: _("Context"),
        cutting.RECOMMENDATION: _("Recommendation {number}").format(number=number),
        cutting.RESPONSE: _("Response to {number}").format(number=number),
        cutting.HEADING: _("Heading between"),
        cutting.UNPLACED: _("Not placed"),
    }[kind]


def kind_of(words: str) -> tuple[str, str]:
    """The kind and number of what was chosen in the list; what it does not know is not placed."""
    for kind in (cutting.TITLE, cutting.CONTEXT, cutting.HEADING):
        if words == words_of(kind):
            return kind, ""
    for kind in cutting.NUMBERED:
        stem = words_of(kind)
        if words.startswith(stem) and words[len(stem) :].strip():
            return kind, words[len(stem) :].strip()
    return cutting.UNPLACED, ""


class PieceModel(TableModel[PieceRow]):
    """Two columns: what it is, which is edited as a list of choices; and the words."""

    def __init__(self, correction: Correction) -> None:
        self.correction = correction
        super().__init__(self._make(), correction.rows)
        correction.changed.connect(self._follow)

    def _make(self) -> list[Column[PieceRow]]:
        def write(row: PieceRow, typed: str) -> None:
            self.correction.relabel(row.index, typed)

        return [
            Column(
                _("What it is"),
                lambda row: words_of(row.piece.kind, row.piece.number),
                170,
                write=write,
                choices=self.correction.choices(),
                strong=lambda row: row.piece.kind in cutting.NUMBERED,
            ),
            Column(
                _("Words"),
                lambda row: " ".join(row.text.split()),
                muted=False,
            ),
        ]

    def _follow(self) -> None:
        self.columns = tuple(self._make())
        self.reload()
