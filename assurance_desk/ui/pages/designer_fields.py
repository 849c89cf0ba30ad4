"""Fields of the designer: kept when they are left, told while they are typed, and never lost half-typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from assurance_desk.errors import DeskError
from assurance_desk.services import drafts
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import AnyField, ChoiceField, LineField, TextField
from assurance_desk.ui.record_form import DRAFT_EVERY
from assurance_desk.ui.shell import Shell

PAGE = "Questionnaires"
Save = Callable[[str, str], object]


@dataclass(slots=True)
class _Kept:
    """One field: its widget, what the user calls it, its refusal, and what stands in the design."""

    field: AnyField
    said: str
    refusal: QLabel
    value: str = ""
    lines: bool = False

    def typed(self) -> str:
        words = self.field.words()
        return words.strip() if self.lines else " ".join(words.split())

    @property
    def dirty(self) -> bool:
        return self.field.isModified() and self.typed() != self.value


class DesignFields(QWidget):
    """Fields that belong to one thing of a design at a time (``about`` in the questionnaire ``of``).

    ``save(name, typed)`` keeps one field as a step or raises DeskError: its sentence stands under the field, and what
    was typed stays. ``typing`` is told at every key.
    """

    typing = Signal()

    def __init__(self, shell: Shell, save: Save) -> None:
        super().__init__()
        self._shell, self._save = shell, save
        self._of, self._about = "", ""
        self._kept: dict[str, _Kept] = {}
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep_drafts)
        self.column = widgets.box(gap=4)
        self.setLayout(self.column)
        self.put_back = widgets.label(
            _("You were typing here when the program last ended. Leave the field to keep it, or press Esc."),
            "small",
            role="warn",
            wrap=True,
        )
        self.put_back.hide()
        self.column.addWidget(self.put_back)

    def add(self, name: str, said: str, field: AnyField, *, lines: bool = False) -> AnyField:
        """A field with its name over it, at the end."""
        holder, column = widgets.panel(gap=2)
        column.addWidget(widgets.label(said, "small", role="muted"))
        column.addWidget(field)
        refusal = widgets.label("", "small", role="late", wrap=True)
        refusal.hide()
        column.addWidget(refusal)
        self.column.addWidget(holder)
        self._kept[name] = _Kept(field, said, refusal, lines=lines)
        field.committed.connect(lambda: self.keep(name))
        field.left.connect(lambda: self.revert(name))
        if not isinstance(field, ChoiceField):
            field.textEdited.connect(lambda _typed: self._typed())
        return field

    def add_under(self, name: str, widget: QWidget) -> None:
        """Something that belongs to a field, under its refusal."""
        column = self.holder(name).layout()
        assert column is not None
        column.addWidget(widget)

    def field(self, name: str) -> AnyField:
        return self._kept[name].field

    def holder(self, name: str) -> QWidget:
        made = self._kept[name].field.parentWidget()
        assert made is not None
        return made

    def refusal(self, name: str) -> str:
        return self._kept[name].refusal.text()

    def words(self, name: str) -> str:
        """As typed so far."""
        return self._kept[name].typed()

    def show_values(self, of: str, about: str, values: dict[str, str]) -> None:
        """Of the same thing, a field being typed in is left alone."""
        same = (of, about) == (self._of, self._about)
        if not same:
            self.keep_all()
            self._of, self._about = of, about
            self.put_back.hide()
        for name, kept in self._kept.items():
            dirty = same and kept.dirty
            kept.value = values.get(name, "")
            if not dirty:
                self._fill(kept)
        if not same:
            self._fill_drafts()

    def keep(self, name: str) -> None:
        kept = self._kept[name]
        typed = kept.typed()
        if typed == kept.value:
            return
        self._timer.stop()
        self._drop(name)
        before, kept.value = kept.value, typed  # the step shows this anew before it returns
        try:
            self._save(name, typed)
        except DeskError as error:
            kept.value = before
            kept.refusal.setText(error.sentence)
            kept.refusal.show()
            return
        kept.refusal.hide()
        kept.refusal.setText("")
        self._clean(kept)

    def keep_all(self) -> None:
        """Keep what is being typed, before anything else is done."""
        for name, kept in self._kept.items():
            if kept.dirty:
                self.keep(name)

    def revert(self, name: str) -> None:
        self._drop(name)
        self._fill(self._kept[name])
        self.typing.emit()

    def keep_drafts(self) -> None:
        self._timer.stop()
        for name, kept in self._kept.items():
            if kept.dirty:
                drafts.keep(self._shell.desk, self._draft(name, kept.field.words()))

    def _typed(self) -> None:
        self._timer.start()
        self.typing.emit()

    def _fill(self, kept: _Kept) -> None:
        if kept.field.words() != kept.value:
            kept.field.set_words(kept.value)
        self._clean(kept)
        kept.refusal.hide()
        kept.refusal.setText("")

    @staticmethod
    def _clean(kept: _Kept) -> None:
        if isinstance(kept.field, LineField):
            kept.field.setModified(False)
        elif isinstance(kept.field, TextField):
            kept.field.document().setModified(False)

    def _fill_drafts(self) -> None:
        for draft in drafts.of_record(self._shell.desk, self._of):
            about, _dot, name = draft.field.rpartition(".")
            kept = self._kept.get(name)
            if about != self._about or kept is None or draft.text == kept.value:
                continue
            kept.field.set_words(draft.text)
            if isinstance(kept.field, LineField):
                kept.field.setModified(True)
            elif isinstance(kept.field, TextField):
                kept.field.document().setModified(True)
            self.put_back.show()

    def _draft(self, name: str, text: str) -> Draft:
        return Draft(PAGE, self._of, f"{self._about}.{name}", self._kept[name].said, text)

    def _drop(self, name: str) -> None:
        drafts.drop(self._shell.desk, self._draft(name, ""))
        self.put_back.hide()


def tick(words: str) -> QCheckBox:
    made = QCheckBox()
    made.setFont(th.font())
    made.setText(widgets.shown_on_button(words))
    made.setAccessibleName(words)
    return made
