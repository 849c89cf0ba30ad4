"""Chasers drafted as e-mails and letters: one addressee each, the marking first, drafted until they are marked as sent."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import docx
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import chase_drafts, chasing, replies, returns_import
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import filled, issue

PEOPLE = (
    Contact(id="c5", organisation_id="O05", name="Jo Bell", role="Head of housing", email="jo@ludmarsh.example"),
    Contact(id="c6", organisation_id="O06", role="Director of care", email="director@tern.example"),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """T-1 was due on 15 March 2019 from two organisations; it is 19 March."""
    made, _copies = issue(tmp_path)
    made.clock = Clock(date(2019, 3, 19))
    with made.step("Add people"):
        meeting = Meeting(id="m", forum="Board", on=date(2019, 5, 16), chair="Dr A. Example")
        told = dataclasses.replace(
            asked(made),
            contact_who="Sam Field",
            contact_phone="01632 960 001",
            body="Merrowshire Safeguarding Children Board",
        )
        rows.put_many(made.db, [*PEOPLE, meeting, told])
    yield made
    made.close()


def asked(desk: Desk) -> Questionnaire:
    return rows.get(desk.db, Questionnaire, "q1")


def found(desk: Desk) -> tuple[replies.Reply, ...]:
    return replies.of_questionnaire(desk, asked(desk))


def draft(desk: Desk, folder: Path) -> list[Path]:
    return chase_drafts.draft(desk, asked(desk), found(desk), folder)


def mail(path: Path) -> EmailMessage:
    made = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(made, EmailMessage)
    return made


def text(data: bytes) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(data)).paragraphs if line.text]


def test_each_draft_has_one_addressee_the_marking_first_and_its_own_words(desk: Desk, tmp_path: Path) -> None:
    paths = draft(desk, tmp_path / "out")
    assert [path.suffix for path in paths] == [".eml", ".eml"]
    made = mail(next(path for path in paths if "O05" in path.name))
    assert made["To"].addresses[0].addr_spec == "jo@ludmarsh.example"
    assert len(made["To"].addresses) == 1
    assert (made["Cc"], made["Bcc"]) == (None, None)
    assert made["Subject"] == "OFFICIAL: Training: your return has not come"
    body = made.get_body().get_content()  # type: ignore[union-attr]
    assert body.startswith("Dear Jo Bell,")
    assert "Ludmarsh Homes" in body
    assert "was due on 15 March 2019" in body
    assert "Sam Field" in body
    assert "Tern Valley" not in body
    assert "{" not in body


def test_the_questionnaire_goes_with_a_chaser_once_more_and_comes_back_as_their_return(
    desk: Desk, tmp_path: Path
) -> None:
    paths = draft(desk, tmp_path / "out")
    made = mail(next(path for path in paths if "O05" in path.name))
    [book] = made.iter_attachments()
    sent = tmp_path / str(book.get_filename())
    assert sent.name == "T-1 O05 Ludmarsh Homes.xlsx"
    sent.write_bytes(book.get_content())
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".eml"}
    back = filled(sent, tmp_path / "back.xlsx")
    [came] = returns_import.import_files(desk, [back], take=True, received_on=date(2019, 3, 19))
    assert (came.status, came.organisation, came.record.recovered) == ("taken", "O05", 0)


def test_a_draft_moves_nothing_on_until_it_is_marked_as_sent_which_is_one_step(
    desk: Desk, tmp_path: Path
) -> None:
    draft(desk, tmp_path / "out")
    assert [(one.task, one.last) for one in found(desk)] == [("Mark it as sent", None)] * 2
    desk.clock = Clock(date(2019, 3, 20))
    chasing.mark_sent(desk, [one.draft for one in found(desk) if one.draft])
    assert [(one.task, one.on) for one in found(desk)] == [("Ring the lead officer", date(2019, 3, 26))] * 2
    sent = rows.find(desk.db, Chaser)[0]
    assert (sent.on, sent.drafted_on) == (date(2019, 3, 20), date(2019, 3, 19))
    desk.undo()
    assert all(one.draft for one in found(desk))
    desk.undo()
    assert rows.find(desk.db, Chaser) == []


def test_the_history_says_what_was_marked_as_sent_and_to_whom(desk: Desk, tmp_path: Path) -> None:
    """A letter from the Chair is no chaser."""
    desk.clock = Clock(date(2019, 4, 24))
    draft(desk, tmp_path / "out")
    first, *_others = [one for one in found(desk) if one.draft]
    chasing.mark_sent(desk, [first.draft] if first.draft else [])
    assert desk.history(limit=1)[0].label == f"Mark the letter from the Chair to {first.record.name} as sent"


def test_a_message_drafted_again_takes_the_older_draft_s_place(desk: Desk, tmp_path: Path) -> None:
    draft(desk, tmp_path / "out")
    desk.clock = Clock(date(2019, 3, 21))
    draft(desk, tmp_path / "out")
    drafts = rows.find(desk.db, Chaser)
    assert [one.drafted_on for one in drafts] == [date(2019, 3, 21)] * 2
    chasing.drop_draft(desk, drafts[0])
    assert len(rows.find(desk.db, Chaser)) == 1


def test_whoever_has_no_address_is_named_and_the_others_are_drafted(desk: Desk, tmp_path: Path) -> None:
    with desk.step("Take the address away"):
        rows.put(desk.db, dataclasses.replace(PEOPLE[1], email="not an address"))
    made = chase_drafts.plan(desk, asked(desk), found(desk))
    assert made.without == ("Tern Valley Housing Group",)
    assert len(made.copies) == 1
    with desk.step("And the other"):
        rows.put(desk.db, dataclasses.replace(PEOPLE[0], email=""))
    with pytest.raises(DeskError, match="Nobody with an e-mail address"):
        draft(desk, tmp_path / "out")
    assert rows.find(desk.db, Chaser) == []


def test_the_chair_s_letter_is_a_word_file_with_letterhead_reference_address_and_marking(
    desk: Desk, tmp_path: Path
) -> None:
    desk.clock = Clock(date(2019, 4, 5))
    paths = draft(desk, tmp_path / "out")
    assert [path.suffix for path in paths] == [".docx", ".docx"]
    data = next(path for path in paths if "O05" in path.name).read_bytes()
    lines = text(data)
    assert lines[:3] == ["Merrowshire Safeguarding Children Board", "Sam Field", "01632 960 001"]
    assert lines[3:7] == ["Jo Bell", "Head of housing", "Ludmarsh Homes", "5 April 2019"]
    assert "Our reference: T-1 / O05" in lines
    assert "Dear Jo Bell," in lines
    assert lines[-1].endswith("Dr A. Example\nChair, " + lines[0])
    made = docx.Document(io.BytesIO(data))
    page = made.sections[0]
    assert page.header.paragraphs[0].text == page.footer.paragraphs[0].text == "OFFICIAL"
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    about = made.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")


def test_what_was_typed_cannot_break_a_letter_or_a_header(desk: Desk, tmp_path: Path) -> None:
    odd = dataclasses.replace(PEOPLE[0], name="Jo\r\nBcc: all@x.example \x00<b>&\ud83d")
    with desk.step("Odd"):
        rows.put(desk.db, odd)
    path = next(one for one in draft(desk, tmp_path / "out") if "O05" in one.name)
    assert mail(path)["Bcc"] is None
    desk.clock = Clock(date(2019, 4, 5))
    path = next(one for one in draft(desk, tmp_path / "out") if "O05" in one.name)
    assert any("<b>&" in line for line in text(path.read_bytes()))


def test_a_folder_that_refuses_leaves_neither_files_nor_lines(desk: Desk, tmp_path: Path) -> None:
    wall = tmp_path / "out"
    wall.write_text("a file", "utf-8")
    with pytest.raises(DeskError, match="could not be written"):
        draft(desk, wall)
    assert rows.find(desk.db, Chaser) == []


def test_only_what_is_due_is_drafted(desk: Desk, tmp_path: Path) -> None:
    came = rows.one(desk.db, Return, ref="O06")
    assert came
    with desk.step("It came"):
        rows.put(desk.db, dataclasses.replace(came, state="taken in", received_on=date(2019, 3, 15)))
    assert len(draft(desk, tmp_path / "out")) == 1
    desk.clock = Clock(date(2019, 3, 26))
    with pytest.raises(DeskError, match="nothing to draft today"):
        draft(desk, tmp_path / "out")
