"""The menu bar, built from ``actions.COMMANDS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui.actions import COMMANDS, MENUS, SUBMENUS, ActionSpec
from assurance_desk.ui.pages_list import PAGES, page_key
from assurance_desk.ui.shell import Command

if TYPE_CHECKING:
    from assurance_desk.ui.main_window import MainWindow

LOOKS = ((th.LIGHT_SCHEME, "Light"), (th.DARK_SCHEME, "Dark"), (th.SYSTEM, "As the system"))


class Menus:
    """Makes the bar once for a window; ``update`` says what can be done now."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._needing: list[QAction] = []
        self._menus: dict[str, QMenu] = {}
        bar = window.menuBar()
        for title in MENUS:
            menu = QMenu(_(title), bar)
            menu.aboutToShow.connect(window.undo_actions.name)
            bar.addMenu(menu)
            self._menus[title] = menu
        for spec in COMMANDS:
            self._add(self._menus[spec.menu], spec)

    def update(self, *, has_desk: bool) -> None:
        for action in self._needing:
            action.setEnabled(has_desk)

    def _add(self, menu: QMenu, spec: ActionSpec) -> None:
        if spec.line:
            menu.addSeparator()
        if spec.does in SUBMENUS:
            submenu = QMenu(_(spec.words), menu)
            menu.addMenu(submenu)
            getattr(self, f"_fill_{spec.does}")(submenu)
            action = submenu.menuAction()
        elif spec.does in ("undo", "redo"):
            action = getattr(self._window.undo_actions, spec.does)
            menu.addAction(action)
        else:
            action = QAction(_(spec.words), self._window)
            action.setShortcut(QKeySequence(spec.shortcut))
            action.triggered.connect(lambda _on=False: getattr(self._window, spec.does)())
            menu.addAction(action)
        if spec.does == "close":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        if spec.needs_desk:
            self._needing.append(action)

    def _fill_recent(self, menu: QMenu) -> None:
        menu.aboutToShow.connect(lambda: self._list_recent(menu))

    def _list_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._window.recent():
            words = f"{path.name}    {path.parent}".replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda _on=False, path=path: self._window.open_path(path))
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _fill_pages(self, menu: QMenu) -> None:
        for number, entry in enumerate(PAGES, 1):
            action = QAction(_(entry.name), self._window)
            action.setShortcut(QKeySequence(page_key(number)))
            action.triggered.connect(lambda _on=False, name=entry.name: self._window.go(name))
            menu.addAction(action)
            self._needing.append(action)

    def _fill_look(self, menu: QMenu) -> None:
        self._choices(menu, LOOKS, lambda: self._window.scheme, self._window.set_scheme)

    def _fill_text_size(self, menu: QMenu) -> None:
        sizes = [(size, f"{size}%") for size in th.TEXT_SIZES]
        self._choices(menu, sizes, lambda: self._window.text_size, self._window.set_text_size)

    @staticmethod
    def _choices(
        menu: QMenu,
        choices: Iterable[tuple[object, str]],
        now: Callable[[], object],
        put: Callable[..., object],
    ) -> None:
        """A group of which one is ticked."""
        group = QActionGroup(menu)
        made = {}
        for value, words in choices:
            action = menu.addAction(_(words))
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, value=value: put(value))
            group.addAction(action)
            made[value] = action
        menu.aboutToShow.connect(lambda: made[now()].setChecked(True))


def commands(window: MainWindow) -> list[tuple[ActionSpec, Command]]:
    """Commands for the Ctrl+K box: those without a menu of their own."""
    has_desk = window.shell is not None
    return [
        (spec, Command(_(spec.words), getattr(window, spec.does), spec.icon))
        for spec in COMMANDS
        if spec.does not in (*SUBMENUS, "undo", "redo", "find_anything") and (has_desk or not spec.needs_desk)
    ]


def shortcut_words(spec: ActionSpec) -> str:
    return QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
