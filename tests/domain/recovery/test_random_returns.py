"""Whatever was done to a return: what is found is right or asked about, and nothing of theirs disappears.

``HYPOTHESIS_PROFILE=wide … -m slow`` tries 2,000 of each on sixty questionnaires and the sample's own, and 900 files saved
again by LibreOffice; the ordinary run is the same on six of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.domain.recovery.find import NotOursError, find
from assurance_desk.domain.recovery.finding import CHECK, Expected
from assurance_desk.reading import spreadsheets
from assurance_desk.services.returns_reading import own_words
from tests.make_sample.office import save_all_as
from tests.spoiling.cases import EDITS, Edit, spoiled
from tests.spoiling.checking import problems
from tests.spoiling.designs import LATEST, SHORT_WORDS, design, expected
from tests.spoiling.edits_sheets import new_book
from tests.spoiling.older import both, older
from tests.spoiling.paper import Leaf, Paper

WIDE = hypothesis.settings.get_current_profile_name() == "wide"
WITH_THE_SLOW = pytest.mark.slow if WIDE else pytest.mark.office
NUMBERS = st.integers(0, LATEST if WIDE else 5)
SEVERAL = st.lists(st.sampled_from(EDITS), min_size=1, max_size=5, unique=True)
SEEDS = st.integers(0, 10**9)


def wrong(
    paper: Paper,
    book: SheetBook,
    asked: Questionnaire,
    sent: Expected,
    *,
    to: dict[str, str] | None = None,
) -> list[str]:
    try:
        finding = find(book, sent, own_words(asked))
    except NotOursError:
        return []  # so little is left of it that it is sent back as a whole
    return problems(paper, finding, to=to)


def names(edits: Sequence[Edit]) -> list[str]:
    return [edit.__name__ for edit in edits]


@pytest.mark.parametrize("number", range(6))
def test_what_nobody_spoiled_is_taken_without_a_question(number: int) -> None:
    asked = design(number)
    paper = spoiled(asked, (), number)
    finding = find(paper.sheets(), expected(asked), own_words(asked))
    given_ = {
        leaf.slot: leaf.accepts
        for page in paper.pages
        for _r, _c, leaf in page.placed()
        if leaf.slot and leaf.filled
    }
    assert {one.slot for one in finding.answers if one.value} >= given_.keys()
    odd = [one for one in finding.answers if one.kind and one.found not in SHORT_WORDS]
    # Words under Comment beside an empty answer in words may be that answer, as may a part be the whole that is not there.
    told = ("stands under", "is a part of")
    assert not [one for one in odd if one.kind != CHECK and not any(why in one.problem for why in told)]
    assert not finding.left_over


def test_a_heading_of_ours_typed_once_more_below_a_table_is_listed() -> None:
    asked = design(25)
    paper = spoiled(asked, (new_book,), 1)
    heads = next(
        line
        for page in paper.pages
        for line in page.lines
        if page.words(line) == ["In date: adults", "Comment"]
    )
    page = next(page for page in paper.pages if heads in page.lines)
    page.lines.insert(-1, [None, None, None, Leaf("Comment", stray=True)])
    finding = find(paper.sheets(), expected(asked), own_words(asked))
    assert "Comment" in [one.text for one in finding.left_over]


def test_a_figure_typed_into_a_hidden_column_of_ours_where_we_put_none_is_listed() -> None:
    asked = design(43)
    paper = spoiled(asked, (), 1)
    foot = paper.asking()[0].lines[-1]
    foot += [None] * (17 - len(foot)) + [Leaf(1, stray=True)]
    finding = find(paper.sheets(), expected(asked), own_words(asked))
    assert [one.text for one in finding.left_over] == ["1"]


@given(NUMBERS, SEVERAL, SEEDS)
def test_nothing_is_wrong_in_silence(number: int, edits: list[Edit], seed: int) -> None:
    asked = design(number)
    paper = spoiled(asked, edits, seed)
    assert not wrong(paper, paper.sheets(), asked, expected(asked)), names(edits)


@given(NUMBERS.filter(lambda number: number < LATEST), SEVERAL, SEEDS)
def test_nothing_of_an_older_version_is_wrong_in_silence(number: int, edits: list[Edit], seed: int) -> None:
    asked, to = older(number)
    paper = spoiled(asked, edits, seed)
    assert not wrong(paper, paper.sheets(), asked, both(number), to=to), names(edits)


@pytest.mark.whole
@hypothesis.settings(max_examples=500 if WIDE else 20)
@given(NUMBERS, SEVERAL, SEEDS)
def test_nothing_is_wrong_in_silence_in_a_file(number: int, edits: list[Edit], seed: int) -> None:
    asked = design(number)
    paper = spoiled(asked, edits, seed)
    book = spreadsheets.read(paper.file(), paper.name)
    assert not wrong(paper, book, asked, expected(asked)), names(edits)


@pytest.mark.office
@WITH_THE_SLOW
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_nothing_is_wrong_in_silence_in_files_saved_again_by_libreoffice(ending: str, tmp_path) -> None:
    cases = {}
    for seed in range(300 if WIDE else 12):
        chance = random.Random(f"{ending} {seed}")
        asked, edits = (
            design(chance.randrange(LATEST if WIDE else 6)),
            chance.sample(EDITS, chance.randint(1, 4)),
        )
        paper = spoiled(asked, edits, seed)
        path = tmp_path / f"case{seed}.xlsx"
        path.write_bytes(paper.file())
        cases[path] = paper, asked, edits
    saved = save_all_as(list(cases), tmp_path / "saved", ending)
    found = {}
    for path, (paper, asked, edits) in cases.items():
        book = spreadsheets.read(saved[path], paper.name)
        said = wrong(paper, book, asked, expected(asked))
        found |= {(path.name, *names(edits)): said} if said else {}
    assert not found
