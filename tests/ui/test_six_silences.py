"""Each of the six silences, from the file that came to the window, the export and the paper: apart everywhere, and
never "not met" or in a denominator it does not belong to.
"""

from __future__ import annotations

import pytest

from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.returns import Return
from assurance_desk.services import exports, gaps, papers, silences
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows
from assurance_desk.ui.pages.gaps import GRADED, GapsPage
from assurance_desk.ui.pages.gaps_rows import silence_words
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_silences import silent_table
from assurance_desk.ui.shell import Shell
from tests import six_silences as six
from tests.paper_lines import lines_of

EACH = [
    # return, its kind in window and export, in the paper's grades, in the paper's heat map, on its own page
    ("O02", "not asked", "• not asked", "• not asked", "Not asked"),
    ("O03", "not returned", "<no reply>", "<no reply>", None),
    ("O04", "blank", "<left blank>", "<left blank>", "Left blank"),
    ("O05", "not applicable", "<not applicable>", "<no such staff>", "Not applicable"),
    ("O06", "unreadable", "× unreadable", "× unreadable", "Unreadable"),
    ("O07", "unconfirmed", "? to confirm", "? to confirm", "Unconfirmed"),
]
KINDS = [kind for _ref, kind, *_more in EACH]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = six.desk_of_silences(tmp_path_factory.mktemp("six"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def paper(desk):
    made = papers.create_board_paper(desk, six.SECOND.id)
    snapshot = take_snapshot(desk, made)
    return lines_of(build_paper(snapshot, made))


@pytest.fixture
def shell(look, desk):
    made = Shell(desk)
    yield made
    made.close()


def record(desk, ref):
    return rows.one(desk.db, Return, questionnaire_id=six.SECOND.id, ref=ref)


@pytest.mark.parametrize(("ref", "kind", "in_grades", "in_heat", "on_page"), EACH, ids=KINDS)
def test_it_is_told_for_what_it_is(ref, kind, in_grades, in_heat, on_page, desk, paper, shell, qtbot):
    name = six.BODIES[ref]
    # the window's matrix and its grades
    page = GapsPage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    for view in ("0", GRADED):
        page.show_view(view)
        line = next(row for row in page.grid.grid.rows if row.cells[0].words == name)
        cells = line.cells[1:3] if view == GRADED else line.cells[1:2]
        assert kind in [cell.silence for cell in cells]
        assert silence_words(kind, staff=view != GRADED) in [cell.spoken for cell in cells]
    # the page of the return itself
    if on_page:
        returns = ReturnsPage(shell)
        qtbot.addWidget(returns)
        returns.refresh(None)
        returns.show_record(record(desk, ref).id)
        shown = returns.tray.detail.shown
        table = silent_table(silences.of_return(shell.desk, shown.record, shown.questionnaire))
        model = table.model()
        told = {model.index(row, 0).data(): model.index(row, 2).data() for row in range(model.rowCount())}
        assert told["B1"] == on_page
        assert told["D1"].startswith(on_page)
    # the export
    assert export_states(desk)[name, "B1"] == export_states(desk)[name, "D1", "In date: children"] == kind
    # the paper
    heat, grades = (next(at for at, one in enumerate(paper) if one.startswith(f"heat {head}")) for head in ("Heat", "Graded"))  # fmt: skip
    assert in_heat in next(one for one in paper[heat:] if one.startswith(f"  {name}"))
    assert in_grades in next(one for one in paper[grades:] if one.startswith(f"  {name}"))


def export_states(desk):
    table = exports.tables(desk, exports.RETURNS, questionnaire="SIX-2")[-1]
    found = {}
    for row in table.rows:
        one = dict(zip([head.words for head in table.heads], row, strict=True))
        found[one["Organisation"], one["Question"]] = one["State"]
        found[one["Organisation"], one["Question"], one["Column"]] = one["State"]
    return found


def test_none_of_them_is_not_met_or_in_a_denominator(desk, paper):
    found = gaps.analyse(desk, six.SECOND.id)
    assert (found.main.whole.met, found.main.whole.of) == (16, 20)
    graded = next(row for row in found.grid.rows if row.question.ref == "B1")
    assert (graded.answered, graded.least, graded.mean) == (1, 0, 1.0)
    assert found.main.silences() == dict.fromkeys(KINDS, 1)
    assert (found.replies.returns_came, found.replies.returns) == (6, 7)
    assert (found.replies.organisations_with_figures, found.replies.organisations_asked_for_figures) == (2, 6)
    assert "O02" not in [one.ref for one in found.replies.in_part], "it was not asked for figures"
    whole = next(
        one for one in paper if one.startswith("  total: All returns") or "All returns with figures" in one
    )
    assert "16 of 20" in whole
    assert not any("Not met: B1" in one for one in paper)


def test_the_papers_method_counts_each_kind(desk, paper):
    found = silences.of_questionnaire(desk, six.SECOND)
    assert sum(found.values()) == 7 * 4
    told = next(one for one in paper if "answers asked for" in one)
    for kind in KINDS:
        words = "left blank" if kind == "blank" else kind
        assert f"{found[kind]} {words}" in told
        assert found[kind] >= 2
    assert told.endswith("None of them counts as not met.")


def test_the_legend_has_all_six(paper):
    told = [one for one in paper if one.startswith("legend Silence")]
    for words in ("No reply", "Left blank", "Not applicable", "• not asked", "× unreadable", "? to confirm"):
        assert any(words in one for one in told)


def test_before_a_paper_is_issued_it_says_what_is_not_confirmed(desk):
    made = papers.create_board_paper(desk, six.SECOND.id)
    scale = papers.scale_of(desk, made)
    assert scale.unconfirmed == ("O07",)
    assert scale.doubtful == ()
