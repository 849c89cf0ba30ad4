"""What stands in a tracker, told back to its officer: its columns with their first words, and its signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recovery.book import address
from assurance_desk.domain.tracker_grid import Grid, same_words
from assurance_desk.domain.tracker_leads import Leads
from assurance_desk.domain.tracker_rows import TrackerRow
from assurance_desk.domain.tracker_signs import (
    colour_state,
    colour_words,
    guess_role,
    guess_state,
    initials_in,
    initials_key,
)
from assurance_desk.texts import _

INITIALS, AGENCY, WORD, COLOUR = "initials", "agency", "word", "colour"
_SAMPLES, _LOOKED_AT = 3, 400
COLOURS = "colours"


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """``id`` is its number, or ``colours:`` and its number for the colours of its cells."""

    id: str
    at: int
    letter: str
    heading: str
    samples: str
    holds: str

    @property
    def is_colour(self) -> bool:
        return self.id.startswith(COLOURS)


@dataclass(frozen=True, slots=True)
class Sign:
    """``means`` is a role for initials, what ``Leads.meant`` gives for an agency, else a delivery state; "" where nobody
    said and it cannot be guessed.
    """

    kind: str
    key: str
    written: str
    times: int
    means: str

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"


def columns_found(grid: Grid, mapping: tc.Mapping) -> list[FoundColumn]:
    """Every column with something in it; right after it, its colours where it has some."""
    headings = grid.headings(mapping.heading)
    coloured = set(tc.coloured_columns(grid, mapping.heading))
    found: list[FoundColumn] = []
    for at in range(grid.width):
        letter = address(0, at).rstrip("0123456789")
        if at in mapping.columns:
            samples = _samples(grid, mapping.heading, at)
            found.append(FoundColumn(str(at), at, letter, headings[at], samples, mapping.columns[at]))
        if at in coloured:
            holds = tc.STATE if mapping.colour == at else tc.LEAVE
            words = _("Colours of {letter}").format(letter=letter)
            shades = ", ".join(
                dict.fromkeys(colour_words(one) for one in _colours(grid, mapping.heading, at))
            )
            found.append(FoundColumn(f"{COLOURS}:{at}", at, letter, words, shades, holds))
    return found


def _samples(grid: Grid, heading: int, column: int) -> str:
    seen: dict[str, None] = {}
    headed = grid.headings(heading)[column]
    for row in range(heading + 1, min(grid.height, heading + _LOOKED_AT)):
        words = " ".join(grid.text(row, column).split())
        if words and not same_words(words, headed):
            seen.setdefault(words if len(words) <= 40 else words[:39] + "…")
        if len(seen) == _SAMPLES:
            break
    return " · ".join(seen)


def _colours(grid: Grid, heading: int, column: int) -> list[str]:
    counted = Counter(
        colour for (row, at), colour in grid.tracker.fills.items() if at == column and row > heading
    )
    return [colour for colour, _times in counted.most_common(6)]


def signs_found(grid: Grid, mapping: tc.Mapping, rows: Sequence[TrackerRow], leads: Leads) -> list[Sign]:
    """Initials, agencies, words and colours of the rows that are taken, the most frequent of each first."""
    taken = [row.at for row in rows if not row.left]
    initials: Counter[str] = Counter()
    words: Counter[str] = Counter()
    agencies = Counter(row.value(tc.LEAD) for row in rows if not row.left and row.value(tc.LEAD))
    for row in taken:
        for column in mapping.of(tc.OWNER):
            initials.update(initials_in(grid.text(row, column)))
        words.update(text for column in mapping.of(tc.STATE) if (text := grid.text(row, column)))
    colours = Counter(grid.fill(row, mapping.colour) for row in taken) if mapping.colour >= 0 else Counter()
    return [
        *_initials(initials, mapping.legend),
        *(
            Sign(AGENCY, key, " ".join(written.split()), times, leads.meant(written))
            for written, times, key in _merged(agencies, bare)
        ),
        *_states(words, mapping.legend),
        *(_colour(one, times, mapping.legend) for one, times in colours.most_common() if one),
    ]


def _initials(counted: Counter[str], legend: tc.Legend) -> list[Sign]:
    return [
        Sign(INITIALS, key, written, times, legend.roles.get(key, ""))
        for written, times, key in _merged(counted, initials_key)
    ]


def _states(counted: Counter[str], legend: tc.Legend) -> list[Sign]:
    return [
        Sign(WORD, key, " ".join(written.split()), times, legend.states.get(key, guess_state(written)[0]))
        for written, times, key in _merged(counted, bare)
    ]


def _colour(colour: str, times: int, legend: tc.Legend) -> Sign:
    means = legend.colours.get(colour, colour_state(colour))
    return Sign(COLOUR, colour, colour_words(colour), times, means)


def _merged(counted: Counter[str], key_of: object) -> list[tuple[str, int, str]]:
    """Ways of writing one sign together, under the most frequent of them."""
    assert callable(key_of)
    found: dict[str, list[str | int]] = {}
    for written, times in counted.most_common():
        known = found.setdefault(key_of(written), [written, 0])
        known[1] = int(known[1]) + times
    ranked = sorted(found.items(), key=lambda one: -int(one[1][1]))
    return [(str(one[0]), int(one[1]), key) for key, one in ranked]


def guessed_roles(signs: Sequence[Sign]) -> dict[str, str]:
    """Roles that initials stand for everywhere, for those nobody has told yet."""
    return {
        one.key: role
        for one in signs
        if one.kind == INITIALS and not one.means and (role := guess_role(one.written))
    }
