"""How a questionnaire goes out: written to whom, as e-mail drafts or as files with a list, and from whom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.mailing import DRAFTS, LIST
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import message_recipients, messages, questionnaire_live
from assurance_desk.services.questionnaire_live import OtherLive
from assurance_desk.texts import _
from assurance_desk.ui import preferences, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.beside import Pair
from assurance_desk.ui.fields import ChoiceField, LineField
from assurance_desk.ui.pages.designer_fields import tick
from assurance_desk.ui.shell import Shell

_HOW = "questionnaires/go out as"


class MailOptions(QWidget):
    """``changed`` when what would be made changed; ``how`` is DRAFTS or LIST."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self._ways = {_("E-mail drafts"): DRAFTS, _("Files with a mailing list"): LIST}
        self._anyone = _("whoever comes first")
        self.role = ChoiceField(_("Write to"), ())
        self.role.committed.connect(self._choose_role)
        self.way = ChoiceField(_("Goes out as"), tuple(self._ways))
        self.way.committed.connect(self._choose_way)
        self.way.set_words(next(said for said, how in self._ways.items() if how == self.how))
        self.from_field = LineField(_("From"))
        self.from_field.setPlaceholderText(
            _("your own address; or such as Safeguarding office <office@example.org>")
        )
        self.from_field.committed.connect(self._keep_sender)
        self.from_field.left.connect(self._show_sender)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        self._told = widgets.label("", "small", role="muted", wrap=True)
        self.late = widgets.label("", role="late", wrap=True)
        column = widgets.box(gap=8)
        self.setLayout(column)
        column.addWidget(Pair(_named(self.role), _named(self.way), gap=16))
        self._from = _named(self.from_field)
        column.addWidget(self._from)
        self._others: list[OtherLive] = []
        self.close_older = tick("")
        self.stays = widgets.label("", "small", role="muted", wrap=True)
        for words in (self.refusal, self._told, self.late, self.close_older, self.stays):
            column.addWidget(words)

    @property
    def how(self) -> str:
        kept = preferences.text(_HOW, DRAFTS)
        return kept if kept in {DRAFTS, LIST} else DRAFTS

    def closes(self) -> tuple[Questionnaire, ...]:
        """The older versions that are to be closed as this one goes out."""
        return questionnaire_live.closed(self._others) if self.close_older.isChecked() else ()

    def _show_older(self, of: Questionnaire) -> None:
        """Offered where this one would be live beside them; by itself only where nothing of theirs is still expected."""
        others = questionnaire_live.others_live(self._shell.desk, of) if of.status == DRAFT else []
        if others != self._others:
            self._others = others
            self.close_older.setChecked(not any(one.expected for one in others))
        self.close_older.setVisible(bool(others))
        self.stays.setVisible(bool(others))
        if not others:
            return
        words = questionnaire_live.versions_words(others)
        said = _("Close {older} in the same step").format(older=words)
        self.close_older.setText(widgets.shown_on_button(said))
        self.close_older.setAccessibleName(said)
        expected = "; ".join(
            _("Version {version} is live: {expected}").format(
                version=one.version, expected=one.expected_words()
            )
            for one in others
        )
        more = _("{expected}. Once closed it is chased no more; what still comes of it can be taken in.")
        self.stays.setText(more.format(expected=expected))

    def show_questionnaire(self, of: Questionnaire) -> None:
        if self._of is None or self._of.id != of.id:
            self._others = []
        self._of = of
        self._show_older(of)
        self.setEnabled(of.status != CLOSED and not self._shell.desk.read_only)
        self.role.offer((self._anyone, *message_recipients.roles(self._shell.desk)))
        self.role.set_words(of.recipient_role or self._anyone)
        if not self.from_field.isModified():
            self._show_sender()
        self._tell()
        due, today = of.due_on, self._shell.desk.clock.today()
        self.late.setVisible(due is not None and due < today and of.status != CLOSED)
        if due is not None:
            self.late.setText(
                _("It was due on {day}: whoever gets it now is late at once.").format(day=long_date(due))
            )

    def _tell(self) -> None:
        drafts = self.how == DRAFTS
        self._from.setVisible(drafts)
        self._told.setText(
            _(
                "A folder of e-mails to open one by one, look at and send. New Outlook does not open them as drafts: "
                "use classic Outlook or Thunderbird, or choose files with a mailing list."
            )
            if drafts
            else _(
                "A folder of the files, a list for a mail merge and a calendar entry. Send them as you like."
            )
        )

    def _choose_role(self) -> None:
        of, words = self._of, self.role.words()
        if of is not None:
            role = "" if words == self._anyone else words
            self._shell.attempt(lambda: message_recipients.set_role(self._shell.desk, of, role))

    def _choose_way(self) -> None:
        preferences.keep(_HOW, self._ways[self.way.words()])
        self._tell()
        self.changed.emit()

    def _show_sender(self) -> None:
        self.from_field.set_words(messages.sender(self._shell.desk))
        self.from_field.setModified(False)
        self.refusal.hide()

    def _keep_sender(self) -> None:
        if not self.from_field.isModified():
            return
        try:
            messages.remember_sender(self._shell.desk, self.from_field.words())
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self._show_sender()


def _named(field: ChoiceField | LineField) -> QWidget:
    """A field after its name."""
    made, across = widgets.panel(across=True, gap=12)
    caption = widgets.label(field.accessibleName(), role="muted")
    caption.setBuddy(field)
    caption.setMinimumWidth(th.px(84))
    across.addWidget(caption)
    across.addWidget(field, 1)
    return made
