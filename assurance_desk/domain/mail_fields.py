"""Texts with fields in curly brackets, such as {due}, which are filled in for each recipient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from assurance_desk.errors import DeskError
from assurance_desk.texts import _

FIELDS: Final = (
    "organisation", "service", "contact", "role", "title", "reference", "due", "body", "business manager", "e-mail",
    "telephone", "legal basis", "privacy notice", "sign-off role", "return code", "file name", "marking",
)  # fmt: skip
"""What a covering text may name; who writes other messages may know more."""
_FIELD = re.compile(r"\{([^{}\n]*)\}?")
_NEAR = 60
"""How alike, of 100, a field must be to be offered in place of one we do not know."""


class UnknownFieldError(DeskError):
    def __init__(self, typed: str, known: Iterable[str]) -> None:
        from rapidfuzz import process  # loaded for a mistake, not for showing the window

        names = sorted(known)
        near = process.extractOne(_plain(typed), names, score_cutoff=_NEAR)
        if not typed.endswith("}"):
            words = _(
                "“{typed}” has no closing curly bracket, so nothing was changed. A field is written as {{due}}."
            )
            super().__init__(words.format(typed=typed))
        elif near:
            words = _("“{typed}” is not a field we know, so nothing was changed. Did you mean {{{near}}}?")
            super().__init__(words.format(typed=typed, near=near[0]))
        else:
            words = _("“{typed}” is not a field we know, so nothing was changed. The fields are: {fields}.")
            super().__init__(words.format(typed=typed, fields=", ".join(f"{{{name}}}" for name in names)))


def unknown_fields(template: str, known: Iterable[str] = FIELDS) -> tuple[str, ...]:
    """Each field of a text that is not known, once, as it stands there; one never closed comes without its bracket."""
    names = {_plain(name) for name in known}
    found = [match for match in _FIELD.finditer(template) if not _known(match, names)]
    return tuple(dict.fromkeys(match.group(0).rstrip() for match in found))


def check_fields(template: str, known: Iterable[str] = FIELDS) -> None:
    """Whether every field of a text can be filled.

    Raises:
        UnknownFieldError: one is none we know, or is not closed.
    """
    for typed in unknown_fields(template, known):
        raise UnknownFieldError(typed, known)


def filled(template: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in, capitals and hyphens of their names not minded.

    A line whose fields are all empty is left out: "Telephone: {telephone}" says nothing without one. What is filled in
    is never looked at for fields again.

    Raises:
        UnknownFieldError: a field is none of ``fields``, or is not closed.
    """
    values = {_plain(name): value.strip() for name, value in fields.items()}
    lines: list[str] = []
    for pieces in _lines(template, tuple(fields)):
        names = pieces[1::2]
        if not names or any(values[name] for name in names):
            said = [values[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
            lines.append("".join(said).rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@lru_cache(maxsize=64)  # hundreds of messages are filled in from one text
def _lines(template: str, known: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Each line as words, a field's plain name, words, and so on.

    Raises:
        UnknownFieldError: a field is none of ``known``, or is not closed.
    """
    check_fields(template, known)
    made = []
    for line in template.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        pieces, end = [], 0
        for match in _FIELD.finditer(line):
            pieces += [line[end : match.start()], _plain(match.group(0))]
            end = match.end()
        made.append((*pieces, line[end:]))
    return tuple(made)


def _known(match: re.Match[str], names: set[str]) -> bool:
    return match.group(0).endswith("}") and _plain(match.group(0)) in names


@lru_cache(maxsize=512)
def _plain(name: str) -> str:
    """{Sign-off  role} as sign off role."""
    return " ".join(re.sub(r"[\s\-‐‑–{}_]+", " ", name).casefold().split())
