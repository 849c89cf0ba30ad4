"""Returns: what came back, who has not replied, and what more is done with what came; a part is a line in PARTS."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.services import names_hold, returns_asked, returns_view, updates_view
from assurance_desk.texts import _, later
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.dropped import paths_of
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.returns_parts import Chosen, PartEntry, ReturnsPart
from assurance_desk.ui.pages.returns_tray import ReturnsTray
from assurance_desk.ui.shell import Command, Shell

TRAY = "tray"
PARTS = (
    PartEntry(TRAY, later("Returns"), "returns_tray", "ReturnsTray"),
    PartEntry("replies", later("Replies"), "returns_replies", "RepliesPart"),
    PartEntry("moderation", later("Moderation"), "returns_moderation", "ModerationPart"),
)


class ReturnsPage(Page):
    """Files dropped anywhere on it come into the tray. A record of another part is ``part:id``."""

    NAME = "Returns"
    ICON = "inbox"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAcceptDrops(True)
        self.chosen = Chosen(shell.desk)
        self.tray = ReturnsTray(shell, self.chosen.questionnaire)
        self._made: dict[str, ReturnsPart] = {TRAY: self.tray}
        self._segments: dict[str, QPushButton] = {}
        self.view = TRAY
        self.picker = QComboBox()
        self.picker.setFont(th.font())
        self.picker.setAccessibleName(_("Questionnaire"))
        self.picker.activated.connect(lambda at: self.choose(str(self.picker.itemData(at))))
        self.strip = self._make_strip()
        self.body.addWidget(self.strip)
        self._views = QStackedWidget()
        self._views.addWidget(self.tray)
        self.body.addWidget(self._views, 1)

    def _make_strip(self) -> QWidget:
        strip, across = widgets.panel("paper", across=True, margins=(24, 8, 24, 0), gap=20)
        group = QButtonGroup(self)
        for entry in PARTS:
            segment = widgets.button(_(entry.words), "segment")
            segment.setCheckable(True)
            segment.setChecked(entry.name == self.view)
            segment.clicked.connect(lambda _on=False, name=entry.name: self.show_part(name))
            group.addButton(segment)
            across.addWidget(segment)
            self._segments[entry.name] = segment
        across.addStretch()
        across.addWidget(self.picker)
        return strip

    @property
    def part(self) -> ReturnsPart:
        return self._made[self.view]

    def show_part(self, name: str) -> None:
        """Made when first looked at, and read anew each time: it is not kept up to date unseen."""
        self.view = name
        self._segments[name].setChecked(True)
        if name not in self._made:
            entry = next(one for one in PARTS if one.name == name)
            self._made[name] = entry.make(self.shell, self.chosen.questionnaire)
            self._views.addWidget(self._made[name])
        self._views.setCurrentWidget(self.part)
        self.part.refresh(None)
        self.shell.refresh_header()

    def choose(self, questionnaire_id: str) -> None:
        """Show the returns of this questionnaire from now on."""
        self.chosen.choose(questionnaire_id)
        self._fill_strip()
        self.part.refresh(None)
        self.shell.refresh_header()

    def _fill_strip(self) -> None:
        choices, shown = self.chosen.choices(), self.chosen.questionnaire()
        told = [(_picked(one), one.id) for one in choices]
        if told != [
            (self.picker.itemText(at), self.picker.itemData(at)) for at in range(self.picker.count())
        ]:
            self.picker.clear()
            for words, questionnaire_id in told:
                self.picker.addItem(words, questionnaire_id)
        if shown:
            self.picker.setCurrentIndex(self.picker.findData(shown.id))
        self.picker.setVisible(len(choices) > 1)
        for name, segment in self._segments.items():
            segment.setVisible(len(PARTS) > 1 and (bool(choices) or name == TRAY))
        self.strip.setVisible(bool(choices) and (len(PARTS) > 1 or len(choices) > 1))

    # ------------------------------------------------------------ what the window asks

    @classmethod
    def badge(cls, shell: Shell) -> int:
        return (
            len(names_hold.held(shell.desk))
            + len(shell.watched.offered)
            + returns_view.waiting(shell.desk)
            + updates_view.waiting(shell.desk)
        )

    def header_fact(self) -> str:
        return self.part.header_fact()

    def primary(self) -> Command | None:
        return self.part.primary()

    def commands(self) -> list[Command]:
        made = self.part.commands()
        if self.strip.isVisibleTo(self):
            others = [one for one in PARTS if one.name != self.view]
            made += [
                Command(_("Show: {part}").format(part=_(one.words)), partial(self.show_part, one.name))
                for one in others
            ]
        return made

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches("return_", "questionnaire"):
            self._fill_strip()
            if not self.chosen.choices() and self.view != TRAY:
                self.show_part(TRAY)
        self.part.refresh(changes)

    def show_record(self, record_id: str) -> None:
        """A return, or one answer of it, ``return id#answer id``; after ``part:`` what that part calls its record."""
        name, colon, rest = record_id.partition(":")
        if not colon or name not in self._segments:
            name, rest = TRAY, record_id
        if self.view != name:
            self.show_part(name)
        whose = returns_asked.of_record(self.shell.desk, rest.partition("#")[0])
        shown = self.chosen.questionnaire()
        if whose and shown and whose != shown.id:
            self.choose(whose)
        if rest:
            self.part.show_record(rest)

    def shown_record(self) -> str:
        shown = self.part.shown_record()
        return shown if self.view == TRAY else f"{self.view}:{shown}"

    def go_back(self) -> bool:
        if self.part.go_back():
            return True
        if self.view != TRAY:
            self.show_part(TRAY)
            return True
        return False

    # ------------------------------------------------------------ files

    def import_files(self, paths: list[Path]) -> None:
        if self.view != TRAY:
            self.show_part(TRAY)
        self.tray.bringing.import_files(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()) and not self.shell.desk.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_files(paths_of(event.mimeData()))


def _picked(one: Questionnaire) -> str:
    name = f"{one.ref} {one.version}"
    return _("{name}, closed").format(name=name) if one.status == CLOSED else name
