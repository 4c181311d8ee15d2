"""Recommendations are loaded from a file or pasted rows: looked at first, mended by row and column, kept on the way."""

import re
from collections.abc import Mapping

import httpx2
import pytest
from shared.contracts.tracker.commands import LoadRecommendations
from shared.contracts.tracker.values import Successor
from shared.network.client import Away
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE
from services.gateway.tests.pages.forms import on_the_page
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

LOAD = f"/cases/{CASE}/plan/load"
UNTIDY = """Number,Recommendation,Addressed to,Target date
R1,Train all practices,Herts Valleys CCG | NHS England,by spring
R1,Audit the training,All agencies,31/12/2026
9.1 a,"Look again, after a year",(not visible),
"""
BROKEN = f"""Number,Recommendation,Addressed to
R1,,Police
{"R" * 41},Train all practices,Police
"""


@pytest.fixture
def services(services: StandIn) -> StandIn:
    return scripted(services)


def sent(browser: TestClient, csrf: str, file: bytes | None = None, /, **typed: str) -> httpx2.Response:
    files: Mapping[str, tuple[str, bytes]] = {} if file is None else {"file": ("plan.csv", file)}
    given = {"_csrf": csrf, "_id": "9" * 32, "_do": "continue", **typed}
    if file is None:
        return browser.post(LOAD, data=given)
    return browser.post(LOAD, data=given, files=files)


def kept(page: httpx2.Response) -> dict[str, str]:
    """The hidden values of the page, as a browser sends them again."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {name: value.replace("&#34;", '"').replace("&#39;", "'") for name, value in found}


@pytest.mark.rule("A-08")
def test_untidy_rows_are_taken_with_a_remark_on_each(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    shown = sent(browser, csrf, UNTIDY.encode(), agencies="Police\r\nProbation Service")
    assert shown.status_code == 200
    said = on_the_page(shown)
    assert "3 recommendations can be loaded." in said
    assert "3 Number Row 2 has the number R1 as well; both are kept To know" in said
    assert "2 Target date “by spring” is not a date; the target stays open To know" in said
    assert "3 Addressed to All agencies is a group; each agency of the review gets an action of its own" in said
    assert "4 Addressed to Nobody is named; the owner stays unknown until somebody says To know" in said
    assert services.sent == [], "nothing is loaded before a person has seen it"


def test_what_was_seen_is_what_is_loaded(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("panel.chair")
    shown = sent(
        browser, csrf, UNTIDY.encode(), agencies="Police\r\nProbation Service", successors="Herts Valleys CCG = The ICB"
    )
    done = browser.post(LOAD, data={**kept(shown), "_do": "confirm"})
    assert done.status_code == 303, on_the_page(done)
    assert done.headers["Location"] == f"/cases/{CASE}/plan"
    command = services.sent[-1].command
    assert isinstance(command, LoadRecommendations)
    assert services.sent[-1].id == "9" * 32
    assert command.case_id == CASE
    assert [row.number for row in command.rows] == ["R1", "R1", "9.1 a"]
    assert command.rows[2].text == "Look again, after a year"
    assert command.agencies == ("Police", "Probation Service")
    assert command.successors == (Successor(former="Herts Valleys CCG", successor="The ICB"),)


def test_errors_stand_by_row_and_column_and_everything_is_kept(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    shown = sent(browser, csrf, BROKEN.encode(), agencies="Police", successors="A = B")
    assert shown.status_code == 422
    said = on_the_page(shown)
    assert "Row 2, Recommendation: There is no recommendation in this row" in said
    assert "Row 3, Number: The number is longer than 40 characters" in said
    assert "2 Recommendation There is no recommendation in this row To mend" in said
    assert "The file you chose is kept." in said
    assert ">Police</textarea>" in shown.text
    assert ">A = B</textarea>" in shown.text
    assert "<title>Error: " in shown.text
    assert services.sent == []
    mended = browser.post(LOAD, data={**kept(shown), "_do": "continue", "pasted": UNTIDY})
    assert "3 recommendations can be loaded." in on_the_page(mended), "pasted rows are used instead of the kept file"


def test_a_file_that_windows_wrote_is_read(browser: TestClient, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    shown = sent(browser, csrf, "Recommendation;Lead\nImprove the café’s referrals;Council\n".encode("cp1252"))
    assert "Improve the café’s referrals" in on_the_page(shown)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, "Choose a file, or paste the rows"),
        ({"pasted": "Colour,Size\nred,3"}, "There is no column with the recommendations"),
        ({"pasted": "Recommendation\n"}, "The file has headings only"),
        (
            {"pasted": "Recommendation\n" + "\n".join(f"Do {n}" for n in range(501))},
            "There are more than 500 recommendations. Please load them in parts",
        ),
        (
            {"pasted": UNTIDY, "successors": "Herts Valleys CCG"},
            "Write the former body, an equals sign and the successor in the line “Herts Valleys CCG”",
        ),
        ({"pasted": UNTIDY, "agencies": "\n".join(f"Agency {n}" for n in range(41))}, "must have 40 or fewer"),
    ],
)
def test_what_can_not_be_loaded_is_explained(
    browser: TestClient, services: StandIn, sign_in: SignIn, typed: dict[str, str], why: str
) -> None:
    csrf = sign_in("manager")
    shown = sent(browser, csrf, None, **typed, **({"_do": "confirm"} if "agencies" in typed else {}))
    assert shown.status_code == 422
    assert why in on_the_page(shown)
    assert services.sent == []


def test_it_is_kept_when_the_service_refuses_or_is_away(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    services.replies[LoadRecommendations] = Reply(accepted=False, id="9" * 32, refused="The review is closed.")
    refused = sent(browser, csrf, pasted=UNTIDY, _do="confirm")
    assert refused.status_code == 422
    assert "The review is closed." in on_the_page(refused)
    assert "Look again, after a year" in refused.text
    services.replies[LoadRecommendations] = Away("tracker")
    away = sent(browser, csrf, pasted=UNTIDY, _do="confirm")
    assert away.status_code == 503
    assert kept(away)["_id"] == "9" * 32, "trying again is the same request"


def test_change_goes_back_to_the_form_with_everything(browser: TestClient, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    shown = sent(browser, csrf, UNTIDY.encode(), agencies="Police", _do="change")
    assert shown.status_code == 200
    assert "The file you chose is kept." in on_the_page(shown)
    assert ">Police</textarea>" in shown.text
