"""What holds across cases, when two replicas are asked at once? On both databases."""

import asyncio
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from shared.actor import Actor
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import ReportStage
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import InvoiceState, ReviewType
from shared.message import Command
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, TODAY, some_id
from shared.wire import Envelope, Reply

from . import running, story
from .running import Office, answered, of_case
from .story import DANA, EVE, OTHER_CASE, WATFORD


class Pair:
    """Two replicas on one database."""

    def __init__(self, first: Office, second: Office) -> None:
        self.first, self.second = first, second

    async def at_once(self, one: Command, other: Command, *, by: Actor) -> list[Reply]:
        return await asyncio.gather(
            *(
                office.writer.execute(Envelope(id=uuid4().hex, actor=by, command=command))
                for office, command in ((self.first, one), (self.second, other))
            )
        )


@pytest.fixture
async def pair(new_database: Callable[[], str], day: running.Day) -> AsyncIterator[Pair]:
    url, keys = new_database(), new_database()
    first, second = await running.start(url, keys, day), Office(url, keys, day)
    second.writer.start()
    yield Pair(first, second)
    await first.stop()
    await second.stop()


async def two_cases(office: Office, budget: int = 60_000) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.open_case()
    await office.open_case(OTHER_CASE, "DHR-2026-002")
    await office.done(c.AllocateBudget(year=2026, amount=Decimal(budget)), by=OPCC_FINANCE)


def why(replies: list[Reply]) -> str:
    """The reason of the one that was refused; the other was accepted."""
    assert sorted(reply.accepted for reply in replies) == [False, True], replies
    return next(reply.refused or "" for reply in replies if not reply.accepted)


@pytest.mark.rule("H-11")
async def test_a_chair_gets_no_fourth_review_by_two_commissions_at_once(pair: Pair) -> None:
    await two_cases(pair.first)
    for number in (1, 2):
        other = c.RecordOtherReview(
            chair_id=DANA,
            review_id=some_id(f"SAR {number}"),
            review_type=ReviewType.SAR,
            reference=f"SAR {number}",
            started_on=TODAY,
        )
        await pair.first.done(other)
    replies = await pair.at_once(story.commission(), story.commission(case_id=OTHER_CASE), by=WATFORD)
    assert why(replies) == "Dana Reed leads 3 reviews already. Give the reason for one more."


@pytest.mark.rule("Y-06")
async def test_two_replicas_do_not_commit_the_same_money(pair: Pair) -> None:
    await two_cases(pair.first, budget=9000)
    one, other = story.commission(), story.commission(case_id=OTHER_CASE, chair_id=EVE)
    assert "has £1,000.00 left" in why(await pair.at_once(one, other, by=WATFORD))


@pytest.mark.rule("Y-06", "Y-02")
async def test_two_grants_at_once_do_not_commit_the_same_money(pair: Pair) -> None:
    await two_cases(pair.first, budget=18_000)
    both = (story.commission(), story.commission(case_id=OTHER_CASE, chair_id=EVE))
    await pair.first.done(*both, by=WATFORD)
    for each in both:
        asked = c.RequestComplexity(case_id=each.case_id, amount=Decimal(2000), reason="Three deaths")
        await pair.first.done(asked, by=OFFICER)
    grants = [c.DecideComplexity(case_id=each.case_id, granted=True, reason="Agreed") for each in both]
    assert "has £0.00 left" in why(await pair.at_once(*grants, by=MANAGER))


@pytest.mark.rule("Y-05")
async def test_two_replicas_do_not_take_one_number_twice(pair: Pair) -> None:
    await two_cases(pair.first)
    await pair.first.done(story.commission(), story.commission(case_id=OTHER_CASE), by=WATFORD)
    here = story.invoice("INV-7")
    there = story.invoice("inv 7", case_id=OTHER_CASE, invoice_id=some_id("another invoice"))
    assert "already" in why(await pair.at_once(here, there, by=OFFICER))


@pytest.mark.rule("Y-05")
async def test_two_numbers_of_the_same_figures_are_two(pair: Pair) -> None:
    await two_cases(pair.first)
    await pair.first.done(story.commission(), story.commission(case_id=OTHER_CASE), by=WATFORD)
    here = story.invoice("1-11")
    there = story.invoice("11-1", case_id=OTHER_CASE, invoice_id=some_id("another invoice"))
    replies = await pair.at_once(here, there, by=OFFICER)
    assert [reply.accepted for reply in replies] == [True, True]


@pytest.mark.rule("Y-11")
async def test_two_exports_at_once_list_each_invoice_once(pair: Pair) -> None:
    office = pair.first
    await two_cases(office)
    await office.done(story.commission(), by=WATFORD)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL), answered())
    for number in ("1", "2"):
        await office.done(story.invoice(number, 4000), story.of(c.CheckInvoice, number), by=OFFICER)
        await office.done(story.of(c.ApproveInvoice, number))
    lists = [c.ExportInvoices(export_id=some_id(word)) for word in ("a list", "another list")]
    assert "Nothing waits to be exported" in why(await pair.at_once(*lists, by=OPCC_FINANCE))
    await office.own_facts()
    (made,) = (await office.ask(ask.ExportList())).exports
    assert (made.count, made.control_total) == (2, Decimal(8000))
    sent = await office.ask(ask.InvoiceList(state=InvoiceState.SENT))
    assert sent.total == 2


@pytest.mark.rule("Y-05", "Y-11")
async def test_what_is_entered_never_takes_the_place_of_another_case_s_invoice(pair: Pair) -> None:
    """A program may choose the reference of what it enters."""
    office = pair.first
    await two_cases(office)
    await office.done(story.commission(), story.commission(case_id=OTHER_CASE, chair_id=EVE), by=WATFORD)
    there = story.invoice("9", case_id=OTHER_CASE, invoice_id=some_id("invoice 1"))
    assert "used already" in why(await pair.at_once(story.invoice("1"), there, by=OFFICER))
    assert (await office.ask(ask.InvoiceList())).total == 1


@pytest.mark.rule("Y-05", "Y-11")
async def test_a_credit_note_never_takes_the_place_of_an_invoice(office: Office) -> None:
    await two_cases(office)
    await office.done(story.commission(), by=WATFORD)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL), answered())
    await office.done(story.invoice("1", 4000), story.of(c.CheckInvoice, "1"), by=OFFICER)
    await office.done(story.of(c.ApproveInvoice, "1"))
    credit = story.of(
        c.EnterCreditNote,
        credit_id=some_id("invoice 1"),
        number="C1",
        amount=Decimal(100),
        dated_on=TODAY,
        reason="Too much",
    )
    reply = await office.send(credit, OFFICER)
    assert "used already" in (reply.refused or "")
    assert [row.number for row in (await office.ask(ask.InvoiceList())).rows] == ["1"]


@pytest.mark.rule("G-03")
async def test_one_account_is_not_linked_to_two_chairs_at_once(pair: Pair) -> None:
    """Or one would see the other's record."""
    await two_cases(pair.first)
    links = [c.LinkAccount(chair_id=chair_id, account_id="an account") for chair_id in (DANA, EVE)]
    assert "An account is one chair's alone" in why(await pair.at_once(*links, by=OFFICER))
