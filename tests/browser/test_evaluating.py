"""The Home Office approves a report; the panel is asked about its chair by e-mail, two answer, one is reminded.

Whoever answers opens the link of their e-mail in a browser, without an account; the team looks at the round there.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from typing import Any

import httpx2
import pytest
from deploy.waiting import wait_until
from playwright.sync_api import Browser, Page, expect

from tests.browser.going import press, shows, shows_not
from tests.browser.looking import SMALLEST, barriers, signed_in
from tests.journeys import furniture
from tests.journeys.whole import PATIENCE, Whole, whole_system

PEOPLE = {
    "Paula Marsh": "paula.marsh@probation.example",
    "Alex Lowe": "alex.lowe@police.example",
    "Nadia Brook": "nadia.brook@council.example",
}
NEW_ADDRESS = "n.brook@council.example"
PRESENT: list[dict[str, Any]] = [
    {"name": "Wendy Farrow", "role": "CSP Chair", "confidentiality_signed": True},
    {"name": "Deepak Rana", "role": "panel chair", "confidentiality_signed": True},
    *(
        {
            "name": name,
            "role": "agency panel member",
            "agency": email.partition("@")[2].partition(".")[0].capitalize(),
            "email": email,
            "confidentiality_signed": True,
        }
        for name, email in PEOPLE.items()
    ),
]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_system(tmp_path_factory.mktemp("evaluating"), date(2026, 3, 2)) as running:
        yield running


@pytest.mark.browser
@pytest.mark.rule("Q-01", "Q-02", "Q-06", "Q-07")
def test_the_panel_evaluates_its_chair_by_personal_links_and_one_does_not_answer(
    system: Whole, browser: Browser
) -> None:
    chair_id, case_id = approved(system)
    links = {name: link_in(one_letter(system, email)) for name, email in PEOPLE.items()}
    assert len(set(links.values())) == 3
    read_as_received(one_letter(system, PEOPLE["Paula Marsh"]))

    for name, score in (("Paula Marsh", "5, very good"), ("Alex Lowe", "4, good")):
        with by_link(browser, links[name]) as page:
            answer(page, score)
        with by_link(browser, links[name]) as page:
            shows(page, "Thank you", "Each member of the panel answers once")
    with signed_in(browser, system.url, "manager") as page:
        page.goto(f"/cases/{case_id}/evaluation")
        shows(page, "2 of 3", "Nadia Brook Not yet Sent on 1 October 2026 No")
        shows_not(page, "very good")

    new = sent_a_new_link(system, browser, case_id)
    with by_link(browser, links["Nadia Brook"]) as page:
        shows(page, "This link does not work", "a newer one took its place")
    with by_link(browser, new) as page:
        shows(page, "Evaluate the chair", "Please score each criterion from 1 to 5 by 29 October 2026")

    system.move_to(date(2026, 10, 22))
    wait_until(lambda: len(letters_to(system, NEW_ADDRESS)) == 2, timeout=PATIENCE)
    reminder = letters_to(system, NEW_ADDRESS)[1]
    assert "a reminder" in str(reminder["Subject"])
    assert link_in(reminder) == new

    system.move_to(date(2026, 10, 30))
    wait_until(lambda: bool(the_round(system, case_id)["closed"]), timeout=PATIENCE)
    closed = the_round(system, case_id)
    assert (closed["received"], closed["expected"], closed["mean"]) == (2, 3, "4.50")
    quality = system.person("manager").ask("chairs", "chair-detail", chair_id=chair_id)["quality"]
    assert (quality["average"], quality["responses"], quality["ranked"]) == ("4.50", 2, False)

    with by_link(browser, new) as page:
        shows(page, "This evaluation has closed", "It was open until 29 October 2026")
    with signed_in(browser, system.url, "manager") as page:
        page.goto(f"/cases/{case_id}/evaluation")
        shows(page, "Nadia Brook Did not answer Sent on 1 October 2026 Sent on 22 October 2026", "4.5 out of 5")
    for name, email in PEOPLE.items():
        assert len(letters_to(system, email)) == 1, name
    the_team_sees_no_link(system, case_id, {**links, "the new one": new})


def sent_a_new_link(system: Whole, browser: Browser, case_id: str) -> str:
    """Her first e-mail went to an address that she does not read any more: the link in the one that she gets now."""
    with signed_in(browser, system.url, "support") as page:
        page.goto(f"/cases/{case_id}/evaluation")
        page.get_by_role("link", name="Send a new link").click()
        assert barriers(page) == []
        page.get_by_label("Their e-mail address").fill(NEW_ADDRESS)
        page.get_by_label("Why a new link is needed").fill("She works for another team now.")
        press(page, "Continue")
        press(page, "Send the new link")
        shows(page, "The new link is on its way.")
    return link_in(one_letter(system, NEW_ADDRESS))


def approved(system: Whole) -> tuple[str, str]:
    """A review from its decision to the Home Office's approval on 1 October 2026: the chair's id and the case's."""
    furniture.recipients(system)
    chair_id = furniture.listed_chair(system, "Deepak Rana", ("Mental health",))
    furniture.budget(system, 2025, "20000.00")
    case_id = furniture.review(system, "Watford", date(2026, 3, 2))
    officer, csp_chair = system.person("support"), system.person("watford.chair")
    of: dict[str, Any] = {"case_id": case_id}
    commission: dict[str, Any] = {
        "chair_id": chair_id,
        "specialisms": ["Mental health"],
        "reason": "Covers what the case needs.",
        "assured_of_independence": True,
        "commissioned_on": "2026-03-02",
    }
    as_soon_as_it_can(lambda: csp_chair.try_to("chairs", "commission-chair", **of, **commission))
    system.move_to(date(2026, 6, 30))
    met: dict[str, Any] = {"attendees": PRESENT, "photograph_present": True}
    words = ("chronologies", "further_information", "terms_of_reference", "communications_plan", "imr_requirements")
    initial: dict[str, Any] = {"held_on": "2026-03-27", "appointment_agreed": True, **dict.fromkeys(words, "Agreed.")}
    as_soon_as_it_can(lambda: officer.try_to("cases", "record-initial-meeting", **of, **met, **initial))
    for day in ("2026-05-05", "2026-06-30"):
        officer.do("cases", "record-panel-meeting", **of, **met, held_on=day, discussed="Drafts.")
    version: dict[str, Any] = {**of, "report_version": "1.0"}
    officer.do("cases", "add-report-version", **version, author="Deepak Rana", added_on="2026-06-01")
    officer.do("cases", "share-draft-with-family", **version, shared_on="2026-06-08", read_by="2026-06-29")
    officer.do("cases", "record-family-reading", **of, declined=False, finished_on="2026-06-29")
    system.move_to(date(2026, 7, 20))
    for stage, day in (("panel", "2026-07-01"), ("Sub-Group", "2026-07-08"), ("CSP", "2026-07-15")):
        officer.do("cases", "agree-report", **version, stage=stage, agreed_on=day)
    system.person("manager").do("cases", "submit-report", **of, submitted_on="2026-07-20")
    system.move_to(date(2026, 10, 1))
    outcome: dict[str, Any] = {"outcome": "publish", "recorded_on": "2026-10-01", "letter": "With thanks."}
    officer.do("cases", "record-outcome", **of, **outcome)
    return chair_id, case_id


def as_soon_as_it_can(attempt: Callable[[], httpx2.Response]) -> None:
    """Another service has to have heard of it first."""
    wait_until(lambda: attempt().status_code == 200, timeout=PATIENCE)


def letters_to(system: Whole, email: str) -> list[EmailMessage]:
    return sorted(system.mail_to(email), key=lambda message: "reminder" in str(message["Subject"]))


def one_letter(system: Whole, email: str) -> EmailMessage:
    wait_until(lambda: bool(letters_to(system, email)), timeout=PATIENCE)
    (letter,) = letters_to(system, email)
    return letter


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    content: str = body.get_content()
    return content


def link_in(message: EmailMessage) -> str:
    (link,) = re.findall(r"(?m)^(http://127\.0\.0\.1:\d+/evaluate/\S+?)\s*$", text_of(message))
    found: str = link
    return found


def read_as_received(letter: EmailMessage) -> None:
    assert list(letter.iter_attachments()) == []
    assert str(letter["To"]) == PEOPLE["Paula Marsh"]
    said = " ".join(text_of(letter).split()).replace("domestic-homicide-reviews@county.example", "the team's address")
    for wanted in ("Dear Paula Marsh,", "Deepak Rana", "29 October 2026", "ten minutes", "Nobody is shown who gave"):
        assert wanted in said
    for unsaid in ("Asha", "Example Street", "homicide", "death", "died"):
        assert unsaid not in said


@contextmanager
def by_link(browser: Browser, link: str) -> Iterator[Page]:
    """Somebody opens the link of their e-mail, on a telephone."""
    context = browser.new_context(viewport={"width": SMALLEST, "height": 700})
    page = context.new_page()
    page.goto(link)
    yield page
    context.close()


def answer(page: Page, score: str) -> None:
    """Every criterion, the answers read once more, and sent."""
    expect(page.get_by_role("link", name="Sign out")).to_have_count(0)
    criteria = page.get_by_role("group", name="Score", exact=True)
    assert criteria.count() > 1
    for one in criteria.all():
        one.get_by_label(score).check()
    assert barriers(page) == []
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    press(page, "Send the evaluation")
    shows(page, "Your evaluation of Deepak Rana’s work is recorded")


def the_round(system: Whole, case_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = system.person("manager").ask("chairs", "evaluation-round", case_id=case_id)
    return answer


def the_team_sees_no_link(system: Whole, case_id: str, links: dict[str, str]) -> None:
    manager = system.person("manager")
    asked = {"case_id": case_id, "recipient": "panel member", "size": 50}
    rows = manager.ask("notifications", "dispatch-list", **asked)["rows"]
    assert len(rows) == 5
    for row in rows:
        page = manager.page(f"/dispatches/{row['dispatch_id']}").text
        assert "Read the letter" in page
        for link in links.values():
            assert link.rpartition("/")[2] not in page
    logs = "".join(file.read_text(errors="replace") for file in (system.var / "log").glob("*.log"))
    for link in links.values():
        assert link.rpartition("/")[2] not in logs
