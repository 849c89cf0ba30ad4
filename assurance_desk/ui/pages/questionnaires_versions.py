"""Where the answers of older versions lead in this one: what changed first, each line to be put right in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from assurance_desk.domain.questionnaire import CLOSED, Question, Questionnaire
from assurance_desk.services import questionnaire_versions as versions
from assurance_desk.services.questionnaire_versions import Led
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.shell import Shell


class VersionsView(QWidget):
    """``fields`` holds the list beside each older question, by its reference, once the part has been seen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self._build: Callable[[], None] | None = None
        self.fields: dict[str, ChoiceField] = {}
        column = widgets.box(margins=(0, 12, 0, 12), gap=8)
        self.setLayout(column)
        self.version = ChoiceField(_("Answers of version"), ())
        self.version.committed.connect(self._show_lines)
        self._head, across = widgets.panel(across=True, gap=8)
        across.addWidget(widgets.label(_("Answers given in version"), role="muted"))
        across.addWidget(self.version)
        across.addStretch()
        column.addWidget(self._head)
        self.counts = widgets.label("", wrap=True)
        column.addWidget(self.counts)
        self._lines = widgets.box(gap=8)
        column.addLayout(self._lines)
        column.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ensure()

    def show_versions(self, of: Questionnaire) -> None:
        """Read when it is first seen: most who look at a questionnaire look at its questions."""
        self._of = of
        self._build = self._show
        if self.isVisible():
            self._ensure()

    def _ensure(self) -> None:
        if self._build:
            build, self._build = self._build, None
            build()

    def _show(self) -> None:
        assert self._of is not None
        before = versions.versions_before(self._shell.desk, self._of)
        self._head.setVisible(bool(before))
        chosen = self.version.words()
        self.version.offer(tuple(before))
        self.version.setCurrentText(chosen if chosen in before else (before[0] if before else ""))
        self._show_lines()

    def _show_lines(self) -> None:
        of, version = self._of, self.version.words()
        assert of is not None
        kept = next((ref for ref, field in self.fields.items() if field.hasFocus()), "")
        widgets.clear(self._lines)
        self.fields = {}
        if not version:
            self.counts.setText(
                _(
                    "No older version leads here. Once this one is live, a change makes a new version, and where each "
                    "question went is seen and put right here."
                )
            )
            return
        led = versions.led_from(self._shell.desk, of, version)
        new = versions.new_in(self._shell.desk, of, version)
        self.counts.setText(_counts(led, new))
        changed = [one for one in led if not one.same]
        self._group(_("Changed"), changed, of)
        if new:
            self._lines.addWidget(widgets.section(_("New")))
            for one in new:
                self._lines.addWidget(widgets.label(f"{one.ref}  {one.text}", wrap=True))
        self._group(_("As they were"), [one for one in led if one.same], of)
        if kept in self.fields:
            self.fields[kept].setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, title: str, led: list[Led], of: Questionnaire) -> None:
        if not led:
            return
        self._lines.addWidget(widgets.section(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(6))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        for number, one in enumerate(led):
            ref = widgets.label(one.was.ref, strong=True)
            grid.addWidget(ref, number, 0, Qt.AlignmentFlag.AlignVCenter)
            told, across = widgets.panel(gap=2)
            across.addWidget(widgets.label(one.was.text, wrap=True))
            if one.told():
                across.addWidget(widgets.label(one.told(), "small", role="muted", wrap=True))
            grid.addWidget(told, number, 1)
            grid.addWidget(self._side(one, of), number, 2, Qt.AlignmentFlag.AlignVCenter)
        self._lines.addLayout(grid)

    def _side(self, one: Led, of: Questionnaire) -> QWidget:
        side, column = widgets.panel(gap=4)
        offered = {_nowhere(): ""} | {_said(question): question.ref for question in of.questions()}
        field = ChoiceField(_("Where answers to {ref} lead").format(ref=one.was.ref), tuple(offered))
        field.set_words(_said(one.to) if one.to else _nowhere())
        field.setEnabled(of.status != CLOSED and not self._shell.desk.read_only)
        field.committed.connect(lambda: self._lead(one, offered[field.words()], field))
        self.fields[one.was.ref] = field
        column.addWidget(field)
        if one.perhaps is not None and field.isEnabled():
            suggested = widgets.button(
                _("Lead them to {ref}, which asks nearly the same").format(ref=one.perhaps.ref), "inline"
            )
            suggested.clicked.connect(lambda: self._lead(one, one.perhaps.ref if one.perhaps else "", field))
            column.addWidget(suggested, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _lead(self, one: Led, to: str, field: ChoiceField) -> None:
        of = self._of
        assert of is not None
        if not self._shell.attempt(lambda: versions.lead(self._shell.desk, of, one.version, one.was.ref, to)):
            field.set_words(_said(one.to) if one.to else _nowhere())


def _nowhere() -> str:
    return _("nowhere: it is gone")


def _said(question: Question) -> str:
    return f"{question.ref}  {question.text}"


def _counts(led: list[Led], new: list[Question]) -> str:
    same = sum(one.same for one in led)
    gone = sum(one.to is None for one in led)
    parts = [
        plural("{n} question as it was", "{n} questions as they were", same),
        plural("{n} changed", "{n} changed", len(led) - same - gone),
        plural("{n} gone", "{n} gone", gone),
        plural("{n} new", "{n} new", len(new)),
    ]
    return ", ".join(parts) + "."
