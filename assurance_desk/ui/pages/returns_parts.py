"""What every part of the Returns page is, and which questionnaire all of them speak of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import returns_asked
from assurance_desk.services.desk import Desk
from assurance_desk.ui import preferences
from assurance_desk.ui.shell import Command, Shell


class ReturnsPart(QWidget):
    """One segment of the page. ``asked()`` gives the questionnaire chosen for the page, None where none was issued.

    In ``__init__`` build widgets and read nothing; ``refresh`` reads.
    """

    def __init__(self, shell: Shell, asked: Callable[[], Questionnaire | None]) -> None:
        super().__init__()
        self.shell, self.asked = shell, asked

    def refresh(self, changes: Changes | None) -> None:
        """Read what is shown: None when first shown or asked of another questionnaire, else what a step touched."""

    def header_fact(self) -> str:
        return ""

    def primary(self) -> Command | None:
        return None

    def commands(self) -> list[Command]:
        return []

    def show_record(self, record_id: str) -> None:
        """Bring a record of this part into view and choose it."""

    def shown_record(self) -> str:
        return ""

    def go_back(self) -> bool:
        """Esc: False where there is nothing to go back from."""
        return False


@dataclass(frozen=True, slots=True)
class PartEntry:
    """``name`` is the part's key; ``words`` are English, for ``_``. Its module is loaded when first looked at."""

    name: str
    words: str
    module: str
    class_name: str

    def make(self, shell: Shell, asked: Callable[[], Questionnaire | None]) -> ReturnsPart:
        kind: type[ReturnsPart] = getattr(
            import_module(f"assurance_desk.ui.pages.{self.module}"), self.class_name
        )
        return kind(shell, asked)


class Chosen:
    """The questionnaire chosen for the page, remembered for each workbook until another one is issued."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._key = f"returns/asked/{_short(desk.path)}"

    def choices(self) -> list[Questionnaire]:
        return returns_asked.issued(self._desk)

    def questionnaire(self) -> Questionnaire | None:
        chosen, _sign, newest = preferences.text(self._key).partition("|")
        return returns_asked.questionnaire_shown(self._desk, chosen if newest == self._newest() else "")

    def choose(self, questionnaire_id: str) -> None:
        preferences.keep(self._key, f"{questionnaire_id}|{self._newest()}")

    def _newest(self) -> str:
        """A round issued since a choice was made is the one to look at."""
        return next((one.id for one in self.choices()), "")


def _short(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "replace")).hexdigest()[:16]
