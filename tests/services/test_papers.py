"""A board paper from its beginning to the bytes that went out."""

import io
import json
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from assurance_desk import cli
from assurance_desk.clock import Clock
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.paper.record import Ask, Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Answer, Query, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import files, papers
from assurance_desk.store import blobs, rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "W.assurance", Clock(date(2019, 5, 6)))
    with made.step("a questionnaire"):
        board = date(2019, 5, 16)
        rows.put(made.db, Meeting(id="m0", forum="Training subgroup", on=date(2019, 5, 8)))
        rows.put(made.db, Meeting(id="m1", forum="Board", on=board))
        asked = Questionnaire(
            id="q", ref="HTG-2019", version="1.0", title="Training gaps", status="live", board_on=board
        )
        rows.put(made.db, asked)
        for number, name in enumerate(("Ludmarsh Homes", "Penhollow District Council")):
            ref = f"O0{number}"
            rows.put(made.db, Organisation(id=ref, ref=ref, name=name))
            came = date(2019, 3, 12) if number == 0 else None
            rows.put(
                made.db,
                Return(
                    id=f"r{number}",
                    questionnaire_id="q",
                    organisation_id=ref,
                    ref=ref,
                    name=name,
                    code=ref,
                    received_on=came,
                ),
            )
    yield made
    made.close()


@pytest.fixture
def paper(desk):
    return papers.create_board_paper(desk, "q", title="Two of three are not in date")


def text_of(data):
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_new_paper_goes_to_the_board_the_questionnaire_was_promised_to(desk, paper):
    assert paper.meeting_id == "m1"
    row = papers.papers(desk)[0]
    assert (row.about, row.forum, row.status) == ("HTG-2019", "Board", "draft")
    assert desk.undoable().label == "Begin a paper on HTG-2019"
    desk.undo()
    assert papers.papers(desk) == []


def test_every_edit_is_a_step_that_can_be_taken_back(desk, paper):
    papers.edit_paper(desk, paper.id, "number", "19/23")
    papers.write_own_words(desk, paper.id, "why", "Because <b>we</b> could not say.")
    papers.leave_out(desk, paper.id, "heat", left_out=True)
    changed = papers.paper(desk, paper.id)
    assert (changed.number, changed.left_out) == ("19/23", ("heat",))
    assert papers.own_words(changed, "why") == "Because <b>we</b> could not say."
    papers.leave_out(desk, paper.id, "heat", left_out=False)
    assert papers.paper(desk, paper.id).left_out == ()
    for _step in range(4):
        desk.undo()
    assert papers.paper(desk, paper.id) == paper


def test_an_edit_that_changes_nothing_is_no_step(desk, paper):
    before = desk.undoable()
    papers.edit_paper(desk, paper.id, "title", paper.title + "  ")
    assert desk.undoable() == before


def test_the_board_is_asked_no_more_than_three_things(desk, paper):
    four = [Ask(verb="agree", text=str(number)) for number in range(4)]
    with pytest.raises(DeskError, match="no more than three"):
        papers.set_asks(desk, paper.id, four)
    kept = papers.set_asks(desk, paper.id, [*four[:2], Ask(verb="note", text="  ")])
    assert [ask.text for ask in kept.asks] == ["0", "1"]
    with pytest.raises(DeskError, match="can be asked to"):
        papers.set_asks(desk, paper.id, [Ask(verb="ponder", text="it")])


def test_a_paper_keeps_a_title(desk, paper):
    with pytest.raises(DeskError, match="needs a title"):
        papers.edit_paper(desk, paper.id, "title", "  ")
    assert papers.paper(desk, paper.id).title == paper.title


def test_saving_writes_a_whole_draft_and_says_what_to_look_at(desk, paper, tmp_path):
    with desk.step("answers"):
        rows.put(desk.db, Answer(id="a", return_id="r0", question="D1", value="4", sure=2))
        rows.put(desk.db, Query(id="y", return_id="r0", kind="unreadable"))
    target = tmp_path / "paper.pdf"
    made = papers.render_paper(desk, paper.id, target)
    assert target.read_bytes() == made.data
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []
    checks = {check.key: check for check in made.checks}
    assert checks["returns"].words == "1 of 2 returns came"
    assert checks["doubt"].more == "O00 D1"
    assert checks["queries"].words == "1 answer still to decide"
    assert "D R A F T" in text_of(made.data) or "DRAFT" in text_of(made.data).replace("\n", "").replace(
        " ", ""
    )


def test_an_issued_paper_is_the_same_bytes_for_ever(desk, paper, tmp_path):
    issued = papers.issue_paper(desk, paper.id)
    data = papers.issued_bytes(desk, paper.id)
    assert (issued.status, issued.issued_on) == ("issued", date(2019, 5, 6))
    assert issued.position_at.startswith("6 May 2019")
    assert "DRAFT" not in text_of(data).replace(" ", "")
    with desk.step("a return comes late"):
        rows.put(desk.db, replace(rows.get(desk.db, Return, "r1"), received_on=date(2019, 5, 7)))
    papers.render_paper(desk, paper.id, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == data
    with pytest.raises(DeskError, match="issued on 6 May 2019 and stays"):
        papers.edit_paper(desk, paper.id, "title", "Another")
    with pytest.raises(DeskError, match="stays as it went out"):
        papers.issue_paper(desk, paper.id)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == papers.issued_pages(data).report.pages


def test_the_public_edition_of_an_issued_paper_has_the_figures_it_was_issued_with(desk, paper, tmp_path):
    draft = papers.render_paper(desk, paper.id, tmp_path / "draft.pdf", public=True)
    assert "public edition, draft 1" in text_of(draft.data)
    papers.issue_paper(desk, paper.id)
    with desk.step("a return comes late"):
        rows.put(desk.db, replace(rows.get(desk.db, Return, "r1"), received_on=date(2019, 5, 7)))
    made = papers.render_paper(desk, paper.id, tmp_path / "public.pdf", public=True)
    assert (tmp_path / "public.pdf").read_bytes() == made.data
    words = text_of(made.data)
    assert "public edition, version 1" in words
    assert "1 of 2 returns came" in [check.words for check in made.checks]
    assert "Position at\n6 May 2019" in words.replace("\r", "") or "Position at 6 May 2019" in words
    assert papers.issued_bytes(desk, paper.id) != made.data
    desk.undo()
    desk.undo()  # no longer issued: a draft again, with today's figures
    again = papers.render_paper(desk, paper.id, tmp_path / "again.pdf", public=True)
    assert "public edition, draft 1" in text_of(again.data)


def test_a_paper_issued_without_a_public_edition_gets_none_with_other_figures(desk, paper, tmp_path):
    with desk.step("issued by an earlier version"):
        rows.put(desk.db, replace(paper, status="issued", issued_sha256=blobs.keep(desk.db, b"%PDF-old")))
    with pytest.raises(DeskError, match="begin a corrected version"):
        papers.render_paper(desk, paper.id, tmp_path / "public.pdf", public=True)
    with pytest.raises(DeskError, match="stays as it went out"):
        papers.gather(desk, paper.id, public=True)
    assert not (tmp_path / "public.pdf").exists()


def test_a_corrected_version_supersedes_and_says_what_was_wrong(desk, paper):
    papers.issue_paper(desk, paper.id)
    first = papers.issued_bytes(desk, paper.id)
    with pytest.raises(DeskError, match="Say what is corrected"):
        papers.correct_paper(desk, paper.id, " ")
    second = papers.correct_paper(desk, paper.id, "Ludmarsh sent 20, not 19.")
    assert (second.version, second.status) == (2, "draft")
    assert papers.paper(desk, paper.id).status == "issued"
    papers.issue_paper(desk, second.id)
    assert papers.paper(desk, paper.id).status == "superseded"
    assert "Ludmarsh sent 20, not 19." in text_of(papers.issued_bytes(desk, second.id))
    assert papers.issued_bytes(desk, paper.id) == first
    with pytest.raises(DeskError, match="not been issued"):
        papers.correct_paper(desk, papers.create_board_paper(desk, "q").id, "x")


def test_a_paper_altered_while_it_is_made_is_not_issued(desk, paper):
    job = papers.gather(desk, paper.id, issuing=True)
    made = papers.make_both(job)
    papers.edit_paper(desk, paper.id, "title", "Another finding")
    with pytest.raises(DeskError, match="was not issued"):
        papers.keep_issued(desk, job, *made)
    assert papers.paper(desk, paper.id).status == "draft"


def test_a_pdf_that_cannot_be_written_leaves_nothing(desk, paper, tmp_path):
    folder = tmp_path / "paper.pdf"
    folder.mkdir()
    with pytest.raises(DeskError, match="could not be written"):
        papers.render_paper(desk, paper.id, folder)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_file_names_are_safe_on_any_system():
    odd = Paper(id="1", kind="board-paper", title='Of 203: "repairs" / <all>', number="19/23")
    name = papers.file_name(odd)
    assert name.endswith(".pdf")
    assert not set(name) & set('/\\:*?"<>|')


def test_the_command_makes_the_paper_begun_and_begins_one_where_there_is_none(desk, tmp_path, capsys):
    desk.close()
    out = tmp_path / "out.pdf"
    arguments = ["--today", "2019-05-06", "paper", str(tmp_path / "W.assurance"), "board-paper", "--json"]
    assert cli.run(cli.parse([*arguments, "--to", str(out), "--questionnaire", "HTG-2019"])) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["path"] == str(out)
    assert said["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF")
    assert cli.run(cli.parse([*arguments, "--to", str(out)])) == 1
    assert "--force" in json.loads(capsys.readouterr().out)["error"]
    other = str(tmp_path / "two.pdf")
    assert cli.run(cli.parse([*arguments, "--to", other, "--questionnaire", "NONE-1"])) == 1
    assert "no questionnaire NONE-1" in json.loads(capsys.readouterr().out)["error"]
    with pytest.raises(SystemExit) as wrong:
        cli.parse(["paper", "W", "feedback", "--to", other])
    assert wrong.value.code == 2
