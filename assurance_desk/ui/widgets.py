"""Small parts every page is built from. Words the user or a file supplied are always plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assurance_desk.ui import theme as th
from assurance_desk.ui.marks import IconMark

FEWEST = 6
"""Letters below which a shortened line shows nothing at all."""
Margins = tuple[float, float, float, float]


def box(*, across: bool = False, margins: Margins = (0, 0, 0, 0), gap: float = 0) -> QBoxLayout:
    """A layout without Qt's own spacing. Margins (left, top, right, bottom) and gap are lengths at 100 %."""
    made: QBoxLayout = QHBoxLayout() if across else QVBoxLayout()
    made.setContentsMargins(*(th.px(side) for side in margins))
    made.setSpacing(th.px(gap))
    return made


def panel(
    ground: str = "none",
    *,
    across: bool = False,
    margins: Margins = (0, 0, 0, 0),
    gap: float = 0,
    width: float = 0,
    height: float = 0,
) -> tuple[QWidget, QBoxLayout]:
    """A widget with a ground (page, paper, canvas, rail, quiet, tint, warn or none) and its layout.

    ``height`` is a least height: the panel grows with its words.
    """
    made = QWidget()
    made.setObjectName(ground)
    # Without it a plain QWidget ignores its style sheet's ground.
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = box(across=across, margins=margins, gap=gap)
    made.setLayout(layout)
    if width:
        made.setFixedWidth(th.px(width))
    if height:
        made.setMinimumHeight(th.px(height))
    return made, layout


def plain_tip(words: str) -> str:
    """For a tooltip: Qt would take words with a < in them for markup."""
    return f"<qt>{escape(words)}</qt>" if "<" in words or "&" in words else words


def shown_on_button(words: str) -> str:
    """A lone & would underline the letter after it."""
    return words.replace("&", "&&")


def label(
    words: str = "", size: str = "text", *, strong: bool = False, role: str = "", wrap: bool = False
) -> QLabel:
    """Plain text; ``role`` is muted, accent, late or warn."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(words)
    made.setFont(th.font(size, strong=strong))
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        made.setMinimumWidth(th.px(80))
    return made


class Paragraph(QLabel):
    """Wrapped words with leading, which QLabel has none of: escaped, and set as one rich paragraph."""

    def __init__(self, words: str = "", size: str = "text", *, role: str = "", leading: float = 1.4) -> None:
        super().__init__()
        self._leading = leading
        self._words = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(th.font(size))
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if role:
            self.setProperty("role", role)
        self.set_words(words)

    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        self._words = words
        lines = escape(words).replace("\n", "<br>")
        self.setText(f'<p style="line-height:{round(self._leading * 100)}%; margin:0">{lines}</p>')
        self.setAccessibleName(words)


def para(words: str, size: str = "text", *, role: str = "", leading: float = 1.4) -> Paragraph:
    return Paragraph(words, size, role=role, leading=leading)


class ElidedLabel(QLabel):
    """One line that gives way: shortened with … where there is no room, whole in its tooltip."""

    def __init__(self, words: str = "", size: str = "text", *, strong: bool = False, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(th.font(size, strong=strong))
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""
        self.set_words(words)

    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        self._words = " ".join(words.split("\n"))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        metrics, around = QFontMetrics(self.font()), self.contentsMargins()
        wide = metrics.horizontalAdvance(self._words) + 2 + around.left() + around.right()
        return QSize(wide, metrics.height() + around.top() + around.bottom())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(th.px(24), wanted.width()), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if shown != self._words and len(shown) < FEWEST:
            shown = ""  # a stump of a word tells nothing
        self.setText(shown)
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


def rule(*, upright: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("rule")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class QuietButton(QPushButton):
    """Seen while the pointer is over its parent, or it has the keyboard; found by Tab and read aloud always."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.told:
            super().paintEvent(event)

    @property
    def told(self) -> bool:
        """Whether it is seen now. Whoever holds it calls ``update`` as the pointer comes and goes."""
        over = self.parentWidget()
        return self.hasFocus() or (over is not None and over.underMouse())


def button(
    words: str, kind: str = "", icon: str = "", tip: str = "", made_as: type[QPushButton] = QPushButton
) -> QPushButton:
    """``kind`` is primary, suggested, link, inline, segment, or "" for a plain bordered one.

    The words say what will happen. Not a default button: Enter presses what has the focus.
    """
    made = made_as(
        shown_on_button(f" {words}" if icon else words)
    )  # a style sheet cannot set the gap beside an icon
    made.setAccessibleName(words)
    made.setFont(th.font("text", strong=kind == "primary"))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        now = th.ground()
        tints = {"primary": now.on_accent, "link": now.accent, "inline": now.accent, "suggested": now.accent}
        made.setIcon(th.icon(icon, tints.get(kind, now.ink)))
        made.setIconSize(QSize(th.px(16), th.px(16)))
    made.setToolTip(plain_tip(tip))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def set_words(made: QPushButton, words: str) -> None:
    """Change a button's words as seen and as heard."""
    made.setText(shown_on_button(words if made.icon().isNull() else f" {words}"))
    made.setAccessibleName(words)


def section(words: str, more: str = "") -> QWidget:
    """A heading inside a page, with a small muted fact after it."""
    made, layout = panel(across=True, gap=8)
    layout.addWidget(label(words, strong=True))
    if more:
        layout.addWidget(label(more, "small", role="muted"), 0, Qt.AlignmentFlag.AlignBottom)
    layout.addStretch()
    return made


def facts(rows: list[tuple[str, str]], *, gap: float = 6) -> QGridLayout:
    """Muted names at the left, what they are at the right."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(th.px(12))
    grid.setVerticalSpacing(th.px(gap))
    for number, (name, value) in enumerate(rows):
        grid.addWidget(label(name, role="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), number, 1)
    grid.setColumnStretch(1, 1)
    return grid


class Pane(QScrollArea):
    """Scrolls down only, so it asks for the width its content needs: nothing lies out of sight at the right."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        given, inner = super().minimumSizeHint(), self.widget()
        if inner is None:
            return given
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(given.width(), inner.minimumSizeHint().width() + bar), given.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's own filter on the content; what it needs has changed when it asks to be laid out."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scroll(inner: QWidget) -> QScrollArea:
    """A pane that scrolls down."""
    return Pane(inner)


def bring_into_view(widget: QWidget, where: QRect) -> None:
    """Scroll the pane a widget stands in, so that this part of it is seen, some room around it."""
    pane: QObject | None = widget
    while pane is not None and not isinstance(pane, Pane):
        pane = pane.parent()
    inner = pane.widget() if pane is not None else None
    if pane is not None and inner is not None:
        at = widget.mapTo(inner, where.center())
        pane.ensureVisible(at.x(), at.y(), 0, min(pane.viewport().height() // 3, th.px(120)))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def empty(icon: str, title: str, words: str, buttons: list[QPushButton]) -> QWidget:
    """What belongs on a page that holds nothing yet, and the first step."""
    made, layout = panel("paper", margins=(24, 0, 24, 80))
    layout.addStretch()
    middle = box(across=True)
    inner, inside = panel()
    wide = th.px(440)
    inside.addWidget(IconMark(icon, size=32))
    inside.addSpacing(th.px(16))
    inside.addWidget(label(title, "section", strong=True))
    inside.addSpacing(th.px(6))
    told = para(words, role="muted")
    told.setFixedSize(wide, told.heightForWidth(wide))
    inside.addWidget(told)
    inside.addSpacing(th.px(20))
    fits = sum(one.sizeHint().width() + th.px(16) for one in buttons) <= wide
    row = box(across=fits, gap=16 if fits else 8)
    for one in buttons:
        row.addWidget(one)
    row.addStretch()
    inside.addLayout(row)
    middle.addStretch(1)
    middle.addWidget(inner)
    middle.addStretch(1)
    layout.addLayout(middle)
    layout.addStretch()
    return made
