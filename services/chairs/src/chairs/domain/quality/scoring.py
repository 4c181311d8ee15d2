"""What do panel members' scores come to? The mean of the reviews' means (Q-02, Q-06)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from shared.contracts.chairs.values import Score

type Ratio = tuple[int, int]
"""An exact mean, as numerator and denominator: whole numbers, for hundreds are averaged at each choice of a chair."""


def sheet(scores: Sequence[Score]) -> Ratio:
    """The mean of one member's scores."""
    return sum(score.score for score in scores), len(scores)


def mean(values: Iterable[Ratio]) -> Ratio | None:
    """Each counts the same: members within a review, and reviews within a record."""
    total, under, count = 0, 1, 0
    for above, below in values:
        total, under, count = total * below + above * under, under * below, count + 1
    return (total, under * count) if count else None


def with_another(before: Ratio | None, count: int, another: Ratio) -> Ratio:
    """The mean of `count` values, when one more comes to them."""
    if before is None:
        return another
    above, below = before
    return above * count * another[1] + another[0] * below, below * another[1] * (count + 1)


def two_places(ratio: Ratio | None) -> Decimal | None:
    """Half up."""
    if ratio is None:
        return None
    above, below = ratio
    return Decimal((200 * above + below) // (2 * below)).scaleb(-2)
