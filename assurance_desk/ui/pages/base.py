"""What every page is."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.ui.shell import Command, Shell


class Page(QWidget):
    """Built as ``Page(shell)`` when first gone to; thrown away and built anew when look or text size change.

    ``NAME`` is the key ``shell.go`` takes and, translated, the page's title; ``ICON`` a Lucide name;
    ``KEYS`` are this page's own keys and what they do, in English, for the sheet (F1). ``SHORTCUT`` "" lets the window give Alt+1 … 9 by place. In ``__init__`` build widgets into
    ``self.body`` (a column without margins) and read nothing; ``refresh`` reads.
    """

    NAME: ClassVar[str] = ""
    ICON: ClassVar[str] = ""
    SHORTCUT: ClassVar[str] = ""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    def header_fact(self) -> str:
        """One muted fact beside the page's name."""
        return ""

    def primary(self) -> Command | None:
        """The one primary button of this page now, if it has one."""
        return None

    def commands(self) -> list[Command]:
        """More that can be done here, for the Ctrl+K box and the Edit menu."""
        return []

    @classmethod
    def badge(cls, shell: Shell) -> int:  # noqa: ARG003  (pages that have one ask the desk)
        """How many things wait here. Asked on every step, also while the page is not built: keep it cheap."""
        return 0

    @classmethod
    def foresee(cls, shell: Shell) -> None:
        """Read ahead, in an idle moment before the page is first shown, what takes long to read."""

    def refresh(self, changes: Changes | None) -> None:
        """Read what is shown: None when first shown, else what a step touched (then see ``changes.touches``)."""

    def show_record(self, record_id: str) -> None:
        """Bring a record of this page into view and choose it."""

    def take_files(self, paths: list[Path]) -> None:
        """Files chosen on the welcome page, or dropped on the window while this page is shown."""
        for path in paths[:1]:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """One of them, for a page that takes one at a time."""

    def shown_record(self) -> str:
        """The id ``show_record`` would come back to when the page is built anew."""
        return ""

    def go_back(self) -> bool:
        """Esc: go back one level inside the page; False where there is none."""
        return False
