"""The folder this computer watches for returns, while the window is open: what is new there is offered, never taken in."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from assurance_desk.services import watching
from assurance_desk.services.watching import Sighting
from assurance_desk.ui import preferences

POLL: int = 20_000
"""Milliseconds between two looks: folders on a network do not tell of changes."""
REST: int = 2_500
"""Milliseconds between the two looks after which a file that did not change counts as whole."""


class WatchedFolder(QObject):
    """A choice of this computer, for each workbook; nothing of it stands in the workbook.

    ``changed``: what is offered, or whether the folder can be reached, is another. ``went``: it cannot be reached; told
    once until it is back.
    """

    changed = Signal()
    went = Signal()
    _looked = Signal(object, object)

    def __init__(self, workbook: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        short = hashlib.sha256(str(workbook.absolute()).encode("utf-8", "replace")).hexdigest()[:16]
        self._key, self._seen_key = f"returns/watched/{short}", f"returns/watched-seen/{short}"
        self.poll, self.rest = POLL, REST
        self.away = False
        self.offered: list[Path] = []
        self._last = Sighting()
        self._looking: Path | None = None
        self._started = False
        self._watcher: QFileSystemWatcher | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.look)
        self._looked.connect(self._saw)

    @property
    def folder(self) -> Path | None:
        kept = preferences.text(self._key)
        return Path(kept) if kept else None

    def start(self) -> None:
        """Look for the first time; asked again it does nothing."""
        if not self._started and self.folder is not None:
            self._started = True
            self.look()

    def choose(self, folder: Path) -> None:
        """Watch this folder from now on; what stands in it already is offered once."""
        self.stop()
        preferences.keep(self._key, str(folder.absolute()))
        self.start()
        self.changed.emit()

    def stop(self) -> None:
        preferences.keep(self._key, "")
        preferences.keep_words(self._seen_key, [])
        self._let_go()
        self.offered, self.away, self._last = [], False, Sighting()
        self.changed.emit()

    def seen(self, paths: list[Path]) -> None:
        """These were brought in, or are to be left: they are offered no more as they are."""
        signs = [
            watching.remembered(path.name, self._last.files[path.name])
            for path in paths
            if path.name in self._last.files
        ]
        kept = watching.still_there(preferences.words(self._seen_key), self._last)
        preferences.keep_words(self._seen_key, list(dict.fromkeys([*kept, *signs])))
        self._offer(watching.new(self._last.files, preferences.words(self._seen_key)))

    def look(self) -> None:
        """In a thread of its own, which only waits for the file system: a network that is gone answers after minutes,
        and neither the window nor the worker may wait for it.
        """
        folder = self.folder
        if folder is None or self._looking is not None:
            return
        self._looking = folder
        threading.Thread(target=self._look, args=(folder,), name="watched folder", daemon=True).start()

    def close(self) -> None:
        self._let_go()
        self._looked.disconnect(self._saw)

    def _look(self, folder: Path) -> None:
        found = watching.look(folder)
        try:
            self._looked.emit(folder, found)
        except RuntimeError:  # the window was closed meanwhile
            return

    def _saw(self, folder: Path, found: Sighting) -> None:
        self._looking = None
        if folder != self.folder:
            self.look()
            return
        if found.away:
            self._is_away()
            return
        self.away, back = False, self.away
        self._listen(folder)
        before, self._last = self._last, found
        rests = watching.resting(before, found)
        self._offer(watching.new(rests, preferences.words(self._seen_key)))
        if back:
            self.changed.emit()
        self._again.start(self.poll if len(rests) == len(found.files) else self.rest)

    def _is_away(self) -> None:
        """What was offered stays offered: it may be back before anybody presses."""
        self._again.start(self.poll)
        if not self.away:
            self.away = True
            self.changed.emit()
            self.went.emit()

    def _offer(self, names: list[str]) -> None:
        folder = self.folder
        offered = [folder / name for name in names] if folder else []
        if offered != self.offered:
            self.offered = offered
            self.changed.emit()

    def _listen(self, folder: Path) -> None:
        """Once it is known to be there: asking Qt for a folder that is not would make the window wait."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher([str(folder)], self)
            self._watcher.directoryChanged.connect(self._told)

    def _told(self, _folder: str) -> None:
        self._again.start(min(self.rest, 300))

    def _let_go(self) -> None:
        self._again.stop()
        self._started = False
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
