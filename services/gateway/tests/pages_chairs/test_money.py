"""Invoices from entry to payment, credit notes, lists for finance, and the year's budget."""

import re
from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from gateway.identity.demonstration import DOMAIN, account_id
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import ExpectedLine, InvoiceRow
from shared.contracts.chairs.queries import (
    BudgetOfYear,
    CommissionOfCase,
    ExportDetail,
    ExportList,
    InvoiceDetail,
    InvoiceList,
    MyChairRecord,
)
from shared.contracts.chairs.values import FeeScheme, InvoiceState
from shared.question import Page
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE, CREDIT, EXPORT, INVOICE
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

ENTER = f"/cases/{CASE}/invoices/enter"
PAPER = f"/cases/{CASE}/invoices/{INVOICE}"
NOTE = f"/cases/{CASE}/credit-notes/{CREDIT}"
TYPED = {
    "number": "DR-015",
    "amount": "4,000",
    **day("dated_on", date(2026, 11, 2)),
    **day("received_on", date(2026, 11, 3)),
}


@pytest.fixture(autouse=True)
def _answers(services: StandIn) -> None:
    scripted(services)


@pytest.mark.rule("Y-05")
def test_an_invoice_is_entered_on_the_page_of_its_review(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("support")
    said = on_the_page(browser.get(ENTER))
    assert "of the ceiling of £8,000.00, £4,000.00 is left, and £0.00 of that is payable now" in said
    assert "Hours of work" not in said, "a fixed fee is not claimed by hours"
    done = post(browser, ENTER, csrf, **TYPED)
    command = cast(c.EnterInvoice, services.sent[-1].command)
    assert (command.number, command.amount, command.case_id) == ("DR-015", Decimal("4000"), CASE)
    assert done.headers["location"] == f"/cases/{CASE}/invoices/{command.invoice_id}"


@pytest.mark.rule("Y-03")
def test_under_the_day_rate_each_day_of_work_has_its_hours(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    by_day = answers.appointed(scheme=FeeScheme.DAY_RATE, days_estimated=15)
    services.answers[CommissionOfCase] = answers.commission(present=by_day)
    csrf = sign_in("support")
    hours = {
        "hours-count": "1",
        "hours-0-hours": "7.4",
        "hours-0-what": "Reading",
        **day("hours-0-day", date(2026, 11, 1)),
        "travel": "40.50",
        "travel_reason": "The family lives in Leeds.",
    }
    post(browser, ENTER, csrf, **TYPED, **hours)
    command = cast(c.EnterInvoice, services.sent[-1].command)
    assert [(one.hours, one.what) for one in command.hours] == [(Decimal("7.4"), "Reading")]
    assert command.travel == Decimal("40.50")
    wrong = post(browser, ENTER, csrf, **TYPED, **{**hours, "hours-0-hours": "a day"})
    assert "The hours must be a number, like 7.4" in on_the_page(wrong)
    assert 'value="a day"' in wrong.text


@pytest.mark.rule("Y-05")
def test_a_second_invoice_of_the_same_number_is_refused_beside_the_number(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.replies[c.EnterInvoice] = Reply(refused="Deepak Rana sent number DR-015 already.", field="number")
    csrf = sign_in("support")
    page = post(browser, ENTER, csrf, **TYPED)
    assert 'href="#number">Deepak Rana sent number DR-015 already.' in page.text
    assert 'value="4,000"' in page.text


@pytest.mark.rule("Y-11")
def test_after_a_replacement_it_is_asked_whose_work_it_is(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CommissionOfCase] = answers.commission(earlier=(answers.ENDED,))
    csrf = sign_in("support")
    assert "Select for whose work it is" in on_the_page(post(browser, ENTER, csrf, **TYPED))
    post(browser, ENTER, csrf, **TYPED, chair_id=answers.OTHER)
    assert cast(c.EnterInvoice, services.sent[-1].command).chair_id == answers.OTHER


def test_a_chair_enters_their_own_and_comes_back_to_their_record(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("panel.chair")
    said = on_the_page(browser.get(ENTER))
    assert "Fixed fee: of the ceiling of £8,000.00, £4,000.00 is left." in said
    assert "Hours of work" not in said
    done = post(browser, ENTER, csrf, **TYPED)
    assert done.headers["location"] == "/my-record"
    assert CommissionOfCase not in {type(question) for question, _ in services.asked}


@pytest.mark.rule("Y-11")
def test_a_chair_who_was_replaced_enters_theirs_as_their_own(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    ended = answers.OWN.reviews[0].model_copy(update={"replaced": True, "ended_on": date(2026, 10, 1)})
    services.answers[MyChairRecord] = answers.OWN.model_copy(update={"reviews": (ended,)})
    post(browser, ENTER, sign_in("panel.chair"), **TYPED)
    assert cast(c.EnterInvoice, services.sent[-1].command).chair_id == answers.CHAIR


@pytest.mark.rule("Y-08")
def test_who_entered_an_invoice_is_not_offered_to_approve_it(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    own = account_id(f"support@{DOMAIN}")
    services.answers[InvoiceDetail] = answers.record(InvoiceState.CHECKED, entered_by=own)
    sign_in("support")
    shown = browser.get(PAPER)
    assert "You entered it, so another person approves it." in on_the_page(shown)
    assert f"{PAPER}/approve" not in shown.text
    sign_in("finance")
    assert f"{PAPER}/approve" in browser.get(PAPER).text


@pytest.mark.rule("Y-05")
@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (InvoiceState.ENTERED, {"check", "refuse", "withdraw"}),
        (InvoiceState.QUERIED, {"check", "refuse", "withdraw"}),
        (InvoiceState.CHECKED, {"approve", "refuse", "withdraw"}),
        (InvoiceState.APPROVED, {"send", "credit"}),
        (InvoiceState.SENT, {"paid", "credit"}),
        (InvoiceState.PAID, {"credit"}),
        (InvoiceState.REFUSED, set()),
        (InvoiceState.WITHDRAWN, set()),
    ],
)
def test_each_state_offers_its_next_steps(
    browser: TestClient, services: StandIn, sign_in: SignIn, state: InvoiceState, offered: set[str]
) -> None:
    services.answers[InvoiceDetail] = answers.record(state)
    sign_in("manager")
    shown = browser.get(PAPER).text
    steps = {"check", "approve", "refuse", "withdraw", "send", "paid", "credit"}
    assert {step for step in steps if f'href="{PAPER}/{step}"' in shown} == offered


@pytest.mark.parametrize(
    ("step", "typed", "command"),
    [
        ("check", {}, c.CheckInvoice),
        ("approve", {}, c.ApproveInvoice),
        ("refuse", {"reason": "Not ours."}, c.RefuseInvoice),
        ("withdraw", {"reason": "Entered twice."}, c.WithdrawInvoice),
        ("send", day("sent_on", date(2026, 11, 3)), c.SendForPayment),
        ("paid", day("paid_on", date(2026, 11, 3)), c.RecordPayment),
    ],
)
def test_each_step_is_one_form(
    browser: TestClient, services: StandIn, sign_in: SignIn, step: str, typed: dict[str, str], command: type[object]
) -> None:
    csrf = sign_in("manager")
    done = post(browser, f"{PAPER}/{step}", csrf, **typed)
    assert done.headers["location"] == PAPER
    assert type(services.sent[-1].command) is command


@pytest.mark.rule("Y-11")
def test_a_credit_note_is_entered_and_approved_by_another_person(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("support")
    typed = {"number": "C1", "amount": "100", "reason": "Two hours less.", **day("dated_on", date(2026, 11, 3))}
    done = post(browser, f"{PAPER}/credit", csrf, **typed)
    entered = cast(c.EnterCreditNote, services.sent[-1].command)
    assert done.headers["location"] == f"/cases/{CASE}/invoices/{entered.credit_id}"
    services.answers[InvoiceDetail] = answers.CREDITED
    csrf = sign_in("finance")
    assert f'href="{NOTE}/approve"' in browser.get(f"/cases/{CASE}/invoices/{CREDIT}").text
    post(browser, f"{NOTE}/approve", csrf)
    assert cast(c.ApproveCreditNote, services.sent[-1].command).credit_id == CREDIT


@pytest.mark.rule("Y-02")
def test_more_for_complexity_waits_for_another_person(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("panel.chair")
    at = f"/cases/{CASE}/chair/complexity"
    post(browser, at, csrf, amount="1500", reason="Three agencies more.")
    assert cast(c.RequestComplexity, services.sent[-1].command).amount == Decimal("1500")
    services.answers[CommissionOfCase] = answers.commission(present=answers.appointed(complexity=answers.ASKED))
    csrf = sign_in("manager")
    said = on_the_page(browser.get(f"/cases/{CASE}/chair"))
    assert "£1,500.00" in said
    assert "Decide on this request" in said
    post(browser, f"{at}/decide", csrf, granted="no", reason="Not complex.")
    assert not cast(c.DecideComplexity, services.sent[-1].command).granted


@pytest.mark.rule("Y-11")
def test_a_list_for_finance_ends_with_its_control_total(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("finance")
    said = on_the_page(browser.get("/invoices/exports"))
    assert "2 approved invoices and credit notes, −£100.00 together, wait to be listed." in said
    done = post(browser, "/invoices/exports/make", csrf)
    made = cast(c.ExportInvoices, services.sent[-1].command)
    assert done.headers["location"] == f"/invoices/exports/{made.export_id}"
    file = browser.get(f"/invoices/exports/{EXPORT}/csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "DHR-2026-004,Deepak Rana,DR-014,invoice,4000.00,2026-09-01,2026-09-20"
    assert lines[-1] == "Control total,,,1 line,4000.00,,"
    assert "again" not in file.headers["content-disposition"]


@pytest.mark.rule("Y-11")
def test_a_list_exported_again_is_marked_as_such(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[ExportDetail] = answers.LIST.model_copy(update={"repeats": 1})
    csrf = sign_in("finance")
    post(browser, f"/invoices/exports/{EXPORT}/again", csrf, reason="The file was lost.")
    assert cast(c.ReexportInvoices, services.sent[-1].command).reason == "The file was lost."
    assert "Exported again once" in on_the_page(browser.get(f"/invoices/exports/{EXPORT}"))
    file = browser.get(f"/invoices/exports/{EXPORT}/csv")
    assert "-again-1.csv" in file.headers["content-disposition"]
    last = file.content.decode("utf-8-sig").splitlines()[-1]
    assert last == '"Control total, exported again once",,,1 line,4000.00,,'


@pytest.mark.rule("Y-11")
def test_a_credit_note_stands_below_zero_wherever_it_is_listed(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[InvoiceDetail] = answers.CREDITED
    rows = (answers.invoice(InvoiceState.PAID), answers.CREDITED.row)
    services.answers[InvoiceList] = Page[InvoiceRow](rows=rows, total=2, page=1, size=50)
    sign_in("finance")
    assert "−£4,000.00" in on_the_page(browser.get("/invoices"))
    assert ",-4000.00," in browser.get("/invoices.csv").text
    assert "Credited −£4,000.00" in on_the_page(browser.get(f"/cases/{CASE}/invoices/{CREDIT}"))


@pytest.mark.rule("Y-09", "Y-06")
def test_an_invoice_says_what_remains_and_in_which_budgets_it_counts(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    against = {"ceiling": Decimal("10000.00"), "left": Decimal("4000.01"), "payable": Decimal("4000.00")}
    parts = ((2025, Decimal("1000.50")), (2026, Decimal("2999.50")))
    checked = answers.record(InvoiceState.CHECKED).model_copy(update=against | {"parts": parts})
    services.answers[InvoiceDetail] = checked
    sign_in("finance")
    said = on_the_page(browser.get(PAPER))
    assert "Invoiced and approved £5,999.99 Left of the ceiling £4,000.01 Payable of it now £4,000.00" in said
    assert "Left when this is approved £0.01" in said
    assert "2025 to 2026 £1,000.50 2026 to 2027 £2,999.50" in said
    services.answers[InvoiceDetail] = checked.model_copy(update={"left": Decimal("3999.99")})
    assert "Over the ceiling if it were approved −£0.01" in on_the_page(browser.get(PAPER))


def test_nothing_that_waits_is_said_and_no_list_offered(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    nothing = {"waiting": 0, "waiting_total": Decimal("0.00")}
    services.answers[ExportList] = answers.EXPORTS.model_copy(update=nothing)
    sign_in("finance")
    shown = browser.get("/invoices/exports")
    assert "Every approved invoice and credit note is in a list." in on_the_page(shown)
    assert "/invoices/exports/make" not in shown.text


@pytest.mark.rule("Y-06")
def test_the_year_is_a_bar_with_a_title_and_a_description_and_the_same_in_a_table(
    browser: TestClient, sign_in: SignIn
) -> None:
    sign_in("finance")
    shown = browser.get("/budget").text
    assert 'role="img" aria-labelledby="bar-title bar-desc"' in shown
    assert "Of £48,000.00 allocated: £4,000.00 paid, £4,000.00 approved, not paid yet" in shown
    widths = [int(part) for part in re.findall(r'<rect x="\d+" y="0" width="(\d+)" height="48" fill="#', shown)]
    assert sum(widths) == pytest.approx(1000, abs=2)
    assert f'href="/cases/{CASE}/chair"' in shown


@pytest.mark.rule("Y-06")
def test_a_year_that_runs_short_says_so_first(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[BudgetOfYear] = answers.budget(
        allocated=Decimal("10000.00"), remaining=Decimal("-6000.00"), forecast=Decimal("-18000.00")
    )
    sign_in("manager")
    said = on_the_page(browser.get("/budget/2026"))
    assert "The year runs short: £6,000.00 more is committed than allocated." in said
    assert "−£18,000.00" in said
    assert "The dashed line is what is allocated" in said


@pytest.mark.rule("Y-06")
def test_a_year_without_a_budget_says_so_and_what_is_committed_already(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    unknown = {"funder": None, "allocated": Decimal("0.00"), "remaining": Decimal("-200.00")}
    services.answers[BudgetOfYear] = answers.budget(committed=Decimal("200.00"), **unknown)
    sign_in("finance")
    said = on_the_page(browser.get("/budget"))
    assert "No budget is recorded for this year yet, and £200.00 is committed already." in said
    assert "The dashed line" not in said


@pytest.mark.rule("Y-06", "Y-08")
def test_who_approves_overspending_reads_how_the_year_stands(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[BudgetOfYear] = answers.budget(remaining=Decimal("2000.00"))
    services.answers[CommissionOfCase] = answers.commission(present=None)
    csrf = sign_in("finance")
    at = f"/cases/{CASE}/chair/overspend"
    said = on_the_page(browser.get(at))
    assert "has £2,000.00 left" in said
    assert "£8,000.00 under the fixed fee" in said
    post(browser, at, csrf, up_to="6,000", reason="It cannot wait.", _do="confirm")
    assert cast(c.ApproveOverspend, services.sent[-1].command).up_to == Decimal("6000")
    services.answers[CommissionOfCase] = answers.commission(present=answers.appointed(complexity=answers.ASKED))
    assert "For £1,500.00 more that was asked for on" in on_the_page(browser.get(at))


@pytest.mark.rule("Y-10", "Y-06")
def test_a_budget_leads_to_the_reviews_it_is_still_to_bear(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    waiting = (ExpectedLine(case_id=CASE, reference="DHR-2026-005", amount=Decimal("8000.00")),)
    services.answers[BudgetOfYear] = answers.budget(waiting=waiting, lines=())
    sign_in("finance")
    shown = browser.get("/budget")
    assert "Open review without a chair Expected DHR-2026-005 £8,000.00" in on_the_page(shown)
    assert f'href="/cases/{CASE}/chair"' in shown.text


def test_a_years_budget_is_allocated(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("finance")
    done = post(browser, "/budget/allocate?year=2027", csrf, year="2027", amount="50,000", funder="The Commissioner")
    command = cast(c.AllocateBudget, services.sent[-1].command)
    assert (command.year, command.amount) == (2027, Decimal("50000"))
    assert done.headers["location"] == "/budget/2027"


@pytest.mark.rule("Y-05")
def test_invoices_are_found_by_chair_and_by_review(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("finance")
    shown = browser.get("/invoices?payee=rana&reference=004&year=2026")
    asked = [question for question, _ in services.asked if isinstance(question, InvoiceList)][-1]
    assert (asked.payee, asked.reference, asked.year) == ("rana", "004", 2026)
    assert 'value="rana"' in shown.text
    assert "payee=rana" in shown.text  # the files hold the same rows


@pytest.mark.rule("Y-06")
def test_after_the_case_closed_the_budget_holder_may_allow_a_late_invoice(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    at = f"/cases/{CASE}/chair/late-invoice"
    sign_in("finance")
    assert at not in browser.get(f"/cases/{CASE}/chair").text
    present = answers.appointed(freed=Decimal("4000.00"))
    services.answers[CommissionOfCase] = answers.commission(present=present, closed_on=date(2026, 11, 1))
    sign_in("support")
    assert at not in browser.get(f"/cases/{CASE}/chair").text
    csrf = sign_in("finance")
    assert at in browser.get(f"/cases/{CASE}/chair").text
    assert "£4,000.00 of what was agreed with Deepak Rana was not invoiced by then" in on_the_page(browser.get(at))
    post(browser, at, csrf, up_to="1500", reason="Illness")
    command = cast(c.AllowLateInvoice, services.sent[-1].command)
    assert (command.up_to, command.accept_overspend) == (Decimal("1500"), False)


@pytest.mark.rule("Y-05", "Y-08", "Y-09")
def test_whoever_checks_or_approves_sees_the_amounts_what_is_payable_and_the_question_that_was_raised(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    query = "10 hours of 3 November 2026 were claimed before, with invoice NM-1."
    record = answers.record(InvoiceState.CHECKED)
    asked = record.model_copy(
        update={"row": record.row.model_copy(update={"query": query}), "payable": Decimal("4000.00")}
    )
    services.answers[InvoiceDetail] = asked
    sign_in("manager")
    for page in (PAPER, f"{PAPER}/check", f"{PAPER}/approve"):
        said = on_the_page(browser.get(page))
        assert query in said, page
        assert "£4,000.00" in said
    assert "£4,000.00 is payable now." in on_the_page(browser.get(f"{PAPER}/approve"))
    paid = record.row.model_copy(update={"query": query, "state": InvoiceState.PAID})
    services.answers[InvoiceDetail] = asked.model_copy(update={"row": paid})
    assert "govuk-warning-text" not in browser.get(PAPER).text, "it is settled"
