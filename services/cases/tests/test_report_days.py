"""On which days are approvals, extensions, rounds and publication dated, and in which order (rules O, S, C-03)?"""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.contracts.cases.commands import AgreeExtension, AgreeReport, PublishReport, RecordOutcome, SubmitReport
from shared.contracts.cases.values import Outcome, ReportStage
from shared.testing.spec import Spec

from . import story
from .test_panel_days import decided

OF = {"case_id": story.CASE_ID}
WHERE = "https://www.watford.example/reviews"
PANEL, SUBGROUP, CSP = ReportStage


def agree(stage: ReportStage, day: date, version: str = "1") -> AgreeReport:
    return AgreeReport(**OF, stage=stage, report_version=version, agreed_on=day)


def submit(day: date) -> SubmitReport:
    return SubmitReport(**OF, submitted_on=day)


def answer(day: date, outcome: Outcome = Outcome.PUBLISH) -> RecordOutcome:
    return RecordOutcome(**OF, outcome=outcome, recorded_on=day, letter="Thank you.")


def publish(day: date, where: str = WHERE) -> PublishReport:
    return PublishReport(**OF, published_on=day, where=where)


def extend(due: date, day: date, *, panel: bool = True, csp: bool = True) -> AgreeExtension:
    return AgreeExtension(
        **OF, new_due=due, agreed_on=day, panel_agreed=panel, csp_agreed=csp, reason="The trial was adjourned."
    )


# Approvals


@pytest.mark.rule("O-03", "O-07")
@pytest.mark.parametrize(
    ("stage", "given", "day", "today", "refusal"),
    [
        (PANEL, 0, date(2026, 7, 1), date(2026, 7, 1), None),
        (PANEL, 0, date(2026, 7, 2), date(2026, 7, 1), "in the future"),
        (SUBGROUP, 1, date(2026, 6, 30), date(2026, 7, 31), "before the panel's agreement"),
        (SUBGROUP, 1, date(2026, 7, 1), date(2026, 7, 31), None),
        (CSP, 2, date(2026, 7, 7), date(2026, 7, 31), "before the Sub-Group's agreement"),
        (CSP, 2, date(2026, 7, 8), date(2026, 7, 31), None),
        (CSP, 2, date(2026, 8, 1), date(2026, 7, 31), "in the future"),
    ],
)
def test_an_approval_is_dated_after_the_one_before_it(
    stage: ReportStage, given: int, day: date, today: date, refusal: str | None
) -> None:
    spec = Spec(CASE).given(*story.READY_TO_AGREE, *story.agreements[:given])
    decided(spec.when(agree(stage, day), on=today), refusal, "agreed_on", story.agreed(stage, day))


@pytest.mark.rule("O-03")
def test_the_panel_agrees_a_version_on_its_day_or_later() -> None:
    late = story.version.model_copy(update={"report_version": "2", "added_on": date(2026, 7, 3)})
    spec = Spec(CASE).given(*story.READY_TO_AGREE, late)
    spec.when(agree(PANEL, date(2026, 7, 2), "2"), on=story.LATER).refused("before the version", field="agreed_on")
    spec.when(agree(PANEL, date(2026, 7, 3), "2"), on=story.LATER).then_kinds(e.ReportAgreed)
    spec.when(agree(PANEL, date(2026, 7, 3), "3"), on=story.LATER).refused(
        "no report version of this name", field="report_version"
    )


@pytest.mark.rule("O-03", "O-07")
def test_an_approval_of_one_version_is_none_of_the_next() -> None:
    newer = story.version.model_copy(update={"report_version": "2"})
    spec = Spec(CASE).given(*story.READY_TO_AGREE, *story.agreements[:2], newer)
    again = spec.when(agree(PANEL, date(2026, 7, 1), "2"), on=story.LATER).then_kinds(e.ReportAgreed).and_then
    assert (again.state.report.agreed_version, set(again.state.report.agreed)) == ("2", {PANEL})
    again.when(agree(CSP, date(2026, 7, 15), "2"), on=story.LATER).refused("before the CSP", field="stage")
    spec.when(agree(SUBGROUP, date(2026, 7, 8)), on=story.LATER).nothing()
    corrected = spec.when(agree(SUBGROUP, date(2026, 7, 9)), on=story.LATER).and_then
    assert corrected.state.report.agreed[SUBGROUP] == date(2026, 7, 9)


@pytest.mark.rule("O-03", "S-02")
@pytest.mark.parametrize("events", [story.SUBMITTED, story.APPROVED])
def test_what_the_home_office_has_is_not_agreed_again(events: tuple[e.CaseEvent, ...]) -> None:
    Spec(CASE).given(*events).when(agree(PANEL, date(2026, 7, 1)), on=story.LATER).refused("with the Home Office")
    sent_back = Spec(CASE).given(*story.SUBMITTED, story.sent_back)
    sent_back.when(agree(PANEL, date(2026, 10, 2)), on=story.LATER).then_kinds(e.ReportAgreed)


@pytest.mark.rule("P-06")
def test_a_meeting_after_the_approval_does_not_count_for_it() -> None:
    late = story.met(3, date(2026, 7, 5))
    spec = Spec(CASE).given(*story.DRAFTED, late, story.family_read)
    spec.when(agree(PANEL, date(2026, 7, 4)), on=story.LATER).refused("only one has been recorded")
    spec.when(agree(PANEL, date(2026, 7, 5)), on=story.LATER).then_kinds(e.ReportAgreed)


# Another date


@pytest.mark.rule("C-03")
@pytest.mark.parametrize(
    ("due", "day", "refusal", "field"),
    [
        (story.day_before(story.REPORT_DUE), date(2026, 8, 1), "Enter a later date", "new_due"),
        (story.day_after(story.REPORT_DUE), date(2026, 8, 1), None, ""),
        (story.day_after(story.REPORT_DUE), date(2026, 8, 2), "in the future", "agreed_on"),
    ],
)
def test_another_date_is_later_and_agreed_by_today(due: date, day: date, refusal: str | None, field: str) -> None:
    event = e.ExtensionAgreed(old_due=story.REPORT_DUE, new_due=due, agreed_on=day, reason="The trial was adjourned.")
    spec = Spec(CASE).given(*story.PANEL_SITTING)
    decided(spec.when(extend(due, day), on=date(2026, 8, 1)), refusal, field, event)


@pytest.mark.rule("C-03")
def test_who_has_not_agreed_is_named_and_the_same_date_is_no_extension() -> None:
    spec, day = Spec(CASE).given(*story.PANEL_SITTING), date(2026, 8, 1)
    spec.when(extend(story.REPORT_DUE, day, panel=False), on=day).nothing()
    spec.when(extend(story.LATER, day, panel=False), on=day).refused("Both the panel", field="panel_agreed")
    spec.when(extend(story.LATER, day, csp=False), on=day).refused("Both the panel", field="csp_agreed")
    spec.when(extend(story.LATER, day, panel=False, csp=False), on=day).refused("Both", field="panel_agreed")
    sent = Spec(CASE).given(*story.SUBMITTED)
    sent.when(extend(story.LATER, day), on=day).refused("no date left to extend")
    extended = spec.when(extend(story.LATER, day), on=day).and_then
    extended.when(extend(story.REPORT_DUE, day), on=day).refused("due on 1 December 2026", field="new_due")


# Rounds and publication


@pytest.mark.rule("S-01")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 7, 14), "before the CSP's agreement"),
        (date(2026, 7, 15), None),
        (date(2026, 7, 20), None),
        (date(2026, 7, 21), "in the future"),
    ],
)
def test_a_report_is_submitted_between_the_csps_agreement_and_today(day: date, refusal: str | None) -> None:
    event = story.submitted.model_copy(update={"submitted_on": day})
    outcome = Spec(CASE).given(*story.AGREED).when(submit(day), on=date(2026, 7, 20))
    decided(outcome, refusal, "submitted_on", event)


@pytest.mark.rule("S-01", "S-02")
def test_one_round_is_answered_before_the_next_begins() -> None:
    waiting = Spec(CASE).given(*story.SUBMITTED)
    waiting.when(submit(date(2026, 7, 21)), on=story.LATER).refused("Record the Home Office's outcome first")
    Spec(CASE).given(*story.APPROVED).when(submit(date(2026, 10, 2)), on=story.LATER).refused("has approved the report")
    again = Spec(CASE).given(*story.SUBMITTED, story.sent_back, *story.agreements)
    assert again.state.report.awaiting_outcome is False
    again.when(submit(date(2026, 7, 20)), on=story.LATER).then(
        story.submitted.model_copy(update={"round": 2, "submitted_on": date(2026, 7, 20)})
    )


@pytest.mark.rule("S-02", "Q-05")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 7, 19), "before the submission"),
        (date(2026, 7, 20), None),
        (date(2026, 10, 1), None),
        (date(2026, 10, 2), "in the future"),
    ],
)
def test_the_home_office_answers_after_the_submission(day: date, refusal: str | None) -> None:
    event = story.approved.model_copy(update={"recorded_on": day})
    outcome = Spec(CASE).given(*story.SUBMITTED).when(answer(day), on=date(2026, 10, 1))
    decided(outcome, refusal, "recorded_on", event)


@pytest.mark.rule("S-02")
def test_a_round_has_one_answer() -> None:
    approved = Spec(CASE).given(*story.APPROVED)
    approved.when(answer(date(2026, 10, 1)), on=story.LATER).nothing()
    for other in (answer(date(2026, 10, 2)), answer(date(2026, 10, 1), Outcome.RESUBMIT)):
        approved.when(other, on=story.LATER).refused("The outcome of this round is recorded already")
    Spec(CASE).given(*story.AGREED).when(answer(date(2026, 10, 1)), on=story.LATER).refused("has not been submitted")


@pytest.mark.rule("S-03")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 9, 30), "before the Home Office's outcome"),
        (date(2026, 10, 1), None),
        (date(2026, 11, 2), None),
        (date(2026, 11, 3), "in the future"),
    ],
)
def test_a_report_is_published_between_the_outcome_and_today(day: date, refusal: str | None) -> None:
    event = e.ReportPublished(published_on=day, where=WHERE)
    outcome = Spec(CASE).given(*story.APPROVED).when(publish(day), on=date(2026, 11, 2))
    decided(outcome, refusal, "published_on", event)


@pytest.mark.rule("S-03", "S-09")
def test_a_report_is_published_once_at_one_place() -> None:
    published = Spec(CASE).given(*story.APPROVED, story.published)
    published.when(publish(date(2026, 11, 2)), on=story.LATER).nothing()
    for other in (publish(date(2026, 11, 3)), publish(date(2026, 11, 2), "https://elsewhere.example")):
        published.when(other, on=story.LATER).refused("was published on 2 November 2026")
    assert published.state.report.published_where == WHERE
    for events in (story.AGREED, story.SUBMITTED, (*story.SUBMITTED, story.sent_back)):
        Spec(CASE).given(*events).when(publish(date(2026, 11, 2)), on=story.LATER).refused("has approved it")


@pytest.mark.rule("O-03", "S-01", "S-03", "C-03")
@pytest.mark.parametrize(
    "command",
    [
        agree(PANEL, story.LATER),
        submit(story.LATER),
        answer(story.LATER),
        publish(story.LATER),
        extend(story.LATER, story.LATER),
    ],
    ids=lambda one: type(one).__name__,
)
def test_nothing_is_recorded_of_a_report_without_a_review_or_after_the_end(command: Any) -> None:
    Spec(CASE).given(*story.DECIDING).when(command, on=story.LATER).refused("not yet decided to proceed")
    closed = Spec(CASE).given(*story.APPROVED, story.published, e.CaseClosed(closed_on=story.LATER))
    closed.when(command, on=story.LATER).refused("was closed on 1 December 2026")
    erased = Spec(CASE).given(*story.APPROVED, e.CaseErased(reason="Retention ended."))
    erased.when(command, on=story.LATER).refused("its personal data was erased")
