"""The tracker's part of the main job, through its writer and its answers, on both databases."""

import base64
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from shared.actor import Forbidden
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Outcome, Referral, ReportStage
from shared.contracts.chairs.facts import BudgetChanged, ChairCommissioned, ChairReplaced
from shared.contracts.notifications.facts import DispatchTaken
from shared.contracts.notifications.values import Notice
from shared.contracts.tracker import commands as c
from shared.contracts.tracker import queries as ask
from shared.contracts.tracker.csv_rows import read_recommendations
from shared.contracts.tracker.values import ActionState, End, Rating, Stage, TrackerRow
from shared.contracts.tracker.work import WorkKind
from shared.service import NotFound
from shared.testing.example import example_of
from shared.testing.spec import (
    AUDITOR,
    BOARD_MEMBER,
    OFFICER,
    PANEL_CHAIR,
    SUBGROUP_CHAIR,
    agency_lead_of,
    csp_chair_of,
)
from shared.writing.projection import rebuild
from tracker.service import TRACKER

from . import story
from .county import County, Day, decided, of_case, opened, the_24_reviews
from .story import CASE_ID, CHAIR, NHS, POLICE, TARGET

pytestmark = pytest.mark.servers


async def test_from_a_csv_to_the_last_action_assured(county: County) -> None:
    await county.hear(opened(), decided())
    rows = read_recommendations(story.data("published_recommendations.csv")).rows
    rows = tuple(row for row in rows if row.review == "Norfolk, published 2025-05")
    load = c.LoadRecommendations(case_id=CASE_ID, rows=rows)
    await county.done(load)
    await county.done(load)

    plan = await county.ask(ask.ActionPlan(case_id=CASE_ID))
    assert [one.number for one in plan.recommendations] == ["R1", "R10", "R11"]
    assert plan.without_owner == ("R11",)
    agree = c.AgreePlan(case_id=CASE_ID, agreed_on=date(2026, 11, 3))
    refusal = await county.send(agree, CHAIR)
    assert refusal.refused is not None
    assert "Recommendation R11 has no owner" in refusal.refused

    for action in (1, 2, 3):
        await county.done(
            c.AssignAction(
                case_id=CASE_ID,
                action=action,
                owner=POLICE,
                person="Sam Example",
                measure="20 audited files a year",
                target=TARGET,
            ),
            CHAIR,
        )
    await county.done(agree, CHAIR)
    lead = agency_lead_of(POLICE)
    for action in (1, 2):
        await county.done(
            c.ReportProgress(
                case_id=CASE_ID, action=action, evidence="The first audit is done", reported_on=date(2026, 11, 3)
            ),
            lead,
        )
        await county.done(story.claim(action), lead)
        assert (await county.send(story.assure(action), OFFICER)).forbidden
        await county.done(story.assure(action), CHAIR)
    counts = (await county.ask(ask.TrackerOf(case_id=CASE_ID))).actions
    assert (counts.total, counts.assured, counts.still_open) == (3, 2, 1)
    end = c.CloseAction(
        case_id=CASE_ID, action=3, end=End.NOT_ACCEPTED, reason="The panel heard why", closed_on=date(2026, 11, 3)
    )
    await county.done(end, CHAIR)

    plan = await county.ask(ask.ActionPlan(case_id=CASE_ID))
    assert plan.completed_on == date(2026, 11, 3)
    told = await county.writer.do(lambda tx: tx.exec_driver_sql("SELECT type FROM feed ORDER BY id").scalars().all())
    assert told == ["PlanLoaded", "PlanAgreed", "ActionAssured", "ActionAssured", "PlanCompleted"]

    detail = await county.ask(ask.ActionDetail(case_id=CASE_ID, action=1), lead)
    assert (detail.row.state, detail.row.rating, detail.person) == (ActionState.ASSURED, Rating.GREEN, "Sam Example")
    assert [line.evidence for line in detail.history if line.evidence] == [
        "The audit report",
        "The first audit is done",
    ]
    assert detail.impact_due == (date(2027, 5, 3), date(2027, 11, 3))


async def test_evidence_and_names_are_sealed_in_the_record(county: County) -> None:
    await county.hear(opened())
    await county.done(story.load())
    await county.done(
        c.AssignAction(case_id=CASE_ID, action=1, person="Sam Example", measure="20 files", target=TARGET)
    )
    await county.done(story.claim())
    stored = await county.writer.do(lambda tx: tx.exec_driver_sql("SELECT data FROM events").scalars().all())
    assert len(stored) == 3
    assert not any("Sam Example" in data or "audit report" in data for data in stored)


@pytest.mark.rule("B-04")
@pytest.mark.rule("B-10")
async def test_the_figures_of_the_slides_come_out_of_the_24_reviews(county: County) -> None:
    await county.hear(*the_24_reviews())
    figures = (await county.ask(ask.HeadlineFigures(), BOARD_MEMBER)).figures
    assert (figures.reviews, figures.deceased, figures.children) == (24, 31, 29)
    assert (figures.murder_suicides, figures.intimate_partner, figures.familial) == (6, 12, 5)
    assert (figures.victims, figures.perpetrators) == (25, 6)
    assert figures.victims + figures.perpetrators == figures.deceased

    earlier = (await county.ask(ask.HeadlineFigures(as_at=date(2012, 12, 31)))).figures
    assert (earlier.reviews, earlier.deceased, earlier.murder_suicides) == (4, 8, 4)
    await county.hear(opened(), decided(), opened(story.OTHER_CASE, reference="DHR-2026-002"))
    now = await county.ask(ask.HeadlineFigures())
    assert (now.figures.reviews, now.under_way.reviews, now.together.reviews) == (24, 1, 25)
    assert (now.awaiting_decision, now.not_proceeding) == (1, 0)


@pytest.mark.rule("B-01", "B-02", "P-10")
async def test_the_tracker_follows_a_review_through_all_that_is_told_of_it(county: County, day: Day) -> None:
    async def row() -> TrackerRow:
        return await county.ask(ask.TrackerOf(case_id=CASE_ID))

    await county.hear(example_of(ChairCommissioned, case_id=CASE_ID, chair_name="Dr Example"), producer="chairs")
    with pytest.raises(NotFound):
        await row()
    await county.hear(opened())
    first = await row()
    assert (first.stage, first.chair, first.clock) == (
        Stage.AWAITING_DECISION,
        "Dr Example",
        "5 days overdue, was due on 29 October 2026",
    )
    assert first.overdue
    await county.hear(decided())
    assert (await row()).stage is Stage.SETTING_UP
    await county.hear(example_of(ChairReplaced, case_id=CASE_ID), producer="chairs")
    assert (await row()).chair is None
    await county.hear(example_of(ChairCommissioned, case_id=CASE_ID, chair_name="Dr Next"), producer="chairs")
    assert (await row()).chair == "Dr Next"
    await county.hear(
        of_case(cases.InitialMeetingHeld, held_on=date(2026, 10, 25), referral=Referral.SAR),
        of_case(cases.PanelMeetingHeld, number=2),
        of_case(cases.ImrProgressed, requested=5, accepted=3),
    )
    panel = await row()
    reported = (await county.ask(ask.QuarterlyReport(quarter="2026-Q4"))).content.cases
    assert panel.referral is Referral.SAR
    assert [case.referral for case in reported] == [Referral.SAR]
    assert (panel.stage, panel.report_state, panel.next_due) == (
        Stage.PANEL,
        "IMRs: 3 of 5 accepted",
        date(2027, 4, 20),
    )
    await county.hear(of_case(cases.ExtensionAgreed, new_due=date(2027, 6, 1)))
    late = await row()
    assert (late.extended_to, late.next_due, late.home_office_told) == (date(2027, 6, 1), date(2027, 6, 1), False)
    await county.hear(
        example_of(DispatchTaken, case_id=CASE_ID, notice=Notice.PART_ONE),
        example_of(DispatchTaken, case_id=CASE_ID, notice=Notice.DELAY),
        producer="notifications",
    )
    assert (await row()).home_office_told is True
    day.today = date(2027, 5, 20)
    await county.hear(of_case(cases.ReportAgreed, stage=ReportStage.SUBGROUP, agreed_on=date(2027, 5, 3)))
    agreeing = await row()
    assert (agreeing.stage, agreeing.report_state) == (Stage.AGREEING, "agreed by the Sub-Group on 3 May 2027")
    await county.hear(of_case(cases.ReportSubmitted, round=1, submitted_on=date(2027, 5, 10)))
    assert (await row()).stage is Stage.HOME_OFFICE
    await county.hear(of_case(cases.OutcomeRecorded, outcome=Outcome.RESUBMIT))
    assert (await row()).stage is Stage.AGREEING
    await county.hear(of_case(cases.ReportSubmitted, round=2, submitted_on=date(2027, 5, 15)))
    again = await row()
    assert (again.stage, again.rounds) == (Stage.HOME_OFFICE, 2)
    assert again.report_state == "submitted on 15 May 2027, round 2, no outcome yet"
    await county.hear(of_case(cases.OutcomeRecorded, outcome=Outcome.PUBLISH))
    assert (await row()).stage is Stage.TO_PUBLISH
    await county.hear(of_case(cases.ReportPublished, published_on=date(2027, 5, 18)))
    assert (await row()).stage is Stage.PUBLISHED
    await county.hear(of_case(cases.CaseClosed, closed_on=date(2027, 5, 19)))
    last = await row()
    assert (last.stage, last.report_state, last.overdue) == (Stage.CLOSED, "published on 18 May 2027", False)


@pytest.mark.rule("B-01")
async def test_the_list_is_filtered_sorted_and_paged(county: County) -> None:
    await county.hear(*the_24_reviews(), opened())
    first = await county.ask(ask.TrackerList(size=10))
    assert (len(first.rows), first.total, first.pages) == (10, 25, 3)
    assert first.rows[0].reference == "DHR-2026-001"
    watford = await county.ask(ask.TrackerList(csp="Watford"), csp_chair_of("Watford"))
    assert {row.csp for row in watford.rows} == {"Watford"}
    assert watford.total == 5
    waiting = await county.ask(ask.TrackerList(stage=Stage.AWAITING_DECISION))
    assert [row.reference for row in waiting.rows] == ["DHR-2026-001"]
    assert (await county.ask(ask.TrackerList(text="hdhr-01"))).total == 10
    assert (await county.ask(ask.TrackerList(text="%"))).total == 0
    newest = await county.ask(ask.TrackerList(sort="attention", descending=True, size=1))
    assert newest.rows[0].reference == "DHR-2026-001"


@pytest.mark.rule("G-03")
async def test_who_sees_what(county: County) -> None:
    await county.hear(opened(), opened(story.OTHER_CASE, reference="DHR-2026-002", csp="Dacorum"))
    await county.done(story.load(story.row("1", "Audit cases", POLICE, NHS)))
    with pytest.raises(Forbidden):
        await county.ask(ask.TrackerList(), BOARD_MEMBER)
    with pytest.raises(NotFound, match="has not been presented"):
        await county.ask(ask.QuarterlyReport(quarter="2026-Q4"), BOARD_MEMBER)
    assert (await county.ask(ask.TrackerList(), AUDITOR)).total == 2
    assert (await county.ask(ask.TrackerList(), csp_chair_of("Dacorum"))).total == 1
    own = await county.ask(ask.ActionList(), agency_lead_of(NHS.upper()))
    assert [row.owner for row in own.rows] == [NHS]
    assert (await county.ask(ask.ActionList(), csp_chair_of("Dacorum"))).total == 0
    with pytest.raises(Forbidden, match="another agency"):
        await county.ask(ask.ActionDetail(case_id=CASE_ID, action=1), agency_lead_of(NHS))
    plan = await county.ask(ask.ActionPlan(case_id=CASE_ID), agency_lead_of(NHS))
    assert [row.owner for one in plan.recommendations for row in one.actions] == [NHS]
    assert len((await county.ask(ask.ActionPlan(case_id=CASE_ID), PANEL_CHAIR)).recommendations[0].actions) == 2


@pytest.mark.rule("A-04")
async def test_who_may_act_on_whose_plan(county: County) -> None:
    await county.hear(opened())
    await county.done(story.load(story.row("1", "Audit cases", POLICE)))
    other = csp_chair_of("Dacorum")
    assign = c.AssignAction(case_id=CASE_ID, action=1, measure="20 files", target=TARGET)
    assert (
        await county.send(assign, other)
    ).forbidden == "Only the CSP Chair of Watford can do this with its action plans."
    await county.done(assign, CHAIR)
    refused = await county.send(story.claim(), agency_lead_of(NHS))
    assert refused.forbidden == "This action belongs to another agency. Report on your own agency's actions."
    await county.done(story.claim(), agency_lead_of(POLICE))
    assert (await county.send(story.assure(), other)).forbidden
    assert (await county.send(story.assure(), agency_lead_of(POLICE))).forbidden
    await county.done(story.assure(), CHAIR)
    unknown = story.load().model_copy(update={"case_id": story.OTHER_CASE})
    assert "does not know this review" in ((await county.send(unknown)).refused or "")


@pytest.mark.rule("A-06")
async def test_time_passes_once(county: County, day: Day) -> None:
    await county.hear(opened(), decided())
    await county.done(story.load(story.row("10", "Audit", POLICE), story.row("9.1 a", "Train", NHS)))
    for action in (1, 2):
        await county.done(c.AssignAction(case_id=CASE_ID, action=action, measure="20 files", target=TARGET))
    await county.done(c.AskForAssurance(case_id=CASE_ID, agency=NHS, reply_by=date(2026, 11, 10)))
    assert await county.tick() == 0
    day.today = date(2026, 11, 11)
    assert await county.tick() == 1
    assert await county.tick() == 0
    await county.done(story.claim(1, on=date(2026, 11, 11)), agency_lead_of(POLICE))
    day.today = date(2027, 1, 2)
    assert await county.tick() == 2  # the plan, and the updates of the quarter are asked for (B-03)
    assert await county.tick() == 0
    late = await county.ask(ask.ActionList(state=ActionState.OVERDUE))
    assert [(row.number, row.rating, row.escalated) for row in late.rows] == [("9.1 a", Rating.RED, True)]
    assert (await county.ask(ask.TrackerOf(case_id=CASE_ID))).escalations == 2
    natural = await county.ask(ask.ActionList(case_id=CASE_ID))
    assert [row.number for row in natural.rows] == ["9.1 a", "10"]
    work = await county.ask(ask.TrackerWork())
    assert {item.kind for item in work.items} == {
        WorkKind.OVERDUE_ACTION,
        WorkKind.TO_ASSURE,
        WorkKind.ESCALATION,
        WorkKind.PLAN_TO_AGREE,
        WorkKind.UPDATE_MISSING,
        WorkKind.REPORT_TO_PRESENT,
    }
    theirs = await county.ask(ask.TrackerWork(), agency_lead_of(NHS))
    assert [item.kind for item in theirs.items] == [WorkKind.OVERDUE_ACTION]
    close = c.CloseEscalation(case_id=CASE_ID, escalation=1, outcome="A date was agreed")
    await county.done(close, SUBGROUP_CHAIR)
    assert (await county.ask(ask.TrackerOf(case_id=CASE_ID))).escalations == 1


@pytest.mark.rule("B-02")
@pytest.mark.rule("B-03")
@pytest.mark.rule("A-05")
async def test_a_presented_report_stays_as_it_was_presented(county: County, day: Day) -> None:
    await county.hear(*the_24_reviews(), opened(), decided())
    budget = example_of(
        BudgetChanged, case_id=None, year=2026, allocated="60000.00", committed="8000.00", invoiced="0.00", paid="0.00"
    )
    await county.hear(budget, producer="chairs")
    await county.done(story.load(story.row("1", "Audit cases", POLICE)))
    await county.done(c.EscalateAction(case_id=CASE_ID, action=1, reason="Nobody answers"))
    live = await county.ask(ask.QuarterlyReport(quarter="2026-Q4"))
    assert live.presented_on is None
    assert live.missing_updates == ("DHR-2026-001",)
    update = c.RecordQuarterlyUpdate(
        quarter="2026-Q4", case_id=CASE_ID, text="=The panel met twice", delay_reason="A trial is awaited"
    )
    assert (await county.send(update, csp_chair_of("Dacorum"))).forbidden
    await county.done(update, CHAIR)
    await county.done(c.PresentQuarterlyReport(quarter="2026-Q4"), SUBGROUP_CHAIR)
    presented = await county.ask(ask.QuarterlyReport(quarter="2026-Q4"), BOARD_MEMBER)
    assert presented.missing_updates == ()
    assert presented.content.figures.reviews == 24
    assert presented.content.under_way.reviews == 1
    [case] = presented.content.cases
    assert (case.update, case.delay_reason, case.asked_of) == (
        "=The panel met twice",
        "A trial is awaited",
        "panel chair",
    )
    assert [one.name for one in presented.content.by_agency] == [POLICE]
    assert presented.content.budget is not None
    before = await _files(county)

    day.today = date(2027, 2, 1)
    await county.hear(opened(story.OTHER_CASE, reference="DHR-2026-002"), of_case(cases.CaseClosed))
    refusal = (await county.send(update.model_copy(update={"text": "More"}), CHAIR)).refused
    assert refusal is not None
    assert "presented on 3 November 2026" in refusal
    await county.done(c.PresentQuarterlyReport(quarter="2026-Q4"), SUBGROUP_CHAIR)
    assert await county.ask(ask.QuarterlyReport(quarter="2026-Q4"), BOARD_MEMBER) == presented
    assert await _files(county) == before
    seen = await county.ask(ask.QuarterList(), BOARD_MEMBER)
    assert [row.quarter for row in seen.rows] == ["2026-Q4"]
    assert [row.quarter for row in (await county.ask(ask.QuarterList())).rows] == ["2027-Q1", "2026-Q4"]


@pytest.mark.rule("B-02")
@pytest.mark.rule("B-08")
async def test_the_report_as_pdf_and_spreadsheet_says_the_same(county: County) -> None:
    await county.hear(*the_24_reviews(), opened(), decided())
    update = c.RecordQuarterlyUpdate(quarter="2026-Q4", case_id=CASE_ID, text="=SUM(1,1) #panic()\nSecond line")
    await county.done(update)
    pdf, xlsx = await _files(county)
    reader = PdfReader(BytesIO(pdf))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Quarterly report on domestic homicide reviews, October to December 2026" in " ".join(text.split())
    assert "=SUM(1,1) #panic()" in text
    assert "OFFICIAL" in text
    assert reader.root_object["/MarkInfo"].get_object()
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx))
    assert book.sheet_names[:2] == ["Report", "Headline figures"]
    figures = book.get_sheet_by_name("Headline figures").to_python()
    assert figures[1:3] == [["Reviews", 24.0, 1.0], ["People who died", 31.0, 1.0]]
    [_, row] = book.get_sheet_by_name("Reviews under way").to_python()
    assert row[5] == "=SUM(1,1) #panic()\nSecond line"
    assert b"<f>" not in xlsx


async def _files(county: County) -> tuple[bytes, bytes]:
    pdf = await county.ask(ask.QuarterlyReportFile(quarter="2026-Q4", kind="pdf"))
    xlsx = await county.ask(ask.QuarterlyReportFile(quarter="2026-Q4", kind="xlsx"))
    return base64.b64decode(pdf.content), base64.b64decode(xlsx.content)


@pytest.mark.rule("B-05")
async def test_themes_are_counted(county: County) -> None:
    await county.hear(opened())
    rows = (
        story.row("1", "Audit", POLICE).model_copy(update={"theme": "Training"}),
        story.row("2", "Train", NHS).model_copy(update={"theme": "Training"}),
        story.row("3", "House", NHS),
    )
    await county.done(story.load(*rows))
    await county.done(c.ClassifyRecommendation(case_id=CASE_ID, recommendation=3, scope="national", theme="Housing"))
    totals = await county.ask(ask.TrackerSummary(), BOARD_MEMBER)
    assert [(one.name, one.count) for one in totals.themes] == [("Training", 2), ("Housing", 1)]
    assert totals.actions.not_started == 3


async def test_what_is_known_is_rebuilt_the_same(county: County) -> None:
    await county.hear(opened())
    await county.done(story.load(story.row("1", "Audit cases", POLICE, NHS)))
    await county.done(story.claim())
    await county.done(story.assure(), CHAIR)
    before = await county.ask(ask.ActionList())
    rebuild(TRACKER, county.database, county.vault, "actions")
    assert await county.ask(ask.ActionList()) == before
