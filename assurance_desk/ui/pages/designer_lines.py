"""What one line of a question's lists holds: an answer and its meaning, a row, a column."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from assurance_desk.domain.questionnaire import Column, Row
from assurance_desk.texts import _, later
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField, TextField
from assurance_desk.ui.pages.designer_fields import tick
from assurance_desk.ui.pages.designer_items import ItemRow

COLUMN_KINDS = {
    "short_text": later("Words"),
    "yes_no": later("Yes or no"),
    "choice": later("One of a list"),
    "number": later("Number"),
    "date": later("Date"),
    "month": later("Month"),
}
SEPARATOR = ";"


class AnswerRow(ItemRow):
    """An answer, and under it what it means: item ("Fully met", "In place everywhere.")."""

    def __init__(self, *, meanings: bool) -> None:
        super().__init__()
        self._meanings = meanings
        column = widgets.box(gap=2, margins=(0, 0, 0, 4))
        self.setLayout(column)
        self.words = self.line(_("Answer"))
        column.addWidget(self.words)
        self.meaning = TextField(_("What it means"), least=1)
        self.meaning.setPlaceholderText(_("What it means"))
        self.meaning.setFont(th.font("small"))
        self.meaning.committed.connect(self.changed)
        self.meaning.textEdited.connect(lambda _words: self.typing.emit())
        column.addWidget(self.meaning)
        self.meaning.setVisible(
            meanings
        )  # once it has a place: before, it would flash as a window of its own

    def show_meaning(self, shown: bool) -> None:
        self.meaning.setVisible(shown)

    def head(self) -> QLineEdit:
        return self.words

    def set_item(self, item: Any, number: int) -> None:
        words, meaning = item
        if self.words.text() != words:
            self.words.set_words(words)
        if self.meaning.words() != meaning:
            self.meaning.set_words(meaning)
        self.meaning.setAccessibleName(_("What answer {n} means").format(n=number))

    def item(self) -> Any:
        return (" ".join(self.words.text().split()), " ".join(self.meaning.words().split()))


class TableRowLine(ItemRow):
    """A row of ours, and under it for tables its short name and its level of training. Its reference stays."""

    def __init__(self, *, more: bool) -> None:
        super().__init__()
        self._row = Row(ref="", label="")
        column = widgets.box(gap=2)
        self.setLayout(column)
        self.words = self.line(_("Row"))
        column.addWidget(self.words)
        self._more, across = widgets.panel(across=True, gap=4, margins=(0, 0, 0, 6))
        self.short = self.line(_("Short name"), _("Short name"))
        self.level = self.line(_("Level"), _("Level"))
        for field in (self.short, self.level):
            across.addWidget(field, 1)
        column.addWidget(self._more)
        self.show_more(more)  # once it has a place: before, it would flash as a window of its own

    def show_more(self, shown: bool) -> None:
        self._more.setVisible(shown)

    def head(self) -> QLineEdit:
        return self.words

    def set_item(self, item: Any, number: int) -> None:
        self._row = item
        self.words.setPlaceholderText(item.ref)
        for field, words in ((self.words, item.label), (self.short, item.short), (self.level, item.level)):
            if field.text() != words:
                field.set_words(words)
        self.short.setAccessibleName(_("Short name of row {n}").format(n=number))
        self.level.setAccessibleName(_("Level of row {n}").format(n=number))

    def item(self) -> Any:
        label, short, level = (" ".join(one.text().split()) for one in (self.words, self.short, self.level))
        return replace(self._row, label=label, short=short, level=level)


class ColumnLine(ItemRow):
    """A column: its heading, what its cells take, and what that needs."""

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(key="", heading="")
        column = widgets.box(gap=3, margins=(0, 0, 0, 8))
        self.setLayout(column)
        second = widgets.box(across=True, gap=8)
        self.words = self.line(_("Column"), _("Heading"))
        self.kind = ChoiceField(_("What its cells take"), tuple(_(words) for words in COLUMN_KINDS.values()))
        self.kind.committed.connect(self._kind_chosen)
        column.addWidget(self.words)
        self.choices = self.line(_("Answers"), _("Answers, with ; between them"))
        self.word = self.line(
            _("Words in place of a number"), _("words in place of a number, such as: not known")
        )
        self.needed = tick(_("Needed"))
        self.needed.clicked.connect(self.changed)
        second.addWidget(self.kind, 1)
        second.addWidget(self.needed)
        column.addLayout(second)
        for widget in (self.choices, self.word):
            column.addWidget(widget)

    def head(self) -> QLineEdit:
        return self.words

    def set_item(self, item: Any, number: int) -> None:
        self._column = item
        if self.words.text() != item.heading:
            self.words.set_words(item.heading)
        kind = "short_text" if item.kind in ("text", "long_text") else item.kind
        self.kind.set_words(_(COLUMN_KINDS[kind]))
        choices = f"{SEPARATOR} ".join(item.choices)
        if self._choices() != item.choices:
            self.choices.set_words(choices)
        if self.word.text() != item.word:
            self.word.set_words(item.word)
        self.needed.setChecked(item.required)
        self.choices.setVisible(item.kind == "choice")
        self.word.setVisible(item.kind == "number")
        said = _("column {n}").format(n=number)
        for field, words in (
            (self.kind, _("What the cells of {column} take")),
            (self.choices, _("Answers of {column}")),
            (self.word, _("Words in place of a number in {column}")),
            (self.needed, _("{column} is needed")),
        ):
            field.setAccessibleName(words.format(column=said))

    def _kind_chosen(self) -> None:
        self.choices.setVisible(self._kind() == "choice")
        self.word.setVisible(self._kind() == "number")
        self.changed.emit()

    def _kind(self) -> str:
        kinds = {_(words): key for key, words in COLUMN_KINDS.items()}
        kind = kinds[self.kind.words()]
        same = kind == "short_text" and self._column.kind in ("text", "long_text")
        return self._column.kind if same else kind

    def _choices(self) -> tuple[str, ...]:
        parts = (" ".join(part.split()) for part in self.choices.text().split(SEPARATOR))
        return tuple(part for part in parts if part)

    def item(self) -> Any:
        kind = self._kind()
        number, day = kind == "number", kind in ("date", "month")
        now = self._column
        return replace(
            now,
            heading=" ".join(self.words.text().split()),
            kind=kind,
            choices=self._choices() if kind == "choice" else (),
            word=" ".join(self.word.text().split()) if number else "",
            at_most=now.at_most if number else "",
            measure=now.measure if number else "",
            sum_of=now.sum_of if number else (),
            dated=now.dated if day else "",
            required=self.needed.isChecked(),
        )
