"""The desk's listener as a Qt signal, so that views can connect and be forgotten with their widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assurance_desk.domain.changes import Changes
from assurance_desk.services.desk import Desk


class DeskSignals(QObject):
    """``changed`` carries the ``Changes`` of every step of the desk it watches."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unlisten = desk.listen(self._tell)

    def stop(self) -> None:
        """Hear no more; call before the desk is closed."""
        self._unlisten()

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
