"""The pages of the tracker, its figures and the quarterly report."""

import re
from base64 import b64encode
from datetime import date
from xml.etree import ElementTree

import pytest
from gateway.show import chart
from shared.contracts.tracker.commands import AskForUpdates, PresentQuarterlyReport, RecordQuarterlyUpdate
from shared.contracts.tracker.queries import (
    File,
    HeadlineFigures,
    QuarterlyReport,
    QuarterlyReportFile,
    TrackerList,
    TrackerSummary,
)
from shared.contracts.tracker.values import Stage
from shared.service import NotFound
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE, HEADLINES, PDF, report
from services.gateway.tests.pages.forms import on_the_page, post
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

REPORT = "/reports/2026-Q4"


@pytest.fixture
def services(services: StandIn) -> StandIn:
    return scripted(services)


@pytest.mark.rule("B-01")
def test_the_tracker_lists_each_review_under_the_headline_figures(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("subgroup.member")
    shown = browser.get("/tracker")
    said = on_the_page(shown)
    assert "24 reviews 31 people who died 29 children living in the household 6 murder-suicides" in said
    assert "12 intimate partner 5 familial abuse" in said
    assert "2 more reviews are under way." in said
    assert "DHR-2026-004 Watford Panel at work 30 October 2026 (overdue)" in said
    assert "Priya Chandra IMRs: 3 of 5 accepted 5 of 12 ended" in said
    assert f'href="/cases/{CASE}"' in shown.text


def test_filters_and_order_stand_in_the_address(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("manager")
    browser.get("/tracker?csp=Watford&stage=panel+at+work&sort=next_due&descending=yes&text=2026")
    asked = next(one for one, _ in services.asked if isinstance(one, TrackerList))
    assert asked == TrackerList(csp="Watford", stage=Stage.PANEL, sort="next_due", descending=True, text="2026")


def test_the_files_have_every_column_of_the_tracker(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    titles, row = browser.get("/tracker.csv").content.decode("utf-8-sig").splitlines()
    assert titles.startswith("Reference,Partnership,Stage,Due next,Clock,Chair,Report,Actions,Category,")
    assert "2026-01-05,2026-01,2026-01-30,2026-07-30,2026-10-30,Yes" in row


@pytest.mark.rule("B-04")
def test_figures_at_a_past_date(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("board")
    services.answers[HeadlineFigures] = HEADLINES.model_copy(update={"as_at": date(2020, 1, 31)})
    shown = browser.get("/tracker/figures?as_at-day=31&as_at-month=1&as_at-year=2020")
    assert HeadlineFigures(as_at=date(2020, 1, 31)) in [one for one, _ in services.asked]
    said = on_the_page(shown)
    assert "Figures as at 31 January 2020" in said
    assert "People who died 31 2 33" in said
    assert "Cases by stage" not in said, "what is counted today is not shown under another day"
    assert 'value="2020"' in shown.text


def test_figures_today_have_the_totals_beside_them(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("finance")
    said = on_the_page(browser.get("/tracker/figures"))
    assert "Figures as at 3 November 2026" in said
    assert "Waiting for a decision 1 Decided not to proceed 3" in said
    assert "2026 to 2027 £64,000.00 £24,000.00 £8,000.00 £8,000.00" in said
    assert "Open escalations: 1." in said
    assert TrackerSummary() in [one for one, _ in services.asked]


def test_a_day_that_is_none_is_explained_and_kept(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    shown = browser.get("/tracker/figures?as_at-day=31&as_at-month=2&as_at-year=2020")
    assert shown.status_code == 422
    assert "The day must be a real date" in on_the_page(shown)
    assert 'href="#as_at-day"' in shown.text
    assert 'value="31"' in shown.text


@pytest.mark.rule("B-03")
def test_a_missing_update_is_shown_as_missing(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("subgroup.chair")
    assert "1 update given, 2 missing" in on_the_page(browser.get("/reports"))
    said = on_the_page(browser.get(REPORT))
    assert "No update was given for: DHR-2026-004." in said
    assert "DHR-2026-004 Update missing" in said
    assert "Update No update was given Asked of The panel chair" in said
    assert "Update The panel met twice." in said


@pytest.mark.rule("B-02")
def test_the_report_has_stages_updates_delays_escalations_progress_and_budget(
    browser: TestClient, sign_in: SignIn
) -> None:
    sign_in("manager")
    shown = browser.get(REPORT)
    said = on_the_page(shown)
    for sentence in (
        "This is the report as at 3 November 2026.",
        "Panel at work 2",
        "Reason for the delay The trial was moved",
        "Home Office told of the delay Yes",
        "Nothing was heard by the day 20 October 2026",
        "Hertfordshire and West Essex Integrated Care Board 3 2 1 1 4 1",
        "Watford 3 2 1 1 4 1",
        "professional curiosity 7",
        "2026 to 2027 £64,000.00",
    ):
        assert sentence in said
    assert f'href="{REPORT}/pdf"' in shown.text
    assert f'href="{REPORT}/xlsx"' in shown.text
    assert f'href="{REPORT}/present"' in shown.text


def test_a_presented_report_says_so_and_offers_no_change(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[QuarterlyReport] = report(presented_on=date(2027, 1, 12))
    sign_in("manager")
    shown = browser.get(REPORT)
    assert "This report was presented on 12 January 2027. It shows what was presented then." in on_the_page(shown)
    assert f'href="{REPORT}/present"' not in shown.text
    assert f'href="{REPORT}/ask"' not in shown.text


def test_the_board_reads_and_does_not_present(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("board")
    assert f'href="{REPORT}/present"' not in browser.get(REPORT).text
    assert browser.get(f"{REPORT}/present").status_code == 403
    why = "The report of October to December 2026 has not been presented yet."
    services.answers[QuarterlyReport] = NotFound(why)
    refused = browser.get(REPORT)
    assert refused.status_code == 404
    assert why in refused.text


def test_the_report_is_taken_as_pdf_and_spreadsheet(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("finance")
    pdf = browser.get(f"{REPORT}/pdf")
    assert pdf.content == PDF
    assert pdf.headers["Content-Disposition"] == 'inline; filename="quarterly-report-2026-Q4.pdf"'
    assert services.asked[-1][0] == QuarterlyReportFile(quarter="2026-Q4", kind="pdf")
    services.answers[QuarterlyReportFile] = File(
        name="quarterly-report-2026-Q4.xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content=b64encode(b"PK sheet").decode(),
        sha256="a" * 64,
    )
    sheet = browser.get(f"{REPORT}/xlsx")
    assert sheet.content == b"PK sheet"
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    assert browser.get(f"{REPORT}/docx").status_code == 404
    assert browser.get("/reports/2026-Q5").status_code == 404


def test_the_report_is_presented_and_updates_are_asked_for(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    said = on_the_page(browser.get(f"{REPORT}/present"))
    assert "No update was given for DHR-2026-004; the report says so." in said
    done = post(browser, f"{REPORT}/present", csrf)
    assert done.headers["Location"] == REPORT
    post(browser, f"{REPORT}/ask", csrf)
    assert [one.command for one in services.sent] == [
        PresentQuarterlyReport(quarter="2026-Q4"),
        AskForUpdates(quarter="2026-Q4"),
    ]


def test_an_update_is_given_for_the_quarter_that_has_ended(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("panel.chair")
    address = f"/cases/{CASE}/quarterly-update"
    shown = browser.get(address)
    assert "please name nobody in it" in on_the_page(shown)
    assert re.search(r'value="2026-Q3"[^>]*checked', shown.text)
    assert re.search(r'value="2026-Q4"[^>]*checked', browser.get(f"{address}?quarter=2026-Q4").text)
    done = post(browser, address, csrf, quarter="2026-Q3", text="The panel met twice.", delay_reason="")
    assert done.headers["Location"] == f"/cases/{CASE}"
    assert services.sent[-1].command == RecordQuarterlyUpdate(
        case_id=CASE, quarter="2026-Q3", text="The panel met twice."
    )


def test_an_update_that_is_refused_is_kept(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("watford.chair")
    why = "The report of July to September 2026 was presented on 14 October 2026. Please give this in the next quarter."
    services.replies[RecordQuarterlyUpdate] = Reply(accepted=False, id="1" * 32, refused=why)
    address = f"/cases/{CASE}/quarterly-update"
    shown = post(browser, address, csrf, quarter="2026-Q3", text="Two meetings", delay_reason="A trial")
    assert shown.status_code == 422
    assert why in on_the_page(shown)
    assert ">Two meetings</textarea>" in shown.text
    assert ">A trial</textarea>" in shown.text


def test_the_chart_says_in_words_what_it_draws() -> None:
    counts = [("Panel at work", 2), ("Closed & <done>", 21)]
    svg = str(chart.bars("stages", counts, title="Reviews by stage", description=chart.in_words(counts)))
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "stages-title stages-desc"
    assert root[0].text == "Reviews by stage"
    assert root[1].text == "Panel at work: 2; Closed & <done>: 21."
    widths = [float(one.attrib["width"]) for one in root if one.tag.endswith("rect")]
    assert widths == [26.7, 280.0]
    assert "style=" not in svg, "the page allows no inline style"


def test_a_chart_of_nothing_is_still_a_picture_with_words() -> None:
    svg = str(chart.bars("stages", [], title="Reviews by stage", description=chart.in_words([])))
    assert ElementTree.fromstring(svg)[1].text == "There is nothing to show."
    assert 'width="0"' in str(chart.bars("stages", [("Closed", 0)], title="", description=""))
