"""A panel member opens the link in their e-mail in a browser, on a small screen too, without JavaScript if need be."""

from collections.abc import Iterator

import pytest
from gateway.gate import Gate
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr
from shared.contracts.chairs.commands import SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationSheet
from shared.contracts.evaluation_link import Invited, token_for
from shared.testing.spec import some_id

from services.gateway.tests.browser.looking import check
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

pytestmark = pytest.mark.browser

KEY = SecretStr("a key that is used in tests alone, and nowhere else")
LINK = f"/evaluate/{token_for(Invited(CASE, some_id('Paula')), KEY)}"


@pytest.fixture(autouse=True)
def _key(gate: Gate, services: StandIn) -> None:
    gate.settings = gate.settings.model_copy(update={"evaluation_link_key": KEY})
    scripted(services)


@pytest.fixture
def plain(chromium: Browser, address: str) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def fill_in(page: Page) -> None:
    page.goto(LINK)
    page.get_by_role("group", name="Score").first.get_by_label("5, very good").check()
    page.get_by_label("Comment").first.fill("Fair throughout.")
    page.get_by_role("button", name="Continue").click()


@pytest.mark.rule("Q-01")
def test_it_is_fit_for_everybody_at_every_step(page: Page, services: StandIn) -> None:
    page.goto(LINK)
    check(page)
    fill_in(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select the score (Keeping to time)")
    check(page)
    page.get_by_role("group", name="Score").last.get_by_label("3, as needed").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    check(page)
    for over in ({"answered": True}, {"closed": True}):
        services.answers[EvaluationSheet] = answers.sheet(**over)
        page.goto(LINK)
        check(page)
    page.goto("/evaluate/not-a-link-of-ours")
    check(page)


@pytest.mark.rule("Q-01")
def test_it_works_without_a_script(plain: Page, services: StandIn) -> None:
    fill_in(plain)
    plain.get_by_role("group", name="Score").last.get_by_label("3, as needed").check()
    plain.get_by_role("button", name="Continue").click()
    assert services.sent == []
    plain.get_by_role("button", name="Send the evaluation").click()
    (sent,) = services.sent
    assert isinstance(sent.command, SubmitEvaluation)
    assert [one.score for one in sent.command.scores] == [5, 3]
