"""Likely promises of a published response, in bodies' own words: found where they stand, and nothing more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain import promises, wording
from assurance_desk.domain.actions import ACTION, LEARNING_POINT, STANDING
from assurance_desk.domain.published import read_published
from assurance_desk.paths import resources

REAL = Path(__file__).parents[3] / "shared" / "real" / "published-response-child-i.txt"
SAMPLE = resources() / "sample" / "child_i_response.txt"


def found(text):
    return [(one.kind, text[one.start : one.end]) for one in promises.find(text)]


def of_file(path):
    """Each response's likely promises, and those before the recommendations."""
    read = read_published(path.read_text("utf-8"))
    texts = {"": read.context} | {
        one.number: wording.without_emphasis(one.response) for one in read.recommendations
    }
    return {number: found(text) for number, text in texts.items()}, texts


@pytest.mark.skipif(
    not REAL.exists(), reason="the published response of a real body is not kept with the code"
)
def test_a_real_response():
    made, texts = of_file(REAL)
    assert [words for _kind, words in made["3"]] == [
        "A training gap analysis questionnaire to be distributed to housing commissioners and providers",
        "Findings to be analysed",
        "feedback to Board for assurance",
        "Any issues identified will be addressed with the individual provider/commissioner",
        "a Safeguarding Housing Conference will be run (in conjunction with HSAB)",
        "Housing staff will also be invited to learning hubs events during 2019",
    ]
    assert {kind for kind, _words in made["3"]} == {ACTION}
    assert [kind for kind, _words in made["1"]] == [ACTION, ACTION, ACTION]
    assert made["1"][1] == (ACTION, "An assurance report")
    ((kind, words),) = made["2"]
    assert kind == STANDING
    assert words.startswith("The review of the effectiveness of such systems will be continuous")
    assert [kind for kind, _words in made[""]] == [LEARNING_POINT, ACTION]
    assert all(words != texts[number] for number, every in made.items() for _kind, words in every)


def test_the_sample_response():
    made, _texts = of_file(SAMPLE)
    assert [words for _kind, words in made["3"]] == [
        "A training gap analysis questionnaire will be sent to housing commissioners and providers",
        "The answers will be analysed",
        "brought back to the Board for assurance",
        "Any gap will be taken up with the organisation it concerns",
        "a Safeguarding Housing Conference will be held with the Adults Board (MSAB)",
        "Housing staff will be invited to the learning hub events during 2019",
    ]
    assert len(made["1"]) == 3
    assert made["2"] == [
        (
            STANDING,
            "How well they work will be kept under continuous review, and MSCB will be told of any problem or change of process",
        )
    ]
    assert [kind for kind, _words in made[""]] == [LEARNING_POINT, ACTION]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The Trust has agreed to share its data.", ACTION, "The Trust has agreed to share its data"),
        ("All staff trained by 31 March 2019.", ACTION, "All staff trained by 31 March 2019"),
        ("Agencies continue to share information.", STANDING, "Agencies continue to share information"),
        ("On-going review of thresholds.", STANDING, "On-going review of thresholds"),
        ("The pathway will be reviewed annually.", STANDING, "The pathway will be reviewed annually"),
        ("Professionals need to listen.", LEARNING_POINT, "Professionals need to listen"),
        ("It was found that GPs should ask.", LEARNING_POINT, "GPs should ask"),
        ("• Police will audit this", ACTION, "Police will audit this"),
        ("Following the audit, a plan will be made, so that it lasts.", ACTION, "a plan will be made"),
    ],
)
def test_what_gives_a_promise_away(text, kind, words):
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Board accepts the finding.",
        "The free will of families is respected.",
        "The service will not be commissioned again.",
        "The child had died during 2017.",
        "Everyone knows how hard it will be for them.",
        "This is known to be difficult.",
    ],
)
def test_what_promises_nothing(text):
    assert found(text) == []


def test_two_clauses_with_promises_of_their_own():
    text = "The police will audit referrals and health partners should reflect on them."
    assert found(text) == [
        (ACTION, "The police will audit referrals"),
        (LEARNING_POINT, "health partners should reflect on them"),
    ]


def test_those_taken_up_or_set_aside_are_not_hinted_again():
    text = "The police will audit. The Trust will report. Schools will be told."
    audit, report, told = promises.find(text)
    assert promises.left_over(text, [(audit.start + 4, audit.start + 9)], ["the *Trust* will  report"]) == (
        told,
    )
    assert promises.left_over(text, [], []) == (audit, report, told)


@given(
    st.lists(
        st.sampled_from(
            [
                "will",
                "be",
                "and",
                "that",
                "should,",
                "to",
                "be",
                "sent",
                "the",
                "by",
                "2019",
                ".",
                ";",
                "\n",
                "continue",
                "🙂",
                "report",
                "findings",
            ]
        )
    )
)
def test_hints_are_in_order_never_overlap_and_never_begin_or_end_in_blanks(parts):
    text = " ".join(parts)
    at = 0
    for one in promises.find(text):
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        at = one.end


@pytest.mark.parametrize("part", ["has x ", "will ", "and ", "that ", "report and ", "to be x and "])
def test_a_long_text_takes_no_time(part):
    began = time.process_time()
    promises.find(part * 20_000)
    assert time.process_time() - began < 2
