"""Do chosen files reach the service that keeps them, and come back to be saved, whole and as what they are?"""

import hashlib

import pytest
from gateway.gate import Gate
from gateway.identity import tokens
from gateway.identity.demonstration import DOMAIN, account_id
from gateway.identity.signing_in import now
from shared.asking import LARGEST_FILE
from shared.contracts.cases.answers import Overview
from shared.contracts.cases.queries import CaseOverview, ReportVersionFile
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import ChairRecord
from shared.contracts.chairs.queries import ApplicationFile, ChairDetail
from shared.contracts.chairs.values import Document
from shared.network.client import Away
from shared.question import FilePiece
from shared.testing.example import example_of
from starlette.testclient import TestClient

from .conftest import SignIn
from .standing_in import StandIn

pytestmark = pytest.mark.rule("H-01")

CV = b"%PDF-1.7 years of work"
SHA = hashlib.sha256(CV).hexdigest()


def choose(browser: TestClient, csrf: str, name: str, content: bytes) -> str:
    typed = {"_csrf": csrf, "_id": "5" * 32, "name": "Ida Lund", "_do": "continue"}
    return browser.post("/chairs/apply", data=typed, files=[("cv.document", (name, content))]).text


def test_a_chosen_file_is_kept_though_the_rest_has_to_be_mended(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    page = choose(browser, sign_in("support"), "CV.pdf", CV)
    [(service, subject, content)] = services.files
    assert (service, content) == ("chairs", CV)
    assert subject.startswith("chair-")
    assert f'name="cv-sha256" value="{SHA}"' in page
    assert "Chosen: CV.pdf." in page
    assert "Enter the e-mail address" in page
    assert services.sent == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("CV.pdf", b"", "The CV is an empty file. Please choose another one"),
        ("CV.exe", CV, "The CV must be a PDF, a Word or OpenDocument file, a spreadsheet, a text or a picture"),
        ("CV.pdf", bytes(LARGEST_FILE + 1), "The CV must be smaller than 27 MB. A PDF with smaller pictures may help"),
    ],
)
def test_a_file_that_can_not_be_kept_says_why(
    browser: TestClient, services: StandIn, sign_in: SignIn, name: str, content: bytes, said: str
) -> None:
    page = choose(browser, sign_in("support"), name, content)
    assert f'href="#cv">{said}' in page
    assert 'value="Ida Lund"' in page
    assert services.files == []


def test_the_largest_file_is_kept(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    choose(browser, sign_in("support"), "CV.PDF", bytes(LARGEST_FILE))
    assert [len(content) for _, _, content in services.files] == [LARGEST_FILE]


def test_a_file_that_could_not_be_kept_now_is_chosen_again(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.keeps = Away("chairs")
    page = choose(browser, sign_in("support"), "CV.pdf", CV)
    assert "The file could not be kept just now. Your other answers are: please choose the file again" in page
    assert "cv-sha256" not in page


def record(services: StandIn, name: str) -> ChairRecord:
    found = example_of(ChairRecord).model_copy(update={"cv": Document(name=name, sha256=SHA), "evidence": ()})
    services.answers[ChairDetail] = found
    return found


def test_a_file_is_saved_under_its_name_and_never_opened_as_a_page(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    found = record(services, "Lebenslauf <b>.pdf")
    services.answers[ApplicationFile] = FilePiece(content=CV, last=True)
    sign_in("manager")
    page = browser.get(f"/chairs/{found.chair_id}")
    assert "CV: Lebenslauf &lt;b&gt;.pdf" in page.text
    file = browser.get(f"/chairs/{found.chair_id}/files/{SHA}")
    assert file.content == CV
    assert file.headers["Content-Disposition"] == 'attachment; filename="Lebenslauf--b-.pdf"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_not_what_was_put_on_record_is_not_shown(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    found = record(services, "CV.pdf")
    services.answers[ApplicationFile] = FilePiece(content=b"something else", last=True)
    sign_in("manager")
    file = browser.get(f"/chairs/{found.chair_id}/files/{SHA}")
    assert file.status_code == 404
    assert "something else" not in file.text


@pytest.mark.parametrize("who", ["watford.chair", "panel.chair", "finance"])
def test_a_file_is_for_those_who_may_see_the_application(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str
) -> None:
    found = record(services, "CV.pdf")
    sign_in(who)
    assert browser.get(f"/chairs/{found.chair_id}/files/{SHA}").status_code == 403


def test_a_program_hands_a_file_over_and_names_it(browser: TestClient, gate: Gate, services: StandIn) -> None:
    with gate.database.begin() as tx:
        secret = tokens.make(tx, account_id(f"support@{DOMAIN}"), name="test", scopes=["write"], at=now())
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "6" * 32}
    kept = browser.put(f"/api/v1/chairs/files/chair-{'6' * 32}", content=CV, headers=headers)
    assert kept.json() == {"sha256": SHA, "size": len(CV)}
    asked = {
        "chair_id": "6" * 32,
        "name": "Ida",
        "email": "ida@chairs.example",
        "cv": {"name": "CV.pdf", "sha256": SHA},
    }
    assert browser.post("/api/v1/chairs/apply-to-list", json=asked, headers=headers).status_code == 200
    command = services.sent[-1].command
    assert isinstance(command, c.ApplyToList)
    assert f"chair-{command.chair_id}" == services.files[0][1]
    nowhere = browser.put("/api/v1/chairs/files/somewhere", content=CV, headers=headers)
    assert nowhere.status_code == 422
    too_much = browser.put(f"/api/v1/chairs/files/chair-{'6' * 32}", content=bytes(LARGEST_FILE + 1), headers=headers)
    assert too_much.status_code == 413


@pytest.mark.rule("O-01")
def test_the_report_is_saved_under_a_name_that_tells_nobody(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    overview = example_of(Overview)
    version = overview.report_versions[0].model_copy(
        update={"version": "1.0", "document": SHA, "document_name": "Report about Ann Other.docx"}
    )
    services.answers[CaseOverview] = overview.model_copy(update={"report_versions": (version,)})
    services.answers[ReportVersionFile] = FilePiece(content=CV, last=True)
    sign_in("panel.chair")
    case = "c" * 32
    assert f'href="/cases/{case}/report/1.0/file"' in browser.get(f"/cases/{case}/report").text
    file = browser.get(f"/cases/{case}/report/1.0/file")
    assert file.content == CV
    assert "Ann" not in file.headers["Content-Disposition"]
    assert file.headers["Content-Disposition"].endswith('overview-report-1.0.docx"')
    assert browser.get(f"/cases/{case}/report/2.0/file").status_code == 404
