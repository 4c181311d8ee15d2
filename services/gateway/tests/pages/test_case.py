"""A case's pages: a date that was wrong is corrected, and a question about the chair's independence stands out."""

import re
from datetime import date
from typing import Any, cast

import pytest
from gateway.pages.cases.access import in_words
from shared.actor import Role
from shared.contracts.cases.answers import CaseHeader, ImrRow, Overview, Part2, People, Step
from shared.contracts.cases.commands import CorrectAttentionDate, CorrectDateOfDeath, RecordDecision, ReopenDecision
from shared.contracts.cases.queries import CaseOverview, CasePartTwo, CasePeople
from shared.contracts.cases.values import Deceased
from shared.contracts.deed import Openness
from shared.message import Command
from shared.testing.example import example_of
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.standing_in import StandIn

CASE = "c" * 32
AT = f"/cases/{CASE}"
FIRST = Deceased(name="Asha Example", date_of_death=date(2026, 3, 1))
SECOND = Deceased(name="Cleo Example", date_of_death=None)


def overview(**changed: Any) -> Overview:
    header = example_of(CaseHeader, case_id=CASE, chair="Dana Reed", **{"conflict": None} | changed)
    return example_of(Overview, header=header, timeline=(), timeline_total=0)


def opened(*commands: type[Command], **reason: str) -> tuple[Openness, ...]:
    return tuple(Openness(command=one.__name__, reason=reason.get(one.__name__)) for one in commands)


def people(*deceased: Deceased) -> People:
    return example_of(People, deceased=deceased, deeds=opened(CorrectDateOfDeath, CorrectAttentionDate))


@pytest.mark.rule("N-11")
def test_the_team_corrects_a_date_of_death(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[CasePeople] = people(FIRST, SECOND)
    csrf = sign_in("support")
    shown = browser.get(f"{AT}/people")
    assert f'href="{AT}/people/date-of-death"' in shown.text
    assert "Date of death Not known" in on_the_page(shown)
    form = f"{AT}/people/date-of-death"
    assert "Date of death: 1 March 2026" in on_the_page(browser.get(form))
    typed = {"person": "2", "reason": "The pathologist's report.", **day("date_of_death", date(2026, 2, 27))}
    asked = on_the_page(post(browser, form, csrf, **typed))
    assert "Check your answers" in asked
    assert "27 February 2026" in asked
    done = post(browser, form, csrf, **typed, _do="confirm")
    assert done.headers["location"] == f"{AT}/people"
    command = cast(CorrectDateOfDeath, services.sent[-1].command)
    assert (command.case_id, command.person, command.date_of_death) == (CASE, 2, date(2026, 2, 27))


@pytest.mark.rule("N-13", "H-12")
def test_a_day_that_is_not_known_after_all_is_said_to_be_so(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CasePeople] = people(FIRST)
    csrf = sign_in("manager")
    form = f"{AT}/people/date-of-death"
    assert 'value="1" checked' in browser.get(form).text
    post(browser, form, csrf, person="1", not_known="yes", reason="Nobody knows.", _do="confirm")
    command = cast(CorrectDateOfDeath, services.sent[-1].command)
    assert (command.date_of_death, command.not_known) == (None, True)


@pytest.mark.rule("N-11", "C-01")
def test_the_attention_date_is_corrected_and_a_refusal_stands_beside_it(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CaseOverview] = overview(attention_date=date(2026, 3, 2))
    csrf = sign_in("support")
    form = f"{AT}/people/attention-date"
    assert 'value="2026"' in browser.get(form).text
    reason = "The case cannot have come to attention before the death, 1 March 2026."
    services.replies[CorrectAttentionDate] = Reply(accepted=False, id="1" * 32, refused=reason, field="attention_date")
    typed = {"reason": "The e-mail came before.", **day("attention_date", date(2026, 2, 28))}
    refused = post(browser, form, csrf, **typed, _do="confirm")
    assert reason in on_the_page(refused)
    assert 'href="#attention_date-day"' in refused.text


@pytest.mark.parametrize("who", ["watford.chair", "panel.chair"])
def test_others_read_the_names_and_are_not_offered_to_correct_them(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str
) -> None:
    services.answers[CasePeople] = people(FIRST)
    sign_in(who)
    assert "people/date-of-death" not in browser.get(f"{AT}/people").text


@pytest.mark.rule("H-12")
@pytest.mark.parametrize(
    ("who", "conflict", "said", "link"),
    [
        ("watford.chair", "to be decided", "Decide whether the chair can go on: Dana Reed", f"{AT}/chair/conflict"),
        ("manager", "to be decided", "Decide whether the chair can go on: Dana Reed", f"{AT}/chair/conflict"),
        ("support", "to be decided", "See what was found", f'{AT}/chair"'),
        ("manager", "the chair is to be replaced", "Replace the chair: Dana Reed", f"{AT}/chair/end"),
    ],
)
def test_a_question_about_independence_stands_on_the_case_with_what_can_be_done(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str, conflict: str, said: str, link: str
) -> None:
    services.answers[CaseOverview] = overview(conflict=conflict)
    sign_in(who)
    shown = browser.get(AT)
    assert said in on_the_page(shown)
    assert f'href="{link}' in shown.text


@pytest.mark.rule("H-12")
def test_without_a_question_and_for_who_takes_part_the_case_is_as_ever(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[CaseOverview] = overview()
    sign_in("manager")
    assert "independence of Dana Reed" not in on_the_page(browser.get(AT))
    services.answers[CaseOverview] = overview(conflict="to be decided")
    sign_in("panel.member")
    assert "independence of Dana Reed" not in on_the_page(browser.get(AT))


def test_what_is_not_open_now_is_no_link_and_says_why(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    closed = opened(ReopenDecision, ReopenDecision="There is no decision to reopen.")
    services.answers[CasePartTwo] = example_of(Part2, deeds=(*opened(RecordDecision), *closed))
    sign_in("watford.chair")
    shown = browser.get(f"{AT}/decision")
    assert f'href="{AT}/decide"' in shown.text
    assert f"{AT}/reopen" not in shown.text
    assert "Not possible yet Reopen the decision not to proceed: There is no decision to reopen." in on_the_page(shown)
    assert f"{AT}/criteria" not in shown.text, "what the service does not name is not offered"


@pytest.mark.rule("I-01")
def test_each_imr_has_its_own_deeds(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    first, second = (example_of(ImrRow, imr_id=one * 32, agency=f"Agency {one}") for one in "12")
    deeds = (
        Openness(command="SubmitImr", subject=first.imr_id),
        Openness(command="ReturnImr", subject=first.imr_id, reason="It was not submitted."),
        Openness(command="ReturnImr", subject=second.imr_id),
    )
    services.answers[CaseOverview] = overview().model_copy(update={"imrs": (first, second), "deeds": deeds})
    sign_in("manager")
    shown = browser.get(f"{AT}/panel").text
    links = set(re.findall(rf'href="{AT}/imrs/([^"]+)"', shown))
    assert links == {f"{first.imr_id}/submit", f"{second.imr_id}/return"}


def test_a_step_leads_to_its_deed_for_who_may_do_it(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    steps = tuple(
        example_of(Step, number=number, action=action)
        for number, action in ((3, "RecordDecision"), (7, "RecordStep"), (9, "SubmitImr"), (10, None))
    )
    services.answers[CaseOverview] = overview().model_copy(update={"steps": steps})
    sign_in("manager")
    shown = browser.get(AT).text
    assert [f'govuk-task-list__link" href="{AT}/{one}"' in shown for one in ("decide", "steps/7", "panel")] == [
        RecordDecision.may >= {Role.MANAGER},
        True,
        True,
    ]
    sign_in("auditor")
    assert "govuk-task-list__link" not in browser.get(AT).text


@pytest.mark.rule("G-02")
def test_who_has_looked_is_said_in_words() -> None:
    assert in_words("GrantAccess") == "Give somebody access to this case"
    assert in_words("CaseOverview") == "Case overview"
