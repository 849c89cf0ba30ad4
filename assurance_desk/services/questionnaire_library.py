"""The questionnaires that ship with the program, and those of this workbook: to start from, or to copy questions out of."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.paths import resources
from assurance_desk.services.desk import Desk
from assurance_desk.services.questionnaires import read_file
from assurance_desk.store import rows
from assurance_desk.texts import _, later


@dataclass(frozen=True, slots=True)
class Shelved:
    """One of the library: ``key`` names its file, ``about`` says in a line what it is for."""

    key: str
    title: str
    about: str


LIBRARY: tuple[Shelved, ...] = (
    Shelved(
        "section_11",
        later("Section 11 self-assessment"),
        later("Eight standards and what stands beside them, each grade with its meaning"),
    ),
    Shelved(
        "case_audit",
        later("Single-agency case audit"),
        later("One return for each case audited; names nobody"),
    ),
    Shelved(
        "housing_training",
        later("Housing training gap analysis"),
        later("Who visits homes, and who of them is trained"),
    ),
)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to copy questions from, by the words it is chosen by."""

    words: str
    questionnaire: Questionnaire


def take_down(key: str) -> Questionnaire:
    """A questionnaire of the library, as it ships.

    Raises:
        KeyError: there is no such one.
    """
    if key not in {one.key for one in LIBRARY}:
        raise KeyError(key)
    return read_file(resources() / "library" / f"{key}.json")


def sources(desk: Desk, for_draft: str) -> list[Source]:
    """The other questionnaires of this workbook, newest first, then the library."""
    there = [one for one in reversed(rows.find(desk.db, Questionnaire)) if one.id != for_draft]
    own = [
        Source(_("{ref} {version}: {title}").format(ref=one.ref, version=one.version, title=one.title), one)
        for one in there
    ]
    shelf = [Source(_("Library: {title}").format(title=_(one.title)), take_down(one.key)) for one in LIBRARY]
    return own + shelf
