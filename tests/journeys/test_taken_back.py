"""A return taken back months later, as the officer lives it at the window: much was built on it, and all of that is told
before one step takes back what nobody touched, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from assurance_desk.domain.actions import Action
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Answer, Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.services import issuing
from assurance_desk.store import blobs, rows
from tests import six_silences as six
from tests.journeys.hands import LONG, Hands, at_the_window, filled
from tests.mails import mail
from tests.ui.returns_more import more

BODIES = {"O01": "Brindlewick Council", "O02": "Copperstone Homes"}
EVIDENCE, COMMENT = Slot("B1", "", "evidence"), Slot("B1", "", "comment")
THEIRS: dict[Slot, object] = {
    six.VISITS: "Yes", six.POLICY: "Fully met", EVIDENCE: "Visiting policy (attached)", COMMENT: "Read each May",
    six.STAFF: "12 (2 part time)", six.TRAINED: 10,
}  # fmt: skip
OTHER: dict[Slot, object] = {six.VISITS: "Yes", six.POLICY: "Partially met", six.STAFF: 30, six.TRAINED: 21}


@pytest.fixture
def hands(qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """On 1 February 2021, a questionnaire on the first recommendation issued to two organisations."""
    with at_the_window(qapp, qtbot, monkeypatch, tmp_path, date(2021, 2, 1)) as made:
        desk = made.desk
        with desk.step("Set up"):
            rows.put(desk.db, Review(id="ci", ref="CI", title="Child I"))
            rows.put(
                desk.db,
                Recommendation(id="r1", review_id="ci", ref="R1", number="1", text="Train those who visit."),
            )
            rows.put(desk.db, replace(six.SECOND, recommendation_id="r1"))
            for ref, name in BODIES.items():
                rows.put(desk.db, Organisation(id=ref, ref=ref, name=name, kind="registered provider"))
                email = f"head@{ref}.example".lower()
                rows.put(desk.db, Contact(id=ref, organisation_id=ref, role="Head of housing", email=email))
            rows.put(
                desk.db,
                Action(
                    id="a", review_id="ci", recommendation_id="r1", ref="R1.1", text="Train the visitors.",
                    lead_organisation_id="O01",
                ),
            )  # fmt: skip
        issuing.issue(desk, "SIX-2", tmp_path / "out")
        yield made


def test_a_return_taken_back_months_later(hands: Hands, tmp_path: Path) -> None:
    come_back(hands, tmp_path)
    built_on(hands)
    paper = told(hands)
    judged(hands)
    hands.day(date(2021, 9, 14))
    take_back_what_was_built_on(hands, paper)
    take_back_what_nobody_touched(hands, paper)
    hands.sound()


def whose(hands: Hands, ref: str) -> Return:
    found = rows.one(hands.desk.db, Return, ref=ref)
    assert found
    return found


def held(hands: Hands, ref: str = "O01") -> dict[Slot, Answer]:
    return {one.slot: one for one in rows.find(hands.desk.db, Answer, return_id=whose(hands, ref).id)}


def figures(hands: Hands) -> tuple[int, int]:
    whole = hands.go("Gaps").gaps.main.whole
    return whole.met, whole.of


def come_back(hands: Hands, folder: Path) -> None:
    hands.day(date(2021, 3, 2))
    copies = {ref: next((folder / "out").glob(f"*{ref}*")) for ref in BODIES}
    message = mail(
        [
            ("Our return.xlsx", filled(copies["O01"], THEIRS).read_bytes()),
            ("Visiting policy.pdf", b"%PDF-1.4 policy"),
        ],
        sender="Head <head@o01.example>",
    )
    message.replace_header("Date", datetime(2021, 3, 1, 11, tzinfo=UTC))
    (folder / "O01.eml").write_bytes(message.as_bytes())
    hands.go("Returns")
    hands.one_step(lambda: hands.drop(folder / "O01.eml", filled(copies["O02"], OTHER)), "tray")
    hands.one_step(lambda: hands.press("Take in everything that is sure from 2 files"), "Take in")
    hands.go("Returns", whose(hands, "O01").id)
    hands.one_step(lambda: hands.press("Take 12"), "D1")
    assert held(hands)[six.STAFF].value == "12"


def built_on(hands: Hands) -> None:
    """A correction by telephone, evidence kept, a score agreed."""
    page = hands.go("Returns", whose(hands, "O01").id)
    more(page.tray.detail, "Correct an answer")
    form = page.tray.detail.correct
    hands.choose(form.which, "D1 SG1  SG1 Visiting staff, In date: children")
    hands.type(form.value, "11")
    hands.type(form.who, "J. Marsh")
    hands.one_step(lambda: hands.press("Correct D1 SG1"), "Correct D1 SG1 of Brindlewick Council: 11")
    hands.one_step(lambda: hands.press("Keep as evidence"), "vidence")
    hands.picture("1-built-on")
    hands.go("Returns")
    hands.press("Moderation")
    hands.type(hands.page.part.panel, "Panel")
    hands.press("Show full screen")
    (screen,) = [one for one in hands.window.findChildren(QDialog) if one.isVisible()]
    hands.qtbot.waitUntil(screen.isActiveWindow, timeout=LONG)
    for key in (Qt.Key.Key_C, Qt.Key.Key_2):
        hands.key(screen, key)
    hands.qtbot.keyClicks(screen.stage.reason, "no audit was shown")
    hands.key(screen.stage.reason, Qt.Key.Key_Return)
    hands.key(screen, Qt.Key.Key_Escape)
    hands.front()
    assert held(hands)[six.POLICY].agreed == "Mostly met"


def told(hands: Hands) -> Paper:
    """A paper issued on what came, and a draft begun after it."""
    assert figures(hands) == (11 + 21, 12 + 30)
    hands.go("Gaps")
    hands.press("Put in the findings paper")
    hands.wait(lambda: hands.page._preview.pages > 0)
    hands.shell.sure = lambda *_words: True
    hands.press("Issue this paper")
    hands.wait(lambda: rows.one(hands.desk.db, Paper, status="issued"))
    hands.go("Gaps")
    hands.press("Put in the findings paper")
    hands.wait(lambda: hands.page._preview.pages > 0)
    paper = rows.one(hands.desk.db, Paper, status="issued")
    assert paper
    return paper


def judged(hands: Hands) -> None:
    page = hands.go("Register", "r1")
    block = page.recommendation.assurance
    hands.press("Record assurance", block)
    hands.choose(block.form.level, "Limited")
    hands.type(block.form.basis, "Half of them are not trained.")
    hands.one_step(lambda: hands.press("Record “Limited”", block), "Record assurance on R1: Limited")
    hands.picture("2-judged")


# ------------------------------------------------------------ taken back

RESTS = """\
Take back what “Our return.xlsx” gave
3 answers go back to what was there before; 3 stay: 1 moderated, 1 corrected, 1 decided.
B1  Visits are covered by the policy.: Fully met (moderated 2 March 2021, agreed Mostly met)
D1 SG1  SG1 Visiting staff, In date: children: 11 (corrected 2 March 2021 by J. Marsh)
D1 SG1  SG1 Visiting staff, Employed: 12 (decided 2 March 2021)
What rests on it, and stays as it is
1 doubt about it was decided
1 file came with this return as evidence
The evidence “Visiting policy (attached)” was made of one of them
“Six silences: what the returns say” was issued on 2 March 2021 and keeps its figures
R1 was judged Limited on 2 March 2021
1 action of theirs serves the same recommendation: R1.1
What moves with it
“Six silences: what the returns say” is a draft and is counted anew
"""


def take_back_what_was_built_on(hands: Hands, paper: Paper) -> None:
    everything, issued = hands.records(), blobs.read(hands.desk.db, paper.issued_sha256)
    page = hands.go("Returns", whose(hands, "O01").id)
    more(page.tray.detail, "Take back what “Our return.xlsx” gave")
    panel = page.tray.detail.take_back
    hands.picture("3-panel")
    assert hands.seen(panel).startswith(RESTS)
    assert hands.records() == everything, "it is only told so far"
    hands.key(panel.done, Qt.Key.Key_Escape)
    assert page.tray.detail.take_back is None
    more(page.tray.detail, "Take back what “Our return.xlsx” gave")
    hands.one_step(
        lambda: hands.press("Take back 3 answers, leave 3"), "Take back 3 answers of “Our return.xlsx”"
    )
    kept = held(hands)
    assert {slot: one.value for slot, one in kept.items()} == {
        six.POLICY: "Fully met", six.STAFF: "12", six.TRAINED: "11",
    }  # fmt: skip
    assert kept[six.POLICY].agreed == "Mostly met"
    hands.picture("4-taken-back")
    said = hands.seen()
    assert "Taken back 14 September 2021; it waits to be taken in again." in said
    assert "2 of 2 returns came: 7 taken in, 3 to take in, 0 to decide, 0 lost" in said
    assert "left blank" not in said.lower(), "they did not leave it blank"
    assert hands.primary == "Take in 3 answers"
    assert figures(hands) == (11 + 21, 12 + 30), "what was decided and corrected stays"
    as_issued(hands, paper, issued)
    hands.go("Returns")
    hands.undo()
    assert hands.records() == everything, "all of it is back"


def take_back_what_nobody_touched(hands: Hands, paper: Paper) -> None:
    """The gap moves as it was said it would, and the paper that went out does not."""
    everything, issued = hands.records(), blobs.read(hands.desk.db, paper.issued_sha256)
    page = hands.go("Returns", whose(hands, "O02").id)
    (file,) = rows.find(hands.desk.db, ReturnFile, return_id=whose(hands, "O02").id)
    more(page.tray.detail, f"Take back what “{file.name}” gave")
    said = hands.seen(page.tray.detail.take_back)
    assert "4 answers go back to what was there before; none stays." in said
    assert "All staff: 32 of 42 in date now, 11 of 12 without theirs" in said
    hands.picture("5-panel")
    hands.one_step(lambda: hands.press("Take back 4 answers"), "Take back 4 answers")
    assert held(hands, "O02") == {}
    hands.picture("6-taken-back")
    assert "4 answers to take in" in [one.words for one in page.tray.lines if one.ref == "O02"]
    assert figures(hands) == (11, 12)
    hands.picture("7-gaps")
    assert "The one who was not is among visiting staff." in hands.seen()
    assert "It waits to be taken in or decided" in hands.seen()
    as_issued(hands, paper, issued)
    hands.go("Returns", whose(hands, "O02").id)
    hands.one_step(lambda: hands.press("Take in 4 answers"), "Take in 4 answers from Copperstone Homes")
    assert figures(hands) == (11 + 21, 12 + 30)
    hands.undo()
    hands.undo()
    assert hands.records() == everything, "all of it is back"


def as_issued(hands: Hands, paper: Paper, issued: bytes) -> None:
    """Opened again months later, it shows the pages that went out."""
    assert rows.get(hands.desk.db, Paper, paper.id) == paper
    page = hands.go("Papers", paper.id)
    hands.wait(lambda: page._preview.pages > 0)
    assert page._bytes == issued == blobs.read(hands.desk.db, paper.issued_sha256)
