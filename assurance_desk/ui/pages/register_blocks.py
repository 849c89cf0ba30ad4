"""The evidence of a recommendation's actions; and the small fields its blocks are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.actions import Action
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.fields import shown
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import records, vocabularies
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
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


def _evidence_columns(shell: Shell, refs: Refs) -> list[Column[Evidence]]:
    def write(field: str) -> Callable[[Evidence, str], object]:
        return lambda row, typed: records.edit_record(shell.desk, row, field, typed)

    def chosen(field: str, key: str, width: float) -> Column[Evidence]:
        offered = tuple(word for _held, word in vocabularies.choices(shell.desk, key))
        return Column(
            "", lambda row: vocabularies.said(shell.desk, key, getattr(row, field)), width,
            write=write(field), choices=offered, muted=True,
        )  # fmt: skip

    return [
        Column("", lambda row: ", ".join(refs.get(row.id, ())), 56, muted=True),
        Column("", lambda row: row.title, write=write("title")),
        chosen("strength", vocabularies.STRENGTH, 108),
        chosen("state", vocabularies.EVIDENCE_STATE, 84),
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
        self._strengths = vocabularies.words(shell.desk, vocabularies.STRENGTH)
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
        self._kind = combo(_("Strength of evidence"), tuple(one.word for one in self._strengths), "document")
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
            f"{states.count(state)} {vocabularies.said(self._shell.desk, vocabularies.EVIDENCE_STATE, state)}"
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
        action, strength = self._action(), self._strengths[self._kind.currentIndex()].held
        if action is not None and self._shell.attempt(
            lambda: records.add_evidence(self._shell.desk, action, self._title.text(), strength=strength)
        ):
            self._half_typed.done()
