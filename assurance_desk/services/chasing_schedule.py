"""The schedule of chasing as this office keeps it: steps added, changed, moved, taken out."""

from __future__ import annotations

import re
from dataclasses import replace

from assurance_desk.domain.chasing import EMAIL, ChasingStep, in_order
from assurance_desk.domain.chasing_defaults import CHASE_FIELDS, DEFAULTS
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.mail_fields import check_fields
from assurance_desk.domain.returns import Chaser
from assurance_desk.errors import DeskError
from assurance_desk.services import chasing
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _

FURTHEST = 250
"""Working days from the due date: a year."""
_NUMBER = re.compile(r"[-−]?\s*\d{1,4}")


class NoSuchDayError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” does not say when, so the step stays where it was. Type it as: 10 before, 2 after, or on the day."
            ).format(typed=typed)
        )


class LastStepError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("This is the last step, so it was kept: a schedule needs one. Change it instead."))


def days_of(typed: str) -> int:
    """10 working days before, 2 after, -10, on the day: days from the due date.

    Raises:
        NoSuchDayError: it is none of these, or more than a year away.
    """
    words = " ".join(typed.casefold().split())
    if words in (_("on the day"), "0", "the day"):
        return 0
    found = _NUMBER.findall(words)
    if len(found) != 1:
        raise NoSuchDayError(typed)
    number = int(re.sub(r"\D", "", found[0]))
    before = _("before") in words or found[0][0] in "-−"
    if number > FURTHEST or (not before and _("after") not in words and words != found[0]):
        raise NoSuchDayError(typed)
    return -number if before else number


def edit(desk: Desk, step: ChasingStep, name: str, typed: str) -> ChasingStep:
    """Keeps one field; the step as it is then.

    Raises:
        DeskError: it cannot stand there, or names a field we do not know.
    """
    now = _now(desk, step)
    if name == "when":
        new = replace(now, days=days_of(typed))
    else:
        if name in ("subject", "wording"):
            check_fields(typed, CHASE_FIELDS)
        new = edited(now, name, typed)
    if new != now:
        _keep(desk, _("Change the step {name}").format(name=_(new.name)), new)
    return new


def add(desk: Desk, after: ChasingStep | None = None) -> ChasingStep:
    """A new e-mail, five working days after another step; its wording is that of the chaser."""
    steps = chasing.all_steps(desk)
    like = next(one for one in DEFAULTS if one.id == "chaser")
    made = ChasingStep(
        id=new_id(), name=_("another chaser"), kind=EMAIL, days=min((after.days if after else 0) + 5, FURTHEST),
        subject=like.subject, wording=like.wording, position=max(one.position for one in steps) + 1,
    )  # fmt: skip
    _keep(desk, _("Add a step of chasing"), made)
    return made


def remove(desk: Desk, step: ChasingStep) -> None:
    """Done no more; what was done by it still counts.

    Raises:
        LastStepError: there would be none.
    """
    now = _now(desk, step)
    if len(chasing.schedule(desk)) == 1:
        raise LastStepError
    used = rows.one(desk.db, Chaser, step_id=now.id) is not None or any(one.id == now.id for one in DEFAULTS)
    label = _("Remove the step {name}").format(name=_(now.name))
    if used:
        _keep(desk, label, replace(now, retired=True))
        return
    with desk.step(label):
        rows.remove(desk.db, now)


def neighbour(desk: Desk, step: ChasingStep, by: int) -> ChasingStep | None:
    """The step before (-1) or after (1) it that is due on the same day: the two can change places."""
    order = in_order(chasing.all_steps(desk))
    at = next((at for at, one in enumerate(order) if one.id == step.id), -1)
    if at < 0 or not 0 <= at + by < len(order):
        return None
    other = order[at + by]
    return other if other.days == order[at].days else None


def move(desk: Desk, step: ChasingStep, by: int) -> None:
    """Before or after another step of the same day; nothing where there is none."""
    now, other = _now(desk, step), neighbour(desk, step, by)
    if other is None:
        return
    label = _("Move the step {name}").format(name=_(now.name))
    _keep(desk, label, replace(now, position=other.position), replace(other, position=now.position))


def _now(desk: Desk, step: ChasingStep) -> ChasingStep:
    return next((one for one in chasing.all_steps(desk) if one.id == step.id), step)


def _keep(desk: Desk, label: str, *changed: ChasingStep) -> None:
    """The first change puts the whole built-in schedule into the workbook with it."""
    ours = rows.find(desk.db, ChasingStep)
    ids = {one.id for one in changed}
    rest = [] if ours else [one for one in DEFAULTS if one.id not in ids]
    with desk.step(label):
        rows.put_many(desk.db, [*rest, *changed])
