"""Below the tray: the watched folder and what is new in it, offered to be brought in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.wording import shortened
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_bring import Bringing
from assurance_desk.ui.shell import Shell


class WatchRow(QWidget):
    def __init__(self, shell: Shell, bringing: Bringing) -> None:
        super().__init__()
        self._shell, self._bringing = shell, bringing
        self._watched = shell.watched
        column = widgets.box()
        self.setLayout(column)
        self._ground, inside = widgets.panel("canvas", margins=(24, 6, 16, 8), gap=4)
        column.addWidget(self._ground)
        self.says = widgets.label("", "small", role="muted", wrap=True)
        inside.addWidget(self.says)
        row = widgets.box(across=True, gap=12)
        self.bring = widgets.button("", "suggested", "download")
        self.bring.clicked.connect(self.bring_in)
        self.leave = widgets.button(_("Leave them"), "inline")
        self.leave.clicked.connect(lambda: self._watched.seen(self._watched.offered))
        self.watch = widgets.button(_("Watch a folder for returns"), "link", "eye")
        self.watch.clicked.connect(self.choose)
        self.unwatch = widgets.button(_("Stop watching"), "inline")
        self.unwatch.clicked.connect(self._watched.stop)
        for one in (self.bring, self.leave, self.watch, self.unwatch):
            row.addWidget(one)
        row.addStretch()
        inside.addLayout(row)
        self._watched.changed.connect(self.refresh)
        self._watched.went.connect(self._went)
        self.refresh()

    def refresh(self) -> None:
        folder, offered = self._watched.folder, len(self._watched.offered)
        self.says.setVisible(folder is not None)
        self.bring.setVisible(offered > 0)
        self.leave.setVisible(offered > 0)
        self.watch.setVisible(folder is None)
        self.unwatch.setVisible(folder is not None and not offered)
        self._ground.setVisible(not self._shell.desk.read_only)  # last: its room is measured as it is shown
        if folder is None:
            return
        name = shortened(folder.name or str(folder), 40)
        new = plural("{n} new file in “{{name}}”", "{n} new files in “{{name}}”", offered)
        if self._watched.away:
            words = _("“{name}” cannot be reached now; it is looked for again by itself.").format(name=name)
        elif offered:
            words = new.replace("{name}", name)
        else:
            words = _("Watching “{name}”: nothing new in it.").format(name=name)
        self.says.setText(words)
        widgets.set_words(self.bring, plural("Bring it in", "Bring them in", offered))
        widgets.set_words(self.leave, plural("Leave it", "Leave them", offered))

    def choose(self) -> None:
        folder = self._shell.ask_folder(_("A folder that returns are saved to"))
        if folder is not None:
            self._watched.choose(folder)

    def bring_in(self) -> None:
        offered = list(self._watched.offered)
        self._bringing.import_files(offered, lambda: self._watched.seen(offered))

    def _went(self) -> None:
        folder = self._watched.folder
        if folder is not None:
            words = _("“{name}” cannot be reached now").format(name=shortened(folder.name or str(folder), 40))
            self._shell.say(words)
