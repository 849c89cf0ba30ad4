"""Actions: every action of every review in one table, overdue ones told, edited in place, a form beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from assurance_desk.domain.action_filter import GROUPINGS, ActionFilter
from assurance_desk.domain.actions import Action
from assurance_desk.domain.changes import Changes
from assurance_desk.services import action_cells, register, saved_filters
from assurance_desk.services.action_rows import ActionRows
from assurance_desk.services.register import ActionRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.actions_filter import FilterBar
from assurance_desk.ui.pages.actions_paste import PastePanel
from assurance_desk.ui.pages.actions_several import SeveralPanel
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.register_action import ActionPanel, record_words
from assurance_desk.ui.pages.register_columns import ActionModel, action_columns
from assurance_desk.ui.pages.register_refusal import Refusal
from assurance_desk.ui.save_excel import save_as_excel, save_link
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column

TABLES = (
    "action",
    "review",
    "recommendation",
    "recommendation_link",
    "postholder",
    "organisation",
    "progress_note",
    "redating",
    "impact_review",
    "evidence",
    "evidence_link",
    "outcome",
    "meeting",
    "organisation_name",
)


def _action_of(row: ActionRow) -> Action:
    return row.action


class ActionsPage(Page):
    NAME = "Actions"
    ICON = "milestone"
    KEYS = (
        ("Ctrl+F", "Filter the list"),
        ("Enter", "Go to the fields of the action"),
        ("Shift+Down, Ctrl+A", "Select several, to change them all at once"),
        ("Ctrl+C, Ctrl+V", "Copy the rows selected to Excel; paste cells from there"),
        ("Left, Right", "Close or open the group you stand on"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rows = ActionRows()
        self._applied, self._many, self._pasting = ActionFilter(), False, False
        self._stood, self._shows = (False, False, False), 0
        self.bar = FilterBar(shell, self.rows)
        self.filter, self.state, self.lead, self.late = (
            self.bar.words, self.bar.state, self.bar.owner, self.bar.late,
        )  # fmt: skip
        self.counted = w.ElidedLabel("", "small", role="muted")
        self.table = self._make_table()
        self.refusal = Refusal(self.table)
        self.panel = ActionPanel(shell, self.NAME)
        self._where = w.button("", "link", "list-checks")
        self._where.clicked.connect(self._open_register)
        self._split = ListDetail("actions", self._make_left(), self._make_right(), width=770, least=900)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._make_empty())
        self.body.addWidget(self._stack)
        self._listen()

    def _listen(self) -> None:
        self.bar.changed.connect(self._filter)
        self.table.chosen.connect(self._show)
        self.table.selected_changed.connect(self._selected)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.table.copied_as = lambda records: action_cells.copied(self.shell.desk, records)
        self.table.pasted.connect(self._pasted)
        QShortcut(
            QKeySequence.StandardKey.Find,
            self,
            self.filter.setFocus,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    # -------------------------------------------------------------- building

    def _make_table(self) -> DataTable:
        desk = self.shell.desk
        review: Column[ActionRow] = Column(_("Review"), lambda row: row.review, 84, muted=True)
        columns = [review, *action_columns(desk, _action_of, lead_width=118, fact=False)]
        first_due = next(at for at, one in enumerate(columns) if one.title == _("First due"))
        del columns[first_due]
        model: ActionModel[ActionRow] = ActionModel(desk, columns, lambda: self.rows.rows, _action_of)
        return DataTable(model, _("All actions"), many=True)

    def _make_left(self) -> QWidget:
        left, column = w.panel("paper", margins=(12, 12, 0, 0), gap=8)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.refusal)
        foot, row = w.panel(across=True, margins=(12, 4, 12, 10), gap=16)
        row.addWidget(self.counted, 1)
        self.ask = w.button(_("Ask for updates"), "link", "mail")
        self.ask.clicked.connect(self.ask_for_updates)
        row.addWidget(save_link(self.shell, "actions"))
        row.addWidget(self.ask)
        if self.shell.desk.read_only:
            self.ask.hide()
        column.addWidget(foot)
        return left

    def _make_right(self) -> QWidget:
        right, column = w.panel("paper", margins=(12, 16, 12, 16))
        head, across = w.panel(across=True, margins=(12, 0, 12, 0))
        across.addWidget(self._where)
        across.addStretch()
        column.addWidget(head)
        column.addWidget(self.panel)
        self._beside = column
        column.addStretch()
        self._pane = w.scroll(right)
        return self._pane

    @cached_property
    def several(self) -> SeveralPanel:
        """Made when several are first selected."""
        made = SeveralPanel(self.shell)
        self._beside.insertWidget(2, made)
        return made

    @cached_property
    def paste(self) -> PastePanel:
        """Made when cells are first pasted."""
        made = PastePanel(self.shell)
        made.closed.connect(self._end_paste)
        self._beside.insertWidget(2, made)
        return made

    def _make_empty(self) -> QWidget:
        go = w.button(_("Go to the register"), "primary")
        go.clicked.connect(lambda: self.shell.go("Register"))
        words = _(
            "Actions belong to a recommendation, or stand before the recommendations as an undertaking or a learning "
            "point. They are made on the register: mark the words of a response, or type one below it."
        )
        return w.empty("milestone", _("There are no actions yet"), words, [go])

    # -------------------------------------------------------------- the page

    @classmethod
    def foresee(cls, shell: Shell) -> None:
        register.all_actions(shell.desk)

    @classmethod
    def badge(cls, shell: Shell) -> int:
        return register.overdue(shell.desk)

    def header_fact(self) -> str:
        late = self.rows.late
        total = plural("{n} action", "{n} actions", len(self.rows.rows))
        if not self.rows.rows:
            return ""
        words = _("{total}, {late} overdue") if late else _("{total}, none overdue")
        return words.format(total=total, late=late)

    def primary(self) -> Command | None:
        action = self._action()
        if action is None or self._stack.currentIndex() == 1 or self._many or self._pasting:
            return None
        return Command(record_words(action), self._start_progress)

    def commands(self) -> list[Command]:
        saved = saved_filters.saved(self.shell.desk)
        return [
            *(
                Command(
                    _("Show only: {filter}").format(filter=words), partial(self.bar.ask, wanted), "list-todo"
                )
                for words, wanted in [*self.bar.ready_made(), *((one.name, one.filter) for one in saved)]
            ),
            Command(_("Show all actions"), self.show_all, "list-todo"),
            *self._group_commands(),
            Command(_("Copy the selected actions for Excel"), self._copy, "copy"),
            Command(_("Paste cells from Excel"), self._paste, enabled=not self.shell.desk.read_only),
            Command(_("Save as Excel…"), lambda: save_as_excel(self.shell, "actions"), "file-spreadsheet"),
            *(
                []
                if self.shell.desk.read_only
                else [Command(_("Ask for updates"), self.ask_for_updates, "mail")]
            ),
        ]

    def _group_commands(self) -> list[Command]:
        now = self._applied.group
        made = [
            Command(_("Group actions: {how}").format(how=_(words).lower()), partial(self._group, key))
            for key, words in GROUPINGS.items()
            if key != now
        ]
        if now:
            close_all = self.table.proxy.close_all
            made += [
                Command(_("Close all groups"), partial(close_all, closed=True)),
                Command(_("Open all groups"), partial(close_all, closed=False)),
            ]
        return made

    def _group(self, key: str) -> None:
        self.bar.ask(replace(self.bar.wanted(), group=key))

    def ask_for_updates(self) -> None:
        """Of the actions selected, or those a filter leaves, or all: a workbook for each lead organisation."""
        from assurance_desk.ui.dialogs.ask_updates import AskUpdatesDialog

        picked = self.table.selected()
        passes = self.rows.passes(self.bar.wanted())
        shown = picked if len(picked) > 1 else [row for row in self.rows.rows if passes and passes(row)]
        asked = {row.id for row in shown} if passes or len(picked) > 1 else None
        dialog = AskUpdatesDialog(self.shell, asked, picked=len(picked) > 1)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self.rows.read(self.shell.desk, changes)
        self._stack.setCurrentIndex(0 if self.rows.rows else 1)
        self.bar.fill_owners()
        self.table.table.reload()
        self.refusal.on_changes(changes)
        self._filter()

    def show_record(self, record_id: str) -> None:
        if not self.table.reveal(record_id):
            self.show_all()
            self.table.reveal(record_id)
        self._split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        """From what was pasted, from several to one, from a filter to all."""
        if self._pasting:
            self.paste.close_panel()
            return True
        if len(self.table.selected()) > 1:
            self.table.select_many([self.table.current()])
            return True
        if self.bar.wanted().asks:
            self.show_all()
            return True
        return False

    def show_all(self) -> None:
        """Take every filter away; groups stay."""
        self.bar.ask(ActionFilter(group=self.bar.wanted().group))

    # -------------------------------------------------------------- filtering

    def _filter(self) -> None:
        """Arrange the rows anew where another filter or grouping is asked for, or a filter may pass others now."""
        wanted, proxy, shows = self.bar.wanted(), self.table.proxy, self._shows
        if wanted.asks or self._applied.asks:
            proxy.filter_records(self.rows.passes(wanted))
        if wanted.group != self._applied.group:
            proxy.group_by(self.rows.group(wanted.group))
        self._applied = wanted
        if (
            not self.table.current()
            and not self.table.currentIndex().isValid()
            and not self._select_pressing()
        ):
            self.table.select_first()
        self._count(proxy.passing())
        if self._shows == shows:  # else what was chosen just now is shown already
            self._show(self.table.current())

    def _select_pressing(self) -> bool:
        pressing = self.rows.pressing(self.table.proxy.records())
        return bool(pressing) and self.table.select(pressing)

    def _count(self, shown: int) -> None:
        total = len(self.rows.rows)
        words = plural("{n} action", "{n} actions", total)
        if shown != total:
            words = _("{shown} of {total} shown; Esc shows all").format(shown=shown, total=words)
        told = self.bar.told()
        self.counted.set_words(f"{told}: {words}" if told else words)

    # -------------------------------------------------------------- the selected action

    def _action(self) -> Action | None:
        row = self.table.current_row()
        return row.action if isinstance(row, ActionRow) else None

    def _selected(self) -> None:
        """Several: their panel stands in place of the form of one."""
        picked = self.table.selected()
        self._many = len(picked) > 1
        if self._many:
            self.several.show_actions([row.action for row in picked], self.rows.owners())
        if self._many != self._stood[1]:
            self._stand()

    def _stand(self) -> None:
        """One of three beside the table: what was pasted, several actions, or one."""
        one = self._action() is not None
        wanted = (
            self._pasting,
            self._many and not self._pasting,
            one and not self._many and not self._pasting,
        )
        for shows, made in zip(wanted[:2], ("paste", "several"), strict=True):
            if shows or made in self.__dict__:
                getattr(self, made).setVisible(shows)
        self.panel.setVisible(wanted[2])
        self._where.setVisible(wanted[2])
        self._stood = wanted
        self.shell.refresh_header()

    def _show(self, _row_id: str) -> None:
        self._shows += 1
        self._selected()
        row = self.table.current_row()
        if isinstance(row, ActionRow) and not self._many and not self._pasting:
            self.panel.show_action(row.action)
            w.set_words(self._where, " · ".join(part for part in (row.review, row.recommendation) if part))
        self._stand()

    # -------------------------------------------------------------- to and from a spreadsheet

    def _copy(self) -> None:
        count = self.table.copy_rows()
        self.shell.say(plural("{n} action is on the clipboard", "{n} actions are on the clipboard", count))

    def _paste(self) -> None:
        self._pasted(QGuiApplication.clipboard().text())

    def _pasted(self, text: str) -> None:
        """Look at what would change; nothing is written yet."""
        if self.shell.desk.read_only:
            self.shell.refuse(_("This workbook is open to read only, so nothing can be pasted into it."))
            return
        at = max(0, self.table.currentIndex().column())
        fields = [action_cells.field_called(one.title) for one in self.table.table.columns[at:]]
        below = self.table.proxy.records_from(self.table.currentIndex().row())

        def look() -> None:
            found = action_cells.pasted(
                self.shell.desk, text, self.rows.rows, below, fields, self.table.selected()
            )
            self._pasting = True
            self._stand()
            self._split.open_detail()
            self.paste.show_pasted(found)

        self.shell.attempt(look)

    def _end_paste(self) -> None:
        self._pasting = False
        self._show(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, index: QModelIndex) -> None:
        """In a narrow window a click on what cannot be edited opens the form."""
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._split.open_detail()

    def _open(self, _row_id: str) -> None:
        self._split.open_detail()
        (self.several if self._many else self.panel).start()

    def _open_register(self) -> None:
        self.shell.go("Register", self.table.current())

    def _start_progress(self) -> None:
        self._split.open_detail()
        self._pane.ensureWidgetVisible(self.panel.progress.keep, 0, th.px(24))
        self._pane.ensureWidgetVisible(self.panel.progress.words, 0, th.px(24))
        self.panel.start()
