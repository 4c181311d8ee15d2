"""Who bears the cost, in which year does it count, and what does the county settle?"""

from datetime import date
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.commands import RestateBudget
from chairs.domain.county.budget import BUDGET, Line
from chairs.domain.county.fees import SLIDES, shared_out
from chairs.domain.county.settings import SETTINGS, holding
from chairs.domain.money.ledger import ledger
from hypothesis import given, settings, strategies
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import CostShare, Outcome
from shared.testing.spec import SYSTEM, Spec

from . import story
from .story import approved, at_draft, at_outcome, by_day, checked, fixed, new, pounds, received_invoice

GLOUCESTERSHIRE = CostShare(
    funder="OPCC",
    percent=50,
    cap=Decimal("5000.00"),
    others=("Cheltenham", "Cotswold", "Forest of Dean", "Gloucester", "Stroud", "Tewkesbury", "OPCC", "ICB"),
)


@pytest.mark.rule("Y-10")
def test_a_share_up_to_a_cap_and_the_rest_equally() -> None:
    shares = shared_out(Decimal("8000.00"), GLOUCESTERSHIRE)
    assert (shares["OPCC"], shares["ICB"]) == (Decimal("4500.00"), Decimal("500.00"))
    capped = shared_out(Decimal("12000.00"), GLOUCESTERSHIRE)
    assert (capped["OPCC"], capped["ICB"]) == (Decimal("5875.00"), Decimal("875.00"))
    assert shared_out(pounds(8000), CostShare(funder="OPCC")) == {"OPCC": pounds(8000)}


@pytest.mark.rule("Y-10", "Y-07")
@settings(deadline=None)
@given(
    strategies.decimals("0.00", "99999.99", places=2),
    strategies.integers(0, 100),
    strategies.none() | strategies.decimals("0.00", "9999.99", places=2),
    strategies.integers(1, 9),
)
def test_shares_come_to_exactly_the_amount(amount: Decimal, percent: int, cap: Decimal | None, others: int) -> None:
    names = tuple(f"Partner {at}" for at in range(others))
    share = CostShare(funder="OPCC", percent=percent, cap=cap, others=names)
    parts = shared_out(amount, share)
    assert sum(parts.values()) == amount
    rest = [parts[name] for name in names]
    assert max(rest) - min(rest) <= Decimal("0.01")


@pytest.mark.rule("Y-06", "Y-11")
def test_an_invoice_of_the_next_financial_year_counts_there() -> None:
    next_year = received_invoice("2", 4000).model_copy(update={"dated_on": date(2027, 4, 1), "year": 2027})
    both = fixed.given(at_draft, at_outcome, received_invoice(), checked(), approved(), next_year, checked("2"))
    assert ledger(both.state) == {2026: Line(pounds(8000), pounds(4000), pounds(0))}
    split = both.given(approved("2"))
    assert ledger(split.state) == {
        2026: Line(pounds(4000), pounds(4000), pounds(0)),
        2027: Line(pounds(4000), pounds(4000), pounds(0)),
    }


@pytest.mark.rule("Y-06")
def test_the_31st_of_march_and_the_1st_of_april_are_two_years() -> None:
    for day, year in ((date(2027, 3, 31), 2026), (date(2027, 4, 1), 2027)):
        command = story.invoice(dated_on=day, received_on=day)
        (event,) = story.payable.when(command, on=date(2027, 4, 2)).events
        assert isinstance(event, e.InvoiceEntered)
        assert event.year == year


@pytest.mark.rule("Y-06")
def test_a_budget_is_allocated_said_again_and_restated() -> None:
    budget = Spec(BUDGET)
    allocate = c.AllocateBudget(year=2026, amount=pounds(60_000), funder="OPCC")
    once = budget.when(allocate).then(e.BudgetAllocated(year=2026, amount=pounds(60_000), funder="OPCC"))
    once.twice_changes_nothing().and_then.when(allocate.model_copy(update={"amount": pounds(50_000)})).then_kinds(
        e.BudgetAllocated
    )
    line = Line(pounds(8000), pounds(4000), pounds(0))
    restated = once.and_then.when(RestateBudget(year=2026), by=SYSTEM, found=line)
    restated.then(
        e.BudgetRestated(year=2026, committed=pounds(8000), invoiced=pounds(4000), paid=pounds(0))
    ).twice_changes_nothing()


@pytest.mark.rule("Y-01")
def test_amounts_hold_from_a_day_and_a_commission_keeps_its_own() -> None:
    dearer = SLIDES.model_copy(update={"fixed": pounds(9000)})
    set_fees = c.SetFees(holds_from=date(2026, 7, 1), fees=dearer)
    state = Spec(SETTINGS).when(set_fees).then_kinds(e.FeesSet).twice_changes_nothing().and_then.state
    assert holding(state.fees, date(2026, 6, 30)).fixed == 8000
    assert holding(state.fees, date(2026, 7, 1)).fixed == 9000
    for day, ceiling in ((date(2026, 6, 30), 8000), (date(2026, 7, 1), 9000)):
        made = new.when(story.commission(commissioned_on=day), by=story.WATFORD, found=story.found(settings=state))
        assert made.and_then.state.appointments[0].ceiling == ceiling


@pytest.mark.rule("Y-10")
def test_a_funder_can_end() -> None:
    county = CostShare(funder="Hertfordshire County Council")
    state = Spec(SETTINGS).when(c.SetFunding(holds_from=date(2028, 5, 1), share=county)).and_then.state
    assert holding(state.shares, date(2028, 4, 30)).funder == "Office of the Police and Crime Commissioner"
    assert holding(state.shares, date(2028, 5, 1)) == county


@pytest.mark.rule("H-03")
def test_the_county_adds_a_specialism_once() -> None:
    add = c.AddSpecialism(name="Stalking")
    added = Spec(SETTINGS).when(add).then(e.SpecialismAdded(name="Stalking")).twice_changes_nothing()
    added.and_then.when(c.AddSpecialism(name="stalking")).nothing()


@pytest.mark.rule("Q-05", "Y-09", "Q-01")
def test_which_outcomes_earn_the_point_and_what_is_asked_are_settings() -> None:
    day = date(2026, 11, 1)
    spec = Spec(SETTINGS)
    assert holding(spec.state.point_outcomes, day) == (Outcome.PUBLISH, Outcome.PUBLISH_AFTER_CHANGES)
    strict = spec.when(c.SetPointOutcomes(holds_from=day, outcomes=(Outcome.PUBLISH,))).twice_changes_nothing()
    assert holding(strict.and_then.state.point_outcomes, day) == (Outcome.PUBLISH,)
    asked = strict.and_then.when(c.SetCriteria(holds_from=day, criteria=("Overall",))).twice_changes_nothing()
    parts = asked.and_then.when(c.SetMilestones(holds_from=day, percent_at_draft=40)).twice_changes_nothing()
    assert holding(parts.and_then.state.percents, day) == 40
    assert holding(parts.and_then.state.criteria, day) == ("Overall",)


def test_a_day_rate_commits_its_ceiling() -> None:
    assert ledger(by_day.state) == {2026: Line(pounds(10_000), pounds(0), pounds(0))}


@pytest.mark.rule("Y-01", "Y-03")
def test_fees_by_which_nobody_could_be_commissioned_are_not_set() -> None:
    upside_down = SLIDES.model_copy(update={"days_low": 26})
    spec = Spec(SETTINGS)
    spec.when(c.SetFees(holds_from=date(2027, 4, 1), fees=upside_down)).refused("26 is more than 25", field="fees")
    none = SLIDES.model_copy(update={"days_low": 0})
    spec.when(c.SetFees(holds_from=date(2027, 4, 1), fees=none)).refused("at least 1 day", field="fees")


@pytest.mark.rule("Y-10")
def test_a_part_share_says_who_pays_the_rest() -> None:
    spec = Spec(SETTINGS)
    for share in (CostShare(funder="OPCC", percent=50), CostShare(funder="OPCC", cap=Decimal("5000.00"))):
        spec.when(c.SetFunding(holds_from=date(2027, 4, 1), share=share)).refused("who pays the rest", field="share")


@pytest.mark.rule("Q-05", "Q-01")
def test_a_criterion_is_asked_about_once() -> None:
    twice = c.SetCriteria(holds_from=date(2027, 4, 1), criteria=("Overall", "overall"))
    Spec(SETTINGS).when(twice).refused("overall is there twice", field="criteria")
