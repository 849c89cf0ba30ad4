"""Single cells: answers retyped, in the wrong column, notes, words in labels, another's rows, another version's marks."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import CellRule, read_cell
from tests.spoiling.designs import OWNERS, words
from tests.spoiling.paper import MARK, Leaf, Paper
from tests.spoiling.typing_ways import retyped

STRAYS = ("Done", "Comment", 4321, "Ludmarsh", "a|b|c|d|e|f|g", "Complete", "Yes", 1)


def _answers(paper: Paper) -> list[Leaf]:
    return [leaf for page in paper.pages for _r, _c, leaf in page.placed() if leaf.slot and leaf.filled]


def retype(paper: Paper, chance: random.Random) -> None:
    rules = paper.rules()
    share = chance.choice((0.1, 0.5))
    for leaf in _answers(paper):
        if chance.random() < share and leaf.slot in rules:
            retyped(leaf, rules[leaf.slot], chance)
            read_again(leaf, rules)


def untidy(paper: Paper, chance: random.Random) -> None:
    """Spaces, no-break spaces and double spaces anywhere, in our words too."""
    for page in paper.pages:
        for _row, _column, leaf in page.placed():
            value = leaf.value
            if isinstance(value, str) and 3 < len(value) < 90 and "|" not in value and chance.random() < 0.3:
                leaf.value = chance.choice((f"{value} ", f"\u00a0{value}", value.replace(" ", "  ")))
                leaf.accepts = frozenset((*leaf.accepts, leaf.value)) if leaf.accepts else leaf.accepts
                read_again(leaf, paper.rules())


def wrong_column(paper: Paper, chance: random.Random) -> None:
    """An answer typed one or two cells to the right, where nothing stood."""
    page = chance.choice(paper.asking())
    places = [(row, column) for row, column, leaf in page.placed() if leaf.slot and leaf.filled]
    chance.shuffle(places)
    for row, column in places:
        line = page.lines[row]
        to = column + chance.choice((1, 2, 3))
        line += [None] * (to + 1 - len(line))
        there = line[to]
        last = max(at for at, leaf in enumerate(line) if leaf and leaf.slot)
        if to < MARK - 1 and ((there is None and to > last) or (there and not there.filled and there.slot)):
            moved = line[column]
            assert moved
            assert moved.slot
            if there:
                _as_typed(moved, there, paper)
            line[to], line[column] = moved, Leaf(slot=moved.slot, owner=moved.owner, at=moved.at)
            return


def _as_typed(moved: Leaf, there: Leaf, paper: Paper) -> None:
    """What stands in another cell of its row may be read there, where nothing shows that it was not meant there. Not so
    words meant as the answer itself, a figure among words, a whole day where a month is asked for, or a whole in the cell
    of its part: those show themselves by their own cell, which is empty, and are asked about.
    """
    assert moved.slot
    assert there.slot
    rules = paper.rules()
    kinds = rules[moved.slot].kind, rules[there.slot].kind
    asked = next(one for one in paper.asked.questions() if one.ref == there.slot.question)
    most = next((one.at_most for one in asked.columns if one.key == there.slot.column), "")
    if kinds == ("date", "month") or most == moved.slot.column:
        return
    if kinds[1] != "text" or (kinds[0] == "text" and moved.slot.column != "answer"):
        as_read_there(moved, there, rules)


def as_read_there(moved: Leaf, there: Leaf, rules: dict[Slot, CellRule]) -> None:
    """``there`` is the cell as it was, whatever stood in it."""
    moved.typed, moved.typed_at = there.typed or there.slot, there.stands_for
    read_again(moved, rules)


def read_again(leaf: Leaf, rules: dict[Slot, CellRule]) -> None:
    """After it was moved or typed otherwise: what it says in the cell it stands in."""
    rule = rules.get(leaf.typed) if leaf.typed else None
    reading = read_cell(rule, leaf.value) if rule and leaf.value is not None else None
    leaf.read_there = reading.value if reading and not reading.problem else ""


def stray(paper: Paper, chance: random.Random) -> None:
    """A word anywhere; in a cell to fill in it is an answer like any other."""
    page = chance.choice(paper.asking())
    if not any(leaf.slot for _row, _column, leaf in page.placed()):
        return
    line = page.lines[chance.randrange(len(page.lines))]
    at = chance.choice((*range(12), *range(17, 22)))
    line += [None] * (at + 1 - len(line))
    there, value = line[at], chance.choice(STRAYS)
    if there is None:
        line[at] = Leaf(value, stray=True)
    elif there.slot and not there.filled:
        reading = read_cell(paper.rules()[there.slot], value)
        there.value, there.accepts = value, frozenset((reading.value,))


def note(paper: Paper, chance: random.Random) -> None:
    leafs = _answers(paper)
    if leafs:
        chance.choice(leafs).note = f"really {chance.randint(1000, 9999)}, see payroll"


def write_in_label(paper: Paper, chance: random.Random) -> None:
    page = chance.choice(paper.asking())
    lines = [
        line for line in page.lines
        if len(line) > 2 and line[1] and isinstance(line[1].value, str) and line[1].filled
        and line[1].slot is None and not line[1].stray and any(leaf and leaf.slot for leaf in line)
    ]  # fmt: skip
    if lines:
        label = chance.choice(lines)[1]
        assert label
        label.value = f"{label.value} {chance.choice(('we have 77', 'see Jane', '(agency too)'))}"
        label.stray = True


def retype_label(paper: Paper, chance: random.Random) -> None:
    """A letter lost, a word doubled, the question's hint gone."""
    page = chance.choice(paper.asking())
    labels = [
        line[1] for line in page.lines
        if len(line) > 2 and line[1] and line[1].filled and not line[1].slot and any(leaf and leaf.slot for leaf in line)
    ]  # fmt: skip
    if labels:
        label = chance.choice(labels)
        text = str(label.value)
        at = chance.randrange(len(text))
        label.stray = label.stray and "\n" not in text
        label.value = chance.choice(
            (text[:at] + text[at + 1 :], text.split("\n", maxsplit=1)[0], text.upper(), f"{text}?")
        )


def swap_labels(paper: Paper, chance: random.Random) -> None:
    """The visible words and references of two rows change places, and nothing else does: as when two rows are typed anew."""
    page = chance.choice(paper.asking())
    rows = [
        n for n, line in enumerate(page.lines) if len(line) > 2 and any(leaf and leaf.slot for leaf in line)
    ]
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(rows)
        if _keys(paper, page.lines[a]) == _keys(paper, page.lines[b])
    ]
    if not pairs:
        return
    one, other = (page.lines[n] for n in chance.choice(pairs))
    for at, (here, there) in enumerate(zip(one[: MARK - 1], other[: MARK - 1], strict=False)):
        if (here is None or not here.slot) and (there is None or not there.slot):
            one[at], other[at] = there, here
        elif here and there and here.slot and there.slot:
            # What is typed under the new words answers them.
            here.slot, there.slot = there.slot, here.slot


def _keys(paper: Paper, line: list[Leaf | None]) -> list[object]:
    rules = paper.rules()
    return [
        (at, leaf.slot.column, rules.get(leaf.slot)) for at, leaf in enumerate(line) if leaf and leaf.slot
    ]


def other_copy(paper: Paper, chance: random.Random) -> None:
    """Rows of another organisation's copy pasted in, marks and all, with its own answers."""
    page, other = chance.choice(paper.asking()), OWNERS[1]
    for line in page.lines:
        if any(leaf and leaf.slot for leaf in line) and chance.random() < 0.4:
            for at, leaf in enumerate(line):
                if leaf and leaf.slot:
                    line[at] = replace(leaf, owner=other.ref, stray=False)
                    if (
                        isinstance(leaf.value, str)
                        and leaf.filled
                        and paper.rules()[leaf.slot].kind == "text"
                    ):
                        text = words(chance)
                        line[at] = Leaf(text, "@", leaf.slot, frozenset((text,)), other.ref, at=leaf.at)
                elif leaf and str(leaf.value).count("|") == 6:
                    parts = str(leaf.value).split("|")
                    parts[2:4] = other.ref, other.code
                    line[at] = Leaf("|".join(parts))


def other_copy_seen(paper: Paper, chance: random.Random) -> None:
    """Rows of another organisation's copy of which only what can be seen was pasted in: no marks beside them."""
    before = {id(line): [id(leaf) for leaf in line] for page in paper.pages for line in page.lines}
    other_copy(paper, chance)
    for page in paper.pages:
        for line in page.lines:
            if [id(leaf) for leaf in line] != before[id(line)]:
                for leaf in line:
                    if leaf and str(leaf.value).count("|") == 6:
                        leaf.value = None


def other_version(paper: Paper, chance: random.Random) -> None:
    """Marks of a sheet say that they are of a version we do not have."""
    for _row, _column, leaf in chance.choice(paper.asking()).placed():
        if str(leaf.value).count("|") == 6:
            leaf.value = str(leaf.value).replace("|1.0|", "|0.7|")


CELLS = (
    retype, retype, untidy, wrong_column, stray, note, write_in_label, retype_label, swap_labels, other_copy,
    other_copy_seen, other_version,
)  # fmt: skip
