"""Every link and every form of every page leads to a route that this person may use; and words decide nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from html import unescape

import pytest
from gateway import pages
from gateway.identity.demonstration import PEOPLE
from gateway.show import components
from gateway.web.routes import PageRoute
from shared.actor import Role
from shared.contracts.cases import commands as cases
from shared.contracts.cases.answers import CaseRow, ImrRow, Overview, Part2, People, ReportVersion, Step
from shared.contracts.cases.queries import CaseList, CaseOverview, CasePartTwo, CasePeople
from shared.contracts.cases.values import Criterion
from shared.contracts.deed import Openness
from shared.testing.example import example_of
from starlette.applications import Starlette
from starlette.routing import Match
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE, page_of
from services.gateway.tests.pages.scripted import scripted as plans
from services.gateway.tests.pages_chairs.scripted import scripted as chairs
from services.gateway.tests.standing_in import StandIn

KIND = re.compile(r"(?<=/)([0-9a-f]{32,64}|20\d\d-Q\d|\d+)(?=/|\.|$)")
LINK = re.compile(r'<a [^>]*?href="(/[^"]*)"')
FORM = re.compile(r'<form [^>]*?method="(\w+)"(?:[^>]*?action="([^"]*)")?')
ROLES = tuple({role: who for role, who, *_ in PEOPLE}.values())


def everything_open(services: StandIn) -> StandIn:
    """An answer to every question, with every deed of a case open."""
    plans(services)
    chairs(services)
    imr = example_of(ImrRow, imr_id="9" * 32)
    every = [Openness(command=name) for name in vars(cases) if isinstance(getattr(cases, name), type)]
    of_imr = [Openness(command=one.command, subject=imr.imr_id) for one in every]
    steps = tuple(example_of(Step, number=n, action=name) for n, name in enumerate(pages.deeds_by_command(), start=1))
    case = example_of(Overview)
    services.answers |= {
        CaseOverview: case.model_copy(
            update={
                "header": case.header.model_copy(update={"case_id": CASE, "closed": False}),
                "deeds": (*every, *of_imr),
                "imrs": (imr,),
                "steps": steps,
                "report_versions": (example_of(ReportVersion),),
                "timeline": (),
                "timeline_total": 120,
            }
        ),
        CasePeople: example_of(People, deeds=tuple(every)),
        CasePartTwo: example_of(Part2, criterion=next(iter(Criterion)), deeds=tuple(every)),
        CaseList: page_of(example_of(CaseRow, case_id=CASE)),
    }
    return services


def of_kind(address: str) -> str:
    return KIND.sub("…", address.partition("?")[0])


def route_for(app: Starlette, method: str, path: str, role: Role) -> str:
    """Empty where the address leads to a route that this role may use; else what is wrong with it."""
    scope = {"type": "http", "method": method, "path": path, "headers": [], "root_path": "", "query_string": b""}
    for route in app.routes:
        match, _ = route.matches(scope)
        if match is Match.FULL:
            closed = isinstance(route, PageRoute) and route.may is not None and role not in route.may
            return f"{method} {path} is closed to {role}" if closed else ""
    return f"{method} {path} is no route"


def reached(browser: TestClient, start: str) -> Iterator[tuple[str, str]]:
    """Every kind of page from here on, with what it shows."""
    waiting, seen = [start], set[str]()
    while waiting:
        address = waiting.pop()
        kind = of_kind(address)
        if (
            kind in seen or kind.startswith(("/static", "/api")) or "/file" in kind or kind.endswith(".pdf")
        ):  # see test_files
            continue
        seen.add(kind)
        shown = browser.get(address)
        while shown.status_code == 303:
            shown = browser.get(shown.headers["location"])
        if shown.status_code == 403:
            continue  # said of the page that links to it
        assert shown.status_code == 200, f"{address}: {shown.status_code}"
        if "text/html" not in shown.headers["content-type"]:
            continue
        yield address, shown.text
        waiting += [unescape(link).partition("#")[0] for link in LINK.findall(shown.text)]


@pytest.mark.rule("G-03")
@pytest.mark.parametrize("who", ROLES)
def test_every_link_and_form_leads_to_a_route_of_this_role(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str
) -> None:
    everything_open(services)
    sign_in(who)
    role = next(role for role, name, *_ in PEOPLE if name == who)
    app = browser.app
    assert isinstance(app, Starlette)
    wrong = set()
    for address, text in reached(browser, "/"):
        found = [("GET", unescape(link)) for link in LINK.findall(text)]
        found += [(method.upper(), unescape(action) or address) for method, action in FORM.findall(text)]
        for method, target in found:
            if said := route_for(app, method, target.partition("#")[0].partition("?")[0], role):
                wrong.add(f"{said} (on {KIND.sub('…', address)})")
    assert not wrong, "\n".join(sorted(wrong))


def shape(browser: TestClient) -> dict[str, tuple[set[str], Counter[str]]]:
    """Of every page of the manager: where its links lead, and the colours of its tags."""
    return {
        of_kind(address): (set(LINK.findall(text)), Counter(re.findall(r"govuk-tag[\w-]*|app-clock--\w+", text)))
        for address, text in reached(browser, "/")
        if not address.endswith("/who-has-looked")  # it grows with each page that is opened
    }


def test_no_link_step_or_colour_hangs_on_a_word(
    browser: TestClient, services: StandIn, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything_open(services)
    sign_in("manager")
    before = shape(browser)
    said: dict[Enum, str] = {}

    def nonsense(member: Enum) -> str:
        return said.setdefault(member, f"wibble {len(said)} overdue accepted failed closed")

    monkeypatch.setattr(components, "in_words_of", nonsense)
    after = shape(browser)
    assert said, "no label was changed"
    assert after == before


def test_every_page_of_a_deed_is_a_route(browser: TestClient) -> None:
    app = browser.app
    assert isinstance(app, Starlette)
    wrong = [
        said
        for one in pages.deeds_by_command().values()
        for address in (one.page, one.at)
        for role in one.opens_to - {Role.SERVICE}
        if (said := route_for(app, "GET", re.sub(r"\{\w+(:\w+)?\}", "1", address), role)) and "no route" in said
    ]
    assert wrong == []
