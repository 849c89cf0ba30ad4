"""Why what was typed into a field cannot stand there: one sentence each."""

from __future__ import annotations

from collections.abc import Iterable

from assurance_desk.domain.evidence import NOT_HELD
from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class EmptyFieldError(DeskError):
    def __init__(self, label: str) -> None:
        super().__init__(
            _("“{label}” cannot be empty; what stood there is kept. Type something, or press Esc.").format(
                label=label
            )
        )


class FixedWordsError(DeskError):
    def __init__(self, label: str) -> None:
        super().__init__(
            _(
                "“{label}” is fixed as it was first recorded, and stays so. Put what you want to say in "
                "a field of your own."
            ).format(label=label)
        )


class UnknownChoiceError(DeskError):
    def __init__(self, label: str, typed: str, choices: Iterable[str]) -> None:
        super().__init__(
            _(
                "“{typed}” is not one of the words for “{label}”; nothing was changed. Choose one of: "
                "{choices}."
            ).format(label=label, typed=typed, choices=", ".join(choices))
        )


class UnknownOrganisationError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "No organisation is called “{typed}”; nothing was changed. Choose one from the list, or "
                "add it under Organisations first."
            ).format(typed=typed)
        )


class NotANumberError(DeskError):
    def __init__(self, label: str, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” is not a whole number; “{label}” is unchanged. Type figures only, such as 12."
            ).format(label=label, typed=typed)
        )


class NeedsADayError(DeskError):
    def __init__(self, label: str, typed: str) -> None:
        super().__init__(
            _(
                "“{label}” needs the day too; “{typed}” gives only a month, and nothing was changed. "
                "Type it as 4 February 2019."
            ).format(label=label, typed=typed)
        )


class EvidenceNeededError(DeskError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            _(
                "{ref} cannot be Blue yet, because no evidence for it has been accepted; its state is "
                "unchanged. Accept a piece of evidence first, choose Delivered, or write “{words}” as "
                "its note."
            ).format(ref=ref, words=NOT_HELD)
        )


class StandingNeverCompleteError(DeskError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            _(
                "{ref} is a standing commitment and is never complete, so its state is unchanged. Record a review of it, "
                "or choose Superseded or Transferred with the reason."
            ).format(ref=ref)
        )


class ReasonNeededError(DeskError):
    def __init__(self, ref: str, state: str) -> None:
        super().__init__(
            _("“{state}” needs a reason, so {ref} is unchanged. Write the reason as its note first.").format(
                ref=ref, state=state
            )
        )


class BadEmailError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _("“{typed}” is not an e-mail address; nothing was changed. Type it as name@example.org.").format(
                typed=typed
            )
        )
