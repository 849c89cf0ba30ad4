"""Ask lead organisations how far their actions are: who, about what, by when; then a folder for the files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from assurance_desk.domain.dates import When, long_date, parse_when, short_date
from assurance_desk.domain.updates import UpdateRequest
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import updates
from assurance_desk.services.updates import Candidate, UpdatePlan
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell

_DRAFT = "ask for updates"


class AskUpdatesDialog(QDialog):
    """``shown``: ids of the actions the list shows now, where a filter is set, or of those ``picked``; else None."""

    def __init__(self, shell: Shell, shown: Collection[str] | None = None, *, picked: bool = False) -> None:
        super().__init__(shell.window)
        self._shell, self._shown, self._picked = shell, shown, picked
        self.boxes: dict[str, QCheckBox] = {}
        self._kept: dict[str, bool] = {}
        self.setWindowTitle(_("Ask for updates"))
        self.setSizeGripEnabled(True)
        inside, column = w.panel("paper", margins=(24, 20, 24, 8), gap=10)
        self._about(column)
        column.addLayout(self._fields())
        self.only = QCheckBox()
        self.only.setFont(th.font())
        self.only.setChecked(shown is not None)
        self.only.toggled.connect(lambda _on: self._fill())
        column.addWidget(self.only)
        if shown is None:
            self.only.hide()
        self._list = QWidget()
        self._rows = w.box(gap=4)
        self._list.setLayout(self._rows)
        column.addWidget(self._list)
        self.nobody = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self.nobody)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(w.scroll(inside), 1)
        outer.addWidget(self._foot())
        self._size()
        self._fill()

    def _size(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        wide, high = th.px(760), th.px(600)
        if screen is not None:
            wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.resize(wide, high)

    # -------------------------------------------------------------- building

    @staticmethod
    def _about(column: QBoxLayout) -> None:
        column.addWidget(w.label(_("Ask for updates"), "section", strong=True))
        words = _(
            "Each organisation gets a workbook of its own open actions to fill in. Drop what comes back on the Returns "
            "page: you see every word before it is taken in."
        )
        column.addWidget(w.label(words, role="muted", wrap=True))

    def _fields(self) -> QGridLayout:
        who, email, phone = updates.contact(self._shell.desk)
        day = updates.usual_due(self._shell.desk.clock.today())
        self.due = line(_("Answers due by"))
        self.due.setText(long_date(day))
        self.email = line(_("Send it to"), _("An e-mail address"))
        self.who = line(_("For the attention of"), _("A role, such as Business manager"))
        self.phone = line(_("Telephone"), _("For questions"))
        for field, words in ((self.email, email), (self.who, who), (self.phone, phone)):
            field.setText(words)
            field.setCursorPosition(0)
        self.words = line(_("Why you ask"), _("Left empty, the cover says it in our words"))
        self._half = HalfTyped(self._shell, "Actions", self.words, "why")
        self._half.show_for(_DRAFT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(6))
        grid.setColumnStretch(1, 1)
        for number, field in enumerate((self.due, self.email, self.who, self.phone, self.words)):
            label = w.label(field.accessibleName(), role="muted")
            label.setBuddy(field)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        self.due.textEdited.connect(lambda _text: self._tell())
        return grid

    def _foot(self) -> QWidget:
        foot, column = w.panel("paper", margins=(24, 8, 24, 16), gap=6)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row, across = w.panel(across=True, gap=12)
        self.ask_button = w.button("", "primary")
        self.ask_button.clicked.connect(self.ask)
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.reject)
        across.addWidget(self.ask_button)
        across.addWidget(leave)
        across.addStretch()
        column.addWidget(row)
        return foot

    # -------------------------------------------------------------- who is asked

    def _only(self) -> Collection[str] | None:
        return self._shown if self._shown is not None and self.only.isChecked() else None

    def _fill(self) -> None:
        """Ticks set by hand stay when the actions asked about change."""
        self._kept |= {ref: box.isChecked() for ref, box in self.boxes.items()}
        w.clear(self._rows)
        self.boxes = {}
        try:
            actions = updates.open_actions(self._shell.desk, only=self._only())
        except DeskError:  # no review is on the register yet
            actions = []
        for candidate in updates.candidates(self._shell.desk, actions):
            self._rows.addWidget(self._candidate(candidate))
        lost = updates.without_lead(actions)
        words = plural(
            "{n} open action has no lead organisation, so nobody can be asked about it: {{refs}}.",
            "{n} open actions have no lead organisation, so nobody can be asked about them: {{refs}}.",
            len(lost),
        )
        self.nobody.setText(words.replace("{refs}", shortened(", ".join(one.ref for one in lost), 160)))
        self.nobody.setVisible(bool(lost))
        if self._shown is not None:
            shown = plural("{n} action", "{n} actions", len(self._shown))
            picked, left = (
                _("Only about those selected: {actions}"),
                _("Only about what the list shows now: {actions}"),
            )
            self.only.setText((picked if self._picked else left).format(actions=shown))
        self._tell()

    def _candidate(self, one: Candidate) -> QWidget:
        ref = one.organisation.ref
        made, across = w.panel(across=True, gap=10)
        box = QCheckBox()
        box.setFont(th.font())
        box.setText(one.organisation.name.replace("&", "&&"))
        box.setChecked(self._kept.get(ref, one.suggested))
        box.toggled.connect(lambda _on: self._tell())
        self.boxes[ref] = box
        refs = ", ".join(action.ref for action in one.actions)
        words = shortened(refs, 60)
        if one.asked_on:
            told = _("{refs}; asked {day}, no answer yet")
            words = told.format(refs=words, day=short_date(one.asked_on))
        box.setAccessibleName(f"{one.organisation.name}: {words}")
        across.addWidget(box)
        across.addWidget(w.ElidedLabel(words, "small", role="muted"), 1)
        return made

    def chosen(self) -> list[str]:
        return [ref for ref, box in self.boxes.items() if box.isChecked()]

    def _tell(self) -> None:
        count = len(self.chosen())
        words = plural("Ask {n} organisation", "Ask {n} organisations", count)
        w.set_words(self.ask_button, words)
        self.ask_button.setEnabled(count > 0)
        self.refusal.hide()

    # -------------------------------------------------------------- asking

    def _plan(self) -> UpdatePlan:
        when = parse_when(self.due.text()) or When.of(updates.usual_due(self._shell.desk.clock.today()))
        to = (self.who.text().strip(), self.email.text().strip(), self.phone.text().strip())
        return updates.plan(
            self._shell.desk,
            self.chosen(),
            due_on=when.last_day,
            only=self._only(),
            to=to,
            words=self.words.text(),
        )

    def ask(self) -> None:
        """Ask where to, then write the files away from the window and keep what was asked as one step."""
        try:
            asked = self._plan()
        except DeskError as error:
            self._refuse(error)
            return
        folder = self._shell.ask_folder(_("Folder for the update workbooks"))
        if folder is None:
            return
        try:
            updates.check_folder(asked, folder)
        except DeskError as error:
            self._refuse(error)
            return
        self._write(asked, folder)

    def _refuse(self, error: DeskError) -> None:
        self.refusal.setText(error.sentence)
        self.refusal.show()
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, asked: UpdatePlan, folder: Path) -> None:
        shell = self._shell
        child, half = shell.child, self._half

        def work(progress: Progress) -> Path:
            def make(
                request: UpdateRequest,
                copies: object,
                staged: Path,
                told: Progress,
            ) -> object:
                return child.run("write updates", request, copies, staged, progress=told)

            return updates.make_files(asked, folder, progress, make)

        def done(staged: Path) -> None:
            if shell.attempt(lambda: updates.keep(shell.desk, asked, staged, folder)):
                half.done()
                files = plural("{n} file is", "{n} files are", len(asked.copies))
                shell.say(_("{files} in “{folder}”").format(files=files, folder=folder.name))
                self.accept()

        count = plural("{n} update workbook", "{n} update workbooks", len(asked.copies))
        shell.jobs.run(_("Writing {count}").format(count=count), work, done)
