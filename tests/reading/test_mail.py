"""E-mails from strangers to plain values: the files in them, who sent them and when, whatever shape they are in."""

from __future__ import annotations

import pickle
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, sampled_from

from assurance_desk.domain.parcels import Opened, Part
from assurance_desk.domain.recovery.finding import Expected
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading.mail import read_mail
from assurance_desk.reading.mail_outlook import read_outlook
from assurance_desk.reading.spreadsheet_kinds import kind_of
from assurance_desk.reading.zipped import read_zip
from assurance_desk.services.returns_opening import open_file
from tests.mails import SENT, WORDS, mail, outlook

PICTURE = b"\x89PNG" + b"\0" * 500


def names(opened: Opened) -> list[str]:
    return [part.name for part in opened.parts]


def test_a_mail_gives_its_files_its_sender_its_hour_and_its_words() -> None:
    found = read_mail(mail([("return.xlsx", b"PK one"), ("Policy v3.pdf", b"%PDF two")]).as_bytes())
    assert found.parts == (Part("return.xlsx", b"PK one"), Part("Policy v3.pdf", b"%PDF two"))
    assert (found.sender_name, found.sender, found.subject) == (
        "Jo Hart",
        "jo.hart@ludmarsh.example",
        "Our return",
    )
    assert found.sent == SENT
    assert found.words == WORDS
    assert found.notes == ()


def test_a_message_saved_from_outlook_gives_the_same() -> None:
    made = outlook("Our return – März", [("return.xlsx", b"PK one")])
    data = made.to_bytes()
    assert kind_of(data) == "mail"
    found = read_outlook(data)
    assert found.parts == (Part("return.xlsx", b"PK one"),)
    assert (found.sender_name, found.sender) == ("Jo Hart", "jo.hart@ludmarsh.example")
    assert found.subject == "Our return – März"
    assert found.sent == SENT
    assert found.words.split() == WORDS.split()


def test_an_old_workbook_within_a_message_does_not_make_it_a_workbook() -> None:
    inside = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 5000
    assert kind_of(outlook("x", [("return.xls", inside)]).to_bytes()) == "mail"


def test_a_message_within_a_message_is_a_file_of_it_with_its_own_sender() -> None:
    inner = outlook("Their return", [("return.xlsx", b"PK one")])
    outer = outlook("FW: Their return", [("notes.docx", b"PK notes")])
    outer.add_embedded_message_attachment(inner)
    found = read_outlook(outer.to_bytes())
    assert names(found) == ["notes.docx", "Their return.msg.eml"]
    within = read_mail(found.parts[1].data)
    assert within.parts == (Part("return.xlsx", b"PK one"),)
    assert within.sender == "jo.hart@ludmarsh.example"
    assert within.sent == SENT


def test_a_mail_within_a_mail_is_a_file_under_its_subject() -> None:
    outer = mail(subject="FW: Their return")
    outer.add_attachment(mail([("return.xlsx", b"PK one")], subject="Their return"))
    found = read_mail(outer.as_bytes())
    assert names(found) == ["Their return.eml"]
    assert read_mail(found.parts[0].data).parts == (Part("return.xlsx", b"PK one"),)


def test_pictures_of_a_signature_are_left_out_and_counted_and_a_scan_is_kept() -> None:
    made = mail()
    made.add_alternative('<p>Hello<img src="cid:logo@1"><img src="cid:scan@1"></p>', subtype="html")
    for name, data in (("logo@1", PICTURE), ("scan@1", PICTURE + b"\0" * 200_000)):
        made.get_payload()[1].add_related(  # type: ignore[union-attr]
            data, "image", "png", cid=f"<{name}>", filename=f"{name[:4]}.png", disposition="inline"
        )
    found = read_mail(made.as_bytes())
    assert names(found) == ["scan.png"]
    assert found.notes == ("1 picture within its words was left out",)


def test_pictures_in_a_message_of_outlook_are_left_out_alike() -> None:
    made = outlook("x", [("return.xlsx", b"PK one")])
    made.body_html = '<p>Hello <img src="cid:logo@1"></p>'
    made.add_attachment("image001.png", PICTURE, mime_type="image/png", content_id="logo@1")
    found = read_outlook(made.to_bytes())
    assert names(found) == ["return.xlsx"]
    assert found.notes == ("1 picture within its words was left out",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\Jo\\return.xlsx", "return.xlsx"),
        ("..", "attachment 1"),
        ("exe.xslx\u202e", "exe.xslx"),
        ("re\r\n\tturn.xlsx", "re turn.xlsx"),
    ],
)
def test_a_name_is_never_a_path_and_says_what_it_is(given: str, kept: str) -> None:
    made = mail([("x", b"1")])
    quoted = given.translate({13: None, 10: None, ord("\\"): "\\\\"})
    made.get_payload()[1].replace_header(  # type: ignore[union-attr]
        "Content-Disposition", f'attachment; filename="{quoted}"'
    )
    assert names(read_mail(made.as_bytes())) == [kept]
    assert names(read_outlook(outlook("x", [(given, b"1")]).to_bytes())) == [kept]


def test_names_and_subjects_in_the_letters_of_mail_are_shown_as_words() -> None:
    data = (
        b"From: =?iso-8859-1?Q?J=F6_Hart=2C_Ludmarsh?= <JO@Ludmarsh.example>\r\n"
        b"Subject: =?utf-8?B?w5xiZXJzaWNodA==?=\r\nDate: rubbish\r\n"
        b"Received: from a by b; Thu, 14 Mar 2019 12:05:00 +0000\r\n"
        b'Content-Type: application/pdf; name="=?utf-8?Q?Str=C3=A4nd=2Epdf?="\r\n\r\n%PDF'
    )
    found = read_mail(data)
    assert (found.sender_name, found.sender) == ("Jö Hart, Ludmarsh", "jo@ludmarsh.example")
    assert found.subject == "Übersicht"
    assert found.sent == SENT
    assert names(found) == ["Stränd.pdf"]


def test_a_reply_that_links_to_its_file_says_so() -> None:
    made = mail()
    made.set_content("See https://ludmarsh.sharepoint.com/:x:/g/abc")
    found = read_mail(made.as_bytes())
    assert found.parts == ()
    assert "link" in found.notes[0]


def test_an_encrypted_mail_and_a_winmail_dat_are_told_by_what_they_are() -> None:
    sealed = read_mail(b'From: a@b.c\r\nContent-Type: application/pkcs7-mime; name="smime.p7m"\r\n\r\nMIIB')
    assert [(part.name, part.why) for part in sealed.parts] == [("smime.p7m", "sealed")]
    assert kind_of(b"\x78\x9f\x3e\x22" + b"\0" * 50) == "tnef"


@pytest.mark.parametrize("cut", [10, 60, 200, 400, 900])
def test_a_mail_cut_short_anywhere_gives_what_is_there(cut: int) -> None:
    whole = mail([("return.xlsx", b"PK" + b"\1" * 400)]).as_bytes()
    read_mail(whole[:cut])
    read_mail(whole[cut:])
    read_mail(whole[:cut] + b"\xff\0\xfe" + whole[cut:])


def test_a_thousand_layers_of_a_mail_end_somewhere() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(900)
    )
    assert read_mail(b"From: a@b.c\r\n" + deep + b"\r\n\r\nx").sender == "a@b.c"


def zipped(*members: tuple[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def test_a_zip_folder_gives_its_files_and_passes_over_the_computers_own() -> None:
    data = zipped(
        ("O05/../../return.xlsx", b"PK one"), ("__MACOSX/._return.xlsx", b"x"), ("a/.DS_Store", b"x")
    )
    assert kind_of(data) == "zip"
    found = read_zip(data, "all.zip")
    assert found.parts == (Part("return.xlsx", b"PK one"),)
    assert found.notes == ("2 files of the computer’s own were passed over",)


def test_a_zip_folder_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(DeskError, match="far larger than any questionnaire"):
        read_zip(zipped(*((f"{n}.bin", b"\0" * 8_000_000) for n in range(20))), "bomb.zip")


def test_a_zip_folder_with_a_password_says_so_file_by_file(tmp_path: Path) -> None:
    data = bytearray(zipped(("return.xlsx", b"PK one")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert [part.why for part in read_zip(bytes(data), "all.zip").parts] == ["locked zip"]


def test_what_is_left_out_of_a_mail_of_many_files_is_said() -> None:
    found = read_mail(mail([(f"{n}.pdf", b"%PDF") for n in range(203)]).as_bytes())
    assert len(found.parts) == 200
    assert found.notes == ("3 files beyond the first 200 were not looked at",)


@settings(max_examples=120)
@given(whole=sampled_from(("eml", "msg", "zip")), seed=integers(0, 10_000))
def test_a_mail_or_folder_damaged_anywhere_is_opened_or_refused_in_one_sentence(
    whole: str, seed: int
) -> None:
    chance, damaged = Random(seed), bytearray(_whole()[whole])
    for _change in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged))
        change = chance.randrange(3)
        if change == 0:
            damaged[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
        elif change == 1 and len(damaged) > 1_000:
            del damaged[at : at + chance.randint(1, 600)]
        else:
            damaged[at] = chance.randrange(256)
    looked = open_file(bytes(damaged), "x", _nothing_expected(), "", Progress())
    assert looked.opened or looked.message.count(". ") == 0


@cache
def _whole() -> dict[str, bytes]:
    files = [("r.xlsx", b"PK\3\4" + bytes(4_000)), ("p.pdf", b"%PDF /Font")]
    message = outlook("Our return", files)
    message.add_embedded_message_attachment(outlook("Inner", files))
    return {"eml": mail(files).as_bytes(), "msg": message.to_bytes(), "zip": zipped(*files)}


def _nothing_expected() -> bytes:
    return pickle.dumps(Expected((), {}, (), {}, {}, ()))
