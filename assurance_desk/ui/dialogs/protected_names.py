"""Protected names: a list of its own, behind a password, unlocked for this sitting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QLineEdit, QWidget

from assurance_desk.domain.names_protected import ProtectedName
from assurance_desk.errors import DeskError
from assurance_desk.services import protected_names as listed
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


class ProtectedNamesDialog(QDialog):
    """``changed()`` is told whenever the list was locked, unlocked or made."""

    def __init__(self, shell: Shell, changed: Callable[[], object] | None = None) -> None:
        super().__init__(shell.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._desk = shell, shell.desk
        self._told = changed or shell.refresh_header
        self.setWindowTitle(_("Protected names"))
        column = w.box(margins=(24, 20, 24, 16), gap=10)
        self.setLayout(column)
        column.addWidget(w.label(_("Protected names"), "section", strong=True))
        self._body, self._lines = w.panel(gap=10)
        column.addWidget(w.scroll(self._body), 1)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        foot, self._foot = w.panel(across=True, gap=12)
        column.addWidget(foot)
        room = self.screen().availableGeometry()
        self.resize(min(th.px(720), room.width() - 40), min(th.px(500), room.height() - 60))
        self.show_state()

    def show_state(self) -> None:
        """Build what belongs to the list as it is now: none yet, locked, open."""
        w.clear(self._lines)
        w.clear(self._foot)
        self.refusal.hide()
        state = listed.state(self._desk)
        show = {listed.OPEN: self._show_open, listed.LOCKED: self._show_locked}.get(state, self._show_none)
        show(missing=state == listed.MISSING)
        self._foot.addStretch()
        close = w.button(_("Close"))
        close.clicked.connect(self.accept)
        self._foot.addWidget(close)

    def _say(self, words: str, role: str = "muted") -> None:
        self._lines.addWidget(w.label(words, role=role, wrap=True))

    def _try(self, do: Callable[[], object]) -> bool:
        """False, with the sentence shown, where it was refused; what was typed stays."""
        try:
            do()
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return False
        self.refusal.hide()
        return True

    # ------------------------------------------------------------ none yet

    def _show_none(self, *, missing: bool) -> None:
        name = listed.path_of(self._desk).name
        if missing:
            words = _("The list “{name}” is not beside the workbook. Put it back there, or make a new one.")
            self._say(words.format(name=name), "late")
        self._say(
            _(
                "A return that holds one of these names is stopped before anything of it is stored. The list joins each"
                " pseudonym to a child, so it is kept apart: encrypted, in “{name}” beside the workbook, and never in"
                " the workbook, its copies, its search or its history."
            ).format(name=name)
        )
        self._say(
            _(
                "If the password is lost, nobody can open the list again, and nothing can bring it back. The workbook is"
                " not affected. Keep the password where you keep such things."
            )
        )
        self.password, self.again = _secret(_("Password")), _secret(_("Password again"))
        for field in (self.password, self.again):
            self._lines.addWidget(field)
            field.returnPressed.connect(self._begin)
        self._lines.addStretch()
        self.begin = w.button(_("Make the list"), "primary")
        self.begin.clicked.connect(self._begin)
        self._foot.addWidget(self.begin)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self._try(lambda: listed.begin(self._desk, self.password.text(), self.again.text())):
            self._changed()

    # ------------------------------------------------------------ locked

    def _show_locked(self, *, missing: bool) -> None:
        self._say(
            _(
                "The list is locked. Returns are looked through for signs that a child is named, but not for these"
                " names. A lost password cannot be recovered."
            )
        )
        self.password = _secret(_("Password"))
        self.password.returnPressed.connect(self._unlock)
        self._lines.addWidget(self.password)
        self._lines.addStretch()
        self.unlock = w.button(_("Unlock"), "primary", icon="lock")
        self.unlock.clicked.connect(self._unlock)
        self._foot.addWidget(self.unlock)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self) -> None:
        if self._try(lambda: listed.unlock(self._desk, self.password.text())):
            self._changed()
        else:
            self.password.selectAll()

    # ------------------------------------------------------------ open

    def _show_open(self, *, missing: bool) -> None:
        self._say(
            _(
                "Every way a name is written, parted by semicolons; a first name alone too, if it gives the child away."
                " Capitals, accents, order, middle names and initials are seen to."
            )
        )
        self.table = self._make_table()
        self._lines.addWidget(self.table)
        self._lines.addWidget(self._make_adder(self._lines))
        self._lines.addStretch()
        for words, do in (
            (_("Lock"), self._lock),
            (_("Take out the chosen one"), self._remove),
            (_("Change the password"), self._ask_password),
        ):
            made = w.button(words, "link")
            made.clicked.connect(do)
            self._foot.addWidget(made)

    def _make_table(self) -> TableBlock:
        def column(
            field: str, title: str, read: Callable[[ProtectedName], str], width: float
        ) -> Column[ProtectedName]:
            return Column(
                title, read, width, write=lambda row, typed: listed.edit(self._desk, row, field, typed)
            )

        columns = [
            column("pseudonym", _("Pseudonym"), lambda row: row.pseudonym, 150),
            column("spellings", _("Name and spellings"), listed.written, 0),
            column("note", _("Note"), lambda row: row.note, 150),
        ]
        model = TableModel(columns, lambda: listed.names(self._desk))
        return TableBlock(DataTable(model, _("Protected names"), fitted=True))

    def _make_adder(self, _column: QBoxLayout) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.pseudonym = line(_("Pseudonym"), _("Child Robin"))
        self.written = line(_("Name and spellings"), _("Name; another spelling"))
        self.note = line(_("Note"))
        for field in (self.pseudonym, self.written, self.note):
            field.returnPressed.connect(self._add)
            across.addWidget(field, 2 if field is self.written else 1)
        self.add = w.button(_("Add"))
        self.add.clicked.connect(self._add)
        across.addWidget(self.add)
        return row

    def _add(self) -> None:
        typed = (self.pseudonym.text(), self.written.text(), self.note.text())
        if self._try(lambda: listed.add(self._desk, *typed)):
            for field in (self.pseudonym, self.written, self.note):
                field.clear()
            self.table.table.table.reload()
            self.pseudonym.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row = self.table.table.current_row()
        if not isinstance(row, ProtectedName):
            return
        question = _("Take the name of {pseudonym} off the list?").format(pseudonym=row.pseudonym)
        more = _("This cannot be undone: the list keeps no history.")
        if self._shell.sure(question, _("Take it off"), more) and self._try(
            lambda: listed.remove(self._desk, row)
        ):
            self.table.table.table.reload()

    def _lock(self) -> None:
        listed.lock(self._desk)
        self._shell.forget()
        self._changed()

    def _ask_password(self) -> None:
        """In place of the table, so that nothing else is asked meanwhile."""
        w.clear(self._lines)
        w.clear(self._foot)
        self._say(_("The old password opens the list no more. A lost one cannot be recovered."))
        self.password, self.again = _secret(_("New password")), _secret(_("New password again"))
        for field in (self.password, self.again):
            self._lines.addWidget(field)
            field.returnPressed.connect(self._change)
        self._lines.addStretch()
        for words, kind, do in (
            (_("Change the password"), "primary", self._change),
            (_("Leave it as it is"), "link", self.show_state),
        ):
            made = w.button(words, kind)
            made.clicked.connect(do)
            self._foot.addWidget(made)
        self._foot.addStretch()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        if self._try(lambda: listed.change_password(self._desk, self.password.text(), self.again.text())):
            self._shell.say(_("The password of the protected names is changed"))
            self.show_state()

    def _changed(self) -> None:
        self.show_state()
        self._told()


def _secret(name: str) -> QLineEdit:
    made = line(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaximumWidth(th.px(360))
    return made
