from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.calendar_entry import Entry, escaped, ics

AT = datetime(2019, 2, 4, 9, 30, tzinfo=UTC)


def unfolded(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_whole_day_with_a_reminder_a_week_before():
    lines = unfolded(
        ics(Entry(uid="q1@assurance-desk", on=date(2019, 3, 15), title="OFFICIAL: Training"), AT)
    )
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20190315" in lines
    assert "DTEND;VALUE=DATE:20190316" in lines
    assert "DTSTAMP:20190204T093000Z" in lines
    assert "SUMMARY:OFFICIAL: Training" in lines
    assert "TRIGGER:-P7D" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_commas_semicolons_strokes_and_breaks_are_escaped():
    assert escaped("a,b;c\\d\ne\r\nf") == "a\\,b\\;c\\\\d\\ne\\nf"


@given(title=st.text(), about=st.text(), uid=st.text())
def test_no_words_begin_another_line_and_no_line_is_too_long(title, about, uid):
    data = ics(Entry(uid=uid, on=date(2019, 3, 15), title=title, about=about), AT)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(data) if line]
    assert set(names) <= {
        "BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
        "ACTION", "TRIGGER", "END",
    }  # fmt: skip
    assert len(names) == 17 + bool(about)
