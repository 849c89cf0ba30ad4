from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.file_names import safe_name, unique_names


@given(st.text())
def test_any_words_give_one_plain_name(words):
    name = safe_name(words, ".xlsx")
    assert PurePosixPath(name).name == name == PureWindowsPath(name).name
    assert not name.startswith(".")
    assert len(name.encode()) <= 120
    assert name.endswith(".xlsx")


@pytest.mark.parametrize(
    "words", ["../../etc/passwd", "C:\\Windows", "con", "\u202egpj.exe", "", "...", "a\x00b"]
)
def test_no_way_out_of_the_folder(words):
    name = safe_name(words)
    assert "/" not in name
    assert "\\" not in name
    assert name.lower() != "con"
    assert "\u202e" not in name
    assert name.strip(". ")


@given(st.lists(st.sampled_from(["Homes", "HOMES", "homes ", "Ho/mes", ""]), max_size=12))
def test_no_two_are_the_same_to_a_file_system(names):
    made = unique_names(names, ".xlsx")
    assert len({name.casefold() for name in made}) == len(names)
