"""Is the score honest: what is equivalent does not count, what no test reaches does?"""

from pathlib import Path

import pytest

from tests.mutants.outcome import Outcome, Status
from tests.mutants.report import EQUIVALENT, Equivalent, equivalents, in_words, listed, score

SURVIVED = Outcome("domain/imr", "submit", Status.SURVIVED, 12, "if a:", "if (a) or True:")
ALIKE = Outcome("domain/imr", "submit", Status.SURVIVED, 14, "if b < c:", "if b <= c:")
NAMED = Equivalent("cases", "domain/imr", "submit", "if b < c:", "if b <= c:", "b is never c")
KILLED = Outcome("policy", "permit", Status.KILLED)


def test_what_is_equivalent_does_not_count() -> None:
    outcomes = [KILLED] * 8 + [SURVIVED, ALIKE, Outcome("policy", "permit", Status.NO_TEST)]
    result = score(outcomes, [NAMED])
    assert result.per_cent == 80
    assert result.equivalent == 1
    assert SURVIVED in result.survivors
    assert ALIKE not in result.survivors
    assert in_words("cases", result) == "cases: 8 killed, 1 survived, 0 timeout, 1 no test, 1 equivalent: 80.0 %"


def test_a_time_out_was_noticed_and_what_waits_is_not_counted() -> None:
    result = score(
        [KILLED, Outcome("policy", "permit", Status.TIMEOUT), Outcome("policy", "permit", Status.WAITING)], []
    )
    assert result.per_cent == 100
    assert result.counted == 2


def test_a_name_for_what_is_killed_now_is_stale() -> None:
    assert score([KILLED], [NAMED]).stale == [NAMED]


def test_a_survivor_is_shown_with_its_place() -> None:
    assert listed("cases", [SURVIVED]) == (
        "services/cases/src/cases/domain/imr.py:12 submit (survived)\n  - if a:\n  + if (a) or True:"
    )


def test_each_equivalent_has_its_reason(tmp_path: Path) -> None:
    equivalents("cases", EQUIVALENT)
    file = tmp_path / "equivalent.toml"
    file.write_text('[[equivalent]]\nservice="cases"\nmodule="m"\nfunction="f"\nbefore="a"\nafter="b"\nwhy=" "\n')
    with pytest.raises(AssertionError, match="say why"):
        equivalents("cases", file)
