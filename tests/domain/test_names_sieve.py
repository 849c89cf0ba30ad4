"""The quick looks spare searches, and never a sign."""

from __future__ import annotations

import random

import pytest

from assurance_desk.domain import names_sieve, names_signs
from assurance_desk.domain.names_sieve import Worth, small, worth

_PIECES = (
    "child", "Child", "BABY", "grandson", "step-daughter", "foster carers", "young person", "newborn", "mum", "family",
    "of", "to", "for", "named", "known as", "child’s name:", "name of the child is", "was", ":", ",", "(", ")", "’s", "'s",
    "Jack", "Emily", "O'Neill", "aisha", "Patel", "J.", "3", "17", "(4 yrs)", "( 7 )", "aged", "years old", "4y/o", "3yo",
    "born", "DOB", "d.o.b.", "D O B", "b. 3/4/2015", "3rd of May 2014", "943 476 5919", "9434765919", "A123456789012",
    "12 High Street, Leeds LS1 4AB", "4 Oak Road", "LS1 4AB", "office", "jack@gmail.com", "desk@merrowshire.gov.uk",
    "07700 900123", "+44 7700 900123", "lives at", "tenant", "injuries", "ſon", "baby\u0131", "Fatİma", "chıld", "ſister",
    "household", "manages", "24th", "\n", "\t",
)  # fmt: skip
_ALL = Worth(*[True] * len(Worth._fields))


def _texts() -> list[str]:
    chosen = random.Random(11)
    return [
        "".join(chosen.choice(_PIECES) + chosen.choice(" \n -,") for _one in range(chosen.randint(2, 8)))
        for _text in range(6_000)
    ]


def test_no_sign_is_missed_for_a_quick_look(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()
    quick = [names_signs.signs(text) for text in texts]
    monkeypatch.setattr(names_signs, "worth", lambda _text: _ALL)
    slow = [names_signs.signs(text) for text in texts]
    assert sum(map(bool, slow)) > 500, "the texts are no trial"
    assert quick == slow


def test_plain_words_of_the_job_are_spared_every_search() -> None:
    for text in ("We hold the policy and look at it once a quarter.", "Not applicable", "Partly in place"):
        assert worth(text) is names_sieve.NOTHING


@pytest.mark.parametrize("letter", ["I", "i", "İ", "ı"])
def test_every_kind_of_i_is_an_i(letter: str) -> None:
    assert small(f"ch{letter}ld") == "child"
