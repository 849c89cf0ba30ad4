"""A long-kept register: 40 reviews, 400 recommendations, 5,000 actions, 20,000 notes, 100,000 answers.

In the real window: each page shown, each key of a search answered, 500 actions changed at once, and the memory of it all.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assurance_desk import app
from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, ProgressNote
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import ACCEPTED, Evidence, EvidenceLink
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import TAKEN, Answer, Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, sample_data
from assurance_desk.store import rows
from tests.benchmarks.window import settle, shown
from tests.benchmarks.workload import TODAY, questionnaire

REVIEWS, RECOMMENDATIONS, ACTIONS, NOTES, ANSWERS = 40, 400, 5_000, 20_000, 100_000
ROUNDS = (2016, 2017, 2018, 2019)
AT_ONCE = 500
TYPED = ("housing staff", "yes", "r12.3", "audit of bookings", "the", "larkford", "zz", "training lead 2018")
OWNERS = (
    "Business manager", "Designated nurse", "Head of housing", "Joint training lead", "Detective superintendent",
    "Head of service, early help", "Lead midwife", "Probation lead",
)  # fmt: skip
THEMES = ("housing", "training", "information sharing", "voice of the child", "supervision", "neglect")
STATES = ("Delivered", "Green", "Amber", "Red", "Grey")
_WORDS = [
    "housing",
    "staff",
    "children",
    "Board",
    "audit",
    "of",
    "bookings",
    "training",
    "lead",
    "risk",
    "information",
    "shared",
    "with",
    "partners",
    "before",
    "the",
    "meeting",
    "in",
    "March",
    "and",
    "to",
    "be",
    "reviewed",
    "by",
    "the",
    "designated",
    "nurse",
    "and",
    "each",
    "provider",
    "in",
    "Larkford",
    "Penhollow",
    "and",
    "Tern",
    "Valley",
    "repairs",
    "arrears",
    "conference",
    "hubs",
    "attendance",
    "dates",
    "figures",
    "reply",
    "late",
    "provider",
    "commissioner",
    "neglect",
    "unborn",
    "plan",
]


def build(path: Path) -> Path:
    """As it would have grown: a step for each thing done."""
    desk = files.create(path, Clock(TODAY))
    desk.db.execute("PRAGMA synchronous = OFF")  # building is not measured
    chance = random.Random(2019)
    with desk.step("Build the workload"):
        rows.put_many(desk.db, _bodies())
        rows.put_many(desk.db, _reviews(chance))
    for number in range(ACTIONS):
        with desk.step(f"Add action {number + 1}"):
            rows.put_many(desk.db, _action(chance, number))
    for year in ROUNDS:
        for record in _round(chance, year):
            with desk.step(f"Take in {record[0].ref}"):
                rows.put_many(desk.db, record)
    files.stand_on(desk, TODAY)
    desk.close()
    return path


def _said(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_WORDS) for _word in range(count)).capitalize()


def _bodies() -> Iterator[Any]:
    for number in range(60):
        yield Organisation(id=f"o{number}", ref=f"O{number + 1:03}", name=f"Housing provider {number + 1}")
    for number in range(30):
        day = TODAY + timedelta(days=30 * number - 700)
        yield Meeting(id=f"m{number}", forum="Board", on=day, held=day < TODAY)


def _reviews(chance: random.Random) -> Iterator[Any]:
    for number in range(REVIEWS):
        yield Review(id=f"v{number}", ref=f"V{number + 1}", title=f"Child {number + 1}", position=number)
    for number in range(RECOMMENDATIONS):
        review = number % REVIEWS
        ref = f"R{review + 1}.{number // REVIEWS + 1}"
        yield Recommendation(
            id=f"r{number}", review_id=f"v{review}", ref=ref, number=str(number), text=_said(chance, 45),
            title=_said(chance, 5), themes=chance.choice(THEMES), position=number,
        )  # fmt: skip
        yield Response(id=f"re{number}", recommendation_id=f"r{number}", text=_said(chance, 90))


def _action(chance: random.Random, number: int) -> Iterator[Any]:
    under = number % RECOMMENDATIONS
    review = under % REVIEWS
    open_still = number % 8 == 0  # most of what a long-kept register holds is done
    due = When.of(
        TODAY + timedelta(days=chance.randrange(-20, 380) if open_still else -chance.randrange(30, 1000))
    )
    yield Action(
        id=f"a{number}", review_id=f"v{review}", recommendation_id=f"r{under}",
        ref=f"R{review + 1}.{under // REVIEWS + 1}.{number // RECOMMENDATIONS + 1}", text=_said(chance, 12),
        owner_role=chance.choice(OWNERS), lead_organisation_id=f"o{number % 60}", first_due=due, due=due,
        delivery=STATES[number // 8 % len(STATES)] if open_still else "Blue", delivery_note=_said(chance, 4), success_measure=_said(chance, 10),
        position=number,
    )  # fmt: skip
    for note in range(NOTES // ACTIONS):
        on = date(2018, 1, 1) + timedelta(days=chance.randrange(500))
        yield ProgressNote(id=f"n{number}-{note}", action_id=f"a{number}", on=on, text=_said(chance, 20))
    if not open_still:
        evidence = Evidence(id=f"e{number}", title=_said(chance, 4), shows=_said(chance, 15), state=ACCEPTED)
        yield evidence
        yield EvidenceLink(id=f"l{number}", evidence_id=evidence.id, action_id=f"a{number}")


def _round(chance: random.Random, year: int) -> Iterator[list[Any]]:
    """A questionnaire asked in one year, then each return with its answers."""
    asked = replace(questionnaire(), id=f"q{year}", ref=f"HTG-{year}")
    yield [asked]
    given = list(sample_data.answers_of("O06a", asked).items())
    wanted, number = ANSWERS // len(ROUNDS), 0
    while wanted:
        kept = given[:wanted]
        made: list[Any] = [
            Return(
                id=f"x{year}-{number}", questionnaire_id=asked.id, organisation_id=f"o{number % 60}",
                ref=f"O{number + 1:03}", name=f"Housing provider {number + 1}", code=f"CODE-{year}-{number}",
                state=TAKEN, issued_on=asked.issued_on, due_on=asked.due_on, received_on=date(2019, 3, 14),
                position=number,
            )
        ]  # fmt: skip
        for at, (slot, value) in enumerate(kept):
            words = _said(chance, 12) if len(value) > 25 else value
            made.append(
                Answer(
                    id=f"w{year}-{number}-{at}", return_id=f"x{year}-{number}", question=slot.question, row=slot.row,
                    column=slot.column, value=words, found=words,
                )
            )  # fmt: skip
        yield made
        wanted -= len(kept)
        number += 1


def page_seconds(workbook: Path) -> dict[str, float]:
    """Each page from being gone to for the first time until it is built, filled and painted."""
    from assurance_desk.ui.pages_list import PAGES

    held = app.application()
    found = {}
    with shown(workbook, "Home") as (window, _page):
        window.frame.refresh_badges()  # as a moment after opening: the other pages' modules are loaded
        while not window.shell.desk.words.whole:
            held.processEvents()
        for entry in (*PAGES[1:], PAGES[0]):
            _forget(window.frame, entry.name)
            found[entry.name] = _seconds(
                lambda name=entry.name: (window.go(name), held.processEvents(), window.frame.page.repaint())
            )
    return found


def _forget(frame: Any, name: str) -> None:
    """Home stands there since the opening: it is made anew like the others."""
    page = frame._pages.pop(name, None)
    if page is not None:
        frame.stack.removeWidget(page)
        page.deleteLater()


def key_seconds(workbook: Path) -> list[float]:
    """Each key of several searches, until what it finds is painted, once the workbook was read."""
    held = app.application()
    found = []
    with shown(workbook, "Home") as (window, _page):
        box = window.frame.find_box
        while not window.shell.desk.words.whole:
            held.processEvents()
        box.begin()
        for typed in TYPED:
            for end in range(1, len(typed) + 1):
                box.setText(typed[:end])
                found.append(_seconds(lambda: (box.find_now(), held.processEvents(), box.popup.repaint())))
    return found


def several_seconds(workbook: Path) -> list[float]:
    """500 selected actions given another owner: from the button until they are on the disk and painted again."""
    held = app.application()
    found = []
    with shown(workbook, "Actions") as (window, page):
        while not window.shell.desk.words.whole:
            held.processEvents()
        for owner in ("Head of housing, two trusts", "Lead officer", "Joint lead"):
            ids = [row.id for row in page.rows.rows[:AT_ONCE]]
            page.table.select_many(ids)
            settle(held)
            page.several.fields["owner_role"].set_words(owner)
            found.append(
                _seconds(
                    lambda: (page.several.change(), held.processEvents(), page.table.viewport().repaint())
                )
            )
            kept = [row.action.owner_role for row in page.rows.rows[:AT_ONCE]]
            assert kept == [owner] * AT_ONCE
    return found


def memory_bytes(workbook: Path) -> tuple[int, int]:
    """What a bare window's process holds, and ours once every page was shown and everything was searched."""
    import psutil
    from PySide6.QtWidgets import QMainWindow

    from assurance_desk.ui.pages_list import PAGES

    held = app.application()
    empty = QMainWindow()
    empty.show()
    settle(held)
    bare = int(psutil.Process().memory_full_info().pss)
    empty.close()
    with shown(workbook, "Home") as (window, _page):
        while not window.shell.desk.words.whole:
            held.processEvents()
        for entry in PAGES:
            window.go(entry.name)
            settle(held)
        window.frame.find_box.begin()
        window.frame.find_box.setText("housing")
        window.frame.find_box.find_now()
        settle(held)
        return bare, int(psutil.Process().memory_full_info().pss)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
