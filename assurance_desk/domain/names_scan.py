"""What in a file seems to name a child: where it stands and why, and how it is taken out. Plain values; nothing is kept."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from assurance_desk.domain.names_protected import Names, fold
from assurance_desk.domain.names_signs import ADDRESS, BORN, MAIL, PHONE, PROTECTED, Sign, signs
from assurance_desk.domain.parcels import Opened
from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery.book import FAR, NOTE, Sheet, SheetBook, address
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.updates import UpdateFinding
from assurance_desk.texts import _, plural

CELL, ON_CELL, BOX, TITLE, DEFINED, PROPERTY, HEADER, OTHER, FILE_NAME, PAGE, LINE, SUBJECT, BODY, TYPED = (
    "cell", "note", "box", "sheet name", "defined name", "property", "header", "other", "file name", "page", "line",
    "subject", "body", "typed",
)  # fmt: skip
_PROSE: Final = frozenset({PAGE, LINE, BODY})
REMOVED: Final = "[removed]"
Place = tuple[str, str, str]
"""Part, sheet and cell of a find."""
_LABEL: Final = re.compile(
    r"(?:child(?:['’]s)?\s+(?:full\s+|first\s+)?name|(?:full\s+)?name\s+of\s+(?:the\s+)?child|d\.?o\.?b\.?|date of birth"
    r"|birth ?date|nhs\s+(?:no|number)|upn)\W*",
    re.IGNORECASE,
)
_MOST_SHOWN: Final = 60
_TELLING_DIGITS: Final = 6
_SHORT, _MANY = 600, 50_000
T = TypeVar("T")


class Text(NamedTuple):
    """Words of a file and where they stand; ``cell`` is a page's or line's number where there are no cells."""

    part: str
    sheet: str
    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """``words``: what is to be taken out of the file, as written there: for the sitting only, never kept. ``shown``:
    what gave it away, shortened. ``blank``: the whole cell goes. ``texts``: everything that stands there, as written; of
    a page the line. For the sitting only, as ``words``.
    """

    part: str
    sheet: str
    cell: str
    why: str
    words: tuple[str, ...]
    shown: str
    blank: bool = False
    texts: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return self.part, self.sheet, self.cell


@dataclass(frozen=True, slots=True)
class Looked:
    """A file read and looked through. ``message``: why it was refused, where there is no finding, ``why`` the word for
    it. ``opened``: what an e-mail or a ZIP folder holds, to be looked through file by file.
    """

    finding: Finding | UpdateFinding | None
    message: str = ""
    hits: tuple[Hit, ...] = ()
    why: str = ""
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class Redacted:
    """``data``: the file without the names, None where its format cannot be rewritten; ``looked``: what is then found
    in it, None where there is nothing but what would have to go.
    """

    data: bytes | None
    looked: Looked | None


class Look:
    """Looks for the protected names and for signs. ``known`` as for ``signs``; ``gone``: words to be found besides."""

    def __init__(
        self, spellings: Iterable[str] = (), known: frozenset[str] = frozenset(), gone: Iterable[str] = ()
    ) -> None:
        self._names = Names(spellings, exact=gone)
        self._known = known
        self.clean: set[str] = set()
        """Short texts that were found clean: what we print ourselves stands in every copy."""

    def at(self, text: str) -> list[Sign]:
        if len(text) < 2 or text in self.clean:
            return []
        named = [
            Sign(start, end, PROTECTED, (text[start:end],))
            for start, end in (self._names.spans(text) if self._names else ())
        ]
        found = sorted(named + signs(text, self._known))
        if not found and len(text) < _SHORT:
            if len(self.clean) >= _MANY:
                self.clean.clear()
            self.clean.add(text)
        return found

    def in_prose(self, text: str) -> list[Sign]:
        """As ``at``, of a page: the sender's own address, telephone and mailbox stand in its head."""
        private = {ADDRESS, MAIL, PHONE}
        found = [one for one in self.at(text) if one.why not in private]
        start = 0
        for line in text.splitlines(keepends=True):
            about = [one for one in signs(line, self._known) if one.why in private]
            if about and _ABOUT.search(line):
                found += [one._replace(start=one.start + start, end=one.end + start) for one in about]
            start += len(line)
        return sorted(found)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The text cut up, whole if put together again: (words, whether something was found there)."""
        made: list[tuple[str, bool]] = []
        at = 0
        for one in self.at(text):
            if one.end <= at:
                continue
            if one.start < at:  # it runs on from the find before
                made[-1] = (made[-1][0] + text[at : one.end], True)
            else:
                made += [(text[at : one.start], False), (text[one.start : one.end], True)]
            at = one.end
        return [one for one in (*made, (text[at:], False)) if one[0]]

    def removed(self, text: str, put: str = REMOVED) -> str:
        """The text with everything found in it replaced."""
        return "".join(put if found else words for words, found in self.pieces(text))


_ABOUT: Final = re.compile(r"\b(?:child|baby|mother|father|mum|dad|family|lives|living)\b", re.IGNORECASE)


def hits_of(texts: Iterable[Text], look: Look) -> list[Hit]:
    """Every hit, each place and reason once, in order."""
    found: dict[tuple[str, str, str, str], Hit] = {}
    for text in texts:
        prose = text.part in _PROSE
        if text.words in look.clean and not prose:
            continue
        for sign in look.in_prose(text.words) if prose else look.at(text.words):
            hit = _hit(text, sign)
            key = (hit.part, hit.sheet, hit.cell, hit.why)
            if key in found:
                earlier = found[key]
                words = tuple(dict.fromkeys((*earlier.words, *hit.words)))
                there = tuple(dict.fromkeys((*earlier.texts, *hit.texts)))
                hit = dataclasses.replace(earlier, words=words, texts=there)
            found[key] = hit
    return list(found.values())


def _hit(text: Text, sign: Sign) -> Hit:
    shown = " ".join(text.words[sign.start : sign.end].split())
    shown = shown if len(shown) <= _MOST_SHOWN else shown[: _MOST_SHOWN - 1] + "…"
    there = _line_at(text.words, sign.start, sign.end) if text.part in _PROSE else text.words
    return Hit(text.part, text.sheet, text.cell, sign.why, sign.words, shown, texts=(there,))


def _line_at(text: str, start: int, end: int) -> str:
    """The whole lines in which it stands."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[first : last if last >= 0 else len(text)].strip()


def look_through(book: SheetBook, beside: Iterable[Text], look: Look) -> list[Hit]:
    """Every cell, note, box and name of a workbook, and the texts of its other parts: of those only what stands in no
    cell already.
    """
    found = hits_of(_texts(book, look.clean), look)
    for sheet in book.sheets:
        found += under_labels(sheet)
    told = {fold(word) for hit in found for word in hit.words}
    rest = hits_of(beside, look)
    found += [hit for hit in rest if not told.issuperset(map(fold, hit.words))]
    return _without_names_of_sheets(found, book, look)


def _texts(book: SheetBook, clean: AbstractSet[str]) -> Iterator[Text]:
    """What stands in the cells and beside them; ``clean``: texts that were looked at before, most of every copy."""
    for sheet in book.sheets:
        yield Text(TITLE, sheet.name, "", sheet.name)
        for row, column, value in sheet.filled():
            words = value if isinstance(value, str) else _number(value)
            if words and words not in clean:
                yield Text(CELL, sheet.name, address(row, column), words)
        for (row, column), (_kind, words) in sheet.odd.items():
            if words and words not in clean:
                yield Text(CELL, sheet.name, address(row, column), words)
        for one in sheet.beside:
            part = ON_CELL if one.what == NOTE else CELL if one.what == FAR else BOX
            yield Text(part, sheet.name, address(one.row, one.column), one.text)


def _number(value: object) -> str:
    """Numbers of ten digits: one may be somebody's."""
    whole = isinstance(value, (int, float)) and not isinstance(value, bool) and 10**9 <= value < 10**13
    return f"{value:.0f}" if whole else ""


@lru_cache(maxsize=4096)
def _is_label(words: str) -> bool:
    return bool(_LABEL.fullmatch(words.strip()))


def under_labels(sheet: Sheet) -> Iterator[Hit]:
    """What stands right of, or under, a cell that says "Date of birth" or "Child's name"."""
    for row, column, words in sheet.texts:
        if len(words) > 40 or not _is_label(words):
            continue
        below = range(row + 1, min(row + 30, len(sheet.rows)))
        for place in [(row, column + 1), *((one, column) for one in below)]:
            cell = sheet.cell(*place)
            if cell is None or not _tells(cell.value):
                if place[0] > row:
                    break
                continue
            shown = cell.value.isoformat()[:10] if isinstance(cell.value, date) else as_shown(cell.value)
            yield Hit(CELL, sheet.name, address(*place), BORN if isinstance(cell.value, date) else "child", _written(cell.value),
                      shown[:_MOST_SHOWN], blank=True, texts=(shown,))  # fmt: skip


def _written(value: object) -> tuple[str, ...]:
    """The words by which a cell's value is known where the cell itself cannot be emptied. A short number is anybody's."""
    if isinstance(value, date):
        return as_shown(value), value.isoformat()[:10]
    words = value if isinstance(value, str) else as_shown(value) if isinstance(value, (int, float)) else ""
    return (words,) if isinstance(value, str) or len(words) >= _TELLING_DIGITS else ()


def _tells(value: object) -> bool:
    if isinstance(value, str):
        return not _LABEL.fullmatch(value.strip()) and bool(
            re.match(r"\s*(?:[A-Z][\w’'-]+\s+[A-Z]|\d)", value)
        )
    return not isinstance(value, bool)


def _without_names_of_sheets(found: list[Hit], book: SheetBook, look: Look) -> list[Hit]:
    """A sheet whose own name gives somebody away is told by its number."""
    names = {
        sheet.name: _("{number} (its name is not repeated here)").format(number=number)
        for number, sheet in enumerate(book.sheets, 1)
        if look.at(sheet.name)
    }
    return (
        [dataclasses.replace(hit, sheet=names.get(hit.sheet, hit.sheet)) for hit in found] if names else found
    )


def words_of(hits: Iterable[Hit]) -> tuple[str, ...]:
    """What is to be taken out of a file wherever it stands."""
    return tuple(dict.fromkeys(word for hit in hits for word in hit.words if len(fold(word)) > 1))


def removed_from(record: T, look: Look) -> T:
    """A record of plain values with every text in it looked through."""
    return _removed(record, look)  # type: ignore[no-any-return]


def _removed(value: Any, look: Look) -> Any:
    if isinstance(value, str):
        return look.removed(value)
    if isinstance(value, tuple):
        made = [_removed(one, look) for one in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: new
            for one in dataclasses.fields(value)
            if one.init and (new := _removed(old := getattr(value, one.name), look)) is not old and new != old
        }
        return dataclasses.replace(value, **changed) if changed else value
    return value


# ------------------------------------------------------------------ in words


def why_words(why: str) -> str:
    return {
        PROTECTED: _("one of the protected names"),
        "child": _("a name after “child” or a family word"),
        BORN: _("a date of birth"),
        "age": _("a name with an age"),
        "nhs": _("an NHS number"),
        "upn": _("a pupil number"),
        ADDRESS: _("a home address"),
        MAIL: _("a private e-mail address"),
        PHONE: _("a private telephone number"),
    }[why]


def place_words(hit: Hit) -> str:
    """Where, in words that can be kept: never what stood there."""
    where = {
        CELL: _("sheet {sheet}, cell {cell}"),
        ON_CELL: _("sheet {sheet}, a note on cell {cell}"),
        BOX: _("sheet {sheet}, a text box at cell {cell}"),
        TITLE: _("the name of sheet {sheet}"),
        DEFINED: _("a name defined in the workbook"),
        PROPERTY: _("the file’s properties"),
        HEADER: _("the head or foot of a printed page"),
        FILE_NAME: _("the file’s own name"),
        PAGE: _("page {cell}"),
        LINE: _("line {cell}"),
        SUBJECT: _("the subject of the e-mail"),
        BODY: _("the text of the e-mail"),
        TYPED: _("what was typed"),
    }.get(hit.part, _("a part of the file that shows in no cell"))
    return where.format(sheet=hit.sheet, cell=hit.cell)


def places(hits: Iterable[Hit], most: int = 3) -> str:
    """The first places and how many more."""
    told = list(dict.fromkeys(place_words(hit) for hit in hits))
    words = "; ".join(told[:most])
    if len(told) > most:
        words += "; " + plural("{n} more place", "{n} more places", len(told) - most)
    return words
