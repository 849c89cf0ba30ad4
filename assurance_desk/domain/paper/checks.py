"""What is looked at before a paper is issued, computed from the paper's own blocks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from assurance_desk.domain.gaps_words import came_words
from assurance_desk.domain.paper import blocks as b
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the list: ``good``, or something to look at. ``more`` says which, in a few words."""

    key: str
    good: bool
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures on paper are only as good as what came in: the counts a paper's checks compare with."""

    returns_in: int = 0
    """Of all asked, those that came; who declined replied and sent none."""
    returns_issued: int = 0
    declined: int = 0
    missing: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    open_queries: int = 0
    unconfirmed: tuple[str, ...] = ()
    """Returns of which answers stand as last time, confirmed by nobody."""


@dataclass(slots=True)
class Words:
    """A paper's text apart by who wrote it. ``counted`` holds what the program counted, tables and charts too."""

    typed: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)


# ------------------------------------------------------------------ text of blocks


def words_of(built: b.BuiltPaper) -> Words:
    out = Words(typed=[built.info.title])
    for block in built.blocks:
        _READERS.get(type(block), _skip)(block, out)
    return out


def _skip(_block: Any, _out: Words) -> None:
    """Headings and breaks hold no figures of their own."""


def _paragraph(block: b.Paragraph, out: Words) -> None:
    (out.typed if block.voice == "officer" else out.counted).append(block.text)


def _cover(block: b.CoverBlock, out: Words) -> None:
    out.typed.extend([block.title, *(value for _label, value in block.facts)])


def _asks(block: b.Asks, out: Words) -> None:
    out.typed.extend(f"{ask.verb} {ask.text}" for ask in block.asks)


def _table(block: b.DataTable, out: Words) -> None:
    for row in block.rows:
        # the cells side by side, so that 12 and 54 in a row speak for "12 of 54"
        out.counted.append(" ".join(f"{cell.text} {cell.sub}" for cell in row.cells))


def _heat(block: b.HeatMap, out: Words) -> None:
    for row in block.rows:
        out.counted.append(row.name + " " + row.words)
        out.counted.extend(f"{cell.figure} {cell.sub}" for cell in row.cells)


def _figures(block: b.KeyFigures, out: Words) -> None:
    out.counted.extend(f"{one.figure} {one.text}" for one in block.figures)


def _chart(block: b.BarChart, out: Words) -> None:
    out.counted.extend(f"{bar.name} {bar.label} {bar.right}" for bar in block.bars)


_READERS: dict[type, Any] = {
    b.Paragraph: _paragraph,
    b.CoverBlock: _cover,
    b.Asks: _asks,
    b.DataTable: _table,
    b.HeatMap: _heat,
    b.KeyFigures: _figures,
    b.BarChart: _chart,
    b.Note: lambda block, out: out.counted.append(block.text),
    b.Heading: lambda block, out: out.counted.append(block.text),
    b.Bullets: lambda block, out: out.counted.extend(block.items),
}

# ------------------------------------------------------------------ figures

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?\s?%|\d[\d,]*\s+of\s+(?:the\s+)?\d[\d,]*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def figures_in(text: str) -> Iterator[str]:
    """Shares as people write them: "66.6%", "404 of 607", "128 of the 203"."""
    for found in _FIGURE.findall(text):
        yield " ".join(found.replace(" %", "%").replace(" the ", " ").split())


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in _NUMBER.findall(text.replace(" %", "%"))}


def untraced(words: Words) -> list[str]:
    """Figures in the officer's words that nothing counted in this paper bears out, in order."""
    everywhere = {number for text in words.counted for number in _numbers(text)}
    seen: dict[str, None] = {}
    for text in words.typed:
        for figure in figures_in(text):
            parts = _numbers(figure)
            if not parts <= everywhere:
                seen[figure] = None
    return list(seen)


def counted_figures(words: Words) -> int:
    return sum(len(_NUMBER.findall(text)) for text in words.counted)


# ------------------------------------------------------------------ names and numbers of people

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.])(?:\+44\s?\d|0\d)(?:[\s-]?\d){8,9}(?![\d.])")
_NHS = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.])")
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b\W{0,3}\d", re.IGNORECASE)


def _nhs_number(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == digits[9]


def personal_details(texts: Iterable[str], known: Sequence[str] = ()) -> list[str]:
    """What looks like a date of birth, NHS number, postcode, e-mail address or telephone number.

    ``known`` are the body's own published contacts, which may stand. Names cannot be found this way.
    """
    found: dict[str, None] = {}
    for text in texts:
        for pattern in (_EMAIL, _PHONE, _POSTCODE, _BORN):
            found.update(dict.fromkeys(pattern.findall(text)))
        found.update(dict.fromkeys(number for number in _NHS.findall(text) if _nhs_number(number)))
    return [one for one in found if not any(one in contact for contact in known)]


# ------------------------------------------------------------------ the list


def few(built: b.BuiltPaper) -> tuple[int, int]:
    """How many cells of heat maps count fewer than five people, of how many that count people."""
    cells = [
        cell
        for block in built.blocks
        if isinstance(block, b.HeatMap)
        for row in block.rows
        if not row.total
        for cell in row.cells
        if cell.band is not None and cell.sub  # a grade counts nobody
    ]
    return sum(cell.few for cell in cells), len(cells)


def details_check(built: b.BuiltPaper) -> Check:
    """Whether it names a date of birth, a telephone number or the like."""
    return _details_check(words_of(built), ())


def before_issue(
    built: b.BuiltPaper,
    scale: Scale,
    *,
    missing_characters: int = 0,
    known: Sequence[str] = (),
    withheld: AbstractSet[str] | None = None,
    free_texts: Sequence[str] = (),
) -> tuple[Check, ...]:
    """``withheld``: of a public edition, the figures it does not say; None for the meeting’s.

    ``free_texts``: words of people in it that stand among what the program says.
    """
    words = words_of(built)
    checks = [
        _figures_check(words),
        *_returns_checks(scale, words),
        _few_check(built) if withheld is None else _withheld_check([*words.typed, *free_texts], withheld),
        _details_check(words, known),
    ]
    if built.info.embargo:
        more = _("Every page says so. It goes to nobody else before then")
        checks.insert(0, Check(key="embargo", good=False, words=built.info.embargo, more=more))
    if missing_characters:
        signs = plural(
            "{n} character is printed as its number",
            "{n} characters are printed as their number",
            missing_characters,
        )
        checks.append(Check(key="characters", good=False, words=signs, more=_("No typeface here holds them")))
    return tuple(checks)


def _figures_check(words: Words) -> Check:
    strange = untraced(words)
    if strange:
        said = plural(
            "{n} figure of yours is not counted here",
            "{n} figures of yours are not counted here",
            len(strange),
        )
        return Check(key="figures", good=False, words=said, more=", ".join(strange[:6]))
    counted = plural(
        "{n} number, counted from the returns",
        "{n} numbers, counted from the returns",
        counted_figures(words),
    )
    return Check(key="figures", good=True, words=counted, more=_("Yours agree with them"))


def _returns_checks(scale: Scale, words: Words) -> Iterator[Check]:
    said = came_words(scale.returns_in, scale.returns_issued)
    if scale.declined:
        said += ", " + _("{n} declined").format(n=scale.declined)
    text = "\n".join(words.counted)
    unnamed = [name for name in scale.missing if name not in text and name.split()[0] not in text]
    more = _("Not named in the paper: {names}") if unnamed else _("Named in the paper: {names}")
    names = ", ".join(unnamed or scale.missing)
    yield Check(
        key="returns",
        good=not unnamed and scale.returns_issued > 0,
        words=said,
        more=more.format(names=names) if names else "",
    )
    if scale.open_queries:
        waiting = plural("{n} answer still to decide", "{n} answers still to decide", scale.open_queries)
        yield Check(key="queries", good=False, words=waiting, more=_("They are not in the figures"))
    if scale.unconfirmed:
        carried = plural(
            "{n} return with answers as last time, not confirmed",
            "{n} returns with answers as last time, not confirmed",
            len(scale.unconfirmed),
        )
        more = _("They are not in the figures: {refs}").format(refs=", ".join(scale.unconfirmed))
        yield Check(key="unconfirmed", good=False, words=carried, more=more)
    doubtful = plural(
        "{n} answer rests on a likely reading", "{n} answers rest on a likely reading", len(scale.doubtful)
    )
    more = ", ".join(scale.doubtful[:5]) + (" …" if len(scale.doubtful) > 5 else "")
    yield Check(key="doubt", good=not scale.doubtful, words=doubtful, more=more)


def _few_check(built: b.BuiltPaper) -> Check:
    small, cells = few(built)
    if not small:
        return Check(key="few", good=True, words=_("No figure counts fewer than five people"))
    said = _("{few} of {all} rows under five staff").format(few=small, all=cells)
    return Check(key="few", good=False, words=said, more=_("Shown: this is the edition for the meeting"))


def _withheld_check(typed: Sequence[str], withheld: AbstractSet[str]) -> Check:
    """The program’s own words say none of them; the officer’s may."""
    said = [one for text in typed for one in figures_in(text) if one in withheld]
    if said:
        told = plural(
            "{n} figure in your own words is withheld in the tables",
            "{n} figures in your own words are withheld in the tables",
            len(said),
        )
        return Check(key="few", good=False, words=told, more=", ".join(dict.fromkeys(said)))
    return Check(key="few", good=True, words=_("Counts of fewer than five people are withheld"))


def _details_check(words: Words, known: Sequence[str]) -> Check:
    found = personal_details([*words.typed, *words.counted], known)
    if found:
        said = plural("{n} detail that may name a person", "{n} details that may name a person", len(found))
        return Check(key="details", good=False, words=said, more=", ".join(found[:4]))
    return Check(
        key="details",
        good=True,
        words=_("No dates of birth or postcodes"),
        more=_("Nor NHS numbers, e-mail addresses, telephones. Names: read it yourself"),
    )
