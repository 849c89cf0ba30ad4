"""One version of a questionnaire: what it is, its questions, whom it asks, and its cover."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from assurance_desk.domain.covering import IN_THE_MESSAGE
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.fields import FIELDS
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.services import covering_words, drafts, embargo, questionnaire_live, questionnaires
from assurance_desk.services import questionnaire_design as design
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.questionnaires_carry import CarryChoice
from assurance_desk.ui.pages.questionnaires_message import MessagePanel
from assurance_desk.ui.pages.questionnaires_recipients import RecipientsView
from assurance_desk.ui.pages.questionnaires_sections import SectionsView
from assurance_desk.ui.pages.questionnaires_versions import VersionsView
from assurance_desk.ui.pages.register_embargo import EmbargoLine
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell


class QuestionnaireDetail(QWidget):
    """``shown`` is the version on show, or None. ``new_version`` is the button that offers one, ``settle`` the one that
    closes it or makes it live again.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.shown: Questionnaire | None = None
        self._older = ""
        self.setObjectName("paper")
        column = widgets.box(margins=(24, 20, 24, 24), gap=8)
        self.setLayout(column)
        self._top(column)
        self.sections = SectionsView(shell)
        self.recipients = RecipientsView(shell)
        self.recipients.changed.connect(self._count_ticks)
        self._cover(shell)
        self.versions = VersionsView(shell)
        self.parts = {
            "questions": self.sections,
            "organisations": self.recipients,
            "cover": self.cover,
            "versions": self.versions,
        }
        self.segments: dict[str, QPushButton] = {}
        column.addLayout(self._segments())
        column.addWidget(widgets.rule())
        for part in self.parts.values():
            column.addWidget(part)
        column.addStretch()
        self.show_part("questions")

    def _top(self, column: QBoxLayout) -> None:
        self._title = widgets.label("", "section", strong=True, wrap=True)
        self._facts = widgets.label("", role="muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        self.embargo = EmbargoLine(self._shell)
        column.addWidget(self.embargo)
        self._issued, across = widgets.panel("quiet", across=True, margins=(12, 8, 12, 8), gap=12)
        self._issued_words = widgets.label("", wrap=True)
        across.addWidget(self._issued_words, 1)
        self.settle: QPushButton = widgets.button("", "link")
        self.new_version: QPushButton = widgets.button("", "suggested")
        across.addWidget(self.settle)
        across.addWidget(self.new_version)
        column.addWidget(self._issued)
        self.other, across = widgets.panel("quiet", across=True, margins=(12, 8, 12, 8), gap=12)
        self._other_words = widgets.label("", wrap=True)
        across.addWidget(self._other_words, 1)
        self.close_older: QPushButton = widgets.button("")
        self.close_older.clicked.connect(self._close_older)
        across.addWidget(self.close_older)
        column.addWidget(self.other)
        self._draft, across = widgets.panel("quiet", across=True, margins=(12, 8, 12, 8), gap=12)
        self._draft_words = widgets.label("", wrap=True)
        across.addWidget(self._draft_words, 1)
        self.design: QPushButton = widgets.button(_("Design the questions"), "suggested", "pencil")
        across.addWidget(self.design)
        column.addWidget(self._draft)

    def _cover(self, shell: Shell) -> None:
        self.cover = QWidget()
        inside = widgets.box(margins=(0, 12, 0, 0), gap=12)
        self.cover.setLayout(inside)
        self.carry = CarryChoice(shell)
        inside.addWidget(self.carry)
        self.form = RecordForm(
            shell,
            "Questionnaires",
            Questionnaire,
            [field.name for field in FIELDS[Questionnaire] if field.name not in IN_THE_MESSAGE],
            save=lambda record, name, typed: covering_words.edit(shell.desk, record, name, typed),
        )
        inside.addWidget(self.form)
        self._fixed = widgets.box()
        inside.addLayout(self._fixed)
        self.message = MessagePanel(shell)
        inside.addWidget(self.message)
        inside.addStretch()
        self.recipients.message_of.connect(self._show_message)

    def _show_message(self, ref: str) -> None:
        self.show_part("cover")
        self.message.choose(ref)

    def _segments(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(th.px(20))
        group = QButtonGroup(self)
        words = {"questions": _("Questions"), "organisations": _("Organisations"), "cover": _("Cover")}
        words["versions"] = _("Versions")
        for name, said in words.items():
            button = widgets.button(said, "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.show_part(name))
            group.addButton(button)
            self.segments[name] = button
            row.addWidget(button)
        row.addStretch()
        return row

    def show_part(self, name: str) -> None:
        self.segments[name].setChecked(True)
        for key, part in self.parts.items():
            part.setVisible(key == name)

    def show_questionnaire(self, shown: Questionnaire | None) -> None:
        self.shown = shown
        if shown is None:
            return
        self._title.setText(f"{shown.ref}  {shown.title}")
        questions = plural("{n} question", "{n} questions", len(shown.questions()))
        sections = plural("{n} section", "{n} sections", len(shown.sections))
        said = _("Version {version}. {sections}, {questions}. Marked {marking}.")
        facts = said.format(
            version=shown.version, sections=sections, questions=questions, marking=shown.marking
        )
        self._facts.setText(facts)
        self.embargo.tell(embargo.of_questionnaire(self._shell.desk, shown))
        self._show_issued(shown)
        self.sections.show_sections(shown)
        self.recipients.show_recipients(shown)
        self.versions.show_versions(shown)
        self.message.show_questionnaire(shown, self.recipients.copies())
        self._count_ticks()
        self.carry.show_questionnaire(shown)
        draft = shown.status == DRAFT
        self.form.setVisible(draft)
        if draft:
            self.form.show_record(covering_words.as_shown(self._shell.desk, shown))
        widgets.clear(self._fixed)
        if not draft:
            self._fixed.addLayout(widgets.facts(_cover_facts(shown)))

    def _count_ticks(self) -> None:
        count = self.recipients.organisations()
        widgets.set_words(
            self.segments["organisations"], plural("{n} organisation", "{n} organisations", count)
        )

    def _show_other(self, shown: Questionnaire) -> None:
        """That another version is live too, and the way to close the older."""
        desk = self._shell.desk
        others = questionnaire_live.others_live(desk, shown) if shown.status == LIVE else []
        self.other.setVisible(bool(others))
        if not others:
            return
        told = "; ".join(
            _("version {version} ({expected})").format(version=one.version, expected=one.expected_words())
            for one in others
        )
        self._other_words.setText(_("Live beside it: {versions}.").format(versions=told))
        older = others[0].questionnaire if questionnaire_live.is_newest(desk, shown) else shown
        self._older = older.id
        widgets.set_words(self.close_older, _("Close version {version}").format(version=older.version))
        self.close_older.setEnabled(not desk.read_only)

    def _close_older(self) -> None:
        self._shell.attempt(lambda: questionnaires.set_status(self._shell.desk, self._older, CLOSED))

    def _show_issued(self, shown: Questionnaire) -> None:
        self._show_other(shown)
        self._issued.setVisible(shown.status != DRAFT)
        self._draft.setVisible(shown.status == DRAFT)
        if shown.status == DRAFT:
            count = len(design.problems(shown))
            wanting = plural(
                "{n} thing to put right before it can be issued.",
                "{n} things to put right before it can be issued.",
                count,
            )
            words = wanting if count else _("A draft, ready to be issued: until then all of it may change.")
            if drafts.of_record(self._shell.desk, shown.id):
                words += " " + _("What was half typed when the program last ended is kept.")
            self._draft_words.setText(words)
            self.design.setEnabled(not self._shell.desk.read_only)
            return
        when = long_date(shown.issued_on) if shown.issued_on else ""
        words = (
            _("Issued on {day}, so it stays as it is.").format(day=when) if when else _("It stays as it is.")
        )
        closed = shown.status == CLOSED
        told = _("{words} Closed: no more returns are expected.").format(words=words)
        self._issued_words.setText(told if closed else words)
        widgets.set_words(self.settle, _("Make it live again") if closed else _("Close it"))
        self.settle.setToolTip("" if closed else _("No more returns are expected"))
        self.settle.setEnabled(not self._shell.desk.read_only)
        version = questionnaires.suggested_version(self._shell.desk, shown.id)
        widgets.set_words(self.new_version, _("Make version {version} to change it").format(version=version))
        self.new_version.setEnabled(not self._shell.desk.read_only)


def _cover_facts(shown: Questionnaire) -> list[tuple[str, str]]:
    days = [
        (_("Counted on"), shown.counted_on),
        (_("Issued"), shown.issued_on),
        (_("Due"), shown.due_on),
        (_("To the meeting on"), shown.board_on),
    ]
    facts = [
        (_("Sent by"), shown.body),
        (_("Marking"), shown.marking),
        *((name, long_date(day)) for name, day in days if day),
        (_("Who to ask"), shown.contact_who),
        (_("E-mail"), shown.contact_email),
        (_("Telephone"), shown.contact_phone),
        (_("What it is for"), shown.why),
        (_("Legal basis"), shown.legal_basis),
        (_("Privacy notice"), shown.privacy_notice),
        (_("To be approved by"), shown.sign_off_role),
    ]
    return [(name, value) for name, value in facts if value]
