"""Every command of the window, declared once: menus, shortcuts, the Ctrl+K box and the keyboard sheet read this."""

from __future__ import annotations

from dataclasses import dataclass

FILE, EDIT, VIEW, HELP = "&File", "&Edit", "&View", "&Help"
MENUS = (FILE, EDIT, VIEW, HELP)


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """``does`` names the window's method. ``needs_desk``: only with a workbook open. ``line``: a line above it."""

    menu: str
    words: str
    does: str
    shortcut: str = ""
    needs_desk: bool = False
    line: bool = False
    icon: str = ""


COMMANDS: tuple[ActionSpec, ...] = (
    ActionSpec(FILE, "New workbook…", "new_workbook", "Ctrl+N", icon="plus"),
    ActionSpec(FILE, "Open a workbook…", "open_workbook", "Ctrl+O", icon="hard-drive"),
    ActionSpec(FILE, "Open recent", "recent"),
    ActionSpec(FILE, "Save a copy…", "save_copy", "Ctrl+Shift+S", needs_desk=True, line=True, icon="copy"),
    ActionSpec(FILE, "Close the workbook", "close_workbook", "Ctrl+W", needs_desk=True),
    ActionSpec(FILE, "Quit", "close", "Ctrl+Q", line=True),
    ActionSpec(EDIT, "Undo", "undo", "Ctrl+Z"),
    ActionSpec(EDIT, "Redo", "redo", "Ctrl+Y"),
    ActionSpec(EDIT, "Find anything", "find_anything", "Ctrl+K", needs_desk=True, line=True, icon="search"),
    ActionSpec(EDIT, "Words and scales…", "words_and_scales", needs_desk=True, line=True, icon="list-checks"),
    ActionSpec(EDIT, "Protected names…", "protected_names", needs_desk=True, icon="lock"),
    ActionSpec(VIEW, "Pages", "pages", needs_desk=True),
    ActionSpec(
        VIEW, "History of what is chosen", "show_story", "Ctrl+H", needs_desk=True, line=True, icon="history"
    ),
    ActionSpec(VIEW, "The workbook as it stood on a day…", "look_back", needs_desk=True, icon="history"),
    ActionSpec(VIEW, "Look", "look", line=True),
    ActionSpec(VIEW, "Text size", "text_size"),
    ActionSpec(VIEW, "Larger text", "larger", "Ctrl++", icon="eye"),
    ActionSpec(VIEW, "Smaller text", "smaller", "Ctrl+-", icon="eye"),
    ActionSpec(HELP, "Try Merrowshire in July 2019 (fictional)", "try_sample", icon="book-open-check"),
    ActionSpec(HELP, "Try Merrowshire in June 2024 (fictional)", "try_later", icon="book-open-check"),
    ActionSpec(HELP, "Keyboard", "keyboard_sheet", "F1", line=True, icon="command"),
    ActionSpec(HELP, "About Assurance Desk", "about", line=True, icon="circle-help"),
)
SUBMENUS = ("recent", "pages", "look", "text_size")
KEYS: tuple[tuple[str, str], ...] = (
    ("Alt+1 … Alt+0", "Go to a page"),
    ("Up, Down", "Move in a list"),
    ("Enter", "Open what is chosen; keep what was typed"),
    ("Ctrl+Enter", "Keep a text of several lines"),
    ("F2", "Edit the cell you stand on"),
    ("Esc", "Leave the field as it was; go back one level"),
    ("Tab, Shift+Tab", "Go on to the next control, and back"),
)
"""Keys that are no command of a menu, for the sheet."""
