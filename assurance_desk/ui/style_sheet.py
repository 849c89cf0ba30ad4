"""The style sheet: grounds, borders, fields and buttons, every length from the zoom in force."""

from __future__ import annotations

from collections.abc import Callable

from assurance_desk.ui.tokens import Ground

Px = Callable[[float], int]


def style_sheet(t: Ground, px: Px, line: int, arrow: str, tick: str) -> str:
    """``line`` is the height of a line of text in pixels: nothing that holds words is lower than it needs.

    ``arrow`` and ``tick`` are paths of pictures, for lists of choices and boxes to tick.
    """
    return (
        _grounds(t, px)
        + _buttons(t, px, line, tick)
        + _fields(t, px, line, arrow)
        + _views(t, px)
        + _menus(t, px)
    )


def _grounds(t: Ground, px: Px) -> str:
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog {{ background: {t.paper}; }}
QWidget#page, QWidget#paper, QStackedWidget {{ background: {t.paper}; }}
QWidget#canvas {{ background: {t.canvas}; }}
QWidget#rail {{ background: {t.rail}; }}
QWidget#header {{ background: {t.paper}; border-bottom: 1px solid {t.line}; }}
QWidget#foot {{ background: {t.canvas}; border-top: 1px solid {t.line}; }}
QWidget#quiet {{ background: {t.raised}; border-radius: {px(4)}px; }}
QWidget#tint {{ background: {t.tint}; border-radius: {px(4)}px; }}
QWidget#warn {{ background: {t.warn[0]}; border-radius: {px(4)}px; }}
QWidget#warn QLabel {{ color: {t.warn[1]}; }}
QWidget#popup {{ background: {t.paper}; border: 1px solid {t.edge}; border-radius: {px(4)}px; }}
QFrame#rule {{ background: {t.line}; border: 0; }}
QLabel {{ background: transparent; color: {t.ink}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="accent"] {{ color: {t.accent}; }}
QLabel[role="late"] {{ color: {t.late}; }}
QLabel[role="warn"] {{ color: {t.warn[1]}; }}
QToolTip {{ background: {t.ink}; color: {t.paper}; border: 0; padding: {px(4)}px {px(8)}px; }}
"""


def _buttons(t: Ground, px: Px, line: int, tick: str) -> str:
    plain, primary = max(px(28), line + px(6)), max(px(30), line + px(8))
    return f"""
QPushButton {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: {px(4)}px;
    padding: 0 {px(11)}px; min-height: {plain}px; }}
QPushButton:hover {{ background: {t.raised}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent};
    padding: 0 {px(15)}px; min-height: {primary}px; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {t.accent_down}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.raised}; color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="link"] {{ background: transparent; border: 0; color: {t.accent}; padding: 0;
    text-align: left; min-height: {max(px(24), line + px(4))}px; }}
QPushButton[kind="link"]:hover {{ background: transparent; text-decoration: underline; }}
QPushButton[kind="link"]:disabled {{ color: {t.muted}; }}
QPushButton[kind="inline"] {{ background: transparent; border: 0; color: {t.accent}; padding: 0;
    min-height: {line}px; }}
QPushButton[kind="suggested"] {{ border: 1px solid {t.accent}; color: {t.accent}; background: {t.paper}; }}
QPushButton[kind="segment"] {{ border: 0; background: transparent; color: {t.muted};
    border-bottom: {px(2)}px solid transparent; border-radius: 0; padding: 0; min-height: {plain}px; }}
QPushButton[kind="segment"]:hover {{ color: {t.ink}; background: transparent; }}
QPushButton[kind="segment"]:checked {{ color: {t.ink}; border-bottom: {px(2)}px solid {t.accent}; }}
QCheckBox, QRadioButton {{ color: {t.ink}; spacing: {px(8)}px; min-height: {max(px(24), line)}px;
    background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px;
    border: 1px solid {t.edge}; border-radius: {px(3)}px; background: {t.paper}; }}
QRadioButton::indicator {{ border-radius: {px(7)}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {t.accent};
    border-color: {t.accent}; }}
QCheckBox::indicator:checked {{ image: url("{tick}"); }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.muted}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {t.edge};
    border-color: {t.edge}; }}
"""


def _fields(t: Ground, px: Px, line: int, arrow: str) -> str:
    tall = max(px(30), line + px(8))
    return f"""
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge};
    border-radius: {px(4)}px; padding: 0 {px(8)}px; min-height: {tall}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit, QTextEdit#field {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge};
    border-radius: {px(4)}px; padding: {px(4)}px {px(4)}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {t.raised}; border-color: {t.line}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QComboBox[refused="true"] {{
    border: 1px solid {t.late}; }}
QLineEdit[kind="cell"] {{ padding: 0 {px(4)}px; }}
QTableView QLineEdit {{ min-height: {line}px; border-radius: 0; padding: 0 {px(4)}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QComboBox {{ padding-left: {px(10)}px; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(14)}px; height: {px(14)}px; }}
QComboBox QAbstractItemView {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge};
    selection-background-color: {t.tint}; selection-color: {t.ink}; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: {px(2)}px; max-height: {px(4)}px;
    min-height: {px(4)}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(2)}px; }}
"""


def _views(t: Ground, px: Px) -> str:
    return f"""
QListView {{ background: {t.paper}; border: 1px solid {t.edge}; color: {t.ink};
    selection-background-color: {t.tint}; selection-color: {t.ink}; }}
RowList, QTableView {{ background: transparent; border: 0; color: {t.ink};
    selection-background-color: transparent; selection-color: {t.ink}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: transparent; color: {t.muted}; border: 0; padding: 0 {px(8)}px; }}
QHeaderView::section:first {{ padding: 0 0 0 {px(12)}px; }}
QHeaderView::section:last {{ padding: 0 {px(12)}px 0 {px(8)}px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 0; height: 0; }}
QTableView#heat QHeaderView::section {{ padding: 0 1px; border-bottom: 1px solid {t.line}; }}
QTableView#heat QHeaderView::section:first {{ padding-left: 0; }}
QTextBrowser {{ background: transparent; border: 0; color: {t.ink}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {t.line}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: {px(10)}px; background: transparent; margin: {px(2)}px {px(3)}px; }}
QScrollBar:horizontal {{ height: {px(10)}px; background: transparent; margin: {px(3)}px {px(2)}px; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    height: 0; width: 0; background: none; }}
"""


def _menus(t: Ground, px: Px) -> str:
    return f"""
QMenuBar {{ background: {t.rail}; color: {t.ink}; border: 0; padding: 0 {px(12)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(4)}px {px(8)}px; border-radius: {px(4)}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.paper}; }}
QMenu {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(24)}px; border-radius: {px(3)}px; }}
QMenu::item:selected {{ background: {t.tint}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}
QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; left: {px(4)}px; }}
"""
