"""The places of a stopped file that seem to name a child: all that stands there, and what will be kept of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from assurance_desk.domain.names_scan import Place
from assurance_desk.services import names_places, names_stop
from assurance_desk.services.names_hold import Stopped
from assurance_desk.services.names_places import Found, Pieces
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell

MOST = 12
"""So many places are shown at first."""


class Places(QWidget):
    """``whole`` holds the places of which nothing is to stay; ticking changes it."""

    def __init__(self, shell: Shell, stopped: Stopped, whole: set[Place]) -> None:
        super().__init__()
        self._shell, self._stopped, self.whole = shell, stopped, whole
        self.redacts = names_stop.can_be_redacted(stopped)
        self.found = names_places.found(shell.desk, stopped)
        self.kept: dict[Place, QLabel] = {}
        self.ticks: dict[Place, QCheckBox] = {}
        self._column = widgets.box(gap=4)
        self.setLayout(self._column)
        self._add(self.found[:MOST])
        rest = self.found[MOST:]
        if rest:
            words = plural("Show {n} more place", "Show {n} more places", len(rest))
            self.more = widgets.button(words, "link")
            self.more.clicked.connect(self.show_all)
            self._column.addWidget(self.more)
        self._show_kept()

    def show_all(self) -> None:
        self.more.hide()
        self._add(self.found[MOST:])
        self._show_kept()
        self.ticks[self.found[MOST].place].setFocus() if self.redacts else None

    def _add(self, found: tuple[Found, ...]) -> None:
        for one in found:
            self._column.addWidget(self._shown(one))

    def _shown(self, one: Found) -> QWidget:
        made, column = widgets.panel(gap=4)
        column.addWidget(widgets.label(one.where[:1].upper() + one.where[1:], strong=True, wrap=True))
        column.addWidget(widgets.label("; ".join(one.why), "small", role="muted", wrap=True))
        column.addWidget(_named(_("There"), marked(one.there)))
        if self.redacts:
            self.kept[one.place] = kept = marked(())
            column.addWidget(_named(_("Kept"), kept))
            column.addWidget(self._tick(one))
        column.addSpacing(th.px(4))
        column.addWidget(widgets.rule())
        column.addSpacing(th.px(4))
        return made

    def _tick(self, one: Found) -> QCheckBox:
        tick = QCheckBox(_("Take out everything that stands here"))
        tick.setFont(th.font())
        tick.setAccessibleDescription(one.where)
        tick.setChecked(one.emptied or one.place in self.whole)
        tick.setEnabled(not one.emptied)
        tick.toggled.connect(lambda on: self._ticked(one.place, on=on))
        self.ticks[one.place] = tick
        return tick

    def _ticked(self, place: Place, *, on: bool) -> None:
        (self.whole.add if on else self.whole.discard)(place)
        self._show_kept()

    def _show_kept(self) -> None:
        if not self.redacts:
            return
        kept = names_places.kept(self._shell.desk, self._stopped, self.whole)
        for place, label in self.kept.items():
            set_marked(label, kept[place] or (((_("nothing"), False),),))


def marked(texts: tuple[Pieces, ...]) -> QLabel:
    """Words as they came, with what was found marked."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setFont(th.font())
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setMinimumWidth(th.px(80))
    set_marked(made, texts)
    return made


def set_marked(label: QLabel, texts: tuple[Pieces, ...]) -> None:
    ground, ink = th.ground().warn
    style = f"background-color:{ground}; color:{ink}; font-weight:600"
    lines = [
        "".join(
            f'<span style="{style}">{_html(words)}</span>' if found else _html(words)
            for words, found in pieces
        )
        for pieces in texts
    ]
    label.setText("<br>".join(lines))
    heard = [
        "".join(_("[found: {words}]").format(words=words) if found else words for words, found in one)
        for one in texts
    ]
    label.setAccessibleName("\n".join(heard))


def _html(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _named(name: str, what: QLabel) -> QWidget:
    made, across = widgets.panel(across=True, gap=12)
    called = widgets.label(name, role="muted")
    called.setFixedWidth(th.px(48))
    called.setAlignment(Qt.AlignmentFlag.AlignTop)
    across.addWidget(called)
    across.addWidget(what, 1)
    return made
