"""The preview: the sheet that holds what is chosen, any other sheet, and what its lists offer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.sheet_picture import COVER, Picture
from assurance_desk.services.questionnaire_preview import Recipient, Seen
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.designer_sheet import SheetView


class SheetsPane(QWidget):
    """``cover_asked`` when the cover is wanted, which takes a moment to make; ``who_changed`` when another's copy is."""

    cover_asked = Signal()
    who_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        column = widgets.box(margins=(16, 12, 12, 8), gap=8)
        self.setLayout(column)
        across = widgets.box(across=True, margins=(0, 0, 12, 0), gap=12)
        self._anyone = widgets.label(_("As its respondent opens it"), "small", role="muted")
        self.who = ChoiceField(_("Whose copy is shown"), ())
        self.who.committed.connect(self.who_changed)
        self.who.hide()
        across.addWidget(self._anyone, 1)
        across.addWidget(self.who, 1)
        self.tabs = ChoiceField(_("Sheet shown"), ())
        self.tabs.committed.connect(self._tab_chosen)
        across.addWidget(self.tabs, 1)
        self.wide = widgets.button(_("Widen"), "link", "eye")
        self.wide.setCheckable(True)
        across.addWidget(self.wide)
        column.addLayout(across)
        self.view = SheetView()
        column.addWidget(self.view, 1)
        self.offered = widgets.label("", "small", role="muted", wrap=True)
        column.addWidget(self.offered)
        self._seen: dict[str, Seen] = {}
        self._pictures: tuple[Picture, ...] = ()
        self._about = ""
        self._chosen = ("", "")
        self._cover = Picture(COVER, "", (), (), 0)

    def offer_copies(self, seen: Sequence[Seen]) -> None:
        """Those whose copies hold answers of last time; without any there is nothing to choose."""
        self._seen = {_copy_words(one): one for one in seen}
        self.who.offer((_("As anyone opens it, blank"), *self._seen))
        if self.who.currentIndex() < 0:
            self.who.setCurrentIndex(0)
        self.who.setVisible(bool(seen))
        self._anyone.setVisible(not seen)

    @property
    def to(self) -> Recipient | None:
        """Whose copy is shown; None for anyone's."""
        seen = self._seen.get(self.who.words())
        return seen.to if seen else None

    @property
    def on_cover(self) -> bool:
        return self.tabs.words() == COVER

    def show_cover(self, cover: Picture) -> None:
        self._cover = cover
        if self.on_cover:
            self._show(cover)

    def show_sheets(self, pictures: Sequence[Picture], letter: str, about: str) -> None:
        """The sheet of the question ``about``, or the first of the section; what was shown before while they stay."""
        before = self.view.picture.tab
        moved = (letter, about) != self._chosen
        self._pictures, self._about, self._chosen = tuple(pictures), about, (letter, about)
        self.tabs.offer((COVER, *(one.tab for one in pictures)))
        if self.on_cover and not about:
            self.cover_asked.emit()
            return
        shown = self._wanted(letter, about) if moved else None
        shown = shown or next((one for one in pictures if one.tab == before), None)
        shown = shown or self._wanted(letter, about) or (pictures[0] if pictures else None)
        if shown is not None:
            self._show(shown)
            if moved:
                self.view.bring(about)

    def show_section(self, letter: str, pictures: Sequence[Picture]) -> None:
        """One section's sheets as they are being typed; the others stay."""
        places = [at for at, one in enumerate(self._pictures) if one.letter == letter]
        first = places[0] if places else len(self._pictures)
        others = [one for one in self._pictures if one.letter != letter]
        self.show_sheets((*others[:first], *pictures, *others[first:]), *self._chosen)

    def _wanted(self, letter: str, about: str) -> Picture | None:
        holds = [one for one in self._pictures if about and any(line.question == about for line in one.lines)]
        return next((one for one in (*holds, *self._pictures) if one.letter == letter or one in holds), None)

    def _show(self, picture: Picture) -> None:
        self.tabs.set_words(picture.tab)
        self.view.show_picture(picture, self._about)
        lists: list[str] = []
        for line in picture.lines:
            for piece in line.pieces if line.question == self._about else ():
                words = " / ".join(piece.choices)
                if words and words not in lists:
                    lists.append(words)
        self.offered.setText(_("Its list offers: {lists}").format(lists="; ".join(lists)) if lists else "")
        self.offered.setVisible(bool(lists))

    def _tab_chosen(self) -> None:
        chosen = next((one for one in self._pictures if one.tab == self.tabs.words()), None)
        if chosen is not None:
            self._show(chosen)
        else:
            self._show(self._cover)
            self.cover_asked.emit()


def _copy_words(one: Seen) -> str:
    answers = plural("{n} answer as last time", "{n} answers as last time", one.answers)
    return _("As {name} opens it: {answers}").format(name=one.to.name, answers=answers)
