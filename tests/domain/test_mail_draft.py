from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.mail_draft import (
    Attachment,
    MailDraft,
    NoAddressError,
    UnknownFieldError,
    check_fields,
    eml,
    filled,
    subject_line,
    unknown_fields,
)

AT = datetime(2019, 2, 4, 9, 30, tzinfo=UTC)
HOSTILE = [
    "Line one\r\nBcc: everyone@example.org",
    'Robert "Bobby" Tables',
    "Ångström, Zoë <x@y.example>; 山田",
    "a" * 300,
    "Ω é " * 75,
    "=?utf-8?q?Bcc=3A?=",
    "lone \ud800 surrogate \x00\x0b\u2028 break",
    ", ; : @ < > ( )",
]


def draft(**changes):
    given_ = {
        "to_name": "Jo Marsh",
        "to_email": "jo@larkford.example",
        "subject": "Housing training",
        "body": "Dear Jo,\n\nPlease fill it in by 15 March 2019.",
        "marking": "OFFICIAL",
        "file_name": "O01.eml",
    } | changes
    return MailDraft(**given_)


def parsed(**changes):
    return message_from_bytes(eml(draft(**changes), AT), policy=policy.default)


def test_a_draft_opens_unsent_with_one_addressee_its_marking_first_and_its_file():
    message = parsed(attachments=(Attachment("HTG-2019 O01.xlsx", b"PK\x03\x04"),))
    assert message["X-Unsent"] == "1"
    assert [one.addr_spec for one in message["To"].addresses] == ["jo@larkford.example"]
    assert message["To"].addresses[0].display_name == "Jo Marsh"
    assert message["Subject"] == "OFFICIAL: Housing training"
    assert message["From"] is None
    assert message.get_body().get_content().splitlines() == [
        "Dear Jo,",
        "",
        "Please fill it in by 15 March 2019.",
    ]
    (file,) = message.iter_attachments()
    assert file.get_filename() == "HTG-2019 O01.xlsx"
    assert file.get_content() == b"PK\x03\x04"
    assert file.get_content_type().endswith("spreadsheetml.sheet")


def test_the_sender_may_be_an_address_or_a_name_with_one():
    assert parsed(sender="office@mscb.example")["From"].addresses[0].addr_spec == "office@mscb.example"
    named = parsed(sender="Merrowshire Büro <office@mscb.example>")["From"].addresses[0]
    assert (named.display_name, named.addr_spec) == ("Merrowshire Büro", "office@mscb.example")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_own_header(words):
    message = parsed(to_name=words, subject=words, marking="OFFICIAL-SENSITIVE", body=words)
    assert set(message.keys()) <= {
        "X-Unsent",
        "To",
        "Subject",
        "Date",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert [one.addr_spec for one in message["To"].addresses] == ["jo@larkford.example"]
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: ")
    assert all(len(line) <= 998 for line in eml(draft(to_name=words, subject=words), AT).split(b"\r\n"))


@given(name=st.text(), subject=st.text(), body=st.text(), file=st.text())
def test_any_words_give_one_addressee_and_the_same_bytes_twice(name, subject, body, file):
    made = draft(to_name=name, subject=subject, body=body, attachments=(Attachment(f"{file}.xlsx", b"x"),))
    once = eml(made, AT)
    assert once == eml(made, AT)
    message = message_from_bytes(once, policy=policy.default)
    assert [one.addr_spec for one in message["To"].addresses] == ["jo@larkford.example"]
    assert message["Subject"].startswith("OFFICIAL")
    (attached,) = message.iter_attachments()
    assert attached.get_content() == b"x"
    shown = attached.get_filename()
    assert shown.endswith(".xlsx")
    assert not set(shown) & set('/\\\r\n"')
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "Date", "MIME-Version", "Content-Type"}


@pytest.mark.parametrize(
    "name", ["Jo Marsh", "Zoë Ångström", "Marsh, Jo (Larkford)", "Ω" * 300, "山田 太郎 " * 20]
)
def test_a_name_is_read_back_as_it_was_typed(name):
    raw = message_from_bytes(eml(draft(to_name=name), AT))["To"]
    # The newer parser puts a blank between the encoded words of a name, which RFC 2047 (6.2) forbids.
    shown = str(make_header(decode_header(raw))).replace('"', "")
    assert " ".join(shown.split()) == f"{name.strip()} <jo@larkford.example>"
    assert parsed(subject=name)["Subject"] == f"OFFICIAL: {name.strip()}"


@pytest.mark.parametrize("name", ["Tâche 7 – Größe.xlsx", "Ω" * 300 + ".xlsx", 'a"b/c\\d.xlsx'])
def test_names_of_attachments_are_safe_and_keep_their_letters(name):
    (file,) = parsed(attachments=(Attachment(name, b"x"),)).iter_attachments()
    assert file.get_filename().endswith(".xlsx")
    assert file.get_filename()[0] == name[0]
    assert "?" not in file.get_filename()


@pytest.mark.parametrize(
    "typed",
    ["", "nobody", "a@b", "a@b.example, c@d.example", "a@b.example;c@d.example", "a b@c.example",
     "a@b.example\r\nBcc: c@d.example", "<a@b.example>", '"x"@b.example', "a@b.example>"],
)  # fmt: skip
def test_what_is_not_exactly_one_address_makes_no_message(typed):
    with pytest.raises(NoAddressError) as refused:
        eml(draft(to_email=typed), AT)
    assert "no message was made" in refused.value.sentence
    if typed:
        with pytest.raises(NoAddressError):
            eml(
                draft(sender=typed if "<" in typed else f"Office <{typed}>"), AT
            ) if typed != "<a@b.example>" else eml(draft(sender="<a@b.example, c@d.example>"), AT)


def test_an_address_with_a_domain_of_other_letters_goes_out_in_ascii():
    assert parsed(to_email="jo@bücher.example")["To"].addresses[0].addr_spec == "jo@xn--bcher-kva.example"


def test_the_marking_leads_once():
    assert subject_line("OFFICIAL", "Training") == "OFFICIAL: Training"
    assert subject_line("OFFICIAL", "OFFICIAL: Training") == "OFFICIAL: Training"
    assert subject_line("OFFICIAL-SENSITIVE", "OFFICIAL: Training").startswith("OFFICIAL-SENSITIVE: ")
    assert subject_line("", "Training") == "Training"


def test_fields_are_filled_however_their_names_are_typed():
    text = "Dear {Contact},\nby {DUE}; {sign off role}; {legal  basis}"
    values = {
        "contact": "Jo",
        "due": "15 March 2019",
        "sign-off role": "Director",
        "legal basis": "Section 11",
    }
    assert filled(text, values) == "Dear Jo,\nby 15 March 2019; Director; Section 11"


def test_a_line_whose_fields_are_all_empty_is_left_out():
    text = "Ask {business manager}.\nTelephone: {telephone}\n\nThank you."
    assert filled(text, {"business manager": "Ann", "telephone": ""}) == "Ask Ann.\n\nThank you."


def test_what_is_filled_in_is_never_a_field_itself():
    assert filled("For {organisation}", {"organisation": "{due}"}) == "For {due}"


def test_unknown_fields_are_named_with_the_one_that_may_be_meant():
    assert unknown_fields("Dear {contact}, {organsation} and {due") == ("{organsation}", "{due")
    with pytest.raises(UnknownFieldError) as refused:
        check_fields("For {organsation}")
    assert refused.value.sentence == (
        "“{organsation}” is not a field we know, so nothing was changed. Did you mean {organisation}?"
    )
    with pytest.raises(UnknownFieldError, match="no closing curly bracket"):
        check_fields("by {due and after")
    with pytest.raises(UnknownFieldError, match=r"The fields are: \{"):
        check_fields("{qqqq}")
