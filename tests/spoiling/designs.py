"""Questionnaires of every kind, at random, and answers to them."""

from __future__ import annotations

import random
from functools import cache
from typing import Final

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.design import check_design
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import (
    LIVE,
    Column,
    Question,
    Questionnaire,
    Row,
    Section,
    Slot,
)
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import CellRule
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn
from assurance_desk.paths import resources

OWNERS: Final = (
    Recipient("O05", "Ludmarsh Homes", make_code(4711)),
    Recipient("O06a", "Tern Valley Housing Group: General Needs", make_code(815)),
)
KINDS: Final = (
    "yes_no", "choice", "several", "graded", "number", "date", "month", "short_text", "long_text", "table", "free_table",
)  # fmt: skip
SUBJECTS: Final = (
    "housing officers", "income officers", "repairs operatives", "night staff", "managers", "volunteers",
    "contact centre staff", "agency workers", "trustees", "wardens", "tenancy officers", "apprentices",
)  # fmt: skip
THINGS: Final = (
    "child protection", "domestic abuse", "water safety", "safe sleeping", "self-neglect", "information sharing",
    "referral and escalation", "record keeping", "supervision", "home visits", "arrears letters", "allegations",
)  # fmt: skip
ASKS: Final = {
    "yes_no": "Do your {one} use a checklist for {thing}?",
    "choice": "How often are your {one} trained in {thing}?",
    "several": "Which ways of training do your {one} have in {thing}?",
    "graded": "Your {one} know what to do about {thing}.",
    "number": "How many {one} were trained in {thing}?",
    "date": "When was the policy on {thing} for {one} last reviewed?",
    "month": "In which month were {one} last briefed on {thing}?",
    "short_text": "Who leads on {thing} for {one}?",
    "long_text": "What would help your {one} with {thing}?",
    "table": "How many of your staff are in date for {thing}? ({one} first)",
    "free_table": "What will you do about {thing} for {one}?",
}  # fmt: skip
CHOICES: Final = (
    ("1 year", "2 years", "3 years", "Never"),
    ("Before the first visit", "Within 1 week", "Within 3 months", "Not provided"),
    ("1", "2", "3", "4", "5"),
    ("Yes, both", "Yes, one of them", "No"),
    ("HR system", "Spreadsheet", "Paper", "None"),
)
COLUMNS: Final = (
    ("Employed or contracted", "number"), ("Of these, visit homes", "number"), ("In date: children", "number"),
    ("In date: adults", "number"), ("Latest course", "month"), ("Next course", "date"), ("Covered", "yes_no"),
    ("How far", "choice"), ("Reason", "text"), ("Lead role", "short_text"), ("What is planned", "long_text"),
)  # fmt: skip
SHORT_WORDS: Final = ("Yes", "12", "Not met", "n/a", "see above", "Comment", "0")
"""Words that might be an answer of another kind, or ours: some of them are asked about."""
LATEST: Final = 60


@cache
def design(number: int) -> Questionnaire:
    """The same questionnaire for the same number; the last is the sample's own."""
    if number == LATEST:
        return questionnaire_from_json((resources() / "sample" / "htg_2019_v1_0.json").read_text("utf-8"))
    chance = random.Random(f"design {number}")
    letters = iter("ABCDEFGH")
    said: set[str] = set()
    sections = tuple(
        _section(chance, letter, said)
        for letter, _n in zip(letters, range(chance.randint(1, 3)), strict=False)
    )
    made = Questionnaire(
        id=f"q{number}", ref=f"Q-{number}", version="1.0", title=f"Survey {number} of training", sections=sections,
        status=LIVE,
    )  # fmt: skip
    assert not check_design(made), check_design(made)
    return made


def _section(chance: random.Random, letter: str, said: set[str]) -> Section:
    questions = tuple(_question(chance, f"{letter}{n}", said) for n in range(1, chance.randint(2, 6)))
    intro = chance.choice(("", "Count people, not full-time equivalents."))
    return Section(
        letter=letter, title=f"Part {letter}", tab=f"{letter} Part", intro=intro, questions=questions
    )


def _question(chance: random.Random, ref: str, said: set[str]) -> Question:
    kind = chance.choice(KINDS)
    text = ""
    while not text or text in said:
        text = ASKS[kind].format(one=chance.choice(SUBJECTS), thing=chance.choice(THINGS))
    said.add(text)
    more: dict[str, object] = {}
    if kind == "choice" or (kind == "graded" and chance.random() < 0.2):
        more["choices"] = chance.choice(CHOICES)
    if kind == "number" and chance.random() < 0.5:
        more["word"] = "not known"
    if kind in ("several", "table"):
        labels = chance.sample(SUBJECTS, chance.randint(2, 5))
        start = chance.choice((f"{ref}.", "SG", "L"))
        more["rows"] = tuple(Row(ref=f"{start}{n}", label=label) for n, label in enumerate(labels, 1))
    if kind == "free_table":
        more["rows"] = tuple(Row(ref=f"{ref}.{n}", label="") for n in range(1, chance.randint(3, 5)))
    if kind in ("table", "free_table"):
        more |= {"columns": _columns(chance), "row_heading": chance.choice(("", "Staff group"))}
    hint = chance.choice(("", "", "As on 31 January 2019."))
    comment = kind == "graded" or chance.random() < 0.6
    return Question(
        ref=ref, text=text, kind=kind, hint=hint, comment=comment, required=chance.random() < 0.7, **more
    )  # type: ignore[arg-type]


def _columns(chance: random.Random) -> tuple[Column, ...]:
    found: list[Column] = []
    for place, (heading, kind) in enumerate(chance.sample(COLUMNS, chance.randint(1, 6))):
        numbers = [one.key for one in found if one.kind == "number"]
        most = numbers[0] if kind == "number" and numbers and chance.random() < 0.5 else ""
        choices = ("fully", "briefly", "no") if kind == "choice" else ()
        found.append(Column(key=f"c{place}", heading=heading, kind=kind, choices=choices, at_most=most))
    return tuple(found)


def expected(*asked: Questionnaire) -> Expected:
    issued = tuple(ExpectedReturn(one.ref.lower(), one.ref, one.code, one.name) for one in OWNERS)
    return Expected(asked, {one.ref: one.version for one in asked}, (), {one.ref: issued for one in asked})


def answer(rule: CellRule, chance: random.Random) -> str:
    """A canonical value."""
    if rule.kind == "choice":
        return chance.choice(rule.choices)
    if rule.kind in ("whole", "whole_or"):
        return rule.word if rule.word and chance.random() < 0.1 else str(chance.randint(0, 900))
    year, month, day = chance.randint(2015, 2019), chance.randint(1, 12), chance.randint(1, 28)
    if rule.kind == "date":
        return f"{year}-{month:02}-{day:02}"
    if rule.kind == "month":
        return f"{year}-{month:02}"
    return words(chance)


def words(chance: random.Random) -> str:
    if chance.random() < 0.04:
        return chance.choice(SHORT_WORDS)
    return f"{chance.choice(SUBJECTS)} and {chance.choice(THINGS)} {chance.randint(100, 999)}"


def answers(rules: dict[Slot, CellRule], chance: random.Random) -> dict[Slot, str]:
    share = chance.choice((0.5, 0.8, 0.97))
    return {
        slot: answer(rule, chance)
        for slot, rule in rules.items()
        if chance.random() < (share if slot.column not in ("comment", "evidence", "plan") else share / 3)
    }
