"""How a questionnaire is begun: from nothing, from the library, or like one there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_library as library
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Command, Shell


class Beginning:
    """``show(questionnaire_id, word_it)`` is called with what was begun; ``word_it``: its title is still to be typed."""

    def __init__(self, shell: Shell, show: Callable[[str, bool], object]) -> None:
        self._shell, self._show = shell, show

    def from_nothing(self) -> None:
        self._begin(lambda: design.begin(self._shell.desk), word_it=True)

    def from_library(self, key: str) -> None:
        self.like(lambda: library.take_down(key))

    def like(self, source: Callable[[], Questionnaire]) -> None:
        self._begin(lambda: design.begin_from(self._shell.desk, source()), word_it=False)

    def _begin(self, make: Callable[[], Questionnaire], *, word_it: bool) -> None:
        made: list[Questionnaire] = []
        if self._shell.attempt(lambda: made.append(make())):
            self._show(made[0].id, word_it)

    def buttons(self) -> list[QPushButton]:
        """For a page that holds nothing yet: the first is the one to press."""
        begin = widgets.button(_("Begin a new questionnaire"), "primary")
        begin.clicked.connect(self.from_nothing)
        made = [begin]
        for one in library.LIBRARY:
            start = widgets.button(self._words(one), tip=_(one.about))
            start.clicked.connect(self._starts(one.key))
            made.append(start)
        return made

    def commands(self, shown: Questionnaire | None) -> list[Command]:
        """``shown`` may be begun from too."""
        made = [Command(_("Begin a new questionnaire"), self.from_nothing)]
        made += [Command(self._words(one), self._starts(one.key)) for one in library.LIBRARY]
        if shown is not None:
            words = _("Begin a new questionnaire like {ref}").format(ref=shown.ref)
            made.append(Command(words, lambda: self.like(lambda: shown)))
        return made

    @staticmethod
    def _words(one: library.Shelved) -> str:
        return _("Start from: {title}").format(title=_(one.title))

    def _starts(self, key: str) -> Callable[[], None]:
        return lambda: self.from_library(key)
