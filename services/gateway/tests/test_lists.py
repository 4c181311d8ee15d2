"""A list: the same rows as a page, as CSV and as XLSX, with filters in the address."""

import io
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from gateway.app import app_of
from gateway.forms.field import Field
from gateway.gate import Gate
from gateway.pages import lists
from gateway.pages.lists import Column, ListPage, list_page
from gateway.show.components import Tag
from gateway.show.exports import csv_of, guarded, xlsx_of
from python_calamine import CalamineWorkbook
from shared.actor import SPT, Actor, Role
from shared.contracts.county import Csp
from shared.contracts.tone import Tone
from shared.message import Value
from shared.question import Listing, Page, Question
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.standing_in import StandIn


class Row(Value):
    reference: str
    csp: Csp
    due: date | None
    fee: Decimal
    open: bool


class Invoices(Listing[Page[Row]]):
    """Which invoices are there?"""

    may: ClassVar[frozenset[Role]] = SPT
    csp: Csp | None = None
    since: date | None = None
    open_only: bool = False


COLUMNS = (
    Column("Reference", "reference", href="/invoices/{reference}"),
    Column("Partnership", "csp"),
    Column("Due", "due"),
    Column("Fee", "fee", number=True),
    Column("State", lambda row: Tag("Open", Tone.BLUE) if row.open else Tag("Paid", Tone.GREEN)),
)
SHOWN = ListPage(
    question=Invoices,
    title="Invoices",
    columns=COLUMNS,
    called=("invoice", "invoices"),
    filters=(Field("csp", "partnership"), Field("since", "since"), Field("open_only", "open ones only")),
)
ROWS = [
    Row(reference=f"R{n}", csp=Csp.WATFORD, due=date(2026, 11, n % 28 + 1), fee=Decimal("8000.50"), open=n % 2 == 0)
    for n in range(450)
]


class Paged(StandIn):
    async def ask(self, question: Question[Any], actor: Actor) -> object:
        self.asked.append((question, actor))
        assert isinstance(question, Invoices)
        first = (question.page - 1) * question.size
        return Page[Row](
            rows=tuple(ROWS[first : first + question.size]), total=len(ROWS), page=question.page, size=question.size
        )


@pytest.fixture
def services() -> StandIn:
    return Paged()


@pytest.fixture
def browser(gate: Gate) -> Iterator[TestClient]:
    app = app_of(gate)
    app.router.routes[0:0] = list_page("/invoices", SHOWN)
    with TestClient(app, follow_redirects=False) as client:
        yield client


def test_a_page_of_rows_with_links_to_the_others(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    page = browser.get("/invoices?page=2").text
    assert "26 to 50 of 450 invoices" in page
    assert '<a class="govuk-link" href="/invoices/R25">R25</a>' in page
    assert "£8,000.50" in page
    assert "26 November 2026" in page
    assert 'href="/invoices?page=3"' in page
    assert 'role="region" aria-label="Invoices" tabindex="0"' in page


def test_filters_stand_in_the_address_and_reach_the_service(
    browser: TestClient, sign_in: SignIn, services: StandIn
) -> None:
    sign_in("manager")
    address = "?csp=Watford&since-day=1&since-month=11&since-year=2026&open_only=yes"
    page = browser.get(f"/invoices{address}&page=3").text
    question = services.asked[-1][0]
    assert question == Invoices(csp=Csp.WATFORD, since=date(2026, 11, 1), open_only=True, page=3)
    assert 'value="Watford" selected' in page
    assert 'value="2026"' in page
    assert f'href="/invoices.csv{address.replace("&", "&amp;")}"' in page
    assert "(optional)" not in page


@pytest.mark.parametrize(
    "address", ["?csp=", "?csp=Atlantis", "?page=x", "?since-day=99&since-month=1&since-year=2026"]
)
def test_a_filter_that_can_not_be_read_is_left_out(
    browser: TestClient, sign_in: SignIn, services: StandIn, address: str
) -> None:
    sign_in("manager")
    assert browser.get(f"/invoices{address}").status_code == 200
    assert services.asked[-1][0] == Invoices()


def test_a_page_that_can_not_be_is_not_there(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    assert browser.get("/invoices?page=0").status_code == 404


def test_the_files_hold_every_row(browser: TestClient, sign_in: SignIn, services: StandIn) -> None:
    sign_in("manager")
    lines = browser.get("/invoices.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Reference,Partnership,Due,Fee,State"
    assert lines[1] == "R0,Watford,2026-11-01,8000.50,Open"
    assert len(lines) == 1 + len(ROWS)
    answer = browser.get("/invoices.xlsx")
    assert 'filename="invoices.xlsx"' in answer.headers["content-disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[1] == ["R0", "Watford", date(2026, 11, 1), 8000.5, "Open"]
    assert len(sheet) == 1 + len(ROWS)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_large_file_keeps_nobody_from_a_page(
    browser: TestClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    where: list[int] = []

    def slowly(*_: object) -> bytes:
        where.append(threading.get_ident())
        return b""

    async def loops(_: Request) -> Response:
        where.append(threading.get_ident())
        return PlainTextResponse("")

    sign_in("manager")
    monkeypatch.setattr(lists, f"{kind}_of", slowly)
    assert isinstance(browser.app, Starlette)
    browser.app.router.routes.insert(0, Route("/loop", loops))
    browser.get(f"/invoices.{kind}")
    browser.get("/loop")
    made_in, loop = where
    assert made_in != loop


def test_who_may_not_see_the_list_gets_no_file_either(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("board")
    for address in ("/invoices", "/invoices.csv", "/invoices.xlsx"):
        assert browser.get(address).status_code == 403


@pytest.mark.parametrize("text", ["=1+1", "+441", "-2", "@SUM(A1)", "\t=1"])
def test_a_text_that_looks_like_a_formula_is_never_run(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert f"'{text}" in csv_of(["Name"], [[text]]).decode("utf-8-sig")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_of("L", ["Name"], [[text]]))).get_sheet_by_index(0)
    assert sheet.to_python()[1][0] == text, "as text, not as a result"
