"""A published response onto the register and off it again, in one step; and the ``read`` command."""

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.cli_commands import read as command
from assurance_desk.cli_commands.base import Context
from assurance_desk.clock import Clock
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import NOT_STATED, Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.services import files, published
from assurance_desk.store import blobs, rows
from tests.make_documents import docx, paragraph, pdf

CLOCK = Clock(date(2019, 7, 22))
SAMPLE = resources() / "sample" / "child_i_response.txt"
REAL = Path(__file__).parents[3] / "shared" / "real" / "published-response-child-i.txt"


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", CLOCK)
    yield made
    made.close()


def arguments(workbook, *names, review="", dry_run=False):
    return argparse.Namespace(
        workbook=str(workbook), files=[str(n) for n in names], review=review, dry_run=dry_run
    )


def test_the_samples_response_becomes_a_review_in_one_step(desk):
    review = published.take_in(desk, published.read_file(SAMPLE))
    assert (review.ref, review.pseudonym, review.kind) == ("CI", "Child I", "Serious Case Review")
    found = rows.find(desk.db, Recommendation)
    assert [one.ref for one in found] == ["R1", "R2", "R3"]
    answers = [rows.one(desk.db, Response, recommendation_id=one.id) for one in found]
    source = SAMPLE.read_text("utf-8")
    assert all(one.text in source for one in (*found, *answers))
    assert {(one.heading, one.acceptance) for one in answers} == {("Board Response", NOT_STATED)}
    assert blobs.read(desk.db, rows.one(desk.db, Review).source_sha256) == SAMPLE.read_bytes()
    step = desk.undo()
    assert step is not None
    assert step.label == f"Bring in “{review.title}”"
    assert (
        rows.find(desk.db, Review) == rows.find(desk.db, Recommendation) == rows.find(desk.db, Response) == []
    )


def test_the_same_document_again_is_refused_and_names_the_review(desk):
    incoming = published.read_file(SAMPLE)
    first = published.take_in(desk, incoming)
    with pytest.raises(DeskError, match=f"on the register already, as CI “{first.title[:20]}"):
        published.take_in(desk, incoming)
    second = published.take_in(desk, incoming, review_title="Child I, second reading")
    assert (second.ref, second.title) == ("CI2", "Child I, second reading")
    with pytest.raises(DeskError, match="as CI2"):
        published.take_in(desk, incoming, review_title="child i, second reading")
    desk.undo()
    desk.undo()
    assert published.take_in(desk, incoming).ref == "CI"


def test_two_of_one_number_get_two_references(desk):
    published.take_in(desk, published.read_pasted("Recommendation 1: A.\n\nRecommendation 1: B."))
    assert [(r.ref, r.number) for r in rows.find(desk.db, Recommendation)] == [("R1", "1"), ("R1b", "1")]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Recommendation 1: A.\n\n**Agency response:** B.", "Agency response"),
        ("Recommendation 1: A.\n\nLSCB RESPONSE – B.", "LSCB RESPONSE"),
        ("Recommendations\n\n1. A.\n\nResponses\n\n1. B.", "Response"),
    ],
)
def test_a_responses_heading_is_kept_without_its_marks(desk, text, heading):
    published.take_in(desk, published.read_pasted(text))
    assert [(one.heading, one.text) for one in rows.find(desk.db, Response)] == [(heading, "B.")]


def test_what_has_no_place_is_kept_with_the_review(desk):
    text = "Title\n\nResponse: nobody.\n\nRecommendation 1: A.\n\nResponse: B.\n\nContact: the office."
    review = published.take_in(desk, published.read_pasted(text))
    assert rows.get(desk.db, Review, review.id).left_over == "Response: nobody.\n\nContact: the office."


def test_a_text_without_recommendations_is_refused(desk):
    with pytest.raises(DeskError, match="No recommendation was found"):
        published.take_in(desk, published.read_pasted("Dear all, good news."))
    assert desk.undoable() is None


def test_the_command_gives_json_as_promised(tmp_path):
    workbook = tmp_path / "w.assurance"
    files.create(workbook, CLOCK).close()
    dry = command.run(arguments(workbook, SAMPLE, dry_run=True), Context(CLOCK))
    kept = command.run(arguments(workbook, SAMPLE), Context(CLOCK))
    found = json.loads(json.dumps(kept.json))
    source = SAMPLE.read_text("utf-8")
    assert [one["number"] for one in found["recommendations"]] == ["1", "2", "3"]
    assert all(one["text"] in source and one["response"] in source for one in found["recommendations"])
    assert found["unrecognised"] == []
    assert found["review"]["ref"] == "CI"
    assert dry.json["recommendations"] == kept.json["recommendations"]
    assert "3 recommendations, 3 responses; kept." in kept.text
    with pytest.raises(DeskError, match="already"):
        command.run(arguments(workbook, SAMPLE, dry_run=True), Context(CLOCK))


def test_the_command_keeps_nothing_when_one_file_of_several_is_refused(tmp_path):
    workbook = tmp_path / "w.assurance"
    files.create(workbook, CLOCK).close()
    other = tmp_path / "letter.txt"
    other.write_text("Only a letter.")
    with pytest.raises(DeskError, match="letter.txt"):
        command.run(arguments(workbook, SAMPLE, other), Context(CLOCK))
    with pytest.raises(DeskError, match="--review names one review"):
        command.run(arguments(workbook, SAMPLE, other, review="X"), Context(CLOCK))
    other.write_text("Recommendation 1: Act.")
    both = command.run(arguments(workbook, SAMPLE, other), Context(CLOCK))
    assert len(both.json["documents"]) == 2
    assert len(both.json["recommendations"]) == 4


def test_the_real_response_three_and_three_verbatim(tmp_path):
    if not REAL.exists():
        pytest.skip("the published response to Child I is not beside this checkout")
    workbook = tmp_path / "w.assurance"
    files.create(workbook, CLOCK).close()
    found = command.run(arguments(workbook, REAL), Context(CLOCK)).json
    source = REAL.read_text("utf-8")
    assert [one["number"] for one in found["recommendations"]] == ["1", "2", "3"]
    for one in found["recommendations"]:
        assert f"RECOMMENDATION {one['number']}: {one['text']}\n\nBoard Response: {one['response']}" in source
    assert found["unrecognised"] == []


@pytest.mark.parametrize("name", ["Child I.docx", "Child I.pdf"])
def test_the_command_takes_a_word_document_and_a_pdf_word_for_word(tmp_path, name):
    workbook, path = tmp_path / "w.assurance", tmp_path / name
    files.create(workbook, CLOCK).close()
    source = SAMPLE.read_text("utf-8")
    paragraphs = [one for one in source.split("\n\n") if one.strip()]
    path.write_bytes(docx(*map(paragraph, paragraphs)) if name.endswith("docx") else pdf(paragraphs))
    told = command.run(arguments(workbook, path), Context(clock=CLOCK)).json
    assert told["kept"]
    assert [one["number"] for one in told["recommendations"]] == ["1", "2", "3"]
    assert all(one["text"] in source and one["response"] in source for one in told["recommendations"])
    assert [len(one["responses"]) for one in told["recommendations"]] == [1, 1, 1]
    assert told["unrecognised"] == []
