"""The pages of dispatches: what they say, and which commands their forms send."""

from datetime import UTC, date, datetime

import pytest
from gateway.access import audit
from gateway.gate import Gate
from gateway.pages.dispatches.changing import the_moment
from shared.contracts.notifications.answers import HeldNotices
from shared.contracts.notifications.commands import (
    ApproveDispatch,
    CancelDispatch,
    ConfirmRecipient,
    CorrectDispatch,
    DeclineRecipient,
    HoldNotice,
    RecordAcknowledgement,
    RecordSentByHand,
    ResolveUncertain,
    RetryDispatch,
    SetRecipient,
)
from shared.contracts.notifications.queries import DispatchDetail, DispatchList, DispatchTasks, NoticesHeld
from shared.contracts.notifications.values import Channel, Notice, RecipientKind, Stage
from shared.message import Command
from shared.network.client import Away
from shared.service import NotFound
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE, DISPATCH, LATER, PDF, dispatch, page_of, record
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

SENT = f"/dispatches/{DISPATCH}"


def asked(services: StandIn) -> Command:
    return services.sent[-1].command


@pytest.fixture
def services(services: StandIn) -> StandIn:
    return scripted(services)


@pytest.mark.rule("X-07")
def test_taken_by_the_channel_is_not_acknowledged(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    said = on_the_page(browser.get("/dispatches"))
    assert "Coroner's notification" in said
    assert "Taken by the channel" in said
    assert "Not yet" in said
    record_says = on_the_page(browser.get(SENT))
    assert "Acknowledgement due by 9 November 2026" in record_says
    assert "Acknowledged by the recipient on Not yet" in record_says


def test_filters_stand_in_the_address(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("manager")
    browser.get("/dispatches?state=uncertain&notice=overview+report&csp=Watford")
    question = services.asked[-1][0]
    assert isinstance(question, DispatchList)
    assert (question.state, question.notice, question.csp) == (Stage.UNCERTAIN, Notice.REPORT, "Watford")


def test_the_dispatches_of_a_case_stand_below_it(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("manager")
    shown = browser.get(f"/cases/{CASE}/dispatches")
    assert services.asked[-1][0] == DispatchList(case_id=CASE)
    assert f'href="/cases/{CASE}/plan"' in shown.text
    assert "DHR-2026-004" in shown.text
    rows = browser.get(f"/cases/{CASE}/dispatches.csv").text
    assert "Fingerprint of the file (SHA-256)" in rows
    assert "2026-11-02T09:30:00+00:00" in rows


def test_a_csp_chair_sees_the_list_without_links_that_are_not_for_them(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("watford.chair")
    shown = browser.get("/dispatches")
    assert "Coroner&#39;s notification" in shown.text
    assert f'href="{SENT}"' not in shown.text
    assert browser.get(SENT).status_code == 403


@pytest.mark.rule("X-02")
def test_the_record_has_template_recipient_attempts_and_replies(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("auditor")
    said = on_the_page(browser.get(SENT))
    for sentence in (
        "Template Coroner, version 1",
        "HM Senior Coroner for Hertfordshire",
        "451 4.7.1 Please try again later",
        "Encrypted on the way with TLSv1.3",
        "Told if it fails Business Support Officer",
        "The perpetrator’s date of birth",
        "a" * 64,
        "by the system",
        "OFFICIAL",
    ):
        assert sentence in said
    assert "Record the recipient" not in said, "an auditor changes nothing"


def test_the_document_opens_and_the_evidence_is_saved(browser: TestClient, gate: Gate, sign_in: SignIn) -> None:
    sign_in("manager")
    document = browser.get(f"{SENT}/document")
    assert document.content == PDF
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.headers["Content-Disposition"].startswith("inline")
    evidence = browser.get(f"{SENT}/evidence")
    assert evidence.headers["Content-Disposition"] == 'attachment; filename="OFFICIAL-evidence.zip"'
    assert evidence.content == b"PK pack"
    with gate.database.read() as tx:
        lines, _ = audit.who_has_looked(tx, CASE, page=1)
    assert {line.what for line in lines} == {"DispatchDetail", "DispatchEvidence"}


def test_a_document_that_is_not_there_is_said_plainly(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[DispatchDetail] = record().model_copy(update={"pdf": None})
    sign_in("manager")
    assert "There is no document to open." in on_the_page(browser.get(SENT))
    refused = browser.get(f"{SENT}/document")
    assert refused.status_code == 404
    assert "not printed yet" in refused.text
    services.answers[DispatchDetail] = NotFound("There is no such dispatch.")
    assert browser.get(SENT).status_code == 404
    assert browser.get("/dispatches/nonsense").status_code == 404


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (Stage.HELD, {"approve", "cancel"}),
        (Stage.UNCERTAIN, {"uncertain"}),
        (Stage.FAILED, {"retry", "by-hand", "cancel"}),
        (Stage.TO_SEND, {"by-hand", "cancel"}),
        (Stage.TAKEN, {"acknowledgement", "correction"}),
        (Stage.ACKNOWLEDGED, {"correction"}),
        (Stage.SENDING, set()),
        (Stage.CANCELLED, set()),
    ],
)
def test_what_is_offered_is_what_can_be_done_at_this_stage(
    browser: TestClient, services: StandIn, sign_in: SignIn, state: Stage, offered: set[str]
) -> None:
    services.answers[DispatchDetail] = record(state)
    sign_in("manager")
    text = browser.get(SENT).text
    every = {"approve", "uncertain", "retry", "cancel", "by-hand", "acknowledgement", "correction"}
    assert {one for one in every if f'href="{SENT}/{one}"' in text} == offered


def test_only_the_manager_approves(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[DispatchDetail] = record(Stage.HELD)
    sign_in("support")
    assert f'href="{SENT}/approve"' not in browser.get(SENT).text
    assert browser.get(f"{SENT}/approve").status_code == 403


@pytest.mark.rule("X-06")
def test_a_correction_and_what_it_corrects_lead_to_each_other(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("manager")
    services.answers[DispatchDetail] = record(corrects=LATER)
    assert f'This corrects <a class="govuk-link" href="/dispatches/{LATER}"' in browser.get(SENT).text
    services.answers[DispatchDetail] = record(corrected_by=LATER)
    assert f'href="/dispatches/{LATER}"' in browser.get(SENT).text


TYPED: list[tuple[str, dict[str, str], Command]] = [
    ("approve", {}, ApproveDispatch(dispatch_id=DISPATCH)),
    ("retry", {}, RetryDispatch(dispatch_id=DISPATCH)),
    ("cancel", {"reason": "No child"}, CancelDispatch(dispatch_id=DISPATCH, reason="No child")),
    (
        "uncertain",
        {"was_sent": "no", "reason": "Asked by telephone", **day("on", date(2026, 11, 3))},
        ResolveUncertain(dispatch_id=DISPATCH, was_sent=False, reason="Asked by telephone", on=date(2026, 11, 3)),
    ),
    (
        "by-hand",
        {"reference": "Receipt 7", "sent_at": "3/7/2026 14:05"},
        RecordSentByHand(
            dispatch_id=DISPATCH, reference="Receipt 7", sent_at=datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
        ),
    ),
    (
        "acknowledgement",
        day("on", date(2026, 11, 3)),
        RecordAcknowledgement(dispatch_id=DISPATCH, on=date(2026, 11, 3)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed", "command"), TYPED)
def test_each_form_sends_its_command(
    browser: TestClient, services: StandIn, sign_in: SignIn, form: str, typed: dict[str, str], command: Command
) -> None:
    csrf = sign_in("manager")
    done = post(browser, f"{SENT}/{form}", csrf, **typed)
    assert done.status_code == 303, on_the_page(done)
    assert done.headers["Location"] == SENT
    assert asked(services) == command


def test_a_correction_is_a_dispatch_of_its_own(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("support")
    typed = {"correction": "The date of birth was wrong. It is 3 May 1980."}
    checked = post(browser, f"{SENT}/correction", csrf, **typed)
    assert "Check your answers" in on_the_page(checked)
    done = post(browser, f"{SENT}/correction", csrf, **typed, _do="confirm")
    command = services.sent[-1].command
    assert isinstance(command, CorrectDispatch)
    assert command.corrects == DISPATCH
    assert command.dispatch_id != DISPATCH
    assert done.headers["Location"] == f"/dispatches/{command.dispatch_id}"


@pytest.mark.parametrize("typed", ["yesterday", "3/13/2026 14:05", "3/11/2026", "2026-11-03T14:05"])
def test_a_moment_that_can_not_be_read_is_kept_and_explained(
    browser: TestClient, services: StandIn, sign_in: SignIn, typed: str
) -> None:
    csrf = sign_in("manager")
    shown = post(browser, f"{SENT}/by-hand", csrf, reference="Receipt 7", sent_at=typed)
    assert shown.status_code == 422
    assert "must be a date and a time, like 3/11/2026 14:05" in on_the_page(shown)
    assert f'value="{typed}"' in shown.text
    assert 'value="Receipt 7"' in shown.text
    assert services.sent == []


def test_moments_are_london_s() -> None:
    assert the_moment("3/7/2026 14:05") == "2026-07-03T14:05:00+01:00"
    assert the_moment(" 03/11/2026  09:30 ") == "2026-11-03T09:30:00+00:00"


def test_typed_values_are_kept_when_the_service_refuses_or_is_away(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    typed = {"reference": "Their number 12", **day("on", date(2026, 10, 1))}
    services.replies[RecordAcknowledgement] = Reply(
        accepted=False, id="1" * 32, refused="It cannot have been acknowledged before it was sent.", field="on"
    )
    refused = post(browser, f"{SENT}/acknowledgement", csrf, **typed)
    assert refused.status_code == 422
    assert "It cannot have been acknowledged before it was sent." in on_the_page(refused)
    assert 'href="#on-day"' in refused.text
    assert 'value="Their number 12"' in refused.text
    services.replies[RecordAcknowledgement] = Away("notifications")
    away = post(browser, f"{SENT}/acknowledgement", csrf, **typed)
    assert away.status_code == 503
    assert 'value="Their number 12"' in away.text


def test_tasks_say_what_to_do_and_lead_there(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("support")
    shown = browser.get("/dispatches/tasks")
    said = on_the_page(shown)
    assert "Find out whether the Coroner has it" in said
    assert "the connection ended before the answer. DHR-2026-004, prepared on 2 November 2026." in said
    assert f'href="{SENT}"' in shown.text
    assert 'href="/recipients"' in shown.text
    services.answers[DispatchTasks] = type(services.answers[DispatchTasks])(tasks=())
    assert "No dispatch waits for a person." in on_the_page(browser.get("/dispatches/tasks"))


@pytest.mark.rule("X-04")
def test_which_notices_wait_for_approval(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    said = on_the_page(browser.get("/dispatches/approval"))
    assert "Overview report Waits for approval" in said
    assert "Coroner's notification Sent without waiting" in said
    address = "/dispatches/approval/change?notice=notice%20of%20delay"
    assert 'value="notice of delay" checked' in browser.get(address).text
    post(browser, address, csrf, notice="notice of delay", held="yes")
    assert asked(services) == HoldNotice(notice=Notice.DELAY, held=True)
    sign_in("support")
    services.answers[NoticesHeld] = HeldNotices(held=())
    assert "/dispatches/approval/change" not in browser.get("/dispatches/approval").text


@pytest.mark.rule("X-08")
def test_the_directory_and_a_change_that_waits_for_a_second_person(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("administrator")
    said = on_the_page(browser.get("/recipients"))
    assert "Not known yet Notices to these wait until somebody enters them: Home Office" in said
    assert "Changes that wait for a second person Coroner" in said
    assert "CSP Chair, Watford Chair of the Watford CSP E-mail chair@watford.example 1 April 2026 In use" in said
    as_it_is = browser.get("/recipients/set?recipient=CSP+Chair&csp=Watford").text
    assert 'value="chair@watford.example"' in as_it_is
    assert 'value="CSP Chair" selected' in as_it_is
    assert 'value="Watford" selected' in as_it_is


def test_recipients_are_entered_confirmed_and_turned_down(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("administrator")
    post(
        browser,
        "/recipients/set",
        csrf,
        recipient="Home Office",
        name="DHR enquiries",
        channel="e-mail",
        address="enquiries@homeoffice.example",
        **day("from_date", date(2026, 11, 3)),
    )
    assert asked(services) == SetRecipient(
        recipient=RecipientKind.HOME_OFFICE,
        channel=Channel.EMAIL,
        name="DHR enquiries",
        address="enquiries@homeoffice.example",
        from_date=date(2026, 11, 3),
    )
    pressed = browser.post("/recipients/confirm", data={"_csrf": csrf, "recipient": "Coroner"})
    assert pressed.status_code == 303
    assert asked(services) == ConfirmRecipient(recipient=RecipientKind.CORONER)
    post(browser, "/recipients/decline", csrf, recipient="Coroner", reason="Not their address")
    assert asked(services) == DeclineRecipient(recipient=RecipientKind.CORONER, reason="Not their address")


def test_the_same_person_is_told_why_they_can_not_confirm(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    why = "A change of recipient is confirmed by another person than the one who entered it."
    services.replies[ConfirmRecipient] = Reply(accepted=False, id="1" * 32, refused=why)
    shown = browser.post("/recipients/confirm", data={"_csrf": csrf, "recipient": "Coroner"})
    assert shown.status_code == 422
    assert why in on_the_page(shown)
    assert 'value="Coroner" selected' in shown.text


def test_an_overdue_acknowledgement_is_said(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[DispatchList] = page_of(dispatch(acknowledgement_overdue=True))
    services.answers[DispatchDetail] = record(acknowledgement_overdue=True)
    sign_in("manager")
    assert "Overdue" in on_the_page(browser.get("/dispatches"))
    assert "The recipient has not said that they have it." in on_the_page(browser.get(SENT))
