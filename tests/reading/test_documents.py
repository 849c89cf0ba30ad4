"""Text files in whatever encoding they come; anything else is refused in a sentence."""

import codecs

import pytest

from assurance_desk.errors import DeskError
from assurance_desk.reading import documents
from assurance_desk.reading.documents import pasted, read_document

TEXT = "Recommendation 1: “Train” – café £5.\n\nResponse: yes."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_the_usual_encodings(tmp_path, data):
    path = tmp_path / "response.md"
    path.write_bytes(data)
    document = read_document(path)
    assert document.text == TEXT
    assert document.data == data


def test_bytes_no_encoding_knows_still_give_text(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes(b"Recommendation 1: Train \x81 staff. " + b"x" * 200)
    assert read_document(path).text.startswith("Recommendation 1: Train")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "holds no text"),
        (b" \n\t\r\n", "holds no text"),
        (codecs.BOM_UTF8, "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF file, not plain text"),
        (b"PK\x03\x04rest", "is a Word, Excel or ZIP file"),
        (b"{\\rtf1 hello}", "rich text"),
        (bytes(range(256)) * 40, "is a binary file"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, sentence):
    path = tmp_path / "response.txt"
    path.write_bytes(data)
    with pytest.raises(DeskError, match=sentence):
        read_document(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(DeskError, match="There is no file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DeskError, match="is a folder"):
        read_document(tmp_path)


def test_a_file_far_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 10)
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(DeskError, match="far more than a published response"):
        read_document(path)
    with pytest.raises(DeskError, match="far more"):
        pasted("x" * 11)


def test_pasted_text_is_a_document():
    document = pasted("Recommendation 1: Act.\r\n\ud800")
    assert document.name == "pasted text"
    assert document.text.startswith("Recommendation 1: Act.\n")
