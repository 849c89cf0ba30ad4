"""What a return says it holds as evidence, and the files that came with it: which is which, by name and by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

BY_NAME, BY_QUESTION, BY_WORDS, BY_OFFICER = "name", "question", "words", "officer"
CLOSE: Final = 86
"""Of 100: so alike are a file's words and what was declared, at least, to be taken for the same."""
_ATTACHED: Final = re.compile(
    r"\b(attach(?:ed|ment)?|enclos(?:ed|ure)|appendix|appended|see (?:the )?file|copy sent|sent with|annex)\b"
    r"|\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|png|jpe?g|msg|eml|zip)\b",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\.[A-Za-z]{2,4}$")
_PARTED: Final = re.compile(r"[;\n•]+")
_TELLS_NOTHING: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "our",
        "with",
        "see",
        "file",
        "files",
        "copy",
        "copies",
        "final",
        "draft",
        "version",
        "document",
        "documents",
        "doc",
        "attached",
        "attachment",
        "enclosed",
        "appendix",
        "evidence",
        "held",
        "dated",
        "from",
        "signed",
        "scan",
        "new",
        "updated",
        "latest",
        "html",
        "pdf",
    ]
)
_NONE: Final = re.compile(r"^\W*(?:none|no|nil|n/?a|not applicable|nothing|-)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """One piece a return says it has: at which question, in which words. ``attached``: it says that it came along."""

    question: str
    text: str
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """``question``: where the file belongs, "" for nowhere; ``piece``: the place of what was declared, None where only
    the question is known; ``how``: by which of the four ways.
    """

    question: str
    piece: int | None
    how: str


def pieces(question: str, text: str) -> list[Declared]:
    """The pieces an answer on evidence names; nothing where it says there is none."""
    parts = (" ".join(part.split()).strip(" .,") for part in _PARTED.split(text))
    return [Declared(question, part, bool(_ATTACHED.search(part))) for part in parts if not _NONE.match(part)]


def match(
    declared: Sequence[Declared],
    names: Mapping[str, str],
    questions: Iterable[str],
    settled: Mapping[str, str],
) -> dict[str, Match]:
    """Where each file (name by id) belongs; one that belongs nowhere is not in it.

    ``settled`` is the officer's word by file id, the question or "" for none, and stands above all. ``questions``: every
    reference of the questionnaire.
    """
    known = {one.casefold(): one for one in questions}
    found: dict[str, Match] = {}
    for file_id, name in names.items():
        if file_id in settled:
            question = settled[file_id]
            found[file_id] = Match(question, _piece_of(declared, question, name), BY_OFFICER)
        elif (match_ := _matched(declared, name, known)) is not None:
            found[file_id] = match_
    return found


def _matched(declared: Sequence[Declared], name: str, known: Mapping[str, str]) -> Match | None:
    bare = _ENDING.sub("", name).casefold()
    for place, one in enumerate(declared):
        if _holds(one.text, name.casefold()) or (len(_words(bare)) > 1 and _holds(one.text, bare)):
            return Match(one.question, place, BY_NAME)
    tokens = re.findall(r"[A-Za-z]\d+[a-z]?", bare)
    named = [known[token] for token in tokens if token in known and _stands_alone(token, bare)]
    if named:
        return Match(named[0], _piece_of(declared, named[0], name), BY_QUESTION)
    scored = [(_alike(one.text, name), place) for place, one in enumerate(declared)]
    best = max(scored, default=(0.0, 0))
    if best[0] < CLOSE or sum(score == best[0] for score, _place in scored) > 1:
        return None
    return Match(declared[best[1]].question, best[1], BY_WORDS)


def _holds(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text.casefold()) is not None


def _stands_alone(token: str, bare: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(token)}(?![A-Za-z0-9])", bare, re.IGNORECASE) is not None


def _piece_of(declared: Sequence[Declared], question: str, name: str) -> int | None:
    """Of a question's pieces the likeliest; the only one there is, whatever it is called."""
    there = [place for place, one in enumerate(declared) if one.question == question]
    if len(there) == 1:
        return there[0]
    scored = [(_alike(declared[place].text, name), place) for place in there]
    best = max(scored, default=(0.0, None))
    return best[1] if best[0] >= CLOSE else None


def _alike(text: str, name: str) -> float:
    """Two telling words or more of a file's name in what was declared, or all of what was declared in its name."""
    theirs, ours = _words(text), _words(_ENDING.sub("", name))
    if not theirs or not ours:
        return 0.0
    shared = [
        word
        for word in ours
        if any(word == other or (len(word) > 4 and fuzz.ratio(word, other) >= CLOSE) for other in theirs)
    ]
    if len(shared) < min(2, len(theirs)):
        return 0.0
    return 100.0 * max(len(shared) / len(ours), len(shared) / len(theirs))


def _words(text: str) -> list[str]:
    """Telling words in lower case: no years, no version, nothing that stands in any name."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    found = re.findall(r"[^\W\d_]{3,}", parted.casefold())
    return [word for word in dict.fromkeys(found) if word not in _TELLS_NOTHING]
