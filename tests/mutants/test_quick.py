"""Are slow tests left out, unless nothing else would notice?"""

from tests.mutants.quick import quick


def test_a_slow_test_takes_part_only_where_no_other_comes() -> None:
    tests = {"decide": {"story", "search"}, "rank": {"search"}, "permit": set[str]()}
    assert quick(tests, {"story": 0.01, "search": 3.1}) == {"decide": {"story"}, "rank": {"search"}, "permit": set()}
    assert quick(tests, {"story": 0.01, "search": 3.0}) == tests
