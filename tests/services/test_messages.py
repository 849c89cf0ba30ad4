"""Issuing by e-mail: a draft each, one addressee, marked first; drafted is not sent."""

import io
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain import on_its_way
from assurance_desk.domain.mail_draft import NoAddressError
from assurance_desk.domain.mail_fields import UnknownFieldError
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import (
    covering_words,
    files,
    home,
    issuing,
    message_recipients,
    message_states,
    messages,
    questionnaires,
)
from assurance_desk.services.messages import DRAFTS, LIST
from assurance_desk.services.returns_import import import_files
from assurance_desk.store import rows
from tests import returns_desk
from tests.returns_desk import ASKED

HOSTILE = '=HYPERLINK("http://x","Ludmarsh")\r\nBcc: all@example.org ' + "Ω" * 300


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 2, 4)))
    with made.step("Set up"):
        rows.put_many(
            made.db,
            [
                replace(
                    ASKED, body="Merrowshire Safeguarding Children Board", contact_who="Business manager",
                    contact_email="office@mscb.example", contact_phone="01632 960 147",
                ),
                Organisation(id="1", ref="O01", name="Larkford Borough Council"),
                Organisation(id="5", ref="O05", name=HOSTILE),
                Organisation(id="6", ref="O06", name="Tern Valley"),
                Organisation(id="7", ref="O07", name="Brindlewick"),
                Service(id="a", organisation_id="6", ref="a", name="General Needs"),
                Service(id="b", organisation_id="6", ref="b", name="Supported Housing"),
                Contact(id="c1", organisation_id="1", role="Head of housing", name="Jo Marsh", email="jo@larkford.example"),
                Contact(id="c2", organisation_id="1", role="Designated Safeguarding Lead", email="dsl@larkford.example"),
                Contact(id="c5", organisation_id="5", role="Lead", name=f'"{HOSTILE}" <x@y.example>', email="lead@ludmarsh.example"),
                Contact(id="c6", organisation_id="6", role="Chief executive", email="chief@tern.example"),
                Contact(id="c6b", organisation_id="6", service_id="b", role="Manager", email="b@tern.example"),
            ],
        )  # fmt: skip
    yield made
    made.close()


def opened(path):
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def drafts(folder):
    return {path.name.split()[1]: opened(path) for path in sorted(folder.glob("*.eml"))}


def returns(desk):
    return {one.ref: one for one in rows.find(desk.db, Return)}


def test_each_draft_goes_to_one_marks_itself_first_and_carries_its_own_questionnaire(desk, tmp_path):
    made = issuing.issue(
        desk, "T-1", tmp_path / "out", how=DRAFTS, sender="Business manager <office@mscb.example>"
    )
    found = drafts(tmp_path / "out")
    assert set(found) == {"O01", "O05", "O06a", "O06b"}
    to = {"O01": "jo@larkford.example", "O05": "lead@ludmarsh.example", "O06a": "chief@tern.example", "O06b": "b@tern.example"}  # fmt: skip
    for ref, message in found.items():
        assert message["X-Unsent"] == "1"
        assert [one.addr_spec for one in message["To"].addresses] == [to[ref]]
        assert not message["Cc"]
        assert not message["Bcc"]
        assert message["Subject"] == "OFFICIAL: Training: please return by 15 March 2019"
        assert message["From"].addresses[0].addr_spec == "office@mscb.example"
        book, entry = message.iter_attachments()
        sheet = openpyxl.load_workbook(io.BytesIO(book.get_content()))["Cover"]
        cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
        assert returns(desk)[ref].code in cells
        assert entry.get_content_type() == "text/calendar"
    assert [(file.ref, file.draft is not None) for file in made][-1] == ("O07", False)
    assert made[-1].path.exists()


def test_the_text_says_who_asks_whom_for_what_why_and_by_when(desk, tmp_path):
    issuing.issue(desk, "T-1", tmp_path / "out", ["O06b", "O01"], how=DRAFTS)
    found = drafts(tmp_path / "out")
    text = found["O06b"].get_body().get_content()
    assert "Dear colleague," in text
    assert "This copy is for Supported Housing." in text
    for words in ("15 March 2019", "Section 11 of the Children Act 2004", "section 14B", "of the GDPR", "office@mscb.example",
                  "Telephone: 01632 960 147", "a director or the senior lead for safeguarding"):  # fmt: skip
        assert words in text
    other = found["O01"].get_body().get_content()
    assert "Dear Jo Marsh," in other
    assert "This copy is for" not in other
    assert "{" not in text + other


def test_without_a_day_to_send_it_back_by_the_text_names_none(desk, tmp_path):
    [questionnaire] = rows.find(desk.db, Questionnaire, ref="T-1")
    with desk.step("No day yet"):
        rows.put(desk.db, replace(questionnaire, due_on=None))
    issuing.issue(desk, "T-1", tmp_path / "out", ["O01"], how=DRAFTS)
    text = drafts(tmp_path / "out")["O01"].get_body().get_content()
    assert "Please send it back approved by a director" in text.replace("\n", " ")
    assert "back by" not in text


def test_drafted_is_not_sent_until_someone_says_so_and_that_can_be_taken_back(desk, tmp_path):
    issuing.issue(desk, "T-1", tmp_path / "out", how=DRAFTS)
    stages = {ref: on_its_way.stage(one) for ref, one in returns(desk).items()}
    assert stages == {
        "O01": "drafted",
        "O05": "drafted",
        "O06a": "drafted",
        "O06b": "drafted",
        "O07": "written to a folder",
    }
    waiting = message_states.waiting(desk, ASKED.id)
    assert [one.ref for one in waiting] == ["O01", "O05", "O06a", "O06b"]
    assert all(one.not_sent for one in waiting)
    assert message_states.mark_sent(desk, [one.id for one in waiting[:3]]) == 3
    assert desk.undoable().label == "Mark 3 messages as sent"
    assert [one.ref for one in message_states.waiting(desk, ASKED.id)] == ["O06b"]
    assert returns(desk)["O01"].sent_on == date(2019, 2, 4)
    message_states.mark_bounced(desk, [waiting[0].id], date(2019, 2, 5))
    assert on_its_way.said(returns(desk)["O01"]) == "bounced 5 Feb 2019"
    message_states.mark_not_sent(desk, [waiting[1].id])
    assert on_its_way.said(returns(desk)["O05"]) == "drafted 4 Feb 2019, not sent yet"
    for _step in range(3):
        desk.undo()
    assert len(message_states.waiting(desk, ASKED.id)) == 4
    with pytest.raises(DeskError, match="nothing was changed"):
        message_states.mark_not_sent(desk, [waiting[0].id])


def test_a_message_that_bounced_is_drafted_anew_and_waits_again(desk, tmp_path):
    issuing.issue(desk, "T-1", tmp_path / "out", ["O01"], how=DRAFTS)
    message_states.mark_sent(desk, [returns(desk)["O01"].id])
    message_states.mark_bounced(desk, [returns(desk)["O01"].id])
    code = returns(desk)["O01"].code
    issuing.issue(desk, "T-1", tmp_path / "again", ["O01"], how=DRAFTS)
    again = returns(desk)["O01"]
    assert (on_its_way.stage(again), again.sent_on, again.bounced_on, again.code) == (
        "drafted",
        None,
        None,
        code,
    )


def test_only_one_service_may_be_asked_and_asking_again_asks_the_same(desk, tmp_path):
    issuing.issue(desk, "T-1", tmp_path / "a", ["O06b", "O01"])
    assert sorted(returns(desk)) == ["O01", "O06b"]
    issuing.issue(desk, "T-1", tmp_path / "b")
    assert sorted(returns(desk)) == ["O01", "O06b"]
    with pytest.raises(DeskError, match="no organisation O06x"):
        issuing.issue(desk, "T-1", tmp_path / "c", ["O06x"])


def test_the_role_chosen_is_written_to_and_who_has_none_falls_back(desk):
    of = message_recipients.set_role(desk, rows.get(desk.db, Questionnaire, ASKED.id), "safeguarding lead")
    to = {row.ref: row.to for row in message_recipients.copies(desk, of)}
    assert (to["O01"].email, to["O01"].fits) == ("dsl@larkford.example", True)
    assert (to["O06a"].email, to["O06a"].fits) == ("chief@tern.example", False)
    assert to["O07"].contact is None


def test_the_contact_check_counts_people_and_confirming_is_one_step(desk):
    of = rows.get(desk.db, Questionnaire, ASKED.id)
    with desk.step("Contacts"):
        rows.put(desk.db, replace(rows.get(desk.db, Contact, "c1"), confirmed_on=date(2018, 9, 1)))
        rows.put(desk.db, replace(rows.get(desk.db, Contact, "c6"), confirmed_on=date(2017, 5, 1)))
    found = message_recipients.copies(desk, of)
    assert (
        message_recipients.check(desk, found).words()
        == "1 confirmed, 1 not since 2017, 2 never, 1 has no address"
    )
    assert message_recipients.confirm(desk, found) == 4
    assert desk.undoable().label == "Confirm 4 contacts"
    found = message_recipients.copies(desk, of)
    assert message_recipients.check(desk, found).words() == "4 confirmed, 1 has no address"


def test_a_mailing_list_names_every_file_and_its_cells_are_text(desk, tmp_path):
    out = tmp_path / "out"
    issuing.issue(desk, "T-1", out, how=LIST)
    sheet = openpyxl.load_workbook(out / "T-1 mailing list.xlsx")["Mailing list"]
    head, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head == ["Organisation", "Service", "Contact", "E-mail", "Subject", "File name", "Due"]
    assert [line[3] for line in lines] == [
        "jo@larkford.example",
        "lead@ludmarsh.example",
        "chief@tern.example",
        "b@tern.example",
        None,
    ]
    for line in lines:
        assert (out / line[5]).exists()
        assert line[4].startswith("OFFICIAL: ")
    hostile = sheet.cell(3, 1)
    assert (hostile.data_type, hostile.quotePrefix) == ("s", True)
    texts = openpyxl.load_workbook(out / "T-1 mailing list.xlsx")["Messages"]
    assert texts.cell(2, 4).value.startswith("Dear Jo Marsh,\n\nMerrowshire Safeguarding Children Board asks")
    assert not list(out.glob("*.eml"))
    assert {on_its_way.stage(one) for one in returns(desk).values()} == {"written to a folder"}
    assert b"DTSTART;VALUE=DATE:20190315" in (out / "T-1 due date.ics").read_bytes()


def test_under_an_embargo_subjects_and_file_names_say_so(desk, tmp_path):
    with desk.step("Embargo"):
        rows.put(
            desk.db,
            Review(id="r", ref="R", title="Child Robin", stage="embargoed", embargo_until="2019-06-12T00:01"),
        )
        rows.put(desk.db, Recommendation(id="rec", review_id="r", ref="R.1", number="1", text="Ask"))
        rows.put(desk.db, replace(rows.get(desk.db, Questionnaire, ASKED.id), recommendation_id="rec"))
    issuing.issue(desk, "T-1", tmp_path / "out", ["O01"], how=DRAFTS)
    (path,) = (tmp_path / "out").glob("*.eml")
    assert opened(path)["Subject"].startswith("OFFICIAL, EMBARGOED until 12 June 2019 00:01: Training")
    assert all("EMBARGOED" in one.name for one in (tmp_path / "out").iterdir())


def test_a_wrong_sender_or_field_makes_nothing(desk, tmp_path):
    with pytest.raises(NoAddressError):
        issuing.issue(desk, "T-1", tmp_path / "out", how=DRAFTS, sender="a@b.example, c@d.example")
    with pytest.raises(UnknownFieldError, match=r"Did you mean \{organisation\}"):
        messages.edit_covering(desk, ASKED, "covering_text", "To {organsation}")
    assert returns(desk) == {}
    assert not (tmp_path / "out").exists()


def test_the_message_of_a_live_questionnaire_may_be_changed_and_ours_is_kept_as_ours(desk, tmp_path):
    questionnaires.set_status(desk, ASKED.id, LIVE)
    now = messages.edit_covering(desk, ASKED, "covering_text", "For {Organisation}.\n")
    assert now.covering_text == "For {Organisation}."
    row = next(one for one in message_recipients.copies(desk, now) if one.ref == "O01")
    told = messages.text_for(desk, now, row)
    assert told.draft.body == "For Larkford Borough Council."
    assert told.draft.subject_line == "OFFICIAL: Training: please return by 15 March 2019"


def test_a_disk_that_fails_or_a_cancel_leaves_neither_drafts_nor_returns(desk, tmp_path, monkeypatch):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        issuing.issue(desk, "T-1", tmp_path / "out", how=DRAFTS, progress=progress)
    there = tmp_path / "out" / "T-1 O01 Larkford Borough Council.eml"
    there.write_text("mine")
    with pytest.raises(DeskError, match="already in that folder"):
        issuing.issue(desk, "T-1", tmp_path / "out", how=DRAFTS)
    assert [one.read_text() for one in (tmp_path / "out").iterdir()] == ["mine"]
    assert returns(desk) == {}


def test_what_drafts_are_from_is_remembered(desk):
    assert messages.sender(desk) == ""
    messages.remember_sender(desk, "  Büro <office@mscb.example> ")
    assert messages.sender(desk) == "Büro <office@mscb.example>"
    with pytest.raises(NoAddressError):
        messages.remember_sender(desk, "office")


def test_the_cover_says_why_we_may_ask_and_comes_back_like_any_other(desk, tmp_path):
    (made,) = issuing.issue(desk, "T-1", tmp_path / "out", ["O01"], how=DRAFTS)
    cover = openpyxl.load_workbook(made.path)["Cover"]
    words = " ".join(str(cell.value) for row in cover.iter_rows() for cell in row if cell.value)
    for part in (
        "Legal basis",
        "section 14B",
        "of the GDPR",
        "To be approved by",
        "senior lead for safeguarding",
    ):
        assert part in words
    kept = rows.get(desk.db, Questionnaire, ASKED.id)
    assert "section 14B" in kept.legal_basis
    assert kept.covering_text == ""
    back = returns_desk.filled(made.path, tmp_path / "back.xlsx")
    import_files(desk, [back], take=True)
    (file,) = rows.find(desk.db, ReturnFile)
    assert (file.status, file.unrecognised) == ("taken", 0)


def test_home_asks_for_drafts_to_be_sent_and_leads_to_them(desk, tmp_path):
    issuing.issue(desk, "T-1", tmp_path / "out", how=DRAFTS)
    need = next(one for one in home.needs(desk) if one.page == "Questionnaires")
    assert (need.what, need.act, need.record_id) == (
        "Send 4 drafts of T-1",
        "Show the drafts",
        f"organisations:{ASKED.id}",
    )
    message_states.mark_sent(desk, [one.id for one in message_states.waiting(desk, ASKED.id)])
    assert not [one for one in home.needs(desk) if one.page == "Questionnaires"]


def test_a_new_version_says_the_law_of_its_own_day_and_keeps_what_someone_wrote(desk, tmp_path):
    rows_ = rows.get(desk.db, Questionnaire, ASKED.id)
    with desk.step("Write"):
        rows.put(desk.db, replace(rows_, sign_off_role="the chief executive"))
    issuing.issue(desk, "T-1", tmp_path / "out", ["O01"])
    desk.clock = Clock(date(2024, 6, 12))
    new = questionnaires.make_version(desk, ASKED.id, "2.0")
    assert (new.legal_basis, new.privacy_notice, new.sign_off_role) == ("", "", "the chief executive")
    assert "UK GDPR" in covering_words.as_shown(desk, new).privacy_notice
