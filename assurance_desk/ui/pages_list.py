"""The pages, in the rail's order. A new page is a file and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assurance_desk.ui.pages.base import Page

_PAGES = "assurance_desk.ui.pages"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``name`` and ``icon`` are the page's NAME and ICON, told here so that the rail loads no page."""

    name: str
    icon: str
    module: str
    class_name: str

    def load(self) -> type[Page]:
        """The page's class; a page that does not load is our own mistake and says so."""
        found: type[Page] = getattr(import_module(f"{_PAGES}.{self.module}"), self.class_name)
        return found

    @property
    def there(self) -> bool:
        return find_spec(f"{_PAGES}.{self.module}") is not None


def page_key(number: int) -> str:
    """The key that goes to the page of that number, from 1: Alt+1 … Alt+9, Alt+0 for the tenth, none beyond."""
    return f"Alt+{number % 10}" if number <= 10 else ""


_ALL = (
    PageEntry("Home", "house", "home", "HomePage"),
    PageEntry("Register", "list-checks", "register", "RegisterPage"),
    PageEntry("Actions", "milestone", "actions_page", "ActionsPage"),
    PageEntry("Evidence", "paperclip", "evidence_page", "EvidencePage"),
    PageEntry("Questionnaires", "clipboard-list", "questionnaires", "QuestionnairesPage"),
    PageEntry("Returns", "inbox", "returns", "ReturnsPage"),
    PageEntry("Gaps", "grid-3x3", "gaps", "GapsPage"),
    PageEntry("Papers", "file-text", "papers", "PapersPage"),
    PageEntry("Meetings", "calendar-days", "meetings_page", "MeetingsPage"),
    PageEntry("Organisations", "building-2", "organisations_page", "OrganisationsPage"),
    PageEntry("History", "history", "history_page", "HistoryPage"),
)
PAGES: tuple[PageEntry, ...] = tuple(entry for entry in _ALL if entry.there)
