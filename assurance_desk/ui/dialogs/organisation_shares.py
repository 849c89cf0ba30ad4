"""What carries over when an organisation ends: told before it is done, and shared out where there are several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from assurance_desk.domain.organisations import Contact
from assurance_desk.services.organisation_changes import CarriesOver, Shares
from assurance_desk.services.register import first_words
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.organisation_contacts import called

Item = tuple[str, str]
"""A record's id and what it is called."""


class ShareBox(QComboBox):
    """Which successor takes one thing; the wheel scrolls the page, never the choice."""

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        super().__init__()
        self.setFont(th.font())
        self.setAccessibleName(name)
        self.addItems(list(choices))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def name_choices(self, choices: Sequence[str]) -> None:
        for at, words in enumerate(choices):
            self.setItemText(at, words)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


class SharesView(QWidget):
    """``show_what`` tells it; where there are several successors each thing has a list of them beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = w.box(gap=8)
        self.setLayout(self._column)
        self._names: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.boxes: dict[str, dict[str, ShareBox]] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._all: dict[str, ShareBox] = {}

    def show_what(self, olds: Sequence[CarriesOver], names: Sequence[str]) -> None:
        """``names`` of the successors as far as they are typed; what was chosen stays while only names change."""
        self._names = tuple(
            name or _("the new one") if len(names) == 1 else name or _("number {n}").format(n=at)
            for at, name in enumerate(names, 1)
        )
        shown = (tuple(olds), len(names))
        if shown == self._shown:
            self._rename()
            return
        self._shown = shown
        self.boxes, self.ticks, self._all = {}, {}, {}
        w.clear(self._column)
        if names:
            self._goes(olds)
        self._stays(olds, ends=not names)

    def shares(self) -> Shares:
        """As chosen."""
        taken = {
            kind: {
                record_id: box.currentIndex()
                for record_id, box in boxes.items()
                if box.currentIndex() < len(self._names)
            }
            for kind, boxes in self.boxes.items()
        }
        taken.setdefault("contacts", {})
        taken["contacts"] |= {one: 0 for one, tick in self.ticks.items() if tick.isChecked()}
        return Shares(**taken)

    # -------------------------------------------------------------- what goes

    def _goes(self, olds: Sequence[CarriesOver]) -> None:
        actions = [(one.id, f"{one.ref}  {first_words(one.text, 72)}") for old in olds for one in old.actions]
        services = [(one.id, f"{one.ref}  {one.name}") for old in olds for one in old.services]
        parts = [(one.id, f"{one.ref}  {one.name}") for old in olds for one in old.parts]
        contacts = [(one.id, _reached(one)) for old in olds for one in old.contacts]
        said = plural("{n} open action", "{n} open actions", len(actions))
        self._section("actions", said, _("each with a note saying so"), actions)
        self._section("services", plural("{n} service", "{n} services", len(services)), "", services)
        self._section("parts", plural("{n} part of it", "{n} parts of it", len(parts)), "", parts)
        self._section("contacts", plural("{n} contact", "{n} contacts", len(contacts)), "", contacts)

    def _section(self, kind: str, title: str, more: str, items: Sequence[Item]) -> None:
        if not items:
            return
        if len(self._names) > 1:
            self._column.addLayout(self._choosing(kind, w.section(title, more), items))
            return
        self._column.addWidget(w.section(title, more))
        if kind == "contacts":
            for record_id, words in items:
                tick = QCheckBox(w.shown_on_button(words))
                tick.setFont(th.font())
                tick.setChecked(True)
                self.ticks[record_id] = tick
                self._column.addWidget(tick)
        else:
            for _record_id, words in items:
                self._column.addWidget(w.label(words, role="muted", wrap=True))

    def _choosing(self, kind: str, heading: QWidget, items: Sequence[Item]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(4))
        grid.setColumnStretch(0, 1)
        made = self.boxes.setdefault(kind, {})
        grid.addWidget(heading, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        if len(items) > 1:
            grid.addWidget(self._all_box(kind), 0, 1)
        for row, (record_id, words) in enumerate(items, 1):
            made[record_id] = ShareBox(_("Who takes {what}").format(what=words), self._choices(kind))
            grid.addWidget(w.label(words, wrap=True), row, 0)
            grid.addWidget(made[record_id], row, 1)
        return grid

    def _all_box(self, kind: str) -> ShareBox:
        """Gives all of a kind to one; each can be given to another after."""
        box = ShareBox(_("Who takes all of them"), (_("All of them to …"), *self._choices(kind)))

        def give(at: int) -> None:
            for each in self.boxes[kind].values() if at else ():
                each.setCurrentIndex(at - 1)

        box.activated.connect(give)
        self._all[kind] = box
        return box

    def _choices(self, kind: str) -> tuple[str, ...]:
        return (*self._names, _("stays behind")) if kind == "contacts" else self._names

    def _rename(self) -> None:
        for kind, boxes in self.boxes.items():
            for box in boxes.values():
                box.name_choices(self._choices(kind))
        for kind, box in self._all.items():
            box.name_choices((_("All of them to …"), *self._choices(kind)))

    # -------------------------------------------------------------- what stays

    def _stays(self, olds: Sequence[CarriesOver], *, ends: bool) -> None:
        for words in _staying(olds, ends=ends):
            self._column.addWidget(w.label(words, "small", role="muted", wrap=True))


def _staying(olds: Sequence[CarriesOver], *, ends: bool) -> Iterable[str]:
    for old in olds:
        name = old.organisation.short_name or old.organisation.name
        if ends and old.actions:
            refs = ", ".join(one.ref for one in old.actions)
            yield _("Open actions stay with {name} until you choose another lead: {refs}.").format(
                name=name, refs=refs
            )
        if old.finished:
            yield _finished(old.finished, name)
        if old.returns:
            refs = ", ".join(one.ref for one in old.returns)
            yield _("Open returns stay with {name}, which was asked: {refs}.").format(name=name, refs=refs)
        yield _("{name} is kept as a former organisation, and offered for nothing new.").format(name=name)


def _finished(count: int, name: str) -> str:
    what = plural("{n} finished action stays", "{n} finished actions stay", count)
    return _("{what} with {name}, as it was then.").format(what=what, name=name)


def _reached(contact: Contact) -> str:
    return f"{called(contact)}  {contact.email}".strip()
