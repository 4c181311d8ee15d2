"""What happens to an appointment after it was made?"""

from dataclasses import replace
from datetime import date

import pytest
from chairs.domain import events as e
from chairs.domain.commands import CompleteCommission
from chairs.domain.county.budget import YearTotals
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import FeeScheme, Independence
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, SYSTEM, TODAY

from . import story
from .story import CASE_ID, DANA, EVE, WATFORD, commission, fixed, found, new, person, pounds, tie

recheck = c.RecheckIndependence(case_id=CASE_ID)
end = c.EndAppointment(
    case_id=CASE_ID,
    reason="Long illness",
    ended_on=date(2026, 9, 1),
    due_in_all=pounds(3000),
    handover=("Draft report", "Interview notes"),
)


@pytest.mark.rule("H-06")
def test_the_initial_meeting_agrees_the_appointment_once() -> None:
    agree = c.AgreeAppointment(case_id=CASE_ID, agreed_on=date(2026, 6, 20))
    fixed.when(agree, by=SYSTEM).then(
        e.AppointmentAgreed(case_id=CASE_ID, number=1, agreed_on=date(2026, 6, 20))
    ).twice_changes_nothing()
    new.when(agree, by=SYSTEM).nothing()


@pytest.mark.rule("H-06", "H-08")
def test_the_team_records_that_a_later_meeting_agreed_who_took_over() -> None:
    took_over = date(2026, 9, 15)
    second = fixed.when(end, by=WATFORD).and_then.given(
        story.commissioned(number=2, chair_id=EVE, chair_name="Eve Hall", commissioned_on=took_over)
    )
    earlier = c.AgreeAppointment(case_id=CASE_ID, agreed_on=date(2026, 6, 20))
    second.when(earlier, by=SYSTEM).nothing()
    second.when(earlier, by=OFFICER).refused("cannot be before the commission, 15 September 2026", field="agreed_on")
    later = c.AgreeAppointment(case_id=CASE_ID, agreed_on=date(2026, 10, 5))
    agreed = second.when(later, by=OFFICER).then(
        e.AppointmentAgreed(case_id=CASE_ID, number=2, agreed_on=date(2026, 10, 5))
    )
    agreed.twice_changes_nothing()
    another = c.AgreeAppointment(case_id=CASE_ID, agreed_on=date(2026, 10, 6))
    agreed.and_then.when(another, by=OFFICER).refused("agreed this appointment on 5 October 2026", field="agreed_on")
    future = c.AgreeAppointment(case_id=CASE_ID, agreed_on=date(2026, 12, 1))
    second.when(future, by=OFFICER).refused("in the future", field="agreed_on")
    new.when(later, by=OFFICER).refused("Commission one first")


# Replacement


@pytest.mark.rule("H-08", "Y-11")
def test_a_replacement_has_reason_settlement_and_handover_and_frees_the_rest() -> None:
    ended = fixed.when(end, by=WATFORD).then(
        e.AppointmentEnded(
            case_id=CASE_ID,
            number=1,
            chair_id=DANA,
            chair_name="Dana Reed",
            reason="Long illness",
            ended_on=date(2026, 9, 1),
            due_in_all=pounds(3000),
            freed=pounds(5000),
            ended_by=WATFORD.id,
            handover=("Draft report", "Interview notes"),
        )
    )
    ended.twice_changes_nothing()
    after = ended.and_then
    assert after.state.present is None
    after.when(commission(commissioned_on=TODAY), by=WATFORD, found=found()).refused("was replaced", field="chair_id")
    new_chair = commission(chair_id=EVE, commissioned_on=TODAY)
    untrained = found(person(EVE, "Eve Hall", training=None))
    after.when(new_chair, by=WATFORD, found=untrained).refused("training")
    replaced = after.when(new_chair, by=WATFORD, found=found()).then_kinds(e.ChairCommissioned)
    assert replaced.and_then.state.appointments[1].number == 2


@pytest.mark.rule("H-06", "H-08")
def test_a_commission_on_mistyped_terms_is_taken_back_and_made_again() -> None:
    """Before the panel agreed it, and with nothing due: nobody was replaced."""
    nothing_due = end.model_copy(update={"due_in_all": pounds(0), "handover": ()})
    again = commission(commissioned_on=TODAY, scheme=FeeScheme.DAY_RATE, days_estimated=15)
    back = fixed.when(nothing_due, by=WATFORD).and_then
    back.when(again, by=WATFORD, found=found()).then_kinds(e.ChairCommissioned)
    a_penny = end.model_copy(update={"due_in_all": pounds("0.01"), "handover": ()})
    after = fixed.when(a_penny, by=WATFORD).and_then
    after.when(again, by=WATFORD, found=found()).refused("was replaced", field="chair_id")
    agreed = fixed.given(e.AppointmentAgreed(case_id=CASE_ID, number=1, agreed_on=TODAY))
    agreed = agreed.when(nothing_due.model_copy(update={"ended_on": TODAY}), by=WATFORD).and_then
    agreed.when(again, by=WATFORD, found=found()).refused("was replaced", field="chair_id")


@pytest.mark.rule("G-01", "H-08")
def test_others_are_told_with_which_account_the_former_chair_signed_in() -> None:
    """The case can be closed to them, wherever they were let in under another name."""
    signs_in = replace(person(DANA, "Dana Reed"), account_id="dana's account")
    outcome = fixed.when(end, by=WATFORD, found=found(signs_in)).then_kinds(e.AppointmentEnded)
    (ended,) = outcome.events
    assert isinstance(ended, e.AppointmentEnded)
    assert ended.account_id == "dana's account"


@pytest.mark.rule("H-08")
def test_a_settlement_is_at_least_what_was_approved_and_at_most_the_ceiling() -> None:
    paid = story.payable.given(story.received_invoice(), story.checked(), story.approved())
    paid.when(end.model_copy(update={"due_in_all": pounds("3999.99")}), by=WATFORD).refused("£4,000.00 was approved")
    paid.when(end.model_copy(update={"due_in_all": pounds(4000)}), by=WATFORD).then_kinds(e.AppointmentEnded)
    paid.when(end.model_copy(update={"due_in_all": pounds("8000.01")}), by=WATFORD).refused("ceiling is £8,000.00")


@pytest.mark.rule("H-08")
def test_nobody_is_replaced_before_they_began_or_after_the_work_is_done() -> None:
    fixed.when(end.model_copy(update={"ended_on": date(2026, 5, 31)}), by=WATFORD).refused("before the commission")
    noted = e.OutcomeNoted(
        case_id=CASE_ID, number=1, chair_id=DANA, round=1, outcome="publish", recorded_on=date(2026, 10, 1)
    )
    fixed.given(noted).when(end, by=WATFORD).refused("work on it is done")


@pytest.mark.rule("H-08", "Y-02")
def test_an_undecided_request_is_not_for_the_next_chair() -> None:
    ask = c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths")
    asked = fixed.when(ask, by=OFFICER).and_then.when(end, by=WATFORD).and_then
    second = asked.when(commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD, found=found()).and_then
    decide = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    second.when(decide, by=MANAGER).refused("Nothing was asked for")


# Conflicts found later


@pytest.mark.rule("H-12")
def test_a_conflict_found_later_is_raised_once_and_not_applied() -> None:
    tied = found(person(affiliations=(tie(),)))
    raised = fixed.when(recheck, by=SYSTEM, found=tied).then_kinds(e.ConflictFound).twice_changes_nothing()
    assert raised.and_then.state.present is not None
    other = found(person(affiliations=(tie(), tie(agency="Watford Council"))))
    raised.and_then.when(recheck, by=SYSTEM, found=other).then_kinds(e.ConflictFound)


@pytest.mark.rule("H-12")
@pytest.mark.parametrize(
    ("chosen", "raised"),
    [
        ({}, False),
        ({"agencies": ("Essex Refuge",)}, True),
        ({"csp": "Stevenage"}, False),
        ({"earliest_death": date(2020, 1, 1)}, False),
    ],
)
def test_another_agency_in_the_case_is_checked(chosen: dict[str, object], raised: bool) -> None:
    tied = found(
        person(affiliations=(tie(agency="Essex Refuge", areas=(), until=date(2025, 1, 1)),)),
        case=replace(story.known, **chosen),  # type: ignore[arg-type]
    )
    fixed.when(recheck, by=SYSTEM, found=tied).then_kinds(*([e.ConflictFound] if raised else []))


@pytest.mark.rule("H-12")
def test_a_corrected_date_of_death_is_checked() -> None:
    left = (tie(until=date(2024, 3, 1)),)
    fixed.when(recheck, by=SYSTEM, found=found(person(affiliations=left))).nothing()
    earlier = replace(story.known, earliest_death=date(2026, 2, 28))
    outcome = fixed.when(recheck, by=SYSTEM, found=found(person(affiliations=left), case=earlier))
    (event,) = outcome.then_kinds(e.ConflictFound).events
    assert isinstance(event, e.ConflictFound)
    assert event.result is Independence.CONFLICT
    unknown = replace(story.known, earliest_death=None)
    (event,) = fixed.when(recheck, by=SYSTEM, found=found(person(affiliations=left), case=unknown)).events
    assert isinstance(event, e.ConflictFound)
    assert event.result is Independence.UNCLEAR


@pytest.mark.rule("H-12")
def test_a_person_decides_about_a_conflict_and_it_is_not_raised_again() -> None:
    tied = found(person(affiliations=(tie(),)))
    raised = fixed.when(recheck, by=SYSTEM, found=tied).and_then
    go_on = c.DecideConflict(case_id=CASE_ID, chair_continues=True, reason="A volunteer of one day")
    decided = raised.when(go_on, by=WATFORD).then_kinds(e.ConflictDecided).twice_changes_nothing()
    decided.and_then.when(recheck, by=SYSTEM, found=tied).nothing()
    fixed.when(go_on, by=WATFORD).refused("No question")


# Budget


@pytest.mark.rule("Y-06")
@pytest.mark.parametrize(("left", "refused"), [("8000.00", False), ("7999.99", True)])
def test_a_commission_that_would_overspend_by_a_penny_is_stopped(left: str, refused: bool) -> None:
    year = {2026: YearTotals(allocated=pounds(left))}
    outcome = new.when(commission(), by=WATFORD, found=found(years=year))
    if refused:
        outcome.refused("approve overspending by £0.01", field="accept_overspend")
    else:
        outcome.then_kinds(e.ChairCommissioned)


@pytest.mark.rule("Y-06")
def test_without_a_budget_everything_is_overspend() -> None:
    new.when(commission(), by=WATFORD, found=found(years={})).refused("No budget is recorded for 2026 to 2027")


@pytest.mark.rule("Y-06", "Y-08")
def test_an_overspend_is_approved_by_another_person_and_accepted() -> None:
    short = found(years={2026: YearTotals(allocated=pounds(7000))})
    approve = c.ApproveOverspend(case_id=CASE_ID, up_to=pounds(1000), reason="Urgent")
    approved = new.when(approve, by=OPCC_FINANCE).then_kinds(e.OverspendApproved).twice_changes_nothing().and_then
    approved.when(commission(), by=WATFORD, found=short).refused("Confirm that it is overspent by £1,000.00")
    accepting = commission(accept_overspend=True)
    (event,) = approved.when(accepting, by=WATFORD, found=short).events
    assert isinstance(event, e.ChairCommissioned)
    assert event.overspend == 1000
    more = found(years={2026: YearTotals(allocated=pounds("6999.99"))})
    approved.when(accepting, by=WATFORD, found=more).refused("approve overspending by £1,000.01")
    by_manager = new.when(approve, by=MANAGER).and_then
    own = accepting.model_copy(update={"on_behalf_of": "Cllr Ann Wood"})
    by_manager.when(own, by=MANAGER, found=short).refused("You approved the overspend, so another person")


@pytest.mark.rule("Y-06")
def test_when_the_case_closes_what_was_not_invoiced_is_free_again() -> None:
    done = CompleteCommission(case_id=CASE_ID, completed_on=TODAY)
    some = story.payable.given(story.received_invoice(), story.checked(), story.approved())
    some.when(done, by=SYSTEM).then(
        e.CommissionCompleted(case_id=CASE_ID, number=1, completed_on=TODAY, freed=pounds(4000))
    ).twice_changes_nothing()
    new.when(done, by=SYSTEM).nothing()


@pytest.mark.rule("H-08", "Y-11")
def test_another_settlement_of_the_same_day_is_not_taken_for_the_first() -> None:
    ended = fixed.when(end, by=WATFORD).twice_changes_nothing().and_then
    more = end.model_copy(update={"due_in_all": pounds(5000)})
    ended.when(more, by=WATFORD).refused("£3,000.00 was settled for Dana Reed already", field="due_in_all")


@pytest.mark.rule("H-12")
def test_a_harmless_tie_does_not_raise_again_what_a_person_decided() -> None:
    tied = found(person(affiliations=(tie(),)))
    raised = fixed.when(recheck, by=SYSTEM, found=tied).and_then
    go_on = c.DecideConflict(case_id=CASE_ID, chair_continues=True, reason="A volunteer of one day")
    decided = raised.when(go_on, by=WATFORD).and_then
    harmless = tie(agency="Leeds Choir", areas=())
    decided.when(recheck, by=SYSTEM, found=found(person(affiliations=(tie(), harmless)))).nothing()
    unclear = found(person(affiliations=(tie(), harmless, tie(agency="Watford Council", end_unknown=True))))
    decided.when(recheck, by=SYSTEM, found=unclear).then_kinds(e.ConflictFound)
