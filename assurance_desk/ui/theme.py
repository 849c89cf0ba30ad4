"""The look, defined once: colours, type, lengths, icons, palette.

Pages and delegates ask for names, never for a colour or a size of their own::

    from assurance_desk.ui import theme as th
    th.ground().ink          # a colour of the scheme now in force; read it at paint time, never keep it
    th.px(24)                # a length of the 100 % design, at the text size now in force
    th.font("small", strong=True)
    th.icon("inbox")         # a Lucide icon, tinted, sharp at every device pixel ratio
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from assurance_desk.paths import resources
from assurance_desk.ui.style_sheet import style_sheet
from assurance_desk.ui.tokens import DARK, LIGHT, Ground

SIZES = {"page": 17.0, "section": 12.0, "text": 10.0, "small": 9.0}
"""The four sizes, in points at 100 %."""
FAMILY = "IBM Plex Sans"
SPACE = (4, 8, 12, 16, 20, 24)
MARGIN = 24
ROW, ROW_CLOSE, ROW_COMFORTABLE, HEADER, RAIL, RAIL_NARROW, RADIUS = 32, 28, 40, 64, 176, 52, 4
NARROW = 1000
"""Below this width of window, in lengths of the 100 % design, the rail shows icons and detail covers list."""
TEXT_SIZES = (100, 125, 150, 200)
SYSTEM, LIGHT_SCHEME, DARK_SCHEME = "system", "light", "dark"


class _Look:
    """What is in force; changed by ``apply`` alone."""

    ground: Ground = LIGHT
    text: float = 1.0
    zoom: float = 1.0
    icons: dict[tuple[str, str, str], QIcon] = {}  # noqa: RUF012  (one look for the process)
    tinted: QTemporaryDir | None = None
    fonts: bool = False


def ground() -> Ground:
    """The colour scheme in force."""
    return _Look.ground


def dark() -> bool:
    return _Look.ground is DARK


def px(length: float) -> int:
    """A length of the 100 % design in pixels at the text size and screen now in force; never below 1 but for 0."""
    return max(1, round(length * _Look.zoom)) if length > 0 else -px(-length) if length else 0


def line_height(size: str = "text", lines: int = 1) -> int:
    """Pixels that ``lines`` lines of this size need."""
    return round(QFontMetricsF(font(size)).height() * lines)


def row_height(design: float = ROW) -> int:
    """A row that never clips its words: the design's height, or what the font needs if that is more."""
    return max(px(design), line_height() + px(8))


def colour(value: str, alpha: int = 255) -> QColor:
    made = QColor(value)
    made.setAlpha(alpha)
    return made


def font(size: str = "text", *, strong: bool = False, italic: bool = False) -> QFont:
    made = QFont(FAMILY)
    made.setPointSizeF(SIZES[size] * _Look.text)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def icon(name: str, tint: str = "", chosen: str = "") -> QIcon:
    """A Lucide icon as a vector QIcon; ``chosen`` is its tint when selected or hovered.

    A style sheet cannot tint an SVG, so each tint is written once to a temporary folder for Qt's SVG engine.
    """
    tint = tint or ground().muted
    key = (name, tint, chosen or tint)
    if key not in _Look.icons:
        _Look.icons[key] = _tinted(name, tint, chosen or tint)
    return _Look.icons[key]


def _tinted(name: str, tint: str, chosen: str) -> QIcon:
    """Qt greys a disabled icon by itself."""
    made = QIcon(str(_picture(name, tint)))
    if chosen != tint:
        for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):
            made.addFile(str(_picture(name, chosen)), QSize(), mode)
    return made


def _picture(name: str, tint: str) -> Path:
    """The file of an icon in one tint."""
    if _Look.tinted is None:
        _Look.tinted = QTemporaryDir()
    path = Path(_Look.tinted.path()) / f"{name}-{tint[1:]}.svg"
    if not path.exists():
        svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
        path.write_text(
            svg.replace('stroke-width="2"', 'stroke-width="1.75"').replace("currentColor", tint), "utf-8"
        )
    return path


def palette() -> QPalette:
    """What a style sheet does not reach: item views, tooltips, links, placeholder and disabled text."""
    now, role, made = ground(), QPalette.ColorRole, QPalette()
    for key, value in {
        role.Window: now.canvas,
        role.WindowText: now.ink,
        role.Base: now.paper,
        role.AlternateBase: now.canvas,
        role.Text: now.ink,
        role.Button: now.paper,
        role.ButtonText: now.ink,
        role.BrightText: now.ink,
        role.Highlight: now.tint_strong,
        role.HighlightedText: now.ink,
        role.Link: now.accent,
        role.LinkVisited: now.accent,
        role.PlaceholderText: now.muted,
        role.ToolTipBase: now.ink,
        role.ToolTipText: now.paper,
        role.Light: now.paper,
        role.Midlight: now.raised,
        role.Mid: now.line,
        role.Dark: now.edge,
        role.Shadow: now.line,
        role.Accent: now.accent,
    }.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(now.edge))
    return made


def system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(
    app: QApplication, *, scheme: str = LIGHT_SCHEME, text_size: int = 100, window: QWidget | None = None
) -> None:
    """Put a look in force. Painted widgets do not restyle themselves: whoever calls this rebuilds its window.

    ``scheme`` is ``light``, ``dark`` or ``system``; ``text_size`` a per cent. ``window`` wears the style sheet in place
    of the whole program, see ``dress``.
    """
    hints = app.styleHints()
    if scheme == SYSTEM:
        hints.unsetColorScheme()
        is_dark = system_is_dark(app)
    else:
        is_dark = scheme == DARK_SCHEME
        hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)
    _Look.ground = DARK if is_dark else LIGHT
    _Look.text = text_size / 100
    screen = app.primaryScreen()
    _Look.zoom = _Look.text * (screen.logicalDotsPerInch() / 96 if screen else 1)
    _load_fonts()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette())
    arrow, tick = _picture("chevron-down", ground().muted), _picture("check", ground().on_accent)
    sheet = style_sheet(ground(), px, line_height(), arrow.as_posix(), tick.as_posix())
    if window is None:
        app.setStyleSheet(sheet)
    else:
        dress(app, window, sheet)


def dress(app: QApplication, window: QWidget, sheet: str = "") -> None:
    """Let the window wear the style sheet (without ``sheet``, the one the program wears).

    A page is put together before it stands in the window. Under a sheet of the whole program Qt styles all of a part
    again each time it is put into another, which was most of a page's making; under a window's, once.
    """
    sheet = sheet or app.styleSheet()
    if app.styleSheet():
        app.setStyleSheet("")
    if sheet:
        window.setStyleSheet(sheet)


def _load_fonts() -> None:
    """Once a process. Asking Qt for its families would list every font of the machine first."""
    if _Look.fonts:
        return
    _Look.fonts = True
    for name in ("IBMPlexSans_400Regular", "IBMPlexSans_600SemiBold", "IBMPlexSans_400Regular_Italic"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"{name}.ttf"))
    QFontDatabase.addApplicationFont(str(resources() / "fonts" / "SourceSans3_400Regular.ttf"))
    QFont.insertSubstitution(FAMILY, "Source Sans 3")
