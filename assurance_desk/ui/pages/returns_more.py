"""What is seldom done with a return, behind one quiet button: the page shows what comes next, and this holds the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from assurance_desk.domain.returns import PART, TAKEN
from assurance_desk.domain.wording import shortened
from assurance_desk.services.returns_view import ReturnView
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Command

Do = Callable[[], object]


def more_button(groups: list[list[Command]], words: str = "", tip: str = "", icon: str = "") -> QPushButton:
    """``groups`` of what can be done, a line between them; hidden where there is none."""
    tip = tip or _("What is seldom done with a return")
    made = widgets.button(words or _("More…"), "link", icon, tip=tip)
    menu = QMenu(made)
    fill(menu, groups)
    made.setMenu(menu)
    made.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
    made.setMinimumWidth(made.sizeHint().width() + th.px(8))
    if not menu.actions():
        made.hide()  # never shown here: without a parent yet, it would be a window
    return made


def fill(menu: QMenu, groups: list[list[Command]]) -> None:
    """In place of what it holds."""
    menu.clear()
    for group in (one for one in groups if one):
        if menu.actions():
            menu.addSeparator()
        for command in group:
            menu.addAction(command.words.replace("&", "&&")).triggered.connect(
                lambda _on=False, do=command.run: do()
            )


def on_answers(view: ReturnView, correct: Do, agree: Do, *, agreeing: bool) -> list[Command]:
    """With answers that are there."""
    made = []
    if view.record.state in (TAKEN, PART):
        made.append(Command(_("Correct an answer"), correct))
    if not agreeing and any(line.graded for line in view.answers):
        made.append(Command(_("Agree the graded answers"), agree))
    return made


def taking_back(view: ReturnView, begin: Callable[[tuple[str, ...]], object]) -> list[Command]:
    """Of each file that gave something, and of all of them at once."""
    given = [one.record for one in view.files if one.given]
    made = [
        Command(
            _("Take back what “{name}” gave").format(name=shortened(one.name, 48)),
            partial(begin, (one.id,)),
        )
        for one in given
    ]
    if len(given) > 1:
        every = tuple(one.id for one in given)
        made.append(Command(_("Take back the whole return"), partial(begin, every)))
    return made
