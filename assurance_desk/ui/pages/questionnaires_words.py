"""A draft's words changed in place: the fields, what refuses them, and what is kept of half-typed ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import drafts
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.record_form import DRAFT_EVERY
from assurance_desk.ui.shell import Shell

PAGE = "Questionnaires"
Save = Callable[[dict[str, str]], object]


@dataclass(frozen=True, slots=True)
class Words:
    """One field: its name in the record, what the user calls it, what stands there, and what may."""

    name: str
    said: str
    text: str
    placeholder: str = ""
    lines: bool = False


class WordsEditor(QWidget):
    """``left(kept)`` when done with. A refusal stands under the fields and keeps what was typed.

    ``of`` is the questionnaire's id and ``about`` the reference in it that the words belong to.
    """

    left = Signal(bool)

    def __init__(self, shell: Shell, of: str, about: str, words: Sequence[Words], save: Save) -> None:
        super().__init__()
        self._shell, self._of, self._about, self._save = shell, of, about, save
        self._words = {one.name: one for one in words}
        self.fields: dict[str, TextField] = {}
        self._saving = False
        column = widgets.box(margins=(0, 4, 0, 8), gap=4)
        self.setLayout(column)
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep_drafts)
        self.put_back = widgets.label(
            _("You were typing this. Keep it, or leave it as it was."), "small", role="warn"
        )
        self.put_back.hide()
        column.addWidget(self.put_back)
        for one in words:
            column.addWidget(widgets.label(one.said, "small", role="muted"))
            column.addWidget(self._field(one))
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.done = widgets.button(_("Keep these words"), "suggested")
        self.leave = widgets.button(_("Leave as it was"))
        self.done.clicked.connect(self.keep)
        self.leave.clicked.connect(self._left_alone)
        row = widgets.box(across=True, gap=12)
        row.addWidget(self.done)
        row.addWidget(self.leave)
        row.addStretch()
        column.addLayout(row)
        self._fill_drafts()

    def _field(self, one: Words) -> TextField:
        field = TextField(one.said, least=1)
        field.setPlaceholderText(one.placeholder)
        field.set_words(one.text)
        field.textEdited.connect(lambda _typed: self._timer.start())
        field.left.connect(self._left_alone)
        self.fields[one.name] = field
        return field

    def keep(self) -> None:
        typed = {name: self._typed(name) for name in self.fields}
        self._timer.stop()
        self._drop_drafts()
        self._saving = True  # the step shows the page anew, and these words are no longer half typed
        try:
            self._save(typed)
        except DeskError as error:
            self._saving = False
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.keep_drafts()
            next(iter(self.fields.values())).setFocus()
            return
        self.left.emit(True)

    def keep_drafts(self) -> None:
        """Keep what is half typed, so that a crash does not take it."""
        self._timer.stop()
        if self._saving:
            return
        for name, field in self.fields.items():
            if self._typed(name) != self._words[name].text:
                drafts.keep(self._shell.desk, self._draft(name, field.words()))

    def _typed(self, name: str) -> str:
        words = self.fields[name].words()
        return words.strip() if self._words[name].lines else " ".join(words.split())

    def _draft(self, name: str, text: str) -> Draft:
        return Draft(PAGE, self._of, f"{self._about}.{name}", self._words[name].said, text)

    def _drop_drafts(self) -> None:
        for name in self.fields:
            drafts.drop(self._shell.desk, self._draft(name, ""))

    def _left_alone(self) -> None:
        self._timer.stop()
        self._drop_drafts()
        self.left.emit(False)

    def _fill_drafts(self) -> None:
        for draft in drafts.of_record(self._shell.desk, self._of):
            about, _dot, name = draft.field.rpartition(".")
            if about == self._about and name in self.fields:
                self.fields[name].set_words(draft.text)
                self.put_back.show()


def half_typed(shell: Shell, of: str) -> set[str]:
    """References whose words were being changed when the program last ended."""
    return {
        draft.field.rpartition(".")[0] for draft in drafts.of_record(shell.desk, of) if "." in draft.field
    }


class Editable(QWidget):
    """Something with words, which a draft lets be changed. ``change`` is the button, None where it may not be."""

    def __init__(self, shell: Shell, of: Questionnaire, about: str) -> None:
        super().__init__()
        self._shell, self._of, self.about = shell, of, about
        self.editor: WordsEditor | None = None
        self._place: QBoxLayout = widgets.box()
        self.change: QPushButton | None = None
        if of.status == DRAFT and not shell.desk.read_only:
            self.change = widgets.button(_("Change the words"), "link", "pencil", made_as=widgets.QuietButton)
            self.change.setAccessibleName(_("Change the words of {ref}").format(ref=about))
            self.change.setFixedHeight(th.line_height() + th.px(6))  # its place is kept while it is not seen
            self.change.clicked.connect(self.edit)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Forty of them at once would shout: only the one pointed at is seen."""
        super().enterEvent(event)
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self.change:
            self.change.update()

    def words(self) -> Sequence[Words]:
        raise NotImplementedError

    def save(self, typed: dict[str, str]) -> object:
        raise NotImplementedError

    def edit(self) -> None:
        """Open the fields under the words, the first ready to be typed into."""
        if self.editor is None:
            self.editor = WordsEditor(self._shell, self._of.id, self.about, self.words(), self.save)
            self.editor.left.connect(self._close)
            self._place.addWidget(self.editor)
            self.updateGeometry()
        next(iter(self.editor.fields.values())).setFocus()
        if self.change:
            self.change.hide()  # after the keyboard has gone on from it

    def _close(self) -> None:
        if self.editor:
            self.editor.hide()
            self._place.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            if self.change:
                self.change.show()
                self.change.setFocus()
