"""Can people do all that the county asks of the approved list, from page to page, as the pages offer it?"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DAY
from tests.browser.going import day, file, follow, in_time, menu, press, said, shows, tick
from tests.browser.looking import signed_in
from tests.journeys.furniture import SKILLS
from tests.journeys.whole import Whole

CHAIR = "Nasreen Malik"


type As = Callable[[str], AbstractContextManager[Page]]
"""Somebody of the demonstration, signed in: `with as_("manager") as page`."""


@pytest.fixture
def as_(county: Whole, browser: Browser) -> As:
    return partial(signed_in, browser, county.url)


@pytest.mark.browser
@pytest.mark.rule("H-01", "H-02", "H-03", "H-09", "H-13")
def test_from_an_application_to_a_place_on_the_list_and_off_it_again(as_: As) -> None:
    with as_("support") as page:
        apply(page)
        cannot_decide_on_what_they_entered(page)
    with as_("manager") as page:
        accept(page)
        is_on_the_list(page)
        is_suspended_and_returns(page)
        is_renewed(page)
        is_removed(page)


def apply(page: Page) -> None:
    menu(page, "Chairs")
    follow(page, "Enter an application")
    page.get_by_label("Name", exact=True).fill(CHAIR)
    page.get_by_label("E-mail address").fill("nasreen.malik@chairs.example")
    tick(page, "Police", "Disability", "Safeguarding Adults Review")
    page.get_by_label("CV").set_input_files(file("Nasreen Malik, CV.pdf"))
    page.get_by_label("Evidence of skills and expertise").set_input_files(
        [file("A published review.pdf"), file("A reference.pdf")]
    )
    page.get_by_label("What do they say in support?").fill("I have led two reviews in another county.")
    day(page, "When did they complete the Home Office training, module 2? (optional)", date(2024, 12, 15))
    day(page, "When does it expire? (optional)", DAY + timedelta(days=42))
    for agency, role, left in (
        ("Norfolk Constabulary", "Detective Inspector", date(2019, 6, 30)),
        ("Watford Women's Centre", "Trustee", None),
    ):
        press(page, "Add an affiliation" if left else "Add another affiliation")
        tie = page.get_by_role("group", name="Affiliation" if left else "Affiliation 2", exact=True)
        tie.get_by_label("Agency", exact=True).fill(agency)
        tie.get_by_label("Role there").fill(role)
        day(tie, "When did they begin? (optional)", date(2004, 9, 1))
        if left:
            tick(tie, "It works outside the county alone")
            day(tie, "When did they leave? (optional)", left)
        else:
            tick(tie, "Watford")
    press(page, "Continue")
    shows(page, "Nasreen Malik, CV.pdf", "A reference.pdf", "30 June 2019", "Police, Disability", "15 December 2026")
    press(page, "Enter the application")


def cannot_decide_on_what_they_entered(page: Page) -> None:
    said(page, "The application is entered. Another person assesses it now.")
    shows(page, "You entered this application, so another person assesses it and decides.")
    expect(page.get_by_role("link", name="Assess the skills and expertise")).to_have_count(0)
    menu(page, "Chairs")
    follow(page, "What needs you")
    task = page.get_by_role("listitem").filter(has_text=f"Assess the application of {CHAIR}")
    expect(task).to_contain_text("Waiting for another person")


def accept(page: Page) -> None:
    menu(page, "Chairs")
    follow(page, "What needs you", f"Assess the application of {CHAIR}")
    shows(page, "Nasreen Malik, CV.pdf", "Norfolk Constabulary", "Watford Women's Centre", "Still there")
    with page.expect_download() as download:
        follow(page, "CV: Nasreen Malik, CV.pdf")
    assert download.value.path().read_bytes() == file("Nasreen Malik, CV.pdf")["buffer"]
    follow(page, "Assess the skills and expertise")
    tick(page, *(skill[0].upper() + skill[1:] for skill in SKILLS))
    page.get_by_label("What shows it, and what is missing?").fill("Two published reviews, and a good reference.")
    press(page, "Save the assessment")
    said(page, "The assessment is recorded.")
    follow(page, "Accept onto the list")
    press(page, "Accept onto the list")
    said(page, f"{CHAIR} is on the approved list.")
    shows(page, "May be commissioned for a review", "Approved until", "3 November 2029")


def is_on_the_list(page: Page) -> None:
    menu(page, "Chairs")
    page.get_by_label("Available for").select_option("Safeguarding Adults Review")
    page.get_by_label("Specialism", exact=True).select_option("Police")
    press(page, "Apply filters")
    row = page.get_by_role("row").filter(has_text=CHAIR)
    expect(row).to_contain_text("On the list")
    expect(row).to_contain_text("The Home Office training (module 2) expires on 15 December 2026.")
    follow(page, "Specialisms")
    shows(page, "Nobody on the list offers: children's social care.")
    held = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Police"))
    titles = page.get_by_role("columnheader").all_inner_texts()
    expect(held.get_by_role("cell").nth(titles.index(CHAIR) - 1)).to_have_text("Yes")
    follow(page, CHAIR)


def is_suspended_and_returns(page: Page) -> None:
    follow(page, "Suspend")
    page.get_by_label("Why?").fill("A complaint is being looked into.")
    press(page, "Suspend")
    said(page, "The chair is suspended from the list.")
    shows(page, "Why: A complaint is being looked into.")
    follow(page, "Put back on the list")
    page.get_by_label("Why?").fill("The complaint was not upheld.")
    press(page, "Put back")
    said(page, "The chair is on the list again.")


def is_renewed(page: Page) -> None:
    """What runs out within 60 days is somebody's task, until it is renewed."""
    menu(page, "Chairs")
    follow(page, "What needs you", f"Renew the training or approval of {CHAIR}")
    follow(page, "Record training")
    day(page, "When did they complete the Home Office training, module 2?", DAY)
    day(page, "When does it expire? (optional)", date(2028, 11, 3))
    press(page, "Save")
    said(page, "The training is recorded.")
    expect(page.get_by_text("(module 2) expires on 15 December 2026")).to_have_count(0)
    follow(page, "Renew the approval")
    press(page, "Renew the approval")
    said(page, "The approval is renewed.")
    shows(page, "The training expires on 15 December 2026.", "The approval was renewed until 3 November 2032.")


def is_removed(page: Page) -> None:
    follow(page, "Remove from the list")
    page.get_by_label("Why?").fill("Works for the council now.")
    press(page, "Remove")
    said(page, "The chair is removed from the list.")
    shows(
        page,
        "The chair was suspended from the list: A complaint is being looked into.",
        "The chair is on the list again: The complaint was not upheld.",
        "The chair was removed from the list: Works for the council now.",
        f"{CHAIR} was accepted on the approved list until 3 November 2029.",
        f"{CHAIR} applied to be on the approved list of chairs.",
    )
    menu(page, "Chairs")
    follow(page, "Specialisms")
    expect(page.get_by_role("columnheader", name=CHAIR)).to_have_count(0)


@pytest.mark.browser
@pytest.mark.rule("H-04", "H-05", "H-06", "H-10", "H-11")
def test_a_choice_among_six_and_why_two_of_them_are_none(county: Whole, as_: As, tmp_path: Path) -> None:
    reference = to_proceed(county, "stevenage.chair", "Stevenage")
    two_other_reviews(county, "Eleanor Voss")
    with as_("manager") as page:
        menu(page, "Chairs")
        follow(page, "Henry Stroud", "Put back on the list")
        page.get_by_label("Why?").fill("Well again.")
        press(page, "Put back")
        said(page, "The chair is on the list again.")
    with as_("stevenage.chair") as page:
        compare(page, reference)
        commission_the_first(page)
        with page.expect_download() as download:
            follow(page, "Download the commissioning letter")
        says_what_was_agreed(download.value.path(), reference)
    two_other_reviews(county, "Christine Calder")
    with as_("manager") as page:
        can_be_read_afterwards(page, reference)


def to_proceed(county: Whole, who: str, csp: str) -> str:
    """The case of the demonstration that waits for a decision is decided. Its reference."""
    chair = county.person(who)
    (row,) = chair.ask("cases", "case-list", csp=csp, open_only=True)["rows"]
    contact = [{"agency": "Hertfordshire Constabulary", "contact": "None known."}]
    chair.do("cases", "record-preliminary-meeting", case_id=row["case_id"], held_on="2026-11-03", contacts=contact)
    decision: dict[str, Any] = {"proceed": True, "rationale": "There is much to learn.", "decided_on": "2026-11-03"}
    chair.do("cases", "record-decision", case_id=row["case_id"], **decision)
    reference: str = row["reference"]
    return reference


def two_other_reviews(county: Whole, name: str) -> None:
    officer = county.person("support")
    (row,) = officer.ask("chairs", "roster-list", name=name)["rows"]
    for number in (1, 2):
        other = {"review_type": "Safeguarding Adults Review", "reference": f"{name}, {number}"}
        officer.do("chairs", "record-other-review", chair_id=row["chair_id"], started_on="2026-10-01", **other)


def compare(page: Page, reference: str) -> None:
    """The candidates for this review beside each other, and why two are none."""
    menu(page, "My work")
    in_time(page, f"Commission a chair for {reference}")
    follow(page, f"Commission a chair for {reference}")
    tick(page, "Drug and alcohol", "Mental health")
    press(page, "Show the candidates")
    shows(page, "Stevenage", "Hertfordshire Constabulary", "What 4 candidates offer", "Not candidates for this review")
    first, second = (page.get_by_role("table").get_by_role("row").nth(number) for number in (1, 2))
    assert cells(first)[:3] == ["Yes", "Yes", "–"]
    expect(first).to_contain_text("Henry Stroud")
    expect(second).to_contain_text("Priya Chandra")
    of_eleanor = page.get_by_role("region", name="Eleanor Voss")
    expect(of_eleanor).to_contain_text("Leads 2 reviews already.")
    expect(of_eleanor).to_contain_text(
        "Worked until 3 November 2020 for Hertfordshire County Council, which works in the whole county"
    )
    conflict = page.get_by_role("region", name="Frank Odell")
    expect(conflict).to_contain_text("Not independent.")
    expect(conflict).to_contain_text("Worked until 3 November 2025 for Hertfordshire Constabulary")
    expect(conflict).to_contain_text("so leaving by 13 October 2024 is early enough; this was later")
    untrained = page.get_by_role("region", name="Grace Muli")
    expect(untrained).to_contain_text("The Home Office training (module 2) is not completed.")
    for one in (conflict, untrained):
        expect(one.get_by_role("button")).to_have_count(0)


def cells(row: Locator) -> list[str]:
    return row.get_by_role("cell").all_inner_texts()


def commission_the_first(page: Page) -> None:
    follow(page, "Commission Henry Stroud")
    press(page, "Continue")
    shows(page, "Enter the reason for the choice", "Confirm that you are assured of independence")
    page.get_by_label("Why Henry Stroud?").fill("Covers both of what the review needs, and leads no other review.")
    tick(page, "I am assured that Henry Stroud is independent")
    press(page, "Continue")
    press(page, "Commission Henry Stroud")
    said(page, "Henry Stroud is commissioned.")
    shows(page, "Fixed fee, £8,000.00, travel included", "Report writer", "The chair, Henry Stroud")


def says_what_was_agreed(letter: Path, reference: str) -> None:
    text = " ".join(paragraph.text for paragraph in Document(str(letter)).paragraphs)
    for words in (
        "Henry Stroud",
        reference,
        "3 November 2026",
        "You also write the overview report.",
        "a fixed fee of £8,000.00 for the review, travel included",
        "The initial panel meeting agrees your appointment.",
        "the Chair of Stevenage Community Safety Partnership",
    ):
        assert words in text


def can_be_read_afterwards(page: Page, reference: str) -> None:
    """As it was on the day of the choice, whatever was added to anybody's record since."""
    menu(page, "Cases")
    follow(page, reference, "Chair and payment")
    page.get_by_text("Why Henry Stroud: the record of the choice").click()
    shows(
        page,
        "Covers both of what the review needs, and leads no other review.",
        "Drug and alcohol, Mental health",
        "1. Henry Stroud",
        "2. Priya Chandra",
        "Frank Odell, not a candidate",
        "Not independent.",
        "Grace Muli, not a candidate",
        "The Home Office training (module 2) is not completed.",
    )
    loads = {name: load_then(page, name) for name in ("Priya Chandra", "Christine Calder", "Eleanor Voss")}
    assert loads == {"Priya Chandra": "1 review", "Christine Calder": "0 reviews", "Eleanor Voss": "2 reviews"}


def load_then(page: Page, name: str) -> str:
    shown = page.get_by_role("heading", name=name).locator("xpath=following-sibling::dl[1]")
    return shown.locator("div").filter(has_text="Led then").get_by_role("definition").inner_text()


@pytest.mark.browser
@pytest.mark.rule("G-01", "H-08", "H-12", "Q-07")
def test_a_chair_is_replaced_in_mid_review(county: Whole, as_: As) -> None:
    """Priya Chandra chairs the review of Watford, half of the fee is paid, and she falls ill."""
    with as_("panel.chair") as hers, as_("watford.chair") as page:
        menu(hers, "Cases")
        reference = hers.get_by_role("table").get_by_role("link").first.inner_text()
        follow(hers, reference)
        shows(hers, "Panel at work", "Day")
        follow(hers, "Action plan")
        shows(hers, "Action plan")
        menu(page, "Cases")
        follow(page, reference)
        before = clocks(page)
        assert before
        follow(page, "Chair and payment")
        end_the_appointment(page)
        choose_a_successor(page, reference)
        follow(page, "Overview")
        in_time(page, "Christine Calder was commissioned as independent chair on 3 November 2026.")
        shows(
            page,
            "The appointment of Priya Chandra as chair ended on 3 November 2026.",
            "Access to the case was ended",
        )
        assert clocks(page) == before
        she_sees_her_own_record_alone(hers, reference)
    approve_the_report(county, reference)
    with as_("manager") as page:
        the_one_who_finished_is_evaluated(page, reference)


def clocks(page: Page) -> list[str]:
    """`Day 103 of 184`, and what is said of each."""
    found = page.get_by_text(re.compile(r"^(Day \d+ of \d+|Due on .+)$"))
    expect(found.first).to_be_visible()  # the page may not be there yet
    return found.all_inner_texts()


def end_the_appointment(page: Page) -> None:
    follow(page, "Replace the chair")
    shows(page, "Of the ceiling of £8,000.00, £4,000.00 is approved and £4,000.00 is paid.")
    page.get_by_label("Why is the chair replaced?").fill("Ill for several months.")
    page.get_by_label("What is due for the work in all?").fill("3000")
    page.get_by_label("What is handed over?").fill("The draft report\nThe promise to show the family each draft")
    press(page, "Continue")
    press(page, "End the appointment")
    shows(page, "£4,000.00 was approved already, so at least that is due.")
    expect(page.get_by_label("Why is the chair replaced?")).to_have_value("Ill for several months.")
    page.get_by_label("What is due for the work in all?").fill("5000")
    press(page, "Continue")
    press(page, "End the appointment")
    said(page, "The appointment is ended. Please choose another chair.")
    shows(
        page,
        "This review has no chair at the moment.",
        "Earlier chairs of this review",
        "Ill for several months.",
        "The promise to show the family each draft",
        "£1,000.00",
    )


def choose_a_successor(page: Page, reference: str) -> None:
    """Everybody is checked afresh, by today's facts."""
    menu(page, "My work")
    follow(page, f"Commission a chair for {reference}")
    tick(page, "Adult social care")
    press(page, "Show the candidates")
    former = page.get_by_role("region", name="Priya Chandra")
    expect(former).to_contain_text("Chaired this review before, and was replaced.")
    expect(former.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("region", name="Frank Odell")).to_contain_text("Not independent.")
    follow(page, "Commission Christine Calder")
    page.get_by_label("Why Christine Calder?").fill("Free at once, and knows adult social care.")
    tick(page, "I am assured that Christine Calder is independent")
    press(page, "Continue")
    press(page, "Commission Christine Calder")
    said(page, "Christine Calder is commissioned.")
    shows(page, "Earlier chairs of this review", "Priya Chandra hands over", "The draft report")


def she_sees_her_own_record_alone(page: Page, reference: str) -> None:
    """No page that she has open leads her to the case, nor does the list. What is due to her she can still invoice."""
    page.reload()
    shows(page, "You do not have access to this case.")
    page.go_back()
    page.reload()
    shows(page, "You do not have access to this case.")
    menu(page, "Cases")
    expect(page.get_by_role("link", name=reference)).to_have_count(0)
    menu(page, "My record")
    shows(page, reference, "Ended on 3 November 2026", "Due in all £5,000.00", "Still to be invoiced £1,000.00")
    shows(page, "None: the chair who finishes the review is evaluated")
    follow(page, "Enter an invoice")
    page.get_by_label("The number on the invoice").fill("PC-015")
    page.get_by_label("Fees", exact=True).fill("1000")
    day(page, "The date on the invoice", DAY)
    press(page, "Enter the invoice")
    said(page, "The invoice is entered.")
    shows(page, "Invoice PC-015")


def approve_the_report(county: Whole, reference: str) -> None:
    """The successor's panel finishes the report, and the Home Office approves it."""
    officer, manager = county.person("support"), county.person("manager")
    (row,) = officer.ask("cases", "case-list", reference=reference)["rows"]
    of: dict[str, str] = {"case_id": row["case_id"]}
    attendee = {"name": "Christine Calder", "role": "panel chair", "confidentiality_signed": True}
    meeting: dict[str, Any] = {
        "held_on": "2026-11-03",
        "attendees": [attendee],
        "discussed": "The draft.",
        "photograph_present": True,
    }
    officer.do("cases", "record-panel-meeting", **of, **meeting)
    officer.do(
        "cases", "add-report-version", **of, report_version="1.0", author="Christine Calder", added_on="2026-11-03"
    )
    officer.do("cases", "record-family-reading", **of, declined=True, finished_on="2026-11-03")
    for stage in ("panel", "Sub-Group", "CSP"):
        officer.do("cases", "agree-report", **of, report_version="1.0", stage=stage, agreed_on="2026-11-03")
    manager.do("cases", "submit-report", **of, submitted_on="2026-11-03")
    manager.do("cases", "record-outcome", **of, outcome="publish", recorded_on="2026-11-03", letter="With thanks.")


def the_one_who_finished_is_evaluated(page: Page, reference: str) -> None:
    menu(page, "Cases")
    follow(page, reference, "Chair and payment")
    in_time(page, "asked to evaluate the chair")
    follow(page, "See the panel’s evaluation of the chair")
    shows(page, "Christine Calder")
    menu(page, "Chairs")
    follow(page, "Christine Calder")
    first_time = page.get_by_role("listitem").filter(has_text="accepted at their first submission")
    expect(first_time).to_contain_text("1")
    menu(page, "Chairs")
    follow(page, "Priya Chandra")
    shows(page, reference, "Ended on", "3 November 2026", "evaluations so far")
    expect(first_time).to_contain_text("0")
