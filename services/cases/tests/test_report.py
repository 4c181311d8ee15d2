"""The report: the family's time, approvals in order, the Home Office, publication, closing (O, S, C, A-07)."""

from datetime import date
from itertools import permutations

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.actor import Role
from shared.contracts.cases.commands import (
    AddReportVersion,
    AgreeReport,
    PublishReport,
    RecordFamilyReading,
    RecordOutcome,
    ShareDraftWithFamily,
    SubmitReport,
)
from shared.contracts.cases.values import Outcome, ReportStage
from shared.testing.spec import Spec

from . import story

CASE_SPEC = Spec(CASE)


def share(read_by: date) -> ShareDraftWithFamily:
    return ShareDraftWithFamily(case_id=story.CASE_ID, report_version="1", shared_on=story.SHARED, read_by=read_by)


def finish(day: date, *, declined: bool = False) -> RecordFamilyReading:
    return RecordFamilyReading(case_id=story.CASE_ID, declined=declined, finished_on=day)


def agree(stage: ReportStage, day: date, version: str = "1") -> AgreeReport:
    return AgreeReport(case_id=story.CASE_ID, stage=stage, report_version=version, agreed_on=day)


def submit(day: date) -> SubmitReport:
    return SubmitReport(case_id=story.CASE_ID, submitted_on=day)


def outcome(value: Outcome, day: date = date(2026, 10, 1)) -> RecordOutcome:
    return RecordOutcome(case_id=story.CASE_ID, outcome=value, recorded_on=day, letter="Thank you.")


def publish(day: date = date(2026, 11, 2)) -> PublishReport:
    return PublishReport(case_id=story.CASE_ID, published_on=day, where="https://www.watford.example/reviews")


# The family


@pytest.mark.rule("C-04", "F-03")
@pytest.mark.parametrize(
    ("read_by", "refused"), [(date(2026, 6, 28), True), (date(2026, 6, 29), False), (date(2026, 6, 30), False)]
)
def test_the_family_has_at_least_21_days(read_by: date, refused: bool) -> None:
    decided = CASE_SPEC.given(*story.PANEL_SITTING, story.version).when(share(read_by), on=story.LATER)
    if refused:
        decided.refused("29 June 2026 or later", field="read_by")
    else:
        decided.then_kinds(e.DraftSharedWithFamily).twice_changes_nothing()


@pytest.mark.rule("C-04")
def test_only_a_version_that_exists_is_shared() -> None:
    CASE_SPEC.given(*story.PANEL_SITTING).when(share(story.READ_BY), on=story.LATER).refused(
        "no version of the report yet"
    )


@pytest.mark.rule("O-04", "C-04")
@pytest.mark.parametrize(
    ("day", "declined", "refused"),
    [
        (date(2026, 6, 28), False, True),
        (date(2026, 6, 29), False, False),
        (date(2026, 6, 30), False, False),
        (date(2026, 6, 10), True, False),
    ],
)
def test_reading_ends_after_three_weeks_or_when_the_family_declines(day: date, declined: bool, refused: bool) -> None:
    decided = CASE_SPEC.given(*story.DRAFTED).when(finish(day, declined=declined), on=story.LATER)
    if refused:
        decided.refused("end of the three weeks", field="finished_on")
    else:
        decided.then_kinds(e.FamilyReadingFinished).twice_changes_nothing()


@pytest.mark.rule("O-04")
@pytest.mark.parametrize(
    ("day", "declined", "refused"),
    [
        (story.day_before(story.READ_BY), False, True),
        (story.READ_BY, False, False),
        (story.day_after(story.READ_BY), False, False),
        (date(2026, 6, 15), True, False),
    ],
)
def test_the_panel_agrees_after_the_familys_time_or_when_it_declined(day: date, declined: bool, refused: bool) -> None:
    early = story.third.model_copy(update={"held_on": date(2026, 6, 9)})
    facts = [*story.DRAFTED, early]
    if declined:
        facts.append(e.FamilyReadingFinished(declined=True, finished_on=date(2026, 6, 10)))
    decided = CASE_SPEC.given(*facts).when(agree(ReportStage.PANEL, day), on=story.LATER)
    if refused:
        decided.refused("runs until 29 June 2026", field="agreed_on")
    else:
        decided.then_kinds(e.ReportAgreed)


@pytest.mark.rule("O-04")
def test_without_a_shared_draft_the_panel_can_not_agree() -> None:
    facts = (*story.PANEL_SITTING, story.second, story.third, story.version)
    asked = agree(ReportStage.PANEL, date(2026, 7, 1))
    CASE_SPEC.given(*facts).when(asked, on=story.LATER).refused("The family reads the draft before")


# Versions and approvals


@pytest.mark.rule("O-01")
def test_a_version_is_added_once_under_its_name() -> None:
    asked = AddReportVersion(
        case_id=story.CASE_ID, report_version="1", author="Chris Chair", added_on=story.VERSION_DAY
    )
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    spec.when(asked, on=story.LATER).then(story.version).twice_changes_nothing()
    other = asked.model_copy(update={"note": "Another text."})
    spec.given(story.version).when(other, on=story.LATER).refused("already", field="report_version")


@pytest.mark.rule("P-06")
def test_two_further_meetings_come_before_the_agreement() -> None:
    asked = agree(ReportStage.PANEL, date(2026, 7, 1))
    base = (*story.PANEL_SITTING, story.version, story.shared_with_family, story.family_read)
    CASE_SPEC.given(*base).when(asked, on=story.LATER).refused("none has been recorded")
    CASE_SPEC.given(*base, story.second).when(asked, on=story.LATER).refused("only one has been recorded")
    CASE_SPEC.given(*base, story.second, story.third).when(asked, on=story.LATER).then_kinds(e.ReportAgreed)


@pytest.mark.rule("O-03")
@pytest.mark.parametrize("order", list(permutations(ReportStage)))
def test_approvals_come_in_their_order_and_none_is_skipped(order: tuple[ReportStage, ...]) -> None:
    spec = CASE_SPEC.given(*story.READY_TO_AGREE)
    right = tuple(ReportStage)
    for index, stage in enumerate(order):
        decided = spec.when(agree(stage, date(2026, 7, 1)), on=story.LATER)
        if order[: index + 1] != right[: index + 1]:
            decided.refused("Record that first", field="stage")
            return
        spec = decided.twice_changes_nothing().and_then
    assert list(spec.state.report.agreed) == list(ReportStage)


@pytest.mark.rule("O-03")
@pytest.mark.parametrize(("day", "refused"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_an_approval_is_not_dated_before_the_one_it_follows(day: date, refused: bool) -> None:
    spec = CASE_SPEC.given(*story.READY_TO_AGREE, story.agreements[0])
    decided = spec.when(agree(ReportStage.SUBGROUP, day), on=story.LATER)
    if refused:
        decided.refused("before the panel's agreement", field="agreed_on")
    else:
        decided.then_kinds(e.ReportAgreed)


@pytest.mark.rule("O-03")
def test_a_new_version_begins_with_the_panel_again() -> None:
    newer = story.version.model_copy(update={"report_version": "2"})
    spec = CASE_SPEC.given(*story.READY_TO_AGREE, *story.agreements[:2], newer)
    spec.when(agree(ReportStage.CSP, date(2026, 7, 15), "2"), on=story.LATER).refused(
        "the same version", field="report_version"
    )
    again = spec.when(agree(ReportStage.PANEL, date(2026, 7, 10), "2"), on=story.LATER).and_then
    assert list(again.state.report.agreed) == [ReportStage.PANEL]


# The Home Office


@pytest.mark.rule("S-01")
def test_the_agreed_report_is_submitted() -> None:
    CASE_SPEC.given(*story.AGREED).when(submit(date(2026, 7, 20)), on=story.LATER).then(
        story.submitted
    ).twice_changes_nothing()
    CASE_SPEC.given(*story.READY_TO_AGREE).when(submit(date(2026, 7, 20)), on=story.LATER).refused("in this order")
    CASE_SPEC.given(*story.AGREED).when(submit(date(2026, 7, 14)), on=story.LATER).refused(
        "before the CSP's agreement", field="submitted_on"
    )
    assert SubmitReport.may == {Role.MANAGER}


@pytest.mark.rule("S-02")
def test_a_return_leads_to_another_round_and_every_round_is_kept() -> None:
    spec = CASE_SPEC.given(*story.SUBMITTED, story.sent_back)
    spec.when(submit(date(2026, 10, 2)), on=story.LATER).refused("in this order")
    for stage, day in zip(ReportStage, (5, 6, 7), strict=True):
        spec = spec.when(agree(stage, date(2026, 10, day)), on=story.LATER).and_then
    spec = spec.when(submit(date(2026, 10, 8)), on=story.LATER).and_then
    spec = spec.when(outcome(Outcome.PUBLISH, date(2026, 11, 1)), on=story.LATER).twice_changes_nothing().and_then
    assert [(round_.number, round_.outcome) for round_ in spec.state.report.rounds] == [
        (1, Outcome.RESUBMIT),
        (2, Outcome.PUBLISH),
    ]


@pytest.mark.rule("S-02", "Q-05")
@pytest.mark.parametrize(
    ("value", "approved"),
    [(Outcome.PUBLISH, True), (Outcome.PUBLISH_AFTER_CHANGES, True), (Outcome.RESUBMIT, False)],
)
def test_two_of_the_three_outcomes_are_approvals(value: Outcome, approved: bool) -> None:
    after = CASE_SPEC.given(*story.SUBMITTED).when(outcome(value), on=story.LATER).and_then
    assert after.state.report.approved is approved
    decided = after.when(publish(), on=story.LATER)
    if approved:
        decided.then_kinds(e.ReportPublished)
    else:
        decided.refused("has approved it")


@pytest.mark.rule("S-02")
def test_an_outcome_answers_a_submission() -> None:
    CASE_SPEC.given(*story.AGREED).when(outcome(Outcome.PUBLISH), on=story.LATER).refused("has not been submitted")
    CASE_SPEC.given(*story.SUBMITTED).when(outcome(Outcome.PUBLISH, date(2026, 7, 19)), on=story.LATER).refused(
        "before the submission", field="recorded_on"
    )
