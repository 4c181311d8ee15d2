"""Somebody else writes the report, and the chair goes on: settled, checked, within the budget, and paid apart."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commission import COMMISSION
from chairs.domain.county.budget import YearTotals
from chairs.domain.found import CommissionFound
from chairs.domain.money import payees
from chairs.domain.money.ledger import ledger
from chairs.domain.state import Commission
from chairs.timeline import describe
from hypothesis import given, settings
from hypothesis import strategies as st
from shared.actor import Actor
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import facts
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import FeeScheme, Outcome
from shared.decider import Context, fold
from shared.message import Refused
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, TODAY, csp_chair_of, some_id

from . import story
from .running import Office
from .story import (
    CASE_ID,
    DANA,
    DAY,
    EVE,
    FAY,
    WATFORD,
    at_draft,
    at_outcome,
    checked,
    commissioned,
    fixed,
    found,
    invoice,
    of,
    person,
    pounds,
    tie,
)
from .test_answers import with_chair
from .test_quality import told

GIL = {"writer_name": "Gil Moss", "writer_fee": pounds(1500)}
two = story.new.given(commissioned(**GIL, ceiling=pounds(9500)), at_draft, at_outcome)
FOUND = found(person(), person(EVE, "Eve Hall"), person(FAY, "Fay Lund"))


def change(**chosen: Any) -> c.ChangeWriter:
    told: dict[str, Any] = {"case_id": CASE_ID, "reason": "Illness", "changed_on": TODAY, "writer_id": EVE}
    return c.ChangeWriter(**told | chosen)


def changed(**chosen: Any) -> e.WriterChanged:
    (event,) = two.when(change(**chosen), by=WATFORD, found=FOUND).events
    assert isinstance(event, e.WriterChanged)
    return event


settled = two.when(change(due_in_all=pounds(600), writer_fee=pounds(900)), by=WATFORD, found=FOUND).and_then


def from_gil(amount: str, number: str = "G1") -> c.EnterInvoice:
    return invoice(number, amount, former_writer="Gil Moss")


@pytest.mark.rule("H-07", "H-08")
def test_the_chair_goes_on_and_somebody_else_writes() -> None:
    event = changed(due_in_all=pounds(600), writer_fee=pounds(900))
    assert (event.former_name, event.due_in_all) == ("Gil Moss", pounds(600))
    assert (event.writer_id, event.writer_name, event.writer_fee) == (EVE, "Eve Hall", pounds(900))
    assert event.ceiling == pounds(9500), "600 to the one and 900 to the other are what was agreed before"
    present = settled.state.present
    assert present is not None
    assert (present.chair_id, present.writer_name, present.ended_on) == (DANA, "Eve Hall", None)
    assert "written by Eve Hall, before by Gil Moss" in describe(event)
    (moved, fact) = sorted(told(event, settled.state), key=lambda one: one.type_name())
    assert isinstance(moved, facts.CommissionMoneyMoved)
    assert fact == facts.WriterChanged(
        case_id=CASE_ID, writer_name="Eve Hall", former_name="Gil Moss", changed_on=TODAY, former_account=None
    )


@pytest.mark.rule("H-07")
def test_the_chair_may_take_over_the_writing_and_may_hand_it_over() -> None:
    taken_over = two.when(change(writer_id=None, due_in_all=pounds(600)), by=WATFORD, found=FOUND)
    taken_over.then_kinds(e.WriterChanged).twice_changes_nothing()
    present = taken_over.and_then.state.present
    assert present is not None
    assert (present.writer_name, present.ceiling) == (None, pounds(8600))
    handed = fixed.when(change(writer_fee=pounds(1000)), by=WATFORD, found=FOUND).then_kinds(e.WriterChanged)
    present = handed.and_then.state.present
    assert present is not None
    assert (present.writer_name, present.ceiling) == ("Eve Hall", pounds(9000))
    fixed.when(change(due_in_all=pounds(1)), by=WATFORD, found=FOUND).refused("wrote the report so far")


@pytest.mark.rule("H-05", "H-07", "H-12")
def test_whoever_takes_over_is_checked_as_at_a_commission() -> None:
    tied = found(person(), person(EVE, "Eve Hall", affiliations=(tie(until=story.known.earliest_death),)))
    two.when(change(), by=WATFORD, found=tied).refused("Eve Hall is not independent", field="writer_id")
    unclear = found(person(), person(EVE, "Eve Hall", affiliations=(tie(end_unknown=True),)))
    two.when(change(), by=WATFORD, found=unclear).refused("Record the decision", field="writer_independence")
    decided = change(writer_independence="She left in 2019, and showed the letter.")
    (event,) = two.when(decided, by=WATFORD, found=unclear).events
    assert isinstance(event, e.WriterChanged)
    assert all(each.of_writer for each in event.concerns)
    assert event.concerns
    unlisted = change(writer_id=None, writer_name="Kim Stone")
    two.when(unlisted, by=WATFORD, found=FOUND).refused("Ask them to declare it", field="writer_independence")
    two.when(change(writer_id=some_id("nobody")), by=WATFORD, found=FOUND).refused("not on the approved list")


@pytest.mark.rule("H-08")
@pytest.mark.parametrize(
    ("chosen", "refusal", "field"),
    [
        ({"changed_on": TODAY + DAY}, "in the future", "changed_on"),
        ({"changed_on": story.COMMISSIONED - DAY}, "before the commission", "changed_on"),
        ({"due_in_all": pounds("1500.01")}, "£1,500.00 can be due to Gil Moss at the most", "due_in_all"),
        ({"writer_id": None, "writer_name": "gil moss", "writer_independence": "None."}, "already", None),
        ({"writer_id": None, "writer_fee": pounds(1)}, "A fee for a writer", "writer_fee"),
    ],
)
def test_what_a_change_of_writer_needs(chosen: dict[str, Any], refusal: str, field: str | None) -> None:
    two.when(change(**chosen), by=WATFORD, found=FOUND).refused(refusal, field=field)


@pytest.mark.rule("H-08")
def test_nobody_writes_it_a_second_time_and_nobody_takes_over_what_is_written() -> None:
    again = change(writer_id=None, writer_name="Gil Moss", writer_independence="None.")
    settled.when(again, by=WATFORD, found=FOUND).refused("wrote this report before")
    outcome = e.OutcomeNoted(
        case_id=CASE_ID, number=1, chair_id=DANA, round=1, outcome=Outcome.PUBLISH, recorded_on=TODAY
    )
    two.given(outcome).when(change(), by=WATFORD, found=FOUND).refused("The Home Office approved this report")
    story.new.when(change(), by=WATFORD, found=FOUND).refused("no chair")
    earlier = change(writer_id=FAY, changed_on=TODAY - DAY)
    settled.when(earlier, by=WATFORD, found=FOUND).refused("before the last change of writer")
    settled.when(change(writer_id=FAY), by=WATFORD, found=FOUND).then_kinds(e.WriterChanged)


@pytest.mark.rule("H-08", "Y-09")
def test_each_is_paid_from_their_own_part_to_the_penny() -> None:
    settled.when(from_gil("600"), by=OFFICER).then_kinds(e.InvoiceEntered)
    over = "what was settled with the former writer, £600.00, by £0.01"
    settled.when(from_gil("600.01"), by=OFFICER).refused(over, field="amount")
    settled.when(invoice("E1", "900", from_writer=True), by=OFFICER).then_kinds(e.InvoiceEntered)
    new = "what was agreed with the writer, £900.00, by £0.01"
    settled.when(invoice("E1", "900.01", from_writer=True), by=OFFICER).refused(new, field="amount")
    settled.when(invoice("1", "8000"), by=OFFICER).then_kinds(e.InvoiceEntered)
    settled.when(invoice("1", "8000.01"), by=OFFICER).refused("the chair's fee, £8,000.00, by £0.01")
    settled.when(invoice("X", "1", former_writer="Kim Stone"), by=OFFICER).refused("Nobody of this name")


@pytest.mark.rule("H-08", "Y-09")
def test_what_was_settled_is_payable_at_once_and_what_was_approved_is_due() -> None:
    before = story.new.given(commissioned(**GIL, ceiling=pounds(9500)))
    gone = before.when(change(due_in_all=pounds(600)), by=WATFORD, found=FOUND).and_then
    entered = gone.when(from_gil("600"), by=OFFICER).and_then.given(checked("G1"))
    entered.when(of(c.ApproveInvoice, "G1"), by=MANAGER, found=FOUND).then_kinds(e.InvoiceApproved)
    paid = two.when(invoice("G1", "700", from_writer=True), by=OFFICER).and_then.given(checked("G1"))
    paid = paid.when(of(c.ApproveInvoice, "G1"), by=MANAGER, found=FOUND).and_then
    too_little = change(due_in_all=pounds("699.99"))
    paid.when(too_little, by=WATFORD, found=FOUND).refused("£700.00 was approved for Gil Moss", field="due_in_all")
    paid.when(change(due_in_all=pounds(700)), by=WATFORD, found=FOUND).then_kinds(e.WriterChanged)


@pytest.mark.rule("H-07", "H-08", "Y-09")
def test_where_nothing_was_agreed_apart_what_is_settled_comes_from_the_one_fee() -> None:
    one = story.new.given(commissioned(writer_name="Gil Moss"), at_draft, at_outcome)
    (event,) = one.when(change(due_in_all=pounds(3000)), by=WATFORD, found=FOUND).events
    assert isinstance(event, e.WriterChanged)
    assert event.ceiling == pounds(8000)
    gone = one.given(event)
    gone.when(invoice("1", "5000.01"), by=OFFICER).refused("the chair's fee, £5,000.00, by £0.01")
    gone.when(invoice("1", "5000"), by=OFFICER).and_then.when(from_gil("3000"), by=OFFICER).then_kinds(e.InvoiceEntered)
    half = one.when(invoice("1", "6000"), by=OFFICER).and_then.given(checked("1"))
    half = half.when(of(c.ApproveInvoice, "1"), by=MANAGER, found=FOUND).and_then
    more = change(due_in_all=pounds("2000.01"))
    half.when(more, by=WATFORD, found=FOUND).refused("£2,000.00 can be due to Gil Moss at the most")


@pytest.mark.rule("Y-06")
def test_more_for_a_writer_than_the_year_has_left_is_refused() -> None:
    """600 and 1,900 are 1,000 more than was agreed before."""
    asked = change(due_in_all=pounds(600), writer_fee=pounds(1900))
    enough = found(*FOUND.people.values(), years={2026: YearTotals(pounds(10_500), pounds(9500))})
    two.when(asked, by=WATFORD, found=enough).then_kinds(e.WriterChanged)
    short = found(*FOUND.people.values(), years={2026: YearTotals(pounds("10499.99"), pounds(9500))})
    two.when(asked, by=WATFORD, found=short).refused("be raised by £0.01 first", field="writer_fee")
    less = change(due_in_all=pounds(600), writer_fee=pounds(900))
    nothing = found(*FOUND.people.values(), years={})
    two.when(less, by=WATFORD, found=nothing).then_kinds(e.WriterChanged)


@pytest.mark.rule("Y-06")
def test_of_a_commission_of_an_earlier_year_the_year_that_runs_has_to_have_room_too() -> None:
    earlier = commissioned(
        **GIL, ceiling=pounds(9500), commissioned_on=story.COMMISSIONED.replace(year=2024), year=2024
    )
    asked = change(due_in_all=pounds(600), writer_fee=pounds(1900))
    room = YearTotals(pounds(20_000), pounds(9500))
    runs = YearTotals(pounds(10_000), brought_forward=pounds(9000))
    both = found(*FOUND.people.values(), years={2024: room, 2026: runs})
    story.new.given(earlier).when(asked, by=WATFORD, found=both).then_kinds(e.WriterChanged)
    short = YearTotals(pounds(10_000), brought_forward=pounds("9000.01"))
    less = found(*FOUND.people.values(), years={2024: room, 2026: short})
    story.new.given(earlier).when(asked, by=WATFORD, found=less).refused("be raised by £0.01 first")


@pytest.mark.rule("Y-08")
def test_nobody_gives_themselves_the_writing_nor_approves_what_they_are_paid() -> None:
    own = found(person(), person(EVE, "Eve Hall", account_id=WATFORD.id))
    two.when(change(), by=WATFORD, found=own).refused("are the person who is to write")
    listed = story.new.given(commissioned(writer_id=FAY, writer_name="Fay Lund"), at_draft, at_outcome)
    fay = found(person(), person(EVE, "Eve Hall"), person(FAY, "Fay Lund", account_id=MANAGER.id))
    (event,) = listed.when(change(due_in_all=pounds(600)), by=WATFORD, found=fay).events
    assert isinstance(event, e.WriterChanged)
    assert event.former_account == MANAGER.id
    hers = listed.given(event).when(invoice("F1", "600", former_writer="Fay Lund"), by=OFFICER).and_then
    approve = hers.given(checked("F1")).when(of(c.ApproveInvoice, "F1"), by=MANAGER, found=fay)
    approve.refused("are the one to be paid")


@pytest.mark.rule("H-08", "Y-09")
def test_who_replaces_the_chair_later_settles_with_the_former_writer_too() -> None:
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds("599.99"))
    settled.when(end, by=WATFORD, found=FOUND).refused("£600.00 is due with what was settled", field="due_in_all")
    enough = end.model_copy(update={"due_in_all": pounds(600)})
    gone = settled.when(enough, by=WATFORD, found=FOUND).then_kinds(e.AppointmentEnded).and_then
    gone.when(from_gil("600").model_copy(update={"chair_id": DANA}), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("H-07", "H-08", "H-12", "H-06")
async def test_on_a_real_database_the_new_writer_is_held_to_what_changes_later(office: Office) -> None:
    await with_chair(office)
    await office.list_chair(EVE, "Eve Hall")
    stevenage = csp_chair_of("Stevenage")
    assert (await office.send(change(), stevenage)).forbidden
    await office.done(change(writer_fee=pounds(900)), by=WATFORD)
    page = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert page.present is not None
    assert (page.present.writer_name, page.present.ceiling) == ("Eve Hall", pounds(8900))
    assert (await office.ask(ask.BudgetOfYear(year=2026))).committed == pounds(8900)
    tied = c.DeclareAffiliation(chair_id=EVE, affiliation=tie(until=TODAY - DAY))
    await office.done(tied, by=OFFICER)
    raised = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert raised.present is not None
    assert "Eve Hall, the report writer" in (raised.present.conflict or "")
    kim = change(writer_id=None, writer_name="Kim Stone", writer_independence="Worked for no agency.")
    await office.done(kim, by=WATFORD)
    now = (await office.ask(ask.CommissionOfCase(case_id=CASE_ID))).present
    assert now is not None
    assert (now.writer_independence, [one.name for one in now.former_writers]) == (
        "Worked for no agency.",
        ["Eve Hall"],
    )


@pytest.mark.rule("Y-08", "H-08")
async def test_on_a_real_database_a_former_writer_does_not_approve_what_is_due_to_them(office: Office) -> None:
    await office.list_chair(EVE, "Eve Hall")
    await office.list_chair()
    await office.open_case()
    await office.done(c.AllocateBudget(year=2026, amount=pounds(60_000)))
    await office.done(story.commission(writer_id=EVE, writer_fee=pounds(1500)), by=WATFORD)
    await office.done(c.LinkAccount(chair_id=EVE, account_id=MANAGER.id), by=OFFICER)
    await office.done(change(writer_id=None, due_in_all=pounds(600)), by=WATFORD)
    await office.done(invoice("E1", "600", former_writer="Eve Hall"), of(c.CheckInvoice, "E1"), by=OFFICER)
    assert "are the one to be paid" in str((await office.send(of(c.ApproveInvoice, "E1"), MANAGER)).refused)
    await office.done(of(c.ApproveInvoice, "E1"), by=OPCC_FINANCE)


# Whatever happens, in whatever order

WRITERS = ({"writer_id": EVE}, {"writer_id": FAY}, {"writer_id": None})
amounts = st.sampled_from(["600.00", "8000.00", "900.00", "1500.00", "7400.00", "599.99"])
numbers = st.sampled_from(["1", "2", "3", "4", "5", "6"])
whose = st.sampled_from([{}, {"from_writer": True}, {"former_writer": "Gil Moss"}, {"former_writer": "Eve Hall"}])
invoices = st.builds(lambda number, amount, who: invoice(number, amount, **who), numbers, amounts, whose)
changes = st.builds(
    lambda writer, due, fee: change(
        **writer, due_in_all=pounds(due), writer_fee=pounds(fee if writer["writer_id"] else 0)
    ),
    st.sampled_from(WRITERS),
    st.sampled_from(["600", "0", "1500"]),
    st.sampled_from(["0", "900", "1500"]),
)
ways = invoices.map(
    lambda asked: [
        asked,
        *(kind(case_id=CASE_ID, invoice_id=asked.invoice_id) for kind in (c.CheckInvoice, c.ApproveInvoice)),
    ]
)
"""An invoice on its way to its approval; chance alone would hardly approve one."""
after_a_change = st.tuples(changes, ways, ways).map(lambda each: [each[0], *each[1], *each[2]])
ends = st.just([c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(3000))])
parts = st.one_of(
    ways,
    ways,
    ways,
    after_a_change,
    after_a_change,
    invoices.map(lambda one: [one]),
    changes.map(lambda one: [one]),
    ends,
)
steps = st.lists(parts, min_size=3, max_size=12).map(lambda each: [command for part in each for command in part])
firsts = st.sampled_from(
    [
        commissioned(**GIL, ceiling=pounds(9500)),
        commissioned(writer_name="Gil Moss"),
        commissioned(),
        commissioned(**GIL, scheme=FeeScheme.DAY_RATE, days_estimated=20, ceiling=pounds(11_500)),
    ]
)


def lived(first: e.ChairCommissioned, asked: list[Any]) -> Commission:
    """Refusals change nothing; the manager approves what the officer enters."""
    begun: list[e.CommissionEvent] = [first, at_draft, at_outcome]
    state = fold(COMMISSION, begun)
    for command in asked:
        actor: Actor = MANAGER if isinstance(command, c.ApproveInvoice) else WATFORD
        if isinstance(command, c.EnterInvoice | c.CheckInvoice):
            actor = OFFICER
        known: CommissionFound = FOUND
        context = Context(actor=actor, today=TODAY + timedelta(days=1), at=None, found=known)  # type: ignore[arg-type]
        try:
            state = fold(COMMISSION, COMMISSION.decide(command, state, context), state)
        except Refused:
            continue
    return state


@pytest.mark.rule("Y-09", "H-08")
@settings(max_examples=1000, deadline=None)
@given(firsts, steps)
def test_no_change_of_writer_lets_anybody_be_paid_past_their_part(first: e.ChairCommissioned, asked: list[Any]) -> None:
    state = lived(first, asked)
    (appointment,) = state.appointments
    approved = state.approved_of(appointment)
    parts = {payees.part_of(appointment, each.payee_id): Decimal(0) for each in approved}
    for each in approved:
        parts[payees.part_of(appointment, each.payee_id)] += each.fees_net
    for payee_id, fees in parts.items():
        assert fees <= payees.own(appointment, payee_id)
    former = [each.payee_id for each in appointment.former_writers]
    assert len(former) == len(set(former))
    every = {appointment.chair_id, *former, *([payees.payee_writing(appointment)] if appointment.writer_fee else [])}
    whole = sum((payees.own(appointment, str(payee)) for payee in every), Decimal(0))
    assert whole == appointment.ceiling, "the parts are the whole"
    assert payees.own(appointment, appointment.chair_id) >= 0
    assert state.invoiced(appointment) <= state.limit(appointment)
    for line in ledger(state).values():
        assert 0 <= line.paid <= line.invoiced <= line.committed


@pytest.mark.rule("Y-09")
def test_these_stories_do_reach_changes_of_writer_and_their_payment() -> None:
    """Or the property above would hold of nothing."""
    reached: Counter[str] = Counter()

    @settings(max_examples=300, derandomize=True, deadline=None)
    @given(firsts, steps)
    def live(first: e.ChairCommissioned, asked: list[Any]) -> None:
        (appointment,) = (state := lived(first, asked)).appointments
        paid = {each.payee_id for each in state.approved_of(appointment)}
        former = {each.payee_id for each in appointment.former_writers}
        reached.update({"changed": bool(former), "a former writer": bool(paid & former)})
        reached.update({"the new writer": bool(former) and payees.payee_writing(appointment) in paid})

    live()
    assert min(reached["changed"], reached["a former writer"], reached["the new writer"]) >= 5, reached
