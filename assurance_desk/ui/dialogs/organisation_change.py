"""What becomes of an organisation: it joins others, another takes its place, or it is split; told before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from assurance_desk.domain.organisations import Organisation
from assurance_desk.errors import DeskError
from assurance_desk.services import organisation_changes as changes
from assurance_desk.services import organisations
from assurance_desk.services.organisation_changes import MERGER, SPLIT, SUCCESSION, CarriesOver, New
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.dialogs.organisation_shares import SharesView
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.organisation_names import a_day
from assurance_desk.ui.pages.organisation_parts import PAGE
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.record_form import offer_organisations
from assurance_desk.ui.shell import Shell

END = "end"
KINDS = (MERGER, SUCCESSION, SPLIT, END)
MOST = 6
"""Successors of one split."""


class SuccessorLine(QWidget):
    """One that is there, by its name or reference, or the name of a new one with its short name."""

    edited = Signal()

    def __init__(self, shell: Shell, words: str) -> None:
        super().__init__()
        self._shell = shell
        column, row = w.box(gap=6), w.box(across=True, gap=8)
        self.setLayout(column)
        column.addLayout(row)
        self.name, self.short = LineField(words), LineField(_("Short name, if it is new"))
        self.name.setPlaceholderText(_("One on the register, or a new name"))
        self.short.setPlaceholderText(_("Its short name, if it has one"))
        offer_organisations(shell, self.name)
        self.told = w.label("", "small", role="muted")
        self.told.setMinimumWidth(th.px(56))
        row.addWidget(self.name, 1)
        row.addWidget(self.told)
        self.short.hide()
        column.addWidget(self.short)
        self.name.textChanged.connect(self._changed)

    def there(self) -> Organisation | None:
        """The one on the register that bears this name today."""
        return named(self._shell, self.name.text())

    def successor(self) -> changes.Successor:
        return self.there() or New(self.name.text(), self.short.text())

    def called(self) -> str:
        found = self.there()
        return (
            found.short_name or found.name if found else self.short.text().strip() or self.name.text().strip()
        )

    def _changed(self) -> None:
        found = self.there()
        typed = bool(self.name.text().strip())
        self.short.setVisible(typed and found is None)
        self.told.setText((found.ref if found else _("new")) if typed else "")
        self.edited.emit()


def named(shell: Shell, typed: str) -> Organisation | None:
    """The organisation there today under that name, short name or reference."""
    wanted = " ".join(typed.split()).casefold()
    return next(
        (
            one
            for one in organisations.offered(shell.desk)
            if wanted and wanted in (one.name.casefold(), one.short_name.casefold(), one.ref.casefold())
        ),
        None,
    )


class NoSuchOtherError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _("No organisation there today is called “{typed}”, so nothing was changed. Choose one from the list.")
            .format(typed=typed)
        )  # fmt: skip


class ChangeDialog(QDialog):
    """``recorded(id)`` gives the organisation to look at next."""

    recorded = Signal(str)

    def __init__(self, shell: Shell, organisation: Organisation) -> None:
        super().__init__(shell.window)
        self._shell, self._organisation = shell, organisation
        self._title = _("What becomes of {name}").format(name=organisation.name)
        self.setWindowTitle(self._title)
        self.setSizeGripEnabled(True)
        self.successors: list[SuccessorLine] = []
        self._captions: list[QLabel] = []
        self._halves: list[HalfTyped] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(w.scroll(self._make_body()), 1)
        outer.addWidget(self._make_foot())
        self._choose()
        self._size()

    def _size(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        wide, high = th.px(760), th.px(620)
        if screen is not None:
            wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.resize(wide, high)

    # -------------------------------------------------------------- building

    def _make_body(self) -> QWidget:
        page, column = w.panel("paper", margins=(24, 20, 24, 12), gap=10)
        column.addWidget(w.label(self._title, "section", strong=True, wrap=True))
        self.kinds = QButtonGroup(self)
        words = (
            _("It becomes part of another, alone or with others"),
            _("Another takes its place"),
            _("It is split into several"),
            _("It ends, and nothing takes its place"),
        )
        radios = w.box(gap=0)
        for at, said in enumerate(words):
            radio = QRadioButton(w.shown_on_button(said))
            radio.setFont(th.font())
            radio.setChecked(at == 0)
            self.kinds.addButton(radio, at)
            radios.addWidget(radio)
        column.addLayout(radios)
        self.kinds.idToggled.connect(lambda _id, on: self._choose() if on else None)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(th.px(12))
        self._grid.setVerticalSpacing(th.px(6))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._add_fields()
        column.addWidget(w.rule())
        self.shares = SharesView()
        column.addWidget(self.shares)
        column.addStretch()
        return page

    def _add_fields(self) -> None:
        _caption, self.day = self._line(0, _("From the day"), _("such as 1 April 2023"), "change day")
        self.day.setMaximumWidth(th.px(240))
        self._others_caption, self.others = self._line(
            1, _("Together with"), _("others that join it, if any: A; B"), "change others"
        )
        offer_organisations(self._shell, self.others)
        self.others.textChanged.connect(self._tell)
        self._note_caption, self.note = self._line(
            2 + MOST + 1, _("Note"), _("the order, or where it was announced"), "change note"
        )
        self.another = w.button(_("And another"), "link", "plus")
        self.another.clicked.connect(self._add_successor)
        self._grid.addWidget(self.another, 2 + MOST, 1)

    def _line(self, row: int, words: str, hint: str, key: str) -> tuple[QLabel, LineField]:
        field = LineField(words)
        field.setPlaceholderText(hint)
        caption = w.label(words, role="muted")
        caption.setBuddy(field)
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(field, row, 1)
        self._keep_half(field, key)
        return caption, field

    def _keep_half(self, field: LineField, key: str) -> None:
        half = HalfTyped(self._shell, PAGE, field, key)
        half.show_for(self._organisation.id)
        self._halves.append(half)

    def _add_successor(self) -> None:
        at = len(self.successors)
        made = SuccessorLine(self._shell, _("Its successor"))
        caption = w.label("", role="muted")
        caption.setBuddy(made.name)
        caption.setMinimumHeight(max(th.px(32), th.line_height() + th.px(10)))
        self._captions.append(caption)
        self._grid.addWidget(caption, 2 + at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, 2 + at, 1)
        made.edited.connect(self._tell)
        made.short.textChanged.connect(self._tell)
        self.successors.append(made)
        self._keep_half(made.name, f"change name {at}")
        self._keep_half(made.short, f"change short {at}")
        self._order_tabs()
        self._name_captions()
        self._tell()

    def _order_tabs(self) -> None:
        """As it is read: a successor's line is made after what stands below it."""
        order: list[QWidget] = [self.day, self.others]
        for one in self.successors:
            order += [one.name, one.short]
        for before, after in pairwise([*order, self.another, self.note]):
            QWidget.setTabOrder(before, after)

    def _make_foot(self) -> QWidget:
        foot, column = w.panel("paper", margins=(24, 8, 24, 16), gap=8)
        self.refusal = w.label("", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row = w.box(across=True, gap=12)
        self.record = w.button("", "primary")
        self.record.clicked.connect(self._record)
        leave = w.button(_("Leave it as it is"), "link")
        leave.clicked.connect(self.reject)
        row.addWidget(self.record)
        row.addWidget(leave)
        row.addStretch()
        column.addLayout(row)
        return foot

    # -------------------------------------------------------------- as it is typed

    @property
    def kind(self) -> str:
        return KINDS[max(0, self.kinds.checkedId())]

    def choose(self, kind: str) -> None:
        self.kinds.button(KINDS.index(kind)).setChecked(True)

    def _choose(self) -> None:
        wanted = 2 if self.kind == SPLIT else 1
        while len(self.successors) < wanted:
            self._add_successor()
        merging = self.kind == MERGER
        self.others.setVisible(merging)
        self._others_caption.setVisible(merging)
        self._name_captions()
        self._tell()

    def _name_captions(self) -> None:
        first = {MERGER: _("Part of"), SUCCESSION: _("By"), SPLIT: _("Into"), END: ""}[self.kind]
        several = self.kind == SPLIT
        for at, (caption, one) in enumerate(zip(self._captions, self.successors, strict=True)):
            seen = several or (at == 0 and self.kind != END)
            caption.setText(first if at == 0 else _("and"))
            caption.setVisible(seen)
            one.setVisible(seen)
        self.note.setVisible(self.kind != END)
        self._note_caption.setVisible(self.kind != END)
        self.another.setVisible(several and len(self.successors) < MOST)

    def _in_force(self) -> list[SuccessorLine]:
        wanted = {SPLIT: len(self.successors), END: 0}.get(self.kind, 1)
        return self.successors[:wanted]

    def _tell(self) -> None:
        names = [one.called() for one in self._in_force()]
        self.shares.show_what(self._carried(), names)
        old = self._organisation.short_name or self._organisation.name
        after = _(" and ").join(name for name in names if name)
        words = {
            MERGER: (_("Merge {old} into {after}"), _("Merge it")),
            SUCCESSION: (_("Let {after} take the place of {old}"), _("Let it be succeeded")),
            SPLIT: (_("Split {old} into {after}"), _("Split it")),
            END: (_("End {old}"), _("End it")),
        }[self.kind]
        said = words[0].format(old=old, after=after)
        known = self.kind == END or bool(after)
        w.set_words(self.record, said if known and len(said) <= 70 else words[1])

    def _carried(self) -> list[CarriesOver]:
        every = [self._organisation]
        if self.kind == MERGER:
            every += [found for typed in self._typed_others() if (found := named(self._shell, typed))]
        unique = {one.id: one for one in every}
        return [changes.carries_over(self._shell.desk, one) for one in unique.values()]

    def _typed_others(self) -> Sequence[str]:
        return [part.strip() for part in self.others.text().split(";") if part.strip()]

    def done(self, result: int) -> None:
        """What was typed waits for the next time, unless it has been recorded."""
        for half in self._halves:
            half.keep()
        super().done(result)

    # -------------------------------------------------------------- doing it

    def _record(self) -> None:
        try:
            made = self._recorded()
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.refusal.setAccessibleDescription(error.sentence)
            return
        for half in self._halves:
            half.done()
        self.recorded.emit(made)
        self.accept()

    def _recorded(self) -> str:
        desk, old, note = self._shell.desk, self._organisation, self.note.text()
        on = a_day(self.day.text(), _("it holds"))
        if self.kind == END:
            return changes.end(desk, old, on).id
        shares = self.shares.shares()
        into = [one.successor() for one in self._in_force() if one.name.text().strip()]
        if self.kind == SPLIT:
            changes.split(desk, old, into, on, shares, note=note)
            return old.id
        chosen = into[0] if into else New("")
        contacts = tuple(shares.contacts)
        if self.kind == MERGER:
            olds = [old, *self._joined()]
            changes.merge(desk, olds, chosen, on, contacts=contacts, note=note)
        else:
            changes.succeed(desk, old, chosen, on, contacts=contacts, note=note)
        return old.id

    def _joined(self) -> list[Organisation]:
        found = []
        for typed in self._typed_others():
            one = named(self._shell, typed)
            if one is None:
                raise NoSuchOtherError(typed)
            found.append(one)
        return found


def open_change(shell: Shell, organisation: Organisation, kind: str = MERGER) -> ChangeDialog:
    """Over the window, until it is left or recorded."""
    dialog = ChangeDialog(shell, organisation)
    dialog.choose(kind)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
