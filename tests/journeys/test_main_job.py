"""A death is notified and reviewed, the report published, its actions followed until the case closes: by the API."""

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from deploy.waiting import wait_until
from pypdf import PdfReader

from tests.journeys import furniture
from tests.journeys.whole import PATIENCE, Whole

PLAN = Path(__file__).parents[2] / "deploy/src/deploy/data/published_recommendations.csv"

PART_ONE: dict[str, Any] = {
    "csp": "Watford",
    "notifying_agency": "Hertfordshire Constabulary",
    "attention_date": "2026-03-02",
    "category": "intimate partner homicide",
    "deceased": [
        {
            "name": "Asha Example",
            "date_of_birth": "1985-06-15",
            "date_of_death": "2026-03-01",
            "sex": "female",
            "relationship": "former partner",
        }
    ],
    "perpetrators": [{"name": "Ben Example", "sex": "male", "died": "no"}],
    "children": [{"supported": "yes"}, {"supported": "unknown"}],
    "address": "1 Example Street, Watford",
    "summary": "Police were called to the address and found that she had died.",
}
PRESENT: list[dict[str, Any]] = [
    {"name": "Wendy Farrow", "role": "CSP Chair", "confidentiality_signed": True},
    {"name": "Deepak Rana", "role": "panel chair", "confidentiality_signed": True},
    {
        "name": "Paula Marsh",
        "role": "agency panel member",
        "agency": "Probation Service",
        "confidentiality_signed": True,
    },
    {"name": "Alex Lowe", "role": "agency panel member", "agency": "Police", "confidentiality_signed": True},
    {"name": "Nadia Brook", "role": "agency panel member", "agency": "Council", "confidentiality_signed": True},
]

REPORT = b"%PDF-1.7 the overview report " + os.urandom(1_500_000)


def overview(system: Whole, case_id: str, who: str = "manager") -> dict[str, Any]:
    answer: dict[str, Any] = system.person(who).ask("cases", "case-overview", case_id=case_id)
    return answer


def says(system: Whole, case_id: str, *sentences: str) -> None:
    """Each of these stands in the case's timeline, or comes to stand there soon."""

    def all_there() -> bool:
        pages = (
            system.person("manager").ask("cases", "case-overview", case_id=case_id, timeline_page=page)
            for page in (1, 2, 3)
        )
        told = [line["text"] for page in pages for line in page["timeline"]]
        return all(any(sentence in line for line in told) for sentence in sentences)

    wait_until(all_there, timeout=PATIENCE)


@pytest.mark.rule(
    *("N-01", "N-02", "N-04", "N-10", "C-01", "C-06", "D-06", "X-01", "X-02", "X-03", "H-04", "H-06", "Y-01", "Y-06"),
    *("P-02", "P-06", "I-02", "I-03", "C-02", "C-04", "O-03", "O-04", "S-01", "S-02", "S-03", "S-06", "Q-01", "Q-02"),
    *("Q-03", "Y-05", "Y-08", "Y-09", "A-01", "A-02", "A-04", "A-07", "A-08", "B-01"),
)
def test_a_notified_death_becomes_a_published_report_and_its_actions_are_followed(system: Whole) -> None:
    furniture.recipients(system)
    chair_id = furniture.listed_chair(system, "Deepak Rana", ("Mental health", "Adult social care"))
    other_id = furniture.listed_chair(system, "Christine Calder", ("Drug and alcohol",))
    untrained = furniture.listed_chair(system, "Grace Muli", ("Mental health",), training=None)
    furniture.budget(system, 2025, "20000.00")
    furniture.budget(system, 2026, "20000.00")

    case_id = notify(system)
    decide(system, case_id)
    commission(system, case_id, chair_id, other_id, untrained)
    meet(system, case_id)
    report(system, case_id)
    quality_and_money(system, case_id, chair_id)
    plan(system, case_id)
    close(system, case_id)


def notify(system: Whole) -> str:
    reply = system.person("police").do("cases", "notify-death", key="a-form-pressed-twice", **PART_ONE)
    again = system.person("police").do("cases", "notify-death", key="a-form-pressed-twice", **PART_ONE)
    assert again == reply
    case_id: str = reply["id"].removeprefix("case-")
    (clock,) = overview(system, case_id)["clocks"]
    assert (clock["day"], clock["of"], clock["due"]) == (0, 28, "2026-03-30")
    says(system, case_id, "Hertfordshire Constabulary notified the death of one person to the Watford partnership")

    def part_one_arrived() -> bool:
        return len(system.mail()) == 5

    wait_until(part_one_arrived, timeout=PATIENCE)
    says(system, case_id, "Part 1 of the notification form to the CSP Chair: sent")
    return case_id


def decide(system: Whole, case_id: str) -> None:
    system.move_to(date(2026, 3, 20))
    chair, officer = system.person("watford.chair"), system.person("support")
    chair.do(
        "cases",
        "assess-criteria",
        case_id=case_id,
        criterion="16 or over; violence, abuse or neglect by a relative or a present or former intimate partner",
        facts="A former partner was arrested.",
    )
    for post in ("CSP Chair", "Sub-Group Chair", "DCI of Safeguarding Command", "Partnership's Manager"):
        view: dict[str, Any] = {"post": post, "met": True, "comment": "The criteria are met.", "given_on": "2026-03-18"}
        (chair if post == "CSP Chair" else officer).do("cases", "give-view", case_id=case_id, **view)
    agencies = ["Hertfordshire Constabulary", "Probation Service"]
    officer.do("cases", "invite-agencies", case_id=case_id, agencies=agencies, meeting_on="2026-03-19")
    contacts = [{"agency": agency, "contact": "Two contacts in the last year."} for agency in agencies]
    chair.do("cases", "record-preliminary-meeting", case_id=case_id, held_on="2026-03-19", contacts=contacts)
    decision: dict[str, Any] = {"proceed": True, "rationale": "There is much to learn.", "decided_on": "2026-03-20"}
    assert system.person("manager").try_to("cases", "record-decision", case_id=case_id, **decision).status_code == 403
    chair.do("cases", "record-decision", case_id=case_id, **decision)
    says(
        system,
        case_id,
        "The CSP Chair decided on 20 March 2026 to proceed with a review. The report is due by 20 September 2026.",
        "Decision, with Parts 1 and 2 of the notification form to the Home Office: sent",
        "Coroner's notification to the Coroner: sent",
        "Safeguarding adults board notification to the Safeguarding Adults Board: sent",
        "Safeguarding children partnership notification to the Safeguarding Children Partnership: sent",
    )
    (message,) = system.mail_to("coroner@coroner.example")
    (form,) = list(message.iter_attachments())
    content = form.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert "Asha" not in str(message["Subject"])
    body = message.get_body()
    assert body is not None
    assert "Asha" not in body.get_content()
    (sent,) = [
        row
        for row in system.person("manager").ask("notifications", "dispatch-list", case_id=case_id, size=50)["rows"]
        if row["recipient"] == "Coroner"
    ]
    assert sent["sha256"] == hashlib.sha256(content).hexdigest()
    pdf = system.var.parent / "coroner.pdf"
    pdf.write_bytes(content)
    assert "Asha Example" in " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def commission(system: Whole, case_id: str, chair_id: str, other_id: str, untrained: str) -> None:
    chair = system.person("watford.chair")

    def known_to_chairs() -> bool:
        reply = chair.http.get(
            f"/api/v1/chairs/candidates-for-case?case_id={case_id}&specialisms=Mental+health",
            headers={"Authorization": f"Bearer {chair.token}"},
        )
        return reply.status_code == 200

    wait_until(known_to_chairs, timeout=PATIENCE)
    candidates = chair.ask("chairs", "candidates-for-case", case_id=case_id, specialisms="Mental health")
    assert [one["chair_id"] for one in candidates["candidates"]] == [chair_id, other_id]
    excluded = {one["chair_id"]: one for one in candidates["excluded"]}
    assert list(excluded) == [untrained]
    asked: dict[str, Any] = {
        "case_id": case_id,
        "specialisms": ["Mental health"],
        "reason": "Covers what the case needs.",
        "assured_of_independence": True,
        "commissioned_on": "2026-03-20",
    }
    refused = chair.try_to("chairs", "commission-chair", chair_id=untrained, **asked)
    assert refused.status_code == 409
    assert "training" in refused.json()["detail"]

    def commissioned() -> bool:
        return chair.try_to("chairs", "commission-chair", chair_id=chair_id, **asked).status_code == 200

    wait_until(commissioned, timeout=PATIENCE)
    says(system, case_id, "Deepak Rana was commissioned as independent chair on 20 March 2026.")
    budget = system.person("finance").ask("chairs", "budget-of-year", year=2025)
    assert budget["committed"] == "8000.00"


def meet(system: Whole, case_id: str) -> None:
    officer = system.person("support")
    system.move_to(date(2026, 3, 27))
    officer.do(
        "cases",
        "record-initial-meeting",
        case_id=case_id,
        held_on="2026-03-27",
        attendees=PRESENT,
        appointment_agreed=True,
        chronologies="Five agencies' chronologies were considered.",
        further_information="From the housing association.",
        terms_of_reference="From January 2024 to the day of the death.",
        communications_plan="The panel chair leads.",
        imr_requirements="From probation, by the end of May.",
        photograph_present=True,
    )
    requested = officer.do(
        "cases",
        "request-imr",
        case_id=case_id,
        agency="Probation Service",
        requested_on="2026-03-27",
        due_on="2026-05-29",
    )
    assert requested["accepted"]
    (imr,) = overview(system, case_id)["imrs"]
    author: dict[str, Any] = {"case_id": case_id, "imr_id": imr["imr_id"], "author": "Ann Author", "not_involved": True}
    refused = officer.try_to("cases", "name-imr-author", **author, not_line_manager=False)
    assert (refused.status_code, refused.json()["field"]) == (409, "not_line_manager")
    officer.do("cases", "name-imr-author", **author, not_line_manager=True)
    system.move_to(date(2026, 6, 30))
    for_imr: dict[str, Any] = {"case_id": case_id, "imr_id": imr["imr_id"]}
    senior: dict[str, Any] = {"signed_off_by": "Sue Senior", "signed_off_as": "Director"}
    officer.do("cases", "submit-imr", **for_imr, submitted_on="2026-05-20", **senior)
    officer.do("cases", "accept-imr", **for_imr, accepted_on="2026-05-27", quality_assured=True)
    for day in ("2026-05-05", "2026-06-30"):
        meeting: dict[str, Any] = {
            "held_on": day,
            "attendees": PRESENT,
            "discussed": "Drafts.",
            "photograph_present": True,
        }
        officer.do("cases", "record-panel-meeting", case_id=case_id, **meeting)
    says(
        system,
        case_id,
        "The initial panel meeting was held on 27 March 2026 with 5 people",
        "Panel meeting 3 was held on 30 June 2026",
        "The panel accepted a quality-assured IMR on 27 May 2026",
    )


def report(system: Whole, case_id: str) -> None:
    officer, manager = system.person("support"), system.person("manager")
    version: dict[str, Any] = {"case_id": case_id, "report_version": "1.0"}
    kept = {"name": "Report about Asha.pdf", "sha256": officer.keep_file("cases", f"case-{case_id}", REPORT)}
    officer.do("cases", "add-report-version", **version, author="Deepak Rana", added_on="2026-06-01", document=kept)
    assert officer.page(f"/cases/{case_id}/report/1.0/file").content == REPORT
    early = officer.try_to("cases", "share-draft-with-family", **version, shared_on="2026-06-08", read_by="2026-06-28")
    assert (early.status_code, early.json()["field"]) == (409, "read_by")
    officer.do("cases", "share-draft-with-family", **version, shared_on="2026-06-08", read_by="2026-06-29")
    officer.do("cases", "record-family-reading", case_id=case_id, declined=False, finished_on="2026-06-29")
    system.move_to(date(2026, 7, 20))
    skipped = officer.try_to("cases", "agree-report", **version, stage="CSP", agreed_on="2026-07-15")
    assert skipped.status_code == 409
    for stage, day in (("panel", "2026-07-01"), ("Sub-Group", "2026-07-08"), ("CSP", "2026-07-15")):
        officer.do("cases", "agree-report", **version, stage=stage, agreed_on=day)
    manager.do("cases", "submit-report", case_id=case_id, submitted_on="2026-07-20")
    system.move_to(date(2026, 10, 1))
    officer.do(
        "cases", "record-outcome", case_id=case_id, outcome="publish", recorded_on="2026-10-01", letter="With thanks."
    )
    says(
        system,
        case_id,
        "The CSP agreed version 1.0 of the report on 15 July 2026.",
        "The report was submitted to the Home Office on 20 July 2026.",
        "The Home Office answered on 1 October 2026: the report may be published.",
        "Completed report for the Domestic Abuse Commissioner to the Domestic Abuse Commissioner: sent",
        "One point was added to the chair's record",
    )
    for to in ("reviews@homeoffice.example", "reviews@commissioner.example"):
        message = system.mail_to(to)[-1]
        note, report = message.iter_attachments()
        assert report.get_payload(decode=True) == REPORT
        assert "Asha" not in f"{note.get_filename()} {report.get_filename()}"
        assert str(report.get_filename()).endswith("-overview-report.pdf")


def quality_and_money(system: Whole, case_id: str, chair_id: str) -> None:
    officer, finance, manager = (system.person(who) for who in ("support", "finance", "manager"))
    round_ = officer.ask("chairs", "evaluation-round", case_id=case_id)
    criteria = [one["criterion"] for one in round_["criteria"]]
    members = [member["member_id"] for member in officer.ask("cases", "case-panel", case_id=case_id)["members"]]
    for member, score in zip(members, (5, 4, 3), strict=True):
        scores = [{"criterion": criterion, "score": score} for criterion in criteria]
        officer.do("chairs", "submit-evaluation", case_id=case_id, member_id=member, scores=scores)
    record = manager.ask("chairs", "chair-detail", chair_id=chair_id)
    assert record["quality"]["points"] == 1
    assert record["quality"]["average"] == "4.00"

    entered = officer.do(
        "chairs",
        "enter-invoice",
        case_id=case_id,
        number="DR-014",
        amount="8000.00",
        dated_on="2026-10-01",
        received_on="2026-10-01",
    )
    assert entered["accepted"]
    (invoice,) = officer.ask("chairs", "invoice-list", case_id=case_id)["rows"]
    of_invoice: dict[str, Any] = {"case_id": case_id, "invoice_id": invoice["invoice_id"]}
    officer.do("chairs", "check-invoice", **of_invoice)
    own = officer.try_to("chairs", "approve-invoice", **of_invoice)
    assert own.status_code == 409, "nobody approves what they entered"
    manager.do("chairs", "approve-invoice", **of_invoice)
    finance.do("chairs", "send-for-payment", **of_invoice, sent_on="2026-10-01")
    finance.do("chairs", "record-payment", **of_invoice, paid_on="2026-10-01")
    says(system, case_id, "Invoice DR-014 of the chair was paid on 1 October 2026.", "3 of 3 panel members")


def plan(system: Whole, case_id: str) -> None:
    chair, officer, police = (system.person(who) for who in ("watford.chair", "support", "police"))
    rows = [
        {"number": "9.1 a", "text": "Audit domestic abuse cases.", "addressed_to": ["Hertfordshire Constabulary"]},
        {"number": "10", "text": "Share the learning with staff.", "addressed_to": ["All Agencies"]},
    ]
    agencies = ["Hertfordshire Constabulary", "Probation Service"]
    officer.do("tracker", "load-recommendations", case_id=case_id, rows=rows, agencies=agencies)
    loaded = officer.ask("tracker", "action-plan", case_id=case_id)
    assert [one["number"] for one in loaded["recommendations"]] == ["9.1 a", "10"]
    actions = [action for one in loaded["recommendations"] for action in one["actions"]]
    assert len(actions) == 3
    assert chair.try_to("tracker", "agree-plan", case_id=case_id, agreed_on="2026-10-01").status_code == 409
    for action in actions:
        chair.do(
            "tracker",
            "assign-action",
            case_id=case_id,
            action=action["action"],
            owner=action["owner"],
            measure="Nine of ten audited cases show it.",
            target="2026-12-31",
        )
    chair.do("tracker", "agree-plan", case_id=case_id, agreed_on="2026-10-01")
    own = next(action for action in actions if action["owner"] == "Hertfordshire Constabulary")
    progress: dict[str, Any] = {"evidence": "The first audit is done.", "reported_on": "2026-10-01"}
    police.do("tracker", "report-progress", case_id=case_id, action=own["action"], **progress)
    for action in actions:
        done: dict[str, Any] = {"case_id": case_id, "action": action["action"]}
        chair.do("tracker", "claim-complete", **done, evidence="Audited and shared.", completed_on="2026-10-01")
        chair.do("tracker", "assure-action", **done, assured_on="2026-10-01")
    says(system, case_id, "put into the action plan on", "every action of the plan was assured or closed")


def close(system: Whole, case_id: str) -> None:
    chair = system.person("watford.chair")
    system.move_to(date(2026, 11, 2))
    assert overview(system, case_id)["header"]["closed"] is False
    chair.do(
        "cases",
        "publish-report",
        case_id=case_id,
        published_on="2026-11-02",
        where="https://www.watford.example/reviews",
    )
    says(system, case_id, "The report was published on 2 November 2026", "The case was closed on 2 November 2026")

    def on_the_tracker() -> bool:
        (row,) = system.person("manager").ask("tracker", "tracker-list")["rows"]
        return bool(row["stage"] == "closed")

    wait_until(on_the_tracker, timeout=PATIENCE)
    figures = system.person("board").ask("tracker", "headline-figures")["figures"]
    assert (figures["reviews"], figures["deceased"], figures["children"]) == (1, 1, 2)
    sent = [str(message["Message-ID"]) for message in system.mail()]
    assert len(sent) == len(set(sent)) == 11, "each notice once"
