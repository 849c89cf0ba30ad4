"""Reads a cell that should hold one word of a list."""

from __future__ import annotations

from functools import lru_cache

from assurance_desk.domain.questions.cells import (
    BLANK,
    CERTAIN,
    LIKELY,
    UNSURE,
    CellRule,
    CellValue,
    Reading,
    as_shown,
    bare,
    plain,
    refused,
)
from assurance_desk.texts import _

_SAME_WORDS = {
    "y": "yes", "yes please": "yes", "true": "yes", "\u2713": "yes", "\u2714": "yes", "\u2611": "yes", "tick": "yes",
    "ticked": "yes", "n": "no", "false": "no",
    "n/a": "not applicable", "na": "not applicable", "n.a": "not applicable",
    "not app": "not applicable", "non applicable": "not applicable",
}  # fmt: skip


@lru_cache(maxsize=512)
def _by_bare(choices: tuple[str, ...]) -> dict[str, str]:
    """Choices by their bare words; two that differ only in capitals are told apart by exact wording alone."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for choice in choices:
        key = bare(choice)
        if key in found:
            twice.add(key)
        found[key] = choice
    return {key: choice for key, choice in found.items() if key not in twice}


def read_choice(rule: CellRule, value: CellValue) -> Reading:
    """A tick or "y" counts as Yes; a cross does not, since it may mean either."""
    text = as_shown(value)
    if text in rule.choices:
        return Reading(text)
    words = bare(text)
    if not words:
        return refused(_expected(rule)) if plain(text) else BLANK
    known = _by_bare(rule.choices)
    if words in known:
        return Reading(known[words], CERTAIN, _("spaces, capitals or quotation marks differ"))
    same = _SAME_WORDS.get(words)
    if same in known:
        return _read_as(text, known[same], LIKELY)
    if same == "no" or words == "no":
        return _no(rule, text)
    return _begins(rule, text, words, known)


def _no(rule: CellRule, text: str) -> Reading:
    """Where Yes is the only choice, a No is the same as leaving it blank."""
    if rule.choices == ("Yes",):
        return Reading("", LIKELY, _("“{text}” read as not chosen").format(text=plain(text)))
    return _begins(rule, text, bare(text), _by_bare(rule.choices))


def _begins(rule: CellRule, text: str, words: str, known: dict[str, str]) -> Reading:
    """An abbreviation that only one choice begins with; short ones stay unsure."""
    fits = [choice for key, choice in known.items() if key.startswith(words)]
    if len(fits) != 1 or not words[0].isalpha():
        return refused(_expected(rule))
    whole_word = bare(fits[0])[len(words)] in " ,(" and len(words) > 3
    return _read_as(text, fits[0], LIKELY if whole_word else UNSURE)


def _read_as(text: str, choice: str, sure: int) -> Reading:
    return Reading(choice, sure, _("“{text}” read as “{choice}”").format(text=plain(text), choice=choice))


def _expected(rule: CellRule) -> str:
    if rule.choices == ("Yes",):
        return _("Yes, or nothing")
    return _("one of: {choices}").format(choices=", ".join(rule.choices))
