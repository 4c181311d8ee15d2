"""Rule A-08: printed numbers are kept, and sort as people expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracker.domain.numbers import LAST, sort_key

EXPECTED = ["1", "2", "9", "9.1 a", "9.1 b", "9.2", "10", "10.1.1", "10.1.2", "11", "21.10.1", "R1", "R2", "R10", ""]


@pytest.mark.rule("A-08")
@given(st.permutations(EXPECTED))
def test_printed_numbers_sort_naturally(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=sort_key) == EXPECTED


PARTS = st.lists(st.integers(0, 99_999), min_size=1, max_size=5)


@pytest.mark.rule("A-08")
@given(PARTS, PARTS)
def test_numbers_in_parts_sort_part_by_part(one: list[int], other: list[int]) -> None:
    first, second = (".".join(map(str, parts)) for parts in (one, other))
    assert (sort_key(first) < sort_key(second)) == (one < other)


@given(st.text(max_size=40))
def test_whatever_is_printed_has_a_place(printed: str) -> None:
    key = sort_key(printed)
    assert key
    assert key <= LAST or not printed.isascii()


@pytest.mark.parametrize(("one", "same"), [("9.1 a", "9.1a"), ("R 1", "r1"), ("10.1.1", "10 1 1")])
def test_spacing_and_case_do_not_matter(one: str, same: str) -> None:
    assert sort_key(one) == sort_key(same)
