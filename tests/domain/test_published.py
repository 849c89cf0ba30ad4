"""A published text comes apart into the pairs a reader sees, and nothing of it is lost."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assurance_desk.domain.published import PublishedText, assemble, read_published
from assurance_desk.domain.published_pieces import (
    CONTEXT,
    NUMBERED,
    PIECE_KINDS,
    RECOMMENDATION,
    RESPONSE,
    TITLE,
    UNPLACED,
    covers,
    merged,
    relabelled,
    split,
)

REAL = Path(__file__).parents[3] / "shared" / "real" / "published-response-child-i.txt"


def pairs(text: str) -> list[tuple[str, str, str]]:
    return [(r.number, r.text, r.response) for r in read_published(text).recommendations]


def letters(text: str) -> str:
    return "".join(text.split())


def everything(found: PublishedText) -> str:
    """All words the result shows, wherever they stand."""
    parts = [found.title, found.context, *found.headings, *(u.text for u in found.unrecognised)]
    for one in found.recommendations:
        parts += [one.heading, one.text]
        parts += [words for answer in one.responses for words in (answer.heading, answer.text)]
    return "".join(parts)


@pytest.fixture(scope="module")
def real() -> str:
    if not REAL.exists():
        pytest.skip("the published response to Child I is not beside this checkout")
    return REAL.read_text(encoding="utf-8")


def test_the_real_response_gives_three_recommendations_with_three_responses(real):
    found = read_published(real)
    assert [r.number for r in found.recommendations] == ["1", "2", "3"]
    assert all(len(r.responses) == 1 for r in found.recommendations)
    assert found.unrecognised == ()
    assert found.notes == ()


def test_the_real_words_are_verbatim_to_the_letter(real):
    found = read_published(real)
    paragraphs = [block.strip() for block in real.split("\n\n") if block.strip()]
    assert found.title == paragraphs[0]
    assert found.context == "\n\n".join(paragraphs[1:4])
    for index, one in enumerate(found.recommendations):
        assert paragraphs[4 + 2 * index] == f"{one.heading} {one.text}"
        assert paragraphs[5 + 2 * index] == f"{one.responses[0].heading} {one.response}"
    assert "findings will to be presented" in found.recommendations[0].response


def test_paragraphs_added_after_the_last_real_response_are_left_to_a_person(real):
    found = read_published(real + "\n\nThe Board thanks the family for their part in the review.")
    assert [u.text for u in found.unrecognised] == [
        "The Board thanks the family for their part in the review."
    ]
    assert found.unrecognised[0].place == "paragraph 11, after the response to recommendation 3"
    assert found.recommendations[2].response.endswith("during 2019.*")


def test_the_real_response_survives_windows_line_ends_and_lost_blank_lines(real):
    told = pairs(real)
    assert pairs(real.replace("\n", "\r\n")) == told
    assert pairs("\n".join(line for line in real.split("\n") if line.strip())) == told


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("RECOMMENDATION 1:", "1"),
        ("Recommendation 1", "1"),
        ("Recommendation 1 -", "1"),
        ("Recommendation 1 –", "1"),
        ("Recommendation 1.", "1"),
        ("Recommendation 1:-", "1"),
        ("Recommendation No. 7:", "7"),
        ("Rec. 1.1", "1.1"),
        ("Rec 2:", "2"),
        ("REC 1.10 -", "1.10"),
        ("RECOMMENDATION ONE:", "1"),
        ("Recommendation Twelve:", "12"),
        ("Recommendation IV:", "4"),
        ("Recommendation A:", "A"),
        ("Recommendation 2a:", "2a"),
        ("**Recommendation 3:**", "3"),
        ("## Recommendation 3", "3"),
        ("> Recommendation 3:", "3"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_headings_of_recommendations(heading, number, gap):
    assert pairs(f"A title\n\nSome words.\n\n{heading}{gap}The Board should act.") == [
        (number, "The Board should act.", "")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Board Response:", "Response:", "RESPONSE", "Agency response", "Agency response:", "Action taken",
        "Actions taken:", "LSCB response", "LSCB Response –", "Response from the Police:", "**Board response:**",
        "### Response", "Response to recommendation 1:", "Hertfordshire Safeguarding Children Board response:",
        "*Board Response:*", "The Partnership’s response:",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["\n\n", "\n"])
def test_headings_of_responses(heading, before):
    gap = " " if heading[-1] in ":*–" else "\n"
    assert pairs(f"Recommendation 1: Train staff.{before}{heading}{gap}Done in May.") == [
        ("1", "Train staff.", "Done in May.")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "As recommendation 3 asks, leaflets went out.",
        "Recommendation 3 was accepted.",
        "Recommendation 3, which the Board wrote, stands.",
        "recommendations 1 and 2 are met.",
        "The response to this was slow. We will record every response in the plan.",
        "Response times have improved.",
        "This goes further than asked in\nrecommendation 3 of the report.",
        "Recommendations were made.",
    ],
)
def test_the_same_words_in_running_text_are_no_heading(sentence):
    text = (
        f"Recommendation 1: Train staff.\n\nBoard response: We agree. {sentence}\n\nRecommendation 2: More."
    )
    assert pairs(text) == [("1", "Train staff.", f"We agree. {sentence}"), ("2", "More.", "")]
    text = f"Recommendation 1: Train staff.\n\nBoard response: We agree.\n\n{sentence}\n\nRecommendation 2: More."
    assert [number for number, *_rest in pairs(text)] == ["1", "2"]


def test_a_numbered_list_under_its_heading():
    text = "Title\n\nRecommendations\n\n1. Train.\n\nResponse: yes.\n\n2. Check.\nResponse: no.\n\n3) Tell."
    assert pairs(text) == [("1", "Train.", "yes."), ("2", "Check.", "no."), ("3", "Tell.", "")]


def test_a_numbered_list_announced_by_a_sentence():
    text = "The review made the following recommendations:\n\n1. Train.\n2. Check.\n\nBoard response\n\nBoth accepted."
    found = read_published(text)
    assert [(r.number, r.text, r.response) for r in found.recommendations] == [
        ("1", "Train.", ""),
        ("2", "Check.", "Both accepted."),
    ]
    assert len(found.notes) == 1


def test_such_a_sentence_inside_a_response_announces_nothing():
    text = "Recommendation 1: Act.\n\nResponse: We sent on these recommendations:\n\n1. one\n\n2. two"
    assert pairs(text) == [("1", "Act.", "We sent on these recommendations:\n\n1. one\n\n2. two")]


def test_numbers_of_two_levels_without_colon_or_blank_line():
    text = "Rec. 1.1 Do X.\nLSCB response: Done.\nRec. 1.2 Do Y, as in recommendation 1.1.\nLSCB response: As 1.1.\nRec. 2.1 Z."
    assert pairs(text) == [
        ("1.1", "Do X.", "Done."),
        ("1.2", "Do Y, as in recommendation 1.1.", "As 1.1."),
        ("2.1", "Z.", ""),
    ]


def test_responses_listed_after_all_recommendations():
    text = "Recommendations\n1. Train.\n2. Check.\n\nResponses\n1. Trained.\n2. Checked."
    assert pairs(text) == [("1", "Train.", "Trained."), ("2", "Check.", "Checked.")]


def test_a_numbered_list_inside_a_response_stays_in_it():
    text = "Recommendation 1: Train.\n\nAction taken\n\nWe will:\n\n1. buy\n\n2. teach\n\nRecommendation 2: Check."
    assert pairs(text)[0] == ("1", "Train.", "We will:\n\n1. buy\n\n2. teach")


def test_headings_run_into_one_paragraph_as_a_pdf_gives_them():
    text = "RECOMMENDATION 1: Train. Board Response: Done. RECOMMENDATION 2: Check. Board Response: Soon."
    assert pairs(text) == [("1", "Train.", "Done."), ("2", "Check.", "Soon.")]


def test_a_response_of_several_paragraphs_is_kept_whole():
    text = "Recommendation 1: A.\n\nResponse: First.\n\nSecond.\n\n- third\n\nRecommendation 2: B.\n\nResponse: C."
    assert pairs(text)[0][2] == "First.\n\nSecond.\n\n- third"


def test_a_title_between_the_pairs_is_not_part_of_a_response():
    found = read_published(
        "Rec. 1.1 Train staff.\n\nResponse: Done.\n\nPart two\n\nRec. 1.2 Check.\n\nResponse: Yes."
    )
    assert [u.text for u in found.unrecognised] == ["Part two"]
    assert [r.response for r in found.recommendations] == ["Done.", "Yes."]


def test_two_agencies_answering_one_recommendation_are_both_kept():
    found = read_published("Recommendation 1: A.\n\nBoard response: B.\n\nPolice response: C.")
    assert [(r.heading, r.text) for r in found.recommendations[0].responses] == [
        ("Board response:", "B."),
        ("Police response:", "C."),
    ]


def test_a_response_without_a_recommendation_is_shown_with_its_place():
    found = read_published("Title\n\nResponse: nobody asked.\n\nRecommendation 1: Act.")
    assert [(u.text, u.why) for u in found.unrecognised] == [
        ("Response: nobody asked.", "a response without a recommendation")
    ]


def test_two_recommendations_before_one_response():
    found = read_published("Recommendation 1: A.\n\nRecommendation 2: B.\n\nResponse: C.")
    assert [r.response for r in found.recommendations] == ["", "C."]
    assert found.notes == (
        "Recommendation 1 has no response; the one after recommendation 2 may answer both.",
    )


def test_two_of_one_number_and_a_gap_are_told():
    found = read_published("Recommendation 1: A.\n\nRecommendation 1: B.\n\nRecommendation 4: C.")
    assert [r.text for r in found.recommendations] == ["A.", "B.", "C."]
    assert found.notes == (
        "Two recommendations are numbered 1.",
        "The numbers go up to 4, but there is no recommendation 2, 3.",
    )


def test_a_summary_list_printed_again_with_its_responses_counts_once():
    once = "Recommendation 1: A.\n\nRecommendation 2: B."
    found = read_published(
        f"{once}\n\nRecommendation 1: A.\n\nResponse: X.\n\nRecommendation 2: B.\n\nResponse: Y."
    )
    assert [(r.number, r.response) for r in found.recommendations] == [("1", "X."), ("2", "Y.")]
    assert [u.why for u in found.unrecognised] == [
        "it repeats recommendation 1 word for word",
        "it repeats recommendation 2 word for word",
    ]
    assert [u.text for u in found.unrecognised] == ["Recommendation 1: A.", "Recommendation 2: B."]


def test_a_text_without_recommendations_is_all_context():
    found = read_published("A letter\n\nDear all.")
    assert (found.title, found.context, found.recommendations) == ("A letter", "Dear all.", ())
    assert found.notes == ("No recommendation was found in this text.",)


def test_a_person_can_relabel_split_and_merge():
    text = "Title\n\nRecommendation 1: Train. And do more.\n\nResponse: Done.\n\nThe end of it."
    found = read_published(text)
    pieces = split(found.pieces, 1, text.index("And do more"))
    pieces = relabelled(pieces, 2, RECOMMENDATION, "2")
    changed = assemble(text, pieces)
    assert [(r.number, r.text) for r in changed.recommendations] == [("1", "Train."), ("2", "And do more.")]
    back = assemble(text, merged(pieces, 2))
    assert back.recommendations == found.recommendations
    apart = assemble(text, relabelled(found.pieces, len(found.pieces) - 1, CONTEXT))
    assert apart.context == "The end of it."


WORDS = st.sampled_from(
    ["Recommendation 1:", "RECOMMENDATION TWO:", "Rec. 1.1", "Board Response:", "Response", "Recommendations", "\n",
     "\n\n", " ", "1. ", "2) ", "---", "# Part", "*", "Words go here.", "response", "Page 3 of 4", "\r\n", "\x0b", "é"]
)  # fmt: skip


@example("Rec. 1.1 ")
@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=200))
def test_no_text_fails_and_nothing_is_lost(text):
    found = read_published(text)
    assert covers(found.pieces, text)
    assert sorted(letters(everything(found))) == sorted(letters(text))


@example("Rec. 1.1", [(5, TITLE, "1")])
@example("Recommendation 1: A. P. Response: B.", [])
@given(
    st.lists(WORDS, min_size=1, max_size=30).map("".join),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(PIECE_KINDS), st.sampled_from(["1", "2", ""]))),
)
def test_nothing_is_lost_whatever_a_person_does(text, changes):
    pieces = read_published(text).pieces
    for number, (at, kind, rec) in enumerate(changes):
        if not pieces:
            break
        index = at % len(pieces)
        if number % 3 == 0:
            pieces = split(pieces, index, pieces[index].start + at % 7)
        elif number % 3 == 1:
            pieces = merged(pieces, index)
        pieces = relabelled(pieces, at % len(pieces), kind, rec or "1" if kind in NUMBERED else "")
    found = assemble(text, pieces)
    assert covers(pieces, text)
    assert sorted(letters(everything(found))) == sorted(letters(text))


@pytest.mark.parametrize(
    "line",
    [
        "Response from www.example.invalid/" + "reports/" * 30 + "!",
        "Response of " + "b" * 5000,
        "Board " * 2000,
        "A. Response of " * 2000,
        "Recommendation 1. " * 2000,
        "#*_ " * 2000,
    ],
)
def test_no_line_however_odd_keeps_the_reader_waiting(line):
    began = time.process_time()
    read_published(f"Recommendation 1: A.\n\n{line}")
    assert time.process_time() - began < 2


def test_every_kind_has_its_place():
    assert {CONTEXT, RECOMMENDATION, RESPONSE, UNPLACED} < set(PIECE_KINDS)
