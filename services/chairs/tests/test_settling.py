"""Can what was settled with a chair who was replaced be put right, and by whom?"""

import pytest
from chairs.domain import events as e
from chairs.domain.commission import COMMISSION
from chairs.domain.county.budget import Line, YearTotals
from chairs.domain.money.ledger import ledger
from chairs.policy import may_act_on_commission
from shared.contracts.chairs import commands as c
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, TODAY, Spec, csp_chair_of

from . import story
from .story import CASE_ID, DANA, EVE, WATFORD, approved, checked, fixed, found, payable, pounds, received_invoice

end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(3000))
correct = c.CorrectSettlement(case_id=CASE_ID, chair_id=DANA, due_in_all=pounds(4000), reason="A day was forgotten")
ended = fixed.when(end, by=WATFORD).and_then


@pytest.mark.rule("H-08", "Y-08")
def test_another_person_corrects_it_and_the_first_amount_stays_on_record() -> None:
    corrected = ended.when(correct, by=MANAGER, found=found()).then(
        e.SettlementCorrected(
            case_id=CASE_ID,
            number=1,
            chair_id=DANA,
            chair_name="Dana Reed",
            before=pounds(3000),
            due_in_all=pounds(4000),
            freed=pounds(4000),
            reason="A day was forgotten",
            corrected_by=MANAGER.id,
            corrected_on=TODAY,
        )
    )
    after = corrected.twice_changes_nothing().and_then
    assert ledger(after.state) == {2026: Line(pounds(4000))}
    from_dana = {"chair_id": DANA, "dated_on": TODAY, "received_on": TODAY}
    after.when(story.invoice("1", "4000.01", **from_dana), by=OFFICER).refused("by £0.01")
    after.when(story.invoice("1", 4000, **from_dana), by=OFFICER).then_kinds(e.InvoiceEntered)
    again = correct.model_copy(update={"due_in_all": pounds(3500)})
    after.when(again, by=MANAGER, found=found()).refused("You settled this, so another person")
    after.when(again, by=WATFORD, found=found()).then_kinds(e.SettlementCorrected)


@pytest.mark.rule("H-08", "Y-09")
def test_it_is_never_below_what_was_approved_nor_above_the_ceiling() -> None:
    half = payable.given(received_invoice(), checked(), approved())
    settled = half.when(end.model_copy(update={"due_in_all": pounds(5000)}), by=WATFORD).and_then
    for amount, told in (
        ("3999.99", "£4,000.00 was approved already, so at least that is due. Enter a credit note first"),
        ("8000.01", "The ceiling of this commission was £8,000.00. Enter that amount or less"),
    ):
        asked = correct.model_copy(update={"due_in_all": pounds(amount)})
        settled.when(asked, by=MANAGER, found=found()).refused(told, field="due_in_all")
    for amount in ("4000.00", "8000.00"):
        asked = correct.model_copy(update={"due_in_all": pounds(amount)})
        settled.when(asked, by=MANAGER, found=found()).then_kinds(e.SettlementCorrected)


@pytest.mark.rule("Y-06")
def test_more_than_was_settled_is_held_against_the_budget() -> None:
    short = found(years={2026: YearTotals(allocated=pounds(3500), committed=pounds(3000))})
    ended.when(correct, by=MANAGER, found=short).refused("overspent by £500.00", field="accept_overspend")
    accepting = correct.model_copy(update={"accept_overspend": True})
    (event,) = ended.when(accepting, by=MANAGER, found=short).events
    assert isinstance(event, e.SettlementCorrected)
    assert event.overspend == 500
    less = correct.model_copy(update={"due_in_all": pounds(2000)})
    ended.when(less, by=MANAGER, found=short).then_kinds(e.SettlementCorrected)


@pytest.mark.rule("H-08")
def test_only_a_settlement_is_corrected() -> None:
    fixed.when(correct, by=MANAGER, found=found()).refused("Nothing was settled for this chair", field="chair_id")
    eve = correct.model_copy(update={"chair_id": EVE})
    ended.when(eve, by=MANAGER, found=found()).refused("Nothing was settled", field="chair_id")


@pytest.mark.rule("G-03", "H-06")
def test_the_chair_of_another_partnership_does_not_correct_it() -> None:
    behind = Spec(COMMISSION, may_act_on_commission).given(story.commissioned())
    settled = behind.when(end, by=WATFORD, found=found()).and_then
    elsewhere = settled.when(correct, by=csp_chair_of("Stevenage"), found=found())
    elsewhere.forbidden("settled with by its own CSP Chair")
    settled.when(correct, by=OPCC_FINANCE, found=found()).then_kinds(e.SettlementCorrected)
