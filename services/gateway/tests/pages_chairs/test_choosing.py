"""Choosing a chair for a case: what each candidate offers, why not the others, and the commission that follows."""

from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from shared.contracts.chairs.answers import FormerWriter
from shared.contracts.chairs.commands import (
    AgreeAppointment,
    ChangeWriter,
    CommissionChair,
    CorrectSettlement,
    DecideConflict,
    EndAppointment,
    EnterInvoice,
)
from shared.contracts.chairs.queries import BudgetOfYear, CandidatesForCase, ChairSettings, CommissionOfCase
from shared.contracts.chairs.values import FeeScheme
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE, CHAIR
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

CHOOSE = f"/cases/{CASE}/chair/choose"
COMMISSION = f"/cases/{CASE}/chair/commission/{CHAIR}?specialisms=Mental+health&specialisms=Police"
TYPED = {
    "reason": "Covers what the case needs.",
    "scheme": "fixed fee",
    "assured_of_independence": "yes",
    **day("commissioned_on", date(2026, 11, 3)),
}


@pytest.fixture(autouse=True)
def _answers(services: StandIn) -> None:
    scripted(services)


def commissioned(services: StandIn) -> CommissionChair:
    return cast(CommissionChair, services.sent[-1].command)


@pytest.mark.rule("H-04")
def test_what_is_needed_stands_in_the_address_and_is_asked_of_the_service(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("watford.chair")
    page = browser.get(CHOOSE, params=[("specialisms", "Mental health"), ("specialisms", "Police")])
    asked = [question for question, _ in services.asked if isinstance(question, CandidatesForCase)]
    assert asked[-1].specialisms == ("Mental health", "Police")
    assert page.text.count("checked") == 2


@pytest.mark.rule("H-04")
def test_every_place_and_every_exclusion_has_its_reasons(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("watford.chair")
    said = on_the_page(browser.get(CHOOSE))
    assert "Holds 1 of the 2 needed specialisms." in said
    assert "No candidate covers police." in said
    assert said.index("Not candidates for this review: 1 person") < said.index("Frank Odell")
    assert "Works for Hertfordshire Constabulary, a statutory agency." in said
    assert "Independent if they left an agency by 3 July 2024" in said


@pytest.mark.rule("H-06")
def test_only_who_may_commission_is_offered_it(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("watford.chair")
    assert f"/chair/commission/{CHAIR}?" in browser.get(CHOOSE).text
    services.answers[CandidatesForCase] = answers.candidates(may_commission=False)
    sign_in("dci")
    shown = browser.get(CHOOSE)
    assert "/chair/commission/" not in shown.text
    assert "The CSP Chair of Watford commissions the chair" in on_the_page(shown)


@pytest.mark.rule("H-11")
def test_a_chair_who_is_full_is_offered_with_a_reason_alone(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CandidatesForCase] = answers.candidates(answers.UNCLEAR, excluded=(answers.FULL,))
    csrf = sign_in("watford.chair")
    assert "Commission Deepak Rana all the same, with a reason" in on_the_page(browser.get(CHOOSE))
    services.answers[CandidatesForCase] = answers.candidates(
        answers.looked_at(chair_id=answers.OTHER), excluded=(answers.FULL,)
    )
    page = post(browser, COMMISSION, csrf, **TYPED)
    assert "Enter the reason for one more review" in on_the_page(page)
    post(browser, COMMISSION, csrf, **TYPED, load_override="Nobody else is independent.", _do="confirm")
    assert commissioned(services).load_override == "Nobody else is independent."


@pytest.mark.rule("H-06")
def test_the_answers_are_checked_and_then_the_chair_is_commissioned(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("watford.chair")
    checked = post(browser, COMMISSION, csrf, **TYPED)
    assert "Check your answers" in on_the_page(checked)
    assert services.sent == []
    done = post(browser, COMMISSION, csrf, **TYPED, _do="confirm")
    assert done.headers["location"] == f"/cases/{CASE}/chair"
    command = commissioned(services)
    assert (command.case_id, command.chair_id) == (CASE, CHAIR)
    assert command.specialisms == ("Mental health", "Police")
    assert command.assured_of_independence
    assert command.on_behalf_of is None


@pytest.mark.rule("H-06")
def test_nobody_is_commissioned_without_the_assurance_of_independence(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("watford.chair")
    page = post(browser, COMMISSION, csrf, **{**TYPED, "assured_of_independence": ""})
    assert page.status_code == 422
    assert "Confirm that you are assured of independence" in on_the_page(page)
    assert "Covers what the case needs.</textarea>" in page.text, "what was typed is kept"
    assert services.sent == []


@pytest.mark.rule("H-12")
def test_what_is_not_known_asks_for_a_persons_decision(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[CandidatesForCase] = answers.candidates(answers.UNCLEAR)
    csrf = sign_in("manager")
    page = post(browser, COMMISSION, csrf, **TYPED, on_behalf_of="")
    said = on_the_page(page)
    assert "Enter the decision about independence" in said
    assert "Enter the CSP Chair for whom you record this" in said
    post(
        browser,
        COMMISSION,
        csrf,
        **TYPED,
        on_behalf_of="Wendy Farrow",
        independence_decision="Left in 2019, by letter.",
        _do="confirm",
    )
    assert commissioned(services).independence_decision == "Left in 2019, by letter."


@pytest.mark.rule("Y-01")
def test_each_scheme_asks_for_its_own_terms(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("watford.chair")
    page = post(browser, COMMISSION, csrf, **{**TYPED, "scheme": "day rate"})
    assert "Enter the estimate of days" in on_the_page(page)
    post(browser, COMMISSION, csrf, **{**TYPED, "scheme": "day rate"}, days_estimated="15", _do="confirm")
    command = commissioned(services)
    assert (command.scheme, command.days_estimated, command.tier) == (FeeScheme.DAY_RATE, 15, None)


@pytest.mark.rule("Y-06")
def test_a_short_budget_is_said_before_and_confirmed_after_its_approval(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[BudgetOfYear] = answers.budget(remaining=Decimal("500.00"))
    services.answers[CommissionOfCase] = answers.commission(present=None)
    csrf = sign_in("watford.chair")
    assert "the budget holder has to approve overspending first" in on_the_page(browser.get(COMMISSION))
    services.answers[CommissionOfCase] = answers.commission(present=None, overspend_approved=Decimal("8000.00"))
    post(browser, COMMISSION, csrf, **TYPED, accept_overspend="yes", _do="confirm")
    assert commissioned(services).accept_overspend


@pytest.mark.rule("Y-06", "Y-09")
@pytest.mark.parametrize(("left", "warned"), [("9999.99", True), ("10000.00", False)])
def test_it_warns_where_the_dearest_scheme_would_overspend(
    browser: TestClient, services: StandIn, sign_in: SignIn, left: str, warned: bool
) -> None:
    services.answers[BudgetOfYear] = answers.budget(remaining=Decimal(left), brought_forward=Decimal("0.00"))
    services.answers[CommissionOfCase] = answers.commission(present=None)
    sign_in("watford.chair")
    said = on_the_page(browser.get(COMMISSION))
    assert ("£10,000.00 under the day rate" in said) is warned
    assert ("has £9,999.99 left" in said) is warned


@pytest.mark.rule("Y-06")
def test_what_is_brought_forward_and_what_is_expected_is_said_before_a_commission(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CommissionOfCase] = answers.commission(present=None)
    sign_in("watford.chair")
    services.answers[BudgetOfYear] = answers.budget(remaining=Decimal("13999.99"))
    said = on_the_page(browser.get(COMMISSION))
    assert "£4,000.00 is still to be invoiced for commissions of earlier years" in said
    services.answers[BudgetOfYear] = answers.budget(forecast=Decimal("-500.00"))
    said = on_the_page(browser.get(COMMISSION))
    assert "£500.00 of the budget of 2026 to 2027 would be missing if all that is expected came to pass." in said
    services.answers[BudgetOfYear] = answers.budget()
    assert "would be missing" not in on_the_page(browser.get(COMMISSION))


def test_a_refusal_stands_on_the_form_and_keeps_what_was_typed(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.replies[CommissionChair] = Reply(refused="The estimate is 10 to 25 working days.", field="days_estimated")
    csrf = sign_in("watford.chair")
    page = post(browser, COMMISSION, csrf, **{**TYPED, "scheme": "day rate"}, days_estimated="40", _do="confirm")
    assert page.status_code == 422
    assert 'href="#days_estimated">The estimate is 10 to 25 working days.' in page.text
    assert 'value="40"' in page.text


@pytest.mark.rule("H-10")
def test_the_record_keeps_who_was_considered_and_why(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("auditor")
    said = on_the_page(browser.get(f"/cases/{CASE}/chair"))
    assert "Covers what the case needs." in said
    assert "Frank Odell, not a candidate" in said
    assert "Not a candidate, because Not independent." in said
    assert "Given in the two years before 2 reviews" in said


@pytest.mark.rule("H-08")
def test_a_chair_is_replaced_with_what_is_due_and_what_is_handed_over(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    end = f"/cases/{CASE}/chair/end"
    shown = browser.get(end)
    assert 'value="4000.00"' in shown.text, "what was approved is due at least"
    post(
        browser,
        end,
        csrf,
        reason="Moved abroad.",
        due_in_all="4,000",
        handover="The chronology\r\n\r\nContacts of the family",
        **day("ended_on", date(2026, 11, 3)),
        _do="confirm",
    )
    command = cast(EndAppointment, services.sent[-1].command)
    assert command.due_in_all == Decimal("4000")
    assert command.handover == ("The chronology", "Contacts of the family")


@pytest.mark.rule("H-07", "H-08")
def test_somebody_else_writes_from_now_on_while_the_chair_goes_on(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    written = answers.commission().present
    assert written is not None
    both = written.model_copy(update={"writer_name": "Gil Moss"})
    services.answers[CommissionOfCase] = answers.commission(present=both)
    csrf = sign_in("manager")
    at = f"/cases/{CASE}/chair/writer"
    assert f'href="{at}"' in browser.get(f"/cases/{CASE}/chair").text
    shown = on_the_page(browser.get(at))
    assert "Gil Moss writes the report" in shown
    assert "What is due to Gil Moss in all?" in shown
    typed = {"reason": "Illness.", "due_in_all": "600", "writer_fee": "900", "writer_name": "Kim Stone"}
    post(browser, at, csrf, **typed, **day("changed_on", date(2026, 11, 3)), _do="confirm")
    command = cast(ChangeWriter, services.sent[-1].command)
    assert (command.due_in_all, command.writer_fee, command.writer_name) == (Decimal(600), Decimal(900), "Kim Stone")
    assert command.writer_id is None


@pytest.mark.rule("H-07", "H-08", "Y-11")
def test_an_invoice_may_come_from_who_wrote_the_report_before(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    present = answers.commission().present
    assert present is not None
    former = FormerWriter(name="Gil Moss", due=Decimal("600.00"))
    services.answers[CommissionOfCase] = answers.commission(
        present=present.model_copy(update={"former_writers": (former,)})
    )
    csrf = sign_in("support")
    assert "Gil Moss, to whom £600.00 is due in all" in on_the_page(browser.get(f"/cases/{CASE}/chair"))
    at = f"/cases/{CASE}/invoices/enter"
    assert "Yes, from Gil Moss" in on_the_page(browser.get(at))
    typed = {"number": "G1", "amount": "600", "former_writer": "Gil Moss"}
    days = {**day("dated_on", date(2026, 11, 2)), **day("received_on", date(2026, 11, 3))}
    post(browser, at, csrf, **typed, **days)
    assert cast(EnterInvoice, services.sent[-1].command).former_writer == "Gil Moss"
    post(browser, at, csrf, **{**typed, "former_writer": ""}, **days)
    assert cast(EnterInvoice, services.sent[-1].command).former_writer is None


@pytest.mark.rule("H-08")
def test_an_earlier_chair_stays_on_the_page_and_another_is_chosen_from_it(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CommissionOfCase] = answers.commission(present=None, earlier=(answers.ENDED,))
    sign_in("manager")
    shown = browser.get(f"/cases/{CASE}/chair")
    said = on_the_page(shown)
    assert "This review has no chair at the moment." in said
    assert "Eleanor Voss" in said
    assert "The chronology" in said
    assert f'href="{CHOOSE}"' in shown.text


@pytest.mark.rule("H-12")
def test_a_conflict_found_later_is_shown_and_a_person_decides(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    conflict = "Works for Hertfordshire Constabulary, which works in the whole county."
    services.answers[CommissionOfCase] = answers.commission(present=answers.appointed(conflict=conflict))
    csrf = sign_in("watford.chair")
    shown = browser.get(f"/cases/{CASE}/chair")
    assert conflict in on_the_page(shown)
    assert f"/cases/{CASE}/chair/conflict" in shown.text
    post(browser, f"/cases/{CASE}/chair/conflict", csrf, chair_continues="no", reason="Too close.")
    command = cast(DecideConflict, services.sent[-1].command)
    assert not command.chair_continues


@pytest.mark.rule("H-06", "H-08")
def test_the_team_records_which_meeting_agreed_who_took_over(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    present = answers.appointed(number=2, agreed_on=None, commissioned_on=date(2026, 9, 15))
    services.answers[CommissionOfCase] = answers.commission(present=present, earlier=(answers.ENDED,))
    csrf = sign_in("support")
    shown = browser.get(f"/cases/{CASE}/chair")
    assert "Not yet. The initial meeting was before, on 20 July 2026; a later one agrees this" in on_the_page(shown)
    assert f'href="/cases/{CASE}/chair/agreed"' in shown.text
    post(browser, f"/cases/{CASE}/chair/agreed", csrf, **day("agreed_on", date(2026, 10, 5)))
    assert cast(AgreeAppointment, services.sent[-1].command).agreed_on == date(2026, 10, 5)


@pytest.mark.rule("H-08", "Y-08")
def test_what_was_settled_with_an_earlier_chair_can_be_corrected(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CommissionOfCase] = answers.commission(earlier=(answers.ENDED,))
    at = f"/cases/{CASE}/chair/settlement/{answers.OTHER}"
    sign_in("support")
    assert at not in browser.get(f"/cases/{CASE}/chair").text
    csrf = sign_in("finance")
    assert at in browser.get(f"/cases/{CASE}/chair").text
    post(browser, at, csrf, due_in_all="3500", reason="A day was forgotten")
    command = cast(CorrectSettlement, services.sent[-1].command)
    assert (command.chair_id, command.due_in_all) == (answers.OTHER, Decimal("3500"))


@pytest.mark.rule("H-08")
def test_after_the_approval_nobody_is_offered_to_replace_the_chair(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("watford.chair")
    assert f'href="/cases/{CASE}/chair/end"' in browser.get(f"/cases/{CASE}/chair").text
    services.answers[CommissionOfCase] = answers.commission(approved=True)
    shown = browser.get(f"/cases/{CASE}/chair").text
    assert f'href="/cases/{CASE}/chair/end"' not in shown
    assert f'href="/cases/{CASE}/chair/recheck"' not in shown


@pytest.mark.rule("H-05", "H-07")
def test_what_a_writer_declared_is_asked_for_and_shown(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("watford.chair")
    reason = "Gil Moss is not on the approved list, so their work for agencies is not known here."
    refusal = Reply(accepted=False, id="1" * 32, refused=reason, field="writer_independence")
    services.replies[CommissionChair] = refusal
    refused = post(browser, COMMISSION, csrf, **TYPED, writer_name="Gil Moss", _do="confirm")
    assert reason in on_the_page(refused)
    assert 'href="#writer_independence"' in refused.text
    services.replies.clear()
    told = {"writer_name": "Gil Moss", "writer_independence": "Never worked in the county."}
    post(browser, COMMISSION, csrf, **TYPED, **told, _do="confirm")
    assert commissioned(services).writer_independence == "Never worked in the county."
    present = answers.appointed(writer_name="Gil Moss", writer_independence="Never worked in the county.")
    services.answers[CommissionOfCase] = answers.commission(present=present)
    assert "What the writer declared Never worked in the county." in on_the_page(browser.get(f"/cases/{CASE}/chair"))


@pytest.mark.rule("Y-01")
def test_a_tier_without_an_amount_says_so_where_it_is_chosen(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    unset = answers.FEES.model_copy(update={"lighter": None, "full": None})
    services.answers[ChairSettings] = answers.SETTINGS.model_copy(update={"fees": unset})
    sign_in("watford.chair")
    said = on_the_page(browser.get(COMMISSION))
    assert "This cannot be chosen yet: the county has not set the amounts" in said
    assert said.count("The county has not set this amount yet") == 2
