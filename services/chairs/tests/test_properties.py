"""What holds whatever happens, in whatever order? Money never passes the ceiling; nobody approves their own entry."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commands import CompleteCommission, RecordOutcome
from chairs.domain.commission import COMMISSION
from chairs.domain.found import CommissionFound
from chairs.domain.money.ledger import ledger
from chairs.domain.state import Commission
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shared.actor import Actor
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import FeeScheme, InvoiceState, Milestone, Outcome, Worked
from shared.decider import Context, fold
from shared.message import Command, Refused
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, SYSTEM, TODAY, some_id

from . import story
from .story import CASE_ID, DANA, commissioned, pounds

PEOPLE = (MANAGER, OFFICER, OPCC_FINANCE)
NUMBERS = ("1", "2", "3")
CREDITS = ("C1", "C2")

amounts = st.sampled_from(["0.01", "1999.99", "2000.00", "3999.99", "4000.00", "4000.01", "8000.00", "10000.00"])
invoices = st.sampled_from(NUMBERS)


def by_number(kind: Any, **fields: Any) -> st.SearchStrategy[Command]:
    return invoices.map(lambda number: kind(case_id=CASE_ID, invoice_id=some_id(f"invoice {number}"), **fields))


def about_credit(kind: Any, **fields: Any) -> st.SearchStrategy[Command]:
    return st.sampled_from(CREDITS).map(lambda number: kind(case_id=CASE_ID, credit_id=some_id(number), **fields))


fixed_invoice = st.builds(lambda number, amount: story.invoice(number, amount), invoices, amounts)
claims = st.builds(
    lambda number, hours, travel: story.invoice(number, **_claim(hours, travel)),
    invoices,
    st.sampled_from(["0.25", "7.4", "92.5", "185", "185.5", "370"]),
    st.sampled_from([0, 100]),
)
credits_ = st.builds(
    lambda number, credit, amount: c.EnterCreditNote(
        case_id=CASE_ID,
        invoice_id=some_id(f"invoice {number}"),
        credit_id=some_id(credit),
        number=credit,
        amount=pounds(amount),
        dated_on=TODAY,
        reason="Too much",
    ),
    invoices,
    st.sampled_from(CREDITS),
    amounts,
)
asks = st.sampled_from(
    [
        c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths"),
        c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed"),
        c.RequestMoreDays(case_id=CASE_ID, days=2, reason="Many agencies"),
        c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed"),
        c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.AGREED_DRAFT, reached_on=TODAY),
        c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.OUTCOME, reached_on=TODAY),
        c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(4000)),
        CompleteCommission(case_id=CASE_ID, completed_on=TODAY),
    ]
)
late_invoice = st.builds(lambda number: story.invoice(number, 4000, chair_id=DANA), invoices)
commands = st.one_of(
    fixed_invoice,
    late_invoice,
    claims,
    credits_,
    asks,
    by_number(c.CheckInvoice),
    by_number(c.ApproveInvoice),
    by_number(c.RefuseInvoice, reason="No"),
    by_number(c.WithdrawInvoice, reason="Wrong"),
    by_number(c.SendForPayment, sent_on=TODAY),
    by_number(c.RecordPayment, paid_on=TODAY),
    about_credit(c.ApproveCreditNote),
    about_credit(c.RefuseCreditNote, reason="No"),
)
people = st.sampled_from(PEOPLE)
one = st.tuples(commands, people).map(lambda step: [step])


@st.composite
def ways(draw: st.DrawFn) -> list[tuple[Any, Actor]]:
    """An invoice on its way as far as it gets, each step by whoever is there; chance alone would hardly pay one."""
    entering = draw(st.one_of(fixed_invoice, late_invoice, claims))
    ids = {"case_id": CASE_ID, "invoice_id": entering.invoice_id}
    credit = draw(credits_).model_copy(update={"invoice_id": entering.invoice_id})
    along = [
        entering,
        c.CheckInvoice(**ids),
        c.ApproveInvoice(**ids),
        *([credit, c.ApproveCreditNote(case_id=CASE_ID, credit_id=credit.credit_id)] if draw(st.booleans()) else []),
        c.SendForPayment(**ids, sent_on=TODAY),
        c.RecordPayment(**ids, paid_on=TODAY),
        *([credit, c.ApproveCreditNote(case_id=CASE_ID, credit_id=credit.credit_id)] if draw(st.booleans()) else []),
    ]
    return [(command, draw(people)) for command in along]


reached = [
    (c.ReachMilestone(case_id=CASE_ID, milestone=milestone, reached_on=TODAY), SYSTEM) for milestone in Milestone
]
begun = st.sampled_from([[], reached[:1], reached])
asking = st.tuples(asks, people).map(lambda step: [step])
granting = st.sampled_from(
    [
        [
            (c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths"), OFFICER),
            (c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed"), MANAGER),
        ],
        [
            (c.RequestMoreDays(case_id=CASE_ID, days=2, reason="Many agencies"), OFFICER),
            (c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed"), MANAGER),
        ],
        [(CompleteCommission(case_id=CASE_ID, completed_on=TODAY), SYSTEM)],
    ]
)
steps = st.builds(
    lambda first, rest: [*first, *(step for part in rest for step in part)],
    begun,
    st.lists(st.one_of(ways(), ways(), one, asking, granting), min_size=1, max_size=12),
)
BY_THE_DAY = commissioned(scheme=FeeScheme.DAY_RATE, days_estimated=20, ceiling=pounds(10_000))
schemes = st.sampled_from(
    [
        commissioned(),
        BY_THE_DAY,
    ]
)


def _claim(hours: str, travel: int) -> dict[str, Any]:
    more = {"travel": pounds(travel), "travel_reason": "The family lives in Leeds"} if travel else {}
    return story.hours(hours) | more


def lived(first: e.ChairCommissioned, asked: list[tuple[Any, Actor]]) -> list[tuple[Commission, Actor, list[Any]]]:
    """What each request led to; refusals change nothing."""
    state, history = fold(COMMISSION, [first]), []
    for command, actor in asked:
        found = CommissionFound(people={DANA: story.person()}, years={2026: story.PLENTY})
        context = Context(actor=actor, today=TODAY, at=None, found=found)  # type: ignore[arg-type]
        try:
            events = COMMISSION.decide(command, state, context)
        except Refused:
            continue
        state = fold(COMMISSION, events, state)
        history.append((state, actor, events))
    return history


AUTUMN = date(2026, 9, 4)
AFTER_THE_END = [
    (story.invoice("1", **story.hours("185")), OFFICER),
    (
        story.invoice("2", **story.hours("92.5", since=TODAY - timedelta(days=60), dated_on=TODAY, received_on=TODAY)),
        OFFICER,
    ),
    (CompleteCommission(case_id=CASE_ID, completed_on=TODAY), SYSTEM),
    (c.WithdrawInvoice(case_id=CASE_ID, invoice_id=some_id("invoice 1"), reason="Wrong"), OFFICER),
    (c.WithdrawInvoice(case_id=CASE_ID, invoice_id=some_id("invoice 2"), reason="Wrong"), OFFICER),
]
"""£10,000 and £5,000 under a ceiling of £10,000, the second queried; the case closes, and both are withdrawn."""


@pytest.mark.rule("Y-09", "Y-02", "Y-03", "Y-11")
@settings(deadline=None)
@given(schemes, steps)
@example(BY_THE_DAY, AFTER_THE_END)
def test_payments_never_pass_the_approved_ceiling(first: e.ChairCommissioned, asked: list[tuple[Any, Actor]]) -> None:
    travel, raised = Decimal(0), Decimal(0)
    travels: dict[str, Decimal] = {}
    for state, _, events in lived(first, asked):
        (appointment,) = state.appointments
        for event in events:
            if isinstance(event, e.InvoiceEntered):
                travels[event.invoice_id] = event.travel
            if isinstance(event, e.InvoiceApproved):
                travel += travels[event.invoice_id]
            if isinstance(event, e.ComplexityGranted | e.MoreDaysGranted):
                raised += event.amount
        approved = first.ceiling + raised + travel
        assert state.paid(appointment) <= state.invoiced(appointment) <= state.limit(appointment) <= approved
        assert 0 <= state.freed(appointment) <= appointment.ceiling
        fees = sum(each.fees_net for each in state.approved_of(appointment))
        assert fees <= appointment.ceiling - state.freed(appointment)
        for line in ledger(state).values():
            assert 0 <= line.paid <= line.invoiced <= line.committed


@pytest.mark.rule("Y-08")
@settings(deadline=None)
@given(schemes, steps)
def test_nobody_approves_their_own_entry_by_any_path(
    first: e.ChairCommissioned, asked: list[tuple[Any, Actor]]
) -> None:
    entered: dict[str, str] = {}
    requested: dict[str, str] = {}
    for _, actor, events in lived(first, asked):
        for event in events:
            match event:
                case e.InvoiceEntered():
                    entered[event.invoice_id] = actor.id
                case e.CreditNoteEntered():
                    entered[event.credit_id] = actor.id
                case e.InvoiceApproved():
                    assert entered[event.invoice_id] != actor.id
                case e.CreditNoteApproved():
                    assert entered[event.credit_id] != actor.id
                case e.ComplexityRequested():
                    requested["complexity"] = actor.id
                case e.MoreDaysRequested():
                    requested["days"] = actor.id
                case e.ComplexityGranted():
                    assert requested["complexity"] != actor.id
                case e.MoreDaysGranted():
                    assert requested["days"] != actor.id
                case _:
                    pass


@pytest.mark.rule("Y-05")
@settings(deadline=None)
@given(schemes, steps)
def test_every_paid_invoice_was_checked_approved_and_sent_and_its_number_is_its_own(
    first: e.ChairCommissioned, asked: list[tuple[Any, Actor]]
) -> None:
    history = lived(first, asked)
    seen: dict[type[Any], set[str]] = {}
    for state, _, events in history:
        for event in events:
            if isinstance(event, e.InvoicePaid):
                for before in (e.InvoiceChecked, e.InvoiceApproved, e.InvoiceSent):
                    assert event.invoice_id in seen[before]
            if hasattr(event, "invoice_id"):
                seen.setdefault(type(event), set()).add(event.invoice_id)
        live = [each.number for each in state.invoices if each.state is not InvoiceState.WITHDRAWN]
        assert len(live) == len(set(live))


outcomes = st.builds(
    lambda round, outcome: RecordOutcome(
        case_id=CASE_ID, round=round, outcome=outcome, recorded_on=TODAY, panel_members=("m1", "m2")
    ),
    st.integers(1, 3),
    st.sampled_from(list(Outcome)),
)


@pytest.mark.rule("Y-05", "Y-11")
def test_these_stories_do_reach_payments_credits_and_settlements() -> None:
    """Or the properties above would hold of nothing."""
    happened: Counter[str] = Counter()

    @settings(max_examples=300, derandomize=True, deadline=None)
    @given(schemes, steps)
    def live(first: e.ChairCommissioned, asked: list[tuple[Any, Actor]]) -> None:
        happened.update({type(event).__name__ for _, _, events in lived(first, asked) for event in events})

    live()
    kinds = (e.InvoicePaid, e.CreditNoteApproved, e.InvoiceQueried, e.AppointmentEnded, e.CommissionCompleted)
    for kind in (*kinds, e.ComplexityGranted, e.MoreDaysGranted):
        assert happened[kind.__name__] >= 5, happened


@pytest.mark.rule("Q-03")
@settings(deadline=None)
@given(st.lists(outcomes, max_size=12))
def test_the_point_is_given_at_most_once_and_only_for_the_first_submission(asked: list[RecordOutcome]) -> None:
    history = lived(commissioned(), [(command, SYSTEM) for command in asked])
    points = [event for _, _, events in history for event in events if isinstance(event, e.FirstTimePointGiven)]
    first = next((command for command in asked if command.round == 1), None)
    assert len(points) == int(first is not None and first.outcome.approved)


@pytest.mark.rule("Y-03")
@settings(deadline=None)
@given(st.lists(st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4), min_size=1, max_size=20))
def test_a_claim_of_many_days_comes_to_the_same_as_one_of_their_sum(parts: list[Decimal]) -> None:
    worked = tuple(
        Worked(day=story.COMMISSIONED + timedelta(days=at), hours=hours, what="Reading")
        for at, hours in enumerate(parts)
    )
    whole = story.hours(str(sum(parts)))["amount"]
    outcome = story.by_day.when(story.invoice(hours=worked, amount=whole), by=OFFICER)
    assert isinstance(outcome.events[0], e.InvoiceEntered)
