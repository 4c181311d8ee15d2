"""Money where two things meet: a credit and a payment by hand, a refusal and the closing, one chair and the next."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.commands import CompleteCommission
from chairs.domain.county.budget import YearTotals
from chairs.domain.county.fees import SLIDES, claim
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import ReportStage
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import Fees, ListStage, Milestone
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, SYSTEM, TODAY, some_id

from . import story
from .running import Office, of_case
from .story import CASE_ID, DANA, DAY, EVE, WATFORD, by_day, commission, fixed, found, hours, invoice, person, pounds
from .test_answers import with_chair

END = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=date(2026, 7, 10), due_in_all=pounds(4000))


def credit(number: str, amount: int, of: str = "1") -> c.EnterCreditNote:
    return c.EnterCreditNote(
        case_id=CASE_ID,
        invoice_id=some_id(f"invoice {of}"),
        credit_id=some_id(number),
        number=number,
        amount=pounds(amount),
        dated_on=TODAY,
        reason="Too much",
    )


async def credited(office: Office, number: str, amount: int) -> None:
    await office.done(credit(number, amount), by=OFFICER)
    await office.done(c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id(number)))


@pytest.mark.rule("Y-11")
@pytest.mark.parametrize(
    ("before", "after", "listed"),
    [((1000,), (), {}), ((), (1000,), {"A0": -1000}), ((500,), (500,), {"A0": -500}), ((1000,), (500,), {"A0": -500})],
)
async def test_a_credit_that_was_taken_off_by_hand_is_not_taken_off_by_a_list_too(
    office: Office, before: tuple[int, ...], after: tuple[int, ...], listed: dict[str, int]
) -> None:
    """Sent by hand; credited before it was paid, after, or both: what was paid already is asked back, and no more."""
    await with_chair(office)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL))
    await office.done(invoice(), story.of(c.CheckInvoice), by=OFFICER)
    await office.done(story.of(c.ApproveInvoice))
    await office.done(story.of(c.SendForPayment, sent_on=TODAY), by=OPCC_FINANCE)
    for at, amount in enumerate(before):
        await credited(office, f"B{at}", amount)
    await office.done(story.of(c.RecordPayment, paid_on=TODAY), by=OPCC_FINANCE)
    for at, amount in enumerate(after):
        await credited(office, f"A{at}", amount)
    export = c.ExportInvoices(export_id=some_id("a list"))
    reply = await office.send(export, OPCC_FINANCE)
    assert reply.accepted is bool(listed)
    if listed:
        lines = (await office.ask(ask.ExportDetail(export_id=export.export_id))).lines
        assert {line.number: line.amount for line in lines} == {name: Decimal(each) for name, each in listed.items()}
        assert (await office.ask(ask.ExportList())).waiting == 0


@pytest.mark.rule("Y-06", "Y-08")
def test_an_approval_of_overspending_falls_with_what_it_was_for() -> None:
    """Or it would serve for another request, which its approver makes."""
    asked = c.RequestMoreDays(case_id=CASE_ID, days=5, reason="Many agencies")
    allow = c.ApproveOverspend(case_id=CASE_ID, up_to=pounds(2000), reason="It cannot wait")
    short = found(years={2026: YearTotals(pounds(10_000), pounds(10_000))})
    waiting = by_day.when(asked, by=OFFICER).and_then.when(allow, by=MANAGER).and_then
    refused = waiting.when(c.DecideMoreDays(case_id=CASE_ID, granted=False, reason="No"), by=MANAGER).and_then
    again = refused.when(asked, by=MANAGER).and_then
    grant = c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed")
    again.when(grant, by=OFFICER, found=short).refused("Ask the budget holder to approve overspending")
    more = c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths")
    complex_ = fixed.when(more, by=OFFICER).and_then.when(allow, by=OPCC_FINANCE).and_then
    gone = complex_.when(END.model_copy(update={"due_in_all": pounds(1)}), by=WATFORD).and_then
    assert gone.state.overspend is None
    no = c.DecideComplexity(case_id=CASE_ID, granted=False, reason="No")
    assert complex_.when(no, by=MANAGER).and_then.state.overspend is None


@pytest.mark.rule("Y-06")
def test_what_an_invoice_does_not_take_after_the_closing_is_free_again() -> None:
    close = CompleteCommission(case_id=CASE_ID, completed_on=TODAY)
    entered = story.payable.when(invoice("1", 4000), by=OFFICER).and_then
    closed = entered.when(close, by=SYSTEM).and_then
    assert closed.state.limit(closed.state.appointments[0]) == pounds(4000), "it waits for its decision"
    for command in (story.of(c.RefuseInvoice, reason="No"), story.of(c.WithdrawInvoice, reason="Wrong")):
        over = closed.when(command, by=OFFICER).and_then.state
        assert (over.limit(over.appointments[0]), over.freed(over.appointments[0])) == (pounds(0), pounds(8000))
    paid = closed.given(story.checked(), story.approved())
    note = paid.when(credit("C1", 1000), by=OFFICER).and_then
    less = note.when(c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1")), by=MANAGER).and_then
    assert less.state.limit(less.state.appointments[0]) == less.state.invoiced(less.state.appointments[0]) == 3000
    less.when(invoice("2", 1000), by=OFFICER).refused("Ask the budget holder to allow a late invoice")


@pytest.mark.rule("Y-09", "H-08")
def test_a_milestone_of_the_chair_before_pays_nothing_to_the_next() -> None:
    gone = fixed.when(END, by=WATFORD).and_then
    later = commission(chair_id=EVE, commissioned_on=date(2026, 9, 20))
    both = gone.when(later, by=WATFORD, found=found()).and_then
    agreed = c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.AGREED_DRAFT, reached_on=date(2026, 9, 19))
    both.when(agreed, by=SYSTEM).nothing()
    both.when(agreed.model_copy(update={"reached_on": date(2026, 9, 20)}), by=SYSTEM).then_kinds(e.MilestoneReached)


@pytest.mark.rule("H-08", "Y-03", "Y-05")
def test_nobody_is_paid_for_a_day_on_which_another_had_the_work() -> None:
    ended = by_day.when(END, by=WATFORD).and_then
    last_day = hours("7.4", since=END.ended_on, chair_id=DANA)
    ended.when(invoice(**last_day), by=OFFICER).then_kinds(e.InvoiceEntered)
    day_after = hours("7.4", since=END.ended_on + DAY, chair_id=DANA)
    ended.when(invoice(**day_after), by=OFFICER).refused("The appointment ended on 10 July 2026", field="hours")
    too_soon = commission(chair_id=EVE, commissioned_on=END.ended_on - DAY)
    ended.when(too_soon, by=WATFORD, found=found()).refused("the end of the last appointment", field="commissioned_on")
    same_day = commission(chair_id=EVE, commissioned_on=END.ended_on)
    ended.when(same_day, by=WATFORD, found=found()).then_kinds(e.ChairCommissioned)
    change = c.ChangeWriter(
        case_id=CASE_ID, reason="Illness", changed_on=date(2026, 7, 10), writer_id=EVE, writer_fee=pounds(2000)
    )
    written = by_day.when(change, by=WATFORD, found=found()).and_then
    before = hours("7.4", since=date(2026, 7, 9), from_writer=True)
    written.when(invoice(**before), by=OFFICER).refused("write the report since 10 July 2026", field="hours")
    since = hours("7.4", since=date(2026, 7, 10), from_writer=True)
    written.when(invoice(**since), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("Y-03")
def test_a_claim_is_rounded_once_at_its_end() -> None:
    odd = replace_fees(day_rate="405.75", day_hours="7.5")
    assert claim(Decimal("7.75"), odd) == pounds("419.28"), "419.275 half up"


def replace_fees(**changed: str) -> Fees:
    return SLIDES.model_copy(update={name: Decimal(value) for name, value in changed.items()})


@pytest.mark.rule("H-05", "H-07", "Y-09")
def test_nobody_on_the_list_writes_under_a_name_that_is_typed() -> None:
    fee = {"writer_independence": "None.", "writer_fee": pounds(3000)}
    both = found(person(), person(EVE, "Eve Hall"))
    own = commission(writer_name="dana reed", **fee)
    story.new.when(own, by=WATFORD, found=both).refused("chairs this review", field="writer_name")
    listed = commission(writer_name="Dr. Eve HALL", **fee)
    story.new.when(listed, by=WATFORD, found=both).refused("is on the approved list", field="writer_name")
    off = found(person(), replace(person(EVE, "Eve Hall"), stage=ListStage.LEFT))
    story.new.when(listed, by=WATFORD, found=off).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("Y-05")
def test_what_was_taken_back_is_not_taken_for_entered_again() -> None:
    back = fixed.when(invoice(), by=OFFICER).and_then.when(story.of(c.WithdrawInvoice, reason="Wrong"), by=OFFICER)
    back.and_then.when(invoice(), by=OFFICER).refused("This reference is used already")


@pytest.mark.rule("H-08")
def test_a_correction_leaves_a_former_writer_what_was_settled_with_them() -> None:
    change = c.ChangeWriter(case_id=CASE_ID, reason="Illness", changed_on=TODAY, writer_id=EVE)
    first = commission(writer_name="Gil Moss", writer_independence="None.", writer_fee=pounds(1500))
    two = story.new.when(first, by=WATFORD, found=found()).and_then
    gone = two.when(change.model_copy(update={"due_in_all": pounds(600)}), by=WATFORD, found=found()).and_then
    ended = gone.when(END.model_copy(update={"ended_on": TODAY, "due_in_all": pounds(1000)}), by=WATFORD).and_then
    correct = c.CorrectSettlement(case_id=CASE_ID, chair_id=DANA, due_in_all=pounds("599.99"), reason="Counted again")
    ended.when(correct, by=MANAGER, found=found()).refused("£600.00 is due with what was settled", field="due_in_all")
    enough = correct.model_copy(update={"due_in_all": pounds(600)})
    ended.when(enough, by=MANAGER, found=found()).then_kinds(e.SettlementCorrected)
