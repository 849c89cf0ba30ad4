"""Words and figures of ours, as they stand in the workbook we issue: what is theirs is told apart by them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import CARRIED_COLUMN, MARK_HEAD, SHOWN_COLUMN, STRUT_COLUMN

PROGRESS = re.compile(
    r"^(All \d+ answered\.|\d+ of \d+( answered\. \d+ still to answer\.)?|\d+ to answer|Complete|Not in this copy)$",
    re.IGNORECASE,
)
"""What our own formulas say on the cover, and at a sheet's top."""
SHORT = 20
"""Words up to this length may be anyone's: they are ours only in the columns where we printed them."""
_HELPERS = range(STRUT_COLUMN - 1, CARRIED_COLUMN)
_SELDOM = (SHOWN_COLUMN, CARRIED_COLUMN)
"""Hidden columns that stand only in copies whose questionnaire needs them."""


@dataclass(frozen=True, slots=True)
class Own:
    """Words of ours as issued, bare. ``words``: to the (line, column) they stand in (0-based; none: anywhere), lines
    counted through all sheets; ``sizes``: how many words stand in a line; ``told``: columns of our
    own counts; ``helpers``: hidden ones that hold figures of ours. ``long`` ones are ours wherever they stand.
    ``lists``: those on the sheet of lists, known by its heading. ``formulas``: their shapes.
    """

    words: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    lists_head: str = ""
    formulas: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()
    sizes: dict[int, int] = field(default_factory=dict)
    told: frozenset[int] = frozenset()
    helpers: frozenset[int] = frozenset(_HELPERS)
    settled: dict[tuple[object, int, int], bool] = field(default_factory=dict, repr=False, compare=False)
    """Of (row, column, shift), whether the word there is ours: the same rows stand in every copy."""

    @staticmethod
    def of(
        words: dict[str, frozenset[tuple[int, int]]],
        lists: frozenset[str] = frozenset(),
        lists_head: str = "",
        formulas: frozenset[str] = frozenset(),
    ) -> Own:
        long = frozenset(word for word in words if len(word) > SHORT)
        sizes = Counter(line for places in words.values() for line, _column in places)
        told = {at for word, places in words.items() if PROGRESS.match(word) for _line, at in places}
        return Own(words, lists, lists_head, formulas, long, dict(sizes), frozenset(told), _helpers(words))


def _helpers(words: dict[str, frozenset[tuple[int, int]]]) -> frozenset[int]:
    """Columns whose words stand beside the heading over the marks, and what is left and right of those in every copy."""
    over = {line for line, _column in words.get(bare(MARK_HEAD), ())}
    headed = {column for places in words.values() for line, column in places if line in over}
    return frozenset(_HELPERS) - ({one - 1 for one in _SELDOM} - headed if over else set())


def own_words(form: Form) -> Own:
    """Without the issued workbook at hand: the questionnaire's own words."""
    asked = form.questionnaire
    words = [asked.title, asked.body, asked.marking, *form.texts.values()]
    for section in asked.sections:
        words += [section.title, f"{section.letter}  {section.title}", *section.intro.split("\n")]
    for question in form.questions.values():
        words += [
            question.ref,
            question.hint,
            question.heading,
            question.row_heading,
            f"{question.text}\n{guidance(question)}",
            *guidance(question).split("\n"),
        ]
        words += [column.heading for column in question.columns]
    standing = [
        "Ref",
        "Question",
        "Answer",
        "Comment",
        "Evidence held",
        "Planned improvement",
        "Still to do",
        "Line",
    ]
    return Own.of({bare(word): frozenset() for word in (*words, *standing) if word})
