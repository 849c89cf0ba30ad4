"""Who holds the role that owns an action, who held it before, and a line to change it from a day on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.errors import DeskError
from assurance_desk.services import postholders
from assurance_desk.services.postholders import Postholder
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class PostholderBlock(QWidget):
    """``holders`` are those of the action shown, the earliest first."""

    def __init__(self, shell: Shell, page: str) -> None:
        super().__init__()
        self._shell = shell
        self._action: Action | None = None
        self.holders: list[Postholder] = []
        column = w.box(gap=4)
        self.setLayout(column)
        column.addWidget(w.section(_("Owner"), _("a role; people come and go")))
        self.now = w.label("", wrap=True)
        column.addWidget(self.now)
        self.before = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self.before)
        self.change = w.button(_("Change who holds the post"), "link")
        self.change.clicked.connect(self._toggle)
        column.addWidget(self.change)
        self._form, fields = w.panel("quiet", margins=(12, 10, 12, 12), gap=6)
        self.person = line(_("Name of who holds the post"), _("Name; left empty, the post is vacant"))
        self.since = line(_("Since"), _("Since; left empty, today"))
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._keep)
        for one in (self.person, self.since):
            one.returnPressed.connect(self._keep)
        self.person.textChanged.connect(lambda _typed: self._word())
        self._half_typed = HalfTyped(shell, page, self.person, "postholder")
        for widget in (self.person, self.since, self.refusal, self.keep):
            fields.addWidget(widget)
        column.addWidget(self._form)
        self._form.hide()
        self.refusal.hide()

    def show_action(self, action: Action) -> None:
        if self._action is None or self._action.id != action.id:
            self._form.hide()
            self.since.clear()
            self._refuse("")
            self._half_typed.show_for(action.id)
        self._action = action
        self.holders = postholders.of_action(self._shell.desk, action)
        confirmed = postholders.is_confirmed(action.owner_role)
        holder = postholders.holder_on(self.holders, postholders.answering_day(self._shell.desk, action))
        words = (
            postholders.owner_words(action.owner_role, holder) if confirmed else _("Owner to be confirmed")
        )
        self.now.setText(words)
        others = [one for one in reversed(self.holders) if one is not holder]
        self.before.setText("\n".join(postholders.told(one) for one in others))
        self.before.setVisible(bool(others))
        self.change.setVisible(confirmed)
        self._word()

    def then(self, day: date) -> str:
        """Who held the post that day, where it is another than now; "" elsewhere."""
        today = self._shell.desk.clock.today()
        held, now = (postholders.holder_on(self.holders, one) for one in (day, today))
        return held.called if held is not None and held is not now else ""

    def _toggle(self) -> None:
        self._form.setVisible(self._form.isHidden())
        if not self._form.isHidden():
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _word(self) -> None:
        named = bool(self.person.text().strip())
        w.set_words(self.keep, _("Keep from that day on") if named else _("The post is vacant"))

    def _keep(self) -> None:
        action = self._action
        if action is None:
            return
        try:
            postholders.change(self._shell.desk, action, self.person.text(), self.since.text())
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self._half_typed.done()
        self.since.clear()
        self._refuse("")
        self._form.hide()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
