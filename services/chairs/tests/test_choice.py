"""Who is chosen, in which order, and who cannot be?"""

from datetime import date
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.county.fees import SLIDES
from chairs.domain.county.settings import Settings
from chairs.domain.people.independence import independence, left_by
from chairs.domain.people.person import Person
from chairs.domain.people.ranking import Needs, rank
from shared.contracts.chairs.values import Affiliation, FeeScheme, Independence, ListStage, Skill, Tier, Training
from shared.testing.spec import MANAGER, TODAY

from . import story
from .story import COMMISSIONED, DANA, EVE, FAY, WATFORD, commission, found, new, person, pounds, tie

DEATH = date(2026, 3, 1)
NEEDS = Needs(csp="Watford", agencies=(), earliest_death=DEATH, specialisms=("Police", "Mental health"))


def finding(tie: Affiliation, death: date | None = DEATH, agencies: tuple[str, ...] = ()) -> Independence:
    return independence([tie], csp="Watford", agencies=agencies, earliest_death=death).result


# Independence


@pytest.mark.rule("H-05")
@pytest.mark.parametrize("row", story.data("independence"), ids=lambda row: row["why"])
def test_the_county_s_table_of_independence(row: dict[str, str]) -> None:
    death = date.fromisoformat(row["homicide_or_death_date"])
    until = date.fromisoformat(row["affiliation_end_date"]) if row["affiliation_end_date"] else None
    assert left_by(death) == date.fromisoformat(row["latest_allowed_end_date"])
    expected = Independence.INDEPENDENT if row["expected"] == "eligible" else Independence.CONFLICT
    assert finding(tie(until=until), death) is expected


@pytest.mark.rule("H-05")
@pytest.mark.parametrize(
    ("left", "death", "enough"),
    [
        (date(2022, 3, 1), date(2024, 3, 1), True),
        (date(2022, 3, 1), date(2024, 2, 29), False),
        (date(2022, 2, 28), date(2024, 2, 29), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 28), date(2026, 2, 28), True),
        (date(2024, 2, 29), date(2026, 3, 1), True),
    ],
)
def test_two_years_are_counted_by_date_in_leap_years_too(left: date, death: date, enough: bool) -> None:
    assert (finding(tie(until=left), death) is Independence.INDEPENDENT) is enough


@pytest.mark.rule("H-05")
@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        (tie(areas=("Stevenage",)), Independence.INDEPENDENT),
        (tie(areas=("Stevenage", "Watford")), Independence.CONFLICT),
        (tie(areas=(), county_wide=True), Independence.CONFLICT),
        (tie(areas=()), Independence.INDEPENDENT),
        (tie(areas=(), statutory=True), Independence.CONFLICT),
        (tie(areas=(), statutory=True, until=date(2026, 2, 28)), Independence.INDEPENDENT),
        (tie(areas=(), agency="Probation Service"), Independence.CONFLICT),
        (tie(areas=(), agency="Hertfordshire Police", outside=True), Independence.UNCLEAR),
        (tie(areas=(), agency="Stevenage Borough Council"), Independence.UNCLEAR),
        (tie(areas=(), agency="An NHS trust", until=date(2026, 2, 28)), Independence.INDEPENDENT),
        (tie(areas=(), agency="Counselling for all"), Independence.INDEPENDENT),
    ],
)
def test_an_agency_counts_where_it_works(affiliation: Affiliation, expected: Independence) -> None:
    assert finding(affiliation) is expected


@pytest.mark.rule("H-05")
def test_an_agency_of_the_case_counts_wherever_it_works() -> None:
    elsewhere = tie(agency="Essex Refuge", areas=(), until=date(2025, 1, 1))
    assert finding(elsewhere) is Independence.INDEPENDENT
    assert finding(elsewhere, agencies=("essex refuge",)) is Independence.CONFLICT


@pytest.mark.rule("H-12")
def test_unknown_dates_need_a_person() -> None:
    assert finding(tie(end_unknown=True)) is Independence.UNCLEAR
    assert finding(tie(until=date(2020, 1, 1)), death=None) is Independence.UNCLEAR
    worst = independence([tie(end_unknown=True), tie()], csp="Watford", agencies=(), earliest_death=DEATH)
    assert worst.result is Independence.CONFLICT
    assert len(worst.explanation) == 2


# Ranking


def order(*people: Person, needs: Needs = NEEDS) -> list[str]:
    return [each.name for each in rank(people, needs, TODAY) if not each.excluded]


@pytest.mark.rule("H-04")
def test_coverage_comes_before_quality_and_quality_before_load() -> None:
    covers = person(DANA, "Covers both", specialisms=("Police", "Mental health"), open_reviews=2)
    good = person(EVE, "Better score", average=Decimal("4.50"), responses=3, open_reviews=1)
    less = person(FAY, "Lower score", average=Decimal("4.49"), responses=3)
    free = person("d" * 32, "No score, free")
    busy = person("e" * 32, "No score, busy", open_reviews=1)
    assert order(busy, free, less, good, covers) == [
        "Covers both",
        "Better score",
        "Lower score",
        "No score, free",
        "No score, busy",
    ]


@pytest.mark.rule("Q-06", "H-04")
def test_below_three_responses_a_score_is_not_ranked_on() -> None:
    two = person(DANA, "Two responses", average=Decimal("5.00"), responses=2)
    three = person(EVE, "Three responses", average=Decimal("1.00"), responses=3)
    ranked = rank([two, three], NEEDS, TODAY)
    assert [each.name for each in ranked] == ["Three responses", "Two responses"]
    assert ranked[1].average is None
    assert "Only 2 responses so far, too few to compare." in ranked[1].reasons


@pytest.mark.rule("H-04", "H-02", "H-13")
@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (person(affiliations=(tie(),)), "Not independent."),
        (person(training=None), "The Home Office training (module 2) is not completed."),
        (
            person(training=Training(completed_on=date(2024, 1, 1), expires_on=TODAY - story.DAY)),
            "The Home Office training (module 2) expired on 2 November 2026.",
        ),
        (person(stage=ListStage.SUSPENDED), "Suspended."),
        (person(approved_until=TODAY - story.DAY), "The approval ended on 2 November 2026."),
        (person(skills=(Skill.CHAIRING,)), "The skills and expertise are not all met."),
        (person(review_types=()), "Not available for Domestic Homicide Reviews."),
        (person(open_reviews=3), "Leads 3 reviews already."),
    ],
)
def test_each_exclusion_says_why(candidate: Person, why: str) -> None:
    (looked_at,) = rank([candidate], NEEDS, TODAY)
    assert (looked_at.place, looked_at.excluded) == (None, (why,))


@pytest.mark.rule("H-13")
def test_on_the_last_day_training_and_approval_still_hold() -> None:
    last = person(training=Training(completed_on=date(2024, 1, 1), expires_on=TODAY), approved_until=TODAY)
    (looked_at,) = rank([last], NEEDS, TODAY)
    assert looked_at.place == 1
    assert len(looked_at.warnings) == 2


@pytest.mark.rule("H-11")
@pytest.mark.parametrize(
    ("load", "place", "warned", "overridable"), [(1, 1, False, False), (2, 1, True, False), (3, None, False, True)]
)
def test_a_warning_at_two_open_reviews_and_a_refusal_at_three(
    load: int, place: int | None, warned: bool, overridable: bool
) -> None:
    (looked_at,) = rank([person(open_reviews=load)], NEEDS, TODAY)
    assert (looked_at.place, bool(looked_at.warnings), looked_at.overridable) == (place, warned, overridable)


@pytest.mark.rule("H-10")
def test_work_given_over_the_last_two_years_is_counted_by_date() -> None:
    (looked_at,) = rank([person(given=(date(2024, 11, 3), date(2024, 11, 4)))], NEEDS, TODAY)
    assert looked_at.given_in_two_years == 1


def test_who_is_not_on_the_list_is_no_candidate() -> None:
    assert rank([person(stage=stage) for stage in (ListStage.APPLIED, ListStage.LEFT)], NEEDS, TODAY) == ()


# Commissioning


@pytest.mark.rule("H-06", "H-10", "Y-01")
def test_a_commission_keeps_terms_reason_and_who_was_considered() -> None:
    outcome = new.when(commission(), by=WATFORD, found=found()).then_kinds(e.ChairCommissioned).twice_changes_nothing()
    (event,) = outcome.events
    assert isinstance(event, e.ChairCommissioned)
    assert (event.ceiling, event.year, event.scheme, event.overspend) == (
        pounds(8000),
        2026,
        FeeScheme.FIXED,
        pounds(0),
    )
    assert [(each.name, each.place) for each in event.considered] == [("Dana Reed", 1), ("Eve Hall", 2)]
    assert event.reason == "Knows the field"


@pytest.mark.rule("H-06")
def test_the_csp_chair_has_to_be_assured() -> None:
    unsure = commission(assured_of_independence=False)
    new.when(unsure, by=WATFORD, found=found()).refused("has to be assured", field="assured_of_independence")
    new.when(commission(), by=MANAGER, found=found()).refused("for which CSP Chair", field="on_behalf_of")
    on_behalf = commission(on_behalf_of="Cllr Ann Wood")
    new.when(on_behalf, by=MANAGER, found=found()).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("H-02")
def test_one_without_training_is_refused() -> None:
    new.when(commission(), by=WATFORD, found=found(person(training=None))).refused("training", field="chair_id")


@pytest.mark.rule("H-05")
def test_one_who_is_not_independent_is_refused_with_the_explanation() -> None:
    tied = found(person(affiliations=(tie(until=date(2024, 3, 2)),)))
    new.when(commission(), by=WATFORD, found=tied).refused("leaving by 1 March 2024 is early enough; this was later")


@pytest.mark.rule("H-12")
def test_an_unclear_independence_needs_a_decision_on_the_record() -> None:
    unclear = found(person(affiliations=(tie(end_unknown=True),)))
    new.when(commission(), by=WATFORD, found=unclear).refused("Record the decision", field="independence_decision")
    decided = commission(independence_decision="Left in 2015 by all accounts")
    new.when(decided, by=WATFORD, found=unclear).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("H-11")
def test_a_fourth_review_needs_a_reason() -> None:
    busy = found(person(open_reviews=3))
    new.when(commission(), by=WATFORD, found=busy).refused("leads 3 reviews already", field="load_override")
    urged = commission(load_override="Nobody else covers it")
    new.when(urged, by=WATFORD, found=busy).then_kinds(e.ChairCommissioned)
    never = found(person(open_reviews=3, training=None))
    new.when(urged, by=WATFORD, found=never).refused("cannot be commissioned", field="chair_id")


@pytest.mark.rule("H-07")
def test_chair_and_writer_are_one_person_or_two() -> None:
    alone = new.when(commission(), by=WATFORD, found=found()).and_then.state.present
    assert alone is not None
    assert alone.writer_name is None
    listed = new.when(commission(writer_id=EVE), by=WATFORD, found=found()).and_then.state.present
    assert listed is not None
    assert listed.writer_name == "Eve Hall"
    same = new.when(commission(writer_id=DANA), by=WATFORD, found=found()).and_then.state.present
    assert same is not None
    assert same.writer_name is None
    paid = commission(
        writer_name="Gil Moss", writer_independence="Never worked in the county", writer_fee=story.pounds(1500)
    )
    both = new.when(paid, by=WATFORD, found=found()).and_then.state.present
    assert both is not None
    assert (both.writer_name, both.ceiling) == ("Gil Moss", pounds(9500))


@pytest.mark.rule("Y-01")
@pytest.mark.parametrize(
    ("chosen", "ceiling"),
    [
        ({}, 8000),
        ({"scheme": FeeScheme.DAY_RATE, "days_estimated": 10}, 10_000),
        ({"scheme": FeeScheme.DAY_RATE, "days_estimated": 25}, 10_000),
        ({"scheme": FeeScheme.TIERED, "tier": Tier.LIGHTER}, 4000),
        ({"scheme": FeeScheme.TIERED, "tier": Tier.FULL}, 8000),
    ],
)
def test_each_scheme_has_its_ceiling(chosen: dict[str, object], ceiling: int) -> None:
    tiers = SLIDES.model_copy(update={"lighter": pounds(4000), "full": pounds(8000)})
    state = new.when(commission(**chosen), by=WATFORD, found=found(settings=Settings(fees=((date.min, tiers),))))
    present = state.and_then.state.present
    assert present is not None
    assert present.ceiling == ceiling


@pytest.mark.rule("Y-01")
@pytest.mark.parametrize("tier", list(Tier))
def test_nobody_is_commissioned_under_a_tier_before_the_county_has_set_its_amount(tier: Tier) -> None:
    tiered = commission(scheme=FeeScheme.TIERED, tier=tier)
    new.when(tiered, by=WATFORD, found=found()).refused("The county has not set an amount", field="tier")
    amounts = {"lighter": pounds(4000)} if tier is Tier.LIGHTER else {"full": pounds(8000)}
    one = SLIDES.model_copy(update=amounts)
    for holds_from, accepted in ((COMMISSIONED, True), (COMMISSIONED + story.DAY, False)):
        dated = Settings(fees=((date.min, SLIDES), (holds_from, one)))
        outcome = new.when(tiered, by=WATFORD, found=found(settings=dated))
        if accepted:
            outcome.then_kinds(e.ChairCommissioned)
        else:
            outcome.refused("The county has not set an amount", field="tier")


@pytest.mark.rule("Y-01", "Y-03")
@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"tier": Tier.FULL}, "tier"),
        ({"scheme": FeeScheme.TIERED}, "tier"),
        ({"scheme": FeeScheme.DAY_RATE}, "days_estimated"),
        ({"days_estimated": 12}, "days_estimated"),
        ({"scheme": FeeScheme.DAY_RATE, "days_estimated": 9}, "days_estimated"),
        ({"scheme": FeeScheme.DAY_RATE, "days_estimated": 26}, "days_estimated"),
    ],
)
def test_a_scheme_asks_for_its_own_particulars(chosen: dict[str, object], field: str) -> None:
    outcome = new.when(commission(**chosen), by=WATFORD, found=found())
    assert outcome.refusal is not None
    assert outcome.refusal.field == field


@pytest.mark.rule("H-06")
def test_a_review_that_is_not_decided_closed_or_imported_gets_no_chair() -> None:
    from dataclasses import replace

    for case, why in (
        (replace(story.known, decided_on=None), "not yet decided"),
        (replace(story.known, closed_on=TODAY), "was closed"),
        (replace(story.known, imported=True), "taken over"),
        (None, "not known"),
    ):
        new.when(commission(), by=WATFORD, found=found(case=case)).refused(why)
    early = commission(commissioned_on=date(2026, 4, 30))
    new.when(early, by=WATFORD, found=found()).refused("decision to proceed", field="commissioned_on")
    late = commission(commissioned_on=TODAY + story.DAY)
    new.when(late, by=WATFORD, found=found()).refused("in the future", field="commissioned_on")


@pytest.mark.rule("H-02")
def test_a_chair_was_trained_before_the_day_of_the_commission_and_not_only_by_today() -> None:
    """A commission is often recorded late: training completed in between does not mend it."""
    late = Training(completed_on=story.COMMISSIONED + story.DAY)
    refused = new.when(commission(), by=WATFORD, found=found(person(training=late)))
    refused.refused("completed the Home Office training (module 2) on 2 June 2026", field="commissioned_on")
    on_the_day = Training(completed_on=story.COMMISSIONED)
    new.when(commission(), by=WATFORD, found=found(person(training=on_the_day))).then_kinds(e.ChairCommissioned)
    renewed = person(training=late, first_trained_on=date(2023, 5, 1))
    new.when(commission(), by=WATFORD, found=found(renewed)).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("H-06", "H-10")
def test_the_same_chair_on_other_terms_is_not_taken_for_what_was_asked_before() -> None:
    for writer_id in (DANA, EVE):
        new.when(commission(writer_id=writer_id), by=WATFORD, found=found()).twice_changes_nothing()
    made = new.when(commission(), by=WATFORD, found=found()).twice_changes_nothing().and_then
    for chosen in (
        {"scheme": FeeScheme.DAY_RATE, "days_estimated": 12},
        {"writer_name": "Gil Moss"},
        {"commissioned_on": date(2026, 6, 2)},
    ):
        other = commission(**chosen)
        made.when(other, by=WATFORD, found=found()).refused("Dana Reed chairs this review already, on other terms.")


@pytest.mark.rule("H-06", "Y-08")
def test_nobody_commissions_themselves() -> None:
    own = found(person(account_id=WATFORD.id))
    new.when(commission(), by=WATFORD, found=own).refused("You are the person to be commissioned", field=None)
