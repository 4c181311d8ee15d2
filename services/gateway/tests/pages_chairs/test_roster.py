"""The approved list: applications, records, the matrix and the county's rules, as a person keeps them."""

import hashlib
from base64 import b64encode
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import cast

import pytest
from gateway.identity.demonstration import DOMAIN, account_id
from python_calamine import CalamineWorkbook
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import LetterFile, MayBe
from shared.contracts.chairs.queries import (
    ChairDetail,
    ChairSettings,
    ChairsWork,
    RosterList,
    SpecialismMatrix,
    SpecialismMatrixFile,
)
from shared.contracts.chairs.values import ListStage, ReviewType, Skill
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE, CHAIR, INVOICE
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

ONE = f"/chairs/{CHAIR}"
CV = b"%PDF-1.7 \xff\xfe a CV"


@pytest.fixture(autouse=True)
def _answers(services: StandIn) -> None:
    scripted(services)


@pytest.mark.rule("H-01")
def test_an_application_is_entered_with_its_files_and_affiliations(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("support")
    typed = {
        "_csrf": csrf,
        "_id": "5" * 32,
        "name": "Ida Lund",
        "email": "ida.lund@chairs.example",
        "specialisms": ["Police", "Mental health"],
        "review_types": ["Domestic Homicide Review"],
        "affiliations-count": "1",
        "affiliations-0-agency": "A charity",
        "affiliations-0-role": "Trustee",
        "affiliations-0-areas": ["Watford"],
        **day("affiliations-0-until", date(2022, 3, 1)),
        **day("training-completed_on", date(2026, 1, 5)),
    }
    files = [
        ("cv.document", ("CV.pdf", CV)),
        ("evidence.document", ("a.pdf", b"a")),
        ("evidence.document", ("b.docx", b"b")),
    ]
    checked = browser.post("/chairs/apply", data={**typed, "_do": "continue"}, files=files)
    said = on_the_page(checked)
    assert "Check your answers" in said
    assert "CV.pdf" in said
    assert "a.pdf, b.docx" in said
    fingerprint = hashlib.sha256(CV).hexdigest()
    assert f'name="cv-sha256" value="{fingerprint}"' in checked.text
    kept = {"cv-name": "CV.pdf", "cv-sha256": fingerprint, "evidence-name": ["a.pdf", "b.docx"]}
    prints = {"evidence-sha256": [hashlib.sha256(one).hexdigest() for one in (b"a", b"b")]}
    done = browser.post("/chairs/apply", data={**typed, **kept, **prints, "_do": "confirm"})
    command = cast(c.ApplyToList, services.sent[-1].command)
    assert done.headers["location"] == f"/chairs/{command.chair_id}"
    assert (command.cv.name, command.cv.sha256) == ("CV.pdf", fingerprint)
    assert [one.name for one in command.evidence] == ["a.pdf", "b.docx"]
    assert services.files == [("chairs", f"chair-{command.chair_id}", content) for content in (CV, b"a", b"b")]
    assert command.affiliations[0].until == date(2022, 3, 1)
    assert command.training is not None
    assert command.training.completed_on == date(2026, 1, 5)


@pytest.mark.rule("H-01")
def test_without_a_cv_the_application_waits_and_keeps_what_was_typed(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("support")
    page = post(browser, "/chairs/apply", csrf, name="Ida Lund", review_types="Domestic Homicide Review")
    assert 'href="#cv">Choose the CV' in page.text
    assert 'value="Ida Lund"' in page.text
    assert services.sent == []


@pytest.mark.rule("H-01")
def test_who_left_applies_again_on_the_record_there_is(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[ChairDetail] = answers.chair(ListStage.LEFT)
    csrf = sign_in("support")
    assert f"{ONE}/apply-again" in browser.get(ONE).text
    asked = browser.get(f"{ONE}/apply-again")
    assert 'value="deepak.rana@chairs.example"' in asked.text
    assert 'value="Mental health" checked' in asked.text
    typed = {
        "_csrf": csrf,
        "name": "Deepak Rana",
        "email": "deepak.rana@chairs.example",
        "specialisms": ["Police"],
        "review_types": ["Domestic Homicide Review"],
        "cv-name": "CV.pdf",
        "cv-sha256": hashlib.sha256(CV).hexdigest(),
    }
    done = browser.post(f"{ONE}/apply-again", data={**typed, "_do": "confirm"})
    command = cast(c.ApplyAgain, services.sent[-1].command)
    assert done.headers["location"] == ONE
    assert (command.chair_id, command.specialisms, command.cv.name) == (CHAIR, ("Police",), "CV.pdf")


@pytest.mark.rule("H-01")
def test_the_record_says_who_may_be_the_same_person(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    other = MayBe(chair_id=answers.OTHER, name="Deepak Rana", stage=ListStage.LEFT, same_email=True)
    services.answers[ChairDetail] = answers.chair(ListStage.APPLIED, may_be=(other,))
    sign_in("manager")
    said = on_the_page(browser.get(ONE))
    assert "This may be the same person as: Deepak Rana : Left. The e-mail address is the same." in said


@pytest.mark.rule("H-02", "Y-08")
def test_who_entered_an_application_is_not_offered_to_decide_it(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    own = account_id(f"support@{DOMAIN}")
    applied = answers.chair(ListStage.APPLIED, entered_by=own, decided_on=None)
    services.answers[ChairDetail] = applied
    sign_in("support")
    shown = browser.get(ONE)
    assert "You entered this application, so another person assesses it and decides." in on_the_page(shown)
    assert f"{ONE}/accept" not in shown.text
    sign_in("manager")
    assert f"{ONE}/accept" in browser.get(ONE).text


@pytest.mark.rule("H-02")
def test_an_assessment_says_which_skills_the_evidence_shows(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    skills = [str(skill) for skill in Skill][:2]
    post(browser, f"{ONE}/assess", csrf, skills=skills, note="Two of them.")
    command = cast(c.AssessApplication, services.sent[-1].command)
    assert [str(skill) for skill in command.skills] == skills


@pytest.mark.rule("H-13")
def test_what_runs_out_is_warned_of_on_the_list_and_on_the_record(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    warning = "The Home Office training (module 2) expires on 1 December 2026."
    services.answers[ChairDetail] = answers.chair(warnings=(warning,))
    sign_in("manager")
    assert warning in on_the_page(browser.get("/chairs"))
    assert warning in on_the_page(browser.get(ONE))


@pytest.mark.rule("H-03")
def test_the_list_is_filtered_by_the_countys_own_specialisms(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("manager")
    page = browser.get("/chairs?specialism=Police&stage=on+the+list&review_type=Safeguarding+Adults+Review")
    assert '<option value="Police" selected>' in page.text
    asked = next(question for question, _ in services.asked if isinstance(question, RosterList))
    assert (asked.specialism, asked.stage, asked.review_type) == ("Police", ListStage.LISTED, ReviewType.SAR)


@pytest.mark.rule("H-03")
def test_the_matrix_says_in_words_what_nobody_covers(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("dci")
    said = on_the_page(browser.get("/chairs/matrix?everybody=yes"))
    assert "Nobody on the list offers: police; disability." in said
    assert "As at 3 November 2026" in said
    asked = next(question for question, _ in services.asked if isinstance(question, SpecialismMatrix))
    assert (asked.everybody, asked.available) == (True, False)


@pytest.mark.rule("H-03", "H-11", "H-13")
def test_the_matrix_says_who_can_be_appointed_today_and_what_to_look_at(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("dci")
    said = on_the_page(browser.get("/chairs/matrix?available=yes"))
    assert "Can be appointed today Yes No: Suspended." in said
    assert "To look at Leads 2 reviews already. –" in said
    asked = next(question for question, _ in services.asked if isinstance(question, SpecialismMatrix))
    assert asked.available


@pytest.mark.rule("H-03")
def test_the_matrix_as_a_spreadsheet_and_as_csv(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("dci")
    book = CalamineWorkbook.from_filelike(BytesIO(browser.get("/chairs/matrix.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["Specialism", "Deepak Rana", "Eleanor Voss", "Offered by", "Of them can be appointed today"]
    assert rows[1] == ["Mental health", "X", "", "1 person", "1 person"]
    assert rows[2] == ["Police", "", "", "nobody", "nobody"]
    assert rows[4] == ["Can be appointed today", "Yes", "No: Suspended.", "", ""]
    assert [row[0] for row in rows[-2:]] == ["As at 3 November 2026.", "Nobody on the list offers: police; disability."]
    assert "Police,,,nobody,nobody" in browser.get("/chairs/matrix.csv").text


@pytest.mark.rule("H-03")
def test_the_matrix_as_a_pdf_has_the_same_filters(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[SpecialismMatrixFile] = LetterFile(
        name="Specialisms.pdf", media_type="application/pdf", content=b64encode(b"%PDF-").decode(), sha256="a" * 64
    )
    sign_in("dci")
    page = browser.get("/chairs/matrix?specialism=Police&available=yes")
    assert 'href="/chairs/matrix.pdf?specialism=Police&amp;available=yes"' in page.text
    given = browser.get("/chairs/matrix.pdf?specialism=Police&available=yes")
    assert (given.content, given.headers["content-type"]) == (b"%PDF-", "application/pdf")
    asked = next(question for question, _ in services.asked if isinstance(question, SpecialismMatrixFile))
    assert (asked.specialism, asked.available) == ("Police", True)


@pytest.mark.rule("Q-05", "Q-06")
def test_points_and_average_are_two_measures_with_their_numbers(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    said = on_the_page(browser.get(ONE))
    assert "1 point for reports accepted at their first submission" in said
    assert "4.5 out of 5 from 4 evaluations of 1 review" in said


@pytest.mark.rule("H-12")
def test_an_affiliation_is_declared_and_ended(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("support")
    declare = {"affiliation-agency": "NHS England", "affiliation-role": "Adviser", "affiliation-county_wide": "yes"}
    post(browser, f"{ONE}/affiliations/declare", csrf, **declare)
    declared = cast(c.DeclareAffiliation, services.sent[-1].command).affiliation
    assert (declared.agency, declared.county_wide, declared.until) == ("NHS England", True, None)
    end = f"{ONE}/affiliations/end?agency=Hertfordshire+Constabulary&role=Superintendent"
    assert end.replace("&", "&amp;") in browser.get(ONE).text
    post(browser, end, csrf, **day("until", date(2026, 10, 1)))
    ended = cast(c.EndAffiliation, services.sent[-1].command)
    assert (ended.agency, ended.role, ended.until) == (
        "Hertfordshire Constabulary",
        "Superintendent",
        date(2026, 10, 1),
    )


@pytest.mark.rule("H-09", "H-11")
def test_other_reviews_are_recorded_and_ended(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("support")
    typed = {"review_type": "Safeguarding Adults Review", "reference": "SAR-9", **day("started_on", date(2026, 9, 1))}
    post(browser, f"{ONE}/reviews/record", csrf, **typed)
    assert cast(c.RecordOtherReview, services.sent[-1].command).review_type is ReviewType.SAR
    post(browser, f"{ONE}/reviews/{answers.REVIEW}/end", csrf, **day("ended_on", date(2026, 11, 3)))
    assert cast(c.EndOtherReview, services.sent[-1].command).review_id == answers.REVIEW


def test_an_account_of_a_chair_is_linked(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    shown = browser.get(f"{ONE}/account").text
    assert f"panel.chair@{DOMAIN}" in shown
    assert f"finance@{DOMAIN}" not in shown
    own = account_id(f"panel.chair@{DOMAIN}")
    post(browser, f"{ONE}/account", csrf, account_id=own)
    assert cast(c.LinkAccount, services.sent[-1].command).account_id == own


def test_fees_begin_as_they_are_and_hold_from_a_day(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("finance")
    shown = browser.get("/chairs/settings/fees").text
    assert 'value="8000.00"' in shown
    assert 'value="7.4"' in shown
    typed = {
        "fees-fixed": "8,500",
        "fees-complexity": "2000",
        "fees-day_rate": "420.50",
        "fees-day_hours": "7.5",
        "fees-days_low": "10",
        "fees-days_high": "25",
        "fees-lighter": "4000",
        "fees-full": "8000",
        **day("holds_from", date(2027, 4, 1)),
    }
    post(browser, "/chairs/settings/fees", csrf, **typed)
    command = cast(c.SetFees, services.sent[-1].command)
    assert command.holds_from == date(2027, 4, 1)
    assert (command.fees.fixed, command.fees.day_hours) == (Decimal("8500"), Decimal("7.5"))
    wrong = post(browser, "/chairs/settings/fees", csrf, **{**typed, "fees-day_hours": "seven"})
    assert "The hours of a working day must be a number, like 7.4" in on_the_page(wrong)


@pytest.mark.rule("Y-10")
def test_costs_are_shared_by_a_rule_from_a_day(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("finance")
    typed = {
        "share-funder": "The Commissioner",
        "share-percent": "60",
        "share-cap": "5000",
        "share-others": "The county council\r\nThe integrated care board",
        **day("holds_from", date(2027, 4, 1)),
    }
    post(browser, "/chairs/settings/funding", csrf, **typed)
    share = cast(c.SetFunding, services.sent[-1].command).share
    assert (share.percent, share.cap) == (60, Decimal("5000"))
    assert share.others == ("The county council", "The integrated care board")


def test_each_task_leads_to_where_it_is_done(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("manager")
    shown = browser.get("/chairs/work").text
    for address in (
        f"/chairs/{answers.OTHER}",
        f"/chairs/{CHAIR}",
        f"/cases/{CASE}/chair/choose",
        f"/cases/{CASE}/invoices/{INVOICE}",
        f"/cases/{CASE}/chair/conflict",
        f"/cases/{CASE}/chair/end",
        f'/cases/{CASE}/chair"',
    ):
        assert f'href="{address}' in shown
    assert "/evaluation/give" not in shown, "members of the panel give theirs"
    sign_in("panel.member")
    assert f'href="/cases/{CASE}/evaluation/give' in browser.get("/chairs/work").text
    assert ChairsWork in {type(question) for question, _ in services.asked}


@pytest.mark.rule("Y-01")
def test_amounts_that_the_county_has_not_set_say_so_and_may_stay_so(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    unset = answers.FEES.model_copy(update={"lighter": None, "full": None})
    services.answers[ChairSettings] = answers.SETTINGS.model_copy(update={"fees": unset})
    csrf = sign_in("finance")
    assert on_the_page(browser.get("/chairs/settings")).count("The county has not set this amount yet") == 2
    shown = browser.get("/chairs/settings/fees")
    assert "Until it does, nobody can be commissioned under this tier" in on_the_page(shown)
    typed = {
        "fees-fixed": "8000",
        "fees-complexity": "2000",
        "fees-day_rate": "400",
        "fees-day_hours": "7.4",
        "fees-days_low": "10",
        "fees-days_high": "25",
        "fees-full": "9000",
        **day("holds_from", date(2027, 4, 1)),
    }
    post(browser, "/chairs/settings/fees", csrf, **typed)
    command = cast(c.SetFees, services.sent[-1].command)
    assert (command.fees.lighter, command.fees.full) == (None, Decimal(9000))


@pytest.mark.rule("G-02")
def test_the_history_says_by_whom(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("support")
    said = on_the_page(browser.get(f"/chairs/{CHAIR}"))
    assert "Deepak Rana was accepted. 20 January 2026, by Morgan Ellis" in said
    assert "Deepak Rana applied. 5 January 2026, by the system" in said
