"""Where a published response likely promises something. A hint to the officer's eye, never a record of its own.

Written against responses as bodies publish them (DOMAIN: who and what): several promises in one sentence, verbs left
out ("Findings to be analysed and feedback to Board"), promises with no end, and learning that commits no one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assurance_desk.domain.actions import ACTION, LEARNING_POINT, STANDING


@dataclass(frozen=True, slots=True)
class Promise:
    """``text[start:end]`` likely promises something of this ``kind``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    kind: str


_DONE, _PROMISED, _GOES_ON, _LEARNT = "done", "promised", "goes on", "learnt"
_KINDS = {_DONE: ACTION, _PROMISED: ACTION, _GOES_ON: STANDING, _LEARNT: LEARNING_POINT}
_I = re.IGNORECASE
_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bDr)(?<!\bMr)(?<!\bSt)[.!?;](?=[\s*_”’\"')]|$)|[\n\u2028•]"
)
_SIGNS = (
    (_DONE, re.compile(r"\b(?:has|have)\s+(?:already|also|now|since)\s+(?!agreed\s+to\b)\w+", _I)),
    (_DONE, re.compile(r"\b(?:has|have)\s+(?!agreed\b|been\b)\w+(?=[^,;]{0,200}\bagain\b)", _I)),
    (_PROMISED, re.compile(r"(?<!\bthe )(?<!\ba )(?<!\bgood )(?<!\bfree )\b(?:will|shall)\b(?!\s+(?:not|be\s+(?:for|of|like))\b)", _I)),
    (_PROMISED, re.compile(r"\bagree[sd]?\s+to\b|\bcommit(?:s|ted)\s+to\b", _I)),
    (_PROMISED, re.compile(r"\b(?:undertake|undertakes|undertaken|intend|intends|plan|plans|pledge|pledges)\s+to\b", _I)),
    (_PROMISED, re.compile(r"\b(?:is|are)\s+(?:going\s+)?to\s+(?!the\b|date\b)\w+", _I)),
    (
        _PROMISED,
        re.compile(
            r"(?<!needs )(?<!need )(?<!ought )(?<!continue )(?<!continues )(?<!likely )(?<!required )(?<!expected )"
            r"(?<!known )(?<!found )(?<!thought )(?<!considered )(?<!said )(?<!have )(?<!had )(?<!has )(?<!used )"
            r"(?<!appears )(?<!appear )(?<!seems )(?<!seem )(?<!believed )\bto\s+be\s+\w+",
            _I,
        ),
    ),
    (_GOES_ON, re.compile(r"\bcontinues?\s+to\b|\bon-?going\b", _I)),
    (_LEARNT, re.compile(r"\b(?:should|must)\b(?!\s+not\s+have\b)|\bought\s+to\b|\bneeds?\s+to\b", _I)),
)  # fmt: skip
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|winter"
_DATED = re.compile(
    rf"\b(?:by|during|before|throughout|no later than)\s+(?:the\s+end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?"
    rf"(?:(?:{_MONTH})\s+)?(?:19|20)\d\d\b",
    _I,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did|died|began|took|occurred|happened|published|born)\b", _I)
_NO_END = re.compile(
    r"\b(?:continu\w+|on-?going|(?:kept|keep)\s+under|regularly|routinely|annually|quarterly|monthly|yearly"
    r"|(?:each|every)\s+(?:year|quarter|month|meeting)|(?:informed|told|notified|advised|alerted)\s+of\s+any)\b",
    _I,
)
_JOINED = re.compile(r",?\s+(?:and|but|while|whilst|whereas)\s+", _I)
_OPENER = re.compile(
    r"(?:in|to|as|once|when|if|after|where|while|following|alongside|with|because|since|although|through|by|for)\b",
    _I,
)
_PURPOSE = re.compile(
    r"[,\s]*\b(?:so\s+that|so\s+as\s+to|in\s+order\s+to|to\s+ensure|to\s+make\s+sure|with\s+the\s+aim)\b", _I
)
_SAYING = re.compile(r"\bthat\s+(?=\w)", _I)
_HANDED_ON = re.compile(
    r"\s+and\s+(?P<next>(?:then\s+)?(?:brought|fed|feed|feedback|reported|presented|shared|returned|sent|submitted"
    r"|circulated|published)\b)",
    _I,
)
_THING = (
    r"(?:reports?|findings|audits?|plans?|polic(?:y|ies)|protocols?|guidance|questionnaires?|surveys?|conferences?"
    r"|briefings?|strateg(?:y|ies)|procedures?|toolkits?|newsletters?|leaflets?)"
)
_TWO_THINGS = re.compile(
    rf"\b{_THING}(?P<join>\s+and\s+)(?:(?:an?|the)\s+)?(?:[\w-]+\s+){{0,3}}?{_THING}\b", _I
)
_FEWEST_WORDS = 2


def find(text: str) -> tuple[Promise, ...]:
    """Sentence parts that likely promise, in order and without overlap.

    will, shall, has agreed to, to be and the like promise; so does a date to come where no verb says so. What goes on
    without end is a standing commitment; should and need to are a learning point.
    """
    found = []
    for start, end in _sentences(text):
        found += _merged(_in_sentence(text, start, end))
    return tuple(found)


def left_over(text: str, taken: Iterable[tuple[int, int]], set_aside: Iterable[str]) -> tuple[Promise, ...]:
    """Those that share no letter with a stretch already taken up, and whose words were not set aside."""
    stretches, aside = list(taken), {plain(words) for words in set_aside}
    return tuple(
        one
        for one in find(text)
        if not any(one.start < end and start < one.end for start, end in stretches)
        and plain(text[one.start : one.end]) not in aside
    )


def kind_of(words: str) -> str:
    """What marked words most likely are."""
    found = find(words)
    return found[0].kind if found else ACTION


def plain(words: str) -> str:
    """To compare by: blanks, capitals, emphasis and kinds of quotation mark do not count."""
    return " ".join(re.sub(r"[*_'’‘\"“”]", "", words).split()).casefold()


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _SENTENCE_END.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _in_sentence(text: str, start: int, end: int) -> Iterator[Promise]:
    signs = _signs(text, start, end)
    at = start
    for number, sign in enumerate(signs):
        after = signs[number + 1] if number + 1 < len(signs) else None
        cut = _last(_JOINED, text, sign.end, after.start) if after else None
        if after is not None and cut is None:
            if sign.kind == _LEARNT or after.kind != _LEARNT:
                signs[number + 1] = replace(sign, end=after.end)  # one promise of two verbs
                continue
            cut = (after.start, after.start)
        yield from _parts(text, at, cut[0] if cut else end, sign)
        at = cut[1] if cut else end


def _signs(text: str, start: int, end: int) -> list[_Sign]:
    """In order, the first where two overlap; a date alone only where there is no other."""
    every = sorted(
        (found.start(), -found.end(), kind)
        for kind, pattern in _SIGNS
        for found in pattern.finditer(text, start, end)
    )
    made: list[_Sign] = []
    for first, last, kind in every:
        if not made or first >= made[-1].end:
            made.append(_Sign(first, -last, kind))
    if not made and not _PAST.search(text, start, end):
        made += [_Sign(*found.span(), _PROMISED) for found in [_DATED.search(text, start, end)] if found]
    return made


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    spans = [found.span() for found in pattern.finditer(text, start, end)]
    return spans[-1] if spans else None


def _parts(text: str, start: int, end: int, sign: _Sign) -> Iterator[Promise]:
    """The clause around its sign, without what only leads up to it; in two where it promises two things."""
    start = _beginning(text, start, sign)
    purpose = _PURPOSE.search(text, sign.end, end)
    end = purpose.start() if purpose else end
    kind = _KINDS[sign.kind]
    if sign.kind == _PROMISED and _NO_END.search(text, start, end):
        kind = STANDING
    spans = _two(text, start, end) if sign.kind == _PROMISED and kind == ACTION else [(start, end)]
    for first, last in (_trimmed(text, *span) for span in spans):
        if len(text[first:last].split()) >= _FEWEST_WORDS:
            yield Promise(first, last, kind)


def _beginning(text: str, start: int, sign: _Sign) -> int:
    start, _end = _trimmed(text, start, sign.start)
    saying = _last(_SAYING, text, start, sign.start)
    if saying and text[saying[1] : sign.start].strip():
        return saying[1]
    comma = text.find(", ", start, sign.start)
    if comma >= 0 and _OPENER.match(text, start):
        return comma + 2
    return start


def _two(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two things done or handed over are two promises: analysed *and brought back*, a report *and audit findings*."""
    handed, things = _HANDED_ON.search(text, start, end), _TWO_THINGS.search(text, start, end)
    if handed:
        return [(start, handed.start()), (handed.start("next"), end)]
    if things:
        return [(start, things.start("join")), (things.end("join"), end)]
    return [(start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    loose = " \t\r\u00a0,:;-–—*_"
    while start < end and text[start] in loose:
        start += 1
    while end > start and text[end - 1] in loose:
        end -= 1
    return start, end


def _merged(found: Iterable[Promise]) -> list[Promise]:
    """Two halves of one standing commitment (how often, and on what it is told of at once) are one."""
    made: list[Promise] = []
    for one in found:
        if made and made[-1].kind == one.kind == STANDING:
            made[-1] = replace(made[-1], end=one.end)
        else:
            made.append(one)
    return made
