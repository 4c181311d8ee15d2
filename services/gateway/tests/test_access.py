"""Nobody sees a page without signing in, nothing is allowed that nothing allows, every look at a case is recorded."""

import re
from typing import Any

import pytest
from gateway import pages
from gateway.access import audit
from gateway.access.letting_in import let_in
from gateway.access.policy import by_grant, by_role, may_ask
from gateway.api.contracts import SERVICES, commands, questions
from gateway.gate import Gate
from shared.actor import NOBODY, SPT, Actor, Forbidden, Role
from shared.contracts.cases.answers import MayOpen
from shared.contracts.cases.queries import CaseAccess, CaseOverview
from shared.contracts.tracker.queries import ActionPlan
from shared.message import Command
from shared.question import Question
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.standing_in import StandIn
from tests.access import matrix

OPEN = {"/sign-in", "/sign-in/work-account", "/sign-in/work-account/back", "/accessibility", "/help"}
OPEN |= {"/evaluate/{token}"}
"""Whoever has not signed in sees these, and nothing else."""

CASE = "c" * 32


def somebody(*roles: Role, csps: tuple[str, ...] = ()) -> Actor:
    return Actor(id="p" * 32, name="Somebody", roles=frozenset(roles), csps=frozenset(csps))


def test_only_the_listed_pages_are_open() -> None:
    assert {route.path for route in pages.routes() if route.may is None} == OPEN


def test_without_signing_in_there_is_only_the_way_in(browser: TestClient, services: StandIn) -> None:
    for route in pages.routes():
        address = re.sub(r"\{\w+:int\}", "1", route.path).replace("{", "").replace("}", "")
        for method in {"GET", "POST"} & (route.methods or set()):
            answer = browser.request(method, address)
            if route.path in OPEN:
                assert answer.status_code in (200, 403, 404)
            else:
                assert answer.status_code == 303, f"{method} {route.path}"
                assert answer.headers["location"].startswith("/sign-in")
    assert services.asked == []
    assert services.sent == []


@pytest.mark.rule("G-03")
@pytest.mark.parametrize("service", SERVICES)
def test_a_role_may_what_the_document_says_and_nothing_else(service: str) -> None:
    messages: list[type[Command] | type[Question[Any]]] = [*commands(service).values(), *questions(service).values()]
    for message in messages:
        for role in Role:
            verdict = may_ask(message, somebody(role))
            assert verdict.allow == (role in matrix()[service, message.__name__]), f"{role} on {message.__name__}"
            assert verdict.allow or verdict.reason


def test_what_says_nothing_is_for_nobody() -> None:
    for role in Role:
        assert not by_role(NOBODY, somebody(role)).allow
    assert not by_role(frozenset(Role), somebody()).allow


@pytest.mark.rule("G-01")
def test_a_role_alone_opens_no_case_but_the_teams_and_the_auditors() -> None:
    for role in Role:
        assert by_grant(somebody(role), set()).allow == (role in SPT | {Role.AUDITOR})


@pytest.mark.rule("G-01")
def test_a_grant_to_the_person_or_to_their_post_opens_the_case() -> None:
    chair = somebody(Role.CSP_CHAIR, csps=("Watford",))
    assert by_grant(chair, {"p" * 32}).allow
    assert by_grant(chair, {"csp_chair:Watford"}).allow
    assert not by_grant(chair, {"csp_chair:Stevenage", "dci"}).allow
    assert by_grant(somebody(Role.DCI), {"dci"}).allow


@pytest.mark.rule("G-02")
def test_a_look_at_a_case_is_on_record_with_who_when_what_and_from_where(
    browser: TestClient, sign_in: SignIn, gate: Gate
) -> None:
    sign_in("manager")
    assert browser.get(f"/api/v1/cases/case-overview?case_id={CASE}").status_code == 200
    with gate.database.read() as tx:
        (line,), total = audit.who_has_looked(tx, CASE)
    assert total == 1
    assert (line.name, line.what, line.outcome, line.place) == ("Morgan Ellis", "CaseOverview", "seen", "testclient")
    assert line.at.date() == gate.clock.today()


@pytest.mark.rule("G-02")
def test_a_look_that_was_refused_is_on_record_too(
    browser: TestClient, sign_in: SignIn, gate: Gate, services: StandIn
) -> None:
    services.answers[CaseOverview] = Forbidden("You have not been given access to this case.")
    sign_in("panel.member")
    assert browser.get(f"/api/v1/cases/case-overview?case_id={CASE}").status_code == 403
    with gate.database.read() as tx:
        (line,), _ = audit.who_has_looked(tx, CASE)
    assert (line.what, line.outcome) == ("CaseOverview", "refused")


@pytest.mark.rule("G-01")
def test_a_panel_is_let_into_the_plan_of_its_own_case_alone(
    browser: TestClient, sign_in: SignIn, services: StandIn
) -> None:
    """The tracker trusts the gateway: the grants of a case are known to cases alone."""
    sign_in("panel.chair")
    assert browser.get(f"/api/v1/tracker/action-plan?case_id={CASE}").status_code == 200
    services.answers[CaseAccess] = Forbidden("You do not have access to this case.")
    asked = len(services.asked)
    assert browser.get(f"/api/v1/tracker/action-plan?case_id={CASE}").status_code == 403
    assert [type(question) for question, _ in services.asked[asked:]] == [CaseAccess]
    sign_in("manager")
    assert browser.get(f"/api/v1/tracker/action-plan?case_id={CASE}").status_code == 200


@pytest.mark.rule("G-01", "G-03")
async def test_without_a_grant_somebody_asks_as_whoever_else_they_are(gate: Gate, services: StandIn) -> None:
    services.answers[CaseAccess] = Forbidden("You do not have access to this case.")
    both = somebody(Role.PANEL_MEMBER, Role.AGENCY_LEAD)
    assert (await let_in(gate, both, ActionPlan(case_id=CASE))).roles == {Role.AGENCY_LEAD}
    services.answers[CaseAccess] = MayOpen(case_id=CASE)
    assert await let_in(gate, both, ActionPlan(case_id=CASE)) == both
