"""What do panel members' scores come to? The mean of the reviews' means (Q-02, Q-06)."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from shared.contracts.chairs.values import Score

type Sheet = tuple[int, int]
"""One member's scores: their sum, and how many."""


def sheet(scores: Sequence[Score]) -> Sheet:
    return sum(score.score for score in scores), len(scores)


def review_mean(sheets: Iterable[Sheet]) -> Fraction | None:
    """Each member counts the same, however many criteria they scored."""
    return _mean(Fraction(total, count) for total, count in sheets)


def average(reviews: Iterable[Iterable[Sheet]]) -> Fraction | None:
    """Each review counts the same, however many members answered."""
    return _mean(mean for sheets in reviews if (mean := review_mean(sheets)) is not None)


def two_places(mean: Fraction | None) -> Decimal | None:
    if mean is None:
        return None
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _mean(values: Iterable[Fraction]) -> Fraction | None:
    each = list(values)
    return sum(each, Fraction(0)) / len(each) if each else None
