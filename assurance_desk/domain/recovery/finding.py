"""What was found in one returned workbook: plain values that go to JSON and back."""

from __future__ import annotations

import dataclasses
import itertools
import json
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Final

from assurance_desk.domain.questionnaire import Question, QuestionMap, Questionnaire, Slot
from assurance_desk.domain.updates import ExpectedUpdate

UNREADABLE, UNSURE, CHECK, VERSION = "unreadable", "unsure", "check", "version"


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """A return we issued: ``ref`` "O06a", its code, and the name its questionnaire bears.

    ``carried``: what of last round's answers stands in it, as ``domain.carried`` keeps it.
    """

    id: str
    ref: str
    code: str
    name: str
    carried: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedCorrection:
    """A correction workbook that went out; ``beside``: the words we put beside cells in it."""

    id: str
    code: str
    return_id: str
    return_ref: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Everything the finder needs of the workbook, as plain values. ``questionnaires`` holds every version we have;
    ``live`` the version each reference's returns are kept in. ``blanks``: bytes of blank copies as issued, by id.
    ``updates``: the files that went out to ask how far actions are. ``today``: a later day is in the future.
    ``names``: spellings of protected names, where their list is unlocked; ``pseudonyms`` may stand in a return.
    """

    questionnaires: tuple[Questionnaire, ...]
    live: dict[str, str]
    maps: tuple[QuestionMap, ...]
    returns: dict[str, tuple[ExpectedReturn, ...]]
    blanks: dict[str, bytes] = field(default_factory=dict)
    updates: tuple[ExpectedUpdate, ...] = ()
    today: date | None = None
    names: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()
    corrections: tuple[ExpectedCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """One filled cell that answers a slot. ``found`` is what stood there, as typed; ``value`` our reading of it ("" for
    none). ``kind`` is "" where it may be taken, else what a person has to decide, ``problem`` saying why.
    ``cause``: set where only its place is in doubt and others of its sheet are for the same reason, all of which can be
    decided as one; its words are that reason. ``state``: "unconfirmed" where it is last round's answer and nobody said that
    it is still right; else "".
    """

    question: str
    row: str
    column: str
    found: str
    value: str
    sheet: str
    cell: str
    how: str = ""
    sure: int = 3
    kind: str = ""
    problem: str = ""
    expected: str = ""
    cause: str = ""
    state: str = ""

    @property
    def slot(self) -> Slot:
        return Slot(self.question, self.row, self.column)

    @property
    def source(self) -> str:
        return f"{self.sheet}!{self.cell}"

    def __reduce__(self) -> tuple[type[FoundAnswer], tuple[Any, ...]]:
        """As it is made: the worker sends thousands, and a dataclass by itself is packed field by field."""
        return FoundAnswer, _FIELDS_OF_ANSWER(self)


_FIELDS_OF_ANSWER = attrgetter(*(one.name for one in dataclasses.fields(FoundAnswer)))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What we could not place: a cell, or a row of cells beginning there. ``question`` is the one it stands under."""

    sheet: str
    cell: str
    text: str
    question: str = ""
    cells: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """``return_id`` and ``return_ref`` are "" where the file cannot be tied to a return; ``doubt`` then or when it is
    tied by weak signs only. ``version`` is theirs; ``live`` the version the answers' slots belong to.

    ``correction``: the correction workbook it is; ``beside``: of one as it went out, the words we put beside its cells.

    Control total: ``cells`` non-empty cells = ``ours`` + answers + the cells of the left-overs.
    """

    questionnaire: str
    version: str
    live: str
    return_id: str = ""
    return_ref: str = ""
    identified: tuple[str, ...] = ()
    doubt: str = ""
    answers: tuple[FoundAnswer, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    blank: tuple[Slot, ...] = ()
    missing_sections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cells: int = 0
    ours: int = 0
    answer_cells: int = 0
    correction: str = ""
    beside: tuple[str, ...] = ()

    @property
    def unreadable(self) -> int:
        return sum(answer.kind == UNREADABLE for answer in self.answers)

    @property
    def recovered(self) -> int:
        """Read without doubt, though not as it was typed or not where it was printed."""
        return sum(bool(one.how and one.value) and not (one.kind or one.state) for one in self.answers)

    @property
    def unconfirmed(self) -> int:
        """As last round, and confirmed by nobody."""
        return sum(bool(answer.state) for answer in self.answers)

    @property
    def unrecognised(self) -> int:
        return len(self.left_over)

    @property
    def accounted(self) -> bool:
        """Nothing is lost: every non-empty cell is an answer, ours, or listed."""
        return self.cells == self.ours + self.answer_cells + sum(one.cells for one in self.left_over)

    @property
    def unaccounted(self) -> int:
        """Cells with content that are none of these: none, unless the reading has a fault."""
        return max(self.cells - self.ours - self.answer_cells - sum(one.cells for one in self.left_over), 0)


def to_json(finding: Finding) -> str:
    """Records as lists under their field names: most of a workbook's findings are these few columns, 200 times."""
    values = {name: getattr(finding, name) for name in _FIELDS[Finding]}
    for name, kind in _PARTS.items():
        names = _FIELDS[kind]
        lines = [[getattr(one, field) for field in names] for one in values[name]]
        values[name] = {"fields": names, "lines": lines}
    return json.dumps(values, ensure_ascii=False)


def from_json(text: str) -> Finding:
    """Fields a later version adds are passed over."""
    values = json.loads(text)
    for name, kind in _PARTS.items():
        values[name] = _read(kind, values[name])
    for name in ("identified", "missing_sections", "notes", "beside"):
        values[name] = tuple(values.get(name, ()))
    return Finding(**{name: values[name] for name in _FIELDS[Finding] if name in values})


def _read(kind: Any, table: dict[str, list[Any]]) -> tuple[Any, ...]:
    fields = table["fields"]
    if tuple(fields) == _FIELDS[kind]:  # as this version writes them, hundreds of files at once
        return tuple(itertools.starmap(kind, table["lines"]))
    known = set(_FIELDS[kind])
    if known.issuperset(fields):
        return tuple(kind(**dict(zip(fields, line, strict=True))) for line in table["lines"])
    return tuple(
        kind(**{name: value for name, value in zip(fields, line, strict=True) if name in known})
        for line in table["lines"]
    )


_PARTS: Final[dict[str, Any]] = {"answers": FoundAnswer, "left_over": LeftOver, "blank": Slot}
_FIELDS: Final[dict[Any, tuple[str, ...]]] = {
    kind: tuple(one.name for one in dataclasses.fields(kind)) for kind in (Finding, FoundAnswer, LeftOver)
} | {Slot: Slot._fields}


def section_of(questionnaire: Questionnaire, ref: str) -> str:
    return next((s.letter for s in questionnaire.sections if any(q.ref == ref for q in s.questions)), "")


_known: tuple[Questionnaire, dict[str, Question]] | None = None
"""The questionnaire last asked about: a page asks for hundreds of its questions, one after the other."""


def question_of(questionnaire: Questionnaire, ref: str) -> Question | None:
    global _known  # noqa: PLW0603  (one memory for the process, as of a form)
    if _known is None or _known[0] is not questionnaire:
        _known = questionnaire, {one.ref: one for one in reversed(questionnaire.questions())}
    return _known[1].get(ref)
