"""The lower half of a recommendation: the body's assurance, and the evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import LEVEL_MEANINGS, LEVELS, NOT_RATED, Judgement
from assurance_desk.domain.evidence import EVIDENCE_STATES, STRENGTHS, Evidence
from assurance_desk.domain.fields import shown
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import organisations, records
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.marks import Assurance
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

Subject = Recommendation | Action
Refs = dict[str, tuple[str, ...]]
"""Of a piece of evidence: the references of the actions in view that it serves."""


def combo(name: str, choices: tuple[str, ...], current: str = "") -> QComboBox:
    made = QComboBox()
    made.setFont(th.font())
    made.addItems([_(choice) for choice in choices])
    made.setAccessibleName(name)
    made.setMinimumContentsLength(8)
    if current in choices:
        made.setCurrentIndex(choices.index(current))
    return made


def line(name: str, placeholder: str = "") -> QLineEdit:
    made = QLineEdit()
    made.setFont(th.font())
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder or name)
    return made


class AssuranceBlock(QWidget):
    """The latest judgement on the recommendation and on each action, and a line to record another."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._subject: Callable[[], Subject | None] = lambda: None
        self._layout = w.box(gap=4)
        self.setLayout(self._layout)
        self._said = QWidget()
        self._lines = QVBoxLayout(self._said)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(th.px(4))
        self._layout.addWidget(self._said)
        self._open = w.button(_("Record assurance"), "link", "shield-check")
        self._open.clicked.connect(self._toggle)
        self._layout.addWidget(self._open)
        self._form = self._make_form()
        self._layout.addWidget(self._form)
        self._form.hide()
        self._layout.addStretch()

    def _make_form(self) -> QWidget:
        form, layout = w.panel("quiet", margins=(12, 10, 12, 12), gap=6)
        self._about = w.label("", "small", role="muted", wrap=True)
        self._level = combo(_("Level of assurance"), (*LEVELS, NOT_RATED), "Limited")
        self._level.currentIndexChanged.connect(self._explain)
        self._meaning = w.label("", "small", role="muted", wrap=True)
        self._forum = line(_("Judged by"))
        self._basis = line(_("Basis"), _("Basis: what was seen"))
        self._keep = w.button("", "suggested")
        self._keep.clicked.connect(self._record)
        for widget in (self._about, self._level, self._meaning, self._forum, self._basis, self._keep):
            layout.addWidget(widget)
        self._explain()
        return form

    def _explain(self) -> None:
        level = (*LEVELS, NOT_RATED)[self._level.currentIndex()]
        self._meaning.setText(_(LEVEL_MEANINGS[level]))
        w.set_words(self._keep, _("Record “{level}”").format(level=_(level)))

    def set_subject(self, subject: Callable[[], Subject | None]) -> None:
        """What a new judgement would be about."""
        self._subject = subject

    def _toggle(self) -> None:
        subject = self._subject()
        if subject is not None:
            self._about.setText(_("On {ref}, {today}").format(ref=subject.ref, today=self._today()))
        self._form.setVisible(not self._form.isVisible())
        if self._form.isVisible():
            self._forum.setText(organisations.body_word(self._shell.desk))
            self._level.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> str:
        return dates.long_date(self._shell.desk.clock.today())

    def _record(self) -> None:
        subject = self._subject()
        level = (*LEVELS, NOT_RATED)[self._level.currentIndex()]
        if subject is not None and self._shell.attempt(
            lambda: records.judge(
                self._shell.desk, subject, level, forum=self._forum.text(), basis=self._basis.text()
            )
        ):
            self._basis.clear()
            self._form.hide()

    def show_detail(self, detail: Detail) -> None:
        w.clear(self._lines)
        refs = {action.id: action.ref for action in detail.actions}
        latest: dict[str, Judgement] = {}
        for one in detail.judgements:
            latest.setdefault(one.action_id or "", one)
        order = sorted(latest, key=lambda key: (key != "", refs.get(key, "")))
        if not order:
            self._lines.addWidget(w.section(_("Assurance")))
            self._lines.addWidget(self._steps(Judgement(id="")))
        for key in order:
            one = latest[key]
            what = [refs[key]] if key and len(detail.actions) > 1 else []
            what += [one.forum, *([dates.short_date(one.on)] if one.on else [])]
            title = _("Assurance") if key == order[0] else ""
            self._lines.addWidget(w.section(title, ", ".join(what)))
            self._lines.addWidget(self._steps(one))
            if one.basis:
                self._lines.addWidget(w.para(one.basis, "small", role="muted", leading=1.25))

    @staticmethod
    def _steps(one: Judgement) -> QWidget:
        row, layout = w.panel(across=True, gap=10)
        layout.addWidget(Assurance(one.level))
        layout.addWidget(w.label(_(one.level), strong=True))
        layout.addStretch()
        return row


def _evidence_columns(shell: Shell, refs: Refs) -> list[Column[Evidence]]:
    def write(field: str) -> Callable[[Evidence, str], object]:
        return lambda row, typed: records.edit_record(shell.desk, row, field, typed)

    return [
        Column("", lambda row: ", ".join(refs.get(row.id, ())), 56, muted=True),
        Column("", lambda row: row.title, write=write("title")),
        Column("", lambda row: row.strength, 108, write=write("strength"), choices=STRENGTHS, muted=True),
        Column("", lambda row: row.state, 84, write=write("state"), choices=EVIDENCE_STATES, muted=True),
        Column("", _dated, 100, write=write("dated"), muted=True),
    ]


def _dated(row: Evidence) -> str:
    return dates.short_date(row.dated) if row.dated else shown(row, "dated")


class EvidenceBlock(QWidget):
    """Evidence of all actions shown, edited in place, and a line to add another to the selected action."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._rows: tuple[Evidence, ...] = ()
        self._refs: Refs = {}
        self._action: Callable[[], Action | None] = lambda: None
        layout = w.box()
        self.setLayout(layout)
        head, across = w.panel(across=True, margins=(12, 0, 0, 0), gap=8)
        across.addWidget(w.label(_("Evidence"), strong=True))
        self._count = w.label("", "small", role="muted")
        across.addWidget(self._count)
        across.addStretch()
        layout.addWidget(head)
        model = TableModel(
            _evidence_columns(shell, self._refs),
            lambda: self._rows,
            tables=("evidence", "evidence_link", "action"),
        )
        self.table = DataTable(model, _("Evidence"), fitted=True, heads=False, row=th.ROW_CLOSE)
        model.refused.connect(lambda _id, _column, _typed, sentence: shell.refuse(sentence))
        layout.addWidget(self.table)
        layout.addWidget(self._make_form())
        layout.addStretch()

    def _make_form(self) -> QWidget:
        form, across = w.panel(across=True, margins=(12, 8, 12, 0), gap=8)
        self._title = line(_("New evidence"), _("Add evidence: what it is"))
        self._kind = combo(_("Strength of evidence"), STRENGTHS, "document")
        self._add = w.button(_("Add"), "")
        self._title.textChanged.connect(self._accept_words)
        self._title.returnPressed.connect(self._keep)
        self._add.clicked.connect(self._keep)
        self._half_typed = HalfTyped(self._shell, "Register", self._title, "new evidence")
        across.addWidget(self._title, 1)
        across.addWidget(self._kind)
        across.addWidget(self._add)
        return form

    def set_action(self, action: Callable[[], Action | None]) -> None:
        """Which action new evidence is for."""
        self._action = action

    def show_detail(self, detail: Detail) -> None:
        self._rows = detail.evidence
        self._refs.clear()
        self._refs.update(detail.evidence_refs)
        self.table.table.reload()
        self._count.setText(self._counted())
        self._half_typed.show_for(detail.id)
        self._accept_words()

    def _counted(self) -> str:
        states = [one.state for one in self._rows]
        parts = [
            f"{states.count(state)} {_(state)}"
            for state in ("accepted", "received", "queried", "claimed")
            if state in states
        ]
        return ", ".join(parts) or _("none yet")

    def name_action(self) -> None:
        """Another action was selected: the button says which one evidence would go to."""
        self._accept_words()

    def _accept_words(self) -> None:
        action = self._action()
        w.set_words(self._add, _("Add to {ref}").format(ref=action.ref) if action else _("Add"))
        self._add.setEnabled(action is not None and bool(self._title.text().strip()))

    def _keep(self) -> None:
        action, strength = self._action(), STRENGTHS[self._kind.currentIndex()]
        if action is not None and self._shell.attempt(
            lambda: records.add_evidence(self._shell.desk, action, self._title.text(), strength=strength)
        ):
            self._half_typed.done()
