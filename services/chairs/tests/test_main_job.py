"""The chairs' part of the main job, through the writer and the answers, on both databases."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest
from shared.actor import Actor, Forbidden, Role
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Outcome, ReportStage
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import InvoiceState, Score
from shared.testing.spec import AUDITOR, OFFICER, OPCC_FINANCE, csp_chair_of, some_id
from shared.writing.projection import rebuild

from . import story
from .running import Office, answered, of_case

MONEY = Decimal("60000.00")


def member(member_id: str) -> Actor:
    return Actor(id=member_id, name="A panel member", roles=frozenset({Role.PANEL_MEMBER}))


def scores(settings: tuple[str, ...], score: int) -> tuple[Score, ...]:
    return tuple(Score(criterion=name, score=score, comment=f"A {score}") for name in settings)


async def ready(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(story.EVE, "Eve Hall", specialisms=("Drug and alcohol", "Mental health"))
    await office.open_case()
    await office.done(c.AllocateBudget(year=2026, amount=MONEY), by=OPCC_FINANCE)


@pytest.mark.rule("H-01", "H-04", "H-06", "Y-01", "Y-05", "Y-06", "Q-01", "Q-03")
async def test_from_the_list_to_the_last_payment_and_the_point(office: Office) -> None:
    await ready(office)
    choice = await office.ask(ask.CandidatesForCase(case_id=story.CASE_ID, specialisms=("Drug and alcohol",)))
    assert [each.name for each in choice.candidates] == ["Eve Hall", "Dana Reed"]
    assert choice.left_by == date(2024, 3, 1)
    assert choice.uncovered == ()

    await office.done(story.commission(chair_id=story.EVE, specialisms=("Drug and alcohol",)), by=story.WATFORD)
    budget = await office.ask(ask.BudgetOfYear(year=2026))
    assert (budget.allocated, budget.committed, budget.remaining) == (MONEY, Decimal(8000), Decimal(52000))

    await office.hear(of_case(cases.InitialMeetingHeld, held_on=date(2026, 6, 20), appointment_agreed=True))
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL, agreed_on=date(2026, 9, 1)))
    await office.pay(story.invoice("EH-1", 4000))
    await office.hear(answered(Outcome.PUBLISH))
    await office.pay(story.invoice("EH-2", 4000))
    budget = await office.ask(ask.BudgetOfYear(year=2026))
    assert (budget.committed, budget.invoiced, budget.paid) == (Decimal(8000), Decimal(8000), Decimal(8000))

    asked = (await office.ask(ask.MyEvaluations(), member("m1"))).open
    assert [each.reference for each in asked] == ["DHR-2026-001"]
    for member_id, score in (("m1", 5), ("m2", 4), ("m3", 4)):
        answer = c.SubmitEvaluation(case_id=story.CASE_ID, member_id=member_id, scores=scores(asked[0].criteria, score))
        await office.done(answer, by=member(member_id))
    seen = await office.ask(ask.EvaluationRound(case_id=story.CASE_ID))
    assert (seen.received, seen.expected, seen.mean, seen.point) == (3, 4, Decimal("4.33"), True)

    record = await office.ask(ask.ChairDetail(chair_id=story.EVE))
    assert (record.quality.average, record.quality.responses, record.quality.points) == (Decimal("4.33"), 3, 1)
    assert record.email == "eve.hall@example.org"
    commission = await office.ask(ask.CommissionOfCase(case_id=story.CASE_ID))
    assert commission.present is not None
    assert commission.present.agreed_on == date(2026, 6, 20)
    assert [each.row.state for each in commission.invoices] == [InvoiceState.PAID, InvoiceState.PAID]
    assert [each.name for each in commission.present.considered] == ["Eve Hall", "Dana Reed"]
    assert "was commissioned as chair" in commission.timeline[-1].text


@pytest.mark.rule("H-06", "G-03")
async def test_only_the_csp_chair_of_the_partnership_or_the_manager_for_them_commissions(office: Office) -> None:
    await ready(office)
    stevenage = await office.send(story.commission(), csp_chair_of("Stevenage"))
    assert stevenage.forbidden == "Chairs of Watford's reviews are commissioned by its own CSP Chair."
    assert (await office.send(story.commission(), OFFICER)).forbidden
    unnamed = await office.send(story.commission())
    assert (unnamed.refused, unnamed.field) == ("Say for which CSP Chair you record this.", "on_behalf_of")
    await office.done(story.commission(on_behalf_of="Cllr Ann Wood"))


@pytest.mark.rule("Y-05")
async def test_a_number_is_taken_across_cases_even_by_two_entries_at_once(office: Office) -> None:
    await ready(office)
    await office.open_case(story.OTHER_CASE, "DHR-2026-002")
    await office.done(story.commission(), story.commission(case_id=story.OTHER_CASE), by=story.WATFORD)
    here = story.invoice("INV-7")
    there = story.invoice("inv 7", case_id=story.OTHER_CASE, invoice_id=some_id("another invoice"))
    replies = await asyncio.gather(office.send(here, OFFICER), office.send(there, OFFICER))
    assert [reply.accepted for reply in replies] == [True, False]
    assert replies[1].refused == "Dana Reed sent number inv 7 already. Please check, and ask for a new one."
    assert replies[1].field == "number"


@pytest.mark.rule("Y-06")
async def test_two_commissions_at_once_do_not_spend_the_same_money(office: Office) -> None:
    await ready(office)
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("9000.00")), by=OPCC_FINANCE)
    await office.open_case(story.OTHER_CASE, "DHR-2026-002")
    both = (story.commission(), story.commission(case_id=story.OTHER_CASE, chair_id=story.EVE))
    replies = await asyncio.gather(*(office.send(each, story.WATFORD) for each in both))
    assert [reply.accepted for reply in replies] == [True, False]
    assert replies[1].refused is not None
    assert "has £1,000.00 left" in replies[1].refused


@pytest.mark.rule("Y-06", "Y-08")
async def test_a_year_that_runs_short_asks_for_another_persons_approval(office: Office) -> None:
    await ready(office)
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("7000.00")), by=OPCC_FINANCE)
    short = await office.send(story.commission(), story.WATFORD)
    assert short.refused is not None
    assert "has £7,000.00 left" in short.refused
    assert short.field == "accept_overspend"
    await office.done(c.ApproveOverspend(case_id=story.CASE_ID, up_to=Decimal(1000), reason="Urgent"), by=OPCC_FINANCE)
    await office.done(story.commission(accept_overspend=True), by=story.WATFORD)
    budget = await office.ask(ask.BudgetOfYear())
    assert (budget.year, budget.remaining) == (2026, Decimal(-1000))


@pytest.mark.rule("Y-06")
async def test_the_year_is_told_to_others_after_every_movement(office: Office) -> None:
    await ready(office)
    await office.done(story.commission(), by=story.WATFORD)

    def told(tx: object) -> list[dict[str, object]]:
        from shared.history import feed

        rows = feed.since(tx, "chairs", 0, 1000)  # type: ignore[arg-type]
        return [fact.data for fact in rows if fact.type == "BudgetChanged"]

    last = (await office.writer.do(told))[-1]
    assert (last["year"], last["allocated"], last["committed"]) == (2026, "60000.00", "8000.00")


@pytest.mark.rule("Y-11")
async def test_each_invoice_is_exported_once_and_a_repeat_is_marked(office: Office) -> None:
    await ready(office)
    await office.done(story.commission(), by=story.WATFORD)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL), answered())
    for number in ("1", "2"):
        await office.done(story.invoice(number, 4000), story.of(c.CheckInvoice, number), by=OFFICER)
        await office.done(story.of(c.ApproveInvoice, number))
    credit = c.EnterCreditNote(
        case_id=story.CASE_ID,
        invoice_id=some_id("invoice 1"),
        credit_id=some_id("credit"),
        number="C1",
        amount=Decimal(100),
        dated_on=date(2026, 10, 5),
        reason="Too much",
    )
    await office.done(credit, by=OFFICER)
    await office.done(c.ApproveCreditNote(case_id=story.CASE_ID, credit_id=some_id("credit")))
    export_id = some_id("an export")
    await office.done(c.ExportInvoices(export_id=export_id), by=OPCC_FINANCE)
    again = await office.send(c.ExportInvoices(export_id=some_id("the next")), OPCC_FINANCE)
    assert again.refused == (
        "Nothing waits to be exported: all that was approved is in an earlier list. Open that one instead."
    )
    await office.done(c.ReexportInvoices(export_id=export_id, reason="Lost"), by=OPCC_FINANCE)
    export = await office.ask(ask.ExportDetail(export_id=export_id))
    assert (len(export.lines), export.control_total, export.repeats) == (3, Decimal(7900), 1)
    states = {each.row.state for each in (await office.ask(ask.CommissionOfCase(case_id=story.CASE_ID))).invoices}
    assert states == {InvoiceState.SENT, InvoiceState.APPROVED}
    listed = await office.ask(ask.InvoiceList(state=InvoiceState.SENT))
    assert (listed.total, {row.exported for row in listed.rows}) == (2, {True})


async def test_the_read_models_can_be_built_again_from_the_record(office: Office) -> None:
    await ready(office)
    await office.done(story.commission(), by=story.WATFORD)
    before = await office.ask(ask.CommissionOfCase(case_id=story.CASE_ID)), await office.ask(ask.RosterList())
    for view in ("chairs", "commissions", "appointments", "invoices", "exported", "exports", "budgets", "settings"):
        from chairs.service import CHAIRS

        await office.writer.do(lambda tx: None)
        rebuild(CHAIRS, office.database, office.vault, view)
    assert before == (
        await office.ask(ask.CommissionOfCase(case_id=story.CASE_ID)),
        await office.ask(ask.RosterList()),
    )


async def test_roles_without_a_line_are_turned_away(office: Office) -> None:
    await ready(office)
    with pytest.raises(Forbidden):
        await office.ask(ask.ChairDetail(chair_id=story.DANA), OPCC_FINANCE)
    assert (await office.ask(ask.ChairDetail(chair_id=story.DANA), AUDITOR)).name == "Dana Reed"


@pytest.mark.rule("Y-05")
async def test_invoices_are_found_by_a_part_of_a_name_or_reference(office: Office) -> None:
    await ready(office)
    await office.done(story.commission(), by=story.WATFORD)
    await office.done(story.invoice())

    async def found(**asked: str) -> int:
        return (await office.ask(ask.InvoiceList(**asked))).total

    assert (await found(payee="dana"), await found(payee="eve"), await found(payee="%")) == (1, 0, 0)
    assert (await found(reference="001"), await found(reference="002")) == (1, 0)
