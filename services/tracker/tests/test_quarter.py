"""Rules B-02, B-03: a quarter's updates are asked for, given, chased, and its report is frozen."""

from datetime import UTC, date, datetime

import pytest
from shared.calendar import ONE_DAY
from shared.contracts.tracker import commands as c
from shared.contracts.tracker import facts
from shared.contracts.tracker.values import Stage, UpdateGiver
from shared.decider import fold
from shared.message import Contract
from shared.record import Recorded
from shared.testing.spec import TODAY, Spec
from tracker.domain.events import quarter as q
from tracker.domain.known import QuarterKnown
from tracker.domain.quarter import QUARTER
from tracker.domain.rating import Progress
from tracker.domain.report import ActionLine, CaseLine, Source
from tracker.publish import publish

from .story import CASE_ID, OTHER_CASE, POLICE

NAME = "2026-Q4"
AFTER = date(2027, 1, 8)
quarter = Spec(QUARTER, found=QuarterKnown("Watford"))
live = CaseLine(CASE_ID, "DHR-2026-001", "Watford", Stage.PANEL, decided_on=date(2026, 10, 20))
followed = CaseLine(OTHER_CASE, "DHR-2026-002", "Dacorum", Stage.PUBLISHED, report_complete=True)
waiting = CaseLine(OTHER_CASE, "DHR-2026-003", "Dacorum", Stage.AWAITING_DECISION)
acted = ActionLine(CASE_ID, "Watford", POLICE, Progress.NOT_STARTED, TODAY)
found = QuarterKnown(county=Source(cases=(live, followed), actions=(acted,)))
ask = c.AskForUpdates(quarter=NAME)
update = c.RecordQuarterlyUpdate(quarter=NAME, case_id=CASE_ID, text="The panel met twice")
given = q.QuarterlyUpdateRecorded(
    quarter=NAME, case_id=CASE_ID, text="The panel met twice", delay_reason=None, given_on=TODAY
)
OF_PANEL_CHAIR = q.Asked(case_id=CASE_ID, of=UpdateGiver.PANEL_CHAIR)
OF_CSP_CHAIR = q.Asked(case_id=OTHER_CASE, of=UpdateGiver.CSP_CHAIR)


@pytest.mark.rule("B-03")
def test_the_panel_chair_is_asked_until_the_report_is_complete_and_the_csp_chair_after() -> None:
    asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR, OF_CSP_CHAIR), asked_on=TODAY)
    quarter.when(ask, found=found).then(asked)
    quarter.given(asked).when(ask, found=found).nothing()
    quarter.when(ask, found=QuarterKnown(county=Source(cases=(waiting,)))).nothing()


@pytest.mark.rule("B-03")
def test_what_is_missing_after_the_quarter_is_chased_once() -> None:
    asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR, OF_CSP_CHAIR), asked_on=TODAY)
    chased = q.UpdatesChased(quarter=NAME, asked=(OF_CSP_CHAIR,), chased_on=AFTER)
    quarter.given(asked, given).when(ask, found=found, on=AFTER).then(chased)
    quarter.given(asked, given, chased).when(ask, found=found, on=AFTER).nothing()


@pytest.mark.rule("B-03")
def test_a_review_decided_on_after_the_quarter_owes_no_update_for_it() -> None:
    earlier = c.AskForUpdates(quarter="2026-Q3")
    quarter.when(earlier, found=QuarterKnown(county=Source(cases=(live,)))).nothing()


@pytest.mark.rule("B-03")
def test_an_update_is_recorded_and_can_be_mended_until_the_report_is_presented() -> None:
    quarter.when(update, found=QuarterKnown("Watford")).then(given)
    mended = update.model_copy(update={"text": "The panel met three times"})
    quarter.given(given).when(mended).then_kinds(q.QuarterlyUpdateRecorded)
    quarter.given(given).when(update).nothing()
    quarter.when(update, found=QuarterKnown()).refused("does not know this review")
    future = update.model_copy(update={"quarter": "2027-Q1"})
    quarter.when(future).refused("January to March 2027 has not begun", field="quarter")


@pytest.mark.rule("B-02")
@pytest.mark.rule("B-03")
def test_the_report_says_what_is_missing_and_is_frozen_when_it_is_presented() -> None:
    present = c.PresentQuarterlyReport(quarter=NAME)
    frozen = quarter.given(given).when(present, found=found, on=AFTER)
    frozen.twice_changes_nothing()
    [event] = frozen.events
    assert isinstance(event, q.QuarterlyReportPresented)
    assert [(one.reference, one.update) for one in event.content.cases] == [
        ("DHR-2026-001", "The panel met twice"),
        ("DHR-2026-002", None),
    ]
    assert [(one.name, one.actions.overdue) for one in event.content.by_agency] == [(POLICE, 1)]
    assert [(one.name, one.count) for one in event.content.stages] == [
        ("panel at work", 1),
        ("published, actions followed", 1),
    ]
    frozen.and_then.when(update, on=AFTER).refused("was presented on 8 January 2027")
    frozen.and_then.when(ask, found=found, on=AFTER).nothing()


# What others are told of it (Q-04 counts it for the chair)


def told(event: q.QuarterEvent, *before: q.QuarterEvent) -> list[Contract]:
    at = datetime(2026, 12, 17, 12, tzinfo=UTC)
    recorded = Recorded(event, "tracker", f"quarterly-{NAME}", 1, 1, at, "service", CASE_ID)
    return publish(recorded, fold(QUARTER, (*before, event)))


ASKED_ON = date(2026, 12, 17)
DUE = date(2026, 12, 31)
first_asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR,), asked_on=ASKED_ON)


@pytest.mark.rule("B-03", "Q-04")
@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 12, 24), date(2026, 12, 31)),
        (date(2026, 12, 25), date(2026, 12, 31)),
        (date(2026, 12, 26), date(2027, 1, 1)),
    ],
)
def test_an_update_is_in_time_until_the_quarter_ends_or_a_week_has_passed(asked_on: date, due: date) -> None:
    asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR,), asked_on=asked_on)
    assert told(asked) == [
        facts.QuarterlyUpdateAsked(
            case_id=CASE_ID, quarter=NAME, of="panel chair", again=False, asked_on=asked_on, due=due
        )
    ]
    day_before = quarter.given(asked).when(ask, found=found, on=due)
    day_before.nothing()
    quarter.given(asked).when(ask, found=found, on=due + ONE_DAY).then_kinds(q.UpdatesChased)


@pytest.mark.rule("B-03", "Q-04")
def test_what_is_chased_is_missing_and_what_is_asked_only_then_is_not() -> None:
    chased = q.UpdatesChased(quarter=NAME, asked=(OF_PANEL_CHAIR, OF_CSP_CHAIR), chased_on=AFTER)
    again, new, missing = told(chased, first_asked)
    assert isinstance(again, facts.QuarterlyUpdateAsked)
    assert isinstance(new, facts.QuarterlyUpdateAsked)
    assert (again.due, new.due) == (DUE, date(2027, 1, 15))
    assert missing == facts.QuarterlyUpdateMissing(case_id=CASE_ID, quarter=NAME, of="panel chair", missing_on=AFTER)


@pytest.mark.rule("B-03", "Q-04")
def test_an_update_is_told_with_the_first_day_and_without_its_text() -> None:
    asked_of = QuarterKnown("Watford", asked_of=UpdateGiver.CSP_CHAIR)
    (event,) = quarter.when(update, found=asked_of, on=ASKED_ON).events
    assert isinstance(event, q.QuarterlyUpdateRecorded)
    assert event.asked_of == "CSP Chair"
    (event,) = quarter.given(first_asked).when(update, found=asked_of, on=DUE).events
    assert isinstance(event, q.QuarterlyUpdateRecorded)
    assert event.asked_of == "panel chair"
    mended = event.model_copy(update={"text": "The panel met three times", "given_on": AFTER})
    expected = facts.QuarterlyUpdateGiven(case_id=CASE_ID, quarter=NAME, of="panel chair", given_on=DUE)
    assert told(event, first_asked) == [expected]
    assert told(mended, first_asked, event) == [expected]


@pytest.mark.rule("B-03", "Q-04")
@pytest.mark.parametrize(
    ("presented_on", "also"),
    [
        (DUE - ONE_DAY, facts.QuarterlyUpdateCalledOff),
        (DUE, facts.QuarterlyUpdateCalledOff),
        (DUE + ONE_DAY, facts.QuarterlyUpdateMissing),
    ],
)
def test_what_can_not_be_given_any_more_is_called_off_before_its_day_and_missing_after(
    presented_on: date, also: type[Contract]
) -> None:
    (event,) = (
        quarter.given(first_asked).when(c.PresentQuarterlyReport(quarter=NAME), found=found, on=presented_on).events
    )
    presented, last = told(event, first_asked)
    assert (type(presented), type(last)) == (facts.QuarterlyReportPresented, also)
    chased = q.UpdatesChased(quarter=NAME, asked=(OF_PANEL_CHAIR,), chased_on=DUE + ONE_DAY)
    later = event.model_copy(update={"presented_on": AFTER})
    assert len(told(later, first_asked, chased)) == 1
    assert len(told(later, first_asked, given)) == 1
