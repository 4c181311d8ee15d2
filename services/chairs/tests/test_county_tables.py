"""Do the county's own examples hold, and does it matter by a penny, by a quarter of an hour, and by a day?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commands import RecordOutcome
from chairs.domain.county.fees import SLIDES
from chairs.domain.people.independence import independence, left_by
from chairs.domain.quality.scoring import Ratio, mean, two_places
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import Independence, Outcome
from shared.testing.spec import MANAGER, OFFICER, SYSTEM, TODAY, Spec

from . import story
from .story import CASE_ID, DAY, by_day, invoice, payable, pounds

PENNY = Decimal("0.01")
PAYMENTS = story.data("payments")
BY_HOURS = [row for row in PAYMENTS if row["scheme"] == "DAY_RATE"]
FLAT = {row["expected"]: Decimal(row["amount_gbp"]) for row in PAYMENTS if row["scheme"] == "FLAT"}


def claimed(hours: str, amount: Decimal) -> c.EnterInvoice:
    return invoice(**{**story.hours(hours), "amount": amount})


@pytest.mark.rule("Y-03", "Y-07")
@pytest.mark.parametrize("row", BY_HOURS, ids=lambda row: row["why"])
def test_a_claim_is_taken_at_its_penny_and_at_no_other(row: dict[str, str]) -> None:
    amount = Decimal(row["amount_gbp"])
    assert (Decimal(row["hours"]) / SLIDES.day_hours).quantize(Decimal("0.0001")) == Decimal(row["days_of_7.4h"])
    kinds = (e.InvoiceEntered, e.InvoiceQueried) if row["expected"] else (e.InvoiceEntered,)
    by_day.when(claimed(row["hours"], amount), by=OFFICER).then_kinds(*kinds)
    for wrong in (amount - PENNY, amount + PENNY):
        by_day.when(claimed(row["hours"], wrong), by=OFFICER).refused("hours come to", field="amount")


@pytest.mark.rule("Y-03")
@pytest.mark.parametrize(("hours", "amount", "queried"), [("185", "10000.00", False), ("185.01", "10000.54", True)])
def test_the_smallest_part_of_an_hour_beyond_25_days_raises_a_query(hours: str, amount: str, queried: bool) -> None:
    kinds = (e.InvoiceEntered, e.InvoiceQueried) if queried else (e.InvoiceEntered,)
    by_day.when(claimed(hours, Decimal(amount)), by=OFFICER).then_kinds(*kinds)


def taken(before: Spec[Any, Any, Any], amount: Decimal) -> bool:
    return before.when(invoice(amount=str(amount)), by=OFFICER).refusal is None


@pytest.mark.rule("Y-01", "Y-02", "Y-09")
def test_the_fixed_fee_and_what_may_be_added_end_at_their_penny() -> None:
    assert [taken(payable, FLAT["pay"] + more) for more in (-PENNY, 0 * PENNY, PENNY)] == [True, True, False]
    assert not taken(payable, FLAT["reject"])
    assert taken(payable, FLAT["reject"] - PENNY)
    more = c.RequestComplexity(case_id=CASE_ID, amount=FLAT["pay only once"], reason="Three deaths")
    for wrong in (more.amount + PENNY, pounds(0)):
        payable.when(more.model_copy(update={"amount": wrong}), by=OFFICER).refused("Up to £2,000.00")
    decide = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    granted = payable.when(more, by=OFFICER).and_then.when(decide, by=MANAGER, found=story.found()).and_then
    whole = FLAT["pay only with approved complexity request"]
    assert not taken(payable, whole)
    assert [taken(granted, whole + extra) for extra in (-PENNY, 0 * PENNY, PENNY)] == [True, True, False]
    again = granted.when(more.model_copy(update={"amount": PENNY}), by=OFFICER)
    again.refused("it can be asked for once")


@pytest.mark.rule("H-05")
@pytest.mark.parametrize("row", story.data("independence"), ids=lambda row: row["why"])
def test_two_years_end_on_their_day_and_on_no_other(row: dict[str, str]) -> None:
    death, last = (date.fromisoformat(row[name]) for name in ("homicide_or_death_date", "latest_allowed_end_date"))
    assert left_by(death) == last

    def independent(until: date | None, died: date = death) -> bool:
        found = independence((story.tie(until=until),), csp="Watford", agencies=(), earliest_death=died)
        return found.result is Independence.INDEPENDENT

    if not row["affiliation_end_date"]:
        assert not independent(None)
        return
    until = date.fromisoformat(row["affiliation_end_date"])
    assert independent(until) is (row["expected"] == "eligible")
    assert [independent(last + days * DAY) for days in (-1, 0, 1)] == [True, True, False]
    assert [independent(last, death + days * DAY) for days in (-1, 0, 1)] == [False, True, True]


def ratios(row: dict[str, str]) -> list[Ratio]:
    return [(int(score), 1) for score in row["panel_scores (scale 1-5 assumed)"].split(";") if score.isdigit()]


@pytest.mark.rule("Q-02", "Q-03", "Q-05", "Q-06")
@pytest.mark.parametrize("row", story.data("chair_scores"), ids=lambda row: row["review"])
def test_scores_means_and_points_are_those_of_the_table(row: dict[str, str]) -> None:
    if row["review"].startswith("ROLL-UP"):
        reviews = [ratios(one) for one in story.data("chair_scores") if one["chair"] == row["chair"] and ratios(one)]
        assert two_places(mean(each for one in reviews if (each := mean(one)))) == Decimal(row["case_mean"])
        return
    scores = ratios(row)
    assert two_places(mean(scores)) == (Decimal(row["case_mean"]) if scores else None)
    assert point(row["home_office_outcomes_in_order"]) is row["first_time_acceptance_point"].startswith("1")


def point(outcomes: str) -> bool:
    """After these answers of the Home Office, round by round; an empty or unfinished row has none."""
    spec = story.new.given(story.commissioned())
    for number, name in enumerate(filter(lambda one: one in Outcome.__members__, outcomes.split(">")), 1):
        told = RecordOutcome(case_id=CASE_ID, round=number, outcome=Outcome[name], recorded_on=TODAY)
        spec = spec.when(told, by=SYSTEM, found=story.found()).and_then
    return spec.state.point
