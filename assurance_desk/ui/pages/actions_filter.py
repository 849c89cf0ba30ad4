"""What stands above the table of all actions: words, state, owner, overdue; the menus of filters and of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from assurance_desk.domain.action_filter import GROUPINGS, ActionFilter
from assurance_desk.domain.actions import COMMITMENT_KINDS, DELIVERY_STATES
from assurance_desk.services import saved_filters, vocabularies
from assurance_desk.services.action_rows import ActionRows
from assurance_desk.texts import _
from assurance_desk.ui import preferences
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.shell import Shell

TYPING_PAUSE = 120
"""Milliseconds of rest before the filter is applied: each key stays quick on thousands of actions."""
ME, OFFICER = "who I am among owners", "Business manager"


class FilterBar(QWidget):
    """``changed`` when another filter or another grouping is asked for: see ``wanted``."""

    changed = Signal()

    def __init__(self, shell: Shell, rows: ActionRows) -> None:
        super().__init__()
        self._shell, self._rows = shell, rows
        self._more = ActionFilter()
        """What the menus ask; the fields of the bar ask the rest."""
        self._states = ("", *DELIVERY_STATES)
        self.words = line(_("Filter actions"), _("Filter: words, a reference, a lead, a state"))
        self.words.setClearButtonEnabled(True)
        labels = vocabularies.labels(shell.desk, vocabularies.DELIVERY)
        self.state = combo(_("Delivery state"), (_("Any state"), *labels))
        self.owner = combo(_("Lead"), (_("Any lead"),))
        for box in (self.state, self.owner):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
        self.late = QCheckBox(_("Overdue"))
        self.late.setFont(th.font())
        self.filters = _menu_button(_("Filters"), self._fill_filters)
        self.groups = _menu_button(_("Group"), self._fill_groups)
        column = QVBoxLayout(self)
        column.setContentsMargins(th.px(12), 0, th.px(12), 0)
        column.setSpacing(th.px(6))
        bar, across = w.panel(across=True, gap=8)
        across.addWidget(self.words, 1)
        for part in (self.state, self.owner, self.late, self.filters, self.groups):
            across.addWidget(part)
        column.addWidget(bar)
        column.addWidget(self._make_name())
        self._listen()

    def _make_name(self) -> QWidget:
        """A line for a filter's name, only there while one is being named."""
        self.naming, across = w.panel("quiet", across=True, margins=(12, 8, 12, 8), gap=8)
        self.name = line(_("Name of the filter"))
        self.name.returnPressed.connect(self._name_it)
        self._keep_name = w.button(_("Keep the filter"), "suggested")
        self._keep_name.clicked.connect(self._name_it)
        away = w.button(_("Leave it"), "link")
        away.clicked.connect(self.naming.hide)
        across.addWidget(self.name, 1)
        across.addWidget(self._keep_name)
        across.addWidget(away)
        self.naming.hide()
        self._naming: Callable[[str], object] = lambda _name: None
        return self.naming

    def _listen(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _typed: self._pause.start())
        self.state.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.owner.activated.connect(lambda _at: self.changed.emit())
        self.late.toggled.connect(lambda _on: self.changed.emit())

    # ------------------------------------------------------------ what is asked for

    def wanted(self) -> ActionFilter:
        self._pause.stop()
        return replace(
            self._more,
            words=self.words.text().strip(),
            delivery=self._states[max(0, self.state.currentIndex())],
            owner=self.owner.currentText() if self.owner.currentIndex() > 0 else "",
            overdue=self.late.isChecked(),
        )

    def ask(self, wanted: ActionFilter) -> None:
        """Ask for this, all at once."""
        self._more = replace(wanted, words="", delivery="", owner="", overdue=False)
        parts = (self.words, self.state, self.owner, self.late)
        for part in parts:
            part.blockSignals(True)
        self.words.setText(wanted.words)
        self.state.setCurrentIndex(
            self._states.index(wanted.delivery) if wanted.delivery in self._states else 0
        )
        self.owner.setCurrentIndex(max(0, self.owner.findText(wanted.owner)) if wanted.owner else 0)
        self.late.setChecked(wanted.overdue)
        for part in parts:
            part.blockSignals(False)
        self.changed.emit()

    def _kind(self, held: str) -> str:
        return vocabularies.word(self._shell.desk, vocabularies.COMMITMENT, held)

    def told(self) -> str:
        """What the menus ask, in words: it is not seen in the bar."""
        parts = [
            self._more.review,
            self._more.organisation,
            self._kind(self._more.kind) if self._more.kind else "",
            self._more.theme,
        ]
        return ", ".join(
            [*(part for part in parts if part), *([_("without an owner")] if self._more.unowned else [])]
        )

    def fill_owners(self) -> None:
        """The owners there are, keeping the one chosen."""
        kept = self.owner.currentText() if self.owner.currentIndex() > 0 else ""
        owners = self._rows.owners()
        if [self.owner.itemText(at) for at in range(1, self.owner.count())] == owners:
            return
        self.owner.clear()
        self.owner.addItems([_("Any lead"), *owners])
        self.owner.setCurrentIndex(max(0, self.owner.findText(kept)) if kept else 0)

    # ------------------------------------------------------------ the menu of filters

    def ready_made(self) -> list[tuple[str, ActionFilter]]:
        """Mine, overdue, without an owner: the group stays as it is."""
        me = preferences.text(ME, OFFICER)
        group = self._more.group
        made = [
            (_("Overdue"), ActionFilter(overdue=True, group=group)),
            (_("Without an owner"), ActionFilter(unowned=True, group=group)),
        ]
        if me in self._rows.owners():
            made.insert(0, (_("Mine: {owner}").format(owner=me), ActionFilter(owner=me, group=group)))
        return made

    def _fill_filters(self, menu: QMenu) -> None:
        for words, wanted in self.ready_made():
            _add(menu, words, partial(self.ask, wanted))
        kept = saved_filters.saved(self._shell.desk)
        menu.addSeparator()
        for one in kept:
            _add(menu, one.name, partial(self.ask, one.filter))
        menu.addSeparator()
        more = self._more
        self._facet(menu, _("Review"), "review", self._rows.reviews(), more.review)
        self._facet(
            menu, _("Lead organisation"), "organisation", self._rows.organisations(), more.organisation
        )
        self._facet(menu, _("Kind"), "kind", COMMITMENT_KINDS, more.kind)
        self._facet(menu, _("Theme"), "theme", self._rows.themes(), more.theme)
        menu.addSeparator()
        _add(menu, _("Show all actions"), partial(self.ask, ActionFilter(group=more.group)))
        if not self._shell.desk.read_only:
            self._fill_keeping(menu, [one.name for one in kept])

    def _fill_keeping(self, menu: QMenu, names: list[str]) -> None:
        wanted = self.wanted()
        keep = _add(menu, _("Keep this filter under a name…"), self.start_keeping)
        keep.setEnabled(wanted.asks or bool(wanted.group))
        owners = menu.addMenu(_("I am"))
        for owner in self._rows.owners():
            _add(owners, owner, partial(preferences.keep, ME, owner))
        for title, does in ((_("Rename"), self._start_renaming), (_("Remove"), self._remove)):
            submenu = menu.addMenu(title)
            submenu.setEnabled(bool(names))
            for name in names:
                _add(submenu, name, partial(does, name))

    def _facet(self, menu: QMenu, title: str, field: str, values: Iterable[str], now: str) -> None:
        submenu = menu.addMenu(title)
        _choose(submenu, [("", _("Any")), *((one, self._kind(one) if field == "kind" else one) for one in values)], now,
                lambda value: self._set(field, value))  # fmt: skip

    def _set(self, field: str, value: str) -> None:
        changes: dict[str, Any] = {field: value}
        self._more = replace(self._more, **changes)
        self.changed.emit()

    # ------------------------------------------------------------ naming

    def start_keeping(self) -> None:
        wanted = self.wanted()
        self._start("", _("Keep the filter"), lambda name: saved_filters.keep(self._shell.desk, name, wanted))

    def _start_renaming(self, name: str) -> None:
        self._start(
            name, _("Rename the filter"), lambda new: saved_filters.rename(self._shell.desk, name, new)
        )

    def _start(self, name: str, words: str, does: Callable[[str], object]) -> None:
        self._naming = does
        w.set_words(self._keep_name, words)
        self.name.setText(name)
        self.name.selectAll()
        self.naming.show()
        self.name.setFocus()

    def _name_it(self) -> None:
        if self._shell.attempt(lambda: self._naming(self.name.text())):
            self.naming.hide()
            self.words.setFocus()
            self._shell.say(
                _("The filter “{name}” is in the menu").format(name=" ".join(self.name.text().split()))
            )

    def _remove(self, name: str) -> None:
        if self._shell.attempt(lambda: saved_filters.remove(self._shell.desk, name)):
            self._shell.say(_("The filter “{name}” was removed").format(name=name))

    # ------------------------------------------------------------ the menu of groups

    def _fill_groups(self, menu: QMenu) -> None:
        _choose(menu, [(key, _(words)) for key, words in GROUPINGS.items()], self._more.group,
                lambda key: self._set("group", key))  # fmt: skip


def _menu_button(words: str, fill: Callable[[QMenu], None]) -> QPushButton:
    """A button whose menu is made when it is opened."""
    made = w.button(words, "link", "chevron-down")
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
    made.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
    menu = QMenu(made)
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    menu.setFont(th.font())

    def refill() -> None:
        menu.clear()
        fill(menu)

    menu.aboutToShow.connect(refill)
    made.setMenu(menu)
    return made


def _plain(words: str) -> str:
    """A user's words in a menu: no letter of them is a key."""
    words = " ".join(words.split()).replace("&", "&&")
    return words if len(words) <= 60 else words[:59] + "…"


def _add(menu: QMenu, words: str, does: Callable[[], object]) -> QAction:
    made = menu.addAction(_plain(words))
    made.triggered.connect(lambda _on=False: does())
    return made


def _choose(menu: QMenu, choices: Iterable[tuple[str, str]], now: str, does: Callable[[str], object]) -> None:
    """One of several, the present one ticked."""
    group = QActionGroup(menu)
    for value, words in choices:
        made = _add(menu, words, partial(does, value))
        made.setCheckable(True)
        made.setChecked(value == now)
        group.addAction(made)
