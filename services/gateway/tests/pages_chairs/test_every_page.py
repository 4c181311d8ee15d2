"""Every page of chairs, money and quality: it opens, it is fit for everybody, and shows no identifier."""

import re
from inspect import isclass

import pytest
from gateway.api import contracts
from gateway.pages import modules
from gateway.pages.deeds import Deed
from shared.contracts.chairs import commands
from shared.contracts.chairs.queries import ApplicationFile
from shared.message import Command
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import on_the_page
from services.gateway.tests.pages_chairs.answers import CASE, CHAIR, CREDIT, EXPORT, INVOICE, REVIEW
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

ONE, OF_CASE, PAPER, NOTE = (
    f"/chairs/{CHAIR}",
    f"/cases/{CASE}",
    f"/cases/{CASE}/invoices/{INVOICE}",
    f"/cases/{CASE}/credit-notes/{CREDIT}",
)
PAGES = {
    "manager": (
        "/chairs",
        "/chairs/matrix",
        "/chairs/work",
        "/chairs/apply",
        "/chairs/settings",
        "/chairs/settings/specialisms/add",
        "/chairs/settings/fees",
        "/chairs/settings/funding",
        "/chairs/settings/milestones",
        "/chairs/settings/points",
        "/chairs/settings/criteria",
        ONE,
        f"{ONE}/assess",
        f"{ONE}/apply-again",
        f"{ONE}/accept",
        f"{ONE}/refuse",
        f"{ONE}/training",
        f"{ONE}/renew",
        f"{ONE}/review-types",
        f"{ONE}/specialisms",
        f"{ONE}/affiliations/declare",
        f"{ONE}/affiliations/end?agency=A+charity&role=Trustee",
        f"{ONE}/reviews/record",
        f"{ONE}/reviews/{REVIEW}/end",
        f"{ONE}/account",
        f"{ONE}/suspend",
        f"{ONE}/reinstate",
        f"{ONE}/remove",
        f"{ONE}/leave",
        f"{ONE}/kpis",
        f"{ONE}/kpis/review",
        f"{OF_CASE}/chair",
        f"{OF_CASE}/chair/choose?specialisms=Mental+health&specialisms=Police",
        f"{OF_CASE}/chair/commission/{CHAIR}?specialisms=Mental+health",
        f"{OF_CASE}/chair/writer",
        f"{OF_CASE}/chair/end",
        f"{OF_CASE}/chair/agreed",
        f"{OF_CASE}/chair/settlement/{CHAIR}",
        f"{OF_CASE}/chair/conflict",
        f"{OF_CASE}/chair/recheck",
        f"{OF_CASE}/chair/overspend",
        f"{OF_CASE}/chair/complexity",
        f"{OF_CASE}/chair/complexity/decide",
        f"{OF_CASE}/chair/more-days",
        f"{OF_CASE}/chair/more-days/decide",
        f"{OF_CASE}/chair/milestone",
        f"{OF_CASE}/chair/late-invoice",
        f"{OF_CASE}/evaluation",
        f"{OF_CASE}/evaluation/enter",
        f"{OF_CASE}/invoices/enter",
        PAPER,
        f"{PAPER}/check",
        f"{PAPER}/approve",
        f"{PAPER}/refuse",
        f"{PAPER}/withdraw",
        f"{PAPER}/send",
        f"{PAPER}/paid",
        f"{PAPER}/credit",
        f"{NOTE}/approve",
        f"{NOTE}/refuse",
        "/invoices",
        "/invoices/exports",
        "/invoices/exports/make",
        f"/invoices/exports/{EXPORT}",
        f"/invoices/exports/{EXPORT}/again",
        "/budget",
        "/budget/2026",
        "/budget/allocate",
        "/budget/allocate?year=2027",
    ),
    "support": ("/chairs", ONE, "/chairs/work", "/chairs/settings", f"{OF_CASE}/chair", PAPER),
    "watford.chair": (
        "/chairs",
        "/chairs/matrix",
        "/chairs/work",
        f"{OF_CASE}/chair",
        f"{OF_CASE}/chair/choose",
        f"{OF_CASE}/chair/commission/{CHAIR}",
        "/budget",
    ),
    "dci": ("/chairs", f"{OF_CASE}/chair/choose", "/my-evaluations"),
    "finance": ("/invoices", "/invoices/exports", PAPER, f"{OF_CASE}/chair", "/budget", "/budget/allocate"),
    "auditor": ("/chairs", ONE, f"{OF_CASE}/evaluation", "/invoices", "/budget"),
    "panel.chair": (
        "/my-record",
        f"{OF_CASE}/invoices/enter",
        f"{OF_CASE}/chair/complexity",
        f"{OF_CASE}/chair/more-days",
    ),
    "panel.member": ("/my-evaluations", f"{OF_CASE}/evaluation/give", "/chairs/work"),
}


@pytest.mark.parametrize(("who", "address"), [(who, address) for who, pages in PAGES.items() for address in pages])
def test_it_opens_and_names_things_in_words(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str, address: str
) -> None:
    scripted(services)
    sign_in(who)
    shown = browser.get(address)
    said = on_the_page(shown)
    assert shown.status_code == 200
    assert not re.search(r"\b[0-9a-f]{32}\b", said), "an identifier is shown"
    assert not re.search(r"\bNone\b(?! (yet|so|are))", said), "a value is missing its words"
    assert "_" not in said, "a machine's name is shown"
    assert shown.text.count("<h1") == 1


def _forms() -> set[str]:
    areas = ("gateway.pages.chairs", "gateway.pages.money", "gateway.pages.quality")
    pages = [module for module in modules() if module.__name__.startswith(areas)]
    return {one.command.__name__ for module in pages for one in vars(module).values() if isinstance(one, Deed)}


_COMMANDS = {
    name
    for name, one in vars(commands).items()
    if isclass(one) and issubclass(one, Command) and one.__subclasses__() == [] and contracts.for_people(one)
}


def test_whatever_a_person_may_ask_of_chairs_has_a_form() -> None:
    assert _COMMANDS - _forms() == set()


def test_every_question_about_chairs_has_a_page(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    scripted(services)
    for who, pages in PAGES.items():
        sign_in(who)
        for address in (*pages, f"{OF_CASE}/chair/letter", "/chairs/matrix.pdf"):
            browser.get(address)
    asked = {type(question) for question, _ in services.asked}
    assert set(contracts.questions("chairs").values()) - asked - {ApplicationFile} == set(), "see test_files for it"


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("board", "/chairs"),
        ("panel.chair", "/chairs"),
        ("panel.chair", f"{OF_CASE}/evaluation"),
        ("panel.member", "/invoices"),
        ("watford.chair", ONE),
        ("dci", f"{OF_CASE}/chair/commission/{CHAIR}"),
        ("police", "/budget"),
    ],
)
def test_it_stays_closed_to_others(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str, address: str
) -> None:
    scripted(services)
    sign_in(who)
    assert browser.get(address).status_code == 403
