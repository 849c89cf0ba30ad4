"""The desk's listener as a Qt signal, so that views can connect and be forgotten with their widgets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from assurance_desk.domain.changes import Changes
from assurance_desk.services.desk import Desk


class DeskSignals(QObject):
    """``changed`` carries the ``Changes`` of every step of the desk it watches.

    While ``later`` says so it is emitted once the window has had its turn: keeping a long step takes long enough.
    """

    changed = Signal(object)

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, later: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._later = later
        self._stopped = False
        self._unlisten = desk.listen(self._tell)

    def stop(self) -> None:
        """Hear no more; call before the desk is closed."""
        self._stopped = True
        self._unlisten()

    def _tell(self, changes: Changes) -> None:
        if self._later():
            QTimer.singleShot(0, self, lambda: self._emit(changes))
        else:
            self._emit(changes)

    def _emit(self, changes: Changes) -> None:
        if not self._stopped:
            self.changed.emit(changes)
