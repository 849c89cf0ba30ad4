from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.codes import ALPHABET, MOST, code_ok, make_code, tidy_code

numbers = st.integers(0, MOST - 1)


@given(numbers, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(number, place, letter):
    code = make_code(number)
    assert code_ok(code)
    if code[place] not in ("-", letter):
        assert not code_ok(code[:place] + letter + code[place + 1 :])


@given(numbers, st.integers(0, 6))
def test_swapped_neighbours_are_always_found(number, place):
    eight = make_code(number).replace("-", "")
    swapped = eight[:place] + eight[place + 1] + eight[place] + eight[place + 2 :]
    assert code_ok(swapped) == (swapped == eight)


def test_a_code_is_read_as_people_type_it():
    code = make_code(123_456_789)
    assert tidy_code(f" {code.lower().replace('-', ' ')} ") == code


@given(st.text(max_size=12))
def test_anything_else_is_no_code(text):
    assert code_ok(text) == bool(tidy_code(text))


def test_what_a_file_holds_is_remembered_only_where_it_is_short():
    from assurance_desk.domain import codes
    from assurance_desk.domain.recovery import words

    codes._tidy.cache_clear()
    known = words.bare.__self__
    for text in ("x" * 100_000, " ".join(make_code(1)) + " " * 100_000):
        tidy_code(text)
        words.bare(text)
        assert text not in known
    assert codes._tidy.cache_info().currsize == 0
    for number in range(20_000):
        words.bare(f"word {number}")
    assert len(known) <= words._MOST
