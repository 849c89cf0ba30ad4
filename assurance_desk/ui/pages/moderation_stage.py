"""One scored answer before a panel: what they say, what stands beside it, and two ways on: agree, or change with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.moderation import AS_THEY_SAY, Moderation
from assurance_desk.domain.questions import type_of
from assurance_desk.errors import DeskError
from assurance_desk.services import moderation
from assurance_desk.services.moderation_view import ScoredLine
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.pages.returns_review import ButtonRow
from assurance_desk.ui.shell import Shell


class ModerationStage(QWidget):
    """``panel()`` gives the panel's name. ``kept`` tells that something was decided of the answer shown.

    ``scale`` enlarges its words, for a projector.
    """

    kept = Signal()

    def __init__(self, shell: Shell, panel: Callable[[], str], scale: float = 1.0) -> None:
        super().__init__()
        self._shell, self._panel, self._scale = shell, panel, scale
        self.line: ScoredLine | None = None
        self.levels: dict[str, QRadioButton] = {}
        self._keys: dict[str, str] = {}
        column = widgets.box(gap=round(10 * scale))
        self.setLayout(column)
        self._words(column)
        self._buttons(column)
        self._change(column)
        self._ask(column)
        self.refusal = self._label("small", role="late")
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.earlier = self._label("small", role="muted")
        column.addWidget(self.earlier)

    # ------------------------------------------------------------ its parts

    def _font(self, size: str = "text", *, strong: bool = False) -> QFont:
        made = th.font(size, strong=strong)
        made.setPointSizeF(made.pointSizeF() * self._scale)
        return made

    def _label(self, size: str = "text", *, strong: bool = False, role: str = "") -> QLabel:
        made = widgets.label("", size, strong=strong, role=role, wrap=True)
        made.setFont(self._font(size, strong=strong))
        return made

    def _words(self, column: QBoxLayout) -> None:
        self.asked = self._label("section", strong=True)
        column.addWidget(self.asked)
        scores = widgets.box(across=True, gap=32 * self._scale)
        self.theirs, self.agreed = self._score(scores, _("They say")), self._score(scores, _("Agreed"))
        scores.addStretch()
        column.addLayout(scores)
        self.why = self._label()
        self.beside = self._label()
        self.challenge = self._label(role="warn")
        for one in (self.why, self.beside, self.challenge):
            column.addWidget(one)

    def _score(self, row: QBoxLayout, name: str) -> QLabel:
        made, column = widgets.panel(gap=2)
        head = self._label("small", role="muted")
        head.setText(name)
        head.setWordWrap(False)
        words = self._label("section", strong=True)
        words.setWordWrap(False)
        column.addWidget(head)
        column.addWidget(words)
        row.addWidget(made)
        return words

    def _button(self, words: str, kind: str = "", tip: str = "") -> QPushButton:
        made = widgets.button(words, kind, tip=tip)
        made.setFont(self._font(strong=kind == "suggested"))
        self._grow(made)
        return made

    def _grow(self, made: QWidget) -> None:
        """A button or field keeps room around larger words."""
        if self._scale > 1:
            made.setMinimumHeight(round(th.px(30) * self._scale))

    def _buttons(self, column: QBoxLayout) -> None:
        self.agree_button = self._button(_("Agree"), "suggested", _("A"))
        self.change_button = self._button(_("Change…"), tip=_("C"))
        self.ask_button = self._button(_("Challenge…"), tip=_("Q"))
        self.agree_button.clicked.connect(self.agree)
        self.change_button.clicked.connect(self.start_change)
        self.ask_button.clicked.connect(self.start_challenge)
        self._row = ButtonRow([self.agree_button, self.change_button, self.ask_button])
        column.addWidget(self._row)

    def _field(self, name: str, hint: str, key: str, enter: Callable[[], object]) -> QLineEdit:
        made = QLineEdit()
        made.setFont(self._font())
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        self._grow(made)
        made.returnPressed.connect(enter)
        self._halves[key] = HalfTyped(self._shell, "Returns", made, f"moderation {key}")
        return made

    def _change(self, column: QBoxLayout) -> None:
        self._halves: dict[str, HalfTyped] = {}
        self.changing, inside = widgets.panel("quiet", margins=(16, 12, 16, 12), gap=round(8 * self._scale))
        self._levels = widgets.box()
        inside.addLayout(self._levels)
        self.meaning = self._label("small", role="muted")
        inside.addWidget(self.meaning)
        self.reason = self._field(
            _("Reason"),
            _("Why, such as: completion is shown, effect on practice is not"),
            "reason",
            self.change,
        )
        inside.addWidget(self.reason)
        self.change_to = self._button(_("Agree the change"), "suggested")
        self.change_to.clicked.connect(self.change)
        self.leave = self._button(_("Leave it"))
        self.leave.clicked.connect(self.settle)
        inside.addWidget(ButtonRow([self.change_to, self.leave]))
        column.addWidget(self.changing)

    def _ask(self, column: QBoxLayout) -> None:
        self.asking, inside = widgets.panel("quiet", margins=(16, 12, 16, 12), gap=round(8 * self._scale))
        self.question = self._field(
            _("Challenge"), _("What the panel asks them, such as: what shows that practice changed?"),
            "challenge", self.put_challenge,
        )  # fmt: skip
        inside.addWidget(self.question)
        keep = self._button(_("Keep the challenge"), "suggested")
        keep.clicked.connect(self.put_challenge)
        leave = self._button(_("Leave it"))
        leave.clicked.connect(self.settle)
        inside.addWidget(ButtonRow([keep, leave]))
        column.addWidget(self.asking)

    # ------------------------------------------------------------ what it shows

    def show_line(self, line: ScoredLine | None) -> None:
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        record = f"moderation:{line.answer.return_id}#{line.answer.id}" if line.answer else ""
        self.asked.setText(f"{line.question.ref}  {line.question.text}")
        self.theirs.setText(line.theirs or _("Nothing taken in"))
        self.agreed.setText(self._shown(line, line.agreed) or "–")
        self._say(self.why, line.reason and _("Because: {reason}").format(reason=line.reason))
        self._say(self.beside, "\n".join(f"{head}: {words}" for head, words in line.beside))
        asked = line.challenge and _("The panel asked: {words}").format(words=line.challenge)
        self._say(self.challenge, asked)
        self._say(self.earlier, _earlier(line))
        self._offer(line)
        for half in self._halves.values():
            half.show_for(record)
        self.settle()

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    @staticmethod
    def _shown(line: ScoredLine, value: str) -> str:
        answer = line.answer
        return type_of(line.question).show(line.question, answer.slot, value) if answer and value else value

    def _offer(self, line: ScoredLine) -> None:
        can = line.answer is not None and not self._shell.desk.read_only
        for one in (self.agree_button, self.change_button, self.ask_button):
            one.setEnabled(can and not (one is self.agree_button and line.state == AS_THEY_SAY))
        words = _("Agree with “{score}”").format(score=line.theirs) if line.theirs else _("Agree")
        widgets.set_words(self.agree_button, words)
        widgets.clear(self._levels)
        self.levels = {}
        self._keys = keys_of(line.choices)
        for choice in line.choices:
            key = next((key for key, one in self._keys.items() if one == choice), "")
            made = QRadioButton(
                widgets.shown_on_button(choice if choice.startswith(key) else f"{key}  {choice}")
            )
            made.setAccessibleName(choice)
            made.setFont(self._font())
            made.clicked.connect(lambda _on=False, choice=choice: self._mean(choice))
            self.levels[choice] = made
        self._levels.addWidget(ButtonRow(list(self.levels.values())))
        self._mean("")

    def _mean(self, choice: str) -> None:
        """What the level chosen means, in the scale's own words."""
        line = self.line
        told = dict(zip(line.choices, line.question.descriptors, strict=False)) if line else {}
        self._say(self.meaning, told.get(choice, ""))

    # ------------------------------------------------------------ what is done

    def settle(self) -> None:
        """Back to what can be done next; what is half typed stays in its field."""
        for one in (self.changing, self.asking, self.refusal):
            one.hide()
        self._row.show()

    def start_change(self) -> None:
        if self.line is None or not self.change_button.isEnabled():
            return
        self.asking.hide()
        self.changing.show()
        chosen = self.line.agreed or self.line.answer.value if self.line.answer else ""
        if chosen in self.levels:
            self.levels[chosen].setChecked(True)
            self._mean(chosen)
        first = next(iter(self.levels.values()))
        self.levels.get(chosen, first).setFocus(Qt.FocusReason.OtherFocusReason)

    def start_challenge(self) -> None:
        if self.line is None or not self.ask_button.isEnabled():
            return
        self.changing.hide()
        self.asking.show()
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, key: str) -> None:
        """The level that this key stands for."""
        choice = self._keys.get(key)
        if choice is None or not self.changing.isVisible():
            return
        self.levels[choice].setChecked(True)
        self._mean(choice)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def agree(self) -> None:
        line = self.line
        if line is None or line.answer is None or not self.agree_button.isEnabled():
            return
        answer = line.answer
        self._keep(lambda: moderation.agree(self._shell.desk, answer, answer.value, panel=self._panel()))

    def change(self) -> None:
        line = self.line
        chosen = next((choice for choice, one in self.levels.items() if one.isChecked()), "")
        if line is None or line.answer is None:
            return
        answer, reason = line.answer, self.reason.text()

        def keep() -> object:
            return moderation.agree(self._shell.desk, answer, chosen, reason=reason, panel=self._panel())

        self._keep(keep, "reason")

    def put_challenge(self) -> None:
        line = self.line
        if line is None or line.answer is None or not self.question.text().strip():
            return
        answer, words = line.answer, self.question.text()
        self._keep(
            lambda: moderation.challenge(self._shell.desk, answer, words, panel=self._panel()), "challenge"
        )

    def _keep(self, work: Callable[[], object], half: str = "") -> None:
        """What is refused is said below; what was typed stays."""
        try:
            work()
        except DeskError as error:
            self._say(self.refusal, error.sentence)
            return
        if half:
            self._halves[half].done()
        self.settle()
        self.kept.emit()


def keys_of(choices: Sequence[str]) -> dict[str, str]:
    """A figure each to choose them by: the one a level begins with ("3 Mostly met"), or else its place."""
    own = {choice[0]: choice for choice in choices if choice[:1].isdecimal()}
    return own or {str(number): choice for number, choice in enumerate(choices[:9], 1)}


def _earlier(line: ScoredLine) -> str:
    """What was done about this answer before, oldest first; nothing where it was once at most."""
    return "\n".join(map(_told, line.held)) if len(line.held) > 1 else _by(line.held)


def _by(held: tuple[Moderation, ...]) -> str:
    if not held:
        return ""
    one = held[0]
    return (
        _("{panel}, {day}").format(panel=one.panel, day=short_date(one.on))
        if one.panel
        else short_date(one.on)
    )


def _told(one: Moderation) -> str:
    who = f"{one.panel}, " if one.panel else ""
    if one.agreed:
        words = _("agreed {score}").format(score=one.agreed) + (f": {one.reason}" if one.reason else "")
    elif one.challenge:
        words = _("asked: {words}").format(words=one.challenge)
    else:
        words = _("taken back: {reason}").format(reason=one.reason)
    return f"{short_date(one.on)}, {who}{words}"
