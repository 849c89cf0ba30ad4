"""The signs a tracker uses in place of words: colours, words for a state, initials for people, dates in any style."""

from __future__ import annotations

import colorsys
import re
from datetime import timedelta

from rapidfuzz import fuzz, process

from assurance_desk.domain.actions import (
    AMBER,
    BLUE,
    CLOSED,
    COMMITMENT_KINDS,
    DELIVERED,
    DELIVERY_STATES,
    GREEN,
    GREY,
    RED,
    SUPERSEDED,
    TRANSFERRED,
)
from assurance_desk.domain.dates import When
from assurance_desk.domain.questions.cells import CellRule, CellValue, as_shown, bare, plain
from assurance_desk.domain.questions.read_date import read_day
from assurance_desk.domain.recovery.book import LATE, NO_DAY, NO_YEAR
from assurance_desk.texts import _, later

_STATES: dict[str, tuple[str, ...]] = {
    BLUE: ("blue", "b", "complete", "completed", "done", "closed", "complete and embedded", "implemented", "achieved", "signed off", "finished", "fully complete", "embedded"),
    DELIVERED: ("delivered", "delivered evidence awaited", "awaiting evidence", "evidence awaited", "complete awaiting evidence"),
    GREEN: ("green", "g", "on track", "in progress", "on target", "underway", "under way", "ongoing", "progressing", "started"),
    AMBER: ("amber", "a", "yellow", "delayed", "slipped", "some delay", "at risk of delay", "behind", "behind schedule", "partially complete"),
    RED: ("red", "r", "at risk", "overdue", "off track", "not on track", "late", "stalled", "significant delay"),
    GREY: ("grey", "gray", "not started", "not yet started", "white", "not due", "planned", "to start", "not begun", "pending"),
    CLOSED: ("closed not delivered", "closed - not delivered", "not delivered", "abandoned", "withdrawn", "cancelled", "no longer required", "not progressed"),
    TRANSFERRED: ("transferred", "moved to another body", "handed over"),
    SUPERSEDED: ("superseded", "replaced"),
}  # fmt: skip
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}
_COLOUR_WORDS = {
    BLUE: later("Blue"),
    GREEN: later("Green"),
    AMBER: later("Amber or yellow"),
    RED: later("Red"),
    GREY: later("Grey"),
    "": later("Another colour"),
}
_PART = re.compile(r"\s*(?:[/,;&+\n]|\band\b)\s*", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z](?:\.?[A-Z]){1,3}\.?")
_NOBODY = frozenset(
    {"tbc", "tba", "to be confirmed", "to be agreed", "n/a", "na", "-", "none", "vacant", "?"}
)
_KNOWN_ROLES = {
    "lado": later("Local authority designated officer"),
    "dsl": later("Designated safeguarding lead"),
    "bm": later("Business manager"),
}
_ENDLESS = re.compile(
    r"\b(?:on-?going|continu(?:ous(?:ly)?|ing|al)|rolling|permanent|(?:bi-?)?annual(?:ly)?|yearly|quarterly|monthly"
    r"|weekly|(?:every|each)\s+(?:year|quarter|month|week|term|meeting)|no end date|business as usual|bau)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d{2})")
_SHORT_MONTH = re.compile(r"([A-Za-z]{3,9})(?:-|['’]| ['’])(\d{2})")
_ABOUT = re.compile(
    r"^(?:by|end of|by end of|by the end of|end|during|in|due)\s+(?=[A-Za-z0-9])", re.IGNORECASE
)


# ------------------------------------------------------------------ states and colours


def guess_state(words: str) -> tuple[str, bool]:
    """The delivery state that words of a tracker mean, "" for none known; and whether they say only that."""
    wanted = bare(words).replace(",", "").replace("(", "").replace(")", "")
    if wanted in _STATE_OF:
        return _STATE_OF[wanted], True
    for state in DELIVERY_STATES:
        if wanted == state.casefold():
            return state, True
    first = re.split(r"\s*(?:[-:–;/.]|\s)\s*", wanted, maxsplit=1)[0]
    if len(first) > 2 and first in _STATE_OF and wanted[len(first) :].strip(" -:;/."):
        longest = max((w for w in _STATE_OF if wanted.startswith(w + " ")), key=len, default=first)
        return _STATE_OF[longest], False
    near = process.extractOne(
        wanted, [w for w in _STATE_OF if len(w) > 4], scorer=fuzz.ratio, score_cutoff=88
    )
    return ("", False) if near is None else (_STATE_OF[near[0]], True)


def colour_state(colour: str) -> str:
    """The delivery state a fill probably stands for; "" for white, black and colours without a meaning."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    hue *= 360
    if light > 0.965 or light < 0.08:
        return ""
    if max(red, green, blue) - min(red, green, blue) < 0.06 or strong < 0.12:
        return GREY
    bands = ((20, RED), (66, AMBER), (172, GREEN), (262, BLUE), (335, ""), (361, RED))
    return next(state for top, state in bands if hue < top)


def colour_words(colour: str) -> str:
    """``Green (#00B050)``"""
    return f"{_(_COLOUR_WORDS[colour_state(colour)])} (#{colour})"


# ------------------------------------------------------------------ kinds of commitment


def has_no_end(due: str) -> bool:
    """Whether what stands for a due date says that there is none: "ongoing", "quarterly"."""
    return _ENDLESS.search(due) is not None


def kind_in(words: str) -> str:
    """The kind of commitment that words name, "" where none."""
    return next((kind for kind in COMMITMENT_KINDS if bare(words).startswith(kind.split()[0])), "")


# ------------------------------------------------------------------ people


def people(owner: str) -> list[str]:
    """The parts of an owner's cell that names several: "JS/KT" gives two."""
    return [part for part in _PART.split(owner) if part]


def is_nobody(owner: str) -> bool:
    return bare(owner) in _NOBODY


def initials_in(owner: str) -> list[str]:
    """The initials in an owner's cell, as written."""
    return [part for part in people(owner) if _INITIALS.fullmatch(part) and not is_nobody(part)]


def initials_key(part: str) -> str:
    return part.replace(".", "").casefold()


def guess_role(part: str) -> str:
    known = _KNOWN_ROLES.get(initials_key(part), "")
    return _(known) if known else ""


def with_roles(owner: str, roles: dict[str, str]) -> str:
    """Initials replaced by the roles they stand for; everything else as written."""
    if not any(roles.get(initials_key(part)) for part in initials_in(owner)):
        return owner
    found = [
        (roles.get(initials_key(part)) or part) if _INITIALS.fullmatch(part) else part
        for part in people(owner)
    ]
    return ", ".join(dict.fromkeys(found))


# ------------------------------------------------------------------ dates


def month_first(values: list[CellValue]) -> bool:
    """Whether a column's dates in figures can only be read month first, and none only day first."""
    day = month = False
    for value in values:
        found = _FIGURES.fullmatch(plain(value)) if isinstance(value, str) else None
        if found:
            day = day or int(found[1]) > 12
            month = month or int(found[3]) > 12
    return month and not day


def read_when(value: CellValue, shown: str, *, months: bool) -> tuple[When | None, str]:
    """The date of a cell and, where it could be read two ways or in none, what is the matter with it.

    ``months``: this column puts the month first. Dates are else read day first, as in the United Kingdom.
    """
    if isinstance(value, str):
        value = _ABOUT.sub("", plain(value))
        if not value:
            return None, ""
        found = _FIGURES.fullmatch(value)
        if found and int(found[1]) <= 12 and int(found[3]) <= 12:
            first, second = (found[3], found[1]) if not months else (found[1], found[3])
            value = f"{_year(found[4])}-{int(first):02}-{int(second):02}"
        elif short := _SHORT_MONTH.fullmatch(value):
            value = f"{short[1]} {_year(short[2])}"
    return _settled(value, shown)


def _settled(value: CellValue, shown: str) -> tuple[When | None, str]:
    for kind in ("date", "month"):
        found = read_day(CellRule(kind), value, month_first=False)
        if found.value:
            when = When.from_iso(found.value)
            break
    else:
        return None, _("“{words}” is not a date we can be sure of").format(words=as_shown(value))
    if shown == LATE and isinstance(value, int | float) and when.day:
        when = When.of(when.last_day + timedelta(days=1462))
    if shown == NO_DAY:
        when = When(when.year, when.month)
    doubt = _("shown without its year; read as {day}").format(day=when.long) if shown == NO_YEAR else ""
    return when, doubt


def _year(figures: str) -> str:
    return figures if len(figures) == 4 else f"20{figures}"
