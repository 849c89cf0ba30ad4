"""The three steps of bringing in a tracker: its columns, its signs, its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QPushButton, QWidget

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import ACTION, STANDING
from assurance_desk.domain.tracker_rows import BAND, TrackerRow
from assurance_desk.texts import _, later
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.dialogs.tracker_tables import HoldsTable, RowsModel, SignModel, columns_model
from assurance_desk.ui.dialogs.tracker_work import TrackerWork
from assurance_desk.ui.pages.register_blocks import line

LEAST_ROWS = 6
"""Seen of each table at any text size, its headings among them."""
ALL, LOOK, LEFT = "all", "look", "left"
_SHOWN = {ALL: later("All rows, {n}"), LOOK: later("To look at, {n}"), LEFT: later("Left out, {n}")}


def _picker(name: str) -> QComboBox:
    made = QComboBox()
    made.setFont(th.font())
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    return made


class ColumnsPanel(QWidget):
    """Sheet, row of headings, review; then a row for each column."""

    def __init__(self, work: TrackerWork) -> None:
        super().__init__()
        self._work = work
        column = w.box(gap=8)
        self.setLayout(column)
        column.addWidget(self._make_where())
        column.addWidget(self._make_review())
        self.table = HoldsTable(columns_model(work), _("Columns of the tracker"))
        self.table.setMinimumHeight(th.row_height(th.ROW) * LEAST_ROWS)
        column.addWidget(self.table, 1)
        work.changed.connect(self.show_now)
        self.show_now()
        self.table.select_first()

    def _make_where(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.sheet = _picker(_("Sheet"))
        for one in self._work.brought.book.sheets:
            hidden = _(" (hidden)") if one.sheet.hidden else ""
            self.sheet.addItem(one.name + hidden, one.name)
        self.sheet.activated.connect(lambda at: self._work.take_sheet(str(self.sheet.itemData(at))))
        self.heading = _picker(_("Row of the headings"))
        self.heading.activated.connect(lambda at: self._work.take_heading(int(self.heading.itemData(at))))
        across.addWidget(w.label(_("Sheet"), role="muted"))
        across.addWidget(self.sheet, 1)
        across.addSpacing(th.px(12))
        across.addWidget(w.label(_("Headings"), role="muted"))
        across.addWidget(self.heading, 2)
        return row

    def _make_review(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.review = line(_("Review of rows that name none"))
        known = QCompleter(self._work.review_names(), self.review)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.review.setCompleter(known)
        self.review.editingFinished.connect(lambda: self._work.name_review(self.review.text().strip()))
        self.titles = _picker(_("Titles between rows name"))
        self.titles.addItem(_("a review"), tc.REVIEW)
        self.titles.addItem(_("a theme"), tc.THEME)
        self.titles.activated.connect(lambda at: self._work.titles_name(str(self.titles.itemData(at))))
        self._titles_label = w.label(_("Titles between rows name"), role="muted")
        across.addWidget(w.label(_("Review of rows that name none"), role="muted"))
        across.addWidget(self.review, 1)
        across.addSpacing(th.px(12))
        across.addWidget(self._titles_label)
        across.addWidget(self.titles)
        return row

    def show_now(self) -> None:
        work = self._work
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(work.mapping.sheet)))
        self.heading.clear()
        for row, words in work.heading_rows():
            self.heading.addItem(_("row {n}: {words}").format(n=row + 1, words=words), row)
        self.heading.setCurrentIndex(self.heading.findData(work.mapping.heading))
        if not self.review.hasFocus() and self.review.text() != work.mapping.review:
            self.review.setText(work.mapping.review)
            self.review.setCursorPosition(0)
        titles = any(row.left == BAND for row in work.rows)
        self.titles.setVisible(titles)
        self._titles_label.setVisible(titles)
        self.titles.setCurrentIndex(self.titles.findData(work.mapping.bands))
        self.table.table.reload()


class SignsPanel(QWidget):
    """Initials, words for states, colours: each with what it stands for."""

    def __init__(self, work: TrackerWork) -> None:
        super().__init__()
        column = w.box(gap=8)
        self.setLayout(column)
        words = _(
            "What the tracker’s own signs stand for. Type a role for each pair of initials, say which organisations are "
            "meant, and put right any state read otherwise than meant: in some trackers green is finished, in others it "
            "is only on track."
        )
        column.addWidget(w.label(words, role="muted", wrap=True))
        self.table = HoldsTable(SignModel(work), _("Signs of the tracker"))
        self.table.setMinimumHeight(th.row_height(th.ROW) * LEAST_ROWS)
        column.addWidget(self.table, 1)
        work.changed.connect(self.table.table.reload)
        self.table.select_first()


class RowsPanel(QWidget):
    """What each row becomes, mended in place; below it the chosen row in full."""

    def __init__(self, work: TrackerWork) -> None:
        super().__init__()
        self._work = work
        column = w.box(gap=6)
        self.setLayout(column)
        column.addWidget(self._make_filters())
        self.table = HoldsTable(RowsModel(work), _("Rows of the tracker"))
        self.table.setMinimumHeight(th.row_height(th.ROW) * LEAST_ROWS)
        self.table.chosen.connect(lambda _id: self._show_row())
        column.addWidget(self.table, 4)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFont(th.font())
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("The chosen row in full"))
        self.words.setMinimumHeight(th.line_height() * 3)
        column.addWidget(self.words, 1)
        work.changed.connect(self.show_now)
        self._shown = ALL
        self.show_now()
        self.show_only(LOOK if self._count(LOOK) else ALL)

    def _make_filters(self) -> QWidget:
        row, across = w.panel(across=True, gap=16)
        self.filters: dict[str, QPushButton] = {}
        for name in _SHOWN:
            button = w.button("", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self.show_only(name))
            self.filters[name] = button
            across.addWidget(button)
        across.addStretch()
        tip = _("A standing commitment has no end; it is reviewed again and again")
        self.kind = w.button(_("Make it standing"), "link", tip=tip)
        self.kind.clicked.connect(self._turn_kind)
        self.leave = w.button(_("Leave this row out"), "link")
        self.leave.clicked.connect(self._leave_or_take)
        self.back = w.button(_("Take back"), "link", "undo-2", _("Ctrl+Z"))
        self.back.clicked.connect(self._work.take_back)
        across.addWidget(self.kind)
        across.addWidget(self.leave)
        across.addWidget(self.back)
        return row

    def _is(self, row: TrackerRow, name: str) -> bool:
        if name == LOOK:
            return bool(self._work.problems(row))
        return name == ALL or bool(row.left)

    def _count(self, name: str) -> int:
        return sum(self._is(row, name) for row in self._work.rows)

    def show_only(self, name: str) -> None:
        """Those rows as they are now: one that is mended stays in sight until the next choice."""
        self._shown = name
        kept = {row.id for row in self._work.rows if self._is(row, name)}
        self.table.proxy.filter_rows(None if name == ALL else kept.__contains__)
        for each, button in self.filters.items():
            button.setChecked(each == name)
        if not self.table.current():
            self.table.select_first()
        self._show_row()

    def show_now(self) -> None:
        self.table.table.reload()
        for name, button in self.filters.items():
            w.set_words(button, _(_SHOWN[name]).format(n=self._count(name)))
        self.back.setEnabled(self._work.can_take_back)
        self._show_row()

    def _row(self) -> TrackerRow | None:
        row = self.table.current_row()
        return row if isinstance(row, TrackerRow) else None

    def _show_row(self) -> None:
        row = self._row()
        self.leave.setEnabled(row is not None)
        self.kind.setEnabled(row is not None and not row.left)
        standing = row is not None and row.value(tc.KIND) == STANDING
        w.set_words(self.kind, _("Make it an action") if standing else _("Make it standing"))
        w.set_words(self.leave, _("Take this row") if row and row.left else _("Leave this row out"))
        words = self._in_full(row) if row else ""
        if self.words.toPlainText() != words:
            self.words.setPlainText(words)

    def _in_full(self, row: TrackerRow) -> str:
        found = [
            " ".join(part for part in (one.cell, one.words) if part) + "." for one in self._work.problems(row)
        ]
        if row.left:
            return "\n".join((*found, row.raw))
        named = [f"{_(words)}: {row.value(name)}" for name, words in tc.FIELDS.items() if row.value(name)]
        entries = [f"{_(tc.FIELDS[name])} ({heading}): {text}" for name, heading, text in row.entries]
        kept = [
            _("Kept in a note, {heading}: {text}").format(heading=head, text=text) for head, text in row.kept
        ]
        return "\n".join((*found, *named, *entries, *kept))

    def _turn_kind(self) -> None:
        row = self._row()
        if row is not None:
            self._work.mend(row, tc.KIND, ACTION if row.value(tc.KIND) == STANDING else STANDING)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_or_take(self) -> None:
        row = self._row()
        if row is not None:
            self._work.leave_or_take(row)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
