"""A form for any record, from what ``domain.fields`` says of it. Each field is kept as one step when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.domain.fields import FIELDS, Field, shown
from assurance_desk.errors import DeskError
from assurance_desk.services import drafts, organisations, records, vocabularies
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.comma_completer import CommaCompleter
from assurance_desk.ui.fields import AnyField, ChoiceField, LineField, TextField
from assurance_desk.ui.shell import Shell

Save = Callable[[Any, str, str], Any]
DRAFT_EVERY = 2000
"""Milliseconds between the last key and the keeping of what was typed so far."""


def offer_organisations(shell: Shell, field: QLineEdit) -> QStringListModel:
    """The names of those there today are offered as one types; former and archived ones are not."""
    names = QStringListModel([one.name for one in organisations.offered(shell.desk)], field)
    completer = QCompleter(names, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    return names


class RecordForm(QWidget):
    """``show_record`` fills it; ``names`` are the fields shown (all without). ``page`` is the page it stands on.

    ``captions`` name a field otherwise than its description does. ``save(record, field, typed)`` keeps one field and gives the record as it is then, or raises DeskError:
    the sentence appears under the field and what was typed stays. A refresh never touches a field being typed in.
    """

    def __init__(
        self,
        shell: Shell,
        page: str,
        kind: type,
        names: Sequence[str] = (),
        *,
        save: Save | None = None,
        label_width: float = 116,
        captions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._shell, self._page = shell, page
        self._captions = captions or {}
        self._save: Save = save or (
            lambda record, name, typed: records.edit_record(shell.desk, record, name, typed)
        )
        self.record: Any = None
        described = {field.name: field for field in FIELDS[kind]}
        self._described = {name: described[name] for name in (names or described)}
        self._fields: dict[str, AnyField] = {}
        self._refusals: dict[str, QLabel] = {}
        self._names: QStringListModel | None = None
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep_drafts)
        self._column = widgets.box(gap=8)
        self.setLayout(self._column)
        self._offer = widgets.box(gap=6)
        self._column.addLayout(self._offer)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(th.px(12))
        self._grid.setVerticalSpacing(th.px(6))
        self._grid.setColumnMinimumWidth(0, th.px(label_width))
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        for number, field in enumerate(self._described.values()):
            self._add(number * 2, field)

    def field(self, name: str) -> AnyField:
        return self._fields[name]

    def refusal(self, name: str) -> str:
        """The sentence now beside a field; empty where it stands well."""
        return self._refusals[name].text()

    def tell(self, name: str, sentence: str) -> None:
        """Say something beside a field while it is typed in; "" takes it away again."""
        self._told(name, sentence)

    def show_record(self, record: Any) -> None:
        """Fill the form. Of the same record only fields not being typed in change."""
        same = self.record is not None and record is not None and self.record.id == record.id
        if self._names is not None and not same:
            self._names.setStringList([one.name for one in organisations.offered(self._shell.desk)])
        if not same:
            self.keep_drafts()
        self.record = record
        self.setEnabled(record is not None and not self._shell.desk.read_only)
        if record is None:
            return
        for name in self._fields:
            if not (same and self._dirty(name)):
                self._fill(name)
        if not same:
            self._offer_drafts()

    def keep_drafts(self) -> None:
        """Keep what is half typed, so that a crash does not take it."""
        self._timer.stop()
        if self.record is None:
            return
        for name, field in self._fields.items():
            if self._dirty(name):
                drafts.keep(self._shell.desk, self._draft(name, field.words()))

    def commit(self, name: str) -> bool:
        """Keep one field; False, with the sentence beside it, where it was refused."""
        field = self._fields[name]
        typed = field.words()
        if self.record is None or typed == self._words(name):
            self._told(name, "")
            self._clean(name)
            return True
        try:
            record = self._save(self.record, name, typed)
        except DeskError as error:
            self._told(name, error.sentence)
            drafts.keep(self._shell.desk, self._draft(name, typed))
            return False
        self._told(name, "")
        drafts.drop(self._shell.desk, self._draft(name, typed))
        if record is not None and self.record is not None and record.id == self.record.id:
            self.record = record
            self._fill(name)
        return True

    def _add(self, row: int, field: Field) -> None:
        made = self._made(field)
        name = field.name
        caption = widgets.label(self._captions.get(name, field.words), role="muted", wrap=True)
        caption.setBuddy(made)
        least = max(th.px(32), th.line_height() + th.px(8))
        caption.setMinimumHeight(
            min(made.minimumSizeHint().height(), least) if isinstance(made, TextField) else least
        )
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, row, 1)
        refusal = widgets.label("", "small", role="late", wrap=True)
        refusal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        refusal.hide()
        self._grid.addWidget(refusal, row + 1, 1)
        self._fields[name], self._refusals[name] = made, refusal
        made.committed.connect(lambda: self.commit(name))
        made.left.connect(lambda: self._revert(name))
        made.textEdited.connect(lambda _typed: self._timer.start())

    def _made(self, field: Field) -> AnyField:
        if field.kind == "choice":
            return ChoiceField(field.words, self._offered_words(field))
        if field.multiline:
            return TextField(field.words)
        made = LineField(field.words)
        if field.kind == "organisation":
            self._names = offer_organisations(self._shell, made)
        if field.vocabulary:
            made.setCompleter(CommaCompleter(vocabularies.themes(self._shell.desk), made))
        hints = {
            "date": _("such as 4 February 2019"),
            "moment": _("such as 12 June 2023 00:01"),
            "when": _("such as 4 Feb 2019, or Feb 2019"),
        }
        made.setPlaceholderText(hints.get(field.kind, ""))
        return made

    def _words(self, name: str) -> str:
        return shown(self.record, name, self._organisation, vocabularies.teller(self._shell.desk))

    def _offered_words(self, field: Field) -> tuple[str, ...]:
        return tuple(word for _held, word in vocabularies.offered(self._shell.desk)(field))

    def _organisation(self, organisation_id: str) -> str:
        """As it was called at the record's day."""
        if isinstance(self.record, Action):
            return organisations.lead_name(self._shell.desk, self.record)
        return organisations.name_on(self._shell.desk, organisation_id)

    def _fill(self, name: str) -> None:
        field, described = self._fields[name], self._described[name]
        words = self._words(name)
        if isinstance(field, ChoiceField):
            field.offer(self._offered_words(described))
        if field.words() != words or self._dirty(name):
            field.set_words(words)
        self._clean(name)
        self._told(name, "")
        locked = described.locked(self.record)
        if isinstance(field, ChoiceField):
            field.setEnabled(not locked)
        else:
            field.setReadOnly(locked)
            field.setToolTip(_("Fixed as it was published") if locked else "")

    def _dirty(self, name: str) -> bool:
        field = self._fields[name]
        return field.isModified() and field.words() != self._words(name)

    def _clean(self, name: str) -> None:
        field = self._fields[name]
        if isinstance(field, LineField):
            field.setModified(False)
        elif isinstance(field, TextField):
            field.document().setModified(False)

    def _revert(self, name: str) -> None:
        drafts.drop(self._shell.desk, self._draft(name, ""))
        self._clean(name)
        self._fields[name].set_words(self._words(name))
        self._told(name, "")

    def _told(self, name: str, sentence: str) -> None:
        refusal, field = self._refusals[name], self._fields[name]
        refusal.setText(sentence)
        refusal.setVisible(bool(sentence))
        field.setProperty("refused", "true" if sentence else "false")
        field.setAccessibleDescription(sentence)
        field.style().unpolish(field)
        field.style().polish(field)

    def _draft(self, name: str, text: str) -> Draft:
        said = self._described[name].words
        return Draft(page=self._page, record_id=self.record.id, field=name, said=said, text=text)

    def _offer_drafts(self) -> None:
        widgets.clear(self._offer)
        for draft in drafts.of_record(self._shell.desk, self.record.id):
            if draft.field in self._fields and draft.text != self._words(draft.field):
                self._offer.addWidget(self._offered(draft))

    def _offered(self, draft: Draft) -> QWidget:
        begun = " ".join(draft.text.split())
        begun = begun if len(begun) <= 60 else begun[:59] + "…"
        strip, layout = widgets.panel("warn", margins=(12, 8, 12, 8), gap=6)
        words = _("You were typing “{text}” in {field}: put it back?").format(text=begun, field=draft.said)
        layout.addWidget(widgets.label(words, wrap=True))
        row = widgets.box(across=True, gap=8)
        again, forget = widgets.button(_("Put it back")), widgets.button(_("Forget it"))
        again.clicked.connect(lambda: self._put_back(draft, strip))
        forget.clicked.connect(lambda: self._forget(draft, strip))
        row.addWidget(again)
        row.addWidget(forget)
        row.addStretch()
        layout.addLayout(row)
        return strip

    def _put_back(self, draft: Draft, strip: QWidget) -> None:
        field = self._fields[draft.field]
        field.set_words(draft.text)
        if isinstance(field, LineField):
            field.setModified(True)
        elif isinstance(field, TextField):
            field.document().setModified(True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        strip.hide()

    def _forget(self, draft: Draft, strip: QWidget) -> None:
        drafts.drop(self._shell.desk, draft)
        strip.hide()
