"""Evidence with a return: each file that came with it beside what its answers declare, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QComboBox, QStyleOptionComboBox, QWidget

from assurance_desk.domain.declared_files import BY_NAME, BY_OFFICER, BY_QUESTION, BY_WORDS, Declared
from assurance_desk.domain.evidence import readable_size
from assurance_desk.domain.wording import shortened
from assurance_desk.progress import Progress
from assurance_desk.services import enclosures, returns
from assurance_desk.services.enclosures import CameWith, Seen
from assurance_desk.services.returns_read import ReadFile
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_bring import open_copy
from assurance_desk.ui.shell import Shell

_NOT_WITH = "-"
_MOST_SHOWN = 8
"""So many pieces that are only said to be held are told one by one."""
_NARROW = 1.5
"""From so large a text on, a file's question stands below it."""


class _QuestionBox(QComboBox):
    """Closed it shows a question's reference alone; its list has the words as well."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = str(self.currentData()) or self.currentText()


class EvidenceBlock(QWidget):
    def __init__(self, shell: Shell, return_id: str) -> None:
        super().__init__()
        self._shell, self._return_id = shell, return_id
        seen = enclosures.seen(shell.desk, return_id)
        column = widgets.box(margins=(0, 8, 0, 0), gap=6)
        self.setLayout(column)
        column.addWidget(widgets.section(_("Evidence with it"), _fact(seen)))
        for one in seen.files:
            self._file(column, one, seen)
        _told(column, _("Said to be sent, and not here"), seen.missing, "late")
        _told(column, _("Said to be held, not sent"), seen.held, "muted")
        if not (seen.files or seen.missing or seen.held):
            self.hide()

    def _file(self, column: QBoxLayout, one: CameWith, seen: Seen) -> None:
        file = one.file
        row = widgets.box(across=th.px(100) < 100 * _NARROW, gap=8)
        left = widgets.box(gap=0)
        tip = _("Open a copy: {name}, {size}").format(name=file.name, size=readable_size(file.size))
        opened = widgets.button(shortened(file.name, 48), "link", "paperclip", tip)
        opened.clicked.connect(
            lambda: open_copy(self._shell, file.name, lambda: enclosures.original(self._shell.desk, file))
        )
        left.addWidget(opened)
        left.addWidget(
            widgets.label(_how(one), "small", role="muted" if one.question or one.how else "warn", wrap=True)
        )
        row.addLayout(left, 1)
        across = widgets.box(across=True, gap=8)
        across.addWidget(self._question(one, seen))
        across.addWidget(self._kept(one))
        across.addStretch()
        row.addLayout(across)
        column.addLayout(row)
        column.addWidget(widgets.rule())

    def _question(self, one: CameWith, seen: Seen) -> QComboBox:
        made = _QuestionBox()
        made.setFont(th.font())
        made.setAccessibleName(_("Question that {name} belongs to").format(name=one.file.name))
        made.addItem(_("No question"), "")
        for ref, words in seen.questions:
            made.addItem(f"{ref}  {shortened(words, 44)}", ref)
        made.addItem(_("Not with this return"), _NOT_WITH)
        made.setMinimumContentsLength(10)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.view().setMinimumWidth(th.px(380))
        made.setCurrentIndex(max(made.findData(one.question), 0))
        made.setEnabled(not self._shell.desk.read_only)
        made.activated.connect(lambda at: self._place(one, str(made.itemData(at))))
        return made

    def _place(self, one: CameWith, question: str) -> None:
        desk = self._shell.desk
        if question == _NOT_WITH:
            self._shell.attempt(lambda: enclosures.take_out(desk, one.file.id, self._return_id))
        else:
            self._shell.attempt(lambda: enclosures.settle(desk, one.file.id, self._return_id, question))

    def _kept(self, one: CameWith) -> QWidget:
        """Into the register's evidence, or there."""
        evidence_id = one.file.evidence_id
        if evidence_id:
            there = widgets.button(_("See it in Evidence"), "link")
            there.clicked.connect(lambda: self._shell.go("Evidence", evidence_id))
            return there
        keep = widgets.button(
            _("Keep as evidence"), tip=_("A piece of evidence of the register, for an action to rest on")
        )
        keep.setEnabled(not self._shell.desk.read_only)
        keep.clicked.connect(
            lambda: self._shell.attempt(
                lambda: enclosures.promote(self._shell.desk, one.file.id, self._return_id)
            )
        )
        return keep


def add_files(shell: Shell, return_id: str) -> None:
    """Chosen by the officer, looked through as everything that comes is, and kept with the return."""
    paths: list[Path] = shell.ask_files(_("Files that came with this return"), _("All files (*)"))
    if not paths:
        return
    desk = shell.desk
    expected, child = returns.expected(desk), shell.child

    def work(progress: Progress) -> list[ReadFile]:
        return enclosures.look_at(paths, expected, child, progress)

    shell.jobs.run(
        _("Looking through the files"),
        work,
        lambda found: shell.attempt(lambda: enclosures.add_files(desk, return_id, found)),
    )


def _fact(seen: Seen) -> str:
    parts = [
        plural("{n} file came with it", "{n} files came with it", len(seen.files))
        if seen.files
        else _("nothing came with it"),
        _("{n} declared and here").format(n=seen.declared_and_here) if seen.declared_and_here else "",
        _("{n} missing").format(n=len(seen.missing)) if seen.missing else "",
        _("{n} not declared").format(n=undeclared)
        if (undeclared := sum(not one.declared for one in seen.files))
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _how(one: CameWith) -> str:
    if not one.question:
        return _("Belongs to no question") if one.how else _("Not declared in any answer")
    by = {
        BY_NAME: _("by its name"),
        BY_QUESTION: _("its name says {question}").format(question=one.question),
        BY_WORDS: _("by its words"),
        BY_OFFICER: _("you said so"),
    }[one.how]
    if one.declared:
        declared = shortened(one.declared, 70)
        return _("Declared at {question}: “{words}”, {by}").format(
            question=one.question, words=declared, by=by
        )
    return _("At {question}, where no evidence is declared, {by}").format(question=one.question, by=by)


def _told(column: QBoxLayout, title: str, pieces: Sequence[Declared], role: str) -> None:
    if not pieces:
        return
    shown = "; ".join(f"{one.question} “{shortened(one.text, 80)}”" for one in pieces[:_MOST_SHOWN])
    more = len(pieces) - _MOST_SHOWN
    rest = plural("; and {n} more", "; and {n} more", more) if more > 0 else ""
    column.addWidget(widgets.label(f"{title}: {shown}{rest}", "small", role=role, wrap=True))
